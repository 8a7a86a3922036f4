"""What the parts of *Van wens naar verandering* share: the meeting they are about, the people, and words to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.change import count_statuses, read_assignments, read_decisions, read_wishes
from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.screens.blocks import Block, select, text
from ontmoet_research.screens.own_words import OwnWords
from ontmoet_research.screens.session import today
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    import pandas as pd

THERE = ("actief", "pauze")
STATUSES = ("opgepakt", "geparkeerd", "samengevoegd", "open")


class FollowPart(OwnWords):
    """A part of the screen. Each part keeps what is open in it under its own name, and says what is on it."""

    def start(self) -> None:
        """Nothing is open yet."""
        self.meeting_id = ""
        self.close_all()

    def close_all(self) -> None:
        """Close what is open in a part; each part adds what it has."""

    def series_chosen(self) -> None:
        """Another series has other meetings, wishes and people."""
        self.meeting_id = ""
        self.typed.clear()
        self.close_all()

    def meetings(self) -> list[Row]:
        """The meetings of the series that were not cancelled, by number."""
        return [row for row in list_meetings(self.project, self.series_id) if row["status"] != "vervallen"]

    def meeting_now(self, *kinds: str) -> str:
        """The meeting that was chosen, or the one that most likely is meant; "" when the series has none.

        Of these kinds that is the one of today, otherwise the last that was held: people type what was said on the
        evening itself or after it. Only when none was held yet it is the first that is planned.
        """
        rows = self.meetings()
        if self.meeting_id in {row.object_id for row in rows}:
            return self.meeting_id
        wanted = [row for row in rows if row["kind"] in kinds] or rows
        likely = [
            *(row for row in wanted if row["date"] == today()),
            *sorted((row for row in wanted if row["status"] == "gehouden"), key=_when, reverse=True),
            *(row for row in wanted if row["status"] == "gepland"),
            *wanted[-1:],
        ]
        return likely[0].object_id if likely else ""

    def which_meeting(self, now: str) -> list[Block]:
        """The list to choose a meeting from; a sentence when there is none."""
        if not now:
            return [text(say("record_meeting.no_meetings"))]
        named = [(row.object_id, meeting_label(row["number"], row["date"])) for row in self.meetings()]
        return [select(say("record_meeting.which"), "choose_meeting", named, now)]

    def group(self) -> list[tuple[str, str]]:
        """Who takes part in the series now, as (id, alias), by alias."""
        rows = [row for row in read_rows(self.project, "participants") if self.series_id in row["series_ids"]]
        there = {row.object_id: row["alias"] for row in rows if row["status"] in THERE}
        return sorted(there.items(), key=lambda one: one[1].casefold())

    def alias(self, participant_id: str | None) -> str:
        """The chosen alias of someone, also of who stopped; a sentence for who is not known or withdrew."""
        rows = {row.object_id: row for row in read_rows(self.project, "participants")}
        row = rows.get(participant_id or "")
        return say("follow_wishes.someone") if row is None or row["status"] == "ingetrokken" else isolated(row["alias"])

    def wishes(self) -> pd.DataFrame:
        """The wishes of the series, in the order they came; each once."""
        found = read_wishes(self.project)
        return found[found["series_id"] == self.series_id]

    def assignments(self) -> pd.DataFrame:
        """The assignments of the series with the words that the person at work may see; each once."""
        found = read_assignments(self.project, self.project.who)
        return found[found["wish_id"].isin(self.wishes()["wish_id"])]

    def counted(self) -> str:
        """How many wishes came in, and how many of each status; the parts add up."""
        counts = count_statuses(self.wishes())
        parts = [say_count(f"follow_wishes.count.{status}", counts[status]) for status in STATUSES]
        return " ".join([say_count("follow_wishes.count.in", counts["in"]), *parts])

    def joined_to(self, wish_id: str) -> list[str]:
        """The words of the wishes that were joined to this one, as they were said."""
        wishes = self.wishes()
        return list(wishes.loc[wishes["merged_into"] == wish_id, "text"])

    def decisions(self) -> pd.DataFrame:
        """What the group decided on wishes of this series; each once."""
        found = read_decisions(self.project)
        return found[found["wish_id"].isin(self.wishes()["wish_id"])]


def told(value: Any) -> str:
    """A cell of a table as words; "" for every kind of empty cell."""
    return value if isinstance(value, str) else ""


def _when(meeting: Row) -> tuple[str, int]:
    return meeting["date"] or "", meeting["number"] or 0
