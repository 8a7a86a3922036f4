"""Part *Reeks*: how the series goes, its numbers with their source, its meetings and what happened between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ontmoet_research.change.promises import before_closing
from ontmoet_research.group import (
    add_event,
    change_meeting,
    change_phase,
    change_series,
    close_series,
    compare_with_care,
    phase_plan,
    planned_and_held,
    read_phases,
    read_series,
    read_timeline,
    series_tree,
    set_parent,
    set_planned_count,
    time_between,
    topic_in_words,
    whole_number,
)
from ontmoet_research.group.days import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, findings, fold, heading, listing, phases, text
from ontmoet_research.store import Project, find
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .page import PARTS, SeriesPage, in_words, pick

if TYPE_CHECKING:
    import pandas as pd

MODES = ("fysiek", "online", "hybride")
NUMBERS = ("interval_weeks", "span_months")
NOTES = ("end_note", "result_note")
METHOD = ("method", "method_version", "method_note")


class CoursePart(SeriesPage):
    """The course of the series."""

    phase_id = ""
    meeting_id = ""

    def course_part(self) -> list[Block]:
        """The phase bar, what to arrange, and folded below what can be looked at and changed."""
        return [
            *self.which(),
            heading(say("set_up_series.phases")),
            phases(_bar(self._plan())),
            *self._closed(),
            heading(say("set_up_series.to_arrange")),
            findings(self.found("series"), empty=say("set_up_series.all_arranged")),
            *self._elsewhere(),
            fold(say("set_up_series.numbers"), *self._numbers()),
            fold(say("set_up_series.timeline"), *self._timeline()),
            fold(say("set_up_series.meeting"), *self._meeting()),
            fold(say("set_up_series.way"), *self._way()),
            *self._family(),
            *self._closing(),
        ]

    @gesture
    def choose_phase(self, value: str) -> None:
        """Look at the numbers of a phase."""
        self.phase_id = value
        self.forget("count", *NUMBERS, "number_source", *NOTES)
        if value:
            phase = find(self.project, "phases", value)
            self.typed |= {name: phase[name] or "" for name in NOTES}
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
        if any(find(self.project, "phases", self.phase_id)[name] != words for name, words in told.items()):
            self.keep("group.series", change_phase, self.phase_id, **told)

    @gesture
    def keep_method(self) -> None:
        """Keep how the group works, and what it does otherwise."""
        told = {name: self.typed.get(name, "").strip() or None for name in METHOD}
        if any(self.open_series()[name] != words for name, words in told.items()):
            self.keep("group.series", change_series, self.series_id, **told)

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Look at one meeting."""
        self.meeting_id = value
        self.forget("day", "topic", "place_kind")
        if value:
            row = find(self.project, "sessions", value)
            self.typed |= {"topic": row["topic"] or "", "place_kind": row["place_kind"] or ""}
            self.typed["day"] = day_in_words(row["date"]) if row["date"] else ""
        self.refresh()

    @gesture
    def choose_mode(self, value: str) -> None:
        """Say whether a meeting is in a room, online, or both."""
        self._change_meeting(mode=value or None)

    @gesture
    def toggle_facilitator(self, value: str) -> None:
        """Say that someone leads the conversation, or no longer does."""
        leading = list(find(self.project, "sessions", self.meeting_id)["facilitator_ids"])
        changed = [one for one in leading if one != value] + [value] * (value not in leading)
        self._change_meeting(facilitator_ids=changed)

    @gesture
    def keep_meeting(self) -> None:
        """Keep day, topic and place of a meeting."""
        told = {name: self.typed.get(name, "").strip() or None for name in ("topic", "place_kind")}
        self._change_meeting(self.typed.get("day", ""), **told)

    def _change_meeting(self, day: str = "", **details: object) -> None:
        if self.meeting_id:
            self.keep("group.meetings", change_meeting, self.meeting_id, day or None, **details)

    @gesture
    def add_outside(self) -> None:
        """Put something that happened outside on the timeline."""
        event = (self.typed.get("event", ""), self.typed.get("event_day", ""))
        self.keep("group.timeline", add_event, *event, self.series_id)
        self.forget("event", "event_day")
        self.refresh()

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
        plan = self._plan()
        told = listing(_number_line(phase) for phase in plan.to_dict("records"))
        names = [(one["phase_id"], say(f"set_up_series.phase.{one['kind']}")) for one in plan.to_dict("records")]
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
            button(say("set_up_series.keep_notes"), "keep_notes"),
        ]

    def _timeline(self) -> list[Block]:
        table = read_timeline(self.project, self.series_id, self.sessions())
        return [
            listing(_timeline_line(one) for one in table.to_dict("records")),
            self.field("event", say("set_up_series.event"), hint=say("set_up_series.event_hint")),
            self.field("event_day", say("set_up_series.event_day"), hint=say("record_meeting.day_hint")),
            button(say("set_up_series.add_event"), "add_outside"),
        ]

    def _meeting(self) -> list[Block]:
        asked = pick(say("set_up_series.which_meeting"), "choose_meeting", self.meetings(), self.meeting_id)
        if self.meeting_id not in dict(self.meetings()):
            return [asked]
        row = find(self.project, "sessions", self.meeting_id)
        return [
            asked,
            text(say("set_up_series.topic_is", topic=isolated(topic_in_words(row["topic"])))),
            self.field("day", say("set_up_series.meeting_day"), hint=say("record_meeting.day_hint")),
            self.field("topic", say("set_up_series.topic"), hint=say("set_up_series.may_stay_empty")),
            self.field("place_kind", say("set_up_series.place_kind"), hint=say("set_up_series.place_hint")),
            button(say("set_up_series.keep_meeting"), "keep_meeting", main=True),
            pick(say("set_up_series.mode.ask"), "choose_mode", in_words("mode", MODES), row["mode"]),
            self.contact_of(self.meeting_id),
            choices(say("set_up_series.facilitators"), "toggle_facilitator", self.workers(), row["facilitator_ids"]),
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
        series = read_series(self.project).drop_duplicates("series_id", keep="last")
        if len(series) < 2:
            return []
        rows = {one["series_id"]: one for one in series.to_dict("records")}
        tree = [_tree_line(rows[one], depth) for one, depth in series_tree(series)]
        others = [(one, isolated(title)) for one, title in self.all_series() if one != self.series_id]
        parent = rows[self.series_id]["parent_series_id"]
        care = compare_with_care(series)
        return [
            fold(
                say("set_up_series.family"),
                listing(tree),
                *([text(care, quiet=True)] if care else []),
                pick(say("set_up_series.parent"), "choose_parent", others, parent if isinstance(parent, str) else None),
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

    def _plan(self) -> pd.DataFrame:
        return cast("pd.DataFrame", self.once("plan", self._read_plan))

    def _read_plan(self) -> pd.DataFrame:
        found = read_phases(self.project)
        return phase_plan(found[found["series_id"] == self.series_id], self.sessions())


def phase_bar(project: Project, series_id: str) -> list[tuple[str, int, int]]:
    """The phases of a series in order, as (name, meetings held, meetings planned)."""
    from ontmoet_research.group import read_sessions

    sessions = read_sessions(project, series_id).drop_duplicates("session_id", keep="last")
    found = read_phases(project)
    return _bar(phase_plan(found[found["series_id"] == series_id], sessions))


def _bar(plan: pd.DataFrame) -> list[tuple[str, int, int]]:
    planned = plan["planned"].fillna(0)  # a number that the source left open
    return [
        (say(f"set_up_series.phase.{kind}"), int(held), int(count))
        for kind, held, count in zip(plan["kind"], plan["held"], planned, strict=True)
    ]


def _number_line(phase: dict[str, object]) -> str:
    parts = [say(f"set_up_series.phase.{phase['kind']}") + ".", planned_and_held(phase), time_between(phase)]
    if isinstance(phase["planned_end"], str):
        parts.append(say("set_up_series.until", day=day_in_words(phase["planned_end"])))
    source = phase["source"] if isinstance(phase["source"], str) else ""
    return " ".join([*(part for part in parts if part), say("set_up_series.source", source=isolated(source))])


def _timeline_line(one: dict[str, object]) -> str:
    title = isolated(str(one["title"]))
    if isinstance(one["event_id"], str):
        return say(f"set_up_series.event_kind.{one['kind']}", title=title, day=day_in_words(str(one["date"])))
    return say(f"set_up_series.status.{one['kind']}", meeting=title)


def _tree_line(series: dict[str, object], depth: int) -> str:
    place = series["region"] if isinstance(series["region"], str) else ""
    title, place = isolated(str(series["title"])), isolated(place)
    name = say("set_up_series.in_place", title=title, place=place) if place else title
    return "→ " * depth + name
