"""That people looked for a voice against a theme, or for what did not work, and found nothing; and where to look."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.report.looked_for import AGAINST, NOT_WORKED, ORIGIN, looked_for
from ontmoet_research.screens.blocks import Block, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_series
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say


def _about(part: Part[Page]) -> Options:
    themes = [(row.object_id, isolated(row["title"])) for row in read_rows(part.project, "themes")]
    return [("", say("write_report.looked_stuck")), *themes]


def _people(part: Part[Page]) -> Options:
    return part.page.people()


def _keep(project: Project, series_id: str, theme_id: str | None, looked_by: Sequence[str], looked_on: str) -> str:
    return looked_for(project, series_id, AGAINST if theme_id else NOT_WORKED, looked_by, looked_on, theme_id)


ABOUT = Ask("theme_id", "write_report.looked_about", "list", _about)
BY = Ask("looked_by", "write_report.looked_by", "several", _people)
ON = Ask("looked_on", "write_report.looked_on", "day")
LOOKED = Form("looked", _keep, ORIGIN, "write_report.looked_keep", (ABOUT, BY, ON), given=of_series, main=False)


class Looking(Part[Page]):
    """The form, after what may be a counter-voice already."""

    forms = (LOOKED,)

    def blocks(self) -> list[Block]:
        """Where a counter-voice may stand, and that people looked and found none."""
        maybe = self._maybe()
        shown = [fold(say("write_report.maybe_against"), listing(maybe), text(say("write_report.maybe_then")))]
        return [
            heading(say("write_report.looked_title")),
            text(say("write_report.looked_why")),
            *(shown if maybe else []),
            *self.form(LOOKED),
        ]

    def _maybe(self) -> list[str]:
        """Another voice, and what someone saw differently at a decision: for the group only."""
        views = read_rows(self.project, "minority_views", series_id=self.series_id)
        decided = [row["dissent_note"] for row in read_rows(self.project, "decisions")]
        told = [*(row["title"] or row["body_md"][:80] for row in views), *decided]
        return [isolated(one.strip()) for one in told if one and one.strip()]
