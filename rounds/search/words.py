"""Words of a text, and what makes two of them the same: inflection, umlauts, accents, case."""

import re
import threading
import unicodedata
from collections.abc import Iterator

import Stemmer
from anyascii import anyascii

LANGUAGES = ("de", "en")
ALGORITHMS = {"de": "german", "en": "english"}
LONGEST = 60
"""Letters of a word that count; no word of ours is longer."""

SHORTEST_ROOT = 4
"""Letters without which two words share too little."""

_DERIVED = re.compile("(?:ant(?:in(?:n(?:en)?)?)?|at(?:ion|or|iv|ori)?|ier|isier|i)$")
_WORD = re.compile(r"[^\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7fäöü]")
_IZE = re.compile("iz(?=[aei])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

STOP_WORDS = {
    "de": frozenset(
        "ab aber als am an auch auf aus bei bis da das dass dem den der des die diese dieser"
        " dieses du durch ein eine einem einen einer eines er es für hat ich ihr im in ist kann"
        " man mit nach nicht noch nur oder ob sein sich sie sind so über um und uns unter vom von"
        " vor war was wenn wer werden wie wird wir wo wurde wurden zu zum zur".split()
    ),
    "en": frozenset(
        "a an and any are as at be been but by can did do does for from had has have he her his"
        " how i if in into is it its may no nor not of on or our she so than that the their them"
        " there these they this those to was we were what when where which who why will with"
        " would you your".split()
    ),
}
"""Words that stand everywhere and say nothing about what a text is about."""


class _Stemmers(threading.local):
    """Stemmers of this thread: one of them must not be used by two at once.

    Without a cache of their own, which would keep what was searched for.
    """

    def __init__(self) -> None:
        self.of = {code: Stemmer.Stemmer(name, 0) for code, name in ALGORITHMS.items()}


_stemmers = _Stemmers()


def tidy(text: str) -> str:
    """Return the text with each letter as one character and without invisible ones."""
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if c.isascii() or unicodedata.category(c) != "Cf")


def printable(text: str) -> str:
    """Return what somebody typed without what no page may hold: control characters and the like."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cn", "Cs"))


def words_in(text: str) -> Iterator[re.Match[str]]:
    """Yield each word of a tidy text and where it stands, single letters left out."""
    for match in _WORD.finditer(text):
        if match.end() - match.start() > 1 or match[0].isdigit():
            yield match


def term(word: str, language: str) -> str:
    """Return what all inflections and spellings of a word share: ``Müllers`` and ``mueller``."""
    word = _plain(word)[:LONGEST]
    if language == "en":
        word = _IZE.sub("is", anyascii(word))
    return _stemmers.of[language].stemWord(word)


def root_of(term: str) -> str:
    """Return what a term shares with others made from the same word, or nothing.

    ``migrant``, ``migration``, ``migratori``: stemmers leave what makes a person or a deed of it.
    """
    root = _DERIVED.sub("", term)
    return root if len(root) >= SHORTEST_ROOT else ""


def spelt_out(word: str) -> str:
    """Return a word in plain letters, umlauts as two: what misspellings are compared by."""
    return anyascii(_plain(word)[:LONGEST].translate(_UMLAUTS)).lower()


def flat(word: str) -> str:
    """Return a word in plain letters, umlauts without their dots, as terms have them."""
    return anyascii(_plain(word)[:LONGEST]).lower()


def is_telling(word: str, language: str) -> bool:
    """Whether a word says what a text is about."""
    return word.casefold() not in STOP_WORDS[language]


def _plain(word: str) -> str:
    """Return a word in small letters of German or English; ``ß`` becomes ``ss``."""
    word = word.casefold()
    return _NOT_ASCII.sub(_in_ascii, word)


def _in_ascii(match: re.Match[str]) -> str:
    return anyascii(match[0]).lower()
