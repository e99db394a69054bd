"""Finds descriptions that fit one participant's biography: a former post, a place, an origin.

Two facts in one phrase identify; one is a question. The phrase must speak of one person: places and
fields of work are what sessions are about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ahocorasick_rs import MatchKind

from . import speech
from .biographies import Fact, FactFinder, biography, supporting_keys
from .findings import Kind, Severity
from .hits import Hit
from .lexicon import ascii_fold, automaton
from .roster import Roster
from .text import Text

_REACH = 90
_NEIGHBOURS = 12
_PERSON = re.compile(
    r"\b(?:teilnehmer(?:in)?|teilnehmende[rn]?|kollegen?|kollegin|redner(?:in)?|jemand\w*|person|"
    r"stimme|mitglied|anwesende[rn]?|vertreter(?:in)?|participant|colleague|speaker|someone|"
    r"somebody|who|voice|attendee|member|gast|guest|one of us|frau|mann|woman|man|whoever|ihm|ihr|"
    r"diplomat(?:in)?|official|expert(?:in|e)?|eine[rs]?, (?:die|der)|the one who|envoy|native|"
    r"leiter(?:in)?|chef(?:in)?|head|selbst|myself|herself|himself)\b"
)
_PERSON_REACH = 70
# An article and at most three words before a post: 'a former', 'eine frueher dort taetige'.
_DETERMINER = re.compile(
    r"\b(?:eine?[rsmn]?|der|die|das|dem|den|des|an?|the|one|another|unser\w*|our|als|as)"
    r"\s(?:[a-z-]+\s){0,3}?$"
)
_PLURAL_AFTER = re.compile(r"(?:s|innen)$")
_SUPERLATIVE = re.compile(
    r"\b(?:der|die|das|dem|den|the|als) (?:jungste|alteste|dienstalteste|dienstjungste|"
    r"youngest|oldest|"
    r"longest-serving|most senior|most junior|tallest)[rnm]? (?:[a-z-]+ )?(?:teilnehmer(?:in)?|"
    r"person|"
    r"kollegen?|kollegin|stimme|mitglied|anwesende[rn]?|participant|colleague|voice|member|"
    r"attendee|"
    r"speaker|delegate|frau|mann|woman|man)\b"
)


class DescriptorMatcher:
    """Finds facts of the biographies of those on a roster."""

    def __init__(self, roster: Roster) -> None:
        self._owners: dict[str, list[str]] = defaultdict(list)
        rare: dict[str, int] = {}
        for person in roster.people:
            for key, weight in biography(person.bios).items():
                self._owners[key].append(person.id)
                if key.startswith("word:"):
                    rare[key.removeprefix("word:")] = weight
        self._supporting = supporting_keys()
        self._facts_of = FactFinder(frozenset(self._owners) | self._supporting)
        self._rare = list(rare.items())
        self._automaton = automaton([stem for stem, _ in self._rare], MatchKind.Standard)

    def find(self, text: Text) -> list[Hit]:
        """All descriptions of participants in a text."""
        hits = [
            Hit(
                *match.span(),
                Kind.UNIQUE_DESCRIPTOR,
                Severity.REVIEW,
                (),
                "descriptor.superlative",
            )
            for match in _SUPERLATIVE.finditer(text.folded)
        ]
        if not self._owners:
            return hits
        facts = sorted(
            (
                fact
                for fact in self._facts(text.folded)
                if fact.key in self._owners or fact.key in self._supporting
            ),
            key=lambda fact: fact.start,
        )
        for place, fact in enumerate(facts):
            if fact.weight:
                hit = self._around(text, fact, _near(facts, place))
                if hit:
                    hits.append(hit)
        return hits

    def details_in(self, phrase: str) -> dict[str, frozenset[str]]:
        """What a phrase tells of whose life, as facts; a town and its country are one."""
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self._facts(ascii_fold(phrase)):
            if fact.weight:
                for person in self._owners.get(fact.key, ()):
                    found[person].add(_topic(fact))
        return {person: frozenset(facts) for person, facts in found.items()}

    def _facts(self, folded: str) -> Iterable[Fact]:
        yield from self._facts_of.find(folded)
        if self._automaton is None:
            return
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum():
                continue
            while end < len(folded) and folded[end].isalnum():
                end += 1
            stem, weight = self._rare[index]
            yield Fact(f"word:{stem}", start, end, weight)

    def _around(self, text: Text, fact: Fact, near: Sequence[Fact]) -> Hit | None:
        """The best reading of the facts around one: whose they are and how much they say."""
        low, high = text.sentence(fact.start, fact.end, 200)
        near = [other for other in near if low <= other.start and other.end <= high]
        best: Hit | None = None
        for person in self._owners[fact.key]:
            # 'once' and 'fled' belong to whoever the other facts belong to.
            own = [
                other
                for other in near
                if other.key in self._supporting or person in self._owners.get(other.key, ())
            ]
            hit = _judged(text, own, person, low, high)
            if hit and (best is None or hit.severity == Severity.BLOCK != best.severity):
                best = hit
        return best


def _near(facts: Sequence[Fact], place: int) -> Sequence[Fact]:
    """The facts within reach of one: the list is sorted, so only neighbours are looked at."""
    fact = facts[place]
    low = high = place
    while low and fact.start - facts[low - 1].end <= _REACH and place - low < _NEIGHBOURS:
        low -= 1
    while (
        high + 1 < len(facts)
        and facts[high + 1].start - fact.end <= _REACH
        and high - place < _NEIGHBOURS
    ):
        high += 1
    return facts[low : high + 1]


def _judged(text: Text, own: Sequence[Fact], person: str, low: int, high: int) -> Hit | None:
    said = [fact for fact in own if fact.weight]
    has_past = any(fact.key.startswith("former:") for fact in own)
    has_origin = any(fact.key.startswith("origin:") for fact in own)
    if not said:
        return None
    start, end = min(f.start for f in own), max(f.end for f in own)
    window = text.folded[max(low, start - _PERSON_REACH) : min(high, end + _PERSON_REACH)]
    posts = [fact for fact in said if fact.key.startswith("post:")]
    is_one = any(_is_one(text, post, low) for post in posts)
    if _is_by_nationality(text, said, low, high):
        return _hit(start, end, Severity.REVIEW, person, "descriptor.one_fact")
    has_age = any(fact.key.startswith("age:") for fact in said)
    if has_age and _DETERMINER.search(text.folded[low:start]):
        determined = _DETERMINER.search(text.folded[low:start])
        begin = low + determined.start() if determined else start
        return _hit(begin, end, Severity.BLOCK, person, "descriptor.facts")
    if not _PERSON.search(window) and not _is_demonym(text, said):
        # An office alone is spoken of as such: 'the prefect signs' - unless of the past, or there.
        right = text.folded[end:high]
        has_led = any(fact.key == "origin:led" for fact in own)
        if not has_led and not (is_one and (has_past or has_origin or speech.happened(right))):
            return None
    determiner = _DETERMINER.search(text.folded[low:start])
    begin = low + determiner.start() if determiner else start
    distinct = {_topic(fact) for fact in said}
    if any(fact.key.startswith("age:") for fact in said):
        return _hit(begin, end, Severity.BLOCK, person, "descriptor.facts")
    is_rare = any(fact.weight > 1 for fact in said)
    place = any(_topic(fact) == "place" and fact.weight > 1 for fact in said)
    if (len(distinct) > 1 and (is_rare or has_past)) or (place and (has_origin or has_past)):
        return _hit(begin, end, Severity.BLOCK, person, "descriptor.facts")
    if (is_rare or _is_foreign(said)) and (has_past or has_origin):
        return _hit(begin, end, Severity.REVIEW, person, "descriptor.one_fact")
    return None


def _is_one(text: Text, post: Fact, low: int) -> bool:
    """Whether a post stands in the singular with an article: 'a former prefect', not 'workers'."""
    if _PLURAL_AFTER.search(text.folded[post.start : post.end]):
        return False
    return _DETERMINER.search(text.folded[low : post.start]) is not None


def _is_by_nationality(text: Text, said: Sequence[Fact], low: int, high: int) -> bool:
    """'The Brazilian in the group': a nationality that stands for the person."""
    for fact in said:
        if not fact.key.startswith("country:") or fact.key == "country:DE" or len(said) > 3:
            continue
        before = text.folded[max(low, fact.start - 12) : fact.start]
        right = text.folded[fact.end : high]
        if re.search(r"\b(?:the|der|die|eine?|an?) $", before) and (
            (re.match(r" (?:in|am|at) ", right) and speech.in_room(right)) or speech.spoke(right)
        ):
            return True
    return False


def _is_demonym(text: Text, said: Sequence[Fact]) -> bool:
    """'Die Kolumbianerin, …', 'the Izmir native': a place that stands for somebody from there."""
    for fact in said:
        if fact.key.startswith(("country:", "town:")) and fact.key != "country:DE":
            before = text.folded[max(0, fact.start - 24) : fact.start]
            if re.search(
                r"\b(?:der|die|eine?|the|an?)(?: geburtige[rn]?)? $", before
            ) and re.search(r"(?:er|erin|in)$", text.folded[fact.start : fact.end]):
                return True
    return False


def _is_foreign(facts: Sequence[Fact]) -> bool:
    """Whether a country other than the host's is among the facts."""
    return any(fact.key.startswith("country:") and fact.key != "country:DE" for fact in facts)


def _topic(fact: Fact) -> str:
    """What a fact is about: a town and its country are one place."""
    group = fact.key.split(":")[0]
    if group in ("town", "country", "region") or (group == "word" and fact.weight > 1):
        return "place"
    return fact.key


def _hit(start: int, end: int, severity: Severity, person: str, reason: str) -> Hit:
    return Hit(start, end, Kind.UNIQUE_DESCRIPTOR, severity, (person,), reason)
