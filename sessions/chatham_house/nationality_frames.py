"""What somebody with a nationality is told to have done, there and then."""

from __future__ import annotations

import re

from . import speech
from .group_clauses import did, showed
from .next_verb import acts_next

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
    r"\b(?:erzahlte|berichtete|fragte|lachte|meinte|erinnerte|warnte|widersprach|schilderte|ergriff|"
    r"beschrieb|bemerkte|nickte|sprach|stimmte|hakte|wandte|pflichtete|schlug|"
    r"bat|betonte|gab|nannte|verwies) $"
)


def there_and_did(right: str) -> bool:
    """'Eine Irin am unteren Tischende lachte'."""
    place = _PLACE_IN_ROOM.match(right)
    return place is not None and does(right[place.end() :])


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
    return left + " " + (right[: clause.start()] if clause else right)


def is_told_before(left: str) -> bool:
    """'Am Büfett erzählte (eine Polin von ihrer Behörde)': the verb stands before its subject."""
    return _TOLD_LAST.search(left) is not None


def in_a_work(left: str) -> bool:
    """'Im Roman erzählte eine Polin …': somebody in a book."""
    return _WORK.search(left) is not None
