"""People who spoke in a public office, such as an alderman: named only with that office and a public source (C07, P21).

Who speaks in office in public did not come as a participant, so there is no consent to ask. Without an office, without
a source, or at a meeting that was not open to everyone, nobody is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, blocking
from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, new, read_rows, read_table, remove, rows_of
from ontmoet_research.words import Refused, say

from .job_titles import exact_titles_in

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "privacy.officials"
_PARTS = ("name", "public_role", "public_source")


def add_official(
    project: Project, name: str, public_role: str, public_source: str, *, session_id: str | None = None
) -> str:
    """Keep someone who spoke in office; give the ``public_official_id``.

    ``session_id`` is the meeting, when it was one of the series; it must have been open to everyone.

    Errors: ``Refused`` without name, office or source, when the meeting is gone, or when it was not open to everyone.
    """
    made = new("public_officials", **_told(project, name, public_role, public_source, session_id))
    write(project, [made], origin=ORIGIN)
    return made.object_id


def change_official(
    project: Project,
    official_id: str,
    name: str,
    public_role: str,
    public_source: str,
    *,
    session_id: str | None = None,
) -> None:
    """Complete or correct someone who spoke in office; two versions become one. Errors: as :func:`add_official`.

    A name in a note stays as it was typed there: that is corrected in the note itself.
    """
    find(project, "public_officials", official_id)
    versions = read_rows(project, "public_officials", object_id=official_id)
    told = _told(project, name, public_role, public_source, session_id)
    if any(row[part] != value for row in versions for part, value in told.items()) or len(versions) > 1:
        write(project, [change(*versions, **told)], origin=ORIGIN)


def remove_official(project: Project, official_id: str) -> None:
    """Take someone who spoke in office off the list; of their words nobody knows who said them, so none is quoted.

    Errors: ``Refused`` when they are gone.
    """
    find(project, "public_officials", official_id)
    said = [change(row, official_id=None) for row in read_rows(project, "fragments", official_id=official_id)]
    write(project, [*said, remove(*read_rows(project, "public_officials", object_id=official_id))], origin=ORIGIN)


def take_back_who(project: Project, fragment_id: str) -> None:
    """Say that nobody knows any more who said a piece that was linked to an official. Errors: ``Refused`` when gone."""
    piece = find(project, "fragments", fragment_id)
    if piece["official_id"]:
        write(project, [change(piece, official_id=None)], origin=ORIGIN)


def say_who(project: Project, fragment_id: str, official_id: str) -> None:
    """Say that a piece was said by this official, and by no participant. Errors: ``Refused`` when one is gone."""
    find(project, "public_officials", official_id)
    piece = find(project, "fragments", fragment_id)
    write(project, [change(piece, official_id=official_id, participant_id=None)], origin=ORIGIN)


def official_lines(officials: pd.DataFrame, sessions: pd.DataFrame) -> dict[str, str]:
    """How an official may be named, by ``public_official_id``; who may not be named is not in it.

    In: the tables ``public_officials`` and ``sessions`` (``session_id``, ``public``). Of two versions each must do.
    """
    open_to_all = dict(zip(sessions["session_id"], sessions["public"].fillna(False).astype(bool), strict=True))
    rows = rows_of(officials)
    lacking = {row["public_official_id"] for row in rows if not _may_be_named(row, open_to_all)}
    return {
        row["public_official_id"]: say(
            "privacy.official.line", name=row["name"], role=row["public_role"], source=row["public_source"]
        )
        for row in rows
        if row["public_official_id"] not in lacking
    }


def check_officials(officials: pd.DataFrame, sessions: pd.DataFrame) -> list[Finding]:
    """``fout`` (C07) for each official who is on the list and may not be named. In: as :func:`official_lines`."""
    named = official_lines(officials, sessions)
    ids = dict.fromkeys(officials["public_official_id"])
    return [blocking("privacy.official.incomplete", "C07", one) for one in ids if one not in named]


def read_official_lines(project: Project) -> dict[str, str]:
    """:func:`official_lines` of a project."""
    return official_lines(read_table(project, "public_officials"), read_table(project, "sessions"))


def read_offices(project: Project) -> set[str]:
    """The exact titles of those who may be named with their office: these are public, and may stand in a report."""
    rows = read_table(project, "public_officials")
    named = official_lines(rows, read_table(project, "sessions"))
    roles = rows.loc[rows["public_official_id"].isin(named), "public_role"]
    return {title for role in roles for title in exact_titles_in(role)}


def _told(
    project: Project, name: str, public_role: str, public_source: str, session_id: str | None
) -> dict[str, str | None]:
    told = {"name": name.strip(), "public_role": public_role.strip(), "public_source": public_source.strip()}
    if not all(told.values()):
        raise Refused("privacy.official.needs_all")
    if session_id and not find(project, "sessions", session_id)["public"]:
        raise Refused("privacy.official.not_public")
    return {**told, "session_id": session_id}


def _may_be_named(row: Any, open_to_all: dict[str, bool]) -> bool:
    told = all((row[part] or "").strip() for part in _PARTS)
    return told and (not row["session_id"] or open_to_all.get(row["session_id"], False))
