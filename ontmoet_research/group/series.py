"""Series of meetings, set up from a template that can be changed in every number.

The source documents disagree on counts and intervals, so no number is built in: a template is a file in
``data/reeksen`` in which each number has its source, and what a source leaves open stays empty.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontmoet_research.model import columns_of, shipped
from ontmoet_research.record import change, iso_day, today, what_changes, write
from ontmoet_research.store import Draft, Project, Row, find, new, new_id, read_rows, remove
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused, say

from .staying import PRIVATE_KIND

ORIGIN = "group.series"
MOST_MEETINGS = 60
LEAST_SHOWN, ADVISED_SHOWN = 3, 5  # people in a group that may be shown outside; privacy.suppression keeps to them
MOST_BYTES = 100_000  # of a file with a template
KIND_OF_PHASE = {
    "perspectives": "ontmoeting",
    "decision": "besluit",
    "action_learning": "vervolg",
    "follow_up": "terugleggen",
}


@dataclass(frozen=True)
class PhasePlan:
    """One phase of a template: its purpose, the kind of its meetings, and its numbers (None = left open)."""

    kind: str
    session_kind: str
    planned_count: int
    source: str
    interval_weeks: int | None = None
    span_months: int | None = None
    interval_note: str | None = None


@dataclass(frozen=True)
class Template:
    """A set-up to start from.

    ``name`` is what you type, ``title`` and ``description`` are Dutch, ``series`` holds values for the table
    ``series`` and ``phases`` the phases in order.
    """

    name: str
    title: str
    description: str
    series: dict[str, Any]
    phases: tuple[PhasePlan, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """Planned meetings per phase, such as (4, 1, 8)."""
        return tuple(phase.planned_count for phase in self.phases)


def list_templates() -> list[Template]:
    """All templates that come with the kit; those with the most meetings first, as the guide's own."""
    found = [_read(path.stem) for path in sorted(shipped("reeksen").glob("*.toml"))]
    return sorted(found, key=lambda template: -sum(template.counts))


def get_template(name: str) -> Template:
    """The template with this name, or in this file (``.toml``), such as another group gives away.

    Errors: ``Refused`` when the name is unknown, naming the ones there are, or when the file holds no template.
    """
    if name.endswith(".toml"):
        return _from_file(Path(name))
    known = {template.name: template for template in list_templates()}
    if name not in known:
        raise Refused("group.no_template", name=name, names=", ".join(known))
    return known[name]


def make_series(
    project: Project,
    template_name: str,
    title: str,
    region: str = "",
    *,
    planned_counts: Sequence[int] | None = None,
    **changes: Any,
) -> str:
    """Write a series with its phases and planned meetings in one go; give its ``series_id``.

    ``planned_counts`` replaces the number of meetings per phase, ``changes`` replaces any other column of the series
    (such as ``topic`` or ``max_participants``). Changed counts keep the template's source with a note that the group
    changed them. Errors: ``Refused`` for an unknown template or as :func:`change_series`, ``ValueError`` for an unknown
    column.
    """
    template = get_template(template_name)
    counts = tuple(planned_counts) if planned_counts is not None else template.counts
    if len(counts) != len(template.phases):
        raise ValueError(f"{template.name} has {len(template.phases)} phases, not {len(counts)}")
    series = new("series", **{**template.series, "title": title.strip(), "region": region, **changes})
    _refuse_impossible(series.values)
    drafts = [series]
    for order, (phase, count) in enumerate(zip(template.phases, counts, strict=True), start=1):
        drafts += _phase_with_meetings(series.object_id, order, phase, count, sum(counts[: order - 1]))
    write(project, drafts, origin=ORIGIN)
    return series.object_id


def change_series(project: Project, series_id: str, **changes: Any) -> None:
    """Change columns of a series; nothing is written when all is as it was.

    Errors: ``Refused`` when it is gone, for an empty title, when the fewest people are more than the most, or for a
    smallest group to show of fewer than 3 people; ``ValueError`` for an unknown column.
    """
    series = find(project, "series", series_id)
    told = what_changes(project, series, changes)
    _refuse_impossible({**series.values, **told})
    if told:
        write(project, [changed(series, **told)], origin=ORIGIN)


