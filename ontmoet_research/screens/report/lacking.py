"""What the report lacks for the readers that were chosen: looked for after the answer to a gesture."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from ontmoet_research.findings import Finding
from ontmoet_research.report import read_report_findings
from ontmoet_research.screens.afterwards import Afterwards, Shows
from ontmoet_research.screens.blocks import Block, findings, text
from ontmoet_research.store import last_seq
from ontmoet_research.words import say

__all__ = ["Lacking"]


class _Page(Shows, Protocol):
    """The page: which report, for whom."""

    series_id: str
    audience: str

    def titles(self) -> Collection[str]:
        """Exact job titles that may not be in it."""


class Lacking(Afterwards[list[Finding]]):
    """What the report of the page lacks, once as long as nothing is stored."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page)
        self._page = page

    def found(self) -> list[Finding] | None:
        """The findings; None while the kit looks."""
        return self.wanted(self._now, self._find)

    def drawn(self) -> Block:
        """The findings; until they are there the page says that it looks, and not that nothing is missing."""
        found = self.found()
        if found is None:
            return text(say("write_report.looking"))
        return findings(found, empty=say("write_report.nothing_missing"))

    def _now(self) -> tuple[object, ...]:
        page = self._page
        return (page.series_id, page.audience, last_seq(page.project), *page.titles())

    def _find(self) -> list[Finding]:
        page = self._page
        return read_report_findings(page.project, page.series_id, page.audience, page.titles())
