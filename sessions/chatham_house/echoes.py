"""What was said, told from its other end: who was not convinced, whose the sentence was."""

from __future__ import annotations

import re
from functools import cache

from .frames import ARTICLE
from .lexicon import alternation, cues
from .world import has_past

Span = tuple[int, int]
"""How far before the organisation the phrase starts, and how far it goes on behind."""

_FOCUS = r"(?: (?:auch|nur|selbst|vor allem|gerade|only|even|also|mainly|sogar|nicht einmal))?"
_EXPERIENCER = re.compile(
    rf"\b(?:uberzeugte[n]?|irritierte[n]?|argerte[n]?|storte[n]?|freute[n]?|uberraschte[n]?|"
    rf"beruhigte[n]?|verargerte[n]?|befremdete[n]?|beunruhigte[n]?|verwunderte[n]?|erstaunte[n]?|"
    rf"missfiel(?:en)?|gefiel(?:en)?|schmeckte[n]?|behagte[n]?|widerstrebte[n]?|leuchtete[n]?|"
    rf"einleuchtete[n]?|genugte[n]?|reichte[n]?|(?<!have )convinced|(?<!was )persuaded|irritated|"
    rf"troubled|puzzled|unsettled|annoyed|irked|displeased|"
    rf"went too far for|goes too far for|not far enough for|not enough for|sit well with|"
    rf"sat well with|sat (?:badly|uneasily) with|sits (?:badly|uneasily) with|lost on|"
    rf"(?:go|went|goes) down (?:well|badly) with|came as a surprise to|of little comfort to|"
    rf"too (?:vague|timid|bold|narrow|broad|soft|slow|fast|expensive|legalistic) for)"
    rf"{_FOCUS}{ARTICLE} $"
)
_DATIVE_LEFT = re.compile(r"(?:^|[^a-z])(?:dem|der|den|auch dem|auch der) $")
_DATIVE_RIGHT = re.compile(
    r"^ (?:(?:war|ware|ist|sind|waren|ging|geht|ginge)(?: [a-z]+){0,2} (?:zu (?:wenig|viel|weit|"
    r"vage|"
    r"teuer|schnell|langsam|eng|unscharf|knapp|kurz|technisch|unverbindlich|hart|weich|riskant)|"
    r"nicht (?:genug|geheuer|recht|klar|weit genug|schnell genug)|neu|unklar|unwohl|egal|wichtig|"
    r"gegen den strich)|"
    r"(?:missfiel|missfallt|gefiel|gefallt|widerstrebte|behagte|leuchtete|reichte|genugte|"
    r"fehlte|fehlt) (?:das|der|die|dies|es|daran|darin|dabei|ein|eine|jede|jeder|im|auch)\b)"
)
_DATIVE_AFTER = re.compile(
    r"\b(?:war|ware|ist|ging|geht|ginge|waren|fiel|fallt)(?: [a-z]+){0,2} (?:dem|der|den) $"
)
_DATIVE_END = re.compile(
    r"^ (?:deutlich |viel |noch |entschieden |eindeutig )?(?:zu (?:wenig|viel|weit|vage|teuer|"
    r"schnell|"
    r"langsam|eng|knapp|kurz)|nicht (?:genug|geheuer|recht|weit genug|schnell genug)|schwer|"
    r"gegen den strich)(?=[.,;:!?]|$)"
)
_LOUDEST = (
    r"(?:am (?:lautesten|leisesten|skeptischsten|deutlichsten|scharfsten|kritischsten|"
    r"zuruckhaltendsten|offensten|uberzeugtesten|ungeduldigsten|stillsten|klarsten|vorsichtigsten|"
    r"optimistischsten|weitesten ging|langsten sprach|hartnackigsten)|weniger uberzeugt|"
    r"nicht uberzeugt|wenig begeistert|nicht einverstanden|kaum zu uberzeugen|anders|"
    r"(?:loudest|quietest|firmest|bluntest|keenest|most (?:sceptical|outspoken|cautious|critical|"
    r"vocal|open|relaxed|reluctant|worried)|least (?:convinced|keen|happy|persuaded|worried))"
    r"(?: of all| by far| here)?)"
)
_THANKS = re.compile(
    rf"(?:^|[.;:!] )(?:(?:many|special|warm|herzlichen|vielen|besonderen|our|unser) )?"
    rf"(?P<last>(?:thanks to|dank an|dank geht an)){ARTICLE} $"
)
_THANKS_FOR = re.compile(
    r"^(?: (?:and|und) [a-z ]{2,30})? (?:for|fur) (?:the|her|his|their|having|hosting|die|den|das|"
    r"ihre|seine|coffee|raum)\b"
)
_RELATIVE = r"(?:den|die|das|dem|der|that|which)?(?: (?:der|die|das|den|dem|the))? $"
_WHAT = re.compile(
    r"(?:^|[.;:,] )(?:was|wogegen|wofur|worauf|woran|wovor|womit|what|which)"
    r"(?: (?:der|die|das|dem|the))? $"
)
_FROM_LEFT = re.compile(
    r"(?:^|[.;:,] )(?:vom|von|von der|aus dem|aus der|beim|bei|bei der|from|from the|at the) $"
)
_THANKED = re.compile(
    r"\b(?:thanked|dankte|dankten|praised|lobte|thanks)(?: (?:der|dem|die|das|the))? $"
)
_BEING = re.compile(r"^ (?:being|as) the (?:exception|odd one|only one|outlier)\b")
_TALK = re.compile(
    r"^ (?:war|ist|liess sich)(?: [a-z]+){0,3} (?:zu reden|reden|zu machen|nicht zu haben|"
    r"nicht verhandelbar|kein blumentopf zu gewinnen)\b"
)
_HEARD = re.compile(
    r"(?:hiess es|schallte es|tonte es|kam es|[\"'],? came|[\"'],? (?:kam|rief es|horte man))"
    r" (?:prompt |sofort |trocken |back |straight |am tisch |im raum |dann |dazu |darauf |nur )?"
    r"(?:aus|vom|von|bei|beim|from)(?: (?:dem|der|"
    r"the))? $"
)
_FLOOR = re.compile(
    r"(?:^|[.;:!] )(?:over to|next up,?|next in line was|then came|the floor to|wort an|weiter mit|"
    r"es folgte?|danach|nachste auf der liste:) (?:(?:das|die|der|dem|den|the) )?$"
)
_FLOOR_AFTER = re.compile(r"^(?:[.,:;]| (?:with|mit|who|which|on|zum|zur|zu)\b|$)")
_CANDOUR = frozenset(
    "candour candor frankness patience clarification openness offenheit geduld klarstellung "
    "deutlichkeit".split()
)
_BEHALF = re.compile(r"^'s? behalf\b")


