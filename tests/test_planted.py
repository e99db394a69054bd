"""What ``tests.support.planted_leaks`` planted and nothing else noticed."""

import datetime
import logging

from django.core import mail
from django.http import HttpRequest
from django.test import RequestFactory, SimpleTestCase

from msg.logs import DiscreetFilter
from participants.enums import MailingKind
from participants.mailing import announce, send_due
from participants.models import Participant
from sessions.drafting import refusals_to_clear
from sessions.enums import OutputStatus
from sessions.models import NamingConsent, Output
from tests.cast import DemoTestCase

TODAY = datetime.date(2030, 1, 1)
ADDRESS = "https://msg.example.org/accounts/login/"


class MailTest(DemoTestCase):
    def test_every_mail_says_the_same_whatever_it_is_about(self) -> None:
        participant = Participant.objects.get(email="katarina.novakova@example.org")
        # An invitation holds a link of its own; tests/participants/test_invitations.py reads it.
        kinds = [kind for kind in MailingKind if kind != MailingKind.INVITATION]
        for number, kind in enumerate(kinds):
            announce(participants=[participant], kind=kind, occasion=f"{number:016}", due_on=TODAY)
        send_due(address=ADDRESS, today=TODAY)
        own = [message for message in mail.outbox if message.to == [participant.user.email]]
        assert len(own) >= len(kinds)
        assert len({(message.subject, message.body) for message in own}) == 1
        assert ADDRESS in own[0].body
        for message in mail.outbox:
            assert len(message.recipients()) == 1
            assert not message.attachments


class LogTest(SimpleTestCase):
    def written(self, message: str, *arguments: object, **extra: object) -> str:
        """Return the line a handler of ours would write."""
        record = logging.LogRecord("msg", logging.WARNING, "", 1, message, arguments, None)
        record.__dict__.update(extra)
        assert DiscreetFilter().filter(record)
        return f"{record.getMessage()} {record.__dict__}"

    def test_a_query_string_and_the_request_are_not_written(self) -> None:
        request: HttpRequest = RequestFactory().post("/x/", {"q": "Haddad"})
        line = self.written("Not Found: %s", "/de/?q=Haddad", request=request)
        assert "/de/" in line
        assert "Haddad" not in line
        assert "request" not in line


class ConsentTest(DemoTestCase):
    def test_a_consent_to_other_words_releases_nothing(self) -> None:
        output = Output.objects.filter(status=OutputStatus.IN_REVIEW, objections=None).first()
        assert output is not None
        statement = output.statements.first()
        participant = Participant.objects.filter(
            attendances__session=output.session, attendances__present_in__in=output.parts.all()
        ).first()
        statement.label = "person"
        statement.save()
        NamingConsent.objects.filter(statement=statement).delete()
        consent = NamingConsent.objects.create(
            statement=statement,
            participant=participant,
            text_hash="of other words",
            given_on=TODAY,
        )
        reasons = [
            refusal.reason
            for refusal in refusals_to_clear(output, by=self.user("reviewer"), today=TODAY)
        ]
        assert "consent.changed" in reasons
        consent.text_hash = statement.text_hash
        consent.save()
        output = Output.objects.to_assess().get(pk=output.pk)
        reasons = [
            refusal.reason
            for refusal in refusals_to_clear(output, by=self.user("reviewer"), today=TODAY)
        ]
        assert "consent.changed" not in reasons
