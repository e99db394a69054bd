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


# --- what no page shows ---------------------------------------------------------------------------


def a_box(text: str = NAME, x: int = 0, turned: int = 0) -> str:
    """Return a shape with a text, so far from the left edge of a slide."""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="78" name="n"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm rot="{turned}"><a:off x="{x}" y="1000"/><a:ext cx="3000000" cy="1000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r>'
        f"<a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def a_group(inside: str, start: int = 0, scale: int = 1) -> str:
    """Return a group that draws what is in it ``scale`` times smaller, from ``start`` on."""
    return (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="77" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f'<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9000" cy="9000"/>'
        f'<a:chOff x="{start}" y="0"/><a:chExt cx="{9000 * scale}" cy="9000"/></a:xfrm></p:grpSpPr>'
        f"{inside}</p:grpSp>"
    )


def on_slide(shape: str) -> Build:
    return in_slides("</p:spTree>", f"{shape}</p:spTree>")


def with_header(place: str, *, in_force: bool = False, then: bool = False) -> bytes:
    """Return a text with a header or footer; ``then``: of a section before that has it in force."""
    document = docx.Document(io.BytesIO(word()))
    section = document.sections[0]
    getattr(section, place).paragraphs[0].text = NAME
    section.different_first_page_header_footer = in_force and not then
    if then:
        document.add_section().different_first_page_header_footer = True
    if in_force and place.startswith("even"):
        document.settings.odd_and_even_pages_header_footer = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


HIDES = "<w:rPr><w:vanish/></w:rPr>"


def styled(styles: str, *, paragraph: str = "", run: str = "", text: str = NAME) -> bytes:
    """Return a text document with these styles, and a paragraph of its own set in them."""
    content = changed(word(), "word/styles.xml", "</w:styles>", f"{styles}</w:styles>")
    new = f"<w:p><w:pPr>{paragraph}</w:pPr><w:r>{run}<w:t>{text}</w:t></w:r></w:p><w:p><w:r>{RUN}"
    return changed(content, DOCUMENT, f"<w:p><w:r>{RUN}", new)


def a_style(kind: str, own: str = "Heim", inside: str = HIDES, name: str = "heim") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{own}"><w:name w:val="{name}"/>{inside}</w:style>'


SET_IN = '<w:pStyle w:val="Heim"/>'
RUN_IN = '<w:rPr><w:rStyle w:val="Heim"/></w:rPr>'
IN_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Heim"/></w:tblPr><w:tr><w:tc><w:p><w:r>'
    f"<w:t>{NAME}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def drawn(words: str, box: tuple[int, ...] | None = None) -> Build:
    """Return a PDF that draws more on its first page; ``box`` is what of the page shows."""

    def plant(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + words.encode())
        if box is not None:
            page.CropBox = Array(list(box))

    return lambda: pdf_with(plant)


def shown(at: str, words: str = NAME) -> str:
    return f"\nBT /F1 9 Tf {at} ({words}) Tj ET\n"


def in_a_part(matrix: list[int]) -> Build:
    """Return a PDF whose first page draws a part with the name, put elsewhere by a matrix."""

    def plant(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources.XObject.Fm0 = pdf.make_stream(
            shown("10 10 Td").encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 300, 200],
            Matrix=Array(matrix),
            Resources=Dictionary(Font=page.Resources.Font),
        )
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq /Fm0 Do Q\n")

    return lambda: pdf_with(plant)


