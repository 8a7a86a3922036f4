"""The talk on the store: who speaks first, what came of it, and two people who finish at the same moment."""

from __future__ import annotations

import pytest

from ontmoet_research.dialogue.tables import read_changes, read_first_readings
from ontmoet_research.dialogue.talk import (
    ORIGIN,
    Talk,
    add_reason,
    finish_talk,
    open_talk,
    read_talks,
    settle_versions,
    speaking_order,
)
from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.store import (
    Project,
    change,
    find,
    heads,
    history,
    last_seq,
    read_rows,
    read_table,
    since,
    undo,
    write,
)
from ontmoet_research.words import Refused, say

PAIR = ["kompas", "merel"]


@pytest.fixture
def project(group: Project) -> Project:
    return group.as_person("kompas")


@pytest.fixture
def talk(project: Project) -> Talk:
    return open_talk(project, "p1", PAIR)


def again(project: Project, piece: str = "p1") -> Talk:
    return read_talks(project, PAIR)[piece]


def codings(project: Project) -> list[tuple[str, str, str, str | None]]:
    rows = read_rows(project, "codings", round="na_gesprek")
    return sorted((row["contributor_id"], row["code_id"], row["quote"], row["option"]) for row in rows)


def everything(project: Project) -> int:
    return sum(
        len(read_table(project, name)) for name in ("differences", "positions", "codings", "codes", "code_notes")
    )


def test_the_side_of_experience_speaks_first_and_positions_come_from_first_readings(talk: Talk) -> None:
    assert [row["contributor_id"] for row in talk.positions] == ["merel", "kompas"]
    assert [row["view"] for row in talk.positions] == ["Bellen – met twijfel, Kracht", "Wachten"]
    assert talk.outcome is None


@pytest.mark.parametrize(
    ("certainty", "line"),
    [("zeker", "Wachten"), ("twijfel", "Wachten – met twijfel"), ("weet_niet", "Wachten – weet ik niet")],
)
def test_how_sure_somebody_was_stands_beside_the_label(project: Project, certainty: str, line: str) -> None:
    own = next(row for row in read_rows(project, "codings", code_id="wachten", contributor_id="kompas"))
    write(project, [change(own, certainty=certainty)])
    assert open_talk(project, "p1", PAIR).positions[1]["view"] == line


