"""The wish box: every wish of the series, in its own words, with what became of it (B33)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.change import (
    add_wish,
    chain,
    read_changes,
    read_decisions,
    reopen,
    whole_wish,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.said_by import ask_said_by
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import told
from .putting_right import PuttingRight

if TYPE_CHECKING:
    import pandas as pd


class WishBox(PuttingRight):
    """All wishes on one list, and one wish opened."""

    def close_all(self) -> None:
        """Show the list."""
        self.wish_id, self.said_by = "", ""
        super().close_all()

    @gesture
    def keep_wish(self) -> None:
        """Store a wish in the words in which it was said."""
        (words,) = self.kept("wish")
        add_wish(self.project, whole_wish(words), self.meeting_now(), self.said_by or None)
        self.said_by = ""
        self.forget("wish")
        self.done("change.wishes")

    @gesture
    def choose_said_by(self, value: str) -> None:
        """Say from which perspective the new wish was said; that may stay empty."""
        self.said_by = value
        self.refresh()

    @gesture
    def open_wish(self, wish_id: str) -> None:
        """Look at one wish."""
        self.wish_id = wish_id
        self.refresh()

    @gesture
    def back_to_wishes(self) -> None:
        """Back to the list."""
        self.wish_id = ""
        self.refresh()

    @gesture
    def reopen_wish(self, wish_id: str) -> None:
        """Make a wish that waits or was joined open again."""
        reopen(self.project, wish_id)
        self.done("change.wishes")

    def wishes_part(self) -> list[Block]:
        """The field for a new wish, how many there are, and the list; or the wish that is open."""
        followed = self.chain()
        one = followed[followed["wish_id"] == self.wish_id].to_dict("records")
        if one:
            return self._one_wish(one[0])
        now = self.meeting_now()
        new = [
            *self.which_meeting(now),
            self.field("wish", say("record_meeting.stem"), hint=say("record_meeting.wish_hint")),
            ask_said_by("choose_said_by", self.said_by),
            button(say("record_meeting.keep_wish"), "keep_wish", main=True),
        ]
        return [
            heading(say("follow_wishes.all")),
            text(self.counted()),
            buttons(*(_line(row) for row in followed.to_dict("records")), label=say("follow_wishes.open_one")),
            fold(say("follow_wishes.add_wish"), *new),
        ]

    def chain(self) -> pd.DataFrame:
        """What became of each wish of the series; see :func:`ontmoet_research.change.chain`."""
        decisions, changes = read_decisions(self.project), read_changes(self.project)
        return chain(self.wishes(), decisions, self.assignments(), changes)

    def _one_wish(self, row: dict[Any, Any]) -> list[Block]:
        lines = [
            say("follow_wishes.said_at", meeting=row["session_label"]),
            *self._said_from(row["wish_id"]),
            row["became"],
            *([say(f"follow_wishes.reason.{row['status']}", reason=isolated(row["reason"]))] if row["reason"] else []),
            *([say("follow_wishes.decided", what=isolated(row["decision"]))] if row["decision"] else []),
            *([say("follow_wishes.how_told", how=isolated(row["how"]))] if row["how"] else []),
            *([say("follow_wishes.states", states=row["assignment_text"])] if row["assignment_text"] else []),
            *self._also_decided(row["wish_id"]),
            *self._changed(row["wish_id"]),
        ]
        joined = self.joined_to(row["wish_id"])
        again = button(say("follow_wishes.reopen"), "reopen_wish", wish_id=row["wish_id"])
        return [
            heading(isolated(row["text"])),
            listing(lines),
            *([text(say("follow_wishes.joined")), listing(map(isolated, joined))] if joined else []),
            buttons(
                *([again] if row["status"] in ("geparkeerd", "samengevoegd") else []),
                self.correct_button("wishes", row["wish_id"]),
                button(say("follow_wishes.back"), "back_to_wishes"),
            ),
            *self._correct_decision(row["wish_id"]),
        ]

    def _said_from(self, wish_id: str) -> list[str]:
        wishes = self.wishes()
        found = wishes.loc[wishes["wish_id"] == wish_id, "said_by_perspective"].dropna()
        return [say("follow_wishes.said_from", who=say(f"group.perspective.{one}")) for one in found]

    def _correct_decision(self, wish_id: str) -> list[Block]:
        decisions = self.decisions()
        own = decisions[decisions["wish_id"] == wish_id]
        named = zip(own["decision_id"], own["what"], strict=True)
        return self.correct_fold("decisions", named, say("follow_wishes.correct_decision"))

    def _also_decided(self, wish_id: str) -> list[str]:
        """Who saw it differently, and why it was decided elsewhere: it stays with the decision."""
        decisions = self.decisions()
        own = decisions[decisions["wish_id"] == wish_id]
        return [
            say(f"follow_wishes.{key}", words=isolated(words))
            for key, name in (("seen_differently", "dissent_note"), ("why_elsewhere", "elsewhere_reason"))
            for words in own[name].dropna()
        ]

    def _changed(self, wish_id: str) -> list[str]:
        changes = read_changes(self.project)
        own = changes[changes["wish_id"] == wish_id]
        return [
            say("follow_wishes.changed_who", actor=isolated(actor), what=isolated(what))
            if isinstance(actor, str)
            else say("follow_wishes.changed", what=isolated(what))
            for actor, what in zip(own["actor"], own["what"], strict=True)
        ]


def _line(row: dict[Any, Any]) -> Block:
    waits = say("follow_wishes.waits", reason=isolated(row["reason"])) if row["status"] == "geparkeerd" else ""
    more = " ".join(part for part in (f"{told(row['session_label'])}.", row["became"], waits) if part)
    return button(isolated(row["text"]), "open_wish", more=more, wish_id=row["wish_id"])
