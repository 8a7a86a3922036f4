"""Kaartjes sorteren: one card at a time, *kies stapel* with buttons, piles named in own words; then the group together.

Nothing has to be dragged (U05). Each choice is stored at once: a fresh screen opens at the card where you were. What
others made shows when you are done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

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
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.reading import read_list, read_note
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .card_table import Cards, CardTable, OfCards, of_cards


def _put_on_new(project: Project, cards: Cards, card: str, pile: str) -> None:
    """Lay the card that is up on a new pile, with the name that was typed."""
    add_pile(project, cards.sort_id, pile, by=project.who, card=card, origin=cards.origin())


def _skip(project: Project, cards: Cards, card: str) -> None:
    """Lay the card that is up aside."""
    skip_card(project, cards.sort_id, card, by=project.who, origin=cards.origin())


def _keep_label(project: Project, cards: Cards, pile_id: str, label: str | None) -> None:
    """Give the open pile the name that was typed."""
    if label is not None:
        rename_pile(project, pile_id, label, origin=cards.origin())


def _clear(project: Project, cards: Cards, pile_id: str) -> None:
    """Take all cards off the open pile."""
    empty_pile(project, pile_id, origin=cards.origin())


def _finish(project: Project, cards: Cards) -> None:
    """Say that one is done; others' piles count from now on."""
    finish_sort(project, cards.sort_id, by=project.who, origin=cards.origin())


def _go_on(project: Project, cards: Cards) -> None:
    """Go on with the own piles after all."""
    finish_sort(project, cards.sort_id, by=project.who, done=False, origin=cards.origin())


def _make(project: Project, cards: list[str], title: str) -> str:
    """Make the sort of the chosen pieces."""
    return make_card_sort(project, title, cards, origin="sort_cards")


def _go_to(part: MakeSort, made: str) -> None:
    part.taken = []
    if isinstance(part.above, Sorts):
        part.above.making, part.above.opened = False, made


def _of_card(part: SortAlone, _one: str) -> tuple[Cards, str]:
    return part.cards, part.taken()


def _of_pile(part: SortAlone, _one: str) -> tuple[Cards, str]:
    return part.cards, part.opened


NEW = Form(
    "new",
    _put_on_new,
    "",
    "sort_cards.put_on_new",
    (Ask("pile", "sort_cards.new_pile", hint="sort_cards.new_pile_hint"),),
    given=_of_card,
)
SKIP = Form("skip", _skip, "", "code_cards.skip", given=_of_card, main=False)
LABEL = Form(
    "label",
    _keep_label,
    "",
    "sort_cards.keep_label",
    (Ask("label", "sort_cards.label", filled=True),),
    given=_of_pile,
    main=False,
)
CLEAR = Form("clear", _clear, "", "sort_cards.clear", given=_of_pile, main=False)
FINISH = Form("finish", _finish, "", "sort_cards.finish", given=of_cards)
GO_ON = Form("go_on", _go_on, "", "sort_cards.go_on", given=of_cards, main=False)
MAKE = Form(
    "make",
    _make,
    "sort_cards",
    "sort_cards.make",
    (Ask("title", "sort_cards.sort_title", hint="sort_cards.sort_title_hint"),),
    given=lambda part, _one: (part.taken,),
    then=_go_to,
)


