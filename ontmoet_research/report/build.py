"""A report or its summary from a project: what was read, put together, with how far the people are with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ontmoet_research.store import Project

from .blocks import Report
from .material import Material, read_for
from .sections import compose
from .standing import as_agreed
from .states import FINAL
from .summary import summarise

__all__ = ["build_report", "build_summary", "read_and_build"]


def build_report(
    project: Project, series_id: str | None = None, *, today: date | None = None, audience: str = "groep"
) -> Report:
    """The report of one series (the first one when none is named), for these readers.

    ``audience`` is groep, partners, gemeente or openbaar: it decides which quotes may stand in it, and who must have
    agreed to it before it is final. ``today`` is only used for the date line. Errors: ``Refused`` when there is no
    (such) series or these readers are unknown.
    """
    return read_and_build(project, series_id, today=today, audience=audience)[1]


def build_summary(
    project: Project, series_id: str | None = None, *, today: date | None = None, audience: str = "groep"
) -> Report:
    """The summary of one series, for these readers, as far as the whole report is. Errors: as :func:`build_report`."""
    return read_and_build(project, series_id, today=today, audience=audience, summary=True)[1]


def read_and_build(
    project: Project, series_id: str | None, *, today: date | None, audience: str, summary: bool = False
) -> tuple[Material, Report]:
    """What was read, with all that was told of it, and the report or summary made of it. As :func:`build_report`."""
    day = today or date.today()
    with project.one_moment():
        material = read_for(project, series_id, audience)
        whole = as_agreed(project, material, compose(material, day))
    if not summary:
        return material, whole
    brief = summarise(material, day)
    return material, replace(brief, status=whole.status, notes=whole.notes if whole.status == FINAL else brief.notes)
