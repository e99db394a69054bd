"""Somebody told by whom they work for: 'a woman who works for …', 'whoever … had sent'."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, cues
from .speech import spoke, words_of
from .world import has_past

_WHOEVER = re.compile(
    r"\b(?:whoever|the person|the people|wen|wer immer)(?: the| das| die| der)? $"
)
_HAD_SENT = re.compile(
    r"^ (?:had sent|has sent|sent|geschickt hatte?|entsandt hatte?|schickte|geschickt hat)(?![a-z])"
)
_WORKS = re.compile(
    r"^(?: [a-z-]+){0,4} (?:arbeitet|arbeitete|sitzt|sass|tatig (?:ist|war)|angestellt (?:ist|war)|"
    r"gearbeitet hat|gearbeitet hatte)(?![a-z])"
)
_HOSTS = re.compile(r"\b(?:our|the|my|unsere) hosts? (?:from|at|with)(?: the)? $")
_BADGE = re.compile(
    r"^(?:-(?:schild|namensschild|ausweis|logo|badge|karte|tasche|mappe|stift|adresse)|"
    r" (?:lanyard|badge|pin|tote|name ?tag|business card|tie|notebook|folder|mug))\b"
)
_FEW = re.compile(
    r"\b(?:die beiden|die zwei|die drei|zwei|drei|the two|the three|the pair|the others?|the rest)"
    r" (?:vom|von der|von|aus dem|aus der|from|of)(?: the)? $"
)


def seat_of(left: str, right: str) -> int | None:
    """Where the phrase starts, if what stands around an organisation is somebody of its people."""
    match = _WHOEVER.search(left)
    if match and _HAD_SENT.match(right):
        return match.start()
    match = _works_for().search(left)
    if match and (match.group("verb") or _WORKS.match(right)):
        return match.start()
    if _sent_by().search(left) and _HAD_SENT.match(right):
        return _start(left)
    match = _sent_passive().search(left)
    if match and (match.group("sure") or spoke(right)):
        return match.start()
    if _SENT_BEFORE.search(left) and _sent_person().match(right):
        return _start(left)
    match = _HOSTS.search(left)
    if match:
        return match.start()
    if _BADGE.match(right) and re.search(r"\b(?:mit|with)(?: [a-z]+){0,2} $", left):
        return _start(left)
    if _FEW.search(left) and _few_acted(right):
        return _start(left)
    return None


def _start(left: str) -> int:
    match = re.search(r"\b(?:der|die|das|dem|den|the) $", left)
    return match.start() if match else len(left)


@cache
def _works_for() -> re.Pattern[str]:
    """'a woman who works for …', 'eine Kollegin, die für die … arbeitet'."""
    people = alternation(word for word in cues("representatives") if " " not in word)
    return re.compile(
        rf"\b(?:(?:ein|eine|einer|der|die|an?|the|one) (?:[a-z-]+ )?(?:{people})|jemand|someone|"
        rf"somebody|"
        rf"einer|eine),? (?:der|die|who)(?P<verb> (?:works?|worked|had worked|has worked|sits|"
        rf"served|had spent|has spent|spent|used to work)\b)?(?: [a-z-]+){{0,4}} "
        rf"(?:fur|bei|beim|im|for|at|with|in)(?: (?:das|die|den|der|dem|the))? $"
    )


@cache
def _sent_by() -> re.Pattern[str]:
    """'der Kollege, den das … geschickt hatte', 'the colleague … had sent'."""
    people = alternation(word for word in cues("representatives") if " " not in word)
    return re.compile(
        rf"(?:^|[^a-z])(?:{people}),?(?: (?:den|die|das|whom|who|that))?(?: (?:das|die|der|the))? $"
    )


_SENT_BEFORE = re.compile(
    r"\b(?:der|die|das|eine?|einer) (?:vom|von|von der|durch)(?: (?:der|dem|die|das))? $"
)


@cache
def _sent_passive() -> re.Pattern[str]:
    """'the participant sent by …'; doctors and nurses may be sent to work."""
    people = alternation(word for word in cues("representatives") if " " not in word)
    return re.compile(
        rf"(?:\b(?:the|an?|one|two|three|both|der|die|eine?) (?:[a-z]+ ){{0,2}})?\b(?:(?P<sure>"
        rf"participants?|colleagues?|delegates?|representatives?|person|people|envoy|attendee|"
        rf"speaker)|{people})(?: (?:who|that) (?:was|were|had been))? (?:sent|seconded|dispatched|"
        rf"delegated|nominated|posted|put forward) (?:along )?by(?: the)? $"
    )


@cache
def _sent_person() -> re.Pattern[str]:
    """'die vom … entsandte Kollegin'."""
    people = alternation(word for word in cues("representatives") if " " not in word)
    return re.compile(
        rf"^ (?:entsandte|geschickte|delegierte|abgeordnete|nominierte|entsendete|benannte|"
        rf"beauftragte)(?:r? (?:{people}|person)|n (?:kolleg|teilnehm|vertret)[a-z]*)(?![a-z])"
    )


def _few_acted(right: str) -> bool:
    """Whether a verb follows, and not a participle before a noun: 'finanzierten Projekte'."""
    match = re.match(
        r" ([a-z]+)(?:[.,;:]|$| (?:sich|einander|nicht|nur|dazu|das|die|den|dem|der|mit|"
        r"the|at|that|to|on|in|glances|notes|hin|her|in|aus|zu|before|after|early|late|together|"
        r"silent|quiet|vor|nach|bei|schon|fruh|gemeinsam|zusammen|no|any|for|about|gegen|auf)\b)",
        right,
    )
    return match is not None and (
        has_past(match.group(1))
        or match.group(1) in _THEY_WENT
        or match.group().endswith(("ten.", "ten,", "ten"))
    )


_THEY_WENT = frozenset(
    "left stayed kept went sat gingen blieben sassen kamen schwiegen standen verliessen".split()
)

# 'safeguards similar to those of the World Bank': things are compared, unless they were said.
_COMPARES = re.compile(
    r"\b(?:than|like|as|to|on|with|unlike|from|resembles?|exceeds?|match(?:es)?|mirrors?|copies|"
    r"beyond|after|above|below|under) $"
)


def compares(before: str) -> bool:
    """Whether what precedes 'those of …' makes it a thing compared with another."""
    said = cues("room_contributions")
    return bool(_COMPARES.search(before)) and words_of(before).isdisjoint(said)
