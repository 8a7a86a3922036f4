"""The seven parts of Reeks en groep, without a browser: each does what its buttons say, and can be taken back."""

from __future__ import annotations

import pytest
from pages import answer, choose, click, every_block, told, type_in

from ontmoet_research.group import (
    add_contributor,
    add_participant,
    change_meeting,
    list_meetings,
    make_series,
    read_group_findings,
    read_needs,
    read_phases,
    record_attendance,
)
from ontmoet_research.group.checks import FACILITATORS
from ontmoet_research.group.series import ADVISED_SHOWN, LEAST_SHOWN
from ontmoet_research.privacy.suppression import K_ADVISED, K_LEAST
from ontmoet_research.screens.series.page import PARTS, ROWS_OF_PART
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.store import Project, find, new, read_rows, write
from ontmoet_research.words import Refused, say, say_count


@pytest.fixture
def page(small: Project) -> SetUpSeries:
    return SetUpSeries(small)


def open_part(page: SetUpSeries, part: str) -> None:
    click(page, say(f"set_up_series.part.{part}"))


def word(key: str) -> str:
    return say(f"set_up_series.{key}")


def selected(page: SetUpSeries, label: str) -> str:
    block = next(one for one in every_block(page) if one["kind"] == "select" and one["label"] == label)
    return dict(block["options"])[block["value"]]


def test_there_are_at_most_seven_parts_and_each_opens(page: SetUpSeries) -> None:
    assert len(PARTS) <= 7
    for part in PARTS:
        open_part(page, part)
        assert page.part == part
        assert page.status == {}, "no trouble"


def test_every_finding_of_the_group_stands_in_one_part(page: SetUpSeries, small: Project) -> None:
    rows = [row for rows in ROWS_OF_PART.values() for row in rows]
    assert len(rows) == len(set(rows))
    shown = set()
    for part in PARTS:
        open_part(page, part)
        shown |= {item["text"] for one in every_block(page) if one["kind"] == "findings" for item in one["items"]}
    assert shown == {one.sentence for one in read_group_findings(small, page.series_id)}


def test_numbers_stand_beside_their_source_and_can_be_changed(page: SetUpSeries, small: Project) -> None:
    assert "Gepland 2, gehouden 1. Bron: Blog van een docent-onderzoeker, 2023: 2 workshops" in told(page)
    choose(page, word("which_phase"), "Samen praten")
    type_in(page, word("count"), "4")
    type_in(page, word("interval_weeks"), "3")
    type_in(page, word("number_source"), "Afspraak van de groep.")
    click(page, word("keep_numbers"))
    phase = read_phases(small).iloc[0]
    assert (phase["planned_count"], phase["interval_weeks"], phase["source"]) == (4, 3, "Afspraak van de groep.")
    assert len(list_meetings(small, page.series_id)) == 4
    assert "Elke 3 weken." in told(page)
    type_in(page, word("count"), "veel")
    click(page, word("keep_numbers"))
    assert page.status["tone"] == "refused"


def test_every_number_of_a_series_can_be_changed_and_taken_back(page: SetUpSeries, small: Project) -> None:
    before = find(small, "series", page.series_id).values
    told_now = {
        "title_of": "Samen wonen",
        "region": "Zandwijk",
        "series_topic": "wonen",
        "series_question": "Wie belt?",
    }
    told_now |= {"least": "3", "most": "6", "smallest": "4", "pilot_note": "Met 3 mensen geoefend."}
    for label, words in told_now.items():
        type_in(page, word(label), words)
    click(page, word("keep_series"))
    row = find(small, "series", page.series_id)
    assert [row[name] for name in ("title", "region", "topic", "research_question")] == list(told_now.values())[:4]
    assert (row["min_participants"], row["max_participants"], row["k_threshold"]) == (3, 6, 4)
    assert row["pilot_note"] == "Met 3 mensen geoefend."
    click(page, "vrijwilliger")
    choose(page, word("level"), "A2")
    row = find(small, "series", page.series_id)
    assert (row["required_perspectives"], row["language_level"]) == (["lived_experience", "volunteer"], "A2")
    for _ in range(3):
        page.receive({"do": "undo"})
    assert find(small, "series", page.series_id).values == before
    field = next(one for one in every_block(page) if one["kind"] == "field" and one["label"] == word("series_topic"))
    assert field["value"] == "armoede"


