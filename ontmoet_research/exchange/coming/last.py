"""The last load that was not taken back, and taking it back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ontmoet_research.store import (
    Project,
    batches,
    objects_written,
    read_rows,
    resting_on,
    undo_batch,
)
from ontmoet_research.words import Refused

from .drafts import ORIGIN

__all__ = ["ACTION", "LastLoad", "last_load", "loads", "undo_load"]

ACTION = "geladen"


@dataclass(frozen=True)
class LastLoad:
    """``name`` of the file, ``at`` when it came, ``counts`` by table of what it made or changed."""

    name: str
    at: str
    counts: Counter[str]
    origin: str
    parts: list[str]


def loads(project: Project) -> list[str]:
    """The rows of the log that tell of a load: others when something came in or went out again."""
    return [row.id for row in read_rows(project, "log_events", action=ACTION)]


def last_load(project: Project) -> LastLoad | None:
    """What :func:`undo_load` would take back; None when there is nothing."""
    for row in reversed(read_rows(project, "log_events", action=ACTION)):
        origin = f"{ORIGIN}/{row.object_id}"
        if parts := batches(project, origin):
            counts = Counter({table: len(keys) for table, keys in objects_written(project, origin).items()})
            return LastLoad(str(row["reason"]).partition(" · ")[0], row.at, counts, origin, parts)
    return None


def undo_load(project: Project) -> str:
    """Take back the last load that was not taken back; give the name of its file.

    Errors: ``Refused`` when there is none, or when people worked on with what it brought.
    """
    last = last_load(project)
    if last is None:
        raise Refused("exchange.load.nothing_to_undo")
    _refuse_used(project, last.origin)
    for batch in last.parts:
        undo_batch(project, batch, origin=last.origin)
    return last.name


def _refuse_used(project: Project, origin: str) -> None:
    """What others made with what a load brought would be left in the air."""
    brought = {key for keys in objects_written(project, origin).values() for key in keys}
    if resting_on(project, brought) - brought:
        raise Refused("exchange.load.used_since")
