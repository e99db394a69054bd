"""A ministry's own sign-in: who gets in by it, what everybody else learns, what is kept."""

import http.client
import os
import re
from typing import Any, ClassVar
from unittest import mock
from urllib.parse import parse_qs, urlsplit

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone
from environs import Env

from msg.oidc_settings import read_provider
from participants.leaving import close_account, erase
from participants.models import User
from participants.registering import forget_former_addresses
from sessions.own_data import data_of
from tests.msg.test_sign_in import LOGIN, PASSWORD, SignInTestCase
from tests.support import oidc_provider
from tests.test_settings import PRODUCTION, manage

BEGIN = "/accounts/oidc/ministry/login/"
CALLBACK = f"{BEGIN}callback/"
PROVIDER = {
    "OIDC_SERVER_URL": "https://anmeldung.ministerium.example/realms/haus",
    "OIDC_CLIENT_ID": "msg",
    "OIDC_CLIENT_SECRET": "s",
    "OIDC_NAME": "Haus-Konto",
}
SHOW = (
    "from django.conf import settings as s;"
    "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], s.SOCIALACCOUNT_PROVIDERS)"
)


def words(response: HttpResponse) -> str:
    """Return a page without the tokens of its forms, and the address it was asked for at."""
    page = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", response.text)
    return re.sub(r'(name="next" value=)"[^"]*"', r"\1", page)


def provider_at(address: str) -> dict[str, Any]:
    """Return the setting for a provider on this machine, as the settings would make it."""
    env = Env()
    of_the_test = {
        "OIDC_SERVER_URL": address,
        "OIDC_CLIENT_ID": oidc_provider.CLIENT,
        "OIDC_CLIENT_SECRET": oidc_provider.SECRET,
        "OIDC_NAME": "Haus-Konto",
    }
    with mock.patch.dict(os.environ, of_the_test):
        return read_provider(env, local=True)[0]


class OffTest(SignInTestCase):
    def test_nothing_answers(self) -> None:
        missing = self.client.get("/accounts/nothing/")
        assert missing.status_code == 404
        for client in (self.client, Client(headers={"accept-language": "de"})):
            for address in (
                BEGIN,
                CALLBACK,
                f"{CALLBACK}?code=x&state=y",
                "/accounts/oidc/openid_connect/login/",
                "/accounts/3rdparty/",
                "/accounts/3rdparty/signup/",
                "/accounts/3rdparty/login/error/",
                "/accounts/3rdparty/login/cancelled/",
                "/accounts/social/signup/",
                "/accounts/social/connections/",
            ):
                for answer in (client.get(address), client.post(address)):
                    assert answer.status_code == 404, address
                    assert words(answer) == words(missing), address
            client.force_login(self.known)
            missing = client.get("/accounts/nothing/")

    def test_the_sign_in_names_no_provider(self) -> None:
        page = self.client.get(LOGIN)
        assert "oidc" not in page.text
        assert "by-provider" not in page.text
        assert "form-action 'self';" in page["Content-Security-Policy"] + ";"


class SettingsTest(SignInTestCase):
    def test_half_a_provider_stops_the_start_and_says_what_is_missing(self) -> None:
        for name in PROVIDER:
            half = {key: value for key, value in PROVIDER.items() if key != name}
            result = manage("check", **PRODUCTION, **half)
            assert result.returncode != 0
            assert f"{name} not set. Set all of" in result.stderr

    def test_people_are_sent_nowhere_without_https(self) -> None:
        for name, address in (
            ("OIDC_SERVER_URL", "http://anmeldung.ministerium.example"),
            ("OIDC_ORIGINS", "bund.example"),
        ):
            result = manage("check", **PRODUCTION, **{**PROVIDER, name: address})
            assert result.returncode != 0
            assert f"{name} must begin with https://" in result.stderr

    def test_a_whole_one_is_let_into_the_policy_of_forms_and_nothing_else(self) -> None:
        more = {"OIDC_ORIGINS": "https://bund.example/x"}
        result = manage("shell", "-v0", "-c", SHOW, **PRODUCTION, **PROVIDER, **more)
        origins = "[\"'self'\", 'https://anmeldung.ministerium.example', 'https://bund.example']"
        assert result.stdout.startswith(origins), result.stderr
        assert "'OAUTH_PKCE_ENABLED': True" in result.stdout
        result = manage("shell", "-v0", "-c", SHOW, **PRODUCTION)
        assert result.stdout == "[\"'self'\"] {}\n"
        result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, **PROVIDER)
        assert result.returncode == 0, result.stderr