@pytest.mark.parametrize("order", [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"]])
def test_nobody_speaks_before_the_side_of_experience(order: list[str]) -> None:
    sides = {"a": "onderzoek", "b": "ervaring", "c": "ervaring"}
    assert [sides[one] for one in speaking_order(order, sides)] == ["ervaring", "ervaring", "onderzoek"]


def test_opening_twice_goes_on_with_the_same_talk(project: Project, talk: Talk) -> None:
    before = last_seq(project)
    assert open_talk(project, "p1", PAIR) == talk
    assert last_seq(project) == before


def test_a_piece_that_not_everyone_is_done_with_is_not_opened_and_shows_nothing(project: Project) -> None:
    with pytest.raises(Refused) as refusal:
        open_talk(project, "p4", PAIR)
    assert str(refusal.value) == say("dialogue.not_done")
    assert read_rows(project, "positions") == []


@pytest.mark.parametrize("outcome", ["beide_blijven_staan", "later", "eens_geworden"])
def test_an_outcome_is_kept_with_its_note_and_no_first_reading_changes(
    project: Project, talk: Talk, outcome: str
) -> None:
    before = read_first_readings(project, PAIR).placed
    assert finish_talk(project, talk, outcome, note=" rustig gesprek ", talked_on="2024-04-02").split is False
    (version,) = again(project).versions
    assert (version["outcome"], version["note"], version["talked_on"]) == (outcome, "rustig gesprek", "2024-04-02")
    assert read_first_readings(project, PAIR).placed.equals(before)


def test_reasons_are_kept_in_own_words_and_the_earlier_words_stay_in_the_history(project: Project, talk: Talk) -> None:
    add_reason(project, talk, "merel", " Ik heb gebeld, hè. ")
    add_reason(project, again(project), "merel", "Ik heb 2 keer gebeld.")
    found = again(project)
    assert found.reason_of("merel") == "Ik heb 2 keer gebeld."
    assert found.reason_of("kompas") == ""
    assert list(history(project, "positions", found.positions[0].object_id)["reason"].dropna()) == [
        "Ik heb gebeld, hè.",
        "Ik heb 2 keer gebeld.",
    ]


def test_two_reasons_for_one_person_from_two_screens_both_stay(project: Project, talk: Talk) -> None:
    add_reason(project, talk, "merel", "van het ene scherm")
    add_reason(project, talk, "merel", "van het andere scherm")
    assert again(project).reason_of("merel") == "van het ene scherm\nvan het andere scherm"


def test_the_same_reason_again_writes_nothing(project: Project, talk: Talk) -> None:
    add_reason(project, talk, "merel", "zo")
    before = last_seq(project)
    add_reason(project, again(project), "merel", "zo")
    add_reason(project, talk, "merel", "zo")
    assert last_seq(project) == before


def test_who_reads_it_differently_now_gets_labels_of_after_the_talk_on_the_words_of_the_other(
    project: Project, talk: Talk
) -> None:
    finish_talk(project, talk, "eens_geworden", agreed=[("bellen", None), ("kracht", None)])
    assert codings(project) == [
        ("kompas", "bellen", "Niemand nam op.", None),
        ("kompas", "kracht", "Niemand nam op.", None),
    ]
    found = again(project)
    assert found.positions[0]["view"] == "Bellen – met twijfel, Kracht"
    assert found.positions[1]["view"] == "Eerst: Wachten. Nu: Bellen, Kracht."
    assert read_changes(project, read_first_readings(project, PAIR)).values.tolist() == [["kompas", "p1"]]


def test_letting_a_label_go_is_a_change_too_so_drift_stays_visible(project: Project, talk: Talk) -> None:
    finish_talk(project, talk, "eens_geworden", agreed=[])
    assert codings(project) == []
    moved = read_changes(project, read_first_readings(project, PAIR))
    assert sorted(moved["contributor_id"]) == ["kompas", "merel"]
    assert again(project).positions[0]["view"] == "Eerst: Bellen – met twijfel, Kracht. Nu: geen label."


def test_a_choice_can_be_what_they_agree_on(project: Project) -> None:
    talk = open_talk(project, "p2", PAIR)
    assert talk.versions[0]["code_id"] is None, "they placed the same label"
    finish_talk(project, talk, "eens_geworden", agreed=[("kracht", "rechts")])
    assert codings(project) == [("merel", "kracht", "Het hek stond open.", "rechts")]
    assert again(project, "p2").positions[0]["view"] == "Eerst: Kracht (links: groep). Nu: Kracht (rechts: mens)."


def test_a_new_label_is_a_proposal_with_its_proposer_and_placed_by_who_wants_it(project: Project, talk: Talk) -> None:
    before = last_seq(project)
    finish_talk(project, talk, "nieuw_label", new_label=(" Stil  blijven ", "Niemand zegt iets."), placed_by=["merel"])
    assert len({item.batch for item in since(project, before)}) == 1, "all in one write"
    (label,) = [row for row in read_rows(project, "codes") if row["label_nl"] == "Stil blijven"]
    assert (label["status"], label["proposed_by"], label["agreed_by_sides"]) == ("voorstel", "kompas", ["onderzoek"])
    assert codings(project) == [("merel", label.object_id, "Niemand nam op.", None)]
    assert again(project).versions[0]["code_id"] == label.object_id


def test_what_should_change_about_a_label_is_kept_with_that_label(project: Project, talk: Talk) -> None:
    finish_talk(project, talk, "label_aangepast", code_id="wachten", note="Ook als er niemand is.")
    (note,) = read_rows(project, "code_notes")
    assert (note["code_id"], note["contributor_id"], note["text"]) == ("wachten", "kompas", "Ook als er niemand is.")
    assert again(project).versions[0]["code_id"] == "wachten"


@pytest.mark.parametrize(
    ("outcome", "more", "key"),
    [
        ("label_aangepast", {"note": "zo"}, "dialogue.needs_label"),
        ("label_aangepast", {"code_id": "wachten", "note": " "}, "dialogue.needs_change"),
        ("nieuw_label", {"new_label": ("  ", "")}, "coding.label_needs_words"),
        ("nieuw_label", {"new_label": ("wachten", "")}, "coding.label_taken"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_written(
    project: Project, talk: Talk, outcome: str, more: dict, key: str
) -> None:
    before = last_seq(project)
    with pytest.raises(Refused) as refusal:
        finish_talk(project, talk, outcome, **more)
    assert refusal.value.key == key
    assert last_seq(project) == before


def test_later_comes_back_and_can_get_another_outcome(project: Project, talk: Talk) -> None:
    finish_talk(project, talk, "later")
    finish_talk(project, again(project), "beide_blijven_staan")
    found = again(project)
    assert found.outcome == "beide_blijven_staan"
    told = history(project, "differences", found.versions[0].object_id)["outcome"].tolist()
    assert told[1:] == ["later", "beide_blijven_staan"]


def test_two_people_who_finish_at_once_leave_two_versions_and_somebody_chooses(project: Project, talk: Talk) -> None:
    other = project.as_person("merel")
    assert finish_talk(project, talk, "eens_geworden", agreed=[("wachten", None)]).split is False
    assert finish_talk(other, talk, "beide_blijven_staan", note="Ik blijf erbij.").split is True
    found = again(project)
    assert sorted(version["outcome"] for version in found.versions) == ["beide_blijven_staan", "eens_geworden"]
    assert found.outcome is None
    assert codings(project) == [("merel", "wachten", "Niemand nam op.", None)]
    chosen = next(version for version in found.versions if version["outcome"] == "beide_blijven_staan")
    settle_versions(project, found, chosen.id)
    settled = again(project)
    assert (settled.outcome, settled.split) == ("beide_blijven_staan", False)
    assert settled.versions[0]["note"] == "Ik blijf erbij."
    assert len(heads(project, "differences", settled.versions[0].object_id)) == 1


def test_two_people_who_say_the_same_at_once_say_it_once(project: Project, talk: Talk) -> None:
    first = finish_talk(project, talk, "eens_geworden", agreed=[("wachten", None)])
    before, there = last_seq(project), everything(project)
    second = finish_talk(project.as_person("merel"), talk, "eens_geworden", agreed=[("wachten", None)])
    assert (first.wrote, second.wrote, second.split) == (True, False, False)
    assert everything(project) == there
    assert last_seq(project) == before
    assert len(again(project).versions) == 1


def test_a_talk_that_was_opened_twice_at_once_is_told_as_one_and_joined(project: Project, talk: Talk) -> None:
    from ontmoet_research.dialogue import record_difference

    record_difference(
        project, "p1", None, [("merel", "Bellen", "van elders"), ("kompas", "Wachten", "")], "later", note="b"
    )
    found = again(project)
    assert len(found.versions) == 2
    assert found.reason_of("merel") == "van elders"
    finish_talk(project, found, "beide_blijven_staan")
    joined = again(project)
    assert (len(joined.versions), joined.outcome) == (1, "beide_blijven_staan")
    assert joined.reason_of("merel") == "van elders"


def test_a_label_that_was_stopped_meanwhile_is_refused_and_nothing_is_lost(project: Project, talk: Talk) -> None:
    write(project, [change(find(project, "codes", "wachten"), status="gestopt")])
    before = last_seq(project)
    with pytest.raises(Refused) as refusal:
        finish_talk(project, talk, "eens_geworden", agreed=[("wachten", None)])
    assert refusal.value.key == "coding.code_gone"
    assert last_seq(project) == before


def test_a_text_that_was_corrected_meanwhile_is_read_again_before_anything_is_stored(
    project: Project, talk: Talk
) -> None:
    source = find(project, "sources", "verslag")
    write(project, [change(source, text=source["text"].replace("Niemand nam op.", "Niemand nam  op"))])
    before = last_seq(project)
    with pytest.raises(Refused) as refusal:
        finish_talk(project, talk, "beide_blijven_staan", seen_text="Niemand nam op.")
    assert refusal.value.key == "dialogue.text_changed"
    assert last_seq(project) == before


def test_a_piece_that_was_taken_out_meanwhile_is_refused(project: Project, talk: Talk) -> None:
    write(project, [change(find(project, "fragments", "p1"), withdrawn=True)])
    with pytest.raises(Refused) as refusal:
        finish_talk(project, talk, "later")
    assert refusal.value.key == "dialogue.piece_gone"


@pytest.mark.parametrize("outcome", DIFFERENCE_OUTCOMES)
def test_one_undo_takes_the_whole_outcome_back(project: Project, talk: Talk, outcome: str) -> None:
    there = everything(project)
    more = {
        "eens_geworden": {"agreed": [("wachten", None)]},
        "label_aangepast": {"code_id": "wachten", "note": "anders"},
        "nieuw_label": {"new_label": ("Stil", ""), "placed_by": PAIR},
    }
    finish_talk(project, talk, outcome, **more.get(outcome, {}))
    undo(project, origin=ORIGIN)
    assert again(project).outcome is None
    assert everything(project) == there
    assert codings(project) == []
    assert [row["view"] for row in again(project).positions] == [row["view"] for row in talk.positions]


def test_a_talk_of_three_is_also_known_to_two_of_them_and_not_the_other_way_round(project: Project) -> None:
    open_talk(project, "p0", ["merel", "kompas", "sem"])
    assert set(read_talks(project, PAIR)) == {"p0"}
    open_talk(project, "p1", PAIR)
    assert set(read_talks(project, ["merel", "kompas", "sem"])) == {"p0"}
