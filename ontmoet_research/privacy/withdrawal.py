"""What someone took out is in no output.

Works over every table without knowing it: a row goes when it points to someone who withdrew or to a piece that was
taken out; in the text of a note those pieces become blocks of the same length, so that positions stay right.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from ontmoet_research.model import columns_of
from ontmoet_research.privacy.consent import withdrawn_fragments, withdrawn_participants
from ontmoet_research.store import Project, read_table
from ontmoet_research.text import quote_with_context

if TYPE_CHECKING:
    import pandas as pd

BLOCK = "█"


def without_withdrawn(project: Project, name: str, *, only: Collection[str] | None = None) -> pd.DataFrame:
    """A current table as :func:`ontmoet_research.store.read_table` gives it, without what was withdrawn.

    With ``only``, just the objects with these ids. Errors: ``Refused`` for an unknown table.
    """
    frame = read_table(project, name, only=only)
    fragments = read_table(project, "fragments")
    people = withdrawn_participants(read_table(project, "participants"), read_table(project, "consents"))
    pieces = withdrawn_fragments(fragments, people)
    gone = people | pieces
    if name in ("sources", "codings"):
        taken_out = fragments[fragments["fragment_id"].isin(list(pieces))]
        sources = frame if name == "sources" else read_table(project, "sources")
        frame = _with_blocks(frame, name, sources, taken_out[taken_out["source_id"].isin(sources["source_id"])])
    columns = columns_of(name).values()
    points = frame[[frame.columns[0], *(c.name for c in columns if c.info.get("ref"))]]
    frame = frame[~points.isin(list(gone)).any(axis=1)].reset_index(drop=True)
    for column in (c.name for c in columns if c.info.get("refs")):
        frame[column] = [[one for one in found if one not in gone] for found in frame[column]]
    return frame


def _with_blocks(frame: pd.DataFrame, name: str, sources: pd.DataFrame, taken_out: pd.DataFrame) -> pd.DataFrame:
    """Blocks in the place of words that were taken out: in a note, and in a coding on or beside them."""
    texts = dict(zip(sources["source_id"], sources["text"], strict=True))
    for source_id, start, end in zip(*(taken_out[c] for c in ("source_id", "start", "end")), strict=True):
        text = texts[source_id]
        texts[source_id] = text[:start] + re.sub(r"[^\n]", BLOCK, text[start:end]) + text[end:]
    if name == "sources":
        return frame.assign(text=frame["source_id"].map(texts))
    quotes = [
        quote_with_context(texts[source_id], start, end)
        for source_id, start, end in zip(*(frame[c] for c in ("source_id", "start", "end")), strict=True)
    ]
    return frame.assign(**{part: [getattr(q, part) for q in quotes] for part in ("quote", "prefix", "suffix")})
