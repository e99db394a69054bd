"""Finds descriptions that fit one participant's biography: a former post, a place, a nationality."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind

from .findings import Kind, Severity
from .hits import Hit
from .roster import Roster
from .text import Text


class DescriptorMatcher:
    """Finds facts of biographies; one fact alone is a question, two in one phrase identify."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster

    def find(self, text: Text) -> list[Hit]:
        """All descriptions of participants in a text."""
        return []
