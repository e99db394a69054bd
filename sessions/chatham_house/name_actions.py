"""Who is to do something, behind a dash: 'Circulate the glossary – Ledger, by Friday'."""

from __future__ import annotations

import re

from .name_frames import Surroundings
from .name_kinds import kinds

# What minutes ask somebody to do, at the start of a line or behind the number of an item.
_TASK = (
    r"(?:(?:re-?)?(?:draft|write|circulate|send|share|check|prepare|book|invite|collect|compile|"
    r"update|edit|word|count|name|number|design|order|read|do|open|issue|format|type|run)|"
    r"proofread|translate|review|revise|ask|find|contact|call|"
    r"ring|email|e-mail|mail|write|arrange|organi[sz]e|set up|confirm|clarify|report|submit|"
    r"upload|add|remove|map|list|get|finish|finali[sz]e|follow up|chase|research|propose|schedule|"
    r"post|forward|distribute|tidy|merge|shorten|cut|split|look|gather|provide|supply|deliver|"
    r"summari[sz]e|sketch|outline|cost|test|verify|compare|present|develop|produce|publish|"
    r"notify|inform|remind|consult|identify|complete|correct|insert|delete|print|reserve|"
    r"note|minute|keep|bring|buy|fix|move|talk|speak|meet|try|thank|tell|put|make|give|take|"
    r"table|amend|reconcile|agree|sound out|one page|short note|two slides)"
)
_ITEM = re.compile(
    rf"(?:^|\n|: ?|; ?)[ \t]*(?:[-*>\u2022] ?|[(\[]?\d{{1,2}}[.)\]] ?|\[ ?\] ?|[a-h][.)] )*"
    rf"{_TASK} [^\n.;!?]{{2,90}}?(?P<mark> [-\u2013\u2014] ?|-> ?| -> | \u2192 ?|: | \| | > ?)"
    r"(?:[A-Z][\w'-]+(?: ?[/&,+] ?| and ))?$",
    re.IGNORECASE,
)
_DAY = (
    r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sun)(?:day)?|today|tomorrow|tonight|asap|next|"
    r"this|end|early|mid|late|by|before|until|on|after|due|week|in|within|from|\d"
)
_DEADLINE = re.compile(
    rf"(?:,| -)? ?[(\[]?(?:{_DAY})\b[^\n.;:!?,]{{0,28}}(?=[\n.;)]|$|, (?:at|if|or|and|cc|latest)\b)"
)
_ENDS = re.compile(r"(?:[.;)]?(?:\n|$)|[.;] | ?[/&+] ?[A-Z]|, [A-Z]| and [A-Z]| ?\(done\))")
_MONTHS = frozenset("may march april june july august".split())


def is_charged(around: Surroundings) -> bool:
    """Whether the word is whom an action is given to, and no thing set apart by a dash."""
    text = around.text
    if around.tail or around.language != "en" or not text.plain[around.start].isupper():
        return False
    low = max(0, around.start - 150)
    left = ("" if low == 0 else "~") + text.plain[low : around.start]
    match = _ITEM.search(left)
    if match is None:
        return False
    right = text.plain[around.end : around.end + 48].lower()
    deadline = _DEADLINE.match(right)
    if around.word in kinds("en", "time") or around.word in _MONTHS:
        # 'Finish the survey – May': when, unless another time stands behind it.
        return deadline is not None and not re.match(r",? ?\d{4}", right)
    ends = _ENDS.match(text.plain, around.end)
    if match.group("mark").strip() == ":":
        # 'Check export rules: Gold' may be the first of them.
        return deadline is not None and right[:1] in ",("
    return deadline is not None or ends is not None
