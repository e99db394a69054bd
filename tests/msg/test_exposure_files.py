"""What the look from outside reads of a file: every word in it, and no chance pattern of bytes."""

import io
import re

import pytest
from django.http import HttpResponse
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter

from msg.exposure.answers import Unread, pieces_of
from rounds.documents import typesetting

CARD = {
    "language": "de", "site": "Haus", "sample": "", "card": "overview", "said": "Ja.",
    "who": "Wer?",
}  # fmt: skip


def words_in(content: bytes, kind: str) -> str:
    """Return all that is read of a file."""
    response = HttpResponse(content, content_type=kind)
    return " | ".join(
        piece.text for piece in pieces_of(response, content) if piece.where != "header"
    )


def words_of(paper: bytes) -> str:
    """Return what is read of the file as it is."""
    response = HttpResponse(paper, content_type="application/pdf")
    first, *_ = (piece for piece in pieces_of(response, paper) if piece.where == "file, as it is")
    return first.text


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return typesetting.picture("card", CARD)


class TestPictures:
    def test_pixels_are_no_words(self, drawn: bytes):
        assert len(drawn) > 3000
        read = words_in(drawn, "image/png")
        assert set(re.findall("[A-Za-z]{2,}", read)) <= {"OK", "IENDB"}
        assert len(read) < 100

    def test_what_is_written_into_a_picture_is_read(self, drawn: bytes):
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "Xaver Quastenberg")
        info.add_text("Comment", "Zoë Ypsilanti", zip=True)
        info.add_itxt("Title", "Ödön Zwölfer", zip=True)
        exif = Image.Exif()
        exif[0x8298] = "Quirin Rothschopf"
        out = io.BytesIO()
        Image.open(io.BytesIO(drawn)).save(out, "PNG", pnginfo=info, exif=exif)
        read = words_in(out.getvalue() + b"behind the end: Aloisia Vierthaler", "image/png")
        for planted in (
            "Xaver Quastenberg", "Zoë Ypsilanti", "Ödön Zwölfer", "Quirin Rothschopf",
            "Aloisia Vierthaler",
        ):  # fmt: skip
            assert planted in read

    def test_bytes_read_as_letters_of_another_script_are_no_names(self, drawn: bytes):
        response = HttpResponse(drawn + b"Ling Mi Dan " * 9, content_type="image/png")
        _, wide, *_ = (
            piece.text
            for piece in pieces_of(response, response.content)
            if piece.where == "file, as it is"
        )
        assert re.findall(r"[^\x00-\u024f]", wide) == []
        named = drawn + "Zoë Şimşek".encode("utf-16-le").rjust(60, b"\0")
        assert "Zoë Şimşek" in words_in(named, "image/png")

    def test_a_broken_picture_does_not_look_clean(self, drawn: bytes):
        with pytest.raises(Unread):
            words_in(drawn[:300], "image/png")


class TestPdf:
    def test_words_bookmarks_notes_and_properties_are_read(self):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_paper())))
        writer.add_metadata({"/Author": "Xaver Quastenberg"})
        writer.add_outline_item(title="Zoë Ypsilanti", page_number=0)
        out = io.BytesIO()
        writer.write(out)
        read = words_in(out.getvalue(), "application/pdf")
        for planted in ("Xaver Quastenberg", "Zoë Ypsilanti", "Ohne Namen", "Ein Satz"):
            assert planted in read

    def test_a_word_divided_at_the_end_of_a_line_is_read_as_one(self):
        long = "Quastenbergheimerstaedterhofen"
        read = words_in(
            _paper(text=f"{'Wer hier etwas sagt, bleibt ' * 3}{long}. " * 4), "application/pdf"
        )
        assert read.count(long) == 4
        assert "\u00ad" not in read

    def test_packed_bytes_are_no_words(self):
        paper = _paper()
        assert len(re.findall(rb"/FlateDecode", paper)) > 5
        # what is left are words of the format and of the text: nothing that is no letter or sign
        assert re.findall(r"[\x00-\x08\x0e-\x1f\x7f]", words_of(paper)) == []


def _paper(text: str = "Ein Satz steht hier.") -> bytes:
    """Return a PDF as the publications have it."""
    row = {
        "name": "Aussage 1", "address": "https://example.org/#a1", "text": text,
        "label": "Teilnehmende", "named": False, "note": "Ohne Namen. Gruppe:",
    }  # fmt: skip
    empty = {"title": "Gruppe", "texts": ["Text."], "hint": "", "text": "Wortlaut."}
    return typesetting.pdf(
        "publication",
        {
            "language": "de", "site": "Haus", "address": "https://example.org/",
            "date": {"year": 2020, "month": 6}, "sample": "", "kind": "Befund",
            "rounds": [{"years": "2020", "span": 1, "current": True}], "month": "Juni 2020",
            "corrected": "", "title": "Titel", "lead": "", "bands": "", "statements": [row],
            "questions-title": "", "questions": [], "group": empty, "rule": empty, "cite": empty,
            "printed": "",
        },
    )  # fmt: skip
