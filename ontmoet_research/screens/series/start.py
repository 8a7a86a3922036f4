"""Part *Startlijst*: what a group needs to begin; each line may be set aside with a reason."""

from __future__ import annotations

from ontmoet_research.group import read_start_list, record_start_item
from ontmoet_research.screens.blocks import Block, button, buttons, heading, text
from ontmoet_research.screens.forms import Ask, Form, words_of
from ontmoet_research.store import Project
from ontmoet_research.words import say

from .page import SeriesPart

STATES = ("nog_niet", "bezig", "klaar", "nvt")


def _record(project: Project, series_id: str, item: str, note: str | None, state: str | None = None) -> None:
    """How a line stands; without a new state only how it was arranged."""
    state = state or read_start_list(project, series_id)[item][0]
    record_start_item(project, series_id, item, state, note or "")


ITEM = Form(
    "item",
    _record,
    "group.start_list",
    "set_up_series.keep_start_note",
    (
        Ask("note", "set_up_series.start_note", hint="set_up_series.start_note_hint", filled=True),
        Ask("state", "set_up_series.start_how", "choice", words_of("set_up_series.start_state", STATES)),
    ),
    given=lambda part, _one: (part.series_id, part.opened),
    at_once=True,
)


class StartPart(SeriesPart):
    """The list for the start, one line open at a time."""

    forms = (ITEM,)

    def blocks(self) -> list[Block]:
        """The open line, or the whole list."""
        listed = read_start_list(self.project, self.series_id)
        if self.opened:
            return self._one_item(*listed[self.opened])
        made = [
            button(say(f"set_up_series.start.{item}"), "open_one", more=_how(state, note), value=item)
            for item, (state, note) in listed.items()
        ]
        return [
            *self.to_arrange("start", "set_up_series.start_title", "set_up_series.all_arranged"),
            buttons(*made, label=say("set_up_series.start_ask")),
        ]

    def _one_item(self, state: str, note: str) -> list[Block]:
        back = self.back("set_up_series.back_to_start_list")
        return [
            heading(say(f"set_up_series.start.{self.opened}")),
            text(say(f"set_up_series.start_means.{self.opened}")),
            *self.form(ITEM, now={"note": note, "state": state}, beside=[back]),
        ]


def _how(state: str, note: str) -> str:
    told = say(f"set_up_series.start_state.{state}")
    return f"{told}: {note}" if note else told
