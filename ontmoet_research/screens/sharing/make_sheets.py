"""Op papier: make a sheet to label, to sort cards or to talk about differences, as PDF, spreadsheet or Word file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ontmoet_research.coding.label_choices import families_of
from ontmoet_research.paper import (
    FORMS,
    all_labels,
    check_form,
    first_family,
    make_difference_sheet,
    make_label_sheet,
    make_sort_sheet,
    may_be_shown,
    next_pieces,
    read_differently,
    write_sheet,
)
from ontmoet_research.paper.sheet_codes import shown_code
from ontmoet_research.paper.sheets import CARDS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, links, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.reading import read_list
from ontmoet_research.screens.session import here, output_folder
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused, say

KINDS = ("labelen", "sorteren", "verschillen")
NOBODY = "niemand"
AT_MOST_DIFFERENCES = 12
AS_CARDS = ".kaartjes"  # a PDF too, with small cards and one page of all labels
_SUFFIXES = {"labelen": (".pdf", AS_CARDS, ".docx", ".xlsx"), "sorteren": (".pdf", ".xlsx"), "verschillen": (".pdf",)}


class OneSheet(Part[PartsPage]):
    """What kind of sheet, for whom, and what was made."""

    made: tuple[tuple[Path, str], ...] = ()

    @property
    def kind(self) -> str:
        """The kind of sheet; one to label first."""
        return self._value("kind", _kinds())

    def blocks(self) -> list[Block]:
        """What kind of sheet, for whom, and the buttons that make it."""
        parts = {"labelen": self._labelling, "sorteren": self._sorting, "verschillen": self._differences}
        kinds = [button(words, "choose", on=one == self.kind, value=one, name="kind") for one, words in _kinds()]
        return [buttons(*kinds, label=say("make_sheets.kind")), *parts[self.kind](), *self._results()]

    @gesture
    def make(self, suffix: str) -> None:
        """Make the sheet as a file in the folder ``uitvoer`` beside the notebook."""
        if suffix not in (*FORMS, AS_CARDS):
            raise Refused("paper.no_such_form", suffix=suffix, known=", ".join(FORMS))
        cards = suffix == AS_CARDS and self.kind == KINDS[0]
        suffix = ".pdf" if cards else suffix
        form = CARDS if cards else check_form(f"vel{suffix}", self.kind)
        self.page.wait()
        folder = output_folder()
        code = self._make_sheet(form)
        place = folder / f"vel_{shown_code(code)}{suffix}"
        write_sheet(self.project, place, code, contact=self.page.contact())
        self.made = (*self.made, (place, shown_code(code)))
        self.page.refresh()
        self.page.tell_saved(say("make_sheets.made", code=shown_code(code)))

    def _make_sheet(self, form: str) -> str:
        reader = self._value("reader", self._readers()).replace(NOBODY, "") or None
        if self.kind == "labelen":
            source = self._value("note", self._notes())
            family = self._value("family", self._families())
            book = self._value("book", self._books())
            labels = all_labels(self.project, book) if form == CARDS else first_family(self.project, book, family)
            pieces = next_pieces(self.project, source, reader, own_too=self._own_too())
            return make_label_sheet(self.project, pieces, labels, reader=reader, form=form, own_too=self._own_too())
        if self.kind == "sorteren":
            return make_sort_sheet(self.project, self._value("sort", self._sorts()), reader=reader, form=form)
        two = [self._value(one, self.page.people()) for one in ("first", "second")]
        found = may_be_shown(self.project, read_differently(self.project, two), two)
        return make_difference_sheet(self.project, found[:AT_MOST_DIFFERENCES], two)

    def _labelling(self) -> list[Block]:
        if not self._notes() or not self._families():
            return [text(say("labelling.no_note" if not self._notes() else "labelling.no_labels"))]
        own = buttons(
            button(
                say("make_sheets.own"), "choose", on=self._own_too(), value="" if self._own_too() else "ja", name="own"
            )
        )
        return [
            self._list("note", say("labelling.note_choice"), self._notes()),
            self._list("book", say("labelling.book_choice"), self._books()),
            self._list("family", say("labelling.families"), self._families()),
            self._list("reader", say("make_sheets.reader"), self._readers()),
            *([own] if self._value("reader", self._readers()) != NOBODY else []),
            text(say("make_sheets.round"), quiet=True),
            self._buttons(),
        ]

    def _sorting(self) -> list[Block]:
        if not self._sorts():
            return [text(say("make_sheets.no_sort"))]
        return [
            self._list("sort", say("sort_cards.which"), self._sorts()),
            self._list("reader", say("make_sheets.reader"), self._readers()),
            self._buttons(),
        ]

    def _differences(self) -> list[Block]:
        if len(self.page.people()) < 2:
            return [text(say("make_sheets.needs_two"))]
        self.chosen.setdefault("second", self.page.people()[1][0])
        return [
            self._list("first", say("make_sheets.first"), self.page.people()),
            self._list("second", say("make_sheets.second"), self.page.people()),
            text(say("make_sheets.blind"), quiet=True),
            self._buttons(),
        ]

    def _buttons(self) -> Block:
        made = [button(say(f"make_sheets.as.{one[1:]}"), "make", suffix=one) for one in _SUFFIXES[self.kind]]
        return buttons(*made, label=say("make_sheets.make"))

    def _results(self) -> list[Block]:
        if not self.made:
            return []
        items = [(f"uitvoer/{p.name}", say("make_sheets.open", code=code), p.name) for p, code in self.made]
        return [heading(say("make_sheets.ready")), text(say("make_sheets.careful")), links(*items)]

    def _list(self, what: str, label: str, options: list[tuple[str, str]]) -> Block:
        return select(label, "choose", options, self._value(what, options), name=what)

    def _value(self, what: str, options: list[tuple[str, str]]) -> str:
        """What is chosen in a list, otherwise the first."""
        known = [value for value, _ in options]
        return self.chosen[what] if self.chosen.get(what) in known else next(iter(known), "")

    def _own_too(self) -> bool:
        """Whether the own words of the reader are printed as well."""
        return self.chosen.get("own") == "ja"

    def _notes(self) -> list[tuple[str, str]]:
        return [(listed.source_id, listed.title) for listed in read_list(self.project)]

    def _books(self) -> list[tuple[str, str]]:
        return [(row.object_id, row["title"]) for row in read_rows(self.project, "codebooks")]

    def _families(self) -> list[tuple[str, str]]:
        rows = read_rows(self.project, "codes", codebook_id=self._value("book", self._books()))
        return [(one.title, one.title) for one in families_of(rows)]

    def _readers(self) -> list[tuple[str, str]]:
        return [(NOBODY, say("make_sheets.nobody")), *self.page.people()]

    def _sorts(self) -> list[tuple[str, str]]:
        return [(row.object_id, row["title"]) for row in read_rows(self.project, "card_sorts")]


def _kinds() -> list[tuple[str, str]]:
    return [(one, say(f"paper.{one}.title")) for one in KINDS]


class MakeSheets(PartsPage):
    """The screen *Op papier*."""

    name = "make_sheets"
    asks_series = False
    kinds: ClassVar = {"sheet": OneSheet}


def make_sheets(project: Project | None = None) -> MakeSheets:
    """The screen *Op papier*; ``project`` is the one of this notebook unless given."""
    return MakeSheets(project or here())
