"""Bewaren: until which day what is kept and what can be taken out; what a person has to look at (P11, P22)."""

from __future__ import annotations

import datetime

from ontmoet_research.model.people import CONSENT_PURPOSES, KEPT_KINDS
from ontmoet_research.privacy import (
    Kept,
    agree_date,
    limits_of,
    looks_after,
    must_look_after,
    read_retention,
    reminders,
    who_to_ask,
)
from ontmoet_research.privacy.agreed_dates import KEEP, TAKE_OUT
from ontmoet_research.privacy.retention import NEAR, PAST
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, heading, listing, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, parse_date
from ontmoet_research.words import Refused, say

from .about_someone import which_series

ORIGIN = "privacy"


class KeepUntil(Page):
    """What to look at now, the days that were agreed, and agreeing on one."""

    name = "keep_until"

    def start(self) -> None:
        """Nothing is chosen."""
        self.what = ""

    def series_chosen(self) -> None:
        """Another series has other days."""
        self.start()

    def blocks(self) -> list[Block]:
        """Reminders, both overviews, and the fields for a day."""
        kept = read_retention(self.project, self.series_id)
        return [
            *which_series(self),
            heading(say("keep_until.look")),
            listing([_line(one) for one in reminders(kept)], empty=say("keep_until.nothing_to_look_at")),
            text(say("keep_until.never_by_itself")),
            heading(say("keep_until.kept")),
            listing(_line(one) for one in kept),
            heading(say("keep_until.take_out")),
            listing(self._limits()),
            heading(say("keep_until.agree")),
            *self._agreeing(),
        ]

    def _agreeing(self) -> list[Block]:
        if not looks_after(self.project):
            return [text(say("keep_until.not_by_you", who=isolated(who_to_ask(self.project))))]
        choices = [("", say("labelling.choose")), *self._things()]
        return [
            select(say("keep_until.about"), "choose_what", choices, self.what),
            self.field("day", say("keep_until.day"), hint=say("keep_until.day_hint")),
            button(say("keep_until.keep"), "keep_day", main=True),
        ]

    @gesture
    def choose_what(self, value: str) -> None:
        """Say what the day is about."""
        self.what = value if value in dict(self._things()) else ""
        self.refresh()

    @gesture
    def keep_day(self) -> None:
        """Keep the day that was typed for what was chosen."""
        must_look_after(self.project)
        if not self.what:
            raise Refused("keep_until.choose_first")
        try:
            day = parse_date(self.typed.get("day", ""))
        except ValueError as problem:
            raise Refused("record.no_date") from problem
        kind, what = self.what.split(" ", 1)
        agree_date(self.project, self.series_id, kind, what, day.isoformat())
        self.forget("day")
        self.done(ORIGIN)

    @staticmethod
    def _things() -> list[tuple[str, str]]:
        kept = [(f"{KEEP} {one}", say("keep_until.keep_what", what=say(f"privacy.kept.{one}"))) for one in KEPT_KINDS]
        taken = [
            (f"{TAKE_OUT} {one}", say("keep_until.take_what", what=say(f"privacy.purpose.{one}")))
            for one in CONSENT_PURPOSES
        ]
        return [*kept, *taken]

    def _limits(self) -> list[str]:
        days = limits_of(self.project, CONSENT_PURPOSES, self.series_id)
        return [
            say("keep_until.line", what=say(f"privacy.purpose.{one}"), day=_until(day)) for one, day in days.items()
        ]


def keep_until(project: Project | None = None) -> KeepUntil:
    """The part *Bewaren* of notebook 90; ``project`` is the one of this notebook unless given."""
    return KeepUntil(project or here())


def _line(one: Kept) -> str:
    told = say("keep_until.line", what=say(f"privacy.kept.{one.what}"), day=_until(one.until))
    return f"{told} {say(f'keep_until.state.{one.state}')}" if one.state in (NEAR, PAST) else told


def _until(day: str | None) -> str:
    if day is None:
        return say("keep_until.not_agreed")
    return say("keep_until.until", day=format_date(datetime.date.fromisoformat(day)))
