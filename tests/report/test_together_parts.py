"""How people did the research together, and what happened outside meanwhile."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import add_event, change_series, record_role
from ontmoet_research.report import build_report
from ontmoet_research.words import say


def printed(made: Any, audience: str = "groep") -> str:
    report = build_report(made.project, made["series"], audience=audience)
    (part,) = [section for section in report.sections if section.key == "zo_werkten_we_samen"]
    tables = [block.table.to_string() for block in part.blocks if hasattr(block, "table")]
    return "\n".join([repr(part), *tables])


def test_nobody_said_who_took_part_and_the_report_says_so(made: Any) -> None:
    assert say("report.no_roles") in printed(made)
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
