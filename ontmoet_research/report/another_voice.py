"""Ander geluid: texts of who sees it differently, beside each other, each in the words of its authors (E27).

Anyone who works on the research may add one, from any side; only who wrote it changes it or takes it out.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.model.people import FUNDER
from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, change, find, new, read_rows, remove
from ontmoet_research.words import Refused

ORIGIN = "report.another_voice"
TABLE = "minority_views"

__all__ = ["ORIGIN", "add_voice", "change_voice", "is_author", "read_voices", "take_voice_out"]


def read_voices(project: Project, series_id: str) -> list[Row]:
    """The texts of a series, in the order they came."""
    return read_rows(project, TABLE, series_id=series_id)


def is_author(project: Project, voice: Row) -> bool:
    """Whether the person at work wrote it, so may change it. A text without authors is for those of its side."""
    if voice["authors"]:
        return project.who in voice["authors"]
    return bool(find(project, "contributors", project.who)["side"] == voice["locked_side"])


def add_voice(
    project: Project, series_id: str, *, body: str, title: str | None = None, authors: Sequence[str] = ()
) -> str:
    """Add a text, as it was typed; give its id. ``authors``: who wrote it with the person at work.

    Errors: ``Refused`` without a text, or for who pays: remarks of the funder stand in the appendix (P27).
    """
    if not body.strip():
        raise Refused("write_report.needs_text")
    own = find(project, "contributors", project.who)
    if own["role"] == FUNDER:
        raise Refused("report.voice.funder")
    draft = new(
        TABLE,
        series_id=series_id,
        title=(title or "").strip() or None,
        body_md=body,
        authors=list(dict.fromkeys([project.who, *authors])),
        locked_side=own["side"],
    )
    write(project, [draft], origin=ORIGIN)
    return draft.object_id


def change_voice(project: Project, voice_id: str, *, body: str | None, title: str | None = None) -> bool:
    """Put other words in place; None leaves what stands there. Give whether something changed.

    Errors: ``Refused`` for who did not write it, without a text, or when it is gone.
    """
    row = _own(project, voice_id)
    told = {"body_md": row["body_md"] if body is None else body, "title": row["title"] if title is None else title}
    if not told["body_md"].strip():
        raise Refused("write_report.needs_text")
    told["title"] = (told["title"] or "").strip() or None
    if all(row[name] == value for name, value in told.items()):
        return False
    write(project, [change(row, **told)], origin=ORIGIN)
    return True


def take_voice_out(project: Project, voice_id: str) -> None:
    """Take a text out of the report. Errors: ``Refused`` for who did not write it, or when it is gone."""
    write(project, [remove(_own(project, voice_id))], origin=ORIGIN)


def _own(project: Project, voice_id: str) -> Row:
    row = find(project, TABLE, voice_id)
    if not is_author(project, row):
        raise Refused("report.voice.not_yours")
    return row
