"""German orders of words that leave nothing but a person, whatever kind of word the name is.

'Anders sah es Engel', 'Am deutlichsten wurde Kaiser bei der Frage', 'Das überzeugte Gold nicht',
'Darauf ließ sich Kraft nicht ein', 'weil Licht früher gehen musste'.
"""

from __future__ import annotations

import re

from .name_frames import Surroundings
from .name_guards import is_among_nouns
from .name_kinds import is_stuff
from .name_verbs import acts_around

_REACH = 90
_START = r"(?:^|[.;:!?\n(*-] ?|, |\b(?:und|aber|doch|denn) )"
_ONLY = (
    r"(?: (?:auch|nur|selbst|allein|einzig|vor allem|ja|so|wohl|dann|dagegen|hingegen|allerdings|"
    r"indes|wiederum|besonders|etwa|zum beispiel|nicht|zuletzt|zunachst|schliesslich|zudem|noch|"
    r"als (?:erste|letzte|einzige|zweite)[rs]?|spater|offenbar|gerade|ebenfalls|sogar|lediglich))*"
)
_DEGREE = (
    r"(?:(?:ganz|etwas|noch|sehr|am|viel|deutlich|eher|weit|besonders|weniger|wenig|kaum|nicht|"
    r"auch|so|ebenso|genau|geradezu|ausgesprochen|merklich|spurbar|ungewohnt|erstaunlich|nur|"
    r"ein|mehr|gar|uberhaupt|wesentlich|bedeutend|entschieden|schon|wieder|erneut) )*"
)
# What people do with a matter: they see it, judge it, put it in words.
_VIEWS = (
    r"(?:sah|sieht|beurteilte?|bewertete?|hielt|halt|schatzte?|fasste?|nahm|nimmt|formulierte?|"
    r"empfand|empfindet|fand|findet|erlebte?|las|liest|verstand|versteht|wollte|will|handhabt|"
    r"handhabte|meinte?|nannte?|nennt|sagte?|schilderte?|beschrieb|beschreibt|deutete?|"
    r"erklarte?|verlangte?|forderte?|wusste|weiss|kennt|kannte|las|ordnete?|begrundete?|rechnete?|"
    r"mochte|hatte|wunschte?|ausserte|erzahlte?|berichtete?|vermutete?|befurchtete?|hoffte?|"
    r"bestritt|bestreitet|bezweifelte?|bestatigte?)"
)
_PRONOUN = r"(?:das|es|dies|die sache|die lage|das ganze|den punkt|das problem|das thema|den fall)"
_SEEN = re.compile(
    rf"{_START}(?:{_DEGREE}(?:anders|ahnlich|genauso|ebenso|so|[a-z]{{4,}}(?:er|ig|isch|lich|los|"
    rf"iv|al|ell|bar|voll)|gleich|gegenteilig|umgekehrt|hart|milde|positiv|negativ)|genau|dabei|"
    rf"ausdrucklich|wortlich|vorhin|eben|gestern|da|hier|dazu|und|auch) {_VIEWS}(?: {_PRONOUN})"
    rf"{_ONLY} $"
)
_THAT = re.compile(rf"{_START}(?:genau |eben |auch |nur )?(?:das|dies|so){_ONLY} {_VIEWS}{_ONLY} $")
_MEANT = re.compile(
    rf"\b(?:genau |eben )?(?:das|dies) (?:meinte?|sagte?|wollte|behauptete?|bestritt|vermutete?|"
    rf"befurchtete?|hoffte?|wunschte?|verlangte?|forderte?|wiederholte?|schlug|fragte?){_ONLY} $"
)
# How somebody spoke, with the adverb in front.
_HOW = re.compile(
    rf"{_START}(?:als (?:einzige|erste|letzte|zweite)[rs]?|(?:fur|gegen|vor|auf|in|ins|zu|aus|an|"
    rf"uber|nach|bei|trotz|wegen|mit|ohne) [^.;:!?]{{2,50}}|{_DEGREE}[a-z]{{3,}}|"
    rf"{_DEGREE}(?:anderer|derselben|gleicher|dieser) "
    rf"(?:meinung|ansicht|auffassung)|ebenfalls) (?:blieb bei|ausserte sich|"
    rf"zeigte sich|gab sich|redete|sprach|argumentierte|reagierte|widersprach|formulierte|"
    rf"urteilte|antwortete|meldete sich|verhielt sich|positionierte sich|warnte|"
    rf"fragte|konterte|plauderte|berichtete|pladierte|drangte|insistierte|kommentierte|"
    rf"erkundigte sich|wehrte sich|straubte sich|zogerte|schimpfte|lobte|argumentierte|"
    rf"bemerkte|verwies|erinnerte|beharrte|nickte|schwieg|protestierte|"
    rf"warb|wandte sich|stiess|pochte|mahnte|stellte sich|sprach sich|"
    rf"berief sich|bezog sich|hoffte|schwor|enthielt sich|beteiligte sich|engagierte sich){_ONLY} $"
)
_SEEMED = re.compile(
    rf"{_START}{_DEGREE}(?:ratlos|unsicher|verargert|mude|uberrascht|nervos|gelassen|genervt|"
    rf"gereizt|"
    rf"angespannt|verwundert|erleichtert|irritiert|enttauscht|betroffen|unzufrieden|nachdenklich) "
    rf"(?:wirkte|schien|klang|reagierte|zeigte sich|blieb){_ONLY} $"
)
_SUPERLATIVE = re.compile(
    rf"{_START}am (?P<how>[a-z]+sten|liebsten) (?:wurde|war|ging|blieb|zeigte sich|gab sich|"
    rf"redete|sprach|drangte|wehrte sich|straubte sich|bremste|argerte sich|"
    rf"zogerte|kampfte|hielt){_ONLY} $"
    rf"|{_START}(?:[a-z]{{4,}} )?{_DEGREE}(?:(?:anderer|gleicher|derselben|dieser) (?:meinung|"
    rf"ansicht|auffassung)|als (?:einzige|erste|letzte)[rs]?|deutlicher|klarer|konkreter|"
    rf"grundsatzlicher|scharfer|lauter|"
    rf"personlicher|direkter|drastischer|emotionaler|ausfuhrlicher|genauer|grundsatzlich|deutlich|"
    rf"konkret|personlich|laut|weiter|skeptisch(?:er)?|kritisch(?:er)?|uberzeugt|einverstanden|"
    rf"zufrieden(?:er)?|unzufrieden|zuruckhaltend(?:er)?|vorsichtig(?:er)?|optimistisch(?:er)?|"
    rf"pessimistisch(?:er)?|dagegen|dafur|enttauscht|verargert|ungehalten|abwesend|"
    rf"entschuldigt|anwesend|zugeschaltet|ratlos|versohnlich(?:er)?|gelassener|gelassen|"
    rf"unentschieden|offen(?:er)?) (?:wurde|war|ging|blieb|zeigte sich|gab sich)"
    rf"{_ONLY} $"
)
_OF_PEOPLE = re.compile(
    r"(?:deutlich|klar|konkret|skeptisch|kritisch|weite|lang|laut|heftig|scharf|hartnackig|"
    r"ausfuhrlich|zuruckhaltend|uberzeugt|optimistisch|pessimistisch|vorsichtig|ungeduldig|direkt|"
    r"emotional|personlich|offen|knapp|grundsatzlich|lieb|wenig|meist|ehe|still|ruhig|entschieden|"
    r"drastisch|genau|zufrieden|unzufrieden|beharrlich|gelassen|versohnlich|engagiert)"
)
# Behind these a person goes on; a thing would have a participle or another noun.
_GOES_ON = re.compile(
    r"(?:[.;:!?\n]|$|,? (?:aber|doch|allerdings)\b|, (?:der|die|dem|den|dessen|deren|als|wo|weil|"
    r"da|wenn|obwohl|wahrend|leider|und zwar|was|ohne|wenn|nachdem|sobald|so|indem|bis)\b"
    r"| (?:bei|zu[rm]?|in) (?:der|dem|den|dieser|diesem|einer?|allen?|punkt|thema|frage|stichwort)"
    r"|(?: (?:[a-z]+ ){0,2}(?:bei|fur|bis|gegenuber|mit|von|uber|zu[mr]?|am|im|auf|in|vor|nach|an|"
    r"angesichts|wegen|als)"
    r" (?![a-z-]*(?:wahrung|material|anlage|stoff|mittel)\b)[a-z-]+))"
)
_STANDS = re.compile(
    r"(?:[.;:!?\n]|$|, | (?:auch|vorhin|schon|eben|gestern|so|nicht|ebenfalls|genauso|anders|"
    r"wohl|selbst|damals|ja|am|im|in|bei|mit|aus|noch|dann|zuletzt|und)\b)"
)
_IN_A_YEAR = re.compile(r" (?:im|am|als|bis|von|vor|nach|an|auf) (?!thema\b|punkt\b|ende\b)")
_DIFFERENTLY = re.compile(
    r"(?: [a-z]+){0,2} (?:anders|auch so|ahnlich|genauso|gelassen|kritisch)\b"
)
# Acts of the mind told of somebody: what impresses, convinces, annoys.
_MOVED = (
    r"(?:uberzeugte?|uberraschte?|argerte?|storte?|wunderte?|freute?|irritierte?|"
    r"enttauschte?|beeindruckte?|beunruhigte?|leuchtete|missfiel|gefiel|gefallt|genugte?|"
    r"reichte?|fehlte|passte?|verwunderte?|amusierte?|verargerte?|nervte?|behagte?|"
    r"interessierte?|bewegte?|betraf|kummerte?|langweilte?|uberforderte?)"
)
_MOVED_BEFORE = re.compile(rf"{_START}(?:genau |eben )?(?:das|dies|es) {_MOVED}{_ONLY} $")
_MOVED_AFTER = re.compile(
    r"(?: (?:auch|offenbar|sichtlich|allerdings|indes|aber|dann|noch|wohl|besonders))* "
    r"(?:nicht|kaum|wenig|sehr|nie|ein|sichtlich|offensichtlich)(?=[.,;:!?]| (?:ganz|wirklich|"
    r"mehr|besonders|restlos|recht|so)\b)"
)
_IS_MOVED = re.compile(rf" {_MOVED} (?:das|dies|es)\b(?! [a-z]+(?:t|en)$)")
# Participles in front that are said of people only.
_TREATED = re.compile(
    rf"{_START}(?:uberstimmt|angehort|eingeladen|entschuldigt|verabschiedet|begrusst|einig|uneins|"
    r"dafur|dagegen|anwesend|zugeschaltet|skeptisch|gefragt|angesprochen|befragt|unterbrochen|"
    r"gelobt|kritisiert|vorgestellt|abwesend|verhindert|krank|stimmberechtigt|wiedergewahlt|"
    r"gewahlt|einverstanden|widersprochen|zugestimmt|nachgehakt|zu wort gemeldet|geantwortet|"
    r"gesprochen|abgelehnt|enthalten|gestimmt|moderiert|vorgetragen|berichtet|protokolliert)"
    r" (?:(?:wurde|war|hat|hatte|ist|waren|sind|wurden|haben|hatten)(?: sich)?)"
    rf"{_ONLY}(?: [a-z'-]+(?:,| und| sowie))* $"
)
_TREATED_END = re.compile(r"(?:[.;:!\n]|$|, | (?:und|sowie|fur|von|zu[mr]?|nach|mit|als|nicht)\b)")
_ENFORCED = re.compile(
    r" (?:war|ist|liess sich|lasst sich|wird|wurde) (?:das|es|nichts)(?: [a-z]+)* (?:durchzusetzen|"
    r"durchsetzen|zu machen)\b"
)
_TOOK = re.compile(r"\b(?:ubernimmt|ubernahm|leitete|fuhrte|macht|machte|hatte|hat|behielt) $")
_OFFICE = re.compile(
    r" (?:auch |dann |kurzfristig |heute |erneut )?(?:die|das|den) (?:moderation|protokoll|leitung|"
    r"vertretung|gesprachsfuhrung|sitzungsleitung|vorsitz|redeliste|zeitwachter|mitschrift|"
    r"schlusswort|einfuhrung|wort|redaktion|federfuhrung)\b"
)
# Reflexive verbs of people, and who is heard.
_REFLEXIVE = re.compile(
    r"\b(?:bedankte|entschuldigte|verabschiedete|beschwerte|erkundigte|meldete|ausserte|wehrte|"
    r"enthielt|freute|wunderte|argerte|beteiligte|erbot|verwahrte|distanzierte|weigerte|straubte|"
    rf"einigte|verstandigte) sich{_ONLY} $|\b(?:horte|horten|begrusste|begrussten|"
    rf"befragte){_ONLY} $"
)
_WITH_WHOM = re.compile(
    r"[.,;]|$| (?:bei|fur|mit|uber|nach|von|gegen|an|zu[mr]?|als|dagegen|ausdrucklich|und|am|im) ?"
)
_LIKE_ME = re.compile(
    r" (?:vermute|denke|glaube|meine|sehe|halte|bin|furchte|finde|frage|hoffe|zweifle) (?:auch |"
    r"mich )?"
    r"(?:ich|auch)\b"
)
# An object of the room in front, so the subject is behind the verb.
_OBJECT = re.compile(
    rf"{_START}(?:den|diesen|einen|keinen|jenen|denselben) (?:[a-z]+en )?(?:punkt|satz|absatz|"
    r"einwand|vorschlag|hinweis|antrag|gedanken|entwurf|passus|kommentar|beitrag|vergleich|"
    r"kompromiss|begriff|vorbehalt|zwischenruf|text|abschnitt|anstoss|vorstoss) "
    rf"(?:hat|hatte|will|wollte|mochte|brachte|machte|stellte|nannte|hielt|fand|teilt|teilte|"
    rf"kennt|nahm|griff|formulierte|zog|lehnte|ubernahm|schrieb|sah|begrusste){_ONLY} $"
)


