"""The same name elsewhere: works and laws called after somebody, places, families, kings.

'Dvořák's symphony', 'the Kessler syndrome', 'Moyo in northern Uganda', 'Kim Jong-un'.
"""

from __future__ import annotations

import re
from functools import cache

from .context import token_after
from .lexicon import alternation, cues, is_known, places, word_frequencies
from .name_data import all_given_names, contexts
from .name_frames import Surroundings
from .name_kinds import is_post
from .name_places import is_place_of_its_kind, is_trade_after_all
from .name_prepositional import is_named_by_preposition
from .name_travel import is_stop

_WORDS_AHEAD = re.compile(r"(?:[ -]|' )((?:[A-Za-z][A-Za-z]*[ -]){0,2}[A-Za-z]+)")
_WORD = re.compile(r"[a-z]+")
_ROMAN = re.compile(
    r" (?:I(?! [a-z]|'|,? \(|:)|II{1,2}|IV|VI{0,3}|IX|XI{0,3}|XIV|XV|XVI)\b(?![':])\.?"
)
_ARTICLE = re.compile(r"\b(?:der|die|das|des|dem|den|the|a|an|eine?[rsnm]?) $")
_EPITHET = re.compile(r" (?:der|die|dem|den|des|the) ([a-z]+)")
_COMPASS = (
    r"(?:northern|southern|eastern|western|central|north-?eastern|north-?western|south-?eastern|"
    r"south-?western|upper|lower|rural|coastal|nord|sud|ost|west|mittel)"
)
_IN_REGION = re.compile(rf" (?:in|im) (?:the )?{_COMPASS}[- ]?[a-z]")
_ON_WATER = re.compile(r" (?:am|im|an der|ob der|on|on the|upon|in der) ([a-z]+)")
_ON_TONIGHT = re.compile(
    r"\b(?:is|are) on (?:at|tonight|again|all)\b|\blauft (?:um|heute|abends)\b"
)
_TRAVEL = re.compile(r" (?:fahrt|fahren|fuhr|fuhren|geht|gehen|zogen|zog|flog|flogen|reis|verkehr)")
_SITUATED = re.compile(r" (?:in|im|bei|near|an der|am|on the|close to|outside|nahe)(?: the)? ")
_TWO_NAMES = re.compile(r" [A-Z][a-z-]+(?: [A-Z][a-z-]+)?")
_COUNTS = re.compile(r" (?:has|hat|had|hatte) (?:[a-z]+ )?(?:\d|a |an |no |eine? |keine? )")
_BATTLE = re.compile(
    r"\b(?:battle of|schlacht (?:bei|von|um)|siege of|treaty of|edict of|fall of) $"
)
_ACT_IN_ROOM = re.compile(r" (?:asked|said|noted|wants|wanted|agreed|argued)\b")


def is_homonym(around: Surroundings) -> bool:
    """Whether what stands around a name makes it a work, a place or somebody else."""
    right = around.text.folded[around.end : around.end + 120]
    left = around.text.folded[max(0, around.start - 60) : around.start]
    plain = around.text.plain[around.end : around.end + 60]
    return (
        _is_work(around, right)
        or _is_eponym(around, right, left)
        or _is_nature(right, around)
        or _is_ruler(plain, right)
        or _is_place(around, right, left)
        or is_place_of_its_kind(around)
        or is_trade_after_all(around)
        or _is_family_first(around)
        or (around.word in _MOODS and _OF_MOOD.match(right) is not None)
    )


# 'Sorge bereitet die Zahl der Abbrüche.'
_MOODS = frozenset("sorge freude kummer angst hoffnung kraft eile not unmut zorn zweifel".split())
_OF_MOOD = re.compile(r" (?:bereitet|bereiten|besteht|herrscht|ist geboten|gilt)\b")


def _words(right: str) -> list[str]:
    """Up to three words that follow without a mark between."""
    match = _WORDS_AHEAD.match(right)
    return re.split(r"[ -]", match.group(1)) if match else []


