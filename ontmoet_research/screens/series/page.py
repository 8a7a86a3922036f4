"""What the parts of *Reeks en groep* share: the open series, its meetings, and what the checks say of it.

Each part is a file of its own (``series_…``) with its blocks and gestures; ``set_up_series`` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from ontmoet_research.findings import Finding
from ontmoet_research.group import (
    change_meeting,
    phase_plan,
    read_group_findings,
    read_participants,
    read_phases,
    read_sessions,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, findings, heading, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.store import find, last_seq, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

if TYPE_CHECKING:
    import pandas as pd

# Which part of the screen a finding stands in, by the row of the requirements it rests on.
ROWS_OF_PART = {
    "series": ("A02", "A05", "A11", "B08", "B17", "B28", "B29", "B30", "B35", "C01"),
    "group": ("A13", "B04", "B21", "B24", "B25", "B26", "D26"),
    "start": ("B02", "B31"),
    "agreements": ("E23",),
    "needs": ("D16", "D17", "D18", "D19"),
    "research": ("D07", "D23", "D24", "D28"),
    "handover": ("A46",),
}
PARTS = tuple(ROWS_OF_PART)
NONE = ""  # the choice that nothing is chosen


class SeriesPage(Page):
    """The parts of the screen stand on this."""

    name = "set_up_series"
    asks_person = False
    asks_series = False
    _at: tuple[int, str] | None = None
    _read: dict[str, Any]

    def found(self, part: str) -> list[Finding]:
        """What the checks say that belongs to a part, worst first."""
        return [one for one in self.all_found() if one.row in ROWS_OF_PART[part]]

    def all_found(self) -> list[Finding]:
        """What the checks say of the open series; asked again when something was stored."""
        return cast("list[Finding]", self.once("found", lambda: read_group_findings(self.project, self.series_id)))

    def once(self, name: str, make: Callable[[], object]) -> object:
        """What was read under this name since something was stored last; a drawing asks for the same thing often."""
        now = (last_seq(self.project), self.series_id)
        if self._at != now:
            self._at, self._read = now, {}
        if name not in self._read:
            self._read[name] = make()
        return self._read[name]

    def to_arrange(self, part: str, title: str, empty: str) -> list[Block]:
        """The findings of a part under a heading."""
        return [heading(title), findings(self.found(part), empty=empty)]

    def which(self) -> list[Block]:
        """The name of the series, or the choice between them."""
        known = self.all_series()
        if len(known) == 1:
            return [text(isolated(known[0][1]), strong=True)]
        return [select(say("page.which_series"), "choose_series", known, self.series_id)]

    def sessions(self) -> pd.DataFrame:
        """The meetings of the open series, one row each."""
        return cast("pd.DataFrame", self.once("sessions", self._read_sessions))

    def _read_sessions(self) -> pd.DataFrame:
        return read_sessions(self.project, self.series_id)

    def plan(self) -> pd.DataFrame:
        """Planned against held, a row for each phase of the open series."""
        return cast("pd.DataFrame", self.once("plan", self._read_plan))

    def _read_plan(self) -> pd.DataFrame:
        found = read_phases(self.project)
        return phase_plan(found[found["series_id"] == self.series_id], self.sessions())

    def meetings(self, *statuses: str) -> list[tuple[str, str]]:
        """Meetings of the open series as (id, label), with one of these statuses (all of them when none is named)."""
        own = self.sessions()
        own = own[own["status"].isin(statuses)] if statuses else own
        return list(zip(own["session_id"], own["label"], strict=True))

    def group(self) -> pd.DataFrame:
        """Everyone who was ever in the open series, one row each."""
        return cast("pd.DataFrame", self.once("group", self._read_group))

    def _read_group(self) -> pd.DataFrame:
        people = read_participants(self.project)
        return people.loc[[self.series_id in ids for ids in people["series_ids"]]]

    def workers(self) -> list[tuple[str, str]]:
        """Who works on the research and did not stop, as (id, name)."""
        rows = [row for row in read_rows(self.project, "contributors") if not row["end"]]
        return [(row.object_id, isolated(row["display_name"])) for row in rows]

    def open_series(self) -> Any:
        """The current row of the open series."""
        return find(self.project, "series", self.series_id)

    @gesture
    def choose_contact(self, meeting: str, value: str) -> None:
        """Say who looks after accessibility at a meeting."""
        told = value or None
        self.keep("group.meetings", change_meeting, meeting, accessibility_contact=told)

    def contact_of(self, meeting: str) -> Block:
        """The question who looks after accessibility at a meeting; a chosen name, of who works along or takes part."""
        now = find(self.project, "sessions", meeting)["accessibility_contact"]
        names = [name for _, name in self.workers()]
        group = self.group()
        names += [isolated(one) for one in sorted(group.loc[group["status"] == "actief", "alias"]) if one not in names]
        names += [now] if now and now not in names else []
        return pick(say("set_up_series.contact"), "choose_contact", [(one, one) for one in names], now, meeting=meeting)

    def keep(self, origin: str, verb: Callable[..., object], /, *given: Any, **named: Any) -> None:
        """Do something that writes to the project, and say so; when it wrote nothing there is nothing to take back.

        ``verb`` takes the project first, then what is ``given``; ``origin`` is where it can be taken back.
        """
        before = last_seq(self.project)
        verb(self.project, *given, **named)
        self.done_since(before, origin)


def yes_no(asked: str, do: str, answer: bool | None, **sends: Any) -> Block:
    """A question with ja and nee, of which one is chosen, or none as long as nobody said."""
    chosen = NONE if answer is None else "ja" if answer else "nee"
    options = [
        (NONE, say("set_up_series.not_said")),
        ("ja", say("set_up_series.ja")),
        ("nee", say("set_up_series.nee")),
    ]
    return select(asked, do, options, chosen, **sends)


def as_answer(value: str) -> bool | None:
    """What was chosen in :func:`yes_no`."""
    return None if value == NONE else value == "ja"


def pick(asked: str, do: str, options: Iterable[tuple[str, str]], chosen: str | None, **sends: Any) -> Block:
    """A list to choose from in which nothing may be chosen."""
    return select(asked, do, [(NONE, say("set_up_series.choose")), *options], chosen or NONE, **sends)


def in_words(section: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """Values of the model as (value, Dutch words), for a list to choose from."""
    return [(value, say(f"set_up_series.{section}.{value.replace(' ', '_')}")) for value in values]
