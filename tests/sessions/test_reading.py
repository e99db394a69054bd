"""What participants read of drafts and released texts, and what they say to them."""

import datetime
import re
from typing import Any

from django.apps import apps
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from participants.models import Participant, User
from sessions.asked import asked_of
from sessions.consents import ask_consent, decline_consent
from sessions.corrections import start_correction
from sessions.drafting import clear_output, return_to_draft, submit_for_review
from sessions.enums import DecisionAction, Outcome, OutputStatus
from sessions.models import (
    Attendance,
    ExposureAudit,
    NamingConsent,
    Objection,
    Output,
    Statement,
)
from sessions.objections import marker_of, settle_objection
from sessions.publishing import publish, settle_released, withdraw
from tests.sessions.test_publishing import HARMLESS, READ, SUBMITTED, DoorTestCase

NOBODY = "0000000000000000"
FURTHER = {
    "text_de": "Fristen sollten wie in Quendolin für alle gelten.",
    "text_en": "Time limits should hold for everybody, as in Quendolin.",
}
HIDDEN = "Zurzeit ausgeblendet, wird geprüft"
OBJECTED = "Sie haben gesagt, dass diese Stelle jemanden preisgibt."


def words(response: HttpResponse) -> str:
    """Return what stands in a page's main part, without the markup."""
    assert response.status_code == 200
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def without_chance(page: bytes) -> str:
    """Return a page without what chance puts on it: tokens, and the keys of objections."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode())
    return re.sub(r"\b[0-9a-f]{16}\b", "", text)


class ReadingTestCase(DoorTestCase):
    """``reader`` and ``second`` were there, ``absent`` was invited to the same session."""

    def setUp(self) -> None:
        super().setUp()
        there = Participant.objects.filter(
            attendances__present_in=self.part, user__is_staff=False
        ).order_by("pk")
        self.reader, self.second = there[:2]
        elsewhere = Participant.objects.exclude(attendances__session=self.part.session).filter(
            user__is_staff=False
        )
        self.foreigner = elsewhere.filter(attendances__present_in__isnull=False).order_by("pk")[0]
        self.absent = elsewhere.exclude(pk=self.foreigner.pk).order_by("pk")[0]
        Attendance.objects.create(
            session=self.part.session,
            participant=self.absent,
            organisation=self.part.attendances.all()[0].organisation,
            reply="accepted",
        )

    def browser(self, participant: Participant, language: str = "de") -> Client:
        """Return a browser in which somebody is signed in."""
        User.objects.filter(pk=participant.user_id).update(language=language)
        client = Client()
        client.force_login(User.objects.get(pk=participant.user_id))
        return client

    def two_statements(self) -> Output:
        output = self.write()
        output.statements.create(position=2, label="participants", **FURTHER)
        return submit_for_review(output=output, by=self.author, today=SUBMITTED)

    def out(self) -> Output:
        """Return a released output of two statements."""
        output = clear_output(output=self.two_statements(), by=self.reviewer, today=READ)
        publish(output=output, by=self.reviewer, today=READ)
        return Output.objects.get(pk=output.pk)

    def page(self, output: Output, participant: Participant | None = None, query: str = "") -> str:
        """Return the words of an output's page as somebody (the reader) sees them."""
        client = self.browser(participant or self.reader)
        return words(client.get(f"/my/outputs/{output.public_id}/{query}"))

    def form(self, output: Output, passage: str, **changes: str) -> dict[str, str]:
        """Return what the browser of the reader would post for a passage."""
        address = f"/my/outputs/{output.public_id}/object/?passage={passage}"
        page = self.browser(self.reader).get(address).content.decode()
        fields = dict(re.findall(r'name="(passage|wording)" value="([^"]*)"', page))
        assert fields["passage"] == passage
        return {**fields, "text": "", **changes}

    def press(self, output: Output, data: dict[str, str], by: Participant | None = None) -> Any:
        client = self.browser(by or self.reader)
        return client.post(f"/my/outputs/{output.public_id}/object/", data, follow=True)

    def say(self, output: Output, passage: str, by: Participant | None = None) -> Any:
        return self.press(output, self.form(output, passage), by)


