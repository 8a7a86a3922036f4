"""Who works on the research: name, side, role, days, and whether someone also takes part. Stands in part *Groep*."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import change_contributor
from ontmoet_research.model.people import ROLES, SIDES
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, listing, select, text
from ontmoet_research.store import find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import NONE, SeriesPage, in_words, pick

FIELDS = ("display_name", "start", "trained_on")


class WorkersPart(SeriesPage):
    """The people who work on the research, one at a time."""

    worker_id = ""

    def workers_fold(self) -> Block:
        """Who they are, and the one that is open."""
        lines = [_line(row) for row in read_rows(self.project, "contributors") if not row["end"]]
        asked = pick(say("set_up_series.which_worker"), "choose_worker", self.workers(), self.worker_id)
        one = self._one_worker() if self.worker_id in dict(self.workers()) else []
        told = listing(lines, empty=say("set_up_series.nobody_yet"))
        return fold(say("set_up_series.workers"), told, asked, *one)

    @gesture
    def choose_worker(self, value: str) -> None:
        """Look at one person."""
        self.worker_id = value
        self.forget(*FIELDS)
        if value:
            row = find(self.project, "contributors", value)
            self.typed |= {name: day_in_words(row[name]) if row[name] else "" for name in ("trained_on", "start")}
            self.typed["display_name"] = row["display_name"]
        self.refresh()

    @gesture
    def choose_worker_role(self, value: str) -> None:
        """Say which role someone has."""
        self.keep("group.people", change_contributor, self.worker_id, role=value or None)

    @gesture
    def choose_worker_side(self, value: str) -> None:
        """Say from which side someone works along."""
        if value:
            self.keep("group.people", change_contributor, self.worker_id, side=value)

    @gesture
    def choose_same_person(self, value: str) -> None:
        """Say that someone also takes part, and under which alias; or that they don't (A01)."""
        self.keep("group.people", change_contributor, self.worker_id, participant_id=value or None)

    @gesture
    def keep_worker(self) -> None:
        """Keep the name on screen, the first day and the day of the training."""
        told = {name: self.typed.get(name, "") for name in FIELDS}
        self.keep("group.people", change_contributor, self.worker_id, **told)

    def _one_worker(self) -> list[Block]:
        row = find(self.project, "contributors", self.worker_id)
        roles = in_words("worker_role", ROLES)
        people = [
            (one.object_id, isolated(one["alias"]))
            for one in read_rows(self.project, "participants")
            if one["status"] != "ingetrokken" or one.object_id == row["participant_id"]
        ]
        sides = [(side, say(f"page.side.{side}")) for side in SIDES]
        may_be_empty = say("set_up_series.may_stay_empty")
        return [
            pick(say("set_up_series.worker_role.ask"), "choose_worker_role", roles, row["role"]),
            self.field("display_name", say("set_up_series.worker_name"), hint=say("page.name_hint")),
            self.field("start", say("set_up_series.worker_start"), hint=may_be_empty),
            self.field("trained_on", say("set_up_series.trained_on"), hint=may_be_empty),
            button(say("set_up_series.keep_worker"), "keep_worker"),
            select(say("set_up_series.worker_side"), "choose_worker_side", sides, row["side"]),
            select(
                say("set_up_series.same_person"),
                "choose_same_person",
                [(NONE, say("set_up_series.no_participant")), *people],
                row["participant_id"] or NONE,
            ),
            text(say("set_up_series.same_person_means"), quiet=True),
        ]


def _line(row: Any) -> str:
    told = [isolated(row["display_name"]), say(f"page.side.{row['side']}")]
    if row["participant_id"]:
        told.append(say("set_up_series.takes_part"))
    if row["role"]:
        told.append(say(f"set_up_series.worker_role.{row['role'].replace(' ', '_')}"))
    if row["trained_on"]:
        told.append(say("set_up_series.trained", day=day_in_words(row["trained_on"])))
    return " · ".join(told)
