"""A table of quotes that someone kept: each goes to its words, and what is not sure is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.coding import Mark, apply_code, bring_in_codebook
from ontmoet_research.exchange import Choices, Loaded, export, load, load_in_sentences, undo_load
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused

ONE = "De brief kwam te laat.\nDaarna  bleef het stil. Iemand zei: de brief kwam te laat."
TWO = "Een andere avond. Toen belde Wilma ons op."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with store.create(tmp_path / "hier.ontmoet", title="Hier") as made:
        for title, text in (("Avond 1", ONE), ("Avond 2", TWO)):
            bring_in(made, read_typed(text), title=title)
        yield made


def table(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


HEAD = ["Citaat", "Label", "Wie", "Document", "Voor", "Categorie", "Memo"]


def placed(project: Project) -> list[tuple[str, int]]:
    return sorted((row["quote"], row["start"]) for row in read_rows(project, "codings"))


def test_each_quote_goes_to_its_words(project: Project, tmp_path: Path) -> None:
    rows = [
        ["belde Wilma ons", "bellen", "Anna", "", "", "Contact", "mooi"],
        ["Daarna bleef het stil", "stilte", "Bo", "Avond 1", "", "", ""],
        ["brief kwam te laat", "post", "Anna", "Avond 1", "zei: de", "", ""],
    ]
    loaded = load(project, table(tmp_path / "t.xlsx", HEAD, *rows))
    assert placed(project) == [
        ("Daarna  bleef het stil", ONE.index("Daarna")),
        ("belde Wilma ons", TWO.index("belde")),
        ("brief kwam te laat", ONE.rindex("brief")),
    ]
    assert loaded.doubts == []
    assert {row["note"] for row in read_rows(project, "codings")} == {"mooi", None}
    assert {row["family"] for row in read_rows(project, "codes")} == {"Contact", None}
    assert len(read_rows(project, "sources")) == 2
    assert not load(project, tmp_path / "t.xlsx").added
    undo_load(project)
    assert placed(project) == []
    assert len(read_rows(project, "sources")) == 2


def doubtful(project: Project, path: Path, choices: Choices | None = None) -> Loaded:
    rows = [
        ["brief kwam te laat", "post", "Anna"],
        ["staat nergens", "post", "Anna"],
        ["Toen belde Wilna ons op", "x", "A"],
    ]
    return load(project, table(path, HEAD[:3], *rows), choices)


def test_a_quote_that_stands_twice_or_nowhere_is_asked(project: Project, tmp_path: Path) -> None:
    loaded = doubtful(project, tmp_path / "t.xlsx")
    assert placed(project) == []
    assert [(one.row, len(one.places)) for one in loaded.doubts] == [(2, 2), (3, 0), (4, 1)]
    told = load_in_sentences(loaded, done=True)
    assert "Rij 2: “brief kwam te laat” staat op meer plekken, of lijkt erop:" in told
    assert any("[brief kwam te laat]" in line and "zei: de" in line for line in told)
    assert "Rij 3: “staat nergens” staat in geen verslag." in told


def test_words_that_stay_are_not_shown_around_a_place(project: Project, tmp_path: Path) -> None:
    rows = read_rows(project, "fragments")
    store.write(project, [store.change(row, visibility="besloten") for row in rows])
    told = "\n".join(load_in_sentences(doubtful(project, tmp_path / "t.xlsx"), done=True))
    assert "zei: de" not in told
    assert "█" in told


def test_a_person_says_which_place_it_is(project: Project, tmp_path: Path) -> None:
    doubtful(project, tmp_path / "t.xlsx", Choices(places={2: 2, 4: 1}))
    assert placed(project) == [
        ("Toen belde Wilma ons op", TWO.index("Toen")),
        ("brief kwam te laat", ONE.rindex("brief")),
    ]


def test_the_table_that_the_kit_made_comes_back_where_it_was(project: Project, tmp_path: Path) -> None:
    load(project, table(tmp_path / "t.xlsx", HEAD[:3], ["belde Wilma ons", "bellen", "Anna"]))
    export(project, tmp_path / "uit.csv")
    loaded = load(project, tmp_path / "uit.csv")
    assert loaded.doubts == []
    assert {quote for quote, _ in placed(project)} == {"belde Wilma ons"}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_that_left_from_here_adds_nothing_when_it_comes_back(
    project: Project, tmp_path: Path, suffix: str
) -> None:
    head = [*HEAD[:3], "family"]
    load(project, table(tmp_path / "t.xlsx", head, ["belde Wilma ons", "bellen", "Anna", "Contact"]))
    (coding,) = read_rows(project, "codings")
    code = coding["code_id"]
    mark = Mark(coding["source_id"], coding["start"], coding["end"], code, coding["contributor_id"])
    apply_code(project, replace(mark, round="na_gesprek", certainty="twijfel"))
    export(project, tmp_path / f"uit{suffix}")
    loaded = load(project, tmp_path / f"uit{suffix}")
    assert (dict(loaded.added), dict(loaded.changed)) == ({}, {})
    assert loaded.same == 2


def test_a_table_without_those_columns_is_a_note(project: Project, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="ontmoet import"):
        load(project, table(tmp_path / "t.xlsx", ["Vraag", "Antwoord"], ["Hoe?", "Zo."]))


def test_in_the_terminal_the_place_is_chosen(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.close()
    place = str(tmp_path / "hier.ontmoet")
    path = str(table(tmp_path / "t.xlsx", HEAD[:3], ["brief kwam te laat", "post", "Anna"]))
    assert main(["load", place, path, "--preview"]) == 0
    assert "Kies met: --place 2=1" in capsys.readouterr().out
    assert main(["load", place, path, "--place", "2=1"]) == 0
    assert "1 keer een label op woorden" in capsys.readouterr().out
    assert main(["load", place, path, "--place", "twee"]) == 1


@pytest.mark.parametrize(
    ("head", "row", "wanted"),
    [
        # As other programs call their columns: MAXQDA (begin is a paragraph), ATLAS.ti (several codes in one cell),
        # QualCoder, and a table under a title.
        (
            ["Color", "Comment", "Document group", "Document name", "Code", "Segment", "Begin", "End", "Author"],
            ["●", "mooi", "", "Avond 2", "Contact > bellen", "belde Wilma ons", 12, 14, "Anna"],
            [("Contact", "bellen", "Anna", "mooi")],
        ),
        (
            ["ID", "Document", "Quotation Content", "Codes", "Comment", "Created by"],
            ["1:1", "Avond 2.docx", "belde Wilma ons", "bellen\ncontact", "", "Anna"],
            [(None, "bellen", "Anna", None), (None, "contact", "Anna", None)],
        ),
        (
            ["File", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category", "Category"],
            ["avond 2.txt", "bo", "belde Wilma ons", "ctid:1", "bellen", "mooi", "Traag", "Post"],
            [("Traag", "bellen", "bo", "mooi")],
        ),
        (
            ["id", "document", "tag", "content"],
            [1, "avond 2", "contact.bellen", "belde Wilma ons"],
            [(None, "contact.bellen", "Iemand in t", None)],
        ),
    ],
)
def test_the_tables_of_other_programs_come_in_as_they_are(
    project: Project, tmp_path: Path, head: list[object], row: list[object], wanted: list[tuple[str | None, ...]]
) -> None:
    loaded = load(project, table(tmp_path / "t.xlsx", ["Uitvoer van een programma"], [], head, row))
    assert loaded.doubts == []
    who = {one.object_id: one["display_name"] for one in read_rows(project, "contributors")}
    code = {one.object_id: (one["family"], one["label_nl"]) for one in read_rows(project, "codes")}
    rows = read_rows(project, "codings")
    assert sorted((*code[one["code_id"]], who[one["contributor_id"]], one["note"]) for one in rows) == wanted
    assert {one["quote"] for one in rows} == {"belde Wilma ons"}


def test_a_tag_with_a_dot_stands_under_its_tag(project: Project, tmp_path: Path) -> None:
    rows = [[1, "Avond 2", "contact", "belde Wilma"], [1, "Avond 2", "contact.bellen", "belde Wilma"]]
    load(project, table(tmp_path / "t.xlsx", ["id", "document", "tag", "content"], *rows))
    assert {(row["family"], row["label_nl"]) for row in read_rows(project, "codes")} == {
        (None, "contact"),
        ("contact", "bellen"),
    }


def test_a_label_that_is_here_is_not_taken_apart(project: Project, tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text("label_nl\nArm > rijk\n", encoding="utf-8")
    bring_in_codebook(project, tmp_path / "k.csv", title="t")
    load(project, table(tmp_path / "t.xlsx", ["citaat", "label"], ["belde Wilma", "Arm > rijk"]))
    assert {(row["family"], row["label_nl"]) for row in read_rows(project, "codes")} == {(None, "Arm > rijk")}
