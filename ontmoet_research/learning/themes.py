"""Which themes were talked about in which meeting, with the way back to the words.

Pure functions over the tables of ``over_time``, and:

=========== ========================================================================
themes      ``theme_id, title, status``
theme_links ``theme_id, target_id, relation`` (past, nuance, spreekt_tegen)
fragments   ``fragment_id, session_id``; only needed when a theme rests on fragments
=========== ========================================================================

An empty cell is never a zero: the group may have talked about it without a note, or nobody saw it while labelling
(Framework Method, Gale et al. 2013, doi 10.1186/1471-2288-13-117).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .over_time import told_of, without_tags

__all__ = ["TAG_FAMILIES", "by_theme", "in_words", "mark_tags", "over_meetings", "where_heard"]

TAG_FAMILIES = ("gevoel", "leefgebied", "binnen of buiten", "kort of lang", "formeel of informeel")
"""Families of extra labels (list D): they say how or where, not what it is about."""
_COLUMNS = ["theme_id", "theme", "fragment_id", "session_id"]


def by_theme(
    codings: pd.DataFrame, themes: pd.DataFrame, theme_links: pd.DataFrame, fragments: pd.DataFrame
) -> pd.DataFrame:
    """The fragments each theme rests on, each once: ``theme_id, theme, fragment_id, session_id``.

    Themes are those the group made; while there are none, each family of labels counts as one. A theme reaches a
    fragment by a link to it or to a label placed on it, whatever the relation: who contradicts speaks of it too.
    Families of extra labels (``is_tag``) are no theme, unless people made one of them.
    """
    going_on = _going_on(themes)
    if going_on.empty:
        codings = without_tags(codings)
        family = codings["family"].fillna(say("learning.no_family"))
        return codings.assign(theme_id=family, theme=family)[_COLUMNS].drop_duplicates(ignore_index=True)
    linked = going_on[["theme_id", "title"]].rename(columns={"title": "theme"})
    linked = linked.merge(theme_links[["theme_id", "target_id"]], on="theme_id")
    placed = codings[["code_id", "fragment_id", "session_id"]].rename(columns={"code_id": "target_id"})
    chosen = fragments[["fragment_id", "session_id"]].assign(target_id=fragments["fragment_id"])
    reached = linked.merge(pd.concat([placed, chosen]), on="target_id")
    return reached[_COLUMNS].drop_duplicates(["theme_id", "fragment_id"], ignore_index=True)


def mark_tags(codings: pd.DataFrame, themes: pd.DataFrame, theme_links: pd.DataFrame) -> pd.DataFrame:
    """The codings with ``is_tag``: a label of ``TAG_FAMILIES`` on which no theme that goes on rests."""
    going_on = _going_on(themes)["theme_id"]
    chosen = theme_links.loc[theme_links["theme_id"].isin(going_on), "target_id"]
    return codings.assign(is_tag=codings["family"].isin(TAG_FAMILIES) & ~codings["code_id"].isin(chosen))


def over_meetings(themed: pd.DataFrame, codings: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """The overview theme × meeting, one row per cell, themes in the order they were first heard.

    Gives ``theme_id, theme, session_id, number, name, day``, ``n_fragments`` (different fragments, however many people
    labelled them), ``fragment_ids`` (list) and ``coded`` (False: nobody labelled this meeting yet).
    """
    shown = told_of(sessions, pd.concat([codings["session_id"], themed["session_id"]]))
    cells = themed.groupby(["theme_id", "session_id"])["fragment_id"].agg(lambda ids: sorted(set(ids)))
    labelled = set(codings["session_id"]) | set(themed["session_id"])
    rows = []
    for theme_id, theme in _first_heard(themed, shown):
        for meeting in shown.to_dict("records"):
            ids = cells.get((theme_id, meeting["session_id"]), [])
            place = (meeting["session_id"], meeting["number"], meeting["name"], meeting["day"])
            rows.append((theme_id, theme, *place, len(ids), ids, meeting["session_id"] in labelled))
    columns = ["theme_id", "theme", "session_id", "number", "name", "day", "n_fragments", "fragment_ids", "coded"]
    return pd.DataFrame(rows, columns=columns)


def in_words(overview: pd.DataFrame, *, counts: bool = True) -> pd.DataFrame:
    """The overview as a wide table of words: one row per theme, one column per meeting.

    An empty cell reads "niet besproken of niet gezien". Without ``counts`` a full cell only says "besproken": that is
    how it leaves the workspace, since a small number can point at one person.
    """
    words = overview.assign(cell=[_cell(row, counts=counts) for row in overview.to_dict("records")])
    meetings = words.drop_duplicates("session_id")
    wide = words.pivot(index="theme_id", columns="session_id", values="cell").reindex(
        index=words["theme_id"].unique(), columns=meetings["session_id"]
    )
    wide.columns = pd.Index([f"{name} ({day})" for name, day in zip(meetings["name"], meetings["day"], strict=True)])
    wide.insert(0, say("learning.column.theme"), words.drop_duplicates("theme_id")["theme"].to_list())
    return wide.reset_index(drop=True)


def where_heard(overview: pd.DataFrame) -> pd.DataFrame:
    """The overview as sentences, narrow enough for paper: per theme where it was heard and where not.

    Dutch columns, with numbers of meetings: *Thema, Besproken in bijeenkomst, Niet besproken of niet gezien in
    bijeenkomst, Nog niet gelabeld*.
    """
    rows = []
    for _, cells in overview.groupby("theme_id", sort=False):
        heard = cells[cells["n_fragments"] > 0]["number"]
        silent = cells[(cells["n_fragments"] == 0) & cells["coded"]]["number"]
        waiting = cells[~cells["coded"]]["number"]
        rows.append((cells["theme"].iloc[0], *(_numbers(names) for names in (heard, silent, waiting))))
    columns = [say(f"learning.column.{name}") for name in ("theme", "heard_in", "not_heard_in", "not_coded_in")]
    return pd.DataFrame(rows, columns=columns)


def _going_on(themes: pd.DataFrame) -> pd.DataFrame:
    return themes[themes["status"].fillna("idee") != "gestopt"]


def _first_heard(themed: pd.DataFrame, shown: pd.DataFrame) -> list[tuple[str, str]]:
    place = {key: at for at, key in enumerate(shown["session_id"])}
    order = themed.assign(at=themed["session_id"].map(place).fillna(len(place))).sort_values("at", kind="stable")
    first = order.drop_duplicates("theme_id")
    return list(zip(first["theme_id"], first["theme"], strict=True))


def _cell(cell: Mapping[Any, Any], *, counts: bool) -> str:
    if cell["n_fragments"]:
        return say_count("learning.fragments", cell["n_fragments"]) if counts else say("learning.cell.heard")
    return say("learning.cell.empty" if cell["coded"] else "learning.cell.not_coded")


def _numbers(numbers: pd.Series) -> str:
    """Numbers of meetings as people say them: three or more in a row become "1 tot en met 4"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        part for run in runs for part in (run if len(run) < 3 else [say("learning.run", first=run[0], last=run[-1])])
    ]
    return join_words(map(str, parts)) if parts else say("learning.cell.nowhere")
