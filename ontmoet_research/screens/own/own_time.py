"""Mijn tijd: how long I worked today, after how long it is enough, and the days I chose to keep (D13)."""

from __future__ import annotations

import datetime

from ontmoet_research.own import LIMITS, choose_limit, limit_of, minutes_today
from ontmoet_research.screens.blocks import Block, buttons, fold, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_nothing
from ontmoet_research.store import Project
from ontmoet_research.text import format_date
from ontmoet_research.words import say, say_count

from .own_open import ORIGIN, OwnNow, OwnPart, of_own


def _choose_limit(project: Project, minutes: str) -> None:
    choose_limit(project.who, int(minutes), datetime.datetime.now())


def _keep_today(project: Project, own: OwnNow) -> None:
    """How long it was today, in the own file."""
    now = datetime.datetime.now()
    own.put(own.kept_there.with_day(now.date().isoformat(), minutes_today(project.who, now)))


def _forget_days(_project: Project, own: OwnNow) -> None:
    own.put(own.kept_there.without_days())


def _limits(_part: OwnPart) -> Options:
    return [(str(one), say_count("of_myself.limit", one)) for one in LIMITS]


LIMIT = Form(
    "limit",
    _choose_limit,
    ORIGIN,
    asks=(Ask("minutes", "of_myself.limit_ask", "choice", _limits),),
    given=of_nothing,
    at_once=True,
)
TODAY = Form("today", _keep_today, ORIGIN, "of_myself.keep_today", given=of_own, main=False)
FORGET = Form("forget", _forget_days, ORIGIN, "of_myself.forget_days", given=of_own, main=False)


class LimitPart(OwnPart):
    """The question after how long it is enough; it needs no own file."""

    forms = (LIMIT,)

    def blocks(self) -> list[Block]:
        """The question."""
        return self.form(LIMIT, now={"minutes": str(limit_of(self.project.who))})


class TimePart(OwnPart):
    """Today, the limit, and the days that were kept."""

    forms = (TODAY, FORGET)

    def start(self) -> None:
        """The limit is asked here too."""
        self.limit = self.has(LimitPart, "limit")

    def blocks(self) -> list[Block]:
        """How long, when it is enough, and what was kept."""
        limit = limit_of(self.project.who)
        days = [
            say_count("of_myself.on_day", minutes, day=format_date(datetime.date.fromisoformat(day)))
            for day, minutes in reversed(list(self.own.kept_there.days.items()))
        ]
        keep = [*(self.form(TODAY) if limit else []), *(self.form(FORGET) if days else [])]
        return [
            text(say_count("of_myself.worked", minutes_today(self.project.who, datetime.datetime.now()))),
            *self.limit.drawn(),
            *([buttons(*keep)] if keep else []),
            *([fold(say("of_myself.days"), listing(days))] if days else []),
            text(say("of_myself.time_only_you"), quiet=True),
        ]