def _is_work(around: Surroundings, right: str) -> bool:
    """'Dvořáks Symphonie', 'Clarke's first novel'; with a museum in the sentence also a book."""
    genitive = around.tail in ("s", "'s", "'") or around.word.endswith("s")
    if not genitive and not (around.language == "en" and _ARTICLE.search(_left(around))):
        return False
    following = _words(right)
    works = contexts("works")
    if any(word in works for word in following[:3]):
        # 'Koch's remark on the opera' is a remark: nothing but an adjective may stand between.
        place = next(p for p, word in enumerate(following) if word in works)
        return place == 0 or not _is_own(following[:place])
    public = contexts("works_in_public")
    place = next((p for p, word in enumerate(following) if word in public), -1)
    if place < 0 or _is_own(following[:place]):
        return False
    sentence = _sentence(around)
    if _ON_TONIGHT.search(sentence) or re.match(r"[^.;]{0,40} [\"'][a-z]", right[1:]):
        return True
    return not contexts("public_signs").isdisjoint(_WORD.findall(sentence))


def _is_own(words: list[str]) -> bool:
    """Whether a noun of a room stands among ``words``."""
    return not (contexts("note_nouns") | _PREPOSITIONS).isdisjoint(words)


_PREPOSITIONS = frozenset(
    "on about to of in for with from und and zu zur zum uber auf an aus mit von fur bei".split()
)


def _is_eponym(around: Surroundings, right: str, left: str) -> bool:
    """'the Kessler syndrome', 'Menon's syndrome', 'das Böhm-Theorem'."""
    following = _words(right)
    if not following:
        return False
    first = following[0]
    genitive = around.tail in ("s", "'s", "'")
    if around.language == "en" and not around.tail and _is_titled(around, left):
        return True
    if not around.tail or genitive:
        if first in contexts("eponyms"):
            return not genitive or first in _DISCOVERED
        if first.endswith(("syndrom", "effekt")) and around.text.plain[around.end] == "-":
            return True
    if genitive and around.language == "en":
        ordinal = re.match(r" (?:first|second|third|fourth|fifth) (?:law|theorem|problem)\b", right)
        return bool(ordinal) and not _is_here(around)
    if around.tail or first not in contexts("eponyms_unless_here") or first in cues("compounds"):
        return False
    return bool(_ARTICLE.search(left)) and not _is_here(around)


def _is_titled(around: Surroundings, left: str) -> bool:
    """'the Brandt Report': a proper name of its own, in capitals."""
    after = around.after
    return bool(
        after
        and after.gap == " "
        and after.text.istitle()
        and after.folded in _PROPER
        and left.endswith(("the ", "The "))
        and not around.text.plain[around.start : around.end].isupper()
    )


_PROPER = frozenset(
    "report commission doctrine review inquiry principles declaration amendment protocol "
    "convention treaty act accord accords agreement line pact reforms lecture lectures medal "
    "prize award fellowship tribunal committee hearings papers files effect".split()
)
_DISCOVERED = frozenset(
    "syndrome syndrom disease krankheit theorem conjecture constant comet komet equation equations "
    "paradox paradoxon orbit".split()
)


def _is_here(around: Surroundings) -> bool:
    return not contexts("here").isdisjoint(_WORD.findall(_sentence(around)))


def _is_nature(right: str, around: Surroundings) -> bool:
    """'Holm oaks', 'Marsh birds': the word before a plant or an animal."""
    following = _words(right) if right.startswith(" ") else []
    if around.language != "en" or around.tail or not following:
        return False
    # Directly behind and in lower case: 'Holm Fox' would be somebody.
    return following[0] in contexts("nature") and around.text.plain[around.end + 1].islower()


def _is_ruler(plain: str, right: str) -> bool:
    """'Heinrich der Löwe', 'Friedrich II.'"""
    if _ROMAN.match(plain) or _IN_OFFICE.match(right):
        return True
    match = _EPITHET.match(right)
    return bool(
        match and match.group(1) in contexts("epithets") and plain[match.start(1)].isupper()
    )


def _is_place(around: Surroundings, right: str, left: str) -> bool:
    """'Moyo in northern Uganda', 'Lake Mwangi', 'the town of Thapa'."""
    before = around.before
    if (
        before
        and before.gap in (" ", ". ")
        and before.folded in _SAINTS
        and (before.is_capitalised or before.folded.startswith("heilig"))
    ):
        return True
    if around.tail:
        return False
    if _BATTLE.search(left) or is_stop(left):
        return True
    before, after = around.before, around.after
    if _IS_PLACE.match(right) or _is_holder_of_post(around):
        return True
    if before and before.folded == "see" and around.language == "en":
        return False  # 'See Idris about it' is no lake
    if before and before.gap == " " and before.folded in contexts("place_before"):
        return before.is_capitalised or around.language == "en"
    if before and before.gap == " " and before.is_capitalised and before.folded in _HOUSES:
        return True  # 'das Museum Ludwig'
    if before and before.folded in ("of", "namens") and before.gap == " ":
        match = re.search(r"([a-z]+) (?:of|namens) $", left)
        if match and match.group(1) in contexts("place_before"):
            return True
    if after and after.gap == " " and after.folded in contexts("place_behind"):
        return after.is_capitalised or after.folded not in ("border", "camp", "station", "crossing")
    if before and before.gap == " " and before.folded in _WHERE and _is_only_place(around):
        return True
    if before and before.folded == "nach" and around.word in places() and _TRAVEL.match(right):
        return True
    return _is_situated(around, right)


