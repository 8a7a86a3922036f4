"""From wish to change: what became of each (L5), and whether it all adds up (B16, B33, B34, A21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from ontmoet_research.change import (
    assign,
    chain,
    check_change,
    decide,
    finish,
    merge,
    park,
    read_assignments,
    read_changes,
    read_decisions,
    read_wishes,
    record_change,
    stop,
)
from ontmoet_research.change.wish_chain import COLUMNS
from ontmoet_research.findings import Finding
from ontmoet_research.store import Project, change, find, new, two_versions, write
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from conftest import Small


def tables(project: Project) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return read_wishes(project), read_decisions(project), read_assignments(project), read_changes(project)


def checked(project: Project) -> list[tuple[str, str, str]]:
    return [(found.level, found.row, found.about) for found in _findings(project)]


def _findings(project: Project) -> list[Finding]:
    return check_change(*tables(project), [one.object_id for one in two_versions(project, "wishes")])


@pytest.fixture
def wishes(small: Small) -> dict[str, str]:
    """One wish of each end: open, parked, merged, decided, running, stopped, and one that changed something."""
    names = ("open", "parked", "merged", "decided", "running", "stopped", "changed")
    wishes = {name: small.wish(f"wens {name}") for name in names}
    park(small.project, wishes["parked"], "nog geen geld")
    merge(small.project, wishes["merged"], wishes["changed"])
    decisions = {name: small.decision(wishes[name]) for name in names[3:]}
    tasks = {name: assign(small.project, decisions[name], small.people[0]) for name in names[4:]}
    stop(small.project, tasks["stopped"], "niemand had tijd")
    finish(small.project, tasks["changed"])
    record_change(
        small.project,
        "er wordt op dinsdag gebeld",
        actor="een gemeente",
        since="2024-06-01",
        evidence=["gehoord"],
        contribution="de groep vroeg erom",
        assignment_id=tasks["changed"],
    )
    return wishes


def test_the_chain_has_every_wish_once_in_the_order_it_came(small: Small, wishes: dict[str, str]) -> None:
    followed = chain(*tables(small.project))
    assert tuple(followed.columns) == COLUMNS
    assert followed["wish_id"].tolist() == list(wishes.values())


@pytest.mark.parametrize(
    ("name", "status", "became"),
    [
        ("open", "nog open", "Hier is nog niet over besloten."),
        ("parked", "geparkeerd", "Deze wens wacht."),
        ("merged", "samengevoegd", "Deze wens hoort nu bij een andere wens."),
        ("decided", "opgepakt", "De groep heeft besloten. Nog niemand is begonnen."),
        ("running", "opgepakt", "Iemand werkt hieraan."),
        ("stopped", "opgepakt", "Dit is gestopt."),
        ("changed", "opgepakt", "Er is iets veranderd."),
    ],
)
def test_the_chain_says_what_became_of_a_wish(
    small: Small, wishes: dict[str, str], name: str, status: str, became: str
) -> None:
    row = chain(*tables(small.project)).set_index("wish_id").loc[wishes[name]]
    assert (row["status_text"], row["became"]) == (status, became)


def test_the_chain_gives_reasons_decisions_and_changes(small: Small, wishes: dict[str, str]) -> None:
    rows = chain(*tables(small.project)).set_index("wish_id")
    assert rows.loc[wishes["parked"], "reason"] == "nog geen geld"
    assert rows.loc[wishes["merged"], "reason"] == "wens changed"
    assert rows.loc[wishes["stopped"], "reason"] == "niemand had tijd"
    assert rows.loc[wishes["open"], ["reason", "decision", "assignment_text"]].tolist() == ["", "", ""]
    changed = rows.loc[wishes["changed"]]
    assert (changed["decision"], changed["how"], changed["assignment_text"]) == (
        "op dinsdag bellen",
        "samen oefenen",
        "gelukt",
    )
    assert changed["changes"] == ["er wordt op dinsdag gebeld"]


def test_the_chain_names_nobody(small: Small, wishes: dict[str, str]) -> None:
    text = chain(*tables(small.project)).to_json()
    assert not any(person in text for person in small.people)


def test_a_parked_wish_without_a_reason_has_an_empty_reason_and_not_the_word_nan(small: Small) -> None:
    wish = small.wish()
    write(small.project, [change(find(small.project, "wishes", wish), status="geparkeerd")])
    small.wish("een andere, met een lege cel")
    assert chain(*tables(small.project))["reason"].tolist() == ["", ""]


def test_no_wishes_make_an_empty_chain(small: Small) -> None:
    assert chain(*tables(small.project)).empty
    assert checked(small.project) == []


def test_a_wish_with_two_versions_is_one_wish_and_a_finding(small: Small) -> None:
    wish = find(small.project, "wishes", small.wish())
    write(small.project, [change(wish, text="a"), change(wish, text="b")])
    assert len(chain(*tables(small.project))) == 1
    assert checked(small.project) == [("let op", "B33", wish.object_id)]


def test_what_is_in_order_gives_only_what_is_still_to_do(small: Small, wishes: dict[str, str]) -> None:
    assert [(level, row) for level, row, _ in checked(small.project)] == [("let op", "B16")], "nobody took it on yet"


def test_gaps_that_break_the_chain_block(small: Small) -> None:
    taken, merged = (find(small.project, "wishes", small.wish(name)) for name in "ab")
    write(small.project, [change(taken, status="opgepakt"), change(merged, status="samengevoegd")])
    assert set(checked(small.project)) == {
        ("fout", "B16", taken.object_id),
        ("fout", "B33", merged.object_id),
    }


def test_a_decision_that_came_from_elsewhere_without_who_or_how_blocks(small: Small) -> None:
    wish = find(small.project, "wishes", small.wish())
    decision = new("decisions", wish_id=wish.object_id, session_id=small.meetings[4], what="bellen", how="")
    task = new("assignments", decision_id=decision.object_id, holder_id=small.people[0], state="loopt")
    write(small.project, [change(wish, status="opgepakt"), decision, task])
    assert checked(small.project) == [("fout", "B16", decision.object_id)] * 2


def test_a_decision_outside_a_deciding_meeting_needs_a_reason(small: Small) -> None:
    told = ("bellen", "samen", small.people)
    with pytest.raises(Refused, match="geen keuzebijeenkomst"):
        decide(small.project, small.wish(), small.meetings[0], *told, elsewhere_reason=" ")
    assert read_decisions(small.project).empty
    decision = decide(small.project, small.wish(), small.meetings[0], *told, elsewhere_reason="Het kon niet wachten.")
    assign(small.project, decision, small.people[0])
    assert [row for _, row, about in checked(small.project) if about == decision] == []
    assert read_decisions(small.project)["elsewhere_reason"].tolist() == ["Het kon niet wachten."]


def test_a_decision_from_elsewhere_without_that_reason_warns(small: Small) -> None:
    decision = find(small.project, "decisions", small.decision(small.wish()))
    write(small.project, [change(decision, session_id=small.meetings[0])])
    assign(small.project, decision.object_id, small.people[0])
    assert checked(small.project) == [("let op", "B34", decision.object_id)]


def test_a_workshop_may_decide_because_it_has_no_deciding_meeting(small: Small) -> None:
    assign(small.project, small.decision(small.wish()), small.people[0])
    wishes, decisions, assignments, changes = tables(small.project)
    assert check_change(wishes, decisions.assign(session_kind="workshop"), assignments, changes) == []


def test_a_stopped_assignment_without_a_reason_warns(small: Small) -> None:
    task = find(small.project, "assignments", assign(small.project, small.decision(small.wish()), small.people[0]))
    write(small.project, [change(task, state="gestopt")])
    assert checked(small.project) == [("let op", "B33", task.object_id)]


@pytest.mark.parametrize(("substantiation", "level"), [("signaal", "let op"), ("bevestigd_door_1", "fout")])
def test_a_change_without_proof_warns_and_blocks_when_it_is_called_confirmed(
    small: Small, substantiation: str, level: str
) -> None:
    told = new(
        "changes", what="x", actor="een gemeente", since="2024-06-01", contribution="y", substantiation=substantiation
    )
    write(small.project, [told])
    assert checked(small.project) == [(level, "A21", told.object_id)]
