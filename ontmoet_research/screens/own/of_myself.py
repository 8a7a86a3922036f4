"""Van mij: what I keep for myself, one part at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from ontmoet_research.own import EXPERIENCE
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, text
from ontmoet_research.screens.forms import Ask, Form, words_of
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .aware import AwarePart
from .own_open import ORIGIN, REFLECTING, OwnNow, OwnPage, OwnPart, close_here, of_own
from .own_time import LimitPart, TimePart
from .reflecting import ReflectingPart
from .skills import SkillsPart


def _choose(_project: Project, own: OwnNow, experience: str) -> None:
    """Whether one has own experience; the same again takes it back."""
    kept = own.kept_there
    own.put(replace(kept, experience="" if kept.experience == experience else experience))


HAVE = Form(
    "have",
    _choose,
    ORIGIN,
    asks=(Ask("experience", "of_myself.experience_ask", "choice", words_of("of_myself.experience", EXPERIENCE)),),
    given=of_own,
    at_once=True,
)


class ExperiencePart(OwnPart):
    """Ik heb zelf ervaring: yes, no, or I don't say."""

    forms = (HAVE,)

    def blocks(self) -> list[Block]:
        """The question, and what it means."""
        now = {"experience": self.own.kept_there.experience}
        return [*self.form(HAVE, now=now), text(say("of_myself.experience_means"))]


class PartsOfMine(OwnPart):
    """The parts to choose from, and what it is to keep something for oneself."""

    def blocks(self) -> list[Block]:
        """The parts as buttons."""
        made = [
            button(say(f"of_myself.part.{one}"), "open_part", more=say(f"of_myself.more.{one}"), part=one)
            for one in self.page.kinds
            if one != self.key
        ]
        return [
            buttons(*made, label=say("of_myself.which_part")),
            text(say("of_myself.nowhere")),
            self.page.lock.close_buttons(),
            text(say("own_open.where", path=isolated(str(self.own.there.path.parent))), quiet=True),
        ]


ALL = "all"


class OfMyself(OwnPage):
    """First the file, then one part at a time."""

    name = "of_myself"
    kinds: ClassVar = {
        ALL: PartsOfMine,
        "experience": ExperiencePart,
        "aware": AwarePart,
        "skills": SkillsPart,
        "time": TimePart,
        REFLECTING: ReflectingPart,
    }

    def start(self) -> None:
        """After how long it is enough can be said without a file."""
        self.limit = LimitPart(self, "limit")
        super().start()

    def blocks(self) -> list[Block]:
        """The way in, or the parts."""
        if self.own.file is not None and not self.lock.opened:
            return super().blocks()
        self.part = ALL
        shown = self.lock.drawn()
        return shown if self.lock.opened else [*shown, fold(say("of_myself.limit_fold"), *self.limit.drawn())]

    def around(self, shown: list[Block]) -> list[Block]:
        """The part that was chosen, with the way back."""
        if self.part == ALL:
            return shown
        back = button(say("of_myself.back"), "open_part", part=ALL)
        return [heading(say(f"of_myself.part.{self.part}")), *shown, back]


def of_myself(project: Project | None = None) -> OfMyself:
    """The page *Van mij* of notebook 10; ``project``, the one of this notebook unless given, is left as it is."""
    close_here()
    return OfMyself(project or here())
