"""Files of every format, whole ones, made on the spot and always the same. All words are invented."""

from __future__ import annotations

import io
import zipfile
from typing import Any

ODT_KIND = "application/vnd.oasis.opendocument.text"
ODT_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "m": "manifest",
    }.items()
)  # fmt: skip
MANIFEST = f"<m:manifest {ODT_NAMES}/>"


def packed(members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members, in order, with a fixed date."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", compression) as made:
        for name, content in members.items():
            made.writestr(zipfile.ZipInfo(name), content, compression)
    return into.getvalue()


def odt(body: str, *, content: str | None = None, **more: str | bytes | None) -> bytes:
    """An .odt with this XML in its text; ``more`` adds members (``styles__xml``), or takes them out with None."""
    whole = f"<office:document-content {ODT_NAMES}><office:body><office:text>{body}</office:text></office:body>"
    members: dict[str, Any] = {
        "mimetype": ODT_KIND,
        "content.xml": content or f"{whole}</office:document-content>",
        "META-INF/manifest.xml": MANIFEST,
    }
    members |= {name.replace("__", "."): made for name, made in more.items()}
    return packed({name: made for name, made in members.items() if made is not None})


def pdf(*pages: str, fonts: int = 1, extra: bytes = b"", damage: bytes = b"") -> bytes:
    """A PDF with these content streams, made by hand: Helvetica, A4, one object for each part."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        stream = page.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> %s >> >>" % (len(objects), extra)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assembled(objects, damage)


def assembled(objects: list[bytes], damage: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    made, places = b"%PDF-1.4\n" + damage, []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def page_of(*lines: str, top: int = 780, left: int = 60, size: int = 11, pitch: float = 14) -> str:
    """The content of a page: these lines under each other."""
    shown = []
    for n, line in enumerate(lines):
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"BT /F1 {size} Tf 1 0 0 1 {left} {top - n * pitch:g} Tm ({escaped}) Tj ET")
    return "\n".join(shown)


def rtf(body: str, head: str = "") -> bytes:
    """A whole .rtf, as WordPad stores it."""
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}{\f1\fnil\fcharset204 Arial;}}"
        rf"{{\*\generator Proef;}}{head}\pard {body}}}"
    ).encode("cp1252")


def xlsx(rows: list[list[object]], **sheets: list[list[object]]) -> bytes:
    """A spreadsheet with these rows, and more sheets by name."""
    import xlsxwriter

    into = io.BytesIO()
    book = xlsxwriter.Workbook(into)
    for name, content in {"Blad1": rows, **sheets}.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(content):
            sheet.write_row(place, 0, row)
    book.close()
    return into.getvalue()
