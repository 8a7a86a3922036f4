"""Stoppen of weghalen: someone stops, or takes words out. Told in words first; works at once, and can be taken back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import ClassVar

from ontmoet_research.privacy import SCOPES, Withdrawal, must_handle, preview_withdrawal, to_do_elsewhere, withdraw
from ontmoet_research.privacy.withdrawing import ORIGIN, STOP
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, text
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, Row
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say, say_count

from .about_someone import AboutSomeone, pieces_beside

WANTED = "wanted"


class Stopping(AboutSomeone):
    """Who, what they want, what that does, and doing it."""

    done_now: tuple[str, Withdrawal] | None = None
    """What was done just now, and what it did; until something is chosen again."""

    def close(self) -> None:
        """Nobody is chosen, and nothing that they want."""
        super().close()
        self.done_now = None

    def blocks(self) -> list[Block]:
        """The questions in order; each comes when the one before was answered."""
        shown: list[Block] = [*self.ask_about_whom()]
        if not self.opened:
            return shown
        wanted = self._wanted()
        now = wanted or (self.done_now[0] if self.done_now else "")
        scopes = [
            button(
                say(f"stop_or_remove.scope.{one}"),
                "choose",
                more=say(f"cli.withdraw.about.{one}"),
                on=one == now,
                value=one,
                name=WANTED,
            )
            for one in SCOPES
        ]
        shown.append(buttons(*scopes, label=say("stop_or_remove.wants", alias=self.alias())))
        if wanted:
            return [*shown, *self._beforehand(wanted)]
        return [*shown, *(self._afterwards(*self.done_now) if self.done_now else [])]

    @gesture
    def do_it(self) -> None:
        """Do what was shown."""
        scope = self._wanted()
        if not self.opened or not scope:
            raise Refused("stop_or_remove.choose_first")
        must_handle(self.project, self.opened)
        told = withdraw(self.project, self.opened, scope, date=today())
        self.chosen, self.done_now = {}, (scope, told)
        if told.changed:
            self.page.done(ORIGIN, say("stop_or_remove.done"))
        else:
            self.page.refresh()
            self.page.tell(say("cli.withdraw.same"))

    def taken_back(self, rows: Sequence[Row]) -> None:  # noqa: ARG002 - what was taken back does not matter here
        """Show again what it would do."""
        if self.done_now:
            self.chosen.setdefault(WANTED, self.done_now[0])
            self.done_now = None

    def _wanted(self) -> str:
        """What this person wants and was not done yet."""
        scope = self.chosen.get(WANTED, "")
        return scope if scope in SCOPES else ""

    def _beforehand(self, scope: str) -> list[Block]:
        told = preview_withdrawal(self.project, self.opened, scope, date=today())
        beside = [say_count("stop_or_remove.neighbours", len(told.neighbours))] if told.neighbours else []
        return [
            heading(say("stop_or_remove.beforehand")),
            listing([*what_goes(told), *beside], empty=say("stop_or_remove.nothing_goes")),
            text(until_when(told), quiet=True),
            button(say("stop_or_remove.do_it"), "do_it", main=True, more=say("stop_or_remove.can_be_undone")),
        ]

    def _afterwards(self, scope: str, told: Withdrawal) -> list[Block]:
        shown = [
            heading(say("stop_or_remove.afterwards")),
            listing(what_goes(told, done=True), empty=say("stop_or_remove.nothing_goes")),
        ]
        shown += pieces_beside(self.project, told.neighbours)
        if scope != STOP:
            shown += [heading(say("stop_or_remove.to_do")), listing(to_do_elsewhere(self.project))]
        return [*shown, text(say("stop_or_remove.erase_below"), quiet=True)]


class StopOrRemove(PartsPage):
    """The page: stopping, and taking words out."""

    name = "stop_or_remove"
    about_a_series = False  # everyone may handle what is their own
    kinds: ClassVar = {"stopping": Stopping}


def stop_or_remove(project: Project | None = None) -> StopOrRemove:
    """The part *Stoppen of weghalen* of notebook 90; ``project`` is the one of this notebook unless given."""
    return StopOrRemove(project or here())


def what_goes(told: Withdrawal, *, done: bool = False) -> list[str]:
    """What a withdrawal takes away and touches, in sentences; ``done``: it took place."""
    counts = (("pieces", told.pieces), ("quotes", told.quotes), ("own", told.own))
    return [
        *(say_count(f"cli.withdraw.{'gone.' if done else ''}{name}", n) for name, n in counts if n),
        *(say("erase.preview.reopened", title=isolated(title)) for title in told.reopened),
        *([say_count("erase.preview.fallen", told.fallen)] if told.fallen else []),
        *(say("cli.withdraw.read_again", title=isolated(title) or say("erase.untitled")) for title in told.read_again),
        *(say(f"cli.withdraw.trace.{trace.why}", place=trace.told()) for trace in told.traces),
    ]


def until_when(told: Withdrawal) -> str:
    """Until which day taking out was agreed on; what is printed can't be reached any more."""
    agreed = [
        say(
            "cli.withdraw.limit",
            purpose=say(f"privacy.purpose.{one}"),
            day=format_date(datetime.date.fromisoformat(day)),
        )
        for one, day in told.limits.items()
        if day
    ]
    return " ".join(agreed) or say("stop_or_remove.no_limit")
