"""Wat verandert er?, without a browser: what each gesture keeps, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import choose, click, every_block, series_named, told, type_in, typed

from ontmoet_research.change import read_changes
from ontmoet_research.group import add_organisation, list_meetings
from ontmoet_research.privacy import record_consent
from ontmoet_research.screens.changes.see_changes import SeeChanges
from ontmoet_research.store import Project, change, find, read_rows, write
from ontmoet_research.words import say


@pytest.fixture
def page(small: Project) -> SeeChanges:
    own = SeeChanges(small, who=read_rows(small, "contributors")[0].object_id)
    own.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    return own


def field(name: str) -> str:
    return say(f"see_changes.field.{name}")


def new_change(page: SeeChanges, what: str = "De brief komt op dinsdag.") -> str:
    type_in(page, field("what"), what)
    type_in(page, field("actor"), "een gemeente")
    type_in(page, field("since"), "5 juli 2023")
    click(page, say("see_changes.keep_change"))
    assert page.status["tone"] == "saved", page.status
    return opened(page, "cards")


def opened(page: SeeChanges, name: str) -> str:
    """The row that is open in a part."""
    return page.parts[name].opened


def part(page: SeeChanges, name: str) -> None:
    click(page, say(f"see_changes.part.{name}"))


def person(page: SeeChanges, alias: str) -> str:
    found = next(row.object_id for row in read_rows(page.project, "participants") if row["alias"] == alias)
    record_consent(page.project, found, "citaat", True)
    record_consent(page.project, found, "meedoen", True)
    return found


@pytest.mark.parametrize("name", SeeChanges.kinds)
def test_every_part_says_what_there_is_when_there_is_nothing(page: SeeChanges, name: str) -> None:
    part(page, name)
    assert page.status.get("tone") not in ("trouble", "refused")
    assert len(told(page)) > 100


def test_a_change_is_written_opened_completed_and_confirmed(page: SeeChanges, small: Project) -> None:
    card = new_change(page)
    assert say("see_changes.signal_still") in told(page)
    type_in(page, field("evidence"), "twee brieven gezien\n\neen gesprek")
    type_in(page, field("contribution"), "De groep vroeg erom.")
    click(page, say("see_changes.keep_words"))
    click(page, say("effect.level.individueel"))
    click(page, say("effect.level.instelling"))
    click(page, say("effect.stage.doen"))
    click(page, say("effect.wam.welkom"))
    click(page, say("effect.kind.manier_van_werken"))
    row = find(small, "changes", card)
    assert row["evidence"] == ["twee brieven gezien", "een gesprek"]
    assert (row["levels"], row["stage"], row["wam"]) == (["individueel", "instelling"], "doen", ["welkom"])
    assert (row["kind"], row["since"], row["ask_again_on"]) == ("manier van werken", "2023-07-05", "2024-01-05")
    type_in(page, say("see_changes.confirmed_by"), "een huisarts")
    click(page, say("see_changes.confirm_outside"))
    assert find(small, "changes", card)["substantiation"] == "bevestigd_buiten_groep"
    assert "een huisarts" in told(page)
    page.receive({"do": "undo"})
    assert find(small, "changes", card)["substantiation"] == "signaal"


def test_someone_of_the_group_can_not_be_from_outside(page: SeeChanges, small: Project) -> None:
    card = new_change(page)
    type_in(page, field("evidence"), "gezien")
    type_in(page, field("contribution"), "De groep vroeg erom.")
    click(page, say("see_changes.keep_words"))
    type_in(page, say("see_changes.confirmed_by"), "een inwoner")
    choose(page, say("see_changes.of_us"), "Merel")
    click(page, say("see_changes.confirm_outside"))
    assert page.status["text"] == say("effect.confirmer_inside")
    assert find(small, "changes", card)["substantiation"] == "signaal"
    click(page, say("see_changes.confirm_inside"))
    assert find(small, "changes", card)["substantiation"] == "bevestigd_door_1"


def test_nothing_typed_is_nothing_kept(page: SeeChanges, small: Project) -> None:
    new_change(page)
    before = len(read_rows(small, "changes"))
    click(page, say("see_changes.keep_words"))
    assert page.status["text"] == say("see_changes.nothing_typed")
    click(page, say("see_changes.back"))
    assert opened(page, "cards") == ""
    assert len(read_rows(small, "changes")) == before
    click(page, say("see_changes.keep_change"))
    assert page.status["tone"] == "refused"


def test_a_number_stands_on_the_card_of_its_words(page: SeeChanges, small: Project) -> None:
    new_change(page)
    for name, words in (("what", "boze mensen"), ("before", "31"), ("after", "9"), ("day", "1 mei 2025")):
        type_in(page, field(f"number_{name}"), words)
    click(page, say("see_changes.keep_number"))
    assert page.status["text"] == say("record.needs.indicators.source")
    assert read_rows(small, "indicators") == []
    type_in(page, field("number_source"), "de balie")
    click(page, say("see_changes.keep_number"))
    assert "Nu: 9 op 1 mei 2025. Bron: de balie." in told(page)


def test_asking_again_ends_with_an_answer(page: SeeChanges, small: Project) -> None:
    card = new_change(page)
    part_open = say("see_changes.back")
    click(page, part_open)
    part(page, "ask")
    assert "5 januari 2024" in told(page)
    click(page, say("effect.sustained.deels"))
    assert find(small, "changes", card)["sustained"] == "deels"
    assert say("see_changes.nothing_to_ask") in told(page)


def test_the_day_to_ask_again_can_be_chosen_and_taken_back(page: SeeChanges, small: Project) -> None:
    card = new_change(page)
    type_in(page, say("see_changes.ask_again"), "5 juli 2030")
    click(page, say("see_changes.keep_ask_again"))
    assert find(small, "changes", card)["ask_again_on"] == "2030-07-05"
    assert say("see_changes.asked_on", day="5 juli 2030") in told(page)
    click(page, say("see_changes.keep_ask_again"))  # an empty field: half a year after the change
    assert find(small, "changes", card)["ask_again_on"] != "2030-07-05"
    page.receive({"do": "undo"})
    assert find(small, "changes", card)["ask_again_on"] == "2030-07-05"


@pytest.mark.parametrize("figure", ["levels", "wam", "value"])
def test_each_figure_has_words_and_an_empty_one_is_a_sentence(page: SeeChanges, small: Project, figure: str) -> None:
    card = new_change(page)
    click(page, say("see_changes.back"))
    part(page, "overview")
    click(page, say(f"see_changes.show.{figure}"))
    assert say(f"effect.{figure}.nothing") in told(page)
    values = {"levels": ["instelling"], "stage": "doen", "wam": ["welkom"], "value_layers": ["immediate"]}
    write(small, [change(find(small, "changes", card), **values)])
    page.refresh()
    (chart,) = [block for block in every_block(page) if block["kind"] == "chart"]
    assert chart["sentence"] and chart["table"]["rows"]
    assert say("see_changes.region_unknown") in told(page)


def test_a_story_is_told_gets_a_yes_and_is_chosen_by_two_sides(page: SeeChanges, small: Project) -> None:
    merel = person(page, "Merel")
    part(page, "stories")
    choose(page, say("see_changes.teller"), "Merel")
    type_in(page, say("effect.story.change"), "Ik neem nu op.")
    click(page, say("see_changes.keep_story"))
    assert page.status["text"] == say("record.needs.stories.why_it_matters")
    type_in(page, say("effect.story.why_it_matters"), "Ik slaap weer.")
    click(page, say("see_changes.keep_story"))
    (story,) = read_rows(small, "stories")
    assert (story["teller_id"], story["audiences"]) == (merel, [])
    click(page, say("report.readers.groep"))
    click(page, say("effect.domain.anders_dan_verwacht"))
    click(page, say("see_changes.back_to_stories"))
    assert "Ik neem nu op." in told(page)
    click(page, next(b["text"] for b in every_block(page) if b["kind"] == "button" and b["text"].startswith("Merel,")))
    type_in(page, say("see_changes.reason"), "Hier gaat het om.")
    own = story.object_id
    page.receive({"do": "keep", "in": "stories", "form": "choose", "one": own})
    assert page.status["text"] == say("effect.choice_needs_sides")
    click(page, next(b["text"] for b in every_block(page) if b["kind"] == "button" and b["text"].startswith("Kompas,")))
    page.receive({"do": "keep", "in": "stories", "form": "choose", "one": own})
    assert [row["reason"] for row in read_rows(small, "story_choices")] == ["Hier gaat het om."]
    assert say("see_changes.chosen") in told(page)


def test_ripples_grow_and_an_arrow_that_goes_round_is_refused(page: SeeChanges, small: Project, work: Path) -> None:
    part(page, "ripples")
    meeting = list_meetings(small, page.series_id)[0].object_id
    page.receive({"do": "choose", "in": "ripples", "name": "new.about_id", "value": meeting})
    type_in(page, say("see_changes.ripple_text"), "We belden samen.")
    click(page, say("see_changes.keep_ripple"))
    page.receive({"do": "choose", "in": "ripples", "name": "new.kind", "value": "effect"})
    type_in(page, say("see_changes.ripple_text"), "De brief werd korter.")
    click(page, "1 We belden samen.")
    click(page, say("effect.direction.gemengd"))
    click(page, say("see_changes.keep_ripple"))
    first, second = read_rows(small, "ripples")
    assert (second["after_ids"], second["direction"]) == ([first.object_id], "gemengd")
    assert say("see_changes.came_from", numbers="1") in told(page)
    choose(page, say("see_changes.arrow_of"), "1 We belden samen.")
    page.receive({"do": "choose", "in": "ripples", "name": "arrow.value", "value": second.object_id})
    assert page.status["text"] == say("effect.ripple_circle")
    click(page, say("see_changes.print_ripples"))
    (made,) = (work / "uitvoer").glob("kringen_*.png")
    assert made.read_bytes()[:4] == b"\x89PNG"
    assert [row["reason"] for row in read_rows(small, "log_events")] == [f"uitvoer/{made.name}"]


def test_an_initiative_is_linked_to_pieces_and_counted(page: SeeChanges, small: Project) -> None:
    part(page, "around")
    type_in(page, say("see_changes.initiative.name"), "De telefooncirkel")
    click(page, say("see_changes.keep_initiative"))
    type_in(page, say("see_changes.sought"), "telefoon")
    click(page, say("see_changes.look"))
    piece = next(b for b in every_block(page) if b["kind"] == "button" and b["sends"].get("name") == "named.piece")
    page.receive({"do": piece["do"], **piece["sends"]})
    assert "Genoemd in 1 stukje tekst." in told(page)
    type_in(page, say("see_changes.sought"), "olifant")
    assert say("see_changes.not_found") in told(page)


def test_where_something_went_needs_a_place(page: SeeChanges, small: Project) -> None:
    part(page, "around")
    type_in(page, say("see_changes.spread.what"), "De bellijst")
    click(page, say("see_changes.keep_spread"))
    assert page.status["text"] == say("effect.spread_needs_where")
    choose(page, say("see_changes.spread.series"), "Kenniscafé Veldhoek")
    click(page, say("see_changes.keep_spread"))
    assert "De bellijst Ging naar: de reeks “Kenniscafé Veldhoek”." in told(page)


def test_another_series_shows_its_own_cards(page: SeeChanges, small: Project) -> None:
    new_change(page)
    page.receive({"do": "choose_series", "value": series_named(small, "Kenniscafé Veldhoek")})
    assert say("see_changes.no_cards") in told(page)
    assert len(read_changes(small)) == 1


def open_form(page: SeeChanges, table: str, one: str) -> None:
    """Open the form of a row by the button that is on the page."""
    found = next(
        block["sends"]
        for block in every_block(page)
        if block.get("do") == "correct" and (block["sends"]["table"], block["sends"]["one"]) == (table, one)
    )
    page.receive({"do": "correct", **found})


def test_a_card_and_each_line_of_its_proof_are_put_right_later(page: SeeChanges, small: Project) -> None:
    card = new_change(page, "De brief kwam op dinsdag.")
    source = read_rows(small, "sources")[0]
    write(small, [change(find(small, "changes", card), evidence=[source.object_id, "een breif", "een gesprek"])])
    page.refresh()
    open_form(page, "changes", card)
    shown = typed(page, say("see_changes.evidence_lines"))
    assert shown.splitlines() == ["Verslag 1", "een breif", "een gesprek"], "notes by their title"
    type_in(page, say("see_changes.evidence_lines"), "Verslag 1\neen brief")
    type_in(page, field("what"), "De brief komt op dinsdag.")
    type_in(page, field("actor"), "")
    click(page, say("correct.keep"))
    row = find(small, "changes", card)
    assert (row["what"], row["actor"], row["evidence"]) == (
        "De brief komt op dinsdag.",
        None,
        [source.object_id, "een brief"],
    )
    open_form(page, "changes", card)
    type_in(page, field("what"), " ")
    click(page, say("correct.keep"))
    assert page.status["text"] == say("record.needs.changes.what")
    click(page, say("correct.away"))
    assert read_rows(small, "changes") == []
    page.receive({"do": "undo"})
    assert "De brief komt op dinsdag." in told(page)


def test_a_number_gets_its_days_and_its_unit_later_and_can_go(page: SeeChanges, small: Project) -> None:
    new_change(page)
    for name, words in (("what", "boze mensen"), ("before", "31"), ("after", "9"), ("source", "de balie")):
        type_in(page, field(f"number_{name}"), words)
    click(page, say("see_changes.keep_number"))
    assert say("effect.indicator.no_day") in told(page)
    (number,) = read_rows(small, "indicators")
    open_form(page, "indicators", number.object_id)
    for name, words in (("day", "1 mei 2025"), ("before_day", "1 mei 2024"), ("unit", "keer")):
        type_in(page, field(f"number_{name}"), words)
    click(page, say("correct.keep"))
    assert "Eerst: 31 keer op 1 mei 2024. Nu: 9 keer op 1 mei 2025." in told(page)
    open_form(page, "changes", opened(page, "cards"))
    click(page, say("correct.away"))
    assert page.status["text"] == say("record.something_hangs_on_it")
    click(page, say("correct.back"))
    open_form(page, "indicators", number.object_id)
    click(page, say("correct.away"))
    assert read_rows(small, "indicators") == []


def test_a_teller_changes_the_words_and_every_yes_is_asked_anew(page: SeeChanges, small: Project) -> None:
    card = new_change(page)
    click(page, say("see_changes.back"))
    person(page, "Merel")
    part(page, "stories")
    choose(page, say("see_changes.teller"), "Merel")
    for name in ("change", "why_it_matters"):
        type_in(page, say(f"effect.story.{name}"), "Ik neem nu op.")
    click(page, say("see_changes.keep_story"))
    click(page, say("report.readers.groep"))
    click(page, say("effect.level.instelling"))
    story = opened(page, "stories")
    assert (find(small, "stories", story)["audiences"], find(small, "stories", story)["levels"]) == (
        ["groep"],
        ["instelling"],
    )
    open_form(page, "stories", story)
    assert say("see_changes.yes_to_words") in told(page)
    choose(page, say("see_changes.tells_of"), "De brief komt op dinsdag.")
    click(page, say("correct.keep"))
    assert find(small, "stories", story)["audiences"] == ["groep"], "the words are the same"
    assert say("see_changes.story_of", what="De brief komt op dinsdag.") in told(page)
    open_form(page, "stories", story)
    type_in(page, say("effect.story.transfer"), "Bel zelf.")
    choose(page, say("see_changes.teller"), "Tuinman")
    click(page, say("correct.keep"))
    row = find(small, "stories", story)
    assert (row["audiences"], row["change_id"], row["transfer"]) == ([], card, "Bel zelf.")
    assert say("see_changes.told_by", alias="Tuinman") in told(page)


def test_ripples_initiatives_and_spreads_are_put_right(page: SeeChanges, small: Project) -> None:
    card = new_change(page)
    click(page, say("see_changes.back"))
    part(page, "ripples")
    type_in(page, say("see_changes.ripple_text"), "We bellden samen.")
    click(page, say("see_changes.keep_ripple"))
    (ripple,) = read_rows(small, "ripples")
    open_form(page, "ripples", ripple.object_id)
    type_in(page, say("see_changes.ripple_text"), "We belden samen.")
    choose(page, say("see_changes.ripple_about"), say("see_changes.a_change", what="De brief komt op dinsdag."))
    click(page, say("correct.keep"))
    row = find(small, "ripples", ripple.object_id)
    assert (row["text"], row["about_id"]) == ("We belden samen.", card)
    assert "Hoort bij: Verandering: De brief komt op dinsdag." in told(page)
    part(page, "around")
    for name in ("De telefoncirkel", "De kist"):
        type_in(page, say("see_changes.initiative.name"), name)
        click(page, say("see_changes.keep_initiative"))
    first = read_rows(small, "initiatives")[0].object_id
    open_form(page, "initiatives", first)
    type_in(page, say("see_changes.initiative.name"), "de kist")
    click(page, say("correct.keep"))
    assert page.status["text"] == say("effect.initiative_known")
    type_in(page, say("see_changes.initiative.name"), "De telefooncirkel")
    type_in(page, say("see_changes.initiative.place"), "Veldhoek")
    click(page, say("correct.keep"))
    assert "De telefooncirkel, Veldhoek." in told(page)
    type_in(page, say("see_changes.spread.what"), "De bellijst")
    choose(page, say("see_changes.spread.series"), "Kenniscafé Veldhoek")
    click(page, say("see_changes.keep_spread"))
    assert say("see_changes.reached_nothing") in told(page)
    (spread,) = read_rows(small, "spreads")
    open_form(page, "spreads", spread.object_id)
    choose(page, say("see_changes.spread.series"), say("correct.nothing"))
    click(page, say("correct.keep"))
    assert page.status["text"] == say("effect.spread_needs_where")
    type_in(page, say("see_changes.spread.to_whom"), "een buurthuis")
    click(page, say("correct.keep"))
    assert "Ging naar: een buurthuis." in told(page)
    add_organisation(small, "het wijkteam", inside=True)
    page.refresh()
    open_form(page, "spreads", spread.object_id)
    choose(page, say("see_changes.spread.organisation"), "het wijkteam")
    click(page, say("correct.keep"))
    assert "het wijkteam: er ging iets heen." in told(page)
    assert "Binnen de gemeente" in told(page)
