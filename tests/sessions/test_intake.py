"""Nothing of whoever made a paper gets through the intake, and what it says stays as it is."""

import io
import random
import struct
import zipfile
import zlib

import docx
import pikepdf
import pptx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms, ImageOps

from msg.demo.papers import example_paper
from sessions.intake import Reason, Removed, Uncleanable, clean, limits
from sessions.intake.web import is_web_address
from sessions.refused_files import MISSED, SENTENCES
from tests.sessions import planted_files as planted
from tests.sessions.planted_files import NAME, PDFS, TEXT, noise, saved
from tests.support import witnesses

SPELLINGS = [NAME.encode(code) for code in ("ascii", "utf-16-le", "utf-16-be")]
SPELLINGS += [spelling.hex().encode() for spelling in SPELLINGS]
SPELLINGS += [spelling.upper() for spelling in SPELLINGS[3:]]

PLANTED = [
    pytest.param(build, id=f"{kind}: {place}")
    for kind, builds in (
        ("picture", planted.PICTURES),
        ("pdf", planted.PDFS),
        ("office", planted.OFFICE_FILES),
    )
    for place, build in builds.items()
]


OF_THE_PIXELS = {b"ExifTool", b"File", b"JFIF", b"PNG", b"PDF", b"ZIP", b"Composite"}
"""What exiftool tells of any file: itself, size and kind, and what it multiplies from these."""


def is_told(content: bytes) -> bool:
    """Return whether the name stands anywhere in a file, or in anything packed inside it."""
    found = witnesses.unpacked_streams(content)
    if content.startswith(b"PK"):
        for name, part in planted.files_of(content).items():
            found += name.encode() + witnesses.unpacked_streams(part)
            if part.startswith(b"PK"):
                found += b"".join(planted.files_of(part).values())
    return any(spelling in found for spelling in SPELLINGS)


def refusal(content: bytes) -> Reason:
    with pytest.raises(Uncleanable) as caught:
        clean(content)
    return caught.value.reason


# --- nothing gets through -----------------------------------------------------------------------


@pytest.mark.parametrize("build", PLANTED)
def test_a_name_planted_in_a_file_does_not_come_out(build, tmp_path):
    content = build()
    assert is_told(content), "the name was not planted"
    cleaned = clean(content)
    assert not is_told(cleaned.content)
    file = tmp_path / f"out.{cleaned.extension}"
    file.write_bytes(cleaned.content)
    assert NAME.encode() not in witnesses.told_by_exiftool(file)
    assert clean(content).content == cleaned.content
    assert clean(cleaned.content).content == cleaned.content


@pytest.mark.parametrize("place", planted.HIDDEN)
def test_a_file_with_text_that_no_page_shows_is_refused(place):
    assert refusal(planted.HIDDEN[place]()) == Reason.HIDDEN


@pytest.mark.parametrize("place", planted.NOT_HIDDEN)
def test_text_that_only_looks_hidden_stays(place):
    cleaned = clean(planted.NOT_HIDDEN[place]())
    assert is_told(cleaned.content) or "nobody uses" in place
    assert clean(cleaned.content).content == cleaned.content


def test_the_marks_of_a_form_from_the_web_go_without_a_word():
    mark = planted.a_style("paragraph", name="HTML Top of Form")
    content = planted.styled(mark, paragraph=planted.SET_IN, text="Top of the Form")
    text = planted.files_of(clean(content).content)[planted.DOCUMENT].decode()
    assert "Top of the Form" not in text
    assert "First paragraph" in text


def test_what_was_chosen_and_what_a_field_shows_stay():
    for place, stays in (
        ("choices nobody made", "chosen"),
        ("what a quotation was made of", "shown"),
        ("what a sum was made of", "shown"),
    ):
        cleaned = clean(planted.OFFICE_FILES[place]()).content
        assert f"<w:t>{stays}</w:t>" in planted.files_of(cleaned)[planted.DOCUMENT].decode()


def test_a_slide_keeps_its_layout_and_others_go():
    show = pptx.Presentation(io.BytesIO(clean(planted.slides()).content))
    (master,) = show.slide_masters
    assert [layout.placeholders[0].name for layout in master.slide_layouts]
    assert len(master.slide_layouts) == 1
    assert show.slides[0].slide_layout.placeholders[0].placeholder_format.type == 1


