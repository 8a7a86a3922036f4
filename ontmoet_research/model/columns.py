"""How a table is declared: one shared envelope, typed columns that carry their own meaning and what follows from it.

Every table of a project is made with :func:`table`. The envelope is the same everywhere:

========== =====================================================================
id         this row; a UUIDv7 made by the client
object_id  what the row speaks about; stays the same over all its versions
parents    ids of the rows this one replaces (none for a first version)
author     contributor who wrote it, or ``kit`` for the program itself
at         when, UTC with milliseconds; for sorting only
v          schema version of the row
removed    true when this row says that the object is gone
hash       SHA-256 over everything above and the typed columns, except id
========== =====================================================================

Lists are stored as JSON text, dates as ISO text, so that every back-end holds the same bytes. A column that came later
says in which schema version (``since``): a row written before that has no such column and its hash doesn't know of it.

**The model is the only place that says what a column is.** The kind says most: words of a person are a :func:`text`,
what the kit or a fixed form gives (a hash, a version, a colour) a :func:`token`, a choice a :func:`text` or
:func:`texts` with ``choices``, a day a :func:`date`. The door for records refuses what points straight at a person in
every text, unless ``lets_through`` says why; an address on the web may stand where ``links`` says so. What else must be
known is a mark, with a default that keeps things shut:

============= ==================================================================================================
``required``  never empty
``needed``    people must fill it in, though old rows may lack it (a list, or a column that came later)
``mend``      people may put it right afterwards
``names``     what the object is called, when that is not its first required text
``archive``   goes to a data archive, in a table of which something goes
``leaves``    False: never leaves this project, in no table and no file (as on a table)
``of_notes``  repeats words of a note: only past the gate (``privacy.gate``), ``store.read_table`` leaves it out
``told``      told to the person whose row it is (*Alles van mij*, P23)
``to``        on a reference: the tables it may point at, when it isn't named after one table
``mine``      on a reference to a person: the row is of that person (True), or why it is not told to them;
              on a reference to something that is of a person: what rests on it is theirs too, or why not
``hangs``     on a reference: what it points at can't be taken out while this row is there; a required one always so
============= ==================================================================================================

What erasing must know of a column stands with it too, so that ``store`` can erase without knowing the tables:

=============== ================================================================================================
``piece_of``    on a reference: ``start`` and ``end`` are a piece of this text of that object, said by someone
``marks``       on a reference: ``start``, ``end`` point at words there; ``quote``, ``prefix``, ``suffix`` repeat them
``on_words``    on a reference: the row speaks of the words as they stood, and falls when these change
``digest_of``   on a token: the SHA-256 of another column
``digest_was``  on a token: the SHA-256 of what another column once was; it goes as soon as words of that column go
``said``        on a text: words that someone said; they are sought everywhere, also when the row goes with another
``chosen_name`` on a text: the chosen name of a person stands there, and changes along with it
``reopens``     on a text: the value it gets back when words of the row, or what it rests on, are erased
=============== ================================================================================================

What a copy, a backup or an undo may not change by itself stands here as well (``store/nos.py``):

=============== ================================================================================================
``no``          the values that are a no or a stop, weakest first; ``ANY`` is any value at all, ``FEWER`` (on a list)
                that something was taken off it. Such a value never gives way to another through a file
``proposed``    what comes in with a copy is a proposal; with values, only those
=============== ================================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData()
ANY, FEWER = ("any",), ("fewer",)
ENVELOPE = ("id", "object_id", "parents", "author", "at", "v", "removed", "hash")


class Marks(TypedDict, total=False):
    """What every kind of column may say; see the top of this file."""

    since: int
    needed: bool
    mend: bool
    names: bool
    archive: bool
    told: bool
    leaves: bool
    of_notes: bool
    no: tuple[Any, ...]
    proposed: bool | tuple[str, ...]


class Words(Marks, total=False):
    """What a text may say besides."""

    lets_through: str
    links: bool
    said: bool
    chosen_name: bool
    reopens: str


class Points(Marks, total=False):
    """What a reference may say besides."""

    to: str | tuple[str, ...]
    mine: bool | str
    hangs: bool
    piece_of: str
    marks: str
    on_words: bool


_list_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class JsonList(TypeDecorator[list[str]]):
    """A list of texts, stored as canonical JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else _list_text(list(value)) if value else "[]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:  # noqa: ARG002 - SQLAlchemy's signature
        # Most lists are empty, and parsing those took half the time of reading a long note.
        return None if value is None else [] if value == "[]" else json.loads(value)


