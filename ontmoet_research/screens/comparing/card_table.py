"""Kaartjes sorteren, the part of the group: the proposal, the table with cards, and names that become themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ontmoet_research.coding import (
    Pile,
    count_together,
    done_sorters,
    lay_out,
    move_card,
    name_group,
    piles_of,
    read_placed,
    read_proposal,
    strengths,
    theme_of,
)
from ontmoet_research.coding.access import closed_to, own_words
from ontmoet_research.group import read_look
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.forms import Form
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.reading import Piece, read_note
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    import pandas as pd

NOWHERE = ""


class Cards:
    """The cards of the sort that is open, for all parts of the page: ``sort`` is the part in which it was opened."""

    def __init__(self, sort: Part[Any]) -> None:
        self._sort = sort
        self._pieces: dict[str, Piece] = {}
        self.own_too = False
        """Whether this person wants to sort the own words as well."""

    @property
    def sort_id(self) -> str:
        """The sort that is open."""
        return self._sort.opened

    def origin(self) -> str:
        """Undo takes back within this sort."""
        return f"sort_cards {self.sort_id}"

    def pieces(self) -> dict[str, Piece]:
        """The cards of this sort in order, with the words that the person at work may read."""
        cards = find(self._sort.project, "card_sorts", self.sort_id)["fragment_ids"]
        if list(self._pieces) != cards:
            closed = closed_to(self._sort.project, own_too=True)  # whether one sorts them is a choice of its own
            sources = {row.object_id: row["source_id"] for row in read_rows(self._sort.project, "fragments")}
            notes = {one: read_note(self._sort.project, one, closed) for one in {sources[card] for card in cards}}
            self._pieces = {card: notes[sources[card]].by_id[card] for card in cards}
        return self._pieces

    def words_of(self, card: str) -> str:
        """What stands on a card; a closed card says that it is closed."""
        piece = self.pieces()[card]
        return say("sort_cards.closed") if piece.closed else piece.text

    def to_sort(self) -> list[str]:
        """The cards this person may read, in order; the own words only when asked for (P30)."""
        project = self._sort.project
        chosen = self.own_too or read_look(project, project.who).own_words
        own = set() if chosen else own_words(project)
        return [card for card, piece in self.pieces().items() if piece.readable and card not in own]


class OfCards(Part[PartsPage]):
    """A part about the cards of the sort that is open."""

    cards: Cards

    def stored(self, form: Form, made: Any) -> None:
        """Undo takes back within this sort."""
        self.page.done(self.cards.origin(), form.told(made))

    def taken_back(self, _rows: Sequence[Row]) -> None:
        """Have nothing in hand; what was taken back is up again."""
        self.opened = ""


def _lay_out(project: Project, cards: Cards) -> None:
    """Lay the proposal on the table; from now on it is the group's own."""
    lay_out(project, cards.sort_id, origin=cards.origin())


def of_cards(part: OfCards, _one: str) -> tuple[Cards]:
    """The cards of the open sort, for a form."""
    return (part.cards,)


BEGIN = Form("begin", _lay_out, "", "sort_cards.begin_together", given=of_cards)
BEGIN_AGAIN = Form("again", _lay_out, "", "sort_cards.new_proposal", given=of_cards, main=False)


