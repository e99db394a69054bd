"""The staff pages of outputs: what they show, to whom, and that they tell no history."""

import datetime
import re

from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sessions.drafting import submit_for_review, write_output
from sessions.enums import OutputStatus
from sessions.models import AgendaItem, Output, Statement
from tests.cast import DemoTestCase

LIST = "/admin/dialogue_sessions/output/"
GERMAN = "Register sollten ein Ende haben."
ENGLISH = "Registers should have an end."


class OutputPageTestCase(DemoTestCase):
    """A fresh draft by the rapporteur, of the last session of 2021."""

    def setUp(self) -> None:
        self.part = AgendaItem.objects.get(
            session__title_de="Gestalten statt nachsteuern", position=2
        )

    def write(self, *texts: str) -> Output:
        return write_output(
            session=self.part.session,
            author=self.user("rapporteur"),
            parts=[self.part],
            kind="finding",
            title_de="Was ein Ende braucht",
            title_en="What needs an end",
            statements=[{"text_de": text, "text_en": ENGLISH} for text in texts],
        )

    def page(self, output: Output) -> str:
        return f"{LIST}{output.pk}/change/"

    def form(self, output: Output, *texts: str, **changes: str) -> dict[str, object]:
        """Return what the page of the output would post."""
        ids = list(output.statements.order_by("position").values_list("pk", flat=True))
        data: dict[str, object] = {
            "kind": output.kind,
            "title_de": output.title_de,
            "title_en": output.title_en,
            "lead_de": "",
            "lead_en": "",
            "parts": [self.part.pk],
            "statements-TOTAL_FORMS": len(texts),
            "statements-INITIAL_FORMS": len(ids),
            "_continue": "1",
        }
        for number, text in enumerate(texts):
            prefix = f"statements-{number}-"
            data |= {
                f"{prefix}id": ids[number] if number < len(ids) else "",
                f"{prefix}output": output.pk,
                f"{prefix}position": number + 1,
                f"{prefix}text_de": text,
                f"{prefix}text_en": ENGLISH,
                f"{prefix}label": "participants",
            }
        return data | changes


class WritingTest(OutputPageTestCase):
    def test_a_new_output_goes_on_to_the_page_of_its_statements(self) -> None:
        client = self.client_of("rapporteur")
        response = client.post(
            f"{LIST}add/",
            {
                "session": self.part.session_id,
                "kind": "finding",
                "title_de": "Neu",
                "title_en": "New",
            },
        )
        output = Output.objects.get(title_de="Neu")
        assert response["Location"] == self.page(output)
        assert output.author == self.user("rapporteur")
        assert output.status == OutputStatus.DRAFT

    def test_a_leak_is_saved_shown_and_explained(self) -> None:
        output = self.write(GERMAN)
        client = self.client_of("rapporteur")
        leak = "Petrova warb dafür, Register mit einem Ende zu planen."
        client.post(self.page(output), self.form(output, leak))
        assert output.statements.get().text_de == leak
        page = client.get(self.page(output)).content.decode()
        assert re.search(r"<mark>Petrova</mark>", page)
        assert "Hier steht der Nachname einer teilnehmenden Person." in page
        assert leak in page

    def test_only_labels_the_ladder_allows_are_offered(self) -> None:
        page = self.client_of("rapporteur").get(self.page(self.write(GERMAN))).content.decode()
        select = re.search(r'<select name="statements-0-label".*?</select>', page, re.S)
        assert select is not None
        assert re.findall(r'<option value="([^"]+)"', select[0]) == [
            "sector:federal_ministry",
            "sector_group:public_sector",
            "sector_group:society_and_international",
            "participants",
        ]

    def test_a_forged_label_is_refused_and_nothing_typed_is_lost(self) -> None:
        output = self.write(GERMAN)
        form = self.form(output, "Ein anderer Satz.", **{"statements-0-label": "sector:academia"})
        response = self.client_of("rapporteur").post(self.page(output), form)
        assert response.status_code == 200
        assert "Ein anderer Satz." in response.content.decode()
        assert output.statements.get().text_de == GERMAN

    def test_statements_stand_in_the_order_of_their_numbers(self) -> None:
        output = self.write("Erster.", "Zweiter.")
        swapped = {"statements-0-position": "2", "statements-1-position": "1"}
        self.client_of("rapporteur").post(
            self.page(output), self.form(output, "Erster.", "Zweiter.", **swapped)
        )
        assert list(output.statements.order_by("position").values_list("position", "text_de")) == [
            (1, "Zweiter."),
            (2, "Erster."),
        ]

    def test_parts_of_another_session_are_not_to_be_had(self) -> None:
        output = self.write(GERMAN)
        foreign = self.session.agenda_items.first()
        response = self.client_of("rapporteur").post(
            self.page(output), self.form(output, GERMAN, parts=str(foreign.pk))
        )
        assert response.status_code == 200
        assert list(output.parts.all()) == [self.part]

    def test_a_cleared_output_cannot_be_changed(self) -> None:
        output = self.write(GERMAN)
        Output.objects.filter(pk=output.pk).update(status=OutputStatus.CLEARED)
        client = self.client_of("rapporteur")
        assert client.post(self.page(output), self.form(output, "Anders.")).status_code == 404
        assert output.statements.get().text_de == GERMAN


