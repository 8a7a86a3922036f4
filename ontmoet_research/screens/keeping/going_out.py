"""Naar buiten: numbers as the group sees them, the same as they may leave, and what left before (P16, P17)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from ontmoet_research.exchange import make_archive, make_method
from ontmoet_research.privacy import (
    Counted,
    at_meetings,
    hidden_note,
    k_of,
    read_exports,
    read_releases,
    releasable_table,
    release_table,
    view_table,
    who_is_there,
)
from ontmoet_research.privacy.publishing import AT_MEETINGS, WHO_IS_THERE
from ontmoet_research.privacy.register import PACKAGE, STORY
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, heading, listing, table, text
from ontmoet_research.screens.forms import Ask
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here, output_folder, today
from ontmoet_research.store import Project, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say, say_count

if TYPE_CHECKING:
    import pandas as pd

    from ontmoet_research.privacy.register import Released

TABLES = {WHO_IS_THERE: who_is_there, AT_MEETINGS: at_meetings}
PACKAGES: dict[str, Callable[..., object]] = {"archive": make_archive, "method": make_method}
CHANGED = "privacy.release.changed"


WHICH = Ask(
    "which", "going_out.which", "choice", lambda _part: [(one, say(f"going_out.numbers.{one}")) for one in TABLES]
)


class Numbers(Part[PartsPage]):
    """Which numbers, how they stand inside and outside, the file, and the register."""

    def blocks(self) -> list[Block]:
        """The choice of a table; inside and outside; what left before."""
        again = self.field("package_reason", say("going_out.package_again"), hint=say("going_out.reason_hint"))
        return [
            self.ask(WHICH, WHICH.name),
            *(self._both() if self._what() else []),
            heading(say("going_out.before")),
            *(self._register() or [text(say("going_out.nothing_yet"), quiet=True)]),
            fold(say("going_out.packages"), *(block for one in PACKAGES for block in _offered(one)), again),
            fold(say("going_out.files"), listing(self._files(), empty=say("going_out.no_files"))),
        ]

    @gesture
    def make(self) -> None:
        """Make the file in the folder ``uitvoer`` and keep it in the register."""
        counted = self._counted()
        if counted is None:
            raise Refused("going_out.choose_first")
        place = output_folder() / f"{self._what()}_{today()}.csv"
        reason = self.typed("reason")
        release_table(self.project, place, self.series_id, counted, reason=reason, separator=";")
        self.forget("reason")
        self.page.refresh()
        self.page.tell_saved(say("going_out.made", file=place.name))

    @gesture
    def make_package(self, which: str) -> None:
        """Make a package in the folder ``uitvoer``: for an archive, or of the way of working."""
        place = output_folder() / f"{say(f'going_out.{which}_file')}_{today()}.zip"
        again = {"reason": self.typed("package_reason")} if which == "archive" else {}
        PACKAGES[which](self.project, place, **again)
        self.forget("package_reason")
        self.page.refresh()
        self.page.tell_saved(say("going_out.package_made", file=place.name))

    def _what(self) -> str:
        """Which numbers were chosen."""
        chosen = self.chosen.get(WHICH.name, "")
        return chosen if chosen in TABLES else ""

    def _counted(self) -> Counted | None:
        what = self._what()
        return TABLES[what](self.project, self.series_id) if what else None

    def _both(self) -> list[Block]:
        counted = self._counted()
        if counted is None:
            return [text(say("going_out.too_few"))]
        k = k_of(self.project, self.series_id)
        shown: list[Block] = [
            text(say("going_out.inside_means"), quiet=True),
            table(say("going_out.inside"), _with_names(view_table(counted))),
        ]
        asked = self.field("reason", say("going_out.reason"), hint=say("going_out.reason_hint"))
        try:
            outside = releasable_table(self.project, self.series_id, counted, reason=self.typed("reason"))
        except Refused as refusal:
            return [*shown, text(str(refusal), strong=True), *([asked] if refusal.key == CHANGED else [])]
        hidden = outside.isna().any(axis=None)
        return [
            *shown,
            table(say("going_out.outside"), _with_names(outside.astype(object).where(outside.notna(), ""))),
            *([text(hidden_note(k))] if hidden else []),
            *([asked] if self.typed("reason") else []),
            button(say("going_out.make"), "make", main=True, more=say("going_out.make_more")),
        ]

    def _register(self) -> list[Block]:
        """Each table that left, folded: the table as it left, and of how many people it told (P17)."""
        return [
            fold(
                say("going_out.line", day=_day(one.made_on), what=say(f"privacy.release.what.{one.what}"), k=one.k),
                text(say_count("going_out.people", one.people)),
                *_left(one),
                *([text(hidden_note(one.k))] if one.hidden else []),
            )
            for one in read_releases(self.project, self.series_id)
        ]

    def _files(self) -> list[str]:
        made = rows_of(read_exports(self.project))
        return [isolated(f"{row['file']}, {_day(str(row['at'])[:10])}") for row in made]


class GoingOut(PartsPage):
    """The page: what may leave."""

    name = "going_out"
    kinds: ClassVar = {"numbers": Numbers}


def going_out(project: Project | None = None) -> GoingOut:
    """The part *Naar buiten* of notebook 90; ``project`` is the one of this notebook unless given."""
    return GoingOut(project or here())


def _offered(package: str) -> list[Block]:
    """What a package is, and the button that makes it."""
    make = button(say(f"going_out.{package}"), "make_package", more=say("going_out.make_more"), which=package)
    return [text(say(f"going_out.{package}_means"), quiet=True), make]


def _with_names(counts: pd.DataFrame) -> pd.DataFrame:
    """A table with the names of its rows as a first column, for people."""
    return counts.rename_axis(say("going_out.who")).reset_index().astype(str)


def _left(one: Released) -> list[Block]:
    """The table as it left; of sentences in a report only how many there were, as the report itself holds them."""
    if one.what == PACKAGE:
        return []
    if one.what == STORY:
        return [text(say_count("going_out.sentences", len([row for row in one.rows if not row.endswith("|")])))]
    return [table(say("going_out.left"), _with_names(_as_it_left(one)))]


def _as_it_left(one: Released) -> pd.DataFrame:
    """The table of the register, empty where a cell was hidden."""
    import pandas as pd

    cells = [
        ["" if (cell := one.cells[row, column]) is None else str(cell) for column in one.columns] for row in one.rows
    ]
    return pd.DataFrame(cells, index=list(one.rows), columns=list(one.columns))


def _day(day: str) -> str:
    return format_date(datetime.date.fromisoformat(day)) if day else ""