@pytest.mark.parametrize(
    ("build", "tags"),
    [
        (planted.PICTURES["exif of a photo"], {b"Artist", b"GPSLatitude", b"XPAuthor"}),
        (planted.PICTURES["iptc of a photo"], {b"By-line"}),
        (planted.PICTURES["texts of a png"], {b"Author", b"Comment"}),
        (planted.PDFS["information"], {b"Author"}),
        (planted.PDFS["xmp"], {b"Creator"}),
        (planted.OFFICE_FILES["author and last author"], {b"Creator", b"LastModifiedBy"}),
    ],
)
def test_exiftool_finds_it_before_and_nothing_afterwards(build, tags, tmp_path):
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(build())
    after.write_bytes(clean(build()).content)
    told = witnesses.told_by_exiftool(before)
    assert NAME.encode() in told
    assert all(tag in told for tag in tags)
    told = witnesses.told_by_exiftool(after)
    groups = {line.split(b"]")[0].strip(b"[ ") for line in told.splitlines()}
    assert groups <= OF_THE_PIXELS, told
    assert not any(tag in told for tag in tags)
    assert b"2026" not in told


def test_the_demo_papers_are_clean_already(tmp_path):
    paper = example_paper("Ein Titel")
    file = tmp_path / "paper.pdf"
    for content in (paper, clean(paper).content):
        file.write_bytes(content)
        assert witnesses.text_by_pdftotext(file).count(b"Ein Titel") == 1
        assert b"Author" not in witnesses.told_by_exiftool(file)


# --- what is seen stays -------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_pixel_of_a_png_stays(mode):
    picture = noise("L").convert("I;16") if mode == "I;16" else noise(mode)
    cleaned = clean(saved(picture, "PNG"))
    again = Image.open(io.BytesIO(cleaned.content))
    assert cleaned.extension == "png"
    assert (again.mode, again.tobytes()) == (picture.mode, picture.tobytes())
    assert again.convert("RGBA").tobytes() == picture.convert("RGBA").tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_every_pixel_of_a_photo_stays(mode, progressive):
    content = saved(noise(mode), "JPEG", progressive=progressive, exif=planted.exif())
    cleaned = clean(content)
    assert cleaned.extension == "jpg"
    before, after = (Image.open(io.BytesIO(each)) for each in (content, cleaned.content))
    assert (before.mode, before.tobytes()) == (after.mode, after.tobytes())


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_held_the_same_way_up(orientation, kind):
    content = saved(noise(), kind, exif=planted.exif(orientation))
    before, after = (
        ImageOps.exif_transpose(Image.open(io.BytesIO(each)))
        for each in (content, clean(content).content)
    )
    assert (before.size, before.tobytes()) == (after.size, after.tobytes())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_stay_what_they_are(kind):
    content = saved(noise(), kind, icc_profile=planted.profile())
    before, after = (
        ImageCms.profileToProfile(
            each,
            io.BytesIO(each.info["icc_profile"]),
            ImageCms.createProfile("LAB"),
            outputMode="LAB",
        ).tobytes()
        for each in (Image.open(io.BytesIO(file)) for file in (content, clean(content).content))
    )
    assert before == after


@pytest.mark.parametrize("place", PDFS)
def test_the_pages_of_a_pdf_stay_as_they_look_and_read(place, tmp_path):
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    content = PDFS[place]()
    if "page that was taken out" in place or "comment" in place:
        content = planted.pdf_with(lambda pdf: None)
    before.write_bytes(content)
    after.write_bytes(clean(content).content)
    text = witnesses.text_by_pdftotext(after)
    assert text == witnesses.text_by_pdftotext(before)
    assert text.count(TEXT.encode()) == 2
    assert witnesses.picture_by_poppler(after) == witnesses.picture_by_poppler(before)


def test_links_bookmarks_and_what_is_read_aloud_stay_in_a_pdf():
    def plant(pdf: pikepdf.Pdf) -> None:
        planted.annotate(
            pdf,
            Subtype=Name.Link,
            A=Dictionary(S=Name.URI, URI=pikepdf.String("https://www.example.org/study?x=1")),
        )
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Second page", 1))
        pdf.Root.Lang = pikepdf.String("de-DE")
        element = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=pikepdf.String("A red square"))
        )
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([element]))

    with pikepdf.open(io.BytesIO(clean(planted.pdf_with(plant)).content)) as pdf:
        assert str(pdf.pages[0].obj.Annots[0].A.URI) == "https://www.example.org/study?x=1"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Second page"]
        assert str(pdf.Root.Lang) == "de-DE"
        assert str(pdf.Root.StructTreeRoot.K[0].Alt) == "A red square"
        assert "/Info" not in pdf.trailer


