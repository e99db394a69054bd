"""Offices of the same name that are another country's: 'das tunesische Innenministerium'."""

from __future__ import annotations

import re
from functools import cache

from .facets import country_key
from .lexicon import ascii_fold, rows_of
from .roster import Organisation
from .text import Text

# What every country has one of; 'the Kenyan UNHCR officer' is of the roster's UNHCR.
_GENERIC = re.compile(
    r"[a-z-]*ministeriums?|(?:ministry|department|ministerium|ministeriums) (?:of|for|fur|der|des) "
    r".+|(?:foreign|home|interior|finance|labour|health|justice|environment|education) (?:ministry|"
    r"office|department)|bundespolizei|stadtetage?s?|migration agency|immigration service|"
    r"federal police|border force|home office|foreign office|treasury"
)
_WORD_BEFORE = re.compile(r"(?P<word>[a-z.-]+?)(?:'s)? $")
_BEHIND = re.compile(
    r"^,? (?:in|von|of|der|des) (?:the |der |den )?(?P<name>[a-z]+(?: [a-z]+)?)(?![a-z])"
)
_STATES = (
    "bayerisch bayrisch sachsisch hessisch thuringisch niedersachsisch brandenburgisch badisch "
    "nordrhein-westfalisch rheinland-pfalzisch saarlandisch mecklenburg schleswig baden-wurttemberg"
).split()


def is_foreign(text: Text, start: int, end: int, organisations: list[Organisation]) -> bool:
    """Whether an office is named that is none of ``organisations``, but its like elsewhere."""
    if not _GENERIC.fullmatch(text.folded[start:end]):
        return False
    before = _WORD_BEFORE.search(text.folded, max(0, start - 40), start)
    word = before.group("word") if before else ""
    elsewhere = _countries_of(word)
    if not elsewhere:
        behind = _BEHIND.match(text.folded[end : end + 40])
        name = behind.group("name") if behind else ""
        elsewhere = _named(name) or _named(name.split(" ")[0])
    if elsewhere:
        return all(
            one.country and country_key(one.country) not in elsewhere for one in organisations
        )
    state = next((state for state in _STATES if word.startswith(state)), "")
    return bool(state) and not any(
        state[:5] in ascii_fold(name.text) for one in organisations for name in one.names
    )


def _countries_of(word: str) -> frozenset[str]:
    """The countries whose adjective or genitive a folded word is."""
    if word in ("us", "u.s.", "american", "amerikanische", "us-amerikanische"):
        return frozenset({"US"})
    if len(word) < 4:
        return frozenset()
    found = {key for stem, key in _adjectives() if word.startswith(stem)}
    return frozenset(found) or _named(word)


def _named(name: str) -> frozenset[str]:
    return _names().get(name, frozenset()) if name else frozenset()


@cache
def _adjectives() -> tuple[tuple[str, str], ...]:
    return tuple(
        (ascii_fold(adjective.strip().rstrip("!")), country_key(row[0]))
        for row in rows_of("gazetteer.tsv")
        if row[0] != "region"
        for adjective in row[3].split(",")
        if len(adjective.strip()) > 3
    )


@cache
def _names() -> dict[str, frozenset[str]]:
    """Folded names of countries and towns, and the countries they belong to."""
    found: dict[str, frozenset[str]] = {}
    for row in rows_of("gazetteer.tsv"):
        if row[0] == "region":
            continue
        for name in f"{row[2]},{row[4]}".split(","):
            folded = ascii_fold(name.strip().rstrip("!"))
            if folded:
                for form in (folded, f"{folded}s"):
                    found[form] = found.get(form, frozenset()) | {country_key(row[0])}
    return found
