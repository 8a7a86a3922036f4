"""*Samen kaartjes lezen*: two people of different sides at one screen, one after the other, piece by piece.

Whoever comes from the side of experience reads first (E11, U27). The labels of the first stay out of sight, and out of
the browser, until the second has read the piece too; then both readings stand side by side. On two screens nobody needs
this: then each reads *Kaartjes*, and blind first does the same.
"""

from __future__ import annotations

from typing import Any

from ontmoet_research.coding import make_tandem
from ontmoet_research.coding.access import closed_to
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.reading import read_by, read_list
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .code_cards import CodeCards, button_of


class TandemCards(CodeCards):
    """The screen for a pair. Make it with :func:`ontmoet_research.screens.label_together`."""

    name = "tandem_cards"

    def __init__(self, project: Project, *, pair: tuple[str, str] | None = None, **options: Any) -> None:
        self.pair = pair
        self.chosen = ""
        self.turn = 0
        self.handing = self.revealed = False
        super().__init__(project, **options)

    def start(self) -> None:
        """Begin with whoever reads first, or with the question who the two are."""
        if self.pair:
            self.seat.also = self.pair
            self.project = self.project.as_person(self.pair[0])
            super().start()
        else:
            self._read_lists()

    def opened(self) -> None:
        """The first piece of the round that not both have read."""
        super().opened()
        self.turn, self.handing, self.revealed = 0, bool(self.batch), False
        if self.batch and self.pair:
            self._to_first_unread()

    @gesture
    def choose_person(self, person: str) -> None:
        """Say who the two are, one after the other; the kit knows who reads first."""
        if person not in self.people:
            raise Refused("labelling.no_person")
        if not self.chosen:
            self.chosen = person
        else:
            make_tandem(self.project.as_person(person), self.chosen, person, origin=self.name)
            two = sorted((self.chosen, person), key=lambda one: self.people[one]["side"] != "ervaring")
            self.pair = self.seat.also = (two[0], two[1])
            self.start()
        self.refresh()

    def begin_for(self, person: str) -> None:
        """Another person than the two: ask again who they are."""
        self.pair, self.chosen, self.note, self.handing = None, "", None, False
        self.seat.also = ()
        super().begin_for(person)

    @gesture
    def choose_note(self, value: str) -> None:
        """Open another note; whoever reads first begins."""
        self._sit_down(0)
        super().choose_note(value)

    @gesture
    def take_over(self) -> None:
        """*Ik ben ...*: the person whose turn it is sits at the screen."""
        self.handing = False
        self.refresh()

    @gesture
    def next_piece(self) -> None:
        """On to the next piece; whoever reads first begins again."""
        self.revealed = False
        self._sit_down(0)
        self.handing = True
        self._to_first_unread()
        self.refresh()

    @gesture
    def back(self) -> None:
        """The piece before this one, with both readings side by side."""
        self.index = max(self.index - (not self.finished), 0)
        self.finished = self.handing = False
        self.revealed = self.batch[self.index] in self._read_by_both()
        self._sit_down(0)
        self.refresh()

    def view_before(self) -> dict[str, Any] | None:
        """As always, but the question is who the two are."""
        if self.pair is None:
            side = self.people[self.chosen]["side"] if self.chosen else None
            people = [[key, row["display_name"]] for key, row in self.people.items() if row["side"] != side]
            return {"state": "who", "question": self._question(people), "people": people}
        return super().view_before()

    def make_view(self) -> dict[str, Any]:
        """A card for whose turn it is; between them, who takes over; after both, the two readings."""
        view = super().make_view()
        view["at"] = f"{view.get('at')} {self.turn} {self.handing} {self.revealed}"
        if self.pair is None or view["state"] not in ("card", "heavy"):
            return view
        kept = {name: view[name] for name in ("choices", "progress", "here", "at")}
        if self.revealed:
            return {**kept, **self._both_view()}
        if self.handing:
            words = say(f"tandem_cards.{'second' if self.turn else 'first'}_turn", name=self._name(self.turn))
            button = {"do": "take_over", "text": say("tandem_cards.i_am", name=self._name(self.turn)), "main": True}
            return {**kept, "state": "turn", "text": words, "buttons": [button, button_of("pause")]}
        return {**view, "progress": say("tandem_cards.progress", progress=view["progress"], name=self._name(self.turn))}

    def after_undo(self, rows: list[Row]) -> None:
        """Show the piece to whose label or answer was taken back."""
        super().after_undo(rows)
        self.handing = self.revealed = False

    def _list_notes(self) -> None:
        both = [self.project.as_person(person) for person in self.pair or ()]
        self.closed = set().union(*(closed_to(project) for project in both))
        self.listed = read_list(self.project, self.closed)

    def _go_on(self) -> None:
        self.returned = False
        if self.turn == 0 and self.batch[self.index] not in self._read_by(1):
            self._sit_down(1)
            self.handing = True
        else:
            self.revealed = True
        self.refresh()
        self.tell_saved()

    def _to_first_unread(self) -> None:
        todo = [place for place, piece in enumerate(self.batch) if piece not in self._read_by_both()]
        self.finished = not todo
        if todo:
            self.index = todo[0]
            # Someone may have read it elsewhere; then it is the turn of the other.
            self._sit_down(int(self.batch[self.index] in self._read_by(0)))

    def _sit_down(self, turn: int) -> None:
        self.turn = turn
        if self.pair:
            self.project = self.project.as_person(self.pair[turn])

    def _read_by(self, turn: int) -> set[str]:
        return set(read_by(self.project.as_person(self.pair[turn]))) if self.pair else set()

    def _read_by_both(self) -> set[str]:
        return self._read_by(0) & self._read_by(1)

    def _name(self, turn: int) -> str:
        return isolated(self.people[self.pair[turn]]["display_name"]) if self.pair else ""

    def _question(self, people: list[list[Any]]) -> str:
        if not people:
            return say("tandem_cards.nobody")
        name = isolated(self.people[self.chosen]["display_name"]) if self.chosen else ""
        return say("tandem_cards.second", name=name) if self.chosen else say("tandem_cards.first")

    def _both_view(self) -> dict[str, Any]:
        readings = [self._reading(turn) for turn in (0, 1)]
        same = readings[0][1] == readings[1][1]
        lines = [say("tandem_cards.reading", name=self._name(turn), labels=readings[turn][0]) for turn in (0, 1)]
        return {
            "state": "both",
            "text": self.piece.text,
            "lines": lines,
            "closing": say("tandem_cards.same" if same else "tandem_cards.different"),
            "buttons": [
                {"do": "next_piece", "text": say("tandem_cards.next_piece"), "main": True},
                *self._ways_out(),
            ],
        }

    def _reading(self, turn: int) -> tuple[str, set[str]]:
        """What one of the two made of the piece, in words, and which labels."""
        person = (self.pair or ("", ""))[turn]
        placed = read_rows(self.project, "codings", fragment_id=self.piece.fragment_id, contributor_id=person)
        doubts = {row["code_id"] for row in placed if row["certainty"] != "zeker"}
        labels = dict.fromkeys(row["code_id"] for row in placed)
        words = [
            say("tandem_cards.in_doubt", label=self.label_of({"code_id": code}))
            if code in doubts
            else self.label_of({"code_id": code})
            for code in labels
        ]
        if words:
            return ", ".join(words), set(labels)
        outcome = read_by(self.project.as_person(person)).get(self.piece.fragment_id, "geen_label")
        return say(f"tandem_cards.outcome.{outcome}"), {outcome}
