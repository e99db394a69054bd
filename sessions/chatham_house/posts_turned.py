"""Titles said the other way round: 'Referatsleiterin Pflege' leads the 'Referat Pflege'."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINK = re.compile(r",? (?:fur|for|of|in|der|des|the|im|am)\b(?: (?:the|der|die|das|den))?(?= )")
_UNIT_HEAD = re.compile(
    r"(?P<unit>[a-z]{4,}?)(?P<s>s?)leiter(?P<f>in)?(?: (?:fur |der |des )?(?P<topic>[a-z -]{4,}))?$"
)
_HEAD_OF = re.compile(
    r"head of (?:the )?(?P<unit>division|unit|section|department|group|mission|office|team)"
    r"(?:,| in| for| of)?(?: the)? (?P<topic>[a-z -]{3,})$"
)
_HEAD_OF_ONE = re.compile(
    r"head of (?:the )?(?P<topic>[a-z -]{3,}) (?P<unit>division|unit|section|department|group|"
    r"mission|office|team|programme)$"
)
_ARTICLES = {
    "referat": "des referats",
    "bereich": "des bereichs",
    "fachbereich": "des fachbereichs",
    "sachgebiet": "des sachgebiets",
    "projekt": "des projekts",
    "programm": "des programms",
    "team": "des teams",
    "buro": "des buros",
    "amt": "des amts",
    "ressort": "des ressorts",
    "dezernat": "des dezernats",
    "abteilung": "der abteilung",
    "unterabteilung": "der unterabteilung",
    "gruppe": "der gruppe",
    "gruppen": "der gruppe",
    "mission": "der mission",
    "sektion": "der sektion",
    "stab": "des stabs",
    "forschungsbereich": "des forschungsbereichs",
    "forschungsabteilung": "der forschungsabteilung",
}
_UNITS = re.compile(r"(?:s?abteilung|s?referat|s?bereich|s?stelle)$")


def turned(role: str) -> Iterator[str]:
    """Other forms of a folded title, each of which means its holder."""
    yield from _compounds(role)
    yield from _units(role)
    yield from _english(role)


def _compounds(role: str) -> Iterator[str]:
    """'Vorstand Personal' is the Personalvorstand, 'Leiter der Forschung' the Forschungsleiter."""
    words = _LINK.sub("", role).split()
    if len(words) != 2 or len(words[1]) < 5 or not words[1].isalpha() or not words[0].isalpha():
        return
    yield words[1] + words[0]
    yield words[1] + "s" + words[0]
    yield f"{words[1]}-{words[0]}"
    if words[0].startswith(("leiter", "chef")):
        base = _UNITS.sub("", words[1])
        if base != words[1] and len(base) >= 5:
            yield base + words[0]
            yield base + "s" + words[0]


def _units(role: str) -> Iterator[str]:
    """'Referatsleiterin Pflege': the 'Leiterin des Referats Pflege'; a unit alone has many."""
    match = _UNIT_HEAD.match(role)
    if match and match.group("unit") not in _ARTICLES and not match.group("topic"):
        # 'Vertriebsleiter': whether it is 'des' or 'der' no list says.
        for head in ("leiter", "chef"):
            head += match.group("f") or ""
            yield f"{head} des {match.group('unit')}s"
            yield f"{head} der {match.group('unit')}"
            yield f"{head} {match.group('unit')}"
    if match is None or match.group("unit") not in _ARTICLES or not match.group("topic"):
        return
    unit, topic = _ARTICLES[match.group("unit")], match.group("topic")
    for head in ("leiter", "chef"):
        head += match.group("f") or ""
        yield f"{head} {unit} {topic}"
        yield f"{head} {unit} fur {topic}"


def _english(role: str) -> Iterator[str]:
    """'Head of Mission in Tripoli', 'Director of Human Resources', 'Registration Officer'."""
    match = _HEAD_OF.match(role) or _HEAD_OF_ONE.match(role)
    if match:
        topic, unit = match.group("topic"), match.group("unit")
        yield f"head of the {topic} {unit}"
        yield f"head of {topic} {unit}"
        yield f"{topic} {unit}'s head"
        yield f"{topic} {unit} head"
        yield f"{topic} head of {unit}"
        return
    post, link, topic = role.partition(" of ")
    if link and post in ("head", "director", "manager", "professor") and len(topic) > 1:
        yield f"{topic} {post}"
        initials = "".join(word[0] for word in topic.split())
        if len(initials) == 2:
            yield f"{initials} {post}"
            yield f"{post} of {initials}"
        return
    topic, _, post = role.rpartition(" ")
    if topic and post in ("officer", "adviser", "manager", "analyst", "specialist", "lead"):
        if topic in _GRADES:
            return
        for between in ("for", "in charge of", "responsible for"):
            yield f"{post} {between} {topic}"


# A grade is no topic: there is no 'officer in charge of senior'.
_GRADES = frozenset("senior junior principal chief lead national regional technical staff".split())
