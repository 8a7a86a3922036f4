"""Where what people typed still tells of someone who stopped: by alias, or in nearly the same words."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import small_project

from ontmoet_research.change.wishes import add_wish
from ontmoet_research.group import list_meetings
from ontmoet_research.privacy.traces import check_traces, find_traces
from ontmoet_research.privacy.withdrawing import preview_withdrawal, withdraw
from ontmoet_research.report.writing import write_part
from ontmoet_research.store import Project, read_rows

SAID = "De telefoon ging die hele ochtend niet over en ik wachtte"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small_project(tmp_path / "proef.ontmoet")
    kompas = next(row.object_id for row in read_rows(made, "contributors") if row["display_name"] == "Kompas")
    return made.as_person(kompas)


def wish(project: Project, text: str) -> str:
    series = read_rows(project, "series")[0].object_id
    return add_wish(project, text, list_meetings(project, series)[0].object_id)


def test_an_alias_in_what_others_typed_is_found_with_its_place(project: Project) -> None:
    wish(project, "Als we nu eens zoals Tuinman deden.")
    [trace] = find_traces(project, "Tuinman")
    assert (trace.table, trace.why) == ("wishes", "alias")
    assert "zoals Tuinman" in trace.told()
    assert find_traces(project, "Tuin") == [], "part of a word is another word"


@pytest.mark.parametrize(
    "near",
    [
        SAID,
        "de telefoon ging die hele ochtend niet over, en ik wachtte.",
        "Zij vertelde: de telefoon ging die hele ochtend niet óver en ik wachtte. Dat was zwaar.",
    ],
)
def test_nearly_the_same_words_are_found(project: Project, near: str) -> None:
    wish(project, f"Als we nu eens. {near}")
    assert [one.why for one in find_traces(project, None, [SAID])] == ["words"]


def test_other_words_on_the_same_subject_are_not_theirs(project: Project) -> None:
    wish(project, "Als we nu eens een telefoon hadden die overging.")
    assert find_traces(project, None, [SAID, "ja"]) == []


def test_a_withdrawal_tells_these_places_beforehand_and_the_check_tells_them_after(project: Project) -> None:
    series = read_rows(project, "series")[0].object_id
    write_part(project, series, "wat_we_vragen", "Tuinman vraagt om een bankje.")
    person = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Tuinman")
    before = preview_withdrawal(project, person, "alles", date="2024-05-01")
    assert [one.table for one in before.traces] == ["report_sections"]
    assert check_traces(project) == []
    withdraw(project, person, "alles", date="2024-05-01")
    [finding] = check_traces(project)
    assert "Wat we vragen" in finding.sentence
