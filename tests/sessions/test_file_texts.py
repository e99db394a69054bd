"""Whoever looks a paper through for names meets all text it holds, or hears that there is more."""

import io
import re
from pathlib import Path

import docx
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from msg.demo.papers import example_paper
from sessions.documents_text import FileText, passages, text_of, undivided
from sessions.intake import clean
from tests.sessions import planted_files as planted
from tests.sessions.planted_files import NAME, TEXT, noise, saved


def read(content: bytes, folder: Path) -> FileText:
    """Take a file in, and return the text of what is stored."""
    cleaned = clean(content)
    file = folder / f"paper.{cleaned.extension}"
    file.write_bytes(cleaned.content)
    return text_of(file)


@pytest.mark.parametrize("place", planted.KEPT_WORDS)
def test_a_name_is_met_wherever_a_file_keeps_it(place, tmp_path):
    text = read(planted.KEPT_WORDS[place](), tmp_path)
    found = [undivided(each) for each in (*text.passages, *text.beside)]
    assert any(re.search(rf"(?<!\w){NAME}(?!\w)", each) for each in found)


def test_what_stands_in_line_comes_first_and_once(tmp_path):
    text = read(planted.word(), tmp_path)
    assert text.passages == [TEXT, "First paragraph", "In a cell", "In the header"]
    assert not {TEXT, "First paragraph", "In a cell", "In the header"} & set(text.beside)
    text = read(planted.pdf_with(lambda pdf: None), tmp_path)
    assert [each.strip() for each in text.passages] == [f"{TEXT} 1", f"{TEXT} 2"]


def test_what_is_read_aloud_just_as_it_stands_is_not_met_twice(tmp_path):
    aloud = f"\n/Span << /ActualText ({TEXT}) >> BDC EMC\n"
    text = read(planted.in_first_page(aloud)(), tmp_path)
    assert TEXT not in text.beside


def test_a_part_of_a_word_on_a_page_is_no_word(tmp_path):
    part = TEXT.split()[-1][:-1]
    assert part.isalpha()
    text = read(planted.in_first_page(f"\n/Span << /ActualText ({part}) >> BDC EMC\n")(), tmp_path)
    assert part in text.beside


def font(**entries: object) -> bytes:
    """Return a PDF without pictures whose font has these entries."""

    def plant(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            fonts = page.obj.Resources.Font
            fonts.F1 = pdf.make_indirect(Dictionary(Type=Name.Font, **entries))
            page.obj.Contents = pdf.make_stream(b"BT /F1 9 Tf 10 10 Td (Some text) Tj ET")

    return planted.pdf_with(plant)


def of_tex(program: bytes) -> bytes:
    """Return a PDF whose font says itself which letters it draws."""

    def plant(pdf: pikepdf.Pdf) -> None:
        holder = Dictionary(Type=Name.FontDescriptor, FontFile=pdf.make_stream(program))
        for page in pdf.pages:
            page.obj.Resources.Font.F1.FontDescriptor = pdf.make_indirect(holder)
            page.obj.Contents = pdf.make_stream(b"BT /F1 9 Tf 10 10 Td (Some text) Tj ET")

    return planted.pdf_with(plant)


def signs(*names: str) -> Dictionary:
    return Dictionary(Differences=Array([65, *map(Name, names)]))


def lines(number: int, text: str = "") -> bytes:
    """Return a PDF whose second page is so many lines."""

    def plant(pdf: pikepdf.Pdf) -> None:
        words = f"BT /F1 9 Tf 10 10 Td ({text}) Tj ET " + "0 0 m 9 9 l S " * number
        pdf.pages[1].obj.Contents = pdf.make_stream(words.encode())
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F1 9 Tf 10 10 Td (Some text) Tj ET")

    return planted.pdf_with(plant)


def text_with(picture: bytes | None) -> bytes:
    document = docx.Document()
    document.add_paragraph(TEXT)
    if picture:
        document.add_picture(io.BytesIO(picture))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def printed() -> bytes:
    """Return a PDF whose font is made of another one, as browsers and office programs print."""
    part = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.X)
    letters = b"1 beginbfrange <0000> <ffff> <0020> endbfrange"

    def plant(pdf: pikepdf.Pdf) -> None:
        whole = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.X)
        whole.Encoding = Name("/Identity-H")
        whole.DescendantFonts = Array([pdf.make_indirect(part)])
        whole.ToUnicode = pdf.make_stream(letters)
        for page in pdf.pages:
            page.obj.Resources.Font.F1 = pdf.make_indirect(whole)
            page.obj.Contents = pdf.make_stream(b"BT /F1 9 Tf 10 10 Td <00210022> Tj ET")

    return planted.pdf_with(plant)


TYPE1 = {"Subtype": Name.Type1, "BaseFont": Name.Helvetica}


@pytest.mark.parametrize(
    ("build", "whole"),
    [
        (lambda: example_paper(TEXT), True),
        (lambda: text_with(None), True),
        (lambda: text_with(saved(noise(size=(16, 16)), "PNG")), True),
        (lambda: text_with(saved(noise(), "PNG")), False),
        (planted.slides, False),
        (lambda: planted.pdf_with(lambda pdf: None), False),
        (lambda: font(**TYPE1), True),
        (lambda: font(**TYPE1, Encoding=signs("/A", "/germandbls", "/uni00E4")), True),
        (lambda: font(**TYPE1, Encoding=signs("/g12", "/g34")), False),
        (lambda: font(Subtype=Name.Type0, BaseFont=Name.X, Encoding=Name("/Identity-H")), False),
        (lambda: of_tex(b"dup 65 /A put dup 0 /minus put"), True),
        (lambda: of_tex(b"dup 65 /A put dup 12 /fi put"), False),
        (lambda: of_tex(b"dup 66 /A put"), False),
        (lambda: of_tex(b""), False),
        (printed, True),
        (lambda: lines(5), True),
        (lambda: lines(500), False),
        (lambda: lines(500, "A chart"), True),
    ],
)
def test_whether_a_file_holds_more_than_can_be_read_is_said(build, whole, tmp_path):
    assert read(build(), tmp_path).is_whole is whole


def test_a_file_of_which_only_labels_can_be_read_is_unreadable(tmp_path):
    def plant(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(b"q 300 0 0 200 0 0 cm /Im0 Do Q")

    with pytest.raises(ValueError, match="no text"):
        read(planted.pdf_with(plant), tmp_path)


def test_passages_are_what_is_in_line_and_then_what_is_beside(tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(clean(planted.with_outline()).content)
    found = list(passages(file))
    assert found[0].strip() == f"{TEXT} 1"
    assert found.index(f"Von {NAME}") > 1
