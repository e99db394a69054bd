"""Papers for the demo's sessions: one page of PDF that says it is an example."""


def example_paper(title: str) -> bytes:
    """Return a PDF of one page with the title and the words 'Beispieldokument, erfunden'.

    Written by hand after ISO 32000-1, 7.5: a few fixed objects need no library, and the file
    holds no author, no date and no name of a program.
    """
    lines = [(24, 720, title), (12, 690, "Beispieldokument, erfunden / Example paper, invented")]
    content = b"".join(
        b"BT /F1 %d Tf 56 %d Td (%s) Tj ET\n" % (size, y, _escaped(text)) for size, y, text in lines
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    document = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(document))
        document += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return document + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(document))
    )


def _escaped(text: str) -> bytes:
    encoded = text.encode("cp1252", "replace")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
