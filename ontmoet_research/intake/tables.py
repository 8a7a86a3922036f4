"""Notes and their pieces as tables, with the words that the person at work may read; the others are blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.privacy.gate import read_gated
from ontmoet_research.store import Project, looked_up, read_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_fragments", "read_replacements", "read_sources"]


def read_sources(project: Project) -> pd.DataFrame:
    """All notes, by series and meeting; notes that wait for a meeting come last.

    Columns: those of the table ``sources`` (``source_id``, ``title``, ``session_id``, ``kind``, ``text`` ...), then
    ``series_id``, ``number`` and ``date`` (ISO text) of the meeting, empty while it has none.
    """
    sessions = read_table(project, "sessions")
    told = sessions[["session_id", "series_id", "number", "date"]]
    return looked_up(read_gated(project, "sources"), told, "session_id").sort_values(
        ["series_id", "number"], kind="stable", na_position="last", ignore_index=True
    )


def read_fragments(project: Project) -> pd.DataFrame:
    """All pieces, note by note (in the order of :func:`read_sources`) and in the order of the note.

    Columns: those of the table ``fragments`` (``fragment_id``, ``source_id``, ``order``, ``start``, ``end`` in code
    points ...), then ``text`` (the piece to the character, with the white space after it), ``title``, ``session_id``,
    ``series_id``, ``number`` and ``date`` of its note.
    """
    sources = read_sources(project)
    place = {source_id: place for place, source_id in enumerate(sources["source_id"])}
    words = dict(zip(sources["source_id"], sources["text"], strict=True))
    fragments = read_table(project, "fragments")
    fragments = fragments[fragments["source_id"].isin(place)]
    spans = zip(fragments["source_id"], fragments["start"], fragments["end"], strict=True)
    told = sources[["source_id", "title", "session_id", "series_id", "number", "date"]]
    return (
        fragments.assign(text=[words[source][start:end] for source, start, end in spans])
        .assign(_place=fragments["source_id"].map(place))
        .sort_values(["_place", "order"], kind="stable")
        .drop(columns="_place")
        .merge(told, on="source_id", how="left")
    )


def read_replacements(project: Project) -> pd.DataFrame:
    """What kind of words became what, note by note in the order of :func:`read_sources`; never the words (P05).

    Columns: those of the table ``name_replacements`` (``source_id``, ``kind``, ``replacement``, ``count`` ...), then
    ``title`` of the note.
    """
    sources = read_sources(project)[["source_id", "title"]]
    return sources.merge(read_table(project, "name_replacements"), on="source_id")
