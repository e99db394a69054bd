"""Passkeys: who may add one, what they change, and what strange answers to them do."""

import json

from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from participants.models import User
from tests.msg.test_sign_in import CODE, CONFIRM, LOGIN, PASSWORD, SignInTestCase, code_in_the_mail

BASE = "/accounts/2fa/webauthn/"
SIGN_IN = f"{BASE}login/"
OPTIONS = {"accept": "application/json"}


class PasskeyTestCase(SignInTestCase):
    def own(self, user: User | None = None) -> Authenticator:
        """Put a passkey on record."""
        return Authenticator.objects.create(
            user=user or self.known, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefon"}
        )


class PasskeyTest(PasskeyTestCase):
    def test_it_is_no_second_lock_on_the_password_and_the_code(self) -> None:
        self.own()
        assert self.sign_in(self.known.email)["Location"] == "/my/"
        assert self.is_signed_in()
        self.client = Client(headers={"accept-language": "de"})
        self.client.post(CODE, {"email": self.known.email})
        response = self.client.post(CONFIRM, {"code": code_in_the_mail()})
        assert response["Location"] == "/my/"
        assert self.is_signed_in()

    def test_the_sign_in_offers_it_to_everybody_and_names_nobodys(self) -> None:
        before = self.client.get(SIGN_IN, headers=OPTIONS).json()
        self.own()
        options = self.client.get(SIGN_IN, headers=OPTIONS).json()
        for each in (before, options):
            each["request_options"]["publicKey"].pop("challenge")
        assert options == before
        assert not options["request_options"]["publicKey"].get("allowCredentials")

    def test_whatever_is_sent_in_its_place_lets_nobody_in(self) -> None:
        self.own()
        id_of_known = "AAAA"
        answers = (
            "",
            "x",
            "[]",
            "{}",
            "null",
            '"x"',
            json.dumps({"id": id_of_known, "rawId": id_of_known, "type": "public-key"}),
        )
        for answer in answers:
            client = Client(headers={"accept-language": "de"})
            client.get(SIGN_IN, headers=OPTIONS)
            response = client.post(SIGN_IN, {"credential": answer})
            assert response["Location"] == LOGIN, answer
            assert not self.is_signed_in(client)

    def test_nothing_is_added_before_one_says_who_one_is_again(self) -> None:
        self.client.force_login(self.known)
        response = self.client.get(f"{BASE}add/")
        assert response["Location"].startswith("/accounts/reauthenticate/")
        response = self.client.post(
            "/accounts/reauthenticate/?next=/accounts/2fa/webauthn/add/", {"password": PASSWORD}
        )
        page = self.client.get(f"{BASE}add/")
        assert "Einen Passkey hinzufügen" in page.text
        assert self.known.email in page.text, "the device shows for which account it is"
        for credential in ("", "{}", "x"):
            page = self.client.post(
                f"{BASE}add/", {"name": "Mein Telefon", "credential": credential}
            )
            assert page.status_code == 200
            assert 'value="Mein Telefon"' in page.text
        assert not Authenticator.objects.exists()
        assert mail.outbox == []

    def test_those_of_others_do_not_exist(self) -> None:
        other = self.own(User.objects.create_user("other@example.org"))
        self.client.force_login(User.objects.create_user("without@example.org"))
        for page in ("edit", "remove"):
            address = f"{BASE}keys/{other.pk}/{page}/"
            assert self.client.get(address).status_code == 404
            assert self.client.post(address, {"name": "x"}).status_code == 404
        assert "Telefon" not in self.client.get(BASE).text
        assert Authenticator.objects.get().data == {"name": "Telefon"}

    def test_its_pages_load_scripts_of_this_site_alone_and_none_in_line(self) -> None:
        self.client.force_login(User.objects.create_user("without@example.org"))
        for address, client in ((LOGIN, Client()), (f"{BASE}add/", self.client)):
            page = client.get(address)
            assert "'unsafe-inline'" not in page["Content-Security-Policy"]
            for script in page.text.split("<script")[1:]:
                attributes = script.partition(">")[0]
                assert ' src="/static/' in attributes or 'type="application/json"' in attributes

    def test_no_other_page_of_the_library_is_open(self) -> None:
        self.client.force_login(self.known)
        for page in ("authenticate/", "reauthenticate/", "webauthn/reauthenticate/"):
            assert self.client.get(f"/accounts/2fa/{page}").status_code == 404
        for page in ("totp/activate/", "recovery-codes/", "webauthn/signup/", "trust/"):
            assert self.client.get(f"/accounts/2fa/{page}").status_code == 404
