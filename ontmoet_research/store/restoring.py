"""What stands where a backup would go: a project with newer work, the backup itself, or a file of another program?

Putting back keeps what stood there as a copy; but a person must know it before, above all when the two were swapped.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from ontmoet_research.model import tables
from ontmoet_research.words import Refused

from . import postgres, sqlite_header
from .project import Project, open_project

__all__ = ["Standing", "look_before"]

_OTHERS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
SWAPPED, NEWER, ANOTHER = "swapped", "newer", "another"


@dataclass(frozen=True)
class Standing:
    """What a person must say yes to: ``kind``, and ``rows`` that are only in what stands there."""

    kind: str
    rows: int = 0


def look_before(source: str | Path, target: str | Path) -> Standing | None:
    """What putting ``source`` in the place of ``target`` would replace; None when there is nothing to ask.

    Errors: ``Refused`` when a file of another program stands there, or when the backup does not open.
    """
    if postgres.is_address(target) or postgres.is_address(source) or not Path(target).exists():
        return None
    place = Path(target)
    if _is_other_file(place):
        raise Refused("backup.other_file", path=place)
    if place.is_dir() or sqlite_header.identity(place) == sqlite_header.identity(Path(source)):
        return None  # restoring says what is wrong
    with open_project(source, read_only=True) as old:
        ids, name = _rows(old), old.fact("project_id")
    try:
        with open_project(place, read_only=True) as project:
            there, same = _rows(project), project.fact("project_id") == name
    except Refused:  # damaged, or of another passphrase: it is kept as it is
        return None
    if not same:
        return Standing(ANOTHER, len(there))
    if there < ids:
        return Standing(SWAPPED)
    return Standing(NEWER, len(there - ids)) if there - ids else None


def _is_other_file(place: Path) -> bool:
    if not place.is_file():
        return False
    with place.open("rb") as file:
        head = file.read(16)
    readable = bool(head) and all(sign in b"\t\n\r" or 32 <= sign < 127 for sign in head)
    return head.startswith(_OTHERS) or (readable and not head.startswith(b"SQLite format 3"))


def _rows(project: Project) -> set[str]:
    with project.reading() as connection:
        return {row for table in tables().values() for (row,) in connection.execute(sa.select(table.c.id))}
