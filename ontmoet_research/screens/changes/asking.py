"""*Vraag nog eens*: for each change whose day came, whether it is still there (E30)."""

from __future__ import annotations

from ontmoet_research.change import to_ask_again
from ontmoet_research.change.later import ORIGIN
from ontmoet_research.record import in_words
from ontmoet_research.screens.blocks import Block, button, buttons, text
from ontmoet_research.screens.forms import Form
from ontmoet_research.screens.session import today
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .cards import ANSWERS, lasted
from .parts import ChangePart

LASTED = Form("lasted", lasted, ORIGIN, given=lambda _part, one: tuple(one.split(" ")))


class AskAgain(ChangePart):
    """One question per change, with four answers."""

    forms = (LASTED,)

    def blocks(self) -> list[Block]:
        """The list of changes to ask about."""
        told = self.read()
        due = rows_of(to_ask_again(told.changes, {self.series_id: told.ended_on}, today()))
        return [
            text(say("see_changes.ask_what" if due else "see_changes.nothing_to_ask")),
            *(self._asked(one["change_id"], one["what"], one["ask_on"]) for one in due),
        ]

    def _asked(self, change_id: str, what: str, day: str) -> Block:
        made = [
            button(say(f"effect.sustained.{one}"), "keep", form=LASTED.name, one=f"{change_id} {one}")
            for one in ANSWERS
        ]
        return buttons(*made, label=say("see_changes.ask_one", what=isolated(what), day=in_words(day)))
