"""Sign-in: two equal ways, the same words for everybody, and no way to tell who has an account."""

import re
import socket
from datetime import timedelta
from typing import Any, ClassVar
from unittest import mock

from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import connection
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from msg import outgoing
from msg.adapters import AccountAdapter
from participants.invitations import hash_of
from participants.models import Invitation, Participant, User
from tests.msg.mail_backends import Stuck
from tests.rounds.record import make_round

PASSWORD = "die-leerstelle-bleibt-leer"
LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"
RESET = "/accounts/password/reset/"
RENDER_MAIL = AccountAdapter.render_mail


# what costs an attacker time costs the suite time as well
@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
class SignInTestCase(TestCase):
    """An account that knows its password, one that is closed, and an address without any."""

    known: ClassVar[User]
    closed: ClassVar[User]

    @classmethod
    def setUpTestData(cls) -> None:
        """Make the accounts the way staff do: with an address and nothing of allauth's own."""
        cls.known = User.objects.create_user("anna.anders@example.org", PASSWORD)
        Participant.objects.create(
            user=cls.known,
            email=cls.known.email,
            given_name="Anna",
            family_name="Anders",
        )
        cls.closed = User.objects.create_user("closed@example.org", PASSWORD, is_active=False)

    def setUp(self) -> None:
        """Start with no attempts counted against anybody."""
        cache.clear()
        self.client = Client(headers={"accept-language": "de"})

    def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> HttpResponse:
        """Send the form with the password."""
        return self.client.post(LOGIN, {"login": email, "password": password, **more})

    def is_signed_in(self, client: Client | None = None) -> bool:
        """Return whether the participants' area opens."""
        return (client or self.client).get("/my/").status_code == 200


def words(response: HttpResponse, email: str) -> str:
    """Return a page without what differs by the request: its token, and the address typed in."""
    page = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", response.content.decode())
    return page.replace(email, "ADDRESS")


class PasswordTest(SignInTestCase):
    def test_it_leads_to_ones_sessions_or_where_one_wanted_to_go(self) -> None:
        assert self.sign_in("Anna.Anders@example.org")["Location"] == "/my/"
        assert self.is_signed_in()
        self.client.logout()
        target = "/my/sessions/0000000000000000/"
        assert self.sign_in(self.known.email, next=target)["Location"] == target

    def test_it_leads_nowhere_else(self) -> None:
        response = self.sign_in(self.known.email, next="https://example.com/")
        assert response["Location"] == "/my/"

    def test_a_wrong_password_reads_the_same_whoever_it_is(self) -> None:
        answers = {}
        for email in (self.known.email, self.closed.email, "nobody@example.org"):
            self.client = Client(headers={"accept-language": "de"})
            response = self.sign_in(email, "wrong")
            assert response.status_code == 200
            answers[email] = words(response, email)
            assert "ADDRESS" in answers[email], "what was typed is lost"
            assert "wrong" not in answers[email], "a password was sent back"
        assert len(set(answers.values())) == 1

    def test_what_is_wrong_is_tied_to_the_fields(self) -> None:
        page = self.sign_in(self.known.email, "wrong").content.decode()
        fields = re.findall(r"<input id=\"id_(?:login|password)\".*?>", page, re.S)
        assert len(fields) == 2
        for field in fields:
            assert 'aria-invalid="true"' in field
            assert 'aria-describedby="refused ' in field
        assert page.index('id="refused"') < page.index('id="id_login"')
        assert "Bitte berichtigen:" in page.split("</title>")[0]

    def test_a_closed_account_does_not_open(self) -> None:
        response = self.sign_in(self.closed.email)
        assert response["Location"] == "/accounts/inactive/"
        assert "Dieses Konto ist geschlossen" in self.client.get(response["Location"]).text
        assert not self.is_signed_in()

    def test_after_many_wrong_ones_the_right_one_waits_too(self) -> None:
        for email in (self.known.email, "nobody@example.org"):
            for _ in range(5):
                self.sign_in(email, "wrong")
            self.sign_in(email)
            assert not self.is_signed_in()


