"""Names of organisations that are also something else: a degree, a country, a composer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from . import speech
from .lexicon import cues, is_known, word_frequencies
from .text import Text

# 'a BA', 'her MA', 'jeder BA': a thing one can have several of.
_HAS_ONE = re.compile(
    r"\b(?:an?|eine?[nmrs]?|his|her|my|your|their|mein(?:e[nmrs]?)?|seine?[nmrs]?|ihre?[nmrs]?|"
    r"every|each|jede[nmrs]?|keine?[nmrs]?|no|one|holds?|holding|with or without) $"
)
_DEGREE_AFTER = re.compile(
    r"^(?:-(?:abschluss|studium|note|grad|arbeit|thesis|degree|student|programm|studiengang)|"
    r" (?:students?|degrees?|holders?|graduates?|thesis|abschluss)\b)"
)
_COUNTRY_BEFORE = re.compile(
    r"\b(?:eastern|western|northern|southern|central|north|south|east|west|ost|nord|sud|in|across|"
    r"into|throughout|inside|neighbouring|neighboring|leaving|fled|fleeing)(?: the| der| die)? $|"
    r"\b(?:the|die|der) $"
)
_COUNTRY_AFTER = re.compile(
    r"^(?:'s (?:east|border|army|government|president|capital|provinces?)|"
    r" (?:border|government|army|province|conflict|crisis|capital)\b|,? (?:and|or|und) (?:uganda|"
    r"rwanda|burundi|angola|zambia|south sudan|chad|sudan)\b)"
)


def is_degree(text: Text, start: int, end: int) -> bool:
    """Whether a short acronym that is a word stands as a thing: 'anyone with a BA'."""
    written = text.plain[start:end]
    if len(written) > 3 or not is_known(written.lower()):
        return False
    right = text.folded[end : end + 20]
    if _DEGREE_AFTER.match(right):
        return True
    before = text.folded[max(0, start - 24) : start]
    if not _HAS_ONE.search(before):
        return False
    return re.match(r"-[a-z]| [a-z]", right[:2]) is None or _GOES_ON.match(right) is not None


# What may stand behind a noun; behind an organisation in 'a BA colleague' a noun does.
_GOES_ON = re.compile(
    r"^ (?:or|oder|and|und|in|from|aus|von|is|ist|hat|has|may|can|kann|takes|earns?|gets?|stays?|"
    r"rarely|will|wird|gilt|gelten|bekommt|reicht|genugt|at|than|als|for|fur|with|mit|who|die|"
    r"der)\b"
)


# A word in capitals: letters only, so that 'G7' and 'A1' say nothing.
_SHOUT_BEFORE = re.compile(r"(?:\b[A-Z]{1,14}(?:'[A-Z]{1,2})?[,?!]? ){1,3}$")
_SHOUT_AFTER = re.compile(r"(?:[,?!]? [A-Z]{1,14}(?:'[A-Z]{1,2})?(?![a-z:])){1,3}")
_SHOUT_WORD = re.compile(r"[A-Z]{2,}")


def is_in_headline(text: Text, start: int, end: int) -> bool:
    """'WHO IS IN, WHO IS OUT', 'THE MINERALS PACT': a word among words that are all in capitals."""
    word = text.folded[start:end]
    if not word_frequencies().get(word, (0.0, False))[1] or text.plain[end : end + 1] in (":", "/"):
        return False
    before = _SHOUT_BEFORE.search(text.plain, max(0, start - 48), start)
    after = _SHOUT_AFTER.match(text.plain, end)
    beside = (before.group() if before else "") + " " + (after.group() if after else "")
    words = {found.lower() for found in _SHOUT_WORD.findall(beside)} - {word}
    return sum(word_frequencies().get(found, (0.0, False))[1] for found in words) >= _HEADLINE


_HEADLINE = 2


def is_another_thing(text: Text, start: int, end: int, tail: str) -> bool:
    """'ETF-Sparplan', 'two ETFs': what an acronym is in another trade."""
    if _IS_ONE.search(text.folded, max(0, start - 8), start) and _NO_NOUN.match(text.folded, end):
        return True  # 'fitted a SEM with four latent variables'
    others = _acronyms_elsewhere().get(text.folded[start : end - len(tail)])
    if others is None:
        return False
    if tail == "s" and "s" in others:
        return True
    match = _SECOND.match(text.folded, end)
    if match and match.group("word").startswith(tuple(o for o in others if len(o) > 1)):
        return True
    return "one" in others and _HAS_ONE.search(text.folded, max(0, start - 24), start) is not None


_IS_ONE = re.compile(r"(?:^|[ (])an? $")
_NO_NOUN = re.compile(
    r"s?(?=[.,;:!?)]|$)| (?:with|was|is|were|for|of|to|in|on|that|which|and|or|can|could|has|had|"
    r"showed|shows|may|must|from|by|at|as|than|does|did|will|would|gives|needs|fits|if|where|"
    r"when|using|whose|between|under|over|into|per)\b"
)
_SECOND = re.compile(r"[ -](?P<word>[a-z]{3,})")


@cache
def _acronyms_elsewhere() -> Mapping[str, frozenset[str]]:
    """Acronym -> how words begin with which it is something else; 's' for its plural."""
    found: dict[str, set[str]] = {}
    for entry in cues("acronyms_elsewhere"):
        acronym, _, word = entry.partition("=")
        found.setdefault(acronym, set()).add(word)
    return {acronym: frozenset(words) for acronym, words in found.items()}


def is_country(text: Text, start: int, end: int) -> bool:
    """Whether an acronym that is also a country stands as one: 'the eastern DRC'."""
    if text.folded[start:end] not in cues("countries_too"):
        return False
    before = text.folded[max(0, start - 24) : start]
    after = text.folded[end : end + 24]
    return bool(_COUNTRY_BEFORE.search(before) or _COUNTRY_AFTER.match(after))


def is_culture(text: Text, start: int, end: int) -> bool:
    """Whether a name of one plain word stands where a concert or a book is announced."""
    written = text.plain[start:end]
    if not written.isalpha() or sum(letter.isupper() for letter in written) != 1:
        return False
    low, high = text.sentence(start, end, 200)
    before = text.folded[max(0, low - 60) : high]
    return not speech.words_of(before).isdisjoint(_culture())


@cache
def _culture() -> frozenset[str]:
    return cues("culture")
