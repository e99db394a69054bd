"""Finds phrases that fit only a few of those present, counted in the part a text is drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from . import speech
from .context import is_cell
from .facets import Profile, smallest_group
from .findings import Kind, Severity
from .group_facts import fits
from .hits import Hit
from .lexicon import alternation, cues
from .phrases import Phrase, Term, phrases_in
from .roster import Person
from .text import Text

ONE_PERSON = 2
"""Up to so many people who fit, a phrase blocks: each of them knows the other."""
_COMBINED_REACH = 300
FEW_PEOPLE = 4
"""Up to so many it is for a person to judge; from five on a group hides its members."""

_SINGULAR = frozenset("fmnwh")
_PLURAL = frozenset("pqr")
_GENERIC = re.compile(
    r"(?:\b(?:jede[rsmn]?|every|each|any|irgendein\w*|keine?[rmns]?|no|ob|without|ohne|wer als)"
    r"(?: \w+){0,1} )$"
)
_SOURCE = re.compile(
    r"(?:^|[,;:] |\b(?:hiess|kam|kamen|gab|came|comes|wurde|wurden|war|was|were|einwand|frage|"
    r"kritik|zuspruch|skepsis|widerspruch|question|objection|comment|plea|beitrag|warnung|hinweis|"
    r"bitte|put|voiced|raised|heard|word|argument|argued|said|made|idea|note) (?:[a-z]+ ){0,4}?)"
    r"(?:aus|von|vom|seitens|vonseiten|auf seiten|from|by|on)(?: de[rnm]| the| einer| einem)? "
    r"(?:(?!und )[a-z-]+ ){0,2}?$"
)
_SAID_THERE = re.compile(
    r"^(?:[a-z' ,-]{0,30})\b(?:hiess|heisst|kam|kamen|gab|wurde|wurden|war|waren|horte|verlautete|"
    r"meldete|came|was|were|there|we heard|heard)\b"
)
_ANAPHORA = re.compile(
    r"\b(?:dieselbe person|dasselbe mitglied|von dort|von da|aus diesem bereich|aus dieser gruppe|"
    r"dieser seite|from there|from that (?:side|sector|group)|"
    r"(?:the same|derselben?|dieselben?) (?:participant|person|speaker|voice|side|sector|group|"
    r"teilnehmerin|teilnehmer|seite|stimme|gruppe))\b"
)
_OF_MEETINGS = re.compile(
    r"(?:participant|colleague|representative|delegate|official|voice|speaker|vertreter|"
    r"vertreterin|"
    r"kollege|kollegin|teilnehmer|teilnehmerin|stimme|sprecher|sprecherin)\b"
)
_MODAL = re.compile(
    r"^ (?:would|could|should|must|can|may|might|will|kann|muss|soll|sollte|braucht|darf|konnte|"
    r"needs?|ist|is|are|sind|has to|have to|mussen|konnen|sollen|sollten|werden) "
)


class GroupMatcher:
    """Finds small groups among the people whose facts are given."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self.profiles = profiles
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
        for phrase in phrases_in(text, self._concepts):
            # Most phrases fit nobody or many: that is known before the sentence is read.
            key = tuple((term.concept, term.form) for term in phrase.terms)
            if key not in sizes:
                sizes[key] = self._may_be_small(phrase.terms, rooms)
            hit = self._decide(phrase, rooms) if sizes[key] else None
            if hit:
                hits.append(hit)
            combined = self._combined(text, previous, phrase, rooms)
            if combined:
                hits.append(combined)
            if any(term.concept not in ("person",) for term in phrase.terms):
                previous = phrase
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

    # -- is it said of somebody in the room? ----------------------------------------------------

    def _decide(self, phrase: Phrase, rooms: Sequence[tuple[Person, ...]]) -> Hit | None:
        terms = [term for term in phrase.terms if not term.concept.startswith("role:")]
        if not terms or len(terms) != len(phrase.terms):
            return None
        if not self._is_of_the_room(phrase):
            return None
        start = phrase.start
        source = _SOURCE.search(phrase.left)
        if source and not phrase.quantifier:
            preposition = re.search(
                r"\b(?:aus|von|vom|seitens|vonseiten|auf seiten|from|by|on)\b[a-z ]*$",
                source.group(),
            )
            if preposition:
                start = phrase.terms[0].start - len(preposition.group())
        return self._counted(terms, phrase, start, phrase.end, rooms)

    def _is_of_the_room(self, phrase: Phrase) -> bool:
        terms, left, right = phrase.terms, phrase.left, phrase.right
        if _GENERIC.search(left):
            return False
        if is_cell(phrase.text, terms[0].start, terms[-1].end):
            return any(t.form not in "ga" for t in terms)
        forms = phrase.forms
        sentence = left + " " + right
        facts = [t for t in terms if t.concept != "person" or t.form in "fmwhqr"]
        if not facts:
            return False
        heads = [t for t in terms if t.concept in ("person", "official")]
        is_singular = bool(forms & _SINGULAR)
        room = speech.in_room(sentence)
        if phrase.quantifier in ("indefinite", "") and _MODAL.match(right) and not room:
            return False
        public = speech.published(sentence) and not room
        before = speech.acted_before(left)
        says = speech.speaks(right) or speech.acted(right)
        if all(t.form in "ga" for t in terms):
            return False
        if phrase.quantifier == "only":
            return True
        if phrase.quantifier == "both":
            return (
                bool(heads)
                or says
                or before
                or room
                or (forms & {"o", "p"} != set() and speech.acted(right))
            )
        if heads:
            # Who speaks for a group may speak of laws and reports; only a medium makes it public.
            public = not room and (speech.in_media(sentence) or speech.dated(sentence))
            plain_gender = all(t.concept == "person" for t in terms)
            if plain_gender:
                # 'eine Frau' may be anybody's: she must do something in the room.
                definite = phrase.quantifier in ("definite", "indefinite", "several")
                return not public and ((definite and (says or before)) or room)
            if {t.form for t in heads} & set("s"):
                return (
                    not public
                    and (
                        says
                        or before
                        or room
                        or _SOURCE.search(left) is not None
                        or bool(phrase.quantifier)
                    )
                    and len(terms) > 1
                )
            if phrase.quantifier == "definite" and is_singular:
                # 'the Maltese colleague' is somebody of the room whatever they do.
                return not public
            says = says or speech.happened(right)
            return not public and (says or before or room or bool(_SOURCE.search(left)))
        if is_singular:
            if phrase.quantifier == "indefinite" and not _is_of_meetings(phrase):
                # 'ein Unternehmer' may be anybody's example: he must speak, or be in the room.
                says, before = speech.spoke(right), speech.said_before(left)
            return not public and bool(phrase.quantifier) and (says or before or room)
        source = _SOURCE.search(left)
        if source and (
            _SAID_THERE.match(right) or speech.spoke(right) or source.group()[0] not in ",;: afv"
        ):
            return not public
        subject = not left.strip() or phrase.quantifier in ("definite", "several")
        if speech.said_around(left, right):
            return not public
        if subject and not right.strip(" .") and _stance_before().search(left):
            return not public
        if subject and (phrase.start == phrase.bounds[0] or before):
            return not public and (speech.spoke(right) or speech.took_a_stand(right) or room)
        return room and (says or before)

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
        if not any(term.concept == "person" for term in phrase.terms):
            return None
        if "\n\n" in text.plain[previous.end : phrase.end]:
            return None
        if not _ANAPHORA.search(text.folded[previous.end : phrase.end + 30]):
            return None
        terms = (*previous.terms, *phrase.terms)
        if any(term.concept.startswith("role:") for term in terms):
            return None
        anaphora = _ANAPHORA.match(text.folded, phrase.end + 1)
        end = anaphora.end() if anaphora else phrase.end
        return self._counted(terms, phrase, previous.start, end, rooms, "small_group.combined")


