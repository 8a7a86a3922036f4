"""Which changes come first where there is no room for all, and which number tells most of what changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ontmoet_research.store import rows_of

SUREST_FIRST = ("bevestigd_buiten_groep", "bevestigd_door_1", "signaal")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")

__all__ = ["strongest", "strongest_number", "sure_of"]


def strongest(changes: Sequence[Mapping[Any, Any]], most: int) -> list[Mapping[Any, Any]]:
    """At most ``most`` changes, the surest first; something that became worse is never the one left out."""
    ordered = sorted(changes, key=lambda one: SUREST_FIRST.index(sure_of(one)))
    worse = [one for way in ("slechter", "gemengd") for one in ordered if one["direction"] == way][:1]
    others = [one for one in ordered if not worse or one is not worse[0]]
    picked = [*others[: most - len(worse)], *worse]
    return [one for one in ordered if any(one is kept for kept in picked)]


def sure_of(change: Mapping[Any, Any]) -> str:
    """How sure people are of a change; nothing said is a signal."""
    level: str | None = change["substantiation"]
    return level or SUREST_FIRST[-1]


def strongest_number(changes: Sequence[Mapping[Any, Any]], indicators: pd.DataFrame) -> Mapping[Any, Any] | None:
    """The indicator with a number before and after: of the surest change, then what moved most. None without one."""
    order = {one["change_id"]: SUREST_FIRST.index(sure_of(one)) for one in changes}
    known = [one for one in rows_of(indicators) if one["change_id"] in order and _moved(one) is not None]
    return min(known, key=lambda one: (order[one["change_id"]], -(_moved(one) or 0)), default=None)


def _moved(indicator: Mapping[Any, Any]) -> float | None:
    """How far a number moved, as a part of the largest of the two; None unless both are numbers."""
    before, after = (_number(indicator[name]) for name in ("before", "after"))
    if before is None or after is None or before == after:
        return None
    return abs(after - before) / max(abs(before), abs(after))


def _number(told: str | None) -> float | None:
    found = _NUMBER.fullmatch((told or "").strip())
    return float(found[0].replace(",", ".")) if found else None
