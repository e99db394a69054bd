"""People by their family, their passport, or a trade that only one in the room has.

'Ein Vater von fünf Kindern hielt das für weltfremd', 'eine Person mit norwegischem Pass stimmte
zu', 'die einzige Chemikerin im Raum' tell of somebody there; 'ein Vater von fünf Kindern bekommt
1.275 Euro Kindergeld' does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from . import speech
from .findings import Kind, Severity
from .group_clauses import did, undated
from .hits import Hit
from .lexicon import ascii_fold, cues
from .nationality_frames import does, is_told_before
from .nationality_turns import is_nobody_here
from .next_verb import acts_next
from .roster import Roster
from .text import Text

_NUMBERS = {
    "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
}  # fmt: skip
_NUMBER = rf"(?P<number>{'|'.join(_NUMBERS)}|[2-9])"
_KIN = (
    r"(?P<kin>(?:ur)?(?:gross|grand)?(?:vaters?|mutter|father|mother)|opa|oma|papa|mama|"
    r"(?:gross|grand)?(?:elternteil|parent))"
)
_OF = re.compile(
    rf"\b{_KIN},? (?:von|of) {_NUMBER}(?: (?:[a-z]+en )?(?:kindern?|tochtern|sohnen|enkeln|"
    rf"enkelkindern|children|daughters|sons|girls|boys|grandchildren))?(?![a-z])"
)
_FOLD = re.compile(
    r"\b(?P<number>zwei|drei|vier|funf|sechs|sieben|acht|[2-9])-?fache[rnms]? "
    rf"(?:[a-z]+e[rn]? )?{_KIN}(?![a-z])"
)
_HAS = re.compile(rf"\bhat {_NUMBER} (?:kinder|tochter|sohne|enkel)\b")
_ARTICLE = re.compile(
    r"(?:^|(?<=[^a-z]))(?:eine?[rnms]?|der|die|dem|den|the|an?|unsere?r?|our)(?: [a-z]+e[rn]?)? $"
)
_INDEFINITE = re.compile(r"(?:ein|an? )")
_SEEN = ("vater", "mutter", "eltern", "father", "mother", "parent", "opa", "oma")


class FamilyMatcher:
    """Finds those whose biography says how many children they have."""

    def __init__(self, roster: Roster) -> None:
        self._owners: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._whole: set[str] = set()
        for person in roster.people:
            bio = ascii_fold(" ".join(person.bios))
            for match in _facts(bio):
                self._owners[_key(match, person.gender)].append(person.id)
                rest = (bio[: match.start()] + bio[match.end() :]).strip(" .;,")
                if len(rest) < _REST:
                    self._whole.add(person.id)
            if not bio:
                continue
            for match in _HAS.finditer(bio):
                key = ("m" if person.gender == "m" else "f", _NUMBERS[match.group("number")])
                self._owners[key].append(person.id)

    def find(self, text: Text) -> Iterator[Hit]:
        """'Ein fünffacher Vater schüttelte den Kopf.'"""
        if not self._owners or not any(word in text.folded for word in _SEEN):
            return
        for match in _facts(text.folded):
            owners = self._owners.get(_key(match, ""), [])
            if len(owners) != 1:
                continue
            low, high = text.sentence(match.start(), match.end(), 200)
            left, right = text.folded[low : match.start()], text.folded[match.end() : high]
            article = _ARTICLE.search(left)
            if article is None or not is_of_here(left[: article.start()], right, left[-40:]):
                continue
            severity = Severity.BLOCK if owners[0] in self._whole else Severity.REVIEW
            reason = "descriptor.facts" if owners[0] in self._whole else "descriptor.one_fact"
            start = low + article.start()
            yield Hit(start, match.end(), Kind.UNIQUE_DESCRIPTOR, severity, tuple(owners), reason)


_REST = 4


_NEXT_NUMBER = re.compile(
    rf"\b(?:von|of) {_NUMBER}(?![a-z])| {_NUMBER.replace('number', 'bare')}(?![a-z])"
)


def has_other_number(text: Text, start: int, end: int, bio: str) -> bool:
    """'Ein Vater von drei Kindern' where somebody's biography says five."""
    match = _NEXT_NUMBER.search(text.folded, start, end + 10)
    if match is None:
        return False
    written = match.group("number") or match.group("bare")
    number = _NUMBERS.get(written) or int(written)
    own = {_NUMBERS.get(m.group("number")) or int(m.group("number")) for m in _facts(bio)}
    return bool(own) and number not in own


def _facts(folded: str) -> Iterable[re.Match[str]]:
    yield from _OF.finditer(folded)
    yield from _FOLD.finditer(folded)


def _key(match: re.Match[str], gender: str) -> tuple[str, int]:
    kin, number = match.group("kin"), match.group("number")
    generation = "g" if kin.startswith(("gross", "grand", "ur", "op", "om")) else ""
    if "vater" in kin or "father" in kin or kin in ("opa", "papa"):
        side = "m"
    elif kin.endswith(("elternteil", "parent")):
        side = gender or "x"
    else:
        side = "f"
    return generation + side, _NUMBERS.get(number) or int(number)


def is_of_here(before: str, after: str, near: str = "") -> bool:
    """Whether somebody is told to have said or done something there, at the table."""
    sentence = undated(f"{before} {after}")
    room = speech.in_room(sentence)
    if not room and (speech.in_media(sentence) or speech.dated(sentence)):
        return False
    if not room and is_nobody_here(before, after, indefinite=bool(_INDEFINITE.search(near))):
        return False
    return bool(
        room
        or does(after)
        or (acts_next(after) and did(after))
        or is_told_before(before)
        or speech.said_before(before)
    )