class CodeTest(SignInTestCase):
    def ask(self, email: str) -> HttpResponse:
        """Ask for a code and return the page that asks for it in turn."""
        response = self.client.post(CODE, {"email": email})
        assert response["Location"] == CONFIRM
        return self.client.get(CONFIRM)

    def test_an_account_with_nothing_but_an_address_signs_in_by_code(self) -> None:
        assert not EmailAddress.objects.exists()
        self.ask(self.known.email)
        response = self.client.post(CONFIRM, {"code": code_in_the_mail().lower().replace("-", "")})
        assert response["Location"] == "/my/"
        assert self.is_signed_in()

    def test_it_leads_where_one_wanted_to_go(self) -> None:
        target = "/my/sessions/0000000000000000/"
        response = self.client.post(CODE, {"email": self.known.email, "next": target})
        page = self.client.get(response["Location"]).content.decode()
        assert f'name="next" value="{target}"' in page
        response = self.client.post(CONFIRM, {"code": code_in_the_mail(), "next": target})
        assert response["Location"] == target

    def test_the_mail_tells_nothing_but_the_code(self) -> None:
        self.ask(self.known.email)
        (message,) = mail.outbox
        assert message.to == [self.known.email]
        assert message.subject == "Ihr Code"
        assert message.alternatives == []
        assert message.body == (
            "Ihr Code zum Anmelden:\n\n"
            f"{code_in_the_mail()}\n\n"
            "Geben Sie ihn in dem Fenster ein, in dem Sie ihn angefordert haben. "
            "Er gilt nur dort, nur einmal und nur wenige Minuten.\n"
            "Nicht von Ihnen angefordert? Dann müssen Sie nichts tun."
        )

    def test_asking_reads_the_same_for_everybody_and_only_accounts_get_mail(self) -> None:
        pages = set()
        for email in (self.known.email, self.closed.email, "nobody@example.org"):
            self.client = Client(headers={"accept-language": "de"})
            pages.add(words(self.ask(email), email))
            pages.add(words(self.client.get(CONFIRM), email))
        assert len(pages) == 1
        assert [message.to for message in mail.outbox] == [[self.known.email]]

    def test_a_wrong_code_reads_the_same_for_everybody_and_is_kept_to_be_corrected(self) -> None:
        pages = set()
        for email in (self.known.email, "nobody@example.org"):
            self.client = Client(headers={"accept-language": "de"})
            self.ask(email)
            response = self.client.post(CONFIRM, {"code": "BCDF-GHJK"})
            assert 'value="BCDF-GHJK"' in response.text
            assert 'aria-describedby="id_code_errors id_code_help"' in response.text
            pages.add(words(response, email))
        assert len(pages) == 1

    def test_a_code_does_not_work_in_another_browser(self) -> None:
        self.ask(self.known.email)
        thief = Client()
        thief.post(CODE, {"email": "nobody@example.org"})
        thief.post(CONFIRM, {"code": code_in_the_mail()})
        assert not self.is_signed_in(thief)

    def test_one_can_turn_back_to_the_password(self) -> None:
        self.ask(self.known.email)
        assert self.client.get(LOGIN)["Location"] == CONFIRM
        assert self.client.post("/accounts/logout/", {"next": LOGIN})["Location"] == LOGIN
        assert "Mit Passwort" in self.client.get(LOGIN).text

    def test_a_mistyped_address_is_kept_to_be_corrected(self) -> None:
        page = self.client.post(CODE, {"email": "anna.anders"}).text
        assert 'value="anna.anders"' in page
        assert 'aria-describedby="id_email_errors id_email_help"' in page

    def test_the_mail_speaks_the_persons_language_not_that_of_the_page(self) -> None:
        User.objects.filter(pk=self.known.pk).update(language="en")
        self.ask(self.known.email)
        assert mail.outbox[-1].subject == "Your code"


