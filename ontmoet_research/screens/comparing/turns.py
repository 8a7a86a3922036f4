"""Whose turn it is in a talk about one piece, and who writes at which screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.dialogue.talk import skipped, speaking_order
from ontmoet_research.screens.blocks import Block
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import elsewhere_part, turn_part

if TYPE_CHECKING:
    from .compare_readings import CompareReadings

REASON = "reason "  # and of whom: nobody's words ever stand in the field of another


class Turns:
    """The turns on the page ``page``. Only who sits at this screen gets a field: the person at work, and those who said
    that they sit here too (``beside``). All others write on a screen of their own."""

    def __init__(self, page: CompareReadings) -> None:
        self.page = page
        self.beside: set[str] = set()
        self.begin()

    def begin(self) -> None:
        """Another piece: nobody had a turn."""
        self.spoken: set[str] = set()
        self.again = False
        self._filled_in: dict[str, str] = {}  # what stood in the field before anybody typed

    def begin_again(self) -> None:
        """Everybody gets a turn once more; what they said stands ready to add to."""
        self.spoken, self.again = set(), True
        self._fill_in()

    def order(self) -> list[str]:
        """The readers in the order of speaking."""
        people = self.page.readings.people
        return speaking_order(self.page.readers, dict(zip(people["contributor_id"], people["side"], strict=True)))

    def now(self) -> str | None:
        """Whose turn it is; None when everybody had a turn. Who skipped the piece is asked nothing."""
        if not self.page.piece:
            return None
        return next((one for one in self.order() if not self._had_turn(one)), None)

    def reason_of(self, person: str) -> str:
        """What this reader said, as it is stored."""
        talk = self.page.talks.get(self.page.piece)
        return talk.reason_of(person) if talk else ""

    def typed(self, person: str) -> str:
        """What was typed for this reader on this screen, and is not stored."""
        return self.page.typed.get(REASON + person, "")

    def came_meanwhile(self, person: str) -> str:
        """What was stored for this reader elsewhere since the field stood here; empty when nothing."""
        known = self.reason_of(person)
        return "" if known == self._filled_in.get(person, "") else known

    def had(self, person: str) -> None:
        """This reader had a turn, also without saying anything."""
        self.page.forget(REASON + person)
        self.spoken.add(person)
        self._fill_in()

    def part(self, person: str) -> list[Block]:
        """The field for whoever sits at this screen, otherwise that the other is writing."""
        page, name = self.page, isolated(dict(self.page.people())[person])
        if person not in {page.project.who, *self.beside}:
            return elsewhere_part(name, person)
        last = not [one for one in self.order() if one != person and not self._had_turn(one)]
        draft = page.draft_name(REASON + person)
        hint = say("compare_readings.why_hint")
        why = page.field(REASON + person, say("compare_readings.why"), hint=hint, long=True, draft=draft)
        return turn_part(name, person, why, first=person == self.order()[0], last=last)

    def _had_turn(self, person: str) -> bool:
        told = not self.again and bool(self.reason_of(person)) and not self.typed(person).strip()
        return person in self.spoken or told or person in skipped(self.page.readings, self.page.piece)

    def _fill_in(self) -> None:
        person = self.now()
        if person and self.again:
            self.page.typed[REASON + person] = self._filled_in[person] = self.reason_of(person)
