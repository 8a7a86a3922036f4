"""Sorting cards in a project: piles, undo, blind first, and what the group makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ontmoet_research import store
from ontmoet_research.coding import (
    add_pile,
    done_sorters,
    empty_pile,
    finish_sort,
    lay_out,
    make_card_sort,
    move_card,
    name_group,
    piles_of,
    put_card,
    read_placed,
    read_proposal,
    rename_pile,
    set_piles,
    skip_card,
    skipped_by,
    theme_of,
    visible_piles,
)
from ontmoet_research.group import list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.words import Refused

NOTE = "\n\n".join(f"Zin nummer {n} over van alles." for n in range(1, 7))


@pytest.fixture
def table(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """``project``, ``sort``, six ``cards`` and three people: ``noor`` and ``kees`` (ervaring), ``teun`` (onderzoek)."""
    with store.create(tmp_path / "p.ontmoet", title="Proef") as project:
        sides = {"Noor": "ervaring", "Kees": "ervaring", "Teun": "onderzoek"}
        people = [store.new("contributors", display_name=name, side=side) for name, side in sides.items()]
        store.write(project, people)
        series = make_series(project, "twee-workshops", "Reeks")
        session = list_meetings(project, series)[0].object_id
        source = bring_in(project, read_typed(NOTE), session_id=session, title="Verslag").source_id
        rows = sorted(store.read_rows(project, "fragments", source_id=source), key=lambda row: row["order"])
        cards = [row.object_id for row in rows]
        noor, kees, teun = (person.object_id for person in people)
        sort = make_card_sort(project, "Kaartjes", cards)
        yield SimpleNamespace(project=project, cards=cards, noor=noor, kees=kees, teun=teun, sort=sort, series=series)


def laid(table: SimpleNamespace, who: str | None) -> list[tuple[str, list[int]]]:
    """Someone's piles as (name, numbers of the cards)."""
    return [
        (pile.label, [table.cards.index(card) for card in pile.fragment_ids])
        for pile in piles_of(table.project, table.sort, who)
    ]


def sort_alike(table: SimpleNamespace, *people: str) -> None:
    for person in people:
        set_piles(table.project, table.sort, person, [("geld", table.cards[:3]), ("wachten", table.cards[3:5])])


def test_a_card_lies_on_one_pile_of_a_person(table: SimpleNamespace) -> None:
    geld = add_pile(table.project, table.sort, "geld", by=table.noor, card=table.cards[0])
    add_pile(table.project, table.sort, "tijd", by=table.noor, card=table.cards[0])
    assert laid(table, table.noor) == [("geld", []), ("tijd", [0])]
    put_card(table.project, table.sort, table.cards[0], geld, by=table.noor)
    assert laid(table, table.noor) == [("geld", [0]), ("tijd", [])]
    put_card(table.project, table.sort, table.cards[0], None, by=table.noor)
    assert laid(table, table.noor) == [("geld", []), ("tijd", [])]
    assert laid(table, table.kees) == []


def test_piles_get_another_name_and_are_emptied_and_each_step_can_be_taken_back(table: SimpleNamespace) -> None:
    noor = table.project.as_person(table.noor)
    pile = add_pile(noor, table.sort, "geld", by=table.noor, card=table.cards[0], origin="hier")
    put_card(noor, table.sort, table.cards[1], pile, by=table.noor, origin="hier")
    rename_pile(noor, pile, "  zorgen over geld ", origin="hier")
    empty_pile(noor, pile, origin="hier")
    steps = [laid(table, table.noor)]
    for _ in range(4):
        store.undo(noor, origin="hier")
        steps.append(laid(table, table.noor))
    assert steps == [
        [("zorgen over geld", [])],
        [("zorgen over geld", [0, 1])],
        [("geld", [0, 1])],
        [("geld", [0])],
        [],
    ]


def test_a_card_that_two_windows_laid_on_two_piles_counts_where_it_was_laid_last(table: SimpleNamespace) -> None:
    one = add_pile(table.project, table.sort, "geld", by=table.noor, card=table.cards[0])
    row = store.find(table.project, "piles", one)
    add_pile(table.project, table.sort, "tijd", by=table.noor, card=table.cards[0])
    # The other window still thinks that the card is on its pile.
    changed = store.change(row, fragment_ids=[table.cards[0]], label="geld en zo")
    store.write(table.project, [changed])
    assert sorted(pile for _, pile in laid(table, table.noor)) == [[], [0]]
    assert len(read_placed(table.project, table.sort)) == 1


def test_the_piles_of_others_stay_hidden_until_you_are_done(table: SimpleNamespace) -> None:
    sort_alike(table, table.noor, table.kees)
    add_pile(table.project, table.sort, "half", by=table.teun, card=table.cards[0])
    placed, done = read_placed(table.project, table.sort), done_sorters(table.project, table.sort)
    assert done == sorted([table.noor, table.kees])
    assert set(visible_piles(placed, done, table.teun)["contributor_id"]) == {table.teun}
    assert set(visible_piles(placed, done, table.noor)["contributor_id"]) == {table.noor, table.kees}
    with pytest.raises(Refused, match="Sorteer eerst je eigen kaartjes"):
        read_proposal(table.project.as_person(table.teun), table.sort)


