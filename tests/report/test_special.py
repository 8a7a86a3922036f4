"""What people typed and did not mean to leave in a report: special data beside a small team, and open places."""

from __future__ import annotations

import pytest

from ontmoet_research.report import read_report_findings
from ontmoet_research.report.blocks import CONCEPT, Report, Section, paragraph
from ontmoet_research.report.special import check_placeholders, check_special


def report_of(*sentences: str) -> Report:
    return Report("Verslag", CONCEPT, "", (), (Section("x", "In het kort", tuple(map(paragraph, sentences))),))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Iemand van het buurtteam was ziek.", 1),
        ("Een collega werd na een burn-out gemist.", 1),
        ("Iemand was ziek. Het team ging door.", 0),
        ("Het team las de brief.", 0),
        ("Ik geloof dat het team dat wilde.", 0),
    ],
)
def test_special_data_in_one_sentence_with_a_team_is_told_for_readers_outside(sentence: str, found: int) -> None:
    report = report_of(sentence)
    assert len(check_special(report, "gemeente", "r")) == found
    assert check_special(report, "groep", "r") == []


def test_an_organisation_by_its_label_is_a_team_too() -> None:
    report = report_of("De huurder in de rolstoel belde de woningstichting.")
    assert check_special(report, "openbaar", "r") == []
    assert len(check_special(report, "openbaar", "r", {"woningstichting"})) == 1


@pytest.mark.parametrize("words", ["[titel nog invullen]", "TODO", "???", "lorem ipsum", "n.t.b."])
def test_a_place_that_somebody_meant_to_fill_in_is_told(words: str) -> None:
    [one] = check_placeholders(report_of(f"Wij vragen {words} aan de gemeente."), "r")
    assert words.casefold() in one.sentence.casefold()


def test_an_ordinary_text_has_no_open_place() -> None:
    assert check_placeholders(report_of("Wie belt ons terug? [@sjengers2023] Wij weten het (nog) niet."), "r") == []


def test_it_stands_among_the_findings_of_a_report(made) -> None:
    from ontmoet_research.store import change, find, write

    row = find(made.project, "report_sections", made["in_het_kort"])
    write(made.project, [change(row, body_md="Iemand van het team was ziek. De rest: TODO.")])
    told = "\n".join(one.sentence for one in read_report_findings(made.project, made["series"], "gemeente"))
    assert "klein team" in told and "TODO" in told


def test_the_alias_of_who_had_everything_taken_out_keeps_a_report_from_being_final(made) -> None:
    from ontmoet_research.findings import BLOCKING
    from ontmoet_research.store import change, find, write

    row = find(made.project, "report_sections", made["in_het_kort"])
    write(made.project, [change(row, body_md=f"Dat zei {made.gone[0]} ook.")])
    for readers in ("groep", "openbaar"):
        found = [one for one in read_report_findings(made.project, made["series"], readers) if one.row == "P11"]
        assert any(one.level == BLOCKING and made.gone[0] in one.sentence for one in found), readers
