"""The real names that came along: from here into the key file, outside the project; never into the project.

They wait in memory, for whoever sits here now, until the file of names is made or opened with a passphrase.
"""

from __future__ import annotations

from ontmoet_research.privacy.key_file import Person, refuse_real_name
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, fold, heading, text
from ontmoet_research.screens.keeping.names_apart import Apart
from ontmoet_research.screens.names_open import open_here, take_into_use, waiting_names
from ontmoet_research.screens.part import Part
from ontmoet_research.store import Project, find
from ontmoet_research.words import Refused, say, say_count

__all__ = ["RealNames", "names_at_hand"]

NO, YES = "nee", "ja"


def names_at_hand(project: Project) -> dict[str, Person]:
    """The real names that are known here now, by ``participant_id``: of the open key file, and those that wait."""
    opened = open_here(project)
    return {**{one.participant_id: one for one in (opened.people if opened else ())}, **waiting_names(project)}


class RealNames(Part):  # type: ignore[type-arg]  # the page imports its steps
    """How many names wait, the way to the key file, and one button that puts them in it."""

    def start(self) -> None:
        """The key file itself: making it, opening it, its lines."""
        self.apart = self.has(Apart, "file")

    def blocks(self) -> list[Block]:
        """The names that wait, or a fold for who wants to type names."""
        waiting, opened = waiting_names(self.project), open_here(self.project)
        if not waiting:
            return [fold(say("bring_in_series.names_apart"), *self.apart.drawn())]
        told = [heading(say("bring_in_series.names_apart")), text(say_count("bring_in_series.waiting", len(waiting)))]
        if opened is None:
            return [*told, *self.apart.drawn()]
        known = [(NO, say("names_apart.no")), (YES, say("names_apart.yes"))]
        return [
            *told,
            choices(say("bring_in_series.alone"), "say_alone", known, self.chosen.get("alone", "")),
            button(say("bring_in_series.put_apart", n=len(waiting)), "put_apart", main=True),
        ]

    @gesture
    def say_alone(self, value: str) -> None:
        """Say whether an alias tells a neighbour who it is."""
        self.chosen["alone"] = value
        self.page.refresh()

    @gesture
    def put_apart(self) -> None:
        """Put all names that wait in the key file, in one write."""
        opened, waiting = open_here(self.project), waiting_names(self.project)
        if opened is None:
            raise Refused("names_apart.not_open")
        if self.chosen.get("alone") != NO:
            told = "bring_in_series.alias_tells" if self.chosen.get("alone") == YES else "names_apart.alias_unknown"
            raise Refused(told)
        everybody = {one.participant_id: one for one in opened.people} | waiting
        for person in waiting:
            refuse_real_name(find(self.project, "participants", person)["alias"], everybody.values())
        number = len(waiting)
        take_into_use(self.project, opened.with_people(waiting.values()))
        waiting.clear()
        self.page.go_on()
        self.page.refresh()
        self.page.tell(say_count("bring_in_series.put", number), "saved")