class ReadersTest(ReadingTestCase):
    def addresses(self, output: Output) -> list[str]:
        address = f"/my/outputs/{output.public_id}/"
        return [address, f"{address}?text=en", f"{address}object/?passage=title"]

    def test_who_was_there_reads_and_for_everybody_else_it_does_not_exist(self) -> None:
        nothing = self.browser(self.reader).get(f"/my/outputs/{NOBODY}/").content
        for output in (self.two_statements(), self.out()):
            for address in self.addresses(output):
                for person in (self.reader, self.second):
                    assert self.browser(person).get(address).status_code == 200
                for person in (self.absent, self.foreigner):
                    answer = self.browser(person).get(address)
                    assert answer.status_code == 404
                    # the page differs by the language of whoever is signed in alone
                    assert answer.content == nothing
                # staff who were not there have the pages of staff, not these
                assert self.client_of("reviewer").get(address).status_code == 404
                assert self.client_of("stranger").get(address).status_code == 404
                assert "/accounts/login/" in Client().get(address)["Location"]

    def test_nobody_else_can_object(self) -> None:
        for output in (self.two_statements(), self.out()):
            data = self.form(output, "title")
            for person in (self.absent, self.foreigner):
                assert self.press(output, data, by=person).status_code == 404
            client = self.client_of("reviewer")
            assert client.post(f"/my/outputs/{output.public_id}/object/", data).status_code == 404
            assert not output.objections.exists()

    def test_a_text_is_read_on_its_way_up_and_once_it_is_out_and_not_before_nor_after(self) -> None:
        client = self.browser(self.reader)
        output = self.write()
        answers = [client.get(f"/my/outputs/{output.public_id}/").status_code]
        submit_for_review(output=output, by=self.author, today=SUBMITTED)
        answers.append(client.get(f"/my/outputs/{output.public_id}/").status_code)
        return_to_draft(output=output, by=self.author, today=SUBMITTED)
        answers.append(client.get(f"/my/outputs/{output.public_id}/").status_code)
        submit_for_review(output=output, by=self.author, today=SUBMITTED)
        clear_output(output=output, by=self.reviewer, today=READ)
        answers.append(client.get(f"/my/outputs/{output.public_id}/").status_code)
        publish(output=output, by=self.reviewer, today=READ)
        answers.append(client.get(f"/my/outputs/{output.public_id}/").status_code)
        withdraw(output=output, by=self.reviewer, note="Zu nah.", today=READ)
        answers.append(client.get(f"/my/outputs/{output.public_id}/").status_code)
        assert answers == [404, 200, 404, 200, 200, 404]

    def test_the_draft_of_another_session_is_not_there_though_one_reads_drafts(self) -> None:
        output = self.two_statements()
        other = Output.objects.filter(status=OutputStatus.IN_REVIEW).exclude(
            session=self.part.session
        )[0]
        Attendance.objects.filter(session=other.session, participant=self.reader).delete()
        client = self.browser(self.reader)
        assert client.get(f"/my/outputs/{other.public_id}/").status_code == 404
        assert other.title_de not in words(client.get("/my/"))
        assert client.get(f"/my/outputs/{output.public_id}/").status_code == 200


class TextTest(ReadingTestCase):
    def test_it_reads_as_the_public_will_read_it_in_either_language(self) -> None:
        output = self.two_statements()
        german = self.page(output)
        assert "Was ein Ende braucht" in german
        assert "Ein Befund." in german
        for text in (HARMLESS["text_de"], FURTHER["text_de"]):
            assert text in german
        assert "Teilnehmende" in german
        assert HARMLESS["text_en"] not in german
        english = self.page(output, query="?text=en")
        for text in ("What needs an end", "A finding.", *HARMLESS.values()):
            assert (text in english) is (text != HARMLESS["text_de"])
        assert "Participants" in english
        # the page around it stays in the language of the person
        assert "Diese Stelle gibt jemanden preis" in english
        assert self.page(output, query="?text=fr") == german

    def test_a_text_says_in_which_language_it_is(self) -> None:
        output = self.two_statements()
        client = self.browser(self.reader)
        page = client.get(f"/my/outputs/{output.public_id}/?text=en").content.decode()
        assert '<html lang="de">' in page
        assert '<h1 lang="en">What needs an end</h1>' in page

    def test_a_draft_without_a_title_can_be_read(self) -> None:
        output = self.two_statements()
        Output.objects.filter(pk=output.pk).update(title_de="", title_en="", lead_de=None)
        page = self.page(output)
        assert HARMLESS["text_de"] in page
        assert HIDDEN not in page
        assert "Ein Entwurf" in words(self.browser(self.reader).get("/my/"))

    def test_the_day_until_which_one_can_object(self) -> None:
        output = self.two_statements()
        assert "Die Lesefrist endete am 8. November 2021." in self.page(output)
        Output.objects.filter(pk=output.pk).update(review_ends_on=datetime.date(2999, 1, 2))
        assert "bis 2. Januar 2999 lesen" in self.page(output)
        assert "zu lesen bis 2. Januar 2999" in words(self.browser(self.reader).get("/my/"))

    def test_every_passage_has_its_own_way_to_object(self) -> None:
        output = self.two_statements()
        page = self.browser(self.reader).get(f"/my/outputs/{output.public_id}/").content.decode()
        assert re.findall(r"object/\?passage=([\w-]+)", page) == [
            "title",
            "lead",
            "statement-1",
            "statement-2",
        ]

    def test_what_is_typed_is_shown_as_text(self) -> None:
        output = self.two_statements()
        hostile = "<script>alert(1)</script>"
        Output.objects.filter(pk=output.pk).update(
            title_de=hostile, title_en=hostile, lead_de=hostile, lead_en=hostile
        )
        output.statements.update(text_de=hostile, text_en=hostile)
        statement = output.statements.all()[0]
        consent = ask_consent(
            output=output, statement_id=statement.pk, participant=self.reader, today=SUBMITTED
        )
        client = self.browser(self.reader)
        self.say(output, "lead")
        objection = output.objections.get()
        Objection.objects.filter(pk=objection.pk).update(outcome=Outcome.KEPT, answer=hostile)
        for address in (
            "/my/",
            self.part.session.get_absolute_url(),
            f"/my/outputs/{output.public_id}/",
            f"/my/outputs/{output.public_id}/object/?passage=title",
            f"/my/outputs/{output.public_id}/object/?passage=lead",
            "/my/consents/",
            f"/my/consents/{consent.pk}/",
            f"/my/consents/{consent.pk}/withdraw/",
        ):
            page = client.get(address).content.decode()
            assert hostile not in page
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page, address
        data = {"passage": "lead", "wording": "other", "text": "</textarea>" + hostile}
        page = self.press(output, data).content.decode()
        assert hostile not in page
        assert "&lt;/textarea&gt;&lt;script&gt;" in page


