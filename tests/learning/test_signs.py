"""The six signs of methods 3.18 on four meetings made by hand, worked out on paper.

People: Merel (experience, resident), Ada (experience), Bo (resident), Kees and Wim (professional), Vos (volunteer).
Meetings S1, S2, S3, S4 in order. Fragment, speaker, labels (family):

S1 f1 Merel  SL01 zien, TR01           theme T "Bellen"
   f2 Kees   SL17 stroef
S2 f3 Bo     SL07 praten resident>professional, TR03
   f4 Kees   SL07 praten without a direction, NV02
S3 f5 Kees   SL12 doen, TR02, NV01, NV02      theme T
   f6 (nobody known)  SL13 doen
S4 f7 Vos    TR02, NV03                       theme T
"""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.change.wish_chain import chain
from ontmoet_research.coding import signs_of
from ontmoet_research.learning import (
    by_theme,
    count_agenda,
    draw_ladder,
    draw_level_by_step,
    draw_reach,
    draw_travels,
    draw_understanding,
    ideas_travel,
    in_order,
    ladder_over_meetings,
    learning_reach,
    level_by_step,
    new_or_known,
    understanding,
    without_level_or_step,
)
from ontmoet_research.learning.over_time import heard_from
from ontmoet_research.learning.themes import mark_tags

PEOPLE = {
    "Merel": ["lived_experience", "resident"],
    "Ada": ["lived_experience"],
    "Bo": ["resident"],
    "Kees": ["professional"],
    "Wim": ["professional"],
    "Vos": ["volunteer"],
}
THERE = {"S1": "Merel Ada Bo Kees Wim", "S2": "Merel Ada Bo Kees Wim", "S3": "Kees Wim Ada Bo", "S4": "Kees Wim Vos"}
SAID = {"f1": "Merel", "f2": "Kees", "f3": "Bo", "f4": "Kees", "f5": "Kees", "f6": None, "f7": "Vos"}
MEETING = {"f1": "S1", "f2": "S1", "f3": "S2", "f4": "S2", "f5": "S3", "f6": "S3", "f7": "S4"}
NAMED = {"SL01": "Anders kijken", "SL17": "Lukt nog niet", "SL07": "Elkaar begrijpen", "SL12": "Willen doen"}
NAMED |= {"SL13": "Gedaan", "TR01": "Zien", "TR02": "Bespreken", "TR03": "Doen"}
NAMED |= {"NV01": "Mens of gezin", "NV02": "Organisatie", "NV03": "Samenleving"}
FAMILY = {"SL01": "zien", "SL17": "stroef", "SL07": "praten", "SL12": "doen", "SL13": "doen"}
PLACED = [
    *(("f1", "SL01", None), ("f1", "TR01", None), ("f2", "SL17", None)),
    *(("f3", "SL07", "resident>professional"), ("f3", "TR03", None)),
    *(("f4", "SL07", "weet_niet>weet_niet"), ("f4", "NV02", None)),
    *(("f5", "SL12", None), ("f5", "TR02", None), ("f5", "NV01", None), ("f5", "NV02", None)),
    *(("f6", "SL13", None), ("f7", "TR02", None), ("f7", "NV03", None)),
]


@pytest.fixture
def sessions() -> pd.DataFrame:
    rows = [(f"S{n}", n, f"2024-02-0{n}") for n in (3, 1, 4, 2)]
    return pd.DataFrame(rows, columns=["session_id", "number", "date"]).assign(status="gehouden")


@pytest.fixture
def people() -> pd.DataFrame:
    return pd.DataFrame({"participant_id": list(PEOPLE), "perspectives": list(PEOPLE.values())})


@pytest.fixture
def attendance() -> pd.DataFrame:
    rows = [(meeting, person, "aanwezig") for meeting, names in THERE.items() for person in names.split()]
    return pd.DataFrame([*rows, ("S1", "Vos", "afgemeld")], columns=["session_id", "participant_id", "state"])