@pytest.mark.parametrize(("label", "words"), [("smallest", "2"), ("title_of", " "), ("least", "9")])
def test_a_series_refuses_what_can_not_be(page: SetUpSeries, small: Project, label: str, words: str) -> None:
    before = find(small, "series", page.series_id).id
    type_in(page, word("most"), "8")
    type_in(page, word(label), words)
    click(page, word("keep_series"))
    assert page.status["tone"] == "refused"
    assert find(small, "series", page.series_id).id == before


def test_the_smallest_group_is_the_one_that_the_release_keeps_to() -> None:
    assert (LEAST_SHOWN, ADVISED_SHOWN) == (K_LEAST, K_ADVISED)


def test_a_phase_says_what_it_brought_and_why_it_stopped(page: SetUpSeries, small: Project) -> None:
    choose(page, word("which_phase"), "Samen praten")
    type_in(page, word("result_note"), "Nog niets.")
    type_in(page, word("end_note"), "De zaal ging dicht.")
    click(page, word("keep_notes"))
    phase = read_phases(small).iloc[0]
    assert (phase["result_note"], phase["end_note"]) == ("Nog niets.", "De zaal ging dicht.")


def test_a_meeting_gets_a_day_a_topic_a_place_and_two_facilitators(page: SetUpSeries, small: Project) -> None:
    choose(page, word("which_meeting"), "Bijeenkomst 2")
    assert "Onderwerp: volgt" in told(page)
    for label, words in (("meeting_day", "4 april 2030"), ("topic", "wonen"), ("place_kind", "tussenruimte")):
        type_in(page, word(label), words)
    click(page, word("keep_meeting"))
    choose(page, word("mode.ask"), word("mode.hybride"))
    for name in ("Merel", "Kompas"):
        click(page, name)
    row = list_meetings(small, page.series_id)[1]
    assert (row["date"], row["topic"], row["place_kind"], row["mode"]) == (
        "2030-04-04",
        "wonen",
        "tussenruimte",
        "hybride",
    )
    assert len(row["facilitator_ids"]) == FACILITATORS
    page.receive({"do": "undo"})
    assert len(list_meetings(small, page.series_id)[1]["facilitator_ids"]) == 1


def test_what_happened_outside_stands_between_the_meetings(page: SetUpSeries) -> None:
    type_in(page, word("event"), "De bus rijdt niet meer.")
    type_in(page, word("event_day"), "8 maart 2024")
    click(page, word("add_event"))
    assert "8 maart 2024, buiten de groep: De bus rijdt niet meer." in told(page)


def test_an_event_gets_a_kind_voices_and_all_series_and_can_be_taken_off(page: SetUpSeries, small: Project) -> None:
    type_in(page, word("event"), "Het loket gaat open.")
    type_in(page, word("event_day"), "8 maart 2024")
    choose(page, word("event_choice.ask"), word("event_choice.keerpunt"))
    answer(page, word("event_voices"), "inwoner")
    click(page, word("everywhere"))
    click(page, word("add_event"))
    (row,) = read_rows(small, "timeline_events")
    assert (row["kind"], row["voices"], row["series_id"]) == ("keerpunt", ["resident"], None)
    assert "8 maart 2024, keerpunt: Het loket gaat open. (genoemd door: inwoner)" in told(page)
    choose(page, word("which_event"), "Het loket gaat open.")
    type_in(page, word("event_day"), "9 maart 2024")
    click(page, word("everywhere"))
    click(page, word("keep_event"))
    (row,) = read_rows(small, "timeline_events")
    assert (row["date"], row["series_id"]) == ("2024-03-09", page.series_id)
    page.receive({"do": "undo"})
    assert "8 maart 2024, keerpunt" in told(page)
    choose(page, word("which_event"), "Het loket gaat open.")
    click(page, word("remove_event"))
    assert "Het loket gaat open." not in told(page)
    page.receive({"do": "undo"})
    assert "8 maart 2024, keerpunt" in told(page)


