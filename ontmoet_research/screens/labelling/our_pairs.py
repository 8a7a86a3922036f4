"""Onze tandems: which two people of different sides read together, ending a pair, and whom to try next (E18)."""

from __future__ import annotations

from typing import ClassVar

from ontmoet_research.coding import end_tandem, list_tandems, make_tandem, not_tried_yet
from ontmoet_research.coding.tandems import ORIGIN
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.blocks import Block, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_nothing
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

BETWEEN = "+"


def _make(project: Project, one: str | None, other: str | None) -> None:
    """Make a pair of the two, from today."""
    if not (one and other):
        raise Refused("our_pairs.needs_two")
    make_tandem(project, one, other, start=today(), origin=ORIGIN)


def _make_proposed(project: Project, pair: str) -> None:
    _make(project, *pair.split(BETWEEN))


def _end(project: Project, pair: str) -> None:
    end_tandem(project, pair, today())


def _workers(part: Part[PartsPage]) -> dict[str, str]:
    rows = [row for row in read_rows(part.project, "contributors") if not row["end"]]
    return {row.object_id: row["display_name"] for row in rows}


def _known(part: Part[PartsPage]) -> Options:
    return [("", say("labelling.choose")), *((key, isolated(name)) for key, name in _workers(part).items())]


MAKE = Form(
    "make",
    _make,
    ORIGIN,
    "our_pairs.make",
    tuple(Ask(which, f"our_pairs.{which}", "list", _known) for which in ("one", "other")),
    given=of_nothing,
)
PROPOSED = Form("proposed", _make_proposed, ORIGIN)
END = Form("end", _end, ORIGIN)


class Pairs(Part[PartsPage]):
    """A list of pairs; a new one is two choices and a button."""

    forms = (MAKE, PROPOSED, END)

    def blocks(self) -> list[Block]:
        """The pairs of now, whom to try next, a new pair, and the pairs that were."""
        pairs, names = list_tandems(self.project), dict(self.page.people())
        now = [row for row in pairs if not row["end"]]
        before = [_line(row, names) for row in pairs if row["end"]]
        ends = [(row.object_id, say("our_pairs.end", names=_names(row, names)), "") for row in now]
        stays = text(say("our_pairs.stays"), quiet=True)
        return [
            listing([_line(row, names) for row in now], empty=say("our_pairs.nothing")),
            *self._advice(pairs, names),
            heading(say("our_pairs.new")),
            *self.form(MAKE),
            *([fold(say("our_pairs.ending"), stays, *self.form(END, ends))] if ends else []),
            *([fold(say("our_pairs.before"), listing(before))] if before else []),
        ]

    def _advice(self, pairs: list[Row], names: dict[str, str]) -> list[Block]:
        going = _workers(self)
        sides = {
            row.object_id: row["side"] for row in read_rows(self.project, "contributors") if row.object_id in going
        }
        found = not_tried_yet(sides, [row["contributor_ids"] for row in pairs])
        made = [(f"{one}{BETWEEN}{other}", _both(names[one], names[other]), "") for one, other in found]
        if not (made and pairs):
            return []
        return [fold(say("our_pairs.advice"), *self.form(PROPOSED, made, which="our_pairs.try"))]


def _line(row: Row, names: dict[str, str]) -> str:
    told = _names(row, names)
    if row["end"]:
        return say("our_pairs.until", names=told, day=day_in_words(row["end"]))
    return say("our_pairs.since", names=told, day=day_in_words(row["start"])) if row["start"] else told


def _names(row: Row, names: dict[str, str]) -> str:
    people = [names.get(one, say("labelling.someone")) for one in row["contributor_ids"]]
    return _both(people[0], people[-1])


def _both(one: str, other: str) -> str:
    return say("our_pairs.both", one=isolated(one), other=isolated(other))


class OurPairs(PartsPage):
    """The page."""

    name = "our_pairs"
    asks_series = False
    kinds: ClassVar = {"pairs": Pairs}


def our_pairs(project: Project | None = None) -> OurPairs:
    """*Onze tandems* of notebook 03; ``project`` is the one of this notebook unless given."""
    return OurPairs(project or here())
