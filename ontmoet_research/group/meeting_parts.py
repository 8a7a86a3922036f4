"""Parts of a meeting (onderdelen), such as a panel or a workshop, and the pieces of text that belong to one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, find, new, read_rows, remove
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "group.meeting_parts"


def list_parts(project: Project, session_id: str) -> list[Row]:
    """The parts of a meeting, in their order."""
    rows = read_rows(project, "session_parts", session_id=session_id)
    return sorted(rows, key=lambda row: (row["order"], row.object_id))


def add_part(
    project: Project, session_id: str, kind: str, title: str | None = None, work_form: str | None = None
) -> str:
    """Add a part at the end of a meeting; give the ``session_part_id``.

    ``kind`` is one of plenair, deelsessie, panel, workshop, film_of_theater, pauze. Errors: ``Refused`` when the
    meeting is gone, ``ValueError`` for another kind.
    """
    find(project, "sessions", session_id)
    order = max((row["order"] for row in list_parts(project, session_id)), default=0) + 1
    told = {"title": _told(title), "work_form": _told(work_form)}
    part = new("session_parts", session_id=session_id, order=order, kind=kind, **told)
    write(project, [part], origin=ORIGIN)
    return part.object_id


def drop_part(project: Project, part_id: str) -> None:
    """Take a part out; pieces of text that belonged to it belong to none, in the same write.

    Errors: ``Refused`` when it is gone.
    """
    part = find(project, "session_parts", part_id)
    pieces = read_rows(project, "fragments", part_id=part_id)
    write(project, [remove(part), *(changed(piece, part_id=None) for piece in pieces)], origin=ORIGIN)


def put_in_part(project: Project, fragment_ids: Iterable[str], part_id: str | None) -> int:
    """Say to which part of the meeting pieces of text belong (C28), or with None to none; give how many changed.

    Errors: ``Refused`` when a piece or the part is gone, or when the part is of another meeting than the note.
    """
    part = find(project, "session_parts", part_id) if part_id else None
    pieces = [find(project, "fragments", fragment_id) for fragment_id in fragment_ids]
    if part:
        _refuse_other_meeting(project, pieces, part)
    drafts = [changed(piece, part_id=part_id) for piece in pieces if piece["part_id"] != part_id]
    write(project, drafts, origin=ORIGIN)
    return len(drafts)


def sections_of(project: Project, source_id: str) -> list[tuple[str, list[str]]]:
    """The stretches of a note under each of its headings, as (heading, ids of its pieces, heading included).

    What stands before the first heading has "" as its heading; a note without headings is one stretch. Errors:
    ``Refused`` when the note is gone.
    """
    whole = find(project, "sources", source_id)["text"]
    pieces = sorted(read_rows(project, "fragments", source_id=source_id), key=lambda row: row["order"])
    found: list[tuple[str, list[str]]] = []
    for piece in pieces:
        words = whole[piece["start"] : piece["end"]].strip(" #\n") if piece["kind"] == "kop" else ""
        if words or not found:
            found.append((words, []))
        found[-1][1].append(piece.object_id)
    return found


def _refuse_other_meeting(project: Project, pieces: Sequence[Row], part: Row) -> None:
    for source_id in {piece["source_id"] for piece in pieces}:
        if find(project, "sources", source_id)["session_id"] != part["session_id"]:
            raise Refused("group.part_of_other_meeting")


def _told(words: str | None) -> str | None:
    return (words or "").strip() or None
