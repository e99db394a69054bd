"""The data lists about names: short forms of given names, and words that stand beside names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .lexicon import ascii_fold, given_names, lines_of, rows_of

_SHORTEST_NICKNAME = 2


@cache
def contexts(name: str) -> frozenset[str]:
    """The folded words of one section of ``name-contexts.txt``."""
    sections = _sections()
    if name not in sections:
        raise KeyError(f"no section [{name}] in name-contexts.txt")
    return sections[name]


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in lines_of("name-contexts.txt"):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        else:
            current.update(ascii_fold(entry.strip()) for entry in line.split(",") if entry.strip())
    return {name: frozenset(entries) for name, entries in sections.items()}


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """Folded given name -> what its bearer may be called; short forms lead to their full ones."""
    found: dict[str, set[str]] = {}
    for full, short_forms in rows_of("nicknames.tsv"):
        formal = ascii_fold(full)
        shorts = {ascii_fold(short.strip()) for short in short_forms.split(",")}
        found.setdefault(formal, set()).update(shorts)
        for short in shorts:
            found.setdefault(short, set()).add(formal)
    return {
        name: frozenset(n for n in others if len(n) >= _SHORTEST_NICKNAME and n != name)
        for name, others in found.items()
    }


@cache
def called_alone(nickname: str) -> bool:
    """Whether a nickname says who is meant without a surname: 'Matze', but not 'Bill'."""
    return len(nickname) > _SHORTEST_NICKNAME and nickname not in contexts(
        "nicknames_that_are_words"
    )


@cache
def all_given_names() -> frozenset[str]:
    """Folded given names of many languages."""
    return given_names() | frozenset(ascii_fold(name) for name in lines_of("given-names-world.txt"))
