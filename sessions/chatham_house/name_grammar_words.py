"""Words and patterns of German grammar about bare nouns; text is folded where it is matched."""

from __future__ import annotations

import re

CAPITAL_NEXT = re.compile(r" ([A-Z][a-z]+)")
COORDINATED = re.compile(r" ?(?:,|/|&| und| oder| bis| sowie|, aber)(?: zu[mr]?)? (?=[A-Z])")
# Behind these a trade, a rank or a dish stands bare.
BARE_BEHIND = frozenset(
    "ist war sei sind waren ware wird wurde werde wurden werden bleibt blieb heisst hiess nannte "
    "nennt lernt lernte spielt spielte studiert sucht suchte suchen gibt es als wie statt zu "
    "gelernter gelernte ehemaliger fruherer namens ob kein je pro per mit ohne".split()
)
BECOMES = re.compile(
    r" (?:zu )?(?:werden|wurde|wird|lernen|sein|war|ist|bleiben|geworden|gewesen|gelernt|nennen|"
    r"genannt|heissen|spielen|gespielt|gesucht)\b"
)
WHOEVER = re.compile(r"[^.;!?]{0,60}, wer\b")
SUBORDINATORS = frozenset(
    "dass ob weil wenn falls sobald nachdem bevor obwohl solange sodass damit warum weshalb wozu "
    "wofur womit worauf woran wobei wogegen worin wodurch wovon wann bis seit wahrend da wo was "
    "wen wem wie inwieweit inwiefern".split()
)
# With these the clause may be no clause at all: 'seit Mai', 'wie Koch und Kellner'.
OFTEN_PREPOSITIONS = frozenset("bis seit wahrend da wo wie wann".split())
VERB_LAST = re.compile(r"(?:^|[ ,])([a-z]+)$")
NO_VERB = frozenset(
    "nicht mit seit jetzt fast selbst sonst meist oft dort erst langst bereits recht laut statt "
    "samt heute gestern weit bald gut schlecht bekannt gesamt direkt leicht damit zuletzt zunachst "
    "zumindest spat bitte mitte ende anfang hinter unter uber oder aber immer wieder weiter leider "
    "lieber besser mehr dafur daher darum ist war wird wurde sei bleibt blieb sind waren hatte hat "
    "insgesamt wert statte geschickt not rat tat zeit".split()
)
STRONG = frozenset(
    "hat hatte will wollte kann konnte muss musste soll sollte darf durfte mag mochte weiss wusste "
    "kennt kannte nennt nannte bringt brachte denkt dachte ging kam gab nahm sah sprach stand sass "
    "las schrieb rief trat traf trug zog hielt liess lief fiel half bat bot bog brach fand griff "
    "lag lud riet schlug schwieg schloss verliess verlor vertrat verwarf unterbrach ergriff erhob "
    "widersprach versprach empfahl erhielt erschien schien tat vergass verschob bestritt beschrieb "
    "gestand verstand wies bewies hob schob schritt stiess strich entschied entsprach uberwog "
    "bekam verlas erfuhr fuhr flog begriff hing litt mied pfiff rang riss sprang stieg stritt "
    "trank trieb "
    "wog schnitt schrie floh fror genoss goss grub lieh log pries rieb schuf warb argumentiert "
    "begann gewann verglich wich wandte sandte sann blieb nahme hatte".split()
)
# A word at the start of a sentence that is no noun and leaves the name as it is.
FIRST_WORDS = frozenset(
    "auch nur selbst sogar einzig allein gerade ausgerechnet trotzdem dennoch dann danach "
    "daraufhin "
    "zuvor spater zuletzt zuerst zunachst schliesslich offenbar vielleicht immerhin leider morgen "
    "heute gestern wieder erneut dort hier da darauf daran darin dazu dafur dagegen damit darum "
    "darauf deshalb daher dabei davon doch aber und denn wenn weil dass ob sobald nachdem bevor "
    "obwohl wie was warum bitte erst noch schon hatte hat will wollte kann konnte muss soll "
    "sollte wo wem wen das dies alle man wir sie er ich niemand keiner jemand mehrere viele "
    "ahnlich anders ebenso genauso umgekehrt tatsachlich allerdings jedoch hingegen".split()
)
ONLY = frozenset(
    "nur auch selbst sogar einzig allein dann hier da sich dort danach daraufhin noch schon erst "
    "zuletzt zuerst ausgerechnet lediglich vor allem nicht es ihm ihr ihnen uns mir dies "
    "das".split()
)
ADJECTIVE = re.compile(
    r"^[a-z]*(?:ig|lich|isch|bar|los|sam|haft|end|iert|voll|reich|arm|ar|al|ell|iv)"
    r"(?:er|en|em|es|e)$"
    r"|^(?:alt|jung|gross|klein|neu|gut|wild|weiss|schwarz|rot|grun|braun|grau|lang|kurz|hoh|frei|"
    r"fremd|link|recht|erst|zweit|dritt|letzt|nachst|ander|eigen|ganz|halb|hiesig|damalig|einstig|"
    r"best|schlecht|arm|reich|stark|schwach|toll|treu|blind|toter?|krank|gesund)(?:er|en|em|es|e)$"
    r"|^ge[a-z]{2,}(?:ter|ten|tem|tes|ener|enen|enem|enes)$"
)
PARTICIPLES = (
    "widersprochen|zugestimmt|gefehlt|gestimmt|eingewandt|eingewendet|vorgeschlagen|vorgetragen|"
    "angeregt|abgelehnt|gefordert|verlangt|gewarnt|genickt|geschwiegen|nachgefragt|gefragt|"
    "zugesagt|abgesagt|unterstutzt|bezweifelt|kritisiert|gelobt|erganzt|berichtet|vorbereitet|"
    "formuliert|moderiert|protokolliert|enthalten|gemeldet|gesprochen|eingebracht|aufgeworfen|"
    "unterschrieben|mitgeschrieben|mitgetragen|gelacht|gezogert|nachgehakt|verzichtet|gebeten|"
    "geantwortet|beigesteuert|beantragt|vermittelt|insistiert|protestiert|applaudiert|plaudiert|"
    "eingelenkt|nachgegeben|reagiert|entschuldigt|verabschiedet|bestanden|gedrangt|bedauert"
)
DID = re.compile(
    rf"(?:^|[.;:!?\n] )(?:[a-z]+ ){{0,3}}(?:{PARTICIPLES}) (?:hat|hatte|haben|hatten|habe)"
    r"(?: [a-z]+){0,4} $"
)
ASKED_OF = re.compile(
    r" (?:noch |bitte |unbedingt |vorher |rechtzeitig |direkt )?(?:anrufen|fragen|informieren|"
    r"einladen|ansprechen|kontaktieren|erinnern|bitten|einbinden|anschreiben|benachrichtigen|"
    r"anmailen|zuruckrufen|nachfassen|danken|antworten|anfragen|vorwarnen|verstandigen|einbeziehen|"
    r"abholen|begrussen|mitnehmen|beteiligen)\b(?! (?:sie|wir|viele|die))"
)
FEELS_FIRST = re.compile(
    r"(?:^|[.;:!?\n] )(?:am (?:wenigsten|meisten|ehesten) |(?:sehr|besonders|wenig|nicht|damit|"
    r"davon|daruber|ganz) )*(?:uberzeugt|einverstanden|skeptisch|begeistert|beeindruckt|zufrieden|"
    r"unzufrieden|dagegen|dafur|enttauscht|deutlicher|scharfer|verwundert|dabei|abwesend|"
    r"entschuldigt|angetan|dankbar|besorgt|verargert|ungehalten|zuruckhaltend|zuruckhaltender|"
    r"deutlich|konkret|laut|lauter|scharf|grundsatzlich|personlich|emotional|konkreter|ungeduldig|"
    r"anderer (?:meinung|ansicht|auffassung)) (?:war|ist|blieb|wurde|wird|zeigte sich)(?: (?:am "
    r"ende|zuletzt|"
    r"zunachst|anfangs|auch da))?(?: (?:nur|auch|vor allem|allein|einzig|zudem|ebenfalls|dagegen|"
    r"hingegen|lediglich))? $"
)
LOSES_ARTICLE = frozenset("die das eine diese jene meine deine unsere keine".split())
PERSON_LAST = re.compile(
    r" (?:[a-z]+ ){0,5}?(?:zustimmt|ablehnt|widerspricht|mitzieht|einlenkt|zusagt|absagt|nachhakt|"
    r"vorschlagt|anruft|verzichtet|antwortet|nachliefert|unterschreibt|fragt|zustimmte|ablehnte|"
    r"einlenkte|zusagte|nachhakte|vorschlug|anrief|meint|meinte|findet|mitgeht|mittragt|schreibt|"
    r"bestatigt|bestatigte|liefert|vorlegt|vorlegte)(?=[.,;!?])"
)
SAID_TOO = re.compile(
    r"(?:^|[ ~])(?:ausserte|ausserten|zeigte|zeigten|meldete|meldeten|sagte|sagten|meinte|meinten|"
    r"betonte|betonten|warnte|warnten|widersprach|erklarte|berichtete|schilderte|kritisierte|"
    r"bemangelte|lobte|forderte|fragte|beschwerte|enthielt|beteiligte)(?: (?:sich|das|dies|ahnlich|"
    r"so))?(?: (?:ubrigens|zudem|ausserdem|auch|noch|spater|dann|zuletzt|zuerst|hier|dagegen|"
    r"ebenfalls|unter anderem|vor allem|nur|schliesslich)){1,3} $"
    r"|(?:^|[ ~])(?:sprach|schloss|bedankte|wandte|wehrte|erkundigte|straubte|verwahrte|"
    r"distanzierte|verabschiedete|entschuldigte|rechtfertigte|enthielt|beteiligte|beschwerte|"
    r"ausserte|meldete|argerte|verwendete) sich(?: (?:ubrigens|zudem|ausserdem|auch|noch|spater|"
    r"dann|zuletzt|"
    r"zuerst|hier|dagegen|ebenfalls|vor allem|nur|schliesslich|einzig|allein|lediglich|sogar|"
    r"selbst|"
    r"wiederum)){1,3} $"
)
DID_BEFORE = frozenset(
    "hat hatte haben hatten habe nur auch allein einzig lediglich bisher bislang erneut zuletzt "
    "selbst sogar ende allem wieder dagegen ebenfalls heute gestern noch dann".split()
)
PLACE_ENDINGS = (
    "hausen",
    "dorf",
    "burg",
    "berg",
    "heim",
    "stadt",
    "tal",
    "bach",
    "kirchen",
    "hofen",
)
HAVE = frozenset(
    "haben hatten wollen wollten sollen sollten mussen mussten konnen konnten lassen baten "
    "fragten horten sahen trafen vermissten unterstutzten dankten folgten widersprachen".split()
)
COPULAS = frozenset("war ist sei blieb bleibt wirkte wirkt schien scheint sich".split())
CARRIERS = frozenset("uber durch".split())
OF_PEOPLE = frozenset("alle man wir".split())
PASSIVE = frozenset(
    "wird wurde werden wurden ist war sind fehlt gibt gab steht liegt bricht".split()
)
QUOTED = re.compile(
    r" [^.;!?]{0,60}?\b(?:zitiert|gefragt|gebeten|eingeladen|unterbrochen|angesprochen|befragt|"
    r"uberstimmt|entschuldigt|verabschiedet|begrusst|missverstanden|nachgefragt|angehort|erwahnt|"
    r"beauftragt|vorgestellt|angeschrieben|kontaktiert)(?= |[.,;!?])"
)
NEXT_TURN = re.compile(
    r"(?:^|[.;:!?\n] )(?:dann|danach|anschliessend|zuerst|zuletzt|wieder|nochmals|erneut|zunachst|"
    r"noch einmal)(?: (?:wieder|noch|auch|nochmals|erneut|noch einmal))* $"
)
TURN = re.compile(r" (?:mit|zu|zum|zur|uber|gegen|fur|auf) |[:,.]")
BEFORE_GENITIVE = frozenset(
    "zu nach auf mit bei in fur gegen trotz wegen laut uber aus von an ohne unter vor seit durch "
    "um wahrend hinter neben dank anhand".split()
)
