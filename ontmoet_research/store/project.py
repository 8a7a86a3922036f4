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
from .rows import new_id
from .tables import meta
from .undisturbed import Undisturbed


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
    """

    def __init__(self, path: Path, engine: sa.Engine, backend: Backend, who: str) -> None:
        self.path = path
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
        connection = None
        try:
            with Undisturbed():
                connection = self.engine.connect()
            yield connection
        finally:
            with Undisturbed():
                if connection is not None:
                    connection.close()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes: all or nothing. Only for the store, on the writer's thread (``write.py``)."""
        with Undisturbed(), self.engine.execution_options(write=True).begin() as connection:
            yield connection

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
    facts = {"title": title, "practice": "ja" if practice else "nee", "project_id": new_id()}
    facts |= {"schema_version": str(SCHEMA_VERSION), "store_epoch": new_id()}

    def fill(engine: sa.Engine) -> None:
        with engine.execution_options(write=True).begin() as connection:
            metadata.create_all(connection)
            connection.execute(sa.insert(meta), [{"key": k, "value": v} for k, v in facts.items()])

    with Undisturbed():
        sqlite.make(path, fill)
    return Project(path, sqlite.engine(path), sqlite, who)


def open_project(path: str | Path, *, who: str = "kit") -> Project:
    """Open an existing project.

    Errors: ``Refused`` when it is not there, is no project, can't be written, or was made by a newer kit.
    """
    path = _local(path)
    sqlite.check_there(path)
    project = Project(path, sqlite.engine(path), sqlite, who)
    try:
        with project.writing() as connection:
            version = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "schema_version"))
    except sa.exc.DBAPIError as problem:
        project.close()
        raise Refused(project.backend.why_not(problem), path=path) from problem
    if int(version or 0) > SCHEMA_VERSION:
        project.close()
        raise Refused("store.newer", path=path)
    return project


def _local(path: str | Path) -> Path:
    if "://" in str(path):
        raise Refused("store.only_files", path=path)
    return Path(path)
