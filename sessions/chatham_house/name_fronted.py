"""English clauses that open with something else than their subject, or answer somebody.

'Here Marsh drew a line', 'Replying to Green, one speaker doubted …', 'Nobody followed Green on
this': the capital of the first word is that of the sentence, so the next one is that of a name.
"""

from __future__ import annotations

import re

from .lexicon import cues
from .name_frames import Surroundings
from .name_grammar_english import has_finite_verb
from .name_kinds import kinds
from .name_predicates import is_persons_predicate

_ADVERB = re.compile(
    r"(?:^|[.;:!?\n(] ?)(?:[-*] )?(?:here|there|now|then|today|yesterday|tomorrow|afterwards|later|"
    r"perhaps|maybe|possibly|soon|meanwhile|instead|nevertheless|still|once|apparently|eventually|"
    r"finally|lastly|firstly|secondly|thirdly|thereupon|nobody|only|again|next|nevertheless|"
    r"(?:before|after|over|at|during) (?:lunch|coffee|dinner|the break|breakfast|noon)|this time|"
    r"at this point|at that point|at the (?:close|end|outset|start|break|table)|in the (?:end|"
    r"margins|break)|over (?:coffee|lunch|"
    r"dinner)|[a-z]{3,}ly),? $"
)
# What the clause is about: 'On the visa backlog Winter had no patience left'.
_TOPIC = re.compile(
    r"(?:^|[.;:!?\n(] ?)(?:on|about|regarding|concerning|as for|as to|with regard to) "
    r"(?:[a-z-]+ ){1,5}$"
)
# Things that are said to people, about what they said.
_ANSWERS = re.compile(
    r"(?:^|[.;:!?\n(] ?|, |\b(?:and|by|in|while|when|after|before) )(?:(?:replying|responding|"
    r"reacting|"
    r"listening|objecting|deferring|nodding|speaking|talking|writing|apologising|a (?:reply|"
    r"response|answer|question) (?:directly )?to|answering back) (?:directly |briefly |politely |"
    r"later |again )?to|(?:following up|picking up|building|elaborating) on|echoing|quoting|"
    r"contradicting|interrupting|thanking|correcting|paraphrasing|answering|challenging|countering|"
    r"rebutting|seconding|citing|prompting|(?:prompted|asked|pressed|urged|challenged|corrected|"
    r"interrupted|encouraged|reassured) by) $"
)
_AFTER_ANSWER = re.compile(
    r"(?:'s)?(?:, [a-z0-9]|\.|:| (?:on|about|whether|why|how|again|too|directly|in turn|from "
    r"earlier)\b)"
)
_TREATED = frozenset(
    "followed backed seconded contradicted echoed quoted interrupted joined answered supported "
    "thanked asked corrected challenged told convinced reassured".split()
)
_AFTER_TREATED = re.compile(
    r"[.,;:!?]|$| (?:on (?:this|that|it)|in (?:this|that)|about|again|twice|whether|why|"
    r"how|there|here|for (?:her|his|the|details|numbers|figures)|at once)\b"
)
_ENDS = re.compile(r"[.,;:!?]")
_SINGULAR = re.compile(r" (?:has|is|was|does|wants|says|thinks|knows|asks|doubts|hopes|sees)\b")
_REACH = 60


def is_named_by_front(around: Surroundings) -> bool:
    """Whether a capital inside an English sentence is that of a name by what opens the clause."""
    before, after = around.before, around.after
    if around.language != "en" or around.tail or before is None:
        return False
    if around.text.plain[around.start : around.start + 2].isupper():
        return False
    if after is not None and after.gap == " " and after.is_capitalised:
        return False
    word = around.word
    if word in _DIRECTIONS or (word in kinds("en", "time") and word not in _SEASONS):
        return False
    text = around.text
    low = max(0, around.start - _REACH)
    left = ("" if low == 0 else "~") + text.folded[low : around.start]
    right = text.folded[around.end : around.end + 160]
    if before.gap == " " and before.folded in _TREATED and _AFTER_TREATED.match(right):
        return True
    if _ANSWERS.search(left) and _AFTER_ANSWER.match(right):
        return True
    if not _ADVERB.search(left):
        return _TOPIC.search(left) is not None and is_persons_predicate(right, "en")
    if is_persons_predicate(right, "en"):
        return True
    if word in kinds("en", "plural") and _SINGULAR.match(right):
        return True
    if word in cues("capital_in_english") | kinds("en", "plural") or after is None:
        return False
    # 'Here Field notes survive', 'there Stone is laid dry': titles of things have no such verb.
    stopped = after.folded.endswith("ed") and _ENDS.match(text.plain, after.end)
    return after.gap == " " and bool(stopped or has_finite_verb(after.folded, right, word))


_SEASONS = frozenset("winter summer day".split())
_DIRECTIONS = frozenset("west east north south west english french german".split())
