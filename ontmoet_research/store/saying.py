"""What a project is, in one line: for who types its name in a cell."""

from __future__ import annotations

import sqlalchemy as sa

from ontmoet_research.model import tables
from ontmoet_research.words import say, say_count

from .tables import meta, replacements

__all__ = ["in_words"]

COUNTED = ("series", "sessions", "sources")


def in_words(connection: sa.Connection, name: str, who: str) -> str:
    """Title, place, how many series, meetings and notes there are, and who is at work."""
    counts = [say_count(f"store.is.{table}", _there(connection, table)) for table in COUNTED]
    title = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "title")) or ""
    return say("store.is.told", title=title, name=name, counts=", ".join(counts), who=who)


def _there(connection: sa.Connection, name: str) -> int:
    """How many things of a table there are; one with two versions is one."""
    table = tables()[name]
    replaced = sa.exists().where(replacements.c.replaces_id == table.c.id)
    found = sa.select(sa.func.count(table.c.object_id.distinct())).where(~replaced, table.c.removed.is_(False))
    return connection.scalar(found) or 0