class OnTestCase(SignInTestCase):
    """The site with a provider that runs."""

    provider: ClassVar[oidc_provider.Provider]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.provider = cls.enterClassContext(oidc_provider.running())
        # whatever proxy the shell names is not asked for this machine
        cls.enterClassContext(mock.patch.dict(os.environ, {"NO_PROXY": "127.0.0.1"}))
        cls.enterClassContext(
            override_settings(SOCIALACCOUNT_PROVIDERS=provider_at(cls.provider.url))
        )

    def setUp(self) -> None:
        super().setUp()
        self.provider.forged = {}
        self.provider.userinfo = None
        self.provider.signing_key = self.provider.key
        self.provider.algorithm = "RS256"
        self.comes("anna-1", self.known.email)

    def comes(self, uid: str, email: str, /, **more: Any) -> None:
        """Put a person in front of the provider."""
        self.provider.person = {"sub": uid, "email": email, "email_verified": True, **more}

    def away(self, client: Client | None = None, **sent: str) -> str:
        """Press the button, and go to the provider and back; return where one lands."""
        response = (client or self.client).post(BEGIN, sent)
        assert response.status_code == 302, response.text
        assert response["Location"].startswith(f"{self.provider.url}/authorize?")
        there = urlsplit(response["Location"])
        connection = http.client.HTTPConnection(there.netloc)
        connection.request("GET", f"{there.path}?{there.query}")
        back = urlsplit(connection.getresponse().headers["Location"])
        connection.close()
        assert f"{back.scheme}://{back.netloc}{back.path}" == f"http://testserver{CALLBACK}"
        return f"{back.path}?{back.query}"

    def come_in(self, **sent: str) -> HttpResponse:
        """Go the whole way as a new visitor."""
        self.client = Client(headers={"accept-language": "de"})
        return self.client.get(self.away(**sent))


class EnteringTest(OnTestCase):
    def test_who_is_invited_and_verified_gets_in(self) -> None:
        self.comes("anna-1", "Anna.Anders@Example.org")
        assert self.come_in()["Location"] == "/my/"
        assert self.is_signed_in()
        self.known.refresh_from_db()
        assert self.known.check_password(PASSWORD), "the other ways in stay"

    def test_it_is_asked_for_with_state_nonce_and_a_challenge_and_for_no_more_than_needed(
        self,
    ) -> None:
        self.come_in()
        asked = self.provider.asked[-1]
        assert asked["code_challenge_method"] == "S256"
        assert set(asked["scope"].split()) == {"openid", "email"}
        assert len(asked["state"]) >= 16
        assert len(asked["nonce"]) >= 32
        self.come_in()
        again = self.provider.asked[-1]
        assert not {asked["state"], asked["nonce"]} & {again["state"], again["nonce"]}

    def test_the_address_may_stand_where_the_provider_is_asked_again(self) -> None:
        self.provider.person = {"sub": "anna-1"}
        self.provider.userinfo = {
            "sub": "anna-1",
            "email": self.known.email,
            "email_verified": True,
        }
        assert self.come_in()["Location"] == "/my/"
        SocialAccount.objects.all().delete()
        self.provider.userinfo["sub"] = "somebody-else"
        assert self.come_in().status_code == 403

    def test_later_the_identifier_counts_and_not_the_address(self) -> None:
        self.come_in()
        self.comes("anna-1", "anna.neumann@example.org")
        assert self.come_in()["Location"] == "/my/"
        assert self.is_signed_in()
        self.comes("anna-1", self.closed.email, email_verified=False)
        assert self.come_in()["Location"] == "/my/"
        assert SocialAccount.objects.get().user == self.known
        self.known.refresh_from_db()
        assert self.known.email == "anna.anders@example.org"

    def test_nothing_is_kept_beyond_the_identifier_and_dates(self) -> None:
        for _ in range(2):
            self.comes("anna-1", self.known.email, name="Annegret Anders", phone_number="0301234")
            self.come_in()
        row = SocialAccount.objects.values().get()
        assert set(row) == {
            "id", "user_id", "provider", "uid", "last_login", "date_joined", "extra_data",
        }  # fmt: skip
        assert (row["provider"], row["uid"], row["extra_data"]) == ("ministry", "anna-1", {})
        assert not SocialToken.objects.exists()
        assert not SocialApp.objects.exists()
        assert not EmailAddress.objects.exists()
        in_session = str(dict(self.client.session))
        for word in ("Annegret", "0301234", "access_token", "id_token", "anders"):
            assert word not in in_session
        account = SocialAccount.objects.get()
        assert str(account) == str(self.known)
        assert "@" not in str(account)

    def test_it_leads_on_within_this_site_only(self) -> None:
        assert self.come_in(next="/my/account/")["Location"] == "/my/account/"
        for elsewhere in ("https://example.com/", "//example.com/", "javascript:alert(1)"):
            assert self.come_in(next=elsewhere)["Location"] == "/my/"

    def test_what_else_is_sent_along_changes_nothing(self) -> None:
        self.client.post(f"{BEGIN}?process=connect&scope=groups&auth_params=prompt%3Dnone")
        there = self.client.post(f"{BEGIN}?scope=groups&auth_params=x%3D1", {"process": "connect"})
        asked = parse_qs(urlsplit(there["Location"]).query)
        assert set(asked["scope"][0].split()) == {"openid", "email"}
        assert "x" not in asked
        self.client.force_login(User.objects.create_user("other@example.org"))
        callback = self.away(process="connect")
        assert self.client.get(callback)["Location"] == "/my/"
        assert SocialAccount.objects.get().user == self.known


