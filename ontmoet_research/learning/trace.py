"""From each number of a figure to the pieces of text it counts, and from a piece to the numbers it counts in.

A table of all of it, for one series: ``figure``, ``cell`` (key of the bar, circle or cell in that figure), ``words``
(what the cell is, as a sentence), ``meeting`` (its number; None when it is of no single meeting) and ``fragment_id``.
The same calculations count and lead back, so a number and its pieces can't differ. Wishes are no pieces of text: that
figure leads to none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ontmoet_research.coding import marked_with
from ontmoet_research.model.change import LEVELS, STAGES
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .ladder import WANTS, directions_of, ladder_over_meetings, steps_and_levels
from .over_time import in_order, without_tags
from .reach import LEARNING
from .together import together

if TYPE_CHECKING:
    from .tables import Learning

__all__ = ["pieces_behind", "traced"]

COLUMNS = ["figure", "cell", "words", "meeting", "fragment_id"]
Rows = list[tuple[str, str, str | None, list[str]]]


def pieces_behind(told: Learning, figures: Iterable[str] = ()) -> pd.DataFrame:
    """Every piece of every cell of these figures (all when none is named): the table at the top of this file."""
    numbers = dict(zip(told.sessions["session_id"], told.sessions["number"], strict=True))
    rows = [
        (figure, cell, words, numbers.get(session or ""), piece)
        for figure in tuple(figures) or tuple(_BEHIND)
        if figure in _BEHIND
        for cell, words, session, pieces in _BEHIND[figure](told)
        for piece in pieces
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"meeting": "Int64"})


def traced(behind: pd.DataFrame) -> list[tuple[str, str, list[str]]]:
    """The cells of :func:`pieces_behind` in their order: (key, words with the number of pieces, pieces)."""
    found = []
    for cell, own in behind.groupby("cell", sort=False):
        pieces = _each(own)
        found.append((str(cell), f"{own['words'].iloc[0]}: {say_count('learning.fragments', len(pieces))}", pieces))
    return found


def _new_or_known(told: Learning) -> Rows:
    placed, heard, rows = without_tags(told.codings), set[str](), []
    for meeting in rows_of(in_order(told.sessions)):
        here = placed[placed["session_id"] == meeting["session_id"]]
        known = here["code_id"].isin(heard)
        for kind, own in (("new", here[~known]), ("known", here[known])):
            words = say(f"learning.trace.{kind}", meeting=meeting["name"])
            rows.append((f"{kind} {meeting['session_id']}", words, meeting["session_id"], _each(own)))
        heard |= set(here["code_id"])
    return rows


def _themes(told: Learning) -> Rows:
    return [
        (
            f"{cell['theme_id']} {cell['session_id']}",
            say("learning.trace.theme", theme=isolated(cell["theme"]), meeting=cell["name"]),
            cell["session_id"],
            cell["fragment_ids"],
        )
        for cell in rows_of(told.overview())
    ]


def _reach(told: Learning) -> Rows:
    learned = told.codings[marked_with(told.codings, (LEARNING,))]
    return [
        (key, say("learning.trace.reach", meeting=name), key, _each(learned[learned["session_id"] == key]))
        for key, name in _meetings(told)
    ]


def _travels(told: Learning) -> Rows:
    return [
        (
            f"{row['theme_id']} {row['taken_up_by']}",
            say("learning.trace.travels", theme=isolated(row["theme"]), meeting=row["meeting"]),
            None,
            row["fragment_ids"],
        )
        for row in rows_of(told.travels())
    ]


def _ladder(told: Learning) -> Rows:
    step, _ = steps_and_levels(told.codings)
    wants = told.codings.loc[[WANTS in own for own in told.codings["signs"]], "fragment_id"]
    themed = told.themed()
    marked = themed[themed["fragment_id"].isin({*step["fragment_id"], *wants})]
    pieces = marked.groupby(["theme_id", "session_id"])["fragment_id"].agg(lambda own: list(dict.fromkeys(own)))
    return [
        (
            f"{row['theme_id']} {row['session_id']}",
            say("learning.trace.ladder", theme=isolated(row["theme"]), meeting=row["name"]),
            row["session_id"],
            pieces[row["theme_id"], row["session_id"]],
        )
        for row in rows_of(ladder_over_meetings(themed, told.codings, told.sessions))
    ]


def _levels(told: Learning) -> Rows:
    step, level = steps_and_levels(told.codings)
    both = level.merge(step, on="fragment_id")
    return [
        (
            f"{one} {stage}",
            say(
                "learning.trace.levels",
                level=say(f"effect.level.{one}").lower(),
                step=say(f"effect.stage.{stage}").lower(),
            ),
            None,
            _each(both[(both["level"] == one) & (both["step"] == stage)]),
        )
        for one in LEVELS
        for stage in STAGES
    ]


def _both_ways(told: Learning) -> Rows:
    placed = directions_of(told.codings)
    return [
        (str(way), say(f"learning.both_ways.way.{str(way).replace('>', '_')}"), None, _each(own))
        for way, own in placed.groupby("direction", sort=False)
    ]


def _together(told: Learning) -> Rows:
    placed = told.codings.drop_duplicates(["fragment_id", "code_id"])
    pieces_of = placed.groupby("code_id")["fragment_id"].agg(list).to_dict()
    rows: Rows = []
    for row in rows_of(together(told.codings)):
        its = set(pieces_of[row["other_id"]])
        words = say("learning.trace.together", one=isolated(row["one"]), other=isolated(row["other"]))
        both = [piece for piece in pieces_of[row["one_id"]] if piece in its]
        rows.append((f"{row['one_id']} {row['other_id']}", words, None, both))
    return rows


def _meetings(told: Learning) -> list[tuple[str, str]]:
    ordered = in_order(told.sessions)
    return list(zip(ordered["session_id"], ordered["name"], strict=True))


def _each(own: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(own["fragment_id"]))


_BEHIND: Mapping[str, Callable[[Any], Rows]] = {
    "new_or_known": _new_or_known,
    "themes": _themes,
    "reach": _reach,
    "travels": _travels,
    "ladder": _ladder,
    "levels": _levels,
    "together": _together,
    "both_ways": _both_ways,
}
