"""Assignments: who took on what, where it is in the loop, the next step, and what would fall with one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.change import (
    assign,
    by_theme,
    connect_themes,
    finish,
    go_on,
    goes_on_inside,
    hanging_on_one_person,
    move,
    read_progress,
    rests,
    set_next_step,
    stop,
)
from ontmoet_research.change.assignment_lists import RUNNING
from ontmoet_research.change.assignments import ORIGIN
from ontmoet_research.group import read_participants
from ontmoet_research.model.change import ASSIGNMENT_STATES as STATES
from ontmoet_research.screens.blocks import Block, buttons, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, correctable, later, words_of
from ontmoet_research.store import Project, Row, find, read_rows, read_table, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .changed import WhatChanged
from .holding import KIND, PLACE, SIZE, Holding
from .parts import FollowPart, told
from .wording import answers_told

if TYPE_CHECKING:
    import pandas as pd

PHASES = ("leren", "ontwikkelen", "uitvoeren", "evalueren")


def _themes_here(part: Assignments) -> Options:
    rows = read_rows(part.project, "themes")
    return [(row.object_id, isolated(row["title"])) for row in rows if part.has_theme(row)]


def _step_now(part: Assignments) -> str:
    now = find(part.project, "assignments", part.opened)["next_step"]
    return say("follow_wishes.step_now", step=isolated(now)) if now else ""


def _first_who_decided(part: NewAssignment) -> Options:
    """The people of the group; first who took part in the decision."""
    who = find(part.project, "decisions", part.opened)["who"]
    return sorted(part.group(), key=lambda one: one[0] not in who)


def _end(project: Project, assignment_id: str, reason: str, state: str) -> None:
    """Stopping takes the reason that was typed."""
    if state == "gestopt":
        stop(project, assignment_id, reason)
    elif state == RUNNING:
        go_on(project, assignment_id)
    else:
        finish(project, assignment_id, partly=state == "deels")


def _turn_theme(project: Project, assignment_id: str, theme: str) -> None:
    """Connect a theme, or take it away."""
    known = list(find(project, "assignments", assignment_id)["theme_ids"])
    connect_themes(project, assignment_id, [one for one in known if one != theme] + [theme] * (theme not in known))


def _open_made(part: NewAssignment, made: str) -> None:
    part.close()
    part.overview.opened = made


STEP = Ask("step", "follow_wishes.next_step", hint=_step_now, column="next_step")
WHY_STOP = Ask("reason", "follow_wishes.why_stop", hint="follow_wishes.why_stop_hint", column="stop_reason")
NEXT_STEP = Form("next_step", set_next_step, ORIGIN, "follow_wishes.keep_step", (STEP,))
IN_LOOP = Form(
    "in_loop",
    move,
    ORIGIN,
    asks=(Ask("phase", "follow_wishes.where_in_loop", "choice", words_of("follow_wishes.phase", PHASES)),),
    at_once=True,
)
END = Form(
    "end",
    _end,
    ORIGIN,
    asks=(WHY_STOP, Ask("state", "follow_wishes.how_ended", "choice", words_of("follow_wishes.end", STATES))),
    at_once=True,
    fold="follow_wishes.ended",
)
THEMES = Form(
    "themes",
    _turn_theme,
    ORIGIN,
    asks=(Ask("theme", "follow_wishes.which_themes", "several", _themes_here, column="theme_ids"),),
    at_once=True,
    fold="follow_wishes.themes",
)
TAKE_ON = Form(
    "take_on",
    assign,
    ORIGIN,
    "follow_wishes.take_on",
    (
        Ask(
            "holder_id", "follow_wishes.who_takes_on", "choice", _first_who_decided, needs="record.needs.decisions.who"
        ),
        KIND,
        SIZE,
        PLACE,
    ),
    then=_open_made,
)


class NewAssignment(FollowPart):
    """The form for a new assignment; what is open here is the decision that it carries out."""

    forms = (TAKE_ON,)
    overview: Assignments

    def blocks(self) -> list[Block]:
        """What was decided, and who takes it on."""
        decision = find(self.project, "decisions", self.opened)
        return [
            heading(isolated(decision["what"])),
            text(say("follow_wishes.how_told", how=isolated(decision["how"]))),
            *self.form(TAKE_ON, beside=[self.back("follow_wishes.back")]),
        ]


class Assignments(FollowPart):
    """All assignments on one list, one opened, or a new one."""

    forms = (NEXT_STEP, IN_LOOP, END, THEMES)
    corrects = correctable(assignments=(STEP, *later(WHY_STOP)))

    def start(self) -> None:
        """An open assignment has a part about its holder and one about what changed."""
        self.new = self.has(NewAssignment, "new")
        self.new.overview = self
        self.holding, self.changed = self.has(Holding, "holding"), self.has(WhatChanged, "changed")

    def blocks(self) -> list[Block]:
        """The list, the one that is open, or the form for a new one."""
        tasks = self.assignments()
        if one := next((row for row in rows_of(tasks) if row["assignment_id"] == self.opened), None):
            return self._one_assignment(one)
        return self.new.drawn() if self.new.opened else self._all_assignments(tasks)

    def _all_assignments(self, tasks: pd.DataFrame) -> list[Block]:
        decisions = self.decisions()
        free = decisions[~decisions["decision_id"].isin(tasks["decision_id"])]
        begin = [self.new.line(row["decision_id"], isolated(row["what"])) for row in rows_of(decisions)]
        quiet = rests(tasks, read_participants(self.project))
        asleep = [isolated(what) for what in tasks.loc[tasks["assignment_id"].isin(quiet), "what"]]
        lines = [self._task_line(row) for row in rows_of(tasks) if row["assignment_id"] not in quiet]
        return [
            *self.listed(lines, "follow_wishes.which_assignment", "follow_wishes.no_assignments"),
            *([text(say("follow_wishes.not_begun")), listing(map(isolated, free["what"]))] if len(free) else []),
            *(
                [fold(say("follow_wishes.new_assignment"), buttons(*begin, label=say("follow_wishes.which_decision")))]
                if begin
                else []
            ),
            *([fold(say("follow_wishes.asleep"), listing(asleep))] if asleep else []),
            *self._looked_at(tasks),
        ]

    def _looked_at(self, tasks: pd.DataFrame) -> list[Block]:
        """What the assignments look like together: what hangs on one person, and per theme."""
        people, places = read_participants(self.project), read_table(self.project, "organisations")
        alone = hanging_on_one_person(tasks, people, places)
        inside = goes_on_inside(alone, people, places)
        fragile = [_fragile(row["what"], inside.get(row["assignment_id"])) for row in rows_of(alone)]
        connected = by_theme(tasks, read_table(self.project, "themes"))
        per_theme = [
            say("follow_wishes.in_theme", theme=told(title) or say("follow_wishes.no_theme"), what=isolated(what))
            for title, what in zip(connected["title"], connected["what"], strict=True)
        ]
        return [
            fold(
                say("follow_wishes.fragile"),
                text(say("follow_wishes.fragile_means")),
                listing(fragile, empty=say("follow_wishes.nothing_fragile")),
            ),
            fold(say("follow_wishes.per_theme"), listing(per_theme, empty=say("follow_wishes.no_assignments"))),
        ]

    def _task_line(self, row: dict[Any, Any]) -> Block:
        parts = [self.alias(row["holder_id"]), say(f"change.state.{row['state']}")]
        if self.holding.may_read(row):
            parts += [say(f"follow_wishes.phase.{row['phase']}")] if told(row["phase"]) else []
            parts += [say(f"follow_wishes.size.{row['size']}")] if told(row["size"]) else []
        return self.line(row["assignment_id"], isolated(row["what"]), " · ".join(parts))

    def _one_assignment(self, row: dict[Any, Any]) -> list[Block]:
        back = buttons(self.back("follow_wishes.back"))
        if not self.holding.may_read(row):
            return [heading(isolated(row["what"])), listing(self._about(row)), *self.holding.hiding_blocks(row), back]
        on = [*self.form(NEXT_STEP), *self.form(IN_LOOP, now=row)]
        return [
            heading(isolated(row["what"])),
            listing(self._about(row)),
            *self._so_far(row),
            *self.changed.of(row),
            *(on if row["state"] == RUNNING else [fold(say("follow_wishes.still_step"), *on)]),
            fold(say("follow_wishes.loop_so_far"), listing(self.holding.course(row["assignment_id"]))),
            *self.form(END, now=row),
            *(self.form(THEMES, now=row) if _themes_here(self) else []),
            *self.holding.holding_blocks(row),
            *self.holding.hiding_blocks(row),
            buttons(self.correct_button("assignments", row["assignment_id"])),
            back,
        ]

    def _about(self, row: dict[Any, Any]) -> list[str]:
        place = next(
            (o["label"] for o in read_rows(self.project, "organisations") if o.object_id == row["organisation_id"]), ""
        )
        lines = [
            say("follow_wishes.held_by", alias=self.alias(row["holder_id"])),
            say(f"follow_wishes.is.{row['state']}"),
        ]
        if not self.holding.may_read(row):
            return lines
        lines += (
            [say("follow_wishes.kind_is", kind=say(f"follow_wishes.kind.{_key(row['kind'])}"))]
            if told(row["kind"])
            else []
        )
        lines += [say(f"follow_wishes.size_is.{row['size']}")] if told(row["size"]) else []
        lines += [say("follow_wishes.at", place=isolated(place))] if place else []
        return lines + (
            [say("follow_wishes.stopped_because", reason=isolated(row["stop_reason"]))]
            if told(row["stop_reason"])
            else []
        )

    def _so_far(self, row: dict[Any, Any]) -> list[Block]:
        progress = read_progress(self.project, self.project.who)
        own = rows_of(progress[progress["assignment_id"] == row["assignment_id"]])
        said = [(answer, lines) for answer in own if (lines := answers_told(answer))]
        if not said:
            return []
        told_at = [block for one, lines in said for block in (text(one["session_label"], strong=True), listing(lines))]
        again = self.correct_fold("progress", [(one["progress_id"], one["session_label"]) for one, _ in said])
        return [fold(say("follow_wishes.so_far"), *told_at, *again)]

    def has_theme(self, theme: Row) -> bool:
        """Whether the group works with this theme."""
        return theme["status"] != "gestopt" and (not theme["series_scope"] or self.series_id in theme["series_scope"])


def _key(kind: str) -> str:
    """The kind as a part of the name of a sentence."""
    return kind.replace(" ", "_")


def _fragile(what: str, inside: bool | None) -> str:
    """An assignment that hangs on one person, and whether the organisation goes on with it by itself (B26)."""
    if inside is None:
        return isolated(what)
    return say("follow_wishes.fragile_goes_on" if inside else "follow_wishes.fragile_stops", what=isolated(what))
