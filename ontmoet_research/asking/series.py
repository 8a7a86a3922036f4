"""One series or all of them: each table of ``asking`` has the series in its first column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ontmoet_research.learning import Learning, read_learning
from ontmoet_research.privacy import k_of
from ontmoet_research.store import Project, read_values
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["least_of", "over_series", "series_asked"]


def series_asked(project: Project, series: str | None) -> list[tuple[str, str]]:
    """The series that are asked for, as (id, title): the one with this id or title, or all. Errors: ``Refused``."""
    known = [(str(key), str(title)) for key, title in read_values(project, "series", ["object_id", "title"])]
    asked = [one for one in known if series is None or series in one]
    if series is not None and not asked:
        raise Refused("learning.pieces.no_series", series=series)
    return asked


def over_series(project: Project, series: str | None, count: Callable[[Learning], pd.DataFrame]) -> pd.DataFrame:
    """What ``count`` gives for each series that is asked for, under each other, with ``series`` (title) first."""
    import pandas as pd

    found = []
    with project.one_moment():  # what the series share is read once
        for key, title in series_asked(project, series):
            told = count(read_learning(project, key)).reset_index(drop=True)
            told.insert(0, "series", title)
            found.append(told)
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame({"series": []})


def least_of(project: Project, series: str | None) -> Iterator[tuple[str, str, int]]:
    """Of each series that is asked for: id, title and the smallest group that may stand apart."""
    for key, title in series_asked(project, series):
        yield key, title, k_of(project, key)
