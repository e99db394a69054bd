"""Finds posts and functions that only one of those present holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ahocorasick_rs import MatchKind

from . import speech
from .context import starts_line
from .facets import Profile, role_words, smallest_group
from .findings import Kind, Severity
from .hits import Hit
from .lexicon import ascii_fold, automaton
from .roster import Person
from .text import Text

_TAIL = re.compile(r"(?:s|n|en|es|er|in|'s)?(?![a-z0-9])")
_DEFINITE = re.compile(
    r"\b(?:der|die|das|dem|den|des|the|this|unsere?[rnms]?|our|diese[rnms]?|vom|zum|zur|beim|im|"
    r"als|as|einzige[rnm]?|only|sole) (?:(?!und |and )[a-z-]+ ){0,2}$"
)
_INDEFINITE = re.compile(r"\b(?:eine?[rsnm]?|an?|one) (?:(?!und |and )[a-z-]+ ){0,2}$")
_GENERIC = re.compile(
    r"\b(?:jede[rsmn]?|every|each|any|irgendein\w*|keine?[rmns]?|no|ob|without|ohne|as an?|"
    r"als eine?)"
    r" (?:\w+ )?$"
)
_TOPIC = re.compile(
    r"(?:,)?(?P<link>(?: (?:fur|for|of|im bereich|on|des|der|in|from|aus|vom|am|beim|"
    r"responsible for|"
    r"in charge of))?)(?: (?:the|die|das|den|der|dem))?"
    r"(?P<words>(?: (?!und |and |der |die )[a-z-]{3,}){1,3}?)"
    r"(?=$|[.,;:!?)\"]| [a-z]+)"
)
_OF_THE_SESSION = re.compile(
    r" (?:of the |of this |der |des |dieser |unserer )(?:session|meeting|discussion|round|group|"
    r"sitzung|runde|diskussion|aussprache|veranstaltung|arbeitsgruppe|debatte|day|tages|workshops?)"
)
# 'the captain of a ship', 'the chair must …': whoever it is.
_IN_GENERAL = re.compile(
    r"^ (?:of an? |of any |eines |einer |must |should |shall |needs? to |muss |mussen |sollte |"
    r"soll |darf )"
)
_OF_SOMETHING = re.compile(r"^ (?:of|for|des|der|eines|einer|von|vom|fur) ")


_REACH = 60


class RoleMatcher:
    """Finds the posts of the people whose facts are given."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self.profiles = profiles
        words: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for word, pairs in role_words().items():
            words[word].update(pairs)
        for profile in profiles.values():
            for text in profile.role_texts:
                for head in _heads(text):
                    for form, gender in _genders(head):
                        if not words.get(form):
                            words[form].add((f"={head}", gender))
                for form in _turned(text):
                    if not words.get(form):
                        words[form].add((f"={text.split()[0]}", "-"))
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
            for key, gender in self._meanings[index][1]:
                hit = self._decide(text, (start, tail.end()), key, gender, rooms)
                if hit:
                    hits.append(hit)
                    break
        return hits

    def _decide(
        self,
        text: Text,
        span: tuple[int, int],
        key: str,
        gender: str,
        rooms: Sequence[tuple[Person, ...]],
    ) -> Hit | None:
        start, end = span
        low, high = text.sentence(start, end, 200)
        left, right = text.folded[low:start], text.folded[end:high].rstrip()
        if _GENERIC.search(left) or _IN_GENERAL.match(right):
            return None
        close = left[-_REACH:]
        definite, indefinite = _DEFINITE.search(close), _INDEFINITE.search(close)
        low += len(left) - len(close)
        # 'Chair: we move on' speaks; 'Moderation: Deutsch' is a heading.
        is_tag = starts_line(text, start) and right.startswith(":") and right.count(" ") > 1
        if definite:
            begin = low + definite.start()
        elif indefinite and (speech.spoke(right) or speech.in_room(left + right)):
            begin = low + indefinite.start()
        elif is_tag:
            begin = start
        else:
            return None
        is_function = key.startswith("!")
        if is_function and (
            indefinite or (_OF_SOMETHING.match(right) and not _OF_THE_SESSION.match(right))
        ):
            return None

        def holds(profile: Profile) -> bool:
            if gender in ("f", "m") and profile.gender not in (gender, ""):
                return False
            if key.startswith("="):
                return any(_holds(role, key[1:]) for role in profile.role_texts)
            return key in profile.roles

        group = smallest_group(rooms, self.profiles, holds)
        if not group:
            return None
        before = text.folded[begin:start]
        group, end, matched, named = self._narrowed(group, before, right, end)
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


_FILLERS = frozenset("einzige einzigen only sole this diese dieser unsere unser beim".split())


def _heads(role: str) -> list[str]:
    """The person nouns of a title: what stands before a comma, 'of', 'for', and its own noun.

    A topic is no post: of 'Referentin Visumpolitik' only the first word is one.
    """
    title = re.split(r",| of | for | in | fur | der | des ", role)[0].strip()
    words = title.split()
    if len(words) == 1 and len(title) >= _A_POST_FROM and title not in _TOO_PLAIN:
        return [title]
    persons = [word for word in words if _PERSON_NOUN.search(word) and len(word) > 4]
    heads = [word for word in persons if word in (words[0], words[-1])]
    if persons and words[-1] in persons and len(words) > 1:
        heads.append(title)
    return [head for head in heads if head not in _TOO_PLAIN]


def _turned(role: str) -> list[str]:
    """'Vorstand Personal' is the Personalvorstand."""
    words = [word for word in role.split() if word not in ("fur", "for", "of")]
    if len(words) != 2 or len(words[1]) < 5 or not words[1].isalpha() or not words[0].isalpha():
        return []
    return [words[1] + words[0], words[1] + "s" + words[0]]


_PERSON_NOUN = re.compile(
    r"(?:erin|orin|ent(?:in)?|ist(?:in)?|ator|ktor|leiter|trager|fuhrer|arbeiter|richter|anwalt|"
    r"anwaltin|"
    r"ratin|rat|chef|chefin|beauftragte[rn]?|architekt(?:in)?|[a-z]{3}er|or|ian|ant|ain|che|eur|"
    r"man|"
    r"woman|secretary|fellow|officer|counsel|attache|president|founder|head|dezernent(?:in)?|"
    r"ombudsman|professor(?:in)?)$"
)
_A_POST_FROM = 8
_TOO_PLAIN = frozenset(
    "moderation member head lead staff guest participant team referent officer beratung forschung "
    "kommunikation verwaltung koordination planung presse policy research advice".split()
)


def _genders(head: str) -> list[tuple[str, str]]:
    """A German post in both genders; an English one is of none."""
    if head.endswith(("erin", "orin", "entin")):
        return [(head, "f"), (head[:-2], "m")]
    if re.search(r"(?:leiter|dezernent|referent|architekt|direktor|berater|fuhrer)$", head):
        return [(head, "m"), (head + "in", "f")]
    return [(head, "-")]


def _holds(role: str, head: str) -> bool:
    stem = head[:-2] if head.endswith("in") else head
    return re.search(rf"\b{re.escape(stem)}", ascii_fold(role)) is not None
