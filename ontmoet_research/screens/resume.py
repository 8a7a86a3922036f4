"""Where someone was with labelling, so that the start screen can say it."""

from __future__ import annotations

from dataclasses import dataclass

from ontmoet_research.coding import batch_of, place_in
from ontmoet_research.store import Project

from .reading import read_by, read_list, read_note


@dataclass(frozen=True)
class WhereWas:
    """The piece that comes next: its ``number`` in the round, the ``total`` of the round, and the title of the note."""

    number: int
    total: int
    note: str


def where_was(project: Project) -> WhereWas | None:
    """The round of the first note that this person began and did not finish; None when there is no such note."""
    done = set(read_by(project))
    if not done:
        return None
    for listed in read_list(project):
        if listed.finished:
            continue
        cards = read_note(project, listed.source_id).cards()
        batch = batch_of(cards, done)
        place = place_in(batch, done)
        if done & set(cards) and place.done < place.total:
            return WhereWas(place.index + 1, place.total, listed.title)
    return None
