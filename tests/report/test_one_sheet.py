"""The poster of the chain and the agenda: one sheet, from the same data, for the same readers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ontmoet_research.cli import main
from ontmoet_research.report import FORMATS, export_report
from ontmoet_research.report.blocks import FINAL, Report, TableBlock
from ontmoet_research.report.build import AGENDA, POSTER, WHOLE, read_and_build
from ontmoet_research.report.exact_titles import words_by_part
from ontmoet_research.report.releasing import read_releases
from ontmoet_research.store import change, find, new, write
from ontmoet_research.words import say

TODAY = date(2025, 6, 1)


def built(made: Any, kind: str, audience: str = "groep") -> Report:
    return read_and_build(made.project, None, today=TODAY, audience=audience, kind=kind).report


def words_of(report: Report) -> str:
    return "\n".join(words_by_part(report).values())


def pages(path: Path) -> list[str]:
    read = pypdfium2.PdfDocument(path)
    told = [" ".join(page.get_textpage().get_text_range().split()) for page in read]
    read.close()
    return told


def test_the_poster_goes_from_each_wish_to_what_was_decided_and_what_changed(untouched: Any) -> None:
    [cards] = [one for part in built(untouched, POSTER).sections for one in part.blocks if isinstance(one, TableBlock)]
    rows = [tuple(row) for row in cards.table.itertuples(index=False)]
    assert rows[0][0] == "Als we nu eens met een nummer belden." and "Besluit bij w1." in rows[0][1]
    assert "Belt met een nummer dat je ziet." in rows[0][2] and say("change.state.loopt") in rows[0][1]
    assert rows[1][0] == "Als we nu eens een bus hadden." and rows[1][2] == say("report.poster.no_change")
    told = words_of(built(untouched, POSTER))
    assert "Als we nu eens later sloten." in told and "Als we nu eens één loket hadden." in told


def test_the_agenda_has_the_questions_of_now_with_room_and_what_still_runs(made: Any) -> None:
    asked = {"series_id": made["series"], "opened": "2025-01-09", "status": "open"}
    write(made.project, [new("learning_questions", question=f"Vraag {n}?", **asked) for n in range(8)])
    write(made.project, [new("learning_questions", question="Al klaar?", **{**asked, "status": "beantwoord"})])
    told = words_of(built(made, AGENDA))
    assert all(f"Vraag {n}?" in told for n in range(6)) and "Al klaar?" not in told
    assert say("report.agenda.more.many", n=2) in told and say("report.back.line") in told
    assert "Besluit bij w1." in told and "Als we nu eens later sloten." in told


@pytest.mark.parametrize("kind", [POSTER, AGENDA])
@pytest.mark.parametrize("audience", ["groep", "gemeente", "openbaar"])
def test_no_words_stand_on_a_sheet_that_the_report_keeps_from_these_readers(
    reasoned: Any, kind: str, audience: str
) -> None:
    sheet = words_of(built(reasoned, kind, audience))
    whole = words_of(built(reasoned, WHOLE, audience))
    for text in (*reasoned.gone, *reasoned.reasons, "Schuilnaam1", "Schuilnaam3", "Elkaar weer zien."):
        assert text not in sheet or text in whole


@pytest.mark.parametrize("kind", [POSTER, AGENDA])
@pytest.mark.parametrize("suffix", FORMATS)
def test_each_sheet_comes_out_in_each_form_and_in_an_empty_series(
    untouched: Any, empty: Any, tmp_path: Path, kind: str, suffix: str
) -> None:
    for number, made in enumerate((untouched, empty)):
        place = export_report(made.project, tmp_path / f"{number}{suffix}", today=TODAY, kind=kind)
        assert place.stat().st_size > 100


def test_both_fit_on_one_sheet_the_poster_on_a_lying_a3(made: Any, tmp_path: Path) -> None:
    wishes = [new("wishes", text=f"Als we nu eens {n}.", session_id=made["s1"], status="opgepakt") for n in range(12)]
    write(made.project, wishes)
    for kind, millimetres in ((POSTER, (420, 297)), (AGENDA, (210, 297))):
        place = export_report(made.project, tmp_path / f"{kind}.pdf", today=TODAY, kind=kind)
        assert len(pages(place)) == 1
        read = pypdfium2.PdfDocument(place)
        assert [round(one / 72 * 25.4) for one in read[0].get_size()] == list(millimetres)
        read.close()


def test_a_poster_with_more_wishes_than_fit_loses_none(made: Any, tmp_path: Path) -> None:
    long = "waarvan iedereen zegt dat het nu eindelijk moet, ook al duurt het lang"
    texts = [f"Als we nu eens wens {n} deden, {long}." for n in range(80)]
    write(made.project, [new("wishes", text=one, session_id=made["s1"], status="opgepakt") for one in texts])
    told = pages(export_report(made.project, tmp_path / "poster.pdf", today=TODAY, kind=POSTER))
    assert len(told) > 1
    assert all(f"wens {n} deden" in " ".join(told) for n in range(80))


def test_a_page_to_work_with_in_the_group_needs_no_agreement_and_is_no_release(made: Any, tmp_path: Path) -> None:
    assert built(made, AGENDA).status == FINAL
    assert built(made, AGENDA, "gemeente").is_concept and built(made, POSTER).is_concept
    export_report(made.project, tmp_path / "agenda.md", today=TODAY, kind=AGENDA)
    assert read_releases(made.project, made["series"], "groep") == []


def test_words_that_were_taken_out_are_blocks_on_a_sheet_too(made: Any) -> None:
    write(made.project, [change(find(made.project, "decisions", made["b-w1"]), what=made.gone[1])])
    assert made.gone[1] not in words_of(built(made, POSTER))


def test_an_unknown_kind_is_a_mistake_of_a_programmer(untouched: Any) -> None:
    with pytest.raises(ValueError, match="krant"):
        built(untouched, "krant")


def test_the_terminal_makes_them(made: Any, tmp_path: Path) -> None:
    made.project.close()
    for kind in ("poster", "agenda"):
        place = tmp_path / f"{kind}.html"
        assert main(["report", str(tmp_path / "reeks.ontmoet"), str(place), f"--{kind}"]) == 0
        assert "Bereikbaar zijn" in place.read_text(encoding="utf-8")