def test_one_more_meeting_is_planned_does_not_go_on_and_goes_on_after_all(page: SetUpSeries, small: Project) -> None:
    click(page, word("plan_it"))
    assert page.status["tone"] == "refused"
    choose(page, word("new_kind"), "Webinar")
    type_in(page, word("new_day"), "1 maart 2030")
    click(page, word("plan_it"))
    made = list_meetings(small, page.series_id)[-1]
    assert (made["kind"], made["date"], made["number"]) == ("webinar", "2030-03-01", 3)
    assert selected(page, word("which_meeting")) == "Bijeenkomst 3 (1 maart 2030)"
    choose(page, word("kind_of_meeting"), "Teruglezen")
    choose(page, word("public"), word("ja"))
    type_in(page, word("why_cancel"), "De zaal is dicht.")
    click(page, word("cancel_it"))
    row = find(small, "sessions", made.object_id)
    assert (row["kind"], row["public"], row["status"]) == ("terugleggen", True, "vervallen")
    assert "Bijeenkomst 3 (1 maart 2030): ging niet door. De zaal is dicht." in told(page)
    click(page, word("put_back"))
    row = find(small, "sessions", made.object_id)
    assert (row["status"], row["cancel_reason"]) == ("gepland", None)
    page.receive({"do": "undo"})
    assert find(small, "sessions", made.object_id)["cancel_reason"] == "De zaal is dicht."
    page.receive({"do": "undo"})
    assert find(small, "sessions", made.object_id)["status"] == "gepland"


def test_a_meeting_that_was_called_held_by_mistake_is_planned_again(page: SetUpSeries, small: Project) -> None:
    choose(page, word("which_meeting"), "Bijeenkomst 1 (7 maart 2024)")
    click(page, word("put_back"))
    assert list_meetings(small, page.series_id)[0]["status"] == "gepland"
    assert "Gepland 2, gehouden 0." in told(page)
    page.receive({"do": "undo"})
    assert "Gepland 2, gehouden 1." in told(page)


def test_notes_of_a_preparing_talk_that_is_planned_here_stay_outside(page: SetUpSeries, small: Project) -> None:
    from ontmoet_research.intake import bring_in, read_typed

    choose(page, word("new_kind"), "Voorbespreking")
    assert word("private_meeting") in told(page)
    click(page, word("plan_it"))
    assert "Gepland 2, gehouden 1." in told(page), "it is none of the meetings that were planned"
    meeting = list_meetings(small, page.series_id)[-1].object_id
    assert selected(page, word("which_meeting")) == "Bijeenkomst 3"
    with pytest.raises(Refused):
        bring_in(small, read_typed("Merel: dit is van ons."), session_id=meeting, title="x")
    type_in(page, word("meeting_day"), "1 maart 2024")
    click(page, word("keep_meeting"))
    rows = {one.row for one in read_group_findings(small, page.series_id) if one.about == meeting}
    assert rows == {"D17", "D18", "A05"}, (
        "somebody for accessibility, the room, and whether it went on; no pair that leads"
    )


def test_a_phase_can_start_on_another_day_and_tells_what_it_brought(page: SetUpSeries, small: Project) -> None:
    choose(page, word("which_phase"), "Samen praten")
    type_in(page, word("result_note"), "Wij kennen elkaar.")
    type_in(page, word("started_on"), "1 maart 2024")
    click(page, word("keep_notes"))
    assert read_phases(small).iloc[0]["started_on"] == "2024-03-01"
    assert "Dit bracht het: Wij kennen elkaar." in told(page)
    page.receive({"do": "undo"})
    assert read_phases(small)["started_on"].isna().all()


