"""The three regimes a session, or any part of it, may be held under, and what each allows."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Regime(StrEnum):
    """How what is said in a part may be used. Agreed before a meeting, never loosened after."""

    ON_THE_RECORD = "on_the_record"
    CHATHAM_HOUSE = "chatham_house"
    NOT_FOR_USE = "not_for_use"


_STRICTNESS = (Regime.ON_THE_RECORD, Regime.CHATHAM_HOUSE, Regime.NOT_FOR_USE)


def strictest(regimes: Iterable[Regime | str]) -> Regime:
    """The regime of a text drawn from several parts: the strictest of theirs.

    No part named means the Rule itself, which is the default of every session.
    """
    ranks = [_STRICTNESS.index(Regime(regime)) for regime in regimes]
    return _STRICTNESS[max(ranks)] if ranks else Regime.CHATHAM_HOUSE


def publishable(regime: Regime | str) -> bool:
    """Whether anything at all from such a part may be published."""
    return Regime(regime) is not Regime.NOT_FOR_USE


def scans(regime: Regime | str) -> bool:
    """Whether names and affiliations are findings: everywhere but on the record."""
    return Regime(regime) is not Regime.ON_THE_RECORD


def attributes_by_name(regime: Regime | str) -> bool:
    """Whether a person may be named without their consent to that wording."""
    return Regime(regime) is Regime.ON_THE_RECORD