class NewPasswordTest(SignInTestCase):
    def ask(self, email: str) -> HttpResponse:
        """Ask for a link and return the page that says where it went."""
        response = self.client.post(RESET, {"email": email})
        return self.client.get(response["Location"])

    def test_asking_reads_the_same_for_everybody_and_only_accounts_get_mail(self) -> None:
        pages = set()
        for email in (self.known.email, self.closed.email, "nobody@example.org"):
            self.client = Client(headers={"accept-language": "de"})
            pages.add(words(self.ask(email), email))
        assert len(pages) == 1
        (message,) = mail.outbox
        assert message.to == [self.known.email]
        assert message.subject == "Ihr Link"
        assert "Anders" not in message.body
        assert "Migration" not in message.body

    def test_looking_at_the_link_changes_nothing_and_setting_a_password_uses_it_up(self) -> None:
        self.ask(self.known.email)
        link = link_in_the_mail()
        new = "ein-ganz-anderer-satz"
        for _ in range(2):  # a scanner of mail first, then the person
            form = self.client.get(link)["Location"]
            assert "Neues Passwort setzen" in self.client.get(form).text
        wrong = self.client.post(form, {"password1": new, "password2": "another"})
        assert "Beide Eingaben sind verschieden" in wrong.text
        assert new not in wrong.text
        self.client.post(form, {"password1": new, "password2": new})
        assert not self.is_signed_in()
        assert (
            "Dieser Link gilt nicht mehr"
            in Client(headers={"accept-language": "de"}).get(link).text
        )
        self.sign_in(self.known.email, new)
        assert self.is_signed_in()

    def test_changing_it_signs_out_everywhere_and_leads_back_to_ones_sessions(self) -> None:
        elsewhere = Client()
        elsewhere.force_login(self.known)
        self.sign_in(self.known.email)
        page = self.client.get("/accounts/password/change/").text
        assert 'name="next" value="/my/"' in page
        new = "ein-ganz-anderer-satz"
        response = self.client.post(
            "/accounts/password/change/",
            {"oldpassword": PASSWORD, "password1": new, "password2": new, "next": "/my/"},
            follow=True,
        )
        assert response.redirect_chain[-1][0] == f"{LOGIN}?next=/my/"
        assert "Das Passwort ist geändert." in response.text
        assert not self.is_signed_in(elsewhere)

    def test_what_the_help_says_of_a_password_is_so(self) -> None:
        self.sign_in(self.known.email)
        for bad in ("siebenx", "9471526380", "password", "anna.anders"):
            response = self.client.post(
                "/accounts/password/change/",
                {"oldpassword": PASSWORD, "password1": bad, "password2": bad},
            )
            assert "Mindestens 8 Zeichen." in response.text
            assert 'aria-describedby="id_password1_errors id_password1_help"' in response.text


class NobodyWaitsTest(SignInTestCase):
    """What is sent, and whether it can be, shows in no answer."""

    def answers(self) -> set[tuple[int, str, str]]:
        """Return what an address with and one without an account are told, by both ways."""
        found = set()
        for email in (self.known.email, "nobody@example.org"):
            for address in (CODE, RESET):
                client = Client(headers={"accept-language": "de"})
                response = client.post(address, {"email": email})
                page = words(client.get(response["Location"]), email)
                found.add((response.status_code, address, page))
        return found

    @override_settings(EMAIL_BACKEND="tests.msg.mail_backends.Down")
    def test_while_mail_is_down_everybody_reads_the_same(self) -> None:
        with self.assertLogs("msg.outgoing", "WARNING") as logs:
            answers = self.answers()
        assert len(answers) == 2
        assert {status for status, _, _ in answers} == {302}
        assert len(logs.output) == 2
        assert self.known.email not in str(logs.output)

    @mock.patch.object(outgoing, "PAUSE", (0, 0))
    @override_settings(EMAIL_BACKEND="tests.msg.mail_backends.Stuck", MAIL_BESIDE_REQUESTS=True)
    def test_the_answer_comes_while_the_mail_is_still_under_way(self) -> None:
        Stuck.may_go_on.clear()
        try:
            self.client.post(CODE, {"email": self.known.email})
            assert Stuck.has_begun.wait(10)
            assert Stuck.sent == []
            assert self.client.get(CONFIRM).status_code == 200
        finally:
            Stuck.may_go_on.set()
        assert Stuck.is_done.wait(10)
        assert [message.to for message in Stuck.sent] == [[self.known.email]]


