"""What stands around the group in the report: who stayed, the room, ways of working, taking part as equals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ontmoet_research.report import build_report, export_report
from ontmoet_research.report.blocks import Figure
from ontmoet_research.report.to_md import report_md
from ontmoet_research.store import Project, create, new, read_rows, write
from ontmoet_research.words import say

TODAY = date(2025, 6, 1)
REASON = "ik kreeg een baan"
OWN = "wij zeiden het laatste woord niet"
Told = Callable[..., str]


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The example of B25: 10 at the start, of whom 2 stopped, and 1 who came later; with what a report can tell."""
    project = create(tmp_path_factory.mktemp("groep") / "g.ontmoet", title="Groep")
    series = new(
        "series", title="Samen", format="cop", k_threshold=3, topic="wonen", size_reason="De zaal is klein.",
        pilot_note="Wij probeerden het met weinig mensen.", required_perspectives=[],
    )  # fmt: skip
    where = {"series_id": series.object_id}
    phase = new("phases", **where, kind="perspectives", order=1, result_note="Nog niets. Dat is ook goed.")
    meetings = [
        new(
            "sessions", **where, phase_id=phase.object_id, number=n, date=f"2025-0{n}-09", kind="ontmoeting",
            status="gehouden", place_kind="tussenruimte", work_forms=["rondje", "panel"], facilitator_ids=[],
            research_changed="Wij vragen het nu anders." if n == 2 else None,
        )
        for n in (1, 2)
    ]  # fmt: skip
    people = [
        new(
            "participants", alias=f"Vogel{n}", series_ids=[series.object_id], perspectives=["resident"],
            status="gestopt" if n < 2 else "actief", leave_reason=REASON if n < 2 else None,
            joined="2025-02-01" if n == 10 else "2025-01-09",
        )
        for n in range(11)
    ]  # fmt: skip
    there = [
        new("attendance", session_id=one.object_id, participant_id=who.object_id, state="aanwezig")
        for place, one in enumerate(meetings)
        for who in people[: 9 if place == 0 else 2]
    ]
    at = {"session_id": meetings[0].object_id}
    poll = [
        new("poll_options", **at, question="Wie is er?", option=option, count=count, is_other=option == "anders")
        for option, count in (("bewoner", 8), ("werkt hier", 4), ("student", 1), ("anders", 9))
    ]
    others = [
        new("session_parts", **at, order=1, kind="deelsessie", title="over de bus", work_form="kaartjes"),
        new("priorities", **where, title="De bus", order=1, allies="een gemeente", set_by_side="ervaring"),
        new("equality_notes", **where, side="ervaring", about="praten", text=OWN, date="2025-03-01"),
    ]
    write(project, [series, phase, *meetings, *people, *there, *poll, *others])
    yield project
    project.close()


@pytest.fixture(scope="module")
def told(group: Project) -> Told:
    made: dict[str, Any] = {}

    def part(key: str, audience: str = "groep") -> str:
        if audience not in made:
            made[audience] = build_report(group, today=TODAY, audience=audience)
        only = made[audience].of(key)
        return report_md(replace(made[audience], sections=only, notes=())).decode().replace("\\", "")

    return part


def left_out(name: str) -> str:
    return say(f"report.left_out.{name}")


def test_of_10_at_the_start_8_still_take_part(told: Told) -> None:
    assert say("report.stayed.some", whole=10, n=8) in told("wie_deden_mee")


def test_outside_the_group_nobody_reads_that_2_stopped_or_1_came(told: Told) -> None:
    outside = told("wie_deden_mee", "gemeente")
    assert say("report.stayed.some", whole=10, n=8) not in outside
    assert left_out("stayed") in told("hoe_zeker_zijn_we", "gemeente")


def test_attendance_has_a_row_per_meeting_and_no_number_under_k_and_stays_in_the_group(group: Project) -> None:
    def figures(audience: str) -> list[Figure]:
        report = build_report(group, today=TODAY, audience=audience)
        blocks = [block for part in report.of("wie_deden_mee") for block in part.blocks]
        return [one for one in blocks if isinstance(one, Figure)]

    (figure,) = figures("groep")
    assert list(figure.chart.table.iloc[:, 1]) == ["9", say("report.attended.few")]
    assert figure.chart.png()
    assert figures("gemeente") == [], "beside how many take part it tells who stayed away"


