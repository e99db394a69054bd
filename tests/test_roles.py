"""The table of docs/roles.md, opened address by address and role by role."""

import re
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from rounds.models import Publication
from sessions.enums import OutputStatus
from sessions.models import NamingConsent, Output
from tests.cast import ROLES, DemoTestCase

TABLE = Path(settings.BASE_DIR) / "docs" / "roles.md"


def rows_of_the_table() -> list[tuple[str, list[str]]]:
    """Return each address with what the roles get, in the order of the cast."""
    rows = re.findall(r"^\| `(/[^`]*)` \|(.+)\|$", TABLE.read_text(encoding="utf-8"), re.M)
    return [(address, [cell.strip() for cell in cells.split("|")]) for address, cells in rows]


def verdict(response: HttpResponse) -> str:
    """Return the word the table has for an answer."""
    if response.streaming:
        # read to its end, or the file stays open
        b"".join(response)
    if response.status_code != 302:
        return str(response.status_code)
    target = response["Location"]
    if target.startswith("/accounts/login/?next="):
        return "sign-in"
    return {"/de/": "home", "/my/": "own"}.get(target, target)


class RolesTest(DemoTestCase):
    def test_each_role_gets_what_the_table_says(self) -> None:
        draft = Output.objects.filter(status=OutputStatus.DRAFT).first()
        in_review = Output.objects.filter(status=OutputStatus.IN_REVIEW).first()
        of_session = self.session.outputs.filter(status=OutputStatus.PUBLISHED).first()
        consent = NamingConsent.objects.create(
            statement=of_session.statements.first(),
            participant=self.user("there").participant,
            text_hash="-",
        )
        ids = {
            "released": Publication.objects.released().first().public_id,
            "withdrawn": Publication.objects.exclude(withdrawn_on=None).first().public_id,
            "draft": draft.public_id,
            "session": self.session.public_id,
            "session_row": self.session.pk,
            "document": self.document.public_id,
            "output": in_review.pk,
            "statement": in_review.statements.order_by("position")[0].pk,
            "of_session": of_session.public_id,
            "of_last_session": in_review.public_id,
            "consent": consent.pk,
            "token": "0" * 64,
            "person": self.user("there").participant.pk,
            "round": self.session.round_id,
        }
        clients = {role: self.client_of(role) for role in ROLES}
        table = rows_of_the_table()
        answers = [
            (address, [verdict(clients[role].get(address.format(**ids))) for role in ROLES])
            for address, _ in table
        ]
        assert len(table) > 30
        assert [row for row in answers if row not in table] == []
        assert answers == table

    def test_the_404_is_the_same_for_what_exists_and_for_what_does_not(self) -> None:
        for role, client in ((role, self.client_of(role)) for role in ("stranger", "elsewhere")):
            answers = {
                client.get(address).content
                for address in (
                    f"/my/sessions/{self.session.public_id}/",
                    "/my/sessions/0000000000000000/",
                    f"/my/documents/{self.document.public_id}/",
                    "/my/documents/0000000000000000/",
                    "/my/nothing/",
                    "/admin/",
                    "/admin/participants/participant/",
                    "/admin/nothing/",
                    "/nothing/",
                )
            }
            assert len(answers) == 1, role

    def test_the_way_to_sign_in_is_the_same_for_what_exists_and_for_what_does_not(self) -> None:
        client = self.client_of("public")
        for existing, missing in (
            (f"/my/sessions/{self.session.public_id}/", "/my/sessions/0000000000000000/"),
            ("/admin/participants/participant/", "/admin/participants/nothing/"),
        ):
            assert client.get(existing)["Location"] == f"/accounts/login/?next={existing}"
            assert client.get(missing)["Location"] == f"/accounts/login/?next={missing}"
