"""The own file: only its owner opens it, each step is kept, and gone is gone."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from quick_own import PHRASE

from ontmoet_research.own import Aware, Kept, Skill, make_own_file, open_own_file, own_names, own_place, wipe
from ontmoet_research.own.kept import from_text
from ontmoet_research.words import Refused

FULL = Kept(
    experience="ja",
    reflections={"label": "Ik koos dit omdat ik het ken."},
    awareness=(Aware("2024-03-07", "meer", "Ik zag het bij de bakker."),),
    skills=(Skill("Luisteren", "leven", "Thuis geleerd", "mijn coach"),),
    days={"2024-03-07": 37},
)


def test_what_is_kept_is_there_after_opening_and_stands_nowhere_in_the_clear(home: Path) -> None:
    made = make_own_file("Van Mij!", PHRASE).keep(FULL)
    assert made.name == "Van Mij"
    assert open_own_file("Van Mij", PHRASE).kept == FULL
    assert made.path.parent == own_place() == home / "ontmoet-van-mij"
    for place in own_place().iterdir():
        assert b"bakker" not in place.read_bytes()
        assert b"Luisteren" not in place.read_bytes()
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    with pytest.raises(Refused) as refused:
        open_own_file("Van Mij", "een heel andere zin")
    assert refused.value.key == "own.wrong"
    made.path.write_bytes(made.path.read_bytes()[:-3])
    with pytest.raises(Refused) as refused:
        open_own_file("Van Mij", PHRASE)
    assert refused.value.key == "own.damaged"
    with pytest.raises(Refused) as refused:
        made.keep(Kept())
    assert refused.value.key == "own.changed"
    wipe("Van Mij")  # no passphrase
    assert not own_place().exists()


def test_two_people_at_one_computer_each_have_their_own_file_and_wiping_one_leaves_the_other() -> None:
    for name in ("noor", "sem"):
        make_own_file(name, PHRASE).put_page("<html></html>")
    assert own_names() == ["noor", "sem"]
    wipe("noor")
    assert sorted(one.name for one in own_place().iterdir()) == [
        "sem.age",
        "sem.skillspaspoort.html",
        "sem.sleutel.age",
    ]
    with pytest.raises(Refused) as refused:
        open_own_file("noor", PHRASE)
    assert refused.value.key == "own.gone"


@pytest.mark.parametrize(
    ("name", "phrase", "key"),
    [("  ", PHRASE, "own.no_name"), ("../..", PHRASE, "own.no_name"), ("sem", "kort", "store.age.short")],
)
def test_a_name_without_letters_or_a_short_passphrase_makes_nothing(name: str, phrase: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        make_own_file(name, phrase)
    assert refused.value.key == key
    assert own_names() == []


def test_a_home_that_something_else_keeps_copies_of_is_no_place_for_it(home: Path) -> None:
    (home / ".git").mkdir()
    assert own_place() == home / "jupyter" / "ontmoet" / "ontmoet-van-mij"


@pytest.mark.parametrize(
    "text", ["", "[]", '{"kind": "ontmoet own 1"}', '{"kind": "anders"}', '{"kind": 3, "days": []}']
)
def test_another_text_is_no_own_file(text: str) -> None:
    with pytest.raises(ValueError):
        from_text(text)


def test_lines_are_changed_in_place_and_words_that_are_emptied_are_gone() -> None:
    aware = FULL.with_awareness(Aware("2024-02-01", "minder"))
    assert [one.day for one in aware.awareness] == ["2024-02-01", "2024-03-07"]
    assert aware.with_awareness(Aware("2024-04-01", "meer"), 0).awareness[-1].day == "2024-04-01"
    assert aware.without_awareness(0) == FULL
    changed = FULL.with_skill(Skill("Koken", "werk")).with_skill(replace(FULL.skills[0], skill="Stil zijn"), 0)
    assert [one.skill for one in changed.skills] == ["Stil zijn", "Koken"]
    assert FULL.without_skill(0).skills == ()
    assert FULL.with_reflection("label", "  ").reflections == {}
    assert from_text(FULL.as_text("age1x")) == (FULL, "age1x")
    assert "bakker" not in repr(FULL)
