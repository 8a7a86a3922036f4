"""Van wens naar verandering: wishes, decisions, assignments, follow-ups, help, questions, promises, priorities.

One part at a time; each stands in a file of its own and knows nothing of the others.
"""

from __future__ import annotations

from typing import Any

from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row
from ontmoet_research.words import Refused, say

from .assignments import Assignments
from .deciding import Deciding
from .help import HelpList
from .promises import PromisesAndPriorities
from .questions import GroupQuestions
from .share_learn import ShareAndLearn
from .signals import SignalList
from .wish_box import WishBox

FIRST = ("wishes", "deciding", "assignments", "share", "help")
MORE = ("signals", "questions", "promises", "priorities")


class FollowWishes(
    WishBox, Deciding, Assignments, ShareAndLearn, HelpList, SignalList, GroupQuestions, PromisesAndPriorities
):
    """The parts, one at a time; each click is stored."""

    name = "follow_wishes"

    def start(self) -> None:
        """Open on the list of all wishes."""
        self.part, self.large = "wishes", False
        super().start()

    def blocks(self) -> list[Block]:
        """The buttons for the parts, then the part that is open."""
        if form := self.correction_blocks():
            return form
        shown = [*FIRST, *(part for part in MORE if part == self.part)]
        parts = {
            "wishes": self.wishes_part,
            "deciding": self.deciding_part,
            "assignments": self.assignments_part,
            "share": self.share_part,
            "help": self.help_part,
            "signals": self.signals_part,
            "questions": self.questions_part,
            "promises": self.promises_part,
            "priorities": self.priorities_part,
        }
        big = button(say("follow_wishes.large"), "turn_large", on=self.large)
        return [
            *phase_line(self.project, self.series_id),
            buttons(*map(self._part_button, shown), row=True),
            *parts[self.part](),
            *([buttons(big)] if self.part == "deciding" else []),
            fold(say("follow_wishes.more"), buttons(*map(self._part_button, MORE))),
        ]

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part, with nothing opened in it."""
        if part in (*FIRST, *MORE):
            self.part, self.meeting_id = part, ""
            self.close_all()
        self.refresh()

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Say which meeting this is about."""
        if value not in {row.object_id for row in self.meetings()}:
            raise Refused("store.gone")
        self.meeting_id = value
        self.refresh()

    @gesture
    def turn_large(self) -> None:
        """Large letters for a screen that a whole group looks at, or as they were."""
        self.large = not self.large
        self.refresh()

    def after_undo(self, rows: list[Row]) -> None:
        """Close what is open: it may not be there any more."""
        super().after_undo(rows)
        self.close_all()

    def _look(self) -> dict[str, Any]:
        look = super()._look()
        if self.large and self.part == "deciding":
            look["look"] = {**look["look"], "text": "heel_groot"}
        return look

    def _part_button(self, part: str) -> Block:
        return button(say(f"follow_wishes.part.{part}"), "open_part", on=part == self.part, part=part)


def follow_wishes(project: Project | None = None) -> FollowWishes:
    """The screen of notebook 05; ``project`` is the one of this notebook unless given."""
    return FollowWishes(project or here())
