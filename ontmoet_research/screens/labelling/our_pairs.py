"""Onze tandems: which two people of different sides read together, ending a pair, and whom to try next (E18)."""

from __future__ import annotations

from ontmoet_research.coding import end_tandem, list_tandems, make_tandem, not_tried_yet
from ontmoet_research.coding.tandems import ORIGIN
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

NOBODY = ""


class OurPairs(Page):
    """A list of pairs; a new one is two choices and a button."""

    name = "our_pairs"
    asks_series = False

    def start(self) -> None:
        """Open on the list."""
        self.one = self.other = NOBODY

    def blocks(self) -> list[Block]:
        """The pairs of now, whom to try next, a new pair, and the pairs that were."""
        pairs, names = list_tandems(self.project), dict(self.people())
        now = [row for row in pairs if not row["end"]]
        before = [self._line(row, names) for row in pairs if row["end"]]
        ends = [
            button(say("our_pairs.end", names=self._names(row, names)), "end_pair", pair=row.object_id) for row in now
        ]
        ending = [text(say("our_pairs.stays"), quiet=True), buttons(*ends)] if ends else []
        known = [(NOBODY, say("labelling.choose")), *((key, isolated(name)) for key, name in self._workers())]
        return [
            listing([self._line(row, names) for row in now], empty=say("our_pairs.nothing")),
            *self._advice(pairs, names),
            heading(say("our_pairs.new")),
            select(say("our_pairs.one"), "choose_one", known, self.one),
            select(say("our_pairs.other"), "choose_other", known, self.other),
            button(say("our_pairs.make"), "make_pair", main=True),
            *([fold(say("our_pairs.ending"), *ending)] if ending else []),
            *([fold(say("our_pairs.before"), listing(before))] if before else []),
        ]

    @gesture
    def choose_one(self, value: str) -> None:
        """Choose the one."""
        self.one = value
        self.refresh()

    @gesture
    def choose_other(self, value: str) -> None:
        """Choose the other."""
        self.other = value
        self.refresh()

    @gesture
    def make_pair(self) -> None:
        """Make a pair of the two, from today."""
        self.make_these(self.one, self.other)

    @gesture
    def make_these(self, one: str, other: str) -> None:
        """Make a pair that was proposed."""
        if not (one and other):
            raise Refused("our_pairs.needs_two")
        make_tandem(self.project, one, other, start=today(), origin=ORIGIN)
        self.one = self.other = NOBODY
        self.done(ORIGIN)

    @gesture
    def end_pair(self, pair: str) -> None:
        """End a pair today."""
        end_tandem(self.project, pair, today())
        self.done(ORIGIN)

    def _workers(self) -> list[tuple[str, str]]:
        rows = [row for row in read_rows(self.project, "contributors") if not row["end"]]
        return [(row.object_id, row["display_name"]) for row in rows]

    def _advice(self, pairs: list[Row], names: dict[str, str]) -> list[Block]:
        going = dict(self._workers())
        sides = {
            row.object_id: row["side"] for row in read_rows(self.project, "contributors") if row.object_id in going
        }
        found = not_tried_yet(sides, [row["contributor_ids"] for row in pairs])
        made = [button(_both(names[one], names[other]), "make_these", one=one, other=other) for one, other in found]
        return [fold(say("our_pairs.advice"), buttons(*made, label=say("our_pairs.try")))] if made and pairs else []

    def _line(self, row: Row, names: dict[str, str]) -> str:
        told = self._names(row, names)
        if row["end"]:
            return say("our_pairs.until", names=told, day=day_in_words(row["end"]))
        return say("our_pairs.since", names=told, day=day_in_words(row["start"])) if row["start"] else told

    def _names(self, row: Row, names: dict[str, str]) -> str:
        people = [names.get(one, say("labelling.someone")) for one in row["contributor_ids"]]
        return _both(people[0], people[-1])


def _both(one: str, other: str) -> str:
    return say("our_pairs.both", one=isolated(one), other=isolated(other))


def our_pairs(project: Project | None = None) -> OurPairs:
    """*Onze tandems* of notebook 03; ``project`` is the one of this notebook unless given."""
    return OurPairs(project or here())
