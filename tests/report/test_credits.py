"""Met dank aan: only who asked for it, in the way that person chose."""

from __future__ import annotations

from typing import Any

import pytest

from ontmoet_research.report import build_report
from ontmoet_research.report.credits import credit_wish, names_to_thank, read_credits, wish_credit
from ontmoet_research.store import find, read_rows
from ontmoet_research.words import Refused, say


def printed(made: Any) -> str:
    report = build_report(made.project, made["series"])
    return repr(report.of("trots_en_dank"))


def thanked(made: Any) -> list[str]:
    return names_to_thank(read_credits(made.project, made["series"], set()))


def test_nobody_is_named_who_did_not_ask_for_it(made: Any) -> None:
    assert thanked(made) == []
    assert say("report.thanks.these") not in printed(made)
    assert credit_wish(made.project, made["series"], made["m1"]) == "niet"


def test_each_is_named_as_wished_and_a_new_wish_replaces_the_old(made: Any) -> None:
    name = find(made.project, "contributors", made["m2"])["display_name"]
    wish_credit(made.project, made["series"], made["m1"], "naam", "  Noor uit de straat ")
    wish_credit(made.project, made["series"], made["m2"], "schuilnaam")
    assert sorted(thanked(made)) == sorted(["Noor uit de straat", name])
    assert "Noor uit de straat" in printed(made)
    wish_credit(made.project, made["series"], made["m1"], "niet")
    assert thanked(made) == [name]
    assert len(read_rows(made.project, "credits")) == 2


def test_a_name_is_asked_before_it_is_kept(made: Any) -> None:
    with pytest.raises(Refused):
        wish_credit(made.project, made["series"], made["m1"], "naam", " ")
    assert read_rows(made.project, "credits") == []


def test_who_withdrew_is_not_thanked(made: Any) -> None:
    wish_credit(made.project, made["series"], made["m1"], "naam", "Noor")
    assert names_to_thank(read_credits(made.project, made["series"], {made["m1"]})) == []
