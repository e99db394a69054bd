"""Finds people by where they come from: 'the Czech participant', 'unser Kollege aus Japan'.

A nationality identifies where one biography states it. It is a description only of somebody in the
room: with a noun for people in meetings, or as a noun that does something there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from . import speech
from .biographies import Fact, FactFinder
from .facets import country_key
from .findings import Kind, Severity
from .group_clauses import did
from .hits import Hit
from .lexicon import cues
from .life_frames import did_as_two, holder
from .name_others import names_somebody_next
from .nationality_frames import (
    does,
    does_next,
    framed,
    in_a_work,
    is_cleft,
    is_told_before,
    is_told_by,
    sits_there,
    tells,
    tells_of_seat,
    there_and_did,
)
from .nationality_turns import is_dative_of_one, is_nobody_here, is_plural, is_told_of
from .next_verb import acts_next, is_told
from .origins import country_names, origins
from .roster import Roster
from .text import Text

_ONE_OR_TWO = 2
_FEW = 4
_REACH = 60
_DETERMINER = (
    r"(?:der|die|das|dem|den|des|eine?[rnms]?|unsere?[rnms]?|the|an?|our|one|another|that|this|"
    r"diese[rnms]?|jene[rnms]?|einzige[rnm]?|only|sole|ihre?[rnms]?|his|her)"
)
_DETERMINED = re.compile(rf"\b{_DETERMINER} (?:(?!und |and )[a-z-]+ ){{0,2}}$")
_ARTICLE = re.compile(
    rf"\b{_DETERMINER} (?:geburtige[rnm]? |einzige[rnm]? |only |lone |sole |one )?$"
)
_AS = re.compile(r"\b(?:als|as an?) (?:geburtige[rnm]? |native )?$")
# Nouns for people in meetings need no more; other nouns for people must speak, or be there.
_OF_MEETINGS = (
    r"(?:teilnehmer(?:in|s)?|teilnehmende[rnm]?|kolleg(?:e|en|in)|stimme|redner(?:in|s)?|gast|"
    r"diskutant(?:in|en)?|anwesende[rnm]?|mitglied|participant|colleague|voice|speaker|attendee|"
    r"panellist|panelist|discussant|delegate|member of the (?:group|round|panel)|guest)"
)
_ANY_MEETING = re.compile(rf"\b{_OF_MEETINGS}(?![a-z])")
_OTHERS = (
    r"(?:frau|mann|person|staatsangehorige[rnm]?|staatsburger(?:in)?|expert(?:e|en|in)?|"
    r"okonom(?:in)?|forscher(?:in)?|jurist(?:in)?|beamt(?:e[rnm]?|in)|woman|man|lady|gentleman|"
    r"national|citizen|expert|economist|researcher|lawyer|friend|official|native)"
)
_MEETING_NOUN = re.compile(rf"^(?:-born)?(?: (?!und |and )[a-z-]+){{0,2}}? {_OF_MEETINGS}(?![a-z])")
_OTHER_NOUN = re.compile(rf"^(?:-born)?(?: (?!und |and )[a-z-]+)?? {_OTHERS}(?![a-z])")
# Any other noun that looks like one for a person: it must be in the room.
_PERSON_NOUN = re.compile(
    r"^ (?![a-z]*ment\b|[a-z]*(?:ball|sanger|singer|writer|player|laufer|dichter|maler|painter|"
    r"actor|winner|musi|kunstler|trainer))[a-z]{3,}(?:er|erin|or|orin|ist|istin|ian|ant|antin|yst|ystin|entin|ent|officer|altin|"
    r"anwalt|atin|oge|ogin|eur|eurin|manager|chef|chefin|beamter)(?![a-z])"
)
_PAPERS = re.compile(
    r"[ -](?:pass|passport|staatsangehorigkeit|staatsburgerschaft|citizenship|nationality|"
    r"wurzeln|"
    r"roots|accent|akzent|herkunft|origin|heritage|descent|abstammung|muttersprache)(?![a-z])"
)
_FROM_BEFORE = re.compile(
    rf"\b(?:{_OF_MEETINGS}|{_OTHERS}|jemand|jemandem|someone|somebody|"
    rf"eine[rm]?)(?: (?!arriving|travel|flying|driving|anreis)[a-z ]{{0,19}})? "
    r"(?:aus|from|of|von)(?: der| dem)? $"
)
_STEMMING = re.compile(
    rf"^ (?:stammend|kommend|geburtig)e[rnm]?(?: [a-z-]+)?? (?:{_OF_MEETINGS}|{_OTHERS})(?![a-z])"
)
_FROM = re.compile(r"\b(?:aus|from)(?: der| dem)? $")
# A participant of something else: 'the Norwegian participant in the 2018 pilot'.
_ELSEWHERE = re.compile(
    r"^ (?:in|of|at|im|am|der|des|einer|eines|an)(?: (?:the|dem|der|einer|an?|this|that|"
    r"[0-9]{4}))* "
    r"(?:[a-z-]+ )?(?:survey|study|programme|program|project|course|trial|pilot|scheme|"
    r"competition|"
    r"tournament|[a-z]*studie|[a-z]*projekts?|[a-z]*programms?|[a-z]*kurse?s?|umfrage|befragung|"
    r"pilots?|[a-z]*pilot\w*)(?![a-z])"
)
_THERE = re.compile(r"^ (?:in|at|am|im|among|unter|auf|on|around)(?: [a-z]+){0,3}")
_ENDS = re.compile(r"^(?:[.,;:!?)]|$)")
_HERSELF = re.compile(
    rf"(?:\b(?:herself|himself|themself|selbst|selber) (?:eine? |an? )?|\b{_OF_MEETINGS} \()$"
)
_INDEFINITE = re.compile(r"(?:eine?[rnms]?|an?|one|another) ")
_HERSELF_FROM = re.compile(
    r"\b(?:selbst|selber|himself|herself|originally|ursprunglich) (?:aus|from) (?:der |dem |"
    r"the )?$"
)
_LONG_AGO = re.compile(r"\b(?:1[0-9]|20)[0-9]{2}\b")
_THE = re.compile(r"(?:^|[.;:,] |\b(?:and|but|while|only|even) )(?P<the>the )$")
_PEOPLE = re.compile(r"(?:ans|ians|ish|ese|ch|iss|des|ns|ks|es|ots|is|rs)$")
_OURS = re.compile(r"\b(?:our|unsere?[rnms]?) (?:[a-z-]+ ){0,2}$")


@dataclass(frozen=True, slots=True)
class _Owners:
    """Who is known to come from a country: by nationality, by birth, by anything else."""

    stated: tuple[str, ...]
    born: tuple[str, ...]
    other: tuple[str, ...]
    seated: tuple[str, ...]


class NationalityMatcher:
    """Finds nationalities of those on a roster."""

    def __init__(self, roster: Roster) -> None:
        self._gender = {person.id: person.gender for person in roster.people}
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for person in roster.people:
            for country, how in origins(person):
                found[country][how].append(person.id)
        for person in roster.people:
            organisation = roster.organisation_by_id.get(person.organisation)
            country = country_key(organisation.country) if organisation else ""
            if country and person.is_present:
                found[country]["seated"].append(person.id)
        self._owners = {
            f"country:{country}": _Owners(
                tuple(how["stated"]), tuple(how["born"]), tuple(how["other"]), tuple(how["seated"])
            )
            for country, how in found.items()
            if country not in ("DE", "INT", "EU")
        }
        self._facts = FactFinder(frozenset(self._owners)) if self._owners else None

    def find(self, text: Text) -> Iterator[Hit]:
        """All phrases that name somebody by a nationality of the roster."""
        if self._facts is None:
            return
        for fact in self._facts.find(text.folded):
            if fact.key in self._owners:
                hit = self._decide(text, fact)
                if hit:
                    yield hit

    def _decide(self, text: Text, fact: Fact) -> Hit | None:
        low, high = text.sentence(fact.start, fact.end, 200)
        left, right = text.folded[low : fact.start], text.folded[fact.end : high].rstrip()
        word = text.folded[fact.start : fact.end]
        is_lower = text.plain[fact.start].islower()
        if is_lower and "isch" not in word:
            return None
        span = (
            _by_country(left, right, fact)
            if (word in country_names() and not is_dative_of_one(left, word))
            or (not is_lower and _FROM.search(left))
            else _by_adjective(left, right, word, fact)
        )
        if span is None:
            return None
        start, end, needs = span
        sentence = text.folded[low:high]
        after = text.folded[end:high].rstrip()
        if any(_ELSEWHERE.match(left[noun.end() :]) for noun in _ANY_MEETING.finditer(left)):
            return None
        room = speech.in_room(sentence)
        if not room and (
            in_a_work(left) or (is_cleft(_article_free(left)) and _LONG_AGO.search(after))
        ):
            return None
        if _ELSEWHERE.match(after) or (
            not room and (speech.in_media(sentence) or speech.dated(framed(left, after)))
        ):
            return None
        indefinite = _INDEFINITE.match(text.folded, start + low) is not None
        if not room and is_nobody_here(left[:start], after, indefinite=indefinite):
            return None
        if indefinite and not (
            room or _happens(left, after) or _PAPERS.match(text.folded, fact.end) is not None
        ):
            return None
        if needs and not (room or tells(after) or sits_there(after) or is_told_by(left[:start])):
            return None
        if names_somebody_next(text, fact.end):
            return None  # 'der Ghanaer Kofi Annan'
        is_noun = end == fact.end and (word not in country_names() or is_dative_of_one(left, word))
        return self._counted(start + low, end, fact.key, text.folded[start + low : end], is_noun)

    def _counted(self, start: int, end: int, key: str, phrase: str, is_noun: bool) -> Hit | None:
        owners = self._owners[key]
        feminine = re.search(r"(?:erin|[a-z]{3}in|frau|woman|lady)\b", phrase) is not None
        everybody = [
            person
            for person in dict.fromkeys(
                (*owners.stated, *owners.born, *owners.other, *owners.seated)
            )
            if not (feminine and self._gender[person] == "m")
        ]
        known = [p for p in everybody if p in owners.stated or p in owners.born]
        if not everybody or len(everybody) > _FEW:
            return None
        if set(everybody) <= set(owners.seated):
            # 'Der Norweger' is whoever sits there for Norway; adjectives are read as groups.
            if not is_noun or len(everybody) > _ONE_OR_TWO:
                return None
            known = everybody
        is_known = len(everybody) <= _ONE_OR_TWO and bool(known)
        severity = Severity.BLOCK if is_known else Severity.REVIEW
        refs = tuple(everybody)
        return Hit(start, end, Kind.UNIQUE_DESCRIPTOR, severity, refs, "descriptor.one_fact")


def _by_adjective(left: str, right: str, word: str, fact: Fact) -> tuple[int, int, bool] | None:
    """'The Czech participant', 'die Polin', 'as a Czech': start in ``left``, end, what it needs."""
    determined = _DETERMINED.search(left)
    noun = _MEETING_NOUN.match(right)
    if noun and (determined or not left.strip()):
        return determined.start() if determined else len(left), fact.end + noun.end(), False
    held = holder(left, right)
    if held:
        return held[0], fact.end + held[1], False
    papers = _PAPERS.match(right)
    if papers and re.search(rf"\b{_OF_MEETINGS}\b|\bone of us\b", left[-_REACH:]):
        person = list(re.finditer(rf"\b{_OF_MEETINGS}\b", left))
        begin = person[-1].start() if person else len(left)
        article = _DETERMINED.search(left[:begin])
        return article.start() if article else begin, fact.end + papers.end(), False
    noun = _PERSON_NOUN.match(right)
    if noun and determined and not _OTHER_NOUN.match(right):
        return determined.start(), fact.end + noun.end(), True
    noun = _OTHER_NOUN.match(right)
    if noun and determined:
        return determined.start(), fact.end + noun.end(), _OURS.search(left) is None
    if "isch" in word and word.endswith(("e", "er", "en", "em", "es", "isch")):
        return None
    herself = _HERSELF.search(left)
    if herself and _ANY_MEETING.search(left):
        return herself.start(), fact.end, False
    as_one = _AS.search(left)
    if as_one and (_ENDS.match(right) or word.endswith("in")) and is_told(left + " " + right):
        return as_one.start(), fact.end, False
    delegation = _THE.search(left)
    if delegation and _PEOPLE.search(word) and tells_of_seat(right):
        return delegation.start("the"), fact.end, False
    article = _ARTICLE.search(left)
    if article and (word.endswith("in") or not is_plural(left, word)):
        before = _article_free(left)
        if (
            is_told_of(before, right)
            or did_as_two(before, right)
            or sits_there(right)
            or there_and_did(right)
            or (right and is_told_before(before))
        ):
            return article.start(), fact.end, False
        if _THERE.match(right):
            return article.start(), fact.end, True
        if _ENDS.match(right) and _contributed(left):
            return article.start(), fact.end, False
        is_she = word.endswith("in")
        if does_next(right) or (is_she and (speech.spoke(right) or speech.acted(right))):
            return article.start(), fact.end, False
    return None


def _article_free(left: str) -> str:
    """What stands before a phrase, to its article."""
    return _ARTICLE.sub("", left)


def _by_country(left: str, right: str, fact: Fact) -> tuple[int, int, bool] | None:
    """'Unser Kollege aus Japan', 'die aus Armenien stammende Kollegin', 'somebody from Ghana'."""
    stemming = _STEMMING.match(right)
    if stemming and _FROM.search(left):
        determined = _DETERMINED.search(left)
        return determined.start() if determined else len(left), fact.end + stemming.end(), False
    herself = _HERSELF_FROM.search(left)
    if herself and re.search(rf"\b(?:{_OF_MEETINGS}|jemand|somebody|someone)\b", left):
        return herself.start(), fact.end, False
    person = _FROM_BEFORE.search(left[-_REACH:])
    if person is None:
        born = _MEETING_NOUN.match(right) if right.startswith("-born") else None
        return (len(left), fact.end + born.end(), False) if born else None
    begin = len(left) - len(left[-_REACH:]) + person.start()
    determined = _DETERMINED.search(left[:begin])
    is_of_meetings = re.match(_OF_MEETINGS, person.group()) is not None
    is_ours = _OURS.search(left[:begin]) is not None
    return determined.start() if determined else begin, fact.end, not (is_of_meetings or is_ours)


def _happens(left: str, after: str) -> bool:
    """Whether the sentence tells what happened, and no standing fact."""
    return (
        _ENDS.match(after) is not None
        or acts_next(after)
        or does(after)
        or there_and_did(after)
        or sits_there(after)
        or did(after)
        or _contributed(left)
        or is_told_of(_article_free(left), after)
        or did_as_two(_article_free(left), after)
    )


def _contributed(left: str) -> bool:
    """'Nachgehakt hat …', 'said the …', 'Wortmeldung einer …': what stands before its author."""
    words = speech.words_of(left)
    return is_told(left) or not words.isdisjoint(cues("room_contributions"))
