"""In 2 versies, without a browser: both are shown in words, a person chooses, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import click, every_block, told, type_in
from sample_notes import CLOSED, code, make_project

from ontmoet_research.coding import Mark, apply_code, choosable_versions
from ontmoet_research.model import tables
from ontmoet_research.screens.begin.start_here import StartHere
from ontmoet_research.screens.doors import DOORS
from ontmoet_research.screens.sharing.two_versions import Beside, TwoVersions
from ontmoet_research.store import Project, change, find, heads, new, remove, write
from ontmoet_research.words import all_sentences, say, say_count


@pytest.fixture
def project(work: Path) -> Iterator[Project]:
    with make_project(work / "p.ontmoet") as made:
        yield made.as_person("noor")


def shown_now(page: TwoVersions) -> str:
    """The id of the thing whose versions stand beside each other."""
    beside = page.parts["beside"]
    assert isinstance(beside, Beside)
    assert beside.shown is not None
    return beside.shown.object_id


def doubled(project: Project, table: str, object_id: str, *versions: dict[str, Any]) -> str:
    """Change one thing as several people who don't see each other's change; ``None`` for a value takes it away."""
    seen = find(project, table, object_id)
    for who, values in zip(("ik", "noor", "sem"), versions, strict=False):
        draft = remove(seen) if values.get("removed") else change(seen, **values)
        write(project.as_person(who), [draft])
    return object_id


def doubled_wish(project: Project) -> str:
    wish = new("wishes", text="Als we nu eens belden", session_id="dag1", status="open")
    write(project, [wish])
    ours, theirs = (
        {"text": "Als we nu eens eerst belden"},
        {"text": "Als we nu eens samen belden", "status": "opgepakt"},
    )
    return doubled(project, "wishes", wish.object_id, ours, theirs)


def cards(page: TwoVersions) -> list[dict[str, Any]]:
    return next(block["items"] for block in every_block(page) if block["kind"] == "versions")


def now(project: Project, table: str, object_id: str) -> list[Any]:
    return [row for row in heads(project, table, object_id) if not row.removed]


def test_nothing_in_two_versions_says_so_and_asks_nothing(project: Project) -> None:
    page = TwoVersions(project)
    assert say("two_versions.nothing") in told(page)
    assert [block for block in every_block(page) if block["kind"] == "button"] == []


def test_both_versions_stand_beside_each_other_with_who_when_and_what_differs(project: Project) -> None:
    doubled_wish(project)
    page = TwoVersions(project)
    assert say_count("two_versions.count", 1) in told(page)
    assert "Een wens: “Als we nu eens eerst belden”" in told(page)
    first, second = cards(page)
    assert first["who"].startswith("Ilse, ")
    assert second["who"].startswith("Noor, ")
    assert [row["label"] for row in first["rows"]] == ["Tekst", "Hoe het ermee staat"]
    assert first["rows"][0]["parts"] == [["Als we nu eens ", False], ["eerst", True], [" belden", False]]
    assert second["rows"][1]["parts"] == [["opgepakt", True]]


@pytest.mark.parametrize("number", [1, 2])
def test_one_is_taken_and_undo_brings_both_back(project: Project, number: int) -> None:
    wish = doubled_wish(project)
    page = TwoVersions(project)
    click(page, say("two_versions.take", n=number))
    words = ("eerst", "samen")[number - 1]
    assert [row["text"] for row in now(project, "wishes", wish)] == [f"Als we nu eens {words} belden"]
    assert say("two_versions.nothing") in told(page)
    page.receive({"do": "undo"})
    assert len(now(project, "wishes", wish)) == 2
    assert len(cards(page)) == 2


def test_one_is_made_of_both(project: Project) -> None:
    wish = doubled_wish(project)
    page = TwoVersions(project)
    click(page, say("two_versions.join"))
    field = next(block for block in every_block(page) if block["kind"] == "field")
    assert field["value"] == "Als we nu eens eerst belden / Als we nu eens samen belden"
    click(page, "open")
    type_in(page, "Tekst", "Als we nu eens eerst samen belden")
    click(page, say("two_versions.keep"))
    rows = now(project, "wishes", wish)
    assert [(row["text"], row["status"], row.author) for row in rows] == [
        ("Als we nu eens eerst samen belden", "open", "noor")
    ]
    assert len(rows[0].parents) == 2


def test_a_text_may_not_be_left_empty_and_nothing_is_lost_by_trying(project: Project) -> None:
    wish = doubled_wish(project)
    page = TwoVersions(project)
    click(page, say("two_versions.join"))
    type_in(page, "Tekst", "  ")
    click(page, say("two_versions.keep"))
    assert page.status["text"] == say("two_versions.needs_words")
    assert len(now(project, "wishes", wish)) == 2
    click(page, say("two_versions.stop_joining"))
    assert say("two_versions.take", n=1) in told(page)


def test_both_may_stay_and_the_next_one_comes(project: Project) -> None:
    doubled_wish(project)
    label = doubled(project, "codes", code(project, "Z1"), {"label_nl": "Zo gezien"}, {"label_nl": "Anders bezien"})
    page = TwoVersions(project)
    order = [one.object_id for one in choosable_versions(project)]
    assert say_count("two_versions.rest", 1) in told(page)
    click(page, say("two_versions.leave"))
    assert shown_now(page) == order[1]
    click(page, say("two_versions.leave"))
    assert say_count("two_versions.left", 2) in told(page)
    assert len(now(project, "codes", label)) == 2
    click(page, say("two_versions.look_again"))
    assert shown_now(page) == order[0]


def test_gone_and_not_gone_is_a_choice_too(project: Project) -> None:
    wish = new("wishes", text="Als we nu eens belden", session_id="dag1", status="open")
    write(project, [wish])
    doubled(project, "wishes", wish.object_id, {"text": "Als we eens schreven"}, {"removed": True})
    page = TwoVersions(project)
    assert cards(page)[1]["rows"] == [{"label": "", "parts": [[say("two_versions.is_removed"), True]]}]
    assert say("two_versions.join") not in told(page)
    click(page, say("two_versions.take", n=2))
    assert now(project, "wishes", wish.object_id) == []


def test_a_version_that_came_in_meanwhile_is_shown_before_anything_is_chosen(project: Project) -> None:
    wish = doubled_wish(project)
    page = TwoVersions(project)
    draft = change(heads(project, "wishes", wish)[0], text="Als we nu eens wachtten")
    write(project.as_person("sem"), [draft])
    page.receive({"do": "take", "in": "beside", "number": 0})
    assert page.status["tone"] == "refused"
    assert len(now(project, "wishes", wish)) == 2
    assert "wachtten" in told(page)


def test_what_is_someones_own_is_shown_to_nobody_else(project: Project) -> None:
    text = find(project, "sources", "verslag1")["text"]
    start = text.index("deur uit")
    mark = Mark("verslag1", start, start + 8, code(project, "Z1"), "ik")
    coding = apply_code(project.as_person("ik"), mark)
    doubled(project, "codings", coding, {"note": "thuis"}, {"note": "onderweg"})
    assert choosable_versions(project) == []
    mine = TwoVersions(project, who="ik")
    assert "thuis" in told(mine)
    assert "onderweg" in told(mine)
    assert say("two_versions.join") not in told(mine), "labels are chosen between, not written anew"


def test_what_is_closed_to_someone_stays_closed_here(project: Project) -> None:
    doubled(project, "sources", "verslag1", {"title": "Verslag een"}, {"title": "Verslag nul"})
    doubled(project, "fragments", f"verslag1-{CLOSED}", {"heavy": True}, {"heavy": False})
    assert {one.table for one in choosable_versions(project)} == {"sources"} | {"fragments"}
    assert choosable_versions(project.as_person("sem")) == []


def test_a_part_that_one_side_locked_is_for_that_side(project: Project) -> None:
    reeks = find(project, "sessions", "dag1")["series_id"]
    voice = new("minority_views", series_id=reeks, body_md="Ik zie het anders", locked_side="ervaring")
    write(project, [voice])
    doubled(project, "minority_views", voice.object_id, {"body_md": "Wij zien het anders"}, {"body_md": "Anders"})
    assert choosable_versions(project) == []
    assert [one.table for one in choosable_versions(project.as_person("ik"))] == ["minority_views"]


def test_every_kind_of_thing_has_a_name_in_plain_words() -> None:
    assert [name for name in tables() if f"table.{name}.thing" not in all_sentences()] == []


def test_ids_never_reach_the_screen(project: Project) -> None:
    wish = doubled_wish(project)
    other = new("wishes", text="Als we nu eens aten", session_id="dag1", status="open")
    write(project, [other])
    doubled(project, "wishes", other.object_id, {"merged_into": wish, "status": "samengevoegd"}, {"status": "open"})
    page = TwoVersions(project)
    click(page, say("two_versions.leave"))
    assert "Samen met" in told(page)
    assert wish not in told(page)
    assert "Als we nu eens" in next(row for row in cards(page)[0]["rows"] if row["label"] == "Samen met")["parts"][0][0]


def test_begin_hier_says_in_one_line_what_stands_in_two_versions_and_leads_there(project: Project) -> None:
    page = StartHere(project, who="noor")
    line = say_count("start_here.versions", 1)
    assert line not in told(page)
    doubled_wish(project)
    page.refresh()
    [leads] = [block for block in every_block(page) if block["kind"] == "button" and block["text"] == line]
    assert (leads["do"], leads["sends"]) == ("go_to", {"door": "versies"})
    assert DOORS["versies"].name == "two_versions"
