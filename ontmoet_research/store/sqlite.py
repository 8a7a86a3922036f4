"""A project as one SQLite file, opened through ``sqlcipher3``.

Its bundled SQLite has the fix for the corruption bug of versions 3.7.0 to 3.51.2 that many systems still carry. WAL
with ``synchronous=FULL``, so that what was acknowledged survives a power cut; a busy timeout of 30 s, so that a
colleague's write makes us wait, not fail. With a key (``keys.py``) every page is encrypted, copies included.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import quote

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ontmoet_research.words import Refused

from . import sqlite_search
from .aside import half_of, private_file, put_in_place, to_disk
from .keys import Key
from .sqlite_header import is_held

BUSY_TIMEOUT_MS = 30_000
NAME = "sqlite"
READING: MappingProxyType[str, Any] = MappingProxyType({})  # every transaction sees one moment
OTHER = "other"  # the schema of a file that is attached
COPIES = "_kopieën"  # how the name of the folder with copies ends

# How a file is used: to write in; to read while others may write; or to read a file that nobody changes, without
# leaving anything beside it.
Manner = Literal["write", "read", "still"]

Error = dbapi2.Error


def make(path: Path, fill: Callable[[sa.Engine], None], key: Key | None = None) -> None:
    """Make the file, with what ``fill`` puts in it. It gets its name when it is whole, so a crash leaves no half one.

    Errors: ``Refused`` when something stands there or the folder can't be written.
    """
    if path.exists():
        raise Refused("store.exists", path=path)
    if not path.parent.is_dir():
        raise Refused("store.no_folder", path=path.parent)
    half = half_of(path)
    try:
        private_file(half)
        use_wal(half, key)
        filling = engine(half, key)
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


def engine(path: Path, key: Key | None = None, manner: Manner = "write") -> sa.Engine:
    """The connections to this file, shared by all threads of this process."""
    made = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, manner),
        poolclass=sa.pool.QueuePool,
        query_cache_size=2000,  # a merge alone has some hundred statements
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
    # On a Mac "synced" only means that the disk was told, unless asked for in full; elsewhere that changes nothing.
    settings += ["synchronous=FULL", "fullfsync=ON", "checkpoint_fullfsync=ON", "foreign_keys=ON", "secure_delete=ON"]
    settings += [] if manner == "write" else ["query_only=ON"]
    try:
        for pragma in settings:
            raw.execute(f"PRAGMA {pragma}")
        if raw.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type IN ('view', 'trigger'))").fetchone()[0]:
            raise dbapi2.DatabaseError("made elsewhere")  # a project has none; reading one could go on without end
    except dbapi2.Error:
        raw.close()
        raise
    except UnicodeDecodeError as problem:  # the driver can't even read out what SQLite says of a damaged file
        raw.close()
        raise dbapi2.DatabaseError("damaged") from problem
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


def opens(path: Path, key: Key | None, manner: Manner = "still") -> bool:
    """Whether this key fits."""
    try:
        with closing(connect(path, key, manner)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return True
    except dbapi2.DatabaseError:
        return False


def is_cut_short(path: Path, key: Key) -> bool:
    """Whether the key fits and the file is only a part of a project: it says itself how long it is."""
    try:
        ask(path, key, "SELECT count(*) FROM sqlite_schema", "still")
    except dbapi2.DatabaseError as problem:
        return "malformed" in str(problem)  # with another key it is no database at all
    return False


def prepare(connection: sa.Connection) -> None:
    """Nothing to do: the file was made for this project."""


def complete(connection: sa.Connection) -> None:
    """Make the index over notes."""
    sqlite_search.make(connection)


def who_is_there(connection: sa.Connection) -> str | None:  # noqa: ARG001 - as every back-end
    """None: a file knows no logins."""
    return None


def copy_to(path: Path, target: Path, key: Key | None = None, manner: Manner = "read") -> None:
    """Make a copy of the project as it is at this moment, also while others work in it; with the same key.

    It appears whole or not at all. Errors: ``OSError`` or ``dbapi2.Error`` when there is no room or no right to.
    """
    with appearing(target) as beside, closing(connect(path, key, manner)) as raw:
        raw.execute("PRAGMA query_only=OFF")  # it would stop the copy from being written
        raw.execute("VACUUM INTO ?", (str(beside),))


def copies_folder(path: Path) -> Path:
    """Where the copies of a project stay: ``reeks.ontmoet`` -> ``reeks_kopieën/`` beside it; it need not exist yet."""
    return path.with_name(f"{path.stem}{COPIES}")


def load(connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Put many rows in a temporary table, as they come."""
    statement = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 - our names
    coming = iter(rows)
    while some := list(islice(coming, 2_000)):
        connection.exec_driver_sql(statement, some)


