"""The meeting at which the group decides: one wish at a time, on a big screen, without a vote (B16, B34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.change import decide, merge, needs_reason, park
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, listing, text
from ontmoet_research.store import find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .parts import FollowPart

if TYPE_CHECKING:
    import pandas as pd

WAYS = ("take", "wait", "join")
FIELDS = ("what", "how", "dissent", "elsewhere", "wait_reason")


class Deciding(FollowPart):
    """What becomes of the open wishes, one after the other."""

    def start(self) -> None:
        """No wish was kept for later yet."""
        self.later: list[str] = []  # stays when the group looks at another part and comes back
        super().start()

    def close_all(self) -> None:
        """Begin with the first wish, with nothing chosen."""
        self.way, self.join_with = "", ""
        self.taking_part: list[str] = []
        super().close_all()

    @gesture
    def choose_way(self, way: str) -> None:
        """Choose what becomes of the wish; nothing is stored yet."""
        if way in WAYS:
            self.way = way
        self.refresh()

    @gesture
    def choose_who(self, value: str) -> None:
        """Someone takes part, or no longer."""
        self.taking_part = [one for one in self.taking_part if one != value] + [value] * (value not in self.taking_part)
        self.refresh()

    @gesture
    def choose_joined(self, value: str) -> None:
        """Choose the wish that this one belongs to."""
        self.join_with = value
        self.refresh()

    @gesture
    def keep_for_later(self) -> None:
        """Leave the wish open and look at the next one; it comes back at the end."""
        wish = self._wish_now()
        self.later = [one for one in self.later if one != wish] + [wish]
        self._next()
        self.refresh()

    @gesture
    def take_up(self) -> None:
        """Store the decision of the group."""
        wish, what, how, dissent, reason = self._wish_now(), *self.kept("what", "how", "dissent", "elsewhere")
        decide(
            self.project,
            wish,
            self._deciding_at(),
            what,
            how,
            self.taking_part,
            dissent_note=dissent,
            elsewhere_reason=reason,
        )
        self._next()
        self.done("change.decisions", say("follow_wishes.taken_up"))

    @gesture
    def let_wait(self) -> None:
        """Park the wish with its reason."""
        wish, (reason,) = self._wish_now(), self.kept("wait_reason")
        park(self.project, wish, reason)
        self._next()
        self.done("change.wishes", say("follow_wishes.parked"))

    @gesture
    def join(self) -> None:
        """Join the wish to the one that was chosen."""
        wish = self._wish_now()
        if not self.join_with:
            raise Refused("follow_wishes.choose_other_wish")
        merge(self.project, wish, self.join_with)
        self._next()
        self.done("change.wishes", say("follow_wishes.is_joined"))

    def deciding_part(self) -> list[Block]:
        """The wish to decide on now, and what can become of it."""
        waiting = self._waiting()
        if waiting.empty:
            return [text(say("follow_wishes.all_decided")), text(self.counted())]
        row, now = waiting.iloc[0], self._deciding_at()
        ways = [button(say(f"follow_wishes.way.{way}"), "choose_way", on=way == self.way, way=way) for way in WAYS]
        shown = {"take": self._take_form, "wait": self._wait_form, "join": self._join_form}.get(self.way)
        return [
            text(say("follow_wishes.wishes_left", n=len(waiting)), quiet=True),
            heading(isolated(row["text"])),
            listing([say("follow_wishes.said_at", meeting=row["session_label"]), *self._joined_lines(row["wish_id"])]),
            buttons(
                *ways, button(say("follow_wishes.way.later"), "keep_for_later"), label=say("follow_wishes.what_now")
            ),
            *(shown() if shown else []),
            *self.which_meeting(now),
        ]

    def _take_form(self) -> list[Block]:
        elsewhere = needs_reason(find(self.project, "sessions", self._deciding_at())["kind"])
        return [
            self.field("what", say("follow_wishes.what_do")),
            choices(say("follow_wishes.who"), "choose_who", self.group(), self.taking_part),
            self.field("how", say("follow_wishes.how")),
            self.field("dissent", say("follow_wishes.dissent"), hint=say("follow_wishes.dissent_hint")),
            *([self.field("elsewhere", say("follow_wishes.elsewhere"))] if elsewhere else []),
            button(say("follow_wishes.take_up"), "take_up", main=True),
        ]

    def _wait_form(self) -> list[Block]:
        return [
            self.field("wait_reason", say("follow_wishes.why_wait"), hint=say("follow_wishes.wait_hint")),
            button(say("follow_wishes.let_wait"), "let_wait", main=True),
        ]

    def _join_form(self) -> list[Block]:
        wishes = self.wishes()
        others = wishes[(wishes["wish_id"] != self._wish_now()) & (wishes["status"] != "samengevoegd")]
        options = [(row["wish_id"], isolated(row["text"])) for row in rows_of(others)]
        return [
            text(say("follow_wishes.both_stay")),
            choices(say("follow_wishes.join_which"), "choose_joined", options, self.join_with),
            button(say("follow_wishes.join"), "join", main=True),
        ]

    def _joined_lines(self, wish_id: str) -> list[str]:
        return [say("follow_wishes.also_said", wish=isolated(words)) for words in self.joined_to(wish_id)]

    def _waiting(self) -> pd.DataFrame:
        """The open wishes; those kept for later at the end."""
        found = self.wishes()
        found = found[found["status"] == "open"]
        place = {wish: number for number, wish in enumerate(self.later)}
        order = sorted(range(len(found)), key=lambda n: place.get(found["wish_id"].iloc[n], -1))
        return found.iloc[order]

    def _wish_now(self) -> str:
        waiting = self._waiting()
        if waiting.empty:
            raise Refused("follow_wishes.nothing_left")
        return str(waiting["wish_id"].iloc[0])

    def _deciding_at(self) -> str:
        return self.meeting_now("besluit", "workshop")

    def _next(self) -> None:
        """Empty the form for the wish that comes now."""
        self.way, self.join_with, self.taking_part = "", "", []
        self.forget(*FIELDS)
