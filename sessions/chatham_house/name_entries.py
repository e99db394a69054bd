"""Where an entry of running notes starts: a line, or what follows a time or a number on it."""

from __future__ import annotations

import re

from .context import starts_line
from .text import Text

_TIME = re.compile(
    r"(?:^|[\n,;.|] ?)[ \t]*(?:[-*>#+]+ *)?[\[(]?(?<!\d)\d{1,2}[:.h]\d{2}(?::\d{2})?"
    r"(?: ?(?:uhr|h|am|pm|cet|utc))?[\])]?(?: ?[-|>,]| ?:)? *[*_\"'(\[]*$"
)
# Behind an item of the agenda: 'TOP 3, Rath: …'.
_ITEM = re.compile(
    r"[\n.] ?[ \t]*(?:[-*>#+]+ *)?[\[(]?(?:top|punkt|tagesordnungspunkt|agenda item|item|point|"
    r"frage|question|teil|part) ?\d{1,2}[a-z]?[\])]?(?: ?[-|>,:.]+) *[*_\"'(\[]*$"
)


def starts_entry(text: Text, offset: int) -> bool:
    """Whether an entry of running notes starts here: a line, or what follows a time or a number."""
    if starts_line(text, offset):
        return True
    low = max(0, offset - 28)
    before = text.folded[low:offset]
    if not any(character.isdigit() for character in before):
        return False
    lines = text.plain[low:offset].rpartition("\n")
    entry = ("\n" if lines[1] or low == 0 else "|") + lines[2].lower()
    return _TIME.search(entry) is not None or _ITEM.search(entry) is not None
