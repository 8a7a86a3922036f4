"""From paper into the project: the same rows as on the screen, once, and to be corrected."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ontmoet_research.coding import finish_fragment, make_card_sort, piles_of
from ontmoet_research.paper import (
    Sheet,
    Talk,
    Ticked,
    enter_piece,
    enter_piles,
    enter_talk,
    find_sheet,
    known_piles,
    known_talk,
    known_ticks,
    make_difference_sheet,
    make_label_sheet,
    make_sort_sheet,
)
from ontmoet_research.record import today
from ontmoet_research.screens.labelling.code_cards import CodeCards
from ontmoet_research.store import change, find, last_seq, read_rows, write
from ontmoet_research.words import Refused


def sheet_for(desk: SimpleNamespace, reader: str) -> Sheet:
    return find_sheet(desk.project, make_label_sheet(desk.project, desk.pieces, desk.codes, reader=reader))[0]


def rows(desk: SimpleNamespace, table: str, who: str) -> list[dict[str, Any]]:
    """What is stored of someone, without ids and moments; whose it is left out, to compare two people."""
    found = [dict(row.values) for row in read_rows(desk.project, table, contributor_id=who)]
    for one in found:
        del one["contributor_id"]
    return sorted(found, key=lambda one: (one["fragment_id"], one.get("code_id", "")))


def test_paper_leaves_the_same_rows_as_the_screen(desk: SimpleNamespace) -> None:
    post, wachten, helpt = desk.codes
    screen = CodeCards(desk.project, source_id=desk.source, who=desk.teun)
    steps: list[list[dict[str, Any]]] = [
        [{"do": "place", "code_id": post}, {"do": "next"}],
        [{"do": "place", "code_id": wachten}, {"option": "rechts"}, {"do": "doubt"}, {"do": "next"}],
        [{"do": "doubt"}, {"do": "next"}],
        [{"do": "not_know"}],
        [{"do": "skip"}],
        [{"do": "place", "code_id": helpt}, {"do": "place", "code_id": post}, {"note": "mooi"}, {"do": "next"}],
    ]
    for step in steps:
        for gesture in step:
            mine = read_rows(desk.project, "codings", contributor_id=desk.teun)
            if "option" in gesture:
                gesture = {"do": "choose_option", "coding_id": mine[-1].object_id, **gesture}
            if "note" in gesture:
                gesture = {"do": "write_note", "coding_id": mine[-1].object_id, "value": gesture["note"]}
            screen.receive(gesture)
    ticks = [
        Ticked({post: None}),
        Ticked({wachten: "rechts"}, answers={"doubt"}),
        Ticked(answers={"doubt"}),
        Ticked(answers={"not_know"}),
        Ticked(answers={"skip"}),
        Ticked({helpt: None, post: None}, note="mooi"),
    ]
    code = make_label_sheet(desk.project, desk.pieces, desk.codes, reader=desk.noor, own_too=True)
    sheet, _ = find_sheet(desk.project, code)
    for number, ticked in enumerate(ticks, start=1):
        assert enter_piece(desk.project, sheet, number, desk.noor, ticked)
    assert len(rows(desk, "codings", desk.noor)) == 4
    for table in ("codings", "readings"):
        assert rows(desk, table, desk.noor) == rows(desk, table, desk.teun)


def test_whose_label_it_is_and_who_typed_it_are_kept_apart(desk: SimpleNamespace) -> None:
    enter_piece(desk.project, sheet_for(desk, desk.noor), 1, desk.noor, Ticked({desk.codes[0]: None}))
    coding = read_rows(desk.project, "codings")[0]
    assert (coding["contributor_id"], coding.author, coding["round"]) == (desk.noor, desk.teun, "zelf")


def test_a_sheet_that_is_entered_twice_doubles_nothing_and_can_be_corrected(desk: SimpleNamespace) -> None:
    post, wachten, _ = desk.codes
    sheet = sheet_for(desk, desk.noor)
    assert sheet.entered_on is None
    enter_piece(desk.project, sheet, 1, desk.noor, Ticked({post: None}, note="klein"))
    before = last_seq(desk.project)
    assert not enter_piece(desk.project, sheet, 1, desk.noor, Ticked({post: None}, note="klein"))
    assert last_seq(desk.project) == before
    again, _ = find_sheet(desk.project, sheet.shown)
    assert again.entered_on == today()
    assert known_ticks(desk.project, again, 1, desk.noor) == Ticked({post: None}, note="klein")
    enter_piece(desk.project, again, 1, desk.noor, Ticked({wachten: "links"}, answers={"doubt"}))
    assert known_ticks(desk.project, again, 1, desk.noor).labels == {wachten: "links"}
    assert len(rows(desk, "codings", desk.noor)) == len(rows(desk, "readings", desk.noor)) == 1


def test_labels_of_other_lists_and_on_a_few_words_stay(desk: SimpleNamespace) -> None:
    from ontmoet_research.coding import Mark, apply_code
    from ontmoet_research.store import new

    book = new("codebooks", title="Andere", version="1")
    other = new("codes", codebook_id=book.object_id, code="X1", label_nl="Anders", kind="enkel")
    write(desk.project, [book, other])
    first = find(desk.project, "fragments", desk.pieces[0])
    apply_code(desk.project, Mark(desk.source, first["start"], first["end"], other.object_id, desk.noor))
    apply_code(desk.project, Mark(desk.source, 0, 8, desk.codes[0], desk.noor))
    sheet = sheet_for(desk, desk.noor)
    assert known_ticks(desk.project, sheet, 1, desk.noor) == Ticked()
    enter_piece(desk.project, sheet, 1, desk.noor, Ticked(answers={"none"}))
    assert len(rows(desk, "codings", desk.noor)) == 2


def test_doubt_can_be_about_one_of_two_labels(desk: SimpleNamespace) -> None:
    post, wachten, _ = desk.codes
    sheet = sheet_for(desk, desk.noor)
    ticked = Ticked({post: None, wachten: None}, doubted={wachten}, answers={"doubt"})
    enter_piece(desk.project, sheet, 1, desk.noor, ticked)
    assert [row["certainty"] for row in rows(desk, "codings", desk.noor)].count("twijfel") == 1
    assert known_ticks(desk.project, sheet, 1, desk.noor).doubted == {wachten}


def test_a_note_without_a_label_is_kept_as_a_note_on_the_piece(desk: SimpleNamespace) -> None:
    sheet = sheet_for(desk, desk.noor)
    for note in ("Dit raakt me.", "Dit raakt me.", "Dit raakt me zeer."):
        enter_piece(desk.project, sheet, 1, desk.noor, Ticked(answers={"doubt"}, note=note))
    (memo,) = read_rows(desk.project, "memos")
    assert (memo["text"], memo["about_id"], memo["contributor_id"]) == ("Dit raakt me zeer.", desk.pieces[0], desk.noor)
    assert known_ticks(desk.project, sheet, 1, desk.noor).note == "Dit raakt me zeer."


@pytest.mark.parametrize(
    ("number", "ticked", "sentence"),
    [
        (1, lambda _: Ticked(), "staat niets aangekruist"),
        (1, lambda d: Ticked({d.codes[0]: None}, answers={"none"}), "ook: geen van deze labels"),
        (1, lambda d: Ticked({d.codes[1]: "scheef"}), "hoort niet bij het label Wachten"),
        (7, lambda _: Ticked(answers={"skip"}), "Stukje 7 staat niet op vel"),
        (0, lambda _: Ticked(answers={"skip"}), "Stukje 0 staat niet op vel"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_stored(desk: SimpleNamespace, number, ticked, sentence) -> None:
    sheet, before = sheet_for(desk, desk.noor), last_seq(desk.project)
    with pytest.raises(Refused, match=sentence):
        enter_piece(desk.project, sheet, number, desk.noor, ticked(desk))
    assert last_seq(desk.project) == before


def test_a_piece_that_was_closed_since_takes_no_labels(desk: SimpleNamespace) -> None:
    code = make_label_sheet(desk.project, desk.pieces, desk.codes, reader=desk.noor)
    write(desk.project, [change(find(desk.project, "fragments", desk.pieces[0]), withdrawn=True)])
    with pytest.raises(Refused, match="mag je niet meer lezen"):
        enter_piece(desk.project, find_sheet(desk.project, code)[0], 1, desk.noor, Ticked({desk.codes[0]: None}))
    assert read_rows(desk.project, "codings") == []


def test_pile_numbers_become_piles_and_the_sorter_is_done(desk: SimpleNamespace) -> None:
    sort = make_card_sort(desk.project, "Kaartjes", desk.pieces)
    sheet, _ = find_sheet(desk.project, make_sort_sheet(desk.project, sort))
    numbers = {1: 1, 2: 3, 3: 1, 5: 3}
    for _ in range(2):
        enter_piles(desk.project, sheet, desk.noor, {1: "post", 3: "samen"}, numbers)
    piles = [
        (pile.label, [desk.pieces.index(card) + 1 for card in pile.fragment_ids])
        for pile in piles_of(desk.project, sort, desk.noor)
    ]
    assert piles == [("post", [1, 3]), ("samen", [2, 5])]
    assert known_piles(desk.project, sheet, desk.noor) == ({1: "post", 2: "samen"}, {1: 1, 3: 1, 2: 2, 5: 2})
    assert read_rows(desk.project, "sortings")[0]["status"] == "klaar"
    with pytest.raises(Refused, match="Stapel 99 kan niet"):
        enter_piles(desk.project, sheet, desk.noor, {}, {1: 99})


def test_a_talk_on_paper_keeps_both_views_and_is_corrected_when_entered_again(desk: SimpleNamespace) -> None:
    for person, code in ((desk.noor, desk.codes[0]), (desk.teun, desk.codes[1])):
        enter_piece(desk.project, sheet_for(desk, person), 1, person, Ticked({code: None}))
    sheet, _ = find_sheet(desk.project, make_difference_sheet(desk.project, desk.pieces, [desk.teun, desk.noor]))
    assert known_talk(desk.project, sheet, 1) is None
    key = enter_talk(desk.project, sheet, 1, Talk({desk.noor: "Ik was erbij."}, "beide_blijven_staan"))
    assert enter_talk(desk.project, sheet, 1, Talk({desk.noor: "Ik zat erbij."}, "later", "volgende keer")) == key
    (difference,) = read_rows(desk.project, "differences")
    assert (difference["outcome"], difference["note"]) == ("later", "volgende keer")
    views = {row["contributor_id"]: (row["view"], row["reason"]) for row in read_rows(desk.project, "positions")}
    assert views == {desk.noor: ("Post", "Ik zat erbij."), desk.teun: ("Wachten", None)}
    assert len(read_rows(desk.project, "codings")) == 2, "first readings stay"
    with pytest.raises(Refused, match="niet wat eruit kwam"):
        enter_talk(desk.project, sheet, 1, Talk({}, None))


def test_a_sheet_without_a_name_gets_the_name_of_who_filled_it_in(desk: SimpleNamespace) -> None:
    sheet, _ = find_sheet(desk.project, make_label_sheet(desk.project, desk.pieces[:1], desk.codes))
    finish_fragment(desk.project, desk.pieces[0], "overgeslagen")
    enter_piece(desk.project, sheet, 1, desk.noor, Ticked(answers={"not_know"}))
    assert find_sheet(desk.project, sheet.shown)[0].contributor_id == desk.noor


def test_what_someone_did_on_the_screen_stays_when_a_sheet_is_entered_first(
    desk: SimpleNamespace,
) -> None:
    post, wachten, _ = desk.codes
    enter_piece(desk.project, sheet_for(desk, desk.noor), 1, desk.noor, Ticked({post: None}))
    sheet = sheet_for(desk, desk.noor)
    first = find(desk.project, "fragments", sheet.pieces[0].fragment_id)
    enter_piece(desk.project, sheet, 1, desk.noor, Ticked({wachten: None}))
    placed = read_rows(desk.project, "codings", fragment_id=first.object_id)
    assert {row["code_id"] for row in placed} >= {wachten}
    enter_piece(desk.project, find_sheet(desk.project, sheet.shown)[0], 1, desk.noor, Ticked({wachten: None}))
    assert len(read_rows(desk.project, "codings", fragment_id=first.object_id)) == 1
