"""Series of meetings, set up from a template that can be changed in every number.

The source documents disagree on counts and intervals, so no number is built in: a template is a file in
``data/reeksen`` in which each number has its source, and what a source leaves open stays empty.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ontmoet_research.model import columns_of, shipped
from ontmoet_research.store import Draft, Project, find, new, write
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused, say


@dataclass(frozen=True)
class PhasePlan:
    """One phase of a template: its purpose, the kind of its meetings, and its numbers (None = left open)."""

    kind: str
    session_kind: str
    planned_count: int
    source: str
    interval_weeks: int | None = None
    span_months: int | None = None


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
    """All templates that come with the kit, by name."""
    return [_read(path.stem) for path in sorted(shipped("reeksen").glob("*.toml"))]


def get_template(name: str) -> Template:
    """The template with this name. Errors: ``Refused``, naming the ones there are, when it is unknown."""
    if name not in (known := [path.stem for path in sorted(shipped("reeksen").glob("*.toml"))]):
        raise Refused("group.no_template", name=name, names=", ".join(known))
    return _read(name)


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
    changed them. Errors: ``Refused`` for an unknown template or an empty title, ``ValueError`` for an unknown column.
    """
    template = get_template(template_name)
    if not title.strip():
        raise Refused("group.series_needs_title")
    counts = tuple(planned_counts) if planned_counts is not None else template.counts
    if len(counts) != len(template.phases):
        raise ValueError(f"{template.name} has {len(template.phases)} phases, not {len(counts)}")
    series = new("series", **{**template.series, "title": title.strip(), "region": region, **changes})
    drafts = [series]
    for order, (phase, count) in enumerate(zip(template.phases, counts, strict=True), start=1):
        drafts += _phase_with_meetings(series.object_id, order, phase, count, sum(counts[: order - 1]))
    write(project, drafts, origin="group.series")
    return series.object_id


def change_series(project: Project, series_id: str, **changes: Any) -> None:
    """Change columns of a series. Errors: ``Refused`` when it is gone, ``ValueError`` for an unknown column."""
    write(project, [changed(find(project, "series", series_id), **changes)], origin="group.series")


def change_phase(project: Project, phase_id: str, **changes: Any) -> None:
    """Change the numbers of a phase; say in ``source`` where the new ones come from. Meetings stay as they are.

    Errors: ``Refused`` when it is gone, ``ValueError`` for an unknown column.
    """
    write(project, [changed(find(project, "phases", phase_id), **changes)], origin="group.series")


def _read(name: str) -> Template:
    found = tomllib.loads(shipped("reeksen", f"{name}.toml").read_text(encoding="utf-8"))
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
        source=source,
    )
    planned = {"series_id": series_id, "phase_id": phase.object_id, "kind": plan.session_kind, "status": "gepland"}
    return [phase, *(new("sessions", number=before + i, **planned) for i in range(1, count + 1))]
