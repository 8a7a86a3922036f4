"""Numbers beside the words of a card: what was counted before and after, with the source and both days."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import record_indicator
from ontmoet_research.change.indicators import ORIGIN
from ontmoet_research.record import iso_day
from ontmoet_research.screens.blocks import Block, fold, text
from ontmoet_research.screens.forms import Ask, Form, correctable
from ontmoet_research.store import Project
from ontmoet_research.words import say

from .parts import ChangeDetail


def _ask(name: str, words: str, kind: str = "words", *, aside: bool = False) -> Ask:
    label, hint = f"see_changes.field.number_{words}", f"see_changes.hint.number_{words}"
    return Ask(name, label, kind, hint=hint, aside=aside)


def _number(project: Project, change_id: str, *, what: str, before: str, after: str, source: str, **more: str) -> str:
    days = {name: iso_day(more[name]) for name in ("as_of", "before_on")}
    return record_indicator(project, change_id, what, before, after, source, unit=more["unit"], **days)


WHAT, BEFORE, AFTER = _ask("what", "what"), _ask("before", "before"), _ask("after", "after")
SOURCE, DAY = _ask("source", "source", "link"), _ask("as_of", "day", "day")
UNIT = _ask("unit", "unit", aside=True)  # few know it; what was counted often says the unit
DAY_BEFORE = _ask("before_on", "before_day", "day", aside=True)
NEW = Form(
    "new",
    _number,
    ORIGIN,
    "see_changes.keep_number",
    (WHAT, BEFORE, AFTER, SOURCE, DAY, UNIT, DAY_BEFORE),
    more="see_changes.more_number",
)


class CardNumbers(ChangeDetail):
    """The part of a card with the numbers."""

    forms = (NEW,)
    corrects = correctable(indicators=(WHAT, BEFORE, AFTER, UNIT, SOURCE, DAY, DAY_BEFORE))

    def number_fold(self, numbers: list[dict[str, Any]]) -> Block:
        """A form for one more number, and putting right what stands there."""
        return fold(
            say("see_changes.fold_number"),
            text(say("see_changes.number_why")),
            *self.form(NEW),
            *self.correct_fold("indicators", [(one["indicator_id"], one["what"]) for one in numbers]),
        )
