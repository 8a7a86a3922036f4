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
from ontmoet_research.change.assignments import ORIGIN
from ontmoet_research.model import columns_of
from ontmoet_research.screens.blocks import Block, buttons, fold, text
from ontmoet_research.screens.forms import Ask, Form, Options, words_of
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import FollowDetail, FollowPart, people_here
from .wording import day_told

KINDS = columns_of("assignments")["kind"].info["choices"]
SIZES = columns_of("assignments")["size"].info["choices"]


def places_here(part: FollowPart) -> Options:
    """The organisations to choose from, with none first."""
    known = [(row.object_id, row["label"]) for row in read_rows(part.project, "organisations")]
    return [("", say("follow_wishes.no_place")), *known]


def several_places(part: FollowPart) -> bool:
    """Whether there is an organisation to choose."""
    return len(list(places_here(part))) > 1


def _others(part: Holding) -> Options:
    holder = find(part.project, "assignments", part.opened)["holder_id"]
    return [("", say("follow_wishes.choose_someone")), *(one for one in people_here(part) if one[0] != holder)]


def _turn_hiding(project: Project, assignment_id: str) -> None:
    turn = show_details if find(project, "assignments", assignment_id)["details_hidden"] else hide_details
    turn(project, assignment_id)


def _describe(project: Project, assignment_id: str, **clicked: str | None) -> None:
    """Choosing what is chosen takes it away."""
    row = find(project, "assignments", assignment_id)
    describe_assignment(project, assignment_id, **{name: None if v == row[name] else v for name, v in clicked.items()})


KIND = Ask("kind", "follow_wishes.which_kind", "choice", words_of("follow_wishes.kind", KINDS))
SIZE = Ask("size", "follow_wishes.how_large", "choice", words_of("follow_wishes.size", SIZES))
PLACE = Ask("organisation_id", "follow_wishes.which_place", "list", places_here, when=several_places)
HIDE = Form("hide", _turn_hiding, ORIGIN, "follow_wishes.hide", main=False)
SHOW = Form("show", _turn_hiding, ORIGIN, "follow_wishes.show_again", main=False)
DESCRIBE = Form("describe", _describe, ORIGIN, asks=(KIND, SIZE, PLACE), at_once=True, fold="follow_wishes.put_right")
HAND_OVER = Form(
    "hand_over",
    hand_over,
    ORIGIN,
    "follow_wishes.keep_handing",
    (
        Ask("holder_id", "follow_wishes.next_holder", "list", _others, needs="follow_wishes.choose_next_holder"),
        Ask("note", "follow_wishes.handing_note", hint="follow_wishes.handing_hint"),
    ),
    fold="follow_wishes.hand_over",
)


class Holding(FollowDetail):
    """The part of an open assignment that is about its holder."""

    forms = (HIDE, SHOW, DESCRIBE, HAND_OVER)

    def may_read(self, row: dict[Any, Any]) -> bool:
        """Whether the person at work sees more of an assignment than how it stands."""
        return row["details_hidden"] is not True or may_show_details(self.project, row["assignment_id"])

    def hiding_blocks(self, row: dict[Any, Any]) -> list[Block]:
        """What hiding means, with the button for it; or that it is hidden, with the button for who may show it."""
        if row["details_hidden"] is True:
            show = self.form(SHOW) if self.may_read(row) else []
            return [text(say("follow_wishes.is_hidden")), *([buttons(*show)] if show else [])]
        return [fold(say("follow_wishes.hiding"), text(say("follow_wishes.hiding_means")), *self.form(HIDE))]

    def holding_blocks(self, row: dict[Any, Any]) -> list[Block]:
        """Handing it over, and what is noted about it."""
        return [*self.form(HAND_OVER), *self.form(DESCRIBE, now=row)]

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
