"""Series from templates (A06, A10, A45, B15-B17, B24; invariant 4)."""

from __future__ import annotations

import re

import pytest

from ontmoet_research.group import (
    change_phase,
    change_series,
    list_templates,
    make_series,
    read_phases,
    read_series,
    read_sessions,
)
from ontmoet_research.group.series import Template
from ontmoet_research.model.people import PERSPECTIVES, PHASE_KINDS, SESSION_KINDS
from ontmoet_research.store import Project, last_seq, since
from ontmoet_research.words import Refused

TEMPLATES = {template.name: template for template in list_templates()}


@pytest.mark.parametrize(
    ("name", "counts"),
    [("gids-2021", (4, 1, 8)), ("vijf-plus-zes", (5, 6)), ("twee-workshops", (2,)), ("kenniscafe", (1,))],
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
