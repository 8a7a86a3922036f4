"""The pieces of a note for whoever looks after what stays inside: what is closed, why, and to whom it could do harm.

Read past the gate, as the person at work: nobody meets words here that they may not read elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ontmoet_research.model import columns_of
from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, read_rows

from .case_talk import ORIGIN
from .gate import NOTES, Gate
from .opened_again import closed_notes, why_closed

HEADING = "kop"
SENSITIVE_FOR = tuple(columns_of("fragments")["sensitive_for"].info["choices"])


@dataclass(frozen=True)
class PieceNow:
    """A piece as it stands: its words without the white space around them, and what was said of it.

    ``is_case``: it tells of someone outside the group; ``released``: a person let it out; ``visibility`` and
    ``sensitive_for`` as in the table ``fragments``; ``official_id``: who said it in a public office; ``why_closed``:
    why it is besloten (``opened_again.WHY``), None when it is not.
    """

    fragment_id: str
    text: str
    is_case: bool
    released: bool
    visibility: str
    sensitive_for: str | None
    official_id: str | None
    why_closed: str | None = None


def notes_to_look_over(project: Project) -> list[tuple[str, str]]:
    """The notes of which the person at work may read something, as (``source_id``, title), by title."""
    closed = Gate(project).closed(NOTES)
    with_words = {row["source_id"] for row in read_rows(project, "fragments") if row.object_id not in closed}
    rows = [row for row in read_rows(project, "sources") if row.object_id in with_words]
    titles = {row.object_id: row["title"] for row in rows}
    return sorted(titles.items(), key=lambda one: one[1].casefold())


def pieces_to_look_over(project: Project, source_id: str) -> list[PieceNow]:
    """The pieces of one note that the person at work may read, in reading order, without headings and empty ones.

    Errors: ``Refused`` when the note is gone.
    """
    gate, whole = Gate(project), find(project, "sources", source_id)["text"]
    closed, released = gate.closed(NOTES), gate.released
    notes, found = closed_notes(project), {}
    for row in sorted(read_rows(project, "fragments", source_id=source_id), key=lambda one: one["order"]):
        words = whole[row["start"] : row["end"]].strip()
        if row.object_id in closed or row["kind"] == HEADING or not words:
            continue
        case = bool(row["contains_case"])
        told = (case, case and row.object_id in released, row["visibility"], row["sensitive_for"], row["official_id"])
        found[row.object_id] = PieceNow(row.object_id, words, *told, why_closed(row, released, notes))
    return list(found.values())


def words_of(project: Project, fragment_ids: Collection[str]) -> dict[str, str]:
    """The words of these pieces, by ``fragment_id``; those that the person at work may not read are left out."""
    closed, wanted = Gate(project).closed(NOTES), set(fragment_ids)
    pieces = {row.object_id: row for row in read_rows(project, "fragments") if row.object_id in wanted - closed}
    notes = {key: find(project, "sources", key)["text"] for key in {row["source_id"] for row in pieces.values()}}
    return {key: notes[row["source_id"]][row["start"] : row["end"]].strip() for key, row in pieces.items()}


def say_sensitive(project: Project, fragment_id: str, who: str | None) -> None:
    """Say who could be harmed when this piece is recognised: one of :data:`SENSITIVE_FOR`, or nobody (None).

    What could harm a professional prints no organisation beside what that person does (A40). Errors: ``Refused`` when
    the piece is gone, ``ValueError`` for someone else.
    """
    if who is not None and who not in SENSITIVE_FOR:
        raise ValueError(f"sensitive_for is one of {', '.join(SENSITIVE_FOR)} or None; not {who}")
    piece = find(project, "fragments", fragment_id)
    if piece["sensitive_for"] != who:
        write(project, [change(piece, sensitive_for=who)], origin=ORIGIN)
