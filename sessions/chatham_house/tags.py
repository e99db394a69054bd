"""Organisations that stand as a speaker beside what was said: 'GIZ: …', '… (UNHCR).'"""

from __future__ import annotations

import re

from .context import starts_line
from .lexicon import alternation, cues
from .text import Text

# An opinion in brackets behind its holder.
_IN_BRACKETS = re.compile(r"[(\[](?:[^()\[\]]{1,50}[,;/] ?)?$")
_ASIDE = re.compile(rf"(?:, [^()]{{2,40}}\)|:? (?:{alternation(cues('asides'))})(?=[,;)]))")
_ARTICLE = re.compile(r"(?:Das|Die|Der|The) $")
_TAG_REMARK = re.compile(r" ?\([^()\n]{1,40}\):")
_BEHIND_QUOTE = re.compile(r"[\"'] ?- ?$")
_TAG = re.compile(r" ?(?::|->|=>|>)|(?: [-/] )(?=\S)")


def is_bracketed(text: Text, start: int, end: int) -> bool:
    """Alone in brackets behind a claim or a quotation, not behind its own full name."""
    plain = text.plain
    if _IN_BRACKETS.search(plain[max(0, start - 60) : start]) and _ASIDE.match(text.folded, end):
        return True
    behind = _BEHIND_QUOTE.search(plain[max(0, start - 5) : start])
    if behind and plain[end : end + 1] in ("", ".", ",", "\n", ";"):
        return True
    if plain[start - 1 : start] not in ("(", "[") or plain[end : end + 1] not in (")", "]"):
        return False
    before = plain[: start - 1][-3:].rstrip()
    after = plain[end + 1 : end + 3].lstrip()
    closes = not after or after[0] in ".!?;:,\n" or plain[end + 1 : end + 2] == "\n"
    return closes or before[-1:] in "\".!?'"


def is_tag(text: Text, start: int, end: int, tag_left: re.Pattern[str], is_weak: bool) -> bool:
    """Whether it stands as a speaker before what was said: 'GIZ: …', '- AA: …', 'Input GIZ: …'."""
    remark = _TAG_REMARK.match(text.plain, end)
    if remark and starts_line(text, start) and not is_weak:
        return True
    if not _TAG.match(text.plain, end) and text.plain[end : end + 1] not in (",", ".", ")"):
        return False
    article = _ARTICLE.search(text.plain[max(0, start - 4) : start])
    if article and text.plain[end : end + 1] == ":" and starts_line(text, start - 4):
        return True
    if is_weak and text.plain[end : end + 2].strip()[:1] not in (":", ">"):
        return False  # 'OSLO - ...' is a dateline
    if starts_line(text, start) and text.plain[end : end + 1] not in (",", ".", ")"):
        return True
    near = text.folded[max(0, start - 40) : start]
    if text.plain[end : end + 1] in (",", ".", ")") and tag_left.search(near):
        return True
    if text.plain[end : end + 1] != ":":
        return False
    before = text.plain[max(0, start - 3) : start]
    return before.endswith(("- ", "/ ", "| ")) or bool(tag_left.search(near))
