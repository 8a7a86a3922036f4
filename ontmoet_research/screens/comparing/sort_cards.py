"""Kaartjes sorteren: one card at a time, *kies stapel* with buttons, piles named in own words; then the group together.

Nothing has to be dragged (U05). Each choice is stored at once: a fresh screen opens at the card where you were. What
others made shows when you are done.
"""

from __future__ import annotations

from ontmoet_research.coding import (
    Pile,
    add_pile,
    done_sorters,
    empty_pile,
    finish_sort,
    make_card_sort,
    piles_of,
    put_card,
    rename_pile,
    skip_card,
    skipped_by,
)
from ontmoet_research.coding.access import own_words
from ontmoet_research.group import read_look
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import (
    Block,
    button,
    buttons,
    choices,
    fold,
    heading,
    listing,
    marked,
    select,
    text,
)
from ontmoet_research.screens.reading import read_list, read_note
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .card_table import CardTable


class SortCards(CardTable):
    """The screen *Kaartjes sorteren*."""

    name = "sort_cards"
    asks_series = False

    def start(self) -> None:
        """Open the sort that was made last; nothing in hand."""
        super().start()
        self.making, self.note_id = False, ""
        self.chosen: list[str] = []  # cards of a sort that is being made
        self.looking = ""  # the pile that is open
        self.hand = ""  # a card that is sorted anew
        self.own_too = False  # whether this person wants to sort the own words as well
        self.uncovered: set[str] = set()

    def blocks(self) -> list[Block]:
        """Making a sort, sorting alone, or looking together."""
        known = read_rows(self.project, "card_sorts")
        if self.making or not known:
            return self._making(can_leave=bool(known))
        if self.sort_id not in {row.object_id for row in known}:
            self.sort_id = known[-1].object_id
        which = [select(say("sort_cards.which"), "choose_sort", _titles(known), self.sort_id)] if len(known) > 1 else []
        more = fold(say("sort_cards.other"), button(say("sort_cards.make_new"), "make_new"))
        return [*which, *(self._together() if self.is_done() else self._alone()), more]

    def is_done(self) -> bool:
        """Whether the person at work said so."""
        return self.project.who in done_sorters(self.project, self.sort_id)

    def to_sort(self) -> list[str]:
        """The cards this person may read, in order; the own words only when asked for (P30)."""
        chosen = self.own_too or read_look(self.project, self.project.who).own_words
        own = set() if chosen else own_words(self.project)
        return [card for card, piece in self.pieces().items() if piece.readable and card not in own]

    def piles(self) -> list[Pile]:
        """The piles of the person at work."""
        return piles_of(self.project, self.sort_id, self.project.who)

    def current(self) -> str:
        """The card that is up: the one in hand, otherwise the first that is on no pile and was not laid aside."""
        if self.hand:
            return self.hand
        laid = {card for pile in self.piles() for card in pile.fragment_ids}
        aside = skipped_by(self.project, self.sort_id, self.project.who)
        return next((card for card in self.to_sort() if card not in laid and card not in aside), "")

    @gesture
    def choose_sort(self, value: str) -> None:
        """Open another sort."""
        self.sort_id, self.hand, self.looking, self.moving = value, "", "", ""
        self.refresh()

    @gesture
    def put(self, pile_id: str) -> None:
        """Lay the card that is up on a pile."""
        card = self._taken()
        put_card(self.project, self.sort_id, card, pile_id, by=self.project.who, origin=self.origin_of())
        self.done(self.origin_of())

    @gesture
    def put_on_new(self) -> None:
        """Lay the card that is up on a new pile, with the name that was typed."""
        card, label = self._taken(), self.typed.get("pile", "")
        add_pile(self.project, self.sort_id, label, by=self.project.who, card=card, origin=self.origin_of())
        self.forget("pile")
        self.done(self.origin_of())

    @gesture
    def skip(self) -> None:
        """Lay the card that is up aside."""
        card = self._taken()
        skip_card(self.project, self.sort_id, card, by=self.project.who, origin=self.origin_of())
        self.done(self.origin_of())

    @gesture
    def bring_back(self) -> None:
        """Take the first card that was laid aside back in hand."""
        aside = skipped_by(self.project, self.sort_id, self.project.who)
        self.hand = next((card for card in self.to_sort() if card in aside), "")
        self.refresh()

    @gesture
    def uncover(self) -> None:
        """Show a card that may be hard to read."""
        self.uncovered.add(self.current())
        self.refresh()

    @gesture
    def with_own_words(self) -> None:
        """Sort the own words as well, or no longer."""
        self.own_too = not self.own_too
        self.refresh()

    @gesture
    def open_pile(self, pile_id: str) -> None:
        """Look at a pile; again closes it."""
        self.looking = "" if self.looking == pile_id else pile_id
        self.typed["rename"] = next((pile.label for pile in self.piles() if pile.pile_id == self.looking), "")
        self.refresh()

    @gesture
    def keep_label(self) -> None:
        """Give the open pile the name that was typed."""
        rename_pile(self.project, self.looking, self.typed.get("rename", ""), origin=self.origin_of())
        self.done(self.origin_of())

    @gesture
    def clear_pile(self) -> None:
        """Take all cards off the open pile."""
        empty_pile(self.project, self.looking, origin=self.origin_of())
        self.done(self.origin_of())

    @gesture
    def sort_again(self, card: str) -> None:
        """Take a card in hand to lay it somewhere else."""
        self.hand, self.looking = card, ""
        self.refresh()

    @gesture
    def finish(self) -> None:
        """Say that one is done; others' piles count from now on."""
        self.hand = ""
        finish_sort(self.project, self.sort_id, by=self.project.who, origin=self.origin_of())
        self.done(self.origin_of())

    @gesture
    def go_on(self) -> None:
        """Go on with the own piles after all."""
        finish_sort(self.project, self.sort_id, by=self.project.who, done=False, origin=self.origin_of())
        self.done(self.origin_of())

    @gesture
    def make_new(self) -> None:
        """Make another sort, or go back."""
        self.making = not self.making
        self.refresh()

    @gesture
    def choose_note(self, value: str) -> None:
        """Choose the note from which cards come."""
        self.note_id = value
        self.refresh()

    @gesture
    def choose_card(self, value: str) -> None:
        """Take a piece along as a card, or no longer."""
        self.chosen = [one for one in self.chosen if one != value] + [value] * (value not in self.chosen)
        self.refresh()

    @gesture
    def choose_all(self) -> None:
        """Take all pieces of this note along."""
        self.chosen = list(dict.fromkeys([*self.chosen, *read_note(self.project, self.note_id).cards()]))
        self.refresh()

    @gesture
    def make(self) -> None:
        """Make the sort of the chosen pieces."""
        title = self.typed.get("title", "")
        self.sort_id = make_card_sort(self.project, title, self.chosen, origin="sort_cards")
        self.forget("title")
        self.making, self.chosen = False, []
        self.done("sort_cards")

    def after_undo(self, rows: list[Row]) -> None:  # noqa: ARG002 - the signature of all screens
        """Have nothing in hand; what was taken back is up again."""
        self.hand = self.looking = self.moving = ""

    def _taken(self) -> str:
        card = self.current()
        if not card:
            raise Refused("coding.sort_card_gone")
        self.hand = ""
        return card

    def _alone(self) -> list[Block]:
        cards, piles, card = self.to_sort(), self.piles(), self.current()
        laid = {one for pile in piles for one in pile.fragment_ids}
        progress = text(say("sort_cards.progress", done=len(laid & set(cards)), total=len(cards)), quiet=True)
        made = [progress, *(self._card(card, piles) if card else self._none_left(cards, laid))]
        finish = button(say("sort_cards.finish"), "finish", main=not card)
        return [*made, *self._my_piles(piles), *self._own_toggle(), finish]

    def _card(self, card: str, piles: list[Pile]) -> list[Block]:
        piece = self.pieces()[card]
        if piece.heavy and card not in self.uncovered:
            ways = [button(say("code_cards.uncover"), "uncover"), button(say("code_cards.skip"), "skip")]
            return [text(say("code_cards.heavy")), buttons(*ways)]
        lies_on = next((pile for pile in piles if card in pile.fragment_ids), None)
        now = [text(say("sort_cards.lies_on", name=_named(lies_on)))] if lies_on else []
        places = [button(_named(pile), "put", more=_how_many(pile), pile_id=pile.pile_id) for pile in piles]
        return [
            marked(say("sort_cards.card_text"), [(piece.text, "")], heard=True),
            *now,
            *([buttons(*places, label=say("sort_cards.choose_pile"))] if places else []),
            self.field("pile", say("sort_cards.new_pile"), hint=say("sort_cards.new_pile_hint")),
            buttons(
                button(say("sort_cards.put_on_new"), "put_on_new", main=not places),
                button(say("code_cards.skip"), "skip"),
            ),
        ]

    def _none_left(self, cards: list[str], laid: set[str]) -> list[Block]:
        aside = [card for card in skipped_by(self.project, self.sort_id, self.project.who) if card in cards]
        waiting = [card for card in aside if card not in laid]
        told = text(say("sort_cards.all_laid") if cards else say("sort_cards.nothing"), strong=True)
        back = button(say_count("sort_cards.aside", len(waiting)), "bring_back")
        return [told, *([back] if waiting else [])]

    def _my_piles(self, piles: list[Pile]) -> list[Block]:
        if not piles:
            return []
        each = [
            button(
                _named(pile),
                "open_pile",
                more=_how_many(pile),
                on=pile.pile_id == self.looking,
                pile_id=pile.pile_id,
            )
            for pile in piles
        ]
        opened = next((pile for pile in piles if pile.pile_id == self.looking), None)
        inside = buttons(*each, label=say("sort_cards.look_at"))
        return [fold(say_count("sort_cards.my_piles", len(piles)), inside, *(self._pile(opened) if opened else []))]

    def _pile(self, pile: Pile) -> list[Block]:
        cards = [
            button(self.words_of(card), "sort_again", more=say("sort_cards.lay_elsewhere"), card=card)
            for card in pile.fragment_ids
        ]
        clear = [button(say("sort_cards.clear"), "clear_pile")] if cards else []
        return [
            heading(_named(pile)),
            *([buttons(*cards, label=say("sort_cards.on_pile"))] if cards else []),
            self.field("rename", say("sort_cards.label")),
            buttons(button(say("sort_cards.keep_label"), "keep_label"), *clear),
        ]

    def _own_toggle(self) -> list[Block]:
        own = own_words(self.project) & set(self.pieces())
        told = say_count("sort_cards.own", len(own))
        return [buttons(button(told, "with_own_words", on=self.own_too))] if own else []

    def _together(self) -> list[Block]:
        back = button(say("sort_cards.go_on"), "go_on")
        mine = [say("sort_cards.mine", name=_named(p), n=len(p.fragment_ids)) for p in self.piles()]
        shown = listing(mine, empty=say("sort_cards.no_pile"))
        return [*self.group_part(), fold(say("sort_cards.my_own"), shown, back)]

    def _making(self, *, can_leave: bool) -> list[Block]:
        notes = [(listed.source_id, listed.title) for listed in read_list(self.project)]
        if not notes:
            return [text(say("labelling.no_note"))]
        if self.note_id not in dict(notes):
            self.note_id = notes[0][0]
        note = read_note(self.project, self.note_id)
        pieces = [(card, note.by_id[card].text) for card in note.cards()]
        back = [button(say("sort_cards.back"), "make_new")] if can_leave else []
        return [
            text(say("sort_cards.make_what")),
            self.field("title", say("sort_cards.sort_title"), hint=say("sort_cards.sort_title_hint")),
            select(say("labelling.note_choice"), "choose_note", notes, self.note_id),
            button(say("sort_cards.choose_all"), "choose_all"),
            choices(say("sort_cards.choose_cards"), "choose_card", pieces, self.chosen),
            text(say_count("sort_cards.chosen", len(self.chosen)), strong=True),
            buttons(button(say("sort_cards.make"), "make", main=True), *back),
        ]


def sort_cards(project: Project | None = None) -> SortCards:
    """The screen *Kaartjes sorteren* of notebook 04; ``project`` is the one of this notebook unless given."""
    return SortCards(project or here())


def _named(pile: Pile) -> str:
    return isolated(pile.label) if pile.label else say("sort_cards.nameless", number=pile.order)


def _titles(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row.object_id, row["title"]) for row in rows]


def _how_many(pile: Pile) -> str:
    return say_count("sort_cards.cards", len(pile.fragment_ids))
