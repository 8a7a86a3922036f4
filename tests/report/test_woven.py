"""What people put into their text from the data: looked up for the readers, a gap where it may not be shown."""

from __future__ import annotations

from typing import Any

import pytest

from ontmoet_research.privacy import withdraw, withdraw_consent
from ontmoet_research.report import build_report, read_report_findings
from ontmoet_research.report.blocks import QuoteBlock
from ontmoet_research.report.exact_titles import texts_in
from ontmoet_research.report.writing import part_text, write_part
from ontmoet_research.store import find, remove, write
from ontmoet_research.text.references import reference, short
from ontmoet_research.words import say


def put(made: Any, section: str, body: str) -> None:
    write_part(made.project.as_person(made["m2"]), made["series"], section, body)


def printed(made: Any, key: str, audience: str = "groep") -> str:
    parts = build_report(made.project, audience=audience).of(key)
    return "\n".join(text for part in parts for block in part.blocks for text in texts_in(block))


def gaps(made: Any, audience: str) -> list[str]:
    return [one.sentence for one in read_report_findings(made.project, made["series"], audience) if one.row == "P19"]


def test_a_reference_is_printed_as_what_it_points_at(made: Any) -> None:
    named = {one: reference(kind, short(made[one])) for one, kind in (("w1", "wens"), ("change", "verandering"))}
    put(
        made,
        "waarom_deze_reeks",
        f"Zo begon het: {named['w1']}. Dat werkte {named['change']}, in {{{{getal:wensen}}}}.",
    )
    words = printed(made, "waarom_deze_reeks")
    assert "Zo begon het: ‘Als we nu eens met een nummer belden’. Dat werkte (verandering 1), in 4 wensen." in words
    assert gaps(made, "groep") == []


def test_a_quote_on_a_line_of_its_own_is_printed_as_a_quote_and_nowhere_else(made: Any) -> None:
    put(made, "waarom_deze_reeks", f"Luister:\n\n{reference('citaat', short(made['q1']))}\n\nDaarna niets.")
    report = build_report(made.project)
    quotes = [block for part in report.sections for block in part.blocks if isinstance(block, QuoteBlock)]
    assert [quote.text for quote in quotes] == ["Ik nam niet op."]
    kinds = [type(block).__name__ for block in report.of("waarom_deze_reeks")[0].blocks]
    assert kinds[kinds.index("QuoteBlock") - 1] == "Paragraph"


@pytest.mark.parametrize("audience", ["gemeente", "openbaar"])
def test_what_readers_may_not_see_leaves_a_marked_gap_and_a_finding(made: Any, audience: str) -> None:
    put(made, "waarom_deze_reeks", f"Zij zei {reference('citaat', short(made['q1']))}, en dat bleef hangen.")
    words = printed(made, "waarom_deze_reeks", audience)
    allowed = audience == "gemeente"
    assert ("“Ik nam niet op.”" in words) == allowed and (say("report.gap.citaat") in words) == (not allowed)
    assert bool(gaps(made, audience)) == (not allowed)


@pytest.mark.parametrize("unknown", ["{{citaat:00000000}}", "{{wens:weg}}", "{{ iets : anders }}", "{{getal:onzin}}"])
def test_what_was_never_there_leaves_a_gap_and_the_rest_comes_out(made: Any, unknown: str) -> None:
    put(made, "waarom_deze_reeks", f"Voor. {unknown} Na.")
    words = printed(made, "waarom_deze_reeks")
    assert "Voor. [Hier stond" in words and "Na." in words and unknown not in words
    assert len(gaps(made, "groep")) == 1


def test_what_is_gone_leaves_a_gap(made: Any) -> None:
    put(made, "waarom_deze_reeks", f"Wij wilden {reference('wens', short(made['w2']))}.")
    write(made.project, [remove(find(made.project, "wishes", made["w2"]))])
    assert say("report.gap.wens") in printed(made, "waarom_deze_reeks")


def test_words_of_a_person_in_a_reference_are_never_read_as_layout(made: Any) -> None:
    from ontmoet_research.store import change

    row = find(made.project, "wishes", made["w1"])
    write(made.project, [change(row, text="Als we nu eens *sterren* <b>en</b> [een](http://x.nl) # hadden.")])
    put(made, "waarom_deze_reeks", f"Dit: {reference('wens', short(made['w1']))}")
    assert "‘Als we nu eens *sterren* <b>en</b> [een](http://x.nl) # hadden’" in printed(made, "waarom_deze_reeks")


def test_a_withdrawal_reopens_exactly_the_parts_in_which_the_words_stood(made: Any) -> None:
    put(made, "waarom_deze_reeks", f"Zij zei:\n\n{reference('citaat', short(made['q1']))}")
    put(made, "trots_en_dank", "Wij zijn trots.")
    sources = part_text(made.project, made["series"], "waarom_deze_reeks")["sources"]
    assert set(sources) == {made["q1"], made["n1-1"]}
    withdraw_consent(made.project, made["p0"], "notities", "2025-05-30")
    assert say("report.held_back") in printed(made, "waarom_deze_reeks")
    assert "Wij zijn trots." in printed(made, "trots_en_dank")
    assert "Ik nam niet op." not in str(build_report(made.project).sections)


def test_what_is_no_longer_in_the_text_is_no_longer_a_ground_but_what_was_ticked_is(made: Any) -> None:
    from ontmoet_research.store import change

    put(made, "waarom_deze_reeks", f"Eerst {reference('wens', short(made['w1']))}.")
    row = part_text(made.project, made["series"], "waarom_deze_reeks")
    write(made.project, [change(row, sources=[*row["sources"], made["w3"]])])
    put(made, "waarom_deze_reeks", f"Nu {reference('wens', short(made['w2']))}.")
    assert part_text(made.project, made["series"], "waarom_deze_reeks")["sources"] == [made["w3"], made["w2"]]


def test_who_withdraws_wholly_takes_the_quote_along(made: Any) -> None:
    put(made, "waarom_deze_reeks", f"Zij zei {reference('citaat', short(made['q1']))}.")
    withdraw(made.project, made["p0"], "alles", date="2025-06-01")
    assert "Ik nam niet op" not in printed(made, "waarom_deze_reeks")