def is_named_by_order(around: Surroundings) -> bool:
    """Whether only somebody can stand at this place of a German sentence."""
    if around.language != "de" or around.tail or around.before is None:
        return False
    after = around.after
    text = around.text
    if text.plain[around.end : around.end + 1] in ("-", "_", "'"):
        return False
    if after is not None and after.gap == " " and after.is_capitalised:
        if after.folded not in ("bescheid", "recht"):
            return False
    low = max(0, around.start - _REACH)
    left = ("" if low == 0 else "~") + text.folded[low : around.start]
    right = text.folded[around.end : around.end + 140]
    if is_among_nouns(around):
        return False
    if around.before.gap != " ":
        return _IS_MOVED.match(right) is not None
    # What stands to the right is matched first: that is cheaper than a search to the left.
    if _speaks(left, right, around.word) or _is_moved(left, right, around):
        return True
    if acts_around(left, right):
        return True
    if _WITH_WHOM.match(right) and _REFLEXIVE.search(left):
        return not is_stuff(around.word) or " sich" in left[-40:]
    if left.endswith("wie ") and _LIKE_ME.match(right):
        return True
    if _OFFICE.match(right) and _TOOK.search(left):
        return True
    if _OBJECT.search(left) and around.text.plain[around.end : around.end + 1] in (" ", ".", ","):
        return True
    return bool(_TREATED_END.match(right) and _TREATED.search(left))


