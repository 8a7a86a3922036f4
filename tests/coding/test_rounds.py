"""Small rounds, blind first: what others placed stays out of sight until the own reading is done."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research import store
from ontmoet_research.coding import (
    BATCH_SIZE,
    Place,
    batch_of,
    finish_fragment,
    place_in,
    read_readings,
    visible_codings,
)

PIECES = [str(n) for n in range(30)]


@pytest.mark.parametrize(
    ("read", "first", "size"),
    [
        (set(), "0", 12),
        (set(PIECES[:5]), "0", 12),
        (set(PIECES[:12]), "12", 12),
        (set(PIECES[1:12]), "0", 12),
        (set(PIECES[:24]), "24", 6),
        (set(PIECES), "24", 6),
    ],
)
def test_a_round_is_the_first_twelve_pieces_that_are_not_all_done(read: set[str], first: str, size: int) -> None:
    batch = batch_of(PIECES, read)
    assert (batch[0], len(batch)) == (first, size)


@given(st.lists(st.integers(), unique=True, max_size=60), st.data())
def test_no_piece_is_ever_left_out_of_the_rounds(numbers: list[int], data: st.DataObject) -> None:
    pieces, read = [str(n) for n in numbers], set[str]()
    while (batch := batch_of(pieces, read)) and not set(batch) <= read:
        assert len(batch) <= BATCH_SIZE
        place = place_in(batch, read)
        assert batch[place.index] not in read
        read |= {batch[place.index], *data.draw(st.sets(st.sampled_from(batch)))}
    assert read == set(pieces)


def test_someone_comes_back_to_the_piece_where_they_were() -> None:
    assert place_in(["a", "b", "c"], {"a", "b"}) == Place(index=2, total=3, done=2)
    assert place_in(["a", "b", "c"], {"a", "b", "c"}) == Place(index=2, total=3, done=3)
    assert place_in([], set()) == Place(index=0, total=0, done=0)


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["noor", "kees", "ibis"])), max_size=20),
    st.sets(st.sampled_from("abcd")),
)
def test_others_are_only_seen_where_the_own_reading_is_done(rows: list[tuple[str, str]], read: set[str]) -> None:
    codings = pd.DataFrame(rows, columns=["fragment_id", "contributor_id"])
    seen = visible_codings(codings, read, "noor")
    expected = [row for row in rows if row[1] == "noor" or row[0] in read]
    assert list(seen.itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize("outcome", ["gelabeld", "geen_label", "twijfel", "weet_niet", "overgeslagen"])
def test_every_way_to_be_done_with_a_piece_is_kept(desk: SimpleNamespace, outcome: str) -> None:
    finish_fragment(desk.project, desk.pieces[0], outcome)
    assert list(read_readings(desk.project)["outcome"]) == [outcome]


def test_a_later_answer_replaces_the_first_and_both_stay_readable(desk: SimpleNamespace) -> None:
    finish_fragment(desk.project, desk.pieces[0], "overgeslagen")
    finish_fragment(desk.project, desk.pieces[0], "gelabeld")
    finish_fragment(desk.project, desk.pieces[0], "gelabeld")
    finish_fragment(desk.project.as_person(desk.kees), desk.pieces[0], "twijfel")
    readings = read_readings(desk.project)
    assert sorted(readings["outcome"]) == ["gelabeld", "twijfel"]
    own = readings.loc[readings["contributor_id"] == desk.noor, "reading_id"].iloc[0]
    assert list(store.history(desk.project, "readings", own)["outcome"]) == ["overgeslagen", "gelabeld"]
