"""Van mij: what I keep for myself, one part at a time."""

from __future__ import annotations

from dataclasses import replace

from ontmoet_research.own import EXPERIENCE
from ontmoet_research.practice import REFLECTION
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, text
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .aware import AwarePart
from .own_open import close_here
from .own_time import TimePart
from .reflecting import ReflectingPart
from .skills import SkillsPart

PARTS = ("experience", "aware", "skills", "time", "reflecting")


class OfMyself(AwarePart, SkillsPart, TimePart, ReflectingPart):
    """First the file, then one part at a time."""

    name = "of_myself"

    def start(self) -> None:
        """No part is chosen."""
        super().start()
        self.part = ""

    def blocks(self) -> list[Block]:
        """The way in, the parts, or the part that was chosen."""
        if self.wiping:
            return self.opening_blocks()
        if self.opened is None:
            return [*self.opening_blocks(), fold(say("of_myself.limit_fold"), self.limit_block())]
        if not self.part:
            return self._parts()
        made: list[Block] = getattr(self, f"{self.part}_blocks")()
        return [
            heading(say(f"of_myself.part.{self.part}")),
            *made,
            button(say("of_myself.back"), "choose_part", value=""),
        ]

    def experience_blocks(self) -> list[Block]:
        """Ik heb zelf ervaring: yes, no, or I don't say."""
        options = [(one, say(f"of_myself.experience.{one}")) for one in EXPERIENCE]
        return [
            choices(say("of_myself.experience_ask"), "choose_experience", options, self.own.kept.experience),
            text(say("of_myself.experience_means")),
        ]

    def reflecting_blocks(self) -> list[Block]:
        """What was written while practising."""
        return self.reflecting_fields(REFLECTION)

    @gesture
    def choose_part(self, value: str) -> None:
        """Choose a part, or go back to all of them."""
        if value and value not in PARTS:
            raise ValueError(value)
        self.part = value
        self.own_again()
        self.refresh()

    @gesture
    def choose_experience(self, value: str) -> None:
        """Say whether one has own experience; the same again takes it back."""
        if value not in EXPERIENCE:
            raise ValueError(value)
        kept = self.own.kept
        self.keep(replace(kept, experience="" if kept.experience == value else value))

    def put_away(self) -> None:
        """Show no part any more."""
        super().put_away()
        self.part = ""

    def _parts(self) -> list[Block]:
        made = [
            button(say(f"of_myself.part.{one}"), "choose_part", more=say(f"of_myself.more.{one}"), value=one)
            for one in PARTS
        ]
        return [
            buttons(*made, label=say("of_myself.which_part")),
            text(say("of_myself.nowhere")),
            buttons(button(say("of_myself.close"), "close_own"), self.wipe_button()),
            text(say("own_open.where", path=isolated(str(self.own.path.parent))), quiet=True),
        ]


def of_myself(project: Project | None = None) -> OfMyself:
    """The page *Van mij* of notebook 10; ``project``, the one of this notebook unless given, is left as it is."""
    close_here()
    return OfMyself(project or here())
