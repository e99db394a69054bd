"""Organisations in items of a list and in fragments: what to read, what to do, 'a nod from …'.

'1. OHCHR, guidelines on …' is a title, 'OECD to provide the data' an order of the room, and
'A curt reply from WHO.' tells, without a verb, of somebody there.
"""

from __future__ import annotations

import re
from functools import cache

from . import speech
from .context import starts_line, starts_sentence
from .next_verb import verbs
from .text import Text

_REST = re.compile(r" ?(?::|,| -) ([^\n]{6,160})")
_NUMBERED = re.compile(r"(?:^|\n)[ \t]*\[\d{1,3}\] $")
# A title ends in what it is, or in when it came out: 'Health at a Glance', ', 2023'.
_TITLE_END = re.compile(
    r"(?:,| \() ?(?:[A-Z][a-z]+ )?(?:19|20)\d\d\)?(?:, (?:pp?\.|chapter|ch\.|vol\.)[^\n]*)?\.?$|"
    r"\b(?:reports?|guidelines|handbook|factsheet|survey|yearbook|outlook|toolkit|briefing|"
    r"statistics|trends|glance|database|working paper|policy brief|strategy|compendium|manual|"
    r"annual review|press release|dashboard)(?: \d{4})?\.?$"
)
_SMALL = frozenset("a an and at by for from of on or the to with".split())


def is_reference(text: Text, start: int, end: int) -> bool:
    """Whether it stands in front of a title: '[3] WHO: Health workforce support, 2023.'"""
    numbered = _NUMBERED.search(text.plain, max(0, start - 12), start) is not None
    if not numbered and not starts_line(text, start):
        return False
    match = _REST.match(text.plain, end)
    if match is None:
        return False
    rest = match.group(1)
    words = speech.words_of(rest.lower())
    if not words.isdisjoint(_finite()):
        return False
    if numbered or _TITLE_END.search(rest):
        return True
    # 'OECD - Health at a Glance': every word of it has its capital, but for the small ones.
    parts = rest.rstrip(".").split()
    heads = [word for word in parts if word not in _SMALL and word[0].isalpha()]
    return (
        1 < len(heads) < len(parts)
        and not _SMALL.isdisjoint(parts)
        and text.plain[end] != ":"
        and all(word[0].isupper() for word in heads)
    )


@cache
def _finite() -> frozenset[str]:
    # Nouns of titles that are verbs of notes as well.
    return (verbs() | _OF_NOTES) - _NOUNS_TOO


_OF_NOTES = frozenset(
    "is are was were has have had will would should can cannot could may might must do does did "
    "not no yes we us our i you they he she it wants needs prefers likes".split()
)
_NOUNS_TOO = frozenset(
    "report reports notes note comments comment support review reviews trends survey surveys "
    "guide guides study outlook register brief returns limits plans concerns questions "
    "answers demands".split()
)

_PAPER = (
    r"(?:data|figures?|numbers|list|lists|text|draft|note|notes|paper|slides?|wording|contacts?|"
    r"examples?|tables?|minutes|summary|comments|breakdown|statistics|link|links|report|templates?|"
    r"estimates?|case studies|evidence|input|details|proposal|paragraph|footnote|map|overview|"
    r"dates?|venue|room|speakers?|names)"
)
_ORDER = re.compile(
    r" to (?:(?:provide|send|share|circulate|draft|check|forward|supply|prepare|redraft|deliver|"
    r"compile|update|collect|write|propose|suggest|look for|add|confirm|clarify|present|translate|"
    r"gather|find|submit|correct|table|bring) (?:[a-z-]+ ){0,4}?" + _PAPER + r"\b|"
    r"(?:follow up|report back|come back|get back|revert|confirm|clarify|check|advise|liaise|"
    r"respond|reply)(?=[.,;\n]|$| (?:on|with|to|by|whether|before|in writing|next|if)\b))"
)
_LABEL = re.compile(r"(?:^|\n)[ \t]*(?:Actions?|To-?do|Next steps?|Follow-?up): $", re.IGNORECASE)