class SortAlone(OfCards):
    """One card at a time; ``opened`` is the pile that is looked at."""

    forms = (NEW, SKIP, LABEL, CLEAR, FINISH, GO_ON)

    def start(self) -> None:
        """Nothing in hand."""
        self.hand = ""  # a card that is sorted anew
        self.uncovered: set[str] = set()

    def close(self) -> None:
        """Nothing is open or in hand."""
        super().close()
        self.hand = ""

    def taken_back(self, rows: Sequence[Row]) -> None:
        """Have nothing in hand; what was taken back is up again."""
        super().taken_back(rows)
        self.hand = ""

    def piles(self) -> list[Pile]:
        """The piles of the person at work."""
        return piles_of(self.project, self.cards.sort_id, self.project.who)

    def current(self) -> str:
        """The card that is up: the one in hand, otherwise the first that is on no pile and was not laid aside."""
        if self.hand:
            return self.hand
        laid = {card for pile in self.piles() for card in pile.fragment_ids}
        aside = skipped_by(self.project, self.cards.sort_id, self.project.who)
        return next((card for card in self.cards.to_sort() if card not in laid and card not in aside), "")

    def taken(self) -> str:
        """The card that is up, no longer in hand. Errors: ``Refused`` when there is none."""
        card = self.current()
        if not card:
            raise Refused("coding.sort_card_gone")
        self.hand = ""
        return card

    @gesture
    def put(self, pile_id: str) -> None:
        """Lay the card that is up on a pile."""
        card = self.taken()
        put_card(self.project, self.cards.sort_id, card, pile_id, by=self.project.who, origin=self.cards.origin())
        self.page.done(self.cards.origin())

    @gesture
    def bring_back(self) -> None:
        """Take the first card that was laid aside back in hand."""
        aside = skipped_by(self.project, self.cards.sort_id, self.project.who)
        self.hand = next((card for card in self.cards.to_sort() if card in aside), "")
        self.page.refresh()

    @gesture
    def uncover(self) -> None:
        """Show a card that may be hard to read."""
        self.uncovered.add(self.current())
        self.page.refresh()

    @gesture
    def with_own_words(self) -> None:
        """Sort the own words as well, or no longer."""
        self.cards.own_too = not self.cards.own_too
        self.page.refresh()

    @gesture
    def sort_again(self, card: str) -> None:
        """Take a card in hand to lay it somewhere else."""
        self.hand, self.opened = card, ""
        self.page.refresh()

    def blocks(self) -> list[Block]:
        """The card that is up, the own piles, and that one is done."""
        cards, piles, card = self.cards.to_sort(), self.piles(), self.current()
        laid = {one for pile in piles for one in pile.fragment_ids}
        progress = text(say("sort_cards.progress", done=len(laid & set(cards)), total=len(cards)), quiet=True)
        made = [progress, *(self._card(card, piles) if card else self._none_left(cards, laid))]
        return [*made, *self._my_piles(piles), *self._own_toggle(), *self.form(FINISH, main=not card)]

    def _card(self, card: str, piles: list[Pile]) -> list[Block]:
        piece = self.cards.pieces()[card]
        if piece.heavy and card not in self.uncovered:
            ways = buttons(button(say("code_cards.uncover"), "uncover"), *self.form(SKIP))
            return [text(say("code_cards.heavy")), ways]
        lies_on = next((pile for pile in piles if card in pile.fragment_ids), None)
        now = [text(say("sort_cards.lies_on", name=_named(lies_on)))] if lies_on else []
        places = [button(_named(pile), "put", more=_how_many(pile), pile_id=pile.pile_id) for pile in piles]
        return [
            marked(say("sort_cards.card_text"), [(piece.text, "")], heard=True),
            *now,
            *([buttons(*places, label=say("sort_cards.choose_pile"))] if places else []),
            *self.form(NEW, main=not places, beside=self.form(SKIP)),
        ]

    def _none_left(self, cards: list[str], laid: set[str]) -> list[Block]:
        aside = [card for card in skipped_by(self.project, self.cards.sort_id, self.project.who) if card in cards]
        waiting = [card for card in aside if card not in laid]
        told = text(say("sort_cards.all_laid") if cards else say("sort_cards.nothing"), strong=True)
        back = button(say_count("sort_cards.aside", len(waiting)), "bring_back")
        return [told, *([back] if waiting else [])]

    def _my_piles(self, piles: list[Pile]) -> list[Block]:
        if not piles:
            return []
        each = [
            button(_named(pile), "open_one", more=_how_many(pile), on=on, value="" if on else pile.pile_id)
            for pile in piles
            for on in [pile.pile_id == self.opened]
        ]
        opened = next((pile for pile in piles if pile.pile_id == self.opened), None)
        inside = buttons(*each, label=say("sort_cards.look_at"))
        return [fold(say_count("sort_cards.my_piles", len(piles)), inside, *(self._pile(opened) if opened else []))]

    def _pile(self, pile: Pile) -> list[Block]:
        cards = [
            button(self.cards.words_of(card), "sort_again", more=say("sort_cards.lay_elsewhere"), card=card)
            for card in pile.fragment_ids
        ]
        clear = self.form(CLEAR) if cards else []
        return [
            heading(_named(pile)),
            *([buttons(*cards, label=say("sort_cards.on_pile"))] if cards else []),
            *self.form(LABEL, now={"label": pile.label}, beside=clear),
        ]

    def _own_toggle(self) -> list[Block]:
        own = own_words(self.project) & set(self.cards.pieces())
        told = say_count("sort_cards.own", len(own))
        return [buttons(button(told, "with_own_words", on=self.cards.own_too))] if own else []


