"""Where an entry of running notes starts: a line, or what follows a time on it."""

from __future__ import annotations

import re

from .context import starts_line
from .text import Text

_TIME = re.compile(
    r"(?:^|[\n,;.|] ?)[ \t]*(?:[-*>#+]+ *)?[\[(]?(?<!\d)\d{1,2}[:.h]\d{2}(?::\d{2})?"
    r"(?: ?(?:uhr|h|am|pm|cet|utc))?[\])]?(?: ?[-|>,]| ?:)? *[*_\"'(\[]*$"
)


def starts_entry(text: Text, offset: int) -> bool:
    """Whether an entry of running notes starts here: a line, or what follows a time."""
    if starts_line(text, offset):
        return True
    low = max(0, offset - 28)
    before = text.folded[low:offset]
    if not any(character.isdigit() for character in before):
        return False
    lines = text.plain[low:offset].rpartition("\n")
    return _TIME.search(("\n" if lines[1] or low == 0 else "|") + lines[2].lower()) is not None
