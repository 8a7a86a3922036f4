"""Besloten en openbaar: what stays inside or opens again, people who spoke in office, agreements with students."""

from __future__ import annotations

from typing import ClassVar

from ontmoet_research.screens.session import here
from ontmoet_research.store import Project

from .cases import Cases
from .in_office import InOffice
from .through_notes import NotesPage
from .with_students import WithStudents

PARTS = ("cases", "officials", "students")


class KeptClose(NotesPage):
    """Three parts; in two of them someone goes through a note, one piece at a time."""

    name = "kept_close"
    asks_series = False
    kinds: ClassVar = dict(zip(PARTS, (Cases, InOffice, WithStudents), strict=True))


def kept_close(project: Project | None = None) -> KeptClose:
    """The part *Besloten en openbaar* of notebook 90; ``project`` is the one of this notebook unless given."""
    return KeptClose(project or here())
