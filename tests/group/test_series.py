"""Series from templates (A06, A10, A45, B15-B17, B24; invariant 4)."""

from __future__ import annotations

import re

import pytest

from ontmoet_research.group import (
    cancel_meeting,
    change_meeting,
    change_phase,
    change_series,
    close_series,
    end_phase,
    hold_meeting,
    list_meetings,
    list_templates,
    make_series,
    read_phases,
    read_series,
    read_sessions,
    set_planned_count,
    whole_number,
)
from ontmoet_research.group.series import Template
from ontmoet_research.model.people import PERSPECTIVES, PHASE_KINDS, SESSION_KINDS
from ontmoet_research.store import Project, last_seq, new, since, undo, write
from ontmoet_research.words import Refused

TEMPLATES = {template.name: template for template in list_templates()}


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("gids-2021", (4, 1, 8)),
        ("eerste-reeks", (4, 1)),
        ("vijf-plus-zes", (5, 6)),
        ("twee-workshops", (2,)),
        ("kenniscafe", (1,)),
        ("community-of-practice", (1,)),
    ],
)
def test_each_template_has_the_counts_of_its_source(name: str, counts: tuple[int, ...]) -> None:
    assert TEMPLATES[name].counts == counts


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.name)
def test_each_number_in_a_template_stands_in_the_source_beside_it(template: Template) -> None:
    blocks = [(template.series, template.series["source"])]
    blocks += [(vars(phase), phase.source) for phase in template.phases]
    for values, source in blocks:
        numbers = {value for value in values.values() if isinstance(value, int)}
        assert numbers <= {int(number) for number in re.findall(r"\d+", source)}, source


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.name)
def test_a_template_uses_only_words_of_the_model(template: Template) -> None:
    assert {phase.kind for phase in template.phases} <= set(PHASE_KINDS)
    assert {phase.session_kind for phase in template.phases} <= set(SESSION_KINDS)
    assert set(template.series["required_perspectives"]) <= set(PERSPECTIVES)


def test_the_guide_spreads_its_eight_meetings_over_a_year() -> None:
    assert [phase.span_months for phase in TEMPLATES["gids-2021"].phases] == [None, None, 12]


def test_what_the_sources_leave_open_stays_open(project: Project) -> None:
    make_series(project, "vijf-plus-zes", "Reeks")
    first, second = read_phases(project).to_dict("records")
    assert first["interval_weeks"] == 1
    assert read_phases(project)["interval_weeks"].isna().tolist() == [False, True]
    assert "Elke week, of elke zes weken?" in second["source"]


def test_a_series_gets_its_phases_and_meetings_in_one_write(project: Project) -> None:
    before = last_seq(project)
    series_id = make_series(project, "gids-2021", "  Samen  ", "Veldhoek", topic="wonen", max_participants=10)
    assert len({item.batch for item in since(project, before)}) == 1
    one = read_series(project).iloc[0]
    assert (one["title"], one["region"], one["topic"], one["max_participants"]) == ("Samen", "Veldhoek", "wonen", 10)
    sessions = read_sessions(project, series_id)
    assert sessions["number"].tolist() == list(range(1, 14))
    assert sessions["kind"].tolist() == ["ontmoeting"] * 4 + ["besluit"] + ["vervolg"] * 8
    assert sessions["phase_order"].tolist() == [1] * 4 + [2] + [3] * 8
    assert set(sessions["status"]) == {"gepland"}


def test_every_template_runs(project: Project) -> None:
    for name, template in TEMPLATES.items():
        series_id = make_series(project, name, template.title)
        assert len(read_sessions(project, series_id)) == sum(template.counts)


def test_the_group_may_change_how_many_meetings_there_are(project: Project) -> None:
    series_id = make_series(project, "gids-2021", "Korter", planned_counts=[3, 1, 4])
    assert len(read_sessions(project, series_id)) == 8
    phases = read_phases(project)
    assert [("Aangepast" in source) for source in phases["source"]] == [True, False, True]


def test_a_wrong_number_of_counts_is_a_mistake_of_the_caller(project: Project) -> None:
    with pytest.raises(ValueError, match="3 phases"):
        make_series(project, "gids-2021", "Reeks", planned_counts=[3, 1])


def test_numbers_can_be_changed_later(project: Project, series_id: str) -> None:
    change_series(project, series_id, min_participants=6)
    phase = read_phases(project).iloc[0]
    change_phase(project, phase["phase_id"], interval_weeks=2, source="Afspraak van de groep: 2 weken.")
    assert read_series(project)["min_participants"].tolist() == [6]
    assert read_phases(project)["interval_weeks"].iloc[0] == 2


def test_an_unknown_template_is_refused_and_names_the_ones_there_are(project: Project) -> None:
    with pytest.raises(Refused) as refusal:
        make_series(project, "../gids", "Reeks")
    assert all(name in str(refusal.value) for name in TEMPLATES)
    assert read_series(project).empty


def test_a_series_without_a_name_is_refused(project: Project) -> None:
    with pytest.raises(Refused, match="nog geen naam"):
        make_series(project, "kenniscafe", "  ")
    assert read_series(project).empty


