"""Every way a roster organisation can be written: names, acronyms, German case endings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .biographies import town_names
from .forms import spellings
from .lexicon import COMMON_ZIPF, ascii_fold, is_known, places, rows_of, word_frequencies
from .roster import Organisation

_ADJECTIVE = re.compile(r"^[a-z]{3,}(?:e|er|es|en|em)$")
_STOPS = frozenset("fur for of the der des die und and zur zu in on a to".split())
_OFFICES = frozenset({"Office", "Ministry", "Department", "Chancellery"})
# 'Department of Migrant Workers of the Philippines'
_OF_A_COUNTRY = re.compile(r"^(.+) (?:of|der|des|von) (?:the )?(\w+(?: \w+)?)$")
_TOO_PLAIN = 4.2
GOVERNMENTS = frozenset({"government", "federal_ministry", "ministry", "parliament"})
_INSTITUTION = re.compile(r"(?:ministerium|ministry|amt|office|agentur|agency|bank|kammer|rat)$")
_LONGEST_COMPOUND = 2
_NOUN_ENDINGS = ("", "s", "es", "e", "en")


@dataclass(frozen=True, slots=True)
class OrganisationForm:
    """``is_acronym``: matched only as written. ``is_weak``: also an ordinary word, a place or a
    capital, so it is an organisation only where it speaks, not by being mentioned;
    ``may_be_named``: unless it is rare enough and has its article.
    ``is_place``: its seat or capital.
    """

    pattern: str
    written: str
    organisation: int
    is_acronym: bool
    is_weak: bool
    may_be_named: bool = False
    is_place: bool = False


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
    names = dict.fromkeys(all_names(organisation), False)
    towns = frozenset(_places(organisation)) - names.keys()
    for name in (*names, *towns):
        names.setdefault(name, True)
        if name.startswith(("the ", "The ")) and name[4:5].isupper() and name not in towns:
            names.setdefault(name[4:], is_known(ascii_fold(name[4:])))
    for name in tuple(names):
        for short in _shortened(name):
            weak = is_known(ascii_fold(short)) or short.count(" ") == 1
            names.setdefault(short, weak or short.startswith(("Ministry", "Minister")))
        words = name.split(" ")
        if len(words) == 2 and words[0] in ("DG", "GD") and _is_acronym(words[1]):
            names.setdefault(words[1], False)
        if len(words) > 2 and _is_of_a_country(ascii_fold(words[0])) and words[-1] in _OFFICES:
            names.setdefault(" ".join(words[1:]), True)
        if 0 < name.count(" ") < _LONGEST_COMPOUND and name[0].isupper():
            # 'die Pro-Asyl-Seite': inside a compound the blanks become hyphens.
            names.setdefault(name.replace(" ", "-"), names[name])
        for house in (*_houses(name), *_of_country(name)):
            names.setdefault(house, False)
    for name, is_place in names.items():
        is_acronym = _is_acronym(name)
        for spelling in spellings(name, by_sound=False):
            for pattern in (spelling,) if is_acronym else inflected(spelling):
                if len(pattern) > 1 and (pattern, is_acronym) not in seen:
                    seen.add((pattern, is_acronym))
                    weak = is_place or (not is_acronym and _is_everyday(pattern))
                    frequency, _ = word_frequencies().get(pattern, (0.0, False))
                    named = not is_place and pattern not in places() and frequency < _TOO_PLAIN
                    yield OrganisationForm(
                        pattern, name, index, is_acronym, weak, named, name in towns
                    )


def _is_everyday(pattern: str) -> bool:
    frequency, ordinary = word_frequencies().get(pattern, (0.0, False))
    return pattern in places() or (
        ordinary and frequency >= COMMON_ZIPF and not _INSTITUTION.search(pattern)
    )


def _places(organisation: Organisation) -> Iterable[str]:
    """Where an organisation sits, and for a government its capital and country."""
    towns = {organisation.seat}
    for name in organisation.names:
        if name.text.startswith(
            ("Stadt ", "City of ", "Landkreis ", "University of ", "Universität ")
        ):
            towns.add(name.text.split(" ", 2 if " of " in name.text else 1)[-1])
    if organisation.sector in GOVERNMENTS:
        towns |= set(countries().get(organisation.country, ()))
    for town in towns - {""}:
        yield town
        folded = ascii_fold(town)
        if german := town_names().get(folded):
            yield german.title()
        for english in _towns_in_german().get(folded, ()):
            yield english.title()


@cache
def _towns_in_german() -> dict[str, list[str]]:
    """English names of towns by the German one."""
    found: dict[str, list[str]] = {}
    for english, german in town_names().items():
        if english != german:
            found.setdefault(german, []).append(english)
    return found


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Country key -> its capital and its names in both languages."""
    found = {}
    for key, _, names, _, towns in rows_of("gazetteer.tsv"):
        if key != "region":
            capital = towns.split(",")[0].strip()
            found[key] = (capital, *(name.strip().rstrip("!") for name in names.split(",")))
    return found


