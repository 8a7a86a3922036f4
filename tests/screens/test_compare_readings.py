"""Samen vergelijken, without a browser: whose turn it is, what comes of it, and what nobody may see yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from compared import PIECES, compared_project
from pages import click, every_block, told, type_in

from ontmoet_research.dialogue import read_talks
from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.screens.comparing.compare_readings import CompareReadings
from ontmoet_research.store import Project, change, find, new, read_rows, write
from ontmoet_research.words import say

PAIR = ["kompas", "merel"]


@pytest.fixture
def project(work: Path) -> Iterator[Project]:
    with compared_project(work / "p.ontmoet") as made:
        yield made


@pytest.fixture
def page(project: Project) -> CompareReadings:
    return opened(project, "kompas", "Merel")


def opened(project: Project, who: str, *others: str) -> CompareReadings:
    page = CompareReadings(project, who=who)
    if page.parts["with"].begun:  # with the people of last time
        click(page, say("compare_readings.other_people"))
        page.parts["with"].others = []
    if others:
        for name in others:
            click(page, name)
        click(page, say("compare_readings.begin"))
    return page


def tell(page: CompareReadings, *reasons: str) -> None:
    """Everybody has a turn."""
    for number, reason in enumerate(reasons, start=1):
        sit_here(page)
        type_in(page, say("compare_readings.why"), reason)
        last = number == len(reasons)
        click(page, say("compare_readings.and_choose" if last else "compare_readings.and_next"))


def sit_here(page: CompareReadings) -> None:
    """Whoever is asked to speak sits at this screen too."""
    for block in [one for one in every_block(page) if one["kind"] == "button" and one["do"] == "sits_here"]:
        click(page, block["text"])


def outcome(page: CompareReadings, name: str) -> None:
    click(page, say(f"compare_readings.outcome.{name}"))


def came_of(project: Project, piece: str) -> str | None:
    return read_talks(project, PAIR)[piece].outcome


def side_block(page: CompareReadings) -> list[dict[str, Any]]:
    return next(block["items"] for block in page.view["blocks"] if block["kind"] == "sides")


def test_it_asks_with_whom_and_says_how_much_they_both_read(project: Project) -> None:
    page = opened(project, "kompas")
    assert say("compare_readings.together.many", n=4) in told(page)
    click(page, say("compare_readings.begin"))
    assert page.status["text"] == say("compare_readings.needs_someone")
    assert PIECES[1] not in json.dumps(page.view)


def test_a_tandem_is_one_click(project: Project) -> None:
    write(project, [new("tandems", contributor_ids=["merel", "kompas"], start="2024-03-01")])
    page = opened(project, "kompas")
    click(page, say("compare_readings.tandem", name="Merel"))
    assert PIECES[1] in told(page)


def test_the_piece_on_which_readings_lie_farthest_apart_comes_first_and_only_one_is_shown(
    page: CompareReadings,
) -> None:
    assert say("compare_readings.to_go.many", n=2, names="Kompas en Merel") in told(page)
    assert [piece for piece in PIECES if piece in told(page)] == [PIECES[1]]
    assert say("compare_readings.different") in told(page)


def test_readings_stand_side_by_side_with_doubt_and_the_side_of_experience_first(page: CompareReadings) -> None:
    assert [(item["title"], item["lines"]) for item in side_block(page)] == [
        ("Merel", ["Bellen – met twijfel", "Kracht"]),
        ("Kompas", ["Wachten"]),
    ]


@pytest.mark.parametrize("who", ["kompas", "merel"])
def test_the_side_of_experience_speaks_first_whoever_sits_at_the_screen(project: Project, who: str) -> None:
    page = opened(project, who, "Merel" if who == "kompas" else "Kompas")
    sit_here(page)
    assert say("compare_readings.you_first", name="Merel") in told(page)
    assert say("compare_readings.what_now") not in told(page)
    tell(page, "Ik belde zelf.", "Ik zag het wachten.")
    assert say("compare_readings.what_now") in told(page)
    assert [item["said"] for item in side_block(page)] == ["Ik belde zelf.", "Ik zag het wachten."]


def test_saying_nothing_is_fine_and_stores_nothing(page: CompareReadings, project: Project) -> None:
    tell(page, "", "")
    assert read_rows(project, "differences") == []
    assert say("compare_readings.what_now") in told(page)


def test_the_five_outcomes_are_equal_buttons_with_what_they_mean(page: CompareReadings) -> None:
    tell(page, "", "")
    made = [block for block in every_block(page) if block["kind"] == "button" and block["do"] == "come_to"]
    assert [block["sends"]["outcome"] for block in made] == list(DIFFERENCE_OUTCOMES)
    assert all(block["more"] and not block["main"] for block in made)


def test_both_readings_stay_is_stored_in_one_click_and_the_next_piece_comes(
    page: CompareReadings, project: Project
) -> None:
    tell(page, "a", "b")
    type_in(page, say("compare_readings.note"), "Allebei waar.")
    outcome(page, "beide_blijven_staan")
    assert page.status["tone"] == "saved"
    assert came_of(project, "p1") == "beide_blijven_staan"
    assert read_rows(project, "differences")[0]["note"] == "Allebei waar."
    assert PIECES[2] in told(page)
    assert say("compare_readings.before", n=1) in told(page)
    assert "Allebei waar." in told(page), "what came before stays readable"


def test_agreeing_asks_which_labels_fit_and_keeps_codings_of_after_the_talk(
    page: CompareReadings, project: Project
) -> None:
    tell(page, "a", "b")
    outcome(page, "eens_geworden")
    click(page, say("compare_readings.keep"))
    assert page.status["text"] == say("compare_readings.needs_choice")
    click(page, "Bellen")
    click(page, say("compare_readings.none_fits"))
    click(page, "Wachten")
    click(page, say("compare_readings.keep"))
    after = read_rows(project, "codings", round="na_gesprek")
    assert [(row["contributor_id"], row["code_id"]) for row in after] == [("merel", "wachten")]
    assert came_of(project, "p1") == "eens_geworden"


def test_a_label_can_be_changed_and_a_new_one_made(page: CompareReadings, project: Project) -> None:
    tell(page, "a", "b")
    outcome(page, "label_aangepast")
    click(page, "Wachten")
    type_in(page, say("compare_readings.what_change"), "Ook als niemand belt.")
    click(page, say("compare_readings.keep"))
    assert read_rows(project, "code_notes")[0]["text"] == "Ook als niemand belt."
    tell(page, "a", "b")
    outcome(page, "nieuw_label")
    type_in(page, say("compare_readings.new_name"), "Open staan")
    click(page, "Merel")
    click(page, say("compare_readings.keep"))
    label = next(row for row in read_rows(project, "codes") if row["label_nl"] == "Open staan")
    assert (label["status"], label["proposed_by"]) == ("voorstel", "kompas")
    assert say("compare_readings.finished") in told(page)


def test_going_back_to_the_choices_stores_nothing(page: CompareReadings, project: Project) -> None:
    tell(page, "", "")
    outcome(page, "nieuw_label")
    type_in(page, say("compare_readings.new_name"), "Half")
    click(page, say("compare_readings.back"))
    assert say("compare_readings.what_now") in told(page)
    assert len(read_rows(project, "codes")) == 3


def test_later_comes_back_last_and_can_be_told_more_about(page: CompareReadings, project: Project) -> None:
    tell(page, "eerst dit", "en dat")
    outcome(page, "later")
    assert PIECES[2] in told(page)
    tell(page, "", "")
    outcome(page, "beide_blijven_staan")
    assert PIECES[1] in told(page)
    assert say("compare_readings.what_now") in told(page), "everybody told already"
    click(page, say("compare_readings.tell_more"))
    field = next(
        block for block in every_block(page) if block["kind"] == "field" and block["name"].startswith("turns.reason ")
    )
    assert field["value"] == "eerst dit"
    tell(page, "eerst dit, en nog iets", "en dat")
    outcome(page, "beide_blijven_staan")
    assert came_of(project, "p1") == "beide_blijven_staan"
    assert read_talks(project, PAIR)["p1"].reason_of("merel") == "eerst dit, en nog iets"


def test_undo_goes_back_to_the_piece_and_the_choice(page: CompareReadings, project: Project) -> None:
    tell(page, "a", "b")
    outcome(page, "beide_blijven_staan")
    page.receive({"do": "undo"})
    assert page.status["tone"] == "saved", page.status["text"]
    assert PIECES[1] in told(page)
    assert came_of(project, "p1") is None
    assert say("compare_readings.what_now") in told(page)
    page.receive({"do": "undo"})
    assert say("compare_readings.now_you", name="Kompas") in told(page)


def test_a_fresh_screen_goes_on_where_the_talk_was(page: CompareReadings, project: Project) -> None:
    sit_here(page)
    type_in(page, say("compare_readings.why"), "Ik belde zelf.")
    click(page, say("compare_readings.and_next"))
    fresh = CompareReadings(project, who="kompas")
    assert PIECES[1] in told(fresh)
    assert say("compare_readings.now_you", name="Kompas") in told(fresh)
    assert "Ik belde zelf." in told(fresh)


def test_a_pause_is_calm_and_keeps_the_place(page: CompareReadings) -> None:
    click(page, say("code_cards.pause"))
    assert PIECES[1] not in json.dumps(page.view)
    click(page, say("code_cards.go_on"))
    assert PIECES[1] in told(page)


def test_nothing_of_a_piece_that_one_of_them_did_not_finish_ever_reaches_the_screen(project: Project) -> None:
    everything = ""
    page = opened(project, "kompas", "Merel")
    for _ in range(3):
        everything += json.dumps([page.view, page.frame, page.status])
        if say("compare_readings.different") not in told(page):
            break
        tell(page, "", "")
        outcome(page, "beide_blijven_staan")
    assert say("compare_readings.finished") in everything
    assert PIECES[3] not in everything, "Kompas skipped it: there is no other reading to compare"
    assert PIECES[4] not in everything, "only Merel is done with it"
    with_sem = opened(project, "sem", "Kompas", "Merel")
    assert say("compare_readings.nothing") in told(with_sem), "p0 is the same for all three, the rest is not done"


def test_the_person_at_the_screen_counts_as_a_reader(project: Project) -> None:
    page = opened(project, "sem", "Merel", "Kompas")
    assert PIECES[1] not in json.dumps(page.view)


def test_a_heavy_piece_is_announced_first(project: Project) -> None:
    write(project, [change(find(project, "fragments", "p1"), heavy=True)])
    page = opened(project, "kompas", "Merel")
    assert PIECES[1] not in json.dumps(page.view)
    click(page, say("code_cards.uncover"))
    assert PIECES[1] in told(page)


def test_an_outcome_of_another_screen_shows_and_the_piece_stays_until_you_go_on(
    page: CompareReadings, project: Project
) -> None:
    other = opened(project, "merel", "Kompas")
    tell(other, "a", "b")
    outcome(other, "beide_blijven_staan")
    page.refresh()  # what following the project does
    assert PIECES[1] in told(page)
    assert say("compare_readings.came_in", came=say("compare_readings.came.beide_blijven_staan")) in told(page)
    click(page, say("compare_readings.next_piece"))
    assert PIECES[2] in told(page)


def test_two_screens_that_finish_at_once_keep_both_with_one_clear_message(
    page: CompareReadings, project: Project
) -> None:
    tell(page, "a", "b")
    other = opened(project, "merel", "Kompas")
    outcome(other, "beide_blijven_staan")
    outcome(page, "later")
    assert say("compare_readings.split") in page.status["text"]
    assert say("compare_readings.split") in told(page)
    click(page, say("compare_readings.hold", outcome=say("compare_readings.outcome.beide_blijven_staan")))
    assert came_of(project, "p1") == "beide_blijven_staan"


def test_two_screens_that_say_the_same_say_it_once(page: CompareReadings, project: Project) -> None:
    tell(page, "a", "b")
    other = opened(project, "merel", "Kompas")
    outcome(other, "beide_blijven_staan")
    outcome(page, "beide_blijven_staan")
    assert page.status["text"] == say("compare_readings.same_meanwhile")
    assert len(read_rows(project, "differences")) == 1
    page.receive({"do": "undo"})
    assert came_of(project, "p1") == "beide_blijven_staan", "undo takes back one's own step, not somebody else's"


def test_a_text_that_changed_meanwhile_is_shown_as_it_is_now(page: CompareReadings, project: Project) -> None:
    tell(page, "a", "b")
    source = find(project, "sources", "verslag")
    write(project, [change(source, text=source["text"].replace("Niemand nam op.", "Niemand nam op,"))])
    outcome(page, "beide_blijven_staan")
    assert page.status["text"] == say("dialogue.text_changed")
    assert "Niemand nam op," in told(page)
    outcome(page, "beide_blijven_staan")
    assert came_of(project, "p1") == "beide_blijven_staan"


def test_the_overlap_is_one_click_away_with_its_sentence_and_folded_appendix(page: CompareReadings) -> None:
    click(page, say("compare_readings.look"))
    (figure,) = [block for block in every_block(page) if block["kind"] == "chart"]
    assert "Weinig overlap is geen fout" in figure["sentence"]
    assert figure["appendix"] is None
    assert say("dialogue.appendix.no_mark") not in told(page)
    assert page.parts["overlap"].coefficients is None, "a thousand draws are only for who asks"
    click(page, say("dialogue.appendix.title"))
    assert say("dialogue.appendix.no_mark") in told(page)
    assert [block["caption"] for block in every_block(page) if block["kind"] == "table"][-1] == say(
        "dialogue.appendix.title"
    )
    click(page, say("dialogue.appendix.title"))
    assert say("dialogue.appendix.no_mark") not in told(page)
    click(page, say("compare_readings.to_pieces"))
    assert PIECES[1] in told(page)


def test_the_figure_is_counted_once_as_long_as_nothing_changed(page: CompareReadings) -> None:
    click(page, say("compare_readings.look"))
    first = page.parts["overlap"].counted
    click(page, say("compare_readings.to_pieces"))
    click(page, say("compare_readings.look"))
    assert page.parts["overlap"].counted is first


def test_other_people_can_be_chosen_and_those_of_last_time_are_remembered(
    page: CompareReadings, project: Project
) -> None:
    assert CompareReadings(project, who="kompas").parts["with"].others == ["merel"]
    assert CompareReadings(project, who="merel").parts["with"].others == ["kompas"], "whoever of them sits down"
    click(page, say("compare_readings.other_people"))
    assert say("compare_readings.with_whom") in told(page)


def field_names(page: CompareReadings) -> list[str]:
    return [block["name"] for block in every_block(page) if block["kind"] == "field"]


def test_on_two_screens_only_whose_turn_it_is_gets_the_field_and_the_other_sees_who_writes(project: Project) -> None:
    merel, kompas = opened(project, "merel", "Kompas"), opened(project, "kompas", "Merel")
    assert field_names(merel) == ["turns.reason merel"]
    assert field_names(kompas) == []
    assert say("compare_readings.writes", name="Merel") in told(kompas)
    tell_one(merel, "Ik belde zelf.")
    kompas.refresh()
    assert (field_names(merel), field_names(kompas)) == ([], ["turns.reason kompas"])
    tell_one(kompas, "Ik zag het wachten.")
    outcome(kompas, "beide_blijven_staan")
    merel.refresh()
    assert say("compare_readings.came.beide_blijven_staan") in told(merel)
    assert came_of(project, "p1") == "beide_blijven_staan"


def tell_one(page: CompareReadings, reason: str) -> None:
    type_in(page, say("compare_readings.why"), reason)
    do(page, "tell_reason")


def do(page: CompareReadings, what: str) -> None:
    found = next(block for block in every_block(page) if block["kind"] == "button" and block["do"] == what)
    page.receive({"do": what, **found["sends"]})


def test_what_two_screens_send_at_once_for_one_person_both_stays_and_it_is_said(project: Project) -> None:
    merel, kompas = opened(project, "merel", "Kompas"), opened(project, "kompas", "Merel")
    sit_here(kompas)
    type_in(kompas, say("compare_readings.why"), "Merel zegt het hier.")
    tell_one(merel, "En Merel zegt het daar.")
    kompas.refresh()  # the news of the other screen
    assert field_names(kompas) == ["turns.reason merel"], "what was typed keeps its field"
    do(kompas, "tell_reason")
    assert say("compare_readings.both_kept") in kompas.status["text"]
    [said] = [row["reason"] for row in read_rows(project, "positions") if row["contributor_id"] == "merel"]
    assert set(said.splitlines()) == {"Merel zegt het hier.", "En Merel zegt het daar."}
    assert not [row for row in read_rows(project, "positions") if row["contributor_id"] == "kompas" and row["reason"]]
