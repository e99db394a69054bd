"""Whether an organisation found in a text is the source of something said in the room."""

from __future__ import annotations

import re

from . import speech
from .clauses import WORLD_TIME, Clause
from .context import is_cell, is_roll_call
from .frames import DETERMINER, frames
from .publications import is_cited, is_dated, names_publication
from .tags import is_bracketed, is_tag
from .text import Text

Source = tuple[int, int, str]
"""Where a source starts and ends, and the key of the reason."""

_AFTER_QUOTE = re.compile(r"[\"'],? [a-z]+(?:te|ed)(?: de[rm]| das| die| the)? $")
_COORDINATED = re.compile(r"^ (?:and|und|&) [a-z]+")
_PHRASE_START = re.compile(rf"\b{DETERMINER} (?:[a-z-]+ ){{0,2}}?$")
_ARTICLE_START = re.compile(rf"(?:^|[,;:\"(-] ?)(?:{DETERMINER} )?(?:[a-z-]+ )?$")
# 'the report of the …', 'mit dem …': behind these it is no subject.
_NO_SUBJECT = re.compile(
    r"\b(?:des|vom|von|of|by|beim|im|zum|zur|dem|with|mit|at|from|against|about|seitens)"
    r"(?: the| der| dem| den)? $"
)
_HEAD = re.compile(r"(?:director|head|chief|manager|president|chef|chefin|leiter|leiterin)$")
# 'legt einen Fonds auf', 'stellte die Papiere sicher'.
_WORLD_PAIR = re.compile(
    r"^ (?:legt|legten?|stellt|stellten?|gibt|gab|nimmt|nahm|fuhrt|fuhrte|hebt|hob|schliesst|setzt|"
    r"setzte|richtet|richtete|baut|lost|weist|wies) [^.;!?,]{2,120} (?:auf|ein|aus|sicher|bereit|"
    r"ab|um|durch|zusammen)(?=[.,;]|$)"
)
_HAT = re.compile(
    r"\b(?:wearing|with|taking off|put(?:s|ting)? on|under|in) "
    r"(?:my|her|his|their|the|an?|our) $"
)
_OF_ORIGIN = ("aus", "from", "von", "vom", "of", "for", "des", "der")


# '§ 39 verlangt die Zustimmung der …': what a law asks for was said by nobody in the room.
_REQUIRED = re.compile(
    r"(?:\b(?:verlangt|erfordert|bedarf|bedurfen|benotigt|braucht|voraussetzt|vorbehaltlich|"
    r"vorschreibt|schreibt|requires?|needs?|demands?|subject to)\b)(?: [a-z-]+){0,2} ?$"
)


def source_of(
    text: Text, start: int, end: int, tail: str, is_weak: bool, is_place: bool
) -> Source | None:
    """The span and reason where the organisation is the source of something said there."""
    frame = frames()
    low, high = text.sentence(start, end, 300)
    whole, right = text.folded[low:start], text.folded[end:high].rstrip()
    clause = Clause(whole, right)
    left = clause.left
    low += len(whole) - len(left)
    begin = low + _phrase_start(left)
    if is_tag(text, start, end, frame.tag_left, is_weak):
        return start, end, "affiliation.tag"
    sentence = f"{left} | {right}"
    is_room = speech.in_room(sentence)
    is_media = not is_room and speech.in_media(sentence)
    if not is_media:
        match = frame.person_left.search(left)
        if match and (_links_people(match.group("link"), is_weak) or tail in ("s", "es")):
            return low + match.start(), end, "affiliation.source"
        cut = 2 if tail == "er" else 0
        for pattern in frame.person_right:
            match = pattern.match(text.folded[end - cut : high])
            if match and not (
                _HEAD.search(match.group()) and not is_room and is_dated(left, right)
            ):
                return begin, end - cut + match.end(), "affiliation.source"
    if tail == "er":
        return None
    if right.startswith(" hat") and _HAT.search(left):
        return begin, end + 4, "affiliation.source"
    if not is_weak and (
        is_bracketed(text, start, end) or is_cell(text, start, end) or is_roll_call(text, start)
    ):
        return start, end, "affiliation.bracket"
    if is_media or (not is_room and is_dated(left, right)):
        return None
    found = _by_preposition(text, clause, low, (start, end), is_weak, is_place)
    if found:
        return found
    is_public = not is_room and is_cited(left, right)
    if is_weak:
        if not is_place and clause.acts_in_room(is_public=is_public, is_room=is_room):
            return begin, end, "affiliation.speech"
        if is_public or _WORLD_PAIR.match(right):
            return None
        return _capital(clause, begin, end, is_room)
    found = _by_contribution(clause, low, begin, end, is_public)
    if found:
        return found
    if _speaks(clause, is_room, is_public):
        return begin, end, "affiliation.speech"
    return None


