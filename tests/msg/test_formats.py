"""Dates as each language of the house writes them."""

from datetime import datetime

import pytest
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

MOMENT = datetime(2021, 3, 2, 17, 5, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["2 March 2021", "2 March 2021, 17:05", "2 Mar 2021", "2 Mar 2021, 17:05", "17:05"]),
        ("de", ["2. März 2021", "2. März 2021 17:05", "02.03.2021", "02.03.2021 17:05", "17:05"]),
    ],
)
def test_the_day_stands_before_the_month_and_the_day_has_24_hours(
    language: str, written: list[str]
) -> None:
    kinds = ("DATE", "DATETIME", "SHORT_DATE", "SHORT_DATETIME", "TIME")
    with override(language):
        assert [date_format(MOMENT, f"{kind}_FORMAT") for kind in kinds] == written


def test_a_date_that_can_be_read_in_two_ways_is_refused() -> None:
    field = forms.DateField()
    with override("en"):
        for typed in ("2021-03-02", "2 March 2021", "2 Mar 2021", "02.03.2021"):
            assert field.to_python(typed) == MOMENT.date()
        with pytest.raises(forms.ValidationError):
            field.to_python("02/03/2021")
