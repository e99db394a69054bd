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
from .biographies import Fact, FactFinder, biography, is_person_noun, supporting_keys
from .descriptor_frames import (
    DETERMINER,
    PERFECT,
    WAS,
    WHO,
    WHO_HAD,
    has_person,
    has_title,
    is_demonym,
    is_from_elsewhere,
    is_in_news,
    is_in_office,
    is_one,
    is_post,
    is_reported,
    is_somebody_once,
    is_spoken_about,
    leads_somewhere,
    may_be_anybody,
    posts_of_now,
)
from .findings import Kind, Severity
from .group_clauses import undated
from .hits import Hit
from .lexicon import ascii_fold, automaton
from .life_frames import (
    FamilyMatcher,
    has_diploma,
    has_other_number,
    is_one_who_speaks,
    is_only_one_here,
)
from .nationalities import NationalityMatcher
from .nationality_frames import does, framed
from .roster import Roster
from .text import Text
from .whole_lives import is_all_of_one, named_places

_REACH = 90
_NEIGHBOURS = 12
_SUPERLATIVE = re.compile(
    r"\b(?:der|die|das|dem|den|the|als) (?P<what>jungste|alteste|dienstalteste|dienstjungste|"
    r"youngest|oldest|"
    r"longest-serving|most senior|most junior|tallest)[rnm]? (?:[a-z-]+ )?(?:teilnehmer(?:in)?|"
    r"person|"
    r"kollegen?|kollegin|stimme|mitglied|anwesende[rn]?|participant|colleague|voice|member|"
    r"attendee|"
    r"speaker|delegate|frau|mann|woman|man)\b"
)

# Looked for first: a plain search is far quicker than the pattern.
_MOST = ("jungste", "alteste", "youngest", "oldest", "-serving", "most ", "tallest")
_SUPERLATIVES = {"jungste": "young", "youngest": "young", "alteste": "old", "oldest": "old"}


