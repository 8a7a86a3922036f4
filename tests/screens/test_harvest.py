"""The end of a round: what it brought, and where somebody else read something else; what blind reading allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_notes import PIECES, code, make_project

from ontmoet_research.coding import Mark, apply_code, finish_fragment
from ontmoet_research.screens import window
from ontmoet_research.screens.labelling.code_cards import CodeCards
from ontmoet_research.screens.labelling.harvest import Harvest, bring_in_harvest
from ontmoet_research.screens.memory import remember
from ontmoet_research.screens.shell.shell import Shell
from ontmoet_research.store import Project, find
from ontmoet_research.words import say, say_count

ROUND = ["verslag1-1", "verslag1-2"]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    before = window._here.set(window.Window())
    with make_project(tmp_path / "p.ontmoet") as made:
        yield made
    window._here.reset(before)


def reads(project: Project, who: str, piece: str, label: str, outcome: str = "gelabeld") -> None:
    """Somebody reads a piece: with a label on all of it, or with another outcome and none."""
    mine, row = project.as_person(who), find(project, "fragments", piece)
    if outcome == "gelabeld":
        apply_code(mine, Mark(row["source_id"], row["start"], row["end"], code(project, label), who))
    finish_fragment(mine, piece, outcome)


def test_pieces_that_both_read_otherwise_are_counted_and_nothing_else(project: Project) -> None:
    for piece in ROUND:
        reads(project, "ik", piece, "Z1")
    assert bring_in_harvest(project.as_person("ik"), ROUND) == Harvest(2)  # nobody else read yet
    reads(project, "noor", ROUND[0], "Z2")
    reads(project, "sem", ROUND[0], "Z1")
    assert bring_in_harvest(project.as_person("ik"), ROUND) == Harvest(2, "noor", (ROUND[0],))
    reads(project, "noor", ROUND[1], "Z1")
    assert bring_in_harvest(project.as_person("ik"), ROUND).pieces == (ROUND[0],), "alike is nothing to talk over"


def test_a_piece_that_was_skipped_tells_nothing_of_another(project: Project) -> None:
    reads(project, "ik", ROUND[0], "", "overgeslagen")
    reads(project, "noor", ROUND[0], "Z2")
    assert bring_in_harvest(project.as_person("ik"), ROUND[:1]) == Harvest(0)


def test_at_the_end_of_a_round_one_button_leads_to_the_piece_that_another_read_otherwise(project: Project) -> None:
    remember(project, who="ik")
    shell = Shell(project, at="kaartjes")
    cards = shell.screen
    assert isinstance(cards, CodeCards)
    second = cards.batch[1]
    for piece in cards.batch:
        reads(project, "noor", piece, "Z2" if piece == second else "Z1")
    while not cards.finished:
        cards.receive({"do": "place", "code_id": code(project, "Z1")})
        cards.receive({"do": "next"})
    lines = [say_count("code_cards.harvest", len(cards.batch)), say_count("code_cards.differs", 1, name="Noor")]
    assert cards.view["lines"] == lines
    assert [one["do"] for one in cards.view["buttons"] if one["main"]] == ["talk_over"]
    cards.receive({"do": "talk_over"})
    assert shell.at == "vergelijken"
    assert shell.screen.parts["talk"].piece == second
    assert shell.screen.parts["with"].others == ["noor"]
    shell.go("kaartjes")
    shell.go("vergelijken")
    assert window.this_window().take("vergelijken") is None


def test_without_others_there_is_no_button_and_a_gesture_from_elsewhere_is_refused(project: Project) -> None:
    remember(project, who="ik")
    shell = Shell(project, at="kaartjes")
    cards = shell.screen
    while not cards.finished:
        cards.receive({"do": "next"})
    assert "talk_over" not in [one["do"] for one in cards.view["buttons"]]
    cards.receive({"do": "talk_over"})
    assert cards.status["text"] == say("code_cards.nothing_differs")
    assert len(PIECES) > len(cards.batch) - 1
