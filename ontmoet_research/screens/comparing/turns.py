"""Whose turn it is in a talk about one piece, and who writes at which screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.dialogue.talk import ORIGIN, add_reason, skipped, speaking_order
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .parts import elsewhere_part, turn_part

if TYPE_CHECKING:
    from .compare_readings import Compare

REASON = "reason "  # and of whom: nobody's words ever stand in the field of another


class Turns(Part[PartsPage]):
    """Only who sits at this screen gets a field: the person at work, and those who said that they sit here too
    (``beside``). All others write on a screen of their own."""

    talk: Compare

    def start(self) -> None:
        """Nobody else sits here."""
        self.beside: set[str] = set()
        self.begin()

    def close(self) -> None:
        """Turns go on when something else closes."""

    @gesture
    def sits_here(self, person: str) -> None:
        """Say that someone whose turn it is sits at this screen, and not at one of their own."""
        self.beside.add(person)
        self.page.refresh()

    @gesture
    def tell_reason(self, speaker: str) -> None:
        """Keep what ``speaker`` says and give the turn to the next. What they said elsewhere meanwhile stays too."""
        reason = self.said(speaker)
        if speaker not in self.order():
            raise Refused("compare_readings.all_told")
        elsewhere = self.came_meanwhile(speaker)
        if reason.strip() or self.reason_of(speaker):
            whole = "\n".join(dict.fromkeys(filter(None, [elsewhere, reason.strip()])))
            add_reason(self.project, self.talk.opened_talk(), speaker, whole)
            self.had(speaker)
            self.page.done(ORIGIN, say("compare_readings.both_kept") if elsewhere and reason.strip() else "")
        else:
            self.had(speaker)
            self.page.refresh()

    @gesture
    def tell_again(self) -> None:
        """Give everybody a turn again; what was said stays and can be added to."""
        self.talk.outcome.choosing = ""
        self.begin_again()
        self.page.refresh()

    def begin(self) -> None:
        """Another piece: nobody had a turn."""
        self.spoken: set[str] = set()
        self.again = False
        self._filled_in: dict[str, str] = {}  # what stood in the field before anybody typed
        for name in [name for name in self.page.typed if name.startswith(f"{self.key}.{REASON}")]:
            self.page.typed.pop(name)

    def begin_again(self) -> None:
        """Everybody gets a turn once more; what they said stands ready to add to."""
        self.spoken, self.again = set(), True
        self._fill_in()

    def order(self) -> list[str]:
        """The readers in the order of speaking."""
        people = self.talk.readings.people
        return speaking_order(self.talk.readers, dict(zip(people["contributor_id"], people["side"], strict=True)))

    def now(self) -> str | None:
        """Whose turn it is; None when everybody had a turn. Who skipped the piece is asked nothing."""
        if not self.talk.piece:
            return None
        return next((one for one in self.order() if not self._had_turn(one)), None)

    def reason_of(self, person: str) -> str:
        """What this reader said, as it is stored."""
        talk = self.talk.talks.get(self.talk.piece)
        return talk.reason_of(person) if talk else ""

    def said(self, person: str) -> str:
        """What was typed for this reader on this screen, and is not stored."""
        return self.typed(REASON + person)

    def came_meanwhile(self, person: str) -> str:
        """What was stored for this reader elsewhere since the field stood here; empty when nothing."""
        known = self.reason_of(person)
        return "" if known == self._filled_in.get(person, "") else known

    def had(self, person: str) -> None:
        """This reader had a turn, also without saying anything."""
        self.forget(REASON + person)
        self.spoken.add(person)
        self._fill_in()

    def of(self, person: str) -> list[Block]:
        """The field for whoever sits at this screen, otherwise that the other is writing."""
        name = isolated(dict(self.page.people())[person])
        if person not in {self.project.who, *self.beside}:
            return self.mine(elsewhere_part(name, person))
        last = not [one for one in self.order() if one != person and not self._had_turn(one)]
        hint = say("compare_readings.why_hint")
        why = self.field(REASON + person, say("compare_readings.why"), hint=hint, long=True, draft=True)
        return self.mine(turn_part(name, person, why, first=person == self.order()[0], last=last))

    def _had_turn(self, person: str) -> bool:
        told = not self.again and bool(self.reason_of(person)) and not self.said(person).strip()
        return person in self.spoken or told or person in skipped(self.talk.readings, self.talk.piece)

    def _fill_in(self) -> None:
        person = self.now()
        if person and self.again:
            self._filled_in[person] = self.reason_of(person)
            self.fill_in(REASON + person, self._filled_in[person])
