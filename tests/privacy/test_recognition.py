"""Who could be recognised in a note: a person looks; until then no student labels it and nothing is quoted (P04)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from ontmoet_research import store
from ontmoet_research.group import add_contributor
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import lapsed, recognised_sources, record_recognition, unchecked_sources
from ontmoet_research.privacy.recognition import ORIGIN
from ontmoet_research.store import Project, create, read_rows, read_table, undo, write
from ontmoet_research.words import Refused

# sources as (id, sha256), ids that were looked at, what is left to look at
CASES = [
    ("nothing yet", [], [], set()),
    ("no look at one of two", [("s1", "a"), ("s2", "b")], ["s1"], {"s2"}),
    ("looked twice", [("s1", "a")], ["s1", "s1"], set()),
    ("words in two versions", [("s1", "a"), ("s1", "b")], ["s1"], {"s1"}),
    ("two versions with the same words", [("s1", "a"), ("s1", "a")], ["s1"], set()),
    ("a look at a note that is gone", [("s1", "a")], ["s9"], {"s1"}),
]


@pytest.mark.parametrize(("sources", "looked", "left"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_note_waits_until_someone_looked(sources: list[tuple[str, str]], looked: list[str], left: set[str]) -> None:
    notes = pd.DataFrame(sources, columns=["source_id", "sha256"], dtype=object)
    checks = pd.DataFrame({"source_id": looked}, dtype=object)
    assert unchecked_sources(notes, checks) == left
    assert recognised_sources(notes, checks) == {one for one, _ in sources} - left


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "reeks.ontmoet", title="Reeks") as made:
        yield made.as_person(add_contributor(made, "Noor", "ervaring"))


@pytest.fixture
def note(project: Project) -> str:
    return bring_in(project, read_typed("Merel: de bus kwam niet.\n\nBrug: dat klopt."), checked_by="Noor").source_id


def left(project: Project) -> set[str]:
    return unchecked_sources(read_table(project, "sources"), read_table(project, "recognition_checks"))


def test_looking_is_kept_and_can_be_taken_back(project: Project, note: str) -> None:
    assert left(project) == {note}
    record_recognition(project, note, "niemand")
    assert left(project) == set()
    undo(project, origin=ORIGIN)
    assert left(project) == {note}


def test_a_second_look_takes_the_place_of_the_first(project: Project, note: str) -> None:
    record_recognition(project, note, "aangepast", ["functie", "enige_in_de_buurt"], " Beroep weggelaten. ")
    record_recognition(project, note, "niemand")
    (row,) = read_rows(project, "recognition_checks")
    assert (row["outcome"], row["points"], row["note"], row["contributor_id"]) == ("niemand", [], None, project.who)


def test_points_stand_in_the_order_of_the_list(project: Project, note: str) -> None:
    record_recognition(project, note, "aangepast", ["functie", "enige_in_de_buurt"], " Beroep weggelaten. ")
    (row,) = read_rows(project, "recognition_checks")
    assert (row["points"], row["note"]) == (["enige_in_de_buurt", "functie"], "Beroep weggelaten.")


def test_besloten_closes_every_piece_and_undo_opens_them(project: Project, note: str) -> None:
    record_recognition(project, note, "besloten", ["familie"])
    assert {row["visibility"] for row in read_rows(project, "fragments")} == {"besloten"}
    undo(project, origin=ORIGIN)
    assert {row["visibility"] for row in read_rows(project, "fragments")} == {"groep"}


def test_nobody_is_recognised_and_a_point_needs_care_do_not_go_together(project: Project, note: str) -> None:
    with pytest.raises(Refused):
        record_recognition(project, note, "niemand", ["familie"])
    assert read_rows(project, "recognition_checks") == []


def test_a_program_can_not_look(project: Project, note: str) -> None:
    with pytest.raises(Refused):
        record_recognition(project.as_person("kit"), note, "niemand")


def test_a_note_that_is_gone_is_refused(project: Project) -> None:
    with pytest.raises(Refused):
        record_recognition(project, "weg", "niemand")


@pytest.mark.parametrize(("outcome", "points"), [("misschien", []), ("aangepast", ["naam"])])
def test_other_words_than_those_of_the_list_are_a_mistake(
    project: Project, note: str, outcome: str, points: list[str]
) -> None:
    with pytest.raises(ValueError):
        record_recognition(project, note, outcome, points)


def test_who_writes_other_words_takes_the_check_along(project: Project, note: str) -> None:
    record_recognition(project, note, "niemand")
    write(project, lapsed(project, note))
    assert left(project) == {note}


def test_two_looks_on_two_computers_both_count_and_a_third_goes_on_from_the_last(project: Project, note: str) -> None:
    for _ in range(2):
        told = {"source_id": note, "contributor_id": project.who, "outcome": "niemand"}
        write(project, [store.new("recognition_checks", **told)])
    record_recognition(project, note, "aangepast", ["functie"])
    assert sorted(row["outcome"] for row in read_rows(project, "recognition_checks")) == ["aangepast", "niemand"]
