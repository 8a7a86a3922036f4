"""The numbers of a figure as a file to go on with: through the gate, in the folder ``uitvoer``."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ontmoet_research.charts import Chart
from ontmoet_research.privacy.release import write_out
from ontmoet_research.store import Project

from .session import output_folder, today

__all__ = ["free_place", "numbers_out"]


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
