"""The part *Wat er veranderde*: cards with numbers, stories with a yes, ripples, what is there, the region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ontmoet_research.change import choose_story, keep_yes, link_pieces
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.practice import make_practice_project
from ontmoet_research.privacy import withdraw_consent
from ontmoet_research.report import build_report, build_summary
from ontmoet_research.report.blocks import Figure
from ontmoet_research.report.material import read_for
from ontmoet_research.report.to_md import report_md
from ontmoet_research.store import Project, change, find, new, read_rows, rows_of, write
from ontmoet_research.words import say

PART = "wat_er_veranderde"
KREKEL = "Ik zat daar in de hal met mijn nummertje."  # of the participant who withdrew


def told(project: Project, audience: str = "groep", series: int = 0, key: str = PART) -> str:
    series_id = read_rows(project, "series")[series].object_id
    report = build_report(project, series_id, today=date(2025, 6, 1), audience=audience)
    sections = (*report.of(key), *(one for one in report.of("hoe_zeker_zijn_we") if not one.appendix))
    return report_md(replace(report, sections=sections, notes=())).decode().replace("\\", "").replace("*", "")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make_practice_project(tmp_path_factory.mktemp("verslag") / "p.ontmoet") as project:
        yield project


@pytest.fixture(scope="module")
def inside(practice: Project) -> str:
    return told(practice)


@pytest.fixture(scope="module")
def outside(practice: Project) -> str:
    return told(practice, "gemeente")


def test_counts_are_split_by_who_confirmed(inside: str, outside: str) -> None:
    assert "1 is nog een signaal." in inside
    assert "1 is bevestigd door iemand buiten de groep." in inside
    assert "Bevestigd door iemand buiten de groep: de voorzitter van een huurdersgroep" in inside
    assert "Bevestigd door iemand buiten de groep: de voorzitter van een huurdersgroep" in outside


@pytest.mark.parametrize("audience", AUDIENCES)
def test_who_acted_and_who_confirmed_are_told_together_or_neither_is_in_report_and_summary(
    practice: Project, audience: str
) -> None:
    """Of a change in single people both stay in the group; of the others both are told, to each kind of reader."""
    series = read_rows(practice, "series")[0].object_id
    shown = rows_of(read_for(practice, series, audience).shown.effects.changes)
    rows = {row.object_id: row for row in read_rows(practice, "changes")}
    both = [(one, rows[one["change_id"]]) for one in shown if rows[one["change_id"]]["confirmed_by"]]
    assert {"individueel" in row["levels"] for _, row in both} == {True, False}, "else nothing is looked at"
    for one, row in both:
        told = audience == "groep" or "individueel" not in row["levels"]
        assert (one["actor"] == row["actor"], one["confirmed_by"] == row["confirmed_by"]) == (told, told)

    parts = (report_md(make(practice, series, audience=audience)).decode() for make in (build_report, build_summary))
    printed = "".join(parts)
    for row in rows.values():
        if row["series_id"] == series and row["actor"] and "individueel" in row["levels"] and audience != "groep":
            assert f"{row['actor'][:1].upper()}{row['actor'][1:]}:" not in printed
            assert f": {row['confirmed_by']}" not in printed


def test_a_number_stands_on_the_card_of_its_words_with_source_and_day(inside: str) -> None:
    card = inside.split("### Verandering 1")[1].split("### Verandering 2")[0]
    assert "Geteld: telefoontjes met contact op dezelfde dag. Eerst: niet geteld van de 118." in card
    assert "Nu: 81 van de 118 op 31 december 2024. Bron: telling van vier teams in december." in card
    assert "31 dossiers" not in card and "Eerst: 31 dossiers op 1 oktober 2024." in inside, "people told this one"
    assert "nog geen getal" not in inside, "what nobody knows is no line on a card"


def test_small_steps_stand_in_the_report_like_large_ones(inside: str) -> None:
    assert "De stap was: een kleine stap" in inside
    assert "De stap was: een gewone stap" in inside
    assert "Kleine stap, groot verschil" in inside


def test_figures_say_how_far_it_came_and_that_they_are_no_mark(inside: str) -> None:
    assert "Je ziet 5 veranderingen, per stap en per plek." in inside
    assert "Samen staan er daarom 6 in de vakken. Dit is geen rapportcijfer." in inside
    assert inside.count("Meer is niet beter.") <= 1, "a remark is made once"
    assert "Welkom hoort bij 2 veranderingen." in inside
    assert "we kijken nu anders" in inside
    assert "De stappen per thema" in inside


def test_only_stories_with_a_yes_for_these_readers_are_in_it(practice: Project, inside: str, outside: str) -> None:
    assert "Verhaal 1" in inside and "Zo doe je dit zelf" in inside
    assert "De laatste stapel deed ik zelf." in inside
    assert "De laatste stapel deed ik zelf." not in outside, "the teller said no to the municipality"
    assert "Ik doe het uur niet meer." in outside, "worse is told too"
    assert "Ik bel nu zichtbaar" not in inside + outside, "no yes at all"
    assert "1 verhaal: daar is geen ja" in inside or "1 verhaal;" in inside
    assert say("report.left_out.stories_without") in outside, "whether anyone said no is about few people"
    assert "De gemeente kan hier iets aan doen." in outside
    assert "De gemeente kan hier iets aan doen." not in inside, "a reason written for other readers"
    assert "Wij aarzelden" in inside and "Wij aarzelden" not in outside, "it speaks of a story that stays inside"
    for alias in ("Pepermunt", "Wilma", "Merel vertelt"):
        assert alias not in inside.split("Verhaal 1")[1].split("Kringen")[0]


@pytest.mark.parametrize("audience", ["groep", "openbaar"])
def test_the_story_of_someone_who_withdrew_is_nowhere(practice: Project, audience: str) -> None:
    assert KREKEL in {row["before"] for row in read_rows(practice, "stories")}
    report = build_report(practice, read_rows(practice, "series")[0].object_id, audience=audience)
    assert KREKEL not in report_md(report).decode().replace("\\", "")


def test_ripples_stand_there_with_what_hangs_on_nothing_and_what_went_worse(inside: str) -> None:
    assert "1 ding staat los. Ook dat telt mee. 1 ding werd slechter" in inside
    assert "1.1.1.1" in inside


def test_a_gap_stands_beside_its_initiative_and_counts_of_pieces_stay_inside(inside: str, outside: str) -> None:
    assert "Schoenen in maat 40 en groter zijn er niet." in inside
    assert "Bij 2 ervan is meer nodig." in inside
    assert "Stukjes tekst" in inside and "Stukjes tekst" not in outside


def test_an_organisation_of_fewer_than_k_people_is_not_named_where_something_went_or_changed(
    inside: str, outside: str
) -> None:
    for words, told in ((inside, "2 organisaties noemen we niet"), (outside, "Andere organisaties noemen we niet")):
        assert told in words.split("Waar iets veranderde")[1]
        went = words.split("Waar het verder ging")[1]
        assert "Ging naar: een organisatie." in went and "welzijnsorganisatie" not in went
        assert "de reeks “Stuifhaven: wat kost meedoen?”" in went


def test_an_organisation_is_named_with_a_written_yes(practice_copy: Project) -> None:
    row = next(one for one in read_rows(practice_copy, "organisations") if one["label"] == "een welzijnsorganisatie")
    write(practice_copy, [change(row, named_on="2025-06-01")])
    assert "Ging naar: een welzijnsorganisatie." in told(practice_copy, "gemeente")


@pytest.fixture
def practice_copy(tmp_path: Path) -> Iterator[Project]:
    with make_practice_project(tmp_path / "p.ontmoet") as project:
        yield project


def test_the_region_is_told_or_not_known_yet(practice: Project, inside: str) -> None:
    assert "Twee organisaties in de regio vroegen hoe het werkt." in inside.split("Wat de regio ervan merkt")[1]
    other = told(practice, series=1)
    assert f"{say('report.heading.region')}: nog niet bekend." in other


def test_a_series_without_changes_has_a_whole_report(empty: Any) -> None:
    words = told(empty.project)
    assert say("report.no_changes")[1:] in words
    assert "nog niet bekend." in words
    assert "Verhaal" not in words and "Kringen" not in words


def test_a_story_leaves_the_report_when_the_teller_takes_back_the_yes(made: Any) -> None:
    story = new("stories", series_id=made["series"], teller_id=made["p0"], change="Ik bel.", why_it_matters="Rust.")
    write(made.project, [story])
    keep_yes(made.project, story.object_id, ["groep", "gemeente"])
    write(made.project, [new("contributors", object_id=None, display_name="Ronde", side="praktijk")])
    choose_story(made.project, made["series"], story.object_id, [made["m1"], made["m2"]], "Mooi.", audience="gemeente")
    assert "Waarom gekozen: Mooi." in told(made.project, "gemeente")
    withdraw_consent(made.project, made["p0"], "citaat", "2025-05-01")
    words = told(made.project, "gemeente")
    assert "Ik bel." not in words and "Mooi." not in words
    assert f"### {say('report.heading.stories')}" not in words
    assert say("report.left_out.stories_without") in words, "said whether there is one without a yes or not"


def test_words_that_someone_took_out_are_blocks_on_a_card_and_in_a_story(made: Any) -> None:
    row = find(made.project, "changes", made["change"])
    write(made.project, [change(row, contribution=f"Zij zei: {made.gone[1]}")])
    story = new("stories", series_id=made["series"], teller_id=made["p0"], change=made.gone[1], why_it_matters="x")
    write(made.project, [story])
    keep_yes(made.project, story.object_id, ["groep"])
    assert made.gone[1] not in told(made.project)


def test_a_figure_in_this_part_has_words_and_a_table(practice: Project) -> None:
    report = build_report(practice, read_rows(practice, "series")[0].object_id)
    blocks = [block for section in report.of(PART) for block in section.blocks]
    charts = [block.chart for block in blocks if isinstance(block, Figure)]
    assert len(charts) == 4
    for chart in charts:
        assert chart.sentence and len(chart.table)


def test_an_initiative_named_in_another_series_stays_there(practice_copy: Project) -> None:
    notes = {row.object_id: row["file_name"] for row in read_rows(practice_copy, "sources")}
    piece = next(row for row in read_rows(practice_copy, "fragments") if notes[row["source_id"]].startswith("V13"))
    one = next(row for row in read_rows(practice_copy, "initiatives") if row["name"] == "De kist bij het hek")
    link_pieces(practice_copy, one.object_id, one["fragment_ids"], linked=False)
    link_pieces(practice_copy, one.object_id, [piece.object_id])
    assert "De kist bij het hek" not in told(practice_copy)
    assert "De kist bij het hek" in told(practice_copy, series=1)
