"""Decides which matches of a name are a participant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ahocorasick_rs import MatchKind

from .context import token_after
from .findings import Kind, Severity
from .forms import NameForm, PersonNames, name_forms
from .hits import Hit
from .lexicon import automaton, cues, given_names, is_common, places, word_frequencies
from .name_adjectives import is_adjective
from .name_clauses import is_topic
from .name_compared import Match, compared_places, tagged_places
from .name_data import all_given_names, contexts
from .name_disguise import is_disguised
from .name_extent import extend_left
from .name_framed import is_framed
from .name_frames import Surroundings
from .name_homonyms import is_homonym
from .name_kinds import has_umlaut
from .name_lists import joined_places, listed_places
from .name_others import (
    is_example,
    is_given_of_another,
    is_head_of_state,
    is_noble_other,
    is_surname_too,
)
from .name_trades import is_among, is_determined_noun, is_plural_trade
from .name_words import DRAWN_UP
from .repeats import Repeats
from .roster import Person
from .speakers import initials_of, speaker_initials, telephones
from .text import Text
from .variants import VariantIndex

# What may follow a name inside its word: genitive, German -sche, and nothing else.
_TAIL = re.compile(r"(?:'?s|'|'?sche[nrsm]?|ens)?(?![A-Za-z0-9])")
_COMPOUND = re.compile(r"-([A-Za-z]{2,30})")
_WEB = re.compile(r"[a-z0-9-]\.[a-z]{2,}\S*/$|//$")
_BRACKET = re.compile(r",? [(\[]([^()\[\]]{2,60})[)\]]")
_OF_THEM = re.compile(r" (?:from|at|of|with|von|vom|aus|bei|beim)(?: (?:the|der|dem|den))? ")
# 'Dr Bell's 1923 survey' is somebody's of long ago.
_LONG_AGO = re.compile(r" (?:1[0-8]\d\d|19[0-6]\d)\b")
_SHORTEST_LOWER = 5
# Given names that are verbs in lower case: 'Klee malte in Tunis'.
_VERBS = frozenset(("malte",))
_DEAR = ("dear ", "lieber ", "liebe ")


class NameMatcher:
    """Finds the names of ``people`` in texts."""

    def __init__(
        self,
        people: Sequence[Person],
        names: Sequence[PersonNames],
        organisations: Mapping[str, frozenset[str]],
    ) -> None:
        """``organisations``: the folded names of each organisation by its id."""
        self.people = people
        self._organisations = organisations
        self.names = names
        forms: dict[str, list[NameForm]] = defaultdict(list)
        for index, person in enumerate(people):
            for form in name_forms(index, person, self.names[index]):
                forms[form.pattern].append(form)
        self._variants = VariantIndex(form for group in forms.values() for form in group)
        self._initials = initials_of(people)
        self._given = frozenset(given for own in names for given in own.given | own.nicknames)
        self._families = frozenset(family for own in names for family in own.surnames)
        self._patterns = list(forms)
        self._forms = [forms[pattern] for pattern in self._patterns]
        self._automaton = automaton(self._patterns, MatchKind.Standard)

    def find(self, text: Text, language: str = "de") -> list[Hit]:
        """All names in a text, overlaps included."""
        matches = list(self._matches(text))
        hits: list[Hit] = []
        listed = listed_places(text, matches, self.names) | compared_places(text, matches)
        decided: list[Hit | None] = []
        repeats = Repeats()
        for place, match in enumerate(matches):
            end = match.end + len(match.tail)
            hit = None
            if not repeats.again(text, match.start, end, (match.form, place in listed)):
                hit = self._decide(text, match, language, place in listed)
                repeats.was_empty = hit is None
            decided.append(hit)
        hits.extend(hit for hit in decided if hit is not None)
        framed = [hit is not None and hit.reason == "name.frame" for hit in decided]
        joined = joined_places(text, matches, framed)
        joined |= tagged_places(text, matches, [hit is not None for hit in decided])
        for place in joined:
            if decided[place] is None:
                match = matches[place]
                end = match.end + len(match.tail)
                hits.append(self._hit(match, match.start, end, Severity.BLOCK, "name.frame"))
        for start, end, form in self._variants.find(text):
            refs = (self.people[form.person].id,)
            start, _ = extend_left(text, start, self.names[form.person], form.role)
            hits.append(Hit(start, end, Kind.NAME, Severity.BLOCK, refs, "name.spelling"))
        hits.extend(speaker_initials(text, self._initials))
        hits.extend(telephones(text, hits))
        return hits

    def _matches(self, text: Text) -> Iterator[Match]:
        if self._automaton is None:
            return
        folded = text.folded
        plain = text.plain
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum():
                continue
            tail = _TAIL.match(folded, end)
            if tail is None:
                continue
            form = self._forms[index][0]
            if plain[start].islower() and (
                form.common
                or form.doubtful
                or end - start < _SHORTEST_LOWER
                or folded[start:end] in _VERBS
            ):
                continue
            for form in self._forms[index]:
                yield Match(start, end, form, tail.group())

    # -- one match ----------------------------------------------------------------------------

    def _decide(self, text: Text, match: Match, language: str, is_listed: bool) -> Hit | None:
        form = match.form
        names = self.names[form.person]
        end = match.end + len(match.tail)
        if self._is_inside_address(text, match.start, end):
            return None
        start, support = extend_left(text, match.start, names, form.role)
        if support == "foreign" or (support == "unclear" and (form.common or form.doubtful)):
            return None
        if is_example(text, match.start, end) or is_head_of_state(
            text, match.start, form.pattern, self.people[form.person].roles
        ):
            return None
        if form.role != "given" and is_noble_other(text, match.start, names, self._given):
            return None
        if form.role == "given" and (
            # 'Jonas' is no genitive of Jona.
            (
                match.tail == "s"
                and form.pattern not in names.given
                and f"{form.pattern}s" in all_given_names()
            )
            or is_given_of_another(text, match.start, end, names, self._given)
        ):
            return None
        compound = self._compound(text, end)
        if compound is not None:
            second, is_contribution = compound
            end = second if is_contribution else end
            if (
                not is_contribution
                and not support
                and (form.common or form.role != "surname" or form.pattern in given_names())
            ):
                return None
        if support == "title" and form.role == "given":
            # 'Professor Robert Young' is not the Robert who was there.
            if self._is_somebody_elses(text, match, names, language):
                return None
        if support == "title" and text.folded[start : match.start] in _DEAR:
            # 'Dear Reader,' is anybody.
            if form.pattern in contexts("addressed_by_post") and not match.tail:
                return None
        if support == "title" and match.tail and _LONG_AGO.match(text.folded, end):
            return None
        if support in ("title", "given"):
            reason = "name.addressed" if support == "title" else "name.full"
            return self._hit(match, start, end, Severity.BLOCK, reason)
        if match.tail == "s" and not form.common and is_common(f"{form.pattern}s"):
            return None  # 'This' is no genitive of Thi, 'Haus' none of Hau.
        around = Surroundings(text, match.start, match.end, match.tail, language)
        if compound is not None and compound[1]:
            if is_homonym(around):
                return None
            return self._hit(match, start, end, Severity.BLOCK, "name.compound")
        if (form.role == "given" or form.pattern in given_names()) and self._is_somebody_elses(
            text, match, names, language
        ):
            return None
        if around.is_public() or is_adjective(around):
            return None
        if form.common:
            if self._is_plural_by_umlaut(text, match):
                return None
            framed = (
                (is_disguised(text, match.start, match.end) and not around.has_indefinite_article())
                or (is_listed and (not around.has_determiner() or around.is_both()))
                or is_framed(around, names)
                or self._has_organisation_behind(around, form.person)
            )
            if framed and not is_homonym(around):
                return self._hit(match, start, end, Severity.BLOCK, "name.frame")
            if not framed and around.stands_alone():
                return self._hit(match, start, end, Severity.REVIEW, "name.unclear")
            return None
        if is_homonym(around):
            return None
        is_one_of_several = around.has_indefinite_article() or around.has_neuter_article()
        if is_one_of_several and not DRAWN_UP.match(text.folded, end):
            return None
        if support == "unclear":
            return self._hit(match, start, end, Severity.REVIEW, "name.unclear")
        if form.doubtful and is_plural_trade(around):
            return None
        if form.doubtful or form.role == "given":
            if is_determined_noun(around, doubtful=form.doubtful):
                return None
            if (
                form.doubtful
                and not is_listed
                and (is_among(around) or (form.pattern in places() and around.is_placed()))
            ):
                return None
        reason = {"given": "name.given", "alias": "name.alias"}.get(form.role, "name.surname")
        return self._hit(match, start, end, Severity.BLOCK, reason)

    def _has_organisation_behind(self, around: Surroundings, person: int) -> bool:
        """'Lambert (Save the Children)', 'Stock (unions)': whom they sit for in brackets."""
        match = _BRACKET.match(around.text.folded, around.end)
        if match and match.group(1) in cues("bracketed_sectors") and around.opens_clause():
            return True
        known = self._organisations.get(self.people[person].organisation, frozenset())
        if match:
            return match.group(1) in known
        link = _OF_THEM.match(around.text.folded, around.end)
        if link is None or not around.opens_clause():
            return False
        # 'Grace from KfW asked': their own organisation behind a preposition.
        behind = around.text.folded[link.end() : link.end() + 60]
        return any(
            behind.startswith(name) and not behind[len(name) : len(name) + 1].isalnum()
            for name in known
        )

    def _is_plural_by_umlaut(self, text: Text, match: Match) -> bool:
        """'Vögel' where somebody is called Vogel: folded they are the same."""
        if text.original.isascii() or match.tail:
            return False
        start, end = text.original_start(match.start), text.original_end(match.end)
        person = self.people[match.form.person]
        return has_umlaut(text.original[start:end]) and not has_umlaut(
            f"{person.family} {person.given}"
        )

    def _hit(self, match: Match, start: int, end: int, severity: Severity, reason: str) -> Hit:
        person = self.people[match.form.person]
        return Hit(start, end, Kind.NAME, severity, (person.id,), reason)

    def _is_inside_address(self, text: Text, start: int, end: int) -> bool:
        """Whether the match is part of an e-mail address or a link: those are contacts."""
        before = text.plain[max(0, start - 1) : start]
        after = text.plain[end : end + 2]
        if before == "/" and _WEB.search(text.folded[max(0, start - 80) : start]):
            return True
        return before in ("@", "_") or after[:1] in ("@", "_")

    @staticmethod
    def _compound(text: Text, end: int) -> tuple[int, bool] | None:
        """The end of a hyphenated second half, and whether it speaks of a contribution."""
        match = _COMPOUND.match(text.plain, end)
        if match is None:
            return None
        second = match.group(1).lower()
        if second in cues("compounds") or second in cues("contributions"):
            return match.end(), True
        endings = contexts("compound_endings")
        if second in endings or second.endswith(tuple(e for e in endings if len(e) > 6)):
            # 'Wald-Definition', 'Winter-Prognose' have the thing for their topic.
            topic = match.string[match.start() - 12 : match.start()].split()[-1:]
            return match.end(), not (topic and is_topic(topic[0].lower()))
        return match.end(), False

    def _is_somebody_elses(
        self, text: Text, match: Match, names: PersonNames, language: str
    ) -> bool:
        """Whether a given name is followed by somebody else's surname."""
        token = token_after(text, match.end)
        if token is None or token.gap not in (" ", "-") or not token.is_capitalised:
            return False
        word = token.folded
        if word in names.surnames | names.halves | names.particles | names.given:
            return False
        _, ordinary = word_frequencies().get(word, (0.0, False))
        # German capitalises nouns: after a given name they may be anything.
        return not (ordinary and language == "de" and token.gap == " ") or (
            word not in self._families and is_surname_too(word)
        )
