"""Finds phrases that fit only a few of those present: small groups and unique posts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from .facets import Predicate, Profile, profiles, role_words, smallest_group
from .findings import Kind, Severity
from .hits import Hit
from .lexicon import alternation, ascii_fold, cues, rows_of
from .organisations import frames
from .roster import Person, Roster
from .text import Text

_ONLY = r"(?:einzige[nrsm]?|only|sole|lone|alleinige[nr]?)"
_BOTH = r"(?:beiden?|both|die zwei|the two|two of the|die drei|the three|zwei der|one of the|einer der|eine der)"
_DEFINITE = r"(?:der|die|das|dem|den|des|the|diese[rsnm]?|this|unsere?[rnm]?|our|als)"
_INDEFINITE = r"(?:ein|eine|einer|eines|einem|einen|an?|one|another|jemand)"
_SEVERAL = r"(?:mehrere[nr]?|einige[nr]?|several|some|die|den|der|the|zwei|drei|two|three|vier|four|alle|all|manche)"
_GENERIC = re.compile(
    r"(?:jede[rsmn]?|every|each|any|irgendein\w*|kein\w*|no|ob|wer als|als) (?:\w+ )?$"
)


_TOPIC = re.compile(
    r"(?:,)?(?: (?:fur|for|of|im bereich|on|responsible for|in charge of))?"
    r"(?: (?:the|die|das|den|der))?(?: (?!und |and )[a-z-]{4,}){1,3}(?: (?:und|and) [a-z-]{4,})?"
)


@dataclass(frozen=True, slots=True)
class _Word:
    concept: str
    form: str


@cache
def _lexicon() -> tuple[AhoCorasick, tuple[tuple[_Word, ...], ...]]:
    """The automaton over all words for groups and posts; it does not depend on a roster."""
    found: dict[str, list[_Word]] = {}
    for concept, form, words in rows_of("groups.tsv"):
        for word in words.split(","):
            found.setdefault(ascii_fold(word.strip()), []).append(_Word(concept, form))
    for word, pairs in role_words().items():
        for key, gender in pairs:
            found.setdefault(word, []).append(_Word(f"role:{key}", gender))
    patterns = list(found)
    return (
        AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest),
        tuple(tuple(found[pattern]) for pattern in patterns),
    )


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    adjective = r"(?:[a-z-]+ )?"
    return {
        "only": re.compile(rf"(?:\b{_DEFINITE} |\bals )?\b{_ONLY} {adjective}$"),
        "both": re.compile(rf"\b{_BOTH} {adjective}$"),
        "definite": re.compile(rf"\b{_DEFINITE} {adjective}$"),
        "indefinite": re.compile(rf"\b{_INDEFINITE} {adjective}$"),
        "several": re.compile(rf"\b{_SEVERAL} {adjective}$"),
        "from": re.compile(
            r"(?:^|[,;] |\b(?:stimmen?|kolleg\w+|vertret\w+|teilnehm\w+|jemand|someone|voices?|"
            r"participants?|colleagues?|representatives?|reps?|speakers?|kritik|einwand|frage|"
            r"zuspruch|skepsis|widerspruch|wortmeldung(?:en)?|beitrag|question|objection|comment|"
            r"(?:hiess|kam|gab) es|came|comes|kam|kamen) )"
            r"(?:aus|von|vom|seitens|auf|von seiten|from|of|on|for|aus den reihen)"
            r"(?: de[rnm]| the)? (?:[a-z-]+ )?$"
        ),
    }


class GroupMatcher:
    """Finds small groups and posts held by one person, counted among the people of a text."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.profiles = profiles(roster)

    def find(self, text: Text, rooms: Sequence[tuple[Person, ...]]) -> list[Hit]:
        """All group phrases in a text that fit one to four of those in one of ``rooms``."""
        automaton, words = _lexicon()
        folded = text.folded
        hits: list[Hit] = []
        for index, start, end in automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum() or folded[end : end + 1].isalnum():
                continue
            low, high = text.sentence(start, end, 240)
            left, right = folded[low:start], folded[end:high].rstrip()
            for word in words[index]:
                hit = self._decide(text, word, (start, end), (low, left, right), rooms)
                if hit:
                    hits.append(hit)
        return hits

    def _decide(
        self,
        text: Text,
        word: _Word,
        span: tuple[int, int],
        around: tuple[int, str, str],
        rooms: Sequence[tuple[Person, ...]],
    ) -> Hit | None:
        low, left, right = around
        patterns = _patterns()
        if _GENERIC.search(left):
            return None
        start, end = span
        is_role = word.concept.startswith("role:")
        begin: int | None = None
        quantifier = ""
        for name in ("only", "both", "definite", "indefinite", "several"):
            match = patterns[name].search(left)
            if match:
                begin, quantifier = low + match.start(), name
                break
        if is_role:
            return self._role(word, (begin, quantifier), (start, end, right), rooms)
        speaks = bool(
            any(pattern.match(right) for pattern in frames().speech_right)
            or frames().speech_left.search(left)
            or frames().room.search(left + " " + right)
        )
        source = patterns["from"].search(left)
        form = word.form
        if form in "fmnwh":
            if quantifier in ("only", "both"):
                pass
            elif quantifier in ("definite", "indefinite") and speaks:
                pass
            elif quantifier == "definite" and word.concept != "person":
                pass
            else:
                return None
        elif form in "pqro":
            if quantifier in ("only", "both") or (quantifier == "several" and speaks):
                pass
            elif speaks and not left.strip():
                pass
            elif source and speaks:
                begin = low + source.start()
            else:
                return None
        else:
            if not source:
                return None
            said = re.match(r"^[a-z ,]{0,30}\b(?:hiess|kam|kamen|gab|wurden?|war|came|was|were|there)\b", right)
            if not (said or speaks or not source.group().startswith(("aus", "from", "von"))):
                return None
            begin = low + source.start()
        fits = self._predicate(word)
        group = smallest_group(rooms, self.profiles, fits)
        if form in ("m", "h") and word.concept != "person":
            men = smallest_group(
                rooms, self.profiles, lambda p: fits(p) and p.gender == "m"
            )
            if len(group) > 2 and 0 < len(men) <= 2:
                return self._hit(begin or start, end, men, Severity.REVIEW, quantifier)
        if not group or len(group) >= 5:
            return None
        severity = Severity.BLOCK if len(group) <= 2 else Severity.REVIEW
        return self._hit(begin if begin is not None else start, end, group, severity, quantifier)

    @staticmethod
    def _hit(
        start: int, end: int, group: tuple[str, ...], severity: Severity, quantifier: str
    ) -> Hit:
        reason = "small_group.only" if quantifier == "only" else "small_group.group"
        return Hit(start, end, Kind.SMALL_GROUP, severity, group, reason, len(group))

    @staticmethod
    def _predicate(word: _Word) -> Predicate:
        gender = {"f": "f", "w": "f", "q": "f", "h": "m", "r": "m"}.get(word.form, "")
        return lambda profile: (
            word.concept in profile.concepts and (not gender or profile.gender == gender)
        )

    def _role(
        self,
        word: _Word,
        before: tuple[int | None, str],
        after: tuple[int, int, str],
        rooms: Sequence[tuple[Person, ...]],
    ) -> Hit | None:
        begin, quantifier = before
        start, end, right = after
        key = word.concept.removeprefix("role:")
        if quantifier not in ("only", "both", "definite", "indefinite"):
            return None
        gender = word.form if word.form in "fm" else ""

        def fits(profile: Profile) -> bool:
            return key in profile.roles and (not gender or profile.gender in (gender, ""))

        group = smallest_group(rooms, self.profiles, fits)
        if not group:
            return None
        topic = _TOPIC.match(right)
        if topic:
            stems = [part[:6] for part in re.findall(r"[a-z]{4,}", topic.group())]
            matching = {
                person: sum(
                    any(stem in text for text in self.profiles[person].role_texts)
                    for stem in stems
                )
                for person in group
            }
            best = max(matching.values())
            if best:
                group = tuple(person for person in group if matching[person] == best)
                end += topic.end()
        is_function = key.startswith("!")
        if quantifier == "indefinite" and is_function:
            return None
        if len(group) == 1:
            reason = "role.function" if is_function else "role.title"
            return Hit(begin if begin is not None else start, end, Kind.ROLE, Severity.BLOCK, group, reason)
        if len(group) == 2 and quantifier != "indefinite":
            return self._hit(begin if begin is not None else start, end, group, Severity.BLOCK, quantifier)
        return None
