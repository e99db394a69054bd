"""Text without its disguises: as plain words, whatever it was encoded, spelt or broken into.

What comes out holds letters ``a`` to ``z``, digits and single blanks, with a blank at either end,
so that a search for `` word `` finds whole words alone.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from anyascii import anyascii

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
_NO_WORD = re.compile(r"[^a-zA-Z0-9]+")
_ESCAPED_CHARACTER = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_ESCAPED_BLANK = re.compile(r"\\[nrtbf]")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_LAYERS = 3
"""How often something may be encoded on top of each other: a link in JSON in an attribute."""
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"}
)

LONGEST = 12
"""Words; what is longer is searched for piece by piece, so that half of it is found too."""


def plain(text: str) -> str:
    """Return the words of a text in ASCII, case kept: the same length as :func:`fold`."""
    if not text.isascii():
        text = _NOT_ASCII.sub(_ascii, _INVISIBLE.sub("", text))
    return f" {_NO_WORD.sub(' ', text).strip()} "


def fold(text: str) -> str:
    """Return the words of a text in lower-case ASCII."""
    return plain(text).lower()


def spellings(text: str) -> set[str]:
    """Return a pattern folded, with umlauts as one letter and as two."""
    return {fold(text), fold(text.translate(_UMLAUTS))}


def decoded(text: str) -> str:
    """Return a text with entities, percent codes and escapes of JSON undone, layer by layer."""
    for _ in range(_LAYERS):
        before = text
        if "&" in text:
            text = html.unescape(text)
        if "%" in text:
            text = unquote(text, errors="replace")
        if "\\" in text:
            text = _ESCAPED_CHARACTER.sub(_unescaped, text)
            text = _ESCAPED_BLANK.sub(" ", text).replace("\\/", "/")
        if text == before:
            break
    return text


def pieces(text: str) -> Iterator[str]:
    """Yield what to search for of a longer text, folded: its sentences, long ones in pieces.

    Cut from the start of each sentence, so that the same words are cut the same way everywhere.
    """
    for sentence in _SENTENCE_END.split(text):
        words = fold(sentence).split()
        if len(words) <= LONGEST:
            yield f" {' '.join(words)} "
            continue
        # the last piece overlaps the one before rather than being a stump
        starts = [*range(0, len(words) - LONGEST, LONGEST), len(words) - LONGEST]
        for start in starts:
            yield f" {' '.join(words[start : start + LONGEST])} "


def _ascii(match: re.Match[str]) -> str:
    return "".join(map(_ascii_character, match.group()))


@lru_cache(maxsize=4096)
def _ascii_character(character: str) -> str:
    letters = anyascii(character)
    # signs are spelt out in words, which would glue to the names beside them
    return letters if character.isalpha() or len(letters) < 2 else " "


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match.group(1) or match.group(2), 16))
