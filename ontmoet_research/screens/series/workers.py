"""Who works on the research: name, side, role, days, and whether someone also takes part. Stands in part *Groep*."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import change_contributor
from ontmoet_research.model.people import ROLES, SIDES
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.blocks import Block, fold, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, words_of
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import EMPTY_OK, SeriesPart, one_of, said

ORIGIN = "group.people"


def _keep(project: Project, worker_id: str, **told: str | None) -> None:
    """The name on screen, the first day and the day of the training, as far as somebody touched them."""
    change_contributor(project, worker_id, **said(told))


def _people(part: WorkersPart) -> Options:
    """Who takes part, to be the same person (A01)."""
    own = find(part.project, "contributors", part.opened)["participant_id"]
    return [
        ("", say("set_up_series.no_participant")),
        *(
            (one.object_id, isolated(one["alias"]))
            for one in read_rows(part.project, "participants")
            if one["status"] != "ingetrokken" or one.object_id == own
        ),
    ]


def _choice(name: str, *asked: Any) -> Form:
    return Form(name, change_contributor, ORIGIN, asks=(Ask(name, *asked),), at_once=True)


ROLE = _choice("role", "set_up_series.worker_role.ask", "list", one_of("worker_role", ROLES))
SIDE = _choice("side", "set_up_series.worker_side", "list", words_of("page.side", SIDES))
SAME = _choice("participant_id", "set_up_series.same_person", "list", _people)
WORKER = Form(
    "worker",
    _keep,
    ORIGIN,
    "set_up_series.keep_worker",
    (
        Ask("display_name", "set_up_series.worker_name", hint="set_up_series.worker_name_hint", filled=True),
        Ask("start", "set_up_series.worker_start", "day", hint=EMPTY_OK, filled=True),
        Ask("trained_on", "set_up_series.trained_on", "day", hint=EMPTY_OK, filled=True),
    ),
    main=False,
)


class WorkersPart(SeriesPart):
    """The people who work on the research, one at a time."""

    forms = (ROLE, WORKER, SIDE, SAME)

    def blocks(self) -> list[Block]:
        """Who they are, and the one that is open."""
        lines = [_line(row) for row in read_rows(self.project, "contributors") if not row["end"]]
        known = self.now.workers()
        shown = [
            listing(lines, empty=say("set_up_series.nobody_yet")),
            self.pick("set_up_series.which_worker", known),
        ]
        if self.opened in dict(known):
            now = find(self.project, "contributors", self.opened).values
            shown += [block for form in self.forms for block in self.form(form, now=now)]
            shown.append(text(say("set_up_series.same_person_means"), quiet=True))
        return [fold(say("set_up_series.workers"), *shown)]


def _line(row: Any) -> str:
    told = [isolated(row["display_name"]), say(f"page.side.{row['side']}")]
    if row["participant_id"]:
        told.append(say("set_up_series.takes_part"))
    if row["role"]:
        told.append(say(f"set_up_series.worker_role.{row['role'].replace(' ', '_')}"))
    if row["trained_on"]:
        told.append(say("set_up_series.trained", day=day_in_words(row["trained_on"])))
    return " · ".join(told)
