"""Merging gives the same project in any order, loses no edit and brings nothing back: on random histories.

Copies with clocks that differ write, change, move, remove and erase, and merge with each other meanwhile, straight and
through bundles. In the end each copy merges the others, each in an order of its own. Then all must be the same project,
and the one that a twin of sets and dictionaries says.
"""

from __future__ import annotations

import importlib
import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from merge_twin import Twin

from ontmoet_research import exchange, store
from ontmoet_research.exchange import packing
from ontmoet_research.exchange.bundle import _travelling
from ontmoet_research.model import tables
from ontmoet_research.store import sqlite
from ontmoet_research.store.erasures import alive
from ontmoet_research.store.tables import erasures, replacements
from ontmoet_research.words import Refused

USED = ("wishes", "decisions")
ACTIONS = (
    *("wish", "wish", "decide", "edit", "edit", "join", "move", "move", "remove", "erase", "clean"),
    *("merge", "bundle"),
)
QUICK = settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
LONG = settings(QUICK, max_examples=5000)
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory where there is one: thousands of small projects


class Copies:
    """Three or four copies of one project, and the twin of all of them."""

    def __init__(
        self, folder: Path, n: int, seed: int, monkeypatch: pytest.MonkeyPatch, server: str | None = None
    ) -> None:
        self.chance = random.Random(seed)
        self.twin = Twin()
        self.partly: set[str] = set()
        self.folder = folder
        self.minute = 0
        self.skew = [self.chance.choice((-90, -7, 0, 0, 5, 600)) for _ in range(n)]
        self.monkeypatch = monkeypatch
        self.stack = ExitStack()
        base = folder / "0.ontmoet"
        shutil.copy(empty_project(), base)
        with store.open_project(base) as first:
            meeting = store.new(
                "sessions", series_id=first.who, phase_id=first.who, number=1, kind="besluit", status="gepland"
            )
            self.meeting = meeting.object_id
            with first.writing() as connection:
                connection.execute(sa.text("INSERT INTO objects VALUES ('kit', 'series')"))
            (row,) = store.write(first, [meeting])
            self.twin.write(row, self.meeting, ())
            for _ in range(2):
                self.wish(first)
        for at in range(1, n):
            shutil.copy(base, folder / f"{at}.ontmoet")
        self.all = [self.stack.enter_context(store.open_project(folder / f"{at}.ontmoet")) for at in range(n)]
        self.on_server = server is not None
        if server is not None:
            self.all.append(self.stack.enter_context(store.open_project(server)))
            self.skew.append(0)
            self.take(self.all[-1], copy_of(self.all[0]))

    # ── what a person does in one copy ───────────────────────────────────────

    def act(self, action: str) -> None:
        at = self.chance.randrange(len(self.all))
        self.minute += self.chance.choice((0, 0, 1, 30))
        minute = 10_000 + self.minute + self.skew[at]
        now = f"2025-01-{1 + minute // 1440 % 28:02}T{minute // 60 % 24:02}:{minute % 60:02}:00.000Z"
        self.monkeypatch.setattr(importlib.import_module("ontmoet_research.store.write"), "now", lambda: now)
        getattr(self, action)(self.all[at])

    def write(self, project: store.Project, draft: store.Draft) -> str:
        (row,) = store.write(project, [draft])
        self.twin.write(row, draft.object_id, draft.parents)
        return row

    def wish(self, project: store.Project) -> None:
        draft = store.new("wishes", text=self.word(), session_id=self.meeting, status="open")
        self.twin.rests_on[draft.object_id] = self.meeting
        self.write(project, draft)

    def decide(self, project: store.Project) -> None:
        if wish := self.pick(project, "wishes"):
            on = wish.object_id
            draft = store.new("decisions", wish_id=on, session_id=self.meeting, what=self.word(), how="samen")
            self.twin.rests_on[draft.object_id] = on
            self.write(project, draft)

    def edit(self, project: store.Project) -> None:
        """One version is changed; who did it saw no other."""
        if row := self.pick(project):
            self.write(project, store.change(row, **{"text" if row.table == "wishes" else "what": self.word()}))

    def move(self, project: store.Project) -> None:
        row, target = self.pick(project, "wishes"), self.pick(project, "wishes")
        if row and target:
            self.write(project, store.change(row, merged_into=target.object_id, status="samengevoegd"))

    def remove(self, project: store.Project) -> None:
        if row := self.pick(project):
            self.write(project, store.remove(row))

    def join(self, project: store.Project) -> None:
        if doubled := store.two_versions(project):
            seen = self.chance.choice(doubled)
            row = store.join_versions(project, seen, {name: seen.rows[0][name] for name in seen.differs})
            self.twin.write(row, seen.object_id, tuple(one.id for one in seen.rows))

    def erase(self, project: store.Project) -> None:
        if row := self.pick(project):
            self.tell_erasure(project, row.object_id, None)

    def clean(self, project: store.Project) -> None:
        """Some words of one thing are erased: a row without them stays. Once a thing; see ``store/joined.py``."""
        row = self.pick(project)
        if row and row.object_id not in self.partly:
            self.partly.add(row.object_id)
            heads = store.heads(project, row.table, row.object_id)
            blocked = {"text" if row.table == "wishes" else "what": "█"}
            keep = self.write(project, store.change(heads[0], *heads[1:], **blocked))
            self.tell_erasure(project, row.object_id, keep)

    def tell_erasure(self, project: store.Project, thing: str, keep: str | None) -> None:
        told = {"id": store.new_id(), "object_id": thing, "keep_id": keep, "reason": "op verzoek", "author": "kit"}
        with project.writing() as connection:
            connection.execute(sa.insert(erasures).values(**told, at="2025-01-01T00:00:00.000Z", confirmed=True))
        self.twin.erase(thing, keep)
        purge(project)

    # ── copies that meet ─────────────────────────────────────────────────────

    def merge(self, project: store.Project) -> None:
        other = self.chance.choice([one for one in self.all if one is not project])
        self.take(project, copy_of(other))

    def bundle(self, project: store.Project) -> None:
        other = self.chance.choice([one for one in self.all if one is not project])
        names = (*USED, "sessions", "objects", "erasures")
        with store.OpenProject(other) as stored:
            found = [(name, list(_travelling(stored, name, "kit"))) for name in names]
        content = packing.pack(found, {"format": 1, "schema_version": 2})
        self.take(project, exchange.open_bundle("kopie", content=content))

    def take(self, project: store.Project, copy: Any) -> store.Merged:
        before = view(project)
        if self.chance.random() < 0.15:
            store.merge(project, copy)
            joined = view(project)
            try:
                store.undo_merge(project)
            except Refused as refusal:  # what was erased can't come back, so nothing is taken back
                assert refusal.key == "store.merge.erased_since"
                assert view(project) == joined
            else:
                assert view(project) == before, "taken back as if it never happened"
        merged = store.merge(project, copy)
        assert merged.refused == ()
        with project.reading() as connection:
            assert dead_rows(connection) == {name: [] for name in USED}, "what was erased here came back"
            assert resting_on_gone(connection) == set(), "what rests on something erased here came back"
        with project.writing() as connection:
            connection.execute(sa.update(erasures).values(confirmed=True))
        purge(project)
        if hasattr(copy, "close"):
            copy.close()
        return merged

    def pick(self, project: store.Project, table: str | None = None) -> store.Row | None:
        rows = [row for name in ([table] if table else USED) for row in store.read_rows(project, name)]
        return self.chance.choice(rows) if rows else None

    def word(self) -> str:
        return f"woord {self.chance.randrange(10**9)}"


