"""A practice project to try things on."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.practice import make_practice_project
from ontmoet_research.store import Project, open_project

__all__ = ["demo"]


def demo(path: str | Path = "oefenreeks.ontmoet") -> Project:
    """Open the practice series at ``path``; it is made when nothing stands there. All people in it are invented.

    Errors: ``Refused`` when the place can't be written or holds something else.

    ::

        project = ont.demo()
    """
    return open_project(path) if Path(path).exists() else make_practice_project(path)
