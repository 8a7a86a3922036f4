"""Both ways between a number and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.learning import pieces_behind
from ontmoet_research.learning.registered import FIGURES
from ontmoet_research.store import Project
from ontmoet_research.words import Refused

from .series import over_series

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["trace"]


def trace(
    project: Project, figure: str | None = None, *, piece: str | None = None, series: str | None = None
) -> pd.DataFrame:
    """From numbers to pieces and back: ``series, figure, cell, words, meeting, fragment_id``, one row a piece a number.

    With ``figure`` the pieces behind each of its numbers; with ``piece`` (a ``fragment_id``) the numbers in which it
    counts; with neither, everything. ``find_pieces(project, fragment_ids=...)`` gives the words. Errors: ``Refused``
    for an unknown figure or series.

    ::

        behind = ont.trace(project, "themes")
        ont.trace(project, piece=behind["fragment_id"].iloc[0])
    """
    if figure is not None and figure not in FIGURES:
        raise Refused("asking.no_figure", name=figure, known=", ".join(FIGURES))
    told = over_series(project, series, lambda told: pieces_behind(told, [figure] if figure else []))
    return told if piece is None else told[told["fragment_id"] == piece].reset_index(drop=True)
