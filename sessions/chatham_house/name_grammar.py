"""German grammar about bare nouns: a counted noun in the singular has an article, a name has none.

'einigten sich Fuchs und Heller', 'die Koch vorlegte', 'Kaisers Gegenvorschlag', 'Wolf reichte …'.
The few places where such a noun stands bare are kept apart: trades behind 'ist', 'wird' and
'lernt', pairs and lists of nouns, headlines, titles, 'Baum für Baum'.
"""

from __future__ import annotations

import re
from functools import cache

from .context import Token, starts_sentence, token_before
from .lexicon import cues, is_known, places
from .name_data import all_given_names
from .name_frames import Surroundings
from .name_grammar_english import ends_as_sentence
from .name_grammar_words import (
    ADJECTIVE,
    ASKED_OF,
    BARE_BEHIND,
    BECOMES,
    BEFORE_GENITIVE,
    CAPITAL_NEXT,
    CARRIERS,
    COORDINATED,
    COPULAS,
    DID,
    DID_BEFORE,
    FEELS_FIRST,
    FIRST_WORDS,
    HAVE,
    LOSES_ARTICLE,
    NEXT_TURN,
    NO_VERB,
    OF_PEOPLE,
    OFTEN_PREPOSITIONS,
    ONLY,
    PASSIVE,
    PERSON_LAST,
    PLACE_ENDINGS,
    QUOTED,
    SAID_TOO,
    STRONG,
    SUBORDINATORS,
    TURN,
    VERB_LAST,
    WHOEVER,
)
from .name_guards import has_subject, is_among_nouns, is_job, repeats
from .name_kinds import has_one_form, is_counted, is_living, is_masculine, kinds
from .name_particles import behind_particle, verb_of
from .name_predicates import feels_next, is_persons_predicate
from .name_trades import is_woman
from .name_words import PAST, is_participle

_REACH = 200


def is_named_by_grammar(around: Surroundings) -> bool:
    """Whether German would not put the word there as a noun."""
    if around.language != "de":
        return False
    if around.tail:
        return around.tail == "s" and _is_genitive(around)
    plain = around.text.plain
    if plain[around.end : around.end + 1] in ("-", "_", "'"):
        return False
    right = around.text.folded[around.end : around.end + _REACH]
    if repeats(around, right) or is_among_nouns(around):
        return False
    low = max(0, around.start - 80)
    left = ("" if low == 0 else "~") + around.text.folded[low : around.start]
    if around.before is not None and around.before.folded in DID_BEFORE and DID.search(left):
        return True
    if is_living(around.word) and (ASKED_OF.match(right) or _is_answer(left, right)):
        return True
    if around.word in _stands_bare() and around.before and around.before.folded in SUBORDINATORS:
        if PERSON_LAST.match(right):
            return True
    if right.startswith((" und ich ", " und wir ")) or SAID_TOO.search(left):
        return right[:1] in (" ", ".", ",", ";", ":") and not around.has_adjective()
    told = behind_particle(right)
    if around.opens_clause() and is_persons_predicate(told, "de") and not has_subject(told):
        return not around.has_adjective()
    if not is_counted(around.word) or not ends_as_sentence(around):
        return False
    if is_living(around.word) and NEXT_TURN.search(left) and TURN.match(right):
        return True
    if around.before and around.before.folded in ("wird", "wurde") and QUOTED.match(right):
        return around.before.gap == " "
    if FEELS_FIRST.search(left):
        return not (around.after and around.after.gap == " " and around.after.is_capitalised)
    return _is_bare(around, right)


def _is_answer(left: str, right: str) -> bool:
    """'Wer schreibt? Wolf.'"""
    return left.endswith("? ") and right[:1] in (".", ",", ";", "") and " wer " in " " + left


