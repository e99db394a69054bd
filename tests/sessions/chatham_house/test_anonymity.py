"""The ladder: what a reader may be told about who said something."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.chatham_house import (
    Label,
    Organisation,
    OrganisationName,
    Part,
    Person,
    Roster,
    Thresholds,
    allowed_labels,
    check_label,
    check_labels_together,
    parse_label,
)
from sessions.chatham_house.anonymity import (
    Repeat,
    allowed_support,
    check_repeats,
    people_with,
)
from tests.sessions.chatham_house.rosters import crowd


@pytest.mark.parametrize("text", ["participants", "sector:ngo", "sector_group:public", "person"])
def test_a_label_is_written_as_it_was_read(text):
    assert str(parse_label(text)) == text


@pytest.mark.parametrize(
    "text", ["", "sector", "sector:", "participants:x", "everybody", "Sector:x"]
)
def test_what_is_no_label_is_refused(text):
    with pytest.raises(ValueError, match="label"):
        parse_label(text)


@pytest.mark.parametrize(("people", "organisations"), [(2, 3), (5, 1), (0, 0)])
def test_thresholds_never_fall_below_the_least(people, organisations):
    with pytest.raises(ValueError, match="thresholds"):
        Thresholds(people, organisations)


def test_labels_come_finest_first():
    roster = crowd({"ministry": 6, "agency": 6, "ngo": 6})
    assert [str(label) for label in allowed_labels(roster, ("a",))] == [
        "sector:agency",
        "sector:ministry",
        "sector:ngo",
        "sector_group:public",
        "sector_group:society",
        "participants",
    ]


def test_a_sector_of_four_people_is_too_small():
    roster = crowd({"ministry": 10, "ngo": 4})
    problems = check_label("sector:ngo", roster, ("a",))
    assert [(p.reason, dict(p.params)) for p in problems] == [
        ("label.people", {"count": 4, "minimum": 5})
    ]


def test_a_sector_of_one_organisation_is_that_organisation():
    roster = crowd({"ministry": 10, "ngo": 6}, organisations_each=2)
    assert [p.reason for p in check_label("sector:ngo", roster, ("a",))] == ["label.organisations"]


def test_everyone_but_a_few_names_the_few():
    roster = crowd({"ministry": 10, "ngo": 2})
    assert [p.reason for p in check_label("sector:ministry", roster, ("a",))] == [
        "label.complement"
    ]


def test_leaving_out_nobody_is_allowed():
    assert check_label("sector:ministry", crowd({"ministry": 10}), ("a",)) == []


def test_a_label_must_hold_in_every_part_named():
    people = tuple(
        Person(
            f"p{n}",
            "V",
            f"N{n}",
            organisation=f"o{n % 4}",
            sector="ngo",
            present_in=frozenset({"a"} if n < 6 else {"a", "b"}),
        )
        for n in range(8)
    )
    organisations = tuple(
        Organisation(f"o{n}", (OrganisationName(f"Haus {n}"),), "ngo") for n in range(4)
    )
    roster = Roster("r", people, organisations, (Part("a"), Part("b")))
    assert check_label("participants", roster, ("a",)) == []
    assert [p.reason for p in check_label("participants", roster, ("a", "b"))] == ["label.people"]


def test_absent_people_hide_nobody():
    roster = crowd({"ngo": 4})
    away = Person("away", "V", "N", organisation="ngo-0", is_present=False)
    with_absent = Roster("r", (*roster.people, away), roster.organisations, roster.parts)
    assert check_label("participants", with_absent, ("a",))[0].params["count"] == 4


def test_two_labels_may_not_leave_a_small_rest_between_them():
    roster = crowd({"ministry": 8, "agency": 3, "ngo": 9})
    uses = [("sector_group:public", ("a",)), ("sector:ministry", ("a",))]
    assert all(not check_label(label, roster, parts) for label, parts in uses)
    assert {p.reason for p in check_labels_together(uses, roster)} == {"labels.people"}


def test_a_name_needs_consent_whatever_the_numbers():
    assert check_label("person", crowd({"ngo": 20}), ("a",))[0].reason == "label.person"


def test_an_unknown_sector_fits_nobody():
    assert check_label("sector:unknown", crowd({"ngo": 9}), ("a",))[0].reason == "label.people"


@st.composite
def sessions_with_labels(draw):
    sectors = ("ministry", "agency", "ngo", "firm")
    parts = ("a", "b")
    people = []
    for n in range(draw(st.integers(1, 26))):
        people.append(
            Person(
                f"p{n}",
                "V",
                f"N{n}",
                organisation=f"o{draw(st.integers(0, 7))}",
                sector=draw(st.sampled_from(sectors)),
                present_in=frozenset(draw(st.sets(st.sampled_from(parts)))),
                is_present=draw(st.integers(0, 9)) > 0,
            )
        )
    organisations = tuple(Organisation(f"o{n}", (OrganisationName(f"Haus {n}"),)) for n in range(8))
    groups = {"ministry": "public", "agency": "public", "ngo": "society", "firm": "society"}
    roster = Roster(
        "r", tuple(people), organisations, tuple(map(Part, parts)), sector_groups=groups
    )
    labels = ["participants"]
    labels += [f"sector:{s}" for s in sectors] + ["sector_group:public", "sector_group:society"]
    uses = draw(
        st.lists(
            st.tuples(
                st.sampled_from(labels),
                st.lists(st.sampled_from(parts), min_size=1, unique=True).map(tuple),
            ),
            max_size=6,
        )
    )
    thresholds = Thresholds(draw(st.integers(3, 6)), draw(st.integers(2, 4)))
    return roster, uses, thresholds


@settings(max_examples=300, deadline=None)
@given(sessions_with_labels())
def test_released_labels_single_out_nobody(drawn):
    """Whoever knows the room and every label can still not get below k people.

    The attacker of this test subtracts any released label, or what it leaves out, from any other
    used in the same part.
    """
    roster, uses, thresholds = drawn
    if check_labels_together(uses, roster, thresholds):
        return
    for label, parts in uses:
        for part in parts:
            room = roster.people_in((part,))
            everybody = {person.id for person in room}
            fitting = set(people_with(parse_label(label), roster, room))
            assert len(fitting) >= thresholds.people
            seats = {p.organisation for p in room if p.id in fitting}
            assert len(seats) >= thresholds.organisations
            others = [
                set(people_with(parse_label(other), roster, room))
                for other, other_parts in uses
                if part in other_parts
            ]
            remaining = [fitting]
            for other in others:
                remaining = [
                    cut for rest in remaining for cut in (rest & other, rest - other) if cut
                ]
            assert all(len(rest) >= thresholds.people for rest in remaining)
            assert all(
                len({p.organisation for p in room if p.id in rest}) >= thresholds.organisations
                for rest in remaining
            )
            assert not 0 < len(everybody - fitting) < thresholds.people


@settings(max_examples=200, deadline=None)
@given(sessions_with_labels())
def test_what_is_offered_is_accepted(drawn):
    roster, _, thresholds = drawn
    for label in allowed_labels(roster, ("a",), thresholds):
        assert check_label(label, roster, ("a",), thresholds) == []
        assert isinstance(label, Label)


@pytest.mark.parametrize(("both_times", "allowed"), [(0, True), (1, False), (4, False), (5, True)])
def test_who_was_there_both_times_is_nobody_or_enough(both_times, allowed):
    roster = crowd({"ministry": 8, "ngo": 8})
    here = sorted(people_with(parse_label("sector:ministry"), roster, roster.people))
    elsewhere = frozenset([*here[:both_times], *(f"other{n}" for n in range(6))])
    problems = check_repeats([Repeat("sector:ministry", ("a",), elsewhere)], roster)
    assert not problems if allowed else [p.reason for p in problems] == ["label.repeated"]


@given(sessions_with_labels(), st.integers(0, 30))
@settings(max_examples=150, deadline=None)
def test_a_repeated_statement_singles_out_nobody(drawn, guests):
    roster, _uses, thresholds = drawn
    elsewhere = frozenset(sorted(p.id for p in roster.people)[:guests])
    for label in ("participants", "sector:ministry", "sector_group:public"):
        repeat = Repeat(label, ("a",), elsewhere)
        if not check_repeats([repeat], roster, thresholds):
            for room in roster.rooms(("a",)):
                both = people_with(parse_label(label), roster, room) & elsewhere
                assert not both or len(both) >= thresholds.people


BANDS = {
    "some": lambda supporting, sectors: 2 <= supporting <= sectors / 2,
    "most": lambda supporting, sectors: sectors / 2 < supporting < sectors,
    "all": lambda supporting, sectors: supporting == sectors and sectors >= 2,
}


@pytest.mark.parametrize(
    ("sectors", "bands"),
    [
        ({"ministry": 20}, []),
        ({"ministry": 6, "ngo": 6}, ["all"]),
        ({"ministry": 1, "ngo": 1}, []),
        ({"ministry": 6, "ngo": 6, "firm": 6}, ["most", "all"]),
        ({"ministry": 6, "ngo": 6, "firm": 4}, ["all"]),
        ({"ministry": 6, "ngo": 6, "firm": 6, "agency": 6}, ["some", "most", "all"]),
        ({"ministry": 6, "ngo": 6, "firm": 1, "agency": 4}, ["some", "all"]),
        ({"ministry": 6, "ngo": 6, "firm": 1, "agency": 3}, ["all"]),
    ],
)
def test_support_is_told_in_bands_that_hide_who_and_who_not(sectors, bands):
    assert allowed_support(crowd(sectors), ("a",)) == bands


def test_support_of_all_sectors_needs_enough_organisations():
    assert allowed_support(crowd({"ministry": 6, "ngo": 6}, organisations_each=1), ("a",)) == []


def test_support_holds_in_the_smallest_of_its_parts():
    people = tuple(
        Person(
            f"p{n}",
            "V",
            f"N{n}",
            organisation=f"o{n % 4}",
            sector="ngo" if n % 2 else "firm",
            present_in=frozenset({"a"} if n < 9 else {"a", "b"}),
        )
        for n in range(12)
    )
    organisations = tuple(Organisation(f"o{n}", (OrganisationName(f"Haus {n}"),)) for n in range(4))
    roster = Roster("r", people, organisations, (Part("a"), Part("b")))
    assert allowed_support(roster, ("a",)) == ["all"]
    assert allowed_support(roster, ("a", "b")) == []


@settings(max_examples=300, deadline=None)
@given(sessions_with_labels())
def test_a_band_of_support_stands_for_enough_people_and_leaves_out_enough(drawn):
    """Whichever sectors it was: the attacker of this test tries each choice the band leaves."""
    roster, _uses, thresholds = drawn
    parts = ("a", "b")
    for band in allowed_support(roster, parts, thresholds):
        for room in roster.rooms(parts):
            sectors = sorted({roster.sector_of(person) for person in room})
            choices = [
                chosen
                for size in range(len(sectors) + 1)
                for chosen in combinations(sectors, size)
                if BANDS[band](size, len(sectors))
            ]
            assert choices, band
            for chosen in choices:
                supporting = [p for p in room if roster.sector_of(p) in chosen]
                assert len(supporting) >= thresholds.people
                assert not 0 < len(room) - len(supporting) < thresholds.people
