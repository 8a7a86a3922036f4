"""A side that pays or takes part may check facts; it changes no state of a part of the report by that (P27)."""

import ast
from pathlib import Path

import pytest

import ontmoet_research
from ontmoet_research.model.people import FUNDER
from ontmoet_research.report.giving_back import read_back
from ontmoet_research.report.signing import ANSWERS, sign_part
from ontmoet_research.report.standing import read_standings
from ontmoet_research.store import change, find, new, write
from ontmoet_research.words import Refused

PACKAGE = Path(ontmoet_research.__file__).parent


def test_who_pays_agrees_to_nothing_and_holds_nothing_back(made):
    payer = made["m2"]
    write(made.project, [change(find(made.project, "contributors", payer), role=FUNDER)])
    theirs, series = made.project.as_person(payer), made["series"]
    version = read_standings(theirs, series, "groep")["wie_deden_mee"].version
    read_back(theirs, series, "wie_deden_mee", seen=version, reactions=["herken ik"], day="2025-03-01")
    before = read_standings(theirs, series, "groep")["wie_deden_mee"].state
    assert before == "voor_akkoord"
    for answer in ANSWERS:
        with pytest.raises(Refused, match="opdrachtgever"):
            sign_part(theirs, series, "wie_deden_mee", "groep", answer, "Het getal klopt niet.", seen=version)
    told = {"section": "wie_deden_mee", "contributor_id": payer, "kind": "opdrachtgever", "words": "Reken het na."}
    write(theirs, [new("report_remarks", series_id=series, **told)])
    assert read_standings(theirs, series, "groep")["wie_deden_mee"].state == before
    write(theirs, [new("report_remarks", series_id=series, **{**told, "kind": "klopt_niet"})])
    assert read_standings(theirs, series, "groep")["wie_deden_mee"].state == "teruggelezen", "of anyone else it does"


def test_nothing_in_the_kit_makes_a_part_final_by_itself():
    """The word is in the model only, as a choice and as what is proposed; who sets it meets this test and P27."""
    setting = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == "vastgesteld"
    ]
    assert setting == ["model/account.py", "model/account.py"]
