"""Surnames that are moods, weather or seasons, in German: what people do and things do not.

'Kummers Vorbehalt', 'Winter bohrte nach', 'Gelächter, als Stolz die Formularnummern aufzählte',
'Sommer und Winter stritten' are people. 'Sommers Hitze', 'Sturm warf Bäume um', 'weil Nebel die
Sicht nahm', 'Sommer und Winter stritten im Märchen' are not.
"""

from __future__ import annotations

import re
from functools import cache

from .context import token_after
from .lexicon import cues
from .name_data import contexts
from .name_frames import Surroundings
from .name_kinds import is_stuff

_REACH = 160
_END = r"(?=[.,;:!?\n)]|$)"
# What is said or laid before others, and no part of a season or the weather.
_OF_ROOMS = (
    "vorbehalt|vorbehalte|einspruch|einwand|einwande|karte|karten|grafik|frage|fragen|nachfrage|"
    "satz|satze|hinweis|folie|folien|entwurf|vorlage|formulierung|darstellung|lesart|antrag|"
    "vorschlag|vortrag|beitrag|bemerkung|anmerkung|wortmeldung|tabelle|liste|rechnung|these|"
    "argument|papier|vermerk|notiz|notizen|mail|protokoll|kritik|kommentar|stellungnahme|"
    "einschatzung|auffassung|meinung|ansicht|sicht|haltung|position|idee|anregung|bitte|wunsch|"
    "zusage|absage|antwort|replik|rede|auftritt|zahlen|daten|quelle|quellen|statistik|diagramm|"
    "schaubild|ubersicht|fazit|resumee|bilanz|befund|beobachtung|erganzung|korrektur|fassung|"
    "absatz|passus|textvorschlag|kompromiss|bedenken|zweifel|skepsis|zustimmung|ablehnung|"
    "widerspruch|zwischenruf|einwurf|ausfuhrungen|schilderung|beispiel|beispiele|vergleich|"
    "prasentation|referat|handout|skizze|matrix|checkliste|fragenkatalog|forderung|gegenrede|"
    "gegenvorschlag|anliegen|appell|pladoyer|schlusswort|stimme|votum|verweis|auskunft|"
    "erlauterung|erlauterungen|begrundung|vorstoss|unterlagen|verstandnis|wortlaut|rechenweg|"
    "auswertung|uberlegung|analyse|studie|reaktion|verdacht|geduld|lachen|kopfschutteln|blick|"
    "schweigen|tonfall|miene|kollege|kollegin|team|referat|abteilung|worte|vorwurf|urteil|lob|"
    "spott|witz|pointe|anekdote|erfahrung|erfahrungen|gegenfrage|eindruck|schlussfolgerung|"
    "erklarung|definition|typologie|unterscheidung|mahnung|warnung|empfehlung|einlassung|"
    "entgegnung|erwiderung|intervention|statement|impuls|input|recherche|berechnung|schatzung|"
    "hochrechnung|ansatz|konzept|interpretation|deutung|zusammenfassung|moderation|"
    "szenario|szenarien|prognose|projektion|zitat|aufzahlung|kurve|kurven|zeitplan|modell"
)
_ROOM_NOUN = re.compile(rf"(?:[a-z]{{3,}}s?)?(?:{_OF_ROOMS})")
# Adverbs of time that look like genitives: 'Freitags Vortrag im Gemeindehaus'.
_ADVERBIAL = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag morgen abend mittag "
    "nacht tag vormittag nachmittag".split()
)
_GOES_ON = re.compile(r" (?:[a-z]+|[A-Z][a-z]+ [a-z]+)\b")


def is_genitive_of_mood(around: Surroundings) -> bool:
    """'Kummers Vorbehalt', 'Sturms nüchterne Bilanz': whose paper or objection it is."""
    if around.language != "de" or around.tail != "s" or not is_stuff(around.word):
        return False
    before, after = around.before, around.after
    if after is None or after.gap != " ":
        return False
    if before is not None and before.gap == " " and _ADJECTIVE_BEFORE.search(before.folded):
        return False
    if not after.is_capitalised:
        if not _INFLECTED.match(after.folded) or not after.text.islower():
            return False
        after = token_after(around.text, after.end)
        if after is None or after.gap != " " or not after.is_capitalised:
            return False
    if not _ROOM_NOUN.fullmatch(after.folded):
        return False
    if around.word in _ADVERBIAL and (before is None or before.gap != " "):
        return _FINITE.match(around.text.folded, after.end) is not None
    return True