@pytest.fixture
def fragments() -> pd.DataFrame:
    rows = [(key, MEETING[key], person, None) for key, person in SAID.items()]
    return pd.DataFrame(rows, columns=["fragment_id", "session_id", "participant_id", "speaker_perspective"])


@pytest.fixture
def codings() -> pd.DataFrame:
    family = {"N": "niveau", "T": "stap"}
    rows = [
        (f"k{n}", code, code, code, FAMILY.get(code) or family[code[0]], key, MEETING[key], "zeker", option)
        for n, (key, code, option) in enumerate(PLACED)
    ]
    names = ["coding_id", "code_id", "code", "label_nl", "family", "fragment_id", "session_id", "certainty", "option"]
    found = pd.DataFrame(rows, columns=names)
    return found.assign(signs=[signs_of({"code": one, "label_nl": NAMED[one]}) for one in found["code"]])


@pytest.fixture
def themed(codings, fragments) -> pd.DataFrame:
    themes = pd.DataFrame([("T", "Bellen", "gedeeld")], columns=["theme_id", "title", "status"])
    links = pd.DataFrame(
        [("T", one, "past") for one in ("f1", "f3", "f5", "f7")], columns=["theme_id", "target_id", "relation"]
    )
    return by_theme(codings, themes, links, fragments)


# L1, k = 2. S1: experience, resident, professional are there (2 each). Merel learned and counts in two; Kees only said
# that something is stuck. S2: Bo and Kees. S3: experience 1, resident 1: merged. S4: volunteer 1: merged, no label.
REACH = {"S1": (3, 2, 1), "S2": (3, 2, 2), "S3": (1, 1, 2), "S4": (1, 0, 0)}


def test_l1_perspectives_that_learned_of_the_perspectives_present(codings, fragments, people, attendance, sessions):
    found = learning_reach(codings, fragments, people, attendance, sessions, k=2).set_index("session_id")
    counted = {one: tuple(found.loc[one, ["n_present", "n_learning", "n_fragments"]]) for one in REACH}
    assert counted == REACH
    assert found.loc["S1", "learning"] == ["lived_experience", "resident"]
    assert found.loc["S1", "reach"] == pytest.approx(2 / 3)
    assert found.loc["S2", "silent"] == ["lived_experience"]
    assert found["whole"].tolist() == [False, False, True, True]


def test_l1_with_a_small_perspective_only_the_whole_group_shows(codings, fragments, people, attendance, sessions):
    found = learning_reach(codings, fragments, people, attendance, sessions, k=5)
    assert found["whole"].all() and set(found["n_present"]) == {1}
    table = draw_reach(found).table.to_string()
    assert "inwoner" not in table and "mens die hier werkt" not in table


def test_l1_a_group_that_agreed_sees_perspectives_and_nobody_alone(codings, fragments, people, attendance, sessions):
    found = learning_reach(codings, fragments, people, attendance, sessions, k=5, agreed=True).set_index("session_id")
    assert found.loc["S3", ["n_present", "n_learning"]].tolist() == [2, 1]  # 1 experience + 1 resident are "others"
    assert found.loc["S3", "silent"] == ["others"]
    assert found.loc["S4", "whole"]  # the one volunteer can't be "others", so nobody stands apart


def test_l1_learning_of_which_no_speaker_is_known_is_not_called_silence(
    codings, fragments, people, attendance, sessions
):
    unknown = fragments.assign(participant_id=None)
    found = learning_reach(codings, unknown, people, attendance, sessions, k=2).set_index("session_id")
    assert found.loc["S1", "reach"] != found.loc["S1", "reach"]  # not 0
    assert "van wie weten we niet" in draw_reach(found.reset_index()).table.to_string()


