"""A project as one SQLite file, opened through ``sqlcipher3``.

Its bundled SQLite has the fix for the corruption bug of versions 3.7.0 to 3.51.2 that many systems still carry. WAL
with ``synchronous=FULL``, so that what was acknowledged survives a power cut; a busy timeout of 30 s, so that a
colleague's write makes us wait, not fail. With a key (``keys.py``) every page is encrypted, copies included.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ontmoet_research.words import Refused

from .keys import PAGE, SALT_BYTES, Key, looks_encrypted

BUSY_TIMEOUT_MS = 30_000
ALONE_TIMEOUT_MS = 2_000
NAME = "sqlite"
PLAIN = b"SQLite format 3\x00"
COPIES = "_kopieën"  # how the name of the folder with copies ends

# How a file is used: to write in; to read while others may write; or to read a file that nobody changes, without
# leaving anything beside it.
Manner = Literal["write", "read", "still"]

Error = dbapi2.Error

_held: dict[tuple[int, int], tuple[int, bytes]] = {}  # files this process has open: how often, and their first page


def make(path: Path, key: Key | None = None) -> None:
    """Make the empty file. Errors: ``Refused`` when something stands there or the folder can't be written."""
    if path.exists():
        raise Refused("store.exists", path=path)
    if not path.parent.is_dir():
        raise Refused("store.no_folder", path=path.parent)
    try:
        use_wal(path, key)
    except dbapi2.Error as problem:
        raise Refused("store.cannot_write", path=path) from problem


def check_there(path: Path) -> None:
    """Errors: ``Refused`` when no project can be in this file."""
    if not path.is_file():
        raise Refused("store.not_found", path=path)
    if not first_page(path).startswith(PLAIN) and not is_encrypted(path):
        raise Refused("store.no_project", path=path)


def is_encrypted(path: Path) -> bool:
    """Whether a passphrase is needed, as well as can be told without it."""
    start = first_page(path)
    return not start.startswith(PLAIN) and looks_encrypted(start, path.stat().st_size)


def salt_of(path: Path) -> bytes:
    """The salt of an encrypted file: its first 16 bytes."""
    return first_page(path)[:SALT_BYTES]


def first_page(path: Path) -> bytes:
    """The first bytes of a file, one page at most.

    A file that this process has open is not opened again: on POSIX, closing that would let go of the locks that SQLite
    holds on it. Errors: ``Refused`` when it can't be read.
    """
    try:
        if known := _held.get(identity(path)):
            return known[1]
        with path.open("rb") as file:
            return file.read(PAGE)
    except OSError as problem:
        raise Refused("store.cannot_read", path=path) from problem


def identity(path: Path) -> tuple[int, int]:
    """Which file this is, whatever it is called. Errors: ``OSError`` when it is gone."""
    found = path.stat()
    return found.st_dev, found.st_ino


def is_held(path: Path) -> bool:
    """Whether this process has the file open."""
    return identity(path) in _held


def hold(path: Path) -> Callable[[], None]:
    """Remember that this process has the file open; gives the function that says it no longer has."""
    which, start = identity(path), first_page(path)
    _held[which] = (_held.get(which, (0, start))[0] + 1, start)

    def let_go() -> None:
        times, known = _held[which]
        _held[which] = (times - 1, known)
        if times == 1:
            del _held[which]

    return let_go


def engine(path: Path, key: Key | None = None, manner: Manner = "write") -> sa.Engine:
    """The connections to this file, shared by all threads of this process."""
    made = sa.create_engine(
        "sqlite://", module=dbapi2, creator=lambda: connect(path, key, manner), poolclass=sa.pool.QueuePool
    )
    sa.event.listen(made, "begin", _begin)
    return made


def connect(path: Path, key: Key | None = None, manner: Manner = "write") -> Any:
    """One bare connection, set as every connection of a project must be."""
    if manner == "still" and path.exists() and is_held(path):
        manner = "read"  # what reads a file without locks lets go of ours when it is closed
    place = f"file://{quote(_slashed(path))}" + ("?immutable=1" if manner == "still" else "")
    timeout = BUSY_TIMEOUT_MS / 1000
    raw = dbapi2.connect(place, timeout=timeout, isolation_level=None, check_same_thread=False, uri=True)
    # Without this, a wrong passphrase is told of on standard error, in English.
    settings = ["cipher_log_level=NONE", f"key={key.literal()}"] if key else []
    settings += ["synchronous=FULL", "foreign_keys=ON", *([] if manner == "write" else ["query_only=ON"])]
    try:
        for pragma in settings:
            raw.execute(f"PRAGMA {pragma}")
    except dbapi2.Error:
        raw.close()
        raise
    return raw


