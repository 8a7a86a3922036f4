"""What a project shows now, as one hash: the same on both back-ends, and another for every change that can be seen."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from pandas.testing import assert_frame_equal

from ontmoet_research import store
from ontmoet_research.model import tables
from ontmoet_research.practice import make_practice_project
from ontmoet_research.store import rows

writing = import_module("ontmoet_research.store.write")  # by its name it is the function


def same_ids_every_time(patch: pytest.MonkeyPatch) -> None:
    """Ids count from one and the clock stands still, so that a project that is built twice gets the same rows."""
    patch.setattr(rows, "_last_id", 0x0190_0000_0000_7000_8000_0000_0000_0000)
    patch.setattr(rows, "time", SimpleNamespace(time_ns=lambda: 0))
    patch.setattr(writing, "now", lambda: "2026-01-01T00:00:00.000Z")


def test_the_practice_series_is_the_same_on_both_back_ends(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes, frames = [], []
    for place in (tmp_path / "p.ontmoet", postgres_url):
        with monkeypatch.context() as patch:
            same_ids_every_time(patch)
            project = make_practice_project(place)
        with project:
            hashes.append(store.view_hash(project))
            frames.append({name: store.read_table_raw(project, name, versions="all") for name in tables()})
            assert store.check_rows(project) == []
            assert store.last_seq(project) > 2_000
    assert hashes[0] == hashes[1]
    assert sum(map(len, frames[0].values())) > 2_000
    for name in tables():
        assert_frame_equal(frames[0][name], frames[1][name])


SEEN: dict[str, Callable[[store.Row], store.Draft]] = {
    "another word": lambda row: store.change(row, quote="de brieven"),
    "another position": lambda row: store.change(row, start=row["start"] + 1),
    "taken away": store.remove,
    "another author": lambda row: store.Draft("codings", row.object_id, row.values, (row.id,), author="iemand"),
}


@pytest.mark.parametrize("change", SEEN)
def test_the_hash_follows_what_can_be_seen_and_only_that(noor: store.Project, change: str) -> None:
    person, empty = noor.who, store.view_hash(noor)
    made = store.new(
        "codings",
        source_id=person,
        fragment_id=person,
        start=3,
        end=9,
        quote="de brief",
        code_id=person,
        contributor_id=person,
        certainty="zeker",
        round="zelf",
    )
    store.write(noor, [made])
    with_label = store.view_hash(noor)
    assert with_label != empty
    store.write(noor, [SEEN[change](store.find(noor, "codings", made.object_id))], origin="lezen")
    assert store.view_hash(noor) != with_label
    assert store.view_hash(noor) == store.view_hash(noor.as_person("iemand anders"))


def test_the_hash_does_not_depend_on_the_order_in_which_rows_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "now", lambda: "2026-01-01T00:00:00.000Z")
    drafts = [store.new("organisations", label=f"{n}") for n in range(3)]
    whole = [rows.finished(draft, "kit", rows.now()) for draft in drafts]
    hashes = set()
    for turn, order in enumerate(itertools.permutations(range(3))):
        with store.create(tmp_path / f"{turn}.ontmoet", title="Proef") as project:
            with project.writing() as connection:
                writing._insert_anchors(connection, drafts)
                told = [("organisations", whole[n]) for n in order]
                writing.insert_rows(project, connection, told, origin="")
            hashes.add(store.view_hash(project))
    assert len(hashes) == 1
