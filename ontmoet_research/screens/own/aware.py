"""Aan: one's own line over meetings (A38). Nobody else has a line; the group's own figures know nothing of it."""

from __future__ import annotations

import datetime

from ontmoet_research.own import LEVELS, Aware
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, text
from ontmoet_research.screens.forms import Ask, Form, words_of
from ontmoet_research.screens.session import today
from ontmoet_research.store import Project
from ontmoet_research.text import format_date, parse_date
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .own_open import ORIGIN, OwnNow, OwnPart, line_at, of_own_line


def _keep(_project: Project, own: OwnNow, place: int | None, level: str, day: str, words: str) -> None:
    """The line of a meeting, new or in the place of another."""
    try:
        on = parse_date(day.strip()).isoformat() if day.strip() else today()
    except ValueError as problem:
        raise Refused("of_myself.no_day", day=day.strip()) from problem
    own.put(own.kept_there.with_awareness(Aware(on, level, words), place))


def _take_away(_project: Project, own: OwnNow, place: int | None) -> None:
    if place is not None:
        own.put(own.kept_there.without_awareness(place))


LINE = Form(
    "line",
    _keep,
    ORIGIN,
    "of_myself.keep",
    (
        Ask(
            "level",
            "of_myself.aware_ask",
            "choice",
            words_of("of_myself.level", LEVELS),
            needs="of_myself.needs_level",
        ),
        Ask("day", "of_myself.aware_day", "day", hint="of_myself.aware_day_hint"),
        Ask("words", "of_myself.aware_words"),
    ),
    given=of_own_line,
)
AWAY = Form("away", _take_away, ORIGIN, "of_myself.take_away", given=of_own_line, main=False)


class AwarePart(OwnPart):
    """The lines that are there, each to be changed or taken away, and the question after a meeting."""

    forms = (LINE, AWAY)

    def blocks(self) -> list[Block]:
        """The question, and the line so far."""
        lines = [
            button(
                say(f"of_myself.line.{one.level}", day=_told(one.day)),
                "open_one",
                more=isolated(one.words) if one.words else "",
                on=str(number) == self.opened,
                value=str(number),
            )
            for number, one in enumerate(self.own.kept_there.awareness)
        ]
        return [
            *self.form(LINE, beside=self.form(AWAY) if self.opened else []),
            heading(say("of_myself.my_line")),
            *([buttons(*lines, label=say("of_myself.change_one"))] if lines else [text(say("of_myself.no_line"))]),
            text(say("of_myself.line_only_you"), quiet=True),
        ]

    @gesture
    def open_one(self, value: str) -> None:
        """Take a line to change it."""
        one = line_at(self.own.kept_there.awareness, value)
        self.fill_form(LINE, {"level": one.level, "day": _told(one.day), "words": one.words})
        super().open_one(value)

    def close(self) -> None:
        """Nothing is being changed any more: the lines may be others."""
        if self.opened:
            self.clear(LINE)
        super().close()


def _told(day: str) -> str:
    return format_date(datetime.date.fromisoformat(day))
