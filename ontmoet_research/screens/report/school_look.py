"""The looks of a school for the report in Word, out of a file in this folder."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.report.docx_template import SUFFIXES, Template, read_template
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, fold, listing, select, text
from ontmoet_research.screens.meeting.part import files_here
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.session import folder_told
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say


class SchoolLook(Part[Page]):
    """The files in this folder that may be a template; ``opened`` is the one that was chosen, until the page closes."""

    told: tuple[str, ...] = ()
    """What of the chosen file is taken, and what is not."""

    def blocks(self) -> list[Block]:
        """The list of files, and what of the chosen one is not taken."""
        options = [("", say("write_report.template_none")), *((name, name) for name in files_here(SUFFIXES))]
        return [
            fold(
                say("write_report.template"),
                text(say("write_report.template_how", folder=folder_told()), quiet=True),
                select(say("write_report.template_which"), "choose_look", options, self.opened),
                *([listing(self.told)] if self.opened else []),
            )
        ]

    @gesture
    def choose_look(self, value: str) -> None:
        """Give the report in Word the looks of this file, or our own."""
        if value and value not in files_here(SUFFIXES):
            raise Refused("write_report.template_gone", path=isolated(value))
        self.opened = value
        self.told = self._told()
        self.page.refresh()
        self.page.tell(self.told[0] if self.told else say("write_report.template_own"))

    def template(self) -> Template | None:
        """What can be taken of the chosen file as it is now; None for our own looks."""
        return read_template(Path.cwd() / self.opened) if self.opened else None

    def _told(self) -> tuple[str, ...]:
        read = self.template()
        if read is None or read.content is None:
            return read.left_out if read else ()
        return (say("write_report.template_on", path=isolated(self.opened)), *read.left_out)
