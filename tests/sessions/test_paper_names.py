"""What papers say of those on the list of a session: staff are told, and nobody else is."""

import html
import io
import re
from tempfile import TemporaryDirectory
from typing import ClassVar

import docx
import pikepdf
import pptx
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from pikepdf import Array, Dictionary, Name
from pptx.util import Inches

from msg.demo.papers import example_paper
from participants.models import User
from sessions.models import Attendance, Document, Session
from sessions.paper_names import MOST_PLACES, look_through
from tests.cast import DemoTestCase
from tests.participants.staff_pages import new_row, save
from tests.rounds.record import make_round
from tests.sessions.planted_files import (
    DOCUMENT,
    a_box,
    in_slides,
    in_word,
    noise,
    pdf_with,
    saved,
    with_part,
)

FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:footnote><w:p><w:r><w:t>Dank an Milena </w:t></w:r><w:r><w:t>Petrova</w:t></w:r></w:p>"
    "</w:footnote></w:footnotes>"
)


def word() -> bytes:
    """Return a text document that names somebody in a table and in its footer."""
    document = docx.Document()
    document.add_paragraph("Register brauchen ein Ende.")
    document.add_table(1, 1).cell(0, 0).text = "Petrova warb dafür"
    document.sections[0].footer.paragraphs[0].text = "Vorlage: Milena Petrova"
    return _saved(document)


def slides() -> bytes:
    """Return a presentation whose third slide names somebody; the second one has no text."""
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Register"
    show.slides.add_slide(show.slide_layouts[6])
    third = show.slides.add_slide(show.slide_layouts[6])
    box = third.shapes.add_textbox(0, 0, Inches(3), Inches(1))
    box.text_frame.text = "Gespräch mit Milena Petrova"
    return _saved(show)


