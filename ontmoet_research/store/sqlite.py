"""A project as one SQLite file, opened through ``sqlcipher3``.

Its bundled SQLite has the fix for the corruption bug of versions 3.7.0 to 3.51.2 that many systems still carry. WAL
with ``synchronous=FULL``, so that what was acknowledged survives a power cut; a busy timeout of 30 s, so that a
colleague's write makes us wait, not fail.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ontmoet_research.words import Refused

from .aside import half_of, put_in_place

BUSY_TIMEOUT_MS = 30_000
NAME = "sqlite"


def make(path: Path, fill: Callable[[sa.Engine], None]) -> None:
    """Make the file, with what ``fill`` puts in it. It gets its name when it is whole, so a crash leaves no half one.

    Errors: ``Refused`` when something stands there or the folder can't be written.
    """
    if path.exists():
        raise Refused("store.exists", path=path)
    if not path.parent.is_dir():
        raise Refused("store.no_folder", path=path.parent)
    half = half_of(path)
    try:
        with closing(connect(half)) as raw:
            raw.execute("PRAGMA journal_mode=WAL")  # stays with the file
        filling = engine(half)
        try:
            fill(filling)
        finally:
            filling.dispose()  # closing the last connection brings all into the one file
        put_in_place(half, path)
    except FileExistsError as problem:
        raise Refused("store.exists", path=path) from problem
    except (dbapi2.Error, sa.exc.DBAPIError, OSError) as problem:
        raise Refused("store.cannot_write", path=path) from problem
    finally:
        for left in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                half.with_name(half.name + left).unlink()


def check_there(path: Path) -> None:
    """Errors: ``Refused`` when no project can be in this file."""
    if not path.is_file():
        raise Refused("store.not_found", path=path)
    if not _is_database(path):
        raise Refused("store.no_project", path=path)


def engine(path: Path) -> sa.Engine:
    """The connections to this file, shared by all threads of this process."""
    made = sa.create_engine("sqlite://", module=dbapi2, creator=lambda: connect(path), poolclass=sa.pool.QueuePool)
    sa.event.listen(made, "begin", _begin)
    return made


def connect(path: Path) -> Any:
    """One bare connection, set as every connection of a project must be."""
    raw = dbapi2.connect(str(path), timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None, check_same_thread=False)
    # On a Mac "synced" only means that the disk was told, unless asked for in full; elsewhere that changes nothing.
    for pragma in ("synchronous=FULL", "fullfsync=ON", "checkpoint_fullfsync=ON", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def why_not(problem: sa.exc.DBAPIError) -> str:
    """The key of the sentence that says why something did not work."""
    text = str(problem.orig)
    if "full" in text:
        return "store.disk_full"
    if "readonly" in text or "unable to open" in text:
        return "store.cannot_write"
    return "store.busy" if "locked" in text else "store.no_project"


def before_feed(connection: sa.Connection) -> None:
    """Nothing to do: one transaction writes at a time, so the feed's numbers appear in their order."""


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError as problem:
        raise Refused("store.cannot_write", path=path) from problem


def _begin(connection: sa.Connection) -> None:
    # A transaction that writes takes its place in the queue at once: a deferred one that upgrades halfway fails
    # with "locked" instead of waiting (2.2 million refusals against 5,094 commits when it was tried).
    immediate = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
