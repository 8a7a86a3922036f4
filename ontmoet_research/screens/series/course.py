"""Part *Reeks*: how the series goes, its numbers with their source, its meetings and what happened between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.change.promises import before_closing
from ontmoet_research.group import (
    change_series,
    close_series,
    compare_with_care,
    phase_plan,
    read_phases,
    read_series,
    series_tree,
    set_parent,
)
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.blocks import Block, button, findings, fold, heading, listing, phases, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_series
from ontmoet_research.store import Project, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .about_series import ORIGIN, AboutPart
from .growing import GrowPart, OncePart
from .meetings import MeetingsPart
from .numbers import NumbersPart
from .page import EMPTY_OK, PARTS, SeriesPart, choosable, said, which
from .timeline import TimelinePart

if TYPE_CHECKING:
    import pandas as pd


def _keep_way(project: Project, series_id: str, **told: str | None) -> None:
    change_series(project, series_id, **said(told))


def _others(part: CoursePart) -> Options:
    return choosable((one, isolated(title)) for one, title in part.page.all_series() if one != part.series_id)


WAY = Form(
    "way",
    _keep_way,
    ORIGIN,
    "set_up_series.keep_method",
    (
        Ask("method", "set_up_series.method", filled=True),
        Ask("method_version", "set_up_series.method_version", hint="set_up_series.version_hint", filled=True),
        Ask("method_note", "set_up_series.method_note", hint=EMPTY_OK, filled=True),
    ),
    given=of_series,
    main=False,
    fold="set_up_series.way",
)
PARENT = Form(
    "parent",
    set_parent,
    ORIGIN,
    asks=(Ask("parent_id", "set_up_series.parent", "list", _others),),
    given=of_series,
    at_once=True,
)
CLOSE = Form(
    "close",
    close_series,
    ORIGIN,
    "set_up_series.close",
    (Ask("note", "set_up_series.why_closed"), Ask("day", "set_up_series.closed_on", "day")),
    given=of_series,
)


class CoursePart(SeriesPart):
    """The course of the series."""

    forms = (WAY, PARENT, CLOSE)

    def start(self) -> None:
        """What can be changed of the series, a phase, what happened and a meeting."""
        self.about, self.numbers = self.has(AboutPart, "about"), self.has(NumbersPart, "numbers")
        self.timeline, self.meetings = self.has(TimelinePart, "timeline"), self.has(MeetingsPart, "meetings")
        self.once, self.grow = self.has(OncePart, "once"), self.has(GrowPart, "grow")

    def blocks(self) -> list[Block]:
        """The phase bar, what to arrange, and folded below what can be looked at and changed."""
        row = self.now.row()
        return [
            *which(self.page),
            heading(say("set_up_series.phases")),
            phases(_bar(self.now.plan())),
            *(self._closed(row["ended_on"], row["end_note"]) if row["ended_on"] else []),
            heading(say("set_up_series.to_arrange")),
            findings(self.now.found("series"), empty=self.nothing_found("series", "set_up_series.all_arranged")),
            *self._elsewhere(),
            *self.about.drawn(),
            *self.numbers.drawn(),
            *self.timeline.drawn(),
            *self.once.drawn(),
            *self.meetings.drawn(),
            *self.grow.drawn(),
            *self.form(WAY, now=row.values),
            *self._family(),
            *([] if row["ended_on"] else [self._closing()]),
            button(say("set_up_series.part.new"), "open_part", part="new"),
        ]

    def _closed(self, day: str, why: str | None) -> list[Block]:
        told = say("set_up_series.closed", day=day_in_words(day), why=isolated(why or ""))
        return [text(told), *self._promised()]

    def _promised(self) -> list[Block]:
        """Promises that are still open; they stop nobody from closing (D10)."""
        left = before_closing(self.project, self.series_id)
        return [findings(left, empty="")] if left else []

    def _elsewhere(self) -> list[Block]:
        parts = [say(f"set_up_series.part.{part}") for part in PARTS if part != "series" and self.now.found(part)]
        return [text(say("set_up_series.elsewhere", parts=join_words(parts)), quiet=True)] if parts else []

    def _family(self) -> list[Block]:
        series = read_series(self.project)
        if len(series) < 2:
            return []
        rows = {one["series_id"]: one for one in rows_of(series)}
        tree = [_tree_line(rows[one], depth) for one, depth in series_tree(series)]
        care = compare_with_care(series)
        return [
            fold(
                say("set_up_series.family"),
                listing(tree),
                *([text(care, quiet=True)] if care else []),
                *self.form(PARENT, now={"parent_id": rows[self.series_id]["parent_series_id"]}),
            )
        ]

    def _closing(self) -> Block:
        means = text(say("set_up_series.closing_means"))
        return fold(say("set_up_series.closing"), means, *self._promised(), *self.form(CLOSE))


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


def _tree_line(series: dict[str, Any], depth: int) -> str:
    place = series["region"] or ""
    title, place = isolated(str(series["title"])), isolated(place)
    name = say("set_up_series.in_place", title=title, place=place) if place else title
    return "→ " * depth + name
