"""Aan: one's own line over meetings (A38). Nobody else has a line; the group's own figures know nothing of it."""

from __future__ import annotations

import datetime
from typing import ClassVar

from ontmoet_research.own import LEVELS, Aware, Kept
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, text
from ontmoet_research.screens.session import today
from ontmoet_research.text import format_date, parse_date
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .own_open import OpensOwn


class AwarePart(OpensOwn):
    """The lines that are there, each to be changed or taken away, and the question after a meeting."""

    AWARE_FIELDS: ClassVar[tuple[str, ...]] = ("aware_day", "aware_words", "aware_level")
    aware_place: int | None = None

    def aware_blocks(self) -> list[Block]:
        """The question, and the line so far."""
        levels = [(one, say(f"of_myself.level.{one}")) for one in LEVELS]
        changing = self.aware_place is not None
        away = [button(say("of_myself.take_away"), "take_away_aware")] if changing else []
        lines = [
            button(
                say(f"of_myself.line.{one.level}", day=_told(one.day)),
                "choose_aware",
                more=isolated(one.words) if one.words else "",
                on=number == self.aware_place,
                value=number,
            )
            for number, one in enumerate(self.own.kept.awareness)
        ]
        return [
            choices(say("of_myself.aware_ask"), "choose_level", levels, self.typed.get("aware_level")),
            self.field("aware_day", say("of_myself.aware_day"), hint=say("of_myself.aware_day_hint")),
            self.field("aware_words", say("of_myself.aware_words")),
            buttons(button(say("of_myself.keep"), "keep_aware", main=True), *away, row=True),
            heading(say("of_myself.my_line")),
            *([buttons(*lines, label=say("of_myself.change_one"))] if lines else [text(say("of_myself.no_line"))]),
            text(say("of_myself.line_only_you"), quiet=True),
        ]

    @gesture
    def choose_level(self, value: str) -> None:
        """Say how it was after this meeting."""
        self.typed["aware_level"] = value if value in LEVELS else ""
        self.refresh()

    @gesture
    def choose_aware(self, value: int) -> None:
        """Take a line to change it."""
        lines = self.own.kept.awareness
        if not 0 <= value < len(lines):
            raise Refused("of_myself.no_such_line")
        self.aware_place, one = value, lines[value]
        self.typed |= {"aware_day": _told(one.day), "aware_words": one.words, "aware_level": one.level}
        self.refresh()

    @gesture
    def keep_aware(self) -> None:
        """Keep the line of this meeting."""
        if self.typed.get("aware_level") not in LEVELS:
            raise Refused("of_myself.needs_level")
        words = self.typed.get("aware_words", "").strip()
        line = Aware(self._aware_day(), self.typed["aware_level"], words)
        self._kept_aware(self.own.kept.with_awareness(line, self.aware_place))

    @gesture
    def take_away_aware(self) -> None:
        """Take this line away."""
        if self.aware_place is not None:
            self._kept_aware(self.own.kept.without_awareness(self.aware_place))

    def own_again(self) -> None:
        """Nothing is being changed any more: the lines may be others."""
        super().own_again()
        if self.aware_place is not None:
            self.aware_place = None
            self.forget(*self.AWARE_FIELDS)

    def put_away(self) -> None:
        """Empty the fields."""
        super().put_away()
        self.aware_place = None
        self.forget(*self.AWARE_FIELDS)

    def _kept_aware(self, kept: Kept) -> None:
        self.keep(kept)
        self.aware_place = None
        self.forget(*self.AWARE_FIELDS)
        self.refresh()

    def _aware_day(self) -> str:
        typed = self.typed.get("aware_day", "").strip()
        try:
            return parse_date(typed).isoformat() if typed else today()
        except ValueError as problem:
            raise Refused("of_myself.no_day", day=typed) from problem


def _told(day: str) -> str:
    return format_date(datetime.date.fromisoformat(day))
