"""Who is heard and who does the work: counted by hand, hidden when groups are small, never a person."""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.voices import (
    Voices,
    balance,
    coding_share,
    draw_balance,
    draw_coding_share,
    draw_voices,
    silent_voices,
    voice_balance,
)
from ontmoet_research.words import say

NEAR, OFFICE = ["resident"], ["professional"]


def people(*groups: tuple[int, list[str]]) -> pd.DataFrame:
    """So many people with these perspectives, called p1, p2 ... in order."""
    every = [perspectives for n, perspectives in groups for _ in range(n)]
    return pd.DataFrame({"participant_id": [f"p{at}" for at in range(1, len(every) + 1)], "perspectives": every})


def said(*words: int) -> pd.DataFrame:
    """The first person said so many words in one piece, the second so many ..."""
    ids = range(1, len(words) + 1)
    return pd.DataFrame(
        {"fragment_id": [f"f{at}" for at in ids], "participant_id": [f"p{at}" for at in ids], "n_words": list(words)}
    )


def by_group(counted: pd.DataFrame) -> dict[str, tuple[int, int]]:
    return {row["group"]: (row["n_people"], row["n_words"]) for row in counted.to_dict("records")}


@pytest.mark.parametrize(
    ("groups", "words", "expected"),
    [
        # 5 and 5: both broad groups are large enough
        ([(5, NEAR), (5, OFFICE)], [10] * 5 + [20] * 5, {"uit de buurt": (5, 50), "vanuit een organisatie": (5, 100)}),
        # the group of the domain page: 2 + 3 + 2 near, 4 from organisations: only the whole group
        (
            [(2, ["lived_experience"]), (3, NEAR), (2, ["volunteer"]), (4, OFFICE)],
            [10] * 11,
            {"hele groep": (11, 110)},
        ),
        # someone who is on both sides is put on neither
        ([(5, NEAR), (5, OFFICE), (1, [*NEAR, *OFFICE])], [1] * 11, {"hele groep": (11, 11)}),
        # 4 people who spoke are too few for anything
        ([(4, NEAR)], [10] * 4, {}),
        # 5 people in the group, but 4 of them spoke
        ([(5, NEAR)], [10] * 4, {}),
        ([(5, NEAR)], [], {}),
    ],
)
def test_groups_are_as_broad_as_small_numbers_ask(
    groups: list[tuple[int, list[str]]], words: list[int], expected: dict[str, tuple[int, int]]
) -> None:
    assert by_group(voice_balance(people(*groups), said(*words))) == expected


def test_a_group_that_agreed_sees_its_perspectives_but_never_one_person() -> None:
    group = people((2, ["lived_experience", "resident"]), (1, ["policy"]), (2, OFFICE))
    counted = voice_balance(group, said(10, 20, 5, 30, 35), agreed=True)
    names = [say(f"group.perspective.{one}") for one in ("lived_experience", "resident", "professional")]
    assert by_group(counted) == dict(zip(names, [(2, 30), (2, 30), (2, 65)], strict=True))
    assert list(counted["share"]) == [0.3, 0.3, 0.65]


def test_who_is_in_the_group_and_not_in_the_notes_is_named_as_a_voice_without_a_number() -> None:
    group = people((1, ["resident", "volunteer"]), (1, ["policy"]), (1, ["professional"]))
    assert silent_voices(group, said(10)) == ["professional", "policy"]
    told = draw_voices(voice_balance(group, said(10)), ["policy"], 5).sentence
    assert say("group.perspective.policy") in told
    assert say("voices.speaking.too_few", k=5) in told


def told(spoken: pd.DataFrame, group: pd.DataFrame, labels: list[str], sides: dict[str, str]) -> Voices:
    empty = pd.DataFrame({"decision_id": [], "participant_id": []})
    return Voices(
        participants=group,
        spoken=spoken,
        chosen=empty,
        labelled=pd.DataFrame({"coding_id": [f"c{n}" for n in range(len(labels))], "contributor_id": labels}),
        written=pd.DataFrame({"section_id": ["s1", "s1", "s2"], "contributor_id": ["a1", "b1", "b1"]}),
        contributors=pd.DataFrame({"contributor_id": list(sides), "side": list(sides.values())}),
    )


SIDES = {**{f"a{n}": "ervaring" for n in range(1, 6)}, **{f"b{n}": "onderzoek" for n in range(1, 6)}}


def test_the_bars_are_what_a_hand_counts() -> None:
    group = people((5, ["lived_experience"]), (5, OFFICE))
    labels = ["a1", "a2", "a3", "a4", "a5", "a5", "b1", "b2", "b3", "b4", "b5"]
    counted = balance(told(said(*[10] * 10), group, labels, SIDES)).set_index("about")
    assert counted.loc["praten", ["n_experience", "n_others", "share"]].tolist() == [50, 50, 0.5]
    assert counted.loc["labelen", ["n_experience", "n_others"]].tolist() == [6, 5]
    assert counted["shown"].tolist() == [True, False, True, False]  # nobody chose; 1 and 1 wrote


def test_a_bar_of_fewer_people_than_k_is_not_there_and_the_sentence_says_why() -> None:
    group = people((4, ["lived_experience"]), (6, OFFICE))
    counted = balance(told(said(*[10] * 10), group, ["a1", "b1"], SIDES))
    assert not counted["shown"].any()
    chart = draw_balance(counted, 5)
    assert "50" not in chart.sentence
    assert say("voices.not_shown") in chart.table.to_string()
    agreed = balance(told(said(*[10] * 10), group, ["a1", "b1"], SIDES), 2).set_index("about")
    assert agreed["shown"].tolist() == [True, False, False, False]


def test_when_nobody_of_a_large_group_did_it_that_is_shown() -> None:
    group = people((5, ["lived_experience"]), (5, OFFICE))
    spoken = said(*[10] * 10)
    counted = balance(told(spoken[spoken["participant_id"] > "p5"], group, [], SIDES)).set_index("about")
    assert counted.loc["praten", ["n_experience", "n_others"]].tolist() == [0, 50] or not counted.loc["praten", "shown"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5", "b5"], {"ervaring": 5, "onderzoek": 6}),
        (["a1", "a2", "a3", "a4", "a5", "b1"], {}),  # one side left out could be worked out from the whole
        (["a1"], {}),
        ([], {}),
    ],
)
def test_labels_are_counted_per_side_and_a_side_of_a_few_people_is_not_told(
    labels: list[str], expected: dict[str, int]
) -> None:
    placed = pd.DataFrame({"coding_id": [f"c{n}" for n in range(len(labels))], "contributor_id": labels})
    people_of = pd.DataFrame({"contributor_id": list(SIDES), "side": list(SIDES.values())})
    shares = coding_share(placed, people_of)
    assert dict(zip(shares["side"], shares["n_labels"], strict=True)) == expected
    assert "contributor_id" not in shares.columns


def test_the_figure_of_labels_per_side_tells_its_numbers_and_no_name() -> None:
    counted = pd.DataFrame(
        {"side": ["ervaring", "praktijk"], "n_people": [5, 6], "n_labels": [12, 1], "share": [0.9, 0.1]}
    )
    chart = draw_coding_share(counted, 5)
    assert "Labels van de kant ervaring: 12." in chart.sentence and chart.png().startswith(b"\x89PNG")
    assert "geen cijfer" in " ".join(chart.notes)
