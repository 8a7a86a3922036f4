"""The tables the store keeps for itself, beside those of the model.

``objects`` is the anchor that foreign keys point to; it is never emptied, so erasing a text stays possible.
``replacements`` says which row replaces which, so that "current" is one anti-join on every back-end.
``feed`` numbers what was written, in the order it became visible. ``meta`` holds a few facts on the project.
``erasures`` remembers which objects were erased, so that no old copy brings them back; it holds no content.
"""

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Index, Integer, Table, Text
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from ontmoet_research.model import metadata

objects = Table(
    "objects",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False, comment="Name of the table that speaks of it"),
)

replacements = Table(
    "replacements",
    metadata,
    Column("replaces_id", Text, primary_key=True),
    Column("row_id", Text, primary_key=True),
)

feed = Table(
    "feed",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("batch", Text, nullable=False, comment="One write, one batch"),
    Column("undoes", Text, comment="Batch that this one takes back"),
    Column("origin", Text, nullable=False, comment="Where it was done, such as a screen"),
    Column("author", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", Text, nullable=False),
    Column("object_id", Text, ForeignKey("objects.id"), nullable=False),
    Index("ix_feed_batch", "batch"),
    sqlite_autoincrement=True,  # a number is never used twice, not even after erasing
)

erasures = Table(
    "erasures",
    metadata,
    Column("id", Text, primary_key=True),
    Column("object_id", Text, ForeignKey("objects.id"), nullable=False, index=True),
    Column("keep_id", Text, comment="Row that stays, with what was written on top of it; empty: nothing stays"),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False, comment="False while it only came in with a copy"),
)

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

_statements: dict[str, list[str]] = {}


def make_tables(connection: Connection) -> None:
    """Make every table and index of a project in a place where there are none yet.

    The statements are worked out once per back-end: that took most of the time of making a project.
    """
    dialect = connection.dialect
    if dialect.name not in _statements:
        found: list[DDLElement] = [CreateTable(table) for table in metadata.sorted_tables]
        found += [CreateIndex(index) for table in metadata.sorted_tables for index in sorted(table.indexes, key=_name)]
        _statements[dialect.name] = [str(statement.compile(dialect=dialect)) for statement in found]
    for statement in _statements[dialect.name]:
        connection.exec_driver_sql(statement)


def _name(index: Index) -> str:
    return str(index.name)