class Counted(MD5PasswordHasher):
    """A hash that counts how often it is made: that is what a password takes time for."""

    runs: ClassVar[list[int]] = []

    def encode(self, *args: Any) -> str:
        """Note one more, and make it."""
        self.runs.append(1)
        return super().encode(*args)


@override_settings(PASSWORD_HASHERS=["tests.msg.test_sign_in.Counted"])
class AsMuchWorkTest(SignInTestCase):
    """What makes time is the same whoever is asked for: hashes, queries, mails that are made."""

    KINDS: ClassVar = ("anna.anders@example.org", "closed@example.org", "nobody@example.org")

    def work(self, client: Client, address: str, **sent: str) -> tuple[list[str], int, int]:
        """Send a form, or open a page; return the tables asked, the mails and the hashes made."""
        Counted.runs.clear()
        with (
            CaptureQueriesContext(connection) as captured,
            mock.patch.object(AccountAdapter, "render_mail", autospec=True) as made,
        ):
            made.side_effect = RENDER_MAIL
            client.post(address, sent) if sent else client.get(address)
        asked = [
            " ".join(re.findall(r'^[A-Z]+|(?:FROM|INTO|UPDATE) "\w+"', query["sql"]))
            for query in captured
        ]
        return asked, made.call_count, len(Counted.runs)

    def test_every_step_costs_as_much_for_everybody(self) -> None:
        costs: dict[str, list[tuple[list[str], int, int]]] = {}
        for email in (*self.KINDS, "another.nobody@example.org"):
            client = Client(headers={"accept-language": "de"})
            for step, address, sent in (
                ("password", LOGIN, {"login": email, "password": "wrong"}),
                ("code", CODE, {"email": email}),
                ("page", CONFIRM, {}),
                ("wrong code", CONFIRM, {"code": "BCDF-GHJK"}),
                ("again", CONFIRM, {"action": "resend"}),
                ("page again", CONFIRM, {}),
                ("link", RESET, {"email": email}),
                ("page of the link", f"{RESET}done/", {}),
            ):
                if step == "link":
                    client = Client(headers={"accept-language": "de"})
                costs.setdefault(step, []).append(self.work(client, address, **sent))
        for step, each in costs.items():
            assert each == [each[0]] * len(each), step
        made = {step: each[0][1:] for step, each in costs.items()}
        assert made["password"] == (0, 1)
        assert made["code"] == made["again"] == made["link"] == (1, 0)
        assert {message.to[0] for message in mail.outbox} == {self.known.email}

    def test_who_has_no_password_costs_a_hash_like_everybody(self) -> None:
        User.objects.create_user("by-code@example.org")
        for email in (self.known.email, "by-code@example.org", "nobody@example.org"):
            assert self.work(Client(), LOGIN, login=email, password="wrong")[2] == 1

    def test_a_link_of_an_invitation_costs_as_much_whatever_became_of_it(self) -> None:
        person = self.known.participant
        dialogue_round = make_round(2026, 2027)
        now = timezone.now()
        for number, ended in enumerate((None, "used_at", "revoked_at")):
            Invitation.objects.create(
                participant=person,
                round=dialogue_round,
                token_hash=hash_of(f"{number:064}"),
                expires_at=now - timedelta(days=1),
                **({ended: now} if ended else {}),
            )
        costs = []
        for number in range(4):
            client = Client()
            client.get(f"/invitation/{number:064}/")
            costs.append(self.work(client, "/invitation/"))
        assert costs == [costs[0]] * 4

    @override_settings(MAIL_BESIDE_REQUESTS=True)
    def test_nothing_begins_before_the_answer_is_out(self) -> None:
        for email in self.KINDS:
            with mock.patch.object(outgoing.threading, "Timer") as timer:
                request_finished.disconnect(outgoing._hand_over)
                try:
                    assert Client().post(CODE, {"email": email}).status_code == 302
                    timer.assert_not_called()
                finally:
                    request_finished.connect(outgoing._hand_over)
                outgoing._hand_over()
                ((pause, *_), _options) = timer.call_args
                assert outgoing.PAUSE[0] <= pause <= outgoing.PAUSE[1]
                assert timer.call_count == 1

    def test_the_mail_server_is_greeted_for_nobody_as_well(
        self,
    ) -> None:
        letters = Letters()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        controller = Controller(letters, hostname="127.0.0.1", port=port)
        controller.start()
        try:
            with override_settings(
                EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
                EMAIL_HOST="127.0.0.1",
                EMAIL_PORT=port,
                DEFAULT_FROM_EMAIL="msg@example.org",
            ):
                for email in self.KINDS:
                    Client().post(CODE, {"email": email})
        finally:
            controller.stop()
        assert letters.greeted == len(self.KINDS)
        assert letters.taken_for == [self.known.email]


