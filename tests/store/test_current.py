"""What holds now: each thing once, of two versions the one written last; every version for who asks for all."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontmoet_research import store

DONE = ("change", "beside", "remove", "gone beside")
STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["change", "beside", "remove", "gone beside"])), max_size=14
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_table_holds_each_thing_once_as_finding_it_does(project: store.Project, steps: list[tuple[int, str]]) -> None:
    made = [store.new("organisations", label=f"plek {n}") for n in range(4)]
    store.write(project, made)
    first = {one.object_id: store.find(project, "organisations", one.object_id) for one in made}
    for number, (which, what) in enumerate(steps):
        key = made[which].object_id
        heads = [row for row in store.heads(project, "organisations", key) if not row.removed]
        below = first[key] if "beside" in what else heads[-1] if heads else None
        if below is not None:
            gone = "remove" in what or "gone" in what
            store.write(project, [store.remove(below) if gone else store.change(below, label=f"stap {number}")])
    ours = [one.object_id for one in made]
    table = store.read_table(project, "organisations", only=ours)
    known = store.find_many(project, "organisations", ours)
    assert table["organisation_id"].tolist() == sorted(known)
    assert table["label"].tolist() == [known[key]["label"] for key in sorted(known)]
    assert table["row_id"].tolist() == [known[key].id for key in sorted(known)]
    everything = store.read_table(project, "organisations", only=ours, versions="all")
    heads = [row.id for key in ours for row in store.heads(project, "organisations", key) if not row.removed]
    assert sorted(everything["row_id"]) == sorted(heads)


def test_what_was_not_filled_in_is_none_and_never_something_that_counts_as_true(project: store.Project) -> None:
    place = store.new("organisations", label="Rivierbuurt")
    store.write(project, [place, store.new("organisations", label="Havenwijk", role="trekker", has_backup=True)])
    table = store.read_table(project, "organisations")
    for found in (table, store.read_table(project, "organisations", only=[place.object_id])):
        row = store.rows_of(found)[0]
        assert (row["label"], row["role"], row["has_backup"]) == ("Rivierbuurt", None, None)
    assert table["role"].tolist() == [None, "trekker"]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_rows_of_a_table_of_ones_own_have_none_too(missing: object) -> None:
    frame = pd.DataFrame({"word": pd.Series(["ja", missing], dtype=object), "n": [1, None]})
    assert store.rows_of(frame) == [{"word": "ja", "n": 1.0}, {"word": None, "n": None}]


def test_what_another_table_does_not_tell_is_none(project: store.Project) -> None:
    assert project
    left = pd.DataFrame({"key": ["a", "b"]}, dtype=object)
    right = pd.DataFrame({"key": ["a"], "word": ["hier"]}, dtype=object)
    assert store.rows_of(store.looked_up(left, right, "key")) == [
        {"key": "a", "word": "hier"},
        {"key": "b", "word": None},
    ]