HIDDEN: dict[str, Build] = {
    "a style of signs that hides": lambda: styled(a_style("character"), run=RUN_IN),
    "a style of paragraphs that hides": lambda: styled(a_style("paragraph"), paragraph=SET_IN),
    "a style based on one that hides": lambda: styled(
        a_style("character") + a_style("character", "Auf", '<w:basedOn w:val="Heim"/>', "auf"),
        run='<w:rPr><w:rStyle w:val="Auf"/></w:rPr>',
    ),
    "a style of tables that hides": lambda: changed(
        styled(a_style("table"), text="x"), DOCUMENT, "<w:tbl>", f"{IN_TABLE}<w:p/><w:tbl>"
    ),
    "all text, unless it says otherwise": in_word(
        "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>", "word/styles.xml"
    ),
    "the usual style": in_word(
        'w:default="1" w:styleId="Normal">',
        f'w:default="1" w:styleId="Normal">{HIDES}',
        "word/styles.xml",
    ),
    "a group beside the slide": on_slide(a_group(a_box(x=99_999_999))),
    "a group in a group": on_slide(a_group(a_group(a_box(x=99_999_999)))),
    "a group that pushes what is in it aside": on_slide(a_group(a_box(), start=99_999_999)),
    "text that is not painted": drawn(shown("3 Tr 10 10 Td")),
    "text outside of what shows": drawn(shown("10 10 Td"), (100, 100, 200, 200)),
    "text beside the page": drawn(shown("-900 -900 Td")),
    "text beside the page, sign by sign": drawn("".join(shown("-900 0 Td", c) for c in NAME)),
    "text below, line after line": drawn(shown("90 TL 10 10 Td T* T*")),
    "a part pushed aside": in_a_part([1, 0, 0, 1, 0, -500]),
}
"""Each is refused as hidden."""

NOT_HIDDEN: dict[str, Build] = {
    "a hiding style nobody uses": lambda: styled(a_style("paragraph")),
    "a style that would hide, switched off": lambda: styled(
        a_style("paragraph"), paragraph=SET_IN, run='<w:rPr><w:vanish w:val="0"/></w:rPr>'
    ),
    "a style that shows what it is based on hides": lambda: styled(
        a_style("character")
        + a_style(
            "character",
            "Auf",
            '<w:basedOn w:val="Heim"/><w:rPr><w:vanish w:val="false"/></w:rPr>',
            "auf",
        ),
        run='<w:rPr><w:rStyle w:val="Auf"/></w:rPr>',
    ),
    "a hidden end of a paragraph": lambda: styled("", paragraph=HIDES),
    "a header of a first page": lambda: with_header("first_page_header", in_force=True),
    "a header of a later first page": lambda: with_header("first_page_footer", then=True),
    "a header of even pages": lambda: with_header("even_page_header", in_force=True),
    "a group that draws smaller": on_slide(a_group(a_box(x=90_000_000), scale=10_000)),
    "a shape turned into the slide": on_slide(a_box(x=-3_001_000 + 1_000, turned=5_400_000)),
    "text on a scanned page": drawn("\nq 300 0 0 200 0 0 cm /Im0 Do Q" + shown("3 Tr 10 10 Td")),
    "text over the edge": drawn(shown("290 10 Td")),
    "text within what shows": drawn(shown("110 110 Td"), (100, 100, 300, 200)),
    "a part where it shows": in_a_part([1, 0, 0, 1, 0, 5]),
    "a dash beside the page": drawn(shown("-900 0 Td", "-") + shown("10 10 Td")),
}
"""Each stays, with the name in it: it shows, or somebody may meet it who looks the text through."""

OFFICE_FILES |= {
    "an entry of an index": in_word(RUN, field(f'XE "{NAME}, A."')),
    "an entry of an index in one run": in_word(
        RUN,
        f'{RUN}</w:r><w:fldSimple w:instr=" XE {NAME} "><w:r><w:t>{NAME}</w:t></w:r>'
        "</w:fldSimple><w:r>",
    ),
    "an entry of a table of contents": in_word(RUN, field(f'TC "{NAME}" \\l 1')),
    "what a quotation was made of": in_word(RUN, field(f'QUOTE "{NAME}"')),
    "what a sum was made of": in_word(RUN, field(f"= 1 + {NAME}")),
    "choices nobody made": in_word(
        RUN,
        f'{RUN}</w:r><w:sdt><w:sdtPr><w:dropDownList w:lastValue="{NAME}">'
        f'<w:listItem w:displayText="{NAME}" w:value="{NAME}"/><w:listItem w:value="chosen"/>'
        "</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent>"
        "</w:sdt><w:r>",
    ),
    "a header of a first page there is not": lambda: with_header("first_page_header"),
    "a footer of even pages there are not": lambda: with_header("even_page_footer"),
    "a style of the program's list": in_word(
        "<w:lsdException ", f'<w:lsdException w:name="{NAME}"/><w:lsdException ', "word/styles.xml"
    ),
    "a layout of no slide": in_slides(
        "</p:spTree>", f"{a_box()}</p:spTree>", "ppt/slideLayouts/slideLayout11.xml"
    ),
}