def _by_preposition(
    text: Text, clause: Clause, low: int, span: tuple[int, int], is_weak: bool, is_place: bool
) -> Source | None:
    """'Laut …', 'aus dem … kam', 'für das … sprach', 'so das …'."""
    frame, left, right = frames(), clause.left, clause.right
    start, end = span
    match = frame.source_left.search(left)
    if match and not is_weak and not names_publication(right):
        # 'laut Weisung des …' names a thing of theirs.
        gap = text.plain[low + match.start("gap") : start]
        if not any(word[:1].isupper() for word in gap.split()) and not is_cited("", right):
            return low + match.start(), end, "affiliation.source"
    match = frame.from_left.search(left)
    after = frame.from_right.match(right)
    if match and after:
        return low + match.start(), end + after.end(), "affiliation.source"
    match = frame.for_left.search(left)
    if match and frame.for_right.match(right):
        return low + match.start(), end, "affiliation.source"
    begin = low + _phrase_start(left)
    if right.startswith(" zufolge"):
        return begin, end, "affiliation.source"
    if frame.so_left.search(left) and (not right or right[0] in ".,;:!?)"):
        return begin, end, "affiliation.source"
    if is_place:
        return None
    match = frame.seat_left.search(left)
    if match and frame.seat_right.match(right):
        return low + match.start(), end, "affiliation.source"
    match = frame.place_left.search(left)
    if match and frame.place_right.match(right):
        return low + match.start(), end, "affiliation.source"
    match = frame.echo_left.search(left)
    if match:
        return low + match.start("last"), end, "affiliation.source"
    if frame.drawn_left.search(left):
        return begin, end, "affiliation.source"
    if frame.echo_to_left.search(left) and frame.echo_right.match(right):
        return begin, end, "affiliation.source"
    match = frame.present_left.search(clause.whole)
    if match:
        return begin, end, "affiliation.source"
    return None


def _by_contribution(
    clause: Clause, low: int, begin: int, end: int, is_public: bool
) -> Source | None:
    """'Der Einwand des …', '… hat': a noun for what was said, and whose it is."""
    if is_public:
        return None
    frame, left, right = frames(), clause.left, clause.right
    match = frame.possessive_left.search(left)
    if match and not _REQUIRED.search(left, 0, match.start()):
        return low + match.start(), end, "affiliation.possessive"
    match = frame.received_left.search(left)
    if match and frame.received_right.match(right):
        return low + match.start(), end, "affiliation.possessive"
    match = frame.possessive_right.match(right)
    if match:
        return begin, end + match.end(), "affiliation.possessive"
    return None


def _capital(clause: Clause, begin: int, end: int, is_room: bool) -> Source | None:
    """A capital, a town or a plain word: it needs more to be taken for its people."""
    left, right = clause.left, clause.right
    match = frames().possessive_right.match(right)
    if match and right.startswith("'s "):
        return begin, end + match.end(), "affiliation.possessive"
    if speech.has_opinion(right) and _ARTICLE_START.search(left):
        return begin, end, "affiliation.capital"
    said = speech.spoke(right) or speech.took_a_stand(right) or speech.acted(right)
    joined = _COORDINATED.match(right)
    if joined and is_room:
        said = said or speech.happened(right[joined.end() :])
    strong = is_room or speech.spoke(right) or speech.acted_like_a_person(right)
    if said and strong and _ARTICLE_START.search(left):
        return begin, end, "affiliation.capital"
    return None


def _speaks(clause: Clause, is_room: bool, is_public: bool) -> bool:
    """Whether it is the subject of a verb of saying, or acts as only people in a room do."""
    frame, left, right = frames(), clause.left, clause.right
    if clause.acts_in_room(is_public=is_public, is_room=is_room):
        return True
    if is_public:
        return False
    if _NO_SUBJECT.search(left):
        return bool(frame.passive_left.search(left) and frame.is_passive(clause.whole, right))
    if speech.speaks(right) or speech.spoke(right) or frame.attitude_right.match(right):
        return not (frame.modifier_right.match(right) or _WORLD_PAIR.match(right))
    if speech.has_opinion(right) and _ARTICLE_START.search(left):
        return True
    if speech.said_around(left, right) and not WORLD_TIME.search(left):
        return True
    if (speech.said_before(left) or _AFTER_QUOTE.search(left)) and _is_inverted(clause.whole):
        return True
    if is_room and _ARTICLE_START.search(left):
        if speech.acted(right) or speech.took_a_stand(right) or speech.happened(right):
            return True
        if right.startswith((" habe", " hat", " hatte", ", heute")):
            return True
    if is_room and speech.acted_before(left) and _is_inverted(clause.whole):
        return True
    return bool(frame.passive_left.search(left) and frame.is_passive(clause.whole, right))


def _links_people(link: str | None, is_weak: bool) -> bool:
    """Whether a preposition ties people to an organisation; a place needs one of origin."""
    if link is None:
        return False
    return not is_weak or link.split(" ")[0] in _OF_ORIGIN


def _phrase_start(left: str) -> int:
    match = _PHRASE_START.search(left)
    return match.start() if match else len(left)


def _is_inverted(left: str) -> bool:
    """Whether the verb before the organisation leaves it the subject: 'Danach betonte das BMZ'."""
    return bool(
        re.match(
            r"(?:in|im|an|am|auf|nach|bei|beim|zu|zum|zur|fur|dann|danach|anschliessend|zudem|"
            r"ausserdem|spater|zuletzt|zuerst|hier|dort|daraufhin|dem|dagegen|auch|so|aus|vor|mit|"
            r"wie|as|then|later)\b",
            left,
        )
        or re.search(r"[\"'],? [a-z]+(?:te|ed)(?: auch)?(?: de[rm]| das| die| the)? $", left)
        or re.search(r"[,\"'.]\s*[a-z]+(?: auch| dann)?(?: de[rm]| das| die| the)? $", left)
    )