def use_wal(path: Path, key: Key | None = None) -> None:
    """Let the file keep a journal of its own; that stays with the file."""
    with closing(connect(path, key)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")


def keep_journal(engine: sa.Engine) -> None:
    """As :func:`use_wal`, for a file that was a copy until now."""
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA journal_mode=WAL")


def ask(path: Path, key: Key | None, statement: str, manner: Manner = "read") -> list[tuple[Any, ...]]:
    """The rows that a statement gives. Errors: ``Error`` when the file can't be read so."""
    with closing(connect(path, key, manner)) as raw:
        return list(raw.execute(statement))


def opens(path: Path, key: Key | None) -> bool:
    """Whether this key fits."""
    try:
        with closing(connect(path, key, "still")) as raw:
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return True
    except dbapi2.DatabaseError:
        return False


def copy_to(path: Path, target: Path, key: Key | None = None, manner: Manner = "read") -> None:
    """Make a copy of the project as it is at this moment, also while others work in it; with the same key.

    It appears whole or not at all. Errors: ``OSError`` or ``dbapi2.Error`` when there is no room or no right to.
    """
    with _appearing(target) as beside, closing(connect(path, key, manner)) as raw:
        raw.execute("PRAGMA query_only=OFF")  # it would stop the copy from being written
        raw.execute("VACUUM INTO ?", (str(beside),))


def copies_folder(path: Path) -> Path:
    """Where the copies of a project stay: ``reeks.ontmoet`` -> ``reeks_kopieën/`` beside it; it need not exist yet."""
    return path.with_name(f"{path.stem}{COPIES}")


def copy_with_key(raw: Any, target: Path, key: Key) -> dict[str, int]:
    """Copy what this connection has to a new file under another key; give how many rows each table has.

    Errors: ``Error`` when there is no room.
    """
    raw.execute(f"ATTACH ? AS fresh KEY {key.literal()}", (str(target.absolute()),))
    raw.execute("SELECT sqlcipher_export('fresh')")
    raw.execute("DETACH fresh")
    return _rows_in(raw)


def count_rows(path: Path, key: Key | None) -> dict[str, int]:
    """How many rows each table of the file has."""
    with closing(connect(path, key, "read")) as raw:
        return _rows_in(raw)


def damage(path: Path, key: Key | None, manner: Manner = "still", *, thorough: bool = False) -> list[str]:
    """What is wrong with the file itself, in SQLite's own words; empty when it is whole.

    ``thorough`` also holds every index against its table.
    """
    try:
        with closing(connect(path, key, manner)) as raw:
            checks = [*(["cipher_integrity_check"] if key else []), f"{'integrity' if thorough else 'quick'}_check(5)"]
            found = [str(row[0]) for check in checks for row in raw.execute(f"PRAGMA {check}")]
    except dbapi2.Error as problem:
        return [str(problem)]
    return [line for line in found if line != "ok"]


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
    with _appearing(kept) as beside:
        raw.execute("VACUUM INTO ?", (str(beside),))


def _rows_in(raw: Any) -> dict[str, int]:
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - names of our own tables


def check_whole(connection: sa.Connection) -> None:
    """Errors: ``Refused`` when the file itself is damaged."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise Refused("store.damaged")


def why_not(problem: Exception) -> str:
    """The key of the sentence that says why something did not work; takes an error of SQLAlchemy or of the driver."""
    text = str(getattr(problem, "orig", problem))
    told = {
        "full": "store.disk_full",
        "readonly": "store.cannot_write",
        "unable to open": "store.cannot_write",
        "locked": "store.busy",
        "I/O": "store.disk_trouble",
        "malformed": "store.damaged",
    }
    return next((key for word, key in told.items() if word in text), "store.no_project")


def before_feed(connection: sa.Connection) -> None:
    """Nothing to do: one transaction writes at a time, so the feed's numbers appear in their order."""


def sync_folder(folder: Path) -> None:
    """Make sure that a name that just changed survives a power cut, where the system can do that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """A place beside the target to write in; afterwards it is on the disk and takes the target's place."""
    beside = target.absolute().with_name(f".{target.name}.{os.getpid()}.tmp")
    beside.unlink(missing_ok=True)
    try:
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(target)
        sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def _slashed(path: Path) -> str:
    place = path.absolute().as_posix()
    return place if place.startswith("/") else f"/{place}"


def _begin(connection: sa.Connection) -> None:
    # A transaction that writes takes its place in the queue at once: a deferred one that upgrades halfway fails
    # with "locked" instead of waiting (2.2 million refusals against 5,094 commits when it was tried).
    immediate = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
