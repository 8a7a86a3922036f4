"""Maak het samen af: what people do with the report together, each in a part of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.quoting.choosing import ChooseWords
from ontmoet_research.screens.quoting.ready import ReadyQuotes
from ontmoet_research.words import say

from .agreeing import Agreeing
from .checklists import Checklists
from .giving_back import GivingBack
from .remarks import Remarks
from .voices import Voices

DOORS = (
    "quotes",
    "choose",
    "remarks",
    "back",
    "agree",
    "lists",
)  # the others are opened from where they stand in the report


class Together(Part[Page]):
    """The doors to these parts, or the one that is open."""

    kinds: ClassVar[Mapping[str, type[Part[Any]]]] = {
        "quotes": ReadyQuotes,
        "choose": ChooseWords,
        "remarks": Remarks,
        "back": GivingBack,
        "agree": Agreeing,
        "lists": Checklists,
        "voices": Voices,
    }

    def start(self) -> None:
        """Make the parts."""
        self.inside = {name: self.has(kind, name) for name, kind in self.kinds.items()}

    def blocks(self) -> list[Block]:
        """The part that is open, with the way back."""
        shown = self.inside[self.opened].drawn() if self.opened in self.inside else []
        return [*shown, buttons(self.back("write_report.together.back"))]

    def close(self) -> None:
        """Nothing is open in here."""
        super().close()
        for part in self.inside.values():
            part.close()

    @gesture
    def open_one(self, value: str) -> None:
        """Open one of them, with nothing opened in it; without a name, back to the report."""
        for part in self.inside.values():
            part.close()
        super().open_one(value)


def doors(part: Part[Any]) -> list[Block]:
    """A button for each of these parts."""
    made = (
        button(
            say(f"write_report.together.part.{name}"),
            "open_one",
            more=say(f"write_report.together.part.{name}_more"),
            value=name,
        )
        for name in DOORS
    )
    return part.mine([buttons(*made, label=say("write_report.together.title"))])
