"""Wat doe ik morgen? One small step of one's own, at the end of each notebook (A39). Empty is fine."""

from __future__ import annotations

from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block
from ontmoet_research.screens.memory import remember, remembered
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.words import say


class NextStep(Page):
    """One field. The step stays on this computer, outside the project; the start screen shows it next time."""

    name = "next_step"
    asks_person = False
    asks_series = False
    about_a_series = False

    def start(self) -> None:
        """Show the step that was set before."""
        self.typed["step"] = remembered(self.project).get("step", "")

    def blocks(self) -> list[Block]:
        """The field."""
        return [self.field("step", say("next_step.step"), hint=say("next_step.hint"))]

    @gesture
    def fill(self, name: str, value: str) -> None:
        """Keep the step as soon as the field is left."""
        remember(self.project, step=value.strip())
        super().fill(name, value)
        self.tell_saved()

    @gesture
    def undo(self) -> None:
        """Empty the field again."""
        self.fill("step", "")


def next_step(project: Project | None = None) -> NextStep:
    """The last screen of each notebook; ``project`` is the one of this notebook unless given."""
    return NextStep(project or here())
