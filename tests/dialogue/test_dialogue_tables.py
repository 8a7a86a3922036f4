"""Reading first readings from a project: what counts, what may not be seen, and nothing lost of doubt."""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.dialogue.agreement import overlap_per_label, read_by_all
from ontmoet_research.dialogue.tables import read_changes, read_first_readings, spread_over_pieces
from ontmoet_research.store import Project, change, find, new, write

PAIR = ["merel", "kompas"]


def test_labels_of_the_chosen_readers_on_pieces_they_are_done_with(group: Project) -> None:
    told = read_first_readings(group, PAIR)
    assert set(told.placed["contributor_id"]) == set(PAIR)
    assert read_by_all(told.seen, PAIR) == {"p0", "p1", "p2", "p3"}
    assert overlap_per_label(told.placed, told.seen)[["code_id", "both", "either"]].values.tolist() == [
        ["wachten", 0, 1],
        ["bellen", 1, 2],
        ["kracht", 1, 2],
    ]


def test_doubt_choices_and_notes_come_along(group: Project) -> None:
    told = read_first_readings(group, PAIR).placed.set_index(["contributor_id", "fragment_id", "code_id"])
    assert told.loc[("merel", "p1", "bellen"), ["certainty", "note"]].tolist() == ["twijfel", "belt er wel iemand?"]
    assert told.loc[("kompas", "p2", "kracht"), "option"] == "rechts"
    assert told.loc[("kompas", "p0", "bellen"), ["start", "end"]].tolist() == [4, 16]


def test_a_label_placed_before_its_reader_is_done_does_not_count_yet(group: Project) -> None:
    told = read_first_readings(group, ["merel", "sem"])
    apply_code(group, Mark("verslag", 18, 25, "wachten", "sem"))
    again = read_first_readings(group, ["merel", "sem"])
    assert again.placed.equals(told.placed)


def test_a_label_over_several_pieces_lies_on_each_of_them() -> None:
    pieces = pd.DataFrame(
        [("a", "s", 0, 10), ("b", "s", 10, 20), ("c", "s", 20, 30), ("d", "t", 0, 30)],
        columns=["fragment_id", "source_id", "start", "end"],
    )
    coding = {"coding_id": "k", "contributor_id": "x", "code_id": "c", "option": None, "certainty": "zeker"}
    codings = pd.DataFrame([{**coding, "note": None, "round": "zelf", "source_id": "s", "start": 8, "end": 20}])
    told = spread_over_pieces(codings, pieces)
    assert told[["fragment_id", "start", "end"]].values.tolist() == [["a", 8, 10], ["b", 0, 10]]


def test_a_piece_that_was_taken_out_is_in_no_table(group: Project) -> None:
    write(group, [change(find(group, "fragments", "p1"), withdrawn=True)])
    told = read_first_readings(group, PAIR)
    for table in (told.seen, told.placed, told.pieces):
        assert "p1" not in set(table["fragment_id"])


def test_a_piece_of_someone_who_stopped_is_in_no_table(group: Project) -> None:
    write(group, [new("participants", "wilma", alias="Wilma", status="ingetrokken")])
    write(group, [change(find(group, "fragments", "p2"), participant_id="wilma")])
    assert "p2" not in set(read_first_readings(group, PAIR).placed["fragment_id"])


def test_a_closed_piece_is_out_as_soon_as_one_reader_is_a_student(group: Project) -> None:
    write(group, [change(find(group, "fragments", "p0"), visibility="besloten")])
    assert "p0" in set(read_first_readings(group, PAIR).placed["fragment_id"])
    assert "p0" not in set(read_first_readings(group, [*PAIR, "sem"]).placed["fragment_id"])


def test_labels_of_after_the_talk_stand_apart_and_saying_the_same_again_is_no_change(group: Project) -> None:
    before = read_first_readings(group, PAIR)
    apply_code(group, Mark("verslag", 18, 32, "wachten", "merel", round="na_gesprek"))
    apply_code(group, Mark("verslag", 18, 32, "wachten", "kompas", round="na_gesprek"))
    apply_code(group, Mark("verslag", 35, 53, "kracht", "kompas", option="links", round="na_gesprek"))
    after = read_first_readings(group, PAIR)
    assert after.placed.equals(before.placed)
    assert read_changes(group, after).values.tolist() == [["merel", "p1"], ["kompas", "p2"]]


@pytest.mark.parametrize(("linked", "there"), [(None, True), ("hier", True), ("elders", False)])
def test_notes_of_another_series_are_out_and_loose_notes_stay(group: Project, linked: str | None, there: bool) -> None:
    for series in ("hier", "elders"):
        phase = new("phases", f"fase {series}", series_id=series, kind="perspectives", order=1)
        session = {"series_id": series, "phase_id": phase.object_id, "number": 1, "kind": "ontmoeting"}
        write(
            group,
            [
                new("series", series, title=series, format="workshops"),
                phase,
                new("sessions", f"dag {series}", **session, status="gehouden"),
            ],
        )
    if linked:
        write(group, [change(find(group, "sources", "verslag"), session_id=f"dag {linked}")])
    assert bool(len(read_first_readings(group, PAIR, "hier").pieces)) is there


def test_the_practice_series_can_be_compared_and_hides_who_stopped(tmp_path) -> None:
    from ontmoet_research.practice import make_practice_project
    from ontmoet_research.privacy.consent import withdrawn_fragments, withdrawn_participants
    from ontmoet_research.store import read_table

    with make_practice_project(tmp_path / "oefenreeks.ontmoet") as project:
        people = read_table(project, "contributors")
        told = read_first_readings(project, people["contributor_id"])
        gone = withdrawn_participants(read_table(project, "participants"), read_table(project, "consents"))
        out = withdrawn_fragments(read_table(project, "fragments"), gone)
        assert out
        assert not out & set(told.pieces["fragment_id"])
        assert len(read_changes(project, told)) > 10
        names = dict(zip(people["display_name"], people["contributor_id"], strict=True))
        pair = [names["Merel"], names["Kompas"]]
        both = read_first_readings(project, pair)
        assert len(read_by_all(both.seen, pair)) > 50
