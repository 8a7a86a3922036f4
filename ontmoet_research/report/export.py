"""From project to file: the only way a report leaves, through ``privacy.release``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from ontmoet_research.privacy import write_out
from ontmoet_research.store import Project
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .blocks import Report
from .build import build_report, build_summary
from .exact_titles import INSIDE, words_by_part
from .group_around import keep_attendance
from .group_numbers import keep_group_numbers
from .material import pick_series
from .to_docx import report_docx
from .to_html import report_html
from .to_md import report_md
from .to_pdf import report_pdf

ACTION, ACTION_SUMMARY = "verslag", "samenvatting"
FORMATS: dict[str, Callable[[Report], bytes]] = {
    ".html": report_html,
    ".docx": report_docx,
    ".pdf": report_pdf,
    ".md": report_md,
}

__all__ = ["FORMATS", "export_report"]


def export_report(
    project: Project,
    path: str | Path,
    series_id: str | None = None,
    today: date | None = None,
    audience: str = "groep",
    *,
    titles: Collection[str] = (),
    summary: bool = False,
) -> Path:
    """Write the report of a series, or its ``summary``, to ``path``; its suffix (of ``FORMATS``) says in which form.

    ``series_id`` is the first series when not given; ``audience`` (groep, partners, gemeente, openbaar) decides which
    quotes may be in it, and outside the group also whether it may tell how many people took part: that number is kept
    in the register of releases; ``today`` is for the date line. Two exports of an unchanged report differ in that line
    only. ``titles`` are exact job titles of an open key file.

    Errors: ``Refused`` for another suffix, unknown readers, no (such) series, an exact job title in a report that
    leaves the group (E35), or a place that can't be written. Then nothing is written.
    """
    target = Path(path)
    make = FORMATS.get(target.suffix.lower())
    if make is None:
        raise Refused("report.unknown_suffix", path=target, names=join_words(FORMATS, say("report.or")))
    build, action = (build_summary, ACTION_SUMMARY) if summary else (build_report, ACTION)
    report = build(project, series_id, today=today, audience=audience)
    outside = None if audience == INSIDE else words_by_part(report)
    write_out(project, target, make(report), action, outside=outside, titles=titles)
    if summary:  # tells of no number of people, so nothing has to be kept of it
        return target
    keep_group_numbers(project, pick_series(project, series_id), audience)
    keep_attendance(project, pick_series(project, series_id), audience)
    return target
