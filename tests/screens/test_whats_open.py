"""*Wat vraagt aandacht?*: what ``ontmoet check`` prints stands on a screen too, with where one can see to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pages import click, every_block, told

from ontmoet_research.attention import read_attention
from ontmoet_research.practice import make_practice_project
from ontmoet_research.screens.begin.whats_open import FIRST_DOORS, SHOWN, WhatsOpen
from ontmoet_research.screens.doors import DOORS
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make_practice_project(tmp_path_factory.mktemp("aandacht") / "p.ontmoet") as project:
        yield project


@pytest.fixture(scope="module")
def seen(practice: Project) -> Any:
    """A page on which someone asked to look, and what was found apart from it."""
    page = WhatsOpen(practice, who=read_rows(practice, "contributors")[0].object_id)
    assert shown(page) == [], "nothing is looked at until someone asks"
    assert say("whats_open.look") in told(page)
    click(page, say("whats_open.look"))
    return page, read_attention(practice)


def shown(page: WhatsOpen) -> list[Any]:
    return [item["text"] for block in every_block(page) if block["kind"] == "findings" for item in block["items"]]


def test_every_finding_of_the_check_stands_on_the_page_once(seen: Any) -> None:
    page, places = seen
    found = [one.sentence for several in places.values() for one in several]
    assert len(found) > 10, "the practice series has cases for the rules"
    assert sorted(shown(page)) == sorted(found)
    assert f"{len(found)} dingen vragen aandacht" in told(page)


def test_of_each_place_only_the_first_few_stand_open_and_what_blocks_comes_first(seen: Any) -> None:
    page, places = seen
    open_ones = [block for block in page.view["blocks"] if block["kind"] == "findings"]
    assert all(len(block["items"]) <= SHOWN for block in open_ones)
    for found in places.values():
        levels = [one.level for one in found]
        assert levels == sorted(levels), "fout stands before let op"


def test_the_way_to_each_place_is_a_door_that_is_there(seen: Any) -> None:
    page, places = seen
    doors = [b["sends"]["door"] for b in every_block(page) if b["kind"] == "button" and b["do"] == "go_to"]
    assert doors == [FIRST_DOORS[place] for place in places if place in FIRST_DOORS]
    assert {*FIRST_DOORS.values()} <= {*DOORS}


def test_every_place_has_a_name(seen: Any) -> None:
    for place in (*seen[1], *FIRST_DOORS):
        assert say(f"doors.{place}")
