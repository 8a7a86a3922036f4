"""What is new, what comes back, how sure people were, what was wished: per meeting."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.learning import (
    certainty_per_session,
    heard_from,
    in_order,
    new_information,
    new_or_known,
    tell_new_information,
    wishes_per_meeting,
)
from ontmoet_research.learning.over_time import label_sets

FIGURES = ["n_labels", "n_new", "n_known"]


def test_meetings_stand_in_order_of_date_and_without_a_date_last(sessions):
    assert in_order(sessions)["session_id"].tolist() == ["B", "A", "C", "D"]
    assert in_order(sessions)["day"].tolist()[0::3] == ["1 februari 2024", "zonder datum"]


def test_the_hand_made_series_gives_the_known_new_and_returning_labels(codings, sessions):
    found = new_or_known(codings, sessions)
    assert found[FIGURES].values.tolist() == [[2, 2, 0], [2, 1, 1], [2, 0, 2], [0, 0, 0]]
    assert found["new_labels"].tolist() == [["Durven", "Luisteren"], ["Regels"], [], []]
    assert found["coded"].tolist() == [True, True, True, False]


def test_the_same_label_placed_by_another_coder_changes_nothing(codings, sessions):
    again = codings.assign(coding_id=codings["coding_id"] + "-b", certainty="twijfel")
    both = pd.concat([codings, again])
    pd.testing.assert_frame_equal(new_or_known(both, sessions), new_or_known(codings, sessions))


def test_labels_on_withdrawn_fragments_do_not_count(codings, sessions):
    left = heard_from(codings, {"f1"})  # the first "luisteren" goes, so it is new in the second meeting
    assert new_or_known(left, sessions)[FIGURES].values.tolist() == [[1, 1, 0], [2, 2, 0], [2, 0, 2], [0, 0, 0]]


def test_a_planned_or_cancelled_meeting_shows_only_when_it_holds_labels(codings, sessions):
    planned = sessions.assign(status=["vervallen", "gepland", "gehouden", "gehouden"])
    assert new_or_known(codings, planned)["session_id"].tolist() == ["B", "A", "C"]


def test_a_label_that_was_removed_still_counts(codings, sessions):
    codings.loc[codings["code_id"] == "regels", "label_nl"] = None
    assert new_or_known(codings, sessions)["new_labels"].tolist()[1] == ["een label dat is weggehaald"]


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("abcdef")), max_size=40), st.randoms())
def test_every_label_is_new_exactly_once_whatever_the_order_of_rows(placed, random):
    rows = [(f"k{at}", code, code, f"f{at}", where) for at, (where, code) in enumerate(placed)]
    random.shuffle(rows)
    found = pd.DataFrame(rows, columns=["coding_id", "code_id", "label_nl", "fragment_id", "session_id"])
    meetings = pd.DataFrame({"session_id": list("CADB"), "number": [3, 1, 4, 2], "date": None, "status": "gehouden"})
    counted = new_or_known(found, meetings)
    assert counted["n_new"].sum() == len({code for _, code in placed})
    assert (counted["n_new"] + counted["n_known"]).tolist() == counted["n_labels"].tolist()


def test_the_worked_example_of_the_new_information_ratio():
    heard = [{"a", "b", "c"}, {"b", "d"}, {"a", "e"}, {"f"}, {"a", "b"}, {"g"}, {"a"}]
    found = new_information(heard, base=4, run=2)
    assert found["base_labels"].tolist() == [6, 6]
    # "g" is heard in the meeting both runs share; nobody heard it before the second run starts, so it counts in both.
    assert found["new_labels"].tolist() == [1, 1]
    assert found["ratio"].tolist() == [pytest.approx(1 / 6)] * 2
    assert new_information([*heard, {"g"}])["new_labels"].tolist() == [1, 1, 0]


def test_an_empty_base_is_too_little_to_say_anything():
    empty = new_information([set(), set(), set(), set(), {"a"}, {"b"}])
    assert math.isnan(empty["ratio"].iloc[0])
    assert "te weinig" in tell_new_information(empty)[0]
    assert "te weinig" in tell_new_information(new_information([{"a"}]))[0]


def test_the_ratio_is_told_with_its_caution_and_no_verdict():
    told = tell_new_information(new_information([{"a", "b", "c"}, {"d"}, {"e"}, {"f"}, {"a"}, {"g"}]))
    assert told[0] == "Bijeenkomst 5 en 6: 1 nieuw label. Aan het begin waren het er 6. Dat is 17 procent."
    assert "geen reden om te stoppen" in told[-1]


def test_the_runs_are_named_by_the_number_of_the_meeting_not_by_its_place():
    told = tell_new_information(
        new_information([{"a", "b", "c"}, {"d"}, {"e"}, {"f"}, {"a"}, {"g"}]), [1, 2, 3, 5, 7, 9]
    )
    assert told[0].startswith("Bijeenkomst 7 en 9: 1 nieuw label.")


def test_label_sets_follow_the_dates_and_skip_meetings_without_labels(codings, sessions):
    assert label_sets(codings, sessions) == [{"luisteren", "durven"}, {"luisteren", "regels"}, {"durven", "luisteren"}]


def test_doubt_survives_the_summary(codings, sessions):
    found = certainty_per_session(codings, sessions).set_index("session_id")
    assert found.loc["B", ["zeker", "twijfel", "weet_niet"]].tolist() == [1, 1, 0]
    assert found.loc["A", "weet_niet"] == 1
    assert found["total"].sum() == len(codings)
    assert found.loc["D", "total"] == 0


def test_wishes_add_up_per_meeting_and_in_total(wishes, sessions):
    found = wishes_per_meeting(wishes, sessions)
    assert found["total"].tolist() == [0, 2, 2, 0]
    assert found[["open", "opgepakt", "geparkeerd", "samengevoegd"]].to_numpy().sum() == 4


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", "elsewhere", None]),
            st.sampled_from(["open", "samengevoegd", "opgepakt", "geparkeerd"]),
        )
    )
)
def test_no_wish_disappears_even_when_its_meeting_is_unknown(drawn):
    wished = pd.DataFrame(
        [(f"w{at}", *one) for at, one in enumerate(drawn)], columns=["wish_id", "session_id", "status"]
    )
    meetings = pd.DataFrame({"session_id": ["A", "B"], "number": [1, 2], "date": None, "status": "gehouden"})
    assert wishes_per_meeting(wished, meetings)["total"].sum() == len(drawn)


def test_without_any_codings_every_meeting_waits_to_be_labelled(codings, sessions):
    found = new_or_known(codings.iloc[:0], sessions)
    assert found["n_labels"].tolist() == [0, 0, 0, 0] and not found["coded"].any()
    assert certainty_per_session(codings.iloc[:0], sessions)["total"].sum() == 0
