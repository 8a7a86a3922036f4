"""The numbers of a figure as a file to go on with: through the gate, in the folder ``uitvoer``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ontmoet_research.charts import Chart
from ontmoet_research.privacy.release import write_out
from ontmoet_research.store import Project
from ontmoet_research.words import say

from .base import gesture
from .blocks import Block, button, chart
from .part import Part
from .session import output_folder, today

__all__ = ["figure_block", "free_place", "numbers_out"]

KEY = "numbers"


class TakeNumbers(Part[Any]):
    """The figures that this page drew, for who takes the numbers of one along."""

    def start(self) -> None:
        """Nothing was drawn yet."""
        self.drawn_for: dict[tuple[str, str], Chart] = {}

    @gesture
    def take_numbers(self, title: str) -> None:
        """Write the numbers of a figure that was drawn for this person to the folder ``uitvoer``."""
        if made := self.drawn_for.get((self.project.who, title)):
            self.page.tell_saved(say("charts.taken", file=numbers_out(self.project, made)))


def figure_block(page: Any, made: Chart, opened: Mapping[str, Block] | None = None) -> Block:
    """A figure with the button to take its numbers along; ``page`` is a ``Page``, ``opened`` as in ``blocks.chart``."""
    part = page.parts.get(KEY) or TakeNumbers(page, KEY)
    part.drawn_for[page.project.who, made.title] = made
    (take,) = part.mine([button(say("charts.take"), "take_numbers", title=made.title)])
    return chart(made, opened, take)


def numbers_out(project: Project, made: Chart) -> str:
    """Write the table of a figure as people read it, and give the name of the file. Errors: ``Refused``."""
    words = re.sub(r"[^a-z0-9]+", "-", made.title.lower()).strip("-")
    place = free_place(output_folder(), f"{words}_{today()}", ".csv")
    shown = replace(made, data=None, out=lambda path, content: write_out(project, path, content, "getallen (.csv)"))
    shown.to_csv(place)
    return place.name


def free_place(folder: Path, name: str, suffix: str) -> Path:
    """A place in the folder where nothing stands yet."""
    tries = (folder / f"{name}{f'_{n}' if n else ''}{suffix}" for n in range(1_000))
    return next(place for place in tries if not place.exists())
