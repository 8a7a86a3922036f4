"""Wishes: kept, parked, joined and taken up; none disappears (B16, B33; invariants 1 and 2)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontmoet_research.change import (
    add_wish,
    count_statuses,
    decide,
    ends_in,
    merge,
    park,
    read_decisions,
    read_wishes,
    reopen,
)
from ontmoet_research.store import (
    Project,
    ProjectFile,
    change,
    create,
    find,
    history,
    last_seq,
    open_project,
    since,
    sqlite,
    undo,
    write,
)
from ontmoet_research.store import merge as merge_copies
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from conftest import Small


def test_a_wish_keeps_its_words_as_they_were_typed(small: Small) -> None:
    words = "dat ze gewoon ff belle <b>& $ 😀"
    small.wish(f"  {words}\n")
    wish = read_wishes(small.project).iloc[0]
    assert (wish["text"], wish["status"], wish["said_by_perspective"]) == (words, "open", "resident")
    assert (wish["session_number"], wish["session_kind"], wish["session_label"]) == (1, "ontmoeting", "Bijeenkomst 1")


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_wish_without_words_is_refused(small: Small, text: str) -> None:
    with pytest.raises(Refused, match="nog leeg"):
        add_wish(small.project, text, small.meetings[0])
    assert read_wishes(small.project).empty


def test_a_wish_at_a_meeting_that_is_not_there_is_refused(small: Small) -> None:
    with pytest.raises(Refused):
        add_wish(small.project, "iets", "nergens")


def test_a_parked_wish_keeps_words_and_reason(small: Small) -> None:
    wish = small.wish("een bus op zondag")
    park(small.project, wish, "eerst het andere")
    row = find(small.project, "wishes", wish)
    assert (row["text"], row["status"], row["parked_reason"]) == ("een bus op zondag", "geparkeerd", "eerst het andere")


def test_parking_without_a_reason_is_refused(small: Small) -> None:
    wish = small.wish()
    with pytest.raises(Refused, match="waarom"):
        park(small.project, wish, " ")
    assert find(small.project, "wishes", wish)["status"] == "open"


def test_a_parked_wish_can_be_opened_again_and_its_history_stays(small: Small) -> None:
    wish = small.wish()
    park(small.project, wish, "later")
    reopen(small.project, wish)
    assert find(small.project, "wishes", wish)["status"] == "open"
    assert history(small.project, "wishes", wish)["parked_reason"].tolist()[1] == "later"


def test_merging_keeps_both_originals(small: Small) -> None:
    one, other = small.wish("bellen op dinsdag"), small.wish("vaker bellen")
    merge(small.project, one, other)
    rows = read_wishes(small.project).set_index("wish_id")
    assert rows.loc[one, ["text", "status", "merged_into"]].tolist() == ["bellen op dinsdag", "samengevoegd", other]
    assert rows.loc[other, ["text", "status"]].tolist() == ["vaker bellen", "open"]


def test_merging_into_a_merged_wish_goes_to_where_that_one_ended(small: Small) -> None:
    one, two, three = small.wish("a"), small.wish("b"), small.wish("c")
    merge(small.project, two, three)
    merge(small.project, one, two)
    assert find(small.project, "wishes", one)["merged_into"] == three
    assert ends_in(small.project, one).object_id == three


def test_a_wish_is_not_merged_with_itself_not_even_by_a_detour(small: Small) -> None:
    one, two = small.wish("a"), small.wish("b")
    with pytest.raises(Refused, match="dezelfde wens"):
        merge(small.project, one, one)
    merge(small.project, two, one)
    with pytest.raises(Refused, match="dezelfde wens"):
        merge(small.project, one, two)


def test_two_people_who_merge_crosswise_do_not_hang_the_kit(small: Small) -> None:
    one, two = small.wish("a"), small.wish("b")
    rows = [find(small.project, "wishes", wish) for wish in (one, two)]
    crossed = zip(rows, (two, one), strict=True)
    write(small.project, [change(row, status="samengevoegd", merged_into=other) for row, other in crossed])
    assert ends_in(small.project, one).object_id in {one, two}


def test_wishes_that_were_merged_crosswise_do_not_both_disappear(small: Small) -> None:
    """Two copies each merged the one into the other: the later move is passed over, and that wish is open again."""
    one, two = small.wish("a"), small.wish("b")
    rows = [find(small.project, "wishes", wish) for wish in (one, two)]
    crossed = zip(rows, (two, one), strict=True)
    write(small.project, [change(row, status="samengevoegd", merged_into=other) for row, other in crossed])
    status = read_wishes(small.project).set_index("wish_id")["status"].to_dict()
    assert sorted(status.values()) == ["open", "samengevoegd"]
    free = next(wish for wish, what in status.items() if what == "open")
    park(small.project, free, "dat kan dus gewoon")
    assert find(small.project, "wishes", free)["status"] == "geparkeerd"


def test_a_wish_is_taken_up_by_a_decision_in_one_write(small: Small) -> None:
    wish = small.wish()
    park(small.project, wish, "later")
    before = last_seq(small.project)
    small.decision(wish)
    assert len({item.batch for item in since(small.project, before)}) == 1
    assert find(small.project, "wishes", wish)["status"] == "opgepakt"
    decision = read_decisions(small.project).iloc[0]
    assert (decision["wish_id"], decision["how"], decision["who"]) == (wish, "samen oefenen", small.people[:1])
    assert (decision["session_number"], decision["session_kind"]) == (5, "besluit")


@pytest.mark.parametrize(
    ("what", "how", "who", "sentence"),
    [
        ("", "samen", True, "wat jullie gaan doen"),
        ("bellen", " ", True, "hoe jullie het gaan doen"),
        ("bellen", "samen", False, "wie dit gaat doen"),
    ],
)
def test_a_decision_without_what_how_or_who_is_refused(
    small: Small, what: str, how: str, who: bool, sentence: str
) -> None:
    wish = small.wish()
    with pytest.raises(Refused, match=sentence):
        decide(small.project, wish, small.meetings[4], what, how, small.people if who else [])
    assert read_decisions(small.project).empty
    assert find(small.project, "wishes", wish)["status"] == "open"


def test_a_decision_by_someone_unknown_or_on_a_merged_wish_is_refused(small: Small) -> None:
    one, other = small.wish("a"), small.wish("b")
    with pytest.raises(Refused):
        decide(small.project, one, small.meetings[4], "x", "y", ["niemand"])
    merge(small.project, one, other)
    with pytest.raises(Refused, match="andere wens"):
        small.decision(one)
    assert read_decisions(small.project).empty


def test_what_was_decided_is_not_parked_merged_or_opened(small: Small) -> None:
    wish, other = small.wish("a"), small.wish("b")
    small.decision(wish)
    for step in (lambda: park(small.project, wish, "x"), lambda: merge(small.project, wish, other)):
        with pytest.raises(Refused, match="al besloten"):
            step()
    with pytest.raises(Refused, match="al besloten"):
        reopen(small.project, wish)


def test_taking_back_a_decision_makes_the_wish_open_again(small: Small) -> None:
    wish = small.wish()
    small.decision(wish)
    undo(small.project, origin="change.decisions")
    assert find(small.project, "wishes", wish)["status"] == "open"
    assert read_decisions(small.project).empty


STEP = st.tuples(st.sampled_from(["park", "merge", "decide", "reopen"]), st.integers(0, 4), st.integers(0, 4))


def _try(small: Small, step: str, wish: str, other: str) -> None:
    steps = {
        "park": lambda: park(small.project, wish, "later"),
        "merge": lambda: merge(small.project, wish, other),
        "decide": lambda: small.decision(wish),
        "reopen": lambda: reopen(small.project, wish),
    }
    with suppress(Refused):  # a refusal is an answer too; what must hold is that no wish is lost
        steps[step]()


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(STEP, max_size=25))
def test_whatever_happens_wishes_in_is_the_sum_of_what_became_of_them(
    tmp_path_factory: pytest.TempPathFactory, series_in: Callable[[Project], Small], steps: list[tuple[str, int, int]]
) -> None:
    with create(tmp_path_factory.mktemp("wensen") / "p.ontmoet", title="Proef") as project:
        small = series_in(project)
        wishes = [small.wish(f"wens {number}") for number in range(5)]
        for step, one, other in steps:
            _try(small, step, wishes[one], wishes[other])
        counts = count_statuses(read_wishes(project))
        assert counts.pop("in") == 5 == sum(counts.values())
        assert sorted(read_wishes(project)["text"]) == [f"wens {number}" for number in range(5)]


@settings(max_examples=8, deadline=None)
@given(mine=st.lists(STEP, max_size=10), theirs=st.lists(STEP, max_size=10))
def test_after_merging_two_copies_no_wish_is_lost_and_both_copies_agree(
    tmp_path_factory: pytest.TempPathFactory,
    series_in: Callable[[Project], Small],
    mine: list[tuple[str, int, int]],
    theirs: list[tuple[str, int, int]],
) -> None:
    folder = tmp_path_factory.mktemp("kopieen")
    with create(folder / "a.ontmoet", title="Proef") as project:
        small = series_in(project)
        wishes = [small.wish(f"wens {number}") for number in range(5)]
    sqlite.copy_to(folder / "a.ontmoet", folder / "b.ontmoet", None)
    for name, steps in (("a", mine), ("b", theirs)):
        with open_project(folder / f"{name}.ontmoet") as project:
            own = replace(small, project=project)
            own.wish(f"nieuwe wens van {name}")
            for step, one, other in steps:
                _try(own, step, wishes[one], wishes[other])
    told = []
    for here, there in (("a", "b"), ("b", "a")):
        with open_project(folder / f"{here}.ontmoet") as project:
            with ProjectFile(folder / f"{there}.ontmoet") as copy:
                merge_copies(project, copy)
            told.append(count_statuses(read_wishes(project)))
            last = read_wishes(project).drop_duplicates("wish_id", keep="last").set_index("wish_id")
            assert set(last["text"]) == {f"wens {n}" for n in range(5)} | {f"nieuwe wens van {n}" for n in "ab"}
            ends = [ends_in(project, wish).object_id for wish in last.index]
            assert "samengevoegd" not in set(last.loc[ends, "status"]), "each wish can be followed to one that stands"
    counts = told[0]
    assert told[1] == counts
    assert counts.pop("in") == 7 == sum(counts.values())