def test_a_series_that_grew_out_of_another_stands_under_it(page: SetUpSeries) -> None:
    choose(page, word("parent"), "Kenniscafé Veldhoek")
    assert "→ Samen in Veldhoek (Veldhoek)" in told(page)
    assert say("group.methods_differ") in told(page)


def test_closing_early_asks_why_and_says_what_was_promised(page: SetUpSeries, small: Project) -> None:
    write(small, [new("promises", series_id=page.series_id, what="een brief", to_whom="de groep")])
    page.refresh()
    assert say("change.promise_open", what="een brief", whom="de groep") in told(page)
    click(page, word("close"))
    assert page.status["tone"] == "refused"
    type_in(page, word("why_closed"), "Het was genoeg.")
    click(page, word("close"))
    assert find(small, "series", page.series_id)["end_note"] == "Het was genoeg."
    assert "Het was genoeg." in told(page)
    assert say("change.promise_open", what="een brief", whom="de groep") in told(page)
    page.receive({"do": "undo"})
    assert find(small, "series", page.series_id)["ended_on"] is None


def test_numbers_of_a_template_can_be_changed_before_it_is_made(page: SetUpSeries, small: Project) -> None:
    click(page, word("part.new"))
    click(page, "Vijf plus zes")
    assert "Elke week, of elke 6 weken?" in told(page)
    assert "mens met eigen ervaring" in told(page), "who is still missing, before anything is made"
    type_in(page, say("set_up_series.count_of", phase="Samen praten"), "3")
    bar = next(block for block in every_block(page) if block["kind"] == "phases")
    assert [item["dots"] for item in bar["items"]] == ["○○○", "○○○○○○"]
    type_in(page, word("title_of"), "Kort")
    click(page, word("make"))
    assert page.series() == "Kort"
    assert len(list_meetings(small, page.series_id)) == 9


def test_someone_changes_what_is_known_of_them(page: SetUpSeries, small: Project) -> None:
    open_part(page, "group")
    type_in(page, word("organisation_new"), "een sportclub")
    click(page, word("add_organisation"))
    choose(page, word("which_person"), "Tuinman")
    choose(page, word("job.ask"), word("job.wonen"))
    choose(page, word("organisation"), "een sportclub")
    choose(page, word("backup"), word("nee"))
    choose(page, word("connector"), word("ja"))
    type_in(page, word("roles"), "trainer, buurman")
    click(page, word("keep_roles"))
    row = next(row for row in read_rows(small, "participants") if row["alias"] == "Tuinman")
    assert (row["job_group"], row["backup"], row["is_connector"]) == ("wonen", False, True)
    assert row["roles"] == ["trainer", "buurman"]
    assert selected(page, word("organisation")) == "een sportclub"


def test_a_break_and_stopping_never_show_a_reason_beside_a_name(page: SetUpSeries, small: Project) -> None:
    open_part(page, "group")
    choose(page, word("which_person"), "Tuinman")
    click(page, word("take_break"))
    assert "Tuinman: vrijwilliger (heeft pauze)" in told(page)
    click(page, word("come_back"))
    type_in(page, word("leave_reason"), "Te ver weg.")
    click(page, word("stop"))
    row = next(row for row in read_rows(small, "participants") if row["alias"] == "Tuinman")
    assert (row["status"], row["leave_reason"]) == ("gestopt", "Te ver weg.")
    choose(page, word("which_person"), "Tuinman")
    assert "Te ver weg." not in told(page)


