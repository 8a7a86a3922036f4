"""A list of books from another program, out of a file in this folder."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.report.bibliography import ORIGIN, bring_in_references
from ontmoet_research.report.bibliography_files import SUFFIXES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, fold, select, text
from ontmoet_research.screens.meeting.part import files_here
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.session import folder_told
from ontmoet_research.words import Refused, say


class BooksFile(Part[Page]):
    """The files in this folder that may hold a list; choosing one puts what is new on the list."""

    def blocks(self) -> list[Block]:
        """The list of files; how to get one when there is none."""
        options = [("", say("write_report.books.no_file")), *((name, name) for name in files_here(tuple(SUFFIXES)))]
        how = text(say("write_report.books.file_how", folder=folder_told()), quiet=True)
        return [
            fold(
                say("write_report.books.file"), how, select(say("write_report.books.no_file"), "read_file", options, "")
            )
        ]

    @gesture
    def read_file(self, value: str) -> None:
        """Read a file of this folder; what came can be taken back at once."""
        if not value:
            return
        if value not in files_here(tuple(SUFFIXES)):
            raise Refused("report.literature.no_file", path=value)
        new, known, without = bring_in_references(self.project, self.series_id, Path.cwd() / value)
        self.page.done(ORIGIN, say("write_report.books.came", n=new, known=known, without=without))
