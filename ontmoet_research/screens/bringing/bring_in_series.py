"""Breng je reeks binnen: from an empty series to *klaar om te labelen*, step by step, each with one *Klopt*.

Each step is a table that is filled in as far as the files tell. All can stay open and be done later. What was read
waits here, with its real names; into the project go only the aliases that someone chose, in the place of the names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.intake import ReadText
from ontmoet_research.screens.blocks import Block, button, buttons, listing, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.words import say

from .answers import AnswersStep, LookStep
from .notes import NotesStep
from .people import PeopleStep
from .speakers import SpeakersStep


class BringInSeries(PartsPage):
    """Five steps; what one step found, the next begins with."""

    name = "bring_in_series"
    kinds: ClassVar[Mapping[str, type[Part[Any]]]] = {
        "people": PeopleStep,
        "notes": NotesStep,
        "speakers": SpeakersStep,
        "answers": AnswersStep,
        "look": LookStep,
    }

    def start(self) -> None:
        """Nothing was read yet."""
        self.waiting: list[ReadText] = []
        self.placed: list[str] = []
        super().start()

    def around(self, shown: list[Block]) -> list[Block]:
        """The steps, which series it is about, the open step, and what is still open."""
        steps = buttons(*map(self.part_button, self.kinds), row=True)
        which = text(say("bring_in_series.which", series=self.series() or ""), quiet=True)
        return [steps, which, *shown, *self._still_open()]

    def go_on(self) -> None:
        """Show the next step."""
        keys = list(self.kinds)
        self.part = keys[min(keys.index(self.part) + 1, len(keys) - 1)]

    def everyone(self) -> dict[str, Row]:
        """Who takes part in this series, by id."""
        rows = [row for row in read_rows(self.project, "participants") if self.series_id in row["series_ids"]]
        return {row.object_id: row for row in sorted(rows, key=lambda row: row["alias"].casefold())}

    def meetings(self) -> list[tuple[str, str]]:
        """The meetings of this series, as (id, name)."""
        rows = [row for row in list_meetings(self.project, self.series_id) if row["status"] != "vervallen"]
        return [(row.object_id, meeting_label(row["number"], row["date"])) for row in rows]

    def notes(self) -> list[Row]:
        """The notes of this series that are stored."""
        own = dict(self.meetings())
        return [row for row in read_rows(self.project, "sources") if row["session_id"] in own]

    def _still_open(self) -> list[Block]:
        told = []
        answered = {row["participant_id"] for row in read_rows(self.project, "consents")}
        looked = {row["source_id"] for row in read_rows(self.project, "recognition_checks")}
        silent = len([one for one in self.everyone() if one not in answered])
        unseen = len([row for row in self.notes() if row.object_id not in looked])
        told += [say("bring_in_series.open.waiting", n=len(self.waiting))] if self.waiting else []
        told += [say("bring_in_series.open.answers", n=silent)] if silent else []
        told += [say("bring_in_series.open.look", n=unseen)] if unseen else []
        if told:
            return [listing([say("bring_in_series.open.title"), *told])]
        return [text(say("bring_in_series.ready"), strong=True)] if self.notes() else []


def bring_in_series(project: Project | None = None) -> BringInSeries:
    """A screen of its own notebook; ``project`` is the one of this notebook unless given."""
    return BringInSeries(project or here())


def klopt() -> Block:
    """The one button of a step."""
    return button(say("bring_in_series.right"), "right", main=True)
