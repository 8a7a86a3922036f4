"""What stands in words under and beside the figures: how to read them, and what they don't say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ontmoet_research.store import rows_of
from ontmoet_research.text.dutch import format_number
from ontmoet_research.words import say, say_count

__all__ = ["reading_rules", "tell_new_information"]

_RULES = ("small", "score", "labels", "silence", "compare")


def reading_rules() -> list[str]:
    """The rules that go with every figure of learning (methods 3.18), as plain sentences."""
    return [say(f"learning.rules.{name}") for name in _RULES]


def tell_new_information(runs: pd.DataFrame, numbers: Sequence[int] | None = None) -> list[str]:
    """The ratio of :func:`new_information` in words, one text per run, with its caution; never a verdict.

    ``numbers`` are the numbers of the labelled meetings by date; without them a meeting is named by its place.
    """
    if runs.empty:
        return [say("learning.information.too_little")]
    if math.isnan(runs["ratio"].iloc[0]):
        return [say("learning.information.nothing_before")]
    told = [_tell(run, numbers or range(1, run["last"] + 1)) for run in rows_of(runs)]
    return [*told, say("learning.information.caution")]


def _tell(run: Mapping[Any, Any], numbers: Sequence[int]) -> str:
    values = {"first": numbers[run["first"] - 1], "last": numbers[run["last"] - 1], "base": run["base_labels"]}
    told = say_count("learning.information.run", run["new_labels"], **values)
    percent = say("learning.information.percent", percent=format_number(100 * run["ratio"]))
    return f"{told} {percent}" if run["new_labels"] else told
