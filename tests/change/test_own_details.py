"""What a holder keeps to themselves: the group still sees that it runs (methods 3.17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ontmoet_research.change import (
    assign,
    chain,
    help_asked,
    help_letter,
    hide_details,
    may_show_details,
    read_assignments,
    read_changes,
    read_decisions,
    read_help_offers,
    read_progress,
    read_wishes,
    set_next_step,
    share,
    show_details,
    stop,
)
from ontmoet_research.cli import main
from ontmoet_research.group import add_contributor
from ontmoet_research.privacy import withdraw
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from conftest import Small

WORDS = {"done": "geheim gedaan", "stuck": "geheim vast", "need": "geheim nodig"}


@pytest.fixture
def assignment(small: Small) -> str:
    """An assignment of Reiger, who works along as a contributor; Kompas typed what was told."""
    made = assign(small.project, small.decision(small.wish()), small.people[0])
    kompas = add_contributor(small.project, "Kompas", "onderzoek")
    share(small.project.as_person(kompas), small.meetings[5], made, WORDS)
    set_next_step(small.project, made, "geheim bellen")
    return made


@pytest.fixture
def reiger(small: Small) -> str:
    return add_contributor(small.project, "Reiger", "ervaring", participant_id=small.people[0])


def seen(small: Small, reader: str | None) -> str:
    """All that a reader can get of it, as one text."""
    tasks, told = read_assignments(small.project, reader), read_progress(small.project, reader)
    asked = help_asked(told, tasks, read_help_offers(small.project))
    followed = chain(read_wishes(small.project), read_decisions(small.project), tasks, read_changes(small.project))
    return "\n".join([*(one.to_json() for one in (tasks, told, asked, followed)), help_letter(asked)])


def test_others_see_that_it_runs_and_nothing_of_what_is_in_it(small: Small, assignment: str, reiger: str) -> None:
    wilma = add_contributor(small.project, "Wilma", "praktijk")
    assert "geheim" in seen(small, wilma)
    hide_details(small.project, assignment)
    for reader in (wilma, None, "kit"):
        assert "geheim" not in seen(small, reader), reader
    assert read_assignments(small.project, wilma)["state"].tolist() == ["loopt"]
    assert len(read_progress(small.project, wilma)) == 1, "that something was told still counts"
    own = seen(small, reiger)
    assert [word for word in ("gedaan", "vast", "nodig", "bellen") if f"geheim {word}" not in own] == []


def test_the_raw_table_on_the_command_line_keeps_it_back_too(
    small: Small, assignment: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for hide in (False, True):
        if hide:
            hide_details(small.project, assignment)
        for name in ("progress", "assignments"):
            assert main(["table", str(small.project.path), name]) == 0
            shown = capfdbinary.readouterr().out
            assert (b"geheim" in shown) is not hide, name
            assert assignment.encode() in shown


def test_who_wrote_it_down_can_read_back_what_was_told(small: Small, assignment: str) -> None:
    hide_details(small.project, assignment)
    kompas = read_progress(small.project)["author"].iloc[0]
    told = read_progress(small.project, kompas).iloc[0]
    assert (told["done"], told["need"]) == ("geheim gedaan", "geheim nodig")


def test_a_hidden_reason_to_stop_is_no_missing_reason(small: Small, assignment: str) -> None:
    from ontmoet_research.change.checks import check_assignments

    stop(small.project, assignment, "geheim")
    hide_details(small.project, assignment)
    tasks = read_assignments(small.project)
    assert tasks["stop_reason"].isna().all()
    assert check_assignments(tasks) == []


def test_only_the_holder_shows_it_again(small: Small, assignment: str, reiger: str) -> None:
    kompas = small.project.as_person(add_contributor(small.project, "Ibis", "onderwijs"))
    hide_details(kompas, assignment)
    with pytest.raises(Refused, match="Alleen de mens van deze opdracht"):
        show_details(kompas, assignment)
    show_details(small.project.as_person(reiger), assignment)
    assert "geheim" in seen(small, None)


def test_for_a_holder_without_a_screen_whoever_hid_it_shows_it_again(small: Small, assignment: str) -> None:
    ibis = small.project.as_person(add_contributor(small.project, "Ibis", "onderwijs"))
    noor = small.project.as_person(add_contributor(small.project, "Noor", "ervaring"))
    hide_details(ibis, assignment)
    set_next_step(noor, assignment, "iets anders")
    assert (may_show_details(ibis, assignment), may_show_details(noor, assignment)) == (True, False)


def test_words_of_a_holder_who_withdrew_are_for_nobody(small: Small, assignment: str) -> None:
    author = read_progress(small.project)["author"].iloc[0]
    withdraw(small.project, small.people[0], "alles", date="2024-06-01")
    for reader in (author, None):
        assert "geheim" not in seen(small, reader)
