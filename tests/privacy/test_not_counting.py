"""What does not count is said, each time with its true reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from ontmoet_research import store
from ontmoet_research.privacy.gate import FOR_OTHERS, THE_GROUP, Gate
from ontmoet_research.privacy.not_counting import NotCounting, read_not_counting, read_reasons, tell_reasons, why_not

PIECES = pd.DataFrame(
    [
        ("a", "s1", None, "groep", False, False),  # nobody knows who spoke: counts
        ("b", "s1", "yes", "groep", False, False),
        ("c", "s1", "asked", "groep", False, False),
        ("d", "s1", "silent", "groep", False, False),
        ("e", "s1", "yes", "groep", True, False),
        ("f", "s2", "yes", "groep", False, False),
        ("g", "s2", "silent", "groep", False, False),  # two reasons: the first of the list
        ("h", "s1", "yes", "besloten", False, False),
    ],
    columns=["fragment_id", "source_id", "participant_id", "visibility", "withdrawn", "contains_case"],
)
SOURCES = pd.DataFrame([("s1", "m1"), ("s2", None)], columns=["source_id", "session_id"])
PEOPLE = pd.DataFrame([(one, "actief") for one in ("yes", "asked", "silent")], columns=["participant_id", "status"])
ANSWERS = pd.DataFrame(
    [
        (one, purpose, one == "yes", None)
        for one in ("yes", "asked")
        for purpose in ("meedoen", "notities", "citaat_openbaar")
    ],
    columns=["participant_id", "purpose", "given", "withdrawn"],
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[store.Project]:
    """The small project of ``pages.py``: two people with a yes; nobody looked at the note yet."""
    from pages import small_project

    with small_project(tmp_path / "p.ontmoet") as made:
        yield made


@pytest.mark.parametrize(
    ("purpose", "reasons"),
    [("notities", {"c": "no", "d": "no_answer", "e": "taken_out", "f": "no_meeting", "g": "no_answer"})],
)
def test_each_piece_that_does_not_count_has_the_reason_that_is_true_for_it(
    purpose: str, reasons: dict[str, str]
) -> None:
    assert why_not(PIECES, SOURCES, PEOPLE, ANSWERS, purpose) == reasons


def test_the_sentence_tells_how_many_of_all_and_why() -> None:
    told = NotCounting("labels", 116, {"no_answer": 43}).sentence
    assert told == "43 van de 116 labels tellen nog niet mee: nog geen antwoord over notities."
    assert NotCounting("labels", 5).sentence == ""
    several = NotCounting("pieces", 9, {"no_meeting": 2, "no": 1}).sentence
    assert several == (
        "3 van de 9 stukjes tellen niet mee: iemand zei nee (1) en het verslag hoort nog bij geen bijeenkomst (2)."
    )
    gone = NotCounting("labels", 6, {"taken_out": 1, "no": 1}).sentence
    assert gone == "2 van de 6 labels tellen niet mee: weggehaald op verzoek (1) en iemand zei nee (1).", (
        "a no is an answer: it is not said to come"
    )


def test_an_empty_project_leaves_nothing_out(tmp_path: Path) -> None:
    with store.create(tmp_path / "p.ontmoet", title="Leeg") as project:
        assert read_not_counting(project).sentence == ""


def test_what_the_answer_is_awaited_for_is_named_as_it_is() -> None:
    assert tell_reasons({"no_answer": 2}, FOR_OTHERS) == "nog geen antwoord over lezen door de onderzoeksgroep"


def test_each_piece_that_the_gate_closes_has_a_reason(small: store.Project) -> None:
    for purpose in ("notities", FOR_OTHERS, "citaat"):
        reasons = read_reasons(small, purpose)
        assert Gate(small).closed(purpose, THE_GROUP) <= set(reasons)


def test_a_note_without_a_meeting_is_left_out_only_where_it_does_not_count(small: store.Project) -> None:
    note = store.read_rows(small, "sources")[0]
    store.write(small, [store.change(note, session_id=None)])
    assert "no_meeting" in read_not_counting(small).why
    assert "no_meeting" not in read_not_counting(small, loose_count=True).why
