"""A report that people finish: short, written by people, each thing said once, what is not in it named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from ontmoet_research import model
from ontmoet_research.practice import make_practice_project
from ontmoet_research.report import build_report
from ontmoet_research.report.blocks import Bullets, Figure, Note, Paragraph, QuoteBlock, Report, TableBlock, text_of
from ontmoet_research.report.exact_titles import texts_in
from ontmoet_research.report.looked_for import looked_for
from ontmoet_research.report.readable import count_words, sentences
from ontmoet_research.report.what_we_ask import ask_of, drop_request
from ontmoet_research.store import Project, find, new, read_rows, write
from ontmoet_research.words import Refused, say

READERS = ("groep", "gemeente", "openbaar")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make_practice_project(tmp_path_factory.mktemp("verslag") / "p.ontmoet") as project:
        yield project


@pytest.fixture(scope="module")
def reports(practice: Project) -> dict[str, Report]:
    return {one: build_report(practice, audience=one) for one in READERS}


def told(report: Report, key: str) -> str:
    return "\n".join(text for part in report.of(key) for block in part.blocks for text in texts_in(block))


def prose(report: Report) -> list[str]:
    """Every sentence of the report that ends as one, tables left out: these are looked up, not read."""
    words: list[str] = []
    for block in (block for part in report.sections for block in part.blocks):
        if isinstance(block, Paragraph):
            words.append(text_of(block.words))
        elif isinstance(block, Bullets):
            words += map(text_of, block.items)
        elif isinstance(block, Note):
            words.append(block.text)
        elif isinstance(block, QuoteBlock):
            words += [block.context, block.text]
        elif isinstance(block, Figure):
            words += [block.chart.sentence, *block.chart.notes]
    found = (one.strip("“”‘’ ") for text in words for one in sentences(text))
    return [one for one in found if one.endswith((".", "?", "!")) and count_words(one) >= 4]


@pytest.mark.parametrize("readers", READERS)
def test_no_sentence_stands_in_it_twice(reports: dict[str, Report], readers: str) -> None:
    assert [one for one, n in Counter(prose(reports[readers])).items() if n > 1] == []


def test_people_wrote_at_least_half_of_the_words_of_the_body(practice: Project, reports: dict[str, Report]) -> None:
    report = reports["gemeente"]
    body = [block for part in report.sections if not part.appendix for block in part.blocks]
    total = sum(count_words(text) for block in body for text in texts_in(block))
    total += sum(count_words(block.text) for block in body if isinstance(block, QuoteBlock))
    series = read_rows(practice, "series")[0].object_id
    texts = (read_rows(practice, one, series_id=series) for one in ("report_sections", "minority_views"))
    theirs = sum(
        count_words(row["body_md"]) for rows in texts for row in rows if row.values.get("section") != "bijlage"
    )
    assert theirs >= total / 2, f"{theirs} of {total}"


@pytest.mark.parametrize("readers", ["gemeente", "openbaar"])
def test_readers_outside_are_not_addressed_as_the_group(practice: Project, readers: str) -> None:
    typed = "\n".join(
        str(value) for table in model.tables() for row in read_rows(practice, table) for value in row.values.values()
    )
    for series in (row.object_id for row in read_rows(practice, "series")):
        report = build_report(practice, series, audience=readers)
        words = [text for part in report.sections for block in part.blocks for text in texts_in(block)]
        kit = [one for text in words for one in sentences(text) if "jullie" in one.lower() and one not in typed]
        assert kit == []


def test_nothing_that_is_still_to_be_done_is_printed(empty: Any, reports: dict[str, Report]) -> None:
    for report in (build_report(empty.project), *reports.values()):
        words = "\n".join(text for part in report.sections for block in part.blocks for text in texts_in(block))
        facts = "\n".join(fact for _, fact in report.facts)
        for todo in (
            "Nog te schrijven",
            "nog niet ingevuld",
            "staat er nog niet bij",
            "nog geen getal",
            "Vul dat",
            "vul je",
        ):
            assert todo not in words + facts


@pytest.mark.parametrize("readers", READERS)
def test_a_table_has_rows_and_a_figure_bars(reports: dict[str, Report], readers: str) -> None:
    blocks = [block for part in reports[readers].sections for block in part.blocks]
    assert all(len(block.table) > 1 for block in blocks if isinstance(block, TableBlock))
    assert all(len(block.chart.table) > 1 for block in blocks if isinstance(block, Figure))
    for kind in (TableBlock, Figure):
        numbers = [block.number for block in blocks if isinstance(block, kind)]
        assert numbers == list(range(1, 1 + len(numbers))), "numbered, in order, without a gap"


def test_tables_and_figures_stand_behind_the_body_and_the_body_points_at_them(reports: dict[str, Report]) -> None:
    report = reports["gemeente"]
    body = [part for part in report.sections if not part.appendix]
    assert not [block for part in body for block in part.blocks if isinstance(block, TableBlock | Figure)]
    pointed = {text for part in body for block in part.blocks for text in texts_in(block)}
    assert [
        part.heading
        for part in report.sections
        if part.appendix and part.key != "bijlage" and part.heading not in pointed
    ] == []


def test_a_part_that_says_nothing_is_left_out_and_named_once_with_the_reason(empty: Any) -> None:
    report = build_report(empty.project)
    listed = told(report, "hoe_zeker_zijn_we")
    for key in ("in_het_kort", "waarom_deze_reeks", "wat_we_vragen", "van_wens_naar_verandering"):
        assert report.of(key) == ()
        assert listed.count(say(f"report.section.{key}")) == 1


def test_what_is_asked_is_numbered_with_of_whom_on_what_and_by_when(made: Any) -> None:
    project, series = made.project, made["series"]
    ask_of(project, series, "Toon een nummer.", "de gemeente", answer_by="1 oktober 2025", rests_on=[made["change"]])
    second = ask_of(project, series, "Kom erbij zitten.", "scholen")
    (listed,) = [
        one for part in build_report(project).of("wat_we_vragen") for one in part.blocks if isinstance(one, Bullets)
    ]
    assert listed.numbered and list(map(text_of, listed.items)) == [
        "De gemeente: Toon een nummer. (steunt op verandering 1; antwoord graag voor 1 oktober 2025)",
        "Scholen: Kom erbij zitten.",
    ]
    with pytest.raises(Refused):
        ask_of(project, series, "Iets.", " ")
    drop_request(project, second)
    assert "Scholen" not in told(build_report(project), "wat_we_vragen")


def test_that_nothing_was_found_says_who_looked_and_nobody_looked_is_said_too(empty: Any, practice: Project) -> None:
    project, series = empty.project, empty["series"]
    assert say("report.looked.nothing_nobody") in told(build_report(project), "wat_nog_niet_lukte")
    with pytest.raises(Refused):
        looked_for(project, series, "niet_gelukt", [], "3 mei 2025")
    printed = told(build_report(practice, audience="gemeente"), "wat_we_leerden")
    looked = say("report.looked.who", sides="de kant ervaring en de kant onderzoek", day="12 juni 2025")
    assert f"Naar een tegenstem is gezocht door {looked}" in printed
    inside, not_yet = (
        told(build_report(practice), "wat_we_leerden"),
        say("report.looked.not_yet", themes="Waar het vastloopt"),
    )
    assert not_yet in inside and not_yet not in printed, (
        "that nobody sought, or found, would tell outside what there is"
    )
    assert say("report.voices.spreekt_tegen") in inside, "one voice against was found, and is heard"


def test_what_did_not_work_says_who_asked(empty: Any) -> None:
    project = empty.project
    draft = new("contributors", display_name="Houtje", side="ervaring")
    write(project, [draft])
    looked_for(project, empty["series"], "niet_gelukt", [draft.object_id], "3 mei 2025")
    who = say("report.looked.who", sides="de kant ervaring", day="3 mei 2025")
    assert say("report.looked.nothing", who=who) in told(build_report(project), "wat_nog_niet_lukte")


def test_a_change_that_people_wrote_about_is_not_told_again_by_the_kit(made: Any, reports: dict[str, Report]) -> None:
    before = told(build_report(made.project), "wat_er_veranderde")
    assert "Een team van een organisatie: Belt met een nummer dat je ziet. Sinds 1 februari 2025." in before
    written = told(reports["gemeente"], "wat_er_veranderde")
    assert "(verandering 1)" in written and "Vier teams van een woonorganisatie:" not in written
    assert find(made.project, "changes", made["change"])["actor"] == "een team van een organisatie"
