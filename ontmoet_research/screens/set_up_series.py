"""Reeks en groep: how the series goes, who is in the group, who is still missing, and starting a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, worst_first
from ontmoet_research.group import (
    add_participant,
    check_group,
    get_template,
    list_templates,
    make_series,
    read_attendance,
    read_contributors,
    read_participants,
    read_phases,
    read_series,
    read_sessions,
)
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.store import Project, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .base import gesture
from .blocks import Block, button, buttons, choices, findings, fold, heading, listing, phases, select, text
from .page import Page
from .session import here

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("series", "group", "new")
# Findings that say whom to look for; all others stand with the series.
WHO_IS_MISSING = ("A13", "B21", "B24", "D26")
CHECKLIST = ("network", "money", "room", "coffee", "travel", "message")


class SetUpSeries(Page):
    """Three parts, one at a time: the series, the group, a new series."""

    name = "set_up_series"
    asks_person = False
    asks_series = False

    def start(self) -> None:
        """Open on the series; on a new one when there is none yet."""
        self.part = "series" if self.all_series() else "new"
        self.template = ""
        self.chosen: list[str] = []
        self.adult = False
        if self.series() is None and self.all_series():
            self.series_id = self.all_series()[0][0]

    def blocks(self) -> list[Block]:
        """The buttons for the parts, then the part that is open."""
        parts = [button(say(f"set_up_series.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        shown = {"series": self._series_part, "group": self._group_part, "new": self._new_part}[self.part]()
        return [*([buttons(*parts, row=True)] if self.all_series() else []), *shown]

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self.part = part
        self.refresh()

    @gesture
    def choose_template(self, value: str) -> None:
        """Look at a set-up; nothing is made yet."""
        self.template = get_template(value).name
        self.refresh()

    @gesture
    def make(self) -> None:
        """Make a series from the chosen set-up and go to it."""
        if not self.template:
            raise Refused("set_up_series.needs_template")
        made = make_series(self.project, self.template, self.typed.get("title", ""), self.typed.get("region", ""))
        self.forget("title", "region")
        self.template, self.part = "", "series"
        self.choose_series(made)
        self.done("group.series")

    @gesture
    def choose_perspective(self, value: str) -> None:
        """Add a perspective to the new participant, or take it away."""
        self.chosen = [one for one in self.chosen if one != value] + [value] * (value not in self.chosen)
        self.refresh()

    @gesture
    def say_adult(self) -> None:
        """Yes to "18 of ouder?", or no again; it is asked and not kept (P10)."""
        self.adult = not self.adult
        self.refresh()

    @gesture
    def add(self) -> None:
        """Put someone on the list of this series."""
        if not self.chosen:
            raise Refused("set_up_series.needs_perspective")
        alias = self.typed.get("alias", "").strip()
        add_participant(self.project, alias, self.series_id, self.chosen, adult=self.adult)
        self.forget("alias")
        self.chosen, self.adult = [], False
        self.done("group.people", say("set_up_series.added", alias=isolated(alias)))

    def _series_part(self) -> list[Block]:
        found = [one for one in series_findings(self.project, self.series_id) if one.row not in WHO_IS_MISSING]
        return [
            *self._which(),
            heading(say("set_up_series.phases")),
            phases(phase_bar(self.project, self.series_id)),
            heading(say("set_up_series.to_arrange")),
            findings(found, empty=say("set_up_series.all_arranged")),
            fold(say("set_up_series.checklist"), listing(say(f"set_up_series.check.{one}") for one in CHECKLIST)),
        ]

    def _group_part(self) -> list[Block]:
        found = [one for one in series_findings(self.project, self.series_id) if one.row in WHO_IS_MISSING]
        return [
            *self._which(),
            heading(say("set_up_series.missing")),
            findings(found, empty=say("set_up_series.nobody_missing")),
            heading(say("set_up_series.who")),
            listing(group_list(self.project, self.series_id), empty=say("set_up_series.nobody_yet")),
            fold(
                say("set_up_series.add_title"),
                self.field("alias", say("set_up_series.alias"), hint=say("set_up_series.alias_hint")),
                choices(say("set_up_series.perspectives"), "choose_perspective", _perspectives(), self.chosen),
                buttons(button(say("set_up_series.yes"), "say_adult", on=self.adult), label=say("set_up_series.adult")),
                button(say("set_up_series.add"), "add", main=True),
            ),
        ]

    def _new_part(self) -> list[Block]:
        made = [
            button(one.title, "choose_template", more=one.description, on=one.name == self.template, value=one.name)
            for one in list_templates()
        ]
        chosen = [buttons(*made, label=say("set_up_series.which_template"))]
        if not self.template:
            return chosen
        plan = [(say(f"set_up_series.phase.{p.kind}"), 0, p.planned_count) for p in get_template(self.template).phases]
        return [
            *chosen,
            heading(say("set_up_series.phases")),
            phases(plan),
            self.field("title", say("set_up_series.title_of"), hint=say("set_up_series.title_hint")),
            self.field("region", say("set_up_series.region"), hint=say("set_up_series.region_hint")),
            button(say("set_up_series.make"), "make", main=True),
        ]

    def _which(self) -> list[Block]:
        known = self.all_series()
        if len(known) == 1:
            return [text(known[0][1], strong=True)]
        return [select(say("page.which_series"), "choose_series", known, self.series_id)]


def set_up_series(project: Project | None = None) -> SetUpSeries:
    """The screen of notebook 01; ``project`` is the one of this notebook unless given."""
    return SetUpSeries(project or here())


def phase_bar(project: Project, series_id: str) -> list[tuple[str, int, int]]:
    """The phases of a series in order, as (name, meetings held, meetings planned)."""
    held = read_sessions(project, series_id).query("status == 'gehouden'")["phase_id"].value_counts()
    own = read_phases(project).query("series_id == @series_id").drop_duplicates("phase_id", keep="last")
    planned = own["planned_count"].fillna(0)  # a number that the source left open
    return [
        (say(f"set_up_series.phase.{kind}"), int(held.get(phase, 0)), int(count))
        for phase, kind, count in zip(own["phase_id"], own["kind"], planned, strict=True)
    ]


def group_list(project: Project, series_id: str) -> list[str]:
    """Who is in the group now, by chosen alias, with their perspectives in words. For the workspace."""
    people = read_participants(project).drop_duplicates("participant_id", keep="last")
    there = people[people["status"].isin(["actief", "pauze"]) & _in_series(people, series_id)]
    there = there.sort_values(["joined", "alias"], kind="stable")
    return [
        say(f"set_up_series.person.{status}", alias=isolated(alias), perspectives=_in_words(perspectives))
        for status, alias, perspectives in zip(there["status"], there["alias"], there["perspectives"], strict=True)
    ]


def series_findings(project: Project, series_id: str) -> list[Finding]:
    """What the checks say of one series, worst first."""
    series, sessions = read_series(project), read_sessions(project, series_id)
    found = check_group(
        series[series["series_id"] == series_id],
        sessions,
        read_participants(project),
        read_attendance(project),
        read_contributors(project),
        read_table(project, "decisions"),
    )
    return worst_first(found)


def _in_series(people: pd.DataFrame, series_id: str) -> pd.Series[bool]:
    return people["series_ids"].map(lambda ids: series_id in ids)


def _in_words(perspectives: list[str]) -> str:
    return join_words([say(f"group.perspective.{one}") for one in perspectives])


def _perspectives() -> list[tuple[str, str]]:
    return [(one, _capital(say(f"group.perspective.{one}"))) for one in PERSPECTIVES]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
