"""One project: where it is, who is working, and the connection. Verbs live in the rooms and take it first.

A project is one SQLite file (``sqlite.py``), or one PostgreSQL database for a team (``postgres.py``). What differs
between the two stands in the module of each back-end; everything else in the kit knows only this class.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import sqlalchemy as sa

from ontmoet_research.model import SCHEMA_VERSION
from ontmoet_research.words import Refused

from . import postgres, sqlite
from .keys import Key
from .migrate import carry_over, schema_version
from .moment import Found, Kept, Moment, Moments
from .opening import WHEN_READING, OpenFile, new_file, open_file
from .rows import new_id
from .saying import in_words
from .tables import feed, make_tables, meta
from .undisturbed import Undisturbed


class Watch(Protocol):
    """Says at little cost whether someone may have written since it was last asked."""

    def changed(self) -> bool:
        """True at the first call, and after any write, of this process or another. Errors: those of the driver."""

    def close(self) -> None:
        """Let go of its connection. Never raises."""


class Backend(Protocol):
    """What the store asks of the module of a back-end."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """What it is called."""

    @property
    def READING(self) -> Mapping[str, Any]:  # noqa: N802 - a constant of the module
        """Execution options of a connection that sees one moment."""

    def prepare(self, connection: sa.Connection) -> None:
        """Called in the transaction that makes a project, before its tables. Errors: ``Refused`` if one is there."""

    def complete(self, connection: sa.Connection) -> None:
        """Called there after its tables: make what only this back-end has."""

    def why_not(self, problem: sa.exc.DBAPIError) -> str | None:
        """The key of the sentence that says why something did not work; None when that is not for people."""

    def who_is_there(self, connection: sa.Connection) -> str | None:
        """The contributor whose login this is; None when the back-end does not know."""

    def before_feed(self, connection: sa.Connection) -> None:
        """Called in a writing transaction just before it numbers its rows in the feed."""

    def load(self, connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[Any, ...]]) -> None:
        """Put many rows, with values as the database holds them, in a temporary table, as they come."""

    def number_on(self, connection: sa.Connection) -> None:
        """Called when rows came in with their numbers in the feed: the next one follows on them."""

    def watch(self, engine: sa.Engine) -> Watch:
        """A watch on this project. It keeps no transaction open between two calls."""

    def clean_pages(self, engine: sa.Engine, names: Iterable[str]) -> bool:
        """Clean what the database keeps of rows gone from these tables; False when someone is in the way."""


class Project:
    """An open project. Make one with :func:`open_project` or :func:`create`.

    ``path`` is the file, or the address of the database without its password. ``who`` is the ``contributor_id`` of the
    person at work (``kit`` when nobody has said so). ``read_only`` is true when nothing can be written here;
    ``notices`` are sentences on how it was opened. ``file`` is how a file was opened, None for a database.
    """

    def __init__(
        self, path: Path | str, engine: sa.Engine, backend: Backend, who: str, *, file: OpenFile | None = None
    ) -> None:
        self.path = path
        self.file = file
        self.read_only = file is not None and file.read_only
        self.notices = list(file.notices) if file else []
        self.who = who
        self.login_is: str | None = None  # whose login this is, when a server knows
        self.engine = engine
        self.backend = backend
        self.moments = Moments(Kept())  # what a thread that reads much reads once
        self.closing: list[Callable[[], None]] = []  # what must stop before the connections go, such as followers
        # One thread writes. Ctrl-C only ever reaches the main thread, so a transaction is never cut in two.
        self.writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ontmoet-writer")

    def as_person(self, who: str) -> Project:
        """The same project with someone else at work. Both share one connection pool and one writer."""
        other = object.__new__(Project)
        other.__dict__.update(self.__dict__, who=who)
        return other

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment of the project. Errors: ``Refused`` when it can't be reached."""
        shared = self.moments.now
        connection = shared.connection if shared else None
        try:
            if connection is None:
                with self._told_plainly(), Undisturbed():
                    connection = self.engine.execution_options(**self.backend.READING).connect()
                    if shared:
                        shared.connection = connection
            with self._told_plainly():
                yield connection
        finally:
            if shared is None and connection is not None:
                with Undisturbed():
                    connection.close()

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that this thread reads inside is of one moment, and each table is read once (``moment.py``)."""
        if self.moments.now:  # inside another one
            yield
            return
        self.moments.now = Moment(self.moments.kept)
        try:
            yield
        finally:
            self.let_go()
            self.moments.now = None
            self.moments.kept.forget_too_much()

    def read_once(self, what: Hashable, read: Callable[[], Found]) -> Found:
        """What ``read`` gives: inside one moment it is asked only once, and not again as long as nobody writes.

        ``what`` names it, with all it rests on besides the project. Who gets it must not change it: give a copy.
        """
        now = self.moments.now
        return read() if now is None else now.read_once(what, read, self._state)

    def _state(self) -> tuple[object, ...]:
        """Another one after each write here or elsewhere, and each day: what may be read depends on the day."""
        with self.reading() as connection:
            facts = sorted(tuple(row) for row in connection.execute(sa.select(meta.c.key, meta.c.value)))
            return (date.today(), connection.scalar(sa.select(sa.func.max(feed.c.seq))), *facts)

    def let_go(self) -> None:
        """End the moment of this thread, if it has one: what it reads next is how it stands then."""
        if self.moments.now:
            with Undisturbed():
                connection = self.moments.now.let_go()
                if connection is not None:
                    connection.close()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes: all or nothing. Only for the store, on the writer's thread (``write.py``).

        Errors: ``Refused`` when the project is only read.
        """
        if self.read_only:
            raise Refused("store.read_only", path=self.path)
        if self.file:
            self.file.check_in_place()
        self.let_go()
        with (
            self._told_plainly(writes=True),
            Undisturbed(),
            self.engine.execution_options(write=True).begin() as connection,
        ):
            yield connection

    @contextmanager
    def _told_plainly(self, *, writes: bool = False) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as problem:
            self.let_go()  # a connection that failed may answer nothing any more
            key = self.backend.why_not(problem)
            if key is None:
                raise
            raise Refused(key if writes else WHEN_READING.get(key, key), path=self.path) from problem

    @property
    def key(self) -> Key | None:
        """What opens the file, and the copies made of it; None when it has no passphrase."""
        return self.file.key if self.file else None

    @property
    def name(self) -> str:
        """What the file or the database is called."""
        return self.path.name if isinstance(self.path, Path) else place_name(self.path)

    def __repr__(self) -> str:
        try:
            with self.reading() as connection:
                return in_words(connection, self.name, self.who)
        except (sa.exc.SQLAlchemyError, RuntimeError):  # closed, or the file is gone: a name is still a name
            return f"<Project {self.name}>"

    def fact(self, key: str) -> str | None:
        """A fact of the project itself.

        Known: ``title``, ``practice``, ``schema_version``, ``store_epoch`` (changes when rows disappear, so that
        readers start again) and ``project_id`` (the same in every copy).
        """
        with self.reading() as connection:
            return connection.scalar(sa.select(meta.c.value).where(meta.c.key == key))

    def close(self) -> None:
        """Finish what is being written and let go of the file."""
        for stop in list(self.closing):
            stop()
        self.writer.shutdown(wait=True)
        if self.file:
            self.file.close()
        self.engine.dispose()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create(
    path: str | Path, *, title: str, practice: bool = False, who: str = "kit", passphrase: str | None = None
) -> Project:
    """Make a new, empty project: a file, or the tables in an empty database (``postgresql://...``).

    With a passphrase, nobody can read the file without; who can read a database, its server decides.

    Errors: ``Refused`` when something already stands there, when the place can't be reached or written or belongs to a
    sync program or another computer, or when the passphrase is too short.
    """
    facts = {"title": title, "practice": "ja" if practice else "nee", "project_id": new_id()}
    facts |= {"schema_version": str(SCHEMA_VERSION), "store_epoch": new_id()}

    def tell(connection: sa.Connection) -> None:
        connection.execute(sa.insert(meta), [{"key": k, "value": v} for k, v in facts.items()])

    return make_project(path, tell, who=who, passphrase=passphrase)


