"""Breng je reeks binnen: from an empty series to *klaar om te labelen*, step by step, each with one *Klopt*.

Each step is a table that is filled in as far as the files tell. All can stay open and be done later. What was read
waits here, with its real names; into the project go only the aliases that someone chose, in the place of the names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ontmoet_research.group.people_list import PersonLine
from ontmoet_research.intake.whole_series import Waiting, lacks_labels, notes_of, still_open
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, text
from ontmoet_research.screens.doors import DOORS
from ontmoet_research.screens.names_open import waiting_names
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.screens.window import this_window
from ontmoet_research.store import Project
from ontmoet_research.words import say

from .consent_grid import AnswersStep
from .looking import LookStep
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
        self.waiting: list[Waiting] = []
        self.lists: list[PersonLine] = []
        super().start()

    def series_chosen(self) -> None:
        """What was read was placed at meetings of the series before; it is read again."""
        self.waiting, self.lists = [], []
        super().series_chosen()

    def around(self, shown: list[Block]) -> list[Block]:
        """The steps, which series it is about, the open step, and what is still open."""
        steps = buttons(*map(self.part_button, self.kinds), row=True)
        told = still_open(self.project, self.series_id, len(self.waiting), len(waiting_names(self.project)))
        if told:
            return [steps, *shown, heading(say("bring_in_series.open.title")), listing(told), *self._to_labels()]
        there = notes_of(self.project, self.series_id)
        return [steps, *shown, *([text(say("bring_in_series.ready"), strong=True)] if there else [])]

    def _to_labels(self) -> list[Block]:
        """The door to the list of labels, where there is none yet and somebody can go there from here."""
        door = DOORS["labels"]
        wanted = this_window().shell and lacks_labels(self.project) and notes_of(self.project, self.series_id)
        return [button(door.title, "go_to", more=door.more, door=door.key)] if wanted else []

    def go_on(self) -> None:
        """Show the next step."""
        keys = list(self.kinds)
        self.part = keys[min(keys.index(self.part) + 1, len(keys) - 1)]


def bring_in_series(project: Project | None = None) -> BringInSeries:
    """A screen of its own notebook; ``project`` is the one of this notebook unless given."""
    return BringInSeries(project or here())