def copy_of(project: store.Project) -> store.ProjectFile | store.OpenProject:
    """The file of a project, or when it is on a server what can be read there."""
    return store.OpenProject(project) if "://" in str(project.path) else store.ProjectFile(str(project.path))


RESTS_ON = (("wishes", "session_id"), ("decisions", "session_id"), ("decisions", "wish_id"))


def resting_on_gone(connection: sa.Connection) -> set[str]:
    """Things that make no sense without something that is confirmed to be gone, and are still here."""
    gone = sa.select(erasures.c.object_id).where(erasures.c.confirmed, erasures.c.keep_id.is_(None))
    found = [(tables()[name], tables()[name].c[column]) for name, column in RESTS_ON]
    return {key for own, on in found for key in connection.scalars(sa.select(own.c.object_id).where(on.in_(gone)))}


def dead_rows(connection: sa.Connection) -> dict[str, list[str]]:
    """Rows that may not stay by what is confirmed, by table."""
    keeps: dict[str, list[str | None]] = {}
    chosen = sa.select(erasures.c.object_id, erasures.c.keep_id).where(erasures.c.confirmed)
    for key, keep in connection.execute(chosen):
        keeps.setdefault(key, []).append(keep)
    dead: dict[str, list[str]] = {name: [] for name in USED}
    for name in USED if keeps else ():
        own = tables()[name]
        parents: dict[str, dict[str, tuple[str, ...]]] = {}
        found = sa.select(own.c.object_id, own.c.id, own.c.parents).where(own.c.object_id.in_(keeps))
        for key, row, replaced in connection.execute(found):
            parents.setdefault(key, {})[row] = tuple(replaced)
        for key, rows in parents.items():
            dead[name] += sorted(set(rows) - alive(rows, keeps[key]))
    return dead


def purge(project: store.Project) -> None:
    """What erasing does once it is confirmed: what rests on it goes too, and of the rest only what may stay."""
    with project.writing() as connection:
        while resting := resting_on_gone(connection):
            rest = {"keep_id": None, "reason": "hoort erbij", "author": "kit", "at": "x", "confirmed": True}
            more = [{"id": store.new_id(), "object_id": key} | rest for key in sorted(resting)]
            connection.execute(sa.insert(erasures), more)
            for name, rows in dead_rows(connection).items():
                connection.execute(sa.delete(tables()[name]).where(tables()[name].c.id.in_(rows)))
        for name, rows in dead_rows(connection).items():
            connection.execute(sa.delete(tables()[name]).where(tables()[name].c.id.in_(rows)))
            connection.execute(sa.delete(replacements).where(replacements.c.row_id.in_(rows)))


