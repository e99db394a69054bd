"""Reads the titles of posts: the nouns that name their holder, their genders and their cases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lexicon import ascii_fold


@dataclass(frozen=True, slots=True)
class Case:
    """A post as a text has it: its word, the ending after it, and its gender in German."""

    word: str
    ending: str
    gender: str


_GENITIVE = re.compile(r"\b(?:des|eines|unseres|dieses|ihres|seines) ")
_OBLIQUE = re.compile(
    r"\b(?:des|dem|den|einem|einen|eines|unser\w+|diese[mn]|vom|zum|beim|im|als) "
)
_SINGULAR_FEMININE = re.compile(r"\b(?:der|einer|dem|den|des|unser\w*|zur|vom|zum|beim) ")


def is_plural(case: Case, before: str) -> bool:
    """Whether a post stands in the plural, read from its ending and the article ``before`` it."""
    word, ending = case.word, case.ending
    if ending == "s":
        return _GENITIVE.search(before) is None and case.gender != "f"
    if case.gender == "f":
        return False
    if ending == "n":
        if word.endswith("er"):
            return True
        return _SINGULAR_FEMININE.search(before) is None
    if ending == "en":
        return word.endswith("or") or _OBLIQUE.search(before) is None
    return case.gender == "m" and not ending and re.search(r"\bdie ", before) is not None


def heads(role: str) -> list[str]:
    """The person nouns of a title: what stands before a comma, 'of', 'for', and its own noun.

    A topic is no post: of 'Referentin Visumpolitik' only the first word is one, of 'Employment
    Lawyer' only the last.
    """
    title = re.split(r",| of | for | in | fur | der | des ", role)[0].strip()
    words = title.split()
    if len(words) == 1:
        is_post = len(title) >= _A_POST_FROM and not _NO_PERSON.search(title)
        return [title] if is_post and title not in _TOO_PLAIN else []
    if words and _GERMAN_POST.search(words[0]) and len(words[0]) > 4:
        # German says the post first, and what it is about after it.
        return [head for head in (words[0], title) if head not in _TOO_PLAIN]
    last = words[-1] if words else ""
    if last == "lead":
        return [title]  # 'the advocacy lead': the noun alone says too little
    if len(last) <= 4 or not _PERSON_NOUN.search(last) or _NO_PERSON.search(last):
        return []
    return [head for head in (last, title) if head not in _TOO_PLAIN]


_PERSON_NOUN = re.compile(
    r"(?:erin|orin|ent(?:in)?|ist(?:in)?|ator|ktor|leiter|trager|fuhrer|arbeiter|richter|anwalt|"
    r"anwaltin|"
    r"ratin|rat|chef|chefin|beauftragte[rn]?|architekt(?:in)?|[a-z]{3}er|or|ian|ant|ain|che|eur|"
    r"man|"
    r"woman|analyst(?:in)?|strategist|secretary|fellow|officer|counsel|attache|president|founder|head|dezernent(?:in)?|"
    r"ombudsman|professor(?:in)?)$"
)
_GERMAN_POST = re.compile(
    r"(?:erin|orin|entin|istin|antin|eurin|leiter|referent|berater|planer|trager|fuhrer|arbeiter|"
    r"koordinator|direktor|manager|sekretar|sekretarin|beauftragte[rn]?|architekt(?:in)?|"
    r"dezernent|"
    r"sprecher|richter|anwalt|anwaltin|ratin|rat|chef|chefin|doktorand(?:in)?|analyst|vorstand|"
    r"vorstandin)$"
)
# Endings of persons on words for things: 'employment', 'Grundwasser', 'labour'.
_NO_PERSON = re.compile(
    r"(?:ment|wasser|water|kammer|sektor|sector|center|power|labor|order|border|gender|winter|"
    r"sommer|futter|steuer|senior|junior|plan|human|sozialer|lander|kinder|guter|alter|ufer|"
    r"urban)$"
)
_A_POST_FROM = 7
_TOO_PLAIN = frozenset(
    "moderation member head lead staff guest participant team referent officer beratung "
    "forschung "
    "adviser advisor kommunikation verwaltung koordination planung presse policy research "
    "advice".split()
)


def whole(role: str) -> list[str]:
    """'Reader in Economics': a title whose noun says too little alone, with its subject."""
    match = re.match(r"([a-z]{4,6}) (?:in|of|for) [a-z ]{4,40}$", role)
    return [role] if match and match.group(1) not in _TOO_PLAIN else []


def genders(head: str) -> list[tuple[str, str]]:
    """A German post in both genders; an English one is of none."""
    if head.endswith(("erin", "orin", "entin")):
        return [(head, "f"), (head[:-2], "m")]
    if head.endswith("beauftragter"):
        return [(head, "-"), (head[:-1], "-")]
    if re.search(r"(?:leiter|dezernent|referent|architekt|direktor|berater|fuhrer)$", head):
        return [(head, "m"), (head + "in", "f")]
    return [(head, "-")]


def holds_post(role: str, head: str) -> bool:
    stem = head[:-2] if head.endswith("in") else head
    return re.search(rf"\b{re.escape(stem)}", ascii_fold(role)) is not None
