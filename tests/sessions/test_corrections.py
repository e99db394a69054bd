"""Corrections, objections and the watch list as staff see them."""

from django.test import Client
from django.utils import timezone

from sessions.corrections import start_correction
from sessions.drafting import present_people
from sessions.enums import Outcome, OutputStatus, Passage
from sessions.models import Objection, Output, Recheck
from sessions.objections import raise_objection
from sessions.publishing import object_to_released
from sessions.watch_list import outputs_to_look_at
from tests.sessions.test_preview import LIST, STATEMENTS, TODAY, WayTestCase

CHECKLIST = "Vergleichen Sie sie damit, wer da war"


class CorrectingTest(WayTestCase):
    def test_a_correction_is_begun_with_one_press_and_both_pages_say_so(self) -> None:
        released = self.released()
        assert "/correct/" in self.page(released, "rapporteur")
        answer = self.client_of("rapporteur").post(f"{LIST}{released.pk}/correct/")
        draft = Output.objects.get(corrects=released)
        assert answer["Location"] == f"{LIST}{draft.pk}/change/"
        assert (draft.author, draft.status) == (self.author, OutputStatus.DRAFT)
        page = self.page(draft, "rapporteur")
        assert "Eine Berichtigung: Ist sie veröffentlicht" in page
        assert f'href="{LIST}{released.pk}/change/"' in page
        page = self.page(released, "rapporteur")
        assert "Eine Berichtigung ist in Arbeit." in page
        assert f'href="{LIST}{draft.pk}/change/"' in page
        assert "/correct/" not in page

    def test_what_was_corrected_says_that_it_is_not_public(self) -> None:
        released = self.released()
        draft = start_correction(output=released, by=self.author)
        Output.objects.filter(pk=released.pk).update(
            status=OutputStatus.SUPERSEDED, publication=None
        )
        page = self.page(released)
        assert "An seiner Stelle steht eine Berichtigung." in page
        assert f'href="{LIST}{draft.pk}/change/"' in page
        assert "Zurückziehen" not in page

    def test_it_is_for_those_who_may_write_and_by_a_form_alone(self) -> None:
        released = self.released()
        address = f"{LIST}{released.pk}/correct/"
        for role, status in (("public", 302), ("there", 404), ("reviewer", 404), ("convener", 404)):
            assert self.client_of(role).post(address).status_code == status, role
        assert self.client_of("rapporteur").get(address).status_code == 404
        careful = Client(enforce_csrf_checks=True)
        careful.force_login(self.author)
        assert careful.post(address).status_code == 403
        assert not Output.objects.filter(corrects=released).exists()
        assert "/correct/" not in self.page(released, "reviewer")

    def test_a_second_one_is_refused(self) -> None:
        released = self.released()
        start_correction(output=released, by=self.author)
        client = self.client_of("rapporteur")
        answer = client.post(f"{LIST}{released.pk}/correct/", follow=True)
        assert "schon eine Berichtigung in Arbeit" in answer.content.decode()
        assert Output.objects.filter(corrects=released).count() == 1

    def test_an_objection_to_the_public_text_is_seen_at_the_correction(self) -> None:
        released = self.released()
        draft = start_correction(output=released, by=self.author)
        assert "Gegen den öffentlichen Text ist ein Einwand offen" not in self.page(draft)
        hide(released)
        assert "Gegen den öffentlichen Text ist ein Einwand offen" in self.page(draft)

    def test_the_history_tells_what_was_decided_and_no_name(self) -> None:
        released = self.released()
        hide(released)
        page = self.page(released)
        history = page[page.index('class="history"') :]
        for words in (
            f"Konto {self.author.pk}",
            f"Konto {self.reviewer.pk}",
            "eine teilnehmende Person, aus eigenem Recht",
            "Stelle nach einem Einwand ausgeblendet",
        ):
            assert words in history
        for user in (self.author, self.reviewer):
            assert user.email not in page


def hide(output: Output, **more: object) -> Objection:
    """Let one of those who were there have the first statement hidden."""
    return object_to_released(
        output=output,
        participant=present_people(output.session)[0],
        passage=Passage.STATEMENT,
        statement=output.statements.get(position=1),
        today=TODAY(),
        **more,
    )


