"""The extra finder: asked in a process of its own, and never needed."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from ontmoet_research.privacy import Found, deduced

# A stand-in that speaks as the finder does: what it does stands in the place of {}.
TALKS = "import json, sys, time; given = json.loads(sys.stdin.buffer.read()); text = given['text']; {}"


@pytest.fixture(autouse=True)
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONTMOET_NAMES_HELPER", raising=False)


def worker(does: str) -> list[str]:
    return [sys.executable, "-c", TALKS.format(does)]


def test_spans_come_back_as_kinds_of_the_kit() -> None:
    told = "print(json.dumps([[0, 5, 'persoon'], [9, 15, 'locatie'], [16, 20, 'datum'], [0, 5, 'iets']]))"
    found = deduced.spans_of("Wilma 👋 Zwolle 1 mei", worker=worker(told))
    assert found == [Found(0, 5, "name"), Found(9, 15, "place")]


def test_the_text_goes_in_whole_also_with_odd_signs() -> None:
    text = 'één "👋" \\ \u202e <b>\n'
    told = "print(json.dumps([[0, len(text), 'persoon']]))"
    assert deduced.spans_of(text, worker=worker(told)) == [Found(0, len(text), "name")]


@pytest.mark.parametrize(
    "does", ["sys.exit(3)", "print('geen json')", "print('null')", "import os; os.kill(os.getpid(), 9)"]
)
def test_a_finder_that_falls_over_gives_nothing_and_says_so(does: str) -> None:
    assert deduced.spans_of("Wilma", worker=worker(does)) is None


@pytest.mark.parametrize(
    "does",
    [
        "print('[[0]]')",
        'print(\'[[0, 99, "persoon"], [-1, 2, "persoon"], [3, 3, "persoon"], ["0", 2, "persoon"]]\')',
        "print('{\"0\": 1}')",
    ],
)
def test_what_is_no_span_of_the_text_is_left_out(does: str) -> None:
    assert deduced.spans_of("Wilma", worker=worker(does)) == []


def test_a_finder_that_is_slow_is_stopped() -> None:
    began = time.monotonic()
    assert deduced.spans_of("Wilma", seconds=0.5, worker=worker("time.sleep(600)")) is None
    assert time.monotonic() - began < 300


def test_a_program_that_is_not_there_finds_nothing() -> None:
    assert deduced.spans_of("Wilma", worker=["/bestaat/niet"]) is None


def test_without_its_lists_the_finder_is_not_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    assert deduced.state() in (deduced.ABSENT, deduced.MAKING)
    assert deduced.spans_of("Wilma Jansen woont in Zwolle.") is None


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONTMOET_NAMES_HELPER", "no")
    assert deduced.state() == deduced.ABSENT


def test_two_programs_never_make_the_lists_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    began: list[int] = []
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(deduced, "state", lambda: deduced.MAKING)
    monkeypatch.setattr(deduced, "_start", lambda: began.append(1) or SimpleNamespace(stdin=None))
    for _ in range(2):
        deduced._making.clear()  # as if another program
        deduced.make_lists()
    assert began == [1]
    sign = deduced.lists_folder() / "bezig"
    os.utime(sign, (0, 0))  # a program that fell over, long ago
    deduced._making.clear()
    deduced.make_lists()
    assert began == [1, 1]


def test_the_lists_stand_in_the_folder_of_this_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "van mij"))
    assert deduced.lists_folder().is_relative_to(tmp_path / "van mij")


@pytest.mark.slow
def test_the_real_finder_makes_its_lists_once_and_finds_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, need: Callable[[bool, str], None]
) -> None:
    need(importlib.util.find_spec("deduce") is not None, "deduce")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    deduced.make_lists(wait=600)
    assert deduced.state() == deduced.READY
    text = "👋 Gisteren belde Wilma Jansen uit Arnhem."
    found = deduced.spans_of(text, seconds=120)
    assert found is not None
    assert {(one.kind, text[one.start : one.end]) for one in found} == {("name", "Wilma Jansen"), ("place", "Arnhem")}
