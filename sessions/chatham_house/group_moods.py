"""What a few did or felt whose phrase is no noun for people: 'those from …', 'was unmoved'."""

from __future__ import annotations

import re

from . import speech
from .group_clauses import closes

# 'Those from the authorities asked for more time.'
_THOSE = re.compile(
    r"\b(?:those|the ones|the two|the three|the four|the people|everyone|everybody|the rest|the "
    r"others) (?:from|of|in|representing|speaking for) (?:the )?(?:[a-z]+ )?$"
)
_WERE = re.compile(
    r"^ (?:were|remained|stayed|seemed|looked|sounded) (?:less |more |rather |not |un|visibly |"
    r"all )*(?:convinced|sceptical|doubtful|against|"
    r"opposed|worried|divided|sure|keen|happy|relaxed|cautious|silent|quiet|split|moved|impressed|"
    r"willing|ready|at ease)\b|"
    r"^ had (?:doubts|reservations|questions|concerns|objections|nothing)\b"
)
_WAS_MOVED = re.compile(
    r"^ (?:was|remained|stayed|looked|seemed|sounded) (?:less |more |rather |not |visibly |still |"
    r"clearly )*(?:un)?(?:convinced|impressed|moved|happy|persuaded|sceptical|relaxed|amused|"
    r"surprised|irritated|annoyed|silent|cautious|against it|in favour|relieved|puzzled)\b"
)


def are_those(left: str) -> bool:
    """Whether a phrase is one of people by 'those from the …'."""
    return _THOSE.search(left) is not None


def those_did(right: str, sentence: str) -> bool:
    """Whether those people said something there, or were of some mind."""
    told = speech.spoke(right) or speech.took_a_stand(right) or closes(right)
    told = told or speech.in_room(sentence) or _WERE.match(right) is not None
    return told and not (speech.in_media(sentence) or speech.dated(sentence))


def was_moved(right: str) -> bool:
    """'The trade unionist was unimpressed.'"""
    return _WAS_MOVED.match(right) is not None
