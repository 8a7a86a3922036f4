"""Numbers beside the words of a card: what was counted before and after, with the source and both days."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import record_indicator
from ontmoet_research.change.indicators import ORIGIN as NUMBERS
from ontmoet_research.record import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, text
from ontmoet_research.words import say

from .putting_right import PuttingRight

FIRST = ("number_what", "number_before", "number_after", "number_source", "number_day")
MORE = ("number_unit", "number_before_day")  # few know them; what was counted often says the unit


class CardNumbers(PuttingRight):
    """The part of a card with the numbers."""

    @gesture
    def add_number(self) -> None:
        """Put a number beside the words of this card."""
        what, before, after, unit = self.kept("number_what", "number_before", "number_after", "number_unit")
        (source,) = self.kept("number_source", links=True)
        record_indicator(
            self.project,
            self.card,
            what,
            before,
            after,
            source,
            as_of=iso_day(self.typed.get("number_day")),
            before_on=iso_day(self.typed.get("number_before_day")),
            unit=unit,
        )
        self.forget(*FIRST, *MORE)
        self.done(NUMBERS)

    def number_fold(self, numbers: list[dict[str, Any]]) -> Block:
        """A form for one more number, and putting right what stands there."""
        return fold(
            say("see_changes.fold_number"),
            text(say("see_changes.number_why")),
            *map(self._number_field, FIRST),
            fold(say("see_changes.more_number"), *map(self._number_field, MORE)),
            button(say("see_changes.keep_number"), "add_number", main=True),
            *self.correct_fold("indicators", [(one["indicator_id"], one["what"]) for one in numbers]),
        )

    def _number_field(self, name: str) -> Block:
        return self.field(name, say(f"see_changes.field.{name}"), hint=say(f"see_changes.hint.{name}"))