def is_to_do(text: Text, start: int, end: int) -> bool:
    """'OECD to provide the data by June.': what a meeting asked of somebody there."""
    if _ORDER.match(text.folded, end) is None:
        return False
    return starts_sentence(text, start) or bool(
        _LABEL.search(text.plain, max(0, start - 20), start)
    )


_REACTION = (
    r"(?:reply|replies|answer|response|reaction|no|yes|nod|nods|question|questions|objection|"
    r"objections|shrug|smile|silence|laugh|laughter|sigh|sighs|veto|reminder|plea|warning|comment|"
    r"remark|intervention|retort|rebuke|applause|hesitation|doubts|scepticism|pushback|word|words|"
    r"frown|whisper|murmur|joke|quip|dissent|agreement|disagreement|approval|caution|correction|"
    r"clarification|follow-up|request|suggestion|proposal|contribution|thank-you|thanks|maybe|"
    r"refusal|grumbling|grumble|protest|interruption|aside)"
)
_FRAGMENT = re.compile(
    r"(?:^|[.;:!?] |- )(?:(?:an?|another|one|one more|no|some|more|further|then|only|also|again|"
    r"not a|the usual|the first|the only|the last|a second|loud|long|brief|short|polite|faint) )*"
    rf"(?:[a-z-]+,? ){{0,3}}?{_REACTION}(?: (?:here|too|again|also|only))?,? from(?: the)? $"
)


def answers_in_fragment(whole: str, right: str) -> int | None:
    """Where 'A curt reply from …' begins, if the sentence has no verb and ends soon."""
    if not re.match(r"(?:[.!;]|$|, (?:nothing|none|no|but|then|and|as|too|again)\b)", right):
        return None
    match = _FRAGMENT.search(whole)
    if match is None or speech.said(whole[: match.start()]):
        return None
    words = speech.words_of(whole[match.start() :])
    if not words.isdisjoint(_VERBS):
        return None
    return match.start() + len(match.group()) - len(match.group().lstrip(".;:!?- "))


_VERBS = frozenset(
    "is are was were has have had came comes got get gets received needs need awaits await wait "
    "waits arrived requires required took takes made would will".split()
)

# 'The first speaker from … at the 2019 conference': somebody of another meeting.
_OTHER_MEETING = re.compile(
    r"^,? (?:at|in|during|to|of|on) (?:(?:the|an?|that|its|their) )?(?:[a-z-]+ ){0,3}?(?:(?:19|"
    r"20)\d\d|last year's|an earlier|the annual) (?:[a-z-]+ ){0,3}?(?:conference|summit|forum|"
    r"hearing|congress|event|assembly|workshop|meeting|session|seminar|symposium|panel|cop|"
    r"festival|fair)\b"
)


def is_of_other_meeting(right: str) -> bool:
    """Whether what follows people of an organisation names another, dated meeting."""
    return _OTHER_MEETING.match(right) is not None


_PRESENT = re.compile(r" [a-z]{3,}(?:s|ed) (?!is |are |was )[a-z0-9]")
_ACRONYM = 3
_WHO_IS = re.compile(
    r" (?:is|are|was|were|remains?|matters?|depends?|counts|becomes|will|should|"
    r"seems)\b(?! [a-z]+ed)"
)


def opens_with_verb(text: Text, start: int, end: int) -> bool:
    """'…; WHO publishes the list', and not 'WHO decides is unclear'."""
    if is_reference(text, start, end):
        return text.plain[start - 2 : start] == "] "
    if end - start < _ACRONYM or not starts_sentence(text, start):
        return False
    if _PRESENT.match(text.plain, end) is None:
        return False
    _, high = text.sentence(start, end, 200)
    rest = text.folded[end:high]
    return "?" not in rest and _WHO_IS.search(rest) is None
