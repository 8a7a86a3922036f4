"""Inzage: one click gives someone all that is linked to their alias, and nobody else's words (P23)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from ontmoet_research.privacy import everything_of, must_handle, write_access
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, heading, links, listing, text
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here, output_folder, today
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .about_someone import AboutSomeone


class Overview(AboutSomeone):
    """Who asks, what is in it, and the file."""

    made: Path | None = None
    """The file that was made for who asks."""

    def close(self) -> None:
        """Nobody is chosen, nothing was made."""
        super().close()
        self.made = None

    def blocks(self) -> list[Block]:
        """The question who asks; then what there is, without showing it here, and the button."""
        shown = [*self.ask_about_whom()]
        if not self.opened:
            return shown
        parts = everything_of(self.project, self.opened)
        counted = [say("own_overview.part", title=part.title, n=len(part.lines)) for part in parts]
        made = self._made(self.made) if self.made else []
        return [
            *shown,
            button(say("own_overview.make"), "make", main=True, more=say("own_overview.make_more")),
            *made,
            heading(say("own_overview.holds")),
            listing(counted),
        ]

    @gesture
    def make(self) -> None:
        """Make the file in the folder ``uitvoer`` beside the notebook."""
        if not self.opened:
            raise Refused("own_overview.choose_first")
        must_handle(self.project, self.opened)
        alias = re.sub(r"\W+", "-", dict(self.participants()).get(self.opened, "")).strip("-")[:40]
        place = output_folder() / f"alles_van_{alias or 'mij'}_{today()}.html"
        write_access(self.project, self.opened, place)
        self.made = place
        self.page.refresh()
        self.page.tell_saved(say("own_overview.made", file=isolated(place.name)))

    @staticmethod
    def _made(place: Path) -> list[Block]:
        return [
            text(say("own_overview.only_for_them"), strong=True),
            links((f"uitvoer/{place.name}", say("own_overview.read"), place.name)),
        ]


class OwnOverview(PartsPage):
    """The page: all of one person, for that person."""

    name = "own_overview"
    about_a_series = False  # everyone may handle what is their own
    kinds: ClassVar = {"overview": Overview}


def own_overview(project: Project | None = None) -> OwnOverview:
    """The part *Inzage* of notebook 90; ``project`` is the one of this notebook unless given."""
    return OwnOverview(project or here())
