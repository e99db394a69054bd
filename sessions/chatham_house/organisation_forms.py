"""Every way a roster organisation can be written: names, acronyms, German case endings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .forms import spellings
from .lexicon import COMMON_ZIPF, ascii_fold, rows_of, word_frequencies
from .roster import Organisation

_ADJECTIVE = re.compile(r"^[a-z]{3,}(?:e|er|es|en|em)$")
_STOPS = frozenset("fur for of the der des die und and zur zu in on a to".split())
_NOUN_ENDINGS = ("", "s", "es", "e", "en")


@dataclass(frozen=True, slots=True)
class OrganisationForm:
    """``is_acronym``: matched only as written; ``is_word``: also an ordinary word in lower case."""

    pattern: str
    written: str
    organisation: int
    is_acronym: bool
    is_word: bool


@cache
def known_names() -> dict[str, frozenset[str]]:
    """Folded name -> all names of the same well-known institution (``institutions.tsv``)."""
    found: dict[str, frozenset[str]] = {}
    for row in rows_of("institutions.tsv"):
        names = frozenset(name.strip() for name in row[0].split("|") if name.strip())
        for name in names:
            if len(name) > 2:
                found[ascii_fold(name)] = names
    return found


def all_names(organisation: Organisation) -> frozenset[str]:
    """The names of the roster and, for well-known institutions, their former and other names."""
    names = {name.text.strip() for name in organisation.names if name.text.strip()}
    for name in tuple(names):
        known = known_names().get(ascii_fold(name), frozenset())
        # A short acronym is shared by many; a full name is proof enough to take in the others.
        if known and (len(name) > 3 or len(names & known) > 1):
            names |= known
    return frozenset(names)


def organisation_forms(index: int, organisation: Organisation) -> Iterable[OrganisationForm]:
    """The patterns of one organisation."""
    seen: set[tuple[str, bool]] = set()
    for name in all_names(organisation):
        is_acronym = _is_acronym(name)
        for spelling in spellings(name):
            for pattern in (spelling,) if is_acronym else inflected(spelling):
                if len(pattern) > 1 and (pattern, is_acronym) not in seen:
                    seen.add((pattern, is_acronym))
                    frequency, ordinary = word_frequencies().get(pattern, (0.0, False))
                    word = ordinary and frequency >= COMMON_ZIPF
                    yield OrganisationForm(pattern, name, index, is_acronym, word)


def inflected(name: str) -> Iterable[str]:
    """German case forms of a folded name: adjectives and the head noun before 'für' or 'of'."""
    words = name.split(" ")
    head = next((i for i, word in enumerate(words) if word.rstrip(",") in _STOPS), len(words))
    adjectives = 0
    while adjectives < head - 1 and _ADJECTIVE.match(words[adjectives]):
        adjectives += 1
    stems = [re.sub(r"(?:er|es|en|em|e)$", "", word) for word in words[:adjectives]]
    rest = words[head:]
    nouns = words[adjectives:head]
    for ending in ("e", "er", "es", "en", "em") if adjectives else ("",):
        start = [stem + ending for stem in stems]
        if not nouns or not rest:
            # The last word's endings are allowed as a tail of the match.
            yield " ".join([*start, *nouns, *rest])
            continue
        for noun_ending in _NOUN_ENDINGS[:3]:
            yield " ".join([*start, *nouns[:-1], nouns[-1] + noun_ending, *rest])


def _is_acronym(name: str) -> bool:
    capitals = sum(character.isupper() for character in name)
    return " " not in name and len(name) <= 8 and capitals >= 2 and capitals * 2 >= len(name)