class TypingTest(OutputPageTestCase):
    def look(self, output: Output, *texts: str, role: str = "rapporteur", **changes: str) -> str:
        """Return what the page says while a text is typed."""
        response = self.client_of(role).post(
            f"{LIST}{output.pk}/findings/", self.form(output, *texts, **changes)
        )
        assert response.status_code == 200
        return response.content.decode()

    def marked(self, answer: str, field: str) -> str:
        """Return the text under a field, without its markup."""
        found = re.search(rf'id="marked-{field}".*?>(.*?)</div>', answer, re.S)
        assert found is not None
        return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())

    def test_a_name_is_marked_where_it_stands_before_anything_is_saved(self) -> None:
        output = self.write(GERMAN)
        answer = self.look(output, GERMAN, "Gut: Petrova warb dafür.")
        assert self.marked(answer, "id_statements-0-text_de") == ""
        assert self.marked(answer, "id_statements-1-text_de") == (
            "Gut: Petrova Verhindert die Veröffentlichung: "
            "Hier steht der Nachname einer teilnehmenden Person. warb dafür."
        )
        assert "Aussage 2, Deutsch" in answer
        assert output.statements.count() == 1

    def test_what_is_typed_is_shown_as_text(self) -> None:
        answer = self.look(self.write(GERMAN), "<script>Petrova</script> warb dafür.")
        assert "<script>" not in answer
        assert "&lt;script&gt;" in answer

    def test_a_label_is_judged_while_it_is_chosen(self) -> None:
        answer = self.look(self.write(GERMAN), GERMAN, **{"statements-0-label": "sector:academia"})
        assert "Teilnehmende aus Wissenschaft und Denkfabriken" in answer

    def test_a_row_that_is_to_be_deleted_is_not_looked_at(self) -> None:
        answer = self.look(
            self.write(GERMAN), "Petrova warb dafür.", **{"statements-0-DELETE": "on"}
        )
        assert "Petrova" not in answer

    def test_nonsense_is_left_out(self) -> None:
        answer = self.look(
            self.write(GERMAN),
            GERMAN,
            **{
                "statements-TOTAL_FORMS": "many",
                "parts": "0",
                "statements-0-label": "the chair",
            },
        )
        assert 'id="findings"' in answer

    def test_it_is_for_those_who_may_write(self) -> None:
        output = self.write(GERMAN)
        for role in ("stranger", "there", "reviewer", "convener"):
            response = self.client_of(role).post(
                f"{LIST}{output.pk}/findings/", self.form(output, GERMAN)
            )
            assert response.status_code == 404, role


