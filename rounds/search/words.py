"""Words of a text, and what makes two of them the same: inflection, umlauts, accents, case."""

import re
import threading
import unicodedata
from collections.abc import Iterator

import Stemmer
from anyascii import anyascii

from rounds.search.variants import one_spelling, one_stem

LANGUAGES = ("de", "en")
ALGORITHMS = {"de": "german", "en": "english"}
LONGEST = 60
"""Letters of a word that count; no word of ours is longer."""

_WORD = re.compile(r"[^\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7fäöü]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

STOP_WORDS = {
    "de": frozenset(
        "ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da"
        " dabei damit dann das dass dem den denn der des die dies diese diesem diesen dieser dieses"
        " doch dort du durch ein eine einem einen einer eines er es für habe haben hat hatte hatten"
        " hätte hätten hier ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist ja je jede jeder"
        " jedes kann kein keine keinem keinen keiner können könnte könnten man mehr mein mich mir"
        " mit muss müssen nach nicht noch nun nur ob oder ohne schon sehr sei seien sein seine"
        " seinem seinen seiner seit sich sie sind so soll sollen sollte sollten sondern über um und"
        " uns unser unsere unter vom von vor während wann war waren wäre wären warum was weil"
        " welche welcher welches wenn wer werden wie will wir wird wo wollen wurde wurden würde"
        " würden zu zum zur".split()
    ),
    "en": frozenset(
        "a about all also am an and any are as at be because been being but by can could did do"
        " does for from had has have he her here him his how i if in into is it its just may me"
        " might more most must my no nor not of on only or our shall she should so some such than"
        " that the their them then there these they this those to too until upon very was we were"
        " what when where whether which while who whom whose why will with without would you"
        " your".split()
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
        word = anyascii(word)
    stem = _stemmers.of[language].stemWord(one_spelling(word, language))
    return one_stem(stem, language)


def beginning(word: str, language: str) -> str:
    """Return a word, or as much as was typed of it, as what begins alike is compared by."""
    return one_spelling(flat(word), language)


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
