"""Undo and history over any table, checked against a simple twin."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontmoet_research import store
from ontmoet_research.words import Refused


def labels(project: store.Project) -> dict[str, str]:
    return {row.object_id: row["label"] for row in store.read_rows(project, "organisations")}


def step(project: store.Project, action: str, word: str, screen: str) -> None:
    current = store.read_rows(project, "organisations")
    if action == "new" or not current:
        store.write(project, [store.new("organisations", label=word)], origin=screen)
    elif action == "change":
        store.write(project, [store.change(current[0], label=word)], origin=screen)
    elif action == "remove":
        store.write(project, [store.remove(current[-1])], origin=screen)
    else:
        store.write(project, [store.change(row, label=word) for row in current], origin=screen)


steps = st.lists(
    st.tuples(st.sampled_from(["new", "change", "remove", "change_all"]), st.text(min_size=1, max_size=8)),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=15,
    deadline=None,
    # One project serves all examples: each works under a name of its own and undoes all it did.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=steps)
def test_undo_walks_back_through_every_state_and_then_stops(
    project: store.Project, steps: list[tuple[str, str]]
) -> None:
    screen = store.new_id()
    states = [labels(project)]
    for action, word in steps:
        step(project, action, word, screen)
        states.append(labels(project))
    for expected in reversed(states[:-1]):
        store.undo(project, origin=screen)
        assert labels(project) == expected
    with pytest.raises(Refused, match="niets om terug te zetten"):
        store.undo(project, origin=screen)
    assert store.check_rows(project) == []


def test_undo_takes_back_only_my_own_last_step_on_this_screen(noor: store.Project) -> None:
    kees = noor.as_person(store.new_id())
    store.write(noor, [store.new("organisations", label="van Noor")], origin="lezen")
    store.write(noor, [store.new("organisations", label="van Noor, elders")], origin="intake")
    store.write(kees, [store.new("organisations", label="van Kees")], origin="lezen")
    store.undo(noor, origin="lezen")
    assert set(labels(noor).values()) == {"van Noor, elders", "van Kees"}


def test_undo_leaves_alone_what_someone_else_changed_since(noor: store.Project) -> None:
    made = store.new("organisations", label="een school")
    store.write(noor, [made], origin="lezen")
    kees = noor.as_person(store.new_id())
    store.write(kees, [store.change(store.find(noor, "organisations", made.object_id), label="een bank")])
    with pytest.raises(Refused, match="daarna nog veranderd"):
        store.undo(noor, origin="lezen")
    assert labels(noor) == {made.object_id: "een bank"}


def test_history_tells_every_version_with_its_author(noor: store.Project) -> None:
    made = store.new("organisations", label="een school")
    store.write(noor, [made])
    store.write(noor, [store.change(store.find(noor, "organisations", made.object_id), label="een bank")])
    store.write(noor, [store.remove(store.find(noor, "organisations", made.object_id))])
    told = store.history(noor, "organisations", made.object_id)
    assert list(told["label"]) == ["een school", "een bank", "een bank"]
    assert list(told["removed"]) == [False, False, True]
    assert set(told["author"]) == {noor.who}
    assert store.read_rows(noor, "organisations") == []
