"""What all pages share: who is at work, which series, typing, undo, and what this computer remembers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, Self

import pandas as pd
import pytest
from pages import HOSTILE, click, every_block, series_named, told, type_in

from ontmoet_research.charts import Chart
from ontmoet_research.findings import Finding
from ontmoet_research.group import add_contributor
from ontmoet_research.screens import blocks, known_here, label_cards, read_and_label
from ontmoet_research.screens import steps as steps_module
from ontmoet_research.screens.begin.next_step import NextStep
from ontmoet_research.screens.begin.start_here import StartHere
from ontmoet_research.screens.labelling.labelling import Labelling
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.screens.memory import own_folder, remember, remembered
from ontmoet_research.screens.report.write_report import WriteReport
from ontmoet_research.store import Project, change, find, read_rows, write
from ontmoet_research.words import say


class Tomorrow(datetime):
    """The clock of a day later."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(datetime.now().timestamp() + 86_400, tz)


def test_who_is_at_work_is_asked_once_for_all_notebooks(small: Project) -> None:
    first = StartHere(small)
    assert say("page.who") in told(first)
    click(first, "Merel")
    click(first, "Samen in Veldhoek")
    second = RecordMeeting(small)
    assert second.person() == "Merel"
    assert second.series() == "Samen in Veldhoek"
    assert say("page.who") not in told(second)


def test_a_project_with_one_series_does_not_ask_which(small: Project) -> None:
    from ontmoet_research.store import remove, write

    other = next(row for row in read_rows(small, "series") if row["title"] == "Kenniscafé Veldhoek")
    write(small, [remove(other)])
    page = StartHere(small)
    click(page, "Merel")
    assert page.series() == "Samen in Veldhoek"


def test_someone_who_is_not_on_the_list_joins_with_a_name_and_one_click(small: Project) -> None:
    page = StartHere(small)
    type_in(page, say("page.name"), "Ibis")
    click(page, say("page.i_am.praktijk"))
    assert page.person() == "Ibis"
    assert [row["side"] for row in read_rows(small, "contributors") if row["display_name"] == "Ibis"] == ["praktijk"]


@pytest.mark.parametrize(("way", "role"), [("leert", "student"), ("onderwijs", None)])
def test_who_learns_is_a_student_and_who_teaches_is_not(small: Project, way: str, role: str | None) -> None:
    page = StartHere(small)
    type_in(page, say("page.name"), "Ibis")
    click(page, say(f"page.i_am.{way}"))
    made = next(row for row in read_rows(small, "contributors") if row["display_name"] == "Ibis")
    assert (made["side"], made["role"]) == ("onderwijs", role)


@pytest.mark.parametrize("name", ["", "  "])
def test_without_a_name_nobody_is_made(small: Project, name: str) -> None:
    page, before = StartHere(small), len(read_rows(small, "contributors"))
    type_in(page, say("page.name"), name)
    click(page, say("page.i_am.ervaring"))
    assert page.status["tone"] == "refused"
    assert len(read_rows(small, "contributors")) == before


def test_a_way_to_look_that_nobody_offers_makes_nobody(small: Project) -> None:
    page, before = StartHere(small), len(read_rows(small, "contributors"))
    page.receive({"do": "fill", "name": "who.name", "value": "Ibis"})
    page.receive({"do": "add_person", "in": "who", "way": "baas"})
    assert page.status["text"] == say("page.needs_side")
    assert len(read_rows(small, "contributors")) == before


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(small: Project) -> None:
    page = StartHere(small)
    type_in(page, say("page.name"), "merel")
    click(page, say("page.i_am.praktijk"))
    assert page.status["tone"] == "refused"
    assert [b["value"] for b in every_block(page) if b["kind"] == "field"] == ["merel"]


def test_someone_who_left_the_list_is_asked_again(small: Project) -> None:
    remember(small, who="01900000-0000-7000-8000-000000000000")
    assert say("page.who") in told(StartHere(small))


def test_a_series_of_another_project_is_not_taken_over(small: Project) -> None:
    page = StartHere(small)
    click(page, "Merel")
    page.receive({"do": "choose_series", "value": "elders"})
    assert page.status["tone"] == "refused"
    assert "series" not in remembered(small)


def test_undo_takes_back_the_last_step_of_this_page_one_by_one(small: Project) -> None:
    page = RecordMeeting(small, who=read_rows(small, "contributors")[0].object_id)
    page.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    click(page, say("record_meeting.part.wishes"))
    for wish in ("samen koken", "eerst bellen"):
        type_in(page, say("record_meeting.stem"), wish)
        click(page, say("record_meeting.keep_wish"))
    page.receive({"do": "undo"})
    assert [row["text"] for row in read_rows(small, "wishes")] == ["Als we nu eens samen koken"]
    page.receive({"do": "undo"})
    assert read_rows(small, "wishes") == []
    page.receive({"do": "undo"})
    assert page.status["tone"] == "refused"


