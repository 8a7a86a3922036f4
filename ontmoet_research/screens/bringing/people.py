"""Who takes part: a pasted list, with 18 or older as a real question."""

from __future__ import annotations

from ontmoet_research.group.people import ORIGIN
from ontmoet_research.group.people_list import PersonLine, add_people, read_people
from ontmoet_research.record import points_at_someone
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, listing, text
from ontmoet_research.screens.part import Part
from ontmoet_research.text import join_words
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .around import everyone

AGES = ("all", "some", "unknown")


class PeopleStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """Paste a list, look how it was understood, say that it is right."""

    def blocks(self) -> list[Block]:
        """The field, the people in it, the question of age, and the button."""
        people = read_people(self.typed("list"))
        ages = [(one, say(f"bring_in_series.age.{one}")) for one in AGES]
        there = [isolated(row["alias"]) for row in everyone(self.project, self.series_id).values()]
        known = [text(say("bring_in_series.there", names=join_words(there)))] if there else []
        asked = [choices(say("bring_in_series.age.question"), "say_age", ages, self.chosen.get("age", ""))]
        return [
            *known,
            self.field("list", say("bring_in_series.people"), hint=say("bring_in_series.people_hint"), long=True),
            *([listing(map(_told, people))] if people else []),
            *asked,
            button(say("bring_in_series.right"), "right", main=True),
        ]

    @gesture
    def say_age(self, value: str) -> None:
        """Say whether everybody is 18 or older; it is asked, and kept nowhere."""
        self.chosen["age"] = value if value in AGES else ""
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """Put these people on the list of the series."""
        people = read_people(self.typed("list"))
        if people and self.chosen.get("age") != AGES[0]:
            raise Refused("bring_in_series.age_first")
        if any(points_at_someone(person.alias) for person in people):
            raise Refused("bring_in_series.not_a_name")
        before = len(everyone(self.project, self.series_id))
        add_people(self.project, self.series_id, people)
        self.forget("list")
        self.page.go_on()
        came = len(everyone(self.project, self.series_id)) - before
        if came:
            self.page.done(ORIGIN, say_count("bring_in_series.came", came))
        else:
            self.page.refresh()


def _told(person: PersonLine) -> str:
    sides = join_words([say(f"group.perspective.{one}") for one in person.perspectives]) or say(
        "bring_in_series.no_side"
    )
    rest = say("bring_in_series.not_understood", words=join_words(person.rest)) if person.rest else ""
    return isolated(f"{person.alias}: {sides}. {rest}".strip())
