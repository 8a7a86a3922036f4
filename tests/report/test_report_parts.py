"""What stands in the report, part by part."""

from dataclasses import replace
from datetime import date

import pytest

from ontmoet_research.privacy import withdraw, withdraw_consent
from ontmoet_research.report import PARTS, build_report, export_report
from ontmoet_research.report.blocks import Figure, Note, QuoteBlock, TableBlock
from ontmoet_research.report.to_md import report_md
from ontmoet_research.store import change, find, new, read_rows, remove, write
from ontmoet_research.words import Refused, say

TODAY = date(2025, 6, 1)


LEFT_OUT = say("report.heading.left_out")


def told(report, key) -> str:
    """The words of one part, as plain text."""
    only = replace(report, sections=report.of(key), notes=())
    return report_md(only).decode().replace("\\", "").replace("*", "")


def blocks(report, key, kind):
    return [block for section in report.of(key) for block in section.blocks if isinstance(block, kind)]


def test_every_part_is_there_in_the_agreed_order(untouched):
    report = build_report(untouched.project, today=TODAY)
    keys = [section.key for section in report.sections]
    body = [section.key for section in report.sections if not section.appendix]
    assert body == [key for key in PARTS if key in body] and keys[: len(body)] == body
    numbers = [section.appendix for section in report.sections if section.appendix]
    assert numbers == list(range(1, 1 + len(numbers)))
    assert report.status == "concept"


def test_the_cover_says_what_where_when_how_and_by_which_sides(untouched):
    facts = dict(build_report(untouched.project, today=TODAY).facts)
    assert facts["Periode"] == "9 januari 2025 tot en met 23 januari 2025"
    assert facts["Werkwijze"] == "gids 4+1+8"
    assert facts["Gemaakt door"] == "de kant ervaring en de kant onderzoek"


def test_a_new_series_gives_a_readable_report_that_says_what_is_to_come(empty):
    report = build_report(empty.project, today=TODAY)
    assert all(section.blocks for section in report.sections)
    for key in ("in_het_kort", "wat_we_leerden", "wat_er_veranderde", "wat_we_vragen"):
        assert report.of(key) == (), "what has nothing to tell is left out"
    listed = told(report, "hoe_zeker_zijn_we").split(LEFT_OUT)[1]
    for title in ("In het kort", "Wat we vragen", "Trots en dank"):
        assert listed.count(title) == 1
    assert say("report.nothing_coded")[1:] in listed
    assert say("report.no_changes")[1:] in listed
    assert say("report.looked.nothing_nobody") in told(report, "wat_nog_niet_lukte")


def test_composition_is_only_shown_in_groups_too_broad_to_point_at_someone(untouched):
    report = build_report(untouched.project, today=TODAY)
    assert "Er deden 6 mensen mee." in told(report, "wie_deden_mee")
    assert not blocks(report, "wie_deden_mee", TableBlock), "of one group a table would say it again"


def test_a_group_under_k_gets_no_number_at_all(made):
    for name in ("p0", "p1"):
        row = find(made.project, "participants", made[name])
        write(made.project, [change(row, series_ids=[])])
    report = build_report(made.project, today=TODAY)
    assert not blocks(report, "wie_deden_mee", TableBlock) and "mensen mee." not in told(report, "wie_deden_mee")
    assert say("report.left_out.how_many") in told(report, "hoe_zeker_zijn_we")


def test_planned_and_held_stand_side_by_side(untouched):
    phases, meetings, *_ = blocks(build_report(untouched.project, today=TODAY), "zo_werkten_we_samen", TableBlock)
    assert phases.table.values.tolist() == [
        ["Elkaar leren kennen en kijken", "3", "2", "1", "0"],
        ["Terugkijken", "niet afgesproken", "0", "0", "1"],
    ]
    assert meetings.table["Stand"].tolist() == ["gehouden", "gehouden", "ging niet door", "gepland"]


def test_a_figure_never_stands_without_words_about_it(untouched):
    report = build_report(untouched.project, today=TODAY)
    for key in ("wat_we_leerden", "van_wens_naar_verandering"):
        for figure in blocks(report, key, Figure):
            assert figure.chart.sentence and len(figure.chart.table), "a remark under it is made once in a report"
    assert blocks(report, "wat_we_leerden", QuoteBlock)


@pytest.mark.parametrize(("audience", "n"), [("groep", 1), ("gemeente", 1), ("openbaar", 0)])
def test_only_quotes_with_a_yes_for_these_readers_are_in_it(untouched, audience, n):
    quotes = blocks(build_report(untouched.project, today=TODAY, audience=audience), "wat_we_leerden", QuoteBlock)
    assert [quote.text for quote in quotes] == ["Ik nam niet op."][:n]