def expect_much(connection: sa.Connection) -> None:
    """Give this connection room for the pages of a large write; with 2 MB each page was written many times over."""
    connection.exec_driver_sql("PRAGMA cache_size=-131072")  # 128 MiB, used only when needed


def attach(connection: sa.Connection, path: Path, key: Key | None = None) -> None:
    """Make another project file readable on this connection, as schema ``OTHER``, until the connection is closed."""
    connection.exec_driver_sql("PRAGMA trusted_schema=OFF")  # nothing in a file from elsewhere runs code here
    told = key.literal() if key else "''"
    connection.exec_driver_sql(f"ATTACH DATABASE ? AS {OTHER} KEY {told}", (str(path),))


def columns_of_tables(connection: sa.Connection) -> dict[str, set[str]]:
    """The columns of each table whose rows stand in the file; not of one whose rows are made up by code."""
    statement = (
        "SELECT found.name, column.name FROM sqlite_master AS found, pragma_table_info(found.name) AS column "
        "WHERE found.type = 'table' AND found.rootpage > 0"
    )
    told: dict[str, set[str]] = defaultdict(set)
    for table, column in connection.exec_driver_sql(statement):
        told[table].add(column)
    return told


def count_attached(connection: sa.Connection, names: Iterable[str]) -> dict[str, int]:
    """How many rows these tables of the attached file have."""
    counts = [f"SELECT '{name}', count(*) FROM {OTHER}.{name}" for name in names]  # noqa: S608 - names of our model
    return {name: n for name, n in connection.exec_driver_sql(" UNION ALL ".join(counts))}  # noqa: C416 - mypy


def function(connection: sa.Connection, name: str, arguments: int, does: Callable[..., Any]) -> Any:
    """Make a Python function usable in statements on this connection; give what calls it there."""
    raw: Any = connection.connection.dbapi_connection
    raw.create_function(name, arguments, does, deterministic=True)
    return getattr(sa.func, name)


def why_not(problem: Exception) -> str | None:
    """The key of the sentence that says why something did not work; None when that is not for people.

    Takes an error of SQLAlchemy or of the driver.
    """
    if isinstance(problem, sa.exc.IntegrityError | sa.exc.ProgrammingError):
        return None
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


def number_on(connection: sa.Connection) -> None:
    """Nothing to do: SQLite remembers the highest number itself."""


class Watch:
    """Whether someone wrote, by ``PRAGMA data_version`` on a connection of its own.

    That number changes with each commit of any other connection, of this process or another. Asking reads one number
    in shared memory; it waits for nobody and nobody waits for it.
    """

    def __init__(self, engine: sa.Engine) -> None:
        taken = engine.raw_connection()
        taken.detach()  # out of the pool: no reader gets it, and only we close it
        self._raw: Any = taken.dbapi_connection
        self._seen: int | None = None

    def changed(self) -> bool:
        """Whether someone committed since the last call; True at the first."""
        before, self._seen = self._seen, self._raw.execute("PRAGMA data_version").fetchone()[0]
        return before != self._seen

    def close(self) -> None:
        """Let go of the file."""
        with suppress(dbapi2.Error):
            self._raw.close()


def watch(engine: sa.Engine) -> Watch:
    """A watch on the file of this engine."""
    return Watch(engine)


def clean_pages(engine: sa.Engine, names: Iterable[str]) -> bool:  # noqa: ARG001 - one file holds all tables
    """Write the whole file anew and empty the log, so that no free page holds words of rows that are gone.

    False when another program is reading or writing for too long; call it again later.
    """
    with closing(engine.raw_connection()) as pooled:
        raw: Any = pooled.driver_connection
        try:
            raw.execute("VACUUM")
            busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except dbapi2.OperationalError:
            return False
        return not busy


def sync_folder(folder: Path) -> None:
    """Make sure that a name that just changed survives a power cut, where the system can do that."""
    with suppress(OSError):
        to_disk(folder)


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """A place beside the target to write in; afterwards it is on the disk and takes the target's place."""
    beside = target.absolute().with_name(f".{target.name}.{os.getpid()}.tmp")
    beside.unlink(missing_ok=True)
    try:
        private_file(beside)  # empty: who makes a copy fills it
        yield beside
        to_disk(beside)
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