def echo_of(left: str, right: str) -> Span | None:
    """The phrase around an organisation that took part without being the subject, if any."""
    at = len(left)
    if _EXPERIENCER.search(left) and not _continues(right):
        return _start(left), 0
    if _DATIVE_LEFT.search(left) and _DATIVE_RIGHT.match(right):
        return _start(left), 0
    if _DATIVE_AFTER.search(left) and _DATIVE_END.match(right):
        return _start(left), 0
    if _loudest().search(left) and re.match(r"[.,;:]| (?:bei|mit ihrer|with its)\b|$", right):
        return _start(left), 0
    match = _THANKS.search(left)
    if match and _THANKS_FOR.match(right):
        return match.start("last"), 0
    if _stems().search(left) and not _continues(right):
        return _start(left), 0
    if _in_relative().search(left) and (_of_speech().match(right) or has_past(_clause(right))):
        return _start(left), 0
    if _WHAT.search(left) and _of_speech().match(right):
        return _start(left), 0
    if _reaction_left().search(left) and not _continues(right):
        return _start(left), 0
    if _FROM_LEFT.search(left) and _reaction_right().match(right):
        return _start(left), 0
    if re.search(r"(?:^|[.;,] )mit (?:dem|der|den)? ?$", left) and _TALK.match(right):
        return _start(left), 0
    if _HEARD.search(left) or (_FLOOR.search(left) and _FLOOR_AFTER.match(right)):
        return _start(left), 0
    if _THANKED.search(left) and _thanked_for().match(right):
        return _start(left), 0
    if re.search(r"\b(?:das |dem )?hause? am $", left) and has_past(right[:40]):
        return _start(left), 0
    if _shown().search(left) and re.match(r"^'s(?=[.,;])", right):
        return at, 2
    if _BEING.match(right):
        return _start(left), 0
    if left.endswith("on ") and _BEHALF.match(right):
        return at, 9
    return None


