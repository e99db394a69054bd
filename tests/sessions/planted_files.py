"""Files as people send them, with a name planted at one place of each."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pikepdf
import pptx
from docx.shared import Inches
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms, PngImagePlugin
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

NAME = "Quendolin"
"""Nobody is called so; wherever it turns up, it was planted."""

Build = Callable[[], bytes]
Files = dict[str, bytes]

# --- pictures -----------------------------------------------------------------------------------


def noise(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Return a picture in which every pixel counts."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    picture.paste((200, 30, 60), (5, 7, 31, 22))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture as a file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Return the notes of a camera: who, where, when."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x013B] = NAME
    notes[0x9C9D] = NAME.encode("utf-16-le")
    notes[0x8298] = NAME
    notes.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 7.0), 0x1D: "2021:06:11"})
    return notes


def profile() -> bytes:
    """Return a colour profile with a name in its description."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = struct.unpack_from(">I", plain, 128)[0]
    for number in range(count):
        tag, _start, _size = struct.unpack_from(">4sII", plain, 132 + number * 12)
        if tag == b"desc":
            words = NAME.encode("utf-16-be")
            new = b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(words), 28)
            place = len(plain) + -len(plain) % 4
            out = bytearray(plain.ljust(place, b"\0") + new + words)
            struct.pack_into(">II", out, 132 + number * 12 + 4, place, len(new + words))
            struct.pack_into(">I", out, 0, len(out))
            return bytes(out)
    raise AssertionError("no description")


def jpeg_segment(marker: int, payload: bytes) -> bytes:
    """Return a JPEG with one more segment."""
    plain = saved(noise(), "JPEG")
    return plain[:2] + struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload + plain[2:]


def png_chunk(kind: bytes, payload: bytes, *, before_end: bool = False) -> bytes:
    """Return a PNG with one more chunk, behind its header or before its end."""
    plain = saved(noise(), "PNG")
    chunk = struct.pack(">I", len(payload)) + kind + payload
    chunk += struct.pack(">I", zlib.crc32(kind + payload))
    place = len(plain) - 12 if before_end else 33
    return plain[:place] + chunk + plain[place:]


