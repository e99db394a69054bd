"""Where people come from by their biographies, and the words for countries and their people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .biographies import FactFinder
from .lexicon import ascii_fold, rows_of
from .roster import Person

_STATED = re.compile(
    r"(?:staatsangehor\w*|staatsburger\w*|national|citizen|pass(?:port)?|nationality|heritage)"
)
_BORN = re.compile(
    r"\b(?:geboren|aufwuchs|geburtig\w*|born|native|stamm\w*|grew up|raised|aufgewachsen|wuchs|"
    r"kam aus|originally from|herkunft)\b"
)


# An office of a country may be held by anybody; a trade belongs to whoever comes from there.
_OFFICE = re.compile(
    r"minist|botschaft|ambassador|konsul|consul|attache|prasident|president|beamt|official|"
    r"abgeordnet|parlament|senator|governor|diplomat|regierung|government|former|fruher|ehemalig"
)


@cache
def _adjectives() -> tuple[str, ...]:
    """Beginnings of the folded adjectives and names of inhabitants."""
    return tuple(
        ascii_fold(word.strip().rstrip("!"))
        for row in rows_of("gazetteer.tsv")
        for word in row[3].split(",")
        if word.strip()
    )


def names_a_country(folded: str) -> bool:
    """Whether one of some folded words is the adjective of a country."""
    return any(word.startswith(_adjectives()) for word in folded.split())


@cache
def country_names() -> frozenset[str]:
    """Folded names of countries, in the forms a text has them."""
    return frozenset(
        ascii_fold(name.strip().rstrip("!")) + ending
        for row in rows_of("gazetteer.tsv")
        for name in row[2].split(",")
        if name.strip()
        for ending in ("", "s")
    )


def origins(person: Person) -> Iterator[tuple[str, str]]:
    """The countries of somebody's biographies, and what they are to them."""
    for bio in person.bios:
        folded = ascii_fold(bio)
        clauses = [clause.strip() for clause in re.split(r"[,;.]", folded) if clause.strip()]
        for clause in clauses:
            for country, word in _countries_in(clause):
                rest = clause.replace(word, "").strip()
                is_adjective = word not in country_names()
                is_trade = is_adjective and " " not in rest and not _OFFICE.search(rest)
                if _STATED.search(clause) or is_trade or (is_adjective and rest in _ARTICLES):
                    # 'kenianische Juristin' states it as much as 'Kenianerin' does.
                    yield country, "stated"
                elif _BORN.search(clause):
                    yield country, "born"
                elif word.startswith(_adjectives()) or f"of {word}" in clause:
                    # Who was minister of a country is most likely from there; who served in it
                    # is not.
                    yield country, "other"


_ARTICLES = frozenset(("", "a", "an", "ein", "eine", "ist", "is", "geburtige", "geburtiger"))


@cache
def _any_country() -> FactFinder:
    return FactFinder(
        frozenset(f"country:{row[0]}" for row in rows_of("gazetteer.tsv") if row[0] != "region")
    )


def _countries_in(clause: str) -> Iterator[tuple[str, str]]:
    for fact in _any_country().find(clause):
        kind, _, key = fact.key.partition(":")
        if kind == "country":
            yield key, clause[fact.start : fact.end]


def countries_of(word: str) -> frozenset[str]:
    """The keys of the countries whose name or adjective a word is."""
    return frozenset(country for country, _ in _countries_in(ascii_fold(word)))
