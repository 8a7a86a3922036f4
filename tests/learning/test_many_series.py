"""Themes of several series on one scale: what is said of their course, and that sentence, table and figure agree."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from compared import compared_project
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.learning import (
    as_mapped,
    course_of,
    courses,
    draw_many_series,
    make_theme,
    read_learning,
    set_relation,
    themes_of_series,
)
from ontmoet_research.store import change, find, new, write
from ontmoet_research.words import say


def cells(series: str, **themes: list[int | None]) -> pd.DataFrame:
    """A row a cell: of 10 pieces read so many are on the theme; None where nobody read with its list."""
    rows = [
        {
            "series": series,
            "theme_id": theme,
            "theme": theme.capitalize(),
            "session_id": f"{series}-{number}",
            "number": number,
            "date": f"2024-03-{number:02d}",
            "n_fragments": n or 0,
            "fragment_ids": [f"{theme} {number} {at}" for at in range(n or 0)],
            "n_read": 0 if n is None else 10,
            "share": float("nan") if n is None else n / 10,
            "held": True,
            "coded": True,
            "empty": "not_with" if n is None else "" if n else "not_seen",
        }
        for theme, numbers in themes.items()
        for number, n in enumerate(numbers, start=1)
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("shares", "course"),
    [
        ([0, 0, 0, 0], "never"),
        ([2, 2, 2, 2], "stays"),
        ([3, 0, 0, 2], "returns"),
        ([3, 2, 0, 0], "stops"),
        ([1, 1, 3, 3], "rises"),
        ([3, 3, 1, 1], "fades"),
        ([2, 0, 2, 2, 0, 2], "sometimes"),
        ([2, 2], "short"),
    ],
)
def test_a_course_is_told_in_the_words_of_saldana(shares: list[float], course: str) -> None:
    assert course_of(shares) == course


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(2, 7))
def test_a_course_does_not_hang_on_how_much_was_read_of_everything(numbers: list[int], times: int) -> None:
    """A unit that is `times` as large: an integer scale, so that no rounding decides."""
    assert course_of([float(n) for n in numbers]) == course_of([float(n * times) for n in numbers])


def test_a_meeting_in_which_nobody_looked_says_nothing_of_a_course() -> None:
    told = courses(cells("K", bellen=[2, None, 2, None, 2]))
    assert told[["course", "n_meetings", "n_heard"]].values.tolist() == [["stays", 3, 3]]


def test_each_sentence_is_its_row_of_the_table() -> None:
    both = pd.concat([cells("Hier", bellen=[1, 2, 3, 4], wachten=[0, 0, 0, 0]), cells("Daar", bellen=[3, 3, 3])])
    made = draw_many_series(both)
    assert made.table.to_dict("records") == [
        {"Thema": "Bellen", "Hier": "werd meer (4 van 4)", "Daar": "steeds te horen (3 van 3)"},
        {"Thema": "Wachten", "Hier": "nooit gehoord (0 van 4)", "Daar": "geen thema van deze reeks"},
    ]
    assert "Je ziet 2 thema's in 2 reeksen." in made.sentence
    assert "Bellen: werd meer in Hier; steeds te horen in Daar." in made.sentence.replace(
        "steeds te horen in Daar; werd meer in Hier", "werd meer in Hier; steeds te horen in Daar"
    )
    assert "Wachten: nooit gehoord in Hier." in made.sentence


def test_themes_are_one_row_by_title_or_by_what_people_said_is_the_same() -> None:
    both = pd.concat([cells("Hier", bellen=[1]), cells("Daar", opbellen=[1])], ignore_index=True)
    assert as_mapped(both, {})["row"].tolist() == ["Bellen", "Opbellen"]
    same = {("Hier", "bellen"): "Telefoon", ("Daar", "opbellen"): "Telefoon"}
    assert as_mapped(both, same)["row"].tolist() == ["Telefoon", "Telefoon"]


def test_a_series_of_too_few_people_is_named_and_nothing_else_of_it() -> None:
    made = draw_many_series(cells("Hier", bellen=[1, 2, 3]), ["Klein"])
    assert say("learning.many.too_few", series="Klein") in made.notes
    assert "Klein" not in made.sentence and "Klein" not in made.table.columns


@pytest.mark.parametrize(("series", "meetings", "themes"), [(1, 30, 40), (3, 8, 6), (10, 8, 6), (20, 8, 6)])
def test_every_number_stands_in_the_figure_once_whatever_the_size(series: int, meetings: int, themes: int) -> None:
    many = [cells(f"Reeks {s}", **{f"t{t}": [(t + s) % 4] * meetings for t in range(themes)}) for s in range(series)]
    found = pd.concat(many, ignore_index=True)
    figure = draw_many_series(found).figure()
    (axes,) = figure.axes
    there = [one.get_text() for one in axes.texts]
    full = found[found["n_fragments"] > 0]
    numbers = [str(n) for n in full["n_fragments"]] + [str(m) for _ in range(series) for m in range(1, meetings + 1)]
    assert sorted(one for one in there if one.isdigit()) == sorted(numbers)
    assert [f"Reeks {s}" for s in range(series)] == [one for one in there if one.startswith("Reeks")]


def test_a_theme_that_nobody_heard_is_told_and_a_share_is_of_what_was_read_with_its_list(tmp_path: Path) -> None:
    """Four of five pieces carry Bellen or Wachten together; p0 to p4 were all read by someone."""
    project = compared_project(tmp_path / "p.ontmoet").as_person("merel")
    phase = new("phases", "deel", series_id="avonden", kind="perspectives", order=1)
    when = {"number": 1, "kind": "ontmoeting", "status": "gehouden", "date": "2024-02-01"}
    session = new("sessions", "avond", series_id="avonden", phase_id="deel", **when)
    write(project, [new("series", "avonden", title="Reeks", format="workshops"), phase, session])
    write(project, [change(find(project, "sources", "verslag"), session_id="avond")])
    set_relation(project, make_theme(project, "avonden", "Bellen"), "bellen", "past")
    make_theme(project, "avonden", "Nooit")
    told = themes_of_series(read_learning(project, "avonden")).set_index("theme")
    assert told.loc["Bellen", ["n_fragments", "n_read"]].tolist() == [2, 5] and told.loc["Bellen", "share"] == 0.4
    assert told.loc["Nooit", "n_fragments"] == 0 and told.loc["Nooit", "empty"] == "not_seen"
