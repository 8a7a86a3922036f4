"""What was read with which list, worked out by hand: an empty cell is one of four things.

Meetings 1 to 4 were held, 5 was called off. List A has the label a (there from day 0) and the label late (from day 3);
list B has b. Readers M and S.

1: f1, f2 (text), h1 (heading), f3 (no yes)   M read f1 and f2 with A, S read f1 with B
2: f4                                          M read it with B only
3: f5                                          M read it with A on day 2, before *late* existed
4: f6                                          nobody
"""

import pandas as pd
import pytest

from ontmoet_research.learning import (
    coverage,
    draw_themes_over_meetings,
    over_meetings,
    silence,
    tell_coverage,
    where_heard,
)
from ontmoet_research.learning.coverage import tell_left_out

PIECES = pd.DataFrame(
    [
        ("f1", "s1", "tekst", "p", None, None),
        ("f2", "s1", "tekst", None, "resident", None),
        ("h1", "s1", "kop", None, None, None),
        ("f3", "s1", "tekst", "p", None, "no_answer"),
        ("f4", "s2", "tekst", None, None, None),
        ("f5", "s3", "tekst", None, None, None),
        ("f6", "s4", "tekst", None, None, None),
    ],
    columns=["fragment_id", "session_id", "kind", "participant_id", "speaker_perspective", "why"],
)
AT_HAND = pd.DataFrame(
    [
        *(("M", "f1", "A", "4"), ("M", "f2", "A", "4"), ("S", "f1", "B", "4")),
        *(("M", "f3", "A", "4"), ("M", "f4", "B", "4"), ("M", "f5", "A", "2")),
    ],
    columns=["contributor_id", "fragment_id", "codebook_id", "read_at"],
)
LABELS = pd.DataFrame(
    [("a", "A", "0"), ("late", "A", "3"), ("b", "B", "0")], columns=["code_id", "codebook_id", "made_at"]
)
SESSIONS = pd.DataFrame(
    [(f"s{n}", n, f"2024-02-0{n}", "gehouden" if n < 5 else "vervallen") for n in range(1, 6)],
    columns=["session_id", "number", "date", "status"],
)
THEMED = pd.DataFrame(
    [("A1", "Bellen", "f1", "s1"), ("L1", "Later", "f2", "s1")],
    columns=["theme_id", "theme", "fragment_id", "session_id"],
)
CODINGS = pd.DataFrame({"session_id": ["s1"]})


def overview() -> pd.DataFrame:
    quiet = silence(LABELS, AT_HAND, PIECES, {"A1": ["a"], "L1": ["late"]})
    return over_meetings(THEMED, CODINGS, SESSIONS, quiet)


def test_coverage_counts_what_was_read_with_each_list_and_names_what_does_not_count():
    found = coverage(PIECES, AT_HAND, SESSIONS, ["A", "B"]).set_index(["session_id", "codebook_id"])
    one = found.loc[("s1", "A")]
    assert (one["n_pieces"], one["n_headings"], one["n_known"], one["left_out"]) == (2, 1, 2, {"no_answer": 1})
    assert found["n_read"].to_dict() == {
        **{("s1", "A"): 2, ("s1", "B"): 1, ("s2", "A"): 0, ("s2", "B"): 1, ("s3", "A"): 1, ("s3", "B"): 0},
        **{("s4", "A"): 0, ("s4", "B"): 0, ("s5", "A"): 0, ("s5", "B"): 0},
    }
    assert found.loc[("s1", "B"), "n_readers"] == 1


@pytest.mark.parametrize(
    ("theme", "cells"),
    [
        ("Bellen", ["", "not_with", "not_seen", "not_coded", ""]),
        ("Later", ["", "not_with", "not_yet", "not_coded", ""]),
    ],
)
def test_an_empty_cell_is_not_seen_or_nobody_looked_or_it_did_not_exist_or_nobody_read(theme, cells):
    told = overview()
    assert told.loc[told["theme"] == theme, "empty"].tolist() == cells
    assert told.loc[told["theme"] == theme, "held"].tolist() == [True, True, True, True, False]


def test_the_table_and_the_figure_say_each_meaning_that_occurs():
    table = where_heard(overview()).set_index("Thema")
    assert table.loc["Later"].tolist() == ["1", "geen", "2", "3", "4"]
    chart = draw_themes_over_meetings(
        overview(), tell_coverage(coverage(PIECES, AT_HAND, SESSIONS, ["A"]), {"A": "lijst A"})
    )
    assert "niet met deze lijst gelezen" in chart.sentence and "bestond toen nog niet" in chart.sentence
    drawn = [text.get_text() for text in chart.figure().axes[0].texts]
    assert "ging niet door" in drawn and "geen labels die meetellen" in drawn


def test_the_caption_says_with_how_many_meetings_each_list_was_read_and_what_was_left_out():
    told = tell_coverage(coverage(PIECES, AT_HAND, SESSIONS, ["A", "B"]), {"A": "A", "B": "B"})
    assert [*told, *tell_left_out(PIECES)] == [
        "Met de lijst “A” gelezen: 2 van 4 bijeenkomsten.",
        "Met de lijst “B” gelezen: 2 van 4 bijeenkomsten.",
        "1 bijeenkomst met tekst las nog niemand.",
        "1 stukje tekst telt niet mee: nog geen antwoord over notities.",
    ]


def test_without_any_list_or_any_meeting_it_says_what_nobody_read_and_names_no_list():
    none_read = AT_HAND.iloc[:0]
    told = tell_coverage(coverage(PIECES, none_read, SESSIONS, []), {})
    assert told == ["4 bijeenkomsten met tekst las nog niemand."]
    assert tell_left_out(PIECES) == ["1 stukje tekst telt niet mee: nog geen antwoord over notities."]
    assert tell_coverage(coverage(PIECES.iloc[:0], none_read, SESSIONS.iloc[:0], ["A"]), {"A": "A"}) == []


def test_who_read_everything_and_placed_nothing_makes_a_finding_and_no_gap():
    quiet = silence(LABELS, AT_HAND.assign(read_at="9"), PIECES, {"A1": ["a"]})
    none = over_meetings(THEMED.iloc[:1], CODINGS.iloc[:0], SESSIONS, quiet)
    assert none.set_index("session_id").loc["s3", ["coded", "empty"]].tolist() == [True, "not_seen"]
