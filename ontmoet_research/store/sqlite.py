"""A project as one SQLite file, opened through ``sqlcipher3``.

Its bundled SQLite has the fix for the corruption bug of versions 3.7.0 to 3.51.2 that many systems still carry. WAL
with ``synchronous=FULL``, so that what was acknowledged survives a power cut; a busy timeout of 30 s, so that a
colleague's write makes us wait, not fail.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from .project import Project

BUSY_TIMEOUT_MS = 30_000
NAME = "sqlite"


def make(path: Path) -> None:
    """Make the empty file. Errors: ``Refused`` when something stands there or the folder can't be written."""
    if path.exists():
        raise Refused("store.exists", path=path)
    if not path.parent.is_dir():
        raise Refused("store.no_folder", path=path.parent)
    try:
        with closing(connect(path)) as raw:
            raw.execute("PRAGMA journal_mode=WAL")  # stays with the file
    except dbapi2.Error as problem:
        raise Refused("store.cannot_write", path=path) from problem


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
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def copy_to(path: Path, target: Path) -> None:
    """Make a copy of the project as it is at this moment, also while others work in it.

    It appears whole or not at all. Errors: ``OSError`` or ``dbapi2.Error`` when there is no room or no right to.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with closing(connect(path)) as raw:
            raw.execute("VACUUM INTO ?", (str(beside.absolute()),))
        _to_disk(beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def check_whole(connection: sa.Connection) -> None:
    """Errors: ``Refused`` when the file itself is damaged."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise Refused("store.damaged")


def before_carry_over(project: Project, version: int) -> None:
    """Keep the old file, as it is, beside the project. Errors: ``Refused`` when there is no room; nothing changed."""
    kept = copies_folder(project.path) / f"{project.path.stem}-schema{version}{project.path.suffix}"
    try:
        kept.parent.mkdir(exist_ok=True)
        copy_to(project.path, kept)
    except (OSError, dbapi2.Error) as problem:
        raise Refused("store.no_copy", path=project.path) from problem


def copies_folder(path: Path) -> Path:
    """Where the copies of a project stay: ``reeks.ontmoet`` -> ``reeks_kopieën/`` beside it; it need not exist yet."""
    return path.with_name(f"{path.stem}_kopieën")


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


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
