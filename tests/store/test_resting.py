"""What makes no sense without something, found over the indexes, is what walking through every row gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.practice import make_practice_project
from ontmoet_research.store.closure import going_along
from ontmoet_research.store.snapshot import Snapshot


@pytest.mark.parametrize("kind", ["file", "server"])
def test_what_rests_on_something_is_found_without_reading_the_project(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = tmp_path / "p.ontmoet" if kind == "file" else request.getfixturevalue("postgres_url")
    with make_practice_project(place) as project:
        with project.reading() as connection:
            whole = Snapshot.of_project(connection)
        chance, everything = random.Random(4), sorted(whole.of)
        gone = store.find(
            project, "fragments", chance.choice(store.read_values(project, "fragments", ["object_id"]))[0]
        )
        store.write(project, [store.remove(gone)])
        with project.reading() as connection:
            whole = Snapshot.of_project(connection)
        picks = [[], [gone.object_id], *([one] for one in chance.sample(everything, 40))]
        picks += [chance.sample(everything, 700), everything]
        for some in picks:
            assert store.resting_on(project, some) == going_along(whole, some)
