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

from .lexicon import (
    ascii_fold,
    automaton,
    is_known,
    places,
    rows_of,
    word_frequencies,
)

_RARE_ZIPF = 4.0
_WORD = re.compile(r"[a-z]{5,}")
_STEM = 8
_LONGEST_PLACE = 12
_TAIL_FROM = 5
_LONGEST_HALF = 20
_FIRST_HALF = re.compile(r"(?<![a-z])[a-z]{3,}\Z")
_POST_LAST = re.compile(r"(?:s|n|en|in|innen)?(?![a-z])")
_PART_OF = re.compile(r"(?<![a-z])(?:ost|west|nord|sud|zentral|mittel)\Z")
_OF_TOWN = re.compile(r"(?:er|erin|erinnen|ern|s)(?![a-z])")
_PERSON_NOUN = re.compile(
    r"(?<![a-z])(?=[a-z]{6})[a-z]*(?:officer|meister|meisterin|leiterin|leiter|arbeiterin|arbeiter|ian|wright|"
    r"keeper|clerk|referentin|referent|assistant|assistentin|assistent|aufseherin|aufseher|mann|"
    r"frau|wart|wartin)(?![a-z])"
)
# Words of biographies that are no detail of their own: every biography has them.
_NO_DETAIL = frozenset("staatsan staatsbu nationa citizen participa".split())
_YEAR = re.compile(r"[12]\d\d\d(?<!\d....)(?!\d)")
_AGE = re.compile(
    r"[1-9]\d(?<!\d..)(?=[- ]?(?:years?[- ]old|jahrige[rnms]?|jahrig|jahre alt)\b|(?<=aged ..)|"
    r"(?<=age ..))"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact met in a text, where it stands, and how much it says.

    ``weight``: 2 for what few people share (a post, a town), 1 for what many do. ``is_deed``: it
    says what somebody did or worked with ('taught', 'Hubschrauber'), it does not name a person;
    ``is_post``: it is a post that no list knows.
    """

    key: str
    start: int
    end: int
    weight: int
    is_deed: bool = False
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class _Meaning:
    keys: tuple[str, ...]
    is_whole: bool
    weight: int
    is_deed: bool
    ends_words: bool


@cache
def _dictionary() -> Mapping[str, _Meaning]:
    """Pattern -> what it says and where in a word it may stand."""
    patterns: dict[str, tuple[set[str], bool, int, bool]] = {}

    def add(word: str, keys: tuple[str, ...], weight: int, is_deed: bool = False) -> None:
        whole = word.endswith("!")
        pattern = ascii_fold(word.rstrip("!"))
        found = patterns.setdefault(pattern, (set(), whole, weight, is_deed))
        found[0].update(keys)

    weights = {"former": 0, "post": 2, "field": 1, "origin": 0, "life": 2, "deed": 2}
    for concept, group, words in rows_of("biography.tsv"):
        key = f"{'post' if group == 'deed' else group}:{concept}"
        for word in words.split(","):
            add(word.strip(), (key,), weights[group], group == "deed")
    for key, regions, names, adjectives, towns in rows_of("gazetteer.tsv"):
        region_keys = tuple(
            f"{kind}:{region}" for kind in ("region", "within") for region in regions.split(",")
        )
        country = region_keys if key == "region" else (f"country:{key}", *region_keys)
        for name in f"{names},{adjectives}".split(","):
            if name.strip():
                add(name.strip(), country, 1)
        for town in towns.split(","):
            if town.strip():
                name = ascii_fold(town.strip().rstrip("!"))
                add(name + "!", (f"town:{town_names().get(name, name)}", *country), 2)
    return {
        pattern: _Meaning(
            tuple(sorted(keys)),
            whole,
            weight,
            is_deed,
            # German puts the post last: 'Grenz-polizist', 'Hubschrauber-pilot'.
            not is_deed
            and len(pattern) >= _TAIL_FROM
            and any(key.startswith("post:") for key in keys),
        )
        for pattern, (keys, whole, weight, is_deed) in patterns.items()
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
            if keys is None or not keys.isdisjoint(meaning.keys)
        ]
        self._meanings = [meaning for _, meaning in chosen]
        self._is_text = keys is not None
        self._numbers = {"year", "age"} if keys is None else {key.partition(":")[0] for key in keys}
        self._automaton = automaton([p for p, _ in chosen], MatchKind.LeftmostLongest)

    def _read(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of a place: 'French' is in Western Europe, and no word for Western Europe.

        So a text's country meets a biography's region ("within"), and a text's region a
        biography's country ("region"), but two countries of one region do not meet.
        """
        if not keys[0].startswith("country:"):
            skipped = "within:" if self._is_text else ""
        else:
            skipped = "region:" if self._is_text else "within:"
        if not skipped:
            return keys
        return tuple(key for key in keys if not key.startswith(skipped))

    def find(self, folded: str) -> Iterator[Fact]:
        """The facts met in a folded text."""
        found = self._automaton.find_matches_as_indexes(folded) if self._automaton else []
        for index, start, end in found:
            meaning = self._meanings[index]
            keys = meaning.keys
            if start and folded[start - 1].isalnum():
                if meaning.ends_words and _POST_LAST.match(folded, end):
                    first = _FIRST_HALF.search(folded, max(0, start - _LONGEST_HALF), start)
                    if first is None:
                        continue
                    start = first.start()
                else:
                    # 'Ostukraine'
                    part = _PART_OF.search(folded, max(0, start - 8), start)
                    if part is None or not keys[0].startswith("country"):
                        continue
                    start = part.start()
            if meaning.is_whole and folded[end : end + 1].isalnum():
                # 'Izmirerin', 'Gelsenkirchener Rathaus'
                if not (
                    any(key.startswith("town") for key in keys) and _OF_TOWN.match(folded, end)
                ):
                    continue
            while end < len(folded) and folded[end].isalnum():
                end += 1
            for key in self._read(keys):
                weight = 1 if key.startswith(("region", "within")) else meaning.weight
                yield Fact(key, start, end, weight, meaning.is_deed)
        for kind, pattern, weight in (("year", _YEAR, 1), ("age", _AGE, 2)):
            if kind in self._numbers:
                for match in pattern.finditer(folded):
                    yield Fact(f"{kind}:{match.group()}", match.start(), match.end(), weight)


@cache
def supporting_keys() -> frozenset[str]:
    """Facts that say nothing alone: that something is past, that somebody comes from somewhere."""
    return frozenset(
        key
        for meaning in _dictionary().values()
        if not meaning.weight
        for key in meaning.keys
        if key.startswith(("former:", "origin:"))
    )


def is_person_noun(word: str) -> bool:
    """Whether a folded word that no list knows looks like a post."""
    return _PERSON_NOUN.fullmatch(word) is not None or (
        _AGENT_NOUN.fullmatch(word) is not None and word not in _THINGS_IN_ER
    )


# 'forecaster', 'regulator', 'hydrologist', 'Kammerpraesidentin': who does something.
_AGENT_NOUN = re.compile(
    r"[a-z]{2,}(?:[a-z]{2}er|[a-z]tor|ologist|ologe|ologin|[a-z]{2}ist|[a-z]{2}istin|grapher|grafin|"
    r"graf|erin|torin|iker|ikerin|eur|eurin|ster|president|prasident|prasidentin|chair|commander|"
    r"captain|kapitan|major|general|guard|monger|smith|ranger|nurse|secretary|sekretar|sekretarin)"
)
_THINGS_IN_ER = frozenset(
    "reactor corridor sector container register chapter theater helicopter newspaper tanker "
    "freighter steamer trawler cruiser bunker tractor motor tower quarter computer shelter cluster "
    "center river harbor order number border power paper summer winter water weather letter matter "
    "corner dinner gutter shutter filter transformer generator calculator escalator elevator "
    "incinerator detector connector monitor factor vector router server printer scanner crawler "
    "wasser zimmer fenster lager kloster theater keller speicher sender eimer hammer kammer ufer "
    "seminar orchester register computer container dampfer frachter tanker kutter bunker kreuzer "
    "hubschrauber minister ministerin december november october september hunger monster poster "
    "master roster disaster plaster folder holder chamber timber cylinder powder thunder".split()
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


@dataclass(frozen=True, slots=True)
class Biography:
    """The facts of a person's biographies with their weights, and the same facts as details.

    A detail is a set of keys that stand in one place of the biography, or speak of one place on
    earth: whoever meets one of them has met the detail.
    """

    weights: Mapping[str, int]
    details: tuple[frozenset[str], ...]


def biography(bios: tuple[str, ...]) -> Biography:
    """What biographies say.

    A word in no list is most likely a place or a name and says as much as a town.
    """
    found: dict[str, int] = {}
    details: list[set[str]] = []
    for bio in bios:
        folded = ascii_fold(bio)
        covered = [False] * len(folded)
        for fact in _any_fact().find(folded):
            found[fact.key] = max(found.get(fact.key, 0), fact.weight)
            if fact.weight:
                _add_detail(details, folded[fact.start : fact.end], fact.key)
            covered[fact.start : fact.end] = [True] * (fact.end - fact.start)
        for stem, start, end in rare_words(folded):
            if not covered[start]:
                word = folded[start:end]
                # A town that only the list of places knows says as much as one on the map.
                proper = word in places() and not word_frequencies().get(word, (0.0, False))[1]
                proper = proper or (not is_known(word) and end - start <= _LONGEST_PLACE)
                found[f"word:{stem}"] = 2 if proper else 1
                if stem not in _NO_DETAIL:
                    _add_detail(details, folded[start:end], f"word:{stem}")
        for match in _PERSON_NOUN.finditer(folded):
            # A post in no list: 'officer', 'Sachbearbeiterin'.
            if not covered[match.start()]:
                found.setdefault(f"word:{match.group()[:_STEM]}", 1)
    return Biography(found, tuple(frozenset(keys) for keys in details))


def _add_detail(details: list[set[str]], word: str, key: str) -> None:
    """Facts of the same word, or with a key in common, are one detail."""
    mark = f"as:{word}"
    for keys in details:
        if key in keys or mark in keys:
            keys.update((key, mark))
            return
    details.append({key, mark})
