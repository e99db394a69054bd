"""Finds posts and functions that only one of those present holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ahocorasick_rs import MatchKind

from . import speech
from .context import is_cell, starts_line
from .facets import Profile, role_words, smallest_group
from .findings import Kind, Severity
from .hits import Hit
from .lexicon import ascii_fold, automaton
from .name_others import names_somebody_next
from .next_verb import acts_next, is_told
from .origins import countries_of
from .posts import Case, genders, heads, holds_post, is_plural, whole
from .posts_turned import turned
from .role_frames import (
    is_a_function,
    is_address,
    is_at_any,
    is_chair_of_studies,
    is_habit,
    is_made,
    is_of_a_story,
    is_of_an_office,
    is_seat,
    told_functions,
)
from .roster import Person
from .text import Text

_TAIL = re.compile(r"(?:s|n|en|in|'s)?(?![a-z0-9])(?!-[a-z])")
_DEFINITE = re.compile(
    r"\b(?:der|die|das|dem|den|des|the|this|unsere?[rnms]?|our|diese[rnms]?|vom|zum|zur|beim|im|"
    r"als|as|einzige[rnm]?|only|sole|laut|according to|seitens|asked by|so) "
    r"(?:(?:fur|mit) (?:[a-z-]+ ){1,3}(?:zustandige|verantwortliche|betraute)[rnm]? )?(?:(?!und |"
    r"and )[a-z-]+ ){0,2}$"
)
# 'an den Berichterstatter' has its article behind it.
_INDEFINITE = re.compile(
    r"\b(?:eine?[rsnm]?|an?(?! (?:de[rnm]|die|das|unsere?[nmr]?|diese[nmr]?) )|one) "
    r"(?:(?!und |and )[a-z-]+ ){0,2}$"
)
_GENERIC = re.compile(
    r"\b(?:jede[rsmn]?|every|each|any|irgendein\w*|keine?[rmns]?|no|ob|without|ohne|as an?|"
    r"als eine?)"
    r" (?:\w+ )?$"
)
# 'Beifall bekam die Referentin für ihren Vorschlag': what it is for is no part of the post.
_TOPIC = re.compile(
    r"(?:,(?! (?:der|die|das|des|in|from|aus)\b))?(?P<link>(?: (?:(?:fur|for)(?! (?:ihre|seine|"
    r"diese|eine?|her|his|their|its|this|that)[nmrs]? )|of|im bereich|on|des|"
    r"der|in|from|aus|vom|am|beim|"
    r"responsible for|"
    r"in charge of))?)(?: (?:the|die|das|den|der|dem))?"
    r"(?P<words>(?: (?!und |and |der |die )[a-z-]{3,}){1,3}?)"
    r"(?=$|[.,;:!?)\"]| [a-z]+)"
)
# 'The director of sales at any firm', 'die Leiterin der Ausländerbehörde muss zustimmen'.
_ANY_OF_THEM = re.compile(
    r" (?:(?:at|in|of|for) any |must |should |shall |needs? to |muss |mussen |sollte )"
)
_OF_THE_SESSION = re.compile(
    r" (?:of the |of this |der |des |dieser |unserer )(?:session|meeting|discussion|round|group|"
    r"sitzung|runde|diskussion|aussprache|veranstaltung|arbeitsgruppe|debatte|day|tages|"
    r"workshops?)"
)
# 'the captain of a ship', 'the chair must …': whoever it is.
_IN_GENERAL = re.compile(
    r"^ (?:of an? |of any |eines |einer |must |should |shall |needs? to |muss |mussen |sollte |"
    r"soll |darf )"
)
_FOR = re.compile(r"^ (?:for|fur) ")
_OF_SOMETHING = re.compile(r"^ (?:of|for(?! [a-z]+ing\b)|des|der|eines|einer|von|vom|fur) ")


_COUNTED = re.compile(r"\b(?:beiden?|both|two|zwei) ")
_AT_A_PLACE = re.compile(r"^ (?:im|at|am|an der|beim|in(?: der| the| einer| a)?) [a-z]")
_ELECTED = re.compile(
    r"^(?: [a-z-]+){0,6} (?:is|are|was|were|will be|wird|werden|wurden?|ist|"
    r"sind) (?:[a-z]+ ){0,4}?"
    r"(?:elected|appointed|nominated|selected|gewahlt|ernannt|bestellt|berufen)(?![a-z])"
)
_HEAD_OF = re.compile(r" (?:teacher|count|start|office|quarter|nurse|master|mistress|tax|scarf)")
_OUR_HOST = re.compile(
    r"our host (?:country|state|city|community|communities|government|society|famil|universit|"
    r"institut|organi)"
)
_TAG = re.compile(r": [^ \n]+ [^ \n]+ ?[^\n]")
_REACH = 60


class RoleMatcher:
    """Finds the posts of the people whose facts are given."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self.profiles = profiles
        self._given = frozenset(
            name
            for profile in profiles.values()
            for name in ascii_fold(profile.person.given).split()
        )
        words: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for word, pairs in role_words().items():
            words[word].update(pairs)
        for profile in profiles.values():
            for text in profile.role_texts:
                for head in heads(text):
                    for form, gender in genders(head):
                        if not words.get(form):
                            words[form].add((f"={head}", gender))
                for form in (*turned(text), *whole(text)):
                    words[form].add((f"={text}", "-"))
        held = {key for profile in profiles.values() for key in profile.roles}
        held |= {key for pairs in words.values() for key, _ in pairs if key.startswith("=")}
        self._meanings = [
            (word, [pair for pair in pairs if pair[0] in held]) for word, pairs in words.items()
        ]
        self._meanings = [entry for entry in self._meanings if entry[1]]
        self._automaton = automaton([w for w, _ in self._meanings], MatchKind.LeftmostLongest)

    def find(self, text: Text, rooms: Sequence[tuple[Person, ...]]) -> list[Hit]:
        """All posts in a text that one of those in ``rooms`` holds alone."""
        if self._automaton is None:
            return []
        hits = []
        folded = text.folded
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum():
                continue
            tail = _TAIL.match(folded, end)
            if tail is None or tail.group() in ("in",):
                continue
            if folded[start:end] == "head" and _HEAD_OF.match(folded, tail.end()):
                # 'A head teacher', 'the head count'.
                continue
            if _OUR_HOST.match(folded, start):
                continue
            for key, gender in self._meanings[index][1]:
                case = Case(folded[start:end], tail.group(), gender)
                hit = self._decide(text, (start, tail.end()), key, case, rooms)
                if hit:
                    hits.append(hit)
                    break
        for function, start, end in told_functions(folded):
            held = f"!{function}"
            group = smallest_group(rooms, self.profiles, lambda p, held=held: held in p.roles)  # type: ignore[misc]
            if len(group) == 1:
                hits.append(Hit(start, end, Kind.ROLE, Severity.BLOCK, group, "role.function"))
        return hits

    def _decide(
        self,
        text: Text,
        span: tuple[int, int],
        key: str,
        case: Case,
        rooms: Sequence[tuple[Person, ...]],
    ) -> Hit | None:
        start, end = span
        gender = case.gender
        low, high = text.sentence(start, end, 200)
        left, right = text.folded[low:start], text.folded[end:high].rstrip()
        if _GENERIC.search(left) or _IN_GENERAL.match(right) or is_habit(left, right):
            return None
        if names_somebody_next(text, end, self._given) or is_made(left, right):
            return None
        close = left[-_REACH:]
        definite, indefinite = _DEFINITE.search(close), _INDEFINITE.search(close)
        low += len(left) - len(close)
        # 'Chair: we move on' speaks; 'Moderation: Deutsch' is a heading.
        rest = right if key.startswith("!") else text.folded[end : end + _REACH]
        is_tag = starts_line(text, start) and _TAG.match(rest) is not None
        address = is_address(text.plain[low : start + 1], text.plain[end:high])
        if address is not None:
            begin = low + address
        elif case.word.startswith("our "):
            begin = start
        elif definite:
            begin = low + definite.start()
        elif indefinite and (speech.spoke(right) or speech.in_room(left + right)):
            begin = low + indefinite.start()
        elif is_tag or _stands_alone(text, start, end, right):
            begin = start
        else:
            return None
        is_function = key.startswith("!")
        if is_function and (
            indefinite
            or is_seat(case.word, close)
            or (_OF_SOMETHING.match(right) and not _OF_THE_SESSION.match(right))
        ):
            # 'Dankte die Vorsitzende für die Disziplin': the thanks are for something.
            if indefinite or not (_FOR.match(right) and is_told(left)):
                return None
        if not is_function and is_of_an_office(case.word, left, right):
            return None
        if not is_function and (
            is_chair_of_studies(right) or is_of_a_story(text.folded, begin, right)
        ):
            return None
        if is_function and is_a_function(left, right):
            return None

        def holds(profile: Profile) -> bool:
            if gender in ("f", "m") and profile.gender not in (gender, ""):
                return False
            if key.startswith("="):
                return any(holds_post(role, key[1:]) for role in profile.role_texts)
            return key in profile.roles

        group = smallest_group(rooms, self.profiles, holds)
        if not group:
            return None
        before = text.folded[begin:start]
        if is_plural(case, before):
            # 'den Gastgebern', 'the chairs': many, unless they are counted.
            if len(group) != 2 or is_function or not _COUNTED.search(before):
                return None
            return Hit(begin, end, Kind.SMALL_GROUP, Severity.BLOCK, group, "small_group.group", 2)
        group, end, matched, named = self._narrowed(group, before, right, end)
        if matched and _ANY_OF_THEM.match(text.folded, end):
            return None
        countries = {self.profiles[person].country for person in group}
        if not matched and _is_of_another(text.plain[begin:start], countries):
            # 'The Frontex director': somebody else's.
            return None
        if not speech.in_room(left + right) and _ELECTED.search(right):
            return None
        if not matched and _AT_A_PLACE.match(right) and not speech.in_room(left + right):
            # 'Der Referent im Ministerium prüft …': any of them, there.
            if not (speech.spoke(right) or acts_next(right)):
                return None
        if not matched and is_at_any(right):
            return None
        if not is_function and named and not matched:
            # A post for something else is somebody else's, unless it is spoken of in the room.
            if not (speech.spoke(right) or speech.in_room(left + " " + right)):
                return None
            return Hit(begin, end, Kind.ROLE, Severity.REVIEW, group[:1], "role.title")
        if len(group) == 1:
            reason = "role.function" if is_function else "role.title"
            return Hit(begin, end, Kind.ROLE, Severity.BLOCK, group, reason)
        if len(group) == 2 and definite and not is_function:
            return Hit(
                begin, end, Kind.SMALL_GROUP, Severity.BLOCK, group, "small_group.group", len(group)
            )
        return None

    def _narrowed(
        self, group: tuple[str, ...], before: str, right: str, end: int
    ) -> tuple[tuple[str, ...], int, bool, bool]:
        """Those of a group whose post is about what the text names; whether it names anything."""
        topic = _TOPIC.match(right)
        link = topic.group("link").strip() if topic else ""
        named = topic.group("words") if topic else ""
        nouns = re.findall(r"[a-z]{3,}", named) if link else re.findall(r"[a-z]{4,}", named)
        stems = [word[:6] for word in nouns]
        stems += [w[:6] for w in re.findall(r"[a-z]{4,}", before) if w not in _FILLERS]
        known = {
            person: sum(
                any(stem in text for text in (*profile.role_texts, *profile.organisation_names))
                for stem in stems
            )
            for person, profile in ((p, self.profiles[p]) for p in group)
        }
        best = max(known.values())
        if not best:
            return (
                group,
                end,
                False,
                link in ("for", "fur", "of", "des", "der", "im bereich", "vom"),
            )
        kept = tuple(person for person in group if known[person] == best)
        words = list(re.finditer(r"[a-z-]{3,}", named))
        used = [
            word.end()
            for word in words
            if any(word.group()[:6] in text for p in kept for text in self.profiles[p].role_texts)
        ]
        if used and topic:
            end += topic.start("words") + max(used)
        return kept, end, True, True


_ARTICLES = frozenset("der die das dem den des the this our".split())
_FILLERS = frozenset("einzige einzigen only sole this diese dieser unsere unser beim".split())


def _is_of_another(before: str, countries: set[str]) -> bool:
    """Whether a name stands between the article and the post that is not their country's."""
    words = before.split()[1:]
    articles = [place for place, word in enumerate(words) if word.lower() in _ARTICLES]
    return any(
        word[:1].isupper() and not countries.intersection(countries_of(word))
        for word in words[articles[-1] if articles else 0 :]
    )


def _stands_alone(text: Text, start: int, end: int, right: str) -> bool:
    """'| Aktuarin |', 'Referentin Trinkwasser hält …': notes leave the article out."""
    if is_cell(text, start, end):
        return True
    before = text.plain[max(0, start - 3) : start].rstrip(" ")
    opens = before.endswith("|") or starts_line(text, start)
    if not opens or not text.plain[start].isupper():
        return False
    # What the post is about may stand between it and its verb.
    return any(
        speech.speaks(rest) or acts_next(rest)
        for rest in (right, re.sub(r"^ (?:fur |for |of )?[a-z-]+(?= )", "", right))
    )
