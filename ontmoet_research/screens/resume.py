"""Which note and which round come next for someone: what *Kaartjes* opens, and what the start screen says about it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from ontmoet_research.coding import batch_of, batches_for, given_round, place_in
from ontmoet_research.coding.access import closed_to
from ontmoet_research.coding.batches import Batch
from ontmoet_research.store import Project, find_many

from .reading import Listed, Note, read_by, read_list, read_note


@dataclass(frozen=True)
class WhereWas:
    """The piece that comes next: its ``number`` in the round, the ``total`` of the round, the title of the note, and
    whether this person has ``begun`` the round."""

    number: int
    total: int
    note: str
    begun: bool


def next_note(project: Project, listed: list[Listed], closed: set[str]) -> str | None:
    """The note that *Kaartjes* opens by itself: that of the first round that was given to this person and is not done;
    otherwise the first note that they began and did not finish; otherwise the first one that is not finished.

    ``listed`` and ``closed`` are what :func:`read_list` and :func:`closed_to` give.
    """
    done = set(read_by(project))
    todo = [one.source_id for one in listed if not one.finished]
    given = (
        one.source_id for one in batches_for(project, project.who) if one.status == "open" and one.source_id in todo
    )
    wanted = (one for one in given if one and _given(project, read_note(project, one, closed), done))
    touched = {row["source_id"] for row in find_many(project, "fragments", done).values()}
    begun = (one for one in todo if one in touched)
    every = (one.source_id for one in listed)
    return next(chain(wanted, begun, todo, every), None)


def next_round(project: Project, note: Note, done: set[str]) -> tuple[Batch | None, list[str]]:
    """The round of this note that comes next: as it was given to this person (None when it was not), and its pieces."""
    given = _given(project, note, done)
    return given, list(given.fragment_ids) if given else batch_of(note.cards(), done)


def where_was(project: Project) -> WhereWas | None:
    """Where this person goes on in the note that they began; None for who did not begin, or is done with all."""
    closed, done = closed_to(project), set(read_by(project))
    source_id = next_note(project, read_list(project, closed), closed) if done else None
    if source_id is None:
        return None
    note = read_note(project, source_id, closed)
    place = place_in(next_round(project, note, done)[1], done)
    if not done & set(note.by_id) or place.done == place.total:
        return None
    return WhereWas(place.index + 1, place.total, note.title, place.index > 0)


def _given(project: Project, note: Note, done: set[str]) -> Batch | None:
    return given_round(project, project.who, note.source_id, set(note.cards()), done)
