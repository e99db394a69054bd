"""Which entry of the public record holds which words, in the memory of one process.

Kept by the version of the public record: each look asks for it first, so that a release, a
correction or a withdrawal is there with the next look, in every process. Then the whole record is
read again, but only entries that differ are taken apart anew; what is no longer public leaves the
index with every word that stood nowhere else. No text is kept: what is shown is read from the
database (``rounds.search.views``).
"""

import threading
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rounds.search.printed import QUESTION, ROUND, SESSION
from rounds.search.reading import Source, sources
from rounds.search.variants import roots
from rounds.search.words import LANGUAGES, beginning, flat, spelt_out, term, tidy, words_in
from rounds.version import public_version

LATER = {SESSION: 1, QUESTION: 2, ROUND: 3}
"""What comes after the publications, and in which order."""

Places = tuple["array[int]", "array[float]"]
"""The numbers of the entries a word is in, and how much it counts in each."""


class Under(NamedTuple):
    """What an entry is under: its sort, the keys of its round and guiding questions, its years.

    Many entries are under the same, however many there are.
    """

    sort: str
    round: int
    questions: tuple[int, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: a publication, a guiding question or a session, by the key of its row."""

    number: int
    under: Under
    row: int
    month: int
    tie: str
    fingerprint: int
    forms: tuple[tuple[str, ...], ...]
    """The words of each language as they are written, to find their way out again."""

    @property
    def sort(self) -> str:
        """The kind of a publication, or ``question``, ``session`` or ``round``."""
        return self.under.sort


@dataclass(frozen=True, slots=True)
class Form:
    """A word as it is written: its term, the numbers of the entries it is in, and its weights."""

    term: str
    entries: "array[int]"
    weights: "array[float]"


@dataclass(frozen=True)
class Vocabulary:
    """All words of one language, as they are written and by what they share."""

    language: str
    forms: Mapping[str, Form]

    @cached_property
    def by_term(self) -> Mapping[str, tuple[str, ...]]:
        """The written words of each term."""
        found: dict[str, list[str]] = defaultdict(list)
        for written, form in self.forms.items():
            found[form.term].append(written)
        return {term: tuple(sorted(written)) for term, written in found.items()}

    @cached_property
    def terms(self) -> list[str]:
        """All terms in order, so that those with one beginning stand together."""
        return sorted(self.by_term)

    @cached_property
    def by_root(self) -> Mapping[str, tuple[str, ...]]:
        """The terms made from the same word."""
        found: dict[str, list[str]] = defaultdict(list)
        for of_word in self.terms:
            for root in roots(of_word, self.language):
                found[root].append(of_word)
        return {root: tuple(terms) for root, terms in found.items()}

    @cached_property
    def beginnings(self) -> Sequence[tuple[str, str]]:
        """All written words in the order of their plain letters, each with these before it."""
        return sorted((beginning(written, self.language), written) for written in self.forms)

    @cached_property
    def parts(self) -> frozenset[str]:
        """What a compound may be made of: every word and every term, in plain letters."""
        return frozenset(self.by_term) | {flat(written) for written in self.forms}

    @cached_property
    def by_spelling(self) -> Mapping[str, str]:
        """The written word of each spelling in plain letters: the one in most entries."""
        found: dict[str, str] = {}
        for written in sorted(self.forms, key=lambda w: (-len(self.forms[w].entries), w)):
            found.setdefault(spelt_out(written), written)
        return found


@dataclass(frozen=True)
class Snapshot:
    """The index of one version of the public record. Never changed once it is made."""

    version: int | None = None
    entries: Mapping[int, Entry] = field(default_factory=dict)
    vocabularies: Mapping[str, Vocabulary] = field(
        default_factory=lambda: {language: Vocabulary(language, {}) for language in LANGUAGES}
    )

    @cached_property
    def newest_first(self) -> Sequence[Entry]:
        """All entries as they stand where no words were asked for: publications first."""

        def order(entry: Entry) -> tuple[int, int, str]:
            return LATER.get(entry.sort, 0), -entry.month, entry.tie

        return sorted(self.entries.values(), key=order)

    @cached_property
    def under(self) -> Mapping[Under, int]:
        """How many entries are under what."""
        return Counter(entry.under for entry in self.entries.values())


class Index:
    """The snapshot this process looks into; threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._snapshot = Snapshot()

    def current(self) -> Snapshot:
        """Return the index of the record as it is now. One query where nothing has changed."""
        version = public_version()
        snapshot = self._snapshot
        if _is_of(snapshot, version):
            return snapshot
        with self._lock:
            if not _is_of(self._snapshot, version):
                # read after its version: at worst it is newer than it says, and read again
                self._snapshot = renewed(self._snapshot, sources(), version)
            return self._snapshot

    def forget(self) -> None:
        """Keep nothing; the next look reads the record."""
        with self._lock:
            self._snapshot = Snapshot()


def _is_of(snapshot: Snapshot, version: int | None) -> bool:
    return version is not None and snapshot.version == version


def renewed(old: Snapshot, now: Iterable[Source], version: int | None) -> Snapshot:
    """Return the index of what is public now; entries that did not change are taken over."""
    known = {
        (entry.sort, entry.row, entry.fingerprint): number for number, entry in old.entries.items()
    }
    entries: dict[int, Entry] = {}
    added: dict[str, dict[str, Places]] = {language: {} for language in LANGUAGES}
    # one string for each word, however many entries hold it
    same = {word: word for of_old in old.vocabularies.values() for word in of_old.forms}
    next_number = max(old.entries, default=0) + 1
    for source in now:
        fingerprint = hash(source)
        number = known.get((source.sort, source.row, fingerprint))
        if number is not None:
            entries[number] = old.entries[number]
            continue
        weights = {language: _weights(texts, same) for language, texts in source.texts}
        for language, of_words in weights.items():
            for written, weight in of_words.items():
                places = added[language].setdefault(written, (array("I"), array("f")))
                places[0].append(next_number)
                places[1].append(weight)
        entries[next_number] = Entry(
            next_number,
            Under(source.sort, source.round, source.questions, source.years),
            source.row,
            source.month,
            source.tie,
            fingerprint,
            tuple(tuple(weights[language]) for language in LANGUAGES),
        )
        next_number += 1
    gone = set(old.entries) - set(entries)
    vocabularies = {}
    for position, language in enumerate(LANGUAGES):
        left = {written for number in gone for written in old.entries[number].forms[position]}
        vocabulary = old.vocabularies[language]
        if left or added[language]:
            vocabulary = _changed(vocabulary, gone, left, added[language])
        vocabularies[language] = vocabulary
    return Snapshot(version, entries, vocabularies)


def _weights(texts: Iterable[tuple[str | None, float]], same: dict[str, str]) -> dict[str, float]:
    """Return how much each word of an entry counts, as it is written."""
    weights: dict[str, float] = defaultdict(float)
    for text, weight in texts:
        for match in words_in(tidy(text or "")):
            weights[same.setdefault(match[0], match[0])] += weight
    return weights


def _changed(
    vocabulary: Vocabulary,
    gone: set[int],
    left: Iterable[str],
    added: Mapping[str, Places],
) -> Vocabulary:
    """Return a vocabulary without the entries that are gone and with those that are new."""
    forms = dict(vocabulary.forms)
    for written in left:
        form = forms.pop(written)
        stay = [place for place, entry in enumerate(form.entries) if entry not in gone]
        if stay:
            entries = array("I", (form.entries[place] for place in stay))
            weights = array("f", (form.weights[place] for place in stay))
            forms[written] = Form(form.term, entries, weights)
    for written, (entries, weights) in added.items():
        known = forms.get(written)
        if known is None:
            forms[written] = Form(term(written, vocabulary.language), entries, weights)
        else:
            forms[written] = Form(known.term, known.entries + entries, known.weights + weights)
    return Vocabulary(vocabulary.language, forms)


index = Index()
"""The index of this process."""
