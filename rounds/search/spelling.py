"""The word that was probably meant, out of the words that are public."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rounds.search.index import Snapshot, Vocabulary
from rounds.search.words import is_telling, spelt_out

SHORTEST = 4
"""Letters of a word that may be misspelt; of shorter ones any is like any other."""
LONG, LONGER = 8, 12
"""Letters from which on few words are one slip, or two, from another: it is what was meant."""
MOST = 12
"""Words looked at that are equally near or nearly so."""
_TAKEN_FOR_ANOTHER = (
    # vowels, sounds that are near, keys that are
    *("ae", "ai", "ao", "au", "ei", "eo", "eu", "io", "iu", "ou", "iy"),
    *("bp", "dt", "gk", "ck", "sz", "cs", "cz", "fv", "vw", "mn", "ij", "lr"),
    *("qw", "we", "er", "rt", "tz", "zu", "ty", "yu", "ui", "op", "as", "sd", "df", "fg", "gh"),
    *("hj", "jk", "kl", "xy", "cx", "xz", "cv", "bv", "bn"),
)
_ALIKE = frozenset(frozenset(pair) for pair in _TAKEN_FOR_ANOTHER)
_LETTERS_OF_A_SOUND = str.maketrans("bcdgqvyz", "pktkkfis", "h")
_SILENT = re.compile("(?<=[aiou])e")
_SAID_ONCE = re.compile(r"(.)\1+")


class Meant(NamedTuple):
    """A public word; ``is_certain`` says that it may be answered for the one that was typed."""

    written: str
    is_certain: bool


def meant(
    word: str, snapshot: Snapshot, languages: Sequence[str], *, only_one_slip: bool = False
) -> Meant | None:
    """Return the public word nearest to one that nothing holds, or ``None`` where none is near.

    The second language is asked where the first, the reader's own, has nothing near; a short word
    and one of the other language may well be what was typed, spelt rightly: they are no more than
    a question. Of equally near ones that in most entries.
    """
    spelling = spelt_out(word)
    if len(spelling) < SHORTEST or any(c.isdigit() for c in spelling):
        return None
    for language in languages:
        is_own = language == languages[0]
        most = _most_slips(spelling) if is_own and not only_one_slip else 1
        if not is_own and len(spelling) < LONG:
            break
        near = min(_near(spelling, snapshot.vocabularies[language], most), default=None)
        if near is not None:
            written = near[-1].lower() if language == "en" and word.islower() else near[-1]
            return Meant(written, is_own and _is_certain(spelling, spelt_out(written)))
    return None


def _near(spelling: str, vocabulary: Vocabulary, most: int) -> Iterator[tuple[int, bool, int, str]]:
    """Yield how far each word is that may have been meant, the first letter, how rare, the word."""
    for near, distance, _ in process.extract(
        spelling,
        vocabulary.by_spelling.keys(),
        scorer=OSA.distance,
        score_cutoff=most,
        limit=MOST,
    ):
        written = vocabulary.by_spelling[near]
        is_likely = len(spelling) >= LONG or _is_slip(spelling, near)
        if is_likely and is_telling(written, vocabulary.language):
            entries = len(vocabulary.forms[written].entries)
            yield int(distance), near[0] != spelling[0], -entries, written


def _is_slip(spelling: str, near: str) -> bool:
    """Whether a short word is likely to be typed for another.

    Not with another first letter, nor where one letter is another that neither sounds alike nor
    lies beside it: ``Frauen`` are no ``Fragen``.
    """
    if spelling[0] != near[0] or len(spelling) != len(near):
        return spelling[0] == near[0]
    other = [{one, two} for one, two in zip(spelling, near, strict=True) if one != two]
    return len(other) != 1 or frozenset(other[0]) in _ALIKE


def _is_certain(spelling: str, near: str) -> bool:
    """Whether a word can be nothing but another, misspelt: they are long and differ by little.

    Two slips count as one where they hardly change how the word sounds.
    """
    length = max(len(spelling), len(near))
    if length < LONG or spelling[0] != near[0]:
        return False
    most = 1 if length < LONGER else 2
    return min(OSA.distance(spelling, near), OSA.distance(_sound(spelling), _sound(near))) <= most


def _sound(spelling: str) -> str:
    return _SAID_ONCE.sub(r"\1", _SILENT.sub("", spelling.translate(_LETTERS_OF_A_SOUND)))


def _most_slips(spelling: str) -> int:
    """How many letters may be wrong, missing, too many or turned round."""
    if len(spelling) < LONG:
        return 1
    return 2 if len(spelling) < LONGER else 3