def with_picture(text: str, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a text document with a picture."""
    document = docx.Document()
    document.add_paragraph(text)
    document.add_picture(io.BytesIO(saved(noise(size=size), "PNG")))
    return _saved(document)


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def words(response: HttpResponse) -> str:
    """Return what a page says, in one line."""
    assert response.status_code == 200
    body = response.content.decode().split("<body", 1)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


class PaperNamesTest(DemoTestCase):
    """A session at which Milena Petrova was, and its papers."""

    room: ClassVar[Session]

    @classmethod
    def setUpTestData(cls) -> None:
        """Take the session, without the papers it has."""
        super().setUpTestData()
        cls.room = Session.objects.get(title_de="Gestalten statt nachsteuern")
        cls.room.documents.all().delete()
        User.objects.update(language="de")

    def setUp(self) -> None:
        """Keep the files of a test to itself."""
        folder = self.enterContext(TemporaryDirectory())
        self.enterContext(override_settings(MEDIA_ROOT=folder))
        self.convener = self.client_of("convener")

    def take_in(self, content: bytes, title: str = "Papier") -> str:
        """Upload a paper as staff do; return what the page says that comes back."""
        paper = {
            "kind": "other",
            "title_de": title,
            "title_en": "Paper",
            "file": SimpleUploadedFile("papier.bin", content),
        }
        number = self.room.documents.count()
        row = new_row("documents", number, number + 1, **paper)
        change = f"/admin/dialogue_sessions/session/{self.room.pk}/change/"
        response = save(self.convener, change, row)
        assert response.status_code == 302, words(response)
        return words(self.convener.get(change))

    def page(self, client: Client | None = None) -> str:
        """Open the page of the names in papers."""
        address = f"/admin/dialogue_sessions/session/{self.room.pk}/papers/"
        return words((client or self.convener).get(address))

    def test_a_new_paper_is_looked_through_and_staff_are_told_how_much_and_where_to_look(
        self,
    ) -> None:
        said = self.take_in(example_paper("Petrova warb dafür"))
        assert Document.objects.filter(session=self.room).count() == 1, "nothing is refused"
        assert (
            "Der Text der neuen Papiere weist auf Personen dieser Sitzung hin"
            " (Namen von Personen: 1). Eingeladene sehen es erst, wenn Sie nachgesehen und es"
            " geöffnet haben. Namen in Papieren" in said
        )
        page = self.page()
        assert "Namen von Personen 1" in page
        assert "Namen von Personen · Seite 1 Petrova warb dafür" in page
        assert "Hier steht der Nachname einer teilnehmenden Person." in page

    def test_each_kind_of_file_is_read_where_people_write_names(self) -> None:
        self.take_in(word(), "Text")
        self.take_in(slides(), "Folien")
        looked = {each.paper.title_de: each for each in look_through(self.room, self.papers())}
        assert [place.span for place in looked["Text"].places] == ["Petrova", "Milena Petrova"]
        assert [(place.sheet, place.span) for place in looked["Folien"].places] == [
            ("Folie 3", "Milena Petrova")
        ]

    def test_a_footnote_and_a_name_in_two_pieces_are_found_too(self) -> None:
        content = with_part(word(), DOCUMENT, "footnotes", "footnotes.xml", FOOTNOTES)
        self.take_in(content)
        (one,) = look_through(self.room, self.papers())
        assert "Dank an Milena Petrova" in [place.before + place.span for place in one.places]

    def test_the_title_is_part_of_the_paper(self) -> None:
        self.take_in(example_paper("Register"), "Folien von Milena Petrova")
        assert "Namen von Personen · Titel Folien von Milena Petrova" in self.page()

    def test_a_clean_paper_says_so_and_staff_are_not_warned(self) -> None:
        said = self.take_in(example_paper("Register brauchen ein Ende"))
        assert "weist auf Personen" not in said
        page = self.page()
        assert "Nichts gefunden." in page
        assert "ist kein Beweis" in page

    def test_what_cannot_be_read_is_never_clean(self) -> None:
        said = self.take_in(saved(noise(), "PNG"))
        assert "Was auf einem Bild steht, kann kein Programm lesen." in said
        assert "Nichts gefunden." not in self.page()
        self.take_in(example_paper(""))
        paper = self.papers()[1]
        paper.file.storage.delete(paper.file.name)
        with self.assertLogs("sessions.paper_names", "WARNING") as logs:
            page = self.page()
        assert "Den Text dieses Papiers kann kein Programm lesen." in page
        assert str(paper.file.name) not in str(logs.output)

    def test_before_anybody_is_invited_there_is_nothing_to_look_for(self) -> None:
        Attendance.objects.filter(session=self.room).delete()
        Session.objects.filter(pk=self.room.pk).update(round=make_round(2030, 2031))
        self.room.refresh_from_db()
        Document.objects.create(
            session=self.room, title_de="A", title_en="B", file="documents/x.pdf"
        )
        assert "Auf der Liste dieser Sitzung steht noch niemand." in self.page()

    def test_all_are_counted_where_not_all_are_shown(self) -> None:
        document = docx.Document()
        for number in range(MOST_PLACES + 3):
            document.add_paragraph(f"Punkt {number}: Petrova warb dafür.")
        self.take_in(_saved(document))
        (one,) = look_through(self.room, self.papers())
        assert len(one.places) == MOST_PLACES
        page = self.page()
        assert f"Namen von Personen {MOST_PLACES + 3}" in page
        assert "3 weitere Stellen sind nicht gezeigt." in page

    def test_nothing_of_it_is_kept_and_that_somebody_looked_is(self) -> None:
        with self.assertNoLogs(level="INFO"):
            said = self.take_in(example_paper("Petrova warb dafür"))
            LogEntry.objects.all().delete()
            self.page()
        assert "Petrova" not in said.split("Der Text der neuen Papiere")[1].split("Namen in")[0]
        (entry,) = LogEntry.objects.all()
        assert (entry.object_id, entry.user) == (str(self.room.pk), self.user("convener"))
        assert "Petrova" not in entry.object_repr + entry.change_message
        assert not Document.objects.filter(file__icontains="Petrova").exists()

    def test_staff_see_it_and_nobody_else(self) -> None:
        self.take_in(example_paper("Petrova warb dafür"))
        address = f"/admin/dialogue_sessions/session/{self.room.pk}/papers/"
        for role in ("rapporteur", "reviewer"):
            assert "Petrova warb dafür" in self.page(self.client_of(role))
        for role in ("stranger", "there", "elsewhere"):
            assert self.client_of(role).get(address).status_code == 404
        assert self.convener.get(address.replace(str(self.room.pk), "0")).status_code == 404

    def test_those_invited_have_a_clean_paper_at_once_and_any_other_when_it_is_opened(self) -> None:
        self.take_in(example_paper("Register brauchen ein Ende"), "Sauberes Papier")
        self.take_in(example_paper("Petrova warb dafür"), "Benanntes Papier")
        self.take_in(saved(noise(), "PNG"), "Ein Bild")
        clean, named, picture = self.papers()
        assert self.seen_by(self.invited()) == {clean}
        self.step("open", named)
        assert self.seen_by(self.invited()) == {clean, named}
        self.step("open", picture)
        assert self.seen_by(self.invited()) == {clean, named, picture}
        self.step("close", clean)
        assert self.seen_by(self.invited()) == {named, picture}
        assert self.seen_by(self.client_of("there")) == set()

    def test_a_name_that_stands_in_no_line_holds_a_paper_back_as_well(self) -> None:
        def aloud(pdf: pikepdf.Pdf) -> None:
            name = pikepdf.String("Milena Petrova")
            element = Dictionary(Type=Name.StructElem, S=Name.Span, ActualText=name)
            pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([element]))

        caption = '<w:tblPr><w:tblCaption w:val="Quelle: Milena Petrova"/>'
        shape = a_box("Milena Petrova")
        layout = "ppt/slideLayouts/slideLayout2.xml"
        for content in (
            in_word("<w:tblPr>", caption)(),
            in_slides("</p:spTree>", f"{shape}</p:spTree>", layout)(),
            pdf_with(aloud),
        ):
            with self.subTest(content[:4]):
                said = self.take_in(content)
                assert "Namen von Personen: 1" in said
                paper = self.papers()[-1]
                assert paper not in self.seen_by(self.invited())
                (one,) = look_through(self.room, [paper])
                assert [place.span for place in one.places] == ["Milena Petrova"]
                assert not one.is_clean

    def test_a_paper_with_a_picture_waits_and_what_its_text_says_is_shown_all_the_same(
        self,
    ) -> None:
        said = self.take_in(with_picture("Register brauchen ein Ende"), "Foto")
        assert "Nicht alles in diesem Papier kann ein Programm lesen" in said
        assert self.seen_by(self.invited()) == set()
        page = self.page()
        assert "Nicht alles in diesem Papier kann ein Programm lesen" in page
        assert "Nichts gefunden." not in page
        self.take_in(with_picture("Petrova warb dafür"), "Foto und Name")
        assert "Namen von Personen 1" in self.page()
        self.take_in(with_picture("Register brauchen ein Ende", size=(20, 20)), "Zeichen")
        assert self.seen_by(self.invited()) == {self.papers()[-1]}

    def test_whatever_is_changed_of_a_paper_is_looked_through_again(self) -> None:
        self.take_in(example_paper("Register brauchen ein Ende"))
        change = f"/admin/dialogue_sessions/session/{self.room.pk}/change/"
        file = SimpleUploadedFile("neu.pdf", example_paper("Petrova warb dafür"))
        save(self.convener, change, {"documents-0-file": file})
        (paper,) = self.papers()
        assert self.seen_by(self.invited()) == set()
        self.step("open", paper)
        save(self.convener, change, {"documents-0-kind": "background"})
        assert self.seen_by(self.invited()) == {paper}, "what was judged stays judged"
        save(self.convener, change, {"documents-0-title_en": "Slides by Milena Petrova"})
        assert self.seen_by(self.invited()) == set()

    def test_only_who_may_change_papers_opens_them(self) -> None:
        self.take_in(example_paper("Petrova warb dafür"))
        (paper,) = self.papers()
        other = Document.objects.exclude(session=self.room)[0]
        address = f"/admin/dialogue_sessions/session/{self.room.pk}/papers/"
        for role in ("rapporteur", "reviewer"):
            assert "Für Eingeladene öffnen" not in self.page(self.client_of(role))
            self.step("open", paper, by=self.client_of(role), status=404)
        for data in ({"step": "read", "paper": paper.pk}, {"step": "close", "paper": other.pk}, {}):
            assert self.convener.post(address, data).status_code == 404
        paper.refresh_from_db()
        other.refresh_from_db()
        assert (paper.is_open, other.is_open) == (False, True)

    def step(
        self, step: str, paper: Document, *, by: Client | None = None, status: int = 302
    ) -> None:
        """Open a paper to those invited, or close it."""
        address = f"/admin/dialogue_sessions/session/{self.room.pk}/papers/"
        answer = (by or self.convener).post(address, {"step": step, "paper": paper.pk})
        assert answer.status_code == status

    def invited(self) -> Client:
        """Return a browser of somebody who was invited."""
        client = Client()
        users = User.objects.filter(participant__attendances__session=self.room, is_staff=False)
        client.force_login(users[0])
        return client

    def seen_by(self, client: Client) -> set[Document]:
        """Return the papers somebody has, the same on the session's page and by their addresses."""
        page = client.get(self.room.get_absolute_url()).content.decode()
        papers = self.papers()
        listed = {paper for paper in papers if paper.get_absolute_url() in page}
        given = set()
        for paper in papers:
            answer = client.get(paper.get_absolute_url())
            if answer.status_code == 200:
                # read to its end, which closes the file
                assert b"".join(answer.streaming_content)
                given.add(paper)
        assert listed == given
        return given

    def papers(self) -> list[Document]:
        """Return the papers in the order they were taken in."""
        return list(Document.objects.filter(session=self.room).order_by("pk"))
