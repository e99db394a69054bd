"""What kind of word a surname is that is also a word: counted or not, one or many, when or how."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .lexicon import ascii_fold, cues, lines_of
from .name_data import nicknames


@cache
def kinds(language: str, kind: str) -> frozenset[str]:
    """The folded words of one kind, a section of ``name-words.txt``."""
    return _sections()[f"{language} {kind}"]


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in lines_of("name-words.txt"):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        else:
            current.update(ascii_fold(entry.strip()) for entry in line.split(",") if entry.strip())
    return {name: frozenset(entries) for name, entries in sections.items()}


@cache
def has_one_form(word: str) -> bool:
    """Whether a German noun for somebody or an animal is the same for one and for many."""
    return word in kinds("de", "persons") or word in kinds("de", "animals")


@cache
def is_living(word: str) -> bool:
    """Whether a German word is a counted noun for a person or an animal."""
    if any(word in kinds("de", kind) for kind in ("person", "persons", "animal")):
        return True
    return is_nickname(word)


@cache
def is_post(word: str) -> bool:
    """Whether a German word is a trade or a post, so it stands before somebody's full name."""
    return word in kinds("de", "person") or word in kinds("de", "persons")


@cache
def is_nickname(word: str) -> bool:
    """Whether a word is a short form of a given name and none of the words here."""
    return word in nicknames() and not any(word in words for words in _sections().values())


@cache
def is_counted(word: str) -> bool:
    """Whether a German word is a noun that takes an article in the singular."""
    return is_living(word) or word in kinds("de", "thing")


@cache
def is_masculine(word: str) -> bool:
    """Whether a counted German noun can have no article but a masculine one, nor stand for many."""
    return (
        is_counted(word)
        and not has_one_form(word)
        and word not in kinds("de", "feminine")
        and word not in kinds("de", "neuter")
        and not is_nickname(word)
        and not word.endswith(("e", "er", "en"))
        and (word == "vogel" or not word.endswith("el"))
    )


@cache
def is_stuff(word: str) -> bool:
    """Whether a word stands bare as a noun: a mass, a season, a day of the calendar."""
    return word not in cues("adjective_names") and (
        word in kinds("de", "mass")
        or word in kinds("de", "time")
        or word in kinds("en", "mass")
        or word in kinds("en", "time")
        or word in cues("bare_nouns")
    )


def has_umlaut(word: str) -> bool:
    """Whether a word is written with an umlaut."""
    return not _UMLAUTS.isdisjoint(word)


_UMLAUTS = frozenset("\u00e4\u00f6\u00fc\u00c4\u00d6\u00dc")
