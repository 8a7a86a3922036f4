"""The texts to practise on: invented, readable, with two readers who differ, and without a right answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontmoet_research.model import shipped
from ontmoet_research.practice import (
    UNSURE,
    Answer,
    Exercise,
    Practised,
    beside,
    exercises,
    keep_practised,
    read_practised,
    reading_list,
)

REAL = r"Gendt|Lingewaard|Arnhem|Nijmegen|Amsterdam|Utrecht|Rotterdam|Dordrecht|HAN"


@pytest.fixture(params=exercises(), ids=lambda one: one.key)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    found: Exercise = request.param
    return found


def test_a_text_has_few_labels_and_two_readers_with_a_reason_who_see_it_differently(exercise: Exercise) -> None:
    codes = {one.code for one in exercise.labels}
    assert 4 <= len(codes) == len(exercise.labels) <= 7
    assert all(one.meaning for one in exercise.labels)
    assert len(exercise.readers) == 2
    for reader in exercise.readers:
        assert set(reader.labels) <= codes
        assert len(reader.reason.split()) > 5
    assert beside({one.name: one.labels for one in exercise.readers}).differ
    assert codes - {code for one in exercise.readers for code in one.labels}, "a third reading is left"


def test_a_text_is_short_and_names_no_place_number_or_address(exercise: Exercise) -> None:
    told = " ".join([exercise.text, exercise.talk, *(one.reason for one in exercise.readers)])
    assert max(len(part.split()) for part in re.split(r"(?<=[.!?])\s+", told)) <= 15
    assert not re.search(rf"\b({REAL})\b", told)
    assert not re.search(r"@|\b06|\d{4}", told)


def test_one_text_shows_that_taking_over_for_a_moment_can_make_someone_stronger() -> None:
    [telephone] = [one for one in exercises() if one.talk]
    assert telephone.talk.endswith("?")
    assert any(one.doubt for one in telephone.readers)


def test_no_text_says_which_answer_is_right() -> None:
    told = shipped("oefenen", "teksten.toml").read_text(encoding="utf-8")
    known = {"key", "title", "text", "labels", "talk", "name", "reason", "doubt"}
    assert set(re.findall(r"^(\w+) =", told, re.MULTILINE)) == known


@pytest.mark.parametrize(
    ("readings", "shared", "differ"),
    [
        ({"ik": {"a"}, "zij": {"a"}}, {"a"}, False),
        ({"ik": {"a", "b"}, "zij": {"a"}}, {"a"}, True),
        ({"ik": set(), "zij": {"a"}}, set(), True),
        ({"ik": set(), "zij": set()}, set(), False),
        ({"ik": {"a"}, "zij": {"b"}, "hij": {"a", "b"}}, set(), True),
        ({}, set(), False),
    ],
)
def test_readings_beside_each_other(readings: dict[str, set[str]], shared: set[str], differ: bool) -> None:
    found = beside(readings)
    assert (found.shared, found.differ) == (shared, differ)
    assert all(found.only[who] | found.shared >= labels for who, labels in readings.items())


def test_the_reading_list_names_the_sources_of_the_method_of_which_the_title_is_known() -> None:
    assert sorted(one.year for one in reading_list()) == [2013, 2021, 2023]


def test_what_someone_practised_is_remembered_by_person_and_gone_when_they_begin_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    noor = Practised(2, {"taart": Answer(("LV03",), UNSURE[0])})
    keep_practised("noor", noor)
    keep_practised("sem", Practised(1))
    assert (read_practised("noor"), read_practised("sem")) == (noor, Practised(1))
    keep_practised("noor", Practised())
    keep_practised("sem", Practised())
    assert read_practised("noor") == Practised()
    assert not list((tmp_path / "ontmoet").iterdir())