def test_an_organisation_is_named_only_with_a_written_yes(page: SetUpSeries) -> None:
    open_part(page, "group")
    type_in(page, word("organisation_new"), "een sportclub")
    click(page, word("add_organisation"))
    assert f"een sportclub · {word('is_not_named')}" in told(page)
    choose(page, word("which_organisation"), "een sportclub")
    choose(page, word("sector.ask"), word("sector.sport"))
    choose(page, word("organisation_role.ask"), word("organisation_role.trekker"))
    choose(page, word("inside"), word("nee"))
    type_in(page, word("named_on"), "5 juli 2023")
    click(page, word("keep_named"))
    assert "een sportclub · sport · trekt de reeks · buiten de gemeente · je mag de naam noemen" in told(page)
    choose(page, word("internal_followup"), word("nee"))
    choose(page, word("which_person"), "Merel")
    choose(page, word("organisation"), "een sportclub")
    choose(page, word("connector"), word("ja"))
    type_in(page, word("label"), "een sportvereniging")
    click(page, word("keep_label"))
    line = " · ".join(["een sportvereniging", "sport", "trekt de reeks", "buiten de gemeente", word("carries_on")])
    assert f"{line} · {word('goes_not_on')} · {word('is_named')}" in told(page)
    page.receive({"do": "undo"})
    assert "een sportclub" in told(page)


def test_why_the_group_has_this_size_leaves_the_method_alone(small: Project) -> None:
    made = make_series(small, "gids-2021", "Klein", method_note="Wij eten eerst samen.")
    page = SetUpSeries(small)
    page.receive({"do": "choose_series", "value": made})
    open_part(page, "group")
    assert say("group.too_few", people=say_count("count.person", 0), least=8) in told(page)
    type_in(page, word("why_size"), "De zaal is klein.")
    click(page, word("keep_why"))
    row = find(small, "series", made)
    assert (row["size_reason"], row["method_note"]) == ("De zaal is klein.", "Wij eten eerst samen.")
    assert "De groep heeft 0 mensen. Jullie schreven op waarom: De zaal is klein." in told(page)
    again = SetUpSeries(small)
    again.receive({"do": "choose_series", "value": made})
    open_part(again, "group")
    field = next(one for one in every_block(again) if one["kind"] == "field" and one["label"] == word("why_size"))
    assert field["value"] == "De zaal is klein."
    page.receive({"do": "undo"})
    assert find(small, "series", made)["size_reason"] is None


def test_a_facilitator_gets_a_role_and_a_training_and_is_asked_for_none_any_more(
    page: SetUpSeries, small: Project
) -> None:
    kompas = next(row.object_id for row in read_rows(small, "contributors") if row["display_name"] == "Kompas")
    change_meeting(small, list_meetings(small, page.series_id)[0].object_id, facilitator_ids=[kompas])
    untrained = say("group.untrained")
    assert untrained in [one.sentence for one in read_group_findings(small, page.series_id)]
    open_part(page, "group")
    choose(page, word("which_worker"), "Kompas")
    choose(page, word("worker_role.ask"), "gespreksleider")
    type_in(page, word("trained_on"), "14 november 2023")
    click(page, word("keep_worker"))
    assert "Kompas · Ik doe onderzoek · gespreksleider · training op 14 november 2023" in told(page)
    assert untrained not in [one.sentence for one in read_group_findings(small, page.series_id)]


def test_who_works_along_gets_another_name_and_side_and_is_also_a_participant(
    page: SetUpSeries, small: Project
) -> None:
    open_part(page, "group")
    choose(page, word("which_worker"), "Kompas")
    type_in(page, word("worker_name"), "Noorden")
    type_in(page, word("worker_start"), "1 mei 2024")
    click(page, word("keep_worker"))
    choose(page, word("worker_side"), "Ik leer of geef les")
    choose(page, word("same_person"), "Tuinman")
    row = next(row for row in read_rows(small, "contributors") if row["display_name"] == "Noorden")
    tuinman = next(row.object_id for row in read_rows(small, "participants") if row["alias"] == "Tuinman")
    assert (row["side"], row["start"], row["participant_id"]) == ("onderwijs", "2024-05-01", tuinman)
    assert "Noorden · Ik leer of geef les · doet ook mee in de groep" in told(page)
    choose(page, word("same_person"), word("no_participant"))
    page.receive({"do": "undo"})
    assert selected(page, word("same_person")) == "Tuinman"
    type_in(page, word("worker_name"), "Merel")
    click(page, word("keep_worker"))
    assert page.status["tone"] == "refused"


