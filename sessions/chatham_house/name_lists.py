"""Matches of names that stand together, as people do in a list and nouns seldom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from . import speech
from .context import is_roll_call, starts_line
from .forms import PersonNames
from .lexicon import cues
from .name_compared import Match, are_of_one_kind, is_echo
from .name_extent import extend_left
from .name_kinds import kinds
from .name_moods import do_as_two
from .name_neighbours import is_determined
from .name_orders import treats_two
from .name_predicates import is_persons_predicate
from .name_room import acts_in_room
from .name_verbs import takes_particle
from .text import Text

_LIST_GLUE = re.compile(
    r"(?: \([^()\n]{1,30}\))? ?(?:,|;|,? (?:und|and|sowie|wie|noch|als auch|nor)|&|/|\+) ?|"
    r"(?: \([^()\n]{1,30}\))?\n[ \t]*(?:[-*]|\d{1,2}[.)]) "
)
_PAIR_LEFT = re.compile(r"\b(?:zwischen|between|both|sowohl|with|by|from|bei|an|to|mit) $")
_EXCHANGE = re.compile(
    r"\b(?:austausch|streit|wortwechsel|disput|dialog|einigkeit|dissens|diskussion|gesprach|"
    r"exchange|"
    r"debate|argument|disagreement|discussion|conversation|clash|dispute)s? (?:zwischen|between) $"
)
_BETWEEN_RIGHT = re.compile(
    r" (?:blieb|bleibt|entspann|kam es|ging es|flogen|gab es|bestand|herrschte|remained|was left|"
    r"was no)\b"
)
_PAIR_RIGHT = re.compile(
    r"(?: (?:will (?:follow|check|send|draft|write|meet|talk|share|prepare|take|come)|to (?:follow|"
    r"check|send|draft|write|share|meet|prepare|clarify|discuss|report|redraft|propose|liaise|talk|"
    r"circulate)\b|waren sich|sind sich|einig|uneins|klaren|nickten|nodded|"
    r"agreed|disagreed|cited|both|are [a-z]+ing|argue over|argued over)\b|:)"
)
_LIST_OF_NAMES = 3


def listed_places(text: Text, matches: Sequence[Match], names: Sequence[PersonNames]) -> set[int]:
    """Places of matches that stand in a list with a certain name, or of three names."""
    listed: set[int] = set()
    chain: list[int] = []

    def close() -> None:
        people = {matches[place].form.person for place in chain}
        if len(people) < 2:
            return
        certain = any(not matches[p].form.common for p in chain) or any(
            extend_left(text, matches[p].start, names[matches[p].form.person], "surname")[1]
            in ("title", "given")
            for p in chain
        )
        if not certain and (_is_of_kinds(text, matches, chain) or _is_column(text, matches, chain)):
            return
        if certain or len(people) >= _LIST_OF_NAMES or _is_pair(text, matches, chain):
            listed.update(chain)

    for place, match in enumerate(matches):
        if text.plain[match.start].islower():
            continue
        if chain:
            last = matches[chain[-1]]
            if match.start < last.end or match.start == last.start:
                chain.append(place)
                continue
            if not _LIST_GLUE.fullmatch(text.plain, last.end, match.start):
                close()
                chain = []
        chain.append(place)
    close()
    return listed


_LABEL = re.compile(r"(?:[A-Za-z][a-z-]+ ){0,5}(?P<last>[A-Za-z][a-z-]+): ?$")


_AS_ONE = {
    "hatten": "hatte", "haben": "hat", "wollen": "will", "wollten": "wollte", "halten": "halt",
    "hielten": "hielt", "waren": "war", "sind": "ist", "konnen": "kann", "konnten": "konnte",
    "sehen": "sieht", "sahen": "sah", "sollen": "soll", "mussen": "muss", "werden": "wird",
    "kamen": "kam", "fanden": "fand", "blieben": "blieb", "stimmen": "stimmt",
}  # fmt: skip
_VERB = re.compile(r" ([a-z]+)(?= )")


def _are_people(right: str, left: str) -> bool:
    """'Gold wie Silber halten das für verfrüht': a predicate of one person, said of two."""
    if _APART.match(right) and left.endswith(
        ("gingen ", "lagen ", "gerieten ", "zogen ", "redeten ")
    ):
        return True
    match = _VERB.match(right)
    if match is None:
        return False
    verb = match.group(1)
    if verb in ("will", "have", "had") and left.endswith(("both ", "neither ")):
        return True
    one = _AS_ONE.get(verb)
    if verb == "have" and acts_in_room(
        re.split(r"[.,;:!?\n]", f" has{right[match.end() :]}", maxsplit=1)[0], "en"
    ):
        return True
    if _APART.match(right, match.end()):
        return True
    stem = verb.removesuffix("n") if verb.endswith("ten") else verb.removesuffix("en")
    if takes_particle(stem, right[match.end() :]):
        return True
    if one is None:
        return is_persons_predicate(right, "en") and verb not in ("is", "are", "was", "were")
    singular = f" {one}{right[match.end() :]}"
    if acts_in_room(re.split(r"[.,;:!?\n]", singular, maxsplit=1)[0], "de"):
        return True
    return is_persons_predicate(singular, "de") or _TOO.match(singular) is not None


_APART = re.compile(
    r" (?:weit |deutlich |wieder )?(?:auseinander|aneinander|uberein|hin und her|an einem strang|"
    r"aufeinander)\b"
)
_WENT = ("gingen ", "lagen ", "gerieten ", "zogen ", "redeten ")
_TOO = re.compile(
    r" (?:will|wollte|soll|wird|hat|hatte|stimmt) (?:[a-z]+ ){0,3}?(?:nachliefern|klaren|liefern|"
    r"prufen|berichten|unterlagen|zahlen|folien|sich ab|einwande|bedenken|zweifel|abgesagt|"
    r"zugesagt|widersprochen|zugestimmt)\b"
)


def _is_entry(text: Text, start: int, end: int) -> bool:
    """'Zahlen nachreichen: Kraft, Kern': nothing but names behind what is to be done."""
    if text.plain[end : end + 1] not in ("", "\n", "."):
        return False
    label = _LABEL.search(text.plain, max(0, start - 80), start)
    return label is not None and not label.group("last").istitle()


def _is_of_kinds(text: Text, matches: Sequence[Match], chain: Sequence[int]) -> bool:
    """'Rohstoffe: Gold, Silber, Kupfer': things of one kind behind a heading in the plural."""
    start = matches[chain[0]].start
    label = _LABEL.search(text.plain, max(0, start - 80), start)
    if label is None or is_roll_call(text, start):
        return False
    return are_of_one_kind([matches[place].form.pattern for place in chain])


def _is_column(text: Text, matches: Sequence[Match], chain: Sequence[int]) -> bool:
    """A column of words that says nothing of people: of one kind, or with more beside them."""
    first, last = matches[chain[0]], matches[chain[-1]]
    if "\n" not in text.plain[first.start : last.end]:
        return False
    if not starts_line(text, first.start) or text.plain[last.end : last.end + 1] not in ("", "\n"):
        return True
    return are_of_one_kind([matches[place].form.pattern for place in chain])


def _meets(left: str, right: str) -> bool:
    """'einigten sich Fuchs und Heller', 'Koch und Wolf verständigten sich': only people do that."""
    words = left.split()[-3:]
    if words[-1:] == ["sich"] or (words and words[-1] in _ADVERBS):
        words.pop()
    if left.endswith(" ") and words and words[-1] in _plural_acts():
        return True
    following = _PLURAL_VERB.match(right)
    return following is not None and following.group(1) in _plural_acts()


_VOTED = re.compile(
    r" (?:stimmten (?:dagegen|dafur|zu)|nickten|schwiegen|baten|widersprachen|enthielten sich|"
    r"unterschrieben|einigten sich|diskutierten|nodded|abstained|chaired|volunteered)\b"
)
_WERE = re.compile(
    r" (?:waren|sind|blieben|bleiben|zeigten sich)(?: [a-z]+){0,2} (?:dagegen|dafur|skeptisch|"
    r"einverstanden|uberzeugt|zufrieden|unzufrieden|anderer (?:meinung|ansicht)|der (?:meinung|"
    r"ansicht))\b"
    r"| and i (?:will|have|would|are|agreed|had)\b"
)
_ADVERBS = frozenset(
    "auch dann dort hier spater zuletzt schliesslich kurz erneut also then".split()
)
_PLURAL_VERB = re.compile(r" (?:(?:dann|auch|spater|also|then|both) )?([a-z]+)(?![a-z])")


@cache
def _plural_acts() -> frozenset[str]:
    """Verbs of many people in a room: the plural of what one does, and what takes two."""
    human = cues("human_acts") | cues("room_acts")
    plural = {verb + "n" for verb in human if verb.endswith("te")}
    plural |= {verb + "en" for verb in human if verb in _STRONG}
    return frozenset(plural | {verb for verb in human if verb.endswith("ed")} | _RECIPROCAL)


_STRONG = frozenset(
    "bot ergriff fuhrte gab hielt hob lud nahm schloss schlug sprach trug verliess warf wies "
    "erbat griff unterbrach verglich unterstrich".split()
)
_RECIPROCAL = frozenset(
    "einigten verstandigten stritten widersprachen unterhielten verabredeten berieten besprachen "
    "vereinbarten diskutierten debattierten entwarfen vertagten verstanden tuschelten fragten "
    "stimmten zankten telefonierten verhandelten wechselten tauschten disagreed quarrelled argued "
    "debated sided differed clashed met exchanged settled conferred whispered drafted "
    "negotiated".split()
)
_DID = re.compile(
    r"\b(?:widersprochen|zugestimmt|gefehlt|gestimmt|eingewandt|vorgeschlagen|abgelehnt|gewarnt|"
    r"genickt|geschwiegen|gefragt|zugesagt|unterstutzt|bezweifelt|kritisiert|berichtet|moderiert|"
    r"enthalten|gemeldet|gesprochen|unterschrieben|gelacht|verzichtet) (?:haben|hatten)"
    r"(?: [a-z]+){0,4} $"
)


def joined_places(text: Text, matches: Sequence[Match], framed: Sequence[bool]) -> set[int]:
    """'Später ergänzten Koch und Wolf die Liste': who is joined to a name is one as well."""
    joined: set[int] = set()
    for place, match in enumerate(matches):
        if not framed[place] and match.form.common and is_echo(text, matches, framed, place):
            joined.add(place)
    for place in range(len(matches) - 1):
        if framed[place] == framed[place + 1]:
            continue
        first, second = matches[place], matches[place + 1]
        end = first.end + len(first.tail)
        if end < second.start <= end + 9 and text.folded[end : second.start] in _JOINED:
            if first.form.common and second.form.common and not is_determined(text, first.start):
                joined.add(place if framed[place + 1] else place + 1)
    return joined


_JOINED = frozenset(
    (" und ", " and ", " & ", "/", " / ", ", dann ", ", danach ", ", then ", ", sowie ", " sowie ")
)


def _is_pair(text: Text, matches: Sequence[Match], chain: Sequence[int]) -> bool:
    """Whether two names that are words stand where a pair of people would."""
    first, last = matches[chain[0]], matches[chain[-1]]
    end = last.end + len(last.tail)
    left = text.folded[max(0, first.start - 24) : first.start]
    right = text.folded[end : end + 60]
    words = [matches[place].form.pattern for place in chain]
    if right.startswith(":") and all(w in kinds("de", "time") for w in words):
        return False  # 'Sommer wie Winter: Die Boote fahren.'
    if _PAIR_RIGHT.match(right) or speech.speaks(right) or _VOTED.match(right):
        return True
    if _EXCHANGE.search(text.folded[max(0, first.start - 40) : first.start]):
        return True
    if _are_people(right, left) or do_as_two(left, right):
        return True
    if treats_two(text.folded[max(0, first.start - 90) : first.start], right):
        return True
    if _is_entry(text, first.start, end):
        return not are_of_one_kind(words)
    if all(matches[place].form.pattern in cues("bare_nouns") for place in chain):
        return False
    if (
        _WERE.match(right)
        or _meets(left, right)
        or _DID.search(text.folded[max(0, first.start - 60) : first.start])
    ):
        return True
    if left.endswith(("zwischen ", "between ")):
        return _BETWEEN_RIGHT.match(right) is not None
    glue = text.plain[first.end : last.start]
    return "/" in glue or "+" in glue or _PAIR_LEFT.search(left) is not None
