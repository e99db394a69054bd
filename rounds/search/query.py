"""What a query finds, ranked: all its words first, corrected words next, some of them at last."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rounds.search.compounds import parts_of, related
from rounds.search.index import Snapshot, Vocabulary
from rounds.search.spelling import meant
from rounds.search.words import LANGUAGES, is_telling, term, tidy, words_in

MOST_WORDS = 12
"""Words of a query that count."""
OF_THE_FAMILY = 0.3
"""How much a longer or a related word counts beside the word itself."""
OTHER_LANGUAGE = 0.4
"""How much a hit in the other language counts beside one in the reader's own."""
SATURATION = 4.0
"""How often a word has to stand in an entry until once more says little."""

Written = Mapping[str, float]
"""The written words that one word of a query stands for, and how much each counts."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that was found, by number, in which language, and how well it fits."""

    entry: int
    language: str
    score: float


@dataclass(frozen=True)
class Found:
    """The matches, best first, the words to mark in each language, and what became of the query.

    ``meant`` is the query in words of the record, where it was probably misspelt; with
    ``is_corrected`` it was answered instead. ``is_partial`` says that no entry holds all words,
    ``is_empty`` that the words say nothing about what a text is about.
    """

    matches: Sequence[Match] = ()
    marked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    meant: str = ""
    is_corrected: bool = False
    is_partial: bool = False
    is_empty: bool = False


def find(query: str, snapshot: Snapshot, language: str) -> Found:
    """Return what holds the words of a query, as somebody who reads this language wants it."""
    languages = (language, *(other for other in LANGUAGES if other != language))
    query = tidy(query)
    words = [match[0] for match in words_in(query)][:MOST_WORDS]
    if not words:
        return Found()
    if not any(is_telling(word, language) for word in words):
        # what is a word in the other language alone is hardly what somebody looks for here
        return Found(is_empty=True)
    found = _ranked(words, snapshot, languages, all_words=True)
    better, is_certain = _corrected(query, snapshot, languages)
    if found.matches:
        return replace(found, meant=better)
    if is_certain:
        words = [match[0] for match in words_in(better)][:MOST_WORDS]
        found = _ranked(words, snapshot, languages, all_words=True)
    if not found.matches:
        found = _ranked(words, snapshot, languages, all_words=False)
        found = replace(found, is_partial=bool(found.matches))
    return replace(found, meant=better, is_corrected=is_certain)


def _ranked(
    words: Sequence[str], snapshot: Snapshot, languages: Sequence[str], *, all_words: bool
) -> Found:
    best: dict[int, Match] = {}
    marked: dict[str, frozenset[str]] = {}
    for language in languages:
        groups = _groups(words, snapshot.vocabularies[language])
        if not groups:
            continue
        marked[language] = frozenset(written.casefold() for group in groups for written in group)
        weight = 1.0 if language == languages[0] else OTHER_LANGUAGE
        scores = _scores(groups, snapshot, language, all_words=all_words)
        for entry, score in scores.items():
            # whoever reads this language reads it here, however much better the other fits
            best.setdefault(entry, Match(entry, language, score * weight))
    entries = snapshot.entries

    def order(match: Match) -> tuple[float, int, str]:
        return -match.score, -entries[match.entry].month, entries[match.entry].tie

    matches = sorted(best.values(), key=order)
    return Found(matches, marked)


def _groups(words: Iterable[str], vocabulary: Vocabulary) -> list[Written]:
    """Return for each word that tells something what it stands for; empty where nothing does."""
    telling = (word for word in words if is_telling(word, vocabulary.language))
    return [group for word in telling for group in _groups_of(word, vocabulary)]


def _groups_of(word: str, vocabulary: Vocabulary) -> list[Written]:
    of_word = term(word, vocabulary.language)
    group = _written(word, of_word, vocabulary)
    if not group and vocabulary.language == "de":
        parts = parts_of(of_word, vocabulary)
        if parts:
            return [dict.fromkeys(vocabulary.by_term[part], 1.0) for part in parts]
    return [group]


def _written(word: str, of_word: str, vocabulary: Vocabulary) -> Written:
    found = dict.fromkeys(vocabulary.by_term.get(of_word, ()), 1.0)
    for other in related(word, of_word, vocabulary):
        for written in vocabulary.by_term[other]:
            found.setdefault(written, OF_THE_FAMILY)
    return found


def _scores(
    groups: Sequence[Written], snapshot: Snapshot, language: str, *, all_words: bool
) -> dict[int, float]:
    """Return how well each entry fits that holds all the words, or some of them.

    The rarer a word, the more it counts; a word that stands often in an entry counts more, but
    never without end.
    """
    forms = snapshot.vocabularies[language].forms
    total = len(snapshot.entries)
    scores: dict[int, float] = defaultdict(float)
    held: dict[int, int] = defaultdict(int)
    for group in groups:
        weights: dict[int, float] = defaultdict(float)
        for written, factor in group.items():
            form = forms[written]
            for entry, weight in zip(form.entries, form.weights, strict=True):
                weights[entry] += factor * weight
        rarity = math.log(1 + (total - len(weights) + 0.5) / (len(weights) + 0.5))
        for entry, weight in weights.items():
            scores[entry] += rarity * weight / (weight + SATURATION)
            held[entry] += 1
    if all_words:
        return {entry: score for entry, score in scores.items() if held[entry] == len(groups)}
    # more words held beats any one of them held well
    return {entry: score + 100.0 * held[entry] for entry, score in scores.items()}


def _corrected(query: str, snapshot: Snapshot, languages: Sequence[str]) -> tuple[str, bool]:
    """Return the query with words of the record for those it does not know, and how sure that is.

    Nothing where there is nothing to correct, or a word like which there is none: then nobody
    knows what was meant. A word that is only the beginning of others may still be a slip.
    """
    pieces, end, is_changed, is_certain = [], 0, False, True
    for match in list(words_in(query))[:MOST_WORDS]:
        word = match[0]
        pieces += [query[end : match.start()], word]
        end = match.end()
        if _is_known(word, snapshot):
            continue
        is_found = any(
            any(_groups_of(word, snapshot.vocabularies[language])) for language in languages
        )
        better = meant(word, snapshot, languages, only_one_slip=is_found)
        if better is not None:
            pieces[-1] = better.written
            is_changed = True
            is_certain = is_certain and better.is_certain
        elif not is_found:
            return "", False
    return ("".join([*pieces, query[end:]]), is_certain) if is_changed else ("", False)


def _is_known(word: str, snapshot: Snapshot) -> bool:
    return any(
        term(word, language) in snapshot.vocabularies[language].by_term
        or not is_telling(word, language)
        for language in LANGUAGES
    )
