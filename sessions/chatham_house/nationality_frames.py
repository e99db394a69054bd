"""What somebody with a nationality is told to have done, there and then."""

from __future__ import annotations

import re

from . import speech
from .group_clauses import did, showed
from .next_verb import acts_next, verbs

# 'am unteren Tischende', 'by the window', 'in the second row': a place in a room, not in the world.
_PLACE_IN_ROOM = re.compile(
    r"^,? (?:am|im|an der|auf der|neben (?:dem|der)|in der|vor der|gegenuber|"
    r"hinten|vorn|ganz|at|by|near|in|on|"
    r"behind|next to|opposite|across) (?:(?!und |and )[a-z-]+ ){0,5}?[a-z]*"
    r"(?:tisch|tisches|tischende|tafel|fenster|tur|wand|reihe|ecke|saal|raum|ende|seite|rand|"
    r"podium|buffet|bufett|bildschirm|table|window|door|wall|row|corner|room|end|side|panel|back|"
    r"front|aisle|screen|hinten|links|rechts|vorn|vorne)(?: (?:of the|des|der) [a-z]+)?(?= [a-z])"
)
# A clause of what was told may speak of any year: 'berichtete, wie 2015 ...'.
_CLAUSE = re.compile(
    r"(?:, (?:wie|dass|ob|warum|weshalb|was|wo|wann)|\b(?:that|how|whether|why|what|where|when))\b|"
    r"\b(?:an|von|about|of|in) (?=(?:19|20)[0-9][0-9]\b)"
)
_PARALLELS = re.compile(
    r"^ (?:zog|zogen|drew|sah|saw) (?:[a-z]+ )?(?:parallel|vergleich|compar|lehren|lesson|schluss)|"
    r"^ (?:zeigte sich|gab sich|ausserte sich|meldete sich|erzahlte|lachte|nickte|schmunzelte|"
    r"took (?:the|a|an) (?:[a-z]+ )?(?:view|line|floor|stand|exception)|took issue|begged to "
    r"differ|"
    r"(?:laid|set) (?:it |this |that )?out|(?:walked|took|talked) us|drew (?:the|a|an|on)|"
    r"legte (?:dar|offen)|fuhrte (?:aus|vor)|rechnete vor|"
    r"lachelte|told|nodded|smiled|laughed|"
    r"zeigte (?:kurven|zahlen|folien|tabellen|bilder|karten|fotos)|showed (?:slides|figures|charts|"
    r"photos|curves|maps|tables)|verdrehte|runzelte|schuttelte|hob|"
    r"rolled|shook|raised|rubbed|chuckled|grinned|grinste|rausperte)(?![a-z])"
)

# 'Klagte in Straßburg' went to court, 'klagte über die Fristen' complained.
_SUED = re.compile(r"^ klagte (?:in|vor|gegen|auf) ")
_WORK = re.compile(
    r"\b(?:im|in dem|in einem|in the|in an?|in his|in her) (?:[a-z]+ )?(?:roman|film|buch|stuck|"
    r"gedicht|novel|book|play|story|poem|series|serie|oper|opera)\b"
)
_TOLD_LAST = re.compile(
    r"\b(?:erzahlte|berichtete|fragte|lachte|meinte|erinnerte|warnte|widersprach|schilderte|"
    r"ergriff|"
    r"beschrieb|bemerkte|nickte|sprach|stimmte|hakte|wandte|pflichtete|schlug|"
    r"bat|betonte|gab|nannte|verwies) $"
)


