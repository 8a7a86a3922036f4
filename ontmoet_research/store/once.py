"""Readers of whole tables that read once a moment, and not again as long as nobody writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from .project import Project

if TYPE_CHECKING:
    import pandas as pd

Asked = ParamSpec("Asked")


def once_a_moment(
    read: Callable[Concatenate[Project, Asked], pd.DataFrame],
) -> Callable[Concatenate[Project, Asked], pd.DataFrame]:
    """The same reader of a table; inside ``project.one_moment()`` it reads once for each person at work and question.

    What else it is asked must be hashable. Each caller gets a table of its own: pandas copies on write.
    """

    @wraps(read)
    def reader(project: Project, /, *asked: Asked.args, **named: Asked.kwargs) -> pd.DataFrame:
        what = (read.__module__, read.__qualname__, project.who, asked, tuple(sorted(named.items())))
        return project.read_once(what, lambda: read(project, *asked, **named)).copy(deep=False)

    return reader
