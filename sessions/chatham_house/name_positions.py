"""Small frames of prose and letters: 'Selbst Reich lenkte ein', 'Vogel zufolge', 'Hi Ollie,'."""

from __future__ import annotations

import re
from functools import cache

from .context import starts_sentence
from .lexicon import alternation, cues
from .name_clauses import is_topic
from .name_data import contexts
from .name_entries import starts_entry
from .name_frames import Surroundings
from .name_words import AUXILIARIES, PAST

_GREETING = re.compile(
    r"(?:^|[\n.!,;] ?)(?:hi|hello|hallo|hey|dear|liebe[rs]?|moin|servus|gruss gott|guten (?:tag|"
    r"morgen|abend)|good morning|good afternoon|thanks|thank you|many thanks|thanks again|danke|"
    r"vielen dank|merci|sorry|no worries|welcome|willkommen) $"
)
_FAREWELL = re.compile(
    r"(?:^|[\n.!;] ?)(?:(?:viele|liebe|beste|herzliche|schone|mit freundlichen|freundliche|"
    r"freundl\.|kollegiale) )?(?:grusse|grussen|gruss|vg|lg|bg|mfg|bis dann|bis bald|"
    r"cheers|best|all best|"
    r"all the best|best wishes|best regards|kind regards|warm regards|regards|"
    r"yours|"
    r"yours sincerely|sincerely|thanks|thank you|many thanks|thanks again|danke|"
    r"x|xx),?(?: von)?[ \n]$"
)
_ALONE = re.compile(
    r"(?:^|[.;:,!?\n(] ?)(?:einzig|selbst|nur|allein|sogar|ausgerechnet|lediglich|even|only|just|"
    r"not even|nicht einmal|nobody but|no one but|alle ausser|alle bis auf|everyone but|all but|"
    r"everybody but|everyone except|neither|nor|weder|(?:anders|ebenso|genauso|ahnlich) (?:als|wie)"
    r"|und auch|doch|aber|but|yet|so even) $"
)
_NOR = re.compile(r"\b(?:neither|weder) [a-z' -]{2,40} (?:nor|noch) $")
_FOLLOWED = re.compile(
    r"\b(?:es|dann|danach|daraufhin|darauf|anschliessend) (?:folgte|sprach|antwortete|kam|redete|"
    r"referierte|ubernahm)(?: dann| noch| auch)? $"
)
_WENT_BACK = re.compile(r"\b(?:ging|geht|gehen|gingen)(?: [a-z]+){0,2} auf $")
_BACK = re.compile(r" (?:selbst )?zuruck\b")
_ACCORDING = re.compile(r" zufolge\b")
# A noun in the singular would have its article here.
_WANTS = re.compile(
    r" (?:will|wollte|mochte|hatte|hat) (?:die|das|den|dem|ihr|sein|noch|dazu|nichts|keine?n?|bis|"
    r"auch|dann|sich|dafur|wenig|es|am|gern|zwei|drei|einen?)\b(?! (?:zukunft|tradition))"
)
_TO_SOMEBODY = re.compile(r" ?(?:an|to|>|->) ?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?:")
_IN_BRACKETS = re.compile(r" \([^()\n]{2,40}\)(?=[,.;\n]|$)")
_NO_PAST = frozenset("heute gestern gute erste zweite dritte letzte meiste ganze halbe".split())
_STRONG = frozenset("hat hatte gab nahm kam ging wollte sprach liess".split())


def is_in_position(around: Surroundings) -> bool:
    """Whether prose or a letter would put nobody but a person here."""
    text = around.text
    low = max(0, around.start - 70)
    plain = text.plain[low : around.start]
    left = plain.lower() if low == 0 else "~" + plain.lower()
    right = text.folded[around.end : around.end + 60]
    follows = text.plain[around.end : around.end + 1]
    if follows in ("", "\n", ".", "!", ","):
        if follows != "," and _FAREWELL.search(left):
            return True
        if follows != "." and _GREETING.search(left):
            return True
    if starts_entry(text, around.start) and _TO_SOMEBODY.match(text.plain, around.end):
        return True
    if _IN_BRACKETS.match(right) and _sayings().search(left):
        return True
    if around.language == "de":
        if _BACK.match(right) and _WENT_BACK.search(left):
            return True
        if _ACCORDING.match(right) and around.opens_clause():
            return True
        if _WANTS.match(right) and starts_sentence(text, around.start):
            return not is_topic(around.word)
        if _FOLLOWED.search(left) and not is_topic(around.word):
            return not _lists(around)
    return _acts_alone(around) and bool(_ALONE.search(left) or _NOR.search(left))


def _acts_alone(around: Surroundings) -> bool:
    """Whether what follows 'nur', 'even' and a bare name is done by one person."""
    after = around.after
    if after is None or after.gap != " " or after.is_capitalised or around.before is None:
        return False
    if around.before.is_capitalised and around.before.folded not in _BEFORE_ONE:
        return False
    verb = after.folded
    if around.language == "en":
        if around.word in _TIMES:
            return False
        return bool(PAST.match(verb)) or verb in cues("strong_past") | cues("acts") | {"nor", "did"}
    if is_topic(around.word) or verb in _NO_PAST:
        return False
    if verb.endswith("ten") or (verb.endswith("en") and verb not in cues("acts")):
        return False
    return (
        bool(PAST.match(verb))
        or verb in _STRONG | (cues("acts") - AUXILIARIES)
        or (verb in cues("strong_past") and not verb.endswith("en"))
    )


_BEFORE_ONE = frozenset(
    "einzig selbst nur allein sogar ausgerechnet lediglich even only just neither nor weder doch "
    "aber but yet".split()
)
_TIMES = frozenset("may march april june july august west east north south".split())


def _lists(around: Surroundings) -> bool:
    return (
        re.match(r"(?:,| und| oder) [A-Z]", around.text.plain[around.end : around.end + 8])
        is not None
    )


@cache
def _sayings() -> re.Pattern[str]:
    nouns = alternation(contexts("note_nouns") | cues("contributions"))
    return re.compile(
        rf"(?:^|[\n.;] ?)(?:[a-z]+ )?(?:{nouns})(?:en|e|n|s)?: (?:[a-z]+ \([^()\n]*\), )*$"
    )
