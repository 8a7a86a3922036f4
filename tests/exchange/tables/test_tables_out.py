"""Tables for other programs: each form holds the same labels on words, nothing in them runs, and words that stay
stay."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from canary import CANARY, fill
from openpyxl import load_workbook

from ontmoet_research import store
from ontmoet_research.exchange import export
from ontmoet_research.exchange.tables.rows import CODINGS, TABLES
from ontmoet_research.practice import make_practice_project
from ontmoet_research.words import Refused


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Project]:
    with make_practice_project(tmp_path_factory.mktemp("tabel") / "p.ontmoet") as made:
        yield made


@pytest.fixture(scope="module")
def folder(practice: store.Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tabellen")
    for suffix in ("xlsx", "csv", "jsonld", "html", "parquet"):
        export(practice, made / f"x.{suffix}")
    return made


def from_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_every_form_holds_the_same_labels_on_words(folder: Path) -> None:
    rows = [(one["quote"], one["label"], one["reader"]) for one in from_csv(folder / "x.csv")]
    sheet = load_workbook(folder / "x.xlsx", read_only=True)["codings"]
    head, *cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    wanted = [head.index(name) for name in ("quote", "label", "reader")]
    assert sorted(tuple(row[n] for n in wanted) for row in cells) == sorted(rows)
    table = pq.read_table(folder / "x.parquet" / "codings.parquet").to_pylist()
    assert sorted((one["quote"], one["label"], one["reader"]) for one in table) == sorted(rows)
    told = json.loads((folder / "x.jsonld").read_text(encoding="utf-8"))["items"]
    assert sorted(one["target"]["selector"][0]["exact"] for one in told) == sorted(quote for quote, _, _ in rows)
    assert len(rows) > 500


def test_three_numbers_are_the_same_in_each_form(folder: Path) -> None:
    """The three of the vignette in R: labels on words, different labels, and readers."""
    rows = from_csv(folder / "x.csv")
    table = pq.read_table(folder / "x.parquet" / "codings.parquet")
    for name in ("coding_id", "label_id", "reader"):
        assert len({row[name] for row in rows}) == len(set(table.column(name).to_pylist()))


def test_a_workbook_has_a_frozen_head_filters_and_no_formula(folder: Path) -> None:
    book = load_workbook(folder / "x.xlsx")
    assert book.sheetnames == ["codings", "labels", "notes", "readers", "columns"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
    with zipfile.ZipFile(folder / "x.xlsx") as box:
        assert not any(b"<f>" in box.read(name) for name in box.namelist() if name.startswith("xl/worksheets/"))


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "jsonld", "html"])
def test_the_same_project_gives_the_same_bytes(
    practice: store.Project, folder: Path, tmp_path: Path, suffix: str
) -> None:
    export(practice, tmp_path / f"x.{suffix}")
    assert (tmp_path / f"x.{suffix}").read_bytes() == (folder / f"x.{suffix}").read_bytes()


def test_a_folder_tells_what_each_column_means(folder: Path) -> None:
    told = from_csv(folder / "x.parquet" / "columns.csv")
    assert [(one["file"], one["column"]) for one in told] == [
        (f"{table}.parquet", column.name) for table, columns in TABLES.items() for column in columns
    ]
    for table, columns in TABLES.items():
        schema = pq.read_schema(folder / "x.parquet" / f"{table}.parquet")
        assert schema.names == [column.name for column in columns]
        assert schema.field(0).metadata[b"meaning"].decode() == columns[0].meaning


def test_a_folder_that_is_there_stays_as_it_is(practice: store.Project, tmp_path: Path) -> None:
    (tmp_path / "x.parquet").mkdir()
    with pytest.raises(Refused, match="Er is niets gemaakt"):
        export(practice, tmp_path / "x.parquet")
    assert list(tmp_path.iterdir()) == [tmp_path / "x.parquet"]
    assert list((tmp_path / "x.parquet").iterdir()) == []


def test_places_of_annotations_are_those_of_the_words(practice: store.Project, folder: Path) -> None:
    told = json.loads((folder / "x.jsonld").read_text(encoding="utf-8"))
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for one in told["items"]:
        assert one["type"] == "Annotation"
        assert {body["type"] for body in one["body"]} == {"TextualBody"}
        quote, place = one["target"]["selector"]
        assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert place["end"] - place["start"] == len(quote["exact"])


def test_a_page_shows_the_words_once_and_lets_nothing_in_a_name_run(tmp_path: Path) -> None:
    with store.create(tmp_path / "p.ontmoet", title="<b>Reeks</b>") as project:
        fill(project)
        row = store.read_rows(project, "codes")[0]
        store.write(project, [store.change(row, label_nl="<script>x</script>=1+1")])
        export(project, tmp_path / "x.html")
        page = (tmp_path / "x.html").read_text(encoding="utf-8")
        assert "<script>" not in page
        assert "<b>Reeks" not in page
        assert f"<mark>brief van de {CANARY}</mark>" in page
        export(project, tmp_path / "x.csv")
        assert {one["label"] for one in from_csv(tmp_path / "x.csv")} == {"<script>x</script>=1+1"}


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "jsonld", "html", "parquet"])
def test_words_that_stay_are_in_no_table(tmp_path: Path, suffix: str) -> None:
    with store.create(tmp_path / "p.ontmoet", title="Kanarie") as project:
        ids = fill(project)
        piece = store.find(project, "fragments", ids.piece)
        store.write(project, [store.change(piece, visibility="besloten")])
        export(project, tmp_path / f"x.{suffix}")
        target = tmp_path / f"x.{suffix}"
        if suffix == "parquet":
            told = str([pq.read_table(one).to_pylist() for one in target.glob("*.parquet")])
        elif suffix == "xlsx":
            told = str([[cell.value for cell in row] for sheet in load_workbook(target) for row in sheet.iter_rows()])
        else:
            told = target.read_text(encoding="utf-8")
        assert f"brief van de {CANARY}" not in told
        assert "dat herken ik" in told


def test_every_column_has_a_meaning() -> None:
    assert all(column.meaning for columns in TABLES.values() for column in columns)
    assert len({column.name for column in CODINGS}) == len(CODINGS)