def test_a_quote_is_said_by_whom_the_person_chose_to_be(made):
    (quote,) = blocks(build_report(made.project, today=TODAY), "wat_we_leerden", QuoteBlock)
    assert quote.attribution == "Schuilnaam0"
    write(made.project, [change(find(made.project, "quotes", made["q1"]), attribution="perspectief")])
    (quote,) = blocks(build_report(made.project, today=TODAY), "wat_we_leerden", QuoteBlock)
    assert quote.attribution == "mens met eigen ervaring"


def test_a_difference_that_stays_shows_both_views_by_side_and_no_names(untouched):
    words = told(build_report(untouched.project, today=TODAY), "wat_we_leerden")
    assert "De kant ervaring: Dit is opletten." in words and "De kant onderzoek: Dit is wegblijven." in words
    assert "Naam m1" not in words


def test_doubt_is_told_and_not_rounded_away(untouched):
    assert "Bij 2 van de 5 geplakte labels was er twijfel." in told(build_report(untouched.project), "wat_we_leerden")


def test_all_wishes_are_there_and_the_numbers_add_up(untouched):
    report = build_report(untouched.project, today=TODAY)
    words = told(report, "van_wens_naar_verandering")
    assert "Er kwamen 4 wensen binnen." in words
    for line in (
        "2 wensen zijn opgepakt.",
        "1 wens staat nog open.",
        "1 wens is geparkeerd.",
        "0 wensen zijn samengevoegd",
    ):
        assert f"- {line}" in words
    table, decisions = blocks(report, "van_wens_naar_verandering", TableBlock)
    assert len(table.table) == 4
    assert decisions.table["Hoe het staat"].tolist() == ["loopt nog", "gestopt"]
    assert "Dat kan pas volgend jaar." in table.table["Waarom"].tolist()


def test_a_change_says_who_when_how_sure_and_whether_it_was_expected(untouched):
    words = told(build_report(untouched.project, today=TODAY), "wat_er_veranderde")
    for expected in (
        "Een team van een organisatie",
        "1 februari 2025",
        "Bevestigd door iemand",
        "niet verwacht",
        "beter",
    ):
        assert expected in words


def test_what_someone_told_at_a_follow_up_stays_inside_the_group(untouched):
    assert "Het vinkje zat vast." in told(build_report(untouched.project), "wat_nog_niet_lukte")
    outside = build_report(untouched.project, audience="gemeente")
    assert "vinkje" not in told(outside, "wat_nog_niet_lukte")
    assert say("report.left_out.stuck") in told(outside, "hoe_zeker_zijn_we").split(LEFT_OUT)[1]


def test_another_voice_is_printed_as_it_was_written(untouched):
    assert "wij waren altijd al thuis." in told(build_report(untouched.project), "ander_geluid")


def test_another_voice_is_there_when_nobody_used_it_and_never_says_that_people_did_not_want_to(empty):
    inside = told(build_report(empty.project), "ander_geluid")
    assert "De plek blijft open. Nergens staat of mensen hiervoor zijn gevraagd." in inside
    outside = told(build_report(empty.project, audience="gemeente"), "ander_geluid")
    assert "Hier staat geen ander geluid." in outside
    assert "gevraagd" not in outside


def test_what_was_asked_and_taken_back_is_not_told_as_never_there(made):
    project = made.project
    write(project, [remove(find(project, "quotes", made["q2"]))])
    withdraw(project, made["p0"], "alles", date="2025-03-01")
    words = told(build_report(project), "hoe_zeker_zijn_we").split(LEFT_OUT)[1]
    assert "Citaten: er is nu geen citaat met een ja." in words
    assert "er staat nu geen verschil in dat de groep liet staan." in words


def test_wishes_that_stand_in_the_notes_are_told_of_inside_as_long_as_there_are_no_wishes(empty):
    project = empty.project
    said = ["Als we nu eens later sloten.", "Dat kan.", "Als we nu eens belden. Als we nu eens schreven."]
    phase = new("phases", series_id=empty["series"], kind="perspectives", order=1)
    where = {"series_id": empty["series"], "phase_id": phase.object_id}
    session = new("sessions", number=1, kind="ontmoeting", status="gehouden", **where)
    text = " ".join(said)
    note = new("sources", title="n", session_id=session.object_id, kind="verslag", sha256="0" * 64, text=text)
    starts = [text.index(one) for one in said]
    pieces = [
        new("fragments", source_id=note.object_id, order=n, start=start, end=start + len(one), visibility="groep")
        for n, (start, one) in enumerate(zip(starts, said, strict=True), start=1)
    ]
    write(project, [phase, session, note, *pieces])
    why = "in de verslagen staan 2 stukjes met Als we nu eens. Die staan nog niet bij de wensen."
    assert why in told(build_report(project), "hoe_zeker_zijn_we")
    assert say("report.no_wishes")[1:] in told(build_report(project, audience="gemeente"), "hoe_zeker_zijn_we")
    taken = new("wishes", text=said[0], session_id=session.object_id, fragment_id=pieces[0].object_id, status="open")
    write(project, [taken])
    assert "Als we nu eens. D" not in told(build_report(project), "hoe_zeker_zijn_we")


