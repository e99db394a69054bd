"""Decides whether a roster organisation is the source of something said in the room."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ahocorasick_rs import MatchKind

from . import speech
from .context import is_cell, is_roll_call, starts_line
from .findings import Kind, Severity
from .frames import DETERMINER, frames
from .hits import Hit
from .lexicon import automaton, is_known
from .organisation_forms import OrganisationForm, organisation_forms
from .roster import Organisation
from .text import Text

_TAIL = re.compile(r"(?:'s|es|en|er|s|n|e|')?(?![a-z0-9])")
_MANY = 3
_WITH_ARTICLE = re.compile(r"\b(?:die|der|das|des|dem|beim|vom|the) $")
_AFTER_QUOTE = re.compile(r"[\"'],? [a-z]+(?:te|ed)(?: de[rm]| das| die| the)? $")
_COORDINATED = re.compile(r"^ (?:and|und|&) [a-z]+")
_TAG_REMARK = re.compile(r" ?\([^()\n]{1,40}\):")
_BEHIND_QUOTE = re.compile(r"[\"'] ?- ?$")
_TAG = re.compile(r" ?(?::|->|=>|>)|(?: [-/] )(?=\S)")
_SHORT_CONTEXT = re.compile(
    r"\b(?:das|dem|des|die|der|beim|vom|im|laut|the|furs|ans|ins|zur|zum|aus) $"
)
_PHRASE_START = re.compile(rf"\b{DETERMINER} (?:[a-z-]+ ){{0,2}}?$")
_ARTICLE_START = re.compile(rf"(?:^|[,;:\"(-] ?)(?:{DETERMINER} )?(?:[a-z-]+ )?$")


class OrganisationMatcher:
    """Finds ``organisations`` in texts."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self.organisations = organisations
        forms: dict[str, list[OrganisationForm]] = defaultdict(list)
        for index, organisation in enumerate(organisations):
            for form in organisation_forms(index, organisation):
                forms[form.pattern].append(form)
        patterns = list(forms)
        self._forms = [forms[pattern] for pattern in patterns]
        self._acronyms = {
            pattern: group for pattern, group in forms.items() if any(f.is_acronym for f in group)
        }
        self._automaton = automaton(patterns, MatchKind.LeftmostLongest)

    def find(self, text: Text) -> list[Hit]:
        """All organisations in a text, each as a source or as a mention."""
        if self._automaton is None:
            return []
        hits = []
        folded = text.folded
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum():
                continue
            tail = _TAIL.match(folded, end)
            if tail is None:
                continue
            written = text.plain[start:end]
            forms = [form for form in self._forms[index] if _is_written_so(form, written)]
            if not forms:
                continue
            # Only a genitive belongs to an acronym; other endings make it another word.
            if forms[0].is_acronym and tail.group() not in ("", "s", "'s", "'"):
                continue
            hit = self._decide(text, start, tail.end(), tail.group(), forms)
            if hit:
                hits.append(hit)
        hits.extend(self._spaced(text))
        return hits

    def _spaced(self, text: Text) -> Iterable[Hit]:
        """Acronyms with blanks between their letters."""
        for start, end, letters in text.spaced_out():
            forms = [form for form in self._acronyms.get(letters.lower(), ()) if letters.isupper()]
            if forms:
                hit = self._decide(text, start, end, "", forms)
                if hit:
                    yield hit

    def _decide(
        self, text: Text, start: int, end: int, tail: str, forms: Sequence[OrganisationForm]
    ) -> Hit | None:
        named = [form for form in forms if not form.is_weak] or forms
        refs = tuple(sorted({self.organisations[form.organisation].id for form in named}))
        secret = any(self.organisations[form.organisation].is_secret for form in named)
        if secret and not all(form.is_weak for form in named):
            return Hit(start, end, Kind.AFFILIATION, Severity.BLOCK, refs, "affiliation.secret")
        is_weak = all(form.is_weak for form in named)
        if is_weak and len(refs) > _MANY:
            # A capital with many of its offices in the room points at none of them.
            return None
        bare_end = end - len(tail) if tail in ("'s", "'") else end
        source = self._source(text, start, bare_end, tail, is_weak)
        if source is not None:
            low, high, reason = source
            reason = "affiliation.capital" if is_weak else reason
            return Hit(low, high, Kind.AFFILIATION, Severity.BLOCK, refs, reason)
        if is_weak:
            # 'die Diakonie' with its article is meant; the bare word may be anything.
            near_start = text.folded[max(0, start - 12) : start]
            if not named[0].may_be_named or not _WITH_ARTICLE.search(near_start):
                return None
        if tail == "er" or not self._may_be_meant(text, start, end, named[0]):
            return None
        return Hit(
            start, end, Kind.AFFILIATION_MENTION, Severity.REVIEW, refs, "affiliation.mention"
        )

    @staticmethod
    def _may_be_meant(text: Text, start: int, end: int, form: OrganisationForm) -> bool:
        """Whether a short acronym stands where an organisation would: 'das AA', not 'Größe AA'."""
        if not form.is_acronym or len(form.pattern) > 3 or not is_known(form.pattern):
            return True
        if len(form.pattern) == 3 and form.written != form.pattern.upper():
            return True
        if text.plain[end : end + 1] == "-":
            return False
        return bool(_SHORT_CONTEXT.search(text.folded[max(0, start - 12) : start]))

    def _source(
        self, text: Text, start: int, end: int, tail: str, is_weak: bool
    ) -> tuple[int, int, str] | None:
        """The span and reason where the organisation is the source of something said there."""
        frame = frames()
        low, high = text.sentence(start, end, 300)
        left, right = text.folded[low:start], text.folded[end:high].rstrip()
        sentence, whole = f"{left} | {right}", left
        left = speech.near(left)
        low += len(whole) - len(left)
        begin = low + _phrase_start(left)
        if _is_tag(text, start, end, frame.tag_left, is_weak):
            return start, end, "affiliation.tag"
        is_room = speech.in_room(sentence)
        is_media = not is_room and speech.in_media(sentence)
        is_dated = not is_room and speech.dated(sentence)
        is_public = not is_room and (is_media or is_dated or speech.published(sentence))
        if not is_media:
            match = frame.person_left.search(left)
            if match and (_links_people(match.group("link"), is_weak) or tail in ("s", "es")):
                return low + match.start(), end, "affiliation.source"
            for pattern in frame.person_right:
                match = pattern.match(text.folded[end - (2 if tail == "er" else 0) : high])
                if match:
                    stop = end - (2 if tail == "er" else 0) + match.end()
                    return begin, stop, "affiliation.source"
        if tail == "er":
            return None
        if not is_weak and (
            _is_bracketed(text, start, end)
            or is_cell(text, start, end)
            or is_roll_call(text, start)
        ):
            return start, end, "affiliation.bracket"
        if is_media or is_dated:
            return None
        match = frame.source_left.search(left)
        if match and not is_weak and not speech.names_publication(right):
            return low + match.start(), end, "affiliation.source"
        match = frame.from_left.search(left)
        if match and frame.from_right.match(right):
            after = frame.from_right.match(right)
            return low + match.start(), end + (after.end() if after else 0), "affiliation.source"
        match = frame.for_left.search(left)
        if match and frame.for_right.match(right):
            return low + match.start(), end, "affiliation.source"
        if right.startswith(" zufolge"):
            return begin, end, "affiliation.source"
        if frame.so_left.search(left) and (not right or right[0] in ".,;:!?)"):
            return begin, end, "affiliation.source"
        if is_public:
            return None
        if is_weak:
            match = frame.possessive_right.match(right)
            if match and right.startswith("'s "):
                return begin, end + match.end(), "affiliation.possessive"
            said = speech.spoke(right) or speech.took_a_stand(right) or speech.acted(right)
            joined = _COORDINATED.match(right)
            if joined and is_room:
                said = said or speech.happened(right[joined.end() :])
            is_subject = bool(_ARTICLE_START.search(left))
            return (
                (begin, end, "affiliation.capital")
                if said
                and is_subject
                and (is_room or speech.spoke(right) or speech.acted_like_a_person(right))
                else None
            )
        match = frame.possessive_left.search(left)
        if match:
            return low + match.start(), end, "affiliation.possessive"
        match = frame.possessive_right.match(right)
        if match:
            return begin, end + match.end(), "affiliation.possessive"
        if speech.speaks(right) or speech.spoke(right) or frame.attitude_right.match(right):
            return begin, end, "affiliation.speech"
        if speech.has_opinion(right) and _ARTICLE_START.search(left):
            return begin, end, "affiliation.speech"
        if speech.said_around(left, right):
            return begin, end, "affiliation.speech"
        if (speech.said_before(left) or _AFTER_QUOTE.search(left)) and _is_inverted(whole):
            return begin, end, "affiliation.speech"
        if (
            is_room
            and _ARTICLE_START.search(left)
            and (
                speech.acted(right)
                or speech.took_a_stand(right)
                or speech.happened(right)
                or right.startswith((" habe", " hat", " hatte", ", heute"))
            )
        ):
            return begin, end, "affiliation.speech"
        if is_room and speech.acted_before(left) and _is_inverted(whole):
            return begin, end, "affiliation.speech"
        if frame.passive_left.search(left) and (speech.said(right) or speech.said(whole)):
            return begin, end, "affiliation.speech"
        return None


