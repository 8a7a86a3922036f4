"""Own time: steps that follow each other count, a pause doesn't, and it is said once that it is enough."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ontmoet_research.own import choose_limit, forget_time, limit_of, minutes_today, note_work
from ontmoet_research.own.place import kit_folder

NOON = datetime(2024, 3, 7, 12, 0)


def work(*minutes: float, start: datetime = NOON, who: str = "noor") -> list[bool]:
    """Do something at each of these minutes; give when it was said that it is enough."""
    return [note_work(who, start + timedelta(minutes=one)) for one in minutes]


@pytest.mark.parametrize(
    ("at", "counted"),
    [((0,), 0), ((0, 4), 4), ((0, 4, 8.5), 8), ((0, 6), 0), ((0, 4, 60, 63), 7), ((0, 5), 5), ((0, 5.1), 0)],
)
def test_silence_of_more_than_5_minutes_is_a_pause(at: tuple[float, ...], counted: int) -> None:
    work(*at)
    assert minutes_today("noor", NOON) == counted


def test_after_45_minutes_it_is_said_once_and_the_next_day_begins_at_nothing() -> None:
    told = work(*range(0, 60, 3))
    assert [number * 3 for number, one in enumerate(told) if one] == [45]
    assert minutes_today("sem", NOON) == 0
    assert not any(work(*range(0, 30, 3), start=NOON + timedelta(days=1)))
    assert minutes_today("noor", NOON + timedelta(days=1)) == 27
    assert "2024-03-07" not in (kit_folder() / "werktijd.json").read_text(encoding="utf-8")


def test_who_chooses_another_limit_hears_it_then_and_who_chooses_none_is_not_timed() -> None:
    choose_limit("noor", 30, NOON)
    assert [number * 3 for number, one in enumerate(work(*range(0, 60, 3))) if one] == [30]
    choose_limit("noor", 0, NOON)
    assert minutes_today("noor", NOON) == 0
    assert not any(work(*range(60, 120, 3)))
    assert minutes_today("noor", NOON) == 0
    assert (limit_of("noor"), limit_of("sem")) == (0, 45)
    forget_time("noor")
    assert limit_of("noor") == 45
    with pytest.raises(ValueError):
        choose_limit("noor", 7, NOON)


def test_beside_somebody_else_time_counts_but_nothing_is_said() -> None:
    said = [note_work("noor", NOON + timedelta(minutes=one), alone=False) for one in range(0, 60, 3)]
    assert not any(said)
    assert minutes_today("noor", NOON) == 57
    assert note_work("noor", NOON + timedelta(minutes=58))


@pytest.mark.parametrize("text", ["geen json", "[]", '{"day": "2024-03-07", "people": {"noor": {"seconds": "x"}}}'])
def test_a_damaged_file_of_time_is_begun_again(home: Path, text: str) -> None:
    kit_folder().mkdir(parents=True)
    (kit_folder() / "werktijd.json").write_text(text, encoding="utf-8")
    work(0, 4)
    assert minutes_today("noor", NOON) == 4
