"""Reading a series from a project for learning. What may not be seen is taken out before anything is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.coding import read_codings
from ontmoet_research.privacy import who_withdrew
from ontmoet_research.privacy.gate import THE_GROUP, Gate
from ontmoet_research.store import Project, read_table

from .over_time import heard_from
from .themes import mark_tags

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Learning:
    """The tables that the calculations of this room take, for one series, with hidden fragments already gone."""

    sessions: pd.DataFrame
    codings: pd.DataFrame
    fragments: pd.DataFrame
    wishes: pd.DataFrame
    themes: pd.DataFrame
    theme_links: pd.DataFrame
    participants: pd.DataFrame
    attendance: pd.DataFrame


def read_learning(project: Project, series_id: str, purpose: str = "notities") -> Learning:
    """The tables of one series. Fragments that were withdrawn, or whose speaker gave no yes for ``purpose``, are out.

    Labels on a note that is not linked to a meeting yet belong to no series, so they are out too. So are people who
    withdrew. ``codings`` has ``is_tag`` besides: a label of ``TAG_FAMILIES`` that the group made no theme of.
    """
    fragments = read_table(project, "fragments")
    hidden = Gate(project).closed(purpose, THE_GROUP)
    sessions = read_table(project, "sessions").query("series_id == @series_id")
    here = set(sessions["session_id"])
    sources = read_table(project, "sources")[["source_id", "session_id"]]
    placed = fragments[~fragments["fragment_id"].isin(hidden)].merge(sources, on="source_id", how="left")
    codings = heard_from(read_codings(project), hidden)
    wishes = read_table(project, "wishes")
    themes = read_table(project, "themes")
    links = read_table(project, "theme_links")
    people, gone = read_table(project, "participants"), who_withdrew(project)
    attendance = read_table(project, "attendance")
    about = [not scope or series_id in scope for scope in themes["series_scope"]]
    return Learning(
        sessions=sessions,
        codings=mark_tags(codings[codings["session_id"].isin(here)], themes.loc[about], links),
        fragments=placed[placed["session_id"].isin(here)],
        wishes=wishes[wishes["session_id"].isin(here)],
        themes=themes.loc[about],
        theme_links=links,
        participants=people[~people["participant_id"].isin(gone)],
        attendance=attendance[attendance["session_id"].isin(here) & ~attendance["participant_id"].isin(gone)],
    )