def _start(left: str) -> int:
    match = re.search(r"\b(?:der|die|das|dem|den|the) $", left)
    return match.start() if match else len(left)


def _clause(right: str) -> str:
    return re.split(r"[,;:.]", right, maxsplit=1)[0]


def _continues(right: str) -> bool:
    """'der GIZ-Zentrale', 'the UNHCR mandate': something of theirs."""
    return (
        right.startswith("-") or re.match(r" (?:mandate|office|board|council)\b", right) is not None
    )


@cache
def _of_speech() -> re.Pattern[str]:
    verbs = alternation(
        word
        for word in cues("speech") | cues("room_participles") | _MADE
        if " " not in word and (word.endswith(("te", "ten", "ed")) or word in _STRONG)
    )
    return re.compile(
        rf"^(?: (?:nicht|so nicht|auch|sich|prompt|sofort|then|also|all|so))* (?:{verbs})(?![a-z])"
    )


_MADE = frozenset(
    "bestritt widersprach verwarf machte made raised put brachte stellte teilte sperrte wehrte "
    "disliked mitbrachte "
    "vortrug vorschlug einbrachte had had".split()
)
_STRONG = frozenset(
    "machte made put brachte vortrug vorschlug einbrachte bestritt widersprach verwarf".split()
)


@cache
def _reaction_left() -> re.Pattern[str]:
    """'Beifall von …', 'Silence from the …'."""
    return re.compile(
        rf"(?:^|[^a-z])(?:{alternation(cues('reactions'))}) (?:von|vom|bei|beim|seitens|aus|from|"
        rf"at|by|"
        rf"among|in)(?: (?:der|dem|the))? $"
    )


@cache
def _reaction_right() -> re.Pattern[str]:
    """'Vom … kein Wort'."""
    return re.compile(
        rf"^:? (?:nur |only |just )?(?:{alternation(cues('reactions'))}|nichts|nothing)(?=[.,;!]|$)"
    )


@cache
def _thanked_for() -> re.Pattern[str]:
    nouns = alternation(cues("room_contributions") | _CANDOUR)
    return re.compile(
        rf"^ (?:for|fur) (?:its|the|their|her|his|ihre[nm]?|seine[nm]?|die|den|"
        rf"das) (?:[a-z]+ )?(?:{nouns})(?![a-z])"
    )


@cache
def _shown() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternation(_SHOWN | cues('room_contributions'))}) (?:is|was|are|were)(?: the)? $"
    )


@cache
def _in_relative() -> re.Pattern[str]:
    nouns = alternation((cues("room_contributions") | _SHOWN) - _OFFICIAL)
    return re.compile(rf"(?:^|[^a-z])(?:{nouns}),? {_RELATIVE}")


_OFFICIAL = frozenset(
    "unterstutzung angebot zusage zustimmung ablehnung support offer approval consent".split()
)


@cache
def _loudest() -> re.Pattern[str]:
    moods = alternation(cues("attitudes"))
    return re.compile(
        rf"(?:^|[.;:,-] )(?:{_LOUDEST}|(?:weniger|sehr|eher|deutlich|less|very|rather) (?:{moods}))"
        rf" (?:war|waren|blieb|blieben|zeigte sich|gab sich|wirkte|was|were|remained|seemed)"
        rf"{_FOCUS}{ARTICLE} $"
    )


@cache
def _stems() -> re.Pattern[str]:
    """'Der Satz stammt von …', 'the map came from …'."""
    nouns = alternation(
        (cues("room_contributions") | _SHOWN) - {"sicht", "linie", "angebot", "support"}
    )
    return re.compile(
        rf"(?:^|[^a-z])(?:{nouns})(?: [a-z]+)? (?:stammte?n?|kam|kamen|kommt|came|comes|"
        rf"originated|ging zuruck auf)(?: (?:auch|ubrigens|direkt|straight|also|mainly))?"
        rf" (?:von|vom|aus|from)(?: (?:dem|der|the))? $"
    )


_SHOWN = frozenset(
    "punkt punkte vorschlag vorschlage gedanke zahl satz formulierung folie folien karte skizze "
    "tabelle stichwort begriff schaubild "
    "sentence phrase wording map table chart sketch handout slide slides term "
    "joke witz bonmot zwischenton".split()
)
