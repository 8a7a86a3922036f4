"""Bewaren: until which day what is kept and what can be taken out; what a person has to look at (P11, P22)."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

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
from ontmoet_research.screens.blocks import Block, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_series
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, parse_date
from ontmoet_research.words import Refused, say

ORIGIN = "privacy"


def _things(_part: Any) -> Options:
    kept = [(f"{KEEP} {one}", say("keep_until.keep_what", what=say(f"privacy.kept.{one}"))) for one in KEPT_KINDS]
    taken = [
        (f"{TAKE_OUT} {one}", say("keep_until.take_what", what=say(f"privacy.purpose.{one}")))
        for one in CONSENT_PURPOSES
    ]
    return [("", say("labelling.choose")), *kept, *taken]


def _agree(project: Project, series_id: str, about: str, day: str) -> None:
    must_look_after(project)
    if about not in dict(_things(None)):
        raise Refused("keep_until.choose_first")
    try:
        until = parse_date(day)
    except ValueError as problem:
        raise Refused("record.no_date") from problem
    kind, what = about.split(" ", 1)
    agree_date(project, series_id, kind, what, until.isoformat())


AGREE = Form(
    "agree",
    _agree,
    ORIGIN,
    "keep_until.keep",
    (
        Ask("about", "keep_until.about", "list", _things, needs="keep_until.choose_first", stays=True),
        Ask("day", "keep_until.day", "day", hint="keep_until.day_hint"),
    ),
    given=of_series,
)


class Keeping(Part[PartsPage]):
    """What to look at now, the days that were agreed, and agreeing on one."""

    forms = (AGREE,)

    def blocks(self) -> list[Block]:
        """Reminders, both overviews, and the fields for a day."""
        kept = read_retention(self.project, self.series_id)
        return [
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
        if looks_after(self.project):
            return self.form(AGREE)
        return [text(say("keep_until.not_by_you", who=isolated(who_to_ask(self.project))))]

    def _limits(self) -> list[str]:
        days = limits_of(self.project, CONSENT_PURPOSES, self.series_id)
        return [
            say("keep_until.line", what=say(f"privacy.purpose.{one}"), day=_until(day)) for one, day in days.items()
        ]


class KeepUntil(PartsPage):
    """The page: until which day."""

    name = "keep_until"
    kinds: ClassVar = {"keeping": Keeping}


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
