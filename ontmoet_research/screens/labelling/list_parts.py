"""Around the list of labels: starting with a ready-made list, and in which meeting a label was agreed."""

from __future__ import annotations

from ontmoet_research.coding import bring_in_codebook, note_agreed_in
from ontmoet_research.coding.list_changes import ORIGIN
from ontmoet_research.group import meeting_label
from ontmoet_research.model import shipped
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Row, read_rows
from ontmoet_research.words import say

STARTERS = ("codeboek_A", "codeboek_B", "codeboek_C", "codeboek_D")
CODEBOOK = "codebook"  # where bringing in a list can be taken back


class ListParts(Page):
    """What the screen of the list stands on."""

    code_id = ""

    @gesture
    def take_list(self, name: str) -> None:
        """Bring in a ready-made list; the group chose it."""
        if name in STARTERS:
            bring_in_codebook(
                self.project, shipped("codeboeken", f"{name}.csv"), title=say(f"practice.codebook.{name}")
            )
            self.list_taken()
            self.done(CODEBOOK, say("labels_together.taken"))

    def list_taken(self) -> None:
        """Show the new list too."""

    @gesture
    def agreed_in(self, value: str) -> None:
        """Say in which meeting the group agreed on the open label; nothing is fine too."""
        note_agreed_in(self.project, self.code_id, value or None)
        self.done(ORIGIN)

    def starters(self) -> list[Block]:
        """The ready-made lists that are not in the project yet; none is there by itself."""
        there = {row["title"] for row in read_rows(self.project, "codebooks")}
        left = [name for name in STARTERS if say(f"practice.codebook.{name}") not in there]
        made = [
            button(
                say(f"practice.codebook.{name}"), "take_list", more=say(f"labels_together.starter.{name}"), name=name
            )
            for name in left
        ]
        if not made:
            return []
        means = text(say("labels_together.starters_mean"), quiet=True)
        return [fold(say("labels_together.starters"), means, buttons(*made, label=say("labels_together.which_list")))]

    def where_agreed(self, row: Row) -> list[Block]:
        """In which meeting the group agreed on this label (D29)."""
        if row["status"] != "afgesproken":
            return []
        held = [one for one in read_rows(self.project, "sessions") if one["status"] == "gehouden"]
        titles = dict(self.all_series())
        known = [
            (one.object_id, _named(titles.get(one["series_id"], ""), one, several=len(titles) > 1))
            for one in sorted(held, key=lambda one: one["date"] or "")
        ]
        options = [("", say("labels_together.not_said")), *known]
        return [select(say("labels_together.agreed_where"), "agreed_in", options, row["agreed_in_id"] or "")]


def _named(series: str, meeting: Row, *, several: bool) -> str:
    label = meeting_label(meeting["number"], meeting["date"])
    return f"{series}: {label}" if several else label
