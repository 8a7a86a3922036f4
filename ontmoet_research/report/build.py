"""A report or its summary from a project: what was read, put together, with how far the people are with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ontmoet_research.store import Project

from .blocks import Report
from .material import Material, read_for
from .one_sheet import agenda, poster
from .releasing import Release, release_of, with_release
from .sections import compose
from .standing import read_standings, with_standings
from .states import FINAL
from .summary import summarise

WHOLE, SUMMARY, POSTER, AGENDA = "verslag", "samenvatting", "poster", "agenda"
"""What is made of one series for its readers."""
_BRIEF = {SUMMARY: summarise, POSTER: poster, AGENDA: agenda}
KINDS = (WHOLE, *_BRIEF)

__all__ = ["AGENDA", "KINDS", "POSTER", "SUMMARY", "WHOLE", "build_report", "build_summary", "read_and_build"]


def build_report(
    project: Project, series_id: str | None = None, *, today: date | None = None, audience: str = "groep"
) -> Report:
    """The report of one series (the first one when none is named), for these readers.

    ``audience`` is groep, partners, gemeente or openbaar: it decides which quotes may stand in it, and who must have
    agreed to it before it is final. ``today`` is only used for the date line. Errors: ``Refused`` when there is no
    (such) series or these readers are unknown.
    """
    return read_and_build(project, series_id, today=today, audience=audience).report


def build_summary(
    project: Project, series_id: str | None = None, *, today: date | None = None, audience: str = "groep"
) -> Report:
    """The summary of one series, for these readers, as far as the whole report is. Errors: as :func:`build_report`."""
    return read_and_build(project, series_id, today=today, audience=audience, kind=SUMMARY).report


@dataclass(frozen=True)
class Built:
    """What was read, with all that was told of it; the report or what else was made; and which release it is."""

    material: Material
    report: Report
    release: Release


def read_and_build(
    project: Project,
    series_id: str | None,
    *,
    today: date | None,
    audience: str,
    kind: str = WHOLE,
    changed: str = "",
) -> Built:
    """The report, or another of ``KINDS``, with all that is known of it.

    ``changed``: what is different in this release, in words. What is made beside the report stands as the report does.
    Errors: as :func:`build_report`; ``ValueError`` for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    day = today or date.today()
    with project.one_moment():
        material = read_for(project, series_id, audience)
        report = compose(material, day)
        standings = read_standings(project, material.series_id, audience, (material, report))
        whole = with_standings(project, material, report, standings)
        parts = {key: one.version for key, one in standings.items()}
        release = release_of(project, material.series_id, audience, parts, changed)
    if kind in _BRIEF:
        brief = _BRIEF[kind](material, day)
        status = FINAL if brief.status == FINAL else whole.status
        whole = replace(brief, status=status, notes=whole.notes if whole.status == FINAL else brief.notes)
    return Built(material, whole if kind == AGENDA else with_release(whole, release), release)
