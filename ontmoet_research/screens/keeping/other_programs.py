"""Naar en van andere programma's: a project of another program comes in (``coming_in.py``), or this one goes along."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ontmoet_research.exchange import export, export_in_sentences
from ontmoet_research.exchange.going.export import SUFFIXES as FORMS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, text
from ontmoet_research.screens.numbers_out import free_place
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here, output_folder, today
from ontmoet_research.store import Project
from ontmoet_research.words import Refused, say

from .coming_in import BringIn, HowFar

NVIVO = "nvivo"


class TakeAlong(Part[PartsPage]):
    """A file for another program."""

    made: tuple[str, ...] = ()
    """What went along in the file that was made last, and what stayed."""

    def close(self) -> None:
        """Another part was opened."""
        super().close()
        self.made = ()

    @gesture
    def make(self, form: str, program: str = "") -> None:
        """Make a file for another program in the folder ``uitvoer``."""
        if form not in FORMS:
            raise Refused("other_programs.choose_form")
        name = f"{Path(self.project.name).stem}_{today()}{'_nvivo' * bool(program)}"
        place = free_place(output_folder(), name, form)
        sent = export(self.project, place, program=program or None, progress=HowFar(self.page))
        self.made = tuple(export_in_sentences(sent))
        self.page.refresh()
        self.page.tell_saved(say("other_programs.made", file=place.name))

    def blocks(self) -> list[Block]:
        """What it is, a button for each form, and what was made."""
        forms = [button(say(f"other_programs.form.{one[1:]}"), "make", form=one) for one in FORMS]
        forms.insert(1, button(say("other_programs.form.nvivo"), "make", form=".qdpx", program=NVIVO))
        told = [heading(say("other_programs.made_now")), listing(list(self.made))] if self.made else []
        return [
            text(say("other_programs.take_along_what")),
            text(say("other_programs.take_along_care")),
            buttons(*forms, label=say("other_programs.which_form")),
            *told,
        ]


class OtherPrograms(PartsPage):
    """Two parts: bring a file in, after a look at what it brings; make a file for another program."""

    name = "other_programs"
    asks_series = False
    kinds: ClassVar = {"bring_in": BringIn, "take_along": TakeAlong}


def other_programs(project: Project | None = None) -> OtherPrograms:
    """The part *Naar en van andere programma's* of notebook 90; ``project`` is that of this notebook unless given."""
    return OtherPrograms(project or here())
