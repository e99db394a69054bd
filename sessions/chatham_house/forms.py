"""Every way a participant's name can be written: the patterns the scanner searches for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from .lexicon import ascii_fold, cues, is_common, is_doubtful
from .name_data import called_alone, contexts, nicknames
from .roster import Person

_GERMAN_SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
_DIGRAPHS = re.compile(r"(?<=[^aeiou])(a|o|u)e(?=[^aeiou])")
# The same sound in German, English and scholarly spelling.
_TRANSLITERATIONS = (
    ("dj", "d"), ("dzh", "j"), ("j", "dzh"), ("tsch", "ch"), ("sch", "sh"), ("kh", "h"),
    ("zh", "z"), ("j", "y"),
    ("y", "j"), ("w", "v"), ("v", "w"), ("ch", "tsch"), ("sh", "sch"),
)  # fmt: skip
_TRANSLITERATED_FROM = 7
_SCOTTISH = re.compile(r"(?:Mac|Mc|M')[ -]?(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NameForm:
    """One searched pattern. ``role``: "surname", "half" (of a double name), "given", "alias".

    ``common``: the pattern is also a frequent word or a place, so it needs a frame to count as a
    name. ``doubtful``: it is a rarer word, a name unless something speaks against it.
    """

    pattern: str
    person: int
    role: str
    common: bool
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class PersonNames:
    """The folded names of one person, as the frames around a match need them."""

    surnames: frozenset[str]
    halves: frozenset[str]
    given: frozenset[str]
    initials: frozenset[str]
    particles: frozenset[str]
    nicknames: frozenset[str] = frozenset()


def spellings(name: str, *, by_sound: bool = True) -> frozenset[str]:
    """All ASCII spellings of one name: Müller is muller and mueller, Dell'Acqua also dellacqua.

    ``by_sound`` adds transliterations of long names: Jumabaev is also Dzhumabaev.
    """
    name = unicodedata.normalize("NFC", name.strip()).replace("’", "'").replace("ʼ", "'")
    base = ascii_fold(name)
    found = {base, ascii_fold(name.translate(_GERMAN_SPELLINGS))}
    if "đ" in name.lower():
        found.add(ascii_fold(name.replace("đ", "dj").replace("Đ", "Dj")))
    scottish = _SCOTTISH.match(name)
    if scottish:
        rest = ascii_fold(name[scottish.end() :])
        found |= {prefix + rest for prefix in ("mac", "mc", "m'", "mac ", "mc ")}
    # Written with ae in the roster, it may be written with an umlaut in the text.
    found.add(_DIGRAPHS.sub(r"\1", base))
    if by_sound and len(base) >= _TRANSLITERATED_FROM:
        for written, read in _TRANSLITERATIONS:
            found |= {s.replace(written, read) for s in found if written in s}
    for spelling in tuple(found):
        for mark in "'-":
            if mark in spelling:
                found.add(spelling.replace(mark, ""))
                found.add(spelling.replace(mark, " "))
    return frozenset(" ".join(spelling.split()) for spelling in found if spelling.strip())


def split_family(family: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Particles and the core words of a family name: 'von der Lohe' -> (von, der), (Lohe,)."""
    words = family.replace("’", "'").split()
    particles: list[str] = []
    while len(words) > 1 and ascii_fold(words[0]) in cues("particles"):
        particles.append(ascii_fold(words.pop(0)))
    core = [part for word in words for part in word.split("-") if part]
    if core and len(core) > 1 and ascii_fold(core[0]) in cues("particles"):
        particles.append(ascii_fold(core.pop(0)))
    return tuple(particles), tuple(core)


def names_of(person: Person) -> PersonNames:
    """The folded names of a person."""
    particles, core = split_family(person.family)
    halves: set[str] = set()
    if len(core) > 1:
        for half in core:
            halves |= spellings(half)
    for word in core:
        prefix, _, rest = word.partition("'")
        if rest and ascii_fold(prefix) in cues("particles"):
            halves |= spellings(rest)
    surnames = set(spellings(person.family))
    if " ".join(core) != person.family:
        surnames |= spellings(" ".join(core))
    if len(core) > 1:
        surnames |= spellings("-".join(core))
    given: set[str] = set(spellings(person.given)) if person.given else set()
    for word in _WORD.findall(person.given):
        if word != person.given:
            given |= spellings(word)
    initials = {name[0] for name in given if name}
    called = {short for name in given for short in nicknames().get(name, ())} - given
    return PersonNames(
        frozenset(surnames - {""}),
        frozenset(half for half in halves if len(half) > 1 and half not in cues("particles")),
        frozenset(name for name in given if name),
        frozenset(initials),
        frozenset(particles),
        frozenset(called),
    )


# 'genannt Fiete', 'known as Bee', 'goes by Tom'
_CALLED = re.compile(
    r"\b(?:genannt|gerufen|Rufname|Spitzname|known to all as|"
    r"called|goes by|nicknamed|nickname|alias|a\.k\.a\.|aka)[:,]? "
    r"(?:the name |unter Freunden )?[\"'\u201e\u201c\u2018\u201a]?"
    r"(?P<name>[A-Z\u00c0-\u00de][\w'-]{1,30})"
)


def called_in(bios: Iterable[str]) -> Iterable[str]:
    """What a biography says somebody is called."""
    return (match.group("name") for bio in bios for match in _CALLED.finditer(bio))


def name_forms(index: int, person: Person, names: PersonNames) -> Iterable[NameForm]:
    """The patterns of one person; ``index`` is their place in the roster.

    One-letter names are searched only as part of a full name: alone they say nothing.
    """
    roles = [("surname", names.surnames), ("half", names.halves - names.surnames)]
    roles.append(("given", names.given))
    aliases = (*person.aliases, *called_in(person.bios))
    roles.append(("alias", frozenset(s for alias in aliases for s in spellings(alias))))
    for role, patterns in roles:
        for pattern in patterns:
            if len(pattern) > 1:
                single = " " not in pattern
                common = single and (is_common(pattern) or (role == "half" and len(pattern) < 3))
                doubtful = single and is_doubtful(pattern)
                yield NameForm(pattern, index, role, common, doubtful)
    # A nickname alone needs a frame: other people have it too.
    for short in names.nicknames:
        if short in names.surnames | names.halves:
            continue
        if called_alone(short) or (
            len(short) > 2 and short not in contexts("nicknames_never_alone")
        ):
            yield NameForm(short, index, "given", True)
    # A name of one letter is found beside the other half of the name only.
    for surname in names.surnames:
        if len(surname) == 1:
            for given in names.given:
                if len(given) > 1:
                    yield NameForm(f"{given} {surname}", index, "surname", False)
