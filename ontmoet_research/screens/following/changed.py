"""What changed because of an assignment: written down where people are when they have it in mind."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import read_changes, record_change
from ontmoet_research.change.outcomes import ORIGIN as CHANGES
from ontmoet_research.group.days import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, listing, text
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import FollowPart

FIELDS = ("changed_what", "changed_actor", "changed_since")
ENDED_WELL = ("gelukt", "deels")


class WhatChanged(FollowPart):
    """The part of an open assignment that begins a card of a change."""

    assignment_id = ""

    @gesture
    def keep_what_changed(self) -> None:
        """Store a change that came from the open assignment; its card is in the notebook of changes."""
        what, actor = self.kept("changed_what", "changed_actor")
        record_change(
            self.project,
            what,
            actor=actor or None,
            since=iso_day(self.typed.get("changed_since")),
            series_id=self.series_id,
            assignment_id=self.assignment_id,
        )
        self.forget(*FIELDS)
        self.done(CHANGES, say("follow_wishes.change_kept"))

    def changed_blocks(self, row: dict[Any, Any]) -> list[Block]:
        """The changes that came from it, and a short form for one; in sight as soon as it succeeded."""
        changes = read_changes(self.project)
        own = [isolated(what) for what in changes.loc[changes["assignment_id"] == row["assignment_id"], "what"]]
        form = [
            self.field("changed_what", say("see_changes.field.what"), hint=say("see_changes.hint.what")),
            self.field("changed_actor", say("see_changes.field.actor"), hint=say("see_changes.hint.actor")),
            self.field("changed_since", say("see_changes.field.since"), hint=say("see_changes.hint.since")),
            button(say("follow_wishes.keep_changed"), "keep_what_changed", main=row["state"] in ENDED_WELL),
        ]
        ask = row["state"] in ENDED_WELL and not own
        return [
            *([text(say("follow_wishes.what_changed")), listing(own)] if own else []),
            *([button(say("follow_wishes.to_cards"), "go_to", door="veranderingen")] if own else []),
            *([text(say("follow_wishes.ask_changed"), strong=True), *form] if ask else []),
            *([] if ask else [fold(say("follow_wishes.write_changed"), *form)]),
        ]