def treats_two(left: str, right: str) -> bool:
    """'Überstimmt wurden Kraft und Gold', 'Gegen Kraft und Sand war das nicht durchzusetzen'."""
    if _TREATED_END.match(right) and _TREATED.search(left):
        return True
    return left.endswith("gegen ") and _ENFORCED.match(right) is not None


def _speaks(left: str, right: str, word: str) -> bool:
    if _STANDS.match(right) or _DIFFERENTLY.match(right):
        if _SEEN.search(left) or _THAT.search(left) or _MEANT.search(left):
            return True
    if not _GOES_ON.match(right):
        return False
    if _HOW.search(left) and not left.endswith((" das ", " es ")):
        return True
    if _SEEMED.search(left):
        return True
    most = _SUPERLATIVE.search(left)
    if most is None:
        return False
    if is_stuff(word) and left.endswith(("wurde ", "war ", "blieb ")) and _IN_A_YEAR.match(right):
        return False
    # 'Am stabilsten blieb Gold': a thing is the most of something else.
    how = most.group("how")
    return how is None or not is_stuff(word) or _OF_PEOPLE.match(how) is not None


def _is_moved(left: str, right: str, around: Surroundings) -> bool:
    if _MOVED_AFTER.match(right) and _MOVED_BEFORE.search(left):
        return True
    return _IS_MOVED.match(right) is not None and (
        around.opens_clause() or around.before is None or around.before.folded in _FOCUS
    )


_FOCUS = frozenset("auch nur selbst sogar gerade nicht allein einzig".split())
