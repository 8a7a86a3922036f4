"""The summary of one or two pages beside the whole report (B45): on the practice series, and on odd ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from ontmoet_research.practice import make_practice_project
from ontmoet_research.report import build_report, build_summary, export_report, report_html, report_md
from ontmoet_research.report.blocks import QuoteBlock, paragraph
from ontmoet_research.report.build import SUMMARY
from ontmoet_research.report.material import Material, pick_series, read_for
from ontmoet_research.report.readable import count_words, long_sentences, sentences
from ontmoet_research.report.sections import compose
from ontmoet_research.report.summary import MOST_CHANGES, check_summary, summarise
from ontmoet_research.report.writing import write_part
from ontmoet_research.store import Project, new, read_rows, write
from ontmoet_research.words import say

TODAY = date(2025, 6, 1)
ASKED = "Aan de gemeente: bel met een nummer dat je ziet.\n\nAan iedereen: betaal wie je helpt."


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make_practice_project(tmp_path_factory.mktemp("kort") / "p.ontmoet") as project:
        write_part(project, pick_series(project), "wat_we_vragen", ASKED)
        yield project


@pytest.fixture(scope="module")
def material(practice: Project) -> Material:
    return read_for(practice, None, "gemeente")


def words_of(report: Any) -> list[str]:
    """What stands in a report, in pieces without marks of Markdown."""
    plain = re.sub(r"[\\*>“”]", "", report_md(report).decode())
    parts = re.split(r"\n+|: (?=[A-Z])| \((?=[a-z])|\)$|, (?=het werd|deels)", plain, flags=re.MULTILINE)
    return [part.strip(" -#|)") for part in parts if part.strip(" -#|)")]


def test_the_summary_claims_nothing_that_the_whole_report_does_not(material: Material) -> None:
    whole = " ".join(words_of(compose(material, TODAY))).casefold()
    of_its_own = {say("report.summary.title", series=material.series["title"]), say("report.summary.more")}
    of_its_own |= {say("report.summary.whole"), say("report.summary.another_voice")}
    pieces = words_of(summarise(material, TODAY))
    assert len(pieces) > 25
    assert [one for one in pieces if one not in of_its_own and one.casefold() not in whole] == []


def test_it_opens_with_someone_of_lived_experience(material: Material) -> None:
    allowed = material.quotes.allowed
    own = list(allowed.loc[allowed["speaker_perspective"] == "lived_experience", "text_used"])
    first = summarise(material, TODAY).sections[0].blocks[0]
    assert isinstance(first, QuoteBlock) and first.text == own[0]


def test_what_the_side_with_experience_wrote_alone_comes_before_all_else(made: Any) -> None:
    values = {"section": "in_het_kort", "body_md": "Wij beginnen.", "authors": [made["m1"]], "sources": []}
    write(made.project, [new("report_sections", series_id=made["series"], **values)])
    first = build_summary(made.project, today=TODAY).sections[0].blocks[0]
    assert first == paragraph("Wij beginnen.")


def test_plain_language_of_the_practice_series_holds_its_numbers(material: Material) -> None:
    """A smoke test (plain-language 5.1 T02): at most 15 words a sentence, 10 on average. Readers are the test."""
    bodies = material.written[material.written["section"].isin(["in_het_kort", "wat_we_vragen"])]["body_md"]
    told = [one for body in bodies for one in sentences(body)]
    assert len(told) > 10
    assert mean(map(count_words, told)) <= 10
    assert check_summary(material) == []


def test_long_texts_and_long_sentences_are_a_hint(made: Any) -> None:
    made.project.who = made["m1"]
    long = "Wij " + "belden en " * 10 + "wachtten."
    write_part(made.project, made["series"], "wat_we_vragen", f"{long} Kort.\n\n" + "Dit is een zin. " * 200)
    found = {one.sentence for one in check_summary(read_for(made.project, None, "groep"))}
    assert found == {say("report.summary.long_sentences", n=1), say("report.summary.too_long")}


def test_what_became_worse_is_never_the_one_left_out(made: Any) -> None:
    before = read_rows(made.project, "changes")[0]
    better = {"direction": "beter", "substantiation": "bevestigd_door_1"}
    worse = {"direction": "slechter", "substantiation": "signaal"}
    rows = [{**before.values, **(worse if n == 9 else better), "what": f"Verandering {n}."} for n in range(10)]
    write(made.project, [new("changes", **row) for row in rows])
    told = report_md(build_summary(made.project, today=TODAY)).decode()
    assert "Verandering 9" in told
    assert len(re.findall(r"Verandering \d|Belt met", told)) == MOST_CHANGES
    assert say("report.summary.more_changes.many", n=6) in told.replace("\\", "")


def test_a_new_series_prints_no_task_and_the_checks_say_who_begins(empty: Any) -> None:
    told = report_md(build_summary(empty.project, today=TODAY)).decode()
    assert say("report.no_changes") in told and say("report.summary.first_words") not in told
    found = {one.sentence for one in check_summary(read_for(empty.project, None, "groep"))}
    assert say("report.summary.first_words") in found


def test_what_was_taken_out_is_not_in_the_summary(untouched: Any) -> None:
    told = report_md(build_summary(untouched.project, today=TODAY)).decode()
    assert [words for words in untouched.gone if words in told] == []


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_the_file_leaves_through_the_same_door_under_its_own_name(untouched: Any, tmp_path: Path, suffix: str) -> None:
    place = export_report(untouched.project, tmp_path / f"kort{suffix}", today=TODAY, kind=SUMMARY)
    assert place.stat().st_size > 1000
    assert any("samenvatting" in str(row.values) for row in read_rows(untouched.project, "log_events"))


def test_it_fits_on_two_a4_in_print(practice: Project, page: Any, tmp_path: Path) -> None:
    place = tmp_path / "kort.html"
    place.write_bytes(report_html(build_summary(practice, today=TODAY)))
    page.goto(place.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 2
    assert page.locator("nav").count() == 0


def test_the_whole_report_still_has_its_contents(untouched: Any) -> None:
    assert b"<nav" in report_html(build_report(untouched.project, today=TODAY))


def test_sentences_are_counted_as_people_read_them() -> None:
    assert sentences("- Een\n- Twee. Drie!") == ["- Een", "- Twee.", "Drie!"]
    assert [count_words(one) for one in sentences("Er zijn 1.200 woorden. “Dat was ’t.” Klaar…")] == [4, 3, 1]
    assert long_sentences("a " * 15 + ".") == [] and len(long_sentences("a " * 16 + ".")) == 1