_HOUSES = frozenset("museum hotel cafe gasthof gasthaus pension restaurant theater".split())
_WHERE = frozenset("nach in aus bei um vor near to from around towards bis via uber".split())


def _is_holder_of_post(around: Surroundings) -> bool:
    """'Kaiser Franz Joseph', 'König Artus': the word is the title of somebody else."""
    after = around.after
    return bool(
        after
        and after.gap == " "
        and after.is_capitalised
        and after.folded in all_given_names()
        and (
            around.word in _POSTS
            or (is_post(around.word) and _SURNAME.match(around.text.plain, after.end))
        )
    )


_IN_OFFICE = re.compile(
    r" (?:left office|took office|was (?:re-?)?elected|was crowned|reigned|"
    r"ruled(?! (?:the|that|this|it|out|in favour|against|on|an?|my|our|his|her)\b))\b"
)
_SURNAME = re.compile(r" (?:(?:von|de|van|al|el) )?[A-Z][a-z]")
_POSTS = frozenset("kaiser konig graf herzog papst bischof abt furst bishop king pope duke".split())
_SAINTS = frozenset("saint st sankt santa san heilige heiligen heiliger".split())
_IS_PLACE = re.compile(
    r",? (?:is|was|ist|war),? (?:an?|the|eine?|der|die|das) (?:[a-z]+ ){0,2}?(?:village|town|city|"
    r"district|province|county|river|lake|island|port|suburb|hamlet|capital|seat of|[a-z]*(?:ort|"
    r"dorf|stadt|gemeinde|landkreis|insel|fluss))\b"
)


def _is_only_place(around: Surroundings) -> bool:
    """Whether the word is a place and no ordinary word, and no verb of saying follows."""
    _, ordinary = word_frequencies().get(around.word, (0.0, False))
    if around.word not in places() or ordinary:
        return False
    before = around.before
    if before is None or before.folded not in ("nach", "in", "near", "around"):
        return False
    return not (before.folded == "nach" and is_named_by_preposition(around))


def _is_situated(around: Surroundings, right: str) -> bool:
    on = _ON_WATER.match(right)
    if on and on.group(1) in contexts("lies_on"):
        return True
    if _IN_REGION.match(right) and not _ACT_IN_ROOM.search(right):
        return True
    where = _SITUATED.match(right)
    if where is None:
        return False
    town = _TWO_NAMES.match(around.text.plain, around.end + where.end() - 1)
    if town is None:
        return False
    rest = around.text.folded[town.end() : town.end() + 60]
    if _place_does().match(rest):
        return True
    near = where.group().strip() not in ("in",)
    return near and _COUNTS.match(rest) is not None


@cache
def _place_does() -> re.Pattern[str]:
    kinds = r"(?:[a-z]*(?:ort|dorf|stadt|gemeinde|kreis|tal|viertel))"
    return re.compile(
        rf" (?:(?:{alternation(contexts('place_does'))})\b|(?:ist|war) eine? {kinds}\b|"
        r"(?:has|hat) (?:[a-z]+ )?\d)"
    )


def _is_family_first(around: Surroundings) -> bool:
    """'Zhang Yimou', 'Kim Jong-un': a family name in front and a given name not on the roster."""
    after = around.after
    if around.word not in contexts("family_first") or around.tail or after is None:
        return False
    if after.gap != " " or not after.is_capitalised or after.text.isupper():
        return False
    # 'Nguyen Van Thieu': a middle name may be a word somewhere.
    later = token_after(around.text, after.end)
    return not is_known(after.folded) or bool(
        later and later.gap == " " and later.is_capitalised and not is_known(later.folded)
    )


def _left(around: Surroundings) -> str:
    return around.text.folded[max(0, around.start - 8) : around.start]


def _sentence(around: Surroundings) -> str:
    low, high = around.text.sentence(around.start, around.end, 200)
    return around.text.folded[low:high]
