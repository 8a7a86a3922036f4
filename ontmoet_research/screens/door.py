"""Through which functions rows of a table are put right: one place, so that a page needs to know none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ontmoet_research.change import may_correct, origin_of, put_right, take_out
from ontmoet_research.change.corrections import removable
from ontmoet_research.store import Project, Row

__all__ = ["RECORDS", "Door"]


@dataclass(frozen=True)
class Door:
    """``may(project, table, row)`` tells who may, ``shown(row)`` what stands there by question.

    ``put_right(project, table, id, **answers)`` stores it and gives whether something changed, ``take_out(project,
    table, id)`` takes the row away where it is ``removable(table)``, and undo finds both under ``origin(table)``.
    """

    may: Callable[[Project, str, Row], bool]
    shown: Callable[[Row], Mapping[str, Any]]
    put_right: Callable[..., bool]
    take_out: Callable[[Project, str, str], None]
    origin: Callable[[str], str]
    removable: Callable[[str], bool]


RECORDS = Door(
    may_correct,
    lambda row: row.values,
    put_right,
    take_out,
    origin_of,
    removable,
)
"""The columns of a row, by the rules of its table."""
