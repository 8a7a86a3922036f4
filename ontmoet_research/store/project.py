"""One project: where it is, who is working, and the connection. Verbs live in the rooms and take it first.

A project is one SQLite file, opened through ``sqlcipher3``: its bundled SQLite has the fix for the corruption bug of
versions 3.7.0 to 3.51.2 that many systems still carry. WAL with ``synchronous=FULL``, so that what was acknowledged
survives a power cut; a busy timeout of 30 s, so that a colleague's write makes us wait, not fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ontmoet_research.model import SCHEMA_VERSION, metadata
from ontmoet_research.words import Refused

from .rows import new_id
from .tables import meta

BUSY_TIMEOUT_MS = 30_000


class Project:
    """An open project. Make one with :func:`open_project` or :func:`create`.

    ``path`` is the file, ``who`` the ``contributor_id`` of the person at work (``kit`` when nobody has said so).
    """

    def __init__(self, path: Path, engine: sa.Engine, who: str) -> None:
        self.path = path
        self.who = who
        self.engine = engine
        # One thread writes. Ctrl-C only ever reaches the main thread, so a transaction is never cut in two.
        self.writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ontmoet-writer")

    def as_person(self, who: str) -> Project:
        """The same project with someone else at work. Both share one connection pool and one writer."""
        other = object.__new__(Project)
        other.__dict__.update(self.__dict__, who=who)
        return other

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment of the project."""
        with self.engine.connect() as connection:
            yield connection

    def fact(self, key: str) -> str | None:
        """A fact of the project itself: ``title``, ``practice``, ``schema_version``, ``store_epoch``."""
        with self.reading() as connection:
            return connection.scalar(sa.select(meta.c.value).where(meta.c.key == key))

    def close(self) -> None:
        """Finish what is being written and let go of the file."""
        self.writer.shutdown(wait=True)
        self.engine.dispose()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create(path: str | Path, *, title: str, practice: bool = False, who: str = "kit") -> Project:
    """Make a new, empty project file.

    Errors: ``Refused`` when something already stands there, or when the folder can't be written.
    """
    path = _local(path)
    if path.exists():
        raise Refused("store.exists", path=path)
    if not path.parent.is_dir():
        raise Refused("store.no_folder", path=path.parent)
    facts = {"title": title, "practice": "ja" if practice else "nee"}
    facts |= {"schema_version": str(SCHEMA_VERSION), "store_epoch": new_id()}
    engine = _engine(path)
    try:
        with closing(_connect(path)) as raw:
            raw.execute("PRAGMA journal_mode=WAL")  # stays with the file
        with engine.execution_options(write=True).begin() as connection:
            metadata.create_all(connection)
            connection.execute(sa.insert(meta), [{"key": k, "value": v} for k, v in facts.items()])
    except (sa.exc.DBAPIError, dbapi2.Error) as problem:
        raise Refused("store.cannot_write", path=path) from problem
    return Project(path, engine, who)


def open_project(path: str | Path, *, who: str = "kit") -> Project:
    """Open an existing project.

    Errors: ``Refused`` when it is not there, is no project, can't be written, or was made by a newer kit.
    """
    path = _local(path)
    if not path.is_file():
        raise Refused("store.not_found", path=path)
    if not _is_database(path):
        raise Refused("store.no_project", path=path)
    engine = _engine(path)
    try:
        with engine.execution_options(write=True).begin() as connection:
            version = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "schema_version"))
    except sa.exc.DBAPIError as problem:
        engine.dispose()
        raise Refused(_why_not(problem), path=path) from problem
    if int(version or 0) > SCHEMA_VERSION:
        engine.dispose()
        raise Refused("store.newer", path=path)
    return Project(path, engine, who)


def _local(path: str | Path) -> Path:
    if "://" in str(path):
        raise Refused("store.only_files", path=path)
    return Path(path)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError as problem:
        raise Refused("store.cannot_write", path=path) from problem


def _why_not(problem: sa.exc.DBAPIError) -> str:
    text = str(problem.orig)
    if "readonly" in text or "unable to open" in text:
        return "store.cannot_write"
    return "store.busy" if "locked" in text else "store.no_project"


def _connect(path: Path) -> Any:
    raw = dbapi2.connect(str(path), timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None, check_same_thread=False)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine("sqlite://", module=dbapi2, creator=lambda: _connect(path), poolclass=sa.pool.QueuePool)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    # A transaction that writes takes its place in the queue at once: a deferred one that upgrades halfway fails
    # with "locked" instead of waiting (2.2 million refusals against 5,094 commits when it was tried).
    immediate = connection.get_execution_options().get("write") and connection.dialect.name == "sqlite"
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