def png_texts() -> bytes:
    """Return a PNG with words packed, plain and international."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", NAME)
    texts.add_text("Comment", NAME, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{NAME}</x>", zip=True)
    return saved(noise(), "PNG", pnginfo=texts)


def png_with_an_uncropped_original() -> bytes:
    """Return a PNG whose packed rows go on after the last: as phones cropped them in 2023."""
    rows = zlib.compress(bytes(3 * 4 * 2 + 4) + NAME.encode())
    header = struct.pack(">IIBBBBB", 2, 4, 8, 2, 0, 0, 0)
    out = b"\x89PNG\r\n\x1a\n"
    for kind, payload in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")):
        out += struct.pack(">I", len(payload)) + kind + payload
        out += struct.pack(">I", zlib.crc32(kind + payload))
    return out


PICTURES: dict[str, Build] = {
    "exif of a photo": lambda: saved(noise(), "JPEG", exif=exif()),
    "comment of a photo": lambda: saved(noise(), "JPEG", comment=NAME),
    "thumbnail of a photo": lambda: jpeg_segment(0xE0, b"JFXX\0\x10" + NAME.encode()),
    "profile of a photo": lambda: saved(noise(), "JPEG", icc_profile=profile()),
    "xmp of a photo": lambda: jpeg_segment(
        0xE1, b"http://ns.adobe.com/xap/1.0/\0" + f"<x>{NAME}</x>".encode()
    ),
    "iptc of a photo": lambda: jpeg_segment(
        0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x50\0\x09" + NAME.encode()
    ),
    "what follows a photo": lambda: saved(noise(), "JPEG") + NAME.encode(),
    "texts of a png": png_texts,
    "exif of a png": lambda: saved(noise(), "PNG", exif=exif()),
    "profile of a png": lambda: saved(noise(), "PNG", icc_profile=profile()),
    "a chunk nobody knows": lambda: png_chunk(b"quEn", NAME.encode()),
    "a chunk before the end": lambda: png_chunk(b"tIME", NAME.encode(), before_end=True),
    "what follows a png": lambda: saved(noise(), "PNG") + NAME.encode(),
    "the original of a cropped png": png_with_an_uncropped_original,
}

# --- PDF ----------------------------------------------------------------------------------------

TEXT = "What the paper says"


def pdf_with(plant: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a PDF of two pages with a photo, changed by ``plant``."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    photo = pdf.make_stream(
        saved(noise(), "JPEG"),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=48,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    for number in (1, 2):
        page = pdf.add_blank_page(page_size=(300, 200))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im0=photo))
        drawn = f"BT /F1 14 Tf 20 150 Td ({TEXT} {number}) Tj ET q 64 0 0 48 200 20 cm /Im0 Do Q"
        page.obj.Contents = pdf.make_stream(drawn.encode())
    plant(pdf)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def annotate(pdf: pikepdf.Pdf, **entries: object) -> None:
    """Put an annotation on the first page."""
    annotation = Dictionary(Type=Name.Annot, Rect=[10, 10, 50, 50], Border=[0, 0, 0], **entries)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])


def earlier_version() -> bytes:
    """Return a PDF whose first version said more, as saving in place leaves it behind."""
    old = pdf_with(lambda pdf: pdf.docinfo.update({"/Author": String(NAME)}))
    assert NAME.encode() in old
    with pikepdf.open(io.BytesIO(old)) as pdf:
        size, root = int(pdf.trailer.Size), pdf.trailer.Root.objgen
    before = old.rindex(b"startxref") + 9
    start = int(old[before:].split()[0])
    body = f"{size} 0 obj\n<< /Nothing true >>\nendobj\n".encode()
    table = len(old) + len(body)
    return (
        old
        + body
        + f"xref\n{size} 1\n{len(old):010d} 00000 n \ntrailer\n"
        f"<< /Size {size + 1} /Root {root[0]} {root[1]} R /Prev {start} >>\n"
        f"startxref\n{table}\n%%EOF\n".encode()
    )


def plant_xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as xmp:
        xmp["dc:creator"] = [NAME]


def plant_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{NAME}.txt"] = pikepdf.AttachedFileSpec(
        pdf,
        NAME.encode(),
        filename=f"{NAME}.txt",
        description="",
        mime_type="",
        creation_date="",
        mod_date="",
    )


def plant_removed_page(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page.Contents = pdf.make_stream(f"BT /F1 14 Tf ({NAME}) Tj ET".encode())
    annotate(pdf, Subtype=Name.Link, Dest=Array([page, Name.Fit]))
    del pdf.pages[1]
    pdf.add_blank_page()


def plant_in_photo(pdf: pikepdf.Pdf) -> None:
    photo = pdf.pages[0].obj.Resources.XObject.Im0
    photo.write(saved(noise(), "JPEG", exif=exif(), comment=NAME), filter=Name.DCTDecode)


def plant_profile(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(profile(), N=3)
    pdf.pages[0].obj.Resources.XObject.Im0.ColorSpace = Array([Name.ICCBased, stream])


def in_first_page(words: str) -> Build:
    def plant(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + words.encode())

    return lambda: pdf_with(plant)


def in_root(**entries: object) -> Build:
    return lambda: pdf_with(lambda pdf: pdf.Root.update(Dictionary(**entries)))


def in_page(**entries: object) -> Build:
    return lambda: pdf_with(lambda pdf: pdf.pages[0].obj.update(Dictionary(**entries)))


def in_photo(**entries: object) -> Build:
    def plant(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.pages[0].obj.Resources.XObject.Im0[f"/{name}"] = value

    return lambda: pdf_with(plant)


def linked(address: str) -> Build:
    action = Dictionary(S=Name.URI, URI=String(address))
    return lambda: pdf_with(lambda pdf: annotate(pdf, Subtype=Name.Link, A=action))


def a_script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{NAME}')"))


PDFS: dict[str, Build] = {
    "information": lambda: pdf_with(lambda pdf: pdf.docinfo.update({"/Author": String(NAME)})),
    "a title in two bytes": lambda: pdf_with(
        lambda pdf: pdf.docinfo.update({"/Title": String(f"{NAME} ü Ω")})
    ),
    "xmp": lambda: pdf_with(plant_xmp),
    "an attachment": lambda: pdf_with(plant_attachment),
    "the author of a comment": lambda: pdf_with(
        lambda pdf: annotate(pdf, Subtype=Name.Text, T=String(NAME), Contents=String(NAME))
    ),
    "the author of a link": lambda: pdf_with(
        lambda pdf: annotate(
            pdf, Subtype=Name.Link, T=String(NAME), Dest=Array([pdf.pages[1].obj, Name.Fit])
        )
    ),
    "a mailbox behind a link": linked(f"mailto:{NAME}@example.org"),
    "a folder behind a link": linked(f"file:///C:/Users/{NAME}/entwurf.pdf"),
    "a mailbox a guard wrote into an address": linked(
        f"https://eur03.safelinks.protection.outlook.com/?data=05%7C{NAME}%40example.org"
    ),
    "somebody's own space": linked(f"https://x-my.sharepoint.com/personal/{NAME}/a.docx"),
    "a description that is a file": in_root(
        StructTreeRoot=Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([Dictionary(S=Name.Figure, Alt=String(f"{NAME}.jpg"))]),
        )
    ),
    "an account in an address": linked(f"https://{NAME}@example.org/"),
    "an earlier version": earlier_version,
    "a page that was taken out": lambda: pdf_with(plant_removed_page),
    "data of a program": in_page(PieceInfo=Dictionary(App=Dictionary(Private=String(NAME)))),
    "an entry nobody knows": in_page(PressOffice=String(NAME)),
    "a small picture of the page": in_page(Thumb=String(NAME)),
    "what is run when opened": in_root(OpenAction=a_script()),
    "properties of a photo": in_photo(Metadata=String(NAME)),
    "the folder a figure came from": in_photo(
        **{"PTEX.FileName": String(f"/home/{NAME}/figure.pdf")}
    ),
    "a second version of a photo": in_photo(Alternates=Array([String(NAME)])),
    "exif of a photo": lambda: pdf_with(plant_in_photo),
    "a colour profile": lambda: pdf_with(plant_profile),
    "a comment among what draws": in_first_page(f"\n% {NAME}\n"),
    "a note on what draws": in_first_page(f"\n/Span << /Author ({NAME}) >> BDC EMC\n"),
    "the reader's notes": in_root(SpiderInfo=Dictionary(By=String(NAME))),
}


def form() -> bytes:
    """Return a PDF somebody filled in."""

    def plant(pdf: pikepdf.Pdf) -> None:
        annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(NAME))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]))

    return pdf_with(plant)


def with_layers() -> bytes:
    """Return a PDF with a layer that does not show."""

    def plant(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(NAME)))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )

    return pdf_with(plant)


def locked_pdf() -> bytes:
    """Return a PDF with a password."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with(lambda pdf: None))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return buffer.getvalue()


