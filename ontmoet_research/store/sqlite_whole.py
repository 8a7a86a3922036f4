"""A project file as a whole: is it damaged, and putting another in its place while nobody else has it open."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ontmoet_research.words import Refused

from .aside import private_file
from .keys import Key
from .sqlite import Error, Manner, appearing, connect, sync_folder

ALONE_TIMEOUT_MS = 2_000


def damage(path: Path, key: Key | None, manner: Manner = "still", *, thorough: bool = False) -> list[str]:
    """What is wrong with the file itself, in SQLite's own words; empty when it is whole.

    ``thorough`` also holds every index against its table.
    """
    # That check looks at the file alone. A page that a power cut left half there can be whole in the journal, and the
    # other check reads it from there.
    sealed = bool(key) and not (manner != "still" and has_journal(path))
    try:
        with closing(connect(path, key, manner)) as raw:
            checks = [
                *(["cipher_integrity_check"] if sealed else []),
                f"{'integrity' if thorough else 'quick'}_check(5)",
            ]
            found = [str(row[0]) for check in checks for row in raw.execute(f"PRAGMA {check}")]
    except Error as problem:
        return [str(problem)]
    return [line for line in found if line != "ok"]


def has_journal(path: Path) -> bool:
    """Whether a journal with something in it stands beside the file."""
    journal = path.with_name(f"{path.name}-wal")
    return journal.exists() and journal.stat().st_size > 0


def check_whole(connection: sa.Connection) -> None:
    """Errors: ``Refused`` when the file itself is damaged."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise Refused("store.damaged")


def count_rows(path: Path, key: Key | None) -> dict[str, int]:
    """How many rows each table of the file has."""
    with closing(connect(path, key, "read")) as raw:
        return _rows_in(raw)


def copy_with_key(raw: Any, target: Path, key: Key) -> dict[str, int]:
    """Copy what this connection has to a new file under another key; give how many rows each table has.

    Errors: ``Error`` or ``OSError`` when there is no room.
    """
    private_file(target)
    raw.execute(f"ATTACH ? AS fresh KEY {key.literal()}", (str(target.absolute()),))
    raw.execute("SELECT sqlcipher_export('fresh')")
    raw.execute("DETACH fresh")
    return _rows_in(raw)


@contextmanager
def alone(path: Path, key: Key | None) -> Iterator[Any]:
    """A connection to a project that nobody else has open, or can open until this ends.

    Who tries meanwhile waits, and sees then whether it became another file. Errors: ``Refused`` when it is in use.
    """
    with closing(connect(path, key)) as raw:
        try:
            raw.execute(f"PRAGMA busy_timeout={ALONE_TIMEOUT_MS}")
            raw.execute("PRAGMA journal_mode=DELETE")  # SQLite only does this for who has the file alone
            raw.execute("PRAGMA locking_mode=EXCLUSIVE")
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")  # the lock stays
        except Error as problem:
            raise Refused("store.in_use", path=path) from problem
        yield raw


def replace(raw: Any, path: Path, fresh: Path, kept: Path | None = None) -> None:
    """Put ``fresh`` in the place of a project that is ours alone, in one step; ``kept`` is where the old one stays.

    Errors: ``Refused`` when it can't be done; nothing changed then.
    """
    try:
        if kept:
            _keep(raw, kept)
        if sys.platform == "win32":  # there, a file that is open can't be replaced
            raw.close()
        fresh.replace(path)
    except (OSError, Error) as problem:
        raise Refused("store.in_use", path=path) from problem
    sync_folder(path.parent)


def _keep(raw: Any, kept: Path) -> None:
    # Through SQLite: opening the file beside it would let go of the lock, and a second name would outlive a kill.
    with appearing(kept) as beside:
        raw.execute("VACUUM INTO ?", (str(beside),))


def _rows_in(raw: Any) -> dict[str, int]:
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - names of our own tables
