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
from .migrate import carry_over, schema_version
from .rows import new_id
from .tables import meta


class Backend(Protocol):
    """What the store asks of the module of a back-end."""

    NAME: str

    def why_not(self, problem: sa.exc.DBAPIError) -> str:
        """The key of the sentence that says why something did not work."""

    def before_feed(self, connection: sa.Connection) -> None:
        """Called in a writing transaction just before it numbers its rows in the feed."""

    def before_carry_over(self, project: Project, version: int) -> None:
        """Called before a project of this older schema is carried over; keeps a copy where that can be done."""

    def check_whole(self, connection: sa.Connection) -> None:
        """Look at the storage itself. Errors: ``Refused`` when it is damaged."""


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
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes: all or nothing. Only for the store, on the writer's thread (``write.py``)."""
        with self.engine.execution_options(write=True).begin() as connection:
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
    sqlite.make(path)
    project = Project(path, sqlite.engine(path), sqlite, who)
    facts = {"title": title, "practice": "ja" if practice else "nee", "project_id": new_id()}
    facts |= {"schema_version": str(SCHEMA_VERSION), "store_epoch": new_id()}
    try:
        with project.writing() as connection:
            metadata.create_all(connection)
            connection.execute(sa.insert(meta), [{"key": k, "value": v} for k, v in facts.items()])
    except sa.exc.DBAPIError as problem:
        raise Refused("store.cannot_write", path=path) from problem
    return project


def open_project(path: str | Path, *, who: str = "kit") -> Project:
    """Open an existing project.

    A project of an older kit is carried over first; the old file stays beside it as a copy.

    Errors: ``Refused`` when it is not there, is no project, can't be written, or was made by a newer kit.
    """
    path = _local(path)
    sqlite.check_there(path)
    project = Project(path, sqlite.engine(path), sqlite, who)
    try:
        _bring_up_to_date(project)
    except BaseException:
        project.close()
        raise
    return project


def _bring_up_to_date(project: Project) -> None:
    """Make sure that this kit can write in the project, also when it was made by an older one."""
    try:
        with project.writing() as connection:
            version = schema_version(connection)
        if version > SCHEMA_VERSION:
            raise Refused("store.newer", path=project.path)
        if version < SCHEMA_VERSION:
            project.backend.before_carry_over(project, version)
            with project.writing() as connection:
                carry_over(connection)
                project.backend.check_whole(connection)
    except sa.exc.DBAPIError as problem:
        raise Refused(project.backend.why_not(problem), path=project.path) from problem


def _local(path: str | Path) -> Path:
    if "://" in str(path):
        raise Refused("store.only_files", path=path)
    return Path(path)