def _is_bracketed(text: Text, start: int, end: int) -> bool:
    """Alone in brackets behind a claim or a quotation, not behind its own full name."""
    plain = text.plain
    behind = _BEHIND_QUOTE.search(plain[max(0, start - 5) : start])
    if behind and plain[end : end + 1] in ("", ".", ",", "\n", ";"):
        return True
    if plain[start - 1 : start] not in ("(", "[") or plain[end : end + 1] not in (")", "]"):
        return False
    before = plain[: start - 1][-3:].rstrip()
    after = plain[end + 1 : end + 3].lstrip()
    closes = not after or after[0] in ".!?;:,\n" or plain[end + 1 : end + 2] == "\n"
    return closes or before[-1:] in "\".!?'"


def _is_tag(text: Text, start: int, end: int, tag_left: re.Pattern[str], is_weak: bool) -> bool:
    """Whether it stands as a speaker before what was said: 'GIZ: …', '- AA: …', 'Input GIZ: …'."""
    remark = _TAG_REMARK.match(text.plain, end)
    if remark and starts_line(text, start) and not is_weak:
        return True
    if not _TAG.match(text.plain, end) and text.plain[end : end + 1] not in (",", ".", ")"):
        return False
    if is_weak and text.plain[end : end + 2].strip()[:1] not in (":", ">"):
        return False  # 'OSLO - ...' is a dateline
    if starts_line(text, start) and text.plain[end : end + 1] not in (",", ".", ")"):
        return True
    if text.plain[end : end + 1] in (",", ".", ")") and tag_left.search(
        text.folded[max(0, start - 40) : start]
    ):
        return True
    if text.plain[end : end + 1] != ":":
        return False
    before = text.plain[max(0, start - 3) : start]
    return before.endswith(("- ", "/ ", "| ")) or bool(
        tag_left.search(text.folded[max(0, start - 40) : start])
    )


def _links_people(link: str | None, is_weak: bool) -> bool:
    """Whether a preposition ties people to an organisation; a place needs one of origin."""
    if link is None:
        return False
    return not is_weak or link.split(" ")[0] in (
        "aus",
        "from",
        "von",
        "vom",
        "of",
        "for",
        "des",
        "der",
    )


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


def _is_written_so(form: OrganisationForm, written: str) -> bool:
    """Whether a match is written as the form asks: acronyms with their capitals."""
    if not form.is_acronym:
        return written[0].isupper() or (
            not form.is_weak and (" " in written or form.written[0].islower())
        )
    capitals = [c for c in form.written if c.isalnum()]
    found = [c for c in written if c.isalnum()]
    return all(f.isupper() for c, f in zip(capitals, found, strict=False) if c.isupper())
