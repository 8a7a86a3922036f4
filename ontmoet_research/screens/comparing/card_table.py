"""Kaartjes sorteren, the part of the group: the proposal, the table with cards, and names that become themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from ontmoet_research.coding.access import closed_to
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.reading import Piece, read_note
from ontmoet_research.store import find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    import pandas as pd

NOWHERE = ""


class CardTable(Page):
    """What the group does once its members sorted alone. ``SortCards`` is the whole screen."""

    def start(self) -> None:
        """Begin with no card in hand."""
        self.sort_id = ""
        self.moving = ""  # the card of the group that goes to another pile
        self._pieces: dict[str, Piece] = {}

    def origin_of(self) -> str:
        """Undo takes back within this sort."""
        return f"{self.name} {self.sort_id}"

    def pieces(self) -> dict[str, Piece]:
        """The cards of this sort in order, with the words that the person at work may read."""
        cards = find(self.project, "card_sorts", self.sort_id)["fragment_ids"]
        if list(self._pieces) != cards:
            closed = closed_to(self.project, own_too=True)  # whether one sorts them is a choice of its own
            sources = {row.object_id: row["source_id"] for row in read_rows(self.project, "fragments")}
            notes = {one: read_note(self.project, one, closed) for one in {sources[card] for card in cards}}
            self._pieces = {card: notes[sources[card]].by_id[card] for card in cards}
        return self._pieces

    def words_of(self, card: str) -> str:
        """What stands on a card; a closed card says that it is closed."""
        piece = self.pieces()[card]
        return say("sort_cards.closed") if piece.closed else piece.text

    @gesture
    def begin_together(self) -> None:
        """Lay the proposal on the table; from now on it is the group's own."""
        lay_out(self.project, self.sort_id, origin=self.origin_of())
        self.done(self.origin_of())

    @gesture
    def take_card(self, card: str) -> None:
        """Take a card in hand to lay it somewhere else; again puts it back."""
        self.moving = "" if self.moving == card else card
        self.refresh()

    @gesture
    def lay_card(self, pile_id: str) -> None:
        """Lay the card in hand on a pile of the group, or on none."""
        card, self.moving = self.moving, ""
        if card:
            move_card(self.project, self.sort_id, card, pile_id or None, origin=self.origin_of())
            self.done(self.origin_of(), say("sort_cards.moved"))

    @gesture
    def lay_apart(self) -> None:
        """Lay the card in hand on a new pile of the group."""
        card, self.moving = self.moving, ""
        if card:
            move_card(self.project, self.sort_id, card, None, apart=True, origin=self.origin_of())
            self.done(self.origin_of(), say("sort_cards.moved"))

    @gesture
    def name_pile(self, pile_id: str) -> None:
        """Give a pile of the group the name that was typed: it becomes a theme."""
        field = f"theme {pile_id}"
        title = self.typed.get(field, "")
        name_group(self.project, pile_id, title, origin=self.origin_of())
        self.forget(field)
        self.done(self.origin_of(), say("sort_cards.named", name=isolated(title.strip())))

    def group_part(self) -> list[Block]:
        """Who is done; then the proposal, or the table with the cards."""
        done = done_sorters(self.project, self.sort_id)
        names = dict(self.people())
        told = [text(say("sort_cards.done_people", names=join_words(isolated(names.get(one, "?")) for one in done)))]
        if len(done) < 2:
            return [*told, text(say("sort_cards.wait"))]
        piles = piles_of(self.project, self.sort_id, None)
        if not piles:
            return [*told, *self._proposal()]
        return [*told, *self._hand(piles), *self._table(piles)]

    def _proposal(self) -> list[Block]:
        found = read_proposal(self.project, self.sort_id)
        made: list[Block] = [text(say("sort_cards.proposal"), strong=True)]
        for number, members in found[found["group"].notna()].groupby("group"):
            made.append(heading(say(f"sort_cards.group_{members['group_strength'].iloc[0]}", number=number)))
            made.append(listing(_with_strength(self.words_of(c), s) for c, s in _cards(members)))
        alone = [self.words_of(card) for card in found.loc[found["group"].isna(), "fragment_id"]]
        if alone:
            made += [heading(say("sort_cards.alone")), listing(alone)]
        return [*made, button(say("sort_cards.begin_together"), "begin_together", main=True)]

    def _hand(self, piles: list[Pile]) -> list[Block]:
        """The card in hand, and where it can go."""
        if not self.moving:
            return []
        places = [button(_title(pile), "lay_card", pile_id=pile.pile_id) for pile in piles]
        return [
            heading(say("sort_cards.where")),
            text(self.words_of(self.moving), strong=True),
            buttons(
                *places,
                button(say("sort_cards.new_group"), "lay_apart"),
                button(say("sort_cards.no_group"), "lay_card", pile_id=NOWHERE),
                button(say("sort_cards.leave"), "take_card", card=self.moving),
            ),
        ]

    def _table(self, piles: list[Pile]) -> list[Block]:
        placed = read_placed(self.project, self.sort_id)
        done = done_sorters(self.project, self.sort_id)
        counts = count_together(self.pieces(), placed[placed["contributor_id"].isin(done)])
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
        alone = [(card, "alleen") for card in self.pieces() if card not in laid]
        if alone:
            made += [heading(say("sort_cards.alone")), *self._members(alone)]
        return [*made, fold(say("sort_cards.again"), text(say("sort_cards.again_what")), *self._again())]

    def _again(self) -> list[Block]:
        return [button(say("sort_cards.new_proposal"), "begin_together")]

    def _card_button(self, card: str, strength: str) -> Block:
        more, on = say(f"sort_cards.card_{strength}"), card == self.moving
        return button(self.words_of(card), "take_card", more=more, on=on, card=card)

    def _members(self, cards: list[tuple[str, str]]) -> list[Block]:
        made = [self._card_button(card, strength) for card, strength in cards]
        return [buttons(*made, label=say_count("sort_cards.cards", len(made)))] if made else []


def _title(pile: Pile) -> str:
    return isolated(pile.label) if pile.label else say("sort_cards.nameless", number=pile.order)


def _cards(members: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(members["fragment_id"], members["strength"], strict=True))


def _with_strength(words: str, strength: str) -> str:
    return say("sort_cards.card", words=isolated(words), strength=say(f"sort_cards.card_{strength}"))
