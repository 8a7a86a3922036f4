"""How far a part of a report is: it follows from what happened, and every step that is forbidden is refused."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.model.account import SECTION_STATES
from ontmoet_research.model.people import SIDES
from ontmoet_research.report.states import CONCEPT, FINAL, READ_BACK, TO_AGREE, Happened, both_sides, least, state

happened = st.builds(
    Happened,
    before=st.booleans(),
    read_back=st.booleans(),
    kept_back=st.booleans(),
    agreed=st.frozensets(st.sampled_from(SIDES)),
    talk_open=st.booleans(),
)


@given(happened)
def test_a_part_is_final_only_when_all_that_is_asked_happened(told: Happened) -> None:
    asked = (
        told.before,
        told.read_back,
        not told.kept_back,
        "ervaring" in told.agreed,
        bool(set(told.agreed) - {"ervaring"}),
        not told.talk_open,
    )
    assert (state(told) == FINAL) == all(asked)


@given(happened)
def test_nobody_can_agree_with_what_was_not_read_back_or_must_be_mended(told: Happened) -> None:
    if state(told) in (TO_AGREE, FINAL):
        assert told.before and told.read_back and not told.kept_back


@given(happened, st.sampled_from(("before", "read_back", "kept_back", "talk_open")))
def test_taking_one_thing_away_never_brings_a_part_further(told: Happened, what: str) -> None:
    worse = {"before": False, "read_back": False, "kept_back": True, "talk_open": True}[what]
    after = Happened(**{**vars(told), what: worse})
    assert SECTION_STATES.index(state(after)) <= SECTION_STATES.index(state(told))


@given(st.frozensets(st.sampled_from(SIDES)))
def test_silence_of_a_side_is_no_yes(sides: frozenset[str]) -> None:
    assert both_sides(sides) == ("ervaring" in sides and len(sides) > 1)


@given(st.lists(st.sampled_from(SECTION_STATES), min_size=1))
def test_a_whole_is_as_far_as_what_is_least_far(states: list[str]) -> None:
    assert least(states) in states
    assert all(SECTION_STATES.index(least(states)) <= SECTION_STATES.index(one) for one in states)


def test_each_state_can_be_reached() -> None:
    ready = {"read_back": True}
    assert state(Happened()) == CONCEPT and least([]) == CONCEPT
    assert state(Happened(**ready, kept_back=True)) == READ_BACK
    assert state(Happened(**ready, agreed=("ervaring",))) == TO_AGREE
    assert state(Happened(**ready, agreed=("ervaring", "praktijk"))) == FINAL