# --- what stays, and has to be looked through -----------------------------------------------------


def sdt(properties: str) -> Build:
    return in_word(
        RUN,
        f"{RUN}</w:r><w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r>"
        "</w:sdtContent></w:sdt><w:r>",
    )


def in_block(inside: str) -> Build:
    return in_word("<w:sectPr", f"{inside}<w:sectPr")


def a_tiling() -> bytes:
    """Return a PDF filled with a pattern that shows the name."""

    def plant(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources.Pattern = Dictionary(
            P0=pdf.make_stream(
                shown("1 1 Td").encode(),
                Type=Name.Pattern,
                PatternType=1,
                PaintType=1,
                TilingType=1,
                BBox=[0, 0, 90, 9],
                XStep=90,
                YStep=9,
                Resources=Dictionary(Font=page.Resources.Font),
            )
        )
        more = b"\n/Pattern cs /P0 scn 0 0 99 99 re f\n"
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + more)

    return pdf_with(plant)


def with_outline() -> bytes:
    def plant(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"Von {NAME}", 1))

    return pdf_with(plant)


def in_structure(**entries: object) -> Build:
    element = Dictionary(Type=Name.StructElem, **entries)
    return in_root(StructTreeRoot=Dictionary(Type=Name.StructTreeRoot, K=Array([element])))


def named_places() -> bytes:
    def plant(pdf: pikepdf.Pdf) -> None:
        place = Array([pdf.pages[0].obj, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(NAME), place])))

    return pdf_with(plant)


