"""Help that was asked, help that was offered and given, and a text to mail from one's own mailbox."""

from __future__ import annotations

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
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, marked, text
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .putting_right import PuttingRight
from .wording import day_told

if TYPE_CHECKING:
    import pandas as pd


class HelpList(PuttingRight):
    """Everything that was asked, or one thing opened."""

    def close_all(self) -> None:
        """Show the list."""
        self.asked_id, self.helper_id = "", ""
        super().close_all()

    @gesture
    def open_asked(self, progress_id: str) -> None:
        """Look at one thing that was asked."""
        self.asked_id, self.helper_id = progress_id, ""
        self.forget("offer", "given_on")
        self.refresh()

    @gesture
    def back_to_help(self) -> None:
        """Back to the list."""
        self.asked_id = ""
        self.refresh()

    @gesture
    def choose_helper(self, value: str) -> None:
        """Say who helps; choosing the same again means someone outside the group."""
        self.helper_id = "" if value == self.helper_id else value
        self.refresh()

    @gesture
    def keep_offer(self) -> None:
        """Store the help that someone offers."""
        (words,) = self.kept("offer")
        offer_help(self.project, self.asked_id, words, self.helper_id or None)
        self.helper_id = ""
        self.forget("offer")
        self.done("change.help")

    @gesture
    def was_given(self, offer_id: str) -> None:
        """Say that this help was given, on the day that was typed."""
        give_help(self.project, offer_id, self.typed.get("given_on", ""))
        self.forget("given_on")
        self.done("change.help")

    def help_part(self) -> list[Block]:
        """What was asked, with how much help there is; or the one that is open."""
        asked = self._asked()
        one = asked[asked["progress_id"] == self.asked_id].to_dict("records")
        if one:
            return self._one_asked(one[0])
        if asked.empty:
            return [text(say("follow_wishes.nobody_asked"))]
        now = [_line(row) for row in asked.to_dict("records") if row["state"] == "loopt"]
        before = [_line(row) for row in asked.to_dict("records") if row["state"] != "loopt"]
        return [
            heading(say("follow_wishes.help_asked")),
            *([buttons(*now)] if now else [text(say("follow_wishes.nobody_asked"))]),
            *([fold(say("follow_wishes.help_of_ended"), buttons(*before))] if before else []),
            fold(
                say("follow_wishes.letter"),
                text(say("follow_wishes.letter_means")),
                marked(say("follow_wishes.letter"), [(help_letter(self._asked(everyone=True)), "")]),
            ),
        ]

    def _asked(self, *, everyone: bool = False) -> pd.DataFrame:
        """What was asked in this series; with ``everyone``, only what no holder keeps to themselves."""
        reader = None if everyone else self.project.who
        found = help_asked(
            read_progress(self.project, reader), read_assignments(self.project), read_help_offers(self.project)
        )
        return found[found["series_id"] == self.series_id]

    def _one_asked(self, row: dict[Any, Any]) -> list[Block]:
        offers = read_help_offers(self.project)
        own = offers[offers["progress_id"] == row["progress_id"]].to_dict("records")
        lines = [say("follow_wishes.for_what", what=isolated(row["what"])), row["session_label"]]
        lines += [say("follow_wishes.from_whom", whom=isolated(row["from_whom"]))] if row["from_whom"] else []
        still = [one for one in own if not isinstance(one["given_on"], str)]
        return [
            heading(isolated(row["need"])),
            listing(lines),
            heading(say("follow_wishes.help_offered")),
            listing(map(self._offer_told, own), empty=say("follow_wishes.no_help_yet")),
            self.field("offer", say("follow_wishes.offer"), hint=say("follow_wishes.offer_hint")),
            choices(say("follow_wishes.who_helps"), "choose_helper", self.group(), self.helper_id),
            button(say("follow_wishes.keep_offer"), "keep_offer", main=True),
            *(self._giving(still) if still else []),
            *self.correct_fold("help_offers", [(one["help_offer_id"], one["text"]) for one in own]),
            buttons(button(say("follow_wishes.back"), "back_to_help")),
        ]

    def _giving(self, still: list[dict[Any, Any]]) -> list[Block]:
        made = [button(isolated(one["text"]), "was_given", offer_id=one["help_offer_id"]) for one in still]
        day = self.field("given_on", say("follow_wishes.given_on"), hint=say("record_meeting.day_hint"))
        return [fold(say("follow_wishes.was_it_given"), day, buttons(*made, label=say("follow_wishes.which_help")))]

    def _offer_told(self, offer: dict[Any, Any]) -> str:
        who = self.alias(offer["helper_id"]) if isinstance(offer["helper_id"], str) else say("follow_wishes.outside")
        day = day_told(offer["given_on"])
        if day:
            return say("follow_wishes.help_given", who=who, words=isolated(offer["text"]), day=day)
        return say("follow_wishes.help_promised", who=who, words=isolated(offer["text"]))


def _line(row: dict[Any, Any]) -> Block:
    offered = say_count("follow_wishes.offers", len(row["offers"]))
    given = say_count("follow_wishes.given", row["given"]) if row["given"] else ""
    more = " ".join(part for part in (isolated(row["what"]), offered, given) if part)
    return button(isolated(row["need"]), "open_asked", more=more, progress_id=row["progress_id"])