# --- office files -------------------------------------------------------------------------------


def word(photo: bytes | None = None) -> bytes:
    """Return a text document with a heading, a table and a photo."""
    document = docx.Document()
    document.add_heading(TEXT, 1)
    document.add_paragraph("First paragraph")
    document.add_table(1, 2).cell(0, 1).text = "In a cell"
    document.add_picture(io.BytesIO(photo or saved(noise(), "JPEG")), width=Inches(2))
    document.sections[0].header.paragraphs[0].text = "In the header"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def slides(notes: str = "", photo: bytes | None = None) -> bytes:
    """Return a presentation with a title, points, a photo and a chart."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = TEXT
    slide.placeholders[1].text = "First point"
    slide.shapes.add_picture(io.BytesIO(photo or saved(noise(), "JPEG")), 0, 0)
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("Series", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(3), Inches(3), data)
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def files_of(content: bytes) -> Files:
    """Return what is in an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(files: Files) -> bytes:
    """Return an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(content: bytes, file: str, old: str, new: str) -> bytes:
    """Return an office file with a text in one of its parts replaced."""
    files = files_of(content)
    text = files[file].decode()
    assert old in text, (file, old)
    files[file] = text.replace(old, new, 1).encode()
    return archive_of(files)


def with_part(
    content: bytes, owner: str, kind: str, target: str, body: str, *, external: bool = False
) -> bytes:
    """Return an office file with one more part, referred to by ``owner`` as ``rId901``."""
    files = files_of(content)
    folder, _slash, base = owner.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels".lstrip("/")
    mode = ' TargetMode="External"' if external else ""
    entry = (
        '<Relationship Id="rId901" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    files[rels] = files[rels].decode().replace("</Relationships>", entry).encode()
    if not external:
        name = f"{folder}/{target}".lstrip("/")
        files[name] = body.encode()
        override = (
            f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-'
            f'officedocument.wordprocessingml.{kind}+xml"/></Types>'
        )
        types = "[Content_Types].xml"
        files[types] = files[types].decode().replace("</Types>", override).encode()
    return archive_of(files)


DOCUMENT = "word/document.xml"
SLIDE = "ppt/slides/slide1.xml"
SHOW = "ppt/presentation.xml"
RUN = "<w:t>First paragraph</w:t>"


def in_word(old: str, new: str, file: str = DOCUMENT) -> Build:
    return lambda: changed(word(), file, old, new)


def in_slides(old: str, new: str, file: str = SLIDE) -> Build:
    return lambda: changed(slides(), file, old, new)


def with_core_properties() -> bytes:
    document = docx.Document(io.BytesIO(word()))
    document.core_properties.author = document.core_properties.last_modified_by = NAME
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_a_comment() -> bytes:
    document = docx.Document(io.BytesIO(word()))
    document.add_comment(document.paragraphs[1].runs, text=NAME, author=NAME, initials="Q")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def field(code: str) -> str:
    """Return a run with a field that shows 'shown'."""
    return (
        '</w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r>' + RUN
    )


COMPANY = f"<Properties><Company>{NAME}</Company><Manager>{NAME}</Manager></Properties>"
CLOSING = "</w:settings>"
OFFICE_FILES: dict[str, Build] = {
    "author and last author": with_core_properties,
    "a comment": with_a_comment,
    "company and manager": lambda: archive_of(
        files_of(word()) | {"docProps/app.xml": COMPANY.encode()}
    ),
    "the name of a part": lambda: archive_of(files_of(word()) | {f"word/{NAME}.bin": b"x"}),
    "own properties": lambda: with_part(
        word(), DOCUMENT, "custom-properties", "custom.xml", f"<x>{NAME}</x>"
    ),
    "people": lambda: with_part(word(), DOCUMENT, "people", "people.xml", f"<x>{NAME}</x>"),
    "more on comments": lambda: with_part(
        word(), DOCUMENT, "commentsExtended", "commentsExtended.xml", f"<x>{NAME}</x>"
    ),
    "custom xml": lambda: with_part(word(), DOCUMENT, "customXml", "item1.xml", f"<x>{NAME}</x>"),
    "a printer": lambda: with_part(word(), DOCUMENT, "printerSettings", "printer1.bin", NAME),
    "a template elsewhere": lambda: with_part(
        word(), DOCUMENT, "attachedTemplate", f"file:///{NAME}.dotx", "", external=True
    ),
    "a session of writing": in_word("<w:r>", f'<w:r w:rsidR="{NAME}">'),
    "variables": in_word(
        CLOSING,
        f'<w:docVars><w:docVar w:name="x" w:val="{NAME}"/></w:docVars>{CLOSING}',
        "word/settings.xml",
    ),
    "sessions of writing": in_word(
        CLOSING, f'<w:rsids><w:rsid w:val="{NAME}"/></w:rsids>{CLOSING}', "word/settings.xml"
    ),
    "who may change a passage": in_word(RUN, f'{RUN}</w:r><w:permStart w:ed="{NAME}"/><w:r>'),
    "a word marked as a name": in_word(RUN, f'{RUN}</w:r><w:smartTag w:element="{NAME}"/><w:r>'),
    "a field with a folder": in_word(RUN, field(f'INCLUDETEXT "C:\\{NAME}\\a.docx"')),
    "a field with a mailbox": in_word(RUN, field(f'HYPERLINK "mailto:{NAME}@example.org"')),
    "a simple field": in_word(
        RUN, f'{RUN}</w:r><w:fldSimple w:instr="AUTHOR {NAME}"><w:r/></w:fldSimple><w:r>'
    ),
    "data in a field": in_word(
        RUN,
        f'{RUN}</w:r><w:r><w:fldChar w:fldCharType="begin"><w:fldData>{NAME}</w:fldData>'
        "</w:fldChar></w:r><w:r>",
    ),
    "a bookmark": in_word(RUN, f'{RUN}</w:r><w:bookmarkStart w:id="0" w:name="{NAME}"/><w:r>'),
    "a content control": in_word(
        RUN,
        f'{RUN}</w:r><w:sdt><w:sdtPr><w:tag w:val="{NAME}"/></w:sdtPr><w:sdtContent/></w:sdt><w:r>',
    ),
    "a style of one's own": in_word(
        "</w:styles>",
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{NAME}">'
        f'<w:name w:val="{NAME} Text"/></w:style></w:styles>',
        "word/styles.xml",
    ),
    "the name of a picture": in_word(
        "<pic:cNvPr ", f'<pic:cNvPr descr="C:\\{NAME}\\foto" title="{NAME}.png" '
    ),
    "a comment in the markup": in_word("<w:body>", f"<!-- {NAME} --><w:body>"),
    "elements of another maker": in_word(RUN, f'{RUN}<q:note xmlns:q="urn:{NAME}">{NAME}</q:note>'),
    "exif of a picture": lambda: word(saved(noise(), "JPEG", exif=exif(), comment=NAME)),
    "texts of a png": lambda: word(png_texts()),
    "a theme": in_word('name="Office Theme"', f'name="{NAME}"', "word/theme/theme1.xml"),
    "notes of a speaker": lambda: slides(NAME),
    "exif of a picture on a slide": lambda: slides(photo=saved(noise(), "JPEG", exif=exif())),
    "the workbook of a chart": lambda: archive_of(
        {
            name: content + NAME.encode() if name.endswith(".xlsx") else content
            for name, content in files_of(slides()).items()
        }
    ),
    "who commented on slides": lambda: with_part(
        slides(), SHOW, "commentAuthors", "commentAuthors.xml", f"<x>{NAME}</x>"
    ),
    "a comment on a slide": lambda: with_part(
        slides(), SLIDE, "comments", "comment1.xml", f"<x>{NAME}</x>"
    ),
    "tags of a program": lambda: with_part(
        changed(
            slides(),
            SHOW,
            "<p:sldSz",
            '<p:custDataLst><p:tags r:id="rId901"/></p:custDataLst><p:sldSz',
        ),
        SHOW,
        "tags",
        "tags/tag1.xml",
        f"<x>{NAME}</x>",
    ),
    "names of sections": in_slides(
        "</p:presentation>",
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        f'<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f'<p14:section name="{NAME}"/></p14:sectionLst></p:ext></p:extLst></p:presentation>',
        SHOW,
    ),
    "the name of a layout": in_slides("<p:cSld", f'<p:cSld name="{NAME}"'),
    "a mailbox behind a word": lambda: with_part(
        slides(), SLIDE, "hyperlink", f"mailto:{NAME}@example.org", "", external=True
    ),
}
