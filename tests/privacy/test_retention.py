"""How long what is kept: each kind of data has its day, and a person decides (P22)."""

from __future__ import annotations

import datetime
from pathlib import Path

import pandas as pd
import pytest

from ontmoet_research.group import make_series
from ontmoet_research.privacy import (
    agree_date,
    check_agreed,
    check_kept,
    read_agreed_dates,
    read_retention,
    reminders,
    retention_list,
)
from ontmoet_research.store import create, read_table

TODAY = datetime.date(2025, 6, 10)


def agreed(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["what", "until", "kind"])
    return frame.assign(series_id="r", agreed_date_id=[f"d{n}" for n in range(len(rows))])


@pytest.mark.parametrize(
    ("until", "state"),
    [
        ("2025-06-09", "voorbij"),
        ("2025-06-10", "bijna"),
        ("2025-07-10", "bijna"),
        ("2025-07-11", "later"),
    ],
)
def test_a_day_is_past_after_it_and_near_in_the_month_before(until: str, state: str) -> None:
    kept = {one.what: one for one in retention_list(agreed(("verslag", until, "bewaren")), ["r"], TODAY)}
    assert (kept["verslag"].until, kept["verslag"].state) == (until, state)
    assert kept["ruw"].state == "niet_afgesproken"
    assert len(kept) == 5, "each kind of data is in the overview, also without a day"


def test_the_list_to_look_at_begins_with_what_is_past_the_longest() -> None:
    rows = agreed(
        ("verslag", "2025-06-01", "bewaren"),
        ("ruw", "2025-05-01", "bewaren"),
        ("toestemming", "2025-06-20", "bewaren"),
        ("onder_schuilnaam", "2026-01-01", "bewaren"),
        ("citaat", "2025-01-01", "weghalen"),
    )
    kept = retention_list(rows, ["r"], TODAY)
    assert [one.what for one in reminders(kept)] == ["ruw", "verslag", "toestemming"]
    assert [finding.about for finding in check_kept(rows, TODAY)] == ["d0", "d1"]
    assert check_agreed(kept) == []


def test_a_series_without_any_day_is_found() -> None:
    found = check_agreed(retention_list(agreed(("citaat", "2025-01-01", "weghalen")), ["r"], TODAY))
    assert [(one.level, one.row, one.about) for one in found] == [("let op", "P22", "r")]


def test_nothing_is_deleted_by_itself_on_such_a_day(tmp_path: Path) -> None:
    with create(tmp_path / "p.ontmoet", title="Proef") as project:
        series = make_series(project, "twee-workshops", "Reeks")
        agree_date(project, series, "bewaren", "ruw", "2020-01-01")
        before = {name: len(read_table(project, name)) for name in ("series", "sessions", "agreed_dates")}
        assert [one.what for one in reminders(read_retention(project, series, TODAY))] == ["ruw"]
        assert len(check_kept(read_agreed_dates(project), TODAY)) == 1
        assert {name: len(read_table(project, name)) for name in before} == before
