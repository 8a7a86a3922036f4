"""What the parts of *Wat verandert er?* share: the changes of the series, and what can be chosen from."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import read_assignments, read_wishes
from ontmoet_research.change.effects import Effects, read_effects
from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.screens.forms import Options
from ontmoet_research.screens.part import Detail, Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

DIRECTIONS = ("beter", "slechter", "gemengd")


class ChangePart(Part[PartsPage]):
    """A part of the page."""

    def read(self, *tables: str) -> Effects:
        """The changes of the chosen series, with these tables beside them."""
        return read_effects(self.project, self.series_id, tables)


class ChangeDetail(Detail[PartsPage], ChangePart):
    """A part of an opened row of a part."""


def or_none(options: Options, sentence: str) -> Options:
    """These options, with the choice of none first."""
    return [("", say(sentence)), *options]


def tellers_here(part: ChangePart) -> Options:
    """Who can tell a story: everyone of this series who did not withdraw."""
    return [
        (row.object_id, row["alias"])
        for row in read_rows(part.project, "participants")
        if part.series_id in row["series_ids"] and row["status"] != "ingetrokken"
    ]


def changes_here(part: ChangePart) -> Options:
    """The changes of this series."""
    rows = read_rows(part.project, "changes", series_id=part.series_id)
    return [(row.object_id, isolated(row["what"])) for row in rows]


def assignments_here(part: ChangePart) -> Options:
    """The assignments of this series, as (id, whose and what)."""
    wishes = read_wishes(part.project)
    here = set(wishes.loc[wishes["series_id"] == part.series_id, "wish_id"])
    tasks = read_assignments(part.project, part.project.who)
    people = [row for row in read_rows(part.project, "participants") if row["status"] != "ingetrokken"]
    aliases = {row.object_id: isolated(row["alias"]) for row in people}
    return [
        (row["assignment_id"], f"{aliases.get(row['holder_id'], say('follow_wishes.someone'))}: {_short(row)}")
        for row in rows_of(tasks)
        if row["wish_id"] in here
    ]


def about_here(part: ChangePart) -> Options:
    """What a ripple can be about: a meeting, an assignment or a change."""
    meetings = list_meetings(part.project, part.series_id)
    named = [(row.object_id, meeting_label(row["number"], row["date"])) for row in meetings]
    tasks = [(key, say("see_changes.an_assignment", task=words)) for key, words in assignments_here(part)]
    changes = [(key, say("see_changes.a_change", what=words)) for key, words in changes_here(part)]
    return [*named, *tasks, *changes]


def places_here(part: ChangePart) -> Options:
    """The organisations."""
    return [(row.object_id, row["label"]) for row in read_rows(part.project, "organisations")]


def _short(row: dict[Any, Any]) -> str:
    return isolated(row["what"]) if row["what"] else say("follow_wishes.someone")
