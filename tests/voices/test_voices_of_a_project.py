"""Voices of the practice series: nothing of who withdrew, and counts that equal the tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ontmoet_research.practice import make_practice_project
from ontmoet_research.store import Project, read_rows, read_table
from ontmoet_research.voices import note_equality, read_equality_notes, read_voices
from ontmoet_research.words import Refused


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make_practice_project(tmp_path_factory.mktemp("p") / "oefen.ontmoet") as made:
        yield made


def every_series(project: Project) -> list[str]:
    return [row.object_id for row in read_rows(project, "series")]


def test_who_withdrew_is_in_no_table(practice: Project) -> None:
    told = read_voices(practice, every_series(practice))
    people = read_table(practice, "participants")
    gone = set(people.loc[people["status"] == "ingetrokken", "participant_id"])
    assert gone
    for table in (told.participants, told.spoken, told.chosen):
        assert not set(table["participant_id"]) & gone


def test_what_is_counted_equals_the_tables_of_the_project(practice: Project) -> None:
    told = read_voices(practice, every_series(practice))
    decisions = read_table(practice, "decisions")
    assert len(told.chosen) == sum(len(set(who)) for who in decisions["who"])
    assert set(told.labelled["coding_id"]) <= set(read_table(practice, "codings")["coding_id"])
    one, two = (len(read_voices(practice, [key]).spoken) for key in every_series(practice)[:2])
    assert len(told.spoken) >= one + two > 0


def test_words_of_a_side_are_kept_and_read_back_in_order(practice: Project) -> None:
    series_id = every_series(practice)[0]
    before = len(read_equality_notes(practice, [series_id]))
    note_equality(practice, series_id, "ervaring", "kiezen", " Kiezen doen we samen. ")
    notes = read_equality_notes(practice, [series_id])
    assert len(notes) == before + 1
    assert "Kiezen doen we samen." in set(notes["text"])
    with pytest.raises(Refused):
        note_equality(practice, series_id, "ervaring", "kiezen", "  ")
    with pytest.raises(ValueError, match="slapen"):
        note_equality(practice, series_id, "ervaring", "slapen", "Goed.")
