"""Rows as a DataFrame, and a DataFrame as rows again. What is not there is None: pandas' NaN counts as true."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    import pandas as pd


def frame_of(rows: Sequence[Sequence[Any]], columns: Mapping[str, sa.Column[Any]]) -> pd.DataFrame:
    """These rows, as the driver gives them, in the types of the model.

    Lists are Python lists, yes/no is nullable boolean, numbers are nullable integers, a text that is not there is None.
    """
    import pandas as pd

    told = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return pd.DataFrame({name: _typed(own, columns[name]) for name, own in zip(columns, told, strict=True)})


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts, in which what is not there is None; also of a frame read from a CSV or joined.

    >>> import pandas as pd
    >>> rows_of(pd.DataFrame({"what": ["koffie", None], "count": [1, None], "who": [["A"], []]}))
    [{'what': 'koffie', 'count': 1.0, 'who': ['A']}, {'what': None, 'count': None, 'who': []}]
    """
    columns = [_told(values) for _, values in frame.items()]
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _told(values: pd.Series[Any]) -> list[Any]:
    found, missing = values.tolist(), values.array.isna()
    return [None if gone else one for one, gone in zip(found, missing, strict=True)] if missing.any() else found


def with_none(values: pd.Series[Any]) -> pd.Series[Any]:
    """The same values as Python objects, with None for what is not there.

    >>> import pandas as pd
    >>> with_none(pd.Series([True, None], dtype="boolean")).to_list()
    [True, None]
    """
    there = values.notna()
    told = values.astype(object)
    return told if there.all() else told.where(there, None)


def looked_up(frame: pd.DataFrame, other: pd.DataFrame, on: str) -> pd.DataFrame:
    """``frame`` with the columns of ``other`` beside each row (a left join); what ``other`` does not tell is None."""
    found = frame.merge(other, on=on, how="left")
    for name in (name for name in other.columns if name != on and found[name].dtype == object):
        found[name] = with_none(found[name])
    return found


def last_told(frame: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Of several rows that say the same of the same, such as two people who filled in one line, the one made last."""
    return frame.drop_duplicates(list(keys), keep="last")


def _typed(values: Sequence[Any], column: sa.Column[Any]) -> pd.Series[Any]:
    import pandas as pd

    if column.info.get("list"):
        return pd.Series([_list(text) for text in values], dtype=object)
    if isinstance(column.type, sa.Boolean):
        # SQLite gives 0 and 1, PostgreSQL gives False and True.
        return pd.Series([None if value is None else bool(value) for value in values], dtype="boolean")
    if isinstance(column.type, sa.Integer):
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype=object)


def _list(text: str) -> list[str]:
    # Most lists are empty, and parsing those is what takes the time of a long read.
    return [] if text == "[]" else json.loads(text)
