"""What changed in a series and what stands around it, read from a project once, without what was withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.privacy import THE_GROUP, closed, without_withdrawn
from ontmoet_research.store import Project, read_table, with_none

from .tables import read_changes

if TYPE_CHECKING:
    import pandas as pd

PURPOSE = "notities"
AROUND = ("indicators", "stories", "story_choices", "ripples", "initiatives", "spreads")

__all__ = ["AROUND", "Effects", "read_effects"]


@dataclass(frozen=True)
class Effects:
    """Tables of one series; nothing of someone who withdrew is in here, and nothing a person took out.

    ``changes`` as ``read_changes`` gives; ``indicators`` of these changes; ``stories`` all of them, also without a yes:
    for the workspace only; ``choices`` as long as every story that lay on the table is still there, since a reason
    speaks of the others too; ``ripples``; ``initiatives`` that were named in
    this series, or that are linked to no piece and stand in its region or nowhere; ``spreads`` from and to it.
    ``fragment_ids`` are the pieces of this series that may be seen, ``ended_on`` is the day the series closed.
    """

    series_id: str
    ended_on: str | None
    region: str | None
    changes: pd.DataFrame
    indicators: pd.DataFrame
    stories: pd.DataFrame
    choices: pd.DataFrame
    ripples: pd.DataFrame
    initiatives: pd.DataFrame
    spreads: pd.DataFrame
    fragment_ids: frozenset[str]


def read_effects(project: Project, series_id: str, parts: Collection[str] = AROUND) -> Effects:
    """Read one series. ``parts`` are the tables that are wanted beside the changes; the others stay empty, because
    leaving out what was withdrawn looks at the whole project. Errors: ``KeyError`` when there is no such series.
    """

    def read(name: str) -> pd.DataFrame:
        return (
            without_withdrawn(project, name, versions="all" if name == "stories" else "last")
            if name in parts
            else read_table(project, name, only=())
        )

    series = read_table(project, "series").set_index("series_id")
    own = series.loc[series_id]
    changes = read_changes(project)
    changes = changes[changes["series_id"] == series_id].reset_index(drop=True)
    indicators, spreads = read("indicators"), read("spreads")
    stories, choices, ripples = (_of(read(name), series_id) for name in ("stories", "story_choices", "ripples"))
    choices = choices.loc[_whole(choices, set(stories["story_id"]))]
    pieces = _pieces(project, series_id) if "initiatives" in parts else frozenset()
    region = own["region"]
    return Effects(
        series_id=series_id,
        ended_on=own["ended_on"],
        region=region,
        changes=changes,
        indicators=indicators[indicators["change_id"].isin(changes["change_id"])],
        stories=stories,
        choices=choices,
        ripples=ripples,
        initiatives=_initiatives(read("initiatives"), pieces, region),
        spreads=spreads[(spreads["series_id"] == series_id) | (spreads["to_series_id"] == series_id)],
        fragment_ids=pieces,
    )


def _of(found: pd.DataFrame, series_id: str) -> pd.DataFrame:
    return found[found["series_id"] == series_id].reset_index(drop=True)


def _whole(choices: pd.DataFrame, story_ids: set[str]) -> list[bool]:
    pairs = zip(choices["story_id"], choices["from_ids"], strict=True)
    return [story_ids.issuperset([chosen, *offered]) for chosen, offered in pairs]


def _pieces(project: Project, series_id: str) -> frozenset[str]:
    sessions, sources = read_table(project, "sessions"), read_table(project, "sources")
    meetings = sessions.loc[sessions["series_id"] == series_id, "session_id"]
    notes = sources.loc[sources["session_id"].isin(meetings), "source_id"]
    fragments = read_table(project, "fragments")
    here = fragments.loc[fragments["source_id"].isin(notes), "fragment_id"]
    return frozenset(here) - closed(project, PURPOSE, THE_GROUP)


def _initiatives(found: pd.DataFrame, pieces: frozenset[str], region: str | None) -> pd.DataFrame:
    here = [
        bool(pieces & set(linked)) or (not linked and place in (None, "", region))
        for linked, place in zip(found["fragment_ids"], with_none(found["place"]), strict=True)
    ]
    return found.loc[here].reset_index(drop=True)