class DraftObjectionTest(ReadingTestCase):
    def test_one_objects_to_each_passage_once_and_reads_that_it_is_open(self) -> None:
        output = self.two_statements()
        for passage in ("title", "lead", "statement-2"):
            said = words(self.press(output, self.form(output, passage, text=f"Weil {passage}.")))
            assert "Der Text wird nicht veröffentlicht, bevor diese Stelle geklärt ist." in said
        assert sorted(
            (o.passage, o.statement and o.statement.position, o.text, o.is_open)
            for o in output.objections.select_related("statement")
        ) == [
            ("lead", None, "Weil lead.", True),
            ("statement", 2, "Weil statement-2.", True),
            ("title", None, "Weil title.", True),
        ]
        page = self.page(output)
        assert page.count(OBJECTED) == 3
        assert page.count("bis dahin wird nichts veröffentlicht") == 3
        # on a draft nothing is hidden, and one's own reason is not shown to whoever looks over
        assert HIDDEN not in page
        assert "Weil" not in page

    def test_what_becomes_of_it_is_told_before_one_presses(self) -> None:
        output = self.two_statements()
        address = f"/my/outputs/{output.public_id}/object/?passage=statement-1"
        page = words(self.browser(self.reader).get(address))
        for sentence in (
            *HARMLESS.values(),
            "Niemand erfährt, wer den Einwand erhoben hat, auch das Projektteam nicht.",
            "Schreiben Sie nichts hinein, was verrät, wer Sie sind.",
            "Der Text wird nicht veröffentlicht, bevor",
        ):
            assert sentence in page
        assert "sofort ausgeblendet" not in page
        assert not output.objections.exists()

    def test_a_second_objection_is_refused_in_plain_words_and_the_text_kept(self) -> None:
        output = self.two_statements()
        data = self.form(output, "statement-1", text="Nur eine war in Quendolin.")
        self.press(output, data)
        page = words(self.press(output, data))
        assert "Sie haben zu dieser Stelle schon einen Einwand erhoben." in page
        assert "Nur eine war in Quendolin." in page
        assert output.objections.count() == 1
        self.press(output, data, by=self.second)
        assert output.objections.count() == 2

    def test_words_that_were_changed_while_one_typed_are_read_again_first(self) -> None:
        output = self.two_statements()
        data = self.form(output, "statement-1", text="Das war nur eine.")
        output.statements.filter(position=1).update(text_en="Registers need an end.")
        page = self.press(output, data)
        assert "Diese Stelle gibt es nicht mehr." in words(page)
        assert "Registers need an end." in words(page)
        assert "Das war nur eine." in words(page)
        assert not output.objections.exists()
        # the page that came back is about the new words
        data["wording"] = re.findall(r'name="wording" value="([^"]*)"', page.content.decode())[0]
        assert data["wording"] == output.statements.get(position=1).text_hash
        self.press(output, data)
        assert output.objections.count() == 1

    def test_statements_in_another_order_are_not_mistaken_for_each_other(self) -> None:
        output = self.two_statements()
        data = self.form(output, "statement-1")
        output.statements.filter(text_de=HARMLESS["text_de"]).update(position=3)
        assert "Diese Stelle gibt es nicht mehr." in words(self.press(output, data))
        assert not output.objections.exists()

    def test_a_passage_that_was_never_there_is_the_404_and_one_that_is_gone_says_so(self) -> None:
        output = self.two_statements()
        client = self.browser(self.reader)
        address = f"/my/outputs/{output.public_id}/object/"
        nothing = client.get(f"/my/outputs/{NOBODY}/").content
        for query in (
            "",
            "?passage=",
            "?passage=statement-3",
            "?passage=statement-0",
            "?passage=x",
        ):
            answer = client.get(address + query)
            assert (answer.status_code, answer.content) == (404, nothing)
        data = self.form(output, "statement-2", text="Aufgehoben.")
        output.statements.filter(position=2).delete()
        page = words(self.press(output, data))
        assert "Diese Stelle gibt es nicht mehr." in page
        assert "Aufgehoben." in page

    def test_a_reason_has_five_hundred_characters_and_a_longer_one_is_not_lost(self) -> None:
        output = self.two_statements()
        lines = "\r\n".join(["x" * 49] * 10)
        assert len(lines.replace("\r\n", "\n")) == 499
        page = words(self.press(output, self.form(output, "title", text=lines + "yy")))
        assert "x" * 49 + "yy" in page
        assert "500" in page
        assert not output.objections.exists()
        self.press(output, self.form(output, "title", text=lines + "y"))
        assert output.objections.get().text == lines.replace("\r\n", "\n") + "y"

    def test_it_takes_a_form_of_ours(self) -> None:
        output = self.two_statements()
        data = self.form(output, "title")
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.reader.user)
        assert client.post(f"/my/outputs/{output.public_id}/object/", data).status_code == 403
        assert not output.objections.exists()

    def test_the_answer_is_read_by_whoever_objected_and_by_nobody_else(self) -> None:
        output = self.two_statements()
        before = self.page(output, self.second)
        self.say(output, "lead")
        settle_objection(
            output=output,
            objection_id=output.objections.get().pk,
            outcome=Outcome.KEPT,
            answer="Das steht im Gesetzblatt.",
            by=self.reviewer,
            today=READ,
        )
        page = self.page(output)
        assert f"{OBJECTED} Die Stelle bleibt. Die Antwort: „Das steht im Gesetzblatt.“" in page
        assert self.page(output, self.second) == before

    def test_what_was_changed_is_read_in_its_new_words_and_may_be_objected_to_anew(self) -> None:
        output = self.two_statements()
        self.say(output, "title")
        output.title_de = "Was ein Ziel braucht"
        output.save()
        settle_objection(
            output=output,
            objection_id=output.objections.get().pk,
            outcome=Outcome.CHANGED,
            answer="",
            by=self.reviewer,
            today=READ,
        )
        page = self.page(output)
        assert "Was ein Ziel braucht" in page
        assert OBJECTED not in page
        self.say(output, "title")
        assert output.objections.filter(outcome=Outcome.OPEN).count() == 1


