"""Looking at who was at a session is kept: whoever of staff looks, by whatever page and way."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.http import HttpResponse

from participants.models import Participant
from sessions.drafting import present_people
from sessions.models import Output
from tests.cast import DemoTestCase

ADMIN = "/admin/dialogue_sessions"


class LooksTest(DemoTestCase):
    def kept(self, role: str, response: HttpResponse) -> list[tuple[str, str]]:
        """Return of which rows a look is kept, after a page that shows those present."""
        assert response.status_code == 200
        page = response.content.decode()
        assert [person for person in self.present if person.family_name in page]
        entries = LogEntry.objects.filter(user=self.user(role))
        for entry in entries:
            said = f"{entry.object_repr} {entry.change_message}"
            assert not [person for person in self.present if person.family_name in said]
        return [(entry.content_type.model, entry.object_id) for entry in entries]

    @property
    def present(self) -> list[Participant]:
        return list(present_people(self.session))

    def test_a_page_that_is_refused_shows_the_list_and_is_a_look(self) -> None:
        sent: dict[str, Any] = {"title_de": "x"}
        for prefix in ("agenda_items", "attendances", "documents"):
            sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
        sent["attendances-TOTAL_FORMS"] = "1"
        address = f"{ADMIN}/session/{self.session.pk}/change/"
        response = self.client_of("convener").post(address, sent)
        assert self.kept("convener", response) == [("session", str(self.session.pk))]

    def test_the_names_one_can_ask_for_are_the_list(self) -> None:
        output = Output.objects.filter(author=self.user("rapporteur")).to_assess()[0]
        self.session = output.session
        statement = output.statements.all()[0]
        address = f"{ADMIN}/output/{output.pk}/consent/{statement.pk}/"
        author = self.client_of("rapporteur")
        for response in (author.get(address), author.post(address, {"participant": ""})):
            looks = self.kept("rapporteur", response)
            assert looks == [("session", str(self.session.pk))], "kept once a day"

    def test_a_page_that_is_saved_or_not_found_is_no_look(self) -> None:
        convener = self.client_of("convener")
        assert convener.get(f"{ADMIN}/session/999999/change/").status_code == 302
        assert self.client_of("reviewer").post(f"{ADMIN}/session/{self.session.pk}/change/", {})
        output = Output.objects.filter(author=self.user("rapporteur"))[0]
        statement = output.statements.all()[0]
        address = f"{ADMIN}/output/{output.pk}/consent/{statement.pk}/"
        assert convener.get(address).status_code == 404
        assert not LogEntry.objects.exists()
