"""On the record, the Rule, not for use."""

from __future__ import annotations

import pytest

from sessions.chatham_house import Regime, strictest
from sessions.chatham_house.regimes import attributes_by_name, publishable, scans


@pytest.mark.parametrize(
    ("regimes", "expected"),
    [
        ([], Regime.CHATHAM_HOUSE),
        (["on_the_record"], Regime.ON_THE_RECORD),
        (["on_the_record", "chatham_house"], Regime.CHATHAM_HOUSE),
        (["not_for_use", "on_the_record"], Regime.NOT_FOR_USE),
    ],
)
def test_the_strictest_regime_rules(regimes, expected):
    assert strictest(regimes) is expected


def test_an_unknown_regime_is_an_error():
    with pytest.raises(ValueError, match="secret"):
        strictest(["secret"])


@pytest.mark.parametrize(
    ("regime", "published", "scanned", "by_name"),
    [
        (Regime.ON_THE_RECORD, True, False, True),
        (Regime.CHATHAM_HOUSE, True, True, False),
        (Regime.NOT_FOR_USE, False, True, False),
    ],
)
def test_what_each_regime_allows(regime, published, scanned, by_name):
    assert publishable(regime) is published
    assert scans(regime) is scanned
    assert attributes_by_name(regime) is by_name