class Letters:
    """A mail server that notes whom it is greeted by and whom it takes a message for."""

    def __init__(self) -> None:
        self.greeted = 0
        self.taken_for: list[str] = []

    async def handle_EHLO(  # noqa: N802  the library's name
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Note the greeting."""
        session.host_name = hostname
        self.greeted += 1
        return responses

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Note for whom a message is."""
        self.taken_for += envelope.rcpt_tos
        return "250 OK"


class OutTest(SignInTestCase):
    def test_a_form_signs_out_and_a_link_only_asks(self) -> None:
        self.sign_in(self.known.email)
        assert "Angemeldet bleiben" in self.client.get("/accounts/logout/").text
        assert self.is_signed_in()
        self.client.post("/accounts/logout/")
        assert not self.is_signed_in()

    def test_one_sees_ones_own_devices_and_can_sign_out_the_others(self) -> None:
        stranger = Client(headers={"user-agent": "Strange Browser"})
        stranger.force_login(User.objects.create_user("stranger@example.org"))
        stranger.get("/my/")
        elsewhere = Client(headers={"user-agent": "Browser at home"})
        elsewhere.post(LOGIN, {"login": self.known.email, "password": PASSWORD})
        self.sign_in(self.known.email)
        page = self.client.get("/accounts/sessions/").text
        assert "Browser at home" in page
        assert "Strange Browser" not in page
        self.client.post("/accounts/sessions/")
        assert self.is_signed_in()
        assert self.is_signed_in(stranger)
        assert not self.is_signed_in(elsewhere)

    def test_a_former_address_signs_nobody_in(self) -> None:
        EmailAddress.objects.create(user=self.known, email=self.known.email, verified=True)
        former = self.known.email
        self.sign_in(former)
        assert self.client.get("/my/").status_code == 200
        administrator = User.objects.create_superuser("administrator@example.org")
        staff = Client()
        staff.force_login(administrator)
        staff.post(
            f"/admin/participants/user/{self.known.pk}/change/",
            {"email": "new@example.org", "language": "de", "is_active": "on"},
        )
        self.known.refresh_from_db()
        assert self.known.email == "new@example.org"
        assert self.client.get("/my/").status_code == 302
        self.client.post(CODE, {"email": former})
        assert mail.outbox == []

    def test_signing_out_clears_what_the_browser_kept(self) -> None:
        self.sign_in(self.known.email)
        response = self.client.post("/accounts/logout/")
        assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'


class DoorTest(SignInTestCase):
    def test_it_speaks_the_language_of_the_page_one_comes_from(self) -> None:
        for language, word in (("de", "Anmelden"), ("en", "Sign in")):
            client = Client(headers={"accept-language": "de" if language == "en" else "en"})
            link = f'{LOGIN}?language={language}"'
            assert link in client.get(f"/{language}/").content.decode()
            assert f"<h1>{word}</h1>" in client.get(LOGIN, {"language": language}).text
            assert f"<h1>{word}</h1>" in client.get(LOGIN).text

    def test_a_language_nobody_speaks_here_changes_nothing(self) -> None:
        response = self.client.get(LOGIN, {"language": "<x>"})
        assert "<h1>Anmelden</h1>" in response.text
        assert "django_language" not in response.cookies

    def test_there_is_no_sign_up(self) -> None:
        for client in (self.client, Client()):
            for address in ("/accounts/signup/", "/accounts/email/", "/accounts/confirm-email/"):
                assert client.get(address).status_code == 404
                assert client.post(address, {"email": "new@example.org"}).status_code == 404
            client.force_login(self.known)
        assert User.objects.count() == 2

    def test_no_page_leads_to_a_sign_up(self) -> None:
        for address in (LOGIN, CODE, RESET, f"{RESET}done/", "/accounts/inactive/"):
            page = self.client.get(address).text
            assert 'href="/' in page
            assert "signup" not in page

    def test_the_admins_sign_in_is_the_same_one(self) -> None:
        for address in ("/admin/", "/admin/login/", "/admin/login/?next=/admin/"):
            response = self.client.get(address)
            assert response.status_code == 302
            assert response["Location"].startswith(f"{LOGIN}?next=/admin/")

    def test_the_pages_speak_both_languages_and_remember_the_choice(self) -> None:
        assert '<html lang="de">' in self.client.get(LOGIN).text
        response = self.client.post("/language/", {"language": "en", "next": f"{LOGIN}?next=/my/"})
        assert response["Location"] == f"{LOGIN}?next=/my/"
        page = self.client.get(LOGIN).text
        assert '<html lang="en">' in page
        assert "With a code by e-mail" in page

    def test_the_choice_wins_over_the_language_the_link_came_with(self) -> None:
        for target, led_to in (
            (f"{LOGIN}?language=de", LOGIN),
            (f"{LOGIN}?language=de&next=/my/%3Fa%3D1%26b", f"{LOGIN}?next=/my/%3Fa%3D1%26b"),
            (f"{LOGIN}?next=/my/&language=de&language=en", f"{LOGIN}?next=/my/"),
            # of another page, and so nothing of ours
            (f"{LOGIN}?next=/my/%3Flanguage%3Dde", f"{LOGIN}?next=/my/%3Flanguage%3Dde"),
            (f"{LOGIN}?a=%C3%A4+b&c", f"{LOGIN}?a=%C3%A4+b&c"),
            ("https://elsewhere.example/?language=de", "/"),
            ("//elsewhere.example/?language=de", "/"),
            ("", "/"),
        ):
            response = self.client.post("/language/", {"language": "en", "next": target})
            assert (response.status_code, response["Location"]) == (302, led_to), target
        unknown = {"language": "fr", "next": f"{LOGIN}?language=de"}
        assert self.client.post("/language/", unknown)["Location"] == f"{LOGIN}?language=de"

    def test_too_many_attempts_read_what_to_do(self) -> None:
        for _ in range(30):
            self.sign_in("", "")
        response = self.sign_in(self.known.email)
        assert response.status_code == 429
        assert "Warten Sie fünf Minuten" in response.text
        assert response["Cache-Control"] == "private, no-store"
        response = self.client.post(LOGIN, {"login": "x"}, headers={"accept-language": "en"})
        assert "Wait five minutes" in response.text

    def test_no_page_of_the_door_is_kept(self) -> None:
        for address in (LOGIN, CODE, RESET, f"{RESET}done/", "/accounts/inactive/"):
            directives = self.client.get(address)["Cache-Control"].split(", ")
            assert {"private", "no-store"} <= set(directives)


def code_in_the_mail() -> str:
    """Return the code of the last mail."""
    match = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.M)
    assert match
    return match[0]


def link_in_the_mail() -> str:
    """Return the path of the link in the last mail."""
    match = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert match
    return match[1]
