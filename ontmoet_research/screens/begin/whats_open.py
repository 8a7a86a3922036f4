"""Wat vraagt aandacht?: what ``ontmoet check`` finds, for who never opens a terminal; by notebook, worst first."""

from __future__ import annotations

from ontmoet_research.attention import read_attention
from ontmoet_research.findings import Finding
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, findings, fold, heading, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.words import say, say_count

SHOWN = 3  # of each place; the rest is in a fold
FIRST_DOORS = {
    "series": "reeks",
    "meeting": "bijeenkomst",
    "labelling": "kaartjes",
    "comparing": "vergelijken",
    "following": "wensen",
    "changes": "veranderingen",
    "report": "verslag",
    "keeping": "kopie",
}


class WhatsOpen(Page):
    """Looks only when someone asks: it goes over everything, and a first screen should be there at once."""

    name = "whats_open"
    asks_series = False

    def start(self) -> None:
        """Nobody asked yet."""
        self.found: dict[str, list[Finding]] | None = None

    def blocks(self) -> list[Block]:
        """What was found, or only the button."""
        if self.found is None:
            return [text(say("whats_open.what")), button(say("whats_open.look"), "look", main=True)]
        many = sum(map(len, self.found.values()))
        return [
            text(say_count("whats_open.found", many), strong=True),
            *(block for place, found in self.found.items() for block in _place(place, found)),
            button(say("whats_open.look_again"), "look"),
        ]

    @gesture
    def look(self) -> None:
        """Go over the whole project."""
        self.wait()
        self.found = read_attention(self.project)
        self.refresh()
        self.tell(say("whats_open.looked"), "saved")


def _place(place: str, found: list[Finding]) -> list[Block]:
    door, rest = FIRST_DOORS.get(place, ""), found[SHOWN:]
    title, more = say(f"doors.{place}"), say_count("whats_open.more", len(rest))
    go = [button(say("whats_open.go", place=title), "go_to", door=door)] if door else []
    return [
        heading(title),
        findings(found[:SHOWN], empty=""),
        *([fold(more, findings(rest, empty=""))] if rest else []),
        *go,
    ]


def whats_open(project: Project | None = None) -> WhatsOpen:
    """The part *Wat vraagt aandacht?* of notebook 00; ``project`` is the one of this notebook unless given."""
    return WhatsOpen(project or here())
