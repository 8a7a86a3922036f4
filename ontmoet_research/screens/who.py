"""Who is at work: the list of names, or the few fields of someone who is not on it yet."""

from __future__ import annotations

from typing import Protocol

from ontmoet_research.group import add_contributor
from ontmoet_research.model.people import SIDES
from ontmoet_research.store import read_rows
from ontmoet_research.words import Refused, say

from .base import gesture
from .blocks import Block, button, buttons, heading
from .part import Host, Part

SOMEONE_NEW = "nieuw"


class Asks(Host, Protocol):
    """A page that asks who is at work."""

    def people(self) -> list[tuple[str, str]]:
        """Who works on the research, as (id, name)."""

    def choose_person(self, person: str) -> None:
        """Say who is at work."""

    def tell_saved(self, what: str = "") -> None:
        """Show that it is saved."""


class Who(Part[Asks]):
    """The question who is at work."""

    def blocks(self) -> list[Block]:
        """The list of names, or the fields of someone new."""
        known = self.page.people()
        if self.opened or not known:
            return self._someone_new(known)
        sides = {row.object_id: say(f"page.side.{row['side']}") for row in read_rows(self.project, "contributors")}
        listed = [button(name, "choose_person", more=sides[key], person=key) for key, name in known]
        other = self.line(SOMEONE_NEW, say("page.not_listed"))
        return [buttons(*listed, other, label=say("page.who"))]

    @gesture
    def add_person(self) -> None:
        """Put someone new on the list; that is who is at work from now on."""
        side = self.chosen.get("side")
        if side not in SIDES:
            raise Refused("page.needs_side")
        person = add_contributor(self.project, self.typed("name"), side)
        self.close()
        self.forget("name")
        self.page.choose_person(person)
        self.page.tell_saved()

    def _someone_new(self, known: list[tuple[str, str]]) -> list[Block]:
        sides = [
            button(say(f"page.side.{side}"), "choose", on=side == self.chosen.get("side"), value=side, name="side")
            for side in SIDES
        ]
        back = [self.back("page.back_to_people")] if known else []
        return [
            heading(say("page.new_person")),
            self.field("name", say("page.name"), hint=say("page.name_hint")),
            buttons(*sides, label=say("page.which_side")),
            buttons(button(say("page.add_person"), "add_person", main=True), *back),
        ]
