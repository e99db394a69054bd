"""Finds names that no pattern matches: one typing error, letters spaced out, digits for letters.

Only words that are in no word list are looked at, each distinct one once: the cost grows with the
vocabulary of a text, not with its length. The index holds every name with up to two letters left
out (symmetric deletion, as in SymSpell); the distance is Damerau-Levenshtein.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from rapidfuzz.distance import OSA

from .forms import NameForm
from .lexicon import is_known
from .text import Text

_SHORTEST = 5
# A short name that is a word is one letter away from too many other words.
_SHORTEST_WORD = 7
_TWO_ERRORS_FROM = 9
_LONGEST = 40
_CANDIDATE = re.compile(r"[A-Z][A-Za-z0-9']{4,39}")
_DIGIT = re.compile(r"[013458](?:(?=[A-Za-z])|(?<=[a-z][0-9]))")
_TOKEN = re.compile(r"[A-Za-z0-9]{4,40}(?![A-Za-z0-9])")
_DIGITS = str.maketrans("013458", "oieasb")
_INFLECTION = re.compile(r"(?:innen|in|en|er|es|n|e|s)$")


class VariantIndex:
    """The names that may be found with an error, by what is left when letters are left out."""

    def __init__(self, forms: Iterable[NameForm]) -> None:
        self._exact: dict[str, list[NameForm]] = defaultdict(list)
        self._near: dict[str, list[NameForm]] = defaultdict(list)
        for form in forms:
            if not form.pattern.isalpha():
                continue
            self._exact[form.pattern].append(form)
            shortest = _SHORTEST_WORD if form.common else _SHORTEST
            if len(form.pattern) >= shortest and form.role in ("surname", "half"):
                for key in _deletions(form.pattern):
                    self._near[key].append(form)

    def find(self, text: Text) -> list[tuple[int, int, NameForm]]:
        """Spans of misspelt names with the form meant."""
        found = [*self._spaced(text), *self._digits(text)]
        wanted: dict[str, list[NameForm]] = {}
        for word in set(_CANDIDATE.findall(text.plain)):
            forms = self._meant(word.lower())
            if forms:
                wanted[word] = forms
        if wanted:
            for match in _CANDIDATE.finditer(text.plain):
                for form in wanted.get(match.group(), ()):
                    found.append((match.start(), match.end(), form))
        return found

    def _meant(self, word: str) -> list[NameForm]:
        stem = word.removesuffix("'s")
        if stem in self._exact or is_known(stem) or is_known(stem.removesuffix("s")):
            return []
        if stem.removesuffix("s") in self._exact:
            return []
        candidates: dict[tuple[str, int], NameForm] = {}
        for key in _deletions(stem):
            for form in self._near.get(key, ()):
                candidates[form.pattern, form.person] = form
        return [form for form in candidates.values() if self._is_near(stem, form)]

    @staticmethod
    def _is_near(word: str, form: NameForm) -> bool:
        name = form.pattern
        allowed = 2 if len(name) >= _TWO_ERRORS_FROM else 1
        if form.common and _INFLECTION.sub("", word) in (name, _INFLECTION.sub("", name)):
            return False
        return OSA.distance(word, name, score_cutoff=allowed) <= allowed

    def _spaced(self, text: Text) -> Iterable[tuple[int, int, NameForm]]:
        for start, end, letters in text.spaced_out():
            for form in self._holding(letters.lower()):
                yield start, end, form

    def _holding(self, letters: str) -> Sequence[NameForm]:
        if letters in self._exact:
            return self._exact[letters]
        # A given name spaced out together with its surname.
        return [
            form
            for name, forms in self._exact.items()
            if len(name) > 3 and letters.endswith(name)
            for form in forms
            if letters.removesuffix(name) in self._exact
        ]

    def _digits(self, text: Text) -> Iterable[tuple[int, int, NameForm]]:
        plain = text.plain
        last = -1
        for match in _DIGIT.finditer(plain):
            if match.start() < last:
                continue
            low = match.start()
            while low and match.start() - low < _LONGEST and plain[low - 1].isalnum():
                low -= 1
            token = _TOKEN.match(plain, low)
            if token is None:
                continue
            last = token.end()
            word = token.group()
            read = word.lower().translate(_DIGITS)
            for spelling in (read, word.lower().replace("1", "l").translate(_DIGITS)):
                for form in self._exact.get(spelling, ()):
                    yield token.start(), token.end(), form


def _deletions(word: str) -> set[str]:
    """``word`` and what remains of it without one letter, or two in a long word."""
    if not _SHORTEST - 1 <= len(word) <= _LONGEST:
        return set()
    found = {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
    if len(word) >= _TWO_ERRORS_FROM - 2:
        for i, j in combinations(range(len(word)), 2):
            found.add(word[:i] + word[i + 1 : j] + word[j + 1 :])
    return found
