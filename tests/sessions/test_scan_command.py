"""The scanner on the command line: files for people, a stream for tools."""

import io
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pptx
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from msg.demo.papers import example_paper
from sessions.documents_text import UnreadableFile, passages
from sessions.models import Session
from tests.cast import DemoTestCase

LEAK = "Petrova warb dafür, Register mit einem Ende zu planen."
CLEAN = "Register sollten ein Ende haben, bevor sie einen Anfang haben."


class FilesTest(DemoTestCase):
    def setUp(self) -> None:
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.room = Session.objects.get(title_de="Gestalten statt nachsteuern").public_id

    def scan(self, *files: Path) -> tuple[int, str]:
        """Return exit status and output of the command."""
        out = io.StringIO()
        status = 0
        with translation.override("de"):
            try:
                call_command(
                    "scan_attribution",
                    *(str(file) for file in files),
                    session=self.room,
                    stdout=out,
                    no_color=True,
                )
            except SystemExit as end:
                status = int(str(end.code))
        return status, out.getvalue()

    def text(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path

    def test_a_leak_ends_with_status_1_and_says_why(self) -> None:
        status, said = self.scan(self.text("notes.md", f"# Notizen\n\n{CLEAN}\n\n{LEAK}\n"))
        assert status == 1
        assert said == (
            "notes.md: BLOCK name:  »Petrova« warb dafür, Register mit einem Ende zu planen.\n"
            "    Hier steht der Nachname einer teilnehmenden Person.\n"
            "notes.md: 1 findings, 1 of them stop a release.\n"
        )

    def test_a_clean_text_ends_well_and_says_that_this_is_no_proof(self) -> None:
        status, said = self.scan(self.text("notes.txt", CLEAN))
        assert status == 0
        assert "0 findings" in said
        assert "no proof" in said

    def test_one_file_among_several_is_enough(self) -> None:
        files = [self.text("one.md", CLEAN), self.text("two.md", LEAK)]
        assert self.scan(*files)[0] == 1

    def test_word_files_are_read_with_tables_and_footers(self) -> None:
        document = docx.Document()
        document.add_paragraph(CLEAN)
        document.add_table(1, 1).cell(0, 0).text = LEAK
        document.sections[0].footer.paragraphs[0].text = "Protokoll: Milena Petrova"
        path = self.folder / "notes.docx"
        document.save(str(path))
        status, said = self.scan(path)
        assert status == 1
        assert said.count("BLOCK name") == 2

    def test_slides_are_read_with_what_stands_in_a_chart(self) -> None:
        show = pptx.Presentation()
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = LEAK
        data = CategoryChartData()
        data.categories = [CLEAN]
        data.add_series("Register", (1,))
        size = Inches(1)
        chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, size, size, data).chart
        chart.has_title = True
        chart.chart_title.text_frame.text = "Zahlen von Milena Petrova"
        path = self.folder / "slides.pptx"
        show.save(str(path))
        status, said = self.scan(path)
        assert status == 1
        assert said.count("BLOCK name") == 2

    def test_pdf_files_are_read(self) -> None:
        path = self.folder / "notes.pdf"
        path.write_bytes(example_paper("Petrova warb dafür"))
        status, said = self.scan(path)
        assert status == 1
        assert "Petrova" in said

    def test_what_cannot_be_read_is_an_error_and_never_clean(self) -> None:
        broken = self.folder / "broken.txt"
        broken.write_bytes(b"\xff\xfe\x00")
        fake = self.text("fake.pdf", "no pdf")
        other = self.text("sheet.xlsx", "x")
        word = self.text("fake.docx", "no docx")
        slides = self.text("fake.pptx", "no pptx")
        empty = self.text("empty.md", " \n\n")
        for path, what in (
            (broken, "UTF-8"),
            (fake, "no PDF"),
            (other, "only"),
            (word, "no DOCX"),
            (slides, "no PPTX"),
            (empty, "no text"),
        ):
            with pytest.raises(CommandError, match=what):
                self.scan(path)
            with pytest.raises(UnreadableFile):
                list(passages(path))

    def test_wrong_words_are_refused(self) -> None:
        with pytest.raises(CommandError, match="Name a session"):
            call_command("scan_attribution")
        with pytest.raises(CommandError, match="no session"):
            call_command("scan_attribution", str(self.text("a.md", LEAK)), session="nothing")
        with pytest.raises(CommandError, match="standard input"):
            call_command("scan_attribution", jsonl=True, session=self.room)


def stream(*lines: str) -> tuple[int, list[dict]]:
    """Return exit status and answers of the command as a filter."""
    result = subprocess.run(
        [sys.executable, "manage.py", "scan_attribution", "--jsonl"],
        cwd=settings.BASE_DIR,
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, [json.loads(line) for line in result.stdout.splitlines()]


ROSTER = {
    "id": "r",
    "session": {"title": "", "date": "2026-01-01", "lang": "de", "parts": []},
    "orgs": [{"id": "o", "name": "Amt", "aliases": [], "sector": "government"}],
    "participants": [
        {
            "id": "p",
            "first": "Milena",
            "last": "Petrova",
            "gender": "f",
            "org": "o",
            "sector": "government",
            "role": "",
            "email": "m@example.org",
            "bio": "",
        }
    ],
}


def test_a_line_in_is_a_line_out() -> None:
    line = json.dumps({"id": "a", "roster": ROSTER, "text": LEAK, "lang": "de"})
    status, (answer,) = stream(line)
    assert status == 0
    assert answer["id"] == "a"
    (finding,) = answer["findings"]
    assert {key: finding[key] for key in ("start", "end", "kind", "severity")} == {
        "start": 0,
        "end": 7,
        "kind": "name",
        "severity": "block",
    }
    assert answer["setup_s"] >= 0
    assert answer["scan_s"] >= 0


def test_a_bad_line_is_an_error_and_the_next_one_is_answered() -> None:
    good = json.dumps({"id": "b", "roster": ROSTER, "text": CLEAN, "lang": "de"})
    empty = json.dumps(
        {"id": "c", "roster": {**ROSTER, "participants": [], "orgs": []}, "text": LEAK}
    )
    status, answers = stream("not json", empty, good)
    assert status == 1
    assert ["error" in answer for answer in answers] == [True, True, False]
    assert answers[2]["findings"] == []