def test_l2_counts_each_label_once_and_no_extra_label(codings, sessions):
    assert new_or_known(codings, sessions)["n_new"].tolist() == [3, 3, 4, 1]
    feeling = (
        codings.iloc[[0]]
        .assign(coding_id="x", code_id="boos", label_nl="Boos", family="gevoel")
        .assign(signs=[["kenmerk"]])
    )
    none = pd.DataFrame(columns=["theme_id", "title", "status", "target_id", "relation"])
    with_tag = mark_tags(pd.concat([codings, feeling]), none, none)
    assert new_or_known(with_tag, sessions)["n_new"].tolist() == [3, 3, 4, 1]
    assert "gevoel" not in set(by_theme(with_tag, none, none, codings)["theme"])
    theme = pd.DataFrame([("G", "Boosheid", "idee")], columns=["theme_id", "title", "status"])
    link = pd.DataFrame([("G", "boos", "past")], columns=["theme_id", "target_id", "relation"])
    assert new_or_known(mark_tags(with_tag, theme, link), sessions)["n_new"].tolist() == [4, 3, 4, 1]
    assert set(by_theme(with_tag, theme, link, codings)["theme"]) == {"Boosheid"}


def test_l3_a_theme_goes_from_one_perspective_to_another(themed, fragments, people, sessions):
    found = ideas_travel(themed, fragments, people, sessions)
    assert found[["taken_up_by", "meeting", "lag"]].values.tolist() == [
        ["professional", "Bijeenkomst 3", 2],
        ["others", "Bijeenkomst 4", 3],  # the volunteer is alone
    ]
    assert found["start"].tolist()[0] == ["others"]  # Merel is one person, and the only one who is both
    assert not found["start_unknown"].any()
    assert "iemand anders in de groep" in draw_travels(found, in_order(sessions)).table.to_string()


def test_l3_first_heard_is_first_heard_also_when_nobody_knows_who_spoke(themed, fragments, people, sessions):
    unknown = fragments.assign(participant_id=fragments["participant_id"].where(fragments["fragment_id"] != "f1"))
    found = ideas_travel(themed, unknown, people, sessions)
    assert found[["start", "start_unknown", "first"]].values.tolist()[0] == [[], True, "Bijeenkomst 1"]
    assert "wie begon, weten we niet" in draw_travels(found, in_order(sessions)).table.to_string()


def test_l3_one_person_with_two_perspectives_is_no_two_beginners_and_takes_nothing_over_from_herself(
    themed, fragments, people, sessions
):
    merel = fragments.assign(participant_id=["Merel" if one else None for one in fragments["participant_id"]])
    assert ideas_travel(themed, merel, people, sessions).empty


def test_l4_every_step_stays_and_a_lower_later_one_is_marked(themed, codings, sessions):
    found = ladder_over_meetings(themed, codings, sessions)
    assert found[["session_id", "highest", "so_far", "lower"]].values.tolist() == [
        ["S1", "zien", "zien", False],
        ["S2", "doen", "doen", False],
        ["S3", "bespreken", "doen", True],  # wanting to do more is no deed
        ["S4", "bespreken", "doen", True],
    ]
    assert found["steps"].tolist()[2] == ["bespreken"]
    assert found["wants"].tolist() == [False, False, True, False]
    assert found["levels"].tolist()[2] == ["individueel", "instelling"]
    assert "lager dan eerder" in draw_ladder(found).table.to_string()


def test_l5_every_wish_has_its_end(sessions):
    del sessions
    names = [
        "wish_id",
        "series_id",
        "session_number",
        "session_label",
        "text",
        "status",
        "merged_into",
        "parked_reason",
    ]
    ends = [("open", None), ("opgepakt", None), ("geparkeerd", "geen geld")]
    rows = [(f"w{n}", "R", 1, "B1", "x", status, None, why) for n, (status, why) in enumerate(ends)]
    decided = pd.DataFrame([("d", "w1", "wat", "hoe")], columns=["decision_id", "wish_id", "what", "how"])
    task = pd.DataFrame([("a", "d", "gelukt", None)], columns=["assignment_id", "decision_id", "state", "stop_reason"])
    came = pd.DataFrame([("c", "a", "zij bellen")], columns=["change_id", "assignment_id", "what"])
    found = chain(pd.DataFrame(rows, columns=names), decided, task, came)
    assert found["changes"].tolist() == [[], ["zij bellen"], []]
    assert found["reason"].tolist()[2] == "geen geld"


