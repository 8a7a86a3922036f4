"""The figure of agreement: overlap per label, the least first, with the sentence that it is no mark.

Coefficients stand in a folded appendix, each with n, unit and interval. Nothing here says when a number is high enough.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ontmoet_research.charts import BLUE, HATCHES, INK, SAND, Appendix, Chart
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated, without_marks
from ontmoet_research.text.dutch import format_number
from ontmoet_research.words import say, say_count

from .agreement import SKIPPED, read_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .coefficients import Coefficient
    from .tables import Readings

__all__ = ["draw_overlap", "tell_coefficients"]

SHOWN = 12  # bars in the picture; the table has them all


def draw_overlap(overlap: pd.DataFrame, readings: Readings, appendix: Appendix | None = None) -> Chart:
    """Bars per label: placed by both, and placed by one of two readers; from ``overlap_per_label``.

    The caption holds that little overlap is no mistake. The table keeps doubt beside the numbers.
    """
    named = overlap.assign(label=overlap["code_id"].map(names_of(readings)))
    title = say("dialogue.overlap.title")
    table = pd.DataFrame(
        {
            say("dialogue.column.label"): [isolated(name) for name in named["label"]],
            say("dialogue.column.both"): named["both"],
            say("dialogue.column.either"): named["either"],
            say("dialogue.column.overlap"): [_percent(value) for value in named["overlap"]],
            say("dialogue.column.doubt"): named["code_id"].map(_doubts(readings)).fillna(0).astype(int),
        }
    )
    used = named[named["either"] > 0]
    told = _tell(used, readings)
    if used.empty:
        return Chart(title, told, table, _draw_nothing)
    shown = used.head(SHOWN)
    notes = [say("dialogue.overlap.how"), *_tell_unsure(readings), say("dialogue.overlap.counts")]
    if apart := int((named["either"] == 0).sum()):
        notes.append(say_count("dialogue.overlap.not_both", apart))
    if len(used) > SHOWN:
        notes.append(say("dialogue.overlap.more", n=SHOWN))
    size = (8.0, 1.4 + 0.5 * len(shown))
    return Chart(title, told, table, lambda axes: _bars(axes, shown), size, tuple(notes), appendix)


def tell_coefficients(found: pd.DataFrame, readings: Readings) -> Appendix:
    """The appendix with the coefficients of ``coefficients_per_label``, and what they are and are not."""
    names = names_of(readings)
    columns = [say(f"dialogue.column.{name}") for name in ("label", "n_alpha", "alpha", "n_kappa", "kappa", "spans")]
    rows = [
        {
            say("dialogue.column.label"): isolated(names[row["code_id"]]) if row["code_id"] else say("dialogue.all"),
            say("dialogue.column.n_alpha"): row["alpha"].n,
            say("dialogue.column.alpha"): _value(row["alpha"]),
            say("dialogue.column.n_kappa"): row["kappa"].n,
            say("dialogue.column.kappa"): _value(row["kappa"]),
            say("dialogue.column.spans"): _value(row["spans"]),
        }
        for row in rows_of(found)
    ]
    readers = found["alpha"].iloc[0].readers if len(found) else 0
    letters = next((one.n for one in found["spans"] if one), 0)
    which = "two" if readers == 2 else "more"
    notes = [say(f"dialogue.appendix.{name}") for name in ("no_mark", "unit", "alpha", which, "spans", "interval")]
    size = say("dialogue.appendix.size", readers=readers, letters=format_number(letters))
    return Appendix(say("dialogue.appendix.title"), pd.DataFrame(rows, columns=columns), (*notes, size))


def names_of(readings: Readings) -> Mapping[str, str]:
    """The name of each label by its id; labels that were taken away have one name together."""
    known = dict(zip(readings.labels["code_id"], readings.labels["label_nl"], strict=True))
    gone = say("dialogue.label_gone")
    return {code: known.get(code, gone) for code in {*known, *readings.placed["code_id"], *readings.after["code_id"]}}


def _tell(used: pd.DataFrame, readings: Readings) -> str:
    readers = read_by(readings.seen, readings.placed).groupby("fragment_id")["contributor_id"].nunique()
    pieces = int((readers > 1).sum())
    told = [say_count("dialogue.overlap.pieces", pieces)]
    if used.empty and pieces and len(readings.placed):
        return " ".join([*told, say("dialogue.overlap.no_shared_list")])
    if used.empty:
        return " ".join([*told, say("dialogue.overlap.nothing")])
    least = used.iloc[0]
    key = "never" if least["both"] == 0 else "always" if least["overlap"] == 1 else "least"
    values = {"label": isolated(least["label"]), "both": least["both"], "either": least["either"]}
    if key != "least":
        told.append(say_count(f"dialogue.overlap.{key}", int((used["overlap"] == least["overlap"]).sum())))
    else:
        told.append(say("dialogue.overlap.least", **values))
    return " ".join([*told, say("dialogue.overlap.caution")])


def _tell_unsure(readings: Readings) -> list[str]:
    """How often people doubted, did not know or skipped: it is kept, and it stands there."""
    doubts = int((readings.placed.drop_duplicates("coding_id")["certainty"] != "zeker").sum())
    total = readings.placed["coding_id"].nunique()
    outcomes = readings.seen["outcome"].value_counts()
    told = [say_count("dialogue.overlap.doubts", doubts, total=total)] if doubts else []
    for outcome in ("twijfel", "weet_niet", SKIPPED):
        if n := int(outcomes.get(outcome, 0)):
            told.append(say_count(f"dialogue.overlap.{outcome}", n))
    return told


def _doubts(readings: Readings) -> pd.Series[Any]:
    unsure = readings.placed[readings.placed["certainty"] != "zeker"]
    return unsure.groupby("code_id")["coding_id"].nunique()


def _bars(axes: Axes, shown: pd.DataFrame) -> None:
    places = range(len(shown))
    one = shown["either"] - shown["both"]
    look: dict[str, Any] = {"edgecolor": INK, "height": 0.65}
    axes.barh(places, shown["both"], color=BLUE, label=say("dialogue.overlap.both"), **look)
    axes.barh(
        places,
        one,
        left=shown["both"],
        color=SAND,
        hatch=HATCHES[1],
        label=say("dialogue.overlap.one"),
        **look,
    )
    for place, (both, either) in enumerate(zip(shown["both"], shown["either"], strict=True)):
        words = say("dialogue.overlap.bar", both=both, either=either)
        axes.annotate(words, (either, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=10)
    axes.set_yticks(places, [_wrapped(name, 28) for name in shown["label"]], fontsize=10)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_xlim(0, shown["either"].max() * 1.3)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, fontsize=10, borderaxespad=0.2)


def _draw_nothing(axes: Axes) -> None:
    axes.set_axis_off()
    words = _wrapped(say("dialogue.overlap.nothing"), 40)
    axes.text(0.5, 0.5, words, ha="center", va="center", transform=axes.transAxes)


def _wrapped(words: str, width: int) -> str:
    return "\n".join(textwrap.wrap(without_marks(words), width, max_lines=3, placeholder=" …"))


def _percent(value: float) -> str:
    return say("dialogue.unknown") if math.isnan(value) else say("dialogue.percent", n=format_number(100 * value))


def _value(found: Coefficient | None) -> str:
    """A coefficient with its interval; words where there is no value or no interval."""
    if found is None:
        return ""
    if math.isnan(found.value):
        return say("dialogue.unknown")
    value = format_number(found.value, 2)
    if math.isnan(found.low):
        return say("dialogue.no_interval", value=value)
    return say("dialogue.interval", value=value, low=format_number(found.low, 2), high=format_number(found.high, 2))
