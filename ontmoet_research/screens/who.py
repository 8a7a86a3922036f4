"""Who is at work: a name and a side for someone new, one click; under it who worked here before."""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from ontmoet_research.coding.access import STUDENT
from ontmoet_research.group import add_contributor
from ontmoet_research.model.people import SIDES
from ontmoet_research.store import read_rows
from ontmoet_research.words import Refused, say

from .base import gesture
from .blocks import Block, button, buttons
from .part import Host, Part
from .window import this_window

LEARNS = "leert"
"""Who learns is of the side of education, with the role of a student; who teaches is not."""


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
        """A field for a name, the sides as buttons, and who worked here before."""
        ways = [LEARNS if side == "onderwijs" else side for side in SIDES]
        ways.insert(ways.index(LEARNS) + 1, "onderwijs")
        sides = [button(say(f"page.i_am.{way}"), "add_person", way=way) for way in ways]
        return [
            {**self.field("name", say("page.name")), "quiet": True},  # the title of the screen asks it
            buttons(*sides, label=say("page.which_side"), row=True),
            *self._who_was_here(),
        ]

    @gesture
    def add_person(self, way: str) -> None:
        """Put someone new on the list; that is who is at work from now on, and a first text is what comes next."""
        side = "onderwijs" if way == LEARNS else way
        if side not in SIDES:
            raise Refused("page.needs_side")
        person = add_contributor(self.project, self.typed("name"), side, STUDENT if way == LEARNS else None)
        self.forget("name")
        self.page.choose_person(person)
        this_window().welcome()
        self.page.tell_saved()

    def _who_was_here(self) -> list[Block]:
        known = self.page.people()
        sides = {row.object_id: say(f"page.side.{row['side']}") for row in read_rows(self.project, "contributors")}
        times = Counter(name for _, name in known)
        listed = [
            button(name, "choose_person", more=sides[key] if times[name] > 1 else "", person=key) for key, name in known
        ]
        return [buttons(*listed, label=say("page.who"), row=True)] if listed else []
