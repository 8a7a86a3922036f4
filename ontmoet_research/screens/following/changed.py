"""What changed because of an assignment: written down where people are when they have it in mind."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import read_changes, record_change
from ontmoet_research.change.outcomes import ORIGIN as CHANGES
from ontmoet_research.record import iso_day
from ontmoet_research.screens.blocks import Block, button, listing, text
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.screens.part import Detail
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import FollowPage

FIELDS = ("what", "actor", "since")
ENDED_WELL = ("gelukt", "deels")


def _record(project: Project, series_id: str, assignment_id: str, what: str, actor: str, since: str) -> str:
    day = iso_day(since)
    return record_change(
        project, what, actor=actor or None, since=day, series_id=series_id, assignment_id=assignment_id
    )


CHANGED = Form(
    "changed",
    _record,
    CHANGES,
    "follow_wishes.keep_changed",
    tuple(Ask(name, f"see_changes.field.{name}", hint=f"see_changes.hint.{name}") for name in FIELDS),
    given=lambda part, _one: (part.series_id, part.opened),
    fold="follow_wishes.write_changed",
    said="follow_wishes.change_kept",
)


class WhatChanged(Detail[FollowPage]):
    """The part of an open assignment that begins a card of a change."""

    forms = (CHANGED,)

    def of(self, row: dict[Any, Any]) -> list[Block]:
        """The changes that came from it, and a short form for one; in sight as soon as it succeeded."""
        changes = read_changes(self.project)
        own = [isolated(what) for what in changes.loc[changes["assignment_id"] == row["assignment_id"], "what"]]
        ask = row["state"] in ENDED_WELL and not own
        return [
            *([text(say("follow_wishes.what_changed")), listing(own)] if own else []),
            *([button(say("follow_wishes.to_cards"), "go_to", door="veranderingen")] if own else []),
            *([text(say("follow_wishes.ask_changed"), strong=True)] if ask else []),
            *self.form(CHANGED, main=row["state"] in ENDED_WELL, folded=not ask),
        ]
