"""What staff see before a release is what the public gets after it, byte for byte."""

import datetime
import html
import re

from django.utils import timezone, translation

from rounds.models import Publication, PublicationStatement
from sessions.consents import ask_consent, give_consent
from sessions.corrections import start_correction
from sessions.drafting import (
    clear_output,
    present_people,
    return_to_draft,
    submit_for_review,
    write_output,
)
from sessions.enums import OutputStatus, Passage
from sessions.models import AgendaItem, Output, Session
from sessions.publishing import object_to_released, publish, withdraw
from tests.cast import ROLES, DemoTestCase

LIST = "/admin/dialogue_sessions/output/"
LANGUAGES = ("de", "en")
TODAY = timezone.localdate
STATEMENTS = (
    {
        "text_de": "Register sollten ein Ende haben, bevor sie einen Anfang haben.",
        "text_en": "Registers should have an end before they have a beginning.",
    },
    {
        "text_de": "Wer Daten teilt, braucht einen Zweck.",
        "text_en": "Whoever shares data needs a purpose.",
    },
)


class WayTestCase(DemoTestCase):
    """A draft by the rapporteur, of the last session of 2021, that goes the whole way."""

    def setUp(self) -> None:
        self.author, self.reviewer = self.user("rapporteur"), self.user("reviewer")
        self.part = AgendaItem.objects.get(
            session__title_de="Gestalten statt nachsteuern", position=2
        )

    def write(self, **fields: object) -> Output:
        return write_output(
            session=self.part.session,
            author=self.author,
            parts=[self.part],
            questions=list(self.part.session.questions.all()),
            statements=STATEMENTS,
            **{
                "kind": "finding",
                "title_de": "Was ein Ende braucht",
                "title_en": "What needs an end",
                "lead_de": "Ein Befund.",
                "lead_en": "A finding.",
                **fields,
            },
        )

    def in_review(self, **fields: object) -> Output:
        """Return an output whose review is over."""
        long_ago = TODAY() - datetime.timedelta(days=30)
        return submit_for_review(output=self.write(**fields), by=self.author, today=long_ago)

    def cleared(self, **fields: object) -> Output:
        return clear_output(output=self.in_review(**fields), by=self.reviewer, today=TODAY())

    def released(self, **fields: object) -> Output:
        output = self.cleared(**fields)
        publish(output=output, by=self.reviewer, today=TODAY())
        return Output.objects.get(pk=output.pk)

    def page(self, output: Output, role: str = "reviewer") -> str:
        """Return the page of an output as text, with what HTML escapes written out."""
        response = self.client_of(role).get(f"{LIST}{output.pk}/change/")
        assert response.status_code == 200
        return html.unescape(response.content.decode())

    def previews(self, output: Output) -> dict[str, bytes]:
        client = self.client_of("reviewer")
        answers = {
            language: client.get(f"{LIST}{output.pk}/preview/{language}/") for language in LANGUAGES
        }
        for answer in answers.values():
            assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        return {language: answer.content for language, answer in answers.items()}

    def public(self, public_id: str) -> dict[str, bytes]:
        return {
            language: self.client.get(f"/{language}/publications/{public_id}/").content
            for language in LANGUAGES
        }


