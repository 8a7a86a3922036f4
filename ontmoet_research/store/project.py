"""One project: where it is, who is working, and the connection. Verbs live in the rooms and take it first.

A project is one SQLite file (``sqlite.py``), or one PostgreSQL database for a team. What differs between the two stands
in the module of each back-end; everything else in the kit knows only this class.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol

import sqlalchemy as sa

from ontmoet_research.model import SCHEMA_VERSION, metadata
from ontmoet_research.words import Refused

from . import sqlite
from .keys import Key
from .opening import OpenFile, new_file, open_file
from .rows import new_id
from .tables import meta


class Backend(Protocol):
    """What the store asks of the module of a back-end."""

    NAME: str

    def why_not(self, problem: sa.exc.DBAPIError) -> str:
        """The key of the sentence that says why something did not work."""

    def before_feed(self, connection: sa.Connection) -> None:
        """Called in a writing transaction just before it numbers its rows in the feed."""


class Project:
    """An open project. Make one with :func:`open_project` or :func:`create`.

    ``path`` is the file, ``who`` the ``contributor_id`` of the person at work (``kit`` when nobody has said so).
    ``read_only`` is true when nothing can be written here; ``notices`` are sentences on how it was opened.
    """

    def __init__(
        self, path: Path, engine: sa.Engine, backend: Backend, who: str, *, file: OpenFile | None = None
    ) -> None:
        self.path = path
        self.file = file
        self.read_only = file is not None and file.read_only
        self.notices = list(file.notices) if file else []
        self.who = who
        self.engine = engine
        self.backend = backend
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

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes: all or nothing. Only for the store, on the writer's thread (``write.py``).

        Errors: ``Refused`` when the project is only read.
        """
        if self.read_only:
            raise Refused("store.read_only", path=self.path)
        with self.engine.execution_options(write=True).begin() as connection:
            yield connection

    @property
    def key(self) -> Key | None:
        """What opens the file, and the copies made of it; None when it has no passphrase."""
        return self.file.key if self.file else None

    def fact(self, key: str) -> str | None:
        """A fact of the project itself.

        Known: ``title``, ``practice``, ``schema_version``, ``store_epoch`` (changes when rows disappear, so that
        readers start again) and ``project_id`` (the same in every copy).
        """
        with self.reading() as connection:
            return connection.scalar(sa.select(meta.c.value).where(meta.c.key == key))

    def close(self) -> None:
        """Finish what is being written and let go of the file."""
        self.writer.shutdown(wait=True)
        self.engine.dispose()
        if self.file:
            self.file.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create(
    path: str | Path, *, title: str, practice: bool = False, who: str = "kit", passphrase: str | None = None
) -> Project:
    """Make a new, empty project file; with a passphrase, nobody can read it without.

    Errors: ``Refused`` when something already stands there, when the folder can't be written or belongs to a sync
    program or another computer, or when the passphrase is too short.
    """
    path = _local(path)
    opened = new_file(path, passphrase)
    project = Project(path, opened.engine, sqlite, who, file=opened)
    facts = {"title": title, "practice": "ja" if practice else "nee", "project_id": new_id()}
    facts |= {"schema_version": str(SCHEMA_VERSION), "store_epoch": new_id()}
    try:
        with project.writing() as connection:
            metadata.create_all(connection)
            connection.execute(sa.insert(meta), [{"key": k, "value": v} for k, v in facts.items()])
    except sa.exc.DBAPIError as problem:
        project.close()
        raise Refused("store.cannot_write", path=path) from problem
    return project


def open_project(
    path: str | Path, *, who: str = "kit", passphrase: str | Key | None = None, read_only: bool | None = False
) -> Project:
    """Open an existing project.

    ``passphrase`` is for an encrypted one; without it the environment tells, or who is at the terminal (``keys.py``).
    It can also be the ``key`` of the project that this one is a copy of.
    With ``read_only`` nothing is written, and a project in a place where writing would harm it can be read too; None
    writes where that can be done. A read-only file is always only read; ``notices`` say so. A project of an older kit
    is carried over first, and the old file stays beside it as a copy.

    Errors: ``Refused`` when it is not there, is no project, needs another passphrase, can't be written, or was made by
    a newer kit.
    """
    path = _local(path)
    opened = open_file(path, passphrase, read_only)
    return Project(path, opened.engine, sqlite, who, file=opened)


def _local(path: str | Path) -> Path:
    if "://" in str(path):
        raise Refused("store.only_files", path=path)
    return Path(path)
