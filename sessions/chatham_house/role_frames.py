"""Where a post is an address, a step of an institution, or a thing to sit on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import speech
from .next_verb import acts_next, is_told
from .world import has_past

_ADDRESS = re.compile(r"\b(?:Madame?|Mister|Mr\.?|Mrs\.?|Ms\.?|Frau|Herrn?) (?=\S$)")
# 'Frau Direktorin Meier' is called by a name, and names are looked for elsewhere.
_NAME_NEXT = re.compile(r"[a-z]{0,2} [A-Z\u00c4\u00d6\u00dc]")
_OFFICE = re.compile(r"(?:leitung|fuhrung)$")
# What a file needs of whoever holds a post.
_STEP = re.compile(
    r"\b(?:unterschrift|genehmigung|zustimmung|freigabe|erlaubnis|einwilligung|anhorung|"
    r"mitzeichnung|schreibtisch|signature|approval|sign-off|authorisation|authorization|permission|"
    r"consent|desk|in-tray)e?n?s? (?:of|by|from|durch|von|seitens)?\s?"
    r"(?:the|der|die|das|des|dem|den)? ?(?:[a-z-]+ )?$|"
    r"\b(?:goes|go|forwarded|geht|gehen|liegt|kommt|wandert) (?:(?!und )[a-z]+ ){0,2}?"
    r"(?:to|with|zu|bei|an|uber|vor|zum|zur) (?:the |der |die |das |den |dem )?$"
)
# 'Die Stelle der Abteilungsleitung ist unbesetzt': the post, whoever may hold it.
_POST = re.compile(
    r"\b(?:rolle|role|stelle|posten|amt|planstelle|dienstposten|funktion|ausschreibung|besetzung|nachfolge|"
    r"vergutung|besoldung|gehalt|aufgaben|aufgabe|post|job|position|vacancy|function|pay|salary|"
    r"duties|appointment|recruitment) (?:der|des|einer|eines|als|of|as) "
    r"(?:the |an? |der |des |die )?(?:[a-z-]+ )?$"
)
_SEAT = re.compile(r"\b(?:on|onto|under|behind|against|beside) (?:the|this) $")
_SOURCE = re.compile(
    r"\b(?:laut|according to|seitens|vonseiten|so) (?:der |die |des |the )?(?:[a-z-]+ )?$"
)

_SESSION = (
    r"(?:die |das |the |this |unsere |our )?(?:sitzung|runde|diskussion|debatte|aussprache|"
    r"gesprach|session|meeting|discussion|debate|round|panel)"
)
_THEN = (
    r"(?!, (?:durfte|darf|muss|kann|hat)\b)"
    r"(?=[.,;:!?)]| (?:asked|said|thanked|closed|opened|cut|reminded|wanted|noted|moved|bat|had|"
    r"was|did|took|kept|called|limited|gave|let|read)(?![a-z])|$)"
)
_CHAIRED = (
    rf"(?:{_SESSION} )?(?:moderierte|leitete)|(?:heute |den |hier )*vorsitz "
    rf"(?:fuhrte|hatte|innehatte)|(?:was chairing|chaired|moderated|was moderating|presided|"
    rf"was presiding|was in the chair|took the chair|hosted)(?: {_SESSION})?"
)
_RECORDED = (
    r"(?:das |heute |hier )*protokoll (?:fuhrte|schrieb|hielt)|"
    r"(?:took|was taking|kept|was keeping) (?:the )?(?:notes|minutes)"
)
_WHO = (
    r"(?:wer|die person, die|die kollegin, die|der kollege, der|whoever|"
    r"the (?:one|person|colleague|participant|woman|man) who)"
)
_TOLD = re.compile(rf"\b{_WHO} (?:(?P<chair>{_CHAIRED})|(?P<rapporteur>{_RECORDED})){_THEN}")


_HELD = (
    *("moderierte", "leitete", "vorsitz fuhrte", "vorsitz hatte", "vorsitz innehatte", "chaired"),
    *("was chairing", "moderated", "was moderating", "presid", "in the chair", "took the chair"),
    *("hosted", "protokoll fuhrte", "protokoll schrieb", "protokoll hielt"),
    *(
        f"{verb} {article}{noun}"
        for verb in ("took", "taking", "kept", "keeping")
        for article in ("", "the ")
        for noun in ("notes", "minutes")
    ),
)


def told_functions(folded: str) -> Iterator[tuple[str, int, int]]:
    """'Wer moderierte, ...', 'whoever was chairing asked ...': a function said in a clause."""
    # Most texts hold none of the verbs, and a plain search is far quicker than the pattern.
    if not any(words in folded for words in _HELD):
        return
    for match in _TOLD.finditer(folded):
        yield match.lastgroup or "", match.start(), match.end()


def is_address(before: str, after: str) -> int | None:
    """Where 'Madam Chair', 'Herr Vorsitzender' begins, if a post is addressed."""
    match = _ADDRESS.search(before)
    if (
        match is None
        or after.startswith((" was ", " is ", " war ", " ist "))
        or _NAME_NEXT.match(after)
    ):
        return None
    return match.start()


def is_of_an_office(word: str, left: str, right: str) -> bool:
    """'Die Unterschrift der Referatsleitung': a step of an institution, whoever holds the post."""
    if speech.in_room(left + right) or _SOURCE.search(left):
        return False
    if _STEP.search(left) or _POST.search(left):
        return True
    return (
        _OFFICE.search(word) is not None
        and bool(left.strip())
        and not (speech.spoke(right) or speech.acted(right) or acts_next(right) or is_told(left))
    )


def is_a_function(left: str, right: str) -> bool:
    """'The role of rapporteur carries an allowance': the function, whoever has it."""
    return _POST.search(left) is not None and _CARRIES.match(right) is not None


_CARRIES = re.compile(
    r"^ (?:carries|rotates|is (?:rotating|filled|vacant|unpaid|paid|advertised)|gibt es|wechselt|"
    r"rotiert|wird|ist (?:unbesetzt|vakant|ehrenamtlich|neu|ausgeschrieben)|umfasst|braucht)\b"
)


# 'A hospital near Lincoln lost … The manager kept …': the house the story is told of.
_STORY = re.compile(
    r"\b(?:an?|one|another) (?:[a-z-]+ ){0,3}?(?:hospital|clinic|school|college|"
    r"farm|factory|mine|"
    r"smelter|plant|firm|company|hotel|shop|bakery|garage|care home|home|nursery|shelter|camp|"
    r"village|town|city|municipality|council|district|port|shipyard|restaurant|workshop|yard|"
    r"ward|surgery|practice|cooperative|co-operative|brewery|mill|depot|agency|charity|bank|"
    r"branch|union branch|ministry|embassy|consulate|warehouse|start-up|family business|"
    r"hostel|dormitory|orphanage|monastery|church|mosque|cent(?:re|er)|"
    r"pilot|project|lab|agency|station|"
    r"library|museum|theatre|parish|prison|court|university|department|laborator[a-z]+)"
    r"(?: [a-z]+)? (?:in|near|of|outside|at|on|by|from|north|south|east|west) [a-z]"
)
_STORY_REACH = 400
_OF_THE_ROOM = re.compile(
    r"\b(?:session|meeting|room|table|round|discussion|debate|participants?|colleagues?|speakers?|"
    r"agenda|minutes|we|us|our|asked|objected|replied|floor)\b"
)


def is_of_a_story(folded: str, start: int, right: str) -> bool:
    """Whether a house was spoken of before whose post this is: no post of the room."""
    before = folded[max(0, start - _STORY_REACH) : start]
    stories = list(_STORY.finditer(before))
    if not stories or _OF_THE_ROOM.search(before, stories[-1].start()):
        return False
    return not (speech.spoke(right) or speech.in_room(right))


def is_chair_of_studies(right: str) -> bool:
    """'The professor's chair in Jena is vacant.'"""
    return _STUDIES.match(right) is not None


