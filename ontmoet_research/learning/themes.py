"""Which themes were talked about in which meeting, with the way back to the words.

Pure functions over the tables of ``over_time``, and:

=========== ========================================================================
themes      ``theme_id, title, status``
theme_links ``theme_id, target_id, relation`` (past, nuance, spreekt_tegen)
fragments   ``fragment_id, session_id``; only needed when a theme rests on fragments
=========== ========================================================================

An empty cell is never a zero: the group may have talked about it without a note, nobody saw it while labelling, nobody
looked, or the label did not exist yet
(Framework Method, Gale et al. 2013, doi 10.1186/1471-2288-13-117).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ontmoet_research.coding import marked_with
from ontmoet_research.store import rows_of
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .coverage import CALLED_OFF, NOT_CODED, NOT_SEEN, NOT_WITH, NOT_YET
from .over_time import told_of, without_tags

__all__ = [
    "TAG",
    "by_theme",
    "cell_in_words",
    "contradicted",
    "in_words",
    "mark_tags",
    "outside_themes",
    "over_meetings",
    "where_heard",
]

TAG = "kenmerk"
"""What a label stands for that says how or where, not what it is about."""
AGAINST = "spreekt_tegen"
_COLUMNS = ["theme_id", "theme", "fragment_id", "session_id"]


def by_theme(
    codings: pd.DataFrame, themes: pd.DataFrame, theme_links: pd.DataFrame, fragments: pd.DataFrame
) -> pd.DataFrame:
    """The fragments each theme rests on, each once: ``theme_id, theme, fragment_id, session_id``.

    Themes are those the group made; while there are none, each family of labels counts as one. A theme reaches a
    fragment by a link to it or to a label placed on it, whatever the relation: who contradicts speaks of it too.
    Links name labels as they are read now (``LabelsNow.links``). Labels that say how or where (``is_tag``) are no
    theme, unless people made one of them.
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


def contradicted(themes: pd.DataFrame, theme_links: pd.DataFrame) -> list[str]:
    """The titles of themes that go on and of which all that people chose contradicts them (relation spreekt_tegen)."""
    against = theme_links.assign(no=theme_links["relation"] == AGAINST).groupby("theme_id")["no"].all()
    return [title for key, title in _titles(themes) if bool(against.get(key, False))]


def outside_themes(codings: pd.DataFrame, themes: pd.DataFrame, theme_links: pd.DataFrame) -> int | None:
    """How many labels that were placed are part of no theme that goes on; None while the group made no theme."""
    going_on = _going_on(themes)["theme_id"]
    if going_on.empty:
        return None
    chosen = theme_links.loc[theme_links["theme_id"].isin(going_on), "target_id"]
    placed = without_tags(codings)
    return int(placed.loc[~placed["code_id"].isin(chosen), "code_id"].nunique())


def mark_tags(codings: pd.DataFrame, themes: pd.DataFrame, theme_links: pd.DataFrame) -> pd.DataFrame:
    """The codings (column ``signs``) with ``is_tag``: a label that says how or where, on which no theme rests."""
    going_on = _going_on(themes)["theme_id"]
    chosen = theme_links.loc[theme_links["theme_id"].isin(going_on), "target_id"]
    return codings.assign(is_tag=marked_with(codings, (TAG,)) & ~codings["code_id"].isin(chosen))


