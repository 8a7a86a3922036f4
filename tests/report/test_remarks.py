"""Remarks on words of a part: open until someone says what became of it, and those of who pays in the appendix."""

from __future__ import annotations

import pytest

from ontmoet_research.model.people import FUNDER
from ontmoet_research.report import build_report, report_md
from ontmoet_research.report.remarks import (
    is_still_there,
    read_remarks,
    remark_on,
    reopen_remark,
    sentences_of,
    settle_remark,
    take_remark_back,
)
from ontmoet_research.report.standing import read_standings
from ontmoet_research.report.writing import part_text, write_part
from ontmoet_research.store import change, find, write
from ontmoet_research.words import Refused, say

PART = "in_het_kort"


def at_work(made, who="m1"):
    return made.project.as_person(made[who])


def test_a_remark_stands_at_its_words_until_the_text_changes(made):
    project, series = at_work(made), made["series"]
    write_part(project, series, PART, "We belden anders. Dat hielp veel.")
    assert sentences_of(project, series, PART) == ["We belden anders.", "Dat hielp veel."]
    remark_on(project, series, PART, kind="onduidelijk", quote="Dat hielp veel.")
    [row] = read_remarks(project, series, PART)
    assert (row["quote"], row["prefix"], row["suffix"]) == ("Dat hielp veel.", "We belden anders. ", None)
    assert is_still_there(row, part_text(project, series, PART)["body_md"])
    write_part(project, series, PART, "We belden anders. Dat hielp Noor.")
    assert not is_still_there(row, part_text(project, series, PART)["body_md"])


def test_an_open_remark_holds_the_part_back_and_a_settled_one_does_not(made):
    project, series = at_work(made), made["series"]
    one = remark_on(project, series, PART, kind="klopt_niet")
    assert say("report.kept_back.remark") in read_standings(project, series, "groep")[PART].kept_back
    settle_remark(at_work(made, "m2"), one, "We rekenden het na.")
    assert say("report.kept_back.remark") not in read_standings(project, series, "groep")[PART].kept_back
    with pytest.raises(Refused):
        settle_remark(project, one)
    reopen_remark(project, one)
    assert find(project, "report_remarks", one)["answer"] == "We rekenden het na."


def test_what_who_pays_says_is_printed_with_our_answer_and_is_never_theirs_to_settle(made):
    project, series = at_work(made), made["series"]
    write(project, [change(find(project, "contributors", made["m2"]), role=FUNDER)])
    payer = at_work(made, "m2")
    one = remark_on(payer, series, PART, kind="eigen_woorden", words="Het waren 6 avonden.")
    assert find(project, "report_remarks", one)["kind"] == FUNDER
    with pytest.raises(Refused, match="zegt de groep"):
        settle_remark(payer, one, "Dat nemen jullie over.")
    with pytest.raises(Refused, match="antwoord"):
        settle_remark(project, one)
    text = report_md(build_report(project, series, audience="gemeente")).decode()
    assert "Het waren 6 avonden." in text and say("report.remark.no_answer") in text
    settle_remark(project, one, "Het waren er 4, zie de lijst.")
    text = report_md(build_report(project, series, audience="gemeente")).decode()
    assert "Het waren er 4, zie de lijst." in text


def test_a_remark_needs_words_where_its_button_says_nothing_and_words_that_are_there(made):
    project, series = at_work(made), made["series"]
    with pytest.raises(Refused):
        remark_on(project, series, PART, kind="eigen_woorden")
    with pytest.raises(Refused):
        remark_on(project, series, PART, kind="mooi", quote="dit staat er niet")
    with pytest.raises(ValueError):
        remark_on(project, series, PART, kind="zomaar")
    one = remark_on(project, series, PART, kind="mooi")
    with pytest.raises(Refused):
        take_remark_back(at_work(made, "m2"), one)
    take_remark_back(project, one)
    assert read_remarks(project, series) == []
