"""Who can sign in to the demo, and what each sign-in shows."""

from dataclasses import dataclass

PASSWORD = "die-leerstelle-bleibt-leer"
"""One password for every account of the demo; ``msg.E001`` keeps the demo on this machine."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A sign-in of the demo. ``person`` is a key of ``people.yaml``."""

    key: str
    person: str
    email: str
    role: str
    shows: str


ACCOUNTS = (
    DemoAccount(
        key="convener",
        person="p-soerensen-marit",
        email="marit.soerensen@example.org",
        role="staff",
        shows="rounds, sessions, people, and releasing what others wrote",
    ),
    DemoAccount(
        key="rapporteur",
        person="p-ferber-jonas",
        email="jonas.ferber@example.org",
        role="staff",
        shows="writing an output and seeing its findings",
    ),
    DemoAccount(
        key="reviewer",
        person="p-hallmann-teresa",
        email="teresa.hallmann@example.org",
        role="staff",
        shows="judging findings, clearing and releasing",
    ),
    DemoAccount(
        key="participant-2013",
        person="p-novakova-katarina",
        email="katarina.novakova@example.org",
        role="participant",
        shows="a participant of 2013–2015, in German",
    ),
    DemoAccount(
        key="participant-2020",
        person="p-sharma-meenal",
        email="meenal.sharma@example.org",
        role="participant",
        shows="a participant of 2020–2021, in English",
    ),
    DemoAccount(
        key="newcomer",
        person="p-hartwig-lukas",
        email="lukas.hartwig-osei@example.org",
        role="participant",
        shows="a member of 2020–2021 who was at no session",
    ),
)