def change_phase(project: Project, phase_id: str, **changes: Any) -> None:
    """Change the numbers of a phase; say in ``source`` where the new ones come from. Meetings stay as they are.

    Days are as people type them; nothing is written when all is as it was. Errors: ``Refused`` when it is gone,
    ``ValueError`` for an unknown column.
    """
    change(project, "phases", phase_id, origin=ORIGIN, **changes)


def set_planned_count(project: Project, phase_id: str, count: int, source: str = "", **numbers: int | None) -> None:
    """Plan more or fewer meetings in a phase; say in ``source`` where the new number comes from.

    New meetings are planned at the end of the phase, and the ones after it get later numbers as long as none of them
    was held. Fewer takes planned meetings away from the end, but only those that have no day yet and nothing in them;
    the others stay and can be cancelled. ``numbers`` are other columns of the phase (``interval_weeks``,
    ``span_months``), in the same write. Errors: ``Refused`` when the phase is gone, or for a count that is not from 1
    to 60; ``ValueError`` for an unknown column.
    """
    phase = find(project, "phases", phase_id)
    if not 1 <= count <= MOST_MEETINGS:
        raise Refused("group.plan.how_many", most=MOST_MEETINGS)
    told = (
        " ".join(source.split()) or say("group.changed_by_group", source=_until_changed(phase["source"] or "")).strip()
    )
    wanted = {"planned_count": count, **numbers}
    drafts = []
    if any(phase[name] != number for name, number in wanted.items()):
        drafts.append(changed(phase, **wanted, source=told))
    write(project, [*drafts, *_fitted(project, phase, count)], origin=ORIGIN)


def end_phase(project: Project, phase_id: str, note: str) -> None:
    """Say why a phase ended earlier or later than planned (B17). Errors: ``Refused`` when gone or without words."""
    if not note.strip():
        raise Refused("group.plan.needs_reason")
    write(project, [changed(find(project, "phases", phase_id), end_note=note.strip())], origin=ORIGIN)


def close_series(project: Project, series_id: str, day: str | None = None, note: str = "") -> None:
    """Close a series; planned meetings are cancelled with the same reason, in one write.

    ``day`` is a date as people type it (today when not given). Stopping while meetings are still planned is fine, with
    a reason (B17). Errors: ``Refused`` when it is gone, the day can't be read, or meetings are planned and ``note`` is
    empty.
    """
    series = find(project, "series", series_id)
    planned = [row for row in read_rows(project, "sessions", series_id=series_id) if row["status"] == "gepland"]
    if planned and not note.strip():
        raise Refused("group.plan.needs_reason")
    drafts = [changed(series, ended_on=iso_day(day) or today(), end_note=note.strip() or None)]
    drafts += [changed(row, status="vervallen", cancel_reason=note.strip()) for row in planned]
    write(project, drafts, origin=ORIGIN)


def said_once(series: Row | Draft) -> dict[str, Any]:
    """What is said once for the series and holds for a new meeting of it, by column of ``sessions``."""
    return {name: series.values.get(name) for name in ("facilitator_ids", "accessibility_contact")}


def _refuse_impossible(series: Mapping[str, Any]) -> None:
    if not (series["title"] or "").strip():
        raise Refused("record.needs.series.title")
    k, least, most = series["k_threshold"], series["min_participants"], series["max_participants"]
    if k is not None and k < LEAST_SHOWN:
        raise Refused("group.k_too_small", least=LEAST_SHOWN, advised=ADVISED_SHOWN)
    if least is not None and most is not None and least > most:
        raise Refused("group.least_above_most", least=least, most=most)


def whole_number(typed: str) -> int | None:
    """A number as someone typed it; None for an empty field. Errors: ``Refused`` for anything else.

    >>> whole_number(" 8 "), whole_number("")
    (8, None)
    """
    if not typed.strip():
        return None
    if not typed.strip().isdecimal() or len(typed.strip()) > 4:
        raise Refused("group.plan.no_number")
    return int(typed)


def _fitted(project: Project, phase: Row, count: int) -> list[Draft]:
    """The meetings to add, take away and number again, so that a phase has ``count`` of them."""
    rows = sorted(read_rows(project, "sessions", series_id=phase["series_id"]), key=lambda row: row["number"])
    own = [row for row in rows if row["phase_id"] == phase.object_id]
    there = [row for row in own if row["status"] != "vervallen" and row["kind"] != PRIVATE_KIND]
    if len(there) < count:
        return _added(phase, rows, own, count - len(there), said_once(find(project, "series", phase["series_id"])))
    # Meetings that were planned on top of the number stay when only another number of the phase changes.
    fewer = min(len(there), phase["planned_count"] or len(there)) - count
    spare = [row for row in reversed(there) if _untouched(project, row)][: max(fewer, 0)]
    gone = {row.object_id for row in spare}
    return [*(remove(row) for row in spare), *_renumbered([row for row in rows if row.object_id not in gone])]