class RefusedTest(OnTestCase):
    def refusals(self) -> dict[str, HttpResponse]:
        """Return what each of those sees who must not get in."""
        answers = {}
        for why, email, more in (
            ("unknown", "nobody@example.org", {}),
            ("unverified", self.known.email, {"email_verified": False}),
            ("verified is a word", self.known.email, {"email_verified": "true"}),
            ("nothing said of it", self.known.email, {"email_verified": None}),
            ("closed", self.closed.email, {}),
            ("other address", f"x{self.known.email}", {}),
            ("letters that look alike", "anna.anderſ@example.org", {}),
            ("no address", self.known.email, {"email": None}),
            ("not one", "anna", {}),
            ("a list", self.known.email, {"email": [self.known.email]}),
        ):
            self.comes("someone", email, **more)
            answers[why] = self.come_in()
            assert not self.is_signed_in(), why
        return answers

    def test_every_refusal_is_the_same_page(self) -> None:
        answers = self.refusals()
        assert {answer.status_code for answer in answers.values()} == {403}
        pages = {why: words(answer) for why, answer in answers.items()}
        assert len(set(pages.values())) == 1, {why: len(page) for why, page in pages.items()}
        headers = {
            tuple(sorted((name, value) for name, value in answer.items() if name != "Set-Cookie"))
            for answer in answers.values()
        }
        assert len(headers) == 1
        page = pages["unknown"]
        assert "Das hat nicht zur Anmeldung geführt" in page
        for word in ("@", "Haus-Konto", "anna", "someone"):
            assert word not in page
        assert not SocialAccount.objects.exists()
        assert User.objects.count() == 2

    def test_a_closed_account_stays_closed_for_who_came_in_before(self) -> None:
        neutral = words(self.refusals()["unknown"])
        SocialAccount.objects.create(user=self.closed, provider="ministry", uid="closed-1")
        self.comes("closed-1", self.known.email)
        answer = self.come_in()
        assert (answer.status_code, words(answer)) == (403, neutral)
        assert not self.is_signed_in()

    def test_the_next_owner_of_an_address_is_not_let_in_by_it(self) -> None:
        self.come_in()
        neutral = words(self.refusals()["unknown"])
        self.comes("somebody-new", self.known.email)
        answer = self.come_in()
        assert (answer.status_code, words(answer)) == (403, neutral)
        assert SocialAccount.objects.get().uid == "anna-1"

    def test_a_word_that_does_not_hold_is_refused_alike(self) -> None:
        neutral = words(self.refusals()["unknown"])
        self.comes("anna-1", self.known.email)
        for forged in (
            {"nonce": "another"},
            {"nonce": ""},
            {"nonce": None},
            {"aud": "another-site"},
            {"iss": "https://example.com"},
            {"exp": 1},
            {"sub": None},
            {"sub": "u" * 1000},
        ):
            self.provider.forged = forged
            answer = self.come_in()
            assert (answer.status_code, words(answer)) == (403, neutral), forged
            assert not self.is_signed_in()
        self.provider.forged = {}
        for algorithm, key in (
            ("RS256", rsa.generate_private_key(public_exponent=65537, key_size=2048)),
            ("HS256", oidc_provider.SECRET * 3),
            ("none", None),
        ):
            self.provider.algorithm, self.provider.signing_key = algorithm, key
            answer = self.come_in()
            assert (answer.status_code, words(answer)) == (403, neutral), algorithm
            assert not self.is_signed_in()
        assert not SocialAccount.objects.exists()

    def test_an_answer_counts_once_and_only_where_it_was_asked_for(self) -> None:
        callback = self.away()
        stranger = Client(headers={"accept-language": "de"})
        assert stranger.get(callback).status_code == 403
        assert self.client.get(callback)["Location"] == "/my/"
        assert self.client.get(callback).status_code == 403
        for address in (CALLBACK, f"{CALLBACK}?code=x", f"{CALLBACK}?state=x&error=access_denied"):
            assert stranger.get(address).status_code == 403
        assert not self.is_signed_in(stranger)

    def test_a_provider_that_is_not_there_or_is_none_is_refused_alike(self) -> None:
        neutral = words(self.refusals()["unknown"])
        url = self.provider.url
        for server in (f"{url}/nothing", "http://127.0.0.1:9", f"{url}/keys?/.well-known/"):
            with override_settings(SOCIALACCOUNT_PROVIDERS=provider_at(server)):
                answer = Client(headers={"accept-language": "de"}).post(BEGIN)
            assert (answer.status_code, words(answer)) == (403, neutral), server

    def test_the_database_names_no_provider(self) -> None:
        SocialApp.objects.create(
            provider="openid_connect", provider_id="planted", name="Planted", client_id="x"
        )
        assert "Planted" not in self.client.get(LOGIN).text
        assert self.client.post("/accounts/oidc/planted/login/").status_code == 404