def test_a_text_document_says_the_same_afterwards():
    content = planted.changed(
        planted.word(), planted.DOCUMENT, 'name="Picture 1"', 'name="P" descr="A square"'
    )
    before, after = (docx.Document(io.BytesIO(each)) for each in (content, clean(content).content))
    assert words_of(after) == words_of(before)
    assert "In a cell" in words_of(after)
    assert after.inline_shapes[0].width == before.inline_shapes[0].width
    assert after.inline_shapes[0]._inline.docPr.get("descr") == "A square"
    for name in ("Heading 1", "Table Grid", "Header"):
        assert after.styles[name].name == name


def words_of(document: docx.document.Document) -> list[str]:
    words = [f"{each.style.name}: {each.text}" for each in document.paragraphs]
    words += [cell.text for table in document.tables for cell in table._cells]
    return words + [each.text for each in document.sections[0].header.paragraphs]


def test_slides_say_the_same_afterwards():
    content = planted.slides("notes")
    cleaned = clean(content)
    before, after = (pptx.Presentation(io.BytesIO(each)) for each in (content, cleaned.content))
    slide, was = after.slides[0], before.slides[0]
    assert [each.shape_type for each in slide.shapes] == [each.shape_type for each in was.shapes]
    assert [each.text_frame.text for each in slide.placeholders] == [TEXT, "First point"]
    assert not slide.has_notes_slide
    chart = next(each.chart for each in slide.shapes if each.has_chart)
    assert list(chart.plots[0].categories) == ["a", "b"]
    assert list(chart.plots[0].series[0].values) == [1, 2]
    assert cleaned.removed == {Removed.SPEAKER_NOTES, Removed.CHART_DATA}


def test_a_field_keeps_what_it_shows_and_a_link_to_the_web_stays():
    for code, stays in (
        ("AUTHOR", False),
        ('HYPERLINK "mailto:a@example.org"', False),
        ('HYPERLINK "https://example.org/a"', True),
        ("PAGE", True),
    ):
        cleaned = clean(planted.in_word(planted.RUN, planted.field(code))()).content
        text = planted.files_of(cleaned)[planted.DOCUMENT].decode()
        assert "<w:t>shown</w:t>" in text
        assert ("instrText" in text) is stays


def test_what_readers_will_miss_is_said():
    for place, removed in (
        ("an attachment", Removed.ATTACHMENTS),
        ("the author of a comment", Removed.COMMENTS),
        ("a mailbox behind a link", Removed.LINKS),
    ):
        assert clean(PDFS[place]()).removed == {removed}
    assert clean(planted.OFFICE_FILES["a comment"]()).removed == {Removed.COMMENTS}
    assert clean(planted.word()).removed == set()


# --- what is refused ----------------------------------------------------------------------------


def animated() -> bytes:
    frames = [noise(), noise().transpose(Image.Transpose.ROTATE_180)]
    return saved(frames[0], "PNG", save_all=True, append_images=frames[1:])


def large_png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    out = b"\x89PNG\r\n\x1a\n"
    for kind, payload in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")):
        out += struct.pack(">I", len(payload)) + kind + payload
        out += struct.pack(">I", zlib.crc32(kind + payload))
    return out


def of_type(main_type: str) -> bytes:
    old = "wordprocessingml.document.main"
    return planted.changed(planted.word(), "[Content_Types].xml", old, main_type)


def in_word(new: str) -> bytes:
    return planted.in_word(planted.RUN, new)()


def related(kind: str, *, external: bool = False) -> bytes:
    return planted.with_part(
        planted.word(), planted.DOCUMENT, kind, "thing1.bin", "x", external=external
    )


def bomb() -> bytes:
    files = planted.files_of(planted.word())
    return planted.archive_of(files | {"word/media/image9.png": bytes(limits.UNPACKED + 1)})


def entities() -> bytes:
    return planted.in_word(
        "<w:document ", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document '
    )()


def many_pages() -> bytes:
    pdf = pikepdf.new()
    for _number in range(limits.PAGES + 1):
        pdf.add_blank_page(page_size=(10, 10))
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def annotated(kind: str) -> bytes:
    return planted.pdf_with(lambda pdf: planted.annotate(pdf, Subtype=Name(kind)))


