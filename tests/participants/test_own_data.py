"""One's own data: seen, corrected, taken along, erased; and an account that is closed."""

import json
import re
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session as SignInSession
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from msg.demo.cast import PASSWORD
from participants.enums import MailingKind
from participants.invitations import find_open, invite, token_of
from participants.leaving import close_account, erase
from participants.mailing import announce
from participants.models import (
    Introduction,
    Invitation,
    Mailing,
    Membership,
    Participant,
    User,
)
from rounds.models import Publication, PublicationStatement
from sessions.assessment import assess_output
from sessions.drafting import text_hash
from sessions.enums import DecisionAction, OutputStatus
from sessions.models import Attendance, NamingConsent, Output, Recheck
from sessions.watch import look_again
from tests.cast import DemoTestCase
from tests.participants.people import make_staff
from tests.participants.staff_pages import browser_of
from tests.test_dump import contents, dump
from tests.test_leaks import whole

ACCOUNT = "/my/account/"
ERASE = "/my/account/erase/"


class OwnDataTestCase(DemoTestCase):
    """A participant of the demo who was at sessions, with everything that can be on record."""

    def setUp(self) -> None:
        """Plant what could be forgotten: mail, an invitation, an introduction, history."""
        self.user_there = self.user("there")
        self.person = self.user_there.participant
        self.other = (
            Participant.objects.exclude(pk=self.person.pk).filter(user=None).first()
            or (Participant.objects.exclude(pk=self.person.pk)[0])
        )
        self.browser = self.sign_in()

    def sign_in(self) -> Client:
        """Return one more device somebody signed in on, as people do."""
        client = Client(headers={"accept-language": "de"})
        client.post("/accounts/login/", {"login": self.user_there.email, "password": PASSWORD})
        assert client.get("/my/").status_code == 200
        return client

    def plant(self) -> str:
        """Add what the demo has none of; return the token of an open invitation."""
        membership = Membership.objects.filter(participant=self.person)[0]
        invite(
            participants=[self.person],
            dialogue_round=membership.round,
            language="de",
            valid_days=30,
            now=timezone.now(),
        )
        token = token_of(Mailing.objects.get(kind=MailingKind.INVITATION))
        Introduction.objects.create(
            round=membership.round, wanted_by=self.person, wanted_with=self.other
        )
        Introduction.objects.create(
            round=membership.round, wanted_by=self.other, wanted_with=self.person
        )
        announce(
            participants=[self.person],
            kind=MailingKind.REVIEW,
            occasion="0123456789abcdef",
            due_on=timezone.localdate(),
        )
        convener = browser_of(make_staff("convener", email="history@example.org"))
        address = reverse("admin:participants_participant_change", args=[self.person.pk])
        convener.get(address)
        LogEntry.objects.log_actions(
            User.objects.get(email="history@example.org").pk,
            [self.person, self.user_there, membership],
            2,
            "changed",
        )
        return token

    def let_the_mail_go_out(self) -> None:
        """Send what waits: before that an invitation is the staff's draft."""
        Mailing.objects.filter(participant=self.person).update(
            is_held=False, sent_on=timezone.localdate()
        )

    def give_name(self) -> tuple[Output, PublicationStatement]:
        """Let a released statement stand under this person's name, as the door writes it."""
        output = (
            Output.objects.filter(
                status=OutputStatus.PUBLISHED,
                session__attendances__participant=self.person,
                session__attendances__present_in__isnull=False,
            )
            .distinct()
            .first()
        )
        statement = output.statements.order_by("position")[0]
        statement.label = "person"
        statement.save()
        NamingConsent.objects.filter(statement=statement).delete()
        NamingConsent.objects.create(
            statement=statement,
            participant=self.person,
            text_hash=statement.text_hash,
            given_on=timezone.localdate(),
        )
        released = output.publication.statements.order_by("position")[0]
        # what was let out is this wording under this label
        output.decisions.filter(action=DecisionAction.PUBLISHED).update(text_hash=text_hash(output))
        name = self.person.full_name
        PublicationStatement.objects.filter(pk=released.pk).update(
            label_de=name, label_en=name, is_named=True
        )
        return output, released