def test_someone_gets_another_alias_and_other_days(page: SetUpSeries, small: Project) -> None:
    open_part(page, "group")
    choose(page, word("which_person"), "Tuinman")
    type_in(page, word("other_alias"), "merel")
    click(page, word("keep_alias"))
    assert page.status["tone"] == "refused"
    type_in(page, word("other_alias"), "Snoeier")
    click(page, word("keep_alias"))
    type_in(page, word("joined"), "")
    click(page, word("keep_days"))
    assert "Snoeier: vrijwilliger" in told(page)
    row = next(row for row in read_rows(small, "participants") if row["alias"] == "Snoeier")
    assert row["joined"] is None
    page.receive({"do": "undo"})
    page.receive({"do": "undo"})
    assert "Tuinman: vrijwilliger" in told(page)


def test_who_stayed_stopped_and_came_is_to_be_seen_and_someone_can_be_taken_along(small: Project) -> None:
    cafe = next(row.object_id for row in read_rows(small, "series") if row["title"] == "Kenniscafé Veldhoek")
    add_participant(small, "Zwaan", cafe, ["policy"])
    page = SetUpSeries(small)
    open_part(page, "group")
    click(page, word("along"))
    assert page.status["tone"] == "refused"
    choose(page, word("whom_along"), "Zwaan")
    click(page, word("along"))
    assert "Zwaan: mens van het beleid" in told(page)
    assert len(read_rows(small, "participants")) == 3, "the same person"
    choose(page, word("which_person"), "Tuinman")
    click(page, word("stop"))
    choose(page, word("which_person"), "Zwaan")
    type_in(page, word("joined"), "8 maart 2024")
    click(page, word("keep_days"))
    assert say("set_up_series.still", n=1, whole=2, share=50) in told(page)
    assert "Zwaan kwam er later bij (8 maart 2024)." in told(page)
    assert "Tuinman stopte (" in told(page)


def test_attendance_is_counted_per_meeting(page: SetUpSeries, small: Project) -> None:
    people = [row.object_id for row in read_rows(small, "participants")]
    meeting = list_meetings(small, page.series_id)[0].object_id
    record_attendance(small, meeting, {people[0]: "aanwezig", people[1]: "afgemeld"})
    open_part(page, "group")
    table = next(block for block in every_block(page) if block["kind"] == "table")
    assert table["rows"] == [["Bijeenkomst 1 (7 maart 2024)", "1", "1", "0", "0"]]


def test_a_line_of_the_start_list_is_settled_or_set_aside_with_a_reason(page: SetUpSeries) -> None:
    open_part(page, "start")
    click(page, word("start.netwerk"))
    click(page, word("start_state.nvt"))
    assert page.status["tone"] == "refused"
    type_in(page, word("start_note"), "Wij zijn de buurt.")
    click(page, word("start_state.nvt"))
    click(page, word("back_to_start_list"))
    line = next(block for block in every_block(page) if block.get("text") == word("start.netwerk"))
    assert line["more"] == "Past niet bij ons: Wij zijn de buurt."
    assert "9 van de 10" in told(page)


def test_an_agreement_is_made_looked_at_again_and_let_go(page: SetUpSeries, small: Project) -> None:
    open_part(page, "agreements")
    type_in(page, word("agreement"), "We laten elkaar uitpraten.")
    type_in(page, word("review_on"), "1 januari 2020")
    click(page, word("add_agreement"))
    due = say("set_up_series.agreement_due", words="We laten elkaar uitpraten.")
    assert due in told(page)
    choose(page, word("which_agreement"), "We laten elkaar uitpraten.")
    type_in(page, word("other_words"), "We luisteren eerst.")
    click(page, word("still_holds"))
    assert "We luisteren eerst. Eerst (" in told(page)
    assert due not in told(page)
    choose(page, word("which_agreement"), "We luisteren eerst.")
    click(page, word("no_longer_holds"))
    assert say("group.agreements.none") in told(page)


