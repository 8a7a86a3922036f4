"""Every figure of the kit by name, as a Chart that shows itself in a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ontmoet_research.charts import Chart
from ontmoet_research.learning import read_learning
from ontmoet_research.learning.registered import FIGURES, draw_figure
from ontmoet_research.privacy import k_of
from ontmoet_research.privacy.not_counting import read_not_counting
from ontmoet_research.privacy.release import write_out
from ontmoet_research.store import Project
from ontmoet_research.voices import draw_voices, read_voices, silent_voices, voice_balance
from ontmoet_research.words import Refused, say

from .series import series_asked

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["figure", "figures"]


def _heard(project: Project, series_id: str) -> Chart:
    told, k = read_voices(project, [series_id]), k_of(project, series_id)
    found = voice_balance(told.participants, told.spoken, k)
    made = draw_voices(found, silent_voices(told.participants, told.spoken), k)
    unsaid = read_not_counting(project, series_id=series_id, what="pieces").sentence
    return replace(made, data=found, notes=(*([unsaid] if unsaid else []), *made.notes))


_OTHERS: dict[str, Callable[[Project, str], Chart]] = {"heard": _heard}


def figures() -> pd.DataFrame:
    """The figures that can be drawn: ``name`` (for ``figure``) and ``title``.

    ::

        ont.figures()
    """
    import pandas as pd

    told = [(name, say(f"learning.{name}.title")) for name in FIGURES]
    told += [("heard", say("voices.speaking.title"))]
    return pd.DataFrame(told, columns=["name", "title"])


def figure(project: Project, name: str, series: str | None = None) -> Chart:
    """A figure of one series (the first when none is given): it shows itself in a cell, with its sentence and table.

    ``.data`` holds the numbers, ``.sentence`` says them, ``.to_csv(path)`` writes them. Errors: ``Refused`` for an
    unknown figure, a series that is not there, or a project without a series.

    ::

        ont.figure(project, "themes")
    """
    asked = series_asked(project, series)
    if not asked:
        raise Refused("asking.no_series")
    if name not in FIGURES and name not in _OTHERS:
        raise Refused("asking.no_figure", name=name, known=", ".join(figures()["name"]))
    key = asked[0][0]
    if name in _OTHERS:
        made = _OTHERS[name](project, key)
    else:
        made = draw_figure(name, read_learning(project, key), k_of(project, key))

    def out(path: Path, content: bytes) -> None:
        write_out(project, path, content, "getallen (.csv)")

    return replace(made, out=out)
