"""What comes out of a Word file, in the order a reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ontmoet_research.intake.readers import Unreadable
from ontmoet_research.intake.readers.docx import read

WordFile = Callable[..., bytes]  # see conftest.py


def saved(document: object) -> bytes:
    into = BytesIO()
    document.save(into)
    return into.getvalue()


def p(*inside: str, mark: str = "") -> str:
    return f"<w:p><w:pPr>{mark}</w:pPr>{''.join(inside)}</w:p>"


def r(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_headings_paragraphs_lists_and_tables_come_in_order() -> None:
    document = Document()
    document.add_heading("Bijeenkomst 3", 0)
    document.add_paragraph("We waren met 9.")
    document.add_heading("Wensen", 2)
    document.add_paragraph("een vast gezicht", style="List Bullet")
    document.add_paragraph("koffie 👋", style="List Number")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Wens", "Wie"
    table.cell(1, 0).text, table.cell(1, 1).text = "minder\nbrieven", ""
    document.add_paragraph("Klaar.")
    assert read(saved(document)).text.split("\n") == [
        "# Bijeenkomst 3", "We waren met 9.", "## Wensen", "- een vast gezicht", "1. koffie 👋",
        "Wens\tWie", "minder brieven\t", "Klaar.",
    ]  # fmt: skip


def test_each_line_of_a_word_file_is_a_paragraph(word_file: WordFile) -> None:
    assert read(word_file(p(r("een")))).lines_are_paragraphs is True


def test_signs_that_html_would_eat_stay_as_typed() -> None:
    document = Document()
    document.add_paragraph("<script>alert(1)</script> & <img onerror=x> $5 \u200fשלום 👩‍👧")
    assert read(saved(document)).text == "<script>alert(1)</script> & <img onerror=x> $5 \u200fשלום 👩‍👧"


def test_words_of_a_link_a_field_and_a_content_control_are_text(word_file: WordFile) -> None:
    body = p(r("Zie "), f"<w:hyperlink>{r('de site')}</w:hyperlink>", f"<w:fldSimple>{r(' van 5')}</w:fldSimple>")
    body += f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('Gekozen'))}</w:sdtContent></w:sdt>"
    body += p("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>", r("één"), "<w:r><w:tab/></w:r>", r("twee"))
    assert read(word_file(body)).text == "Zie de site van 5\nGekozen\néén\ttwee"


def test_of_tracked_changes_the_last_version_counts(word_file: WordFile) -> None:
    taken_out = "<w:del><w:r><w:delText>oud</w:delText></w:r></w:del>"
    result = read(word_file(p(r("Het is "), taken_out, f"<w:ins>{r('nieuw')}</w:ins>", r("."))))
    assert result.text == "Het is nieuw."
    assert [notice.key for notice in result.notices] == ["intake.notice.changes"]


def test_words_that_moved_stand_where_they_went(word_file: WordFile) -> None:
    body = p(f"<w:moveFrom>{r('weg')}</w:moveFrom>", r("een")) + p(f"<w:moveTo>{r('weg')}</w:moveTo>")
    assert read(word_file(body)).text == "een\nweg"


def test_a_paragraph_mark_that_was_taken_out_joins_two_paragraphs(word_file: WordFile) -> None:
    body = p(r("Een zin "), mark="<w:rPr><w:del/></w:rPr>") + p(r("in twee delen.")) + p(r("Nog een."))
    assert read(word_file(body)).text == "Een zin in twee delen.\nNog een."


def test_a_table_row_that_was_taken_out_is_gone(word_file: WordFile) -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    table = row.format("<w:trPr><w:del/></w:trPr>", p(r("weg"))) + row.format("", p(r("blijft")))
    assert read(word_file(f"<w:tbl>{table}</w:tbl>")).text == "blijft"


def test_footnotes_get_a_number_and_stand_at_the_end(word_file: WordFile) -> None:
    body = p(r("Eerst"), '<w:r><w:footnoteReference w:id="7"/></w:r>', r(" en dan")) + p(r("Slot."))
    notes = f'<w:footnote w:id="0">{p()}</w:footnote><w:footnote w:id="7">{p(r("Een "), r("noot."))}</w:footnote>'
    assert read(word_file(body, footnotes=notes)).text == "Eerst[1] en dan\nSlot.\n[1] Een noot."


def test_a_footnote_that_points_to_itself_ends(word_file: WordFile) -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{p(r("rond"), reference)}</w:footnote>'
    assert read(word_file(p(reference), footnotes=notes)).text == "[1]\n[1] rond[2]"


def test_words_in_a_text_box_come_once_after_their_paragraph(word_file: WordFile) -> None:
    box = f"<w:txbxContent>{p(r('In het vak'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    result = read(word_file(p(r("Buiten"), f"<w:r>{both}</w:r>") + p(r("Daarna"))))
    assert result.text == "Buiten\nIn het vak\nDaarna"
    assert result.notices == ()


def test_pictures_and_remarks_are_counted_and_told(word_file: WordFile) -> None:
    picture = "<w:r><w:drawing/></w:r>"
    result = read(word_file(p(r("Kijk"), picture, picture), comments="<w:comment/>"))
    assert result.text == "Kijk"
    assert [notice.sentence for notice in result.notices] == [
        "Plaatjes staan niet in de tekst. Dit zijn er 2.",
        "Opmerkingen in de kantlijn staan niet in de tekst. Dit zijn er 1.",
    ]


def test_a_heading_is_known_by_the_style_its_style_is_based_on(word_file: WordFile) -> None:
    styles = (
        '<w:style w:styleId="Kop2"><w:name w:val="Kop 2"/></w:style>'
        '<w:style w:styleId="Eigen"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop2"/></w:style>'
        '<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    body = p(r("Kop"), mark='<w:pStyle w:val="Eigen"/>') + p(r("Rond"), mark='<w:pStyle w:val="A"/>')
    assert read(word_file(body, styles=styles)).text == "## Kop\nRond"


def test_list_levels_are_indented_and_number_0_is_no_list(word_file: WordFile) -> None:
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    body = (
        p(r("een"), mark=item.format(0, 1))
        + p(r("onder"), mark=item.format(1, 1))
        + p(r("los"), mark=item.format(0, 0))
    )
    assert read(word_file(body)).text == "- een\n  - onder\nlos"


def test_the_main_part_may_have_another_name(word_file: WordFile) -> None:
    assert read(word_file(p(r("hier")), main="word/document2.xml")).text == "hier"


def test_word_files_with_the_strict_names_are_read_too(word_file: WordFile) -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    parts = {"word/document.xml": f"<w:document {strict}><w:body>{p(r('streng'))}</w:body></w:document>"}
    assert read(word_file("", parts)).text == "streng"


def test_an_equation_keeps_its_letters() -> None:
    document = Document()
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    document.add_paragraph("som ")._p.append(
        parse_xml(f"<m:oMath {math} {nsdecls('w')}><m:r><m:t>a+b</m:t></m:r></m:oMath>")
    )
    assert read(saved(document)).text == "som a+b"


BOMB = "<w:p><w:r><w:t>" + "a" * 70_000_000 + "</w:t></w:r></w:p>"
DOCTYPE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def document_with(before: str, inside: str = "") -> dict[str, str | bytes]:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return {"word/document.xml": f"{before}<w:document {w}><w:body>{inside}</w:body></w:document>"}


def test_a_part_that_unpacks_too_big_is_refused(word_file: WordFile) -> None:
    packed = word_file(BOMB)
    assert len(packed) < 1_000_000
    with pytest.raises(Unreadable, match="unpacks_too_big"):
        read(packed)


def test_a_zip_that_says_it_is_small_and_is_not_is_refused(word_file: WordFile) -> None:
    packed = word_file("<w:p/>" * 1000)
    with ZipFile(BytesIO(packed)) as opened:
        size = opened.getinfo("word/document.xml").file_size
    lying = packed.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != packed
    with pytest.raises(Unreadable, match="damaged"):
        read(lying)


def test_too_many_members_are_refused(word_file: WordFile) -> None:
    with pytest.raises(Unreadable, match="unpacks_too_big"):
        read(word_file("", {f"word/media/{n}.png": b"" for n in range(5_001)}))


@pytest.mark.parametrize("doctype", [DOCTYPE, LAUGHS, "<!DOCTYPE x>"], ids=["outside file", "laughs", "empty"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_any_doctype_is_refused_in_any_encoding(word_file: WordFile, doctype: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    parts = {name: (head + str(xml)).encode(encoding) for name, xml in document_with(doctype, p(r("&x;"))).items()}
    with pytest.raises(Unreadable, match="doctype"):
        read(word_file("", parts))


@pytest.mark.parametrize("part", ["_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml"])
def test_a_doctype_in_any_part_we_open_is_refused(word_file: WordFile, part: str) -> None:
    with pytest.raises(Unreadable, match="doctype"):
        read(word_file("", {part: f"{DOCTYPE}<w/>"}, styles=""))


def test_ten_thousand_levels_deep_is_refused(word_file: WordFile) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(word_file("<w:ins>" * 10_000 + "</w:ins>" * 10_000))


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"gewone tekst", "not_word"),
        (b"", "not_word"),
        (b"PK\x03\x04 half", "damaged"),
        (b"%PDF-1.7", "not_word"),
    ],
    ids=["old word", "locked", "text", "nothing", "half a zip", "pdf"],
)
def test_what_is_not_a_word_file_is_told_apart(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable, match=key):
        read(data)


def test_another_office_file_is_not_a_word_file(word_file: WordFile) -> None:
    with pytest.raises(Unreadable, match="not_word"):
        read(word_file("", {"word/document.xml": "<workbook/>"}))


def test_a_zip_of_something_else_is_not_a_word_file(word_file: WordFile) -> None:
    with pytest.raises(Unreadable, match="not_word"):
        read(word_file("", {"_rels/.rels": "<Relationships/>"}))


def test_a_locked_zip_is_told_to_be_locked(word_file: WordFile) -> None:
    packed = bytearray(word_file("x"))
    for place in range(len(packed) - 4):  # the flag that a member is encrypted, in both headers
        if packed[place : place + 4] == b"PK\x01\x02":
            packed[place + 8] |= 1
    with pytest.raises(Unreadable, match="locked"):
        read(bytes(packed))


@pytest.mark.parametrize("cut", [100, 400, 700])
def test_half_a_file_is_damaged(word_file: WordFile, cut: int) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(word_file(p(r("een")))[:cut])


def test_a_flipped_byte_never_gives_other_words(word_file: WordFile) -> None:
    whole = word_file(p(r("een brief van de gemeente")))
    for place in range(0, len(whole), 7):
        hurt = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            assert read(hurt).text == "een brief van de gemeente"
        except Unreadable:
            continue