def test_what_someone_did_on_another_day_can_be_taken_back_on_a_new_page_and_by_nobody_else(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, other = (row.object_id for row in read_rows(small, "contributors")[:2])
    page = RecordMeeting(small, who=who)
    page.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    click(page, say("record_meeting.part.wishes"))
    type_in(page, say("record_meeting.stem"), "samen koken")
    click(page, say("record_meeting.keep_wish"))
    monkeypatch.setattr(steps_module, "datetime", Tomorrow)
    stranger = RecordMeeting(small, who=other)
    stranger.receive({"do": "undo"})
    assert stranger.status["tone"] == "refused"
    again = RecordMeeting(small, who=who)
    again.receive({"do": "undo"})
    assert read_rows(small, "wishes") == []
    assert again.status["text"].startswith("Teruggezet: een wens, van ")
    again.receive({"do": "undo"})
    assert again.status["tone"] == "refused"


def test_no_file_tells_who_gave_an_answer_without_a_name(small: Project) -> None:
    page = RecordMeeting(small, who=read_rows(small, "contributors")[0].object_id)
    page.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    click(page, say("record_meeting.part.closing"))
    click(page, say("record_meeting.energy.veel"))
    assert len(read_rows(small, "checkouts")) == 1
    assert "checkouts" not in (own_folder() / "onthouden.json").read_text(encoding="utf-8")
    page.receive({"do": "undo"})
    assert read_rows(small, "checkouts") == []


def test_memory_is_one_small_file_outside_the_project(small: Project, work: Path) -> None:
    remember(small, who="w", contact="Ronde, kamer 2")
    kept = own_folder() / "onthouden.json"
    assert json.loads(kept.read_text(encoding="utf-8")) == {str(small.path): {"who": "w", "contact": "Ronde, kamer 2"}}
    assert not kept.is_relative_to(work)
    remember(small, who="")
    assert remembered(small) == {"contact": "Ronde, kamer 2"}


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"p": 1}'])
def test_a_damaged_memory_only_means_asking_again(small: Project, broken: str) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "onthouden.json").write_text(broken, encoding="utf-8")
    assert remembered(small) == {}
    remember(small, who="w")
    assert remembered(small) == {"who": "w"}


def test_a_memory_that_can_not_be_written_stops_nobody(small: Project) -> None:
    own_folder().parent.mkdir(parents=True, exist_ok=True)
    own_folder().write_text("geen map")
    page = StartHere(small)
    click(page, "Merel")
    assert page.person() == "Merel"


def test_the_contact_is_remembered_for_the_other_notebooks(small: Project) -> None:
    NextStep(small).receive({"do": "name_contact", "value": "Ronde, kamer 2"})
    assert "Ronde, kamer 2" in WriteReport(small).frame["help"]


def test_hostile_words_stay_words_in_every_block(small: Project) -> None:
    person = add_contributor(small, "Iemand", "praktijk")
    write(small, [change(find(small, "contributors", person), display_name=HOSTILE)])  # as an older project may hold it
    assert " ".join(HOSTILE.split()) in told(StartHere(small))


ALL_BLOCKS: list[dict[str, Any]] = [
    blocks.heading("kop"),
    blocks.text("tekst"),
    blocks.button("knop", "doe"),
    blocks.buttons(blocks.button("knop", "doe")),
    blocks.choices("vraag", "doe", [("a", "A")], "a"),
    blocks.select("vraag", "doe", [("a", "A")], "a"),
    blocks.field("naam", "vraag", ""),
    blocks.chart(Chart("titel", "zin", pd.DataFrame({"k": [1]}), lambda _axes: None)),
    blocks.table("titel", pd.DataFrame({"k": [1, None]})),
    blocks.listing(["een"]),
    blocks.listing([], empty="leeg"),
    blocks.fold("meer", blocks.text("tekst")),
    blocks.links(("00.ipynb", "naar", "meer")),
    blocks.marked("tekst", [("woord", "[naam]")]),
    blocks.phases([("praten", 2, 4)]),
    blocks.findings([Finding("fout", "zin", "A13")], empty="niets"),
]


@pytest.mark.parametrize("block", ALL_BLOCKS, ids=lambda block: block["kind"])
def test_a_block_is_plain_data_that_the_page_can_draw(block: dict[str, Any]) -> None:
    json.dumps(block, allow_nan=False)
    drawn = (Path(blocks.__file__).with_name("page.js")).read_text(encoding="utf-8")
    assert f"\n  {block['kind']}: " in drawn


def test_a_choice_says_which_is_chosen_and_a_plain_button_does_not() -> None:
    made = blocks.choices("vraag", "doe", [("a", "A"), ("b", "B")], ["b"])
    assert [one["on"] for one in made["buttons"]] == [False, True]
    assert blocks.button("knop", "doe")["on"] is None


@pytest.mark.parametrize(
    ("held", "planned", "dots", "words"),
    [(2, 4, "●●○○", "2 van 4 gehouden"), (0, 3, "○○○", "3 gepland"), (3, 2, "●●●", "3 van 2 gehouden")],
)
def test_a_phase_says_in_words_what_its_dots_show(held: int, planned: int, dots: str, words: str) -> None:
    item = blocks.phases([("praten", held, planned)])["items"][0]
    assert (item["dots"], item["text"]) == (dots, words)


def test_a_finding_never_says_that_someone_did_wrong() -> None:
    made = blocks.findings([Finding("fout", "zin", "A13"), Finding("let op", "zin", "D26")], empty="")
    assert [item["word"] for item in made["items"]] == ["Nodig", "Let op"]
    assert len({item["sign"] for item in made["items"]}) == 2


@pytest.mark.parametrize("screen", [label_cards, read_and_label])
def test_a_labelling_screen_asks_who_and_tells_the_other_notebooks(
    small: Project, monkeypatch: pytest.MonkeyPatch, screen: Callable[..., Labelling]
) -> None:
    monkeypatch.setenv("ONTMOET_PROJECT", str(small.path))
    labelling = screen(**known_here())
    assert labelling.view["state"] == "who"
    labelling.receive({"do": "choose_person", "person": labelling.view["people"][0][0]})
    assert StartHere(small).person() == "Merel"
    assert screen(**known_here()).view.get("state") != "who"