class ReleasedObjectionTest(ReadingTestCase):
    def public(self, output: Output, language: str = "de") -> HttpResponse:
        return Client().get(f"/{language}/publications/{output.publication.public_id}/")

    def test_a_statement_is_hidden_from_the_public_at_once_and_only_it(self) -> None:
        output = self.out()
        for language in ("de", "en"):
            page = self.public(output, language).content.decode()
            assert HARMLESS[f"text_{language}"] in page
            assert FURTHER[f"text_{language}"] in page
        said = words(self.say(output, "statement-2"))
        assert "Die Öffentlichkeit sieht diese Stelle nicht mehr" in said
        for language in ("de", "en"):
            page = self.public(output, language).content.decode()
            assert HARMLESS[f"text_{language}"] in page
            assert "Quendolin" not in page

    def test_those_present_see_that_it_is_hidden_and_not_the_words(self) -> None:
        output = self.out()
        self.say(output, "statement-2")
        notice = "Eine Stelle ist zurzeit ausgeblendet und wird geprüft"
        for person, was_there in ((self.reader, True), (self.second, True), (self.absent, False)):
            client = self.browser(person)
            for address in ("/my/", self.part.session.get_absolute_url()):
                assert (notice in words(client.get(address))) is was_there
        page = self.browser(self.second).get(f"/my/outputs/{output.public_id}/").content.decode()
        assert HIDDEN in page
        assert "Quendolin" not in page
        assert "passage=statement-1" in page
        assert "passage=statement-2" not in page
        assert OBJECTED not in page
        assert OBJECTED in self.page(output)
        address = f"/my/outputs/{output.public_id}/object/?passage=statement-2"
        page = self.browser(self.second).get(address).content.decode()
        assert HIDDEN in page
        assert "Quendolin" not in page
        assert "<textarea" not in page

    def test_without_its_title_the_whole_text_is_gone_and_the_room_says_so(self) -> None:
        output = self.out()
        self.say(output, "title")
        gone = self.public(output)
        assert gone.status_code == 410
        assert "Was ein Ende braucht" not in gone.content.decode()
        for address in ("/my/", self.part.session.get_absolute_url()):
            page = words(self.browser(self.second).get(address))
            assert "Ein veröffentlichter Text" in page
            assert "Was ein Ende braucht" not in page
        page = self.page(output, self.second)
        assert page.count(HIDDEN) == 4
        assert "Was ein Ende braucht" not in page
        assert "Quendolin" not in page

    def test_a_hidden_lead_leaves_the_rest(self) -> None:
        output = self.out()
        self.say(output, "lead")
        assert "Ein Befund." not in self.public(output).content.decode()
        page = self.page(output, self.second)
        assert "Ein Befund." not in page
        assert page.count(HIDDEN) == 1

    def test_what_is_found_harmless_is_there_again(self) -> None:
        output = self.out()
        self.say(output, "statement-2")
        settle_released(
            output=output,
            objection_id=output.objections.get().pk,
            outcome=Outcome.KEPT,
            answer="Der Ort steht im Gesetzblatt.",
            by=self.reviewer,
            today=READ,
        )
        assert "Quendolin" in self.public(output).content.decode()
        page = self.page(output)
        assert "Quendolin" in page
        assert HIDDEN not in page
        assert "Der Ort steht im Gesetzblatt." in page
        assert "Der Ort steht im Gesetzblatt." not in self.page(output, self.second)
        assert not asked_of(self.second).hidden

    def test_a_form_opened_on_the_draft_and_sent_after_the_release_hides_at_once(self) -> None:
        output = self.two_statements()
        data = self.form(output, "statement-2")
        clear_output(output=output, by=self.reviewer, today=READ)
        publish(output=output, by=self.reviewer, today=READ)
        self.press(output, data)
        output.refresh_from_db()
        assert "Quendolin" not in self.public(output).content.decode()

    def test_two_may_object_to_the_same_words_at_once(self) -> None:
        output = self.out()
        data = self.form(output, "statement-2")
        self.press(output, data)
        self.press(output, data, by=self.second)
        assert output.objections.count() == 2


