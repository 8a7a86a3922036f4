"""What is told outside rests on enough people, and stays as it was when one of them stops (P16, P17).

Outside oracle: the fewest people without whom a sentence is not true, as an integer program (HiGHS in SciPy).
"""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from ontmoet_research.privacy.register import STORY, Released
from ontmoet_research.privacy.telling import NOBODY, Telling, at_least, check_told, stays_true
from ontmoet_research.words import Refused, say

PEOPLE = [f"p{n}" for n in range(10)]
PARTS = ("bijeenkomst 1", "bijeenkomst 2", "labels x")
Facts = dict[str, dict[str, list[frozenset[str]]]]  # part -> sentence -> evidence


def fewest(evidence: list[frozenset[str]]) -> float:
    """How many people have to stop at least before nothing of the evidence is left."""
    people = sorted(set().union(*evidence)) if evidence else []
    if not evidence:
        return 0
    if NOBODY in evidence:
        return np.inf
    touches = np.array([[person in one for person in people] for one in evidence], dtype=float)
    solved = milp(np.ones(len(people)), constraints=LinearConstraint(touches, 1), integrality=1, bounds=Bounds(0, 1))
    return float(round(solved.fun))


def left(telling: Telling) -> Released:
    """What this telling told, as the register keeps it."""
    rows = tuple(f"{part}|{name}" for part, names in telling.told.items() for name in ("", *names))
    return Released(
        "r", "s", STORY, telling.k, len(telling.marks), telling.marks, rows, ("verteld",),
        {(row, "verteld"): 1 for row in rows}, (), "2025-01-01",
    )  # fmt: skip


def tell(facts: Facts, people: set[str], k: int, earlier: list[Released] | None = None) -> tuple[Telling, Any]:
    """What is told by these people only: evidence with someone who is not there any more is gone."""
    telling = Telling(k, len(people), frozenset(people), earlier or [])
    now = {
        part: {name: [one for one in evidence if one <= people] for name, evidence in own.items()}
        for part, own in facts.items()
    }
    return telling, {part: telling.those(part, own) for part, own in now.items()}


evidences = st.lists(st.frozensets(st.sampled_from(PEOPLE), max_size=2), max_size=14)
projects = st.fixed_dictionaries(
    {part: st.dictionaries(st.sampled_from("abcdef"), evidences, max_size=6) for part in PARTS}
)


@pytest.mark.parametrize(
    ("evidence", "stops", "true"),
    [
        ([], 0, False),
        ([{"a"}], 0, True),
        ([{"a"}], 1, False),
        ([{"a"}, {"b"}], 1, True),
        ([{"a"}, {"b"}], 2, False),
        ([{"a", "b"}, {"a", "c"}, {"a", "d"}], 1, False),  # all of it rests on a
        ([{"a", "b"}, {"c", "d"}, {"e"}], 2, True),
        ([{"a"}] * 40, 1, False),  # forty pieces of one person are one person
        ([{"a"}, set()], 9, True),  # nobody knows who said that
    ],
)
def test_a_sentence_stays_true_only_with_enough_people_behind_it(evidence: Any, stops: int, true: bool) -> None:
    assert stays_true([frozenset(one) for one in evidence], stops) is true


@given(evidences, st.integers(0, 6))
@settings(max_examples=300, deadline=None)
def test_an_integer_program_finds_the_same_people(evidence: list[frozenset[str]], stops: int) -> None:
    assert stays_true(evidence, stops) == (fewest(evidence) > stops)


@given(projects, st.integers(3, 5))
@settings(max_examples=300, deadline=None)
def test_nobody_is_found_by_laying_beside_each_other_all_that_left_before_and_after_each_withdrawal(
    facts: Facts, k: int
) -> None:
    everyone = set(PEOPLE)
    first, told = tell(facts, everyone, k)
    for part, names in told.items():
        assert all(fewest(facts[part][name]) >= k for name in names)  # each sentence rests on k people
    for stop in chain.from_iterable(combinations(PEOPLE, n) for n in (1, k - 1)):
        after, again = tell(facts, everyone - set(stop), k, [left(first)])
        if not after.gone:  # what is gone is asked about, and nothing leaves
            assert again == told


