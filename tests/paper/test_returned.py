"""Word files and spreadsheets out and back: what fits is placed once, what does not is told and lost nowhere."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from ontmoet_research.cli import main
from ontmoet_research.coding import make_card_sort, piles_of
from ontmoet_research.intake.readers import read_bytes
from ontmoet_research.paper import (
    Returned,
    Ticked,
    enter_piece,
    find_sheet,
    make_label_sheet,
    make_sort_sheet,
    place_returned,
    read_returned,
    returned,
    write_sheet,
)
from ontmoet_research.store import change, find, last_seq, read_rows, write
from ontmoet_research.words import Refused, say

Edit = Callable[[Any], None]


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process: starting another one for each row of a table takes longest. Others do start it."""
    monkeypatch.setattr(returned, "read_form", lambda path: read_bytes(path.suffix, path.read_bytes(), form=True))


def sent(desk: SimpleNamespace, suffix: str) -> Path:
    code = make_label_sheet(desk.project, desk.pieces, desk.codes, reader=desk.noor, form=suffix, own_too=True)
    return write_sheet(desk.project, desk.folder / f"vel.{suffix}", code)


def in_xlsx(place: Path, cells: dict[str, str], edit: Edit = lambda _page: None) -> Path:
    """Fill in cells, named by row of the piece and name of the column: ``"2 Post"``."""
    book = load_workbook(place)
    page = book.worksheets[0]
    columns = {str(cell.value).split(" [")[0]: cell.column for cell in page[3]}
    for where, words in cells.items():
        number, _, name = where.partition(" ")
        page.cell(3 + int(number), columns[name]).value = words
    edit(page)
    book.save(place)
    return place


def in_docx(place: Path, ticks: dict[int, list[str]], edit: Edit = lambda _document: None) -> Path:
    """Click boxes, named by piece and the words behind them."""
    document = Document(str(place))
    number = 0
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Stukje "):
            number = int(paragraph.text.split()[1])
        for wanted in ticks.get(number, []):
            words = "".join(node.text or "" for node in paragraph._p.iter() if node.tag.endswith("}t"))
            if words.startswith(f"☐ {wanted}"):
                next(node for node in paragraph._p.iter() if node.text == "☐").text = "☒"
            elif words.startswith(wanted.partition("=")[0]) and "=" in wanted:
                paragraph.add_run(wanted.partition("=")[2])
    edit(document)
    document.save(str(place))
    return place


XLSX = {"1 Post": "x", "2 Wachten": "Rechts: lang", "2 Ik twijfel": "x", "3 Weet ik niet": "x", "4 Overslaan": "ja"}
XLSX |= {"5 Wie helpt wie": "inwoner -> student", "5 Notitie": "mooi", "6 Geen van deze labels": "x"}
DOCX = {1: ["Post"], 2: ["Wachten", "Rechts: lang", "Ik twijfel"], 3: ["Weet ik niet"], 4: ["Overslaan"]}
DOCX |= {5: ["Wie helpt wie", "Van wie naar wie?=inwoner > student", "Notitie:=mooi"], 6: ["Geen van deze labels"]}


def by_hand(desk: SimpleNamespace, who: str) -> None:
    post, wachten, helpt = desk.codes
    sheet, _ = find_sheet(
        desk.project, make_label_sheet(desk.project, desk.pieces, desk.codes, reader=who, own_too=True)
    )
    filled = [
        Ticked({post: None}),
        Ticked({wachten: "rechts"}, answers={"doubt"}),
        Ticked(answers={"not_know"}),
        Ticked(answers={"skip"}),
        Ticked({helpt: "resident>student"}, note="mooi"),
        Ticked(answers={"none"}),
    ]
    for number, ticked in enumerate(filled, start=1):
        enter_piece(desk.project, sheet, number, who, ticked)


def stored(desk: SimpleNamespace, who: str) -> list[dict[str, Any]]:
    found = []
    for table in ("codings", "readings"):
        rows = [dict(row.values) for row in read_rows(desk.project, table, contributor_id=who)]
        found += sorted(rows, key=lambda row: row["fragment_id"])
    for row in found:
        del row["contributor_id"]
    return found


