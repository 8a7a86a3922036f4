"""Which meeting a page is about: chosen once for all its parts, or the one that most likely is meant."""

from __future__ import annotations

from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.store import Row, find
from ontmoet_research.words import Refused, say

from .base import gesture
from .blocks import Block, select, text
from .part import Host, Part
from .session import today


class WhichMeeting(Part[Host]):
    """The meeting that was chosen is the one that is open; none as long as nobody chose."""

    @gesture
    def open_one(self, value: str) -> None:
        """Say which meeting this is about."""
        if value not in {row.object_id for row in self.all()}:
            raise Refused("store.gone")
        super().open_one(value)

    def close(self) -> None:
        """What else is closed on the page, people go on with the meeting they chose."""

    def leave(self) -> None:
        """Nobody chose one any more."""
        self.opened = ""

    def all(self) -> list[Row]:
        """The meetings of the series that were not cancelled, by number."""
        return [row for row in list_meetings(self.project, self.series_id) if row["status"] != "vervallen"]

    def row(self) -> Row:
        """The meeting this is about, as it is stored. Errors: ``Refused`` when there is none."""
        return find(self.project, "sessions", self.now())

    def named(self) -> list[tuple[str, str]]:
        """These meetings, to choose from."""
        return [(row.object_id, meeting_label(row["number"], row["date"])) for row in self.all()]

    def now(self, *kinds: str) -> str:
        """The meeting that was chosen, or the one that most likely is meant; "" when the series has none.

        Of these kinds that is the one of today, otherwise the last that was held: people type what was said on the
        evening itself or after it. Only when none was held yet it is the first that is planned.
        """
        rows = self.all()
        if self.opened in {row.object_id for row in rows}:
            return self.opened
        wanted = [row for row in rows if row["kind"] in kinds] or rows
        likely = [
            *(row for row in wanted if row["date"] == today()),
            *sorted((row for row in wanted if row["status"] == "gehouden"), key=_when, reverse=True),
            *(row for row in wanted if row["status"] == "gepland"),
            *wanted[-1:],
        ]
        return likely[0].object_id if likely else ""

    def asked(self, now: str) -> list[Block]:
        """The list to choose a meeting from; a sentence when there is none."""
        if not now:
            return [text(say("record_meeting.no_meetings"))]
        return self.mine([select(say("record_meeting.which"), "open_one", self.named(), now)])


def _when(meeting: Row) -> tuple[str, int]:
    return meeting["date"] or "", meeting["number"] or 0
