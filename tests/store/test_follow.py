"""Whoever follows a project hears of each row once, soon, from any process; and no one who hangs stops anyone else."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
import sqlalchemy as sa
from team_server import running

from ontmoet_research import store
from ontmoet_research.store import postgres, sqlite
from ontmoet_research.store.feed import EVERY
from ontmoet_research.store.tables import meta
from ontmoet_research.words import Refused

PATIENCE = 30
OTHER = """
import sys, time
from ontmoet_research import store
project = store.open_project({path!r}, who="ander")
def say(what):
    print(what, flush=True)
def write(label):
    store.write(project, [store.new("organisations", label=label)])
"""


@pytest.fixture
def heard(project: store.Project) -> Iterator[queue.Queue[store.News]]:
    """The news that a follower of the project hears, in order."""
    news: queue.Queue[store.News] = queue.Queue()
    follower = store.Follower(project, news.put)
    yield news
    follower.stop()
    assert not follower.running


@pytest.fixture
def another(project: store.Project) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start another Python on the same project and wait until it says something."""
    started = []

    def start(script: str) -> subprocess.Popen[str]:
        source = OTHER.format(path=str(project.path)) + textwrap.dedent(script)
        process = subprocess.Popen(
            [sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout
        assert process.stdout.readline() == "klaar\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def labels(project: store.Project, news: store.News) -> list[str]:
    rows = {row.id: row["label"] for row in store.read_rows(project, "organisations")}
    return [rows[item.row_id] for item in news.items]


def put(project: store.Project, label: str) -> str:
    made = store.new("organisations", label=label)
    store.write(project, [made], origin="test")
    return made.object_id


def all_items(heard: queue.Queue[store.News], count: int) -> list[store.FeedItem]:
    items: list[store.FeedItem] = []
    while len(items) < count:
        items += heard.get(timeout=PATIENCE).items
    return items


def test_what_is_written_here_is_heard_with_who_and_where(
    project: store.Project, heard: queue.Queue[store.News]
) -> None:
    put(project.as_person("noor"), "een school")
    news = heard.get(timeout=PATIENCE)
    assert labels(project, news) == ["een school"]
    assert [(item.author, item.origin, item.table_name) for item in news.items] == [("noor", "test", "organisations")]
    assert not news.whole


def test_another_process_is_heard_within_a_second_and_each_row_once(
    project: store.Project, heard: queue.Queue[store.News], another: Callable[[str], subprocess.Popen[str]]
) -> None:
    process = another("""
        say("klaar")
        for line in sys.stdin:
            write(line.strip())
            say(time.time())
    """)
    assert process.stdin
    assert process.stdout
    taken = []
    for n in range(5):
        process.stdin.write(f"plek {n}\n")
        process.stdin.flush()
        news = heard.get(timeout=PATIENCE)
        taken.append(time.time() - float(process.stdout.readline()))
        assert labels(project, news) == [f"plek {n}"]
    print(f"heard after {max(taken) * 1000:.0f} ms at most; it looks each {EVERY * 1000:.0f} ms")
    assert heard.empty()


def test_a_burst_comes_whole_and_in_order(project: store.Project, heard: queue.Queue[store.News]) -> None:
    for n in range(40):
        put(project, f"{n}")
    seen = [item.seq for item in all_items(heard, 40)]
    assert seen == sorted(set(seen))
    assert len(seen) == 40


def test_more_than_one_reading_holds_is_read_in_parts(project: store.Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from ontmoet_research.store import feed

    monkeypatch.setattr(feed, "AT_ONCE", 7)
    before = store.last_mark(project)
    store.write(project, [store.new("organisations", label=str(n)) for n in range(20)])
    sizes, news = [], store.news_since(project, before)
    while news:
        sizes.append(len(news.items))
        news = store.news_since(project, news.mark)
    assert sizes == [7, 7, 6]
    assert len(list(store.everything_since(project, before.seq))) == 20


def test_when_rows_disappeared_one_is_told_to_read_everything(
    project: store.Project, heard: queue.Queue[store.News]
) -> None:
    with project.writing() as connection:
        connection.execute(sa.update(meta).where(meta.c.key == "store_epoch").values(value=store.new_id()))
    news = heard.get(timeout=PATIENCE)
    assert (news.whole, news.items) == (True, ())
    put(project, "daarna")
    assert labels(project, heard.get(timeout=PATIENCE)) == ["daarna"]


def test_a_reader_that_is_stopped_with_a_transaction_open_holds_up_nobody(
    project: store.Project, heard: queue.Queue[store.News], another: Callable[[str], subprocess.Popen[str]]
) -> None:
    put(project, "eerst")
    process = another("""
        with project.reading() as connection:
            connection.exec_driver_sql("SELECT * FROM feed").fetchall()
            say("klaar")
            time.sleep(600)
    """)
    os.kill(process.pid, signal.SIGSTOP)
    for n in range(10):
        put(project, f"{n}")
    assert len(all_items(heard, 11)) == 11


def test_a_follower_that_is_stopped_holds_up_nobody_and_catches_up(
    project: store.Project, heard: queue.Queue[store.News], another: Callable[[str], subprocess.Popen[str]]
) -> None:
    process = another("""
        follower = store.Follower(project, lambda news: [say(item.seq) for item in news.items])
        say("klaar")
        time.sleep(600)
    """)
    os.kill(process.pid, signal.SIGSTOP)
    for n in range(10):
        put(project, f"{n}")
    seen = [item.seq for item in all_items(heard, 10)]
    os.kill(process.pid, signal.SIGCONT)
    assert process.stdout
    assert [int(process.stdout.readline()) for _ in range(10)] == seen


def test_a_writer_that_is_stopped_holds_up_no_reader_and_others_hear_that_someone_is_busy(
    project: store.Project,
    heard: queue.Queue[store.News],
    another: Callable[[str], subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(project, "eerst")
    assert len(all_items(heard, 1)) == 1
    process = another("""
        with project.writing() as connection:
            project.backend.before_feed(connection)
            say("klaar")
            time.sleep(600)
    """)
    os.kill(process.pid, signal.SIGSTOP)
    assert [row["label"] for row in store.read_rows(project, "organisations")] == ["eerst"]
    # People wait 30 s; only new connections have this patience.
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 200)
    monkeypatch.setattr(postgres, "TIME_OUTS", {**postgres.TIME_OUTS, "lock_timeout": 200})
    with store.open_project(str(project.path)) if "://" in str(project.path) else nullcontext(project) as hasty:
        project.engine.dispose()
        with pytest.raises(Refused, match="lang bezig"):
            put(hasty, "te vroeg")
    process.kill()
    process.wait()
    put(project, "daarna")
    assert labels(project, heard.get(timeout=PATIENCE)) == ["daarna"]


def test_a_project_that_can_not_be_read_for_a_while_is_followed_again_and_nothing_is_missed(
    project: store.Project, heard: queue.Queue[store.News], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, "eerst")
    assert len(all_items(heard, 1)) == 1
    failed = queue.Queue[str]()

    def away(*_args: object) -> None:
        failed.put("weg")
        raise sa.exc.OperationalError("select", {}, Exception("server away"))

    with monkeypatch.context() as patched:
        patched.setattr("ontmoet_research.store.feed.news_since", away)
        put(project, "toen hij weg was")
        failed.get(timeout=PATIENCE)
    assert labels(project, heard.get(timeout=PATIENCE)) == ["toen hij weg was"]


def test_a_server_that_was_away_is_followed_again_by_itself() -> None:
    with running() as server, store.create(server.url(server.new_database()), title="Proef") as project:
        news: queue.Queue[store.News] = queue.Queue()
        follower = store.Follower(project, news.put)
        put(project, "ervoor")
        assert labels(project, news.get(timeout=PATIENCE)) == ["ervoor"]
        server.stop()
        server.start()
        put(project, "erna")
        assert labels(project, news.get(timeout=PATIENCE)) == ["erna"]
        follower.stop()


def test_one_who_is_told_and_stumbles_is_told_again_next_time(project: store.Project) -> None:
    told = queue.Queue[int]()

    def stumble(news: store.News) -> None:
        told.put(len(news.items))
        raise ValueError("a mistake in a screen")

    follower = store.Follower(project, stumble)
    for n in range(2):
        put(project, str(n))
        assert told.get(timeout=PATIENCE) == 1
    assert follower.running
    follower.stop()


def test_following_keeps_no_transaction_open(project: store.Project, heard: queue.Queue[store.News]) -> None:
    """Otherwise what was written could never be tidied up as long as a screen is open."""
    for n in range(5):
        put(project, str(n))
    all_items(heard, 5)
    if project.backend is postgres:
        open_now = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'"
        )
        with project.reading() as connection:
            assert connection.exec_driver_sql(open_now).scalar() == 0
        return
    with closing(sqlite.connect(Path(project.path), project.key)) as raw:
        assert raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)


def test_closing_the_project_stops_its_followers(tmp_path: Path) -> None:
    project = store.create(tmp_path / "q.ontmoet", title="Proef")
    follower = store.Follower(project, lambda _news: None)
    project.close()
    assert not follower.running
    assert project.closing == []
