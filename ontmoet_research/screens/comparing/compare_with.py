"""Choosing with whom to compare: one's tandem in one click, or anyone else who works along."""

from __future__ import annotations

from collections.abc import Callable

from ontmoet_research.dialogue.agreement import read_by_all
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, text
from ontmoet_research.screens.memory import remember, remembered
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import Project, read_rows, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count


class With(Part[PartsPage]):
    """Asked before anything else: with whom. The person at work is always one of the readers."""

    others: list[str]
    anew: Callable[[], None]
    """What the page does when other people are chosen."""

    def start(self) -> None:
        """Go on with the people of last time."""
        self.others = remembered(self.project).get("readers", "").split()
        self.begun = bool(self.others)

    @property
    def readers(self) -> list[str]:
        """The readers who compare, the person at work first."""
        return [self.project.who, *self.others]

    def ready(self) -> bool:
        """Whether it is known with whom; someone who is gone, or who sits at the screen now, is left out."""
        known = dict(self.page.people())
        self.others = [one for one in self.others if one in known and one != self.project.who]
        self.begun = self.begun and bool(self.others)
        return self.begun

    def blocks(self) -> list[Block]:
        """The question with whom: tandems first, then everybody else."""
        people = {key: name for key, name in self.page.people() if key != self.project.who}
        if not people:
            return [text(say("compare_readings.nobody_else"))]
        tandems = [
            button(
                say("compare_readings.tandem", name=isolated(people[other])),
                "choose_tandem",
                more=say("compare_readings.tandem_more"),
                value=other,
            )
            for other in tandem_of(self.project)
            if other in people
        ]
        every = [
            button(isolated(name), "toggle_reader", more=self._together(key), on=key in self.others, value=key)
            for key, name in people.items()
        ]
        return [
            *([buttons(*tandems)] if tandems else []),
            buttons(*every, label=say("compare_readings.with_whom")),
            button(say("compare_readings.begin"), "begin", main=True),
            text(say("compare_readings.only_done"), quiet=True),
        ]

    @gesture
    def choose_tandem(self, value: str) -> None:
        """Compare with the other one of one's tandem."""
        self.others = [value]
        self.begin()

    @gesture
    def toggle_reader(self, value: str) -> None:
        """Add someone to compare with, or leave them out again."""
        self.others = [one for one in self.others if one != value] + [value] * (value not in self.others)
        self.page.refresh()

    @gesture
    def begin(self) -> None:
        """Begin with the people that were chosen; they are remembered on this computer."""
        self.begun = True
        if not self.ready():
            raise Refused("compare_readings.needs_someone")
        remember(self.project, readers=" ".join(self.readers))
        self.anew()
        self.page.refresh()

    @gesture
    def other_people(self) -> None:
        """Ask again with whom."""
        self.begun = False
        self.page.refresh()

    def close(self) -> None:
        """The people stay chosen."""

    def other_button(self) -> Block:
        """The button that asks again with whom."""
        return self.mine([button(say("compare_readings.other_people"), "other_people")])[0]

    def with_names(self) -> str:
        """The names of all who compare, in one line."""
        names = dict(self.page.people())
        return join_words([isolated(names[one]) for one in self.readers if one in names])

    def _together(self, other: str) -> str:
        seen = read_table(self.project, "readings")
        return say_count("compare_readings.together", len(read_by_all(seen, [self.project.who, other])))


def tandem_of(project: Project) -> list[str]:
    """With whom the person at work is a tandem now."""
    mine = [row["contributor_ids"] for row in read_rows(project, "tandems") if not row["end"]]
    return [one for pair in mine if project.who in pair for one in pair if one != project.who]
