"""A given name of the roster inside the name of somebody, or something, else.

'Johann Sebastian Bach' where a Sebastián was there, 'Emre Can' where an Emre was, 'Storm Daniel'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .context import Token, token_after, token_before
from .forms import PersonNames
from .lexicon import ascii_fold, places, word_frequencies
from .name_data import all_given_names, contexts
from .text import Text

# What is christened without being anybody.
_CHRISTENED = frozenset(
    "storm storms hurricane cyclone typhoon orkan sturm sturmtief taifun hurrikan zyklon "
    "tropensturm tief hoch tiefdruckgebiet orkantief wirbelsturm "
    "saint sankt st operation projekt hotel cafe "
    "konigin konig kaiser kaiserin zar queen king emperor empress tsar pope papst archbishop "
    "prinz prinzessin prince princess lake mount san santa ferry fahre schiff ship boat boot "
    "vessel trawler dampfer yacht".split()
)  # fmt: skip
_IS_WORK = re.compile(
    r" (?:is|was|ist|war) (?:an?|the|eine?|die|der|das) (?:[a-z]+ ){0,2}(?:opera|novel|film|play|"
    r"song|poem|ballet|oper|roman|gedicht|lied|ballett|drama|ship|schiff|storm|ferry|fahre)\b"
)


def is_given_of_another(
    text: Text, start: int, end: int, names: PersonNames, present: frozenset[str]
) -> bool:
    """Whether a given name belongs to a longer name that is not the participant's.

    ``present``: the given names of all on the roster, which may stand side by side.
    """
    before, after = token_before(text, start), token_after(text, end)
    if after is not None and after.gap in (" ", "-") and after.folded in _own(names):
        return False
    if before is not None and before.gap == " " and before.is_capitalised:
        if before.folded in _CHRISTENED:
            return True
        if _is_given(before) and before.folded not in present:
            return True
    if after is not None and after.gap == " " and _goes_on(text, after):
        return True
    if before is not None and before.folded == "the" and _RUNS.match(text.folded, end):
        return True
    return _IS_WORK.match(text.folded, end) is not None


def _goes_on(text: Text, after: Token) -> bool:
    """'Heinrich August Winkler', 'Samuel de Champlain': more than one word of a name follows."""
    is_particle = after.folded in _PARTICLES
    if not is_particle and not (after.is_capitalised and after.folded in all_given_names()):
        return False
    last = token_after(text, after.end)
    return bool(
        last
        and last.gap == " "
        and last.is_capitalised
        and (last.folded not in places() or is_surname_too(last.folded))
        and not (
            is_particle
            and word_frequencies().get(last.folded, (0.0, False))[1]
            and not is_surname_too(last.folded)
        )
    )


_PARTICLES = frozenset("de von van del di da le la du af bin ibn ten ter".split())


def is_noble_other(text: Text, start: int, names: PersonNames, present: frozenset[str]) -> bool:
    """'Charlotte von Stein' where a Stein was there, with no 'von' of their own."""
    particle = token_before(text, start)
    if particle is None or particle.gap != " " or particle.text not in _PARTICLES:
        return False
    if names.particles:
        return False
    given = token_before(text, particle.start)
    return bool(
        given
        and given.gap == " "
        and given.is_capitalised
        and given.folded not in present
        and given.folded in all_given_names()
    )


def is_example(text: Text, start: int, end: int) -> bool:
    """'Frau Mustermann und Herr Sommer sind Beispielnamen': a name as a name."""
    near = text.folded[max(0, start - _NEAR) : end + _NEAR]
    if "name" not in near and "mustermann" not in near and "hinz" not in near:
        return False
    low, high = text.sentence(start, end, _NEAR)
    return _EXAMPLE.search(text.folded, low, high) is not None


_HEADS = re.compile(
    r"(?:bundes|alt|vize|ex-)?kanzler(?:in)?|(?:[a-z]*-)?ministerprasident(?:in)?|"
    r"bundesprasident(?:in)?|premier(?:minister(?:in)?)?|us-prasident(?:in)?|"
    r"regierungschef(?:in)?|staatschef(?:in)?|staatsprasident(?:in)?"
)
_RULERS = re.compile(r"konig(?:in)?|kaiser(?:in)?|papst|zar|kurfurst")


def is_head_of_state(text: Text, start: int, name: str, roles: Sequence[str]) -> bool:
    """'Kanzler Merz', 'König Ludwig' where a Merz or Ludwig was there, who holds no such office."""
    before = token_before(text, start)
    if before is None or before.gap != " " or not before.is_capitalised:
        return False
    if _RULERS.fullmatch(before.folded) and name in all_given_names():
        return True
    held = ascii_fold(" ".join(roles))
    return _HEADS.fullmatch(before.folded) is not None and before.folded not in held


_NEAR = 120
_EXAMPLE = re.compile(
    r"\b(?:beispielnamen?|musternamen?|[a-z]*mustermann|haufig(?:st|er)?e?[rnm]? "
    r"(?:vor|nach|familien)?namen?|(?:common|placeholder|popular|made-up|sample) "
    r"(?:first |last |family |sur)?names?|"
    r"john doe|jane doe|hinz und kunz)\b"
)


def names_somebody_next(text: Text, offset: int, present: frozenset[str] = frozenset()) -> bool:
    """'The economist Michael Clemens': the full name of somebody not ``present`` follows."""
    first = token_after(text, offset)
    if first is None or first.gap != " " or not first.is_capitalised:
        return False
    if first.folded not in all_given_names() or first.folded in present:
        return False
    second = token_after(text, first.end)
    return bool(second and second.gap == " " and second.is_capitalised)


# 'the Victoria line is closed'
_RUNS = re.compile(r" (?:line|station|falls|bridge|tower|hall|prize|medal|rose|room|wing)\b")


def _own(names: PersonNames) -> frozenset[str]:
    return names.surnames | names.halves | names.particles | names.given


def _is_given(token: Token) -> bool:
    """A given name that is no word: 'Will Joyce come?', 'Mark Joyce down for it'."""
    word = token.folded
    return word in all_given_names() and not word_frequencies().get(word, (0.0, False))[1]


def is_surname_too(word: str) -> bool:
    """Whether an ordinary German word is a common surname, so behind a given name it is one."""
    return word in contexts("surnames_that_are_words")