class StepsTest(OutputPageTestCase):
    def test_who_may_take_which_step(self) -> None:
        output = self.write(GERMAN)
        submit_for_review(
            output=output, by=self.user("rapporteur"), today=datetime.date(2021, 11, 1)
        )
        for role, status in (
            ("public", 302),
            ("stranger", 404),
            ("there", 404),
            ("rapporteur", 404),
            ("reviewer", 302),
        ):
            response = self.client_of(role).post(f"{LIST}{output.pk}/step/", {"step": "clear"})
            assert response.status_code == status, role
        output.refresh_from_db()
        assert output.status == OutputStatus.CLEARED

    def test_a_step_is_taken_by_a_form_alone(self) -> None:
        output = self.write(GERMAN)
        client = self.client_of("rapporteur")
        assert client.get(f"{LIST}{output.pk}/step/", {"step": "submit"}).status_code == 404
        assert client.post(f"{LIST}{output.pk}/step/", {"step": "publish"}).status_code == 404
        output.refresh_from_db()
        assert output.status == OutputStatus.DRAFT

    def test_a_form_from_elsewhere_is_refused(self) -> None:
        output = self.write(GERMAN)
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.user("rapporteur"))
        response = client.post(f"{LIST}{output.pk}/step/", {"step": "submit"})
        assert response.status_code == 403
        output.refresh_from_db()
        assert output.status == OutputStatus.DRAFT

    def test_the_author_reads_why_somebody_else_has_to_release(self) -> None:
        output = self.write(GERMAN)
        author = self.user("reviewer")
        Output.objects.filter(pk=output.pk).update(
            author=author,
            status=OutputStatus.IN_REVIEW,
            review_ends_on=timezone.localdate() - datetime.timedelta(days=1),
        )
        client = self.client_of("reviewer")
        page = client.get(self.page(output)).content.decode()
        assert "Diesen Schritt muss jemand anderes tun." in page
        client.post(f"{LIST}{output.pk}/step/", {"step": "clear"})
        output.refresh_from_db()
        assert output.status == OutputStatus.IN_REVIEW


class DiscretionTest(OutputPageTestCase):
    def test_what_is_no_number_is_no_output_and_no_objection(self) -> None:
        output = self.write(GERMAN)
        client = self.client_of("reviewer")
        for number in ("²", "٣x", "9" * 30, "-1"):
            address = f"{LIST}{number}/change/"
            for response in (client.get(address), client.post(address, {"title_de": "x"})):
                assert response.status_code in (302, 404), number
                assert response.headers.get("Location", "/admin/") == "/admin/"
            settled = {"objection_id": number, "outcome": "kept", "answer": "Nein."}
            assert client.post(f"{LIST}{output.pk}/settle/", settled).status_code == 404

    def test_the_history_tells_a_kind_and_a_number(self) -> None:
        output = self.write(GERMAN)
        client = self.client_of("rapporteur")
        leak = "Petrova warb dafür."
        client.post(self.page(output), self.form(output, leak, "Noch ein Satz."))
        client.post(f"{LIST}{output.pk}/delete/", {"post": "yes"})
        assert not Output.objects.filter(pk=output.pk).exists()
        assert LogEntry.objects.count() == 2
        for entry in LogEntry.objects.values("object_repr", "change_message"):
            for text in ("Petrova", "Noch ein", "Was ein Ende", "What needs", "Register"):
                assert text not in str(entry)

    def test_neither_title_nor_message_tells_what_an_output_is_about(self) -> None:
        output = self.write(GERMAN)
        client = self.client_of("rapporteur")
        response = client.post(self.page(output), self.form(output, GERMAN), follow=True)
        page = response.content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.S)
        message = re.search(r'<ul class="messagelist">(.*?)</ul>', page, re.S)
        assert title is not None
        assert message is not None
        assert "Was ein Ende" not in title[1] + message[1]


class QueryCountTest(OutputPageTestCase):
    def test_the_list_asks_as_often_for_one_row_as_for_three(self) -> None:
        Output.objects.filter(status=OutputStatus.DRAFT).delete()
        address = f"{LIST}?status__exact=draft"
        for role in ("rapporteur", "reviewer"):
            self.write(GERMAN)
            one = queries(self, role, address)
            self.write(GERMAN)
            self.write(GERMAN)
            assert queries(self, role, address) == one, role
            Output.objects.filter(status=OutputStatus.DRAFT).delete()

    def test_the_page_asks_as_often_for_one_statement_as_for_three(self) -> None:
        output = self.write(GERMAN)
        for role in ("rapporteur", "reviewer"):
            Statement.objects.filter(output=output, position__gt=1).delete()
            one = queries(self, role, self.page(output))
            for position in (2, 3):
                Statement.objects.create(
                    output=output, position=position, text_de=GERMAN, text_en=ENGLISH
                )
            assert queries(self, role, self.page(output)) == one, role


def queries(case: DemoTestCase, role: str, address: str) -> int:
    """Return how many queries a page costs, after a first look has filled the caches."""
    client = case.client_of(role)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
