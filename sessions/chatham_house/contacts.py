"""Finds e-mail addresses, logins, handles and links made from a participant's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ahocorasick_rs import MatchKind

from .findings import Kind, Severity
from .forms import PersonNames
from .hits import Hit
from .lexicon import automaton, is_known
from .roster import Person
from .text import Text, fold

# '@' and its disguises. The blanks are bounded so that no run of blanks is walked twice.
_AT = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|a|@|ett?)\s?[)\]}>]\s?|\s(?:AT|at)\s)"
_DOT = r"(?:\.|\s?[(\[{<]\s?(?:dot|punkt|\.)\s?[)\]}>]\s?|\s(?:DOT|dot|PUNKT|punkt)\s)"
_DOMAIN = rf"[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{1,63}})"
_AFTER_LOCAL = re.compile(rf"(?:@[a-z0-9.-]{{1,80}}|{_AT}{_DOMAIN}{{1,5}})", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"[a-z0-9-]\.[a-z]{2,}(?:/[\w.%-]*){0,8}/$")
_FIRST_PART = re.compile(r"(?<![a-z0-9._-])([a-z]{2,20})[._-]\Z")
_SHORTEST_LOGIN = 6
_SHORTEST_KNOWN_LOGIN = 4
_FILE_NAME = re.compile(
    r"[\w.-]{0,80}\.(?:docx?|pptx?|xlsx?|pdf|odt|odp|txt|md|jpe?g|png|zip|csv|msg|eml)\b"
)
_SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9._-] ){2,40}@(?: [a-z0-9._-]){3,60}")


class ContactMatcher:
    """Finds the contacts of ``people``; every local part and handle is a pattern of its own."""

    def __init__(self, people: Sequence[Person], names: Sequence[PersonNames]) -> None:
        self.people = people
        self._nicknames = [own.nicknames for own in names]
        patterns: dict[str, set[int]] = {}
        for index, person in enumerate(people):
            for handle in _handles(person, names[index]):
                patterns.setdefault(handle, set()).add(index)
        self._patterns = list(patterns)
        self._index = {pattern: place for place, pattern in enumerate(self._patterns)}
        # A login that is nothing but a name or a word is a name or a word unless marked as a login.
        self._logins = {
            fold(email).strip().partition("@")[0] for person in people for email in person.emails
        }
        self._logins = {login for login in self._logins if len(login) >= _SHORTEST_KNOWN_LOGIN}
        alone = {name for own in names for name in own.surnames | own.halves | own.given}
        self._names = {pattern for pattern in patterns if pattern in alone or is_known(pattern)}
        self._owners = [tuple(sorted(patterns[pattern])) for pattern in self._patterns]
        self._automaton = automaton(self._patterns, MatchKind.Standard)

    def find(self, text: Text) -> list[Hit]:
        """All contacts in a text."""
        if self._automaton is None:
            return []
        hits: list[Hit] = []
        folded = text.folded
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            before = folded[start - 1 : start]
            if before.isalnum() or (
                before and before in ".-" and folded[start - 2 : start - 1].isalnum()
            ):
                hits.extend(self._with_nickname(text, start, end, self._owners[index]))
                continue
            refs = tuple(self.people[owner].id for owner in self._owners[index])
            pattern = self._patterns[index]
            address = _AFTER_LOCAL.match(folded, end)
            if address:
                hits.append(_hit(start, address.end(), refs, "contact.email"))
            elif folded[end : end + 1].isalnum():
                continue
            elif "@" in pattern or any(mark in pattern for mark in "._"):
                hits.append(_hit(start, end, refs, "contact.handle"))
            elif before in ("@", "=") or (
                before == "/" and _WEB_ADDRESS.search(folded[max(0, start - 80) : start])
            ):
                start -= before == "@"
                hits.append(_hit(start, end, refs, "contact.handle"))
            elif folded[end : end + 1] == "_" or _FILE_NAME.match(folded, end):
                stop = _FILE_NAME.match(folded, end)
                hits.append(_hit(start, stop.end() if stop else end, refs, "contact.link"))
            elif pattern not in self._names and (
                len(pattern) >= _SHORTEST_LOGIN or pattern in self._logins
            ):
                hits.append(_hit(start, end, refs, "contact.handle"))
        hits.extend(self._spaced(text))
        return hits

    def _with_nickname(
        self, text: Text, start: int, end: int, owners: Sequence[int]
    ) -> Iterator[Hit]:
        """'matze.kern@…' for Matthias Kern: a short form in front of the surname."""
        first = _FIRST_PART.search(text.folded, max(0, start - 24), start)
        address = _AFTER_LOCAL.match(text.folded, end)
        if first is None or address is None:
            return
        own = [owner for owner in owners if first.group(1) in self._nicknames[owner]]
        if own:
            refs = tuple(self.people[owner].id for owner in own)
            yield _hit(first.start(1), address.end(), refs, "contact.email")

    def _spaced(self, text: Text) -> Iterator[Hit]:
        """Addresses with blanks between their letters."""
        if " @ " not in text.folded:
            return
        for match in _SPACED.finditer(text.folded):
            joined = match.group().replace(" ", "")
            local = joined.partition("@")[0]
            if local in self._index:
                refs = tuple(self.people[owner].id for owner in self._owners[self._index[local]])
                yield _hit(match.start(), match.end(), refs, "contact.email")


def _hit(start: int, end: int, refs: tuple[str, ...], reason: str) -> Hit:
    return Hit(start, end, Kind.CONTACT, Severity.BLOCK, refs, reason)


def _handles(person: Person, names: PersonNames) -> set[str]:
    """Local parts on record and those people would make of the name."""
    handles: set[str] = set()
    for email in person.emails:
        local = fold(email).strip().partition("@")[0]
        handles.add(local)
        if len(local) > 2:
            handles.add(local)
            for mark in "._-":
                if mark in local:
                    handles.add(local.replace(mark, "."))
                    handles.add(local.replace(mark, "_"))
                    handles.add(local.replace(mark, " dot "))
                    handles.add(local.replace(mark, "[.]"))
                    handles.add(local.replace(mark, "(dot)"))
    # In file names the surname alone stands before an underscore, a hyphen or the extension.
    handles |= {name for name in names.surnames | names.halves if name.isalnum() and len(name) > 2}
    for surname in names.surnames:
        surname = surname.replace(" ", "")
        for given in names.given:
            given = given.replace(" ", "")
            if len(surname) < 2 or len(given) < 2:
                continue
            for mark in "._-":
                handles.add(f"{given}{mark}{surname}")
                handles.add(f"{surname}{mark}{given}")
                if len(surname) > 3:
                    handles.add(f"{given[0]}{mark}{surname}")
                    handles.add(f"{surname}{mark}{given[0]}")
            handles.add(given + surname)
            handles.add(surname + given)
            if len(surname) > 3:
                handles.add(given[0] + surname)
    return handles
