"""From project to file: the only way a report leaves, through ``privacy.release``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from ontmoet_research.privacy import write_out
from ontmoet_research.privacy.telling import check_told, keep_told
from ontmoet_research.record import refuse_identifier
from ontmoet_research.store import Project
from ontmoet_research.text.blocks import BLOCK
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .blocks import FINAL, Report
from .build import AGENDA, WHOLE, read_and_build
from .docx_template import Template, read_template
from .exact_titles import INSIDE, words_by_part
from .material import Material
from .releasing import keep_release
from .to_docx import report_docx
from .to_html import report_html
from .to_md import report_md
from .to_pdf import report_pdf

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
    kind: str = WHOLE,
    reason: str = "",
    changed: str = "",
    template: Template | str | Path | None = None,
) -> Path:
    """Write the report of a series, or another ``kind``, to ``path``; its suffix (of ``FORMATS``) says in which form.

    The kinds are verslag, samenvatting (one or two pages), poster (the chain from wish to change, on A3) and agenda
    (for the next meeting, one page).

    ``series_id`` is the first series when not given; ``audience`` (groep, partners, gemeente, openbaar) decides which
    quotes may be in it, and outside the group also what may be told of people (``privacy.telling``): that is kept in
    the register of releases; ``today`` is for the date line. Two exports of an unchanged report differ in that line
    only. ``titles`` are exact job titles of an open key file. ``reason`` is why it may leave although it tells, beside
    an earlier report, what fewer than k people said or took back; the logbook keeps it. A final report that leaves is a
    release with a number, kept in the register; ``changed`` is what is different in it, in words of the group.
    ``template`` is a Word file of a school that gives a .docx its looks (``read_template`` tells what of it is not
    taken).

    Errors: ``Refused`` for another suffix, a template with another form than .docx or that is not there, unknown
    readers, no (such) series, an exact job title in a report that
    leaves the group (E35), what would tell of fewer than k people (P17), or a place that can't be written. Then nothing
    is written.
    """
    target = Path(path)
    make = FORMATS.get(target.suffix.lower())
    if make is None:
        raise Refused("report.unknown_suffix", path=target, names=join_words(FORMATS, say("report.or")))
    if template is not None:
        make = _with_looks(target, template)
    refuse_identifier(changed)
    words = changed.strip()
    built = read_and_build(project, series_id, today=today, audience=audience, kind=kind, changed=words)
    material, report = built.material, built.report
    outside = None if audience == INSIDE else words_by_part(report)
    if outside is not None:
        check_told(material.telling, _words_gone(material, outside), reason)
    write_out(project, target, make(report), kind, outside=outside, titles=titles)
    keep_told(project, material.series_id, material.telling, reason=reason, today=today)
    if report.status == FINAL and kind != AGENDA:
        keep_release(project, material.series_id, audience, built.release, today or date.today())
    return target


def _with_looks(target: Path, template: Template | str | Path) -> Callable[[Report], bytes]:
    """How to make a Word file with the looks of a template."""
    if target.suffix.lower() != ".docx":
        raise Refused("report.template.only_word")
    read = template if isinstance(template, Template) else read_template(template)
    return partial(report_docx, template=read)


def _words_gone(material: Material, outside: Mapping[str, str]) -> list[str]:
    """The parts in which something stands that was taken back: a text that waits, or blocks in place of words."""
    held = material.written.loc[material.written["held_back"].astype(bool), "section"]
    waiting = [say(f"report.section.{one}") for one in held]
    return list(dict.fromkeys([*waiting, *(name for name, words in outside.items() if BLOCK in words)]))