def over_meetings(
    themed: pd.DataFrame,
    codings: pd.DataFrame,
    sessions: pd.DataFrame,
    quiet: Mapping[tuple[str, str], str] | None = None,
) -> pd.DataFrame:
    """The overview theme × meeting, one row per cell, themes in the order they were first heard.

    Gives ``theme_id, theme, session_id, number, name, day``, ``n_fragments`` (different fragments, however many people
    labelled them), ``fragment_ids`` (list), ``coded`` (False: nobody labelled this meeting yet), ``held`` (False: the
    meeting did not take place) and ``empty``: what an empty cell means (``coverage``: not_seen, not_with, not_yet,
    not_coded; "" when it is full or the meeting did not take place). ``quiet`` says so for (theme, meeting), from
    ``coverage.silence``; without it nobody knows with which list people read, and an empty cell is not_seen.
    """
    material = pd.concat([codings["session_id"], themed["session_id"]])
    told = told_of(sessions, pd.concat([material, sessions.loc[sessions["status"] == CALLED_OFF, "session_id"]]))
    shown = told if len(themed) else told_of(sessions, material)
    cells = themed.groupby(["theme_id", "session_id"])["fragment_id"].agg(lambda ids: sorted(set(ids)))
    read = {session for _, session in quiet or ()}
    labelled = set(codings["session_id"]) | set(themed["session_id"]) | read
    rows = []
    for theme_id, theme in _first_heard(themed, shown):
        for meeting in rows_of(shown):
            ids = cells.get((theme_id, meeting["session_id"]), [])
            place = (meeting["session_id"], meeting["number"], meeting["name"], meeting["day"])
            coded = meeting["session_id"] in labelled
            held = meeting["status"] != CALLED_OFF or coded
            means = (quiet or {}).get((theme_id, meeting["session_id"]), NOT_SEEN) if coded else NOT_CODED
            rows.append((theme_id, theme, *place, len(ids), ids, coded, held, means if held and not ids else ""))
    columns = ["theme_id", "theme", "session_id", "number", "name", "day", "n_fragments", "fragment_ids", "coded"]
    return pd.DataFrame(rows, columns=[*columns, "held", "empty"])


def in_words(overview: pd.DataFrame, *, counts: bool = True) -> pd.DataFrame:
    """The overview as a wide table of words: one row per theme, one column per meeting.

    An empty cell reads "niet besproken of niet gezien". Without ``counts`` a full cell only says "besproken": that is
    how it leaves the workspace, since a small number can point at one person.
    """
    words = overview.assign(cell=[cell_in_words(row, counts=counts) for row in rows_of(overview)])
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
    bijeenkomst*, then, where there is such a meeting, *Niet met deze lijst gelezen* and *Dit label bestond nog niet*,
    and *Geen labels die meetellen*.
    """
    also = [one for one in (NOT_WITH, NOT_YET) if (overview["empty"] == one).any()]
    reasons = (NOT_SEEN, *also, NOT_CODED)
    rows = []
    for _, cells in overview.groupby("theme_id", sort=False):
        quiet = [cells.loc[cells["empty"] == one, "number"] for one in reasons]
        heard = cells.loc[cells["n_fragments"] > 0, "number"]
        rows.append((cells["theme"].iloc[0], *(_numbers(names) for names in (heard, *quiet))))
    names = {NOT_SEEN: "not_heard_in", NOT_WITH: "not_with_in", NOT_YET: "not_yet_in", NOT_CODED: "not_coded_in"}
    columns = [say(f"learning.column.{name}") for name in ("theme", "heard_in", *(names[one] for one in reasons))]
    return pd.DataFrame(rows, columns=columns)


def _going_on(themes: pd.DataFrame) -> pd.DataFrame:
    return themes[themes["status"].fillna("idee") != "gestopt"]


def _titles(themes: pd.DataFrame) -> list[tuple[str, str]]:
    going_on = _going_on(themes)
    return list(zip(going_on["theme_id"], going_on["title"], strict=True))


def _first_heard(themed: pd.DataFrame, shown: pd.DataFrame) -> list[tuple[str, str]]:
    place = {key: at for at, key in enumerate(shown["session_id"])}
    order = themed.assign(at=themed["session_id"].map(place).fillna(len(place))).sort_values("at", kind="stable")
    first = order.drop_duplicates("theme_id")
    return list(zip(first["theme_id"], first["theme"], strict=True))


def cell_in_words(cell: Mapping[Any, Any], *, counts: bool = True) -> str:
    """A cell of ``over_meetings``: how many pieces, or what its silence means."""
    if cell["n_fragments"]:
        return say_count("learning.fragments", cell["n_fragments"]) if counts else say("learning.cell.heard")
    return say(f"learning.cell.{cell['empty'] or 'not_held'}")


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
