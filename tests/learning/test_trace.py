"""Every number leads to its pieces, and each piece to its numbers; both are counted by the same calculation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import ontmoet_research as ont
from ontmoet_research.learning import Learning, pieces_behind, read_learning
from ontmoet_research.learning.registered import FIGURES, draw_figure
from ontmoet_research.learning.trace import traced
from ontmoet_research.store import Project, change, find, read_rows, write

SERIES = "Kwartelveen: bereikbaar zijn"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with ont.demo(tmp_path_factory.mktemp("terug") / "p.ontmoet") as made:
        yield made


@pytest.fixture(scope="module")
def told(project: Project) -> Learning:
    key = next(row.object_id for row in read_rows(project, "series") if row["title"] == SERIES)
    return read_learning(project, key)


def behind(told: Learning, figure: str) -> dict[str, int]:
    return {cell: len(pieces) for cell, _, pieces in traced(pieces_behind(told, [figure]))}


def test_each_circle_of_the_themes_has_as_many_pieces_as_it_says(told: Learning) -> None:
    cells = FIGURES["themes"].count(told, 5, False)
    expected = {
        f"{theme} {session}": n
        for theme, session, n in cells[["theme_id", "session_id", "n_fragments"]].itertuples(index=False)
        if n
    }
    assert behind(told, "themes") == expected and len(expected) > 40


def test_each_cell_of_level_and_step_and_each_direction_has_as_many_pieces_as_it_says(told: Learning) -> None:
    levels = FIGURES["levels"].count(told, 5, False)
    assert behind(told, "levels") == {
        f"{level} {step}": int(levels.loc[level, step])
        for level in levels.index
        for step in levels.columns
        if levels.loc[level, step]
    }
    ways = FIGURES["both_ways"].count(told, 5, False)
    assert behind(told, "both_ways") == {way: n for way, n in ways.itertuples(index=False) if n}


def test_each_bar_of_who_learns_has_the_pieces_on_learning_of_that_meeting(told: Learning) -> None:
    bars = FIGURES["reach"].count(told, 5, False)
    assert behind(told, "reach") == {
        key: n for key, n in zip(bars["session_id"], bars["n_fragments"], strict=True) if n
    }


def test_the_pieces_of_new_and_known_hold_just_the_labels_that_are_counted_there(told: Learning) -> None:
    counted = FIGURES["new_or_known"].count(told, 5, False).set_index("session_id")
    found = pieces_behind(told, ["new_or_known"])
    for key in counted.index:
        here = told.codings[(told.codings["session_id"] == key) & ~told.codings["is_tag"].astype(bool)]
        for kind in ("new", "known"):
            pieces = set(found.loc[found["cell"] == f"{kind} {key}", "fragment_id"])
            names = set(here.loc[here["fragment_id"].isin(pieces), "label_nl"])
            assert bool(pieces) == bool(counted.loc[key, f"n_{kind}"])
            if kind == "new":
                assert set(counted.loc[key, "new_labels"]) <= names


def test_both_ways_a_piece_tells_each_number_that_leads_to_it(project: Project) -> None:
    everything = ont.trace(project)
    piece = everything["fragment_id"].value_counts().index[0]
    there = ont.trace(project, piece=piece)
    assert set(there["figure"]) >= {"themes", "new_or_known"}
    for figure, cell in there[["figure", "cell"]].itertuples(index=False):
        back = ont.trace(project, figure)
        assert piece in set(back.loc[back["cell"] == cell, "fragment_id"])


def test_what_is_taken_out_is_behind_no_number(project: Project) -> None:
    piece = ont.trace(project, "themes")["fragment_id"].iloc[0]
    row = find(project, "fragments", piece)
    write(project, [change(row, withdrawn=True)])
    assert ont.trace(project, piece=piece).empty
    write(project, [change(find(project, "fragments", piece), withdrawn=False)])


@pytest.mark.parametrize("name", sorted({*FIGURES} - {"wishes"}))
def test_every_place_in_a_figure_opens_a_number_that_has_pieces_or_is_nothing(told: Learning, name: str) -> None:
    """What is marked in the drawing and what can be opened are the same cells, and each lies within the figure."""
    _, places = draw_figure(name, told, 5).image_and_places()
    opened = behind(told, name)
    drawn = {one.key for one in places}
    missing = {key for key in opened if key not in drawn}
    # Pairs that stand together less often are only in the table and the list.
    assert name == "together" or missing <= {"other", "unknown"}, "directions that are told in words, not drawn"
    assert {one.key for one in places} - {*opened} == set() or name in ("levels", "new_or_known", "reach", "both_ways")
    for one in places:
        assert -0.01 <= one.left <= 1 and -0.01 <= one.top <= 1 and one.width < 1.01, one


def test_each_pair_of_labels_has_as_many_pieces_as_it_says(told: Learning) -> None:
    pairs = FIGURES["together"].count(told, 5, False)
    expected = {
        f"{one} {other}": n for one, other, n in pairs[["one_id", "other_id", "n_together"]].itertuples(index=False)
    }
    assert behind(told, "together") == expected and len(expected) > 100