class MakeSort(Part[PartsPage]):
    """A new sort; ``opened`` is the note from which cards come."""

    forms = (MAKE,)

    def start(self) -> None:
        """No card is taken along yet."""
        self.taken: list[str] = []

    @gesture
    def take_card(self, value: str) -> None:
        """Take a piece along as a card, or no longer."""
        self.taken = [one for one in self.taken if one != value] + [value] * (value not in self.taken)
        self.page.refresh()

    @gesture
    def take_all(self) -> None:
        """Take all pieces of this note along."""
        self.taken = list(dict.fromkeys([*self.taken, *read_note(self.project, self.opened).cards()]))
        self.page.refresh()

    def blocks(self) -> list[Block]:
        """The notes, their pieces, and what the sort is called."""
        notes = [(listed.source_id, listed.title) for listed in read_list(self.project)]
        if not notes:
            return [text(say("labelling.no_note"))]
        if self.opened not in dict(notes):
            self.opened = notes[0][0]
        note = read_note(self.project, self.opened)
        pieces = [(card, note.by_id[card].text) for card in note.cards()]
        return [
            text(say("sort_cards.make_what")),
            select(say("labelling.note_choice"), "open_one", notes, self.opened),
            button(say("sort_cards.choose_all"), "take_all"),
            choices(say("sort_cards.choose_cards"), "take_card", pieces, self.taken),
            text(say_count("sort_cards.chosen", len(self.taken)), strong=True),
            *self.form(MAKE),
        ]


class Sorts(Part[PartsPage]):
    """The sort that is open: being made, sorted alone, or looked at together."""

    making = False

    def start(self) -> None:
        """Open the sort that was made last; nothing in hand."""
        self.cards = Cards(self)
        self.new, self.alone, self.table = (
            self.has(MakeSort, "new"),
            self.has(SortAlone, "alone"),
            self.has(CardTable, "table"),
        )
        self.alone.cards = self.table.cards = self.cards

    def close(self) -> None:
        """The sort stays open."""

    def blocks(self) -> list[Block]:
        """Making a sort, sorting alone, or looking together."""
        known = read_rows(self.project, "card_sorts")
        if self.making or not known:
            back = [button(say("sort_cards.back"), "turn_making")] if known else []
            return [*self.new.drawn(), *back]
        if self.opened not in {row.object_id for row in known}:
            self.opened = known[-1].object_id
        titles = [(row.object_id, row["title"]) for row in known]
        which = [select(say("sort_cards.which"), "open_one", titles, self.opened)] if len(known) > 1 else []
        more = fold(say("sort_cards.other"), button(say("sort_cards.make_new"), "turn_making"))
        return [*which, *(self._together() if self._is_done() else self.alone.drawn()), more]

    @gesture
    def open_one(self, value: str) -> None:
        """Open another sort."""
        self.alone.close()
        self.table.close()
        super().open_one(value)

    @gesture
    def turn_making(self) -> None:
        """Make another sort, or go back."""
        self.making = not self.making
        self.page.refresh()

    def _is_done(self) -> bool:
        """Whether the person at work said so."""
        return self.project.who in done_sorters(self.project, self.opened)

    def _together(self) -> list[Block]:
        piles = self.alone.piles()
        told = [say("sort_cards.mine", name=_named(pile), n=len(pile.fragment_ids)) for pile in piles]
        shown = listing(told, empty=say("sort_cards.no_pile"))
        return [*self.table.drawn(), fold(say("sort_cards.my_own"), shown, *self.alone.form(GO_ON))]


class SortCards(PartsPage):
    """The screen *Kaartjes sorteren*."""

    name = "sort_cards"
    asks_series = False
    kinds: ClassVar = {"sort": Sorts}

    @property
    def sort_id(self) -> str:
        """The sort that is open."""
        return self.parts["sort"].opened


def sort_cards(project: Project | None = None) -> SortCards:
    """The screen *Kaartjes sorteren* of notebook 04; ``project`` is the one of this notebook unless given."""
    return SortCards(project or here())


def _named(pile: Pile) -> str:
    return isolated(pile.label) if pile.label else say("sort_cards.nameless", number=pile.order)


def _how_many(pile: Pile) -> str:
    return say_count("sort_cards.cards", len(pile.fragment_ids))