_ADJECTIVE_BEFORE = re.compile(r"^(?:des|eines|dieses|jenes|jedes|voll|statt)$")
_INFLECTED = re.compile(r"(?!(?:ware|wurde|hatte|ohne|eine)$)[a-z]{3,}(?:e|er|es|en|em)$")
_FINITE = re.compile(
    r"(?: (?:zu[mr]?|uber|gegen|auf|an|fur|vom|von|nach)(?: [a-z]+){1,3})? (?:ist|war|wurde|wird|"
    r"bleibt|blieb|fiel|lag|liegt|kam|kommt|fand|ging|geht|hat|hatte|steht|stand|betraf|traf|"
    r"[a-z]{3,}te)\b"
)

# -- what only people do, in two words ---------------------------------------------------------

# Verb and particle at the end of its clause; between them no 'sich', which weather has, too.
_SEPARABLE = {
    "bohrte|bohrt": "nach", "hakte|hakt": "nach|ein", "lenkte|lenkt": "ein",
    "pflichtete|pflichtet": "bei", "setzte|setzt": "hinzu|dagegen|entgegen",
    "wich|weicht": "aus", "dachte|denkt": "nach|mit|weiter", "hielt|halt": "dagegen|entgegen",
    "schob|schiebt": "nach|hinterher", "fragte|fragt": "nach|an|zuruck",
    "las|liest": "vor|gegen", "trug|tragt": "vor|nach", "zahlte|zahlt": "auf",
    "rechnete|rechnet": "nach|vor", "raumte|raumt": "ein", "stimmte|stimmt": "zu",
    "lehnte|lehnt": "ab", "riet|rat": "ab", "wandte|wendet": "ein", "winkte|winkt": "ab",
    "horchte|horcht": "auf", "pfiff|pfeift": "zuruck", "druckte|druckt": "herum",
    "redete|redet": "weiter|mit", "sprach|spricht": "an|aus|mit|weiter|dagegen",
    "stellte|stellt": "klar|richtig|infrage", "mahnte|mahnt": "an", "merkte|merkt": "an",
    "regte|regt": "an", "fasste|fasst": "zusammen|nach", "deutete|deutet": "an",
    "gestand|gesteht": "zu|ein", "gab|gibt": "zu|klein bei", "fuhrte|fuhrt": "aus|an",
    "legte|legt": "dar|nach|offen", "ruderte|rudert": "zuruck", "klinkte|klinkt": "ein",
    "schrieb|schreibt": "mit", "tippte|tippt": "mit", "brachte|bringt": "vor",
    "wies|weist": "hin|zuruck", "griff|greift": "auf", "forderte|fordert": "ein",
    "fiel|fallt": "ins wort", "ging|geht": "dazwischen", "holte|holt": "weit aus|nach",
    "meldete|meldet": "an", "bot|bietet": "an", "bestand|besteht": "darauf",
    "verzog|verzieht": "das gesicht|keine miene", "hob|hebt": "die hand|die brauen|hervor",
}  # fmt: skip
_WITH_PARTICLE = re.compile(
    " (?:"
    + "|".join(
        rf"(?:{verbs})(?! sich\b)(?: [a-z]+){{0,9}}? (?:{particles})"
        for verbs, particles in _SEPARABLE.items()
    )
    + f"){_END}"
)
_WITH_CLAUSE = re.compile(
    r" (?:verwahrte|wehrte|bedankte|entschuldigte|erkundigte|beschwerte|argerte|verstandigte|"
    r"rausperte|straubte|rechtfertigte|distanzierte) sich\b|"
    r" (?:beliess es bei|sprang (?:ein|ihr bei|ihm bei)|verlor den faden|"
    r"kam (?:nicht |kaum |zuerst |zuletzt )?zu wort|(?:hat|hatte) geburtstag|"
    r"pocht auf|pochte auf|erntete (?:lachen|beifall|widerspruch|gelachter)|"
    r"fand (?:gehor|keine worte)|stutzte|geriet ins stocken|"
    r"blickte (?:in die runde|auf die uhr)|sah auf die uhr|suchte nach worten|klappte den laptop|"
    r"bekam (?:keine antwort|das wort|recht))\b|"
    r" (?:bestritt|bestreitet|dachte laut|denkt laut|fragte in die runde|beharrte|wusste|weiss|"
    r"meinte|glaubte|schwor|versprach|gestand|beteuerte|raunte|murmelte|flusterte|spottete|"
    r"witzelte|scherzte|hohnte|stichelte|frotzelte|tuschelte|konterte|entgegnete|erwiderte)"
    r"(?:,| (?:dass|ob|nach|leise|laut|trocken|nur|man|das|dies|die)\b|[.:])"
)
# The weather, a season and a mood with the same verbs.
_OF_THINGS = re.compile(
    r" (?:drangte|drangt) (?:ins|in die|in den|herein|hinaus|durch)\b"
    r"| (?:warf|wirft|riss|reisst|knickte|knickt|druckte|druckt|schob|fegte|trieb) [^.;!?]{0,60}"
    r"(?:um|weg|ab|fort|auf)(?=[.,;!?]|$)"
    r"| (?:schlug|schlagt) (?:in [^.;!?]{1,40} um|ihm|ihr|ihnen|uns|der [a-z]+ entgegen|um|zu)"
    r"| (?:machte|macht) sich (?:breit|bemerkbar|rar)| (?:nahm|nimmt|nahmen) (?:zu|ab|uberhand|"
    r"ihren lauf|seinen lauf|die sicht|ihm|ihr|ihnen|niemand)\b"
    r"| (?:sprach|spricht) aus (?:de[nmr]|ihr|sein|jed)[a-z]* | (?:meldete|meldet) sich (?:zuruck|"
    r"an)| (?:kundigte|kundigt) sich an| (?:stellte|stellt) sich ein| (?:legte|legt) sich\b"
    r"| (?:griff|greift) (?:um sich|nach (?:de[mr]|ganz) )"
    r"| (?:lachte|lachelte) (?:ihm|ihr|ihnen|uns) "
    # 'Kummer hatte die Familie genug': the object stands first.
    r"| (?:hat|hatte) (?:die|das|der|jede[rs]?) [a-z]+ (?:genug|erst|keine?n?|nie|viel|wenig|schon|"
    r"reichlich|selten)\b"
    r"| (?:hielt|halt) (?:einzug|an[.,]|das land|die [a-z]+ im griff|sich)"
    r"| (?:zog|zieht) (?:auf|ab|ein|vorbei|vorbeti|heran|herauf|uber|durch|ins)\b"
    r"| (?:kam|kommt) (?:auf|hoch|hinzu|dazu)(?=[.,;!?]|$)"
)