class NobodyTest(ReadingTestCase):
    """Who objected shows nowhere."""

    def setUp(self) -> None:
        super().setUp()
        # a number that stands on no page by chance
        self.reader = self.planted(987654321, "Ottilie", "Quastenflosser")
        self.second = self.planted(876543219, "Wendelin", "Zwackelmann")

    def planted(self, pk: int, given: str, family: str) -> Participant:
        email = f"{given}@example.org".lower()
        person = Participant.objects.create(
            pk=pk,
            user=User.objects.create(email=email, pk=pk),
            email=email,
            given_name=given,
            family_name=family,
        )
        attendance = Attendance.objects.create(
            session=self.part.session,
            participant=person,
            organisation=self.part.attendances.all()[0].organisation,
        )
        attendance.present_in.add(self.part)
        return person

    def test_no_name_no_number_and_no_marker_is_on_any_page(self) -> None:
        for output in (self.two_statements(), self.out()):
            said = self.say(output, "statement-2").content.decode()
            marker = output.objections.get().marker
            output = Output.objects.get(pk=output.pk)
            statement = output.statements.all()[1]
            assert marker == marker_of(output, self.reader, "statement", statement)
            pages = [said]
            for client in (self.browser(self.reader), self.browser(self.second)):
                pages += [
                    client.get(address).content.decode()
                    for address in (
                        "/my/",
                        self.part.session.get_absolute_url(),
                        f"/my/outputs/{output.public_id}/",
                        f"/my/outputs/{output.public_id}/object/?passage=statement-2",
                        f"/my/outputs/{output.public_id}/object/?passage=statement-1",
                        f"{self.part.session.get_absolute_url()}report-back/",
                        "/my/consents/",
                    )
                ]
            assert len(pages) == 15
            for page in pages:
                for planted in ("987654321", "876543219", "Quastenflosser", "Zwackelmann"):
                    assert planted not in page
                for planted in ("ottilie", "wendelin", marker, output.objection_secret):
                    assert planted not in page.casefold()

    def staff_pages(self, output: Output) -> list[str]:
        addresses = [
            f"/admin/dialogue_sessions/output/{output.pk}/change/",
            f"/admin/dialogue_sessions/output/{output.pk}/history/",
            "/admin/dialogue_sessions/output/",
            "/admin/",
        ]
        return [
            without_chance(self.client_of(role).get(address).content)
            for role in ("rapporteur", "reviewer", "convener")
            for address in addresses
        ]

    def test_staff_see_the_same_whoever_objected(self) -> None:
        for output in (self.two_statements(), self.out()):
            seen = []
            untouched = self.staff_pages(output)
            for person in (self.reader, self.second):
                with transaction.atomic():
                    data = self.form(output, "statement-1", text="Zu genau.")
                    self.press(output, data, by=person)
                    seen.append(self.staff_pages(output))
                    transaction.set_rollback(True)
            assert seen[0] == seen[1]
            # or the comparison above would say nothing
            assert seen[0] != untouched

    def test_no_row_of_any_table_tells_who_it_was(self) -> None:
        """The marker needs the server's key; all else is the same whoever objected."""
        output = self.out()
        seen = []
        for person in (self.reader, self.second):
            with transaction.atomic():
                clients = [self.browser(self.reader), self.browser(self.second)]
                data = self.form(output, "statement-1")
                before = rows_of_all_tables()
                client = clients[person == self.second]
                client.post(f"/my/outputs/{output.public_id}/object/", data)
                new = {
                    table: [row for row in rows if row not in before[table]]
                    for table, rows in rows_of_all_tables().items()
                }
                seen.append({table: rows for table, rows in new.items() if rows})
                transaction.set_rollback(True)
        first, second = seen
        assert set(first) == set(second)
        chance = {"id", "marker", "occasion", "objection_secret"}
        for table in first:
            plain = [
                sorted(
                    str({key: value for key, value in row.items() if key not in chance})
                    for row in rows[table]
                )
                for rows in (first, second)
            ]
            assert plain[0] == plain[1], table
        (objection,) = first["dialogue_sessions.Objection"]
        assert str(self.reader.pk) not in str(objection)