class PreviewTest(WayTestCase):
    def rows(self) -> list[object]:
        """Return everything public, to see that a look at a preview writes nothing."""
        with translation.override("de"):
            return [
                list(model.objects.order_by("pk").values())
                for model in (Publication, PublicationStatement)
            ]

    def test_the_preview_is_the_page_that_will_be_public(self) -> None:
        output = self.cleared()
        rows = self.rows()
        seen = self.previews(output)
        assert self.rows() == rows
        publication = publish(output=output, by=self.reviewer, today=TODAY())
        assert seen == self.public(publication.public_id)
        assert b"Was ein Ende braucht" in seen["de"].replace("\xad".encode(), b"")
        assert b"What needs an end" in seen["en"]

    def test_so_is_that_of_a_policy_option_with_its_bands(self) -> None:
        output = self.cleared(kind="policy_option", support="all")
        others = Session.objects.filter(round_id=self.part.session.round_id)
        output.also_heard_in.set(others.exclude(pk=self.part.session_id))
        seen = self.previews(output)
        publication = publish(output=output, by=self.reviewer, today=TODAY())
        assert seen == self.public(publication.public_id)
        words = {code: " ".join(page.decode().split()) for code, page in seen.items()}
        assert "Came up in most sessions. Supported by all sectors." in words["en"]
        assert "in den meisten Sitzungen" in words["de"]
        assert "von allen Sektoren" in words["de"]

    def test_so_is_that_of_a_correction_under_the_address_of_what_it_corrects(self) -> None:
        released = self.released()
        draft = start_correction(output=released, by=self.author)
        draft.statements.filter(position=1).update(text_de="Neu gefasst.", text_en="Put anew.")
        long_ago = TODAY() - datetime.timedelta(days=30)
        submit_for_review(output=draft, by=self.author, today=long_ago)
        output = clear_output(output=draft, by=self.reviewer, today=TODAY())
        before = self.public(released.publication.public_id)
        seen = self.previews(output)
        assert self.public(released.publication.public_id) == before != seen
        publish(output=output, by=self.reviewer, today=TODAY())
        assert seen == self.public(released.publication.public_id)
        assert b"Put anew." in seen["en"]
        assert b"Corrected in" in seen["en"]

    def test_so_is_that_of_a_statement_with_a_name(self) -> None:
        output = self.in_review()
        person = present_people(output.session)[0]
        statement = output.statements.get(position=1)
        consent = ask_consent(
            output=output, statement_id=statement.pk, participant=person, today=TODAY()
        )
        answer = self.client_of("reviewer").get(f"{LIST}{output.pk}/preview/de/")
        assert answer.status_code == 302, "nobody agreed yet, so there is no such page"
        give_consent(
            consent=consent, participant=person, text_hash=statement.text_hash, today=TODAY()
        )
        output = clear_output(output=output, by=self.reviewer, today=TODAY())
        seen = self.previews(output)
        publication = publish(output=output, by=self.reviewer, today=TODAY())
        assert seen == self.public(publication.public_id)
        assert person.full_name in seen["de"].decode()

    def test_once_released_it_shows_what_is_public_now(self) -> None:
        output = self.released()
        public_id = output.publication.public_id
        object_to_released(
            output=output,
            participant=present_people(output.session)[0],
            passage=Passage.STATEMENT,
            statement=output.statements.get(position=1),
            today=TODAY(),
        )
        seen = self.previews(output)
        assert seen == self.public(public_id)
        assert STATEMENTS[0]["text_en"].encode() not in seen["en"]
        assert STATEMENTS[1]["text_en"].encode() in seen["en"]

    def test_it_depends_on_nobody(self) -> None:
        output = self.cleared()
        pages = {
            self.client_of(role).get(f"{LIST}{output.pk}/preview/de/").content
            for role in ("rapporteur", "reviewer", "convener")
        }
        assert len(pages) == 1
        for role in set(ROLES) - {"rapporteur", "reviewer", "convener"}:
            answer = self.client_of(role).get(f"{LIST}{output.pk}/preview/de/")
            assert answer.status_code == (302 if role == "public" else 404)
            assert answer.content not in pages

    def test_what_could_never_be_public_has_no_preview(self) -> None:
        output = self.write(title_en="")
        client = self.client_of("reviewer")
        answer = client.get(f"{LIST}{output.pk}/preview/de/", follow=True)
        assert answer.redirect_chain == [(f"{LIST}{output.pk}/change/", 302)]
        assert "braucht einen Titel in beiden Sprachen" in answer.content.decode()
        assert "/preview/" not in answer.content.decode()
        released = self.released()
        withdraw(output=released, by=self.reviewer, note="x", today=TODAY())
        assert client.get(f"{LIST}{released.pk}/preview/de/").status_code == 404
        assert client.get(f"{LIST}{output.pk}/preview/fr/").status_code == 404

    def test_the_page_of_the_release_leads_to_both(self) -> None:
        output = self.cleared()
        page = self.client_of("reviewer").get(f"{LIST}{output.pk}/release/").content.decode()
        assert re.findall(r"/preview/(\w\w)/", page) == ["de", "en"]
        return_to_draft(output=output, by=self.reviewer, today=TODAY())
        assert Output.objects.get(pk=output.pk).status == OutputStatus.DRAFT
