"""Handing over (A46), stopping with a reason of one's own (B27), and taking a break (A32)."""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.group import (
    add_contributor,
    add_participant,
    change_meeting,
    change_participant,
    close_series,
    end_contributor,
    give_key_file,
    list_meetings,
    open_promises,
    open_work,
    pause,
    read_group_findings,
    read_participants,
    reasons_to_stop,
    resume,
    stop,
)
from ontmoet_research.store import Project, find, history, new, read_rows, write
from ontmoet_research.words import Refused


@pytest.fixture
def brug(project: Project, series_id: str) -> str:
    """Someone who takes part and works along, with something of each kind still open."""
    person = add_participant(project, "Brug", series_id, ["professional"])
    made = add_contributor(project, "Brugwachter", "praktijk", "gespreksleider", participant_id=person)
    other = add_contributor(project, "Kompas", "onderzoek")
    meeting = list_meetings(project, series_id)[0].object_id
    change_meeting(project, meeting, facilitator_ids=[made, other])
    wish = new("wishes", text="Als we nu eens bellen", session_id=meeting, status="opgepakt")
    decision = new("decisions", wish_id=wish.object_id, session_id=meeting, what="Bellen", how="Samen")
    task = {"decision_id": decision.object_id, "holder_id": person}
    promise = {"series_id": series_id, "what": "Laten weten hoe het ging", "to_whom": "de groep"}
    drafts = [
        *(new("assignments", **task, state="loopt"), new("assignments", **task, state="gelukt")),
        new("promises", **promise, by_whom="brug wachter", due="2024-05-01"),
        new("promises", **promise, by_whom="Brug", due="2024-04-01"),
        new("promises", **promise, by_whom="Brug", done_on="2024-04-01"),
        new("promises", **promise, by_whom="Kompas"),
        new("batches", title="Ronde 1", contributor_ids=[made], status="open"),
        new("batches", title="Ronde 0", contributor_ids=[made], status="klaar"),
        new("consents", participant_id=person, purpose="notities", given=True, asked_by=made),
    ]
    write(project, [wish, decision, *drafts])
    give_key_file(project, made, True)
    return made


def rows(project: Project, series_id: str) -> list[str]:
    return [one.row for one in read_group_findings(project, series_id)]


def test_all_that_is_still_with_someone_is_on_one_page(project: Project, brug: str) -> None:
    work = open_work(project, brug)
    counts = (len(work.assignments), len(work.promises), len(work.batches), len(work.meetings), work.consents)
    assert counts == (1, 2, 1, 1, 1)
    assert (work.keeps_key_file, work.only_key, work.is_empty) == (True, True, False)


def test_promises_are_listed_by_day_and_kept_ones_are_not(project: Project, brug: str, series_id: str) -> None:
    assert [row["due"] for row in open_promises(project, series_id)] == ["2024-04-01", "2024-05-01", None]
    assert open_promises(project, "elders") == []
    assert open_work(project, brug).promises == [row.object_id for row in open_promises(project)[:2]]


def test_stopping_with_open_promises_gives_a_list_and_stops_nobody(project: Project, brug: str, series_id: str) -> None:
    assert "A46" not in rows(project, series_id)
    work = end_contributor(project, brug, "1 juni 2024", note="De map ligt in de kast.")
    assert not work.is_empty
    assert find(project, "contributors", brug)["end"] == "2024-06-01"
    found = [one for one in read_group_findings(project, series_id) if one.row == "A46"]
    assert {one.level for one in found} == {"let op"}
    told = " ".join(one.sentence for one in found)
    assert "Beloftes die nog open staan: 2" in told
    assert "Opdrachten die nog lopen: 1" in told
    assert "lijst met namen" in told
    assert "Brug" not in told


def test_when_someone_goes_on_with_the_work_only_the_key_is_left(project: Project, brug: str, series_id: str) -> None:
    kompas = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == "Kompas")
    with pytest.raises(Refused, match="overnemen"):
        end_contributor(project, brug, to=brug)
    assert find(project, "contributors", brug)["end"] is None
    end_contributor(project, brug, to=kompas)
    assert rows(project, series_id).count("A46") == 1
    give_key_file(project, kompas, True)
    assert rows(project, series_id).count("A46") == 0
    with pytest.raises(Refused, match="overnemen"):
        end_contributor(project, kompas, to=brug)  # who stopped as well can't go on with it


def test_someone_without_anything_open_leaves_nothing_to_arrange(project: Project, series_id: str) -> None:
    ibis = add_contributor(project, "Ibis", "onderwijs", "student")
    assert open_work(project, ibis).is_empty
    end_contributor(project, ibis)
    assert "A46" not in rows(project, series_id)


def test_closing_a_series_early_asks_why_and_cancels_what_was_planned(
    project: Project, brug: str, series_id: str
) -> None:
    with pytest.raises(Refused, match="nog niet waarom"):
        close_series(project, series_id)
    close_series(project, series_id, "1 juli 2024", "De groep was klaar.")
    assert {row["status"] for row in list_meetings(project, series_id)} == {"vervallen"}
    assert {row["cancel_reason"] for row in list_meetings(project, series_id)} == {"De groep was klaar."}


@pytest.mark.parametrize(("number", "shown"), [(4, 0), (5, 5)])
def test_reasons_to_stop_show_only_when_enough_people_gave_one(number: int, shown: int) -> None:
    people = pd.DataFrame(
        {
            "participant_id": [f"p{i}" for i in range(7)],
            "status": ["gestopt"] * 6 + ["ingetrokken"],
            "leave_reason": [*(f"reden {i}" for i in range(number, 0, -1)), *[None] * (6 - number), "van mij alleen"],
        }
    )
    told = reasons_to_stop(people, 5)
    assert len(told) == shown
    assert told == sorted(told)
    assert "van mij alleen" not in told


def test_stopping_asks_for_no_reason_and_keeps_one_that_is_given(project: Project, series_id: str) -> None:
    one, other = (add_participant(project, alias, series_id) for alias in ("Fluit", "Lantaarn"))
    stop(project, one, reason=" Te druk. ")
    stop(project, other)
    told = read_participants(project).set_index("participant_id")["leave_reason"]
    assert told[one] == "Te druk."
    assert told.isna()[other]


def test_a_pause_keeps_everything_and_coming_back_restores_it(project: Project, series_id: str) -> None:
    fluit = add_participant(project, "Fluit", series_id, ["volunteer"], roles=["trainer"], backup=True)
    before = find(project, "participants", fluit).values
    pause(project, fluit)
    resume(project, fluit)
    assert find(project, "participants", fluit).values == before
    change_participant(project, fluit, is_connector=True, roles=["trainer", "buur"])
    assert find(project, "participants", fluit)["roles"] == ["trainer", "buur"]
    assert history(project, "participants", fluit)["status"].tolist() == ["actief", "pauze", "actief", "actief"]
