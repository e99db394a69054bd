"""Reads biographies, and texts, as sets of facts: former posts, places, fields, origins.

A fact is a key such as ``post:judge`` or ``town:kassel``. German and English words for the same
thing share a key (``biography.tsv``, ``gazetteer.tsv``); rare words stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import MatchKind

from .lexicon import ascii_fold, automaton, is_known, rows_of, word_frequencies

_RARE_ZIPF = 4.0
_WORD = re.compile(r"[a-z]{5,}")
_STEM = 8
_LONGEST_PLACE = 12
_PART_OF = re.compile(r"(?<![a-z])(?:ost|west|nord|sud|zentral|mittel)$")
_OF_TOWN = re.compile(r"(?:er|erin|erinnen|ern|s)(?![a-z])")
_YEAR = re.compile(r"[12]\d\d\d(?<!\d....)(?!\d)")
_AGE = re.compile(
    r"[1-9]\d(?<!\d..)(?=[- ]?(?:years?[- ]old|jahrige[rnms]?|jahrig|jahre alt)\b|(?<=aged ..)|"
    r"(?<=age ..))"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact met in a text, where it stands, and how much it says.

    ``weight``: 2 for what few people share (a post, a town), 1 for what many do.
    """

    key: str
    start: int
    end: int
    weight: int


@cache
def _dictionary() -> Mapping[str, tuple[tuple[str, ...], bool, int]]:
    """Pattern -> its facts, whether it is a whole word, and its weight."""
    patterns: dict[str, tuple[set[str], bool, int]] = {}

    def add(word: str, keys: tuple[str, ...], weight: int) -> None:
        whole = word.endswith("!")
        pattern = ascii_fold(word.rstrip("!"))
        found = patterns.setdefault(pattern, (set(), whole, weight))
        found[0].update(keys)

    weights = {"former": 0, "post": 2, "field": 1, "origin": 0, "life": 2}
    for concept, group, words in rows_of("biography.tsv"):
        for word in words.split(","):
            add(word.strip(), (f"{group}:{concept}",), weights[group])
    for key, regions, names, adjectives, towns in rows_of("gazetteer.tsv"):
        region_keys = tuple(f"region:{region}" for region in regions.split(","))
        country = region_keys if key == "region" else (f"country:{key}", *region_keys)
        for name in f"{names},{adjectives}".split(","):
            if name.strip():
                add(name.strip(), country, 1)
        for town in towns.split(","):
            if town.strip():
                name = ascii_fold(town.strip().rstrip("!"))
                add(name + "!", (f"town:{town_names().get(name, name)}", *country), 2)
    return {
        pattern: (tuple(sorted(keys)), whole, weight)
        for pattern, (keys, whole, weight) in patterns.items()
    }


@cache
def town_names() -> Mapping[str, str]:
    """Folded English name of a town -> its German one, where they differ."""
    return dict(rows_of("towns.tsv"))


class FactFinder:
    """Finds facts in folded texts: all of the dictionary, or only those with one of ``keys``."""

    def __init__(self, keys: frozenset[str] | None = None) -> None:
        chosen = [
            (pattern, meaning)
            for pattern, meaning in _dictionary().items()
            if keys is None or not keys.isdisjoint(meaning[0])
        ]
        self._meanings = [meaning for _, meaning in chosen]
        self._numbers = {"year", "age"} if keys is None else {key.partition(":")[0] for key in keys}
        self._automaton = automaton([p for p, _ in chosen], MatchKind.LeftmostLongest)

    def find(self, folded: str) -> Iterator[Fact]:
        """The facts met in a folded text."""
        found = self._automaton.find_matches_as_indexes(folded) if self._automaton else []
        for index, start, end in found:
            keys, whole, weight = self._meanings[index]
            if start and folded[start - 1].isalnum():
                # 'Ostukraine'
                if not (
                    keys[0].startswith("country")
                    and _PART_OF.search(folded[max(0, start - 8) : start])
                ):
                    continue
            if whole and folded[end : end + 1].isalnum():
                # 'Izmirerin', 'Gelsenkirchener Rathaus'
                if not (keys[-1].startswith("town") and _OF_TOWN.match(folded, end)):
                    continue
            while end < len(folded) and folded[end].isalnum():
                end += 1
            for key in keys:
                yield Fact(key, start, end, 1 if key.startswith("region") else weight)
        for kind, pattern, weight in (("year", _YEAR, 1), ("age", _AGE, 2)):
            if kind in self._numbers:
                for match in pattern.finditer(folded):
                    yield Fact(f"{kind}:{match.group()}", match.start(), match.end(), weight)


@cache
def supporting_keys() -> frozenset[str]:
    """Facts that say nothing alone: that something is past, that somebody comes from somewhere."""
    return frozenset(
        key
        for keys, _, weight in _dictionary().values()
        if not weight
        for key in keys
        if key.startswith(("former:", "origin:"))
    )


@cache
def _any_fact() -> FactFinder:
    return FactFinder()


def rare_words(folded: str) -> Iterator[tuple[str, int, int]]:
    """Stems of long words that few texts use, with their places."""
    for match in _WORD.finditer(folded):
        word = match.group()
        frequency, _ = word_frequencies().get(word, (0.0, False))
        if frequency < _RARE_ZIPF:
            yield word[:_STEM], match.start(), match.end()


def biography(bios: tuple[str, ...]) -> dict[str, int]:
    """The facts of a person's biographies with their weights.

    A word in no list is most likely a place or a name and says as much as a town.
    """
    found: dict[str, int] = {}
    for bio in bios:
        folded = ascii_fold(bio)
        covered = [False] * len(folded)
        for fact in _any_fact().find(folded):
            found[fact.key] = max(found.get(fact.key, 0), fact.weight)
            covered[fact.start : fact.end] = [True] * (fact.end - fact.start)
        for stem, start, end in rare_words(folded):
            if not covered[start]:
                proper = not is_known(folded[start:end]) and end - start <= _LONGEST_PLACE
                found[f"word:{stem}"] = 2 if proper else 1
    return found
