"""Two series beside each other."""

from __future__ import annotations

import pandas as pd

from ontmoet_research.learning import beside_each_other, draw_beside_each_other, lists_used


def counted(*rows: tuple[int, int, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["n_new", "n_known", "coded"])


ONE = counted((3, 0, True), (0, 0, False), (1, 2, True))
OTHER = counted((4, 1, True))


def test_labelled_meetings_stand_beside_each_other_by_their_place() -> None:
    table = beside_each_other(ONE, OTHER)
    assert table["new_one"].tolist() == [3, 1]  # the meeting that nobody labelled takes no place
    assert table["new_other"].tolist()[0] == 4 and table["new_other"].isna().tolist() == [False, True]
    chart = draw_beside_each_other(table, ("Dorp", "Stad"), (8, 9), 5, ["Vergelijk voorzichtig."])
    assert "In ‘Dorp’ kwamen 4 verschillende labels voor. Er zijn 2 bijeenkomsten gelabeld." in chart.sentence
    assert chart.notes[0] == "Vergelijk voorzichtig." and chart.png().startswith(b"\x89PNG")
    assert chart.table["Nieuw in Stad"].tolist() == ["4", "geen bijeenkomst"]
    assert "geen bijeenkomst" in chart._repr_html_()  # as a page shows it
    drawn = [text.get_text() for text in chart.figure().axes[0].texts]
    assert "geen bijeenkomst" in drawn  # never a bar of 0


def test_a_group_that_is_too_small_gives_no_number_at_all() -> None:
    chart = draw_beside_each_other(beside_each_other(ONE, OTHER), ("Dorp", "Stad"), (8, 4), 5, [])
    assert chart.table.empty and "4 verschillende" not in chart.sentence


def test_another_version_of_a_list_is_another_list() -> None:
    codes = pd.DataFrame({"code_id": ["a"], "codebook": ["A"]})
    first = pd.DataFrame({"code_id": ["a", "a"], "codebook_version": ["1", "1"]})
    assert lists_used(first, codes) == {("A", "1")} != lists_used(first.assign(codebook_version="2"), codes)
