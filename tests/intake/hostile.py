"""A hostile and damaged corpus over all formats: always the same files, each with what must become of it.

An outcome is ``whole`` (the text, to the last word), ``told`` (the text with a notice of what is missing), or the key of
a refusal. ``ends`` is the last word of a file that comes in: half a note that looks whole does not have it.

Run it to write the files to a folder: ``python hostile.py FOLDER``.
"""

# ruff: noqa: E501 - a table of examples reads best with each example on one line
from __future__ import annotations

import codecs
import io
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    from files import ODT_KIND, ODT_NAMES, assembled, odt, packed, page_of, pdf, rtf, xlsx
else:
    from .files import ODT_KIND, ODT_NAMES, assembled, odt, packed, page_of, pdf, rtf, xlsx

WHOLE, TOLD = "whole", "told"
END = "slotwoord"
WORDS = f"Wij spraken over brieven en koffie. Daarna was er stilte. {END}"
PASSAGE = f"één ✓ 👋🏽 {WORDS}"
LAUGHS = "<!DOCTYPE a [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
)
OUTSIDE = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@dataclass(frozen=True)
class Case:
    """A file, and what must become of it."""

    name: str
    data: bytes
    outcome: str
    ends: str = END


def docx(body: str, *, document: str | bytes | None = None, **more: str | bytes) -> bytes:
    """A Word file by hand."""
    rels = f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/>'
    members: dict[str, str | bytes] = {
        "_rels/.rels": f"{rels}</Relationships>",
        "word/document.xml": document or f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    return packed(members | {name.replace("__", "."): data for name, data in more.items()})


def paragraph(words: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def bomb(data: bytes, name: str, size: int) -> bytes:
    """The same zip with one member more, that says it unpacks to so many zeros. (Packing these takes long.)"""
    into = io.BytesIO(data)
    with zipfile.ZipFile(into, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo(name), bytes(10_000), zipfile.ZIP_DEFLATED)
    return lying(into.getvalue(), name, size)


def lying(data: bytes, name: str, size: int) -> bytes:
    """A zip that says a member has another size than it has."""
    raw = bytearray(data)
    at = raw.rfind(name.encode())  # in the list at the end
    raw[at - 22 : at - 18] = struct.pack("<I", size)
    return bytes(raw)


def encrypted(data: bytes) -> bytes:
    """A zip whose members say that they have a password."""
    raw = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(sign)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(sign, at + 4)
    return bytes(raw)


def flipped(data: bytes, seed: int, share: float = 0.02) -> bytes:
    """Some bytes are others."""
    rng = random.Random(seed)
    raw = bytearray(data)
    for _ in range(max(1, int(len(raw) * share))):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    return bytes(raw)


def noise(seed: int, size: int = 4_000) -> bytes:
    """Bytes that mean nothing."""
    return random.Random(seed).randbytes(size)


def flate_pdf(content: bytes, kids: str = "[5 0 R]", count: int = 1) -> bytes:
    """A PDF whose page is packed."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids %s >>" % (count, kids.encode()),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>",
        ]
    )


def corpus() -> list[Case]:
    """All of them."""
    return [*_texts(), *_word(), *_odt(), *_pdf(), *_rtf(), *_html(), *_transcripts(), *_tables(), *_anything()]


def _texts() -> Iterator[Case]:
    yield Case("heel.txt", PASSAGE.encode(), WHOLE)
    yield Case("bom.txt", b"\xef\xbb\xbf" + PASSAGE.encode(), WHOLE)
    yield Case("utf16.txt", PASSAGE.encode("utf-16"), WHOLE)
    yield Case("utf16_zonder.txt", WORDS.encode("utf-16-le"), TOLD)
    yield Case("utf32.txt", codecs.BOM_UTF32_LE + PASSAGE.encode("utf-32-le"), WHOLE)
    yield Case("windows.txt", f"één café. {WORDS}".encode("cp1252"), TOLD)
    yield Case("mac.txt", f"één ideeën café. {WORDS}".encode("mac_roman"), TOLD)
    yield Case("halve_letter.txt", PASSAGE.encode() + b"\xc3", "letters_unknown|told")
    yield Case("utf16_oneven.txt", PASSAGE.encode("utf-16") + b"\x00", "letters_unknown")
    yield Case("nullen.txt", b"\x00" * 5_000, "no_text_file")
    yield Case("nul_erin.txt", WORDS.encode() + b"\x00" + WORDS.encode(), "no_text_file")
    yield Case("rechts_links.txt", f"\u202enetrob\u202c \u2067ja\u2069 {WORDS}".encode(), WHOLE)
    yield Case("zalgo.txt", ("a" + "\u0301" * 20_000 + f" {WORDS}").encode(), WHOLE)
    yield Case("een_regel.txt", ("woord " * 200_000 + END).encode(), WHOLE)
    yield Case("lege_regels.txt", ("\n" * 500_000 + WORDS).encode(), WHOLE)
    yield Case("wit.txt", b" \t\r\n" * 1_000, "empty")
    yield Case("surrogaat.txt", b"\xed\xa0\x80" + WORDS.encode(), "letters_unknown|told")
    yield Case("plaatje.md", b"\x89PNG\r\n\x1a\n" + noise(1), "no_text_file")
    yield Case("script.md", f"<script>alert(1)</script> ![x](http://x/y.png) {WORDS}".encode(), WHOLE)
    yield Case("koi8.txt", ("Привет всем людям здесь. " * 20).encode("koi8-r"), "letters_unknown")


def _word() -> Iterator[Case]:
    good = docx(paragraph(WORDS))
    yield Case("heel.docx", good, WHOLE)
    yield Case("afgekapt.docx", good[: len(good) // 2], "damaged")
    yield Case("zonder_lijst.docx", good[:-60], "damaged")
    yield Case("bytes_om.docx", flipped(good, 1, 0.2), "damaged|not_word")
    yield Case("zipbom.docx", bomb(good, "word/media/a.png", 600_000_000), "unpacks_too_big")
    big = docx("", document=b"<w:document>" + b" " * 70_000_000)
    yield Case("bom_in_tekst.docx", big, "unpacks_too_big")
    yield Case("liegt.docx", lying(big, "word/document.xml", 99), "damaged|unpacks_too_big")
    yield Case("veel_leden.docx", packed({f"a{n}": "" for n in range(6_000)}), "unpacks_too_big")
    yield Case("lachen.docx", docx("", document=f"{LAUGHS}<a>&a11;</a>"), "doctype")
    yield Case("buiten.docx", docx("", document=f"{OUTSIDE}<a>&b;</a>"), "doctype")
    yield Case("lachen16.docx", docx("", document=f"{LAUGHS}<a>&a11;</a>".encode("utf-16")), "doctype")
    yield Case("wachtwoord.docx", encrypted(good), "locked")
    yield Case("kluis.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked")
    yield Case("oud.docx", OLE, "old_word")
    yield Case("ander_zip.docx", packed({"a.txt": "x"}), "not_word")
    yield Case("is_pdf.docx", pdf(page_of(WORDS)), "not_word")
    yield Case("is_odt.docx", odt(f"<text:p>{WORDS}</text:p>"), "not_word")
    yield Case("omhoog.docx", docx(paragraph(WORDS), **{"../../kwaad__xml": "x"}), WHOLE)
    nested = "<w:p>" + "<w:ins>" * 5_000 + "x" + "</w:ins>" * 5_000 + "</w:p>"
    yield Case("diep.docx", docx(nested), "damaged|too_heavy")
    tables = "<w:tbl><w:tr><w:tc>" * 80 + paragraph(WORDS) + "</w:tc></w:tr></w:tbl>" * 80
    yield Case("tabel_in_tabel.docx", docx(tables), WHOLE)
    yield Case(
        "weggehaald.docx",
        docx(f"<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>{paragraph(WORDS)}"),
        TOLD,
    )
    yield Case("alleen_plaatje.docx", docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "empty")
    yield Case("ingesloten.docx", docx(f"<w:altChunk/>{paragraph(WORDS)}"), TOLD)
    yield Case("besturing.docx", docx(paragraph(f"a&#8238;b&#8203; {WORDS}")), WHOLE)
    yield Case("verboden_teken.docx", docx(paragraph("&#0;" + WORDS)), "damaged")
    yield Case("half_xml.docx", docx("", document=f"<w:document {W}><w:body>{paragraph(WORDS)}"), "damaged")


def _odt() -> Iterator[Case]:
    body = f"<text:p>{WORDS}</text:p>"
    good = odt(body)
    yield Case("heel.odt", good, WHOLE)
    yield Case("afgekapt.odt", good[:-100], "damaged")
    yield Case("bytes_om.odt", flipped(good, 2, 0.2), "damaged|not_odt|unpacks_too_big")
    yield Case("zonder_tekst.odt", odt("", content__xml=None), "damaged")
    yield Case("rekenblad.odt", odt(body, mimetype="application/vnd.oasis.opendocument.spreadsheet"), "not_odt")
    locked = f"<m:manifest {ODT_NAMES}><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    yield Case("wachtwoord.odt", odt("", content="gezout", **{"META-INF/manifest__xml": locked}), "locked")
    yield Case("lachen.odt", odt("", content=f"{LAUGHS}<a>&a11;</a>"), "doctype")
    yield Case("buiten.odt", odt("", content=f"{OUTSIDE}<a>&b;</a>"), "doctype")
    yield Case("zipbom.odt", bomb(good, "Pictures/a.png", 600_000_000), "unpacks_too_big")
    yield Case("half_xml.odt", odt("", content=f"<office:document-content {ODT_NAMES}><office:body>"), "damaged")
    yield Case("leeg.odt", odt(""), "empty")
    yield Case("veel_spaties.odt", odt(f'<text:p>a<text:s text:c="2000000000"/>{WORDS}</text:p>'), WHOLE)
    wide = f'<table:table><table:table-row><table:table-cell table:number-columns-repeated="1000000000"><text:p>{WORDS}</text:p></table:table-cell></table:table-row></table:table>'
    yield Case("brede_cel.odt", odt(wide), WHOLE)
    yield Case("diep.odt", odt("<text:section>" * 3_000 + body + "</text:section>" * 3_000), "damaged|too_heavy")
    yield Case("kop_diep.odt", odt(f'<text:h text:outline-level="99999999999">{WORDS}</text:h>'), WHOLE)
    yield Case("alleen_mimetype.odt", packed({"mimetype": ODT_KIND}), "damaged")
    yield Case("is_docx.odt", docx(paragraph(WORDS)), "not_odt")
    note = "<text:note><text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    yield Case("noot_in_noot.odt", odt(f"<text:p>a{note.format('b' + note.format(WORDS))}</text:p>"), WHOLE)
    yield Case(
        "verwijderd.odt", odt(f"<text:tracked-changes><text:changed-region/></text:tracked-changes>{body}"), TOLD
    )


def _pdf() -> Iterator[Case]:
    good = pdf(*[page_of("Regels op deze bladzijde.", WORDS)] * 2)
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    yield Case("heel.pdf", good, WHOLE)
    yield Case("rommel_voor.pdf", b"rommel\n" * 20 + good, WHOLE)
    yield Case("alleen_kop.pdf", b"%PDF-1.7\n%%EOF", "damaged")
    yield Case("afgekapt.pdf", good[:-500], "damaged")
    yield Case("bytes_om.pdf", flipped(good, 5, 0.1), "damaged|empty|told|pdf_letters|scan|locked")
    yield Case("scan.pdf", pdf(picture, picture), "scan")
    yield Case("half_scan.pdf", pdf(page_of(WORDS), picture), TOLD)
    yield Case("leeg.pdf", pdf("", ""), "empty")
    rounds = flate_pdf(zlib.compress(page_of(WORDS).encode()), kids="[2 0 R 2 0 R 5 0 R]", count=3)
    yield Case("gaat_rond.pdf", rounds, "damaged|told|whole")
    yield Case(
        "telt_te_veel.pdf",
        flate_pdf(zlib.compress(page_of(WORDS).encode()), count=2_000_000_000),
        "damaged|too_heavy|whole",
    )
    form = b"/XObject << /X 6 0 R >>"
    yield Case("roept_zichzelf.pdf", pdf("/X Do\n" + page_of(WORDS), extra=form), WHOLE)
    half = zlib.compress(page_of(*[WORDS] * 30).encode())
    yield Case("halve_bladzijde.pdf", flate_pdf(half[: len(half) // 2]), "damaged")
    yield Case("kapotte_bladzijde.pdf", flate_pdf(noise(7, 600)), "damaged")
    inflating = zlib.compress(b"0 0 m 9 9 l S\n" * 400_000, 9)
    yield Case("opgeblazen.pdf", flate_pdf(inflating), "scan|too_slow|too_heavy|damaged")
    huge = pdf(page_of(WORDS)).replace(b"[0 0 595 842]", b"[0 0 9999999999 9999999999]")
    yield Case("reusachtig.pdf", huge, "whole|told|damaged")
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a)(a)]" % (b"x" * 32, b"y" * 32)
    yield Case("wachtwoord.pdf", good.replace(b"/Root 1 0 R >>", b"/Root 1 0 R " + encrypt + b" >>"), "locked")
    strange = encrypt.replace(b"/Standard", b"/Vreemd")
    yield Case("vreemd_slot.pdf", good.replace(b"/Root 1 0 R >>", b"/Root 1 0 R " + strange + b" >>"), "damaged|locked")
    yield Case("is_word.pdf", docx(paragraph(WORDS)), "not_pdf")
    yield Case(
        "zonder_lijst.pdf", good[: good.rfind(b"xref\n0")] + b"trailer << /Root 1 0 R >>\n%%EOF", "whole|damaged"
    )
    yield Case(
        "veel_bladzijden.pdf",
        pdf(*[page_of(f"Bladzijde {n} gaat over brieven.") for n in range(300)], page_of(WORDS)),
        "whole|told",
    )
    yield Case(
        "kruisend.pdf",
        pdf(
            page_of("onder", top=300)
            + "\n"
            + page_of("boven", top=700)
            + "\n"
            + page_of("ernaast", left=400, top=300)
            + "\n"
            + page_of(WORDS, top=200)
        ),
        "told|whole",
    )


def _rtf() -> Iterator[Case]:
    good = rtf(WORDS)
    yield Case("heel.rtf", good, WHOLE)
    yield Case("afgekapt.rtf", good[:-30], "damaged")
    yield Case("haakje_te_veel.rtf", rtf(f"a}}{WORDS}"), "damaged")
    yield Case("diep.rtf", b"{\\rtf1" + b"{" * 100_000 + WORDS.encode() + b"}" * 100_001, "too_heavy")
    yield Case("grote_bin.rtf", rtf(f"{{\\pict\\bin999999999 x}}{WORDS}"), "damaged")
    yield Case("min_bin.rtf", rtf(f"{{\\pict\\bin-5 }}{WORDS}"), TOLD)
    yield Case("grote_uc.rtf", rtf(f"\\uc1999999999 {WORDS}"), WHOLE)
    yield Case("halve_letter.rtf", rtf(f"\\u55357? {WORDS}"), WHOLE)
    yield Case("plaatje.rtf", rtf("{\\pict " + "ff" * 200_000 + "}" + WORDS), TOLD)
    yield Case("object.rtf", rtf("{\\object{\\*\\objdata 0105}}" + WORDS), TOLD)
    yield Case("vreemde_tabel.rtf", rtf(WORDS).replace(b"ansicpg1252", b"ansicpg99999"), WHOLE)
    yield Case("verborgen.rtf", rtf(f"{{\\v geheim}}{WORDS}"), TOLD)
    yield Case("nullen.rtf", good + bytes(50), WHOLE)
    yield Case("geen.rtf", WORDS.encode(), "not_rtf")
    yield Case("veel_groepen.rtf", rtf("{\\b a}" * 100_000 + WORDS), WHOLE)


def _html() -> Iterator[Case]:
    yield Case("heel.html", f"<html><body><p>{WORDS}</p></body></html>".encode(), WHOLE)
    yield Case("stuk.html", f"<p><b>{WORDS}<i></p></div>".encode(), WHOLE)
    yield Case("afgekapt.html", f"<html><body><p>{WORDS}</p><p>En toen".encode(), TOLD, "toen")
    yield Case("diep.html", b"<div>" * 200_000 + WORDS.encode(), "too_heavy")
    yield Case(
        "lachen.html", f"{LAUGHS}<html><body>&a11; {WORDS}</body></html>".encode(), "whole|told|damaged|too_heavy"
    )
    yield Case("buiten.html", f"{OUTSIDE}<html><body>&b; {WORDS}</body></html>".encode(), "whole|told")
    yield Case(
        "haalt_op.html", f"<html><body><img src=http://x/><link href=http://x><p>{WORDS}</body></html>".encode(), TOLD
    )
    yield Case("script.html", f"<html><body><script>{'x' * 500_000}</script>{WORDS}</body></html>".encode(), WHOLE)
    yield Case("nul.html", b"<html><body>a\x00b " + WORDS.encode() + b"</body></html>", "no_text_file|whole")
    yield Case("utf16.htm", f"<html><body>{PASSAGE}</body></html>".encode("utf-16"), WHOLE)
    yield Case(
        "liegt.html", f"<html><meta charset=utf-16><body>{PASSAGE}</body></html>".encode(), "whole|letters_unknown"
    )
    attributes = " ".join(f"a{n}=x" for n in range(3_000))
    yield Case("kenmerken.html", f"<html><body {attributes}>{WORDS}</body></html>".encode(), WHOLE)
    yield Case("tabellen.html", ("<table><tr><td>" * 60 + WORDS + "</table>" * 60).encode(), WHOLE)
    yield Case("verborgen.html", f"<html><body><p style='display:none'>x</p>{WORDS}</body></html>".encode(), TOLD)
    yield Case("geen.html", WORDS.encode(), "not_html")


def _transcripts() -> Iterator[Case]:
    cue = "00:00:01.000 --> 00:00:02.000\n"
    yield Case("heel.vtt", f"WEBVTT\n\n{cue}<v Merel>{WORDS}</v>\n".encode(), TOLD)
    yield Case("zonder_eind.vtt", f"WEBVTT\n\n{cue}<v Merel>{WORDS}".encode(), TOLD)
    yield Case("halve_tijd.vtt", f"WEBVTT\n\n{cue}{WORDS}\n\n00:00:09.0".encode(), TOLD)
    yield Case("zonder_kop.vtt", f"{cue}{WORDS}".encode(), "not_transcript")
    yield Case("alleen_kop.vtt", b"WEBVTT\n", "not_transcript")
    yield Case("rare_tijd.vtt", f"WEBVTT\n\n99:99:99.999 --> 00:00:00.000\n{WORDS}\n".encode(), TOLD)
    yield Case("open_teken.vtt", f"WEBVTT\n\n{cue}<v Merel {WORDS}\n".encode(), TOLD)
    yield Case("veel.vtt", ("WEBVTT\n\n" + f"{cue}<v A>ja\n\n" * 50_000 + f"{cue}{WORDS}\n").encode(), TOLD)
    yield Case("noot.vtt", f"WEBVTT\n\nNOTE {'x' * 100_000}\n\n{cue}{WORDS}\n".encode(), TOLD)
    srt = f"1\n00:00:01,000 --> 00:00:02,000\nMerel: {WORDS}\n"
    yield Case("heel.srt", srt.encode(), TOLD)
    yield Case("windows.srt", srt.replace("brieven", "één idee").encode("cp1252"), TOLD)
    yield Case("zonder_wit.srt", (srt * 3).encode(), TOLD)
    yield Case("gewone_tekst.srt", WORDS.encode(), "not_transcript")
    yield Case("losse_woorden.srt", f"{srt}\nZomaar iets erbij {END}\n".encode(), TOLD)


def _tables() -> Iterator[Case]:
    yield Case("heel.csv", f"tekst;naam\nHallo;Teun\n{WORDS};Merel\n".encode(), WHOLE)
    yield Case("breed.csv", b"a;b" * 1_000_000, "too_heavy")
    yield Case("brede_leegte.csv", f"tekst\n{WORDS}".encode() + b";" * 1_000_000, WHOLE)
    yield Case("lang.csv", ("tekst;naam\n" + "ja;Merel\n" * 30_000).encode(), "too_heavy")
    yield Case("open_haak.csv", f'tekst;naam\n"Hallo;Teun\n{WORDS};Merel\n'.encode(), TOLD, "Merel")
    yield Case("formule.csv", f"tekst;naam\n=cmd|' /C calc'!A0;Teun\n{WORDS};Merel\n".encode(), WHOLE)
    yield Case("ongelijk.csv", f"tekst;naam\na;b;c;d\n{WORDS}\n".encode(), TOLD)
    yield Case("nullen.csv", b"tekst\x00;naam\x00\n", "no_text_file")
    yield Case("zonder_kop.csv", f"geel;rond\nblauw;{WORDS}\n".encode(), TOLD)
    good = xlsx([["Tekst", "Naam"], [WORDS, "Merel"]])
    yield Case("heel.xlsx", good, WHOLE)
    yield Case("afgekapt.xlsx", good[: len(good) // 2], "damaged")
    yield Case("zipbom.xlsx", bomb(good, "xl/media/a.png", 600_000_000), "unpacks_too_big")
    yield Case("wachtwoord.xlsx", encrypted(good), "locked")
    yield Case("oud.xlsx", OLE, "not_excel")
    yield Case("is_word.xlsx", docx(paragraph(WORDS)), "not_excel")
    yield Case("twee_bladen.xlsx", xlsx([["Tekst"], ["Hallo"]], Tafel=[["Tekst"], [WORDS]]), WHOLE)
    sheet = '<worksheet><sheetData><row r="1"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    rels = f'<Relationships {RELATIONS}><Relationship Id="{{}}" Type="{KIND}/{{}}" Target="{{}}"/></Relationships>'
    book = {
        "_rels/.rels": rels.format("r1", "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": '<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels.format("r1", "worksheet", "sheet.xml"),
    }
    yield Case("verre_cel.xlsx", packed({**book, "xl/sheet.xml": sheet}), "too_heavy")
    yield Case("rare_cel.xlsx", packed({**book, "xl/sheet.xml": sheet.replace("XFD1048576", "A0")}), "damaged")
    yield Case("lachen.xlsx", packed({**book, "xl/sheet.xml": f"{LAUGHS}<a>&a11;</a>"}), "doctype")
    yield Case("leeg.xlsx", xlsx([]), "empty")


def _anything() -> Iterator[Case]:
    from ontmoet_research.intake.readers import READERS

    for n, suffix in enumerate(READERS):
        name = suffix.removeprefix(".")
        yield Case(f"niets_{name}{suffix}", b"", "*")
        yield Case(f"een_byte_{name}{suffix}", b"\xff", "*")
        yield Case(f"ruis_{name}{suffix}", noise(n), "*")
    yield Case("naam\u202efdp.txt", WORDS.encode(), WHOLE)
    yield Case("oud.doc", OLE, "old_word")
    yield Case("oud.xls", OLE, "old_excel")
    yield Case("programma.exe", b"MZ" + noise(3), "unknown_format")
    yield Case("zonder_achtervoegsel", WORDS.encode(), "unknown_format")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for case in corpus():
        (target / case.name).write_bytes(case.data)