class SeeTest(OwnDataTestCase):
    def test_the_page_shows_what_is_on_record_and_nobody_else(self) -> None:
        self.plant()
        page = self.browser.get(ACCOUNT)
        for value in (self.person.full_name, self.person.email, self.session.title):
            assert value in page.text
        others = Participant.objects.exclude(pk=self.person.pk)
        text = whole(page)
        assert [one for one in others if one.full_name.casefold() in text] == []
        assert [one for one in others if one.email in text] == []

    def test_the_file_holds_everything_the_tables_say_of_the_person(self) -> None:
        self.plant()
        self.let_the_mail_go_out()
        self.give_name()
        response = self.browser.get("/my/account/download/")
        assert response["Content-Disposition"] == 'attachment; filename="msg-own-data.json"'
        assert response["Cache-Control"] == "private, no-store"
        data = json.loads(response.content)
        assert data["account"]["email"] == self.user_there.email
        assert data["account"]["signed_in_devices"]
        assert data["person"]["biography_de"] == (self.person.biography_de or "")
        own = {"participant": self.person}
        assert len(data["rounds"]) == Membership.objects.filter(**own).count() > 0
        assert len(data["sessions"]) == Attendance.objects.filter(**own).count() > 0
        assert len(data["consents_to_be_named"]) == NamingConsent.objects.filter(**own).count() > 0
        assert len(data["invitations_to_rounds"]) == Invitation.objects.filter(**own).count() > 0
        assert [row["kind"] for row in data["messages"]].count("review") == 1
        assert data["introductions_wanted"] == 1
        assert self.other.family_name not in response.text, "who wants to meet whom"
        assert Invitation.objects.get().token_hash not in response.text

    def test_every_field_about_people_is_in_the_file_or_has_a_reason_not_to_be(self) -> None:
        """A column nobody thought of is the one that is forgotten."""
        secret = {"id", "pk", "participant", "user", "token_hash", "occasion", "feed_key_hash"}
        secret.add("mailing")
        elsewhere = {
            "password": "whether there is one",
            "is_superuser": "staff are told by is_staff",
            "is_active": "an open account",
            "aliases": "other_names",
            "date_joined": "opened",
            "last_login": "last_sign_in",
            "position": "in both languages",
            "biography": "in both languages",
            "organisation": "by name",
            "round": "by years",
            "expires_at": "valid_until",
            "used_at": "used",
            "revoked_at": "revoked",
            "is_held": "what has not been released is the staff's draft",
            "session": "by title",
            "is_listed": "is_listed",
            "substitute_for": "is_substitute",
        }
        self.plant()
        self.let_the_mail_go_out()
        self.give_name()
        words = set(re.findall(r'"(\w+)":', self.browser.get("/my/account/download/").text))
        missing = {
            f"{model.__name__}.{field.name}"
            for model in (User, Participant, Membership, Attendance, Invitation, Mailing)
            for field in model._meta.concrete_fields
            if field.name not in words | secret | set(elsewhere)
        }
        assert missing == set()

    def test_an_account_of_nobody_sees_its_account(self) -> None:
        stranger = self.client_of("stranger")
        assert stranger.get(ACCOUNT).status_code == 200
        data = json.loads(stranger.get("/my/account/download/").content)
        assert set(data) == {"taken_on", "account"}

    def test_the_page_takes_few_queries_whatever_there_is(self) -> None:
        self.plant()
        with self.assertNumQueries(6):
            self.browser.get(ACCOUNT)


class CorrectTest(OwnDataTestCase):
    def values(self, **changed: str) -> dict[str, str]:
        """Return what the form holds, with changes."""
        names = ("title", "given_name", "family_name")
        names += tuple(f"{n}_{x}" for n in ("position", "biography") for x in ("de", "en"))
        return {name: getattr(self.person, name) or "" for name in names} | changed

    def test_a_changed_name_is_kept_beside_the_new_one(self) -> None:
        former = f"{self.person.given_name} {self.person.family_name}"
        sent = self.values(family_name="Neuname", position_de="Leitung")
        assert self.browser.post("/my/account/person/", sent)["Location"] == ACCOUNT
        self.person.refresh_from_db()
        assert self.person.family_name == "Neuname"
        assert former in self.person.alias_list
        assert self.person.position_de == "Leitung"

    def test_what_was_typed_is_kept_where_something_is_wrong(self) -> None:
        page = self.browser.post(
            "/my/account/person/", self.values(family_name=" ", biography_de="Neu getippt")
        )
        assert page.status_code == 200
        assert "Neu getippt" in page.text
        assert 'aria-describedby="id_family_name_errors"' in page.text
        self.person.refresh_from_db()
        assert self.person.family_name.strip()

    def test_the_address_is_changed_by_staff_alone(self) -> None:
        self.browser.post(
            "/my/account/person/", self.values(email="x@example.org", user="1", aliases="x")
        )
        self.person.refresh_from_db()
        assert self.person.email == self.user_there.email
        assert "x" not in self.person.alias_list

    def test_language_and_reminders(self) -> None:
        self.browser.post("/my/account/choices/", {"language": "en"})
        self.user_there.refresh_from_db()
        assert (self.user_there.language, self.user_there.wants_reminders) == ("en", False)
        self.browser.post("/my/account/choices/", {"language": "fr", "wants_reminders": "on"})
        self.browser.post("/my/account/choices/", {"language": "en", "is_staff": "on"})
        self.user_there.refresh_from_db()
        assert (self.user_there.language, self.user_there.is_staff) == ("en", False)

    def test_one_says_of_oneself_what_one_wants_round_by_round(self) -> None:
        own = Membership.objects.filter(participant=self.person).select_related("round")
        membership = own[0]
        address = f"/my/account/rounds/{membership.round.start_year}-{membership.round.end_year}/"
        too_long = self.browser.post(address, {"is_listed": "on", "about": "x" * 501})
        assert too_long.status_code == 200
        assert "x" * 501 in too_long.text
        self.browser.post(address, {"is_listed": "on", "about": "Gern zu Visa."})
        membership.refresh_from_db()
        assert (membership.is_listed, membership.about) == (True, "Gern zu Visa.")
        foreign = Membership.objects.exclude(round__in=own.values("round")).first().round
        address = f"/my/account/rounds/{foreign.start_year}-{foreign.end_year}/"
        assert self.browser.get(address).status_code == 404


