"""Every page that asks for a series says which one it is about, and when that was chosen somewhere else."""

from __future__ import annotations

from pages import choose, every_block, list_named, series_named, told

from ontmoet_research.screens.doors import DOORS
from ontmoet_research.screens.following.follow_wishes import FollowWishes
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.reading import read_list
from ontmoet_research.store import Project, read_rows, remove, write
from ontmoet_research.words import say

HERE, THERE = "Samen in Veldhoek", "Kenniscafé Veldhoek"


def _who(project: Project) -> str:
    return next(row.object_id for row in read_rows(project, "contributors") if row["role"] == "docent-onderzoeker")


def test_each_page_that_asks_for_a_series_shows_it_once(small: Project) -> None:
    told_by = []
    for door in DOORS.values():
        page = door.open(small, _who(small))
        if isinstance(page, Page) and page.asks_series:
            page.receive({"do": "choose_series", "value": series_named(small, HERE)})
            lists = [one for one in every_block(page) if one.get("label") == say("page.which_series")]
            assert [one["value"] for one in lists] == [series_named(small, HERE)], door.key
            told_by.append(door.key)
    assert {"bijeenkomst", "wensen", "leren", "verslag", "reeks-binnen", "toestemming", "weghalen"} <= set(told_by)


def test_a_page_says_that_its_series_was_chosen_elsewhere_until_someone_chooses(small: Project) -> None:
    first = RecordMeeting(small, who=_who(small))
    first.receive({"do": "choose_series", "value": series_named(small, HERE)})
    assert say("page.series_elsewhere") not in told(first)
    second = FollowWishes(small, who=_who(small))
    assert list_named(second, say("page.which_series"))["value"] == series_named(small, HERE)
    assert say("page.series_elsewhere") in told(second)
    choose(second, say("page.which_series"), THERE)
    assert say("page.series_elsewhere") not in told(second)
    first.refresh()
    assert list_named(first, say("page.which_series"))["value"] == series_named(small, HERE), "it does not follow"


def test_of_one_series_its_name_stands_there(small: Project) -> None:
    row = next(row for row in read_rows(small, "series") if row["title"] == THERE)
    write(small, [remove(row)])
    page = FollowWishes(small, who=_who(small))
    assert say("page.series", title=HERE) in told(page)


def test_a_note_is_called_with_its_series_as_soon_as_there_are_several(small: Project) -> None:
    assert [one.title for one in read_list(small)] == [f"Verslag 1 ({HERE})"]
    row = next(row for row in read_rows(small, "series") if row["title"] == THERE)
    write(small, [remove(row)])
    assert [one.title for one in read_list(small)] == ["Verslag 1"]
