"""What the parts of *Bijeenkomst vastleggen* share: which meeting it is, and short words that may not point at someone.

Each part of an evening is a file of this folder with its gestures and the blocks it shows; ``record_meeting.py`` puts
them together to one page.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ontmoet_research.screens.page import Page
from ontmoet_research.store import Row, find


class MeetingPart(Page):
    """A part of the page on one meeting; ``meeting_id`` is the meeting that is shown."""

    name = "record_meeting"
    meeting_id = ""

    def meeting(self) -> Row:
        """The meeting that is shown."""
        return find(self.project, "sessions", self.meeting_id)

    def draft_name(self, name: str) -> str:
        """Each meeting has its own kept notes."""
        return f"{super().draft_name(name)} {self.meeting_id}"


def files_here(suffixes: Collection[str]) -> list[str]:
    """The files beside the notebook with one of these suffixes."""
    ends = tuple(suffixes)
    return sorted(path.name for path in Path.cwd().iterdir() if path.suffix.lower() in ends and path.is_file())
