"""What the database itself refuses, whatever the code above it does."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from participants.models import (
    Introduction,
    Invitation,
    Membership,
    Organisation,
    OrganisationName,
    Participant,
    User,
)
from rounds.models import GuidingQuestion, Publication, PublicationStatement, Round, SessionNotice
from sessions.enums import OutputStatus
from sessions.models import (
    AgendaItem,
    Attendance,
    Contribution,
    Decision,
    Document,
    FindingReview,
    NamedSubstitute,
    NamingConsent,
    Output,
    Session,
    Statement,
)
from tests.cast import DemoTestCase

BOTH = {"title_de": "x", "title_en": "x"}


class ConstraintsTest(DemoTestCase):
    def refused(self, *writes: Callable[[], Any]) -> None:
        """Check that the database refuses each write."""
        for number, write in enumerate(writes):
            try:
                with transaction.atomic():
                    write()
                    connection.check_constraints()
            except IntegrityError:
                continue
            pytest.fail(f"write {number} was not refused")

    def test_rounds(self) -> None:
        theme = {"theme_de": "x", "theme_en": "x"}
        self.refused(
            lambda: Round.objects.create(start_year=2031, end_year=2030, **theme),
            lambda: Round.objects.create(start_year=2030, end_year=2033, **theme),
            lambda: Round.objects.create(start_year=2020, end_year=2020, **theme),
            lambda: Round.objects.create(start_year=2030, end_year=2030, theme_de="x"),
            lambda: Round.objects.create(start_year=2030, end_year=2030, label_people=2, **theme),
            lambda: Round.objects.create(
                start_year=2030, end_year=2030, label_organisations=1, **theme
            ),
        )

    def test_questions_and_notices(self) -> None:
        dialogue_round = Round.objects.get(start_year=2020)
        city = {"city_de": "x", "city_en": "x"}
        self.refused(
            lambda: GuidingQuestion.objects.create(
                round=dialogue_round, position=1, text_de="x", text_en="x"
            ),
            lambda: GuidingQuestion.objects.create(round=dialogue_round, position=9, text_de="x"),
            lambda: SessionNotice.objects.create(
                round=dialogue_round, month=datetime.date(2020, 5, 2), **BOTH, **city
            ),
            lambda: SessionNotice.objects.create(
                round=dialogue_round, month=datetime.date(2020, 5, 1), title_de="x", **city
            ),
        )

    def test_publications(self) -> None:
        publication = Publication.objects.released().first()
        assert publication is not None
        rows = Publication.objects.filter(pk=publication.pk)
        day = datetime.timedelta(days=1)
        self.refused(
            lambda: rows.update(title_en=""),
            lambda: rows.update(lead_de=None),
            lambda: rows.update(withdrawn_on=publication.released_on),
            lambda: rows.update(
                title_de="",
                title_en="",
                lead_de="",
                lead_en="",
                withdrawn_on=publication.released_on - day,
            ),
            lambda: publication.statements.update(text_en=""),
            lambda: publication.statements.update(label_de=""),
            lambda: PublicationStatement.objects.create(
                publication=publication,
                position=1,
                text_de="x",
                text_en="x",
                label_de="x",
                label_en="x",
            ),
        )

    def test_people(self) -> None:
        person = Participant.objects.get(email="lena.koch@example.org")
        other = Participant.objects.exclude(pk=person.pk)[0]
        membership = person.memberships.first()
        assert membership is not None
        organisation = Organisation.objects.all()[0]
        later = timezone.now() + datetime.timedelta(days=7)
        invitation = {
            "participant": person,
            "round": membership.round,
            "expires_at": later,
            "token_hash": "a",
        }
        Invitation.objects.create(**invitation)
        self.refused(
            lambda: User.objects.create(email="LENA.KOCH@example.org"),
            lambda: Participant.objects.create(
                given_name="x", family_name="x", email="LENA.KOCH@example.org"
            ),
            lambda: Participant.objects.create(given_name="x", family_name="", email="x@x.org"),
            lambda: Membership.objects.create(
                participant=person, round=membership.round, organisation=organisation
            ),
            lambda: OrganisationName.objects.create(
                organisation=organisation, text="x", from_year=2020, until_year=2019
            ),
            lambda: OrganisationName.objects.create(organisation=organisation, text=""),
            lambda: Invitation.objects.create(**{**invitation, "token_hash": "b"}),
            lambda: Invitation.objects.filter(token_hash="a").update(
                used_at=later, revoked_at=later
            ),
            lambda: Introduction.objects.create(
                round=membership.round, wanted_by=person, wanted_with=person
            ),
            lambda: [
                Introduction.objects.create(
                    round=membership.round, wanted_by=person, wanted_with=other
                )
                for _ in range(2)
            ],
        )

    def test_the_room(self) -> None:
        attendance = Attendance.objects.filter(session=self.session)[0]
        question = GuidingQuestion.objects.all()[0]
        item = self.session.agenda_items.all()[0]
        named = {"session": self.session, "named_by": attendance.participant}
        NamedSubstitute.objects.create(**named)
        self.refused(
            lambda: NamedSubstitute.objects.create(**named, email="x@example.org"),
            lambda: Session.objects.filter(pk=self.session.pk).update(
                ends_at=self.session.starts_at
            ),
            lambda: Session.objects.filter(pk=self.session.pk).update(title_en=""),
            lambda: AgendaItem.objects.create(
                session=self.session, position=1, starts_at="10:00", minutes=10, **BOTH
            ),
            lambda: AgendaItem.objects.create(
                session=self.session, position=99, starts_at="10:00", minutes=0, **BOTH
            ),
            lambda: Attendance.objects.create(
                session=self.session,
                participant=attendance.participant,
                organisation=attendance.organisation,
            ),
            lambda: Attendance.objects.filter(pk=attendance.pk).update(
                substitute_for=attendance.participant
            ),
            lambda: Document.objects.filter(session=self.session).update(title_de=""),
            lambda: Contribution.objects.create(
                agenda_item=item, question=question, text="", language="de"
            ),
        )

    def test_outputs(self) -> None:
        output = self.output("Vernetzte Systeme am Grenzübertritt")
        statement = output.statements.all()[0]
        user = self.user("reviewer")
        person = Participant.objects.all()[0]
        review = {"output": output, "finding_id": "a", "accepted_by": user}
        FindingReview.objects.create(reason="x", **review)
        self.refused(
            lambda: Output.objects.filter(pk=output.pk).update(status=OutputStatus.PUBLISHED),
            lambda: Output.objects.filter(pk=output.pk).update(
                publication=Publication.objects.all()[0]
            ),
            lambda: Output.objects.filter(pk=output.pk).update(review_ends_on=None),
            lambda: Statement.objects.create(output=output, position=1, text_de="x"),
            lambda: Statement.objects.filter(pk=statement.pk).update(label=""),
            lambda: FindingReview.objects.create(reason="x", **review),
            lambda: FindingReview.objects.create(reason="", **{**review, "finding_id": "b"}),
            lambda: NamingConsent.objects.create(
                statement=statement, participant=person, text_hash=""
            ),
        )

    def test_a_decision_keeps_its_output(self) -> None:
        decision = Decision.objects.all()[0]
        self.refused(decision.output.delete)
