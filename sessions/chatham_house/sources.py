"""Whether an organisation found in a text is the source of something said in the room."""

from __future__ import annotations

import re

from . import speech
from .capitals import ARTICLE_START, THINKS_THERE, capital_of, happened_at
from .clauses import WORLD_TIME, Clause
from .context import is_roll_call
from .echoes import echo_of
from .frames import DETERMINER, frames
from .fronted import acts_with_object_first, lets_know
from .lexicon import cues
from .offices import acts_as_institution
from .publications import is_cited, is_dated, names_document, names_publication
from .relative_sources import is_inverted, promoted, speaks_in_relative_clause
from .room_places import is_page_or_mission, speaks_there
from .seats import compares, seat_of
from .tables import is_speaker_cell
from .tags import is_bracketed, is_tag
from .text import Text
from .world import acts_outside, has_past, is_compound, is_legal, is_official, is_staff

Source = tuple[int, int, str]
"""Where a source starts and ends, and the key of the reason."""

_AFTER_QUOTE = re.compile(r"[\"'],? [a-z]+(?:te|ed)(?: de[rm]| das| die| the)? $")
_PHRASE_START = re.compile(rf"\b{DETERMINER} (?:[a-z-]+ ){{0,2}}?$")
_ITS_ARTICLE = re.compile(r"\b(?:der|die|das|dem|den|des|the) $")
# 'the report of the …', 'mit dem …': behind these it is no subject.
_NO_SUBJECT = re.compile(
    r"\b(?:des|vom|von|of|by|beim|im|zum|zur|dem|with|mit|at|from|against|about|seitens|fur|for|"
    r"uber|gegen|durch|ohne|um|zwischen|between|an|auf|unter|to)"
    r"(?: the| der| dem| den| das| die)? $"
)
_SPOKESPERSON = re.compile(r".*(?:sprecher|spokes)")
_HELPED = re.compile(
    r"^ (?:erhalt|erhalten|bekommt|bekommen|gibt es|steht|wird|endet|lauft|is available|ends|"
    r"covers|"
    r"reaches)\b"
)
_FIRST = frozenset({"", "das ", "die ", "the "})
_HEAD = re.compile(r"(?:director|head|chief|manager|president|chef|chefin|leiter|leiterin)$")
_WORLD_PAIR = re.compile(
    r"^ (?:legt|legten?|stellt|stellten?|gibt|gab|nimmt|nahm|fuhrt|fuhrte|hebt|hob|schliesst|setzt|"
    r"setzte|richtet|richtete|baut|lost|weist|wies) [^.;!?,]{2,120} (?:auf|ein|aus|sicher|bereit|"
    r"ab|um|durch|zusammen)(?=[.,;]|$)"
)
# 'Germanwatch ranks countries', 'UNICEF sources its vaccines': no people, but verbs.
_VERB_TOO = re.compile(
    r"^ (?:ranks|heads|chairs|sources|hosts|voices|staffs|officers|fields) (?:an?|the|its|their|"
    r"(?!was |is |has |does |says )[a-z]+s) "
)
_HAT = re.compile(
    r"\b(?:wearing|with|taking off|put(?:s|ting)? on|under|in) "
    r"(?:my|her|his|their|the|an?|our) $"
)
# 'IGAD ministers agreed', 'Unison members voted': not those who were there.
_THEIRS = re.compile(
    r"^ (?:members?|ministers|member states|heads of state|leaders|donors|partners|consultants|"
    r"contractors|clients|beneficiaries|summit|negotiators|inspectors)\b"
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
    if "forder" in whole or "forder" in right:
        whole, right = promoted(text, whole, low), promoted(text, right, end)
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
            noun = match.group("noun")
            if noun == "those" and compares(left[: match.start("noun")]):
                return None
            is_press = not is_room and _SPOKESPERSON.match(noun) and is_dated(left, right)
            if not is_press and not is_staff(left, match.start("noun"), noun, right):
                return low + match.start(), end, "affiliation.source"
            return None
        cut = 2 if tail == "er" else 0
        for pattern in frame.person_right:
            match = pattern.match(text.folded[end - cut : high])
            if match and not (
                is_page_or_mission(right)
                or _VERB_TOO.match(right)
                or (_HEAD.search(match.group()) and not is_room and is_dated(left, right))
                or is_staff(left, len(left), match.group(), right[match.end() - cut :])
                or (not is_room and _SPOKESPERSON.search(match.group()) and is_dated(left, right))
            ):
                return begin, end - cut + match.end(), "affiliation.source"
    if tail == "er":
        return None
    if right.startswith(" hat") and _HAT.search(left):
        return begin, end + 4, "affiliation.source"
    if not is_place and (
        is_bracketed(text, start, end)
        or is_speaker_cell(text, start, end)
        or (not is_weak and is_roll_call(text, start))
    ):
        return start, end, "affiliation.bracket"
    if not (is_weak or is_media) and speaks_in_relative_clause(right):
        return begin, end, "affiliation.speech"
    if is_media or (not is_room and (is_dated(left, right) or acts_outside(right))):
        return None
    if not speech.in_session(sentence) and acts_as_institution(left, right):
        return None
    found = _by_preposition(text, clause, low, (start, end), is_weak, is_place)
    if found:
        return found
    is_public = not is_room and is_cited(left, right)
    if is_weak:
        if not is_place and (
            clause.acts_in_room(is_public=is_public, is_room=is_room) or speaks_there(whole, right)
        ):
            return begin, end, "affiliation.speech"
        if is_public or _WORLD_PAIR.match(right):
            return None
        return capital_of(clause, begin, end, is_room, speech.in_session(sentence))
    found = _by_contribution(clause, low, begin, end, is_public)
    if found:
        return found
    if _speaks(clause, is_room, is_public) or speaks_there(whole, right):
        return begin, end, "affiliation.speech"
    return None


# 'On behalf of the BMG, the KfW finances …': for whom an office works.
_BY_ORDER = re.compile(r"on behalf of|stellvertretend")
# 'Mehr dazu auf der Seite des …'
_ON_WEBSITE = re.compile(
    r"\b(?:www|abrufbar|nachzulesen|finden|mehr|siehe|unter|steh(?:t|en)|[a-z]*laden|online|"
    r"formulare?|antrage?|merkblatter|available|download(?:ed)?|more|see)\b[^;:]*"
    r"\b(?:auf|on) (?:der|den|the) (?:[a-z]*seiten?|pages?|site|website) (?:des|der|of)(?: the)? $"
)


def _by_preposition(
    text: Text, clause: Clause, low: int, span: tuple[int, int], is_weak: bool, is_place: bool
) -> Source | None:
    """'Laut …', 'aus dem … kam', 'für das … sprach', 'so das …'."""
    frame, left, right = frames(), clause.left, clause.right
    start, end = span
    if _ON_WEBSITE.search(clause.whole):
        return None
    match = frame.source_left.search(left)
    if match and _BY_ORDER.match(match.group()) and right.startswith(",") and not has_past(right):
        match = None
    if match and not is_weak and not names_publication(right):
        # 'laut Weisung des …' names a thing of theirs.
        gap = text.plain[low + match.start("gap") : start]
        public = is_cited("", right) or names_document(right)
        if not any(word[:1].isupper() for word in gap.split()) and not public:
            return low + match.start(), end, "affiliation.source"
    match = frame.from_left.search(left)
    after = frame.from_right.match(right)
    if match and after and not (is_weak and happened_at(left, right)):
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
        match = frame.place_left.search(left)
        if match and THINKS_THERE.match(right):
            return low + match.start(), end, "affiliation.source"
        return None
    # With nothing before it but its article it is a subject, and these are not.
    is_first = left in _FIRST and not right.startswith(" being")
    seat = None if is_first else seat_of(left, right)
    if seat is not None:
        return low + seat, end, "affiliation.source"
    echo = None if is_first else echo_of(left, right)
    if echo:
        return low + echo[0], end + echo[1], "affiliation.source"
    match = frame.seat_left.search(left)
    whoever = (
        match and match.group().startswith(("wer ", "anyone", "whoever")) and not has_past(right)
    )
    if match and not whoever and frame.seat_right.match(right):
        return low + match.start(), end, "affiliation.source"
    match = frame.place_left.search(left)
    if match and frame.place_right.match(right):
        return low + match.start(), end, "affiliation.source"
    match = frame.echo_left.search(left)
    standing = _HELPED.match(right) and not has_past(left)
    if match and not standing and not is_legal(left, ""):
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
    if is_public or _THEIRS.match(clause.right):
        return None
    frame, left, right = frames(), clause.left, clause.right
    match = frame.possessive_left.search(left)
    if match and not _REQUIRED.search(left, 0, match.start()):
        noun = match.group("noun")
        before = left[: match.end("noun")]
        if is_compound(before) or is_official(before, right, noun):
            return None
        return low + match.start(), end, "affiliation.possessive"
    match = frame.received_left.search(left)
    if match and frame.received_right.match(right):
        return low + match.start(), end, "affiliation.possessive"
    match = frame.possessive_right.match(right)
    if match:
        noun = re.split(r"[ -]", match.group())[-1]
        if is_official(left, right[match.end() :], noun):
            return None
        return begin, end + match.end(), "affiliation.possessive"
    return None


def _speaks(clause: Clause, is_room: bool, is_public: bool) -> bool:
    """Whether it is the subject of a verb of saying, or acts as only people in a room do."""
    frame, left, right = frames(), clause.left, clause.right
    if _THEIRS.match(right):
        return False
    if clause.acts_in_room(is_public=is_public, is_room=is_room):
        return True
    if is_public:
        return False
    if acts_with_object_first(clause.whole, right) or lets_know(left, right):
        return True
    if _NO_SUBJECT.search(left):
        return _is_agent(clause)
    if speech.speaks(right) or speech.spoke(right) or frame.attitude_right.match(right):
        return not (frame.modifier_right.match(right) or _WORLD_PAIR.match(right))
    if speech.has_opinion(right) and ARTICLE_START.search(left):
        return True
    if speech.said_around(left, right) and not WORLD_TIME.search(left):
        return True
    if (speech.said_before(left) or _AFTER_QUOTE.search(left)) and is_inverted(clause.whole):
        return True
    if speech.in_session(f"{left} | {right}") and ARTICLE_START.search(left):
        if speech.acted(right) or speech.took_a_stand(right) or speech.happened(right):
            return True
        if right.startswith((" habe", " hat", " hatte", ", heute")):
            return True
    if is_room and speech.acted_before(left) and is_inverted(clause.whole):
        return True
    return _is_agent(clause)


def _is_agent(clause: Clause) -> bool:
    """'wurde vom … angeregt'; what 'was raised by the KfW' may be a wall."""
    frame = frames()
    if not frame.passive_left.search(clause.left):
        return False
    if not speech.words_of(clause.whole).isdisjoint(cues("world_objects")):
        return False
    return frame.is_passive(clause.whole, clause.right)


def _links_people(link: str | None, is_weak: bool) -> bool:
    """Whether a preposition ties people to an organisation; a place needs one of origin."""
    if link is None:
        return False
    return not is_weak or link.split(" ")[0] in _OF_ORIGIN


def _phrase_start(left: str) -> int:
    match = _ITS_ARTICLE.search(left) or _PHRASE_START.search(left)
    return match.start() if match else len(left)
