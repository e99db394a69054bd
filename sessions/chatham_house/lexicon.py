"""The word lists beside this package, read once: cue words, common words, names, places.

Every list is a text file in ``data/`` that states its source and licence. Lines that start with
``#`` are comments; entries are written as people write them and are folded here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from anyascii import anyascii

COMMON_ZIPF = 3.3
"""From this Zipf frequency on a word is common: a surname equal to it needs a frame."""


def lines_of(name: str) -> list[str]:
    """The entries of ``data/<name>``, comments and blank lines left out."""
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def rows_of(name: str) -> list[list[str]]:
    """The entries of a tab-separated file."""
    return [line.split("\t") for line in lines_of(name)]


def ascii_fold(word: str) -> str:
    """A word of a data file in lower-case ASCII, as it stands in ``Text.folded``."""
    return word.lower() if word.isascii() else anyascii(word).lower()


@cache
def cues(name: str) -> frozenset[str]:
    """The folded words of one section of ``cues.txt``; sections start with ``[name]``."""
    sections = _cue_sections()
    if name not in sections:
        raise KeyError(f"no section [{name}] in cues.txt")
    return sections[name]


@cache
def _cue_sections() -> Mapping[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in lines_of("cues.txt"):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        else:
            current.update(ascii_fold(entry.strip()) for entry in line.split(",") if entry.strip())
    return {name: frozenset(entries) for name, entries in sections.items()}


_TABLE_UP_TO = 900


def automaton(patterns: Sequence[str], matchkind: MatchKind) -> AhoCorasick | None:
    """An automaton over ``patterns``, none for none.

    A full table scans twice as fast and takes ten times as long to build: it pays while small.
    """
    if not patterns:
        return None
    table = Implementation.DFA if len(patterns) <= _TABLE_UP_TO else None
    return AhoCorasick(patterns, matchkind=matchkind, implementation=table)


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, longest first; a blank matches any white space."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@cache
def word_frequencies() -> Mapping[str, tuple[float, bool]]:
    """Folded word -> (Zipf frequency in the language where it is commoner, is an ordinary word).

    A word that German or English knows only as a proper name is not an ordinary word.
    """
    found: dict[str, tuple[float, bool]] = {}
    for language in ("de", "en"):
        for word, zipf, kind in rows_of(f"words-{language}.tsv"):
            frequency, ordinary = found.get(word, (0.0, False))
            found[word] = (max(frequency, float(zipf)), ordinary or kind == "w")
    return found


def is_known(word: str) -> bool:
    """Whether a folded word is in the word list or the list of places at all."""
    return word in word_frequencies() or word in places()


def is_common(word: str) -> bool:
    """Whether a folded name is also a frequent word or a place, and so needs a frame."""
    frequency, ordinary = word_frequencies().get(word, (0.0, False))
    return frequency >= COMMON_ZIPF and (ordinary or word in places())


def is_doubtful(word: str) -> bool:
    """Whether a folded name is a rarer word or a small place too: a name unless something speaks
    against it, such as an article.
    """
    return word in _names_that_are_words() or word in places()


@cache
def _names_that_are_words() -> frozenset[str]:
    return frozenset(ascii_fold(line) for line in lines_of("names-that-are-words.txt"))


@cache
def given_names() -> frozenset[str]:
    """Folded given names known to the word list."""
    return frozenset(lines_of("given-names.txt"))


@cache
def places() -> frozenset[str]:
    """Folded place names."""
    return frozenset(lines_of("places.txt"))


@cache
def lookalikes() -> Mapping[str, str]:
    """Cyrillic and Greek letters that look like Latin ones, by UTS #39."""
    return {row[0]: row[1] for row in rows_of("lookalikes.tsv")}
