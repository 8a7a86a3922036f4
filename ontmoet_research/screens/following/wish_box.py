"""The wish box: every wish of the series, in its own words, with what became of it (B33)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ontmoet_research.change import (
    add_wish,
    chain,
    read_changes,
    read_decisions,
    reopen,
    whole_wish,
)
from ontmoet_research.change.wishes import ORIGIN
from ontmoet_research.screens.blocks import Block, buttons, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, correctable, later
from ontmoet_research.screens.said_by import SAID_BY
from ontmoet_research.screens.wishes_in_notes import WishesInNotes
from ontmoet_research.store import Project, rows_of, with_none
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import MEETING, FollowPart, of_meeting, told

if TYPE_CHECKING:
    import pandas as pd


TEXT = Ask("text", "record_meeting.stem", hint="record_meeting.wish_hint")


def _keep_wish(project: Project, session_id: str, text: str, perspective: str | None) -> str:
    return add_wish(project, whole_wish(text), session_id, perspective)


WHY_WAIT = Ask("reason", "follow_wishes.why_wait", hint="follow_wishes.wait_hint", column="parked_reason")
NEW = Form(
    "new",
    _keep_wish,
    ORIGIN,
    "record_meeting.keep_wish",
    (TEXT, SAID_BY),
    given=of_meeting,
    above=FollowPart.which_meeting,
    fold="follow_wishes.add_wish",
)
REOPEN = Form("reopen", reopen, ORIGIN, "follow_wishes.reopen", main=False)


class WishBox(FollowPart):
    """All wishes on one list, and one wish opened."""

    forms = (NEW, REOPEN)
    corrects = correctable(wishes=(replace(TEXT, label="correct.wish"), SAID_BY, MEETING, *later(WHY_WAIT)))

    def start(self) -> None:
        """Offer what stands in the notes."""
        self.in_notes = self.has(WishesInNotes, "in_notes")

    def blocks(self) -> list[Block]:
        """How many wishes there are, the list, what the notes offer, and the field for a new one; or the open wish."""
        rows = rows_of(self.chain())
        if one := next((row for row in rows if row["wish_id"] == self.opened), None):
            return self._one_wish(one)
        return [
            heading(say("follow_wishes.all")),
            text(self.counted()),
            *self.listed(map(self._line, rows), "follow_wishes.open_one"),
            *self.in_notes.drawn(),
            *self.form(NEW),
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
        again = self.form(REOPEN) if row["status"] in ("geparkeerd", "samengevoegd") else []
        return [
            heading(isolated(row["text"])),
            listing(lines),
            *([text(say("follow_wishes.joined")), listing(map(isolated, joined))] if joined else []),
            buttons(
                *again,
                self.correct_button("wishes", row["wish_id"]),
                self.back("follow_wishes.back"),
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
            if actor
            else say("follow_wishes.changed", what=isolated(what))
            for actor, what in zip(with_none(own["actor"]), own["what"], strict=True)
        ]

    def _line(self, row: dict[Any, Any]) -> Block:
        waits = say("follow_wishes.waits", reason=isolated(row["reason"])) if row["status"] == "geparkeerd" else ""
        more = " ".join(part for part in (f"{told(row['session_label'])}.", row["became"], waits) if part)
        return self.line(row["wish_id"], isolated(row["text"]), more)