def test_how_the_group_sits_is_answered_by_the_group(page: SetUpSeries, small: Project) -> None:
    open_part(page, "agreements")
    choose(page, word("which_meeting"), "Bijeenkomst 1 (7 maart 2024)")
    choose(page, word("condition.vertrouwen"), word("mood_answer.kan_beter"))
    assert [row["answer"] for row in read_rows(small, "group_moods")] == ["kan_beter"]
    assert selected(page, word("condition.vertrouwen")) == word("mood_answer.kan_beter")


def test_the_next_meeting_gets_someone_who_looks_after_it_and_a_judged_room(page: SetUpSeries, small: Project) -> None:
    meeting = list_meetings(small, page.series_id)[1].object_id
    change_meeting(small, meeting, "4 april 2030")
    choose(page, word("which_meeting"), "Bijeenkomst 1 (7 maart 2024)")
    choose(page, word("contact"), "Tuinman")
    open_part(page, "needs")
    assert say("group.access.not_judged", meeting="Bijeenkomst 2 (4 april 2030)") in told(page)
    choose(page, word("contact"), "Merel")
    choose(page, word("looked_as"), "mens met eigen ervaring")
    click(page, word("room_outcome.goed_na_aanpassing"))
    assert page.status["tone"] == "refused"
    type_in(page, word("room_note"), "De drempel moet weg.")
    click(page, word("room_outcome.goed_na_aanpassing"))
    assert find(small, "sessions", meeting)["accessibility_contact"] == "Merel"
    assert "Goed, als er iets verandert: De drempel moet weg." in told(page)
    assert word("all_arranged") in told(page)


def test_needs_are_asked_per_person_and_shown_for_the_group(page: SetUpSeries, small: Project) -> None:
    change_meeting(small, list_meetings(small, page.series_id)[1].object_id, "4 april 2030")
    open_part(page, "needs")
    for name, need in (("Merel", "tolk"), ("Tuinman", "stil")):
        choose(page, word("which_person"), name)
        click(page, say(f"what_you_need.need.{need}"))
    assert f"{say('what_you_need.need.tolk')}: 1 mens" in told(page)
    assert say("group.access.conflict", meeting="Bijeenkomst 2 (4 april 2030)") in told(page)
    type_in(page, word("ready"), "De tolk zit achterin.")
    click(page, word("keep_ready"))
    assert say("group.access.conflict", meeting="Bijeenkomst 2 (4 april 2030)") not in told(page)
    tuinman = next(row.object_id for row in read_rows(small, "participants") if row["alias"] == "Tuinman")
    assert read_needs(small, tuinman) == (["stil"], "")
    click(page, word("need_still_holds"))
    page.receive({"do": "undo"})


def test_people_write_down_what_is_hard_to_combine_and_how_they_do_it(page: SetUpSeries, small: Project) -> None:
    open_part(page, "needs")
    choose(page, word("which_person"), "Tuinman")
    type_in(page, word("solution"), "We wisselen af.")
    click(page, word("keep_conflict"))
    assert page.status["tone"] == "refused"
    type_in(page, word("conflict"), "De deur moet open.")
    click(page, word("keep_conflict"))
    assert say("set_up_series.solved", note="De deur moet open.", solution="We wisselen af.") in told(page)
    type_in(page, word("solution"), "")
    click(page, word("keep_conflict"))
    (row,) = read_rows(small, "needs")
    assert (row["conflict_note"], row["solution"]) == ("De deur moet open.", None)
    page.receive({"do": "undo"})
    assert read_rows(small, "needs")[0]["solution"] == "We wisselen af."


