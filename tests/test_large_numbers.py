"""A number no row can have is the same 404 as one that no row has, wherever it stands."""

from django.contrib import admin

from tests.cast import DemoTestCase

UNUSED = "987654321"
TOO_LARGE = (str(2**63), "9" * 20, "9" * 400)
"""From one more than databases count to."""
NOT_READ = "9" * 4301
"""A digit more than Python reads."""


class LargeNumbersTest(DemoTestCase):
    def addresses(self, number: str) -> list[str]:
        """Return an address with this number in it for each page that has a number of a row."""
        models = [
            f"/admin/{model._meta.app_label}/{model._meta.model_name}/{number}/{page}/"
            for model in admin.site._registry
            for page in ("change", "delete", "history")
        ]
        return [
            *(address for address in models if "/legalpage/" not in address),
            f"/admin/dialogue_sessions/output/{number}/release/",
            f"/admin/dialogue_sessions/output/{number}/preview/de/",
            f"/admin/dialogue_sessions/session/{number}/replies/",
            f"/admin/participants/invitation/round/{number}/",
            f"/accounts/2fa/webauthn/keys/{number}/edit/",
            f"/accounts/2fa/webauthn/keys/{number}/remove/",
            f"/my/rounds/{number}-{number}/people/",
            f"/my/account/rounds/{number}-{number}/",
            f"/my/account/rounds/{number}-{number}/thanks/",
        ]

    def test_it_is_the_same_404_in_the_room_and_in_the_administration(self) -> None:
        client = self.client_of("convener")
        client.post("/accounts/reauthenticate/", {"password": "die-leerstelle-bleibt-leer"})
        nothing = client.get("/nothing/")
        assert nothing.status_code == 404
        for number in TOO_LARGE:
            for address, small in zip(self.addresses(number), self.addresses(UNUSED), strict=True):
                for answer in (client.get(address), client.post(address)):
                    name = f"{small} with {len(number)} digits"
                    assert answer.status_code == 404, name
                    assert answer.content == nothing.content, name
        for model in ("participants/participant", "dialogue_sessions/output"):
            for answer in (client.get, client.post):
                assert answer(f"/admin/{model}/{NOT_READ}/change/").content == nothing.content

    def test_in_a_form_it_is_no_failure_either(self) -> None:
        client = self.client_of("convener")
        chosen = {"_selected_action": [TOO_LARGE[0]], "action": ["release_selected"]}
        for address, sent in (
            ("/admin/participants/mailing/", {**chosen, "index": ["0"]}),
            (
                f"/admin/participants/invitation/round/{self.session.round_id}/",
                {"people": [TOO_LARGE[0]]},
            ),
        ):
            assert client.post(address, sent).status_code in (200, 302, 404), address

    def test_the_signed_out_are_led_to_the_sign_in_as_everywhere(self) -> None:
        for number in (UNUSED, TOO_LARGE[1]):
            for address in (
                f"/admin/participants/participant/{number}/change/",
                f"/my/rounds/{number}-{number}/people/",
            ):
                answer = self.client_of("public").get(address)
                assert answer["Location"] == f"/accounts/login/?next={address}"