_STUDIES = re.compile(
    r"^(?:'s?)? (?:chair|desk|office|salary|pay|post|job|pension) (?:in|at|of|is|was)\b"
)


def is_seat(word: str, left: str) -> bool:
    """'He sat on the chair by the window'."""
    return word == "chair" and _SEAT.search(left) is not None


# What is so in many places, or whenever somebody of that post does it.
_HABIT = re.compile(
    r"(?:^|[.;:(] ?)(?:in (?:many|most|some|every|each|all) [a-z]+|usually|normally|typically|as a "
    r"rule|in general|in (?:vielen|den meisten|manchen|jedem|jeder|allen) [a-z]+|in der regel|"
    r"im organigramm|im stellenplan|laut stellenplan|nach der geschaftsordnung|"
    r"in the (?:org|organisation|organization) chart|under the rules of procedure|"
    r"ublicherweise|normalerweise|es ist (?:ublich|vorgeschrieben|pflicht))(?![a-z])|\bwer als $"
)
_MANY_DO = re.compile(
    r"^(?:[a-z]+ )?(?:[a-z]{3,}s|people) (?:(?!were|had|did|fell|[a-z]+ed\b(?! after))[a-z]+ ){1,4}"
    r"(?:when|if|after|until|before|once|unless) the (?:[a-z]+ ){0,2}$"
)
_DOES = re.compile(r"^ (?!(?:was|has|is)\b)[a-z]{3,}s (?:the|out|an?|so|their|each|every|them)\b")


# 'The ambassador presented his credentials in 2019.'
_OFFICIAL_ACT = re.compile(
    r"^ (?:presented|announced|signed|opened|visited|unveiled|inaugurated|toured|launched|"
    r"uberreichte|unterzeichnete|eroffnete|besuchte|reiste|legte|kundigte|stellte|weihte)\b"
    r"[^.;:]{0,60}\b(?:in|im|am|on) (?:(?:\d{1,2}\.? )?(?:januar|februar|marz|april|mai|juni|juli|"
    r"august|september|oktober|november|dezember|january|february|march|may|june|july|october|"
    r"december)|(?:19|20)\d\d)\b"
)


def is_habit(left: str, right: str) -> bool:
    """'In most firms …', 'people sign when the manager reads out the rates': whoever it is."""
    if speech.in_room(left + right):
        return False
    if _OFFICIAL_ACT.match(right):
        return True
    if _HABIT.search(left):
        return not speech.spoke(right)
    return _MANY_DO.search(left) is not None and _DOES.match(right) is not None


# 'Als Berater werden meist Ehemalige eingestellt'
_ARE = re.compile(r"^ (?:werden|sind|arbeiten|dienen|gelten|kommen|wurden) ")
# 'Der Arbeitsattaché an einer Botschaft prüft …'
_AT_ANY = re.compile(
    r"^ (?:an|in|bei|at|of|with|to) (?:einer|einem|an?|jeder|jedem|any) [a-z]|"
    r"^ (?:eines|einer) [a-z]"
)


def is_made(left: str, right: str) -> bool:
    """Whether a post is what people are taken on as."""
    return left.endswith("als ") and _ARE.match(right) is not None


def is_at_any(right: str) -> bool:
    """Whether the post is one at any office, and nothing is told that happened."""
    return _AT_ANY.match(right) is not None and not has_past(right)
