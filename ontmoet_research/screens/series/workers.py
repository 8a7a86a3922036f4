"""Who works on the research: the role someone has, and the day of the training. Stands in part *Groep*."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import change_contributor
from ontmoet_research.group.days import in_words as day_in_words
from ontmoet_research.model.people import ROLES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, listing
from ontmoet_research.store import find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPage, in_words, pick


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
        trained = find(self.project, "contributors", value)["trained_on"] if value else None
        self.typed["trained_on"] = day_in_words(trained) if trained else ""
        self.refresh()

    @gesture
    def choose_worker_role(self, value: str) -> None:
        """Say which role someone has."""
        self.keep("group.people", change_contributor, self.worker_id, role=value or None)

    @gesture
    def keep_trained(self) -> None:
        """Keep the day of the training."""
        self.keep("group.people", change_contributor, self.worker_id, trained_on=self.typed.get("trained_on", ""))

    def _one_worker(self) -> list[Block]:
        row = find(self.project, "contributors", self.worker_id)
        roles = in_words("worker_role", ROLES)
        return [
            pick(say("set_up_series.worker_role.ask"), "choose_worker_role", roles, row["role"]),
            self.field("trained_on", say("set_up_series.trained_on"), hint=say("set_up_series.may_stay_empty")),
            button(say("set_up_series.keep_trained"), "keep_trained"),
        ]


def _line(row: Any) -> str:
    told = [isolated(row["display_name"]), say(f"page.side.{row['side']}")]
    if row["role"]:
        told.append(say(f"set_up_series.worker_role.{row['role'].replace(' ', '_')}"))
    if row["trained_on"]:
        told.append(say("set_up_series.trained", day=day_in_words(row["trained_on"])))
    return " · ".join(told)
