"""A side that pays or takes part may check facts; it changes no state of a part of the report by that (P27)."""

import ast
from pathlib import Path

import ontmoet_research
from ontmoet_research.store import change, find, new, read_rows, write

PACKAGE = Path(ontmoet_research.__file__).parent


def test_an_answer_of_the_practice_side_leaves_the_state_of_a_part_as_it_was(made):
    section = made["in_het_kort"]
    write(made.project, [change(find(made.project, "report_sections", section), state="voor_akkoord")])
    note = {"answer": "akkoord_met_opmerking", "note": "Het getal van mei klopt niet."}
    payer = made["m2"]
    write(made.project, [change(find(made.project, "contributors", payer), side="praktijk")])
    for answer in ("akkoord_met_opmerking", "niet_akkoord"):
        told = {**note, "answer": answer, "section_hash": "0" * 64, "contributor_id": payer, "side": "praktijk"}
        write(made.project, [new("sign_offs", section_id=section, **told)])
    assert find(made.project, "report_sections", section)["state"] == "voor_akkoord"
    assert [row["note"] for row in read_rows(made.project, "sign_offs")] == [note["note"]] * 2, "both are kept"


def test_nothing_in_the_kit_makes_a_part_final_by_itself():
    """The word is in the model only, as a choice and as what is proposed; who sets it meets this test and P27."""
    setting = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == "vastgesteld"
    ]
    assert setting == ["model/account.py", "model/account.py"]