def rows_of_all_tables() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, sign-in sessions and links between tables included.

    In one language, whichever the last request left: a column in two languages has a third name
    that stands for the one spoken.
    """
    with translation.override("de"):
        return {
            model._meta.label: list(model._base_manager.order_by("pk").values())
            for model in apps.get_models(include_auto_created=True)
        }


class ConsentTest(ReadingTestCase):
    def asked(self, output: Output | None = None) -> NamingConsent:
        output = output or self.in_review()
        return ask_consent(
            output=output,
            statement_id=output.statements.all()[0].pk,
            participant=self.reader,
            today=SUBMITTED,
        )

    def answer(self, consent: NamingConsent, answer: str, **changes: str) -> Any:
        client = self.browser(self.reader)
        page = client.get(f"/my/consents/{consent.pk}/").content.decode()
        (text_hash,) = re.findall(r'name="text_hash" value="(\w+)"', page)
        data = {"answer": answer, "text_hash": text_hash, **changes}
        return client.post(f"/my/consents/{consent.pk}/", data, follow=True)

    def named(self) -> tuple[Output, NamingConsent]:
        """Return a released output whose statement stands under the reader's name."""
        output = self.in_review()
        consent = self.asked(output)
        self.answer(consent, "agree")
        clear_output(output=output, by=self.reviewer, today=READ)
        publish(output=output, by=self.reviewer, today=READ)
        return Output.objects.get(pk=output.pk), NamingConsent.objects.get(pk=consent.pk)

    def public(self, output: Output, language: str = "de") -> str:
        address = f"/{language}/publications/{output.publication.public_id}/"
        return Client().get(address).content.decode()

    def test_one_reads_the_wording_in_both_languages_with_the_name_as_it_would_stand(self) -> None:
        consent = self.asked()
        page = words(self.browser(self.reader).get(f"/my/consents/{consent.pk}/"))
        assert HARMLESS["text_de"] in page
        assert HARMLESS["text_en"] in page
        assert page.count(self.reader.full_name) == 2
        assert "Mit eigener Zustimmung zu diesem Wortlaut" in page
        assert "With their own consent to this wording" in page
        for address in ("/my/", self.part.session.get_absolute_url()):
            assert "Darf hier Ihr Name stehen?" in words(self.browser(self.reader).get(address))

    def test_nobody_elses_question_is_ever_visible(self) -> None:
        output = self.in_review()
        pages = [
            "/my/",
            "/my/consents/",
            self.part.session.get_absolute_url(),
            f"/my/outputs/{output.public_id}/",
            f"/my/outputs/{output.public_id}/object/?passage=statement-1",
        ]

        def seen_by_others() -> list[str]:
            """What one who was there, one who was not, and the convener as a participant read."""
            convener = Participant.objects.get(user=self.user("convener"))
            return [
                without_chance(self.browser(person).get(address).content)
                for person in (self.second, self.absent, convener)
                for address in pages
            ]

        before = seen_by_others()
        consent = self.asked(output)
        assert seen_by_others() == before
        self.answer(consent, "agree")
        assert seen_by_others() == before
        for address in (f"/my/consents/{consent.pk}/", f"/my/consents/{consent.pk}/withdraw/"):
            nothing = self.browser(self.second).get(f"/my/consents/{NOBODY}/").content
            for person in (self.second, self.absent):
                answer = self.browser(person).get(address)
                assert (answer.status_code, answer.content) == (404, nothing)
                assert self.browser(person).post(address).status_code == 404
            assert self.client_of("reviewer").get(address).status_code == 404
            assert self.client_of("convener").post(address).status_code == 404
        decline_consent(consent=consent, participant=self.reader)
        assert seen_by_others() == before

    def test_agreeing_binds_it_to_these_words(self) -> None:
        consent = self.asked()
        assert "Ihr Name darf unter diesem Wortlaut stehen." in words(self.answer(consent, "agree"))
        consent.refresh_from_db()
        assert consent.given_on is not None
        assert consent.text_hash == consent.statement.text_hash
        assert "Sie haben am" in words(self.browser(self.reader).get("/my/consents/"))
        assert not asked_of(self.reader).questions

    def test_words_changed_while_one_read_them_are_not_agreed_to(self) -> None:
        consent = self.asked()
        old = consent.statement.text_hash
        Statement.objects.filter(pk=consent.statement_id).update(text_en="Registers need an end.")
        page = words(self.answer(consent, "agree", text_hash=old))
        assert "Der Wortlaut wurde inzwischen geändert. Bitte lesen Sie ihn noch einmal." in page
        assert "Registers need an end." in page
        consent.refresh_from_db()
        assert consent.given_on is None

    def test_a_wording_changed_after_one_agreed_says_so_and_asks_again(self) -> None:
        consent = self.asked()
        self.answer(consent, "agree")
        Statement.objects.filter(pk=consent.statement_id).update(text_en="Registers need an end.")
        client = self.browser(self.reader)
        page = words(client.get(f"/my/consents/{consent.pk}/"))
        assert "Für den neuen gilt Ihr Einverständnis nicht." in page
        assert "Ihr Name zu einem Wortlaut, der geändert wurde" in words(client.get("/my/"))
        self.answer(consent, "agree")
        consent.refresh_from_db()
        assert consent.text_hash == Statement.objects.get(pk=consent.statement_id).text_hash
        assert not asked_of(self.reader).questions

    def test_declining_leaves_no_row_and_no_trace_in_any_table(self) -> None:
        output = self.in_review()
        client = self.browser(self.reader)
        before = rows_of_all_tables()
        consent = ask_consent(
            output=output,
            statement_id=output.statements.get().pk,
            participant=self.reader,
            today=SUBMITTED,
        )
        assert rows_of_all_tables() != before
        client.get("/my/")
        client.get(f"/my/consents/{consent.pk}/")
        answer = client.post(
            f"/my/consents/{consent.pk}/",
            {"answer": "decline", "text_hash": consent.text_hash},
            follow=True,
        )
        assert "Von der Frage wird nichts aufbewahrt." in words(answer)
        assert "Es gibt keine Frage zu Ihrem Namen." in words(answer)
        assert rows_of_all_tables() == before
        assert client.get(f"/my/consents/{consent.pk}/").status_code == 404
        assert mail.outbox == []

    def test_an_answer_that_is_none_changes_nothing(self) -> None:
        consent = self.asked()
        for answer in ("", "maybe"):
            assert self.answer(consent, answer).status_code == 200
        assert NamingConsent.objects.get(pk=consent.pk).given_on is None

    def test_a_released_name_is_taken_back_on_every_channel_at_once(self) -> None:
        output, consent = self.named()
        name = self.reader.full_name
        for language in ("de", "en"):
            assert name in self.public(output, language)
        client = self.browser(self.reader)
        address = f"/my/consents/{consent.pk}/"
        assert "Ihr Name steht öffentlich unter diesem Wortlaut." in words(client.get(address))
        # asked once more first
        asked = words(client.get(f"{address}withdraw/"))
        assert "Das lässt sich nicht rückgängig machen." in asked
        assert name in self.public(output)
        said = words(client.post(f"{address}withdraw/", follow=True))
        assert "Ihr Name steht dort nicht mehr." in said
        for language, group in (("de", "Teilnehmende"), ("en", "Participants")):
            page = self.public(output, language)
            assert name not in page
            assert HARMLESS[f"text_{language}"] in page
            assert group in page
        assert not NamingConsent.objects.filter(pk=consent.pk).exists()
        last = output.decisions.last()
        assert (last.action, last.decided_by) == (DecisionAction.UNNAMED, None)

    def test_a_consent_to_a_draft_is_taken_back_without_a_trace(self) -> None:
        output = self.in_review()
        self.browser(self.reader)
        consent = self.asked(output)
        self.answer(consent, "agree")
        client = self.browser(self.reader)
        client.post(f"/my/consents/{consent.pk}/withdraw/")
        assert not NamingConsent.objects.filter(pk=consent.pk).exists()
        assert output.statements.get().label == "participants"
        assert not output.decisions.filter(action=DecisionAction.UNNAMED).exists()

    def test_a_consent_goes_along_into_a_correction_and_both_are_ones_own_to_take_back(
        self,
    ) -> None:
        output, consent = self.named()
        start_correction(output=output, by=self.author)
        listed = words(self.browser(self.reader).get("/my/consents/"))
        assert listed.count("Sie haben am") == 2
        assert "Berichtigung eines veröffentlichten Textes" in listed
        self.browser(self.reader).post(f"/my/consents/{consent.pk}/withdraw/")
        assert not NamingConsent.objects.filter(participant=self.reader).exists()

    def test_a_name_that_is_not_used_is_said_not_to_be(self) -> None:
        consent = self.asked()
        self.answer(consent, "agree")
        Statement.objects.filter(pk=consent.statement_id).update(label="participants")
        page = words(self.browser(self.reader).get(f"/my/consents/{consent.pk}/"))
        assert "Ihr Name wird nicht verwendet." in page
        assert not asked_of(self.reader).questions

    def test_the_page_of_the_text_leads_only_its_owner_to_the_question(self) -> None:
        output, consent = self.named()
        link = f"/my/consents/{consent.pk}/"
        address = f"/my/outputs/{output.public_id}/"
        assert link in self.browser(self.reader).get(address).content.decode()
        assert link not in self.browser(self.second).get(address).content.decode()


