"""Whether an organisation found in a text is the source of something said in the room."""

from __future__ import annotations

import re

from . import speech
from .capitals import ARTICLE_START, capital_of
from .clauses import WORLD_TIME, Clause
from .context import is_roll_call
from .deictic import pointed_at
from .frames import frames
from .fronted import acts_with_object_first, lets_know
from .lexicon import cues
from .offices import acts_as_institution
from .organisation_items import (
    answers_in_fragment,
    is_of_other_meeting,
    is_reference,
    is_to_do,
)
from .publications import is_cited, is_dated
from .relative_sources import cleft_clause, is_inverted, promoted, speaks_in_relative_clause
from .room_places import is_page_or_mission, speaks_there
from .seats import compares
from .sides import is_far_side
from .source_prepositions import Source, by_preposition, phrase_start
from .staff import is_staff
from .tables import is_speaker_cell
from .tags import is_bracketed, is_tag
from .text import Text
from .world import acts_outside, has_past, is_compound, is_official

_AFTER_QUOTE = re.compile(r"[\"'],? [a-z]+(?:te|ed)(?: de[rm]| das| die| the)? $")
# 'the report of the …', 'mit dem …': behind these it is no subject.
_NO_SUBJECT = re.compile(
    r"\b(?:des|vom|von|of|by|beim|im|zum|zur|dem|with|mit|at|from|against|about|seitens|fur|for|"
    r"uber|gegen|durch|ohne|um|zwischen|between|an|auf|unter|to)"
    r"(?: the| der| dem| den| das| die)? $"
)
_OURS_FROM = re.compile(r"(?:my|our|mein\w*|unser\w*) [^,]* (?:from|aus|vo[nm]) ")
# With a year beside them these were elsewhere: a rally, a reception, a visit.
_LONG_GONE = re.compile(r"(?:speakers|friends|freunden?|guests|gasten?)\Z")
_SPOKESPERSON = re.compile(r".*(?:sprecher|spokes)")
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
# 'A joint statement by … appeared on Tuesday'
_ISSUED = re.compile(
    r"^(?: and(?: the)? [a-z]+)? (?:appeared|was (?:published|issued|released|posted)|came out|is "
    r"online|went out|made (?:the )?(?:headlines|news)|ran in)\b"
)
# 'Each request from … is logged', 'a refusal from … is not subject to appeal'
_ANY_OF_THEM = re.compile(r"\b(?:each|every|any|jede[rsmn]?) (?:[a-z-]+ )?$")
_IS_FILED = re.compile(
    r"^ (?:is|are|can be|may be|must be) (?:not |never |always |usually )?(?:subject to|final|"
    r"binding|logged|registered|filed|processed|forwarded|recorded|stored|appealed|challenged|"
    r"published|archived|answered within)\b"
)
_OPEN_LETTER = re.compile(
    r"\b(?:joint|open|public|press|official) (?:statement|letter|appeal|declaration|call|"
    r"submission|comment|warning)s?$"
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
    first = low
    low += len(whole) - len(left)
    begin = low + phrase_start(left)
    if not is_weak and is_reference(text, start, end):
        return None
    if is_tag(text, start, end, frame.tag_left, is_weak):
        return start, end, "affiliation.tag"
    if not is_weak and is_to_do(text, start, end):
        return start, end, "affiliation.speech"
    sentence = f"{left} | {right}"
    is_room = speech.in_room(sentence)
    is_media = not is_room and speech.in_media(sentence)
    if not is_media:
        fragment = None if is_weak else answers_in_fragment(whole, right)
        if fragment is not None:
            return first + fragment, end, "affiliation.possessive"
        if is_of_other_meeting(right):
            return None
        match = frame.person_left.search(left)
        if match and (_links_people(match.group("link"), is_weak) or tail in ("s", "es")):
            noun = match.group("noun")
            before = left[: match.start("noun")]
            if (noun == "those" and compares(before)) or (
                noun == "desk" and before.endswith(("behind the ", "behind a "))
            ):
                return None
            may_be_old = bool(_LONG_GONE.match(noun) or _SPOKESPERSON.match(noun))
            is_press = not is_room and may_be_old and is_dated(left, right)
            if not is_press and not is_staff(left, match.start("noun"), noun, right):
                return low + match.start(), end, "affiliation.source"
            return None
        is_old = not is_room and is_dated(left, right)
        pointed = pointed_at(whole, right, is_dated=is_old)
        if is_weak and pointed is not None and not _OURS_FROM.match(whole, pointed):
            pointed = None  # 'their neighbour, Switzerland, closed the border'
        if pointed is not None and tail != "er":
            return first + pointed, end, "affiliation.source"
        cut = 2 if tail == "er" else 0
        for pattern in frame.person_right:
            match = pattern.match(text.folded[end - cut : high])
            if match and not (
                (
                    match.group().endswith(("side", "seite"))
                    and is_far_side(left, right[match.end() - cut :])
                )
                or is_page_or_mission(right)
                or _VERB_TOO.match(right)
                or (_HEAD.search(match.group()) and not is_room and is_dated(left, right))
                or is_staff(left, len(left), match.group(), right[match.end() - cut :])
                or (
                    not is_room
                    and is_dated(left, right)
                    and (_SPOKESPERSON.search(match.group()) or is_cited("", right[match.end() :]))
                )
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
    found = by_preposition(text, clause, low, (start, end), is_weak, is_place)
    if found:
        return found
    is_public = not is_room and is_cited(left, right)
    told = None if is_public or is_place else cleft_clause(left, right)
    if told is not None and (_speaks(Clause("", told), is_room, False) or _says_last(told)):
        return begin, end, "affiliation.speech"
    if is_weak:
        if not is_place and (
            clause.acts_in_room(is_public=is_public, is_room=is_room) or speaks_there(whole, right)
        ):
            return begin, end, "affiliation.speech"
        if is_public or _WORLD_PAIR.match(right):
            return None
        return capital_of(clause, begin, end, is_room, speech.in_session(sentence), tail)
    found = _by_contribution(clause, low, begin, end, is_public)
    if found:
        return found
    if _speaks(clause, is_room, is_public) or speaks_there(whole, right):
        return begin, end, "affiliation.speech"
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
        if _ISSUED.match(right) or _OPEN_LETTER.search(before):
            return None
        if _IS_FILED.match(right) or (
            _ANY_OF_THEM.search(left[: match.start("noun")]) and not has_past(right)
        ):
            return None
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


_LAST = re.compile(r" ([a-z]+)$")


def _says_last(told: str) -> bool:
    """'Es war das BMZ, das den Preis ansprach': German puts the verb last."""
    match = _LAST.search(told)
    return match is not None and match.group(1) in cues("speech") | cues("acts") | _SAID_LAST


_SAID_LAST = frozenset(
    "ansprach vorschlug einwandte einwarf anmerkte nachfragte nachhakte hinwies zugab ablehnte "
    "zustimmte bremste drangte aufwarf vorbrachte anregte dazwischenrief lachte schwieg".split()
)


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