# 'Stolz sprach aus jedem Satz'
_SPOKE_FROM = re.compile(r" (?:sprach|spricht) aus ")
# 'Gold gab nach': on a market.
_TRADED = re.compile(
    r" (?:legte|gab|zog|holte|legt|gibt|zieht) (?:nach|zu|auf|an|kraftig zu)(?=[.;]|$)"
)


def is_weather(around: Surroundings) -> bool:
    """'Sturm warf Bäume um', 'Kummer machte sich breit': the thing, whatever its verb."""
    if around.language != "de" or around.tail:
        return False
    right = around.text.folded[around.end : around.end + _REACH]
    if not is_stuff(around.word):
        return around.word == "stolz" and _SPOKE_FROM.match(right) is not None
    if around.word in contexts("materials") and _TRADED.match(right):
        return True
    return _OF_THINGS.match(right) is not None


def does_as_people(around: Surroundings) -> bool:
    """'Winter bohrte nach, wer …', 'Frost fiel ihr ins Wort': a clause only people can open."""
    if around.language != "de" or around.tail or not around.opens_clause():
        return False
    right = around.text.folded[around.end : around.end + _REACH]
    return bool(_WITH_PARTICLE.match(right) or _WITH_CLAUSE.match(right))


_THANKS = re.compile(
    r"(?:^|[.;:!?\n(*-] ?|\b(?:mein|grosser|vielen|ein|herzlicher|ging|geht) )(?:danke?|"
    r"gruss|grusse|lob|kompliment|applaus|beifall|dank ging|dank geht) (?:an|fur) $"
)
_THANKED_FOR = re.compile(r"(?: fur (?:die|den|das|ihre?n?|seine?n?|alle) |[.!,]|$)")


def is_thanked(around: Surroundings) -> bool:
    """'Danke an Frost für die Zahlen'."""
    if around.language != "de" or around.tail or not is_stuff(around.word):
        return False
    left = around.text.folded[max(0, around.start - 40) : around.start]
    right = around.text.folded[around.end : around.end + 30]
    return _THANKS.search(left) is not None and _THANKED_FOR.match(right) is not None


# -- clauses with their verb at the end -----------------------------------------------------------