def is_clause_behind_als(around: Surroundings) -> bool:
    """', als Bär die Zahlen zeigte': a clause of time, and no trade."""
    before = around.before
    if around.language != "de" or before is None or before.folded != "als" or around.tail:
        return False
    right = around.text.folded[around.end : around.end + _REACH]
    clause = re.split(r"[.,;:!?\n]", right, maxsplit=1)[0]
    if clause.count(" ") < 2 or not is_living(around.word) or not _is_relative(around, before):
        return False
    return _is_past(clause.rpartition(" ")[2]) and not is_among_nouns(around)


@cache
def _stands_bare() -> frozenset[str]:
    return kinds("de", "time") | kinds("de", "mass") | cues("adjective_names")


def has_wrong_article(around: Surroundings) -> bool:
    """'die Koch vorlegte', 'die König': no article of this noun, so a pronoun or a woman's."""
    before, after = around.before, around.after
    if before is None or before.gap != " " or around.tail or around.language != "de":
        return False
    if before.folded == "die" and is_woman(around, before):
        return True
    if before.folded not in LOSES_ARTICLE or not is_masculine(around.word):
        return False
    if around.text.plain[around.end : around.end + 1] in ("-", "/", "_"):
        return False
    if before.folded == "das" and not _is_relative(around, before):
        return False
    if after is None or after.gap != " ":
        return True
    return not after.is_capitalised and after.folded not in ("und", "oder", "bzw", "sowie")


def _is_relative(around: Surroundings, before: Token) -> bool:
    earlier = token_before(around.text, before.start)
    return bool(earlier and earlier.gap == ", ")


def _is_genitive(around: Surroundings) -> bool:
    """'Kaisers Gegenvorschlag', 'Wolfs nüchternes Fazit': no noun has its genitive in front."""
    after = around.after
    if after is None or after.gap != " " or not is_counted(around.word):
        return False
    before = around.before
    if before is not None and before.gap == " ":
        if before.is_capitalised and not (
            _is_first_word(around, before)
            or (before.folded in BEFORE_GENITIVE and starts_sentence(around.text, before.start))
        ):
            return False
        if ADJECTIVE.match(before.folded):
            return False
    if after.is_capitalised:
        if not is_known(after.folded) and after.folded.endswith(PLACE_ENDINGS):
            return False  # 'Königs Wusterhausen'
        return after.folded not in places() and after.folded not in all_given_names()
    later = _capital_after(around, after)
    return later is not None and ADJECTIVE.match(after.folded) is not None


def _capital_after(around: Surroundings, token: Token) -> str | None:
    match = CAPITAL_NEXT.match(around.text.plain, token.end)
    return match.group(1) if match else None


def _is_bare(around: Surroundings, right: str) -> bool:
    """A counted noun without an article in a whole sentence, where only a name can stand."""
    before, after = around.before, around.after
    word = around.word
    if after is not None and after.gap == " " and after.is_capitalised:
        return False
    if BECOMES.match(right) or WHOEVER.match(right):
        return False
    if starts_sentence(around.text, around.start) or before is None or before.gap == ", ":
        return _acts(around, right)
    if before.gap != " ":
        return False
    first = before.folded
    if first in CARRIERS and is_masculine(word) and is_living(word):
        return starts_sentence(around.text, before.start) and _goes_on(around)
    if before.is_capitalised:
        if not _is_first_word(around, before):
            return False
        if first in SUBORDINATORS:
            return _is_subordinate(around, first, right)
        if first in COPULAS and feels_next(right):
            return True
        if is_masculine(word) and is_living(word) and _is_finite(first) and _asks(around):
            return first not in BARE_BEHIND or first == "hat"
        return first not in BARE_BEHIND and (_acts(around, right) or first in OF_PEOPLE)
    if first in SUBORDINATORS:
        return _is_subordinate(around, first, right)
    if first in COPULAS and feels_next(right):
        return True
    if first in BARE_BEHIND:
        return False
    is_reflexive = False
    if first in ONLY:
        is_reflexive = first == "sich"
        earlier = token_before(around.text, before.start)
        if earlier is None or earlier.gap != " ":
            return first != "es" and _acts(around, right)
        while earlier and earlier.gap == " " and earlier.folded in ONLY | {"vor"}:
            is_reflexive = is_reflexive or earlier.folded == "sich"
            earlier = token_before(around.text, earlier.start)
        if earlier is None or earlier.gap != " ":
            return False
        first = earlier.folded
        if first in SUBORDINATORS:
            return _is_subordinate(around, first, right)
        if first in BARE_BEHIND:
            return False
    if not is_living(word):
        return False
    if first in ("und", "aber", "doch", "denn"):
        return _acts(around, right)
    if has_one_form(word):
        # A reflexive of the past in the singular has one subject: 'setzte sich auch Richter ein'.
        return is_reflexive and _is_past(first) and not first.endswith("en")
    return (_is_finite(first) or first in HAVE) and not is_job(around)


