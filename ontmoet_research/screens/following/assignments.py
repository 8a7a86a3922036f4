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
from ontmoet_research.group import read_participants
from ontmoet_research.model.change import ASSIGNMENT_STATES as STATES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, select, text
from ontmoet_research.store import find, read_rows, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .changed import WhatChanged
from .holding import KINDS, SIZES, Holding
from .parts import told
from .wording import answers_told

if TYPE_CHECKING:
    import pandas as pd

PHASES = ("leren", "ontwikkelen", "uitvoeren", "evalueren")


class Assignments(Holding, WhatChanged):
    """All assignments on one list, one opened, or a new one."""

    def close_all(self) -> None:
        """Show the list."""
        self.assignment_id, self.decision_id = "", ""
        self.chosen: dict[str, str] = {}
        super().close_all()

    @gesture
    def open_assignment(self, assignment_id: str) -> None:
        """Look at one assignment."""
        self.assignment_id = assignment_id
        self.next_holder = ""
        self.forget("next_step", "stop_reason", "handing_note", "changed_what", "changed_actor", "changed_since")
        self.refresh()

    @gesture
    def back_to_assignments(self) -> None:
        """Back to the list; nothing changes."""
        self.assignment_id, self.decision_id, self.chosen = "", "", {}
        self.refresh()

    @gesture
    def start_assignment(self, decision_id: str) -> None:
        """Begin a new assignment for a decision."""
        self.decision_id = decision_id
        self.refresh()

    @gesture
    def choose_detail(self, value: str, name: str) -> None:
        """Choose holder, kind, size or organisation of the new assignment."""
        self.chosen[name] = value
        self.refresh()

    @gesture
    def take_on(self) -> None:
        """Store the new assignment and open it."""
        if not self.chosen.get("holder"):
            raise Refused("record.needs.decisions.who")
        made = assign(
            self.project,
            self.decision_id,
            self.chosen["holder"],
            kind=self.chosen.get("kind") or None,
            size=self.chosen.get("size") or None,
            organisation_id=self.chosen.get("organisation") or None,
        )
        self.decision_id, self.chosen, self.assignment_id = "", {}, made
        self.done("change.assignments")

    @gesture
    def choose_phase(self, value: str) -> None:
        """Say where in the loop it is now; going back is fine."""
        move(self.project, self.assignment_id, value)
        self.done("change.assignments")

    @gesture
    def choose_end(self, value: str) -> None:
        """Say how it ended; stopping takes the reason that was typed."""
        if value == "gestopt":
            (reason,) = self.kept("stop_reason")
            stop(self.project, self.assignment_id, reason)
        elif value == "loopt":
            go_on(self.project, self.assignment_id)
        else:
            finish(self.project, self.assignment_id, partly=value == "deels")
        self.forget("stop_reason")
        self.done("change.assignments")

    @gesture
    def choose_theme(self, value: str) -> None:
        """Connect a theme, or take it away."""
        known = list(find(self.project, "assignments", self.assignment_id)["theme_ids"])
        connected = [one for one in known if one != value] + [value] * (value not in known)
        connect_themes(self.project, self.assignment_id, connected)
        self.done("change.assignments")

    @gesture
    def keep_next_step(self) -> None:
        """Store the next small step."""
        (step,) = self.kept("next_step")
        set_next_step(self.project, self.assignment_id, step)
        self.forget("next_step")
        self.done("change.assignments")

    def assignments_part(self) -> list[Block]:
        """The list, the one that is open, or the form for a new one."""
        tasks = self.assignments()
        one = tasks[tasks["assignment_id"] == self.assignment_id].to_dict("records")
        if one:
            return self._one_assignment(one[0])
        return self._new_assignment() if self.decision_id else self._all_assignments(tasks)

    def _all_assignments(self, tasks: pd.DataFrame) -> list[Block]:
        decisions = self.decisions()
        free = decisions[~decisions["decision_id"].isin(tasks["decision_id"])]
        begin = [
            button(isolated(row["what"]), "start_assignment", decision_id=row["decision_id"])
            for row in decisions.to_dict("records")
        ]
        quiet = rests(tasks, read_participants(self.project))
        asleep = [isolated(what) for what in tasks.loc[tasks["assignment_id"].isin(quiet), "what"]]
        lines = [self._line(row) for row in tasks.to_dict("records") if row["assignment_id"] not in quiet]
        return [
            *([buttons(*lines, label=say("follow_wishes.which_assignment"))] if lines else []),
            *([] if lines else [text(say("follow_wishes.no_assignments"))]),
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
        fragile = [_fragile(row["what"], inside.get(row["assignment_id"])) for row in alone.to_dict("records")]
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

    def _line(self, row: dict[Any, Any]) -> Block:
        parts = [self.alias(row["holder_id"]), say(f"change.state.{row['state']}")]
        if self.may_read(row):
            parts += [say(f"follow_wishes.phase.{row['phase']}")] if told(row["phase"]) else []
            parts += [say(f"follow_wishes.size.{row['size']}")] if told(row["size"]) else []
        return button(
            isolated(row["what"]), "open_assignment", more=" · ".join(parts), assignment_id=row["assignment_id"]
        )

    def _one_assignment(self, row: dict[Any, Any]) -> list[Block]:
        phases = [(phase, say(f"follow_wishes.phase.{phase}")) for phase in PHASES]
        ends = [(end, say(f"follow_wishes.end.{end}")) for end in STATES]
        themes = [(t.object_id, isolated(t["title"])) for t in read_rows(self.project, "themes") if self._theme_here(t)]
        step = (
            {"hint": say("follow_wishes.step_now", step=isolated(told(row["next_step"])))}
            if told(row["next_step"])
            else {}
        )
        on = [
            self.field("next_step", say("follow_wishes.next_step"), **step),
            button(say("follow_wishes.keep_step"), "keep_next_step", main=True),
            choices(say("follow_wishes.where_in_loop"), "choose_phase", phases, told(row["phase"])),
        ]
        back = buttons(button(say("follow_wishes.back"), "back_to_assignments"))
        if not self.may_read(row):
            return [heading(isolated(row["what"])), listing(self._about(row)), *self.hiding_blocks(row), back]
        return [
            heading(isolated(row["what"])),
            listing(self._about(row)),
            *self._so_far(row),
            *self.changed_blocks(row),
            *(on if row["state"] == RUNNING else [fold(say("follow_wishes.still_step"), *on)]),
            fold(say("follow_wishes.loop_so_far"), listing(self.course(row["assignment_id"]))),
            fold(
                say("follow_wishes.ended"),
                self.field("stop_reason", say("follow_wishes.why_stop"), hint=say("follow_wishes.why_stop_hint")),
                choices(say("follow_wishes.how_ended"), "choose_end", ends, row["state"]),
            ),
            *(
                [
                    fold(
                        say("follow_wishes.themes"),
                        choices(say("follow_wishes.which_themes"), "choose_theme", themes, row["theme_ids"]),
                    )
                ]
                if themes
                else []
            ),
            *self.holding_blocks(row),
            *self.hiding_blocks(row),
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
        if not self.may_read(row):
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
        own = progress[progress["assignment_id"] == row["assignment_id"]].to_dict("records")
        said = [(answer, lines) for answer in own if (lines := answers_told(answer))]
        if not said:
            return []
        told_at = [block for one, lines in said for block in (text(one["session_label"], strong=True), listing(lines))]
        again = self.correct_fold("progress", [(one["progress_id"], one["session_label"]) for one, _ in said])
        return [fold(say("follow_wishes.so_far"), *told_at, *again)]

    def _theme_here(self, theme: Any) -> bool:
        return theme["status"] != "gestopt" and (not theme["series_scope"] or self.series_id in theme["series_scope"])

    def _new_assignment(self) -> list[Block]:
        decision = find(self.project, "decisions", self.decision_id)
        first = [person for person in self.group() if person[0] in decision["who"]]
        people = first + [person for person in self.group() if person not in first]
        kinds = [(kind, say(f"follow_wishes.kind.{_key(kind)}")) for kind in KINDS]
        sizes = [(size, say(f"follow_wishes.size.{size}")) for size in SIZES]
        places = self.places()
        return [
            heading(isolated(decision["what"])),
            text(say("follow_wishes.how_told", how=isolated(decision["how"]))),
            self._choice("holder", say("follow_wishes.who_takes_on"), people),
            self._choice("kind", say("follow_wishes.which_kind"), kinds),
            self._choice("size", say("follow_wishes.how_large"), sizes),
            *(
                [
                    select(
                        say("follow_wishes.which_place"),
                        "choose_detail",
                        places,
                        self.chosen.get("organisation", ""),
                        name="organisation",
                    )
                ]
                if len(places) > 1
                else []
            ),
            buttons(
                button(say("follow_wishes.take_on"), "take_on", main=True),
                button(say("follow_wishes.back"), "back_to_assignments"),
            ),
        ]

    def _choice(self, name: str, label: str, options: list[tuple[str, str]]) -> Block:
        taken = self.chosen.get(name)
        made = [button(words, "choose_detail", on=value == taken, value=value, name=name) for value, words in options]
        return buttons(*made, label=label)


def _key(kind: str) -> str:
    """The kind as a part of the name of a sentence."""
    return kind.replace(" ", "_")


def _fragile(what: str, inside: bool | None) -> str:
    """An assignment that hangs on one person, and whether the organisation goes on with it by itself (B26)."""
    if inside is None:
        return isolated(what)
    return say("follow_wishes.fragile_goes_on" if inside else "follow_wishes.fragile_stops", what=isolated(what))