def filled_in(desk: SimpleNamespace, suffix: str, edit: Edit = lambda _: None) -> Path:
    place = sent(desk, suffix)
    return in_xlsx(place, XLSX, edit) if suffix == "xlsx" else in_docx(place, DOCX, edit)


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_file_that_was_filled_in_leaves_the_same_rows_as_the_screen_and_twice_nothing(
    desk: SimpleNamespace, suffix: str
) -> None:
    by_hand(desk, desk.teun)
    found = read_returned(desk.project, filled_in(desk, suffix))
    assert (found.fresh, found.same, found.empty, found.unplaced, found.remarks) == (6, 0, 0, 0, [])
    assert stored(desk, desk.noor) == [], "looking stores nothing"
    assert place_returned(desk.project, found) == 6
    assert stored(desk, desk.noor) == stored(desk, desk.teun)
    before = last_seq(desk.project)
    again = read_returned(desk.project, desk.folder / f"vel.{suffix}")
    assert (again.fresh, again.same, again.remarks) == (0, 6, [say("paper.returned.before")])
    assert place_returned(desk.project, again) == 0
    assert last_seq(desk.project) == before


def move_rows(page: Any) -> None:
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    for at, row in enumerate(reversed(rows), start=4):
        for column, value in enumerate(row, start=1):
            page.cell(at, column).value = value


def move_columns(page: Any) -> None:
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
    for at, row in enumerate(rows, start=3):
        for column, value in enumerate(reversed(row), start=1):
            page.cell(at, column).value = value


def without(*places: tuple[int, int]) -> Edit:
    def edit(page: Any) -> None:
        for row, column in places:
            page.cell(row, column).value = None

    return edit


def put(*cells: tuple[int, int, str]) -> Edit:
    def edit(page: Any) -> None:
        for row, column, words in cells:
            page.cell(row, column).value = words

    return edit


# What was done to the file -> how many pieces fit, how many do not, and what is told.
SPREADSHEETS: dict[str, tuple[Edit, int, int, list[str]]] = {
    "rows in another order": (move_rows, 6, 0, []),
    "columns in another order": (move_columns, 6, 0, []),
    "an id deleted": (without((4, 1)), 6, 0, ["Bij stukje 1 ontbreekt het nummer"]),
    "all ids deleted": (without(*((row, 1) for row in range(4, 10))), 6, 0, ["Bij stukje 6 ontbreekt het nummer"]),
    "an id and its text deleted": (without((4, 1), (4, 2)), 5, 0, ["niet in het bestand: 1"]),
    "an id deleted and the text changed": (
        put((4, 1, ""), (4, 2, "Iets anders.")),
        5,
        1,
        ["past geen stukje"],
    ),
    "an id with a typing error": (put((4, 1, "K7B-Q4D-011")), 6, 0, ["Bij stukje 1 ontbreekt het nummer"]),
    "a row missing": (lambda page: page.delete_rows(6), 5, 0, ["niet in het bestand: 3"]),
    "a text changed": (put((4, 2, "De brief bleef open.")), 6, 0, ["De tekst van stukje 1 is veranderd"]),
    "a label called otherwise": (
        put((3, 3, "Brieven [K1]")),
        6,
        0,
        ["Brieven. Dat label heet nu Post"],
    ),
    "the id of a label deleted": (put((3, 3, "Post")), 6, 0, []),
    "a column that is not ours": (put((3, 3, "Gedachten")), 5, 1, ["De kolom Gedachten hoort niet bij dit vel"]),
    "an unknown choice": (put((5, 4, "schuin")), 6, 1, ["staat: “schuin”. Dat is geen keuze"]),
    "a label and none of the labels": (put((4, 6, "x")), 5, 1, ["Bij stukje 1 staat een label en ook"]),
    "the header deleted": (without(*((3, column) for column in range(1, 12))), 0, 1, ["De bovenste regel"]),
    "a formula and hostile words": (put((4, 10, "=1+1"), (5, 10, "<script>alert(1)</script> \u202ex")), 6, 0, []),
}


@pytest.mark.parametrize("what", SPREADSHEETS)
def test_a_spreadsheet_that_was_changed_loses_and_doubles_nothing(
    desk: SimpleNamespace, read_here: None, what: str
) -> None:
    edit, fits, not_placed, sentences = SPREADSHEETS[what]
    found = read_returned(desk.project, filled_in(desk, "xlsx", edit))
    told = "\n".join(found.remarks)
    assert (len(found.answers), found.unplaced) == (fits, not_placed), told
    for sentence in sentences:
        assert sentence in told
    assert bool(told) == bool(sentences)
    place_returned(desk.project, found)
    place_returned(desk.project, found)
    assert len(read_rows(desk.project, "readings", contributor_id=desk.noor)) == fits


