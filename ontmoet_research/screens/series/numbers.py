"""The numbers of each phase in part *Reeks*, with their source, and what a phase brought."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import change_phase, planned_and_held, set_planned_count, time_between, whole_number
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.blocks import Block, fold, listing
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.store import Project, find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .about_series import ORIGIN, as_typed
from .page import EMPTY_OK, SeriesPart, said


def _keep_numbers(project: Project, phase_id: str, source: str, count: str | None, **told: str | None) -> None:
    """The numbers of the phase; meetings are planned or taken away to fit."""
    planned = find(project, "phases", phase_id)["planned_count"] if count is None else whole_number(count)
    if planned is None:
        raise Refused("set_up_series.needs_count")
    numbers = {name: whole_number(one) for name, one in said(told).items()}
    set_planned_count(project, phase_id, planned, source, **numbers)


def _keep_notes(project: Project, phase_id: str, **told: str | None) -> None:
    """What the phase brought, and why it ended earlier or later than planned."""
    change_phase(project, phase_id, **said(told))


def _number(name: str, hint: str = EMPTY_OK, column: str = "") -> Ask:
    return Ask(name, f"set_up_series.{name}", hint=hint, column=column, filled=True)


NUMBERS = Form(
    "numbers",
    _keep_numbers,
    ORIGIN,
    "set_up_series.keep_numbers",
    (
        _number("count", "set_up_series.count_hint", "planned_count"),
        _number("interval_weeks"),
        _number("span_months"),
        Ask("source", "set_up_series.number_source"),
    ),
)
NOTES = Form(
    "notes",
    _keep_notes,
    ORIGIN,
    "set_up_series.keep_notes",
    (
        Ask("result_note", "set_up_series.result_note", hint="set_up_series.result_hint", filled=True),
        Ask("end_note", "set_up_series.end_note", hint=EMPTY_OK, filled=True),
        Ask("started_on", "set_up_series.started_on", "day", hint="set_up_series.started_hint", filled=True),
    ),
    main=False,
)


class NumbersPart(SeriesPart):
    """The numbers, a phase at a time."""

    forms = (NUMBERS, NOTES)

    def blocks(self) -> list[Block]:
        """What stands for each phase, and the phase that is open."""
        plan = rows_of(self.now.plan())
        names = [(one["phase_id"], say(f"set_up_series.phase.{one['kind']}")) for one in plan]
        asked = [listing(_line(phase) for phase in plan), self.pick("set_up_series.which_phase", names)]
        if self.opened in dict(names):
            row = find(self.project, "phases", self.opened).values
            numbers = {name: as_typed(row[name]) for name in ("planned_count", "interval_weeks", "span_months")}
            asked += [*self.form(NUMBERS, now=numbers), *self.form(NOTES, now=row)]
        return [fold(say("set_up_series.numbers"), *asked)]


def _line(phase: dict[str, Any]) -> str:
    parts = [say(f"set_up_series.phase.{phase['kind']}") + ".", planned_and_held(phase), time_between(phase)]
    if phase["planned_end"]:
        parts.append(say("set_up_series.until", day=day_in_words(phase["planned_end"])))
    source = phase["source"] or ""
    parts.append(say("set_up_series.source", source=isolated(source)))
    if phase["result_note"]:
        parts.append(say("set_up_series.brought", words=isolated(phase["result_note"])))
    return " ".join(part for part in parts if part)
