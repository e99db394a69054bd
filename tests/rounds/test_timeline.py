from datetime import date

from django.test import SimpleTestCase, TestCase

from rounds.models import Round
from rounds.timeline import Mark, Strip, strip, strips
from tests.rounds.record import make_notice, make_publication, make_round, make_withdrawn


def line(*, sessions: tuple[Mark, ...] = (), publications: tuple[Mark, ...] = ()) -> Strip:
    return Strip(Round(start_year=2020, end_year=2021), sessions, publications)


def mark(year: int, month: int, count: int = 1) -> Mark:
    return Mark(date(year, month, 1), count, is_invented=False)


class StripTests(SimpleTestCase):
    def test_a_month_is_one_unit_from_the_first_january_on(self):
        drawn = line(sessions=(mark(2020, 1), mark(2021, 12)))
        assert drawn.width == 24
        assert drawn.ticks == "M0.3 12V8M23.3 12V8"

    def test_sessions_of_one_month_are_one_tick(self):
        drawn = line(sessions=(mark(2020, 3), mark(2020, 3)))
        assert drawn.ticks == "M2.3 12V8"
        assert drawn.session_count == 2

    def test_publications_of_one_month_are_beads_on_one_pin(self):
        drawn = line(publications=(mark(2020, 3, count=2),))
        assert drawn.pins == "M2.7 12V3"
        assert drawn.heads == "M2.7 3h0M2.7 5.75h0"

    def test_a_pin_carries_three_beads_at_most(self):
        drawn = line(publications=(mark(2020, 3, count=7),))
        assert drawn.heads.count("h0") == 3
        assert drawn.publication_count == 7

    def test_what_is_released_after_the_round_stands_at_its_end(self):
        assert line(publications=(mark(2022, 5),)).pins == "M23.7 12V3"

    def test_an_empty_line_has_no_paths(self):
        drawn = line()
        assert (drawn.ticks, drawn.pins, drawn.heads) == ("", "", "")


class StripsTests(TestCase):
    def test_every_round_gets_what_is_its_own_and_released(self):
        first, second = make_round(2018, 2019), make_round(2020, 2021)
        make_notice(first, month=date(2018, 5, 1))
        make_notice(first, month=date(2018, 5, 1), is_invented=True)
        make_publication(second, released_on=date(2020, 6, 3), statements=3)
        make_publication(second, released_on=date(2020, 6, 28))
        make_withdrawn(second)

        drawn = strips([first, second])

        assert set(drawn[0].sessions) == {
            Mark(date(2018, 5, 1), 1, is_invented=False),
            Mark(date(2018, 5, 1), 1, is_invented=True),
        }
        assert drawn[0].publications == ()
        assert drawn[1].sessions == ()
        assert drawn[1].publications == (Mark(date(2020, 6, 1), 2, is_invented=False),)

    def test_no_rounds_no_lines(self):
        assert strips([]) == []

    def test_one_round_is_drawn_as_among_all(self):
        dialogue_round, other = make_round(), make_round(2018, 2019)
        make_notice(dialogue_round)
        make_publication(dialogue_round)
        make_publication(other)

        assert [strip(dialogue_round), strip(other)] == strips([dialogue_round, other])
