"""Part *Startlijst*: what a group needs to begin; each line may be set aside with a reason."""

from __future__ import annotations

from ontmoet_research.group import read_start_list, record_start_item
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, text
from ontmoet_research.words import say

from .page import SeriesPage, in_words

STATES = ("nog_niet", "bezig", "klaar", "nvt")


class StartPart(SeriesPage):
    """The list for the start, one line open at a time."""

    item = ""

    def start_part(self) -> list[Block]:
        """The open line, or the whole list."""
        return self._one_item() if self.item else self._all_items()

    @gesture
    def open_item(self, item: str) -> None:
        """Look at one line."""
        self.item = item
        self.typed["start_note"] = read_start_list(self.project, self.series_id).get(item, ("", ""))[1]
        self.refresh()

    @gesture
    def back_to_start_list(self) -> None:
        """Back to the list."""
        self.item = ""
        self.forget("start_note")
        self.refresh()

    @gesture
    def choose_state(self, value: str) -> None:
        """Say how this line stands."""
        note = self.typed.get("start_note", "")
        self.keep("group.start_list", record_start_item, self.series_id, self.item, value, note)

    @gesture
    def keep_start_note(self) -> None:
        """Keep how it was arranged, or why it does not apply."""
        state = read_start_list(self.project, self.series_id)[self.item][0]
        self.choose_state(state)

    def _all_items(self) -> list[Block]:
        listed = read_start_list(self.project, self.series_id)
        made = [
            button(say(f"set_up_series.start.{item}"), "open_item", more=_how(state, note), item=item)
            for item, (state, note) in listed.items()
        ]
        return [
            *self.which(),
            *self.to_arrange("start", say("set_up_series.start_title"), say("set_up_series.all_arranged")),
            buttons(*made, label=say("set_up_series.start_ask")),
        ]

    def _one_item(self) -> list[Block]:
        state = read_start_list(self.project, self.series_id)[self.item][0]
        return [
            heading(say(f"set_up_series.start.{self.item}")),
            text(say(f"set_up_series.start_means.{self.item}")),
            self.field("start_note", say("set_up_series.start_note"), hint=say("set_up_series.start_note_hint")),
            choices(say("set_up_series.start_how"), "choose_state", in_words("start_state", STATES), state),
            buttons(
                button(say("set_up_series.keep_start_note"), "keep_start_note", main=True),
                button(say("set_up_series.back_to_start_list"), "back_to_start_list"),
                row=True,
            ),
        ]


def _how(state: str, note: str) -> str:
    told = say(f"set_up_series.start_state.{state}")
    return f"{told}: {note}" if note else told
