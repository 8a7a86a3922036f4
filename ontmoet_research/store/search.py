"""Which notes may hold some words: an index over the words of every note, kept in the same transaction as the notes.

The kit looks for any run of letters, also inside a word (``wijk`` in *buurtwijkteam*), whatever its capitals and
accents. So the index holds each note as its set of terms (runs of letters and digits), and apart from that all terms,
findable by any three letters in a row. What is sought becomes: for each of its runs, the terms that can hold it; then
the notes that have one of those for every run. That gives at least every note in which the words stand; the exact
places are then looked up in the notes themselves (``intake/search.py``), so what is found never depends on the index.

The full text engine is that of the back-end: FTS5 (``sqlite_search.py``), or ``tsvector`` with GIN
(``postgres_search.py``). Terms are made here, the same for both, in plain ASCII: neither engine gets to differ on what
a letter is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa

from ontmoet_research.model import tables
from ontmoet_research.text import plain
from ontmoet_research.words import Refused

from . import postgres_search, sqlite_search
from .current import read_values
from .migrate import REBUILD
from .project import Project

MOST_TERMS = 5_000  # a run that fits more terms than this says too little to choose notes by
LONGEST = 200  # a longer term (no spaces for a page) is not kept; its note is then looked at for every search
LARGEST = 500_000  # characters of terms of one note; idem
ALWAYS = "0always0"  # the term of such a note
NOTES_AT_ONCE = 200

_RUN = re.compile(r"[^\W_]+")


class Engine(Protocol):
    """What searching asks of a back-end. ``notes`` are rows of ``sources`` as (row id, object id, terms)."""

    @property
    def TABLES(self) -> tuple[str, ...]:  # noqa: N802 - a constant of the module
        """The tables of the index."""

    def is_there(self, connection: sa.Connection) -> bool:
        """Whether the index was made."""

    def make(self, connection: sa.Connection) -> None:
        """Make the empty index."""

    def add(self, connection: sa.Connection, notes: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        """Put rows in that are not in it."""

    def forget(self, connection: sa.Connection, row_ids: Sequence[str]) -> None:
        """Take rows out, with the terms that only they had."""

    def clear(self, connection: sa.Connection) -> None:
        """Take everything out."""

    def terms(self, connection: sa.Connection, letters: str, pattern: str, most: int) -> list[str]:
        """At most ``most`` terms that hold ``letters`` and fit the LIKE pattern."""

    def notes(self, connection: sa.Connection, wanted: Sequence[Collection[str]], always: str) -> set[str]:
        """Object ids of current rows with a term of each set, or with the term ``always``."""


_ENGINES: dict[str, Engine] = {"sqlite": sqlite_search, "postgresql": postgres_search}


def notes_with(project: Project, words: str) -> set[str]:
    """The ``source_id`` of every current note in which ``words`` may stand (and perhaps of a few more).

    An index that is missing is made first. Nothing to look for, or only signs, gives every note. Errors: ``Refused``
    when the project can't be reached.
    """
    runs = list(_runs(words))
    found = _find(project, runs) if runs else None
    if found is None and runs and _make(project):
        found = _find(project, runs)
    return found if found is not None else {key for (key,) in read_values(project, "sources", ["object_id"])}


def index_rows(connection: sa.Connection, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Put rows, as (table, row), in the index: called in the transaction that stores them, after they are stored.

    Takes any rows and picks the notes. In a project that has no index yet, that of all notes is made.
    """
    notes = [row for table, row in rows if table == "sources" and not row["removed"]]
    if notes:
        engine = _engine(connection)
        if engine.is_there(connection):
            engine.add(connection, [(row["id"], row["object_id"], _terms(row["text"])) for row in notes])
        else:
            build_index(connection)


def build_index(connection: sa.Connection) -> None:
    """Make the index anew from all notes that are stored, in the transaction that is under way."""
    engine = _engine(connection)
    if engine.is_there(connection):
        engine.clear(connection)
    else:
        engine.make(connection)
    found = tables()["sources"].c
    ids = connection.scalars(sa.select(found.id).where(found.removed.is_(sa.false())).order_by(found.id)).all()
    for start in range(0, len(ids), NOTES_AT_ONCE):
        some = ids[start : start + NOTES_AT_ONCE]
        rows = connection.execute(sa.select(found.id, found.object_id, found.text).where(found.id.in_(some)))
        engine.add(connection, [(row_id, object_id, _terms(text)) for row_id, object_id, text in rows])


def forget(connection: sa.Connection, row_ids: Iterable[str]) -> None:
    """Take these rows of ``sources`` out of the index, and every term that stood in no other row.

    For erasing, in its transaction. Ids of other rows, or without an index, do nothing. On PostgreSQL call it before
    anything is put in the feed; there the old pages still need a ``VACUUM`` of the tables in :func:`index_tables`.
    """
    engine, ids = _engine(connection), list(row_ids)
    if ids and engine.is_there(connection):
        engine.forget(connection, ids)


def index_tables(connection: sa.Connection) -> tuple[str, ...]:
    """The tables of the index on this back-end; what they hold can always be made again."""
    return _engine(connection).TABLES


REBUILD.append(build_index)


@dataclass(frozen=True)
class _Run:
    """A run of letters that is sought; ``whole_start`` and ``whole_end`` say that a term begins or ends with it."""

    letters: str
    whole_start: bool
    whole_end: bool


def _runs(words: str) -> Iterator[_Run]:
    sought = plain(words.strip())
    for found in _RUN.finditer(sought):
        yield _Run(_ascii(found[0]), found.start() > 0, found.end() < len(sought))


def _terms_for(run: _Run, engine: Engine, connection: sa.Connection) -> Collection[str] | None:
    """The terms that can hold this run; None when that are too many to choose by."""
    if run.whole_start and run.whole_end:
        return [run.letters]
    pattern = f"{'' if run.whole_start else '%'}{run.letters}{'' if run.whole_end else '%'}"
    found = engine.terms(connection, run.letters, pattern, MOST_TERMS + 1)
    return found if len(found) <= MOST_TERMS else None


def _terms(text: str) -> list[str]:
    terms = {_ascii(run) for run in set(_RUN.findall(plain(text)))}
    kept = {term for term in terms if len(term) <= LONGEST}
    if sum(map(len, kept)) + len(kept) > LARGEST:
        return [ALWAYS]
    return sorted(kept if len(kept) == len(terms) else kept | {ALWAYS})


def _ascii(term: str) -> str:
    """The same letters in ASCII, letter by letter: what holds a run still holds it."""
    return term if term.isascii() else "".join(c if c.isascii() else f"u{ord(c):x}u" for c in term)


def _find(project: Project, runs: Iterable[_Run]) -> set[str] | None:
    """Object ids of notes that may hold all these runs; None when the index is missing or can't tell."""
    with project.reading() as connection:
        engine = _engine(connection)
        if not engine.is_there(connection):
            return None
        wanted = [terms for run in runs if (terms := _terms_for(run, engine, connection)) is not None]
        return engine.notes(connection, wanted, ALWAYS) if wanted else None


def _make(project: Project) -> bool:
    """Make the index if it is missing; False when this person may only read, and every note is looked at instead."""
    project.let_go()
    try:
        project.writer.submit(_build, project).result()
    except Refused:
        return False
    return True


def _build(project: Project) -> None:
    with project.writing() as connection:
        if not _engine(connection).is_there(connection):
            build_index(connection)


def _engine(connection: sa.Connection) -> Engine:
    return _ENGINES[connection.dialect.name]
