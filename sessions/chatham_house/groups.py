"""Finds phrases that fit only a few of those present, counted in the part a text is drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from .facets import Profile, smallest_group
from .findings import Kind, Severity
from .group_clauses import comes_as, gender_after
from .group_facts import fits
from .group_room import SOURCE, is_of_the_room
from .hits import Hit
from .lexicon import ascii_fold
from .origins import names_a_country
from .phrases import Phrase, Term, phrases_in
from .repeats import Repeats
from .roster import Person
from .text import Text

ONE_PERSON = 2
"""Up to so many people who fit, a phrase blocks: each of them knows the other."""
_COMBINED_REACH = 300
FEW_PEOPLE = 4
"""Up to so many it is for a person to judge; from five on a group hides its members."""

_ANAPHORA = re.compile(
    r"\b(?:dieselbe person|dasselbe mitglied|von dort|von da|aus diesem bereich|aus dieser gruppe|"
    r"dieser seite|from there|from that (?:side|sector|group)|"
    r"(?:the same|derselben?|dieselben?) (?:participant|person|speaker|voice|side|sector|group|"
    r"teilnehmerin|teilnehmer|seite|stimme|gruppe))\b"
)


class GroupMatcher:
    """Finds small groups among the people whose facts are given."""

    def __init__(
        self, profiles: Mapping[str, Profile], parts: Mapping[str, tuple[Person, ...]] | None = None
    ) -> None:
        self.profiles = profiles
        self._parts = {ascii_fold(title): people for title, people in (parts or {}).items()}
        # Words that are true of nobody on the roster need not be looked at.
        self._concepts = frozenset(
            concept
            for profile in profiles.values()
            for concept in (
                *profile.concepts,
                f"country:{profile.country}",
                *(f"region:{region}" for region in profile.regions),
            )
        )

    def find(self, text: Text, rooms: Sequence[tuple[Person, ...]]) -> list[Hit]:
        """All phrases that fit one to four of those in one of ``rooms``."""
        hits: list[Hit] = []
        previous: Phrase | None = None
        sizes: dict[tuple[tuple[str, str], ...], bool] = {}
        halves: dict[tuple[tuple[str, str], ...], bool] = {}
        titles = self._titles_in(text)
        repeats = Repeats()
        for phrase in phrases_in(text, self._concepts):
            # Most phrases fit nobody or many: that is known before the sentence is read.
            key = tuple((term.concept, term.form) for term in phrase.terms)
            if repeats.again(text, phrase.terms[0].start, phrase.end, key):
                continue
            known = len(hits)
            if key not in sizes:
                sizes[key] = self._may_be_small(phrase.terms, rooms)
                halves[key] = self._has_small_half(phrase.terms, rooms)
            hit = self._decide(phrase, rooms) if sizes[key] else None
            if hit:
                hits.append(hit)
            part = _part_of(phrase, titles) if titles else ()
            hit = self._decide(phrase, (part,)) if part else None
            if hit:
                hits.append(hit)
            hit = self._combined(text, previous, phrase, rooms)
            if hit:
                hits.append(hit)
            hit = self._told_of_one(text, phrase, rooms) if halves[key] else None
            if hit:
                hits.append(hit)
            if any(term.concept not in ("person",) for term in phrase.terms):
                previous = phrase
            repeats.was_empty = len(hits) == known
        return hits

    def _may_be_small(self, terms: Sequence[Term], rooms: Sequence[tuple[Person, ...]]) -> bool:
        if any(term.concept.startswith("role:") for term in terms):
            return False
        group = smallest_group(rooms, self.profiles, lambda p: fits(p, terms))
        anyone = smallest_group(
            rooms, self.profiles, lambda p: fits(p, terms, masculine_is_male=False)
        )
        sizes = [len(found) for found in (group, anyone) if found]
        return bool(sizes) and (min(sizes) <= FEW_PEOPLE or _is_delegation(terms))

    def _has_small_half(self, terms: Sequence[Term], rooms: Sequence[tuple[Person, ...]]) -> bool:
        """Whether the women or the men among those who fit are few."""
        if not any(term.concept != "person" for term in terms) or terms[-1].form in "ga":
            return False
        last = terms[-1]
        return any(
            self._may_be_small((*terms, Term(last.end, last.end, "person", gender)), rooms)
            for gender in "wh"
        )

    def _titles_in(self, text: Text) -> list[tuple[int, int, tuple[Person, ...]]]:
        """Where a text names parts of the session, and who was present in them."""
        return [
            (*match.span(), people)
            for title, people in self._parts.items()
            for match in re.finditer(re.escape(title), text.folded)
        ]

    # -- is it said of somebody in the room? ----------------------------------------------------

    def _decide(self, phrase: Phrase, rooms: Sequence[tuple[Person, ...]]) -> Hit | None:
        terms = [term for term in phrase.terms if not term.concept.startswith("role:")]
        if not terms or len(terms) != len(phrase.terms):
            return None
        if names_a_country(phrase.text.folded[phrase.start : phrase.terms[0].start]):
            # 'Several Kenyan NGOs' where nobody is from Kenya.
            return None
        if not is_of_the_room(phrase):
            return None
        start = phrase.start
        source = SOURCE.search(phrase.left)
        if source and not phrase.quantifier:
            preposition = re.search(
                r"\b(?:aus|von|vom|seitens|vonseiten|auf seiten|from|by|on)\b[a-z ]*$",
                source.group(),
            )
            if preposition:
                start = phrase.terms[0].start - len(preposition.group())
        return self._counted(terms, phrase, start, phrase.end, rooms)

    # -- how many fit? --------------------------------------------------------------------------

    def _counted(
        self,
        terms: Iterable[Term],
        phrase: Phrase,
        start: int,
        end: int,
        rooms: Sequence[tuple[Person, ...]],
        reason: str = "",
    ) -> Hit | None:
        terms = tuple(terms)
        group = smallest_group(rooms, self.profiles, lambda p: fits(p, terms))
        masculine = any(t.form == "m" for t in terms) and any(t.concept != "person" for t in terms)
        if masculine:
            # A German masculine may mean anybody, or a man: the smaller reading identifies too.
            everybody = smallest_group(
                rooms, self.profiles, lambda p: fits(p, terms, masculine_is_male=False)
            )
            if len(everybody) > ONE_PERSON and group and len(group) <= ONE_PERSON:
                return _hit(
                    start, end, everybody[:FEW_PEOPLE], Severity.REVIEW, "small_group.gender"
                )
            group = everybody
        if not group:
            return None
        if _is_delegation(terms):
            organisations = {self.profiles[person].person.organisation for person in group}
            if len(organisations) == 1:
                refs = tuple(organisations)
                return Hit(
                    start, end, Kind.AFFILIATION, Severity.BLOCK, refs, "affiliation.capital"
                )
        if len(group) > FEW_PEOPLE:
            return None
        severity = Severity.BLOCK if len(group) <= ONE_PERSON else Severity.REVIEW
        if not reason:
            gendered = any(t.form in "fwqhr" and t.concept == "person" for t in terms)
            reason = (
                "small_group.only"
                if phrase.quantifier == "only"
                else ("small_group.gender" if gendered else "small_group.group")
            )
        return _hit(start, end, group, severity, reason)

    def _told_of_one(
        self, text: Text, phrase: Phrase, rooms: Sequence[tuple[Person, ...]]
    ) -> Hit | None:
        """'Aus der Wissenschaft kam Kritik. Der Mann …': the next sentence tells the gender."""
        terms = phrase.terms
        next_one = gender_after(text, phrase)
        if next_one is None or any(term.concept.startswith("role:") for term in terms):
            return None
        if not is_of_the_room(phrase):
            return None
        gender, end = next_one
        told = (*terms, Term(phrase.end, end, "person", gender))
        source = SOURCE.search(phrase.left)
        start = phrase.bounds[0] if source and not phrase.quantifier else phrase.start
        return self._counted(told, phrase, start, end, rooms, "small_group.combined")

    def _combined(
        self,
        text: Text,
        previous: Phrase | None,
        phrase: Phrase,
        rooms: Sequence[tuple[Person, ...]],
    ) -> Hit | None:
        """Two phrases of one paragraph that speak of the same person: their facts meet."""
        if previous is None or phrase.terms[0].start - previous.end > _COMBINED_REACH:
            return None
        if "\n\n" in text.plain[previous.end : phrase.end]:
            return None
        pronoun = comes_as(text, phrase)
        if pronoun and phrase.bounds[0] - previous.bounds[1] <= 1:
            gender, end = pronoun
            terms = (*previous.terms, *phrase.terms, Term(phrase.end, end, "person", gender))
            if not any(term.concept.startswith("role:") for term in terms):
                return self._counted(
                    terms, phrase, previous.start, end, rooms, "small_group.combined"
                )
        if not any(term.concept == "person" for term in phrase.terms):
            return None
        if not _ANAPHORA.search(text.folded[previous.end : phrase.end + 30]):
            return None
        terms = (*previous.terms, *phrase.terms)
        if any(term.concept.startswith("role:") for term in terms):
            return None
        anaphora = _ANAPHORA.match(text.folded, phrase.end + 1)
        end = anaphora.end() if anaphora else phrase.end
        return self._counted(terms, phrase, previous.start, end, rooms, "small_group.combined")


def _part_of(
    phrase: Phrase, titles: Sequence[tuple[int, int, tuple[Person, ...]]]
) -> tuple[Person, ...]:
    """Those present in the part of the session that the sentence of a phrase names."""
    low, high = phrase.bounds
    for start, end, people in titles:
        if low <= start < high and not start < phrase.end <= end:
            return people
    return ()


def _is_delegation(terms: Sequence[Term]) -> bool:
    """'The Maltese colleague', 'die italienische Seite': a country and whoever speaks for it."""
    return all(
        term.form == "g" or (term.concept in ("person", "official") and term.form in "fmnps")
        for term in terms
    ) and any(term.form == "g" for term in terms)


def _hit(start: int, end: int, group: tuple[str, ...], severity: Severity, reason: str) -> Hit:
    return Hit(start, end, Kind.SMALL_GROUP, severity, group, reason, len(group))
