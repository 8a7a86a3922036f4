"""The summary, the poster and the agenda, as a file beside the whole report."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.report import export_report
from ontmoet_research.report.build import AGENDA, POSTER, SUMMARY, WHOLE
from ontmoet_research.report.releasing import read_releases
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import output_folder, today
from ontmoet_research.words import Refused, say

from .school_look import SchoolLook

_SHEET = (".pdf", ".html", ".docx")
BRIEF = {SUMMARY: (".html", ".docx"), POSTER: _SHEET, AGENDA: _SHEET}
"""What is made beside the whole report, and in which forms the page offers it."""
WHY, CHANGED = "all_the_same", "release_changed"


class MakeSummary(Page):
    """The buttons that make it; ``audience``, ``made`` and ``look`` are those of the page."""

    audience: str
    made: list[Path]
    look: SchoolLook

    def titles(self) -> list[str]:
        """Exact job titles that the page knows of an open key file."""
        raise NotImplementedError

    @gesture
    def make_brief(self, kind: str, suffix: str) -> None:
        """Make the summary, the poster or the agenda as a file in the folder ``uitvoer`` beside the notebook."""
        if suffix not in BRIEF.get(kind, ()):
            raise Refused("write_report.no_suffix")
        self.wait()
        place = output_folder() / f"{kind}_{self.audience}_{today()}{suffix}"
        leave(self, place, kind=kind)
        self.made = [*(one for one in self.made if one != place), place]
        self.refresh()
        self.tell_saved(say(f"write_report.brief_made.{kind}", file=place.name))

    def summary_buttons(self) -> list[Block]:
        """What else can be made, and a button for each kind of file."""
        sheets = buttons(*_makers(POSTER), *_makers(AGENDA))
        return [
            text(say("write_report.summary_is")),
            buttons(*_makers(SUMMARY)),
            fold(say("write_report.sheets"), text(say("write_report.sheets_are"), quiet=True), sheets),
        ]


def _makers(kind: str) -> list[Block]:
    return [
        button(say(f"write_report.brief_as.{kind}.{one[1:]}"), "make_brief", kind=kind, suffix=one)
        for one in BRIEF[kind]
    ]


def leave(page: MakeSummary, place: Path, *, kind: str = WHOLE) -> None:
    """Make the file; when it would tell of a few people, ask on the page why it may leave all the same."""
    try:
        export_report(
            page.project,
            place,
            page.series_id,
            audience=page.audience,
            titles=page.titles(),
            kind=kind,
            reason=page.typed.get(WHY, ""),
            changed=page.typed.get(CHANGED, ""),
            template=page.look.template() if place.suffix == ".docx" else None,
        )
    except Refused as refusal:
        if refusal.key.startswith("privacy.telling."):
            page.typed.setdefault(WHY, "")
        page.refresh()
        raise
    page.forget(WHY, CHANGED)
    page.typed.pop(WHY, None)


def release_field(page: MakeSummary) -> list[Block]:
    """The field for what is different, once a final report left for these readers."""
    if not read_releases(page.project, page.series_id, page.audience):
        return []
    return [page.field(CHANGED, say("write_report.release.what"), hint=say("write_report.release.hint"))]


def why_field(page: MakeSummary) -> list[Block]:
    """The field for a reason, after a report was stopped."""
    return [page.field(WHY, say("going_out.reason"), hint=say("going_out.reason_hint"))] if WHY in page.typed else []
