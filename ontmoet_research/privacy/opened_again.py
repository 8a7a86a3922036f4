"""What is *besloten* now and why, and letting it open again where the rules allow (P04, P06).

A piece is besloten for one of four reasons, and each has its own way back. Talk of someone outside: a person releases
it (``case_talk``). Someone looked at the whole note and closed it: it is looked at again, and until then students and
quotes stay away. Words of two people came together in a corrected text: first someone says who spoke. Closed before,
for a reason that no longer holds: it opens. Only who may look after others opens, with a reason that stays in the
logbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, change, find, new, read_rows
from ontmoet_research.words import Refused

from .case_talk import IN_GROUP, INSIDE
from .gate import NOTES, Gate
from .recognition import CLOSED, lapsed
from .who_may import must_look_after

ORIGIN = "privacy.opened_again"
CASE, RECOGNISED, CARRIED, BEFORE = WHY = ("case", "recognised", "carried", "before")
OPENED, LOOK_AGAIN = "piece opened", "look asked again"


@dataclass(frozen=True)
class Closed:
    """How many pieces of a note are besloten for one reason (``why``, one of :data:`WHY`)."""

    source_id: str
    title: str
    why: str
    pieces: int


def closed_notes(project: Project) -> set[str]:
    """The notes that someone closed as a whole after looking who could be recognised, by ``source_id``."""
    return {row["source_id"] for row in read_rows(project, "recognition_checks") if row["outcome"] == CLOSED}


def why_closed(piece: Row, released: Collection[str], notes: Collection[str]) -> str | None:
    """Why a piece is besloten, one of :data:`WHY`; None when it is not.

    ``released`` are pieces with a case that a person let out, ``notes`` those of :func:`closed_notes`.
    """
    if piece["contains_case"] and piece.object_id not in released:
        return CASE
    if piece["visibility"] != INSIDE:
        return None
    if piece["source_id"] in notes:
        return RECOGNISED
    return CARRIED if piece["to_check"] else BEFORE


def list_closed(project: Project) -> list[Closed]:
    """What is besloten in the notes that the person at work may read, by title and then in the order of the reasons."""
    gate, notes = Gate(project), closed_notes(project)
    shut, released = gate.closed(NOTES), gate.released
    found: Counter[tuple[str, str]] = Counter()
    for piece in {row.object_id: row for row in read_rows(project, "fragments")}.values():
        if piece.object_id not in shut and (why := why_closed(piece, released, notes)):
            found[piece["source_id"], why] += 1
    titles = {row.object_id: row["title"] for row in read_rows(project, "sources")}
    told = [Closed(source, titles[source], why, n) for (source, why), n in found.items() if source in titles]
    return sorted(told, key=lambda one: (one.title.casefold(), one.source_id, WHY.index(one.why)))


def open_piece(project: Project, fragment_id: str, reason: str) -> None:
    """Let a piece open again to the group. ``reason`` is kept, with who and when.

    Errors: ``Refused`` when the piece is gone or not besloten, is closed for a reason that has a way back of its own,
    without a reason, or when the person at work may not open.
    """
    must_look_after(project)
    piece = find(project, "fragments", fragment_id)
    why = why_closed(piece, Gate(project).released, closed_notes(project))
    if why != BEFORE:
        raise Refused(f"privacy.opened.{why or 'is_open'}")
    note = new("log_events", action=OPENED, about_id=fragment_id, reason=_reason(reason))
    write(project, [change(piece, visibility=IN_GROUP), note], origin=ORIGIN)


def look_again(project: Project, source_id: str, reason: str) -> None:
    """Open a note that was closed after a look, and ask for a new look; ``reason`` is kept.

    Talk of someone outside stays besloten, and so do pieces of which nobody said who spoke. Until someone looks again,
    the note is not for students and not quoted. Errors: ``Refused`` when the note was not closed so, without a reason,
    or when the person at work may not open.
    """
    must_look_after(project)
    if source_id not in closed_notes(project):
        raise Refused("privacy.opened.no_such_look")
    note = new("log_events", action=LOOK_AGAIN, about_id=source_id, reason=_reason(reason))
    pieces = [row for row in read_rows(project, "fragments", source_id=source_id) if row["visibility"] == INSIDE]
    opened = [change(row, visibility=IN_GROUP) for row in pieces if not row["contains_case"] and not row["to_check"]]
    write(project, [*lapsed(project, source_id), *opened, note], origin=ORIGIN)


def _reason(typed: str) -> str:
    if not typed.strip():
        raise Refused("privacy.opened.needs_reason")
    return typed.strip()
