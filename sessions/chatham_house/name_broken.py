"""Names with a gap inside: 'Petro wa', a line break, or a sign that only looks like a blank.

Across an ordinary blank or line end one half has to be no word at all, else 'Nieder länder' would
be a name; a sign such as U+2800 inside a name was put there to hide it, whatever the halves are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ahocorasick_rs import MatchKind

from .forms import NameForm
from .lexicon import ascii_fold, automaton, given_names, is_known
from .text import Text

_SHORTEST = 5
_SHORTEST_UNKNOWN = 4
# Spaces nobody types between letters, the braille blank, dots and fillers that look like nothing.
_SIGNS = "\u00b7\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\u2423\u2e31\u30fb\u007f\u0085"
_GAPPED = re.compile(rf"[^\W\d_]+(?:[{_SIGNS}]+[^\W\d_]+)+")
_SIGN = re.compile(f"[{_SIGNS}]")
_TAIL = re.compile(r"(?:'?s)?(?![a-z0-9-])")


class BrokenNames:
    """The names of a roster as they are in two pieces."""

    def __init__(self, exact: Mapping[str, Sequence[NameForm]]) -> None:
        self._exact = exact
        halves: dict[str, list[NameForm]] = {}
        for name, forms in exact.items():
            own = [form for form in forms if form.role in ("surname", "half")]
            if len(name) >= _SHORTEST and own:
                for cut in range(1, len(name) - 1):
                    if _is_no_pair_of_words(name[:cut], name[cut:]):
                        halves[f"{name[:cut]} {name[cut:]}"] = own
        self._forms = list(halves.values())
        self._automaton = automaton(list(halves), MatchKind.LeftmostLongest)

    def find(self, text: Text) -> Iterator[tuple[int, int, NameForm]]:
        """Spans of broken names with the form meant."""
        yield from self._gapped(text)
        if self._automaton is None:
            return
        folded, plain = text.folded, text.plain
        for place, start, end in self._automaton.find_matches_as_indexes(folded):
            if not plain[start].isupper() or (start and folded[start - 1].isalnum()):
                continue
            if start and plain[start - 1] == "-":
                continue
            tail = _TAIL.match(folded, end)
            gap = folded.index(" ", start)
            if tail is None or (
                plain[gap + 1].isupper()
                and not plain[start:end].replace(" ", "").isupper()
                and not plain[start:end].replace("\n", "").isupper()
            ):
                continue
            for form in self._forms[place]:
                yield start, tail.end(), form

    def _gapped(self, text: Text) -> Iterator[tuple[int, int, NameForm]]:
        if text.original.isascii() or not _SIGN.search(text.original):
            return
        for match in _GAPPED.finditer(text.original):
            if not match.group()[0].isupper():
                continue
            word = ascii_fold(_SIGN.sub("", match.group()))
            for name in (word, word.removesuffix("s")):
                for form in self._exact.get(name, ()):
                    start = _plain_offset(text, match.start())
                    yield start, max(start + 1, _plain_offset(text, match.end())), form


def _plain_offset(text: Text, original: int) -> int:
    """Where a place of the original is in the plain text: offsets only grow."""
    return bisect_left(range(len(text.plain)), original, key=text.original_start)


def _is_no_pair_of_words(first: str, second: str) -> bool:
    """Whether two halves are no two words that may stand side by side."""
    if not is_known(second):
        return True
    return len(first) >= _SHORTEST_UNKNOWN and not is_known(first) and first not in given_names()
