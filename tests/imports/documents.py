"""Word and PDF files to read text out of: made here, byte for byte, so that they can be as wrong as a test needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BLOCK = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:sdtContent></w:sdt>"
CHANGED = (
    f"<w:p {nsdecls('w')}><w:ins><w:r><w:t>indsat</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>slettet</w:delText></w:r></w:del></w:p>"
)


def word_file() -> bytes:
    """Minutes as people write them in Word: headings, lists, numbers, a table, a content control, tracked changes."""
    document = Document()
    document.add_heading("Referat", 1)
    document.add_paragraph("Direktionen, onsdag den 6. september 2023")
    for text in ("Punkt ét", "Punkt to"):
        document.add_paragraph(text, style="List Number")
    for text in ("Æbler", "Pærer"):
        document.add_paragraph(text, style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "13. Sep."
    table.rows[0].cells[1].text = "Budget"
    table.rows[0].cells[1].add_paragraph("Årshjul", style="List Bullet")
    row = table.add_row()
    row.cells[0].text, row.cells[1].text = "20. Sep.", "Byggesager"
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(BLOCK % "I en skabelons felt"))
    body.insert(len(body) - 1, parse_xml(CHANGED))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed_word(old: bytes, **entries: bytes) -> bytes:
    """The same package with some entries written anew; `word_document` stands for word/document.xml."""
    names = {name.replace("_", "/") + ".xml": data for name, data in entries.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(old)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, names.get(entry.filename, source.read(entry.filename)))
    return out.getvalue()


def packed(*names: str, size: int = 10) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            target.writestr(name, b"0" * size)
    return out.getvalue()


def pdf_file(pages: Sequence[Sequence[tuple[int, int, str]]]) -> bytes:
    """A PDF whose pages show texts at points (x, y from the bottom), in Helvetica 10; no texts make a scanned page."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, texts in enumerate(pages):
        shown = " ".join(f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, text in texts)
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * at} 0 R /Resources {resources} >>"
        )
        objects.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}\nendstream")
    return _numbered(objects)


def _numbered(objects: Sequence[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
