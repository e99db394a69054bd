"""Where a group is a place or a topic, and what a counted group would do."""

from __future__ import annotations

import re

from .phrases import Phrase

_WHERE = re.compile(
    r"\b(?:in|innerhalb|zwischen|across|within|throughout|between|around)"
    r"(?: (?!der wissenschaft)(?:each|any|all|most|some|one|neither|either|none|of|the|those|these|"
    r"der|den|dem|dieser|diesen|keine[rnm]?|allen|jede[rm]|beiden|drei|vier|zwei|two|three|four|both|"
    r"genannten|untersuchten|befragten|meisten|vielen|einigen|mehreren|einer|anderen)){0,5} $"
)
_SPOKE_THERE = re.compile(
    r"^ (?:hiess|verlautete|horte man|sieht man|sah man|war man|ist man|we heard|people)"
)
_TOPIC = re.compile(
    r"\b(?:on|about|over|for|regarding|zu|uber|fur|an) (?:the|die|den|der|das|dem)? ?$"
)
_DATIVE = re.compile(r"\b(?:zu|bei|mit) den $")
_RELATIVE = re.compile(r"^, (?:which|whose|who|die|denen|deren|that|dessen|dem)(?![a-z])")
_COUNT = re.compile(r"\b(?:beiden?|both|zwei|two|drei|three|vier|four)\b")
_WOULD = re.compile(
    r" (?:would|might|could not|couldn't|wanted|wollten)(?! be\b| have been)(?![a-z])"
)
# Without its dots 'würden' is 'wurden': what the clause ends with tells them apart.
_WURDEN = re.compile(
    r" w[uü]rden (?:[a-z]+ ){0,6}?(?P<verb>[a-z]+(?:en|ern|eln)|tun|sein)(?=[.,;:!?]|$)"
)
_PARTICIPLE = re.compile(
    r"(?:[a-z]{0,6}ge[a-z]{3,}|[a-z]*(?:schlossen|boten|troffen|lassen|nommen|sprochen|funden|"
    r"worfen|griffen|standen|schrieben|zogen|bunden|brochen|schoben|halten|werden|worden))$"
)
_FATE = re.compile(r" (?:would|might) (?:be|lose|merge|disappear|receive|get|need|have)\b")


def is_where(phrase: Phrase) -> bool:
    """'In keiner der untersuchten Kommunen': what is found there, not who says it."""
    before = phrase.text.folded[phrase.bounds[0] : phrase.terms[0].start]
    return (
        phrase.terms[-1].form in ("o", "c")
        and _WHERE.search(before) is not None
        and _SPOKE_THERE.match(phrase.right) is None
    )


def is_only_topic(phrase: Phrase) -> bool:
    """'A word on the churches, which own much of the land': told of them, not by them."""
    if _RELATIVE.match(phrase.right) is None:
        return False
    left = phrase.left
    return _TOPIC.search(left) is not None or _DATIVE.search(left) is not None


def would(phrase: Phrase) -> bool:
    """'The three agencies would pool their money if others did too'."""
    if phrase.terms[-1].form not in ("o", "c"):
        return False
    low, high = phrase.bounds
    if phrase.text.folded[low : phrase.start].strip():
        return False
    if _COUNT.search(phrase.text.folded, phrase.start, phrase.end) is None:
        return False
    right = phrase.text.plain[phrase.end : high]
    german = _WURDEN.match(right.lower())
    if german:
        return _PARTICIPLE.fullmatch(german.group("verb")) is None
    return _WOULD.match(right) is not None and _FATE.match(right) is None
