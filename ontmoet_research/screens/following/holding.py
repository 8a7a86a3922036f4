"""Whose an assignment is: who may read what is in it, handing it over, and putting right what is noted about it."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import (
    describe_assignment,
    hand_over,
    hide_details,
    holder_moments,
    loop_moments,
    may_show_details,
    notes_on,
    show_details,
)
from ontmoet_research.model import columns_of
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, select, text
from ontmoet_research.store import find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .putting_right import PuttingRight
from .wording import day_told

KINDS = columns_of("assignments")["kind"].info["choices"]
SIZES = columns_of("assignments")["size"].info["choices"]


class Holding(PuttingRight):
    """The part of an open assignment that is about its holder."""

    assignment_id = ""
    next_holder = ""

    def close_all(self) -> None:
        """Nobody is chosen to take something over."""
        self.next_holder = ""
        super().close_all()

    @gesture
    def turn_hiding(self) -> None:
        """Hide what is in the assignment, or show it again."""
        turn = show_details if find(self.project, "assignments", self.assignment_id)["details_hidden"] else hide_details
        turn(self.project, self.assignment_id)
        self.done("change.assignments")

    @gesture
    def describe_task(self, value: str, name: str) -> None:
        """Put right the kind, size or organisation of the assignment; choosing what is chosen takes it away."""
        now = find(self.project, "assignments", self.assignment_id)[name]
        describe_assignment(self.project, self.assignment_id, **{name: None if value in ("", now) else value})
        self.done("change.assignments")

    @gesture
    def choose_next_holder(self, value: str) -> None:
        """Say who takes it over; nothing is stored yet."""
        self.next_holder = value
        self.refresh()

    @gesture
    def hand_over(self) -> None:
        """Store that someone else goes on with it, with what was said."""
        if not self.next_holder:
            raise Refused("follow_wishes.choose_next_holder")
        (note,) = self.kept("handing_note")
        hand_over(self.project, self.assignment_id, self.next_holder, note)
        self.next_holder = ""
        self.forget("handing_note")
        self.done("change.assignments")

    def may_read(self, row: dict[Any, Any]) -> bool:
        """Whether the person at work sees more of an assignment than how it stands."""
        return row["details_hidden"] is not True or may_show_details(self.project, row["assignment_id"])

    def places(self) -> list[tuple[str, str]]:
        """The organisations to choose from, with none first."""
        known = [(row.object_id, row["label"]) for row in read_rows(self.project, "organisations")]
        return [("", say("follow_wishes.no_place")), *known]

    def hiding_blocks(self, row: dict[Any, Any]) -> list[Block]:
        """What hiding means, with the button for it; or that it is hidden, with the button for who may show it."""
        if row["details_hidden"] is True:
            show = button(say("follow_wishes.show_again"), "turn_hiding")
            return [text(say("follow_wishes.is_hidden")), *([buttons(show)] if self.may_read(row) else [])]
        means = text(say("follow_wishes.hiding_means"))
        return [fold(say("follow_wishes.hiding"), means, button(say("follow_wishes.hide"), "turn_hiding"))]

    def holding_blocks(self, row: dict[Any, Any]) -> list[Block]:
        """Handing it over, and what is noted about it."""
        others = [one for one in self.group() if one[0] != row["holder_id"]]
        kinds = [(kind, say(f"follow_wishes.kind.{kind.replace(' ', '_')}")) for kind in KINDS]
        sizes = [(size, say(f"follow_wishes.size.{size}")) for size in SIZES]
        place = row["organisation_id"] or ""
        where = select(say("follow_wishes.which_place"), "describe_task", self.places(), place, name="organisation_id")
        return [
            fold(
                say("follow_wishes.hand_over"),
                select(
                    say("follow_wishes.next_holder"),
                    "choose_next_holder",
                    [("", say("follow_wishes.choose_someone")), *others],
                    self.next_holder,
                ),
                self.field("handing_note", say("follow_wishes.handing_note"), hint=say("follow_wishes.handing_hint")),
                button(say("follow_wishes.keep_handing"), "hand_over", main=True),
            ),
            fold(
                say("follow_wishes.put_right"),
                self._noted("kind", say("follow_wishes.which_kind"), kinds, row),
                self._noted("size", say("follow_wishes.how_large"), sizes, row),
                *([where] if len(self.places()) > 1 else []),
            ),
        ]

    def course(self, assignment_id: str) -> list[str]:
        """How it went: where in the loop it was, who took it over, and what was said then."""
        phases = [
            (day, say("follow_wishes.moment", day=day_told(day), phase=say(f"follow_wishes.phase.{phase}")))
            for phase, day in loop_moments(self.project, assignment_id)
        ]
        taken = [
            (day, say("follow_wishes.took_over", day=day_told(day), alias=self.alias(holder)))
            for holder, day in holder_moments(self.project, assignment_id)[1:]
        ]
        said = [(row.at[:10], isolated(row["text"])) for row in notes_on(self.project, assignment_id)]
        return [words for _, words in sorted([*phases, *taken, *said], key=lambda one: one[0])]

    def _noted(self, name: str, label: str, options: list[tuple[str, str]], row: dict[Any, Any]) -> Block:
        made = [
            button(words, "describe_task", on=value == row[name], value=value, name=name) for value, words in options
        ]
        return buttons(*made, label=label)