@given(projects, st.integers(3, 5), st.permutations(PEOPLE))
@settings(max_examples=100, deadline=None)
def test_one_by_one_nothing_changes_until_k_people_stopped_and_then_all_of_it_rests_on_those_who_stay(
    facts: Facts, k: int, order: list[str]
) -> None:
    people, register = set(PEOPLE), []
    first, told = tell(facts, people, k)
    register.append(left(first))
    for gone, person in enumerate(order[: k + 1], start=1):
        people = people - {person}
        telling, now = tell(facts, people, k, register)
        if gone < k:
            assert now == told and not telling.gone
        elif gone == k:
            for part, names in now.items():
                rest = {name: [one for one in facts[part][name] if one <= people] for name in names}
                assert all(fewest(own) >= k for own in rest.values())
        if telling.told:
            register.append(left(telling))


def test_who_comes_later_adds_nothing_to_what_was_told_but_a_new_meeting_is_told_of() -> None:
    seen = [frozenset({one}) for one in "abcde"]
    first = Telling(5, 8, frozenset("abcdefgh"))
    assert first.those("bijeenkomst 1", {"t": seen[:4]}) == []
    later = Telling(5, 9, frozenset("abcdefghi"), [left(first)])
    assert later.those("bijeenkomst 1", {"t": [*seen[:4], frozenset("i")]}) == []
    assert later.those("bijeenkomst 2", {"t": seen}) == ["t"]


def test_the_same_people_may_tell_more_when_more_was_labelled() -> None:
    seen = [frozenset({one}) for one in "abcde"]
    first = Telling(5, 8, frozenset("abcdefgh"))
    first.those("bijeenkomst 1", {"t": seen[:4]})
    assert Telling(5, 8, first.marks, [left(first)]).those("bijeenkomst 1", {"t": seen}) == ["t"]


def test_nearly_the_same_people_in_another_series_are_held_to_what_was_told_of_the_first() -> None:
    first = Telling(5, 9, frozenset("abcdefghi"))
    first.those("wie_ontbrak", {"professional": [], "resident": [NOBODY]})
    follow_up = Telling(5, 8, frozenset("abcdefgh"), [left(first)])
    assert follow_up.those("wie_ontbrak", {"professional": [NOBODY], "resident": [NOBODY]}) == ["resident"]


def test_which_side_wrote_a_text_stays_so_when_one_of_them_stops() -> None:
    first = Telling(5, 9, frozenset("abcdefghi"))
    sides = {"ervaring": [NOBODY], "onderzoek": [NOBODY]}
    assert first.those("tekst 1", sides, lasting=True) == ["ervaring", "onderzoek"]
    after = Telling(5, 8, frozenset("abcdefgh"), [left(first)])
    assert after.those("tekst 1", {"ervaring": [NOBODY]}, lasting=True) == ["ervaring", "onderzoek"]


def test_what_is_not_true_any_more_is_asked_about_and_with_a_reason_once() -> None:
    first = Telling(5, 9, frozenset("abcdefghi"))
    first.those("bijeenkomst 1", {"t": [NOBODY]})
    first.rows("veranderingen s", {"c1": "Bellen met een nummer."})
    after = Telling(5, 8, frozenset("abcdefgh"), [left(first)])
    assert after.those("bijeenkomst 1", {"t": []}) == []
    after.rows("veranderingen s", {})
    with pytest.raises(Refused) as refused:
        check_told(after, [], "")
    about = say("privacy.telling.about.veranderingen")
    assert about in str(refused.value) and "minder dan 5 mensen" in str(refused.value)
    check_told(after, [], "De groep las het en vindt het goed.")
    again = Telling(5, 8, after.marks, [left(first), left(after)])
    again.those("bijeenkomst 1", {"t": []})
    again.rows("veranderingen s", {})
    check_told(again, [], "")


def test_a_group_under_k_is_told_nothing_of_and_a_series_without_a_list_of_people_is() -> None:
    assert Telling(5, 4, frozenset("abcd")).those("bijeenkomst 1", {"t": [NOBODY]}) == []
    assert Telling(5, 0).those("bijeenkomst 1", {"t": [NOBODY]}) == ["t"]
    assert at_least(4, 5) == 0


def test_the_group_itself_is_told_all() -> None:
    inside = Telling(5, 9, frozenset("abc"), inside=True)
    assert inside.those("bijeenkomst 1", {"t": [frozenset("a")], "u": []}) == ["t"] and not inside.told
