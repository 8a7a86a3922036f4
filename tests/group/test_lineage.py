"""Series that grew out of each other, and whether their methods are the same (A02, A11, B42)."""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.group import compare_with_care, make_series, read_series, series_tree, set_parent
from ontmoet_research.group.lineage import check_method
from ontmoet_research.store import Project
from ontmoet_research.words import Refused


def tree_of(**parents: str | None) -> pd.DataFrame:
    return pd.DataFrame({"series_id": list(parents), "parent_series_id": list(parents.values())})


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({"a": None, "b": None}, [("a", 0), ("b", 0)]),
        ({"b": "a", "a": None, "c": "b", "d": None}, [("a", 0), ("b", 1), ("c", 2), ("d", 0)]),
        ({"b": "weg"}, [("b", 0)]),
        ({"a": "b", "b": "a", "c": None}, [("c", 0), ("a", 0), ("b", 1)]),
        ({"a": "a"}, [("a", 0)]),
        ({}, []),
    ],
)
def test_each_series_stands_once_and_after_the_one_it_grew_out_of(
    parents: dict[str, str | None], expected: list[tuple[str, int]]
) -> None:
    assert series_tree(tree_of(**parents)) == expected


def test_a_follow_up_in_another_place_points_to_its_pilot_and_never_in_a_circle(project: Project) -> None:
    pilot = make_series(project, "twee-workshops", "Proef", "Veldhoek")
    follow_up = make_series(project, "gids-2021", "Vervolg", "Waterwijk")
    third = make_series(project, "gids-2021", "Derde")
    set_parent(project, follow_up, pilot)
    set_parent(project, third, follow_up)
    assert series_tree(read_series(project)) == [(pilot, 0), (follow_up, 1), (third, 2)]
    for parent in (third, pilot):
        with pytest.raises(Refused, match="komt zelf uit deze voort"):
            set_parent(project, pilot, parent)
    set_parent(project, third, None)
    assert series_tree(read_series(project))[-1] == (third, 0)


def test_a_changed_method_asks_what_changed_and_a_comparison_says_so() -> None:
    pair = pd.DataFrame(
        {
            "series_id": ["a", "b", "c"],
            "parent_series_id": [None, "a", "a"],
            "method": ["de Ontmoetingen"] * 3,
            "method_version": ["4+1+8", "5+6", None],
            "method_note": [None, None, "anders"],
        }
    )
    assert [(one.row, one.about) for one in check_method(pair)] == [("A11", "b"), ("A02", "c")]
    assert "voorzichtig" in compare_with_care(pair)
    assert compare_with_care(pair.iloc[:1]) == ""
