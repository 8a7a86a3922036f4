"""Who takes part: found in the files, pasted or typed, with 18 or older as a real question; and their real names."""

from __future__ import annotations

from ontmoet_research.group.people import ORIGIN
from ontmoet_research.group.people_list import PersonLine, add_people, read_people, tell_people
from ontmoet_research.group.people_table import people_in_text, with_aliases
from ontmoet_research.intake.people_files import people_of
from ontmoet_research.intake.whole_series import everyone
from ontmoet_research.privacy.key_file import Person, is_real_name
from ontmoet_research.privacy.names import Known
from ontmoet_research.record import points_at_someone
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, listing, text
from ontmoet_research.screens.names_open import waiting_names
from ontmoet_research.screens.part import Part
from ontmoet_research.store import read_rows
from ontmoet_research.text import join_words, plain
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .real_names import RealNames, names_at_hand

AGES = ("all", "some", "unknown")


class PeopleStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """A list, found or pasted; look how it was understood, say that it is right; then the real names."""

    def start(self) -> None:
        """Nobody was found yet."""
        self.found: dict[str, PersonLine] = {}
        self.real_names = self.has(RealNames, "names")

    def blocks(self) -> list[Block]:
        """The field, the people in it, the question of age, and the button; below it the names of who is there."""
        people = self._listed()
        ages = [(one, say(f"bring_in_series.age.{one}")) for one in AGES]
        there = [isolated(row["alias"]) for row in everyone(self.project, self.series_id).values()]
        known = [text(say("bring_in_series.there", names=join_words(there)))] if there else []
        asked = [choices(say("bring_in_series.age.question"), "say_age", ages, self.chosen.get("age", ""))]
        pasted = [button(say("bring_in_series.make_list"), "make_list")] if self._table() else []
        return [
            *known,
            button(say("bring_in_series.find_people"), "find_people"),
            self.field("list", say("bring_in_series.people"), hint=say("bring_in_series.people_hint"), long=True),
            *pasted,
            *([listing(map(_told, people)), *asked] if people else asked if not there else []),
            button(say("bring_in_series.right"), "right", main=True),
            *(self.real_names.drawn() if there else []),
        ]

    @gesture
    def find_people(self) -> None:
        """Read the files of the folder, and put the people of their tables in the list."""
        self.page.wait()
        self.page.parts["notes"].read()
        self._offer(people_of([one.note for one in self.page.waiting], self.page.lists))

    @gesture
    def make_list(self) -> None:
        """Make a list of the table that was pasted."""
        self._offer(self._table())

    @gesture
    def say_age(self, value: str) -> None:
        """Say whether everybody is 18 or older; it is asked, and kept nowhere."""
        self.chosen["age"] = value if value in AGES else ""
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """Put these people on the list of the series; their real names wait for the key file."""
        people = self._listed()
        if people and self.chosen.get("age") != AGES[0]:
            raise Refused("bring_in_series.age_first")
        if any(points_at_someone(person.alias) for person in people):
            raise Refused("bring_in_series.not_a_name")
        self._refuse_names(people)
        before = len(everyone(self.project, self.series_id))
        add_people(self.project, self.series_id, people)
        self._keep_names(people)
        self.forget("list")
        self.found = {}
        if not waiting_names(self.project):
            self.page.go_on()
        came = len(everyone(self.project, self.series_id)) - before
        if came:
            self.page.done(ORIGIN, say_count("bring_in_series.came", came))
        else:
            self.page.refresh()

    def _offer(self, people: list[PersonLine]) -> None:
        """Put these people in the list below what stands there, without who is known already or is under 18."""
        there = {row["alias"] for row in read_rows(self.project, "participants")}
        typed = [] if self._table() else self._listed()
        known = {plain(one) for one in there | {line.alias for line in typed} | {line.name for line in typed}}
        known |= {plain(person.name) for person in names_at_hand(self.project).values()}
        fresh = [one for one in people if plain(one.name or one.alias) not in known]
        young = sum(one.under_18 for one in fresh)
        named = with_aliases([one for one in fresh if not one.under_18], known, say("bring_in_series.proposed_alias"))
        self.found |= {plain(one.name): one for one in named if one.name}
        self.forget("list")
        self.fill_in("list", tell_people([*typed, *named]))
        self.page.refresh()
        told = say_count("bring_in_series.found_people", len(named))
        self.page.tell(f"{told} {say_count('bring_in_series.young', young)}" if young else told)

    def _table(self) -> list[PersonLine]:
        words = self.typed("list")
        return people_in_text(words) if "\t" in words else []

    def _listed(self) -> list[PersonLine]:
        """The list as it is understood; of a table that was pasted, who is in it."""
        if table := self._table():
            grown = [one for one in table if not one.under_18]
            return with_aliases(grown, [], say("bring_in_series.proposed_alias"))
        return read_people(self.typed("list"))

    def _refuse_names(self, people: list[PersonLine]) -> None:
        """No alias may be a real name of somebody of the group (P02)."""
        names = [Known("", one.name) for one in people if one.name]
        names += [Known("", one.name) for one in names_at_hand(self.project).values()]
        if told := [person.alias for person in people if is_real_name(person.alias, names)]:
            raise Refused("bring_in_series.alias_is_name", alias=isolated(told[0]))

    def _keep_names(self, people: list[PersonLine]) -> None:
        ids = {row["alias"].casefold(): key for key, row in everyone(self.project, self.series_id).items()}
        waiting = waiting_names(self.project)
        for one in people:
            key = ids.get(one.alias.casefold())
            if one.name and key:
                more = self.found.get(plain(one.name), one)
                waiting[key] = Person(key, one.name, more.contact, more.exact_role)


def _told(person: PersonLine) -> str:
    sides = join_words([say(f"group.perspective.{one}") for one in person.perspectives]) or say(
        "bring_in_series.no_side"
    )
    rest = say("bring_in_series.not_understood", words=join_words(person.rest)) if person.rest else ""
    who = f"{person.alias} ({person.name})" if person.name else person.alias
    return isolated(f"{who}: {sides}. {rest}".strip())
