"""Promises of the series: what is still open, and what was kept (D10)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ontmoet_research.change import keep_promise, open_promises, promise, read_promises
from ontmoet_research.change.promises import ORIGIN
from ontmoet_research.screens.blocks import Block, fold, listing
from ontmoet_research.screens.forms import Ask, Form, Options, correctable, later, of_series
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import FollowPart, meetings_here, told
from .wording import day_told


def _maybe_at(part: FollowPart) -> Options:
    return [("", say("correct.nothing")), *meetings_here(part)]


WHAT = Ask("what", "follow_wishes.promise_what")
WHOM = Ask("to_whom", "follow_wishes.promise_whom")
BY = Ask("by_whom", "follow_wishes.promise_by")
DUE = Ask("due", "follow_wishes.promise_due", "day")
AT = Ask("session_id", "follow_wishes.promised_at", "list", _maybe_at)
DONE_ON = Ask("day", "follow_wishes.kept_on", "day", column="done_on")

NEW = Form(
    "new",
    promise,
    ORIGIN,
    "follow_wishes.keep_promise",
    (WHAT, WHOM, BY, DUE, AT),
    given=of_series,
    fold="follow_wishes.new_promise",
)
KEPT = Form("kept", keep_promise, ORIGIN, asks=(DONE_ON,), fold="follow_wishes.is_it_kept")


class Promises(FollowPart):
    """A short list."""

    forms = (NEW, KEPT)
    corrects = correctable(promises=(WHAT, WHOM, BY, AT, DUE, *later(replace(DONE_ON, label="correct.done_on"))))

    def blocks(self) -> list[Block]:
        """What is still open, a new promise, and what was kept."""
        everything = read_promises(self.project)
        own = everything[everything["series_id"] == self.series_id]
        still = rows_of(open_promises(own))
        kept = [row for row in rows_of(own) if told(row["done_on"])]
        lines = [f"{isolated(row['what'])} {_promised(row)}" for row in still]
        which = [(row["promise_id"], row["what"], _promised(row)) for row in still]
        return [
            listing(lines, empty=say("follow_wishes.no_open_promises")),
            *(self.form(KEPT, which, which="follow_wishes.which_promise") if still else []),
            *self.form(NEW),
            *([fold(say("follow_wishes.kept_promises"), listing(map(_kept, kept)))] if kept else []),
            *self.correct_fold("promises", [(row["promise_id"], row["what"]) for row in [*still, *kept]]),
        ]


def _promised(row: dict[Any, Any]) -> str:
    parts = [say("follow_wishes.promised_to", whom=isolated(row["to_whom"]))]
    parts += [say("follow_wishes.promised_by", whom=isolated(row["by_whom"]))] if told(row["by_whom"]) else []
    parts += [say("follow_wishes.promised_for", day=day_told(row["due"]))] if told(row["due"]) else []
    return " ".join(parts)


def _kept(row: dict[Any, Any]) -> str:
    return say("follow_wishes.promise_kept", what=isolated(row["what"]), day=day_told(row["done_on"]))