class DescriptorMatcher:
    """Finds facts of the biographies of those on a roster."""

    def __init__(self, roster: Roster) -> None:
        self._owners: dict[str, list[str]] = defaultdict(list)
        rare: dict[str, int] = {}
        self._were: set[str] = set()
        self._details: dict[str, tuple[frozenset[str], ...]] = {}
        self._countries: dict[str, frozenset[str]] = {}
        self._now: dict[str, frozenset[str]] = {}
        self._bios = {p.id: ascii_fold(" ".join(p.bios)) for p in roster.people if p.bios}
        for person in roster.people:
            known = biography(person.bios)
            self._details[person.id] = known.details
            self._countries[person.id] = frozenset(
                key.partition(":")[2] for key in known.weights if key.startswith("country:")
            )
            self._now[person.id] = posts_of_now(person.bios)
            if any(key.startswith("former:") for key in known.weights) or any(
                WAS.search(ascii_fold(bio)) for bio in person.bios
            ):
                self._were.add(person.id)
            for key, weight in known.weights.items():
                self._owners[key].append(person.id)
                if key.startswith("word:"):
                    rare[key.removeprefix("word:")] = weight
        self._supporting = supporting_keys()
        self._facts_of = FactFinder(frozenset(self._owners) | self._supporting)
        self._nationalities = NationalityMatcher(roster)
        self._families = FamilyMatcher(roster)
        self._gender = {person.id: person.gender for person in roster.people}
        self._rare = list(rare.items())
        self._named = named_places(self._bios.values())
        self._automaton = automaton([stem for stem, _ in self._rare], MatchKind.Standard)

    def find(self, text: Text) -> list[Hit]:
        """All descriptions of participants in a text."""
        hits = []
        if any(word in text.folded for word in _MOST):
            hits = [self._superlative(match) for match in _SUPERLATIVE.finditer(text.folded)]
        hits.extend(self._nationalities.find(text))
        hits.extend(self._families.find(text))
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

    def _superlative(self, match: re.Match[str]) -> Hit:
        """'The youngest participant': known to everybody there, and stated by some "
        "biographies.
        """
        kind = _SUPERLATIVES.get(match.group("what"), "")
        holders = tuple(
            person
            for person, bios in self._bios.items()
            if kind and any(word in bios for word, of in _SUPERLATIVES.items() if of == kind)
        )
        severity = Severity.BLOCK if len(holders) == 1 else Severity.REVIEW
        kind_of = Kind.UNIQUE_DESCRIPTOR
        return Hit(*match.span(), kind_of, severity, holders, "descriptor.superlative")

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
            post = stem not in self._named and is_person_noun(folded[start:end])
            yield Fact(f"word:{stem}", start, end, weight, is_post=post)

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
            if any(key.startswith("town:") for keys in self._details[person] for key in keys):
                own = _without_other_towns(own)
            titled = any(other.key.startswith("former:") for other in own) and has_title(
                text, low, fact.end, self._bios.get(person, "")
            )
            hit = _judged(text, own, person, low, high, self._details[person], titled)
            if hit and person in self._were and is_in_office(text, own, low, high):
                # Who holds the post now is not who once held it; who is one still may be.
                now = any(other.key in self._now[person] for other in own)
                told = does(text.folded[hit.end : high]) or speech.said_before(
                    text.folded[low : hit.start]
                )
                if not (now and told):
                    hit = None
            if hit and is_from_elsewhere(text, hit.end, self._countries[person]):
                hit = None
            if hit and fact.key.startswith("life:"):
                if has_other_number(text, fact.start, fact.end, self._bios.get(person, "")):
                    hit = None
            if hit and (best is None or hit.severity == Severity.BLOCK != best.severity):
                best = hit
        return best or self._as_trade(text, fact, low, high)

    def _as_trade(self, text: Text, fact: Fact, low: int, high: int) -> Hit | None:
        """'Die einzige Chemikerin im Raum', 'eine Chemikerin warnte': a post of one person."""
        owners = self._owners[fact.key]
        if len(owners) != 1 or fact.is_deed:
            return None
        if fact.key.startswith("town:"):
            if not has_diploma(text.folded[low : fact.start], text.folded[fact.end : high]):
                return None
            return _hit(fact.start, fact.end, Severity.REVIEW, owners[0], "descriptor.one_fact")
        if not is_post(fact):
            return None
        left, right = text.folded[low : fact.start], text.folded[fact.end : high]
        is_hers = self._gender[owners[0]] == "f"
        if text.folded[fact.start : fact.end].endswith("in"):
            if not is_hers:
                return None
        elif is_hers and re.search(r"\b(?:ein|der|einzige[rn]) $", left):
            return None
        if is_only_one_here(left, right):
            severity = Severity.BLOCK
        elif is_one_who_speaks(left, right):
            severity = Severity.REVIEW
        else:
            return None
        determiner = DETERMINER.search(left)
        begin = low + determiner.start() if determiner else fact.start
        return _hit(begin, fact.end, severity, owners[0], "descriptor.one_fact")


def _without_other_towns(own: list[Fact]) -> list[Fact]:
    """Facts without towns that only share a country with somebody's own: Ankara is not Izmir."""
    towns = {fact.start for fact in own if fact.key.startswith("town:")}
    others = {
        fact.start
        for fact in own
        # A country has this weight only where a town stands for it.
        if fact.key.startswith("country:") and fact.weight > 1 and fact.start not in towns
    }
    return [fact for fact in own if fact.start not in others] if others else own


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


