"""Ripples never go round, whatever was merged; initiatives and spreads (methods 3.13; A27, A28, A44)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.change import (
    add_initiative,
    add_ripple,
    add_spread,
    change_initiative,
    count_named,
    draw_levels,
    draw_ripples,
    draw_value,
    draw_wam,
    link_pieces,
    link_ripple,
    read_effects,
    ripples_in_order,
    value_layers,
    wam_parts,
)
from ontmoet_research.change.effect_checks import check_ripples
from ontmoet_research.change.ripples import COLUMNS, links_without_circles, ripple_links
from ontmoet_research.change.spreads import tell_spread
from ontmoet_research.store import ProjectFile, change, find, merge, open_project, read_rows, read_table, write
from ontmoet_research.store.backup import backup
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Small

NODES = "abcdef"
LINKS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=25)


def as_table(links: list[tuple[str, str]]) -> pd.DataFrame:
    """A table in which every link is a version of its own, as many merged copies would give."""
    rows = [(one, [], "effect", f"0{at}", f"r{at:03}") for at, one in enumerate(NODES)]
    rows += [(target, [source], "effect", f"1{at:03}", f"s{at:03}") for at, (source, target) in enumerate(links)]
    made = pd.DataFrame(rows, columns=["ripple_id", "after_ids", "kind", "at", "row_id"])
    return made.assign(text=made["ripple_id"], direction=None, date=None, about_id=None)


@given(LINKS)
def test_reading_ends_shows_each_once_and_tells_what_was_passed_over(links: list[tuple[str, str]]) -> None:
    table = as_table(links)
    ordered, skipped = ripples_in_order(table)
    assert sorted(ordered["ripple_id"]) == list(NODES)
    depth = dict(zip(ordered["ripple_id"], ordered["depth"], strict=True))
    kept = [
        (source, one) for one, came in zip(ordered["ripple_id"], ordered["from_ids"], strict=True) for source in came
    ]
    assert all(depth[source] < depth[target] for source, target in kept), "so there is no circle"
    assert sorted([*kept, *skipped]) == sorted(set(links))
    assert ordered["number"].is_unique


@given(LINKS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(links: list[tuple[str, str]], chance: object) -> None:
    table = as_table(links)
    mixed = table.sample(frac=1, random_state=chance.randrange(2**32))  # type: ignore[attr-defined]  # random.Random
    pd.testing.assert_frame_equal(ripples_in_order(table)[0], ripples_in_order(mixed)[0])


@given(LINKS)
def test_a_link_is_only_passed_over_when_it_closes_a_circle(links: list[tuple[str, str]]) -> None:
    kept, skipped = links_without_circles(links)
    assert links_without_circles(kept) == (kept, [])
    for link in skipped:
        assert links_without_circles([*kept, link])[1] == [link]


@pytest.fixture
def series(small: Small) -> str:
    return read_rows(small.project, "series")[0].object_id


def test_an_effect_comes_after_an_activity_and_an_effect_alone_is_shown(small: Small, series: str) -> None:
    one = add_ripple(small.project, series, "We keken samen", "activiteit", about_id=small.meetings[0])
    two = add_ripple(small.project, series, "De brief werd korter", "effect", [one])
    add_ripple(small.project, series, "Meer bellers", "effect", [two], direction="gemengd")
    alone = add_ripple(small.project, series, "Een buurvrouw kwam langs", "effect", date="2025-01-05")
    ordered, skipped = ripples_in_order(read_table(small.project, "ripples"))
    assert ordered["number"].tolist() == ["1", "1.1", "1.1.1", "2"]
    assert ordered["depth"].tolist() == [0, 1, 2, 0]
    assert ordered.set_index("ripple_id")["isolated"].to_dict()[alone]
    assert skipped == []
    chart = draw_ripples(read_table(small.project, "ripples"))
    assert chart is not None
    figure, table, sentence = chart
    assert len(table) == 4 and figure.axes
    assert "1 ding dat de groep deed en 3 dingen die ervan kwamen" in sentence
    assert "1 ding staat los." in sentence and "1 ding werd slechter" in sentence


def test_a_link_that_makes_a_circle_is_refused(small: Small, series: str) -> None:
    one = add_ripple(small.project, series, "a", "activiteit")
    two = add_ripple(small.project, series, "b", "effect", [one])
    three = add_ripple(small.project, series, "c", "effect", [two])
    for target, source in ((one, three), (one, one), (two, three)):
        with pytest.raises(Refused, match="uit zichzelf"):
            link_ripple(small.project, target, [source])
    link_ripple(small.project, three, [one])
    link_ripple(small.project, two, [three])
    assert ripples_in_order(read_table(small.project, "ripples"))[0]["number"].tolist() == ["1", "1.1", "1.1.1"]


def test_two_copies_that_are_merged_make_a_circle_that_is_passed_over_and_told(
    small: Small, series: str, tmp_path: Path
) -> None:
    one, two = (add_ripple(small.project, series, name, "effect") for name in "ab")
    other = tmp_path / "kopie.ontmoet"
    backup(small.project, other)
    with open_project(other) as copy:
        link_ripple(copy, two, [one])
        link_ripple(small.project, one, [two])
        merge(small.project, ProjectFile(other))
    ordered, skipped = ripples_in_order(read_table(small.project, "ripples"))
    assert len(ordered) == 2 and len(skipped) == 1
    found = check_ripples(read_table(small.project, "ripples"))
    assert [f.level for f in found if f.about in (one, two)][:1] == ["fout"]
    assert draw_ripples(read_table(small.project, "ripples")) is not None


def test_ripples_of_another_series_or_without_words_are_refused(small: Small, series: str) -> None:
    with pytest.raises(Refused, match="wat er gebeurde"):
        add_ripple(small.project, series, " ", "effect")
    with pytest.raises(Refused, match="andere reeks"):
        add_ripple(small.project, series, "a", "effect", ["weg"])
    assert read_table(small.project, "ripples").empty


def test_worse_is_asked_for_and_a_ripple_rests_on_something(small: Small, series: str) -> None:
    one = add_ripple(small.project, series, "a", "activiteit")
    assert {f.about for f in check_ripples(read_table(small.project, "ripples"))} == {one, series}
    row = find(small.project, "ripples", one)
    write(small.project, [change(row, about_id=small.meetings[0], direction="slechter")])
    assert check_ripples(read_table(small.project, "ripples")) == []


def test_nothing_to_draw_is_no_figure() -> None:
    empty = pd.DataFrame(
        columns=["ripple_id", "after_ids", "kind", "at", "row_id", "text", "direction", "date", "about_id"]
    )
    assert draw_ripples(empty) is None
    assert list(ripples_in_order(empty)[0].columns) == list(COLUMNS)
    assert ripple_links(empty) == []
    changes = pd.DataFrame(columns=["change_id", "what", "stage", "levels", "wam", "value_layers"])
    stories = pd.DataFrame(columns=["story_id", "change", "value_layers"])
    indicators = pd.DataFrame(columns=["indicator_id", "change_id"])
    assert draw_levels(changes) is None
    assert draw_wam(wam_parts(changes)) is None
    assert draw_value(value_layers(changes, stories, indicators)) is None


def test_figures_have_a_sentence_a_table_and_say_that_they_are_no_mark() -> None:
    changes = pd.DataFrame(
        [("a", "Korter.", "doen", ["individueel", "instelling"], ["welkom", "maatwerk"], ["immediate"])],
        columns=["change_id", "what", "stage", "levels", "wam", "value_layers"],
    )
    stories = pd.DataFrame(columns=["story_id", "change", "value_layers"])
    indicators = pd.DataFrame(columns=["indicator_id", "change_id"])
    charts = [
        draw_levels(changes),
        draw_wam(wam_parts(changes)),
        draw_value(value_layers(changes, stories, indicators)),
    ]
    for chart in charts:
        assert chart is not None
        assert chart.png()[:4] == b"\x89PNG"
        assert chart.sentence and len(chart.table) in (3, 5)
        assert "Dit is geen rapportcijfer. Meer is niet beter." in chart.notes
    assert charts[0] is not None and "Samen staan er daarom 2 in de vakken." in charts[0].notes[0]


def test_an_initiative_keeps_what_is_lacking_and_counts_where_it_was_named(small: Small, series: str) -> None:
    from ontmoet_research.intake import bring_in, read_typed

    brought = bring_in(small.project, read_typed("De ruilkast is vol.\n\nWie weet dat?"), session_id=small.meetings[0])
    pieces = [row.object_id for row in read_rows(small.project, "fragments", source_id=brought.source_id)]
    one = add_initiative(small.project, "De ruilkast", for_whom="iedereen")
    change_initiative(small.project, one, gap_note="Er is er maar een.")
    link_pieces(small.project, one, pieces[:1])
    link_pieces(small.project, one, pieces[:1])
    told = read_effects(small.project, series)
    counted = count_named(told.initiatives, told.fragment_ids)
    assert counted[["name", "n_named", "gap_note"]].values.tolist() == [["De ruilkast", 1, "Er is er maar een."]]
    assert count_named(told.initiatives, [])["n_named"].tolist() == [0]
    link_pieces(small.project, one, pieces[:1], linked=False)
    assert find(small.project, "initiatives", one)["fragment_ids"] == []
    with pytest.raises(Refused, match="staat al op de lijst"):
        add_initiative(small.project, "de  ruilkast")
    with pytest.raises(Refused, match="nog geen naam"):
        add_initiative(small.project, " ")


def test_something_went_on_to_a_place_or_an_organisation_and_not_to_itself(small: Small, series: str) -> None:
    for values, words in (({}, "waar het heen ging"), ({"to_series_id": series}, "dezelfde reeks")):
        with pytest.raises(Refused, match=words):
            add_spread(small.project, series, "het lampje", **values)
    add_spread(small.project, series, "het lampje", to_whom="een dorp verderop", form="een training", date="2025-05-01")
    (row,) = read_table(small.project, "spreads").to_dict("records")
    assert tell_spread(row, {}, {}, ()) == (
        "het lampje Ging naar: een dorp verderop. Hoe: een training. Sinds 1 mei 2025."
    )
    sent = {**row, "organisation_id": "o", "to_whom": None}
    assert "een club" in tell_spread(sent, {}, {"o": "een club"}, ["o"])
    assert "een club" not in tell_spread(sent, {}, {"o": "een club"}, ())
