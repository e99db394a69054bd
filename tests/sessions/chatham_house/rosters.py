"""Small invented rosters for tests of the rule engine."""

from __future__ import annotations

from sessions.chatham_house import Organisation, OrganisationName, Part, Person, Roster

ORGANISATIONS = (
    Organisation(
        "BMZ",
        (
            OrganisationName("Bundesministerium für wirtschaftliche Zusammenarbeit", "de"),
            OrganisationName("BMZ", kind="acronym"),
        ),
        "government",
        "DE",
        "Bonn",
    ),
    Organisation("NWH", (OrganisationName("Netzwerk Hafenlicht", "de"),), "civil_society"),
    Organisation(
        "TIEF",
        (OrganisationName("Tiefwasser", "de"), OrganisationName("Deepwater", "en", "alias")),
        "civil_society",
        is_secret=True,
    ),
)

PEOPLE = (
    Person("p1", "Gesine", "Brüggemann", "Dr.", "f", "BMZ", roles=("Referatsleiterin Wasser",)),
    Person("p2", "Arne", "Wolf", gender="m", organisation="BMZ", roles=("Referent",)),
    Person("p3", "Mia", "Hahn-Lopez", gender="f", organisation="NWH", function="chair"),
    Person("p4", "Ole", "Zimmermann", gender="m", organisation="NWH", emails=("ole@nwh.example",)),
    Person(
        "p5",
        "Ida",
        "van der Aa",
        gender="f",
        organisation="TIEF",
        bios=("früher Richterin in Accra",),
    ),
    Person("p6", "Tom", "Fernweh", gender="m", organisation="BMZ", is_present=False),
)


def roster(**changes: object) -> Roster:
    """The small roster, with fields replaced."""
    fields: dict[str, object] = {
        "id": "small",
        "people": PEOPLE,
        "organisations": ORGANISATIONS,
        **changes,
    }
    return Roster(**fields)


def crowd(sectors: dict[str, int], organisations_each: int = 3) -> Roster:
    """A roster of so many people a sector, spread over several organisations each."""
    people, organisations = [], []
    for sector, size in sectors.items():
        keys = [f"{sector}-{n}" for n in range(organisations_each)]
        organisations += [
            Organisation(key, (OrganisationName(f"Haus {key}"),), sector) for key in keys
        ]
        people += [
            Person(
                f"{sector}{n}",
                f"Vorname{n}",
                f"Nachname{sector}{n}",
                organisation=keys[n % organisations_each],
                present_in=frozenset({"a"}),
            )
            for n in range(size)
        ]
    groups = {"ministry": "public", "agency": "public", "ngo": "society", "firm": "society"}
    return Roster("crowd", tuple(people), tuple(organisations), (Part("a"),), sector_groups=groups)