# -- passports ---

_HOLDER = re.compile(
    r"\b(?:eine person|person|jemand|jemandem|jemanden|wer|eine frau|ein mann|eine stimme|"
    r"ein mensch|somebody|someone|a person|a woman|a man) (?:mit|with)(?: an?| einem| einer)? $"
)
_CITIZENSHIP = re.compile(
    r"^[ -](?:pass|reisepass|passport|staatsangehorigkeit|staatsburgerschaft|citizenship|"
    r"nationality|papieren|wurzeln|akzent|muttersprache)(?![a-z])"
)


def holder(left: str, right: str) -> tuple[int, int] | None:
    """'Eine Person mit norwegischem Pass stimmte zu': where she starts and how far it goes on."""
    person = _HOLDER.search(left)
    papers = _CITIZENSHIP.match(right)
    if person is None or papers is None:
        return None
    after = right[papers.end() :].rstrip()
    if not is_of_here(left[: person.start()], after):
        return None
    return person.start(), papers.end()


# -- a trade that speaks ---

_ONLY = re.compile(r"\b(?:die|der|das|als|the|our|unsere?) (?:einzige[rnms]?|only|sole|lone) $")
_HERE = re.compile(
    r"^ (?:im (?:raum|saal|kreis|rund|plenum)|am tisch|in der runde|unter uns|in unserer runde|"
    r"in the room|at the table|among us|present|of the group|in this group)\b"
)
# 'Die einzige Hebamme der Insel'
_OF_ELSEWHERE = re.compile(r"^ (?:der|des|in|im|auf|am|an|von|vom|of|on|at|fur|for) ")
_ONE = re.compile(r"\b(?:eine?|an?|one)(?: [a-z]+)? $")


def is_only_one_here(left: str, right: str) -> bool:
    """'Die einzige Chemikerin im Raum lachte': ``left`` and ``right`` of the trade."""
    if _ONLY.search(left) is None:
        return False
    if _HERE.match(right):
        return True
    return _OF_ELSEWHERE.match(right) is None and is_of_here(left, right)


def is_one_who_speaks(left: str, right: str) -> bool:
    """'Eine Chemikerin warnte': somebody there with that trade; for a person to judge."""
    article = _ONE.search(left)
    if article is None:
        return False
    before = left[: article.start()]
    said = _NEXT_WORD.match(right)
    verb = said.group(1) if said else ""
    is_said = verb in cues("speech") and (
        verb.endswith(("te", "ed")) or verb in cues("strong_past")
    )
    if not is_said and not is_told_before(before):
        return False
    return is_of_here(before, right, left[-20:])


_NEXT_WORD = re.compile(r"^ ([a-z]+)\b")


# 'Ein Diplom aus Plowdiw' as a heading, or as what somebody brings along.
_DIPLOMA = re.compile(
    r"\b(?:(?:ein|eine|mein|meine|ihr|ihre|sein|seine|mit|an?|her|his|my) )?(?:[a-z]*diplom|"
    r"[a-z]*abschluss|studium|examen|staatsexamen|promotion|doktortitel|meisterbrief|gesellenbrief|"
    r"degree|diploma|doctorate) (?:aus|in|von|from|of) $"
)
_NO_MORE_SAID = re.compile(r"^(?:[.!?]?$|:|,| -| (?:am tisch|in der runde|im raum|at the table)\b)")


def has_diploma(left: str, right: str) -> bool:
    """Whether a diploma is named by its town, and nothing more is said of it."""
    right = right.strip("\n ") if right.isspace() else right
    return _DIPLOMA.search(left) is not None and _NO_MORE_SAID.match(right) is not None


# -- two of them ---

_DO = (
    r" (?:(?:sich|beide|dann|auch|noch) )?(?:stritten|widersprachen|zankten|tuschelten|einigten|"
    r"diskutierten|debattierten|warnten|betonten|fragten|baten|erganzten|kritisierten|"
    r"bezweifelten|nickten|lachten|schwiegen|berichteten|erzahlten|forderten|rieten|meinten|"
    r"fanden|hielten (?:das|dagegen)|sahen (?:das|es)|waren (?:sich|dagegen|dafur|anderer|einig|"
    r"uneins)|gerieten aneinander|stimmten (?:zu|dagegen|dafur)|unterbrachen|hakten|schuttelten|"
    r"pflichteten|erwiderten|argued|disagreed|objected|nodded|asked|warned|agreed|laughed)\b"
)
_ANOTHER = re.compile(
    rf"^ (?:und|sowie|and) (?:eine?|der|die|das|an?|the|one) [a-z]{{3,}}(?: aus [a-z]+)?{_DO}"
)
_ANOTHER_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:eine?|der|die|an?|the|one) [a-z]{3,}(?: aus [a-z]+)? (?:und|sowie|and) $"
)
_NEXT_DO = re.compile(rf"^{_DO}")
_IN_TALE = re.compile(r"\bim (?:witz|film|roman|marchen)\b|\b(?:19|20)\d\d\b")


def did_as_two(left: str, right: str) -> bool:
    """'Ein Schwede und eine Kenianerin stritten': before the article, behind the noun."""
    if _IN_TALE.search(right) or _IN_TALE.search(left):
        return False
    if _ANOTHER.match(right):
        return True
    return _ANOTHER_BEFORE.search(left) is not None and _NEXT_DO.match(right) is not None