def _shortened(name: str) -> Iterable[str]:
    """'Sachverständigenrat für …' and 'European Commission, DG …' by what stands first."""
    words = name.split(" ")
    if len(words) > 2 and words[-1] == "Ministry":
        yield " ".join(words[:-1])
    home = _OF_A_COUNTRY.match(name)
    if home and home.group(1).count(" ") > 1 and ascii_fold(home.group(2)) in _country_names():
        yield home.group(1)
    first = re.split(r",| für | für | for | of ", name)[0].strip()
    if first != name and (" " in first or len(first) > 9):
        folded = ascii_fold(first)
        if " " in first:
            adjective = folded.split(" ")[0]
            if ("," in name and adjective.startswith("europ")) or _is_of_a_country(adjective):
                yield first
        elif not is_known(folded) and not folded.startswith("bundes"):
            yield first


@cache
def _country_names() -> frozenset[str]:
    return frozenset(ascii_fold(name) for names in countries().values() for name in names[1:])


@cache
def _country_adjectives() -> tuple[str, ...]:
    return tuple(
        ascii_fold(name.strip().rstrip("!"))
        for row in rows_of("gazetteer.tsv")
        for name in row[3].split(",")
        if name.strip()
    )


def _is_of_a_country(adjective: str) -> bool:
    return adjective.startswith(_country_adjectives())


def _houses(name: str) -> Iterable[str]:
    """'Familienministerium' is also 'Haus der Familienministerin' and 'Familienressort'."""
    match = re.match(r"^(?:Bundes)?(\w+)ministerium$", name)
    if match and match.group(1).lower() not in ("bundes", ""):
        stem = match.group(1)
        stem = stem[:1].upper() + stem[1:]
        yield f"{stem}ressort"
        for house in ("Haus", "Hause"):
            yield f"{house} der {stem}ministerin"
            yield f"{house} des {stem}ministers"
            yield f"{house} der Bundes{stem.lower()}ministerin"
            yield f"{house} des Bundes{stem.lower()}ministers"
            yield f"{house} {stem}"


def _of_country(name: str) -> Iterable[str]:
    """'Nigerian Ministry of Labour' is also "Nigeria's Ministry of Labour"."""
    adjective, _, rest = name.partition(" ")
    if not rest or "inist" not in rest:
        return
    folded = ascii_fold(adjective)
    for stems, names in _adjectives_of_countries():
        if folded.startswith(stems):
            for country in names:
                yield f"{country}'s {rest}"
                yield f"{country}s {rest}"
            return


@cache
def _adjectives_of_countries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The folded adjectives of each country, and its names."""

    def listed(cell: str) -> tuple[str, ...]:
        return tuple(word.strip().rstrip("!") for word in cell.split(",") if word.strip())

    return tuple(
        (tuple(ascii_fold(word) for word in listed(adjectives)), listed(names))
        for key, _, names, adjectives, _ in rows_of("gazetteer.tsv")
        if key != "region" and adjectives.strip()
    )


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
    if len(name) > 8 or " " in name:
        return False
    capitals = sum(character.isupper() for character in name)
    return capitals >= 2 and capitals * 2 >= len(name)
