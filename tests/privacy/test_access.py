"""Alles van mij: complete beside a hand-made list, and nobody else's words (P23)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research.cli import main
from ontmoet_research.model import columns_of, tables
from ontmoet_research.practice import make_practice_project
from ontmoet_research.privacy import everything_of, person_called, read_exports, write_access
from ontmoet_research.privacy.access import LABELS, columns_of_mine, columns_told, parts_told
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused, say


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make_practice_project(tmp_path_factory.mktemp("inzage") / "p.ontmoet") as project:
        yield project


def told(project: Project, name: str) -> dict[str, list[str]]:
    return {part.title: part.lines for part in everything_of(project, person_called(project, name))}


# Counted by hand in the files of data/oefenreeks.
WILMA = {"participants": 1, "consents": 8, "attendance": 15, "decisions": 2, "assignments": 1}
MEREL = {"participants": 1, "contributors": 1, "consents": 8, "attendance": 15, "codings": 110, "positions": 4}


@pytest.mark.parametrize(("name", "counts"), [("Wilma", WILMA), ("merel", MEREL)])
def test_what_is_told_is_what_the_files_say(practice: Project, name: str, counts: dict[str, int]) -> None:
    found = told(practice, name)
    for table, number in counts.items():
        assert len(found[say(f"access.part.{table}")]) == number, table


def test_it_is_complete_beside_all_rows_that_point_at_the_person(practice: Project) -> None:
    person = person_called(practice, "Merel")
    maker = next(row.object_id for row in read_rows(practice, "contributors") if row["participant_id"] == person)
    me = {person, maker}
    found = told(practice, "Merel")
    for table in tables():
        pointing = 0
        for row in read_rows(practice, table):
            values = [row.object_id] if table in ("participants", "contributors") else []
            for name, column in columns_of(table).items():
                points = column.info.get("ref") or column.info.get("refs")
                if points and not isinstance(column.info.get("mine"), str):
                    values += [row[name]] if isinstance(row[name], str) else row[name] or []
            pointing += bool(me & set(values))
        if pointing:
            assert len(found[say(f"access.part.{table}")]) >= pointing, table


def test_nothing_someone_else_said_or_noted_is_in_it(practice: Project) -> None:
    everything = "\n".join(line for lines in told(practice, "Wilma").values() for line in lines)
    me = person_called(practice, "Wilma")
    texts = {row.object_id: row["text"] for row in read_rows(practice, "sources")}
    mine, others = [], []
    for row in read_rows(practice, "fragments"):
        words = texts[row["source_id"]][row["start"] : row["end"]].strip()
        (mine if row["participant_id"] == me else others).append(words)
    assert len(mine) > 5
    assert all(words in everything for words in mine)
    assert [words for words in others if len(words) > 25 and words in everything] == []
    notes = [row["note"] for row in read_rows(practice, "codings") if row["note"]]
    assert len(notes) > 40
    assert [note for note in notes if note in everything] == []


def test_labels_of_others_are_told_without_who_placed_them(practice: Project) -> None:
    lines = told(practice, "Wilma")[say("access.part.labels")]
    names = {row["display_name"] for row in read_rows(practice, "contributors")}
    assert lines
    assert not any(name in line for name in names for line in lines)


# Columns that point at a thing that can be someone's own, and the table it stands in.
OWN_THINGS = {
    **{"fragment_id": "fragments", "assignment_id": "assignments", "story_id": "stories", "progress_id": "progress"},
    **{"decision_id": "decisions", "change_id": "changes", "section_id": "report_sections"},
}


def test_each_column_that_can_point_at_something_of_a_person_says_whose_it_is_too() -> None:
    """That those which point at a person do so is held in ``tests/model``."""
    found = [(table, name) for table in tables() for name, c in columns_of(table).items() if name in OWN_THINGS]
    loose = [place for place in found if not columns_of(place[0])[place[1]].info.get("mine")]
    assert [place for place in loose if columns_of(place[0])[place[1]].info.get("ref")] == []
    through = {table: {c: of for c, of in columns_of_mine(table).items() if of} for table in tables()}
    assert {table: columns for table, columns in through.items() if columns} == {
        "quotes": {"fragment_id": "fragments"},
        "progress": {"assignment_id": "assignments"},
        "changes": {"assignment_id": "assignments"},
        "wishes": {"fragment_id": "fragments"},
    }


def test_every_table_of_which_something_is_told_has_a_title_and_no_other() -> None:
    told = {table for table in tables() if columns_of_mine(table) and columns_told(table)}
    assert {*told, LABELS} == set(parts_told())
    assert parts_told()[:2] == ("participants", "contributors")


def test_what_rests_on_something_of_mine_is_told_and_nobody_elses(practice: Project) -> None:
    """Every answer on how an assignment goes is told to its holder, and to nobody else."""
    decided = {row.object_id: row for row in read_rows(practice, "decisions")}
    assignments = {row.object_id: row for row in read_rows(practice, "assignments") if row["holder_id"]}
    names = {row.object_id: row["alias"] for row in read_rows(practice, "participants")}
    rows = [row for row in read_rows(practice, "progress") if row["assignment_id"] in assignments]
    holders = {assignments[row["assignment_id"]]["holder_id"] for row in rows}
    assert len(rows) > 10 and len(holders) > 3
    for holder in holders:
        lines = "\n".join(told(practice, names[holder])[say("access.part.progress")])
        for row in rows:
            its = assignments[row["assignment_id"]]["holder_id"] == holder
            for part in ("done", "status_text", "going_well", "stuck", "why", "need", "from_whom"):
                if row[part] and len(row[part]) > 25:
                    assert (row[part] in lines) is its, part
            if its:
                assert decided[assignments[row["assignment_id"]]["decision_id"]]["what"] in lines


def test_an_assignment_a_story_a_quote_and_a_change_are_told_with_all_that_was_kept(practice: Project) -> None:
    for table, owner, parts in (
        ("assignments", "holder_id", ("next_step",)),
        ("stories", "teller_id", ("before", "happened", "change", "why_it_matters", "transfer")),
        ("changes", "confirmer_id", ("what",)),
    ):
        rows = [row for row in read_rows(practice, table) if row[owner]]
        assert rows, table
        for row in rows:
            lines = {one.title: one.lines for one in everything_of(practice, row[owner])}[say(f"access.part.{table}")]
            for words in filter(None, (row[part] for part in parts)):
                assert any(words in line for line in lines), table
    story = next(row for row in read_rows(practice, "stories") if row["audiences"] == ["groep", "partners"])
    lines = {one.title: one.lines for one in everything_of(practice, story["teller_id"])}[say("access.part.stories")]
    expected = "Voor wie: de groep zelf en de partners van de groep"
    assert any(expected in line and "iets wat niemand verwachtte" in line for line in lines)
    quote = next(row for row in read_rows(practice, "quotes") if row["context_b1"])
    speaker = next(r for r in read_rows(practice, "fragments") if r.object_id == quote["fragment_id"])["participant_id"]
    lines = {one.title: one.lines for one in everything_of(practice, speaker)}[say("access.part.quotes")]
    assert any(quote["context_b1"] in line for line in lines)


def test_the_page_is_dutch_loads_nothing_and_stands_in_the_logbook(practice: Project, tmp_path: Path) -> None:
    day = datetime.date(2025, 6, 1)
    write_access(practice, person_called(practice, "Fluit"), tmp_path / "fluit.html", today=day)
    page = (tmp_path / "fluit.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "1 juni 2025" in page
    assert "<script" not in page and "http://" not in page and "https://" not in page
    assert read_exports(practice)["action"].tolist()[-1] == "export: inzage"


def test_the_verb_makes_plain_text_and_says_when_nobody_is_called_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "p.ontmoet"
    make_practice_project(project).close()
    assert main(["access", str(project), "tuinman", str(tmp_path / "mij.txt")]) == 0
    text = (tmp_path / "mij.txt").read_text(encoding="utf-8")
    assert "Schuilnaam: Tuinman" in text
    assert "<" not in text
    assert main(["access", str(project), "Niemand", str(tmp_path / "ook.txt")]) == 1
    assert "Niemand heet hier Niemand" in capsys.readouterr().err
    assert not (tmp_path / "ook.txt").exists()


def test_who_withdrew_still_gets_all_that_is_kept_with_that_said(practice: Project) -> None:
    found = told(practice, "Krekel")
    assert found[say("access.part.fragments")], "kept until it is erased"


def test_nobody_has_no_overview(practice: Project) -> None:
    with pytest.raises(Refused):
        everything_of(practice, "bestaat-niet")