class ReportBackTest(ReadingTestCase):
    def card(self, participant: Participant | None = None) -> HttpResponse:
        address = f"{self.part.session.get_absolute_url()}report-back/"
        return self.browser(participant or self.reader).get(address)

    def only(self, *outputs: Output) -> None:
        """Take every other released text of the session away."""
        kept = [output.pk for output in outputs]
        for other in Output.objects.filter(
            session=self.part.session, status=OutputStatus.PUBLISHED
        ).exclude(pk__in=kept):
            withdraw(output=other, by=self.reviewer, note="-", today=READ)

    def test_it_holds_released_text_in_both_languages_with_its_labels(self) -> None:
        draft = self.write(text_de="Noch im Entwurf.", text_en="Still a draft.")
        submit_for_review(output=draft, by=self.author, today=SUBMITTED)
        self.out()
        answer = self.card()
        page = words(answer)
        for text in (*HARMLESS.values(), *FURTHER.values(), "What needs an end"):
            assert text in page
        assert f"{HARMLESS['text_de']} – Teilnehmende" in page
        assert f"{HARMLESS['text_en']} – Participants" in page
        for text in ("Noch im Entwurf.", "Still a draft."):
            assert text not in page
        assert "Sagen Sie nie, wer es gesagt hat" in page

    def test_what_is_hidden_is_not_to_be_said(self) -> None:
        output = self.out()
        self.say(output, "statement-2")
        page = self.card().content.decode()
        assert HARMLESS["text_de"] in page
        assert "Quendolin" not in page

    def test_with_nothing_released_it_says_what_one_may_use_anyway(self) -> None:
        self.only()
        page = words(self.card())
        assert "Aus dieser Sitzung ist noch nichts veröffentlicht." in page
        assert "in eigenen Worten" in page
        assert "<textarea" not in self.card().content.decode()

    def test_it_is_for_those_who_were_there(self) -> None:
        self.out()
        assert self.card(self.second).status_code == 200
        for person in (self.absent, self.foreigner):
            assert self.card(person).status_code == 404
        address = self.part.session.get_absolute_url()
        link = f"{address}report-back/"
        assert link in self.browser(self.reader).get(address).content.decode()
        assert link not in self.browser(self.absent).get(address).content.decode()


