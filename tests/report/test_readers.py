"""What readers outside the group get: no reasons of one person, and no number that rests on few people."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ontmoet_research.cli import main
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.report import build_report
from ontmoet_research.report.blocks import Figure, Report, TableBlock
from ontmoet_research.report.exact_titles import texts_in
from ontmoet_research.store import change, find, write
from ontmoet_research.words import say

OUTSIDE = [one for one in AUDIENCES if one != "groep"]
TODAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def reports(reasoned: Any) -> dict[str, Report]:
    """The report for each of the readers."""
    return {one: build_report(reasoned.project, today=TODAY, audience=one) for one in AUDIENCES}


def printed(report: Report, key: str = "") -> list[str]:
    parts = report.of(key) if key else report.sections
    return [text for part in parts for block in part.blocks for text in texts_in(block)]


def words(report: Report, key: str = "") -> str:
    return "\n".join(printed(report, key))


@pytest.mark.parametrize("audience", OUTSIDE)
def test_why_something_was_parked_or_stopped_or_seen_differently_stays_with_the_group(
    reasoned: Any, reports: dict[str, Report], audience: str
) -> None:
    inside, outside = words(reports["groep"]), words(reports[audience])
    assert [reason for reason in reasoned.reasons if reason not in inside] == []
    assert [reason for reason in reasoned.reasons if reason in outside] == []
    assert "Schuilnaam3" not in outside and "Dit is wegblijven." not in outside and "Zo was het." not in outside
    for key in ("with_a_reason", "not_all_agreed"):
        assert say(f"report.{key}") in outside and say(f"report.{key}") not in inside
    assert "Besluit bij w1. Gestopt. Waarom, blijft binnen de groep." in outside
    assert "Het gaat om:" not in outside, "it rests on the words of one person"


def test_a_wish_that_was_joined_to_another_still_tells_to_which(reasoned: Any) -> None:
    row = find(reasoned.project, "wishes", reasoned["w2"])
    write(reasoned.project, [change(row, status="samengevoegd", merged_into=reasoned["w1"])])
    outside = words(build_report(reasoned.project, audience="openbaar"), "van_wens_naar_verandering")
    assert outside.count("Als we nu eens met een nummer belden.") == 2


# Each number that a report for outside prints of its own, and by which rule it may stand (P16). What people wrote,
# and the words of quotes, are theirs.
NUMBERS = {
    r"Er deden \d+ mensen of meer mee\.": "a multiple of k that holds whoever stops (privacy.telling)",
    r"wat blijft kloppen als \d+ mensen stoppen": "k itself",
    r"(Er (is|zijn)|\b)\d+ bijeenkomst(en)? ": "counts meetings, no people",
    r"Bijeenkomst \d|bijeenkomst:? [\d en totm,]+": "the number of a meeting",
    r"\d{1,2} [a-z]+ 20\d\d": "a day",
    r"^\d+((,| en| tot en met) \d+)+$": "numbers of meetings",
    r"Besluit bij w\d": "a decision, as people wrote it",
    r"^\d+$": "a cell, see CELLS and FIGURES",
    r"Er kwam(en)? \d+ wens|\d+ wens(en)? (is|zijn|staat|staan)": "wishes stand in the report one by one",
    r"Er (is|zijn) \d+ verandering|\d+ (is|zijn) (nog|bevestigd)|Je ziet \d+ verandering": "changes stand one by one",
    r"Verandering \d+|hoort bij \d+ verandering|\d+ soort|\d+ verandering": "changes stand one by one",
    r"kwam langs in \d+ (of meer )?(van de \d+ )?bijeenkomst": "counts meetings, no people",
    r"(Tabel|Figuur|Bijlage|bijlage) \d+|verandering \d+": "a number that the report itself gave",
    r"Hier staan \d+ van de \d+ antwoorden": "answers without names, of at least k people, with who chose (C29)",
    r"[Mm]inder dan \d+|kan vanaf \d+": "k itself",
    r"GRIPP2-SF|^\d{1,2}\. ": "the name of a checklist, the number of an item of it",
    r"Er (is|zijn) \d+ verslag": "counts notes of meetings, no people",
    r"gids \d\+\d\+\d|ontmoet_research [\d.]+": "a name, a version",
}
CELLS = {  # captions of tables that may hold numbers, and why
    "report.table.phases": "counts meetings",
    "report.table.facts": "notes, wishes and versions: no people",
}

FIGURES = {  # titles of figures, which hold numbers, and why
    "effect.levels.title": "changes stand one by one in the same part",
    "effect.wam.title": "changes stand one by one in the same part",
    "effect.value.title": "changes and stories stand one by one in the same part",
}


@pytest.mark.parametrize("audience", OUTSIDE)
def test_each_number_outside_has_a_rule(reports: dict[str, Report], audience: str) -> None:
    known = re.compile("|".join(NUMBERS))
    left = [text for text in printed(reports[audience]) if re.search(r"\d", known.sub("", text))]
    assert left == []


def test_no_table_or_figure_outside_holds_numbers_but_those_with_a_rule(reports: dict[str, Report]) -> None:
    tables = {say(key) for key in CELLS}
    figures = {say(key) for key in FIGURES}
    for part in reports["openbaar"].sections:
        for block in part.blocks:
            if isinstance(block, Figure):
                assert block.chart.title in figures
            elif isinstance(block, TableBlock) and block.caption not in tables:
                cells = [cell for row in block.table.to_numpy().tolist() for cell in row]
                assert not [cell for cell in cells if re.fullmatch(r"\d+", str(cell))], block.caption


@pytest.mark.parametrize("audience", OUTSIDE)
def test_what_rests_on_few_people_is_told_in_words(reports: dict[str, Report], audience: str) -> None:
    inside, outside = words(reports["groep"]), words(reports[audience])
    assert "Bij 2 van de 5 geplakte labels was er twijfel." in inside and "geplakte labels" not in outside
    assert say("report.doubted") in outside
    assert say("learning.new_or_known.title") in inside and say("learning.new_or_known.title") not in outside
    assert say("report.labelled_by", sides="de kant ervaring en de kant onderzoek") in outside
    assert say("learning.wishes.title") in inside and say("learning.wishes.title") not in outside
    assert "1 citaat" in inside and "1 citaat" not in outside
    assert say("report.left_out.quotes_without") in outside or say("report.left_out.quotes") in outside
    assert say("report.appendix.codings") in inside and say("report.appendix.codings") not in outside


def test_few_answers_to_a_closing_question_are_not_shown_outside(reasoned: Any) -> None:
    row = find(reasoned.project, "harvests", reasoned["slot"])
    write(reasoned.project, [change(row, n_total=4)])
    outside = words(build_report(reasoned.project, audience="gemeente"))
    assert say("report.harvest.few") in outside and "moed" not in outside
    write(reasoned.project, [change(find(reasoned.project, "harvests", reasoned["slot"]), n_total=9)])


SEEN = [  # what people entered, and the part and readers in which it is printed
    ("Bellen mag ook zonder formulier. Gaat naar: Gemeente en Bewoners.", "wat_we_leerden", AUDIENCES),
    ("Over een brief in een week.", "wat_we_leerden", ("groep",)),
    ("Eerst een bericht.", "wat_we_leerden", ("groep",)),
    ("Zelf betalen.", "wat_we_leerden", ("groep",)),
    ("Mijn baas vond het spannend.", "wat_we_leerden", ("groep",)),
    ("Hoe doe je dit samen met je bestuurder?", "wat_we_leerden", tuple(OUTSIDE)),
    ("Vraag het iedereen.", "wat_we_leerden", AUDIENCES),
    ("De groep hoorde hier nog niets over terug.", "wat_we_leerden", AUDIENCES),
    ("Dit is gebruikt.", "wat_we_leerden", AUDIENCES),
    ("zorg", "wat_we_leerden", ("groep",)),
    ("Je kunt er niet zitten. Dit is opgelost. Aan wie: het gebouw. Wat terugkwam: Er staan stoelen.",
     "wat_nog_niet_lukte", AUDIENCES),
    ("Er is niemand te bereiken. Dit staat nog open. Advies: Zet een nummer op de deur.",
     "wat_nog_niet_lukte", AUDIENCES),
    ("een vast nummer. Van wie: de leiding.", "wat_nog_niet_lukte", ("groep",)),
    ("Of mensen om hulp vroegen", "hoe_zeker_zijn_we", tuple(OUTSIDE)),
    ("Elkaar weer zien. Aan wie: de groep. Voor 20 november 2025.", "wat_nog_niet_lukte", AUDIENCES),
    ("Beloofd door: Schuilnaam1.", "wat_nog_niet_lukte", ("groep",)),
    ("Dit is al gedaan.", "wat_nog_niet_lukte", ()),
    ("Schuilnaam3 doet het.", "van_wens_naar_verandering", ("groep",)),
    ("Besluit bij w1.", "van_wens_naar_verandering", AUDIENCES),
    ("Dit bewaren we tot 31 december 2035: ", "bijlage", AUDIENCES),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "key", "readers"), SEEN, ids=[one[0][:40] for one in SEEN])
def test_what_people_entered_is_in_the_report_for_these_readers(
    reports: dict[str, Report], sentence: str, key: str, readers: tuple[str, ...]
) -> None:
    marks = "\u2068\u2069"
    shown = {one: words(report, key).translate(dict.fromkeys(map(ord, marks))) for one, report in reports.items()}
    assert tuple(one for one, text in shown.items() if sentence in text) == tuple(readers)


def test_where_gains_go_is_a_table_of_numbers_inside_and_of_words_outside(reports: dict[str, Report]) -> None:
    def table(audience: str) -> list[list[str]]:
        blocks = [block for part in reports[audience].of("wat_we_leerden") for block in part.blocks]
        caption = say("report.table.gains")
        (found,) = [one for one in blocks if isinstance(one, TableBlock) and one.caption == caption]
        rows: list[list[str]] = found.table.to_numpy().tolist()
        return rows

    assert table("groep")[:2] == [["Onderwijs", "0", "1"], ["Gemeente", "1", "0"]]
    assert table("openbaar")[:2] == [["Onderwijs", "–"], ["Gemeente", "ja"]]


def test_nothing_open_is_never_told_while_signals_are_open(reports: dict[str, Report]) -> None:
    assert say("report.looked.nothing_nobody") not in words(reports["openbaar"], "wat_nog_niet_lukte")


def test_the_verb_asks_for_whom_and_tells_it(reasoned: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = str(reasoned.project.path)
    for audience in ("groep", "gemeente"):
        file = tmp_path / f"{audience}.md"
        chosen = [] if audience == "groep" else ["--for", audience]
        assert main(["report", project, str(file), *chosen]) == 0
        assert f"Dit is voor {say(f'report.readers.{audience}')}." in capsys.readouterr().out
        assert f"- **Voor wie**: {say(f'report.readers.{audience}')}" in file.read_text(encoding="utf-8")
    assert reasoned.reasons[0] in (tmp_path / "groep.md").read_text(encoding="utf-8")
    assert reasoned.reasons[0] not in (tmp_path / "gemeente.md").read_text(encoding="utf-8")
    assert main(["report", project, str(tmp_path / "x.md"), "--for", "iedereen"]) == 2
    assert "--for" in capsys.readouterr().err