_CONJUNCTIONS = frozenset(
    "als weil dass ob wahrend bis bevor nachdem obwohl wenn falls sobald solange ehe wie "
    "obgleich nur sodass da".split()
)
_OBJECT = (
    r" (?:de[nmr]|die|das|ihre?[nmr]?|seine?[nmr]?|eine?[nmr]?|diese[nrsm]?|alle|drei|zwei|"
    r"mehrere|einige|an|auf|nach|zur?|zum|gegen|um|uns|mir|sich|dazu|dagegen|daran|noch|wieder|standig|laut|"
    r"immer|mehrfach|kurz|leise|nur|offen|hier)\b"
)
# At the end of a clause people alone do these.
_SAID_LAST = (
    r"(?:aufzahlte?|vorlas|vorliest|verlas|anzweifelte?|ansprach|anspricht|vortrug|vortragt|"
    r"zuruckgab|zitierte?|erwahnte?|erinnerte?|nachfragte?|nachhakte?|einhakte?|widersprach|"
    r"widerspricht|zustimmte?|mittragt|mittrug|unterstutzte?|ablehnte?|verteidigte?|erlauterte?|"
    r"erklarte?|vorstellte?|vorschlug|vorschlagt|nannte|nennt|bezweifelte?|kritisierte?|lobte?|"
    r"einwarf|einwandte?|anmerkte?|anregte?|hinwies|hinweist|verwies|verweist|fragte?|bat|"
    r"vorrechnete?|nachrechnete?|einbrachte|vorlegte?|vorlegt|infrage stellte?|in frage stellte?|"
    r"in zweifel zog|zur sprache brachte|zu bedenken gab|ins wort fiel|nachgab|einlenkte|"
    r"das wort (?:nahm|ergriff|hatte|bekam)|protokollierte?|"
    r"unterschrieb|unterschreibt|abwinkte?|nickte|lachte|schwieg|"
    r"zusagte?|absagte?|lieferte?|nachlieferte?|beantragte?|buchstabierte?|ubersetzte?|"
    r"zusammenfasste?|korrigierte?|vorfuhrte?|skizzierte?|hochhielt|herumreichte?|verteilte?|"
    r"formulierte?|einforderte?|anmahnte?|beharrte|insistierte|bestand|schilderte?|"
    r"zuruckzog|dazwischenrief|dazwischenredete|mitbrachte|ubernimmt|ubernahm|moderierte?|beschrieb|beschreibt|zusammentrug)"
)
_MODAL_LAST = (
    r"(?:[a-z]*(?:lesen|tragen|streichen|sprechen|fragen|stellen|nehmen|geben|schreiben|kurzen|"
    r"sagen|zeigen|bringen|andern|legen|weisen|haken|erreichen|verlassen|unterstutzen|ablehnen|"
    r"klaren|liefern|prufen|erganzen|beantworten|vertagen|nennen|finden|belegen|erinnern|offnen) "
    r"(?:wollte|will|mochte|musste|muss|durfte|sollte|soll|konnte|kann|liess))"
)
_PERFECT_LAST = (
    r"(?:(?:mitgebracht|vorgelesen|vorgelegt|vorgetragen|gefragt|nachgefragt|angesprochen|"
    r"widersprochen|zugestimmt|abgelehnt|vorgeschlagen|erwahnt|genannt|gesagt|berichtet|gebeten|"
    r"gezeigt|vorgestellt|erlautert|erklart|versprochen|zugesagt|abgesagt|eingebracht|verlesen|"
    r"verteilt|bezweifelt|kritisiert|formuliert|unterschrieben|gewarnt|verlangt|gefordert|verteidigt|"
    r"geschildert|beschrieben|ubernommen|beantwortet|moderiert|unterbrochen) "
    r"(?:hat|hatte|habe))"
)
_ANY_LAST = (
    r"(?:fand|findet|zeigte|zeigt|verliess|verlasst|stellte|stellt|gab|gibt|hielt|halt|las|liest|"
    r"suchte|sucht|brachte|bringt|zog|zieht|nahm|nimmt|schrieb|schreibt|aufrief|aufruft|"
    r"offnete|schloss|durchging|beendete|eroffnete|abbrach|wiederholte|strich|streicht|kurzte|"
    r"aufgriff|aufgreift|klarte|klart|prufte|pruft|umdrehte|einblendete|auflegte|wegwischte|bekam|erhielt|wechselte|aufklappte)"
)
_LAST = re.compile(
    rf"(?:{_OBJECT}(?: [a-z0-9-]+){{0,8}}?)? (?:{_SAID_LAST}|{_MODAL_LAST}|{_PERFECT_LAST}){_END}"
)
_PAPER_LAST = re.compile(
    rf"{_OBJECT}(?: [a-z-]+){{0,2}}? (?P<noun>[a-z]+)(?: [a-z]+){{0,3}}? {_ANY_LAST}{_END}"
)
# 'weil Nebel die Sicht nahm'
_SIGHT = re.compile(r" (?:die|jede|ihnen die|uns die|ihm die) sicht ")
_ROOM_PLACE = re.compile(
    r"(?:sitzung|runde|saal|raum|wort|tagesordnung|mikrofon|beamer|laptop|brille)"
)


