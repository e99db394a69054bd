"""Finds names that no pattern matches: one typing error, letters spaced out, digits for letters.

Only words that are in no word list are looked at, each distinct one once: the cost grows with the
vocabulary of a text, not with its length. The distance is Damerau-Levenshtein (OSA), taken against
all names at once in C: for a roster that is quicker than an index of deletions, and needs no
set-up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .forms import NameForm
from .lexicon import is_doubtful, is_known
from .name_adjectives import is_inflected
from .name_broken import BrokenNames
from .text import Text

_SHORTEST = 5
# A short name that is a word is one letter away from too many other words.
_SHORTEST_WORD = 7
_TWO_ERRORS_FROM = 9
_MOST_ERRORS = 2
_SHORTEST_ARTICLED = 6
_SHORTEST_MOVED = 6
_LONGEST = 40
_CANDIDATE = re.compile(r"[A-Z][A-Za-z0-9']{4,39}")
_HYPHEN = re.compile(r"-(?<=[a-z]-)(?=[A-Z][a-z]{3})")
_HALF_BEFORE = re.compile(r"(?<![A-Za-z0-9-])[A-Z][a-z]{3,20}\Z")
_HALF_AFTER = re.compile(r"([A-Z][a-z]{3,20}?)(s?)(?![A-Za-z0-9-])")
_ARTICLED = re.compile(r"\b(?:[AaEe]l)[- ]?([A-Z][a-z]{3,20})(?![A-Za-z0-9])")
_DIGIT = re.compile(r"[013458](?:(?=[A-Za-z])|(?<=[a-z][0-9]))")
_TOKEN = re.compile(r"[A-Za-z0-9]{4,40}(?![A-Za-z0-9])")
_DIGITS = str.maketrans("013458", "oieasb")
_UMLAUT = re.compile(r"(a|o|u)e")
_PLURAL = re.compile(r"(?:innen|in|en|es|n|e|s)")
_INFLECTION = re.compile(r"(?:innen|in|en|er|es|n|e|s)$")


class VariantIndex:
    """The names that may be found with an error, by what is left when letters are left out."""

    def __init__(self, forms: Iterable[NameForm]) -> None:
        self._exact: dict[str, list[NameForm]] = defaultdict(list)
        near: dict[str, list[NameForm]] = defaultdict(list)
        self._halves: dict[int, set[str]] = defaultdict(set)
        self._articles: dict[str, list[NameForm]] = defaultdict(list)
        for form in forms:
            if form.pattern[:3] in ("al ", "el ") and form.pattern[3:].isalpha():
                if len(form.pattern) > _SHORTEST_ARTICLED:
                    self._articles[form.pattern[3:]].append(form)
            if not form.pattern.isalpha():
                continue
            self._exact[form.pattern].append(form)
            shortest = _SHORTEST_WORD if form.common else _SHORTEST
            if len(form.pattern) >= shortest and form.role in ("surname", "half"):
                near[form.pattern].append(form)
            if form.role == "half" and len(form.pattern) >= _SHORTEST - 1:
                self._halves[form.person].add(form.pattern)
        self._near = list(near)
        self._broken = BrokenNames(self._exact)
        self._forms = list(near.values())

    def find(self, text: Text) -> list[tuple[int, int, NameForm]]:
        """Spans of misspelt names with the form meant."""
        found = [*self._spaced(text), *self._digits(text), *self._broken.find(text)]
        if self._articles:
            found.extend(self._articled(text))
        if self._halves:
            found.extend(self._doubles(text))
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
        stem = word.removesuffix("'s").replace("'", "")
        if not _SHORTEST - 1 <= len(stem) <= _LONGEST:
            return []
        if stem in self._exact or is_doubtful(stem) or is_known(stem):
            return []
        if is_known(stem.removesuffix("s")):
            return []
        if stem.removesuffix("s") in self._exact:
            return []
        near = process.extract(
            stem, self._near, scorer=OSA.distance, score_cutoff=_MOST_ERRORS, limit=None
        )
        return [
            form for _, _, place in near for form in self._forms[place] if self._is_near(stem, form)
        ]

    @staticmethod
    def _is_near(word: str, form: NameForm) -> bool:
        name = form.pattern
        allowed = 2 if len(name) >= _TWO_ERRORS_FROM else 1
        if form.common and _INFLECTION.sub("", word) in (name, _INFLECTION.sub("", name)):
            return False
        # 'Fromme Wünsche', 'die Pröbste': other forms of the word, not of the name.
        for written in (name, _UMLAUT.sub(r"\1", name)):
            if is_inflected(word, written):
                return False
            if is_doubtful(written) and word.startswith(written):
                if _PLURAL.fullmatch(word, len(written)):
                    return False
        return OSA.distance(word, name, score_cutoff=allowed) <= allowed or (
            not form.common and _has_moved_letter(word, name)
        )

    def _articled(self, text: Text) -> Iterable[tuple[int, int, NameForm]]:
        """'Al-Kathib', 'El Zwai': behind the article a name of four letters is long enough."""
        for match in _ARTICLED.finditer(text.plain):
            word = match.group(1).lower()
            if word in self._exact or is_known(word):
                continue
            for name, forms in self._articles.items():
                if name[0] == word[0] and (
                    OSA.distance(word, name, score_cutoff=1) <= 1 or _has_moved_letter(word, name)
                ):
                    for form in forms:
                        yield match.start(), match.end(), form

    def _doubles(self, text: Text) -> Iterable[tuple[int, int, NameForm]]:
        """'Müler-Thiede': one half of a double name is right, so the other may be a short word."""
        plain = text.plain
        for sign in _HYPHEN.finditer(plain):
            before = _HALF_BEFORE.search(plain, max(0, sign.start() - 22), sign.start())
            after = _HALF_AFTER.match(plain, sign.end())
            if before is None or after is None:
                continue
            first, second = before.group().lower(), after.group(1).lower()
            for person, halves in self._halves.items():
                if (first in halves) == (second in halves):
                    continue
                wrong, right = (second, first) if first in halves else (first, second)
                if any(
                    half != right and OSA.distance(wrong, half, score_cutoff=1) <= 1
                    for half in halves
                ):
                    form = next(f for f in self._exact[right] if f.person == person)
                    yield before.start(), after.end(), form

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


def _has_moved_letter(word: str, name: str) -> bool:
    """'Kathib' for Khatib: one letter left its place for another, and nothing else changed."""
    if len(name) < _SHORTEST_MOVED or len(word) != len(name) or word[0] != name[0]:
        return False
    if sorted(word) != sorted(name):
        return False
    low = next((i for i, (a, b) in enumerate(zip(word, name, strict=True)) if a != b), len(name))
    high = len(name)
    while high > low and word[high - 1] == name[high - 1]:
        high -= 1
    one, other = word[low:high], name[low:high]
    return one[1:] + one[:1] == other or other[1:] + other[:1] == one