class CardTable(OfCards):
    """What the group does once its members sorted alone; ``opened`` is the card that goes to another pile."""

    forms = (BEGIN, BEGIN_AGAIN)

    @gesture
    def lay_card(self, pile_id: str) -> None:
        """Lay the card in hand on a pile of the group, or on none."""
        card, self.opened = self.opened, ""
        if card:
            move_card(self.project, self.cards.sort_id, card, pile_id or None, origin=self.cards.origin())
            self.page.done(self.cards.origin(), say("sort_cards.moved"))

    @gesture
    def lay_apart(self) -> None:
        """Lay the card in hand on a new pile of the group."""
        card, self.opened = self.opened, ""
        if card:
            move_card(self.project, self.cards.sort_id, card, None, apart=True, origin=self.cards.origin())
            self.page.done(self.cards.origin(), say("sort_cards.moved"))

    @gesture
    def name_pile(self, pile_id: str) -> None:
        """Give a pile of the group the name that was typed: it becomes a theme."""
        field = f"theme {pile_id}"
        title = self.typed(field)
        name_group(self.project, pile_id, title, origin=self.cards.origin())
        self.forget(field)
        self.page.done(self.cards.origin(), say("sort_cards.named", name=isolated(title.strip())))

    def blocks(self) -> list[Block]:
        """Who is done; then the proposal, or the table with the cards."""
        done = done_sorters(self.project, self.cards.sort_id)
        names = dict(self.page.people())
        told = [text(say("sort_cards.done_people", names=join_words(isolated(names.get(one, "?")) for one in done)))]
        if len(done) < 2:
            return [*told, text(say("sort_cards.wait"))]
        piles = piles_of(self.project, self.cards.sort_id, None)
        if not piles:
            return [*told, *self._proposal()]
        return [*told, *self._hand(piles), *self._table(piles)]

    def _proposal(self) -> list[Block]:
        found = read_proposal(self.project, self.cards.sort_id)
        made: list[Block] = [text(say("sort_cards.proposal"), strong=True)]
        for number, members in found[found["group"].notna()].groupby("group"):
            made.append(heading(say(f"sort_cards.group_{members['group_strength'].iloc[0]}", number=number)))
            made.append(listing(_with_strength(self.cards.words_of(c), s) for c, s in _cards(members)))
        alone = [self.cards.words_of(card) for card in found.loc[found["group"].isna(), "fragment_id"]]
        if alone:
            made += [heading(say("sort_cards.alone")), listing(alone)]
        return [*made, *self.form(BEGIN)]

    def _hand(self, piles: list[Pile]) -> list[Block]:
        """The card in hand, and where it can go."""
        if not self.opened:
            return []
        places = [button(_title(pile), "lay_card", pile_id=pile.pile_id) for pile in piles]
        return [
            heading(say("sort_cards.where")),
            text(self.cards.words_of(self.opened), strong=True),
            buttons(
                *places,
                button(say("sort_cards.new_group"), "lay_apart"),
                button(say("sort_cards.no_group"), "lay_card", pile_id=NOWHERE),
                self.back("sort_cards.leave"),
            ),
        ]

    def _table(self, piles: list[Pile]) -> list[Block]:
        placed = read_placed(self.project, self.cards.sort_id)
        done = done_sorters(self.project, self.cards.sort_id)
        counts = count_together(self.cards.pieces(), placed[placed["contributor_id"].isin(done)])
        made: list[Block] = []
        for pile in piles:
            members = sorted(pile.fragment_ids)
            found = {str(row["fragment_id"]): row for row in strengths(counts.loc[members, members], len(done))}
            strength = next(iter(found.values()))["group_strength"] if found else "alleen"
            field = f"theme {pile.pile_id}"
            known = theme_of(self.project, pile.pile_id)
            made += [
                heading(say(f"sort_cards.pile_{strength}", name=_title(pile))),
                *self._members([(card, str(found[card]["strength"])) for card in pile.fragment_ids]),
                self.field(field, say("sort_cards.rename_theme" if known else "sort_cards.name")),
                button(say("sort_cards.keep_name"), "name_pile", pile_id=pile.pile_id),
            ]
        laid = {card for pile in piles for card in pile.fragment_ids}
        alone = [(card, "alleen") for card in self.cards.pieces() if card not in laid]
        if alone:
            made += [heading(say("sort_cards.alone")), *self._members(alone)]
        return [*made, fold(say("sort_cards.again"), text(say("sort_cards.again_what")), *self.form(BEGIN_AGAIN))]

    def _card_button(self, card: str, strength: str) -> Block:
        more, on = say(f"sort_cards.card_{strength}"), card == self.opened
        return button(self.cards.words_of(card), "open_one", more=more, on=on, value="" if on else card)

    def _members(self, cards: list[tuple[str, str]]) -> list[Block]:
        made = [self._card_button(card, strength) for card, strength in cards]
        return [buttons(*made, label=say_count("sort_cards.cards", len(made)))] if made else []


def _title(pile: Pile) -> str:
    return isolated(pile.label) if pile.label else say("sort_cards.nameless", number=pile.order)


def _cards(members: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(members["fragment_id"], members["strength"], strict=True))


def _with_strength(words: str, strength: str) -> str:
    return say("sort_cards.card", words=isolated(words), strength=say(f"sort_cards.card_{strength}"))
