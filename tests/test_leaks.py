"""Everything confidential is planted by the demo; none of it may show where it must not."""

import html
import json
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation

from msg.demo.secrets import Secret, planted_secrets
from msg.exposure.answers import pieces_of
from participants.models import Organisation, Participant
from rounds.models import Publication, Round
from sessions.models import NamingConsent, Output, Session
from tests.cast import ROLES, DemoTestCase
from tests.test_architecture import views

KEYS = {
    "there": "participant-2013",
    "elsewhere": "participant-2020",
    "rapporteur": "rapporteur",
    "reviewer": "reviewer",
    "convener": "convener",
}
"""The keys under which the demo lists who may see a secret, by role."""


def whole(response: HttpResponse) -> str:
    """Return status line, headers, cookies and body as one folded string of plain words."""
    content = b"".join(response) if response.streaming else response.content
    if content.startswith((b"%PDF", b"\x89PNG")):
        # what is packed in a file says nothing as it is
        body = " ".join(piece.text for piece in pieces_of(response, content))
    else:
        body = html.unescape(content.decode("utf-8", "replace"))
    text = f"{body} {re.sub(r'<[^>]*>', '', body)} {response.headers} {response.cookies}"
    return " ".join(text.replace("\xad", "").split()).casefold()


def shown(secrets: list[Secret], text: str) -> list[str]:
    return [f"{s.kind}: {s.value}" for s in secrets if s.value.casefold() in text]


def public_addresses() -> Iterator[str]:
    """Yield an address for every public view the resolver knows, and errors, in both languages."""
    years: list[dict[str, object]] = [
        {"start": row.start_year, "end": row.end_year} for row in Round.objects.all()
    ]
    publications: list[dict[str, object]] = [
        {"public_id": publication.public_id} for publication in Publication.objects.all()
    ]
    arguments: dict[str, list[dict[str, object]]] = {
        "rounds:round": years,
        "rounds:round-card": years,
        "rounds:round-session-list": years,
        "rounds:round-publications": years,
        "rounds:round-feed": years,
        "rounds:round-sessions": years,
        "rounds:publication": publications,
        "rounds:publication-pdf": publications,
        "rounds:publication-card": publications,
        "rounds:publication-ris": publications,
        "rounds:publication-bib": publications,
    }
    for name, _ in views(get_resolver().url_patterns):
        if not name.startswith(("rounds:", "channels:")):
            continue
        for language in ("de", "en"):
            with translation.override(language):
                try:
                    yield from (reverse(name, kwargs=kw) for kw in arguments.get(name, [{}]))
                except NoReverseMatch:
                    pytest.fail(f"say in public_addresses() with which arguments {name} is opened")
    yield from ("/", "/health/", "/nothing/", "/de/nothing/", "/en/nothing/")
    yield from ("/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/")
    yield from ("/invitation/", f"/invitation/{'0' * 64}/")
    for output in Output.objects.all():
        yield f"/de/publications/{output.public_id}/"
    for session in Session.objects.all():
        yield f"/my/sessions/{session.public_id}/"


class PlantedTest(DemoTestCase):
    def test_the_demo_plants_what_could_leak(self) -> None:
        kinds = {secret.kind for secret in planted_secrets()}
        assert kinds == {
            "name",
            "email",
            "organisation",
            "session_title",
            "invitation",
            "place",
            "agenda",
            "document_title",
            "draft",
            "note",
            "contribution",
        }

    def test_every_participant_and_the_secret_organisation_are_planted(self) -> None:
        values = {secret.value for secret in planted_secrets()}
        for participant in Participant.objects.all():
            assert f"{participant.given_name} {participant.family_name}" in values
            assert participant.email in values
        assert Organisation.objects.get(is_secret=True).name_de in values

    def test_the_tools_get_the_same_as_json(self) -> None:
        out = StringIO()
        call_command("demo", "--json", stdout=out, stderr=StringIO())
        report = json.loads(out.getvalue())
        assert {account["role"] for account in report["accounts"].values()} == {
            "staff",
            "participant",
        }
        assert {secret["value"] for secret in report["secrets"]} == {
            secret.value for secret in planted_secrets()
        }
        assert all(set(secret["may"]) <= set(report["accounts"]) for secret in report["secrets"])