def view(project: store.Project) -> dict[str, str]:
    """Every current row, with its hash."""
    told: dict[str, str] = {}
    with project.reading() as connection:
        for found in (tables()[name] for name in (*USED, "sessions")):
            replaced = sa.exists().where(replacements.c.replaces_id == found.c.id)
            statement = sa.select(found.c.id, found.c.hash).where(~replaced)
            told |= {row.id: row.hash for row in connection.execute(statement)}
    return told


def broken(project: store.Project) -> list[str]:
    """Rows that are not what was written."""
    with project.reading() as connection:
        found = [(name, connection.execute(sa.select(tables()[name])).mappings().all()) for name in (*USED, "sessions")]
    return [row["id"] for name, rows in found for row in rows if store.row_hash(name, dict(row)) != row["hash"]]


def all_rows(project: store.Project) -> set[str]:
    with project.reading() as connection:
        return {row for name in (*USED, "sessions") for row in connection.scalars(sa.select(tables()[name].c.id))}


_empty: list[Path] = []


def empty_project() -> Path:
    """One empty project of this process, to copy: making it anew took most of the time."""
    if not _empty:
        _empty.append(Path(_keeper.name) / "leeg.ontmoet")
        store.create(_empty[0], title="Proef").close()
    return _empty[0]


_keeper = TemporaryDirectory()


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """No copy is kept before a merge here; that is tested elsewhere."""
    monkeypatch.setattr(importlib.import_module("ontmoet_research.store.merge"), "keep_copy", lambda *_: None)
    monkeypatch.setattr(importlib.import_module("ontmoet_research.store.unmerge"), "keep_copy", lambda *_: None)
    # One dialect and one cache, so that statements are compiled once for all the small projects made here.
    engine, compiled = sqlite.engine, dict[Any, Any]()
    first = engine(empty_project())
    first.connect().close()  # a dialect is complete once it has seen a database
    dialect = first.dialect
    first.dispose()

    def sharing(path: Path, *key: Any) -> sa.Engine:
        made = engine(path, *key)
        made.dialect = dialect
        return made.execution_options(compiled_cache=compiled)

    monkeypatch.setattr(sqlite, "engine", sharing)
    yield monkeypatch


def check_laws(
    n: int, seed: int, actions: list[str], monkeypatch: pytest.MonkeyPatch, server: str | None = None
) -> None:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name, monkeypatch.context() as patched:
        copies = Copies(Path(name), n, seed, patched, server)
        with copies.stack:
            for action in actions:
                copies.act(action)
            for project in copies.all:
                others = [one for one in copies.all if one is not project]
                for other in copies.chance.sample(others, len(others)):
                    copies.take(project, copy_of(other))
            check_equal(copies)


def check_equal(copies: Copies) -> None:
    views = [view(project) for project in copies.all]
    assert all(one == views[0] for one in views), "merging in any order gives the same project"
    if copies.on_server:  # the twin's check is quicker; this is the one that people can ask for
        assert len({store.view_hash(project) for project in copies.all}) == 1
    assert set(views[0]) == copies.twin.heads(), "no edit that nobody saw is hidden"
    assert all(all_rows(project) == copies.twin.living() for project in copies.all), "nothing erased came back"
    moves = [store.read_moves(project, "wishes", "merged_into") for project in copies.all]
    assert all(one == moves[0] for one in moves)
    for thing in moves[0]:
        store.end_of(moves[0], thing)  # a circle would never end
    assert broken(copies.all[0]) == []
    with store.ProjectFile(str(copies.all[1].path)) as copy:
        assert store.merge(copies.all[0], copy).count == 0, "a second time brings nothing"


histories = given(
    n=st.sampled_from((3, 3, 4)),
    seed=st.integers(0, 2**32),
    actions=st.lists(st.sampled_from(ACTIONS), min_size=3, max_size=14),
)


@QUICK
@histories
def test_20_random_histories_keep_the_laws_of_merging(
    quick_disk: pytest.MonkeyPatch, n: int, seed: int, actions: list[str]
) -> None:
    check_laws(n, seed, actions, quick_disk)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_copies_on_files_and_on_a_server_keep_the_same_laws(
    quick_disk: pytest.MonkeyPatch, postgres_project_url: str, seed: int
) -> None:
    actions = random.Random(seed).choices(ACTIONS, k=18)
    check_laws(2, seed, actions, quick_disk, postgres_project_url)


@pytest.mark.slow
@LONG
@histories
def test_5000_random_histories_keep_the_laws_of_merging(
    quick_disk: pytest.MonkeyPatch, n: int, seed: int, actions: list[str]
) -> None:
    check_laws(n, seed, actions, quick_disk)
