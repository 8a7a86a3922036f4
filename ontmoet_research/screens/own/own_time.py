"""Mijn tijd: how long I worked today, after how long it is enough, and the days I chose to keep (D13)."""

from __future__ import annotations

import datetime

from ontmoet_research.own import LIMITS, choose_limit, limit_of, minutes_today
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, listing, text
from ontmoet_research.text import format_date
from ontmoet_research.words import say, say_count

from .own_open import OpensOwn


class TimePart(OpensOwn):
    """Today, the limit, and the days that were kept."""

    def time_blocks(self) -> list[Block]:
        """How long, when it is enough, and what was kept."""
        limit = limit_of(self.project.who)
        days = [
            say_count("of_myself.on_day", minutes, day=format_date(datetime.date.fromisoformat(day)))
            for day, minutes in reversed(list(self.own.kept.days.items()))
        ]
        forget = [button(say("of_myself.forget_days"), "forget_days")] if days else []
        keep = [buttons(*([button(say("of_myself.keep_today"), "keep_today")] if limit else []), *forget)]
        return [
            text(say_count("of_myself.worked", minutes_today(self.project.who, datetime.datetime.now()))),
            self.limit_block(),
            *(keep if limit or days else []),
            *([fold(say("of_myself.days"), listing(days))] if days else []),
            text(say("of_myself.time_only_you"), quiet=True),
        ]

    def limit_block(self) -> Block:
        """The question after how long it is enough; it needs no own file."""
        options = [(str(one), say_count("of_myself.limit", one)) for one in LIMITS]
        return choices(say("of_myself.limit_ask"), "choose_limit", options, str(limit_of(self.project.who)))

    @gesture
    def choose_limit(self, value: str) -> None:
        """Choose after how long it is enough."""
        choose_limit(self.project.who, int(value), datetime.datetime.now())
        self.refresh()
        self.tell_saved()

    @gesture
    def keep_today(self) -> None:
        """Keep how long it was today, in the own file."""
        now = datetime.datetime.now()
        self.keep(self.own.kept.with_day(now.date().isoformat(), minutes_today(self.project.who, now)))

    @gesture
    def forget_days(self) -> None:
        """Take the days out of the own file."""
        self.keep(self.own.kept.without_days())