def make_project(
    path: str | Path, content: Callable[[sa.Connection], None], *, who: str = "kit", passphrase: str | None = None
) -> Project:
    """As :func:`create`, with what ``content`` puts in the empty tables, ``meta`` included; all or nothing."""
    backend: Backend = postgres if postgres.is_address(path) else sqlite

    def fill(engine: sa.Engine) -> None:
        with engine.execution_options(write=True).begin() as connection:
            backend.prepare(connection)
            make_tables(connection)
            backend.complete(connection)
            content(connection)
            backend.number_on(connection)

    if not postgres.is_address(path):
        with Undisturbed():
            file = new_file(Path(path), passphrase, fill)
        return Project(file.path, file.engine, sqlite, who, file=file)
    project = _on_server(path, who)
    try:
        with project._told_plainly(writes=True):
            fill(project.engine)
    except BaseException:
        project.close()
        raise
    return project


def open_project(
    path: str | Path, *, who: str = "kit", passphrase: str | Key | None = None, read_only: bool | None = False
) -> Project:
    """Open an existing project: a file, or a database (``postgresql://...``).

    ``passphrase`` is for an encrypted file; without it the environment tells, or who is at the terminal (``keys.py``).
    It can also be the ``key`` of the project that this one is a copy of. With ``read_only`` nothing is written, and a
    file in a place where writing would harm it can be read too; None writes where that can be done. A file that may not
    be written is always only read; ``notices`` say so. A project of an older kit is carried over first, and the old
    file stays beside it as a copy. Without ``who``, whoever logged in to a server is at work, if that login is
    somebody's (``roles.py``).

    Errors: ``Refused`` when it is not there, is no project, needs another passphrase, can't be reached or written, or
    was made by a newer kit.
    """
    if not postgres.is_address(path):
        file = open_file(Path(path), passphrase, read_only)
        return Project(file.path, file.engine, sqlite, who, file=file)
    project = _on_server(path, who)
    try:
        with project.writing() as connection:
            if schema_version(connection) > SCHEMA_VERSION:
                raise Refused("store.newer", path=project.path)
            carry_over(connection)
            project.login_is = project.backend.who_is_there(connection)
    except BaseException:
        project.close()
        raise
    project.read_only = bool(read_only)
    return project.as_person(project.login_is) if project.login_is and who == "kit" else project


def place_name(path: str | Path) -> str:
    """What a file (without its suffix) or a database is called. Errors: ``Refused`` for an address that is none."""
    return str(postgres.address(str(path)).database) if postgres.is_address(path) else Path(path).stem


def _on_server(path: str | Path, who: str) -> Project:
    """The project at this address; nothing is reached yet."""
    url = postgres.address(str(path))
    return Project(postgres.shown(url), postgres.engine(url), postgres, who)
