"""Wat vraagt aandacht?: what ``ontmoet check`` finds, for who never opens a terminal; by notebook, worst first."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.attention import read_attention
from ontmoet_research.findings import Finding
from ontmoet_research.store import Project
from ontmoet_research.words import say, say_count

from .base import gesture
from .blocks import Block, button, findings, fold, heading, links, text
from .page import Page
from .session import here

SHOWN = 3  # of each place; the rest is in a fold
NOTEBOOKS = {
    "series": "01_reeks_en_groep.ipynb",
    "meeting": "02_bijeenkomst_vastleggen.ipynb",
    "labelling": "03_lezen_en_labelen.ipynb",
    "comparing": "04_samen_vergelijken.ipynb",
    "following": "05_wensen_en_opdrachten.ipynb",
    "changes": "07_opbrengsten_en_verhalen.ipynb",
    "report": "09_verslag_maken.ipynb",
    "keeping": "90_beheer_en_privacy.ipynb",
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
    notebook, rest = NOTEBOOKS.get(place, ""), found[SHOWN:]
    title, more = say(f"whats_open.place.{place}"), say_count("whats_open.more", len(rest))
    go = [links((notebook, say("whats_open.go", place=title), ""))] if notebook and Path(notebook).exists() else []
    return [
        heading(title),
        findings(found[:SHOWN], empty=""),
        *([fold(more, findings(rest, empty=""))] if rest else []),
        *go,
    ]


def whats_open(project: Project | None = None) -> WhatsOpen:
    """The part *Wat vraagt aandacht?* of notebook 00; ``project`` is the one of this notebook unless given."""
    return WhatsOpen(project or here())
