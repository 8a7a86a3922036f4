"""Which organisations were reached, inside and outside the municipality; of organisations only, never of people."""

from __future__ import annotations

from ontmoet_research.change import allies, read_assignments, read_wishes
from ontmoet_research.change.effects import Effects
from ontmoet_research.screens.blocks import Block, fold, listing, text
from ontmoet_research.store import Project, read_table, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

PLACES = {"inside": True, "outside": False, "unknown": None}


def reached_blocks(project: Project, series_id: str, told: Effects) -> list[Block]:
    """A list for inside and one for outside the municipality, with in what way each was reached (E24)."""
    wishes = read_wishes(project)
    tasks = read_assignments(project, project.who)
    tasks = tasks[tasks["wish_id"].isin(wishes.loc[wishes["series_id"] == series_id, "wish_id"])]
    organisations, people = read_table(project, "organisations"), read_table(project, "participants")
    # Inside the group every organisation is named; what may be named outside is for the report.
    found = rows_of(allies(told.changes, tasks, told.spreads, organisations, people, (), 0))
    if not found:
        return [fold(say("see_changes.reached"), text(say("see_changes.reached_nothing")))]
    blocks: list[Block] = []
    for place, inside in PLACES.items():
        lines = [
            say(
                "see_changes.reached_by",
                organisation=isolated(one["label"]),
                ways=join_words(say(f"see_changes.reached_way.{way}") for way in one["ways"]),
            )
            for one in found
            if one["inside"] is inside
        ]
        if lines or inside is not None:
            nobody = say("see_changes.reached_none")
            blocks += [text(say(f"see_changes.reached_place.{place}"), strong=True), listing(lines, empty=nobody)]
    return [fold(say("see_changes.reached"), *blocks)]