class SettlingTest(WayTestCase):
    def objection(self, output: Output, text: str = "Das Beispiel war meines.") -> Objection:
        return raise_objection(
            output=output,
            participant=present_people(output.session)[0],
            passage=Passage.STATEMENT,
            statement=output.statements.get(position=1),
            text=text,
        )

    def settle(self, output: Output, objection: Objection, **data: str) -> str:
        answer = self.client_of("reviewer").post(
            f"{LIST}{output.pk}/settle/", {"objection_id": objection.pk, **data}, follow=True
        )
        assert answer.status_code == 200
        return answer.content.decode()

    def test_an_open_objection_stands_beside_the_words_it_is_about(self) -> None:
        output = self.in_review()
        self.objection(output)
        page = self.page(output)
        shown = page[page.index('id="objections"') : page.index("</ul>", page.index("objections"))]
        assert STATEMENTS[0]["text_de"] in shown
        assert STATEMENTS[0]["text_en"] in shown
        assert STATEMENTS[1]["text_de"] not in shown
        assert "Das Beispiel war meines." in shown
        assert CHECKLIST not in page

    def test_a_settled_one_is_listed_with_its_answer(self) -> None:
        output = self.in_review()
        objection = self.objection(output)
        page = self.settle(output, objection, outcome="kept", answer="Das stand in der Zeitung.")
        objection.refresh_from_db()
        assert (objection.outcome, objection.answer) == (Outcome.KEPT, "Das stand in der Zeitung.")
        assert "Das stand in der Zeitung." in page
        assert "1 erledigter Einwand" in page
        assert 'name="objection_id"' not in page

    def test_what_stays_needs_an_answer(self) -> None:
        output = self.in_review()
        objection = self.objection(output)
        page = self.settle(output, objection, outcome="kept", answer=" ")
        assert "Warum gibt die Stelle niemanden preis?" in page
        assert STATEMENTS[0]["text_de"] in page
        objection.refresh_from_db()
        assert objection.is_open

    def test_what_was_typed_stays_where_it_is_refused(self) -> None:
        output = self.released()
        objection = hide(output)
        output.statements.filter(position=2).update(text_de="Petrova warb dafür.")
        page = self.settle(output, objection, outcome="kept", answer="Ein langer Satz dazu.")
        assert "Heute käme dieser Text nicht durch" in page
        assert "Ein langer Satz dazu.</textarea>" in page
        objection.refresh_from_db()
        assert objection.is_open
        page = self.settle(output, objection, outcome="kept", answer="x" * 501)
        assert "x" * 501 in page

    def test_a_hidden_passage_comes_with_a_checklist_and_may_be_shown_again(self) -> None:
        output = self.released()
        public = f"/de/publications/{output.publication.public_id}/"
        objection = hide(output)
        assert STATEMENTS[0]["text_de"] not in self.client.get(public).content.decode()
        page = self.page(output)
        assert CHECKLIST in page
        assert f"/admin/dialogue_sessions/session/{output.session_id}/change/" in page
        self.settle(output, objection, outcome="kept", answer="Das gibt niemanden preis.")
        assert STATEMENTS[0]["text_de"] in self.client.get(public).content.decode()
        assert CHECKLIST not in self.page(output)

    def test_or_it_stays_hidden(self) -> None:
        output = self.released()
        public = f"/de/publications/{output.publication.public_id}/"
        self.settle(output, hide(output), outcome="changed", answer="")
        assert STATEMENTS[0]["text_de"] not in self.client.get(public).content.decode()

    def test_it_is_for_those_who_may_release_and_not_for_the_author(self) -> None:
        output = self.in_review()
        objection = self.objection(output)
        data = {"objection_id": objection.pk, "outcome": "changed", "answer": ""}
        for role, status in (("public", 302), ("there", 404), ("rapporteur", 404)):
            answer = self.client_of(role).post(f"{LIST}{output.pk}/settle/", data)
            assert answer.status_code == status, role
        client = self.client_of("reviewer")
        other = self.write()
        for missing in ({**data, "objection_id": "0" * 16}, {}):
            assert client.post(f"{LIST}{output.pk}/settle/", missing).status_code == 404
        assert client.post(f"{LIST}{other.pk}/settle/", data).status_code == 404
        objection.refresh_from_db()
        assert objection.is_open
        assert 'name="objection_id"' not in self.page(output, "rapporteur")


class WatchListTest(WayTestCase):
    def index(self, role: str) -> str:
        return self.client_of(role).get("/admin/").content.decode()

    def test_each_reason_is_counted_once_and_nothing_else_is(self) -> None:
        assert list(outputs_to_look_at()) == []
        assert "müssen angesehen werden" not in self.index("reviewer")
        recheck, hidden, corrected, both = (self.released() for _ in range(4))
        in_review = self.in_review()
        raise_objection(
            output=in_review,
            participant=present_people(in_review.session)[0],
            passage=Passage.TITLE,
        )
        for output in (recheck, both):
            Recheck.objects.create(
                output=output, found_on=timezone.localdate(), blocks=1, reviews=0, problems=0
            )
        hide(hidden)
        hide(both)
        start_correction(output=corrected, by=self.author)
        wanted = {recheck, hidden, corrected, both}
        assert set(outputs_to_look_at()) == wanted
        for role in ("rapporteur", "reviewer", "convener"):
            assert "4 Ergebnisse müssen angesehen werden" in self.index(role), role
        listed = self.client_of("reviewer").get(f"{LIST}?attention=yes").content.decode()
        assert all(f"{LIST}{output.pk}/change/" in listed for output in wanted)
        assert f"{LIST}{in_review.pk}/change/" not in listed
        everything = self.client_of("reviewer").get(f"{LIST}?attention=no").content.decode()
        assert f"{LIST}{in_review.pk}/change/" in everything

    def test_the_box_is_for_those_with_the_right_and_tells_a_number_alone(self) -> None:
        output = self.released()
        hide(output)
        assert output.title_de not in self.index("reviewer")
        assert "1 Ergebnis muss angesehen werden" in self.index("reviewer")
        self.reviewer.groups.get().permissions.filter(codename="view_recheck").delete()
        assert "muss angesehen werden" not in self.index("reviewer")

    def test_a_recheck_is_explained_with_the_findings_of_today(self) -> None:
        output = self.released()
        words = "Die Personenliste hat sich nach der Veröffentlichung geändert"
        assert words not in self.page(output)
        assert 'id="findings"' not in self.page(output)
        Recheck.objects.create(
            output=output, found_on=timezone.localdate(), blocks=1, reviews=0, problems=0
        )
        output.statements.filter(position=1).update(text_de="Petrova warb dafür.")
        page = self.page(output)
        assert words in page
        assert "<mark>Petrova</mark>" in page
