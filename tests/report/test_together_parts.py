"""How people did the research together, and what happened outside meanwhile."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import add_event, change_series, record_role
from ontmoet_research.report import build_report
from ontmoet_research.words import say


def printed(made: Any, audience: str = "groep") -> str:
    report = build_report(made.project, made["series"], audience=audience)
    parts = [*report.of("zo_werkten_we_samen"), *report.of("hoe_zeker_zijn_we")]
    tables = [block.table.to_string() for part in parts for block in part.blocks if hasattr(block, "table")]
    return "\n".join([repr(parts), *tables])


def test_nobody_said_who_took_part_and_the_report_says_so(made: Any) -> None:
    assert say("report.no_roles")[1:] in printed(made)
    assert say("report.outside") not in printed(made)


def test_a_role_that_went_otherwise_than_agreed_stands_there_twice(made: Any) -> None:
    record_role(made.project, made["series"], "vraag_kiezen", "ervaring", planned="toehoorder", actual="partner")
    record_role(made.project, made["series"], "verslag", "praktijk", planned="niet")
    told = printed(made)
    assert say("report.role_both", agreed="luistert mee", went="beslist mee") in told
    assert say("report.role_agreed", agreed="niet") in told
    assert say("report.role_unknown") in told


def test_what_happened_outside_stands_beside_the_meetings_with_its_day(made: Any) -> None:
    add_event(made.project, "De bus rijdt niet meer.", "1 mei 2024", made["series"])
    add_event(made.project, "De groep koos een naam.", "2 mei 2024", made["series"], kind="keerpunt")
    told = printed(made)
    assert say("report.event", day="1 mei 2024", what="De bus rijdt niet meer.") in told.replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert "koos een naam" not in told


def test_name_version_and_own_changes_of_the_method_are_told(made: Any) -> None:
    change_series(made.project, made["series"], method="Ontmoetingen", method_note="Wij aten eerst samen.")
    change_series(made.project, made["series"], size_reason="De zaal is klein.")
    assert "Wij aten eerst samen." in printed(made)
    assert "De zaal is klein." in printed(made)
    assert "De zaal is klein." not in printed(made, audience="openbaar"), "a reason stays with the group"
    facts = dict(build_report(made.project, made["series"]).facts)
    assert "Ontmoetingen" in facts[say("report.cover.method")]


def test_each_side_is_told_with_the_day_it_came_in_and_a_late_start_is_a_word_of_care(made: Any) -> None:
    record_role(made.project, made["series"], "vraag_kiezen", "onderzoek", actual="regisseur", since="2 januari 2025")
    record_role(made.project, made["series"], "samen_kijken", "ervaring", actual="partner", since="3 april 2025")
    record_role(made.project, made["series"], "verslag", "ervaring", actual="partner", since="5 mei 2025")
    record_role(made.project, made["series"], "delen", "praktijk", planned="meedenker")
    told = printed(made)
    choosing, looking, sharing = (say(f"group.stage.{one}") for one in ("vraag_kiezen", "samen_kijken", "delen"))
    for line in (
        say("report.came_in_since", side="De kant onderzoek", stage=choosing, day="2 januari 2025"),
        say("report.came_in_since", side="De kant ervaring", stage=looking, day="3 april 2025"),
        say("report.came_in", side="De kant praktijk", stage=sharing),
        say("group.roles.late", stage=looking),
    ):
        assert line in told
    record_role(made.project, made["series"], "vraag_kiezen", "ervaring", actual="meedenker")
    assert say("group.roles.late", stage=looking) not in printed(made)