def test_the_group_says_of_a_condition_why(page: SetUpSeries, small: Project) -> None:
    open_part(page, "agreements")
    choose(page, word("which_meeting"), "Bijeenkomst 1 (7 maart 2024)")
    choose(page, word("condition.vertrouwen"), word("mood_answer.kan_beter"))
    type_in(page, word("condition.vertrouwen"), "Iemand vertelde het door.")
    click(page, word("keep_mood_words"))
    (row,) = read_rows(small, "group_moods")
    assert (row["answer"], row["note"]) == ("kan_beter", "Iemand vertelde het door.")
    page.receive({"do": "undo"})
    assert read_rows(small, "group_moods")[0]["note"] is None


def test_who_takes_part_in_which_stage_is_planned_and_seen(page: SetUpSeries) -> None:
    open_part(page, "research")
    choose(page, word("which_stage"), "labelen")
    choose(page, word("which_side"), "Mensen met ervaring")
    choose(page, word("role_planned"), "beslist mee")
    assert say("set_up_series.first_stage", stage="labelen") in told(page)
    choose(page, word("role_actual"), "denkt mee")
    table = next(block for block in every_block(page) if block["kind"] == "table")
    row = next(row for row in table["rows"] if row[0] == "labelen")
    assert "(" not in next(line for line in told(page).splitlines() if "doen mee vanaf" in line), "no day of its own"
    type_in(page, word("role_since"), "1 maart 2024")
    click(page, word("keep_since"))
    assert say("set_up_series.first_stage_since", stage="labelen", day="1 maart 2024") in told(page)
    open_part(page, "series")
    assert "1 maart 2024, meedoen: Mensen met ervaring, bij labelen" in told(page)
    assert row[1:] == ["denkt mee (afgesproken: beslist mee)", "–", "–", "–"]


def test_a_community_of_practice_asks_first_what_the_talk_changed(small: Project) -> None:
    made = make_series(small, "community-of-practice", "Samen kijken")
    change_meeting(small, list_meetings(small, made)[0].object_id, "7 maart 2024", status="gehouden")
    page = SetUpSeries(small)
    page.receive({"do": "choose_series", "value": made})
    open_part(page, "research")
    headings = [block["text"] for block in every_block(page) if block["kind"] == "heading"]
    assert headings.index(word("changed_title")) < headings.index(word("roles_title"))
    choose(page, word("which_talk"), "Bijeenkomst 1 (7 maart 2024)")
    click(page, word("nothing_changes"))
    assert "Bijeenkomst 1 (7 maart 2024): niets" in told(page)
    type_in(page, word("changed"), "We vragen het eerst aan bewoners.")
    click(page, word("keep_changed"))
    assert "We vragen het eerst aan bewoners." in told(page)


def test_someone_who_stops_sees_what_is_open_and_hands_it_over(page: SetUpSeries, small: Project) -> None:
    promise = new("promises", series_id=page.series_id, what="een brief", to_whom="de groep", by_whom="Kompas")
    write(small, [promise])
    add_contributor(small, "Ibis", "onderwijs", "student")
    open_part(page, "handover")
    choose(page, word("who_hands_over"), "Kompas")
    choose(page, word("keeps_key"), word("ja"))
    assert say("set_up_series.open_promise", what="een brief", to="de groep") in told(page)
    assert word("only_key") in told(page)
    type_in(page, word("handover_note"), "De map ligt in de kast.")
    click(page, word("hand_over"))
    assert say("group.handover.promises", n=1) in told(page)
    choose(page, word("successor"), "Ibis")
    click(page, word("hand_over"))
    assert say("group.handover.promises", n=1) not in told(page)
    kompas = next(row for row in read_rows(small, "contributors") if row["display_name"] == "Kompas")
    assert (kompas["handover_note"], bool(kompas["end"])) == ("De map ligt in de kast.", True)


def test_a_click_that_changes_nothing_leaves_nothing_to_take_back(page: SetUpSeries, small: Project) -> None:
    choose(page, word("parent"), word("choose"))
    page.receive({"do": "undo"})
    assert page.status["tone"] == "refused"
    assert len(read_rows(small, "series")) == 2
