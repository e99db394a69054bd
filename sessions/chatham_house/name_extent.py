"""What stands before a surname and belongs to it: titles, given names, initials, particles."""

from __future__ import annotations

import re

from .context import Token, token_before
from .forms import PersonNames
from .lexicon import cues, places
from .name_data import all_given_names
from .somebody_else import is_foreign_given
from .text import Text

_INITIAL = re.compile(r"^[A-Za-z]\.?$")
# 'i. A. Teufel' signs for somebody else: no initials.
_ON_BEHALF = re.compile(r"\bi\. ?[AV]\.$")
_ARTICLE_PARTICLES = frozenset("der den dem de la le".split())
# 'v. d. Lippe'; 'v.' alone stands between the parties of a case.
_ABBREVIATED = re.compile(r"(?<![\w.])[vV]\. ?d\. ?$")
# Particles that are nothing else; 'von' and 'zu' are prepositions as well.
_NAME_PARTICLES = frozenset("van de del della di da dos al el bin ibn ten ter".split())


def extend_left(text: Text, start: int, names: PersonNames, role: str) -> tuple[int, str]:
    """Takes in particles, given names, initials and titles; says what supports the match."""
    support, first = "", start
    if role != "given" and not names.particles.isdisjoint(("von", "van")):
        abbreviated = _ABBREVIATED.search(text.plain, max(0, start - 6), start)
        if abbreviated is not None:
            return abbreviated.start(), "given"
    while True:
        token = token_before(text, start)
        if token is None or token.gap not in (" ", "-", ". ", "\n", "."):
            return start, support
        word = token.folded
        if token.gap == "-" and word not in names.given | names.halves:
            if support or role == "given":
                return start, support
            return start, is_foreign_given(token, all_given_names(), names.given)
        if (
            role != "given"
            and word in names.particles | _ARTICLE_PARTICLES
            and (token.gap == " " and names.particles)
        ):
            if word in names.particles or _has_particle_before(text, token):
                start = token.start
                if word in _NAME_PARTICLES:
                    support = "given"
                continue
            return start, support
        if role != "given" and names.particles and word in _NAME_PARTICLES and token.gap == " ":
            start, support = token.start, "given"
        elif (
            role != "given"
            and word in names.given | names.nicknames
            and token.gap in (" ", "-", "\n")
        ):
            start, support = token.start, "given"
        elif role in ("half", "surname") and word in names.halves and token.gap in " -":
            start, support = token.start, "given"
        elif (
            role != "given"
            and _INITIAL.match(token.text)
            and token.is_capitalised
            and token.text not in ("A", "I")  # 'A Reader in Economics'
        ):
            if token.text[0].lower() in names.initials:
                start, support = token.start, "given"
            elif _ON_BEHALF.search(text.plain, max(0, token.start - 4), token.end):
                return start, support
            else:
                return start, support or ("foreign" if token.text.endswith(".") else "")
        elif _is_title(token) and not _is_kin(text, token):
            start, support = token.start, support or "title"
        else:
            if support or role == "given":
                return start, support
            if start != first and _is_place(text, token):
                return start, ""
            return start, is_foreign_given(token, all_given_names(), names.given)


def _is_place(text: Text, token: Token) -> bool:
    """'On nurses from Kerala von der Heyde had figures': a place, and no name given to anybody."""
    if token.folded in all_given_names():
        return False
    earlier = token_before(text, token.start)
    return bool(
        token.folded in places() or (earlier and earlier.gap == " " and earlier.folded in _WHERE)
    )


_WHERE = frozenset("in from near at of around outside aus bei nach um nahe".split())


def _has_particle_before(text: Text, token: Token) -> bool:
    """'van den Berg' for somebody who is 'van der Berg' on the roster."""
    earlier = token_before(text, token.start)
    return bool(earlier and earlier.gap == " " and earlier.folded in _NAME_PARTICLES)


def _is_kin(text: Text, token: Token) -> bool:
    """'sein Bruder Bauer': kin, not the address of a monk."""
    if token.folded not in ("bruder", "schwester"):
        return False
    earlier = token_before(text, token.start)
    return bool(earlier and earlier.gap == " " and earlier.folded in _ANOTHERS)


_ANOTHERS = frozenset("sein seine ihr ihre mein meine dein deine dessen deren".split())


def _is_title(token: Token) -> bool:
    word = token.folded
    return (token.is_capitalised and token.gap in (" ", ". ", "\n", ".")) and (
        word in cues("titles") or word + "." in cues("titles")
    )
