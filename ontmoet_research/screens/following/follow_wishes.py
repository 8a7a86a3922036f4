"""Van wens naar verandering: wishes, decisions, assignments, follow-ups, help, questions, promises, priorities.

One part at a time; each stands in a file of its own and knows nothing of the others.
"""

from __future__ import annotations

from typing import Any, ClassVar

from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.screens.signals import Signals
from ontmoet_research.store import Project
from ontmoet_research.words import say

from .assignments import Assignments
from .deciding import Deciding
from .help import HelpList
from .parts import FollowPage
from .priorities import Priorities
from .promises import Promises
from .questions import GroupQuestions
from .share_learn import ShareAndLearn
from .wish_box import WishBox

FIRST = ("wishes", "deciding", "assignments", "share", "help")
MORE = ("signals", "questions", "promises", "priorities")


class FollowWishes(FollowPage):
    """The parts, one at a time; each click is stored."""

    name = "follow_wishes"
    kinds: ClassVar = {
        "wishes": WishBox,
        "deciding": Deciding,
        "assignments": Assignments,
        "share": ShareAndLearn,
        "help": HelpList,
        "signals": Signals,
        "questions": GroupQuestions,
        "promises": Promises,
        "priorities": Priorities,
    }
    large = False

    def around(self, shown: list[Block]) -> list[Block]:
        """The phase and the buttons of the parts; those that are asked for less often at the end."""
        row = [*FIRST, *(part for part in MORE if part == self.part)]
        big = button(say("follow_wishes.large"), "turn_large", on=self.large)
        return [
            *phase_line(self.project, self.series_id),
            buttons(*map(self.part_button, row), row=True),
            *shown,
            *([buttons(big)] if self.part == "deciding" else []),
            fold(say("follow_wishes.more"), buttons(*map(self.part_button, MORE))),
        ]

    @gesture
    def turn_large(self) -> None:
        """Large letters for a screen that a whole group looks at, or as they were."""
        self.large = not self.large
        self.refresh()

    def _look(self) -> dict[str, Any]:
        look = super()._look()
        if self.large and self.part == "deciding":
            look["look"] = {**look["look"], "text": "heel_groot"}
        return look


def follow_wishes(project: Project | None = None) -> FollowWishes:
    """The screen of notebook 05; ``project`` is the one of this notebook unless given."""
    return FollowWishes(project or here())
