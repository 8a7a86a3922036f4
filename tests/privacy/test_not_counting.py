"""What does not count is said, each time with its true reason."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ontmoet_research import store
from ontmoet_research.privacy.not_counting import NotCounting, read_not_counting, why_not

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
        "3 van de 9 stukjes tellen nog niet mee: iemand zei nee (1) en het verslag hoort nog bij geen bijeenkomst (2)."
    )


def test_an_empty_project_leaves_nothing_out(tmp_path: Path) -> None:
    with store.create(tmp_path / "p.ontmoet", title="Leeg") as project:
        assert read_not_counting(project).sentence == ""