_PLURAL_TOLD = re.compile(
    r"^ (?:then |also |still |just |simply |both )?(?:(?:were|remained|stayed|seemed|looked|"
    r"sounded) (?:less |more |rather |not |visibly |all |far |much |also )*(?:un)?(?:convinced|"
    r"sure|keen|happy|relaxed|cautious|silent|quiet|split|moved|impressed|willing|sceptical|"
    r"hesitant|reserved|guarded|amused|alone|opposed|against it|in favour)\b|"
    r"(?:objected|disagreed|agreed|abstained|insisted|demurred|nodded|wondered|doubted|hesitated|"
    r"replied|countered|shrugged|frowned|laughed|sighed|interjected|pushed back|held back|"
    r"spoke up|asked (?:for|whether|why|how|who|what|if)|wanted (?:to know|more|a|it|the text)|"
    r"had (?:no|doubts|reservations|questions|concerns|nothing)|kept (?:their|quiet|silent|asking)|"
    r"said (?:that|they|nothing|no|yes|little)|would not (?:be|commit|say|budge|sign))\b)"
)
_STATES = frozenset(
    "referendum parliament election elections voters war treaty empire poll polls century people "
    "citizens league cup match".split()
)


def tells_of_seat(right: str) -> bool:
    """'The Belgians were more relaxed': a delegation, and no people of a country."""
    return _PLURAL_TOLD.match(right) is not None and _STATES.isdisjoint(speech.words_of(right))


def there_and_did(right: str) -> bool:
    """'Eine Irin am unteren Tischende lachte'."""
    place = _PLACE_IN_ROOM.match(right)
    return place is not None and does(right[place.end() :])


# Where only somebody of the room sits: enough by itself.
_SEATED = re.compile(
    r"^,? (?:sitting |seated |standing |who sat |sitzend )?(?:in the (?:first|second|third|fourth|"
    r"last|front|back) row|at the (?:far|other|top|lower|next|main) (?:end|table)|at (?:the|our) "
    r"(?:end of the )?table|by the (?:window|door)|(?:next to|opposite|beside|behind|across from) "
    r"(?:me|us)|in the (?:corner|room|back)|across the table|on the panel|"
    r"(?:in|aus) der (?:ersten|zweiten|dritten|letzten|hinteren) reihe|am fenster|"
    r"am (?:unteren |oberen |anderen )?(?:tischende|ende des tisches)|am tisch|in der ecke|"
    r"(?:mir|uns) gegenuber|neben (?:mir|uns)|auf dem podium|im raum|im saal)(?![a-z])"
)


def sits_there(right: str) -> bool:
    """'To a Chilean hydrologist in the second row the figures looked wrong'."""
    return _SEATED.match(right) is not None


def does(right: str) -> bool:
    """Whether a verb follows of what people do in rooms, or of laying something out there."""
    return does_next(right) or speech.spoke(right) or (speech.acted(right) and did(right))


def does_next(right: str) -> bool:
    """Whether such a verb is the very next word: 'the Norwegian Refugee Council reported'."""
    return acts_next(right) or showed(right) or _PARALLELS.match(right) is not None


def tells(right: str) -> bool:
    """Whether a verb of saying or showing of the past follows."""
    if _SUED.match(right):
        return False
    return speech.spoke(right) or showed(right) or _PARALLELS.match(right) is not None


def framed(left: str, right: str) -> str:
    """A sentence without the clauses of what was told, where somebody told it."""
    if not (tells(right) or acts_next(right)):
        return left + " " + right
    clause = _CLAUSE.search(right)
    # 'verglich das mit den Erfahrungen nach 2004': a year in what was told.
    return left + " " + _YEAR_TOLD.sub("", right[: clause.start()] if clause else right)


_YEAR_TOLD = re.compile(
    r"\b(?:nach|seit|bis|vor|ab|von|aus|zwischen|und|after|since|before|until|from|of|between|and|"
    r"the|jahre?n?|sommer|winter|herbst|mit) (?:dem jahr |the year )?(?:19|20)\d\d\b|"
    r"^ [a-z]+(?: an| on)? (?:19|20)\d\d\b"
)


def is_told_before(left: str) -> bool:
    """'Am Büfett erzählte (eine Polin von ihrer Behörde)': the verb stands before its subject."""
    return _TOLD_LAST.search(left) is not None


