"""A finding while it is still in offsets of the normalised text."""

from __future__ import annotations

from dataclasses import dataclass

from .findings import Kind, Severity


@dataclass(frozen=True, slots=True)
class Hit:
    """``start`` and ``end`` count characters of ``Text.plain``; ``count`` is a group's size."""

    start: int
    end: int
    kind: Kind
    severity: Severity
    refs: tuple[str, ...]
    reason: str
    count: int = 0
