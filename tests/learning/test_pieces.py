"""From a label to the words: what is found, and what is never found."""

from __future__ import annotations

from pathlib import Path

import pytest
from compared import compared_project

from ontmoet_research.cli import main
from ontmoet_research.coding import join_codes
from ontmoet_research.learning import find_pieces, make_theme, set_relation
from ontmoet_research.store import Project, change, create, find, write
from ontmoet_research.words import Refused, say_count


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return compared_project(tmp_path / "lijst.ontmoet")


def ids(project: Project, **asked: object) -> list[str]:
    return list(find_pieces(project, **asked)["fragment_id"])  # type: ignore[arg-type]  # any of them


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"labels": ["Bellen"]}, ["p0", "p1"]),
        ({"labels": ["bellen", "KRACHT"]}, ["p1"]),
        ({"any_of": ["wachten", "kracht"]}, ["p1", "p2", "p3", "p4"]),
        ({"labels": ["bellen"], "none_of": ["kracht"]}, ["p0"]),
        ({"labels": ["bellen"], "reader": "kompas"}, ["p0"]),
        ({"labels": ["bellen"], "in_doubt": True}, ["p1"]),
        ({"words": "belde  TERUG"}, ["p0"]),
        ({"words": "bëlde"}, ["p0"]),
        ({"words": "zei niemand"}, []),
        ({}, ["p0", "p1", "p2", "p3", "p4"]),
    ],
)
def test_pieces_are_found_by_labels_reader_doubt_and_words(project: Project, asked: dict, expected: list[str]) -> None:
    assert ids(project, **asked) == expected


def test_each_piece_tells_its_words_labels_and_who_placed_them(project: Project) -> None:
    row = find_pieces(project, labels=["bellen"], words="niemand").to_dict("records")[0]
    assert (row["words"].strip(), row["labels"]) == ("Niemand nam op.", ["Bellen", "Kracht", "Wachten"])
    assert "Bellen: Merel" in row["placed_by"] and (row["before"], row["found"]) == ("", "Niemand")


def test_blind_first_holds_labels_of_others_are_not_sought_in_before_one_read_the_piece(project: Project) -> None:
    sem = project.as_person("sem")  # read p0 only
    assert ids(sem, labels=["bellen"]) == ["p0"]
    assert find_pieces(sem).set_index("fragment_id").loc["p1", "labels"] == []


def test_what_was_taken_out_is_never_found(project: Project) -> None:
    write(project, [change(find(project, "fragments", "p0"), withdrawn=True)])
    assert ids(project, labels=["bellen"]) == ["p1"] and ids(project, words="belde terug") == []


def test_a_joined_label_and_a_theme_reach_the_same_pieces(project: Project) -> None:
    merel = project.as_person("merel")
    theme = make_theme(merel, "reeks", "Aan de lijn")
    set_relation(merel, theme, "bellen", "past")
    join_codes(merel, ["bellen", "wachten"], "Bellen of wachten")
    assert ids(project, labels=["Bellen of wachten"]) == ["p0", "p1", "p3"]
    assert ids(project, theme="aan de lijn") == ["p0", "p1", "p3"]
    assert ids(project, theme="Aan de lijn", relation="spreekt_tegen") == []


@pytest.mark.parametrize("asked", [{"labels": ["bestaat niet"]}, {"series": "nergens"}, {"theme": "geen"}])
def test_what_is_not_there_is_said_and_not_answered_with_nothing(project: Project, asked: dict) -> None:
    with pytest.raises(Refused, match="Er is niets gezocht"):
        find_pieces(project, **asked)


def test_the_terminal_gives_the_same_pieces_and_a_file_with_all_that_is_known(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(project.path)
    project.close()
    assert main(["quotes", place, "--label", "Bellen", "--without", "Kracht"]) == 0
    assert "Zij belde terug." in (out := capsys.readouterr().out) and "1 stukje tekst gevonden." in out
    assert main(["quotes", place, "--label", "Bellen", "-o", str(tmp_path / "uit.csv")]) == 0
    assert (tmp_path / "uit.csv").read_text(encoding="utf-8-sig").count("Bellen: Merel") == 2
    assert main(["quotes", place, "--label", "Nooit"]) == 1


def test_in_a_new_project_nothing_is_found_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nieuw.ontmoet"
    with create(path, title="Nieuw") as new_project:
        for asked in ({}, {"perspective": "resident"}, {"words": "bellen"}, {"half": 1}, {"in_doubt": True}):
            found = find_pieces(new_project, **asked)
            assert found.empty and {"fragment_id", "words", "labels"} <= set(found.columns), asked
    assert main(["quotes", str(path), "--words", "bellen"]) == 0
    assert say_count("cli.quotes.found", 0) in capsys.readouterr().out