def in_a_work(left: str) -> bool:
    """'Im Roman erzählte eine Polin …': somebody in a book."""
    return _WORK.search(left) is not None


# What it takes somebody for: to say, ask or recall, as is done among those who sit together.
_TO_SAY = (
    r"(?:remind|point|say|tell|ask|bring|correct|explain|notice|raise|mention|put|show|recall|"
    r"admit|"
    r"state|spell|question|object|defend|speak|name|note|warn|challenge|reassure|persuade|convince|"
    r"interrupt|disagree|suggest|propose|translate|clarify|call|draw|make|break|set|steer|add|"
    r"volunteer|sum)"
)
_IT_TOOK = re.compile(
    r"\b(?:it (?:(?:then |finally |only |again |also )?(?:took|needed|required|fell to|was left to|"
    r"was up to|was for)|would take|had taken|had needed|had fallen to|has taken|takes|"
    r"falls to)|trust|leave it to|left to|up to|down to) $"
)
_IN_ORDER_TO = re.compile(
    rf"^ (?:in the room |at the table |among us |present )?(?:to {_TO_SAY}(?![a-z])|before "
    r"(?:anyone|anybody|somebody|the (?:room|group)) )"
)
_ES_BRAUCHTE = re.compile(
    r"\b(?:es (?:brauchte|bedurfte|benotigte|braucht)|(?:brauchte|bedurfte) es|es (?:blieb|oblag)|"
    r"(?:blieb|oblag) es)(?: (?:erst|schon|wohl|wieder|offenbar|einmal mehr|dazu|also|dann|nur|"
    r"dafur|hier|ausgerechnet|eben|anscheinend))* $"
)
_UM_ZU = re.compile(
    r"^(?: (?:am tisch|in der runde|im raum|uberlassen|vorbehalten))?(?:[.!?]|$|, "
    r"(?:um|damit|der|dass|bis|an|auf|das|die|den|es) [^.;!?]*\b(?:"
    r"[a-z]*zu(?: ?)(?:erinnern|sagen|fragen|nennen|weisen|sprechen|erklaren|widersprechen|"
    r"benennen|warnen|machen|holen|bringen|mahnen|verteidigen|lenken|brechen)|erinnern|[a-z]*runde|"
    r"[a-z]*zusprechen|[a-z]*zuweisen|aussprach|ansprach|sagte|fragte|erinnerte|widersprach|nannte|"
    r"erklarte|verteidigte|warnte|hinwies|aufmerksam)\b)"
)
_WHO = re.compile(r"^,? who (?:then |first |finally |again )?(?P<verb>[a-z]+)")
_ONLY = re.compile(r"(?:^|[.;:,] )(?:only|even|but|again) $")
_MINDED = re.compile(
    r"^ (?:remembered|knew|noticed|understood|recalled|laughed|nodded|disagreed|objected|"
    r"spoke)(?![a-z])"
)
_CLEFT = re.compile(r"\b(?:it was|es war|war es)(?: [a-z]+){0,2} $")


def takes_one(left: str, right: str) -> bool:
    """'It took a Honduran to remind us', 'es brauchte einen Iren, um …', 'only a Dane knew'.

    ``left`` ends before the article.
    """
    if _IT_TOOK.search(left):
        return _IN_ORDER_TO.match(right) is not None
    if _ES_BRAUCHTE.search(left):
        return _UM_ZU.match(right) is not None
    if _ONLY.search(left):
        return _MINDED.match(right) is not None
    who = _WHO.match(right)
    return who is not None and is_cleft(left) and acts_next(" " + who.group("verb"))


def is_cleft(left: str) -> bool:
    """'It was a Dane who asked', 'es war ausgerechnet ein Däne, der …'."""
    return _CLEFT.search(left) is not None


_AGENT = re.compile(r"\b([a-z]+) by $")


def is_told_by(before: str) -> bool:
    """'The forecast was explained by …'"""
    agent = _AGENT.search(before)
    return agent is not None and agent.group(1) in verbs()
