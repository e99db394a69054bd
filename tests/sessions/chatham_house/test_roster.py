"""A roster: who was there, read strictly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessions.chatham_house import InvalidRoster, Part, Roster
from tests.sessions.chatham_house.rosters import PEOPLE, roster

DATA = {
    "id": "r",
    "session": {
        "date": "2026-02-03",
        "chair": "a",
        "rapporteur": "b",
        "parts": [{"id": "1", "title": "Teil", "present": ["a"]}],
    },
    "orgs": [{"id": "X", "name": "Amt X", "aliases": ["AX", "Das X"], "sector": "government"}],
    "participants": [
        {"id": "a", "first": "Ada", "last": "Moor", "org": "X", "role": "Leiterin", "bio": ""},
        {"id": "b", "first": "Bo", "last": "Nord", "org": "X", "sector": "ngo"},
    ],
}


def test_the_exchange_format_is_read_whole():
    read = Roster.from_json(DATA)
    ada, bo = read.people
    assert (read.id, read.year, ada.function, bo.function) == ("r", 2026, "chair", "rapporteur")
    assert ada.roles == ("Leiterin",)
    assert ada.bios == ()
    assert [name.kind for name in read.organisations[0].names] == ["name", "acronym", "alias"]
    assert read.sector_of(ada) == "government"
    assert read.sector_of(bo) == "ngo"


def test_whoever_is_in_no_part_is_absent():
    assert [p.id for p in Roster.from_json(DATA).people_in()] == ["a"]


def test_without_parts_everybody_is_present():
    data = {**DATA, "session": {"chair": "a", "rapporteur": "b", "parts": []}}
    assert [p.id for p in Roster.from_json(data).people_in()] == ["a", "b"]


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"participants": "Ada"},
        {"participants": ["Ada"]},
        {"participants": [{"id": "a", "first": 7}]},
        {"orgs": [{"id": "X", "name": "X", "aliases": [1]}]},
        {"session": []},
    ],
)
def test_what_is_no_roster_is_refused(data):
    if data == {"session": []}:
        assert Roster.from_json(data).people == ()
        return
    with pytest.raises(InvalidRoster):
        Roster.from_json(data)


def test_people_in_parts_are_those_of_any_of_them_and_rooms_are_apart():
    people = tuple(
        replace(person, present_in=frozenset(parts))
        for person, parts in zip(PEOPLE[:3], ("a", "ab", "b"), strict=True)
    )
    both = roster(people=people, parts=(Part("a"), Part("b")))
    assert [p.id for p in both.people_in(("a", "b"))] == ["p1", "p2", "p3"]
    assert [[p.id for p in room] for room in both.rooms(("a", "b"))] == [["p1", "p2"], ["p2", "p3"]]


def test_the_fingerprint_follows_the_content_and_not_the_order_of_parts():
    first = roster(people=(replace(PEOPLE[0], present_in=frozenset("abcdef")),))
    again = roster(people=(replace(PEOPLE[0], present_in=frozenset("fedcba")),))
    other = roster(people=(replace(PEOPLE[0], present_in=frozenset("abcde")),))
    assert first.fingerprint == again.fingerprint != other.fingerprint
