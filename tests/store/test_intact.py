"""The quick check of a row from elsewhere says the same as ``row_hash``, for every table and every odd text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontmoet_research.model import SCHEMA_VERSION, columns_of, columns_since, tables
from ontmoet_research.store import row_hash
from ontmoet_research.store.intact import as_stored, names_of, why_not

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


def value_of(column: Any) -> st.SearchStrategy[Any]:
    choices = column.info.get("choices")
    one = st.sampled_from(choices) if choices else TEXT
    if column.info.get("list"):
        return st.lists(one, max_size=3)
    if column.type.python_type is bool:
        one = st.booleans()
    elif column.type.python_type is int:
        one = st.integers(-(2**31), 2**31 - 1)
    return st.none() | one if column.nullable else one


@st.composite
def rows(draw: st.DrawFn, table: str | None = None) -> tuple[str, dict[str, Any]]:
    name = table or draw(st.sampled_from(list(tables())))
    version = draw(st.integers(1, SCHEMA_VERSION))
    values = {key: draw(value_of(column)) for key, column in columns_of(name).items()}
    values |= {key: [] if columns_of(name)[key].info.get("list") else None for key in columns_since(name, version)}
    envelope = {
        "id": draw(TEXT),
        "object_id": draw(TEXT),
        "parents": draw(st.lists(TEXT, max_size=2)),
        "author": draw(TEXT),
        "at": "2025-11-24T08:07:00.123Z",
        "v": version,
        "removed": draw(st.booleans()),
    }
    row = {**envelope, **values}
    return name, {**row, "hash": row_hash(name, row)}


@settings(max_examples=120, deadline=None)
@given(made=rows())
def test_a_whole_row_is_taken_whatever_stands_in_it(made: tuple[str, dict[str, Any]]) -> None:
    table, row = made
    assert why_not(table)(*as_stored(table, row)) is None
    assert why_not(table)(*as_numbers(as_stored(table, row))) is None


def as_numbers(row: tuple[Any, ...]) -> list[Any]:
    """A file holds yes and no as 1 and 0, so those are the same."""
    return [int(value) if isinstance(value, bool) else value for value in row]


@settings(max_examples=120, deadline=None)
@given(made=rows(), data=st.data())
def test_a_row_in_which_one_value_changed_is_not_taken(made: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    table, row = made
    name = data.draw(st.sampled_from([key for key in row if key != "id"]))
    other = data.draw(TEXT | st.integers() | st.none() | st.booleans() | st.lists(TEXT, max_size=2) | st.binary())
    before, changed = as_stored(table, row), as_stored(table, {**row, name: other})
    if json.dumps(as_numbers(before)) != json.dumps(as_numbers(changed), default=str):
        assert why_not(table)(*changed) is not None


def coding(**changes: Any) -> tuple[Any, ...]:
    """A coding with a right hash over whatever it says."""
    values = dict.fromkeys(columns_of("codings")) | {"start": 0, "end": 4, "quote": "heel", "source_id": "s"}
    values |= {"fragment_id": "f", "code_id": "c", "contributor_id": "n", "certainty": "zeker", "round": "zelf"}
    envelope = {
        "object_id": "o",
        "parents": [],
        "author": "n",
        "at": "2025-11-24T08:07:00Z",
        "v": SCHEMA_VERSION,
        "removed": False,
    }
    row = {"id": "r", **envelope, **values, **changes}
    return as_stored("codings", {"hash": row_hash("codings", row), **row})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, None),
        ({"quote": 'een \\u0000 "aanhaling"\n\t\x1f é 👩‍🦽'}, None),
        ({"quote": "een \x00 nul"}, "damaged"),
        ({"parents": ["\x00"]}, "damaged"),
        ({"parents": [1]}, "damaged"),
        ({"certainty": "misschien"}, "damaged"),
        ({"quote": None}, "damaged"),
        ({"quote": 4}, "damaged"),
        ({"start": "0"}, "damaged"),
        ({"start": 1.0}, "damaged"),
        ({"start": 2**40}, "damaged"),
        ({"removed": None}, "damaged"),
        ({"at": "gisteren"}, "damaged"),
        ({"hash": "0" * 64}, "damaged"),
        ({"v": 0}, "damaged"),
        ({"v": SCHEMA_VERSION + 1}, "newer"),
    ],
)
def test_what_does_not_fit_the_model_is_not_taken_even_with_a_right_hash(
    changes: dict[str, Any], told: str | None
) -> None:
    assert why_not("codings")(*coding(**changes)) == told


def test_a_list_that_is_not_written_as_the_kit_writes_it_is_not_taken() -> None:
    row = list(coding(parents=["a", "b"]))
    assert why_not("codings")(*row) is None
    for text in ('["a", "b"]', '["a","b"]]', "['a','b']", '{"a":1}', '[],"x":[]', ""):
        row[names_of("codings").index("parents")] = text
        assert why_not("codings")(*row) == "damaged", text


def test_a_column_the_table_does_not_have_is_named() -> None:
    with pytest.raises(ValueError, match="codings has no such columns"):
        as_stored("codings", {"id": "r", "kleur": "rood"})
