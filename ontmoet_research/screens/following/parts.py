"""What the parts of *Van wens naar verandering* share: the meeting they are about, the people, and words to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ontmoet_research.change import count_statuses, read_assignments, read_decisions, read_wishes
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block
from ontmoet_research.screens.forms import Ask, Options
from ontmoet_research.screens.part import Detail, Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.which_meeting import WhichMeeting
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    import pandas as pd

THERE = ("actief", "pauze")
STATUSES = ("opgepakt", "geparkeerd", "samengevoegd", "open")


class FollowPage(PartsPage):
    """The page: the parts, and the meeting they are about, which is chosen once for all of them."""

    def start(self) -> None:
        """Nobody chose a meeting yet."""
        super().start()
        self.meeting = WhichMeeting(self, "meeting")

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part, of the meeting that most likely is meant there."""
        self.meeting.leave()
        super().open_part(part)

    def series_chosen(self) -> None:
        """Another series has other meetings."""
        self.meeting.leave()
        self.typed.clear()
        super().series_chosen()

    def after_undo(self, rows: list[Row]) -> None:
        """Close what is open: it may not be there any more."""
        super().after_undo(rows)
        self.close_all()


class FollowPart(Part[FollowPage]):
    """A part of the page. ``meets`` are the kinds of meetings at which its questions are asked."""

    meets: ClassVar[tuple[str, ...]] = ()

    def now(self) -> str:
        """The meeting this is about; "" when the series has none."""
        return self.page.meeting.now(*self.meets)

    def which_meeting(self) -> list[Block]:
        """The list to choose that meeting from."""
        return self.page.meeting.asked(self.now())

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


class FollowDetail(Detail[FollowPage], FollowPart):
    """A part of an opened row of a part."""


def of_meeting(part: FollowPart, _one: str) -> tuple[str, ...]:
    """The meeting a part is about, for a form."""
    return (part.now(),)


def meetings_here(part: FollowPart) -> Options:
    """The meetings of the series, to choose from."""
    return part.page.meeting.named()


def people_here(part: FollowPart) -> Options:
    """Who takes part in the series now, to choose from."""
    return part.group()


MEETING = Ask("session_id", "record_meeting.which", "list", meetings_here)


def told(value: Any) -> str:
    """A cell of a table as words; "" for every kind of empty cell."""
    return value or ""