HINT = Dictionary(S=Name.URI, URI=String("https://example.org/"))
KEPT_WORDS: dict[str, Build] = {
    "a caption of a table": in_word("<w:tblPr>", f'<w:tblPr><w:tblCaption w:val="{NAME}"/>'),
    "a description of a table": in_word(
        "<w:tblPr>", f'<w:tblPr><w:tblDescription w:val="{NAME}"/>'
    ),
    "a hint on a link": in_word(
        RUN,
        f'{RUN}</w:r><w:hyperlink w:anchor="_Toc1" w:tooltip="{NAME}"><w:r><w:t>x</w:t></w:r>'
        "</w:hyperlink><w:r>",
    ),
    "what is read aloud for a picture": in_word("<wp:docPr ", f'<wp:docPr descr="{NAME}" '),
    "a header of a first page": NOT_HIDDEN["a header of a first page"],
    "a header of even pages": NOT_HIDDEN["a header of even pages"],
    "the format of a date": in_word(RUN, field(f"DATE \\@ \"'{NAME}'\"")),
    "the code of a field in two runs": in_word(
        RUN,
        field(f'SEQ "{NAME[:4]}').replace(
            "</w:instrText>", f'</w:instrText></w:r><w:r><w:instrText>{NAME[4:]}"</w:instrText>'
        ),
    ),
    "the format of a chosen date": sdt(f'<w:date><w:dateFormat w:val="{NAME}"/></w:date>'),
    "a style": in_word(
        "</w:styles>",
        f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{NAME}"/></w:style></w:styles>',
        "word/styles.xml",
    ),
    "the name of a numbering": in_word(
        "<w:abstractNum ",
        f'<w:abstractNum w:abstractNumId="99"><w:name w:val="{NAME}"/></w:abstractNum>'
        "<w:abstractNum ",
        "word/numbering.xml",
    ),
    "a language": in_word(RUN, f'<w:rPr><w:lang w:val="{NAME}"/></w:rPr>{RUN}'),
    "what stands above a word": in_word(
        RUN,
        f"{RUN}<w:ruby><w:rubyPr/><w:rt><w:r><w:t>{NAME}</w:t></w:r></w:rt><w:rubyBase><w:r>"
        "<w:t>b</w:t></w:r></w:rubyBase></w:ruby>",
    ),
    "what older programs show": in_word(
        RUN,
        f"{RUN}<mc:AlternateContent "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="w"><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>{NAME}</w:t>'
        "</mc:Fallback></mc:AlternateContent>",
    ),
    "a block of its own": in_block(
        f"<w:sdt><w:sdtContent><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ),
    "a table in a table": in_word(
        "<w:tc>",
        f"<w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    ),
    "the result of a simple field": in_word(
        RUN,
        f'{RUN}</w:r><w:fldSimple w:instr="PAGE"><w:r><w:t> {NAME}</w:t></w:r></w:fldSimple><w:r>',
    ),
    "a formula": in_block(
        '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        f"<m:r><m:t>{NAME[:4]}</m:t></m:r><m:r><m:t>{NAME[4:]}</m:t></m:r></m:oMath></w:p>"
    ),
    "text only for the page, not for the web": in_word(
        RUN, f"{RUN}</w:r><w:r><w:rPr><w:webHidden/></w:rPr><w:t> {NAME}</w:t></w:r><w:r>"
    ),
    "a page of the web": lambda: with_part(
        in_word(
            RUN,
            f'{RUN}</w:r><w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument'
            '/2006/relationships" r:id="rId901"><w:r><w:t>x</w:t></w:r></w:hyperlink><w:r>',
        )(),
        DOCUMENT,
        "hyperlink",
        f"https://example.org/{NAME}",
        "",
        external=True,
    ),
    "what is read aloud on a slide": in_slides(
        '<p:cNvPr id="2"', f'<p:cNvPr id="2" descr="{NAME}"'
    ),
    "a layout": in_slides(
        "</p:spTree>", f"{a_box()}</p:spTree>", "ppt/slideLayouts/slideLayout2.xml"
    ),
    "a master": in_slides(
        "</p:spTree>", f"{a_box()}</p:spTree>", "ppt/slideMasters/slideMaster1.xml"
    ),
    "a kind of field on a slide": in_slides(
        "</p:txBody>", f'<a:p><a:fld id="{{x}}" type="{NAME}"><a:t>1</a:t></a:fld></a:p></p:txBody>'
    ),
    "a row of a chart": lambda: archive_of(
        {
            name: content.replace(b"<c:v>Series</c:v>", f"<c:v>{NAME}</c:v>".encode())
            for name, content in files_of(slides()).items()
        }
    ),
    "a bookmark of a page": with_outline,
    "a label of a page": in_root(
        PageLabels=Dictionary(Nums=Array([0, Dictionary(P=String(NAME))]))
    ),
    "what is read aloud for a figure": in_structure(S=Name.Figure, Alt=String(NAME)),
    "what is read aloud instead": in_structure(S=Name.Span, ActualText=String(NAME)),
    "what is read aloud instead, on the page": in_first_page(
        f"\n/Span << /ActualText ({NAME}) >> BDC EMC\n"
    ),
    "what is read aloud in pieces": in_first_page(
        f"\n/Span << /ActualText ({NAME[:4]}) >> BDC EMC /Span << /ActualText ({NAME[4:]}) >> BDC"
        " EMC\n"
    ),
    "what a short form stands for": in_first_page(f"\n/Span << /E ({NAME}) >> BDC EMC\n"),
    "a kind of paragraph": in_structure(S=Name(f"/{NAME}")),
    "a kind of paragraph of one's own": in_root(
        StructTreeRoot=Dictionary(
            Type=Name.StructTreeRoot, RoleMap=Dictionary({f"/{NAME}": Name.P})
        )
    ),
    "a kind of stretch": in_first_page(f"\n/{NAME} BMC EMC\n"),
    "a hint on a link of a page": lambda: pdf_with(
        lambda pdf: annotate(pdf, Subtype=Name.Link, Contents=String(NAME), A=HINT)
    ),
    "an address": linked(f"https://example.org/{NAME}"),
    "a place with a name": named_places,
    "an old place with a name": lambda: pdf_with(
        lambda pdf: pdf.Root.update(
            Dictionary(Dests=Dictionary({f"/{NAME}": Array([pdf.pages[0].obj, Name.Fit])}))
        )
    ),
    "words among what draws": in_first_page(f"\nBX ({NAME}) foo EX\n"),
    "a pattern": a_tiling,
    "text on a scanned page": NOT_HIDDEN["text on a scanned page"],
    "white text": in_first_page("\n1 g" + shown("10 10 Td")),
    "clipped text": in_first_page("\nq 0 0 0 0 re W n" + shown("10 10 Td") + "Q\n"),
}
"""A paper may say each of these on purpose, and whoever looks for names has to meet it."""
