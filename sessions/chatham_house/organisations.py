"""Decides whether a roster organisation is the source of something said in the room."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ahocorasick_rs import MatchKind

from .findings import Kind, Severity
from .hits import Hit
from .lexicon import automaton, is_known
from .organisation_forms import OrganisationForm, organisation_forms
from .roster import Organisation
from .sources import source_of
from .text import Text

_TAIL = re.compile(r"(?:'s|es|en|er|s|n|e|')?(?![a-z0-9])")
_MANY = 3
_WITH_ARTICLE = re.compile(r"\b(?:die|der|das|des|dem|beim|vom|the) $")
_SHORT_CONTEXT = re.compile(
    r"\b(?:das|dem|des|die|der|beim|vom|im|laut|the|furs|ans|ins|zur|zum|aus|zwischen|between) $"
)
# A number before an acronym makes it a unit.
_UNIT = re.compile(r"\d ?$")
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
        if named[0].is_acronym and _UNIT.search(text.folded, max(0, start - 8), start):
            return None  # '20 MB'
        if named[0].is_acronym and is_known(named[0].pattern) and _SHOUTED.match(text.plain, end):
            return None  # 'DIE ZEIT'
        secret = any(self.organisations[form.organisation].is_secret for form in named)
        if secret and not all(form.is_weak for form in named):
            return Hit(start, end, Kind.AFFILIATION, Severity.BLOCK, refs, "affiliation.secret")
        is_weak = all(form.is_weak for form in named)
        if is_weak and len(refs) > _MANY:
            # A capital with many of its offices in the room points at none of them.
            return None
        bare_end = end - len(tail) if tail in ("'s", "'") else end
        is_place = all(form.is_place for form in named)
        source = source_of(text, start, bare_end, tail, is_weak, is_place)
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
        if _PAIR_BEFORE.search(text.plain[max(0, start - 16) : start]):
            return True
        if _PAIR_AFTER.match(text.plain, end):
            return True
        return bool(_SHORT_CONTEXT.search(text.folded[max(0, start - 12) : start]))


def _jointly(text: Text, hits: list[Hit]) -> list[Hit]:
    """Organisations joined by 'und' do the same: one source makes the other one too."""
    hits = sorted(hits, key=lambda hit: hit.start)
    for order in (range(1, len(hits)), range(len(hits) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for place in order:
            hit, other = hits[place], hits[place + step]
            if hit.kind != Kind.AFFILIATION_MENTION or other.reason not in _SHARED:
                continue
            first, second = (other, hit) if step < 0 else (hit, other)
            between = text.folded[first.end : second.start]
            if _JOINT.fullmatch(between) and _JOINS.search(between):
                hits[place] = replace(
                    hit, kind=Kind.AFFILIATION, severity=Severity.BLOCK, reason=other.reason
                )
    return hits


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