def is_in_clause(around: Surroundings) -> bool:
    """'…, als Stolz die Formularnummern aufzählte', 'ob Winter den Kompromiss unterstützt'."""
    before = around.before
    if around.language != "de" or around.tail or before is None or before.gap != " ":
        return False
    if before.folded not in _CONJUNCTIONS:
        return False
    right = around.text.folded[around.end : around.end + _REACH]
    if _LAST.match(right):
        return True
    paper = _PAPER_LAST.match(right)
    return paper is not None and is_of_rooms(paper.group("noun")) and not _SIGHT.match(right)


@cache
def is_of_rooms(noun: str) -> bool:
    """Whether a noun, or the last part of one, is what is read, said or laid out in a room."""
    if _ROOM_NOUN.fullmatch(noun) or _ROOM_PLACE.fullmatch(noun):
        return True
    known = contexts("papers") | contexts("note_nouns") | cues("contributions")
    return noun in known or noun.endswith(_COMPOUND_ENDS)


_COMPOUND_ENDS = (
    "nummern", "liste", "tabelle", "folie", "folien", "antrag", "entwurf", "bericht", "vorschlag",
    "zahlen", "fussnote", "beschluss", "protokoll", "passus", "absatz", "satz", "karte", "grafik",
    "frage", "fragen", "papier", "vorlage", "fassung", "quellen", "statistik", "frist", "formel",
)  # fmt: skip

# -- two of them ----------------------------------------------------------------------------------

_TWO_DO = re.compile(
    r" (?:(?:sich|dann|noch|auch|wieder|erneut|lange|laut|kurz|offen|heftig|prompt) )*"
    r"(?:stritten|streiten|waren (?:sich )?(?:einig|uneins|dagegen|dafur|anderer meinung)|"
    r"zankten|tuschelten|flusterten|tauschten|einigten|verstandigten|"
    r"verabredeten|debattierten|diskutierten|verhandelten|telefonierten|berieten|widersprachen|"
    r"redeten|sprachen|lachten|nickten|schwiegen|protestierten|feilschten|uberlegten|grinsten|"
    r"schuttelten|unterschrieben|enthielten|wollten|baten|fragten|meldeten)"
    r"(?! auf dem (?:plakat|bild|foto|titel)| im (?:marchen|gedicht|lied|mythos|film)"
    r"| in der (?:sage|fabel|mythologie|natur))"
    r"(?=[.,;:!?]|$| (?:sich|uber|um die|um den|um das|daruber|darum|lange|laut|heftig|kurz|mit|"
    r"den kopf|ab|zu|auf|miteinander|leise|nach|bis|dagegen|weiter|am rande|noch|im flur)\b)"
    r"(?! (?:uber|um die|um den) (?:herrschaft|vorherrschaft|macht|krone|erde))"
)
_EACH_OTHER = re.compile(
    r" (?:schoben|warfen|gaben|fielen|redeten|nickten|horten|halfen|widersprachen) (?:einander|"
    r"sich gegenseitig) | (?:tauschten|wechselten) (?:visitenkarten|blicke|nummern|notizen|worte)\b"
)
# 'Lang und Vogel kamen zum selben Schluss.'
_AGREED = re.compile(
    r" (?:kamen|gelangten|waren|blieben|came|arrived) [^.;!?]{0,50}?(?:zum (?:selben|gleichen) "
    r"(?:schluss|ergebnis|urteil)|(?:einer|derselben|anderer) meinung|the same conclusion)(?![a-z])"
)
_BETWEEN_THEM = re.compile(
    r" (?:wurde es (?:laut|still|hitzig|eng|ernst|deutlich)|flogen|knisterte|knirschte|krachte|"
    r"gab es (?:streit|dissens|keine einigung|einen wortwechsel|zoff|arger)|entspann sich|"
    r"entbrannte|ging es hin und her|herrschte (?:einigkeit|uneinigkeit|schweigen))\b"
)


def do_as_two(left: str, right: str) -> bool:
    """'Sommer und Winter stritten', 'zwischen Sommer und Winter wurde es laut'."""
    if left.endswith("zwischen "):
        return _BETWEEN_THEM.match(right) is not None
    return any(acts.match(right) for acts in (_TWO_DO, _EACH_OTHER, _AGREED))
