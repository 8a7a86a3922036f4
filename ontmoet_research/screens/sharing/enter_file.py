"""Bestand invoeren: a Word file or spreadsheet that came back. First look at what is in it, then store it."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.paper import Returned, place_returned, read_returned
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, listing, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import folder_told, here, output_folder
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

SUFFIXES = (".xlsx", ".docx")
ORIGIN = "paper.returned"


class EnterFile(Page):
    """The screen *Bestand invoeren*."""

    name = "enter_file"
    asks_series = False

    def start(self) -> None:
        """Begin without a file."""
        self.file = ""
        self.filled_by = ""
        self.found: Returned | None = None
        self.asks_whose = False

    def blocks(self) -> list[Block]:
        """The files to choose from; then what is in the chosen one."""
        files = [(str(path), path.name) for path in _files()]
        if not files:
            where = text(say("enter_file.none", folder=folder_told("uitvoer")))
            return [where, button(say("enter_file.look_again"), "look_again")]
        if self.file not in dict(files):
            self.file, self.found = files[0][0], None
        chosen = [select(say("enter_file.which"), "choose_file", files, self.file)]
        if self.asks_whose:
            chosen.append(choices(say("enter_sheet.whose"), "choose_filler", self.people(), self.filled_by))
        if self.found is None:
            return [
                *chosen,
                button(say("enter_file.look"), "look", main=True),
                text(say("enter_file.where", folder=folder_told("uitvoer")), quiet=True),
            ]
        return [*chosen, *self._preview(self.found)]

    @gesture
    def choose_file(self, value: str) -> None:
        """Choose a file; it is not opened yet."""
        self.file, self.found, self.asks_whose, self.filled_by = value, None, False, ""
        self.refresh()

    @gesture
    def look_again(self) -> None:
        """Look again which files are there."""
        self.refresh()

    @gesture
    def choose_filler(self, value: str) -> None:
        """Say who filled the file in, and look at it."""
        if value not in dict(self.people()):
            raise Refused("page.no_person")
        self.filled_by = value
        self.look()

    @gesture
    def look(self) -> None:
        """Show what is in the file. Nothing is stored."""
        self.wait()
        try:
            self.found = read_returned(self.project, self.file, self.filled_by or None)
        except Refused as refusal:
            self.found = None
            self.asks_whose = refusal.key == "paper.returned.whose"
            if not self.asks_whose:
                raise
        self.refresh()
        self.tell(say("enter_file.whose" if self.asks_whose and self.found is None else "enter_file.looked"))

    @gesture
    def keep(self) -> None:
        """Store what fits."""
        if self.found is None:
            raise Refused("enter_file.look_first")
        place_returned(self.project, self.found)
        self.found = None
        self.done(ORIGIN, say("enter_file.kept"))

    def _preview(self, found: Returned) -> list[Block]:
        names = dict(self.people())
        whose = say("enter_file.of", code=found.sheet.shown, name=isolated(names.get(found.contributor_id, "?")))
        counts = [("fresh", found.fresh), ("same", found.same), ("empty", found.empty), ("unplaced", found.unplaced)]
        told = [say_count(f"paper.returned.{name}", count) for name, count in counts if count]
        keep = [button(say("enter_file.keep"), "keep", main=True)] if found.fresh else []
        return [
            heading(whose),
            listing(told, empty=say("enter_file.nothing")),
            *([heading(say("enter_file.mind")), listing(found.remarks)] if found.remarks else []),
            buttons(*keep, button(say("enter_file.look_once_more"), "look")),
        ]


def enter_file(project: Project | None = None) -> EnterFile:
    """The screen *Bestand invoeren*; ``project`` is the one of this notebook unless given."""
    return EnterFile(project or here())


def _files() -> list[Path]:
    """Spreadsheets and Word files in this folder and in ``uitvoer``, the newest first."""
    places = (Path.cwd(), output_folder())
    found = {path for place in places for path in place.glob("*") if path.suffix.lower() in SUFFIXES}
    kept = [path for path in found if path.is_file() and not path.name.startswith(("~$", "."))]
    return sorted(kept, key=lambda path: (-path.stat().st_mtime, path.name))
