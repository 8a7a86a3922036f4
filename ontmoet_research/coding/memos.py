"""Notes on the research itself (memo, A48): an idea, how we work, or a reflection; for oneself or for all at work.

A private one is read by nobody but who wrote it. Notes about one thing (a piece, a priority) stand with that thing and
are not in these lists.
"""

from __future__ import annotations

from ontmoet_research.model.material import MEMO_KINDS
from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, change, find, new, read_rows, remove
from ontmoet_research.words import Refused

__all__ = ["change_memo", "own_memos", "remove_memo", "shared_memos", "write_memo"]

ORIGIN = "coding.memos"


def write_memo(project: Project, kind: str, text: str, *, private: bool = True, origin: str = ORIGIN) -> str:
    """Keep a note of the person at work; give its ``memo_id``.

    Errors: ``Refused`` without words, or when nobody said who they are; ``ValueError`` for an unknown kind.
    """
    if kind not in MEMO_KINDS:
        raise ValueError(kind)
    find(project, "contributors", project.who)
    made = new("memos", contributor_id=project.who, kind=kind, private=private, text=_words(text))
    write(project, [made], origin=origin)
    return made.object_id


def change_memo(project: Project, memo_id: str, *, text: str, private: bool, origin: str = ORIGIN) -> None:
    """Correct a note of one's own, or share it. Writes nothing when nothing differs.

    Errors: ``Refused`` without words, for a note of someone else, or one that is gone.
    """
    row, told = _own(project, memo_id), {"text": _words(text), "private": private}
    if any(row[name] != value for name, value in told.items()):
        write(project, [change(row, **told)], origin=origin)


def remove_memo(project: Project, memo_id: str, *, origin: str = ORIGIN) -> None:
    """Take a note of one's own away. Errors: as :func:`change_memo`."""
    write(project, [remove(_own(project, memo_id))], origin=origin)


def own_memos(project: Project) -> list[Row]:
    """The notes of the person at work, the newest first."""
    return [row for row in _all(project) if row["contributor_id"] == project.who]


def shared_memos(project: Project) -> list[Row]:
    """What others at work share, the newest first."""
    return [row for row in _all(project) if row["private"] is False and row["contributor_id"] != project.who]


def _all(project: Project) -> list[Row]:
    rows = [row for row in read_rows(project, "memos") if row["about_id"] is None]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _own(project: Project, memo_id: str) -> Row:
    row = find(project, "memos", memo_id)
    if row["contributor_id"] != project.who:
        raise Refused("coding.memo_of_someone_else")
    return row


def _words(text: str) -> str:
    if not text.strip():
        raise Refused("coding.nothing_said")
    return text.strip()