class PagesTest(OnTestCase):
    def test_the_button_is_a_form_and_nothing_else_changes(self) -> None:
        on = words(self.client.get(f"{LOGIN}?next=/my/account/"))
        button = re.search(r'<form class="by-other" action="/accounts/oidc/.*?</form>', on, re.S)
        assert button is not None
        assert 'method="post"' in button[0]
        assert "Mit Haus-Konto anmelden" in button[0]
        assert 'name="next"' in button[0]
        with override_settings(SOCIALACCOUNT_PROVIDERS={}):
            off = words(self.client.get(f"{LOGIN}?next=/my/account/"))
        assert on.replace(button[0], "").split() == off.split()
        assert "Sign in with Haus-Konto" in self.client.get(f"{LOGIN}?language=en").text

    def test_the_other_pages_of_the_library_stay_closed(self) -> None:
        for client in (self.client, Client()):
            for address in ("/", "/signup/", "/login/error/", "/login/cancelled/"):
                assert client.get(f"/accounts/3rdparty{address}").status_code == 404
            assert client.get("/accounts/oidc/openid_connect/login/").status_code == 404
            assert client.get("/accounts/social/signup/").status_code == 404
            client.force_login(self.known)
        assert self.client.get(BEGIN).status_code == 405
        assert self.client.post(CALLBACK).status_code == 405

    def test_a_form_of_another_site_does_not_begin_it(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(BEGIN).status_code == 403
        assert "socialaccount_states" not in strict.session

    def test_staff_pages_do_not_list_it(self) -> None:
        for model in (SocialAccount, SocialApp, SocialToken):
            assert not admin.site.is_registered(model)


class OwnDataTest(OnTestCase):
    def test_what_is_kept_is_among_ones_own_data(self) -> None:
        self.come_in()
        kept = data_of(self.known, None)["account"]["sign_in_at_a_ministry"]
        row = SocialAccount.objects.get()
        assert kept == [{"identifier": "anna-1", "since": row.date_joined, "last": row.last_login}]


class LeavingTest(OnTestCase):
    def test_who_is_erased_leaves_no_identifier(self) -> None:
        self.come_in()
        erase(self.known.participant, now=timezone.now(), today=timezone.localdate())
        assert not SocialAccount.objects.exists()
        assert self.come_in().status_code == 403

    def test_closing_forgets_it_and_so_does_a_new_address(self) -> None:
        self.come_in()
        close_account(self.known, now=timezone.now())
        assert not SocialAccount.objects.exists()
        self.come_in()
        self.known.email = "anna.neumann@example.org"
        self.known.save()
        forget_former_addresses(self.known)
        assert not SocialAccount.objects.exists()
        assert self.come_in().status_code == 403
