"""What a label stands for: learning, a step, a level, a direction, a wish, a condition.

The group says it once, with the label (``codes.signs``); no rule hangs on the short id of a label. A label that came
with the kit says it in its file. In a project from before this was kept, a label of which nothing was said and that has
the very name and short id of one of the kit's own stands for what that one stands for; a label that only happens to
share the short id stands for nothing.

Words: waar staat dit label voor = signs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from ontmoet_research.model import shipped
from ontmoet_research.model.material import SIGNS
from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, rows_of
from ontmoet_research.words import Refused

from .labels_now import LabelsNow

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "coding.signs"
NOTHING = "niets"

__all__ = ["NOTHING", "marked_with", "same_signs", "say_signs", "signs_by_label", "signs_of"]


def say_signs(project: Project, code_id: str, signs: Sequence[str], *, origin: str = ORIGIN) -> None:
    """Say what a label stands for; without ``signs``: for nothing that is followed. Writes nothing when it was so.

    Errors: ``Refused`` when the label is gone, or stands for nothing and for something; ``ValueError`` for a sign the
    model does not know.
    """
    told = [one for one in SIGNS if one in set(signs)] or [NOTHING]
    if unknown := set(signs) - set(SIGNS):
        raise ValueError(f"a label can't stand for {', '.join(sorted(unknown))}")
    if NOTHING in told and len(told) > 1:
        raise Refused("coding.signs_or_nothing")
    row = find(project, "codes", code_id)
    if row["signs"] != told:
        write(project, [change(row, signs=told)], origin=origin)


def signs_of(code: Mapping[str, Any]) -> list[str]:
    """What one label stands for, without *niets*. ``code`` has ``code``, ``label_nl`` and ``signs``.

    >>> signs_of({"code": "TR01", "label_nl": "Zien", "signs": []}), signs_of({"code": "TR01", "label_nl": "Trein"})
    (['stap_zien'], [])
    """
    return [one for one in _told(code) if one != NOTHING]


def signs_by_label(codes: pd.DataFrame, now: LabelsNow) -> dict[str, list[str]]:
    """What each label (by ``code_id``) stands for: as it is read now, or else as it was placed.

    Two labels that were joined and stood for different things go on doing so, until the group says what the new one
    stands for. In: columns ``code_id, code, label_nl, signs``.
    """
    told = {row["code_id"]: _told(row) for row in rows_of(codes)}
    return {
        code: [one for one in told.get(now.joined.get(code, code)) or own if one != NOTHING]
        for code, own in told.items()
    }


def marked_with(codings: pd.DataFrame, signs: Iterable[str]) -> pd.Series[Any]:
    """Whether each coding (column ``signs``) is of a label that stands for one of these. A Series of bool."""
    wanted = set(signs)
    return codings["signs"].map(lambda own: not wanted.isdisjoint(own)).astype(bool)


def same_signs(told: Iterable[list[str]]) -> list[str]:
    """The signs that all of several labels say alike; none when they differ, so that each goes on saying its own."""
    found = {tuple(one) for one in told}
    return list(found.pop()) if len(found) == 1 else []


def _told(code: Mapping[str, Any]) -> Sequence[str]:
    return code.get("signs") or _of_the_kit().get((code["code"], code["label_nl"]), ())


@cache
def _of_the_kit() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for path in sorted(shipped("codeboeken").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                found[row["code_id"], row["label_nl"]] = tuple(filter(None, row["signs"].split(";")))
    return found
