"""Two names that are words, set against each other: 'Stein versus Vogel: …'"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .context import starts_line
from .forms import NameForm
from .name_data import contexts
from .name_kinds import kinds
from .name_neighbours import is_determined
from .text import Text


@dataclass(frozen=True, slots=True)
class Match:
    """Where a form of a name stands, and its ending."""

    start: int
    end: int
    form: NameForm
    tail: str


# As in 'Hahn redet gern, Krebs kaum.'
_ECHO = re.compile(
    r" (?:kaum|nicht|auch nicht|auch|nie|selten|weniger|ebenfalls|umso mehr|hardly does|does not|"
    r"did not|didn't|doesn't|hardly|less so|neither|too|also|(?:fur|gegen|mit|ohne|for|against|"
    r"with|"
    r"without) [a-z]+)(?=[.;,]|$)| (?:blieb|kam|ging|schwieg|nickte|stayed|left)(?=[.;,])|"
    r" (?:[a-z]{3,}t|wollte|will|hat|war|"
    r"ist) (?:[a-z]+ ){0,4}[a-z]+[.;]"
)
_COMPARED = re.compile(
    r" (?:versus|vs\.?|contra|gegen|oder|or|(?:war|ist|was|is) (?:[a-z]+er|more [a-z]+|less [a-z]+)"
    r" (?:als|than)|cut|interrupted|unterbrach|war anders als|was followed by|followed) $"
)
_COMPARED_RIGHT = re.compile(
    r"(?:: | should | soll(?:te)? | short\b|[.,;]|$| (?:ins wort|off)\b| to )"
)


def is_echo(text: Text, matches: Sequence[Match], framed: Sequence[bool], place: int) -> bool:
    """Whether it stands behind the comma of an ellipsis whose first half names somebody."""
    match = matches[place]
    if not text.plain.endswith(", ", 0, match.start):
        return False
    if not _ECHO.match(text.folded, match.end + len(match.tail)):
        return False
    low, _ = text.sentence(match.start, match.end, 120)
    return any(framed[p] and low <= matches[p].start < match.start for p in range(place))


def compared_places(text: Text, matches: Sequence[Match]) -> set[int]:
    """'Wolf versus Fuchs: …', 'Carter or Walker should do it': two who are of no one kind."""
    found: set[int] = set()
    for place in range(len(matches) - 1):
        first, second = matches[place], matches[place + 1]
        if first.form.person == second.form.person or second.start - first.end > 30:
            continue
        if not _COMPARED.fullmatch(text.folded[first.end : second.start]):
            continue
        words = [first.form.pattern, second.form.pattern]
        if are_of_one_kind(words) or is_determined(text, first.start):
            continue
        if starts_line(text, first.start) and _COMPARED_RIGHT.match(text.folded, second.end):
            found.update((place, place + 1))
    return found


def are_of_one_kind(words: Sequence[str]) -> bool:
    """Whether all words are colours, materials, trades or the like: then they may be things."""
    return any(all(word in kind for word in words) for kind in _kinds_of_things())


@cache
def _kinds_of_things() -> tuple[frozenset[str], ...]:
    return (
        contexts("colours"),
        contexts("materials"),
        kinds("de", "time") | kinds("en", "time"),
        kinds("de", "animal"),
        contexts("trades"),
    )


def tagged_places(text: Text, matches: Sequence[Match], found: Sequence[bool]) -> set[int]:
    """'Storm: Premiums triple. Long: And nobody pays.': the next speaker on the same line."""
    tagged: set[int] = set()
    plain = text.plain
    heads = [
        place
        for place, match in enumerate(matches)
        if plain.startswith(": ", match.end + len(match.tail))
    ]
    for order, place in enumerate(heads):
        match = matches[place]
        if found[place] or not match.form.common:
            continue
        if plain[max(0, match.start - 2) : match.start] not in _AFTER_SENTENCE:
            continue
        low = plain.rfind("\n", max(0, match.start - _LINE), match.start)
        if any(
            (found[other] or other in tagged)
            and matches[other].start > low
            and match.start - matches[other].start < _LINE
            and not are_of_one_kind([matches[other].form.pattern, match.form.pattern])
            for other in heads[:order]
        ):
            tagged.add(place)
    return tagged


_LINE = 400
_AFTER_SENTENCE = frozenset((". ", "! ", "? ", "; ", "| ", "/ ", "- ", '" '))