def test_l6_questions_change_and_none_disappears():
    rows = [
        ("open", "hoe", []),
        ("beantwoord", "hoe", ["eerst anders"]),
        ("anders_geworden", "waarom", []),
        ("losgelaten", None, []),
    ]
    counted = count_agenda(pd.DataFrame(rows, columns=["status", "order", "earlier"]))
    assert (counted["asked"], counted["changed"], counted["waarom"]) == (4, 2, 1)
    assert sum(counted[one] for one in ("open", "bezig", "beantwoord", "anders_geworden", "losgelaten")) == 4


def test_a37_the_cells_together_are_at_least_the_fragments_and_the_caption_says_so(codings):
    counted = level_by_step(codings)
    # f5: 2 levels x bespreken (Willen doen is no step); f7: 1 x 1; f1, f3 and f4 have one of the two
    assert counted.loc["instelling", ["bespreken", "doen"]].tolist() == [1, 0]
    assert (int(counted.to_numpy().sum()), without_level_or_step(codings)) == (3, (2, 3))
    chart = draw_level_by_step(counted, *without_level_or_step(codings))
    assert "De vakjes samen zijn 3, de stukjes 2." in " ".join(chart.notes)


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("resident>professional", [1, 0, 0, 0]),
        ("policy>lived_experience", [0, 1, 0, 0]),
        ("professional>professional", [0, 0, 1, 0]),
        ("resident>weet_niet", [0, 0, 0, 1]),
        (None, [0, 0, 0, 1]),
    ],
)
def test_b11_both_directions_are_counted_and_a_missing_one_is_allowed(codings, option, expected):
    one = codings[codings["coding_id"] == "k3"].assign(option=option)
    assert understanding(one)["n_fragments"].tolist() == expected


def test_b11_both_arrows_are_drawn_also_when_nobody_understood_anybody(codings):
    chart = draw_understanding(understanding(codings.iloc[:0]))
    arrows = [one for one in chart.figure().axes[0].texts if getattr(one, "arrow_patch", None) is not None]
    assert len(arrows) == 2
    assert chart.sentence.count("0 keer") == 2


def test_a_second_reader_changes_none_of_them_and_a_withdrawn_person_leaves_all(
    codings, fragments, people, attendance, sessions, themed
):
    both = pd.concat([codings, codings.assign(coding_id=codings["coding_id"] + "-b")])
    for count in (level_by_step, understanding, lambda them: new_or_known(them, sessions)):
        pd.testing.assert_frame_equal(count(both), count(codings))
    pd.testing.assert_frame_equal(
        ladder_over_meetings(themed, both, sessions), ladder_over_meetings(themed, codings, sessions)
    )
    left = heard_from(codings, {"f1"})  # Merel withdrew
    rest, gone = fragments[fragments["fragment_id"] != "f1"], people[people["participant_id"] != "Merel"]
    there = attendance[attendance["participant_id"] != "Merel"]
    found = learning_reach(left, rest, gone, there, sessions, k=1).set_index("session_id")
    assert found.loc["S1", "n_learning"] == 0
    travelled = ideas_travel(themed[themed["fragment_id"] != "f1"], rest, gone, sessions)
    # Bo is the only resident left, so nobody is named; Kees and Vos, of other perspectives, took it up
    assert travelled["start"].tolist() == [["others"], ["others"]]
    assert new_or_known(left, sessions)["n_new"].tolist() == [1, 3, 4, 1]
