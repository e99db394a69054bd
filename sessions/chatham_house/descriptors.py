"""Finds descriptions that fit one participant's biography: a former post, a place, an origin.

One fact alone is a question, two in one phrase identify. A phrase must speak of a person: places
and fields of work are what sessions are about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from .biographies import Fact, biography, facts_in
from .findings import Kind, Severity
from .hits import Hit
from .roster import Roster
from .text import Text

_REACH = 90
# Words that make a phrase one about a person of the room.
_PERSON = re.compile(
    r"\b(?:teilnehm\w*|kolleg\w*|redner\w*|jemand\w*|person|stimme|wer|mitglied|anwesende\w*|"
    r"vertreter\w*|participant|colleague|speaker|someone|somebody|who|voice|person|attendee|member|"
    r"gast|guest|one of us|frau|mann|woman|man)\b"
)
_DETERMINER = re.compile(
    r"\b(?:ein|eine|einer|eines|einem|einen|der|die|das|dem|den|an?|the|one|another|unser\w*|our|"
    r"jemand,? de[rm]|someone who|somebody who|als|as)\s(?:[a-z-]+\s){0,3}?$"
)


class DescriptorMatcher:
    """Finds facts of the biographies of those on a roster."""

    def __init__(self, roster: Roster) -> None:
        self._owners: dict[str, list[tuple[str, int]]] = defaultdict(list)
        rare: dict[str, list[str]] = defaultdict(list)
        for person in roster.people:
            for key, weight in biography(person.bios).items():
                self._owners[key].append((person.id, weight))
                if key.startswith("word:"):
                    rare[key.removeprefix("word:")].append(key)
        self._rare = list(rare)
        self._automaton = (
            AhoCorasick(self._rare, matchkind=MatchKind.Standard, implementation=Implementation.DFA) if self._rare else None
        )

    def find(self, text: Text) -> list[Hit]:
        """All descriptions of participants in a text."""
        if not self._owners:
            return []
        facts = sorted(
            (fact for fact in self._facts(text.folded) if fact.key in self._owners),
            key=lambda fact: fact.start,
        )
        hits = []
        for place, fact in enumerate(facts):
            if fact.weight < 1:
                continue
            hit = self._around(text, fact, self._near(facts, place))
            if hit:
                hits.append(hit)
        return hits

    def _facts(self, folded: str) -> Iterable[Fact]:
        yield from facts_in(folded)
        if self._automaton is None:
            return
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum():
                continue
            while end < len(folded) and folded[end].isalnum():
                end += 1
            yield Fact(f"word:{self._rare[index]}", start, end, 1)

    @staticmethod
    def _near(facts: list[Fact], place: int) -> list[Fact]:
        """The facts within reach of one: the list is sorted, so only neighbours are looked at."""
        fact = facts[place]
        low = place
        while low and fact.start - facts[low - 1].end <= _REACH and place - low < 12:
            low -= 1
        high = place
        while (
            high + 1 < len(facts)
            and facts[high + 1].start - fact.end <= _REACH
            and high - place < 12
        ):
            high += 1
        return facts[low : high + 1]

    def _around(self, text: Text, fact: Fact, near: list[Fact]) -> Hit | None:
        low, high = text.sentence(fact.start, fact.end, 200)
        near = [other for other in near if low <= other.start and other.end <= high]
        sentence = text.folded[low:high]
        best: tuple[int, str, list[Fact]] | None = None
        for person, _ in self._owners[fact.key]:
            own = [
                other for other in near if any(owner == person for owner, _ in self._owners[other.key])
            ]
            score = _score(own)
            if best is None or score > best[0]:
                best = (score, person, own)
        if best is None:
            return None
        score, person, own = best
        groups = {other.key.split(":")[0] for other in own}
        is_person = "post" in groups or bool(_PERSON.search(sentence)) or "origin" in groups
        if score < 2 or not is_person:
            return None
        start, end = min(other.start for other in own), max(other.end for other in own)
        determiner = _DETERMINER.search(text.folded[low:start])
        begin = low + determiner.start() if determiner else start
        if score >= 3:
            return _hit(begin, end, Severity.BLOCK, person, "descriptor.facts")
        if "post" in groups and determiner and "former" in groups:
            return _hit(begin, end, Severity.REVIEW, person, "descriptor.one_fact")
        return None


def _score(facts: list[Fact]) -> int:
    """What facts say together: every distinct one once, a town and its country once."""
    best: dict[str, int] = {}
    for fact in facts:
        group = fact.key.split(":")[0]
        key = "place" if group in ("town", "country", "region") else fact.key
        best[key] = max(best.get(key, 0), fact.weight)
    has_past = any(fact.key.startswith(("former:", "origin:")) for fact in facts)
    return sum(best.values()) + (1 if has_past and sum(best.values()) >= 2 else 0)


def _hit(start: int, end: int, severity: Severity, person: str, reason: str) -> Hit:
    return Hit(start, end, Kind.UNIQUE_DESCRIPTOR, severity, (person,), reason)