def signed() -> bytes:
    return planted.in_root(AcroForm=Dictionary(SigFlags=3, Fields=Array()))()


REFUSED = [
    (Reason.UNKNOWN, lambda: b""),
    (Reason.UNKNOWN, lambda: b"plain text"),
    (Reason.UNKNOWN, lambda: saved(noise(), "GIF")),
    (Reason.UNKNOWN, lambda: planted.archive_of({"a.txt": b"a"})),
    (Reason.UNKNOWN, lambda: of_type("spreadsheetml.sheet.main")),
    (Reason.UNKNOWN, lambda: of_type("wordprocessingml.template.main")),
    (Reason.UNKNOWN, planted.in_word("wordprocessingml/2006", "wordprocessingml/1006")),
    (Reason.MACROS, lambda: of_type("wordprocessingml.document.macroEnabled.main")),
    (Reason.MACROS, lambda: related("vbaProject")),
    (Reason.MACROS, lambda: related("control")),
    (Reason.EMBEDDED, lambda: related("oleObject")),
    (Reason.EMBEDDED, lambda: related("package")),
    (Reason.EMBEDDED, lambda: related("aFChunk")),
    (Reason.MEDIA, lambda: related("video")),
    (Reason.LINKED, lambda: related("image", external=True)),
    (Reason.SIGNED, lambda: planted.with_part(planted.word(), "", "origin", "o.sigs", "x")),
    (Reason.SIGNED, signed),
    (Reason.OLD_FORMAT, lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    (
        Reason.PASSWORD,
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    ),
    (Reason.PASSWORD, planted.locked_pdf),
    (Reason.FORM, planted.form),
    (Reason.LAYERS, planted.with_layers),
    (Reason.REDACTIONS, lambda: annotated("/Redact")),
    (Reason.MEDIA, lambda: annotated("/RichMedia")),
    (Reason.EMPTY, lambda: example_paper("x").replace(b"[3 0 R] /Count 1", b"[     ] /Count 0")),
    (Reason.TRACKED_CHANGES, lambda: in_word(f'{planted.RUN}</w:r><w:ins w:author="Q"/><w:r>')),
    (Reason.TRACKED_CHANGES, lambda: in_word(f'{planted.RUN}</w:r><w:del w:author="Q"/><w:r>')),
    (
        Reason.TRACKED_CHANGES,
        planted.in_word("<w:r>", "<w:pPr><w:pPrChange/></w:pPr><w:r>"),
    ),
    (Reason.HIDDEN, lambda: in_word(f"<w:rPr><w:vanish/></w:rPr>{planted.RUN}")),
    (Reason.HIDDEN, planted.in_slides("<p:sld ", '<p:sld show="0" ')),
    (Reason.HIDDEN, planted.in_slides("<p:cNvPr ", '<p:cNvPr hidden="1" ')),
    (
        Reason.CROPPED,
        planted.in_slides("<a:stretch>", '<a:srcRect l="9000"/><a:stretch>'),
    ),
    (Reason.HIDDEN, planted.in_slides('<a:off x="0" y="0"/>', '<a:off x="99999999" y="0"/>')),
    (Reason.PICTURE, lambda: swapped_picture(b"\xd7\xcd\xc6\x9a" + bytes(40))),
    (Reason.PICTURE, lambda: swapped_picture(b"<svg/>")),
    (Reason.ANIMATED, animated),
    (Reason.TOO_MANY_PIXELS, lambda: large_png(10_000, 5_001)),
    (Reason.TOO_MANY_PIXELS, lambda: large_png(200_000, 200_000)),
    (Reason.TOO_MANY_PAGES, many_pages),
    (Reason.TOO_MUCH, bomb),
    (Reason.DAMAGED, entities),
    (Reason.DAMAGED, lambda: large_png(100, 100)),
    (Reason.DAMAGED, planted.in_word("</w:body>", "")),
]


def swapped_picture(content: bytes) -> bytes:
    files = planted.files_of(planted.word())
    picture = next(name for name in files if name.startswith("word/media/"))
    return planted.archive_of(files | {picture: content})


@pytest.mark.parametrize(("reason", "build"), REFUSED)
def test_what_cannot_be_cleaned_is_refused_with_the_reason(reason, build):
    assert refusal(build()) == reason


def test_every_reason_has_a_case_and_a_sentence():
    assert {reason for reason, _build in REFUSED} == set(Reason) == set(SENTENCES)
    assert set(MISSED) == set(Removed)


def test_a_pdf_that_unpacks_to_gigabytes_is_refused():
    packed = zlib.compress(zlib.compress(bytes(limits.UNPACKED + 1), 1), 9)

    def plant(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
        pdf.pages[0].obj.Contents = stream

    content = planted.pdf_with(plant)
    assert len(content) < 100_000
    assert refusal(content) in (Reason.TOO_MUCH, Reason.DAMAGED)


# --- files nobody made on purpose ---------------------------------------------------------------

WHOLE = {
    "pdf": planted.pdf_with(planted.plant_xmp),
    "docx": planted.word(saved(noise(), "JPEG", comment=NAME)),
    "png": planted.png_texts(),
    "jpg": saved(noise(), "JPEG", exif=planted.exif(), comment=NAME),
}


@given(kind=st.sampled_from(sorted(WHOLE)), where=st.floats(0, 1), seed=st.integers(0, 2**32))
@example(kind="pdf", where=1, seed=0)
def test_a_garbled_file_is_cleaned_or_refused(kind, where, seed):
    garbled = bytearray(WHOLE[kind])
    chance = random.Random(seed)  # noqa: S311
    for _number in range(chance.randint(1, 8)):
        garbled[chance.randrange(len(garbled))] = chance.randrange(256)
    cut = bytes(garbled[: int(len(garbled) * where) if chance.random() < 0.5 else None])
    try:
        cleaned = clean(cut)
    except Uncleanable:
        return  # nothing else may be raised, and every reason has a sentence
    assert not is_told(cleaned.content)
    assert clean(cleaned.content).content == cleaned.content


@given(
    kind=st.from_regex(rb"[A-Za-z]{4}", fullmatch=True),
    words=st.binary(max_size=40),
    late=st.booleans(),
)
@example(kind=b"zTXt", words=b"Author\0\0" + zlib.compress(NAME.encode()), late=False)
@example(kind=b"iTXt", words=b"Author\0\0\0\0\0" + NAME.encode(), late=True)
@example(kind=b"eXIf", words=b"MM\0*" + NAME.encode(), late=True)
def test_no_chunk_of_a_png_gets_through(kind, words, late):
    content = planted.png_chunk(kind, NAME.encode() + words, before_end=late)
    try:
        cleaned = clean(content)
    except Uncleanable:
        return
    assert not is_told(cleaned.content)
    chunks, place = set(), 8
    while place < len(cleaned.content):
        (size,) = struct.unpack_from(">I", cleaned.content, place)
        chunks.add(cleaned.content[place + 4 : place + 8])
        place += size + 12
    assert chunks <= {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"IDAT", b"IEND"}


@given(marker=st.integers(0xE0, 0xFE), words=st.binary(max_size=40))
def test_no_segment_of_a_photo_gets_through(marker, words):
    content = planted.jpeg_segment(marker, words + NAME.encode())
    try:
        cleaned = clean(content)
    except Uncleanable:
        return
    assert not is_told(cleaned.content)


def test_the_archive_is_the_same_whenever_it_is_written():
    with zipfile.ZipFile(io.BytesIO(clean(planted.word()).content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not archive.comment
        assert not any(entry.extra or entry.comment for entry in archive.infolist())


def test_a_link_within_a_text_finds_its_bookmark_under_its_new_name():
    content = planted.in_word(
        planted.RUN,
        f'{planted.RUN}</w:r><w:bookmarkStart w:id="0" w:name="{NAME}"/>'
        f'<w:hyperlink w:anchor="{NAME}"><w:r><w:t>there</w:t></w:r></w:hyperlink><w:r>'
        + planted.field(f"PAGEREF {NAME} \\h"),
    )()
    cleaned = clean(content).content
    assert not is_told(cleaned)
    text = planted.files_of(cleaned)[planted.DOCUMENT].decode()
    assert text.count("Bookmark1") == 3


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("https://www.example.org/a?b=1#c", True),
        ("http://example.org", True),
        ("https://example.org/@author/text", True),
        ("https://a:b@example.org/", False),
        ("https://example.org/?to=a%40example.org", False),
        ("https://nam02.safelinks.protection.outlook.com/?url=x", False),
        ("https://example.org/personal/a_b/c", False),
        ("mailto:a@example.org", False),
        ("file:///C:/a", False),
        ("https://", False),
        ("https://[", False),
    ],
)
def test_where_a_link_may_lead(address, stays):
    assert is_web_address(address) is stays
