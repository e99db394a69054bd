"""German compounds: which words of the record a word is part of, and what a word is made of."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from rounds.search.index import Vocabulary
from rounds.search.variants import roots
from rounds.search.words import beginning as beginning_of
from rounds.search.words import term as term_of

SHORTEST_BEGINNING = {"de": 4, "en": 5}
"""Letters a longer word has to begin with to be found; English has few compounds."""
SHORTEST_PART = 4
"""Letters of a word within another."""
JOINTS = ("", "s", "es", "n", "en", "er", "e")
"""What German puts between the parts of a word."""
LONG_END = 6
"""Letters at the end of a word that are a word of its own, whatever stands before."""
_FIRST_PART = re.compile("(?:heit|ion|itat|keit|ling|schaft|tum|ung)s$")
MOST_TERMS = 400
"""Longer words that one word is looked for in."""


def related(word: str, term: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the terms that begin with this one, or have it as a part of a compound.

    English words end in more ways than compounds begin in: there the word counts as it was typed,
    lest ``police`` be the beginning of ``policy``.
    """
    found = 0
    is_german = vocabulary.language == "de"
    longer = _terms_beginning(term, vocabulary) if is_german else _words_beginning(word, vocabulary)
    for other in longer:
        yield other
        found += 1
        if found >= MOST_TERMS:
            return
    yield from _of_one_root(term, vocabulary)
    if not is_german or len(term) < SHORTEST_PART:
        return
    for other in vocabulary.terms:
        at = other.find(term, 1)
        if at > 2 and _is_part(term, other, at, vocabulary):
            yield other
            found += 1
            if found >= MOST_TERMS:
                return


def _of_one_root(term: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield terms of the same root: ``migrant`` and ``migration``, ``gepruft`` and ``pruf``."""
    for root in roots(term, vocabulary.language):
        yield from (other for other in vocabulary.by_root.get(root, ()) if other != term)


def parts_of(term: str, vocabulary: Vocabulary) -> list[str] | None:
    """Return the terms a German compound is made of that the record does not hold itself.

    ``None`` where it is no compound of words of the record.
    """
    for at in range(len(term) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        last = _term_of(term[at:], vocabulary)
        if last is None:
            continue
        for beginning in _without_joint(term[:at]):
            if len(beginning) < SHORTEST_PART:
                continue
            first = _term_of(beginning, vocabulary)
            before = [first] if first is not None else parts_of(beginning, vocabulary)
            if before is not None:
                return [*before, last]
    return None


def _term_of(part: str, vocabulary: Vocabulary) -> str | None:
    """Return the term a part of a compound is one of."""
    if part in vocabulary.by_term:
        return part
    if part in vocabulary.parts:
        stem = term_of(part, "de")
        return stem if stem in vocabulary.by_term else None
    return None


def _without_joint(beginning: str) -> Iterator[str]:
    """Yield what may be the word, or words, before what joins them to the next."""
    for joint in JOINTS:
        if beginning.endswith(joint):
            yield beginning[: len(beginning) - len(joint)]


def _words_beginning(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    typed = beginning_of(word, vocabulary.language)
    if len(typed) < SHORTEST_BEGINNING[vocabulary.language]:
        return
    words = vocabulary.beginnings
    for place in range(bisect_left(words, (typed, "")), len(words)):
        letters, written = words[place]
        if not letters.startswith(typed):
            return
        yield vocabulary.forms[written].term


def _terms_beginning(term: str, vocabulary: Vocabulary) -> Iterator[str]:
    if len(term) < SHORTEST_BEGINNING[vocabulary.language]:
        return
    terms = vocabulary.terms
    for place in range(bisect_left(terms, term), len(terms)):
        other = terms[place]
        if not other.startswith(term):
            return
        if other != term:
            yield other


def _is_part(term: str, other: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a term found within another is a part of it, and not letters that happen to be.

    What stands before it is made of words of the record, or ends as only a first part ends; at
    the end of a word a long term is enough.
    """
    before = other[:at]
    is_long_end = len(term) >= LONG_END and len(before) >= SHORTEST_PART and other.endswith(term)
    return is_long_end or bool(_FIRST_PART.search(before)) or _is_made_of_words(before, vocabulary)


def _is_made_of_words(beginning: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands before a part is a word, or words, and what joins them."""
    for word in _without_joint(beginning):
        if len(word) > 2 and word in vocabulary.parts:
            return True
        for at in range(SHORTEST_PART, len(word) - 2):
            if word[at:] in vocabulary.parts and _is_made_of_words(word[:at], vocabulary):
                return True
    return False
