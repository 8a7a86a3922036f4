"""What stands beside a coding or a piece of text in a table for outside: its words, meeting, series, speaker, reader.

A row of ``codings`` or ``fragments`` alone is ids and places. These columns make it readable; what may not be read is
blocks here as well, and somebody who withdrew is nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ontmoet_research.coding import LabelsNow, read_codes
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.privacy import fragment_texts
from ontmoet_research.privacy.consent import allowing_participants
from ontmoet_research.privacy.gate import read_workspace
from ontmoet_research.privacy.tables import people_and_answers
from ontmoet_research.store import Project, read_table, with_none

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["JOINED", "with_what_is_beside"]

_PLACE = {
    "note_title": "Title of the note",
    "series": "Title of the series",
    "meeting": "Number of the meeting in its series",
    "date": "Day of the meeting (ISO)",
    "speaker": "Alias of who said it; empty when nobody knows",
    "perspectives": "Perspectives of who said it",
    "said_yes_to": "For what the speaker said yes, as far as that stands now",
}
JOINED: Mapping[str, Mapping[str, str]] = {
    "fragments": {"words": "The words; blocks where they may not be read", **_PLACE},
    "codings": {
        "label": "Name of the label, as it is read now (after joining)",
        "family": "Family of the label",
        "list": "Title of its list",
        "reader": "Chosen name of who placed it",
        "side": "Side of who placed it",
        **_PLACE,
    },
}
"""The columns that come after those of the model, with their meaning."""


def with_what_is_beside(project: Project, name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table of ``read_table_out`` with the columns of ``JOINED`` after its own; another table is as it was."""
    if name == "fragments":
        texts = fragment_texts(table, read_workspace(project, "sources"))
        beside = _of_pieces(project, table)
        beside.insert(0, "words", with_none(table["fragment_id"].map(texts)))
    elif name == "codings":
        beside = _of_codings(project, table)
    else:
        return table
    told = table.copy()
    for column in JOINED[name]:
        told[column] = beside[column].to_numpy() if column != "meeting" else beside[column].array
    return told


def _of_codings(project: Project, codings: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    labels = read_codes(project).drop_duplicates("code_id", keep="last").set_index("code_id")
    people = read_workspace(project, "contributors").drop_duplicates("contributor_id").set_index("contributor_id")
    now = LabelsNow.of(project).read_as(codings["code_id"])
    of_label = {new: labels[old] for new, old in (("label", "label_nl"), ("family", "family"), ("list", "codebook"))}
    of_reader = {"reader": people["display_name"], "side": people["side"]}
    told = {name: with_none(now.map(values)) for name, values in of_label.items()}
    told |= {name: with_none(codings["contributor_id"].map(values)) for name, values in of_reader.items()}
    pieces = read_workspace(project, "fragments", only=set(codings["fragment_id"].dropna()))
    place = _of_pieces(project, pieces).assign(fragment_id=pieces["fragment_id"].to_numpy())
    place = codings[["fragment_id"]].merge(place.drop_duplicates("fragment_id"), on="fragment_id", how="left")
    return pd.concat([pd.DataFrame(told).reset_index(drop=True), place.drop(columns="fragment_id")], axis=1)


def _of_pieces(project: Project, pieces: pd.DataFrame) -> pd.DataFrame:
    """The columns of ``_PLACE``, a row for each piece in the same order."""
    notes = read_table(project, "sources")[["source_id", "title", "session_id"]].drop_duplicates("source_id")
    meetings = read_table(project, "sessions")[["session_id", "series_id", "number", "date"]]
    series = read_table(project, "series")[["series_id", "title"]].rename(columns={"title": "series"})
    told = pieces[["source_id", "participant_id", "speaker_perspective"]].merge(notes, on="source_id", how="left")
    told = told.merge(meetings.drop_duplicates("session_id"), on="session_id", how="left")
    told = told.merge(series.drop_duplicates("series_id"), on="series_id", how="left")
    known = read_workspace(project, "participants").drop_duplicates("participant_id").set_index("participant_id")
    told = told.rename(columns={"title": "note_title", "number": "meeting"})
    told["speaker"] = with_none(told["participant_id"].map(known["alias"]))
    several = known["perspectives"].to_dict()
    who = list(zip(told["participant_id"], with_none(told["speaker_perspective"]), strict=True))
    told["perspectives"] = [several.get(person) or ([one] if one else []) for person, one in who]
    answers = people_and_answers(project)
    yes = {purpose: allowing_participants(*answers, purpose) for purpose in CONSENT_PURPOSES}
    told["said_yes_to"] = [[purpose for purpose, people in yes.items() if person in people] for person, _ in who]
    for name in ("note_title", "series", "date"):
        told[name] = with_none(told[name])
    return told[list(_PLACE)].reset_index(drop=True)