class EraseTest(OwnDataTestCase):
    def test_nothing_happens_before_the_box_is_ticked(self) -> None:
        before = contents()["participants_participant"]
        assert "nicht rückgängig machen" in self.browser.get(ERASE).text
        assert "Setzen Sie das Häkchen" in self.browser.post(ERASE, {}).text
        assert contents()["participants_participant"] == before

    def test_an_erased_participant_is_gone_from_every_table(self) -> None:
        token = self.plant()
        self.give_name()
        person, account = self.person, self.user_there
        words = [person.family_name, person.email, person.biography_de, person.position_de]
        assert any(words[0] in str(rows) for rows in dump().values())
        phone = self.sign_in()
        response = self.browser.post(ERASE, {"really": "on"})
        assert response["Location"] == "/"
        assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        for browser in (self.browser, phone):
            assert browser.get("/my/").status_code == 302
        tables = dump()
        for word in filter(None, words):
            assert [table for table, rows in tables.items() if word in str(rows)] == []
        assert not User.objects.filter(pk=account.pk).exists()
        assert not UserSession.objects.filter(user_id=account.pk).exists()
        assert not Introduction.objects.exists()
        assert not Mailing.objects.filter(participant_id=person.pk).exists()
        assert find_open(token, timezone.now()) is None
        for model in (Participant, User, Membership):
            history = LogEntry.objects.filter(content_type__model=model._meta.model_name)
            assert not history.exists()
        for session in SignInSession.objects.all():
            assert session.get_decoded().get("_auth_user_id") != str(account.pk)

    def test_released_texts_stay_and_a_name_given_by_consent_is_taken_back(self) -> None:
        output, released = self.give_name()
        others = Publication.objects.exclude(pk=output.publication_id)
        before = list(others.order_by("pk").values())
        statements = PublicationStatement.objects.exclude(publication=output.publication_id)
        texts = list(statements.order_by("pk").values())
        name = self.person.full_name
        address = output.publication.get_absolute_url()
        assert name in Client().get(address).text
        self.browser.post(ERASE, {"really": "on"})
        page = Client().get(address)
        assert page.status_code == 200
        assert name not in page.text
        assert released.text_de in page.text
        assert list(others.order_by("pk").values()) == before
        assert list(statements.order_by("pk").values()) == texts

    def test_labels_go_on_counting_the_empty_seats(self) -> None:
        """One fewer would say: those who are left are all the label means."""
        present = Attendance.present_in.through.objects
        seats = present.filter(attendance__session=self.session).count()
        mine = Attendance.objects.filter(participant=self.person)
        taken = mine.filter(present_in__isnull=False).distinct().count()
        assert taken
        look_again(today=timezone.localdate())
        before = Recheck.objects.count()
        self.browser.post(ERASE, {"really": "on"})
        assert present.filter(attendance__session=self.session).count() == seats
        empty = [row for row in Participant.objects.all() if row.is_erased]
        assert len(empty) == taken, "each empty seat is nobody's own"
        for row in Attendance.objects.filter(participant__in=empty):
            assert (row.needs, row.is_listed, row.is_online, row.substitute_for) == (
                "",
                False,
                False,
                None,
            )
            assert row.participant.attendances.count() == 1
        look_again(today=timezone.localdate())
        assert Recheck.objects.count() == before
        for output in Output.objects.filter(session=self.session).to_assess():
            found = {ref for one in assess_output(output).findings for ref in one.finding.refs}
            assert not found & {f"p{row.pk}" for row in empty}

    def test_staff_see_an_empty_seat_and_no_name(self) -> None:
        name = self.person.family_name
        convener = self.client_of("convener")
        session = reverse("admin:dialogue_sessions_session_change", args=[self.session.pk])
        assert name in convener.get(session).text
        erase(self.person, now=timezone.now(), today=timezone.localdate())
        page = convener.get(session).text
        assert name not in page
        assert "Gelöschte Person" in page or "Erased person" in page
        people = convener.get(reverse("admin:participants_participant_changelist")).text
        assert "Gelöschte Person" not in people
        assert "Erased person" not in people

    def test_staff_erase_a_person_the_same_way(self) -> None:
        self.plant()
        convener = self.client_of("convener")
        address = reverse("admin:participants_participant_delete", args=[self.person.pk])
        page = convener.get(address)
        assert "deleted-objects" not in page.text
        convener.post(address, {"post": "yes"})
        assert not User.objects.filter(pk=self.user_there.pk).exists()
        assert not LogEntry.objects.filter(content_type__model="participant").exists()
        assert self.browser.get("/my/").status_code == 302

    def test_staff_are_not_erased_before_they_hand_over(self) -> None:
        for role in ("rapporteur", "convener"):
            client = self.client_of(role)
            assert client.post(ERASE, {"really": "on"}).status_code == 404
            with pytest.raises(ValidationError):
                erase(self.user(role).participant, now=timezone.now(), today=timezone.localdate())
            assert client.get(ACCOUNT).status_code == 200

    def test_of_an_account_that_wrote_something_a_closed_number_is_left(self) -> None:
        author = self.user("rapporteur")
        author.is_staff = False
        author.save()
        author.groups.set(Group.objects.none())
        erase(author.participant, now=timezone.now(), today=timezone.localdate())
        left = User.objects.get(pk=author.pk)
        assert not left.is_active
        assert left.email.endswith("@erased.invalid")
        assert not left.has_usable_password()
        assert Output.objects.filter(author=left).exists()


