"""The people and organisations of one session, as frozen data.

A roster is everything the rule engine knows about a room: who was invited, who was there and in
which part, for whom they sat, and under which names an organisation goes. It is confidential in
full and is never stored by this package.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any


class EmptyRoster(ValueError):
    """The roster names nobody, so a scan could find nothing and would look clean."""


class InvalidRoster(ValueError):
    """The roster is not in the documented format."""


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """One name an organisation goes by, with the years in which it was the official one.

    Years are kept for display and for choosing a name; all names are searched whatever the year,
    because a former name identifies as well as the present one.
    """

    text: str
    language: str = ""
    kind: str = "name"  # "name", "acronym" or "alias"
    from_year: int | None = None
    until_year: int | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation somebody sat for. ``is_secret``: it may appear in public in no role at all.

    ``country`` is an ISO code ("DE"), ``seat`` a town; both may be empty.
    """

    id: str
    names: tuple[OrganisationName, ...]
    sector: str = ""
    country: str = ""
    seat: str = ""
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A participant. ``gender`` is "f", "m", "x" or ""; ``roles`` are positions in any language.

    ``function`` is what they did in the session: "chair", "rapporteur", "input", "participant".
    Somebody who was invited and did not come has ``is_present`` False: their name is searched for
    like any other (an absence is as secret as a presence), but they hide nobody in a group.
    """

    id: str
    given: str = ""
    family: str = ""
    title: str = ""
    gender: str = ""
    organisation: str = ""
    sector: str = ""
    roles: tuple[str, ...] = ()
    function: str = ""
    emails: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    bios: tuple[str, ...] = ()
    present_in: frozenset[str] = frozenset()
    is_present: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """An agenda item; ``regime`` is one of the values of :class:`regimes.Regime`."""

    id: str
    regime: str = "chatham_house"
    title: str = ""


@dataclass(frozen=True)
class Roster:
    """Everybody and every organisation of one session.

    ``sector_groups`` maps a sector key to the key of its coarser group.
    """

    id: str
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    parts: tuple[Part, ...] = ()
    year: int | None = None
    sector_groups: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sector_groups", MappingProxyType(dict(self.sector_groups)))

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the whole content: the key under which compiled rosters are kept."""
        # A set's repr follows no fixed order, so presence is written sorted and beside the person.
        people = [
            (replace(person, present_in=frozenset()), sorted(person.present_in))
            for person in self.people
        ]
        groups = sorted(self.sector_groups.items())
        content = repr((self.id, people, self.organisations, self.parts, self.year, groups))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def organisation_by_id(self) -> Mapping[str, Organisation]:
        """Organisations by their id."""
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def part_by_id(self) -> Mapping[str, Part]:
        """Parts by their id."""
        return {part.id: part for part in self.parts}

    def sector_of(self, person: Person) -> str:
        """The sector a person counts for: their own entry, else their organisation's."""
        if person.sector:
            return person.sector
        organisation = self.organisation_by_id.get(person.organisation)
        return organisation.sector if organisation else ""

    def people_in(self, parts: Iterable[str] = ()) -> tuple[Person, ...]:
        """Everybody present in at least one of ``parts``; without parts, everybody present.

        These are the people a text drawn from those parts could be about. Whether a label or a
        group is large enough is asked of every part on its own (see :meth:`rooms`): a text from
        two parts may come from the smaller one.
        """
        wanted = set(parts)
        return tuple(
            person
            for person in self.people
            if person.is_present
            and (not wanted or not self.parts or not wanted.isdisjoint(person.present_in))
        )

    def rooms(self, parts: Iterable[str] = ()) -> tuple[tuple[Person, ...], ...]:
        """The people present in each of ``parts``; one room with everybody if none is named."""
        wanted = tuple(dict.fromkeys(parts))
        if not wanted or not self.parts:
            return (self.people_in(()),)
        return tuple(self.people_in((part,)) for part in wanted)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Roster:
        """A roster from the exchange format: ``session``, ``orgs`` and ``participants``.

        Without parts everybody counts as present; with parts, whoever is in none of them is
        absent. Raises :class:`InvalidRoster` naming what is wrong.
        """
        if not isinstance(data, Mapping):
            raise InvalidRoster("a roster must be an object")
        session = _mapping(data.get("session") or {}, "session")
        parts_data = [_mapping(part, "session.parts") for part in _list(session, "parts")]
        present: dict[str, set[str]] = {}
        for part in parts_data:
            for person_id in _list(part, "present"):
                present.setdefault(str(person_id), set()).add(_text(part, "id"))
        functions = {
            _text(session, "chair"): "chair",
            _text(session, "rapporteur"): "rapporteur",
        }
        people = []
        for entry in _list(data, "participants"):
            person = _mapping(entry, "participants")
            person_id = _text(person, "id")
            people.append(
                Person(
                    id=person_id,
                    given=_text(person, "first"),
                    family=_text(person, "last"),
                    title=_text(person, "title"),
                    gender=_text(person, "gender"),
                    organisation=_text(person, "org"),
                    sector=_text(person, "sector"),
                    roles=_texts(person, "role"),
                    function=functions.get(person_id, "participant"),
                    emails=_texts(person, "email"),
                    aliases=_texts(person, "aliases"),
                    bios=_texts(person, "bio"),
                    present_in=frozenset(present.get(person_id, ())),
                    is_present=not parts_data or person_id in present,
                )
            )
        return cls(
            id=_text(data, "id"),
            people=tuple(people),
            organisations=tuple(
                _organisation(_mapping(entry, "orgs")) for entry in _list(data, "orgs")
            ),
            parts=tuple(
                Part(
                    _text(part, "id"),
                    _text(part, "regime") or "chatham_house",
                    _text(part, "title"),
                )
                for part in parts_data
            ),
            year=_year(session),
        )


def _organisation(entry: Mapping[str, Any]) -> Organisation:
    names = [OrganisationName(_text(entry, "name"))]
    for alias in _texts(entry, "aliases"):
        kind = "acronym" if alias.isupper() and " " not in alias else "alias"
        names.append(OrganisationName(alias, kind=kind))
    return Organisation(
        id=_text(entry, "id"),
        names=tuple(name for name in names if name.text),
        sector=_text(entry, "sector"),
        country=_text(entry, "country"),
        seat=_text(entry, "seat"),
        is_secret=bool(entry.get("secret", False)),
    )


def _year(session: Mapping[str, Any]) -> int | None:
    year = _text(session, "date")[:4]
    return int(year) if year.isascii() and year.isdigit() else None


def _mapping(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InvalidRoster(f"{name} must hold objects")
    return value


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    value = data.get(name) or []
    if not isinstance(value, list):
        raise InvalidRoster(f"{name} must be a list")
    return value


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidRoster(f"{name} must be text")
    return value.strip()


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name)
    if isinstance(value, list):
        if not all(isinstance(item, str) for item in value):
            raise InvalidRoster(f"{name} must be a list of text")
        return tuple(item.strip() for item in value if item.strip())
    text = _text(data, name)
    return (text,) if text else ()
