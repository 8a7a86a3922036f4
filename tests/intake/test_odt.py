"""What people see in LibreOffice is what comes in: headings, lists, tables, notes, spaces, tracked changes."""

# ruff: noqa: E501 - a table of examples reads best with each example on one line
from __future__ import annotations

import pytest

from ontmoet_research.intake.readers import Unreadable, read_bytes

from .files import ODT_NAMES, odt

P = "<text:p>{}</text:p>"
HIDES = "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>"
NOTE = '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>'
CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"

WHOLE = [
    ("two paragraphs", P.format("Een") + P.format("Twee"), "Een\nTwee"),
    ("a heading", '<text:h text:outline-level="2">Kop</text:h>', "## Kop"),
    ("a title", '<text:p text:style-name="Title">Titel</text:p>', "# Titel"),
    ("white space is one space", P.format("  Wilma \n  zei\t niets "), "Wilma zei niets"),
    ("more spaces", P.format('a<text:s text:c="3"/>b<text:s/>c'), "a   b c"),
    ("a tab and a line end", P.format("a<text:tab/>b<text:line-break/>c"), "a\tb\nc"),
    ("space between words in bold", P.format("een <text:span>vet </text:span><text:span> woord</text:span>"), "een vet woord"),
    (
        "a list in a list",
        "<text:list><text:list-item><text:p>een</text:p><text:list><text:list-item><text:p>twee</text:p>"
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>drie</text:p><text:p>nog</text:p>"
        "</text:list-item></text:list>",
        "- een\n  - twee\n- drie\nnog",
    ),
    (
        "a table",
        f"<table:table><table:table-header-rows><table:table-row>{CELL.format('Wie')}{CELL.format('Wat')}"
        f"</table:table-row></table:table-header-rows><table:table-row>{CELL.format('Wilma')}"
        f"{CELL.format('koffie</text:p><text:p>thee')}</table:table-row></table:table>",
        "Wie\tWat\nWilma\tkoffie thee",
    ),
    (
        "notes at the end",
        P.format("Een" + NOTE.format("footnote", "voet") + " twee" + NOTE.format("endnote", "eind")),
        "Een[1] twee[e1]\n[1] voet\n[e1] eind",
    ),
    ("words in a box", P.format("Voor<draw:frame><draw:text-box><text:p>in de doos</text:p></draw:text-box></draw:frame> na"), "Voor na\nin de doos"),
    ("a link", P.format('zie <text:a>hier</text:a>.'), "zie hier."),
    ("a section", "<text:section><text:p>in een deel</text:p></text:section>", "in een deel"),
    ("emoji and accents", P.format("één 👋🏽 &lt;b&gt;"), "één 👋🏽 <b>"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_a_document_comes_in_as_people_see_it(body: str, text: str) -> None:
    read = read_bytes(".odt", odt(body))
    assert (read.text, read.notices, read.lines_are_paragraphs) == (text, (), True)


TOLD = [
    ("changes", HIDES + P.format("blijft"), "blijft"),
    ("images", P.format("a<draw:frame><draw:image/></draw:frame>"), "a"),
    ("remarks", P.format("a<office:annotation><text:p>kantlijn</text:p></office:annotation>b"), "ab"),
]


@pytest.mark.parametrize(("key", "body", "text"), TOLD, ids=[row[0] for row in TOLD])
def test_what_is_left_out_is_told(key: str, body: str, text: str) -> None:
    read = read_bytes(".odt", odt(body))
    assert (read.text, [notice.key for notice in read.notices]) == (text, [f"intake.notice.{key}"])


@pytest.mark.parametrize(("words", "told"), [("Buurthuis", True), ("12", False), ("Pagina ", False)])
def test_words_above_or_under_every_page_are_told_a_number_is_not(words: str, told: bool) -> None:
    head = f"<style:header><text:p>{words}</text:p></style:header>"
    read = read_bytes(".odt", odt(P.format("a"), styles__xml=f"<office:styles {ODT_NAMES}>{head}</office:styles>"))
    assert [notice.key for notice in read.notices] == ["intake.notice.page_edges"] * told


LOCKED = f"<m:manifest {ODT_NAMES}><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
REFUSED = [
    ("with a password", odt("", content="\x00\x01gezout", **{"META-INF/manifest__xml": LOCKED}), "locked"),
    ("a spreadsheet", odt("", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "not_odt"),
    ("without its text", odt("", content__xml=None), "damaged"),
    ("with a doctype", odt("", content="<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"), "doctype"),
    ("half XML", odt("", content="<office:document-content"), "damaged"),
    ("no zip", b"gewone tekst", "not_odt"),
]


@pytest.mark.parametrize(("data", "key"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_readable_document_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_bytes(".odt", data)
    assert refusal.value.key == f"intake.refused.{key}"