def test_the_closing_question_says_how_many_answers_are_shown_and_who_chose(untouched):
    words = told(build_report(untouched.project), "wat_we_leerden")
    assert "Hier staan 2 van de 9 antwoorden. Zo is gekozen: twee mensen kozen samen" in words


def test_unchosen_answers_do_not_leave_the_group(made):
    write(made.project, [change(find(made.project, "harvests", made["slot"]), selection_rule=None)])
    assert "moed" in told(build_report(made.project), "wat_we_leerden")
    outside = told(build_report(made.project, audience="gemeente"), "wat_we_leerden")
    assert "moed" not in outside and "Er zijn 9 antwoorden. Die blijven binnen de groep." in outside
    write(made.project, [change(find(made.project, "harvests", made["slot"]), selection_rule="samen", n_total=2)])
    assert "moed" not in told(build_report(made.project, audience="gemeente"), "wat_we_leerden")


def test_a_text_that_rests_on_something_taken_out_is_held_back(made):
    row = find(made.project, "report_sections", made["in_het_kort"])
    write(made.project, [change(row, sources=[made["n1-3"]])])
    report = build_report(made.project)
    assert "We belden anders" not in told(report, "in_het_kort")
    assert blocks(report, "in_het_kort", Note)


def test_someone_who_takes_back_the_yes_is_out_of_the_next_report(made):
    withdraw_consent(made.project, made["p0"], "notities", "2025-05-30")
    report = build_report(made.project, today=TODAY)
    assert not blocks(report, "wat_we_leerden", QuoteBlock)
    assert "Dit is opletten." not in told(report, "wat_we_leerden")


def test_an_unknown_series_or_unknown_readers_are_refused(untouched):
    with pytest.raises(Refused, match="staat niet in het project"):
        build_report(untouched.project, "bestaat-niet")
    with pytest.raises(Refused, match="gemeente"):
        build_report(untouched.project, audience="iedereen")


def test_a_second_report_for_outside_tells_the_same_of_the_group_when_one_withdraws(made, tmp_path):
    """A report for the municipality, then one withdraws, then another one (P17): no number tells who stopped."""
    export_report(made.project, tmp_path / "een.md", today=TODAY, audience="gemeente")
    assert say("report.people_or_more", n=5) in (tmp_path / "een.md").read_text(encoding="utf-8")
    assert [(row["what"], row["people"]) for row in read_rows(made.project, "releases")] == [("zinnen", 6)]
    withdraw(made.project, made["p1"], "alles", date="2025-03-01")
    export_report(made.project, tmp_path / "twee.md", today=TODAY, audience="gemeente")
    assert (tmp_path / "twee.md").read_bytes() == (tmp_path / "een.md").read_bytes()
    export_report(made.project, tmp_path / "groep.md", today=TODAY)
    assert "Er deden 5 mensen mee." in (tmp_path / "groep.md").read_text(encoding="utf-8"), "the group knows itself"


def test_words_that_were_taken_back_stop_a_report_for_outside_until_someone_says_why(made, tmp_path):
    export_report(made.project, tmp_path / "een.md", today=TODAY, audience="gemeente")
    row = find(made.project, "report_sections", made["in_het_kort"])
    write(made.project, [change(row, sources=[made["n1-1"]])])
    withdraw(made.project, made["p0"], "alles", date="2025-03-01")
    with pytest.raises(Refused, match="In het kort"):
        export_report(made.project, tmp_path / "twee.md", today=TODAY, audience="gemeente")
    assert not (tmp_path / "twee.md").exists()
    why = "De groep las het en vindt het goed."
    export_report(made.project, tmp_path / "twee.md", today=TODAY, audience="gemeente", reason=why)
    assert why in {row["reason"] for row in read_rows(made.project, "log_events")}


def test_who_was_missing_is_a_part_that_people_write_beside_the_voices_they_asked_for(made):
    def left_out() -> str:
        return told(build_report(made.project, today=TODAY), "hoe_zeker_zijn_we").split(LEFT_OUT)[1]

    before = told(build_report(made.project, today=TODAY), "wie_ontbrak")
    assert say("report.group.policy") in before and say("report.section.wie_ontbrak") in left_out()
    write(
        made.project,
        [
            new(
                "report_sections",
                series_id=made["series"],
                section="wie_ontbrak",
                body_md="Niemand van school.",
                authors=[],
            )
        ],
    )
    after = told(build_report(made.project, today=TODAY), "wie_ontbrak")
    assert "Niemand van school." in after and say("report.group.policy") in after
    assert say("report.section.wie_ontbrak") not in left_out()
