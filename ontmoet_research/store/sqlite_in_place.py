"""Whether the file of an open project still stands where it stood: people move, replace and delete files.

SQLite goes on writing in a file that was moved, with its journal under the old name; a file put in its place then gets
that journal. So before each write it is asked which file stands there. When it is another one, nothing more is written,
and all that was stored until then is saved: in the moved file itself, or in a copy beside it. Who opens a moved file
gets what was still in the journal under the old name, when it fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ontmoet_research.words import Refused

from . import sqlite, sqlite_header
from .aside import private_folder

Which = tuple[int, int]
_ENDS = ("-wal", "-shm")


def saved_elsewhere(path: Path, which: Which, engine: sa.Engine) -> Refused | None:
    """None while the file is in its place. Otherwise see that nothing is lost, and say where it is."""
    there = _identity(path)
    if there == which:
        return None
    moved = _found(path, which)
    if moved:
        with suppress(sqlite.Error, sa.exc.DBAPIError):
            _ask(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
        if there is None:
            _remove_empty(path)
        return Refused("store.moved", path=path, now=moved)
    saved = _save_copy(path, engine)
    if there is not None and saved:
        _put_aside(path, saved)
    if there is None:
        return Refused("store.gone_file" if saved else "store.gone_file_lost", path=path, saved=saved)
    return Refused("store.replaced" if saved else "store.replaced_lost", path=path, saved=saved)


def orphans(path: Path) -> Iterator[Path]:
    """Journals in this folder of which the file is gone, newest first: one may be of a file that got another name."""
    found = [one for one in path.parent.glob("*-wal") if one.is_file() and one.stat().st_size]
    for one in sorted(found, key=lambda each: -each.stat().st_mtime_ns):
        if not one.with_name(one.name.removesuffix("-wal")).exists():
            yield one


def _identity(path: Path) -> Which | None:
    try:
        return sqlite_header.identity(path)
    except OSError:
        return None


def _found(path: Path, which: Which) -> Path | None:
    """The file under its new name, when it is still in this folder or one beside it."""
    with suppress(OSError):
        near = [path.parent, *(one for one in path.parent.iterdir() if one.is_dir())]
        for folder in near:
            for one in folder.iterdir():
                if _identity(one) == which:
                    return one
    return None


def _ask(engine: sa.Engine, statement: str, values: tuple[Any, ...] = ()) -> None:
    """On a connection that is open already: a new one would open what stands at the path now."""
    pool = engine.pool
    if not isinstance(pool, sa.pool.QueuePool) or not pool.checkedin():
        raise sqlite.Error("no connection is left")
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute(statement, values)


def _save_copy(path: Path, engine: sa.Engine) -> Path | None:
    folder = sqlite.copies_folder(path)
    saved = folder / f"{path.stem}-gered-{datetime.now():%Y%m%d-%H%M%S-%f}{path.suffix}"
    try:
        private_folder(folder)
        with sqlite.appearing(saved) as beside:
            _ask(engine, "VACUUM INTO ?", (str(beside),))
    except (OSError, sqlite.Error, sa.exc.DBAPIError):
        return None
    return saved


def _put_aside(path: Path, saved: Path) -> None:
    """Our journal is not of the file that stands there now, and would damage it."""
    for end in _ENDS:
        with suppress(OSError):
            path.with_name(f"{path.name}{end}").replace(saved.with_name(f"{saved.name}{end}-oud"))


def _remove_empty(path: Path) -> None:
    for end in _ENDS:
        beside = path.with_name(f"{path.name}{end}")
        with suppress(OSError):
            if end == "-shm" or not beside.stat().st_size:
                beside.unlink()