def table(
    name: str,
    id_name: str,
    meaning: str,
    *columns: Column[Any],
    archive: str = "",
    stays: str = "",
    leaves: bool = True,
    **rights: bool,
) -> Table:
    """Declare a table on the shared envelope. ``id_name`` is what ``object_id`` is called in DataFrames.

    ``archive``: of whom a yes is needed before rows go to a data archive: ``meeting`` (everyone who may have spoken
    there), ``series`` (everyone who takes part), ``nobody`` (rows of the research), or a column that names one
    participant; ``stays``: why none go, a sentence of ``[exchange.archive.why]``. One of the two (P32).
    ``leaves``: False for what never leaves this project, not even in a bundle. ``rights``: ``an_answer`` (each row is
    someone's answer, and a no is kept even where the row is unknown), ``gone_is_no`` (taking a row out is a no),
    ``append_only`` (a copy changes and takes out nothing).

    Errors: ``ValueError`` without a decision on the archive.
    """
    if bool(archive) == bool(stays):
        raise ValueError(f"say of {name} with whose yes it goes to an archive (archive=), or why it stays (stays=)")
    envelope: list[Column[Any]] = [
        Column("id", Text, primary_key=True),
        Column("object_id", Text, ForeignKey("objects.id"), nullable=False, index=True),
        Column("parents", JsonList, nullable=False),
        Column("author", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("v", Integer, nullable=False),
        Column("removed", Boolean, nullable=False),
        Column("hash", Text, nullable=False),
    ]
    info = {"id_name": id_name, "archive": archive, "stays": stays, "leaves": leaves, **rights}
    return Table(name, metadata, *envelope, *columns, comment=meaning, info=info)


def text(
    name: str, meaning: str, *, required: bool = False, choices: Sequence[str] = (), **marks: Unpack[Words]
) -> Column[str]:
    """Words of a person, in which nothing may point straight at someone; with ``choices``, one of those values."""
    return _column(name, Text, meaning, required, marks, choices=tuple(choices), own_words=not choices)


def token(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    digest_of: str = "",
    digest_was: str = "",
    **marks: Unpack[Marks],
) -> Column[str]:
    """What the kit or a fixed form gives, such as a hash, a version or a colour: no words of a person."""
    digests = {name: value for name, value in (("digest_of", digest_of), ("digest_was", digest_was)) if value}
    return _column(name, Text, meaning, required, marks, **digests)


def texts(name: str, meaning: str, *, choices: Sequence[str] = (), **marks: Unpack[Words]) -> Column[list[str]]:
    """A list of texts (never null; empty when nothing is known): words as in :func:`text`, or some of ``choices``."""
    return _column(name, JsonList, meaning, True, marks, choices=tuple(choices), list=True, own_words=not choices)


def number(name: str, meaning: str, *, required: bool = False, **marks: Unpack[Marks]) -> Column[int]:
    """A whole number."""
    return _column(name, Integer, meaning, required, marks)


def yes_no(name: str, meaning: str, *, required: bool = False, **marks: Unpack[Marks]) -> Column[bool]:
    """Yes, no, or (unless required) unknown."""
    return _column(name, Boolean, meaning, required, marks)


def date(name: str, meaning: str, *, required: bool = False, **marks: Unpack[Marks]) -> Column[str]:
    """A date as ISO text, ``2025-01-31``."""
    return _column(name, Text, meaning, required, marks, date=True)


def ref(name: str, meaning: str, *, required: bool = False, **marks: Unpack[Points]) -> Column[str]:
    """The ``object_id`` of another object. Points to the anchor table, so erasing stays possible.

    Named after a table (``session_id``) it points at that one; another name says ``to=``.
    """
    made: Column[str] = Column(name, Text, ForeignKey("objects.id"), nullable=not required, index=True, comment=meaning)
    made.info |= {"since": 1, "ref": True, "needed": required, "hangs": required, **marks}
    return made


def refs(name: str, meaning: str, **marks: Unpack[Points]) -> Column[list[str]]:
    """A list of ``object_id`` values; ``to=`` as in :func:`ref`."""
    return _column(name, JsonList, meaning, True, marks, list=True, refs=True)


def _column(name: str, kind: Any, meaning: str, required: bool, marks: Any, **known: Any) -> Column[Any]:
    info = {"since": 1, "needed": required and "list" not in known, **known, **marks}
    return Column(name, kind, nullable=not required, comment=meaning, info=info)