def _added(phase: Row, rows: list[Row], own: list[Row], more: int, told: dict[str, Any]) -> list[Draft]:
    after = max((row["number"] for row in own), default=max((row["number"] for row in rows), default=0))
    later = [row for row in rows if row["number"] > after]
    if any(row["status"] != "gepland" for row in later):  # their numbers are in reports and on paper by now
        after, later = rows[-1]["number"], []
    kind = own[-1]["kind"] if own else KIND_OF_PHASE[phase["kind"]]
    place = {"series_id": phase["series_id"], "phase_id": phase.object_id}
    planned = {**place, "kind": kind, "status": "gepland", **told}
    made = [new("sessions", number=after + i, **planned) for i in range(1, more + 1)]
    return [*made, *(changed(row, number=row["number"] + more) for row in later)]


def _renumbered(rows: list[Row]) -> list[Draft]:
    """Close the holes in the numbers of planned meetings at the end; numbers of meetings that were held stay."""
    last = max((row["number"] for row in rows if row["status"] != "gepland"), default=0)
    later = [row for row in rows if row["number"] > last]
    wanted = enumerate(later, start=last + 1)
    return [changed(row, number=number) for number, row in wanted if row["number"] != number]


def _untouched(project: Project, meeting: Row) -> bool:
    if meeting["status"] != "gepland" or meeting["date"]:
        return False
    about = ("sources", "wishes", "attendance", "session_parts", "access_checks", "insights", "promises")
    return not any(read_rows(project, table, session_id=meeting.object_id) for table in about)


def _until_changed(source: str) -> str:
    # Changed twice is still changed by the group once.
    return source.removesuffix(say("group.changed_by_group", source="").strip()).strip()


def _read(name: str) -> Template:
    return _template(name, shipped("reeksen", f"{name}.toml").read_text(encoding="utf-8"))


def _from_file(path: Path) -> Template:
    """A template of somebody else: nothing in it is trusted before it was tried."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("too large for a template")
        template = _template(path.stem, path.read_text(encoding="utf-8"))
        _try_out(template)
    except FileNotFoundError as problem:
        raise Refused("store.not_found", path=path) from problem
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise Refused("group.strange_template", path=path) from problem
    return template


def _try_out(template: Template) -> None:
    """Errors: ``ValueError`` or ``TypeError`` when no series can be made of it."""
    new("series", **{**template.series, "title": template.title})
    if not template.phases or not 0 < sum(template.counts) <= MOST_MEETINGS or min(template.counts) < 0:
        raise ValueError("no meetings, or too many")
    for phase in template.phases:
        _phase_with_meetings(new_id(), 1, phase, phase.planned_count, 0)
    for table, values in (("series", template.series), *(("phases", vars(phase)) for phase in template.phases)):
        for name, column in columns_of(table).items():
            kind = list if column.info.get("list") else column.type.python_type
            if (value := values.get(name)) is not None and type(value) is not kind:
                raise TypeError(f"{table}.{name} is of another kind")


def _template(name: str, text: str) -> Template:
    found = tomllib.loads(text)
    columns = columns_of("series")
    return Template(
        name=name,
        title=found["title"],
        description=found["description"],
        series={key: value for key, value in found.items() if key in columns and key != "title"},
        phases=tuple(PhasePlan(**phase) for phase in found["phases"]),
    )


def _phase_with_meetings(series_id: str, order: int, plan: PhasePlan, count: int, before: int) -> list[Draft]:
    source = plan.source if count == plan.planned_count else say("group.changed_by_group", source=plan.source)
    phase = new(
        "phases",
        series_id=series_id,
        kind=plan.kind,
        order=order,
        planned_count=count,
        interval_weeks=plan.interval_weeks,
        span_months=plan.span_months,
        interval_note=plan.interval_note,
        source=source,
    )
    planned = {"series_id": series_id, "phase_id": phase.object_id, "kind": plan.session_kind, "status": "gepland"}
    return [phase, *(new("sessions", number=before + i, **planned) for i in range(1, count + 1))]
