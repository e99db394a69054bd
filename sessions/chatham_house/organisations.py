"""Decides whether a roster organisation is the source of something said in the room."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ahocorasick_rs import MatchKind

from .acronyms import has_other_gender, is_something_else
from .context import is_cell, starts_line
from .findings import Kind, Severity
from .foreign import is_foreign
from .hits import Hit
from .homonyms import is_another_thing, is_country, is_culture, is_degree, is_in_headline
from .lexicon import automaton, cues, is_known, word_frequencies
from .organisation_forms import OrganisationForm, organisation_forms
from .organisation_items import opens_with_verb
from .publications import names_document
from .roster import Organisation
from .sources import source_of
from .text import Text

_TAIL = re.compile(r"(?:'s|es|en|er|s|n|e|')?(?![a-z0-9])")
_MANY = 3
_WITH_ARTICLE = re.compile(r"\b(?:die|der|das|des|dem|beim|vom|the|by|from|with|for|at|durch) $")
_SHORT_CONTEXT = re.compile(
    r"\b(?:das|dem|des|die|der|beim|vom|im|laut|the|von|of|by|from|furs|ans|ins|zur|zum|aus|"
    r"zwischen|between) $"
)
# A number before an acronym makes it a unit.
_UNIT = re.compile(r"(?:^|[^\d:])(?<!\d:\d)(?<!\d:)(?!(?:19|20)\d\d ?$)\d[\d.,]* ?$")
# 'BMI und AA': beside another acronym.
_PAIR_BEFORE = re.compile(r"\b[A-Z]{2,6}(?: (?:und|and|sowie|&) |, | ?/ ?)$")
_PAIR_AFTER = re.compile(r"(?: (?:und|and|sowie|&) |, | ?/ ?)[A-Z]{2,6}\b")
_SHOUTED = re.compile(r" (?!NRW|BUND)[A-Z]{3,}\b(?! ?[:(/])")
# What joins two organisations that do the same.
_JOINT = re.compile(
    r"(?:,? (?:und|and|sowie|wie|as well as|&)(?: auch)?|,|/)? ?"
    r"(?:(?:die|der|das|dem|den|the|vom|from|by|von)(?: [a-z]+)? )?"
)
_JOINS = re.compile(r"und|and|sowie|wie|as well as|&|,|/")


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
        return _jointly(text, hits)

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
        unit = (
            text.plain[end : end + 1] != ":"
            and _UNIT.search(text.folded, max(0, start - 8), start)
            # '1. OHCHR, guidelines …' is an item of a list.
            and not (text.plain[start - 2 : start] in (". ", ") ") and starts_line(text, start))
        )
        if named[0].is_acronym and unit:
            return None  # '20 MB'
        if named[0].is_acronym and is_known(named[0].pattern) and _SHOUTED.match(text.plain, end):
            return None  # 'DIE ZEIT'
        if named[0].is_acronym and _is_verb(text, start, end):
            return None
        if _is_banner(text, start, end, named[0]):
            return None
        if named[0].is_acronym and (
            is_degree(text, start, end)
            or is_in_headline(text, start, end)
            or is_another_thing(text, start, end, tail)
        ):
            return None
        if is_something_else(text, start, end):
            return None
        secret = any(self.organisations[form.organisation].is_secret for form in named)
        if secret and not all(form.is_weak for form in named):
            return Hit(start, end, Kind.AFFILIATION, Severity.BLOCK, refs, "affiliation.secret")
        is_weak = all(form.is_weak for form in named)
        if is_weak and len(refs) > _MANY:
            # A capital with many of its offices in the room points at none of them.
            return None
        bare_end = end - len(tail) if tail in ("'s", "'") else end
        is_place = all(form.is_place for form in named)
        if is_foreign(text, start, end, [self.organisations[f.organisation] for f in named]):
            return None
        source = source_of(text, start, bare_end, tail, is_weak, is_place)
        if source is not None:
            low, high, reason = source
            reason = "affiliation.capital" if is_weak else reason
            return Hit(low, high, Kind.AFFILIATION, Severity.BLOCK, refs, reason)
        own = (self.organisations[form.organisation] for form in named)
        if has_other_gender(text, start, end, (n.text for o in own for n in o.names)):
            return None
        if is_country(text, start, end) or is_culture(text, start, end):
            return None
        if _is_plain_phrase(text, start, bare_end, named):
            return None
        if tail == "er" or (is_weak and not named[0].may_be_named):
            return None
        # 'die Diakonie' with its article is meant; the bare word may be anything.
        near_start = text.folded[max(0, start - 12) : start]
        sure = _WITH_ARTICLE.search(near_start) is not None if is_weak else True
        sure = sure and self._may_be_meant(text, start, end, named[0])
        reason = "affiliation.mention" if sure else _DOUBTFUL
        return Hit(start, end, Kind.AFFILIATION_MENTION, Severity.REVIEW, refs, reason)

    @staticmethod
    def _may_be_meant(text: Text, start: int, end: int, form: OrganisationForm) -> bool:
        """Whether a short acronym stands where an organisation would: 'das AA', not 'Größe AA'."""
        if not form.is_acronym or len(form.pattern) > 3 or not _is_doubtful(form.pattern):
            return True
        if len(form.pattern) == 3 and form.written != form.pattern.upper():
            return True
        if opens_with_verb(text, start, end):
            return True
        if text.plain[end : end + 1] == "-":
            return names_document(text.folded[end : end + 20])
        if _PAIR_BEFORE.search(text.plain[max(0, start - 16) : start]):
            return True
        if text.plain[end : end + 1] == " " and names_document(text.folded[end : end + 24]):
            return True
        if _PAIR_AFTER.match(text.plain, end) or is_cell(text, start, end):
            return True
        return bool(_SHORT_CONTEXT.search(text.folded[max(0, start - 12) : start]))


def _is_plain_phrase(text: Text, start: int, end: int, forms: Sequence[OrganisationForm]) -> bool:
    """'Practical action costs less': a name of plain words, written without its capitals."""
    written = text.plain[start:end]
    words = written.split()
    if len(words) < _TWO or words[-1][0].isupper() or text.plain.islower():
        return False
    if words[-1].endswith(_INSTITUTIONS) or not all(
        word_frequencies().get(word.lower(), (0.0, False))[1] for word in words
    ):
        return False
    # 'Brot für die Welt', 'Amnesty international': only what is written with capitals.
    return all(form.written.split()[-1][0].isupper() for form in forms)


_TWO = 2
_INSTITUTIONS = (
    "ministry", "bank", "office", "council", "commission", "agency", "department", "parliament",
    "union", "university", "institute", "foundation", "authority", "secretariat", "ministerium",
)  # fmt: skip


def _is_banner(text: Text, start: int, end: int, form: OrganisationForm) -> bool:
    """'MAKE UK RULES SIMPLER': a name of plain words in words that are all in capitals.

    A verb of saying or a colon behind it makes it the organisation all the same.
    """
    written = text.plain[start:end]
    if form.written.isupper() or not written.isupper() or " " not in written:
        return False
    after = _CAPITALS.match(text.plain, end)
    if after is None or not all(is_known(word) or len(word) < 3 for word in form.pattern.split()):
        return False
    return form.pattern.split()[0] in _ORDERS and after.group(1).lower() not in cues("speech")


def _is_verb(text: Text, start: int, end: int) -> bool:
    """'Can migrants AFFORD to bank?', 'they CARE about it': a word in capitals for stress."""
    word = text.folded[start:end]
    if end - start < _SHORTEST_VERB or not is_known(word):
        return False
    if _ABLE.search(text.folded, max(0, start - 24), start):
        return True
    asked = _CAN.search(text.folded, max(0, start - 60), start)
    return asked is not None and text.plain[end : end + 4] == " to "


_SHORTEST_VERB = 4
_ABLE = re.compile(
    r"(?:\b(?:can|cannot|could|will|would|should|must|may|might|do|does|did|able to|unable to|"
    r"want to|wants to|wish to|hope to|trying to|we|they|you|i|who)(?: not| never| even| barely|"
    r" hardly| still| also)?|n't|\bno longer) $"
)
_CAN = re.compile(r"\b(?:can|could|cannot|can't|couldn't)\b[^.;:!?]*$")


_CAPITALS = re.compile(r" ([A-Z]{2,})\b(?! ?:)")
# Banners tell somebody to do something.
_ORDERS = frozenset("make save stop keep let bring build work focus act help open".split())


def _is_doubtful(acronym: str) -> bool:
    """Whether a short acronym is also a word or a measure; known by its own name it is not."""
    _, ordinary = word_frequencies().get(acronym, (0.0, False))
    return ordinary or acronym in _MEASURES


_MEASURES = frozenset({"bmi", "ma", "un"})


def _jointly(text: Text, hits: list[Hit]) -> list[Hit]:
    """Organisations joined by 'und' do the same: one source makes the other one too."""
    hits = _without_doubtful(text, sorted(hits, key=lambda hit: hit.start))
    for order in (range(1, len(hits)), range(len(hits) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for place in order:
            hit, other = hits[place], hits[place + step]
            if hit.kind != Kind.AFFILIATION_MENTION or other.reason not in _SHARED:
                continue
            first, second = (other, hit) if step < 0 else (hit, other)
            if _joined(text, first, second):
                hits[place] = replace(
                    hit, kind=Kind.AFFILIATION, severity=Severity.BLOCK, reason=other.reason
                )
    return hits


def _without_doubtful(text: Text, hits: list[Hit]) -> list[Hit]:
    """Words that may be anything are organisations beside one: 'AFD and Enabel'.

    An organisation in brackets behind its own name only repeats it.
    """
    kept: list[Hit] = []
    for place, hit in enumerate(hits):
        beside = [*kept[-1:], *hits[place + 1 : place + 2]]
        if hit.reason == _DOUBTFUL:
            if not any(other.reason != _DOUBTFUL and _joined(text, hit, other) for other in beside):
                continue
            hit = replace(hit, reason="affiliation.mention")
        elif hit.reason == "affiliation.bracket" and kept:
            last = kept[-1]
            if text.plain[last.end : hit.start] == " (" and set(last.refs) & set(hit.refs):
                hit = replace(
                    hit,
                    kind=Kind.AFFILIATION_MENTION,
                    severity=Severity.REVIEW,
                    reason="affiliation.mention",
                )
        kept.append(hit)
    return kept


def _joined(text: Text, hit: Hit, other: Hit) -> bool:
    first, second = sorted((hit, other), key=lambda one: one.start)
    between = text.folded[first.end : second.start]
    return bool(_JOINT.fullmatch(between) and _JOINS.search(between))


_DOUBTFUL = "affiliation.doubtful"
_SHARED = frozenset({"affiliation.speech", "affiliation.source", "affiliation.possessive"})


def _is_written_so(form: OrganisationForm, written: str) -> bool:
    """Whether a match is written as the form asks: acronyms with their capitals."""
    if not form.is_acronym:
        return written[0].isupper() or (
            not form.is_weak and (" " in written or form.written[0].islower())
        )
    capitals = [c for c in form.written if c.isalnum()]
    found = [c for c in written if c.isalnum()]
    return all(f.isupper() for c, f in zip(capitals, found, strict=False) if c.isupper())
