"""What the kit can't reach itself when words go: what left, and what other programs keep (P13)."""

from __future__ import annotations

from datetime import datetime

from ontmoet_research.store import Project, rows_of
from ontmoet_research.text import format_date
from ontmoet_research.words import say

from .tables import EXPORTED, read_exports

_PLACES = ("drive", "checkpoints", "mail", "paper", "names")


def to_do_elsewhere(project: Project) -> list[str]:
    """Sentences for a person: each file that was made from this project, with its day, and the places to look."""
    made = [
        say("erase.todo.file", file=row["file"], what=str(row["action"]).removeprefix(EXPORTED), day=_day(row["at"]))
        for row in rows_of(read_exports(project))
    ]
    return [*made, *(say(f"erase.todo.{place}") for place in _PLACES)]


def _day(at: str) -> str:
    return format_date(datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone().date())
