"""The figures of voices: neutral bars with hatches and numbers in words, no target line, no red and green."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.charts import BLUE, HATCHES, INK, SAND, Chart
from ontmoet_research.store import rows_of
from ontmoet_research.text.dutch import format_number, join_words
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_balance", "draw_coding_share", "draw_voices"]


def draw_voices(counted: pd.DataFrame, silent: list[str], k: int, *, agreed: bool = False) -> Chart:
    """Bars of words per group of people, from ``voice_balance``; ``silent`` from ``silent_voices`` is told in words."""
    title = say("voices.speaking.title")
    table = pd.DataFrame(
        {
            say("voices.column.group"): counted["group"],
            say("voices.column.people"): counted["n_people"],
            say("voices.column.pieces"): counted["n_pieces"],
            say("voices.column.words"): counted["n_words"],
        }
    )
    told = [
        say_count("voices.speaking.words", int(n), number=format_number(int(n)), group=group)
        for group, n in _words(counted)
    ]
    if counted.empty:
        told = [say("voices.speaking.too_few", k=k)]
    elif len(counted) == 1 and not agreed:
        told.append(say("voices.speaking.whole_only", k=k))
    if silent:
        told.append(say("voices.speaking.silent", voices=join_words(say(f"group.perspective.{one}") for one in silent)))
    notes = [say(f"voices.rule.{name}") for name in ("no_score", "silence", *(["several"] if agreed else []))]
    if counted.empty:
        return Chart(title, " ".join(told), table, _nothing, (8.0, 1.6), tuple(notes))
    size = (8.0, 1.2 + 0.6 * len(counted))
    return Chart(title, " ".join(told), table, lambda axes: _group_bars(axes, counted), size, tuple(notes))


def draw_balance(counted: pd.DataFrame, k: int) -> Chart:
    """Per part of the work two bars on one scale: people with experience, and the others; from ``balance``.

    Beside each other and not as parts of a whole: a decision of both groups counts in both.
    """
    title = say("voices.balance.title")
    table = pd.DataFrame(
        {
            say("voices.column.about"): [say(f"voices.about.{one}") for one in counted["about"]],
            say("voices.column.experience"): [_number(value) for value in counted["n_experience"]],
            say("voices.column.others"): [_number(value) for value in counted["n_others"]],
        }
    )
    shown = counted[counted["shown"]]
    told = [
        say(f"voices.balance.{row['about']}", own=_number(row["n_experience"]), others=_number(row["n_others"]))
        for row in rows_of(shown)
    ]
    hidden = [say(f"voices.about.{one}") for one in counted.loc[~counted["shown"], "about"]]
    if hidden:
        told.append(say("voices.balance.hidden", about=join_words(hidden), k=k))
    notes = tuple(say(f"voices.rule.{name}") for name in ("no_score", "equal", "own_words"))
    if shown.empty:
        return Chart(title, " ".join(told), table, _nothing, (8.0, 1.6), notes)
    size = (8.0, 1.4 + 0.8 * len(shown))
    return Chart(title, " ".join(told), table, lambda axes: _beside(axes, shown), size, notes)


def draw_coding_share(counted: pd.DataFrame, k: int) -> Chart:
    """Bars of labels per side, from ``coding_share``; no target line and nobody by name (C31)."""
    title, notes = say("voices.coding.title"), tuple(say(f"voices.rule.{name}") for name in ("no_score", "equal"))
    sides = [say(f"report.side.{one}") for one in counted["side"]]
    table = pd.DataFrame(
        {
            say("voices.coding.side"): sides,
            say("voices.coding.people"): counted["n_people"],
            say("voices.coding.labels"): counted["n_labels"],
        }
    )
    if counted.empty:
        return Chart(title, say("voices.coding.nothing", k=k), table, _nothing, (8.0, 1.6), notes)
    numbers = [format_number(int(n)) for n in counted["n_labels"]]
    told = [say("voices.coding.told", side=side, n=n) for side, n in zip(sides, numbers, strict=True)]
    bars = counted.assign(group=sides, n_words=counted["n_labels"])
    unit = say("voices.coding.labels")
    size = (8.0, 1.2 + 0.6 * len(counted))
    return Chart(title, " ".join(told), table, lambda axes: _group_bars(axes, bars, unit), size, notes)


def _words(counted: pd.DataFrame) -> list[tuple[str, int]]:
    return list(zip(counted["group"], counted["n_words"], strict=True))


def _group_bars(axes: Axes, counted: pd.DataFrame, unit: str = "") -> None:
    places = range(len(counted))
    axes.barh(list(places), counted["n_words"], color=SAND, edgecolor=INK, hatch=HATCHES[1])
    for place, number in zip(places, counted["n_words"], strict=True):
        axes.text(number, place, f" {format_number(int(number))}", va="center")
    axes.set_yticks(list(places), counted["group"])
    axes.invert_yaxis()
    axes.margins(x=0.15)
    axes.set_xlabel(unit or say("voices.column.words"))


def _beside(axes: Axes, shown: pd.DataFrame) -> None:
    """Two bars a part, each as long as its number beside the larger of the two."""
    looks = (("n_experience", BLUE, "", -0.2, "experience"), ("n_others", SAND, HATCHES[1], 0.2, "others"))
    most = shown[["n_experience", "n_others"]].astype(float).max(axis=1).clip(lower=1)
    for column, color, hatch, shift, name in looks:
        lengths = shown[column].astype(float) / most
        places = [place + shift for place in range(len(shown))]
        label = say(f"voices.column.{name}")
        axes.barh(places, lengths, height=0.36, color=color, hatch=hatch, edgecolor=INK, label=label)
        for place, length, number in zip(places, lengths, shown[column], strict=True):
            axes.annotate(_number(number), (length, place), xytext=(6, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(shown)), [say(f"voices.about.{one}") for one in shown["about"]])
    axes.set_xlim(0, 1.25)
    axes.set_xticks([])
    axes.invert_yaxis()
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), ncols=2, frameon=False)


def _nothing(axes: Axes) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, say("voices.nothing_to_show"), ha="center", va="center", transform=axes.transAxes)


def _number(value: object) -> str:
    return format_number(int(value)) if isinstance(value, int | float) and value == value else say("voices.not_shown")