def test_skipped_cards_and_being_done_are_kept_per_person(table: SimpleNamespace) -> None:
    skip_card(table.project, table.sort, table.cards[5], by=table.noor)
    skip_card(table.project, table.sort, table.cards[5], by=table.noor)
    finish_sort(table.project, table.sort, by=table.noor)
    assert skipped_by(table.project, table.sort, table.noor) == [table.cards[5]]
    assert skipped_by(table.project, table.sort, table.kees) == []
    finish_sort(table.project, table.sort, by=table.noor, done=False)
    skip_card(table.project, table.sort, table.cards[5], by=table.noor, skip=False)
    assert (skipped_by(table.project, table.sort, table.noor), done_sorters(table.project, table.sort)) == ([], [])


def test_piles_from_paper_replace_what_was_there_and_the_same_again_writes_nothing(table: SimpleNamespace) -> None:
    sort_alike(table, table.noor)
    before = store.last_seq(table.project)
    sort_alike(table, table.noor)
    assert store.last_seq(table.project) == before
    set_piles(table.project, table.sort, table.noor, [("alles", table.cards)])
    assert laid(table, table.noor) == [("alles", [0, 1, 2, 3, 4, 5])]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda t: make_card_sort(t.project, " ", t.cards), "hebben nog geen naam"),
        (lambda t: make_card_sort(t.project, "x", t.cards[:1]), "Je koos 1 kaartjes"),
        (lambda t: make_card_sort(t.project, "x", [t.cards[0], t.sort]), "hoort er niet meer bij"),
        (lambda t: put_card(t.project, t.sort, t.noor, None, by=t.noor), "hoort er niet meer bij"),
        (lambda t: put_card(t.project, t.sort, t.cards[0], t.kees, by=t.noor), "Deze stapel is er niet meer"),
        (lambda t: set_piles(t.project, t.sort, t.noor, [("a", t.cards), ("b", t.cards)]), "ligt op 2 stapels"),
        (lambda t: lay_out(t.project.as_person(t.noor), t.sort), "nog niet klaar"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_written(table: SimpleNamespace, act, sentence: str) -> None:
    before = store.last_seq(table.project)
    with pytest.raises(Refused, match=sentence):
        act(table)
    assert store.last_seq(table.project) == before


def test_the_group_names_a_proposal_and_it_becomes_a_theme_of_all_sides(table: SimpleNamespace) -> None:
    sort_alike(table, table.noor, table.teun)
    noor = table.project.as_person(table.noor)
    lay_out(noor, table.sort)
    assert laid(table, None) == [("", [0, 1, 2]), ("", [3, 4])]
    pile = piles_of(noor, table.sort, None)[0]
    theme_id = name_group(noor, pile.pile_id, " Nooit genoeg ", description="Geld raakt op.")
    theme = store.find(noor, "themes", theme_id)
    assert (theme["title"], theme["status"], theme["description_b1"]) == ("Nooit genoeg", "idee", "Geld raakt op.")
    assert theme["made_by_sides"] == ["ervaring", "onderzoek"]
    assert theme["series_scope"] == [table.series]
    assert rests_on(table, theme_id) == {*table.cards[:3], pile.pile_id}


def rests_on(table: SimpleNamespace, theme_id: str) -> set[str]:
    return {row["target_id"] for row in store.read_rows(table.project, "theme_links", theme_id=theme_id)}


def test_moving_a_card_moves_what_a_theme_rests_on_and_can_be_taken_back(table: SimpleNamespace) -> None:
    sort_alike(table, table.noor, table.teun)
    noor = table.project.as_person(table.noor)
    lay_out(noor, table.sort)
    geld, wachten = (pile.pile_id for pile in piles_of(noor, table.sort, None))
    theme = name_group(noor, geld, "Geld")
    other = name_group(noor, wachten, "Wachten")
    move_card(noor, table.sort, table.cards[2], wachten, origin="groep")
    assert laid(table, None) == [("Geld", [0, 1]), ("Wachten", [3, 4, 2])]
    assert rests_on(table, theme) == {*table.cards[:2], geld}
    assert table.cards[2] in rests_on(table, other)
    store.undo(noor, origin="groep")
    assert rests_on(table, theme) == {*table.cards[:3], geld}
    move_card(noor, table.sort, table.cards[0], None)
    assert rests_on(table, theme) == {*table.cards[1:3], geld}


def test_laying_out_anew_keeps_named_piles_as_the_group_made_them(table: SimpleNamespace) -> None:
    sort_alike(table, table.noor, table.teun)
    noor = table.project.as_person(table.noor)
    lay_out(noor, table.sort)
    geld, wachten = (pile.pile_id for pile in piles_of(noor, table.sort, None))
    theme = name_group(noor, geld, "Geld")
    move_card(noor, table.sort, table.cards[3], geld)
    lay_out(noor, table.sort)
    assert laid(table, None) == [("Geld", [0, 1, 2, 3])]
    assert theme_of(noor, geld).object_id == theme
    assert store.heads(noor, "piles", wachten)[0].removed
    assert name_group(noor, geld, "Altijd krap") == theme
    assert store.find(noor, "themes", theme)["title"] == "Altijd krap"
    with pytest.raises(Refused, match="nog geen naam"):
        name_group(noor, geld, "  ")


def test_two_copies_in_which_someone_began_become_one_answer(table: SimpleNamespace) -> None:
    for skipped in (table.cards[:1], table.cards[1:2]):
        store.write(
            table.project,
            [
                store.new(
                    "sortings",
                    card_sort_id=table.sort,
                    contributor_id=table.noor,
                    skipped_ids=skipped,
                    status="bezig",
                )
            ],
        )
    finish_sort(table.project, table.sort, by=table.noor)
    assert done_sorters(table.project, table.sort) == [table.noor]
    assert len(store.read_rows(table.project, "sortings", card_sort_id=table.sort)) == 1
    assert skipped_by(table.project, table.sort, table.noor) == table.cards[:2]
