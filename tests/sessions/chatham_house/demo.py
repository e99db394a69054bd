"""The demo data as plain rosters and drafts, read without Django."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sessions.chatham_house import Organisation, OrganisationName, Part, Person, Roster

DATA = Path(__file__).resolve().parents[3] / "msg" / "demo" / "data"
OUTPUT_FILES = (
    "outputs-2013-2015.yaml",
    "outputs-2016-2017.yaml",
    "outputs-2018-2019.yaml",
    "outputs-2020-2021.yaml",
)


@cache
def load(name: str) -> Any:
    """One file of the demo data."""
    folder = DATA if name != "programme.yaml" else DATA.parents[1] / "data"
    return yaml.safe_load((folder / name).read_text(encoding="utf-8"))


def outputs() -> list[dict[str, Any]]:
    """All outputs of the demo."""
    return [output for name in OUTPUT_FILES for output in load(name)["outputs"]]


@cache
def roster(session: str) -> Roster:
    """The roster of one demo session, staff included."""
    entry = next(s for s in load("sessions.yaml")["sessions"] if s["key"] == session)
    people = load("people.yaml")
    cast = {person["key"]: person for person in (*people["people"], *people["staff"])}
    attended = [_person(cast[line["person"]], line, entry["round"]) for line in entry["attendance"]]
    facts = load("programme.yaml")["organisations"]
    named = {_key(o): o for o in (*facts, *people["organisations"])}
    used = sorted({person.organisation for person in attended})
    return Roster(
        id=session,
        people=tuple(attended),
        organisations=tuple(_organisation(key, named[key]) for key in used),
        parts=tuple(Part(part["key"], part["regime"]) for part in entry["parts"]),
        year=int(entry["starts"][:4]),
        sector_groups={
            sector["key"]: sector["group"] for sector in load("programme.yaml")["sectors"]
        },
    )


def _key(organisation: dict[str, Any]) -> str:
    return str(organisation.get("key") or organisation.get("acronym") or organisation["name"]["de"])


def _organisation(key: str, data: dict[str, Any]) -> Organisation:
    names = [OrganisationName(text, language) for language, text in data["name"].items()]
    if "acronym" in data:
        names.append(OrganisationName(data["acronym"], kind="acronym"))
    for language, aliases in data.get("aliases", {}).items():
        names += [OrganisationName(alias, language, "alias") for alias in aliases]
    for other in data.get("other_names", ()):
        years = (other.get("from"), other.get("until"))
        names += [
            OrganisationName(text, language if language != "acronym" else "", kind, *years)
            for language, text in other.items()
            if language in ("de", "en", "acronym")
            for kind in ("acronym" if language == "acronym" else "name",)
        ]
    return Organisation(key, tuple(names), data["sector"], is_secret=data.get("secret", False))


def _person(data: dict[str, Any], line: dict[str, Any], year: int) -> Person:
    position = data.get("position", {})
    for membership in data.get("memberships", ()):
        if membership["round"] == year and "position" in membership:
            position = membership["position"]
    facts = {
        _key(o): o
        for o in (*load("programme.yaml")["organisations"], *load("people.yaml")["organisations"])
    }
    return Person(
        id=data["key"],
        given=data["given"],
        family=data["family"],
        title=data["title"],
        gender=data["gender"],
        organisation=line["organisation"],
        sector=facts[line["organisation"]]["sector"],
        roles=tuple(position.values()),
        function=line["role"],
        emails=(data["email"],),
        bios=tuple(data["bio"].values()),
        present_in=frozenset(line["parts"]),
        is_present=line["present"],
    )
