"""Parts of a sentence that make an organisation a source, wherever the organisation stands."""

from __future__ import annotations

import re

from . import speech
from .lexicon import cues
from .text import Text

_RELATIVE = re.compile(r"^, (?:der|die|das|who|which|whose [a-z]+) (?P<clause>[^.;!?]{4,160})")


def speaks_in_relative_clause(right: str) -> bool:
    """'der Antrag vom UNHCR, der in der Sitzung eine Frist anregte': said there, by whom."""
    match = _RELATIVE.match(right)
    if match is None or not speech.in_session(match.group("clause")):
        return False
    return not speech.words_of(match.group("clause")).isdisjoint(cues("speech"))


_CLEFT = re.compile(
    r"\b(?:it was|was it|es war|war es)(?: (?:only|"
    r"again|once more|mainly|above all|not|nur|auch|wieder|erneut|vor allem|ausgerechnet|of course|"
    r"naturlich|then|dann|once again|also))?(?: (?:the|das|die|der))? $"
)
_THAT = re.compile(r"^,? (?:who|that|which|das|die|der|welche[sr]?)(?P<clause> [^.;!?]{3,160})")


def cleft_clause(left: str, right: str) -> str | None:
    """'It was the World Bank that brought up the price': what it did, as if it were the subject."""
    match = _THAT.match(right)
    if match is None or not _CLEFT.search(left):
        return None
    return match.group("clause")


def promoted(text: Text, part: str, start: int) -> str:
    """'fördern' is no 'fordern': the two are one word once their marks are gone."""
    first = text.original_start(start)
    original = text.original[first : first + len(part) + 40].lower()
    if "förder" not in original or "forder" in original:
        return part
    return part.replace("forder", "xorder")


_INVERTED = re.compile(
    r"(?:in|im|an|am|auf|nach|bei|beim|zu|zum|zur|fur|dann|danach|anschliessend|zudem|"
    r"ausserdem|spater|zuletzt|zuerst|hier|dort|daraufhin|dem|dagegen|auch|so|aus|vor|mit|"
    r"wie|as|then|later)\b"
)
_INVERTED_END = (
    re.compile(r"[\"'],? [a-z]+(?:te|ed)(?: auch)?(?: de[rm]| das| die| the)? $"),
    re.compile(r"[,\"'.]\s*[a-z]+(?: auch| dann)?(?: de[rm]| das| die| the)? $"),
)


def is_inverted(left: str) -> bool:
    """Whether the verb before the organisation leaves it the subject: 'Danach betonte das BMZ'."""
    return bool(_INVERTED.match(left) or any(end.search(left) for end in _INVERTED_END))