def _asks(around: Surroundings) -> bool:
    _, high = around.text.sentence(around.start, around.end, _REACH)
    return around.text.plain[around.end : high].rstrip().endswith("?")


def _goes_on(around: Surroundings) -> bool:
    after = around.after
    return bool(after and after.gap == " " and _is_finite(after.folded.removesuffix("en") + "t"))


def _acts(around: Surroundings, right: str) -> bool:
    """Whether a finite verb of the singular follows directly."""
    after = around.after
    if after is None or after.gap != " " or after.is_capitalised:
        return False
    verb, right = verb_of(right), behind_particle(right)
    if verb in NO_VERB and verb not in ("hat", "hatte"):
        return False
    if not _is_finite(verb) or verb.endswith(("ten", "en")):
        return False
    if around.word in kinds("de", "thing") and not (_is_past(verb) or verb in cues("speech")):
        return False
    return not has_subject(right)


def _is_finite(verb: str) -> bool:
    """Whether a lower-case word is a verb of the third person."""
    if is_participle(verb) or verb in NO_VERB:
        return verb in ("hat", "hatte")
    if verb in STRONG or verb in cues("speech") or verb in cues("human_acts"):
        return True
    if verb in cues("acts") or verb in cues("strong_past"):
        return True
    return bool(PAST.match(verb)) or (
        len(verb) > 3 and verb.endswith("t") and not verb.endswith(("eit", "haft", "icht", "ert"))
    )


def _is_past(verb: str) -> bool:
    return bool(PAST.match(verb)) or verb in STRONG or verb in cues("strong_past")


def _is_subordinate(around: Surroundings, first: str, right: str) -> bool:
    """'dass Fuchs die Quote ablehnt', 'die Zahlen, wie Koch sie kennt': verb at the end."""
    clause = re.split(r"[.,;:!?\n]", right, maxsplit=1)[0]
    if " " not in clause.strip() and first in OFTEN_PREPOSITIONS:
        return False
    if COORDINATED.match(around.text.plain, around.end):
        return False
    match = VERB_LAST.search(clause)
    if match is None:
        return False
    verb = match.group(1)
    if not is_living(around.word) and (verb in PASSIVE or not _is_finite(verb)):
        return False
    if has_one_form(around.word) and verb.endswith("en"):
        return False
    if first in OFTEN_PREPOSITIONS and not _is_finite(verb):
        return False
    ends = around.text.plain[around.end + len(clause) : around.end + len(clause) + 1]
    return ends in (".", ",", ";", "!", "?")


def _is_first_word(around: Surroundings, before: Token) -> bool:
    """Whether the word before is capitalised for the sentence only."""
    if not starts_sentence(around.text, before.start):
        return False
    word = before.folded
    if word in FIRST_WORDS or word in SUBORDINATORS or word in STRONG:
        return True
    if word.endswith("t") and _is_finite(word) and _asks(around):
        return True
    return word in cues("speech") | cues("human_acts") and word not in cues("contributions")
