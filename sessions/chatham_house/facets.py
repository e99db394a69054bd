"""What can be said of a participant without a name: sector, kind of organisation, gender, post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from .lexicon import ascii_fold, rows_of
from .roster import Person, Roster


@dataclass(frozen=True, slots=True)
class _Concept:
    """Who fits a kind of participant: by sector, by a part of their organisation's name."""

    sectors: frozenset[str]
    fallbacks: frozenset[str]
    countries: frozenset[str]
    parts: tuple[str, ...]
    excluded: tuple[str, ...]


@cache
def _concepts() -> Mapping[str, _Concept]:
    found = {}
    for row in rows_of("sectors.tsv"):
        keys = [key.strip() for key in row[1].split(",") if key.strip()]
        cell = row[2].split(",") if len(row) > 2 else []
        # The blank after '^un ' is part of it.
        parts = [part.lstrip() if "^" in part else part.strip() for part in cell]
        parts = [part for part in parts if part]
        found[row[0]] = _Concept(
            frozenset(key for key in keys if key[0] not in "~@"),
            frozenset(key[1:] for key in keys if key.startswith("~")),
            frozenset(key[1:] for key in keys if key.startswith("@")),
            tuple(part for part in parts if not part.startswith("!")),
            tuple(part[1:] for part in parts if part.startswith("!")),
        )
    return found


@cache
def role_words() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Folded word for a post or function -> its (key, gender) pairs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key, gender, words in rows_of("roles.tsv"):
        for word in words.split(","):
            found.setdefault(ascii_fold(word.strip()), []).append((key, gender))
    return {word: tuple(pairs) for word, pairs in found.items()}


@dataclass(frozen=True, slots=True)
class Profile:
    """One participant as a set of facts."""

    person: Person
    sector: str
    gender: str
    country: str
    regions: frozenset[str]
    concepts: frozenset[str]
    roles: frozenset[str]
    role_texts: tuple[str, ...]
    organisation_names: tuple[str, ...]


def profiles(roster: Roster) -> dict[str, Profile]:
    """Everybody's facts by person id."""
    sectors = {roster.sector_of(person) for person in roster.people}
    names = {
        # As the roster names it: of its other names 'UN Refugee Agency' would make it an agency.
        organisation.id: tuple(ascii_fold(name.text) for name in organisation.names)
        for organisation in roster.organisations
    }
    found = {}
    for person in roster.people:
        organisation_names = names.get(person.organisation, ())
        organisation = roster.organisation_by_id.get(person.organisation)
        country = country_key(organisation.country) if organisation else ""
        sector = roster.sector_of(person)
        found[person.id] = Profile(
            person,
            sector,
            person.gender,
            country,
            regions_of().get(country, frozenset()),
            frozenset(
                (
                    *_fitting_concepts(sector, sectors, country, organisation_names),
                    *_origin_concepts(sector, country),
                )
            ),
            frozenset(_roles_of(person)),
            tuple(ascii_fold(role) for role in person.roles),
            organisation_names,
        )
    return found


@cache
def _parts() -> tuple[AhoCorasick, tuple[tuple[str, bool], ...]]:
    """All parts of names in one automaton, and for each its concept and whether it excludes."""
    patterns, meanings = [], []
    for name, concept in _concepts().items():
        for parts, excludes in ((concept.parts, False), (concept.excluded, True)):
            for part in parts:
                patterns.append(part.replace("^", "\n"))
                meanings.append((name, excludes))
    return AhoCorasick(patterns, matchkind=MatchKind.Standard), tuple(meanings)


def _named_concepts(organisation_names: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """The concepts an organisation's names speak for, and those they speak against."""
    found: tuple[set[str], set[str]] = set(), set()
    automaton, meanings = _parts()
    text = "".join(f"\n{name}" for name in organisation_names)
    for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        concept, excludes = meanings[index]
        found[excludes].add(concept)
    return found


def _fitting_concepts(
    sector: str, sectors: Iterable[str], country: str, organisation_names: tuple[str, ...]
) -> Iterable[str]:
    yield "person"
    present = frozenset(sectors)
    named, excluded = _named_concepts(organisation_names)
    for name, concept in _concepts().items():
        if name in excluded or (concept.countries and country not in concept.countries):
            continue
        accepted = concept.sectors
        if not accepted & present:
            accepted |= concept.fallbacks
        if name in named or sector in accepted:
            yield name


def _origin_concepts(sector: str, country: str) -> Iterable[str]:
    """Foreign, and of a country people leave rather than one they come to."""
    if country and country not in ("DE", "INT", "EU"):
        yield "foreign"
        if sector in _concepts()["government"].sectors and not regions_of().get(
            country, frozenset()
        ).intersection(_DESTINATIONS):
            yield "origin_country"
    if country == "EU" and sector in _PUBLIC:
        # 'European' in a name makes no institution of a think tank or of a council of charities.
        yield "eu"
    if country in _EU_MEMBERS and sector in _concepts()["government"].sectors:
        yield "eu_member"


@cache
def regions_of() -> Mapping[str, frozenset[str]]:
    """Country key -> the regions it lies in."""
    found = {}
    for row in rows_of("gazetteer.tsv"):
        if row[0] != "region":
            regions = set(row[1].split(","))
            # The continent is said as often as the part of it.
            regions |= {"africa" for name in regions if name.endswith("africa")}
            regions |= {"europe" for name in regions if name.endswith("europe")}
            found[row[0]] = frozenset(regions)
    found["EU"] = frozenset({"europe"})
    return found


_DESTINATIONS = frozenset(
    {"western_europe", "nordic", "southern_europe", "north_america", "oceania"}
)
_EU_MEMBERS = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
_PUBLIC = frozenset(("", "government", "authority", "agency", "regional_org", "international_org"))
_COUNTRY_KEYS = {"GB": "UK", "EL": "GR"}


def country_key(code: str) -> str:
    """The key of the gazetteer for a country's code."""
    return _COUNTRY_KEYS.get(code, code)


def _roles_of(person: Person) -> Iterable[str]:
    if person.function and person.function != "participant":
        yield f"!{person.function}"
    for role in person.roles:
        folded = ascii_fold(role)
        # The longest post a title starts with or holds is the post meant: 'deputy head of unit'.
        fitting = [
            (len(word), key)
            for word, pairs in role_words().items()
            if word in folded and _holds_word(folded, word)
            for key, _ in pairs
        ]
        longest = max((length for length, _ in fitting), default=0)
        yield from (key for length, key in fitting if length == longest)


def _holds_word(text: str, word: str) -> bool:
    index = text.find(word)
    if index < 0:
        return False
    before, after = text[:index], text[index + len(word) :]
    return not before[-1:].isalnum() and not after[:1].isalnum()


Predicate = Callable[[Profile], bool]


def smallest_group(
    rooms: Iterable[tuple[Person, ...]], known: Mapping[str, Profile], predicate: Predicate
) -> tuple[str, ...]:
    """The ids that fit in the room where fewest do; empty where nobody fits anywhere.

    A text drawn from several parts may come from the smallest of them.
    """
    smallest: tuple[str, ...] = ()
    for room in rooms:
        fitting = tuple(p.id for p in room if predicate(known[p.id]))
        if fitting and (not smallest or len(fitting) < len(smallest)):
            smallest = fitting
    return smallest
