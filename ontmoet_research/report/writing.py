"""Writing a part of the report, with several people at once: a new version keeps the old one, and nothing is lost.

A text is stored on the version it was opened on. When somebody else stored another meanwhile, other paragraphs join by
themselves; where both changed the same paragraph nothing is stored until a person joined them (``joining.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ontmoet_research.model.account import KNOWLEDGE_SOURCES
from ontmoet_research.privacy import taken_out_quotes
from ontmoet_research.privacy.gate import THE_GROUP, closed
from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, find, history, new, read_rows, remove, rows_of
from ontmoet_research.store import change as changed
from ontmoet_research.text.references import as_stored
from ontmoet_research.words import Refused, say

from .checklists import item_named
from .joining import Clash, Joined, join_texts
from .material import PURPOSE, THEME
from .woven import sources_of

ORIGIN = "report.writing"
ANOTHER_VOICE = "ander_geluid"
CONCLUSIONS = ("wat_we_leerden", "wat_we_vragen")  # parts that say which kinds of knowledge they rest on (B01)
TABLE = "report_sections"

__all__ = [
    "ANOTHER_VOICE",
    "CONCLUSIONS",
    "Opened",
    "Version",
    "earlier_versions",
    "may_write",
    "open_part",
    "part_text",
    "rest_on",
    "rest_on_knowledge",
    "theme_parts",
    "title_of",
    "write_part",
]


@dataclass(frozen=True)
class Opened:
    """A part as someone opens it to write: its text, the versions that this text joins, and where these clash."""

    text: str = ""
    seen: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True)
class Version:
    """An earlier text of a part: ``row_id``, who stored it, when (UTC) and the text."""

    row_id: str
    author: str
    at: str
    text: str


def theme_parts(project: Project, series_id: str) -> list[tuple[str, str]]:
    """The parts that are about one theme of a series, as (section, title)."""
    return [
        (THEME + row.object_id, row["title"])
        for row in read_rows(project, "themes")
        if row["status"] != "gestopt" and (not row["series_scope"] or series_id in row["series_scope"])
    ]


def title_of(project: Project, section: str) -> str:
    """What a part is called: a theme by its title, an item by what it asks. Errors: ``Refused`` when it is gone."""
    if section.startswith(THEME):
        return str(find(project, "themes", section.removeprefix(THEME))["title"])
    item = item_named(section)
    return item.asks if item else say(f"report.section.{section}")


def part_text(project: Project, series_id: str, section: str) -> Row | None:
    """What people wrote for a part of the report; None when nobody did. The newest of several."""
    rows = _versions(project, series_id, section)
    return rows[-1] if rows else None


def open_part(project: Project, series_id: str, section: str) -> Opened:
    """The part to write in; of two versions (from two computers), both joined."""
    rows = _versions(project, series_id, section)
    joined = _together(project, rows)
    return Opened(joined.text, tuple(row.id for row in rows), joined.clashes)


def earlier_versions(project: Project, series_id: str, section: str) -> list[Version]:
    """Every text this part had, the newest first."""
    found = [
        Version(row["row_id"], row["author"], row["at"], row["body_md"])
        for object_id in {row.object_id: None for row in _versions(project, series_id, section)}
        for row in rows_of(history(project, TABLE, object_id))
        if not row["removed"]
    ]
    return sorted(found, key=lambda one: (one.at, one.row_id), reverse=True)


def may_write(project: Project, series_id: str, section: str) -> bool:
    """Whether the person at work may change a part: a locked part is for its own side only."""
    row = part_text(project, series_id, section)
    locked = row["locked_side"] if row else None
    return locked is None or find(project, "contributors", project.who)["side"] == locked


def write_part(
    project: Project, series_id: str, section: str, body: str, *, seen: Collection[str] | None = None
) -> Joined:
    """Store a new text for a part of the report; who wrote it is added to its authors. Give the text as it stands now.

    ``seen``: the versions it was opened on (``Opened.seen``); None for those there are now. When others are there by
    now, both are joined. With ``clashes`` in what it gives nothing was stored: a person joins them first.

    Who stores a text has read it, so it no longer rests on what was taken out: a part that was held back for that (P11)
    comes back into the report, also when not a letter changed.

    Errors: ``Refused`` without a text, when the part is locked for another side, or when nobody said who is at work.
    """
    if not body.strip():
        raise Refused("write_report.needs_text")
    body, rows = as_stored(body), _versions(project, series_id, section)
    if not may_write(project, series_id, section):
        raise Refused("write_report.locked", side=say(f"report.side.{rows[-1]['locked_side']}"))
    joined = Joined(body)
    if seen is not None and {row.id for row in rows} != set(seen):
        joined = join_texts(_text_then(project, rows, seen), body, _together(project, rows).text)
    if not joined.clashes:
        _store(project, series_id, section, joined.text, rows)
    return joined


def rest_on_knowledge(project: Project, series_id: str, section: str, source: str) -> None:
    """Say that a part rests on a kind of knowledge (one of ``model.account.KNOWLEDGE_SOURCES``), or no longer does.

    Errors: ``Refused`` when nobody wrote the part yet, or when it is locked for another side.
    """
    before = part_text(project, series_id, section)
    if before is None:
        raise Refused("write_report.needs_text")
    if not may_write(project, series_id, section):
        raise Refused("write_report.locked", side=say(f"report.side.{before['locked_side']}"))
    now = [one for one in KNOWLEDGE_SOURCES if (one in before["knowledge_sources"]) != (one == source)]
    write(project, [changed(before, knowledge_sources=now)], origin=ORIGIN)


def rest_on(project: Project, series_id: str, section: str, ground: str) -> None:
    """Say that a part rests on a quote, wish or change (its id), or no longer does; of a quote the piece goes along.

    Errors: ``Refused`` when nobody wrote the part yet, when it is locked for another side, or when the ground is gone.
    """
    before = part_text(project, series_id, section)
    if before is None:
        raise Refused("write_report.needs_text")
    if not may_write(project, series_id, section):
        raise Refused("write_report.locked", side=say(f"report.side.{before['locked_side']}"))
    quoted = read_rows(project, "quotes", object_id=ground)
    with_it = [ground, *(row["fragment_id"] for row in quoted)]
    named = set(sources_of(project, before["body_md"]))
    now = [one for one in before["sources"] if one not in with_it or one in named]
    if ground not in before["sources"]:
        now = list(dict.fromkeys([*before["sources"], *with_it]))
    write(project, [changed(before, sources=now)], origin=ORIGIN)


def _store(project: Project, series_id: str, section: str, body: str, rows: list[Row]) -> None:
    if not rows:
        told = {"series_id": series_id, "section": section, "title": title_of(project, section)}
        rests = sources_of(project, body)
        write(project, [new(TABLE, **told, authors=[project.who], body_md=body, sources=rests)], origin=ORIGIN)
        return
    before = rows[-1]
    same = [row for row in rows[:-1] if row.object_id == before.object_id]
    values = {"body_md": body, **_rests_on(project, before, body)}
    if len(rows) > 1 or any(before[name] != value for name, value in values.items()):
        authors = list(dict.fromkeys([*(one for row in rows for one in row["authors"]), project.who]))
        joined = changed(before, *same, **values, authors=authors)
        others = [remove(row) for row in rows if row.object_id != before.object_id]
        write(project, [joined, *others], origin=ORIGIN)


def _versions(project: Project, series_id: str, section: str) -> list[Row]:
    """The texts that stand for a part now: one, or more when people stored at once without seeing each other."""
    return read_rows(project, TABLE, series_id=series_id, section=section)


def _together(project: Project, rows: Sequence[Row]) -> Joined:
    """All versions in one text."""
    made = Joined(rows[0]["body_md"] if rows else "")
    for before, row in pairwise(rows):
        joined = join_texts(_common(project, before, row), row["body_md"], made.text)
        made = Joined(joined.text, (*made.clashes, *joined.clashes))
    return made


def _common(project: Project, one: Row, other: Row) -> str:
    """The last text that both were made from; "" when there is none."""
    if one.object_id != other.object_id:
        return ""
    known = {row["row_id"]: row for row in rows_of(history(project, TABLE, one.object_id))}
    both = _before(known, one.id) & _before(known, other.id)
    return str(known[max(both, key=lambda key: (known[key]["at"], key))]["body_md"]) if both else ""


def _before(known: dict[str, dict[Any, Any]], row_id: str) -> set[str]:
    found, todo = set(), [row_id]
    while todo:
        fresh = [one for one in known.get(todo.pop(), {"parents": []})["parents"] if one in known and one not in found]
        found.update(fresh)
        todo += fresh
    return found


def _text_then(project: Project, rows: Sequence[Row], seen: Collection[str]) -> str:
    """The text as it was opened; "" when it is no longer known, so that all of both stays."""
    for object_id in {row.object_id for row in rows}:
        known = {row["row_id"]: row["body_md"] for row in rows_of(history(project, TABLE, object_id))}
        texts = [known[one] for one in seen if one in known]
        if texts:
            return str(texts[-1])
    return ""


def _rests_on(project: Project, row: Row, body: str) -> dict[str, list[str]]:
    """What a part rests on: what people ticked, and what its text refers to now; not what may no longer be seen."""
    hidden = closed(project, PURPOSE, THE_GROUP) | taken_out_quotes(project).keys()
    before = set(sources_of(project, row["body_md"]))
    ticked = [one for one in row["sources"] if one not in before]
    named = list(dict.fromkeys([*ticked, *sources_of(project, body)]))
    return {"sources": [one for one in named if one not in hidden]}
