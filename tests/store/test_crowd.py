"""Many at once on one project: killed, hanging, following. Nothing is lost, nobody waits for ever.

``address`` is a path here; another back-end joins by one more ``params`` of the fixture.
"""

from __future__ import annotations

import random
import sys
import time
from bisect import bisect_right
from pathlib import Path

import pytest
from proof.batches import Writer, faults
from proof.crowd import Crowd, Promise, hung, read_and_hang, write_on, write_once_and_hang, write_slowly

from ontmoet_research import store
from ontmoet_research.store import FeedItem, sqlite
from ontmoet_research.words import Refused, say

no_signals = pytest.mark.skipif(sys.platform == "win32", reason="these signals do not exist there")


@pytest.fixture(params=["sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new, empty project stands, as ``store.open_project`` takes it."""
    store.create(tmp_path / "p.ontmoet", title="Proef").close()
    return str(tmp_path / "p.ontmoet")


@no_signals
@pytest.mark.parametrize("kills", [15, pytest.param(500, marks=pytest.mark.slow)])
def test_eight_writers_that_are_killed_at_any_moment_lose_nothing_they_promised(address: str, kills: int) -> None:
    chance = random.Random(kills)
    with Crowd(address) as crowd, store.open_project(address) as project:
        crowd.start(write_on, 8)
        crowd.hear_from_all()
        for n in range(1, kills + 1):
            crowd.listen(chance.random() * 0.1)
            crowd.kill_one(chance)
            crowd.start(write_on)
            if n % 100 == 0:
                assert faults(project, crowd.ids) == []  # also while the others write on
        crowd.hear_from_all()
    with store.open_project(address) as project:
        assert faults(project, crowd.ids) == []
    print(f"\nkill -9: {kills} kills, {len(crowd.promises)} batches of {len(crowd.ids)} rows promised, 0 lost, 0 half")


@pytest.mark.parametrize("seconds", [2, pytest.param(10, marks=pytest.mark.slow)])
def test_who_follows_the_feed_misses_nothing_and_sees_nothing_twice(address: str, seconds: float) -> None:
    with Crowd(address) as crowd, store.open_project(address) as project:
        crowd.start(write_slowly, 8)
        crowd.hear(1)
        asked: list[float] = []
        seen: list[tuple[int, FeedItem]] = []  # with the number of the question that showed it
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            asked.append(time.monotonic())
            last = seen[-1][1].seq if seen else 0
            seen += [(len(asked) - 1, item) for item in store.since(project, last)]
            crowd.listen(0.001)
    promises = crowd.promises
    with store.open_project(address) as project:
        followed = [item for _, item in seen]
        followed += store.since(project, followed[-1].seq)
        assert followed == store.since(project, 0, limit=10**9), "missed, doubled, or another order"
        assert faults(project, crowd.ids) == []
    assert _seen_too_late(asked, seen, promises) == []
    assert _out_of_order(followed, promises) == []
    print(f"\nfeed: {len(asked)} questions, {len(followed)} rows in {len(promises)} batches; 0 missed, 0 doubled")


def _seen_too_late(asked: list[float], seen: list[tuple[int, FeedItem]], promises: list[Promise]) -> list[str]:
    """Rows that the first question after their write returned did not show."""
    shown = {item.row_id: question for question, item in seen}
    late = []
    for promise in promises:
        first_after = bisect_right(asked, promise.returned)
        if first_after < len(asked):
            late += [row for row in promise.ids if shown.get(row, len(asked)) > first_after]
    return late


def _out_of_order(followed: list[FeedItem], promises: list[Promise]) -> list[Promise]:
    """Batches with a number under that of a batch that was promised before they began."""
    number = {item.row_id: item.seq for item in followed}
    finished = sorted((promise.returned, max(number[row] for row in promise.ids)) for promise in promises)
    wrong, highest, done = [], 0, 0
    for promise in sorted(promises, key=lambda each: each.began):
        while done < len(finished) and finished[done][0] < promise.began:
            highest, done = max(highest, finished[done][1]), done + 1
        wrong += [promise] if min(number[row] for row in promise.ids) < highest else []
    return wrong


@no_signals
@pytest.mark.parametrize("end", ["killed", "goes on"])
def test_a_writer_that_hangs_gives_others_one_sentence_and_loses_nothing(
    address: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 300)
    with store.open_project(address) as project, Crowd(address) as crowd:
        mine = Writer(project, "wij", random.Random(1))
        promised = mine.write()
        [hanging] = crowd.start(write_once_and_hang)
        with hung(hanging):
            with pytest.raises(Refused) as told:
                mine.write()
            assert str(told.value) == say("store.busy", path=project.path)
            assert len(store.read_rows(project, "organisations")) == 4  # reading goes on, and shows no half batch
            if end == "killed":
                hanging.kill()
        crowd.hear(1 if end == "killed" else 2)  # who goes on still keeps its word
        promised += mine.write()
        assert faults(project, promised + crowd.ids) == []


@no_signals
def test_a_reader_that_hangs_stops_nobody_and_the_log_stays_bounded_when_it_goes_on(address: str) -> None:
    log = Path(f"{address}-wal")

    def write_a_megabyte(project: store.Project, n: int) -> list[str]:
        return store.write(project, [store.new("organisations", label="w" * 1_000_000) for _ in range(n)])

    with store.open_project(address) as project, Crowd(address) as crowd:
        promised = write_a_megabyte(project, 1)
        [hanging] = crowd.start(read_and_hang)
        with hung(hanging):
            for _ in range(12):
                promised += write_a_megabyte(project, 1)
        crowd.hear_from_all()
        assert crowd.promises == [True], "the reader saw one moment from beginning to end"
        largest = log.stat().st_size
        for _ in range(24):
            promised += write_a_megabyte(project, 1)
        assert log.stat().st_size <= largest + 2_000_000
        print(
            f"\nhanging reader: log {largest / 1e6:.0f} MB while it hung, {log.stat().st_size / 1e6:.0f} MB 24 MB later"
        )
        assert faults(project, promised) == []