def test_the_two_readings_of_zes_wekelijks_stay_beside_each_other(project: Project) -> None:
    make_series(project, "vijf-plus-zes", "Reeks")
    notes = read_phases(project)["interval_note"]
    assert notes.isna().tolist() == [True, False]
    assert "Elke week, of elke 6 weken?" in notes[1]


def counts(project: Project, series_id: str) -> list[tuple[int, int]]:
    """Per meeting: its number and its phase, in order of number."""
    sessions = read_sessions(project, series_id)
    return list(zip(sessions["number"], sessions["phase_order"], strict=True))


@pytest.mark.parametrize(
    ("phase", "count", "expected"),
    [
        (0, 5, [1] * 5 + [2] + [3] * 8),
        (0, 2, [1] * 2 + [2] + [3] * 8),
        (1, 2, [1] * 4 + [2] * 2 + [3] * 8),
        (2, 1, [1] * 4 + [2] + [3]),
        (2, 9, [1] * 4 + [2] + [3] * 9),
    ],
)
def test_more_or_fewer_meetings_keeps_the_order_of_the_phases(
    project: Project, series_id: str, phase: int, count: int, expected: list[int]
) -> None:
    before = counts(project, series_id)
    set_planned_count(project, read_phases(project)["phase_id"][phase], count, "Afspraak van de groep.")
    assert counts(project, series_id) == list(enumerate(expected, start=1))
    changed = read_phases(project).iloc[phase]
    assert (changed["planned_count"], changed["source"]) == (count, "Afspraak van de groep.")
    undo(project, origin="group.series")
    assert counts(project, series_id) == before


def test_a_meeting_that_was_held_has_a_day_or_holds_notes_is_never_taken_away(project: Project, series_id: str) -> None:
    first, second, third, fourth = (row.object_id for row in list_meetings(project, series_id)[:4])
    hold_meeting(project, first, "7 maart 2024")
    change_meeting(project, second, "14 maart 2024")
    write(project, [new("wishes", text="Als we nu eens samen eten", session_id=fourth, status="open")])
    set_planned_count(project, read_phases(project)["phase_id"][0], 1)
    kept = [row.object_id for row in list_meetings(project, series_id)[:4]]
    assert kept[:3] == [first, second, fourth]
    assert third not in kept


def test_when_a_later_phase_began_a_new_meeting_gets_the_last_number(project: Project, series_id: str) -> None:
    hold_meeting(project, list_meetings(project, series_id)[4].object_id, "7 maart 2024")
    set_planned_count(project, read_phases(project)["phase_id"][0], 5)
    assert counts(project, series_id)[-1] == (14, 1)
    assert counts(project, series_id)[4] == (5, 2)


def test_the_source_says_once_that_the_group_changed_it(project: Project, series_id: str) -> None:
    for count in (5, 6):
        set_planned_count(project, read_phases(project)["phase_id"][0], count)
    source = read_phases(project)["source"][0]
    assert source.count("Aangepast door de groep.") == 1
    assert source.startswith("Gids 2021: 4")


def test_a_cancelled_meeting_does_not_count_as_planned(project: Project, series_id: str) -> None:
    cancel_meeting(project, list_meetings(project, series_id)[0].object_id, "De zaal was dicht.")
    set_planned_count(project, read_phases(project)["phase_id"][0], 4)
    assert len(counts(project, series_id)) == 14


@pytest.mark.parametrize("count", [0, 61, -1])
def test_a_number_that_cannot_be_is_refused(project: Project, series_id: str, count: int) -> None:
    with pytest.raises(Refused, match="van 1 tot en met 60"):
        set_planned_count(project, read_phases(project)["phase_id"][0], count)


@pytest.mark.parametrize("typed", ["acht", "-1", "8.5", "99999"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="geen heel getal"):
        whole_number(typed)


def test_a_phase_that_ends_early_says_why(project: Project, series_id: str) -> None:
    phase = read_phases(project)["phase_id"][0]
    with pytest.raises(Refused, match="nog niet waarom"):
        end_phase(project, phase, " ")
    end_phase(project, phase, "Wij wilden al kiezen.")
    assert read_phases(project)["end_note"][0] == "Wij wilden al kiezen."


def test_a_series_with_nothing_planned_any_more_needs_no_reason_to_close(project: Project) -> None:
    made = make_series(project, "kenniscafe", "Kenniscafé")
    hold_meeting(project, list_meetings(project, made)[0].object_id, "7 maart 2024")
    close_series(project, made, "8 maart 2024")
    assert read_series(project)["ended_on"].tolist() == ["2024-03-08"]


def test_no_template_holds_an_address_or_a_name_of_a_real_place() -> None:
    from ontmoet_research.model import shipped

    text = "".join(path.read_text(encoding="utf-8") for path in shipped("reeksen").glob("*.toml"))
    assert not re.search(r"@|https?:|www\.|Gendt|Lingewaard|Amsterdam|Zorgalliantie", text)
