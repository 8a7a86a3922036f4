"""Writing a part of the report. A new version keeps the old one; a part that is locked belongs to one side."""

from __future__ import annotations

from typing import Any

from ontmoet_research.model.account import KNOWLEDGE_SOURCES
from ontmoet_research.privacy import taken_out_quotes
from ontmoet_research.privacy.gate import THE_GROUP, closed
from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, find, new, read_rows
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused, say

from .material import PURPOSE, THEME
from .woven import sources_of

ORIGIN = "report.writing"
ANOTHER_VOICE = "ander_geluid"
CONCLUSIONS = ("wat_we_leerden", "wat_we_vragen")  # parts that say which kinds of knowledge they rest on (B01)

__all__ = [
    "ANOTHER_VOICE",
    "CONCLUSIONS",
    "may_write",
    "part_text",
    "rest_on_knowledge",
    "theme_parts",
    "title_of",
    "write_part",
]


def theme_parts(project: Project, series_id: str) -> list[tuple[str, str]]:
    """The parts that are about one theme of a series, as (section, title)."""
    return [
        (THEME + row.object_id, row["title"])
        for row in read_rows(project, "themes")
        if row["status"] != "gestopt" and (not row["series_scope"] or series_id in row["series_scope"])
    ]


def title_of(project: Project, section: str) -> str:
    """What a part is called: a theme by its title. Errors: ``Refused`` when that theme is gone."""
    if section.startswith(THEME):
        return str(find(project, "themes", section.removeprefix(THEME))["title"])
    return say(f"report.section.{section}")


def part_text(project: Project, series_id: str, section: str) -> Row | None:
    """What people wrote for a part of the report; None when nobody did. The newest of several."""
    where = {} if section == ANOTHER_VOICE else {"section": section}
    rows = read_rows(project, _table(section), series_id=series_id, **where)
    return rows[-1] if rows else None


def may_write(project: Project, series_id: str, section: str) -> bool:
    """Whether the person at work may change a part: a locked part is for its own side only."""
    locked = _locked_side(part_text(project, series_id, section), section)
    return locked is None or find(project, "contributors", project.who)["side"] == locked


def write_part(project: Project, series_id: str, section: str, body: str) -> None:
    """Store a new text for a part of the report; who wrote it is added to its authors.

    The text stays as it was typed. Who stores it has read it, so it no longer rests on what was taken out: a part that
    was held back for that (P11) comes back into the report, also when not a letter changed.

    Errors: ``Refused`` without a text, when the part is locked for another side, or when nobody said who is at work.
    """
    if not body.strip():
        raise Refused("write_report.needs_text")
    before = part_text(project, series_id, section)
    locked = _locked_side(before, section)
    if not may_write(project, series_id, section):
        raise Refused("write_report.locked", side=say(f"report.side.{locked}"))
    if before is None:
        rests: dict[str, Any] = {} if section == ANOTHER_VOICE else {"sources": sources_of(project, body)}
        first = new(_table(section), **_first(project, series_id, section), body_md=body, **rests)
        write(project, [first], origin=ORIGIN)
        return
    values = {"body_md": body, **_rests_on(project, before, body)}
    if any(before[name] != value for name, value in values.items()):
        authors = list(dict.fromkeys([*before["authors"], project.who]))
        write(project, [changed(before, **values, authors=authors)], origin=ORIGIN)


def rest_on_knowledge(project: Project, series_id: str, section: str, source: str) -> None:
    """Say that a part rests on a kind of knowledge (one of ``model.account.KNOWLEDGE_SOURCES``), or no longer does.

    Errors: ``Refused`` when nobody wrote the part yet, or when it is locked for another side.
    """
    before = part_text(project, series_id, section)
    if before is None:
        raise Refused("write_report.needs_text")
    if not may_write(project, series_id, section):
        raise Refused("write_report.locked", side=say(f"report.side.{_locked_side(before, section)}"))
    now = [one for one in KNOWLEDGE_SOURCES if (one in before["knowledge_sources"]) != (one == source)]
    write(project, [changed(before, knowledge_sources=now)], origin=ORIGIN)


def _table(section: str) -> str:
    return "minority_views" if section == ANOTHER_VOICE else "report_sections"


def _locked_side(row: Row | None, section: str) -> str | None:
    if row is not None:
        side: str | None = row["locked_side"]
        return side
    return "ervaring" if section == ANOTHER_VOICE else None


def _rests_on(project: Project, row: Row, body: str) -> dict[str, list[str]]:
    """What a part rests on: what people ticked, and what its text refers to now; not what may no longer be seen."""
    if "sources" not in row.values:
        return {}
    hidden = closed(project, PURPOSE, THE_GROUP) | taken_out_quotes(project).keys()
    before = set(sources_of(project, row["body_md"]))
    ticked = [one for one in row["sources"] if one not in before]
    named = list(dict.fromkeys([*ticked, *sources_of(project, body)]))
    return {"sources": [one for one in named if one not in hidden]}


def _first(project: Project, series_id: str, section: str) -> dict[str, Any]:
    title = title_of(project, section)
    own = {"locked_side": "ervaring"} if section == ANOTHER_VOICE else {"section": section}
    return {"series_id": series_id, "title": title, "authors": [project.who], **own}