def test_reasons_to_stop_show_from_k_people_on_and_never_outside(group: Project, told: Told) -> None:
    assert REASON not in told("wie_deden_mee") + told("wie_deden_mee", "gemeente"), "2 reasons are under k"
    series = read_rows(group, "series")[0].object_id
    third = new("participants", alias="Later", series_ids=[series], perspectives=["resident"], status="gestopt",
                leave_reason=REASON, joined="2025-01-09")  # fmt: skip
    try:
        write(group, [third])
        inside, outside = (
            repr(build_report(group, today=TODAY, audience=one).sections) for one in ("groep", "gemeente")
        )
        assert inside.count(REASON) == 3
        assert REASON not in outside and left_out("stayed") in outside
    finally:
        from ontmoet_research.store import find, remove

        write(group, [remove(find(group, "participants", third.object_id))])


def test_the_room_is_told_with_its_numbers_and_outside_without_the_small_ones(told: Told) -> None:
    inside, outside = told("wie_deden_mee"), told("wie_deden_mee", "gemeente")
    assert "| student | 1 |" in inside and say("report.room_other") in inside
    assert "| student | 1 |" not in outside and outside.count(say("report.attended.few")) >= 2


def test_a_kenniscafe_without_a_list_tells_of_the_room(group: Project) -> None:
    cafe = new("series", title="Café", format="kenniscafe", required_perspectives=[])
    phase = new("phases", series_id=cafe.object_id, kind="perspectives", order=1)
    evening = new("sessions", series_id=cafe.object_id, phase_id=phase.object_id, number=1, kind="kenniscafe",
                  status="gehouden", date="2025-03-09", work_forms=[], facilitator_ids=[])  # fmt: skip
    poll = new("poll_options", session_id=evening.object_id, question="Wie?", option="bewoner", count=8, is_other=False)
    write(group, [cafe, phase, evening, poll])
    report = build_report(group, cafe.object_id, today=TODAY)
    words = report_md(report).decode().replace("\\", "")
    assert "Groep: bewoner; Mensen: 8." in words and say("report.no_participants") not in words


def test_place_priorities_size_results_forms_parts_and_talks_are_told(told: Told) -> None:
    why, who, how = (told(key) for key in ("waarom_deze_reeks", "wie_deden_mee", "zo_werkten_we_samen"))
    assert say("report.places", places="tussenruimte") in how and say("report.why.topic", told="wonen") in why
    assert say("report.priorities", sides=say("report.side.ervaring")) in why
    assert say("report.priority_with", what="De bus", allies="een gemeente") in why
    for name, words in (("size_reason", "De zaal is klein."), ("pilot_note", "Wij probeerden het met weinig mensen.")):
        assert say(f"report.series_words.{name}", told=words) in who
    assert "Nog niets. Dat is ook goed." in how and "Wij vragen het nu anders." in how
    assert say("report.work_forms", forms="rondje, panel en kaartjes") in how
    assert "in kleine groepen (over de bus)" in how


def test_own_words_of_a_side_stay_in_the_group_and_no_figure_is_a_score(told: Told) -> None:
    inside, outside = told("zo_werkten_we_samen"), told("zo_werkten_we_samen", "gemeente")
    assert OWN in inside
    assert OWN not in outside
    assert left_out("equal") in told("hoe_zeker_zijn_we", "gemeente")
    assert say("voices.balance.title") in inside and say("voices.speaking.title") in inside
    assert inside.count(say("voices.rule.no_score")) == 1, "said once, for all figures"
    assert say("voices.speaking.title") not in outside, "how much was said changes with each person who stops"


def test_what_left_is_in_the_register_and_a_second_report_tells_the_same(group: Project, tmp_path: Path) -> None:
    for name in ("een.md", "twee.md"):
        export_report(group, tmp_path / name, today=TODAY, audience="gemeente")
    assert (tmp_path / "een.md").read_bytes() == (tmp_path / "twee.md").read_bytes()
    assert [row["what"] for row in read_rows(group, "releases")] == ["zinnen"]