class PublicLeakTest(DemoTestCase):
    def test_nothing_planted_is_on_any_public_page(self) -> None:
        secrets = planted_secrets()
        client = Client()
        addresses = list(public_addresses())
        assert len(addresses) > 80
        for address in addresses:
            for language in ("de", "en"):
                response = client.get(address, headers={"accept-language": language})
                assert shown(secrets, whole(response)) == [], address

    def test_no_organisation_somebody_sits_for_is_named_on_a_public_page(self) -> None:
        convening = {"German Marshall Fund", "Bertelsmann Stiftung", "Robert Bosch Stiftung"}
        names = [
            Secret(name, "organisation", ())
            for organisation in Organisation.objects.all()
            for name in (organisation.name_de, organisation.name_en)
            if name not in convening
        ]
        acronym = Organisation.objects.get(is_secret=True).acronym
        client = Client()
        for address in public_addresses():
            page = whole(client.get(address))
            assert shown(names, page) == [], address
            assert not re.search(rf"\b{acronym}\b", page, re.I), address

    def test_a_hostile_query_or_form_is_not_echoed(self) -> None:
        secret = "Lena Koch lena.koch@example.org"
        client = Client()
        for address in ("/de/", "/de/publications/", "/nothing/", "/accounts/login/"):
            assert secret.casefold() not in whole(client.get(address, {"q": secret}))
        assert secret.casefold() not in whole(client.get(f"/de/publications/{secret}/"))


class RoomLeakTest(DemoTestCase):
    def pages_of_the_room(self) -> list[str]:
        sessions = Session.objects.prefetch_related("documents")
        documents = [document for session in sessions for document in session.documents.all()]
        return [
            "/my/",
            *(session.get_absolute_url() for session in sessions),
            *(document.get_absolute_url() for document in documents),
            "/my/account/",
            "/my/account/person/",
            "/my/account/download/",
            "/my/account/erase/",
            *(
                f"/my/account/rounds/{row.start_year}-{row.end_year}/"
                for row in Round.objects.all()
            ),
            "/my/rule/",
            "/invitation/",
            "/admin/participants/invitation/",
            "/admin/participants/mailing/",
            "/accounts/sessions/",
            "/accounts/password/change/",
            "/admin/",
            "/admin/participants/participant/",
            "/admin/dialogue_sessions/output/",
            "/my/consents/",
            *(f"{session.get_absolute_url()}report-back/" for session in sessions),
            *(f"/my/consents/{consent.pk}/" for consent in NamingConsent.objects.all()),
            *(f"/my/outputs/{output.public_id}/" for output in Output.objects.all()),
            *(
                f"/my/outputs/{output.public_id}/object/?passage=statement-1"
                for output in Output.objects.all()
            ),
            *(
                f"{session.get_absolute_url()}{rest}"
                for session in sessions
                for rest in ("answer/", "substitute/", "room/", "msg.ics")
            ),
            *(f"/my/rounds/{row.start_year}-{row.end_year}/people/" for row in Round.objects.all()),
            "/my/calendar/",
        ]

    def test_nobody_is_shown_what_they_may_not_see(self) -> None:
        secrets = planted_secrets()
        assert len(self.pages_of_the_room()) > 50
        for role in ("stranger", "there", "elsewhere"):
            client = self.client_of(role)
            # What is theirs may say what something of others says, too.
            theirs = [s.value.casefold() for s in secrets if KEYS.get(role) in s.may]
            hidden = [
                secret
                for secret in secrets
                if not any(secret.value.casefold() in own for own in theirs)
            ]
            for address in self.pages_of_the_room():
                assert shown(hidden, whole(client.get(address))) == [], (role, address)

    def test_a_participant_is_shown_what_is_theirs(self) -> None:
        """Or the test above would be green on empty pages."""
        secrets = [
            secret
            for secret in planted_secrets()
            if KEYS["there"] in secret.may and secret.kind in ("agenda", "document_title", "place")
        ]
        client = self.client_of("there")
        text = " ".join(whole(client.get(address)) for address in self.pages_of_the_room()[:40])
        german = [secret for secret in secrets if secret.value.casefold() in text]
        assert len(german) >= len(secrets) / 3
        assert {secret.kind for secret in german} == {"agenda", "document_title", "place"}

    def test_what_is_behind_the_sign_in_is_kept_by_no_cache(self) -> None:
        for role in ROLES:
            client = self.client_of(role)
            for address in ("/my/", "/admin/", self.session.get_absolute_url(), "/nothing/"):
                directives = client.get(address)["Cache-Control"].split(", ")
                assert {"private", "no-store"} <= set(directives), (role, address)

    def test_a_public_page_depends_on_nobody(self) -> None:
        bodies = {}
        for role in ROLES:
            client = self.client_of(role)
            for address in ("/de/", "/en/rounds/2020-2021/", "/de/publications/"):
                response = client.get(address)
                assert not response.cookies
                assert "cookie" not in response.get("Vary", "").casefold()
                bodies.setdefault(address, set()).add(response.content)
        assert {address: len(variants) for address, variants in bodies.items()} == dict.fromkeys(
            bodies, 1
        )
