"""Help that was asked, help that was offered and given, and a text to mail from one's own mailbox."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ontmoet_research.change import (
    give_help,
    help_asked,
    help_letter,
    offer_help,
    read_assignments,
    read_help_offers,
    read_progress,
)
from ontmoet_research.change.help import ORIGIN
from ontmoet_research.screens.blocks import Block, buttons, fold, heading, listing, marked, text
from ontmoet_research.screens.forms import Ask, Form, correctable, later
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .parts import FollowPart, people_here
from .wording import day_told

if TYPE_CHECKING:
    import pandas as pd


OFFER_TEXT = Ask("text", "follow_wishes.offer", hint="follow_wishes.offer_hint")
HELPER = Ask("helper_id", "follow_wishes.who_helps", "choice", people_here)
GIVEN_ON = Ask("day", "follow_wishes.given_on", "day", column="given_on")

OFFER = Form("offer", offer_help, ORIGIN, "follow_wishes.keep_offer", (OFFER_TEXT, HELPER))
GIVEN = Form("given", give_help, ORIGIN, asks=(GIVEN_ON,), fold="follow_wishes.was_it_given")


class HelpList(FollowPart):
    """Everything that was asked, or one thing opened."""

    forms = (OFFER, GIVEN)
    corrects = correctable(help_offers=(OFFER_TEXT, replace(HELPER, label="correct.helper"), *later(GIVEN_ON)))

    def blocks(self) -> list[Block]:
        """What was asked, with how much help there is; or the one that is open."""
        rows = rows_of(self._needs())
        if one := next((row for row in rows if row["progress_id"] == self.opened), None):
            return self._one_asked(one)
        if not rows:
            return [text(say("follow_wishes.nobody_asked"))]
        now = [self._asked_line(row) for row in rows if row["state"] == "loopt"]
        before = [self._asked_line(row) for row in rows if row["state"] != "loopt"]
        letter = marked(say("follow_wishes.letter"), [(help_letter(self._needs(everyone=True)), "")])
        return [
            heading(say("follow_wishes.help_asked")),
            *self.listed(now, empty="follow_wishes.nobody_asked"),
            *([fold(say("follow_wishes.help_of_ended"), buttons(*before))] if before else []),
            fold(say("follow_wishes.letter"), text(say("follow_wishes.letter_means")), letter),
        ]

    def _needs(self, *, everyone: bool = False) -> pd.DataFrame:
        """What was asked in this series; with ``everyone``, only what no holder keeps to themselves."""
        reader = None if everyone else self.project.who
        found = help_asked(
            read_progress(self.project, reader), read_assignments(self.project), read_help_offers(self.project)
        )
        return found[found["series_id"] == self.series_id]

    def _one_asked(self, row: dict[Any, Any]) -> list[Block]:
        offers = read_help_offers(self.project)
        own = rows_of(offers[offers["progress_id"] == row["progress_id"]])
        lines = [say("follow_wishes.for_what", what=isolated(row["what"])), row["session_label"]]
        lines += [say("follow_wishes.from_whom", whom=isolated(row["from_whom"]))] if row["from_whom"] else []
        still = [(one["help_offer_id"], one["text"], "") for one in own if not one["given_on"]]
        return [
            heading(isolated(row["need"])),
            listing(lines),
            heading(say("follow_wishes.help_offered")),
            listing(map(self._offer_told, own), empty=say("follow_wishes.no_help_yet")),
            *self.form(OFFER),
            *(self.form(GIVEN, still, which="follow_wishes.which_help") if still else []),
            *self.correct_fold("help_offers", [(one["help_offer_id"], one["text"]) for one in own]),
            buttons(self.back("follow_wishes.back")),
        ]

    def _offer_told(self, offer: dict[Any, Any]) -> str:
        who = self.alias(offer["helper_id"]) if offer["helper_id"] else say("follow_wishes.outside")
        day = day_told(offer["given_on"])
        if day:
            return say("follow_wishes.help_given", who=who, words=isolated(offer["text"]), day=day)
        return say("follow_wishes.help_promised", who=who, words=isolated(offer["text"]))

    def _asked_line(self, row: dict[Any, Any]) -> Block:
        offered = say_count("follow_wishes.offers", len(row["offers"]))
        given = say_count("follow_wishes.given", row["given"]) if row["given"] else ""
        more = " ".join(part for part in (isolated(row["what"]), offered, given) if part)
        return self.line(row["progress_id"], isolated(row["need"]), more)
