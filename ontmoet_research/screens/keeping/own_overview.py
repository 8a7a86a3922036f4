"""Inzage: one click gives someone all that is linked to their alias, and nobody else's words (P23)."""

from __future__ import annotations

import re
from pathlib import Path

from ontmoet_research.privacy import everything_of, must_handle, write_access
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, heading, links, listing, text
from ontmoet_research.screens.session import here, output_folder, today
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .about_someone import AboutSomeone


class OwnOverview(AboutSomeone):
    """Who asks, what is in it, and the file."""

    name = "own_overview"
    about_a_series = False  # everyone may handle what is their own

    def start(self) -> None:
        """Nobody is chosen, nothing was made."""
        self.participant_id = ""
        self.made: Path | None = None

    def blocks(self) -> list[Block]:
        """The question who asks; then what there is, without showing it here, and the button."""
        shown = [*self.ask_about_whom()]
        if not self.participant_id:
            return shown
        parts = everything_of(self.project, self.participant_id)
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
        if not self.participant_id:
            raise Refused("own_overview.choose_first")
        must_handle(self.project, self.participant_id)
        alias = re.sub(r"\W+", "-", dict(self.participants()).get(self.participant_id, "")).strip("-")[:40]
        place = output_folder() / f"alles_van_{alias or 'mij'}_{today()}.html"
        write_access(self.project, self.participant_id, place)
        self.made = place
        self.refresh()
        self.tell_saved(say("own_overview.made", file=isolated(place.name)))

    @staticmethod
    def _made(place: Path) -> list[Block]:
        return [
            text(say("own_overview.only_for_them"), strong=True),
            links((f"uitvoer/{place.name}", say("own_overview.read"), place.name)),
        ]


def own_overview(project: Project | None = None) -> OwnOverview:
    """The part *Inzage* of notebook 90; ``project`` is the one of this notebook unless given."""
    return OwnOverview(project or here())