class ClosedTest(OwnDataTestCase):
    def close(self) -> None:
        """Close the account on the page of the staff."""
        administrator = browser_of(make_staff())
        administrator.post(
            f"/admin/participants/user/{self.user_there.pk}/change/",
            {"email": self.user_there.email, "language": "de"},
        )
        self.user_there.refresh_from_db()
        assert not self.user_there.is_active

    def test_everything_ends_in_the_same_moment(self) -> None:
        token = self.plant()
        User.objects.filter(pk=self.user_there.pk).update(feed_key_hash="a" * 64)
        phone = self.sign_in()
        self.close()
        for browser in (self.browser, phone):
            for address in ("/my/", ACCOUNT, self.document.get_absolute_url()):
                assert browser.get(address)["Location"].startswith("/accounts/login/")
        assert find_open(token, timezone.now()) is None
        assert self.user_there.feed_key_hash is None
        assert not UserSession.objects.filter(user=self.user_there).exists()
        assert not Mailing.objects.filter(participant=self.person, sent_on=None).exists()
        assert Participant.objects.of_user(self.user_there).first() is None

    def test_it_ends_by_whatever_way_it_was_closed(self) -> None:
        """Even by an update that calls nothing of ours."""
        token = self.plant()
        User.objects.filter(pk=self.user_there.pk).update(is_active=False)
        assert self.browser.get("/my/").status_code == 302
        assert find_open(token, timezone.now()) is None

    def test_links_and_codes_under_way_let_nobody_in(self) -> None:
        from tests.msg.test_sign_in import CODE, CONFIRM, RESET, code_in_the_mail, link_in_the_mail

        password = "ein-ganz-anderer-satz"
        resetting, entering = Client(), Client()
        resetting.post(RESET, {"email": self.user_there.email})
        form = resetting.get(link_in_the_mail())["Location"]
        entering.post(CODE, {"email": self.user_there.email})
        self.close()
        sent: list[tuple[Client, str, dict[str, Any]]] = [
            (resetting, form, {"password1": password, "password2": password}),
            (entering, CONFIRM, {"code": code_in_the_mail()}),
            (
                resetting,
                "/accounts/login/",
                {"login": self.user_there.email, "password": password},
            ),
        ]
        for client, address, values in sent:
            client.post(address, values)
            assert client.get("/my/").status_code == 302

    def test_opening_it_again_brings_no_link_and_no_feed_back(self) -> None:
        token = self.plant()
        close_account(self.user_there, now=timezone.now())
        assert find_open(token, timezone.now()) is None
