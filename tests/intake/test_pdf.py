"""A PDF knows only where letters stand; what comes in are paragraphs, and what is not there is told by page."""

# ruff: noqa: E501 - a table of examples reads best with each example on one line
from __future__ import annotations

from pathlib import Path

import pytest
import typst

from ontmoet_research.intake.readers import Unreadable, read_bytes, tell_progress_to
from ontmoet_research.intake.readers.pdf_lines import Line, in_order, paragraphs, without_edges

from .files import assembled, page_of, pdf

PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"


def keys(data: bytes) -> list[str]:
    return [notice.key.rpartition(".")[2] for notice in read_bytes(".pdf", data).notices]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        read_bytes(".pdf", data)
    return refusal.value.key.removeprefix("intake.refused.")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A note of three pages, printed by typst: justified, hyphenated, with a header and a number."""
    folder: Path = tmp_path_factory.mktemp("pdf")
    pages = "\n#pagebreak()\n".join(
        f"= Deel {n}\nWij spraken in de groep over schuldhulpverlening, arbeidsongeschiktheidsverzekeringen en "
        f"gemeenschapsvoorzieningen. Dat was bij deel {n} even wennen voor iedereen in de zaal.\n\n"
        "Wilma: ik durfde de brief niet open te maken, want je weet het nooit met zo een blauwe envelop.\n\n"
        f"- een punt over koffie\n- nog een punt 👋 {last}"
        for n, last in ((1, "over thee"), (2, "over melk"), (3, "over taart"))
    )
    (folder / "verslag.typ").write_text(
        "#set page(width: 9cm, height: 12cm, header: [Buurthuis De Brug], footer: context [Bladzijde "
        '#counter(page).display()])\n#set text(lang: "nl", hyphenate: true)\n#set par(justify: true)\n' + pages
    )
    return typst.compile(str(folder / "verslag.typ"))


def test_paragraphs_come_back_whole_with_their_words(printed: bytes) -> None:
    lines = read_bytes(".pdf", printed).text.split("\n")
    assert lines[:5] == [
        "# Deel 1",
        "Wij spraken in de groep over schuldhulpverlening, arbeidsongeschiktheidsverzekeringen en "
        "gemeenschapsvoorzieningen. Dat was bij deel 1 even wennen voor iedereen in de zaal.",
        "Wilma: ik durfde de brief niet open te maken, want je weet het nooit met zo een blauwe envelop.",
        "- een punt over koffie",
        "- nog een punt 👋 over thee",
    ]
    assert len(lines) == 15


def test_headers_and_page_numbers_are_left_out_and_told(printed: bytes) -> None:
    read = read_bytes(".pdf", printed)
    assert "Buurthuis" not in read.text and "Bladzijde" not in read.text
    told = next(notice for notice in read.notices if notice.key == "intake.notice.pdf_edges")
    assert "Buurthuis De Brug" in told.sentence and "Bladzijde 1" in told.sentence


def test_progress_is_told_page_by_page(printed: bytes) -> None:
    seen: list[tuple[int, int]] = []
    tell_progress_to(lambda done, total: seen.append((done, total)))
    read_bytes(".pdf", printed)
    tell_progress_to(lambda *_: None)
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_scan_is_said_to_be_one() -> None:
    assert refused(pdf(PICTURE, PICTURE)) == "scan"
    assert refused(pdf("0 0 m 100 100 l S")) == "scan"
    assert refused(pdf("")) == "empty"


def test_pages_that_are_a_picture_are_named() -> None:
    data = pdf(page_of("Genoeg woorden op deze bladzijde."), PICTURE, page_of("En nog meer hier."), PICTURE)
    read = read_bytes(".pdf", data)
    assert read.text == "Genoeg woorden op deze bladzijde.\nEn nog meer hier."
    assert [n.sentence for n in read.notices] == [
        "Deze bladzijden zijn een plaatje. De tekst daarop lazen we niet: bladzijde 2 en 4."
    ]


def test_a_scan_with_only_a_stamp_on_it_is_a_scan_too() -> None:
    data = pdf(page_of("Genoeg woorden op deze bladzijde."), PICTURE + "\n" + page_of("12-3-2024"))
    assert keys(data) == ["pdf_scan"]


def test_a_picture_beside_the_words_is_counted() -> None:
    small = "q 50 0 0 50 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n"
    assert keys(pdf(small + page_of("Genoeg woorden op deze bladzijde."))) == ["images"]


def test_words_stored_from_bottom_to_top_come_in_reading_order() -> None:
    upside_down = "\n".join(reversed(page_of("Eerste regel.", "Tweede regel.", "Derde regel.", pitch=40).split("\n")))
    assert read_bytes(".pdf", pdf(upside_down)).text == "Eerste regel.\nTweede regel.\nDerde regel."


def test_an_order_that_nobody_can_know_is_told_with_its_page() -> None:
    mixed = "\n".join(
        [page_of("links onder", top=700), page_of("links boven"), page_of("rechts onder", left=300, top=700)]
    )
    assert keys(pdf(page_of("Een gewone bladzijde."), mixed)) == ["pdf_order"]


def locked() -> bytes:
    """A PDF that asks for a password: an encryption dictionary whose check nobody can pass."""
    data = pdf(page_of("geheim"))
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a)(a)]" % (b"x" * 32, b"y" * 32)
    return data.replace(b"/Root 1 0 R >>", b"/Root 1 0 R " + encrypt + b" >>")


BROKEN = [
    ("no pdf", b"gewone tekst", "not_pdf"),
    ("only a head", b"%PDF-1.4\n", "damaged"),
    ("stops halfway", pdf(*[page_of("Bladzijde met woorden.")] * 4)[:-400], "damaged"),
    ("with a password", locked(), "locked"),
]


@pytest.mark.parametrize(("data", "key"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_can_not_be_read_whole_is_refused(data: bytes, key: str) -> None:
    assert refused(data) == key


def test_a_page_of_which_only_the_first_half_unpacks_is_no_whole_note() -> None:
    import zlib

    content = zlib.compress(page_of(*[f"Regel {n} met woorden." for n in range(40)]).encode())
    for stream, whole in ((content, True), (content[: len(content) // 2], False)):
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>",
        ]
        data = assembled(objects)
        assert ("Regel 39" in read_bytes(".pdf", data).text) if whole else (refused(data) == "damaged")


def line(text: str, base: float, *, left: float = 50, width: float = 300, size: float = 10, cut: bool = False) -> Line:
    return Line(text, left, left + width, base, size, cut)


PUT_TOGETHER = [
    ("full lines go on", [line("Wij spraken over", 100), line("de brief.", 86, width=90)], ["Wij spraken over de brief."]),
    ("a short line ends", [line("Kort.", 100, width=40), line("De volgende regel is lang.", 86)], ["Kort.", "De volgende regel is lang."]),
    ("more room between", [line("Een lange regel", 100), line("nog een regel", 88), line("en dan wit", 60)], ["Een lange regel nog een regel", "en dan wit"]),
    ("an item starts anew", [line("- een lange regel", 100), line("- nog een", 88)], ["- een lange regel", "- nog een"]),
    ("a bullet becomes a dash", [line("• punt", 100)], ["- punt"]),
    ("someone else speaks", [line("Wilma: ik weet het niet.", 100), line("Teun: ik wel hoor.", 88)], ["Wilma: ik weet het niet.", "Teun: ik wel hoor."]),
    ("a cut word", [line("de gemeen", 100, cut=True), line("schap is er", 88)], ["de gemeenschap is er"]),
    ("a word with a hyphen of its own", [line("voor", 100, cut=True), line("en nadelen", 88)], ["voor- en nadelen"]),
    ("a name with a hyphen", [line("in Noord", 100, cut=True), line("Brabant", 88)], ["in Noord-Brabant"]),
    ("larger letters are a heading", [line("Titel", 100, size=16), line("Gewone woorden die er veel zijn.", 70)], ["# Titel", "Gewone woorden die er veel zijn."]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "text"), [row[1:] for row in PUT_TOGETHER], ids=[row[0] for row in PUT_TOGETHER])
def test_lines_become_paragraphs(lines: list[Line], text: list[str]) -> None:
    assert paragraphs([lines])[0] == text


def test_a_paragraph_goes_on_over_the_page_and_a_finished_one_does_not() -> None:
    first = [line("Een lange regel die", 60), line("op deze bladzijde niet", 46)]
    assert paragraphs([first, [line("klaar was.", 700, width=80)]])[0] == [
        "Een lange regel die op deze bladzijde niet klaar was."
    ]
    assert len(paragraphs([first, [line("Nieuw begin.", 700, width=80)]])[0]) == 2


def test_a_line_that_comes_back_on_two_pages_only_is_no_header() -> None:
    pages = [[line("Koffie", 800), line(f"woorden {n}", 700)] for n in range(2)]
    assert without_edges(pages) == (pages, [])
    kept, edges = without_edges([*pages, [line("Koffie", 800), line("slot", 700)]])
    assert edges == ["Koffie"] and [len(page) for page in kept] == [1, 1, 1]


def test_cells_beside_each_other_are_one_line() -> None:
    row = [line("Wilma", 100, width=40), line("koffie", 100, left=200, width=40)]
    assert [one.text for one in in_order(row)[0]] == ["Wilma\tkoffie"]