def drop(starts: str) -> Edit:
    def edit(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text.startswith(starts):
                paragraph._p.getparent().remove(paragraph._p)

    return edit


def retype(old: str, fresh: str) -> Edit:
    def edit(document: Any) -> None:
        for node in document.element.body.iter():
            if node.tag.endswith("}t") and old in (node.text or ""):
                node.text = node.text.replace(old, fresh)

    return edit


DOCUMENTS: dict[str, tuple[Edit, int, int, list[str]]] = {
    "ids deleted": (drop("Nummer:"), 6, 0, ["Bij stukje 1 ontbreekt het nummer", "Bij stukje 6 ontbreekt het nummer"]),
    "headings deleted": (drop("Stukje "), 6, 0, []),
    "a text edited": (
        retype("Buren brachten soep.", "Buren brachten taart."),
        6,
        0,
        ["stukje 6 is veranderd"],
    ),
    "ids of labels deleted": (retype(" [K1]", ""), 6, 0, []),
    "a label called otherwise": (retype("Post [K1]", "Brieven [K1]"), 6, 0, ["Dat label heet nu Post"]),
    "an x typed in the place of a box": (retype("☒", "x"), 6, 0, []),
    "an x typed beside a box": (retype("☒", "☐x"), 6, 0, []),
}


@pytest.mark.parametrize("what", DOCUMENTS)
def test_a_document_that_was_changed_loses_and_doubles_nothing(
    desk: SimpleNamespace, read_here: None, what: str
) -> None:
    edit, fits, not_placed, sentences = DOCUMENTS[what]
    by_hand(desk, desk.teun)
    found = read_returned(desk.project, filled_in(desk, "docx", edit))
    told = "\n".join(found.remarks)
    assert (len(found.answers), found.unplaced) == (fits, not_placed), told
    for sentence in sentences:
        assert sentence in told
    assert bool(told) == bool(sentences), told
    place_returned(desk.project, found)
    assert stored(desk, desk.noor) == stored(desk, desk.teun)


def test_a_label_that_was_renamed_or_stopped_in_the_kit_meanwhile(desk: SimpleNamespace) -> None:
    place = filled_in(desk, "xlsx")
    post, wachten = (find(desk.project, "codes", code) for code in desk.codes[:2])
    write(desk.project, [change(post, label_nl="Brieven"), change(wachten, status="gestopt")])
    found = read_returned(desk.project, place)
    told = "\n".join(found.remarks)
    assert "In het bestand staat Post. Dat label heet nu Brieven." in told
    assert "Het label Wachten bij stukje 2 is er niet meer." in told
    place_returned(desk.project, found)
    codings = read_rows(desk.project, "codings", contributor_id=desk.noor)
    assert sorted(row["code_id"] for row in codings) == sorted([desk.codes[0], desk.codes[2]])


def test_a_piece_twice_with_other_ticks_is_left_to_a_person(desk: SimpleNamespace) -> None:
    def double(page: Any) -> None:
        for row, words in ((10, "x"), (11, None)):
            page.cell(row, 1).value, page.cell(row, 2).value = page.cell(4, 1).value, page.cell(4, 2).value
            page.cell(row, 3).value = words

    found = read_returned(desk.project, filled_in(desk, "xlsx", double))
    assert "Stukje 1 staat er 2 keer" in "\n".join(found.remarks)
    assert len(found.answers) == 5


def test_what_was_labelled_on_the_screen_meanwhile_is_not_taken_away(desk: SimpleNamespace) -> None:
    place = filled_in(desk, "xlsx")
    code = make_label_sheet(desk.project, desk.pieces, desk.codes, reader=desk.noor, own_too=True)
    sheet, _ = find_sheet(desk.project, code)
    enter_piece(desk.project, sheet, 6, desk.noor, Ticked({desk.codes[1]: "links"}))
    place_returned(desk.project, read_returned(desk.project, place))
    assert len(read_rows(desk.project, "codings", contributor_id=desk.noor)) == 4


def test_a_card_sort_comes_back_by_name_or_number(desk: SimpleNamespace) -> None:
    sort = make_card_sort(desk.project, "Kaartjes", desk.pieces)
    code = make_sort_sheet(desk.project, sort, reader=desk.teun, form="xlsx")
    place = write_sheet(desk.project, desk.folder / "kaartjes.xlsx", code)
    in_xlsx(place, {"1 Stapel": "post", "2 Stapel": "2", "3 Stapel": "Post", "4 Stapel": "1", "5 Stapel": "2.0"})
    book = load_workbook(place)
    book.worksheets[0].cell(8, 3).value = 2  # a number, as Excel makes of it
    book.save(place)
    found = read_returned(desk.project, place)
    assert (found.fresh, found.empty) == (5, 1)
    for _ in range(2):
        place_returned(desk.project, read_returned(desk.project, place))
    piles = piles_of(desk.project, sort, desk.teun)
    laid = [(pile.label, [desk.pieces.index(card) + 1 for card in pile.fragment_ids]) for pile in piles]
    assert laid == [("", [4]), ("", [2, 5]), ("post", [1, 3])]


def no_code(desk: SimpleNamespace, suffix: str) -> Path:
    place = desk.folder / f"vreemd.{suffix}"
    if suffix == "docx":
        Document().save(str(place))
        document = Document()
        document.add_paragraph("Zomaar een brief.")
        document.save(str(place))
    else:
        place.write_bytes(b"dit is geen spreadsheet")
    return place


def other_project(desk: SimpleNamespace) -> Path:
    place = filled_in(desk, "xlsx")
    (row,) = read_rows(desk.project, "sheets")
    write(desk.project, [change(row, code="ZZZZZZ")])
    return place


def locked_up(desk: SimpleNamespace) -> Path:
    """A spreadsheet with a DOCTYPE in it."""
    import zipfile

    place, into = sent(desk, "xlsx"), io.BytesIO()
    with zipfile.ZipFile(place) as before, zipfile.ZipFile(into, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.endswith("sharedStrings.xml"):
                data = data.replace(b"<sst", b"<!DOCTYPE sst [<!ENTITY a 'b'>]><sst", 1)
            after.writestr(name, data)
    place.write_bytes(into.getvalue())
    return place


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda d: no_code(d, "docx"), "staat geen nummer van een vel"),
        (lambda d: no_code(d, "xlsx"), "is geen Excel-bestand"),
        (other_project, "hoort niet bij dit project"),
        (locked_up, "zit iets dat niet in een verslag hoort"),
        (lambda d: d.folder / "weg.xlsx", "is er niet"),
        (lambda d: d.folder / "vel.pdf", "Dit soort bestand lezen we nog niet"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_and_nothing_is_stored(desk: SimpleNamespace, make, sentence: str) -> None:
    place = make(desk)
    before = last_seq(desk.project)
    with pytest.raises(Refused, match=sentence):
        read_returned(desk.project, place)
    assert last_seq(desk.project) == before


def test_the_verb_enter_shows_first_and_stores_then(desk: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    place = filled_in(desk, "docx", drop("Nummer:"))
    project = str(desk.project.path)
    assert main(["enter", project, str(place), "--preview"]) == 0
    shown = capsys.readouterr().out
    assert "6 stukjes zijn nieuw of anders." in shown
    assert "Bij stukje 1 ontbreekt het nummer" in shown
    assert read_rows(desk.project, "readings") == []
    assert main(["enter", project, str(place)]) == 0
    assert len(read_rows(desk.project, "readings", contributor_id=desk.noor)) == 6
    assert main(["enter", project, str(in_xlsx(sent(desk, "xlsx"), {"1 Post": "scheef"}))]) == 1
    assert "Dat is geen keuze" in capsys.readouterr().out


def test_a_spreadsheet_holds_no_formula_and_no_link(desk: SimpleNamespace) -> None:
    row = find(desk.project, "codes", desk.codes[0])
    write(desk.project, [change(row, label_nl="=HYPERLINK(1)")])
    page = load_workbook(sent(desk, "xlsx")).worksheets[0]
    kinds = {cell.data_type for line in page.iter_rows() for cell in line if cell.value is not None}
    assert kinds == {"s"}
    assert isinstance(read_returned(desk.project, desk.folder / "vel.xlsx"), Returned)
