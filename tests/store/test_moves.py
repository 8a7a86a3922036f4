"""Chains of things under things end, whatever copies were merged."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research import change, store

THINGS = st.sampled_from("abcde")


@given(moves=st.lists(st.tuples(THINGS, st.none() | THINGS), max_size=30))
def test_no_moves_make_a_circle_and_the_last_move_that_can_be_made_counts(moves: list[tuple[str, str | None]]) -> None:
    under = store.replay(moves)
    for thing in "abcde":
        seen = [thing]
        while seen[-1] in under:
            seen.append(under[seen[-1]])
            assert len(seen) <= 5
        assert store.end_of(under, thing) == seen[-1]
    if moves:
        thing, target = moves[-1]
        before = store.replay(moves[:-1])
        if target is None:
            assert thing not in under
        elif store.end_of({**before, thing: "top"}, target) == "top":
            assert under.get(thing) == before.get(thing), "it would have closed a circle"
        else:
            assert under[thing] == target


def test_two_copies_that_merged_two_wishes_into_each_other_read_the_same_end(tmp_path: Path) -> None:
    with store.create(tmp_path / "a.ontmoet", title="A") as mine:
        series = store.new("series", title="Reeks", format="ontmoetingen")
        phase = store.new("phases", series_id=series.object_id, kind="perspectives", order=1)
        meeting = store.new(
            *("sessions",),
            series_id=series.object_id,
            phase_id=phase.object_id,
            number=1,
            kind="ontmoeting",
            status="gehouden",
        )
        store.write(mine, [series, phase, meeting])
        first, second = (change.add_wish(mine, text, meeting.object_id) for text in ("Bellen", "Langsgaan"))
        with store.create(tmp_path / "b.ontmoet", title="B") as yours:
            store.merge(yours, store.ProjectFile(tmp_path / "a.ontmoet"))
            change.merge(mine, first, second)
            change.merge(yours, second, first)
            store.merge(mine, store.ProjectFile(tmp_path / "b.ontmoet"))
            store.merge(yours, store.ProjectFile(tmp_path / "a.ontmoet"))
            ends = {change.ends_in(project, wish).object_id for project in (mine, yours) for wish in (first, second)}
            assert ends == {second}, "the first move stands, the one that closes the circle is passed over"
            moves = [store.read_moves(project, "wishes", "merged_into") for project in (mine, yours)]
            assert moves[0] == moves[1] == {first: second}
