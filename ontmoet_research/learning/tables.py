"""Reading a series from a project for learning. What may not be seen is taken out before anything is counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.coding import LabelsNow, read_codes, read_codings
from ontmoet_research.coding.at_hand import labels_with_day, read_at_hand
from ontmoet_research.privacy import who_withdrew
from ontmoet_research.privacy.gate import THE_GROUP, Gate
from ontmoet_research.privacy.not_counting import read_reasons
from ontmoet_research.store import Project, once_a_moment, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .coverage import coverage, read_for, silence, tell_coverage, tell_left_out
from .over_time import heard_from, label_sets, labelled_numbers, new_information, without_tags
from .reach import ideas_travel
from .reading import tell_new_information
from .themes import by_theme, contradicted, mark_tags, outside_themes, over_meetings

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
    pieces: pd.DataFrame
    """All pieces of the series, with ``why`` one does not count; None when it does."""
    at_hand: pd.DataFrame
    """Who read which piece with which list (``coding.lists_at_hand``)."""
    labels: pd.DataFrame
    """Labels as they are read now (``coding.labels_with_day``)."""
    lists: Mapping[str, str]
    """The title of each list of labels, by ``codebook_id``."""

    def themed(self) -> pd.DataFrame:
        """The pieces each theme rests on (``by_theme``)."""
        return by_theme(self.codings, self.themes, self.theme_links, self.fragments)

    def overview(self) -> pd.DataFrame:
        """Theme x meeting (``over_meetings``), with what an empty cell means."""
        return over_meetings(self.themed(), self.codings, self.sessions, self.quiet())

    def travels(self) -> pd.DataFrame:
        """Which idea went from whom to whom (``ideas_travel``)."""
        return ideas_travel(self.themed(), self.fragments, self.participants, self.sessions)

    def resting_on(self) -> dict[str, list[str]]:
        """The labels each theme rests on; a family is one while none are made."""
        families = self.codings.groupby("family")["code_id"].unique()
        ids = set(self.labels["code_id"])
        chosen = self.theme_links[self.theme_links["target_id"].isin(ids)].groupby("theme_id")["target_id"].unique()
        return {str(theme): list(labels) for theme, labels in [*families.items(), *chosen.items()]}

    def quiet(self) -> dict[tuple[str, str], str]:
        """What silence means for each theme and meeting (``coverage.silence``)."""
        return silence(self.labels, self.at_hand, self.pieces, self.resting_on())

    def read_for(self) -> dict[tuple[str, str], int]:
        """How many pieces were read for each theme in each meeting (``coverage.read_for``)."""
        themes = list(dict.fromkeys([*self.themes["theme_id"], *self.codings["family"].dropna()]))
        return read_for(self.labels, self.at_hand, self.pieces, themes, self.resting_on())

    def told_coverage(self) -> list[str]:
        """What was read with which list, and what does not count, in sentences."""
        read = tell_coverage(coverage(self.pieces, self.at_hand, self.sessions, self.lists), self.lists)
        return [*read, *self.told_left_out()]

    def told_left_out(self) -> list[str]:
        """How many pieces do not count and why, in a sentence; none when all count. It stands at every figure."""
        return tell_left_out(self.pieces)

    def told_themes(self) -> list[str]:
        """What stands outside the themes, and which theme everything contradicts, in sentences."""
        told = [
            say("learning.themes.against", theme=isolated(one)) for one in contradicted(self.themes, self.theme_links)
        ]
        outside = outside_themes(self.codings, self.themes, self.theme_links)
        return told if outside is None else [*told, say_count("learning.themes.outside", outside)]

    def told_new(self) -> list[str]:
        """*Horen we nog nieuwe dingen?* in sentences (Guest, Namey and Chen 2020), by number of meeting."""
        placed = without_tags(self.codings)
        runs = new_information(label_sets(placed, self.sessions))
        return [
            say("learning.information.title"),
            *tell_new_information(runs, labelled_numbers(placed, self.sessions)),
        ]


def read_learning(project: Project, series_id: str, purpose: str = "notities") -> Learning:
    """The tables of one series. Fragments that were withdrawn, or whose speaker gave no yes for ``purpose``, are out.

    Labels on a note that is not linked to a meeting yet belong to no series, so they are out too. So are people who
    withdrew. ``codings`` has ``is_tag`` besides: a label that says how or where, of which the group made no theme.
    ``theme_links`` name labels as they are read now.
    """
    fragments = _with_meeting(project)
    hidden = Gate(project).closed(purpose, THE_GROUP)
    sessions = read_table(project, "sessions").query("series_id == @series_id")
    here = set(sessions["session_id"])
    placed = fragments[fragments["session_id"].isin(here) & ~fragments["fragment_id"].isin(hidden)]
    codings = read_codings(project, words=False)
    codings = heard_from(codings[codings["session_id"].isin(here)], hidden)
    wishes = read_table(project, "wishes")
    themes, codes, now = read_table(project, "themes"), read_codes(project), LabelsNow.of(project)
    links = now.links(read_table(project, "theme_links"))
    people, gone = read_table(project, "participants"), who_withdrew(project)
    attendance = read_table(project, "attendance")
    reasons = read_reasons(project, purpose)
    pieces = fragments[fragments["session_id"].isin(here)]
    pieces = pieces.assign(why=[reasons.get(one) for one in pieces["fragment_id"]])
    books = codes.drop_duplicates("codebook_id").set_index("codebook_id")["codebook"]
    at_hand = read_at_hand(project)
    about = [not scope or series_id in scope for scope in themes["series_scope"]]
    return Learning(
        sessions=sessions,
        codings=mark_tags(codings, themes.loc[about], links),
        fragments=placed,
        wishes=wishes[wishes["session_id"].isin(here)],
        themes=themes.loc[about],
        theme_links=links,
        participants=_of_series(people[~people["participant_id"].isin(gone)], series_id, pieces, attendance, here),
        attendance=attendance[attendance["session_id"].isin(here) & ~attendance["participant_id"].isin(gone)],
        pieces=pieces,
        at_hand=at_hand[at_hand["fragment_id"].isin(set(pieces["fragment_id"]))],
        labels=labels_with_day(codes, now),
        lists=dict(books.items()),
    )


@once_a_moment
def _with_meeting(project: Project) -> pd.DataFrame:
    """All pieces, with the ``session_id`` of their note."""
    sources = read_table(project, "sources")[["source_id", "session_id"]]
    return read_table(project, "fragments").merge(sources, on="source_id", how="left")


def _of_series(
    people: pd.DataFrame, series_id: str, pieces: pd.DataFrame, attendance: pd.DataFrame, sessions: Collection[str]
) -> pd.DataFrame:
    """The people of a series: who belongs to it, and who spoke or came there all the same."""
    there = set(attendance.loc[attendance["session_id"].isin(list(sessions)), "participant_id"])
    there |= set(pieces["participant_id"].dropna())
    belongs = people["series_ids"].map(lambda own: series_id in own).astype(bool)
    return people[people["participant_id"].isin(there) | belongs]
