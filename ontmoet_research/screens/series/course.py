"""Part *Reeks*: how the series goes, its numbers with their source, its meetings and what happened between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.change.promises import before_closing
from ontmoet_research.group import (
    change_phase,
    change_series,
    close_series,
    compare_with_care,
    phase_plan,
    planned_and_held,
    read_phases,
    read_series,
    series_tree,
    set_parent,
    set_planned_count,
    time_between,
    whole_number,
)
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.record import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, findings, fold, heading, listing, phases, text
from ontmoet_research.store import Project, find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .about_series import AboutPart
from .meetings import MeetingsPart
from .page import PARTS, pick
from .timeline import TimelinePart

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("interval_weeks", "span_months")
NOTES = ("end_note", "result_note")
METHOD = ("method", "method_version", "method_note")


class CoursePart(AboutPart, MeetingsPart, TimelinePart):
    """The course of the series."""

    phase_id = ""

    def course_part(self) -> list[Block]:
        """The phase bar, what to arrange, and folded below what can be looked at and changed."""
        return [
            *self.which(),
            heading(say("set_up_series.phases")),
            phases(_bar(self.plan())),
            *self._closed(),
            heading(say("set_up_series.to_arrange")),
            findings(self.found("series"), empty=say("set_up_series.all_arranged")),
            *self._elsewhere(),
            self.about_fold(),
            fold(say("set_up_series.numbers"), *self._numbers()),
            self.timeline_fold(),
            self.meeting_fold(),
            fold(say("set_up_series.way"), *self._way()),
            *self._family(),
            *self._closing(),
        ]

    @gesture
    def choose_phase(self, value: str) -> None:
        """Look at the numbers of a phase."""
        self.phase_id = value
        self.forget("count", *NUMBERS, "number_source", "started_on", *NOTES)
        if value:
            phase = find(self.project, "phases", value)
            self.typed |= {name: phase[name] or "" for name in NOTES}
            self.typed["started_on"] = day_in_words(phase["started_on"]) if phase["started_on"] else ""
            told = {"count": phase["planned_count"], **{name: phase[name] for name in NUMBERS}}
            self.typed |= {name: "" if number is None else str(number) for name, number in told.items()}
        self.refresh()

    @gesture
    def keep_numbers(self) -> None:
        """Keep the numbers of the phase; meetings are planned or taken away to fit."""
        numbers = {name: whole_number(self.typed.get(name, "")) for name in ("count", *NUMBERS)}
        count, source = numbers.pop("count"), self.typed.get("number_source", "")
        if count is None:
            raise Refused("set_up_series.needs_count")
        self.keep("group.series", set_planned_count, self.phase_id, count, source, **numbers)
        self.forget("number_source")
        self.refresh()

    @gesture
    def keep_notes(self) -> None:
        """Keep what the phase brought, and why it ended earlier or later than planned."""
        told = {name: self.typed.get(name, "").strip() or None for name in NOTES}
        told["started_on"] = iso_day(self.typed.get("started_on", ""))
        if any(find(self.project, "phases", self.phase_id)[name] != words for name, words in told.items()):
            self.keep("group.series", change_phase, self.phase_id, **told)

    @gesture
    def keep_method(self) -> None:
        """Keep how the group works, and what it does otherwise."""
        told = {name: self.typed.get(name, "").strip() or None for name in METHOD}
        if any(self.open_series()[name] != words for name, words in told.items()):
            self.keep("group.series", change_series, self.series_id, **told)

    @gesture
    def choose_parent(self, value: str) -> None:
        """Say which series this one grew out of."""
        self.keep("group.series", set_parent, self.series_id, value or None)

    @gesture
    def close_it(self) -> None:
        """Close the series."""
        told = (self.typed.get("closed_on", ""), self.typed.get("why_closed", ""))
        self.keep("group.series", close_series, self.series_id, *told)
        self.forget("closed_on", "why_closed")
        self.refresh()

    def _closed(self) -> list[Block]:
        row = self.open_series()
        if not row["ended_on"]:
            return []
        why = isolated(row["end_note"] or "")
        return [text(say("set_up_series.closed", day=day_in_words(row["ended_on"]), why=why)), *self._promised()]

    def _promised(self) -> list[Block]:
        """Promises that are still open; they stop nobody from closing (D10)."""
        left = before_closing(self.project, self.series_id)
        return [findings(left, empty="")] if left else []

    def _elsewhere(self) -> list[Block]:
        parts = [say(f"set_up_series.part.{part}") for part in PARTS if part != "series" and self.found(part)]
        return [text(say("set_up_series.elsewhere", parts=join_words(parts)), quiet=True)] if parts else []

    def _numbers(self) -> list[Block]:
        plan = self.plan()
        told = listing(_number_line(phase) for phase in rows_of(plan))
        names = [(one["phase_id"], say(f"set_up_series.phase.{one['kind']}")) for one in rows_of(plan)]
        asked = [told, pick(say("set_up_series.which_phase"), "choose_phase", names, self.phase_id)]
        if self.phase_id not in dict(names):
            return asked
        return [
            *asked,
            self.field("count", say("set_up_series.count"), hint=say("set_up_series.count_hint")),
            self.field("interval_weeks", say("set_up_series.interval_weeks"), hint=say("set_up_series.may_stay_empty")),
            self.field("span_months", say("set_up_series.span_months"), hint=say("set_up_series.may_stay_empty")),
            self.field("number_source", say("set_up_series.number_source")),
            button(say("set_up_series.keep_numbers"), "keep_numbers", main=True),
            self.field("result_note", say("set_up_series.result_note"), hint=say("set_up_series.result_hint")),
            self.field("end_note", say("set_up_series.end_note"), hint=say("set_up_series.may_stay_empty")),
            self.field("started_on", say("set_up_series.started_on"), hint=say("set_up_series.started_hint")),
            button(say("set_up_series.keep_notes"), "keep_notes"),
        ]

    def _way(self) -> list[Block]:
        row = self.open_series()
        for name in METHOD:
            self.typed.setdefault(name, row[name] or "")
        return [
            self.field("method", say("set_up_series.method")),
            self.field("method_version", say("set_up_series.method_version"), hint=say("set_up_series.version_hint")),
            self.field("method_note", say("set_up_series.method_note"), hint=say("set_up_series.may_stay_empty")),
            button(say("set_up_series.keep_method"), "keep_method"),
        ]

    def _family(self) -> list[Block]:
        series = read_series(self.project)
        if len(series) < 2:
            return []
        rows = {one["series_id"]: one for one in rows_of(series)}
        tree = [_tree_line(rows[one], depth) for one, depth in series_tree(series)]
        others = [(one, isolated(title)) for one, title in self.all_series() if one != self.series_id]
        parent = rows[self.series_id]["parent_series_id"]
        care = compare_with_care(series)
        return [
            fold(
                say("set_up_series.family"),
                listing(tree),
                *([text(care, quiet=True)] if care else []),
                pick(say("set_up_series.parent"), "choose_parent", others, parent),
            )
        ]

    def _closing(self) -> list[Block]:
        if self.open_series()["ended_on"]:
            return []
        return [
            fold(
                say("set_up_series.closing"),
                text(say("set_up_series.closing_means")),
                *self._promised(),
                self.field("why_closed", say("set_up_series.why_closed")),
                self.field("closed_on", say("set_up_series.closed_on"), hint=say("record_meeting.day_hint")),
                button(say("set_up_series.close"), "close_it", main=True),
            )
        ]


def phase_bar(project: Project, series_id: str) -> list[tuple[str, int, int]]:
    """The phases of a series in order, as (name, meetings held, meetings planned)."""
    from ontmoet_research.group import read_sessions

    sessions = read_sessions(project, series_id)
    found = read_phases(project)
    return _bar(phase_plan(found[found["series_id"] == series_id], sessions))


def _bar(plan: pd.DataFrame) -> list[tuple[str, int, int]]:
    planned = plan["planned"].fillna(0)  # a number that the source left open
    return [
        (say(f"set_up_series.phase.{kind}"), int(held), int(count))
        for kind, held, count in zip(plan["kind"], plan["held"], planned, strict=True)
    ]


def _number_line(phase: dict[str, Any]) -> str:
    parts = [say(f"set_up_series.phase.{phase['kind']}") + ".", planned_and_held(phase), time_between(phase)]
    if phase["planned_end"]:
        parts.append(say("set_up_series.until", day=day_in_words(phase["planned_end"])))
    source = phase["source"] or ""
    parts.append(say("set_up_series.source", source=isolated(source)))
    if phase["result_note"]:
        parts.append(say("set_up_series.brought", words=isolated(phase["result_note"])))
    return " ".join(part for part in parts if part)


def _tree_line(series: dict[str, Any], depth: int) -> str:
    place = series["region"] or ""
    title, place = isolated(str(series["title"])), isolated(place)
    name = say("set_up_series.in_place", title=title, place=place) if place else title
    return "→ " * depth + name
