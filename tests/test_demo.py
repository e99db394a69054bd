"""The demo is built through the door, and building it again changes nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from msg.demo.build import read
from participants.models import Participant, User
from rounds.models import GuidingQuestion, Publication, Round, SessionNotice
from sessions.enums import DecisionAction, OutputStatus
from sessions.models import Attendance, Decision, Document, Output, Session
from tests.cast import DemoTestCase


def rows() -> dict[str, list]:
    """Return the rows of what a second start could change."""
    models = (Round, GuidingQuestion, SessionNotice, Publication, Participant, Session, Output)
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (*models, Attendance, Document, Decision, User)
    }


class DemoTest(DemoTestCase):
    def test_it_holds_what_its_data_say(self) -> None:
        outputs = [
            entry
            for years in ("2013-2015", "2016-2017", "2018-2019", "2020-2021")
            for entry in read(f"outputs-{years}")["outputs"]
        ]
        states = [entry["state"] for entry in outputs]
        assert {status: states.count(status) for status in states} == {
            status: Output.objects.filter(status=status).count() for status in set(states)
        }
        assert Session.objects.count() == len(read("sessions")["sessions"])
        assert Attendance.objects.count() == sum(
            len(entry["attendance"]) for entry in read("sessions")["sessions"]
        )
        assert list(Round.objects.values_list("start_year", "end_year")) == [
            (2013, 2015),
            (2016, 2017),
            (2018, 2019),
            (2020, 2021),
        ]

    def test_every_publication_came_through_the_door(self) -> None:
        released = Decision.objects.filter(action=DecisionAction.PUBLISHED)
        assert set(released.values_list("output__publication_id", flat=True)) == set(
            Publication.objects.values_list("pk", flat=True)
        )
        for decision in released.select_related("output"):
            assert decision.decided_by_id != decision.output.author_id

    def test_building_it_again_changes_nothing(self) -> None:
        before = rows()
        call_command("demo", stdout=StringIO(), stderr=StringIO())
        assert rows() == before

    def test_a_copy_holds_as_many_sessions_people_and_outputs_again(self) -> None:
        counted = (Session, Participant, Output, Attendance, SessionNotice)
        before = [model.objects.count() for model in counted]
        published = Publication.objects.released().count()
        call_command("demo", "--scale", "2", stdout=StringIO(), stderr=StringIO())
        assert [model.objects.count() for model in counted] == [2 * count for count in before]
        assert Publication.objects.released().count() == 2 * published

    def test_what_is_invented_says_so(self) -> None:
        assert set(Session.objects.values_list("is_invented", flat=True)) == {True}
        assert set(SessionNotice.objects.values_list("is_invented", flat=True)) == {True}
        assert set(Publication.objects.values_list("is_invented", flat=True)) == {True}
        real = GuidingQuestion.objects.filter(is_invented=False)
        assert set(real.values_list("round__start_year", flat=True)) == {2020}

    def test_every_state_of_a_draft_is_there(self) -> None:
        assert set(Output.objects.values_list("status", flat=True)) == {
            OutputStatus.DRAFT,
            OutputStatus.IN_REVIEW,
            OutputStatus.PUBLISHED,
            OutputStatus.WITHDRAWN,
        }


class DemoBesideRealDataTest(TestCase):
    def test_nothing_invented_is_put_beside_what_is_real(self) -> None:
        User.objects.create_user("real@example.org")
        with pytest.raises(CommandError, match="empty"):
            call_command("demo", stdout=StringIO(), stderr=StringIO())
        assert not Session.objects.exists()

    def test_a_scale_below_one_is_refused(self) -> None:
        with pytest.raises(CommandError, match="from 1"):
            call_command("demo", "--scale", "0", stdout=StringIO(), stderr=StringIO())
