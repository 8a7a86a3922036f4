"""Reading who spoke, chose, labelled and wrote. What may not be seen is taken out before anything is counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.privacy import who_withdrew, without_withdrawn
from ontmoet_research.privacy.gate import THE_GROUP, closed
from ontmoet_research.store import Project, read_table, read_table_raw

if TYPE_CHECKING:
    from collections.abc import Iterable

PURPOSE = "notities"


@dataclass(frozen=True)
class Voices:
    """Who did what in one or more series; nothing of a person who withdrew is in here.

    ================ ==========================================================================================
    ``participants`` ``participant_id, perspectives`` (list): who takes or took part
    ``spoken``       ``fragment_id, participant_id, n_words``: one row per piece of text whose speaker is known
    ``chosen``       ``decision_id, participant_id``: who takes part in which decision
    ``labelled``     ``coding_id, contributor_id``: who placed which label
    ``written``      ``section_id, contributor_id``: who wrote which part of the report
    ``contributors`` ``contributor_id, side``: who works on the research
    ================ ==========================================================================================
    """

    participants: pd.DataFrame
    spoken: pd.DataFrame
    chosen: pd.DataFrame
    labelled: pd.DataFrame
    written: pd.DataFrame
    contributors: pd.DataFrame


def read_voices(project: Project, series_ids: Collection[str]) -> Voices:
    """The tables of these series together, for the workspace."""
    people, gone = read_table(project, "participants"), who_withdrew(project)
    here = [not gone & {person} and bool(set(ids) & set(series_ids)) for person, ids in _pairs(people)]
    contributors = read_table(project, "contributors")
    contributors = contributors[~contributors["participant_id"].isin(list(gone))]
    fragments = _fragments(project, series_ids)
    codings = without_withdrawn(project, "codings")
    wishes = _of_sessions(project, "wishes", series_ids)["wish_id"]
    decisions = _among(without_withdrawn(project, "decisions"), "wish_id", wishes)
    sections = _among(without_withdrawn(project, "report_sections"), "series_id", series_ids)
    return Voices(
        participants=people.loc[here, ["participant_id", "perspectives"]].reset_index(drop=True),
        spoken=_spoken(project, fragments),
        chosen=_each(decisions, "decision_id", "who", "participant_id"),
        labelled=codings.loc[codings["fragment_id"].isin(fragments["fragment_id"]), ["coding_id", "contributor_id"]],
        written=_each(sections, "section_id", "authors", "contributor_id"),
        contributors=contributors[["contributor_id", "side"]].reset_index(drop=True),
    )


def read_equality_notes(project: Project, series_ids: Collection[str]) -> pd.DataFrame:
    """What sides said on taking part, oldest first: columns of the table ``equality_notes``."""
    notes = _among(read_table(project, "equality_notes"), "series_id", series_ids)
    return notes.sort_values("date", kind="stable", na_position="first", ignore_index=True)


def _fragments(project: Project, series_ids: Collection[str]) -> pd.DataFrame:
    """Pieces of notes of these series that may be counted, headings left out."""
    fragments = read_table(project, "fragments")
    hidden = closed(project, PURPOSE, THE_GROUP)
    sources = _of_sessions(project, "sources", series_ids)["source_id"]
    seen = fragments["source_id"].isin(sources) & ~fragments["fragment_id"].isin(hidden) & (fragments["kind"] != "kop")
    return fragments[seen]


def _spoken(project: Project, fragments: pd.DataFrame) -> pd.DataFrame:
    said = fragments[fragments["participant_id"].notna()]
    notes = read_table_raw(project, "sources", only=set(said["source_id"]))
    texts = dict(zip(*(notes[c] for c in ("source_id", "text")), strict=True))
    places = zip(said["source_id"], said["start"], said["end"], strict=True)
    words = [len(texts[source][start:end].split()) for source, start, end in places]
    return said[["fragment_id", "participant_id"]].assign(n_words=words).reset_index(drop=True)


def _of_sessions(project: Project, table: str, series_ids: Collection[str]) -> pd.DataFrame:
    sessions = _among(read_table(project, "sessions"), "series_id", series_ids)["session_id"]
    return _among(read_table(project, table), "session_id", sessions)


def _among(table: pd.DataFrame, column: str, values: Iterable[str]) -> pd.DataFrame:
    return table[table[column].isin(list(values))]


def _each(table: pd.DataFrame, key: str, people: str, name: str) -> pd.DataFrame:
    """One row per person in a column that holds lists of them."""
    rows = table[[key, people]].explode(people).dropna().rename(columns={people: name})
    return rows.drop_duplicates().reset_index(drop=True)


def _pairs(people: pd.DataFrame) -> Iterable[tuple[str, list[str]]]:
    return zip(people["participant_id"], people["series_ids"], strict=True)