def _judged(
    text: Text,
    own: Sequence[Fact],
    person: str,
    low: int,
    high: int,
    details: tuple[frozenset[str], ...],
    titled: bool,
) -> Hit | None:
    own = [
        fact
        for fact in own
        if not (is_spoken_about(text, fact, low) or leads_somewhere(text, fact))
    ]
    said = [fact for fact in own if fact.weight]
    has_past = any(fact.key.startswith("former:") for fact in own)
    is_placed = any(_topic(fact) == "place" for fact in said)
    has_origin = any(
        fact.key.startswith("origin:") and (is_placed or fact.key != "origin:led") for fact in own
    )
    if not said:
        return None
    start, end = min(f.start for f in own), max(f.end for f in own)
    posts = [fact for fact in said if is_post(fact)]
    has_one = titled or any(is_one(text, post, low) for post in posts)
    has_age = any(fact.key.startswith("age:") for fact in said)
    if has_age and DETERMINER.search(text.folded[low:start]):
        determined = DETERMINER.search(text.folded[low:start])
        begin = low + determined.start() if determined else start
        return _hit(begin, end, Severity.BLOCK, person, "descriptor.facts")
    if is_all_of_one(text, said, details, (low, start, end, high)):
        determined = DETERMINER.search(text.folded[low:start])
        begin = low + determined.start() if determined else start
        return _hit(begin, end, Severity.BLOCK, person, "descriptor.facts")
    if not has_person(text, low, high, start, end) and not is_demonym(text, said):
        # An office alone is spoken of as such: 'the prefect signs' - unless of the past, or there.
        right = text.folded[end:high]
        has_led = any(fact.key == "origin:led" for fact in own) and (
            has_past or WHO.search(text.folded[max(low, start - 12) : high]) is not None
        )
        # 'ein ehemaliger Grenzpolizist' is a person, whatever is said of him.
        is_one_of_old = has_past and is_somebody_once(text, low, start, end, right)
        if (
            not (has_led or is_one_of_old)
            and not (
                has_one
                and (
                    has_past
                    or has_origin
                    or speech.happened(right)
                    # 'Surveys tell less, said a hydrologist from …'
                    or speech.said_before(DETERMINER.sub("", text.folded[low:start]))
                )
            )
        ):
            return None
    sentence = text.folded[low:high]
    if speech.in_media(sentence):
        return None
    determiner = DETERMINER.search(text.folded[low:start])
    begin = low + determiner.start() if determiner else start
    if has_age:
        return _hit(begin, end, Severity.BLOCK, person, "descriptor.facts")
    if may_be_anybody(text.folded[end:high]) and not speech.in_room(sentence):
        return None
    if not speech.in_room(sentence) and is_in_news(text.folded[low:start], text.folded[end:high]):
        return None
    # The head of a compound is one more thing said, where no list knows the post.
    topics = _topics(said, details) + (titled and not posts)
    is_other = is_reported(text.folded[low:begin]) or (
        speech.dated(undated(framed(text.folded[low:end], text.folded[end:high])))
        and not any(f.key.startswith("year:") for f in said)
    )
    if is_other and not speech.in_room(sentence):
        if topics == 1:
            return None
        return _hit(begin, end, Severity.REVIEW, person, "descriptor.one_fact")
    is_rare = any(fact.weight > 1 for fact in said)
    place = any(_topic(fact) == "place" and fact.weight > 1 for fact in said)
    is_whole = all(any(fact.key in keys for fact in said) for keys in details)
    has_done = PERFECT.search(text.folded[max(low, start - 6) : min(high, end + 20)]) is not None
    # 'Someone who had sailed with the Irish navy'
    has_done = has_done or WHO_HAD.search(text.folded[low:start]) is not None
    if (
        (topics > 1 and (is_rare or has_past or has_origin or has_done))
        or (place and (has_origin or has_past))
        or (is_whole and posts and has_past)
        or (is_whole and has_origin and _is_foreign(said))
    ):
        return _hit(begin, end, Severity.BLOCK, person, "descriptor.facts")
    if (is_rare or _is_foreign(said)) and (has_past or has_origin):
        return _hit(begin, end, Severity.REVIEW, person, "descriptor.one_fact")
    return None


def _topics(said: Sequence[Fact], details: tuple[frozenset[str], ...]) -> int:
    """How many different things are said: readings of one word, or of one detail, are one."""
    return sum(any(fact.key in keys for fact in said) for keys in details) or 1


def _is_foreign(facts: Sequence[Fact]) -> bool:
    """Whether a country other than the host's is among the facts."""
    return any(fact.key.startswith("country:") and fact.key != "country:DE" for fact in facts)


def _topic(fact: Fact) -> str:
    """What a fact is about: a town and its country are one place."""
    group = fact.key.split(":")[0]
    if group in ("town", "country", "region", "within") or (group == "word" and fact.weight > 1):
        return "place"
    return fact.key


def _hit(start: int, end: int, severity: Severity, person: str, reason: str) -> Hit:
    return Hit(start, end, Kind.UNIQUE_DESCRIPTOR, severity, (person,), reason)