@cache
def _stance_before() -> re.Pattern[str]:
    """'Skeptisch blieben die …'"""
    return re.compile(
        rf"(?:^|[^a-z])(?:{alternation(cues('asides'))}) (?:blieb(?:en)?|war(?:en)?|zeigten? sich|"
        rf"gab(?:en)? sich|ausserten? sich|were|was|remained)(?: (?:auch|nur|vor allem|only))?"
        rf"(?: (?:die|der|das|the))?(?: [a-z-]+)? $"
    )


def _is_of_meetings(phrase: Phrase) -> bool:
    """Whether the noun is one for people in a meeting: 'NGO participant', not 'Unternehmer'."""
    last = phrase.terms[-1]
    return _OF_MEETINGS.search(phrase.text.folded, phrase.terms[0].start, last.end) is not None


def _is_delegation(terms: Sequence[Term]) -> bool:
    """'The Maltese colleague', 'die italienische Seite': a country and whoever speaks for it."""
    return all(
        term.form == "g" or (term.concept in ("person", "official") and term.form in "fmnps")
        for term in terms
    ) and any(term.form == "g" for term in terms)


def _hit(start: int, end: int, group: tuple[str, ...], severity: Severity, reason: str) -> Hit:
    return Hit(start, end, Kind.SMALL_GROUP, severity, group, reason, len(group))
