"""The door for who counts in Python: at most twenty names, each with an example that runs."""

from __future__ import annotations

import inspect
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import ontmoet_research as ont
from ontmoet_research.coding import join_codes
from ontmoet_research.exchange.table_out import read_table_out
from ontmoet_research.store import Project, change, find, read_rows, write
from ontmoet_research.words import Refused

ROOT = Path(__file__).parents[2]
NO_EXAMPLE = {"find_pieces", "check", "make_report", "export"}  # stand in rooms that people also use without this door


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with ont.demo(tmp_path_factory.mktemp("vragen") / "p.ontmoet") as project:
        yield project


def test_at_most_twenty_names_stand_on_the_package_and_each_says_what_it_does() -> None:
    names = [*ont.FACE, "open", "screens"]
    assert len(names) <= 20
    assert {*names} <= {*dir(ont)}
    for name in ont.FACE:
        assert inspect.getdoc(getattr(ont, name)), name


def test_no_name_of_the_face_is_that_of_a_room() -> None:
    """A module that is imported takes its own name on the package, and would hide the function."""
    assert {*ont.FACE} & {*ont.ROOMS} == set()


@pytest.mark.parametrize("name", sorted({*ont.FACE} - NO_EXAMPLE - {"demo"}))
def test_the_example_of_each_name_runs_and_gives_something(practice: Project, name: str) -> None:
    lines = re.search(r"::\n\n((?: {4}.+\n?)+)", f"{inspect.getdoc(getattr(ont, name))}\n")
    assert lines, f"{name} has no example"
    *before, last = [line.strip() for line in lines.group(1).splitlines()]
    known = {"ont": ont, "project": practice}
    exec("\n".join(before), known)  # noqa: S102 - our own documentation
    assert len(eval(last, known)) if name != "figure" else eval(last, known).sentence  # noqa: S307 - idem


def test_codings_are_one_joined_tidy_table(practice: Project) -> None:
    told = ont.read(practice, "codings")
    assert len(told) == len(told["coding_id"].unique()) == len(read_table_out(practice, "codings")[0]) > 700
    assert str(told["date"].dtype).startswith("datetime64") and str(told["meeting"].dtype) == "Int64"
    for name in ("series", "label", "family", "reader", "side", "note_title"):
        assert told[name].notna().all(), name
    one = told.iloc[0]
    coding = find(practice, "codings", one["coding_id"])
    assert one["label"] == find(practice, "codes", coding["code_id"])["label_nl"]
    assert one["reader"] == find(practice, "contributors", coding["contributor_id"])["display_name"]
    source = find(practice, "sources", coding["source_id"])
    assert one["meeting"] == find(practice, "sessions", source["session_id"])["number"]


def test_fragments_carry_their_words_and_who_gave_a_yes(practice: Project) -> None:
    told = ont.read(practice, "fragments")
    piece = told[told["speaker"].notna()].iloc[0]
    assert len(piece["words"]) == piece["end"] - piece["start"]
    assert "notities" in piece["said_yes_to"] and piece["speaker"] in piece["words"]


def test_words_that_are_closed_are_blocks_and_a_joined_label_has_its_new_name(tmp_path: Path) -> None:
    from compared import compared_project

    project = compared_project(tmp_path / "p.ontmoet").as_person("merel")
    write(project, [change(find(project, "fragments", "p0"), visibility="besloten")])
    join_codes(project, ["bellen", "wachten"], "Bellen of wachten")
    told = ont.read(project, "fragments").set_index("fragment_id")
    assert set(told.loc["p0", "words"].strip()) == {"█"} and "Niemand" in told.loc["p1", "words"]
    assert set(ont.read(project, "codings")["label"]) == {"Bellen of wachten", "Kracht"}


def test_an_empty_project_gives_empty_tables_and_one_clear_sentence(tmp_path: Path) -> None:
    from ontmoet_research.store import create

    with create(tmp_path / "leeg.ontmoet", title="Leeg") as project:
        for name in ("themes", "new_or_known", "signs", "wish_chain", "heard", "left_out", "together", "trace"):
            assert len(getattr(ont, name)(project)) == 0, name
        with pytest.raises(Refused, match="nog geen reeks"):
            ont.figure(project, "themes")
        assert len(ont.read(project, "codings")) == 0


def test_a_project_says_what_it_is(practice: Project) -> None:
    told = repr(practice)
    assert "2 reeksen" in told and "16 bijeenkomsten" in told and practice.name in told


def test_a_figure_shows_itself_with_its_words_and_gives_its_numbers(practice: Project, tmp_path: Path) -> None:
    made = ont.figure(practice, "themes")
    shown = made._repr_html_()
    assert "data:image/png" in shown and made.sentence[:40] in shown
    assert made.data["n_fragments"].sum() > 0
    told = made.to_csv(tmp_path / "getallen.csv")
    back = pd.read_csv(tmp_path / "getallen.csv")
    assert len(back) == len(made.data) == len(told.splitlines()) - 1
    assert back["n_fragments"].sum() == made.data["n_fragments"].sum()
    assert any("getallen" in row["action"] for row in read_rows(practice, "log_events"))


def test_permuting_the_order_in_which_people_labelled_changes_no_number(tmp_path: Path) -> None:
    from compared import compared_project

    project = compared_project(tmp_path / "p.ontmoet")
    told = ont.learning.together(ont.coding.read_codings(project))
    mixed = ont.learning.together(ont.coding.read_codings(project).sample(frac=1, random_state=3))
    assert told.to_dict("records") == mixed.to_dict("records")


def test_the_page_with_all_columns_is_the_one_of_this_model() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_columns.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"](), "run docs/make_columns.py"