class OneLookTest(ReadingTestCase):
    def test_with_nothing_asked_it_says_so(self) -> None:
        newcomer = Participant.objects.create(
            user=User.objects.create_user("neu@example.org"),
            email="neu@example.org",
            given_name="Nele",
            family_name="Neumann",
        )
        page = words(self.browser(newcomer).get("/my/"))
        assert "Das wartet auf Sie Zurzeit nichts." in page

    def test_the_last_check_for_leaks_is_told_and_only_the_last(self) -> None:
        client = self.browser(self.reader)
        assert "Zuletzt geprüft" not in words(client.get("/my/"))
        for day, requests, found in ((2, 4321, 0), (1, 777, 5)):
            ExposureAudit.objects.create(
                finished_on=datetime.date(2021, 11, day), requests=requests, found=found
            )
        page = words(client.get("/my/"))
        assert "Zuletzt geprüft am 2. November 2021: 0 Lecks auf 4321 Seiten gefunden." in page
        assert "777" not in page

    def test_the_drafts_of_ones_sessions_are_there_and_those_of_others_are_not(self) -> None:
        self.two_statements()
        for person, was_there in (
            (self.reader, True),
            (self.absent, False),
            (self.foreigner, False),
        ):
            assert ("Was ein Ende braucht" in words(self.browser(person).get("/my/"))) is was_there


class QueriesTest(ReadingTestCase):
    def fixed(self, address: str, number: int) -> None:
        client = self.browser(self.reader)
        with self.assertNumQueries(number):
            assert client.get(address).status_code == 200

    def test_a_draft_takes_nine_queries_however_long(self) -> None:
        output = self.in_review()
        self.fixed(f"/my/outputs/{output.public_id}/", 9)
        for position in (2, 3):
            output.statements.create(position=position, label="participants", **FURTHER)
        self.say(output, "title")
        self.say(output, "lead")
        self.fixed(f"/my/outputs/{output.public_id}/", 9)

    def test_a_released_text_takes_eight_queries_however_long(self) -> None:
        output = self.out()
        self.fixed(f"/my/outputs/{output.public_id}/", 8)
        self.say(output, "lead")
        self.fixed(f"/my/outputs/{output.public_id}/", 8)

    def test_questions_take_four_queries_however_many(self) -> None:
        output = self.two_statements()
        for number, statement in enumerate(output.statements.all(), start=1):
            ask_consent(
                output=output,
                statement_id=statement.pk,
                participant=self.reader,
                today=SUBMITTED,
            )
            assert NamingConsent.objects.filter(participant=self.reader).count() == number
            self.fixed("/my/consents/", 4)

    def test_the_card_takes_six_queries_however_much_is_released(self) -> None:
        address = f"{self.part.session.get_absolute_url()}report-back/"
        self.out()
        self.fixed(address, 6)
        self.out()
        self.fixed(address, 6)
