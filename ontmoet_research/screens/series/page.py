"""What the parts of *Reeks en groep* share: the open series, what the checks say of it, and questions that come back.

Each part is a file of its own with its forms; ``set_up_series`` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
from ontmoet_research.screens.blocks import Block, findings, heading, select, text
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.screens.part import Detail, Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.which_series import series_line
from ontmoet_research.store import Row, find, last_seq, read_rows
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
EMPTY_OK = "set_up_series.may_stay_empty"


class OpenSeries:
    """What stands in the series that is open: read once until something is stored, for a drawing asks it often."""

    def __init__(self, page: SeriesPage) -> None:
        self._page = page
        self._at: tuple[int, str] | None = None
        self._read: dict[str, Any] = {}

    def _once(self, name: str, make: Callable[[], object]) -> object:
        now = (last_seq(self._page.project), self._page.series_id)
        if self._at != now:
            self._at, self._read = now, {}
        if name not in self._read:
            self._read[name] = make()
        return self._read[name]

    def row(self) -> Row:
        """The series itself."""
        return find(self._page.project, "series", self._page.series_id)

    def k(self) -> int:
        """The smallest group that may be shown."""
        return self.row()["k_threshold"] or 5

    def found(self, part: str) -> list[Finding]:
        """What the checks say that belongs to a part, worst first."""
        known = self._once("found", lambda: read_group_findings(self._page.project, self._page.series_id))
        return [one for one in cast("list[Finding]", known) if one.row in ROWS_OF_PART[part]]

    def sessions(self) -> pd.DataFrame:
        """Its meetings, one row each."""
        read = self._once("sessions", lambda: read_sessions(self._page.project, self._page.series_id))
        return cast("pd.DataFrame", read)

    def plan(self) -> pd.DataFrame:
        """Planned against held, a row for each phase."""
        return cast("pd.DataFrame", self._once("plan", self._read_plan))

    def _read_plan(self) -> pd.DataFrame:
        found = read_phases(self._page.project)
        return phase_plan(found[found["series_id"] == self._page.series_id], self.sessions())

    def meetings(self, *statuses: str) -> list[tuple[str, str]]:
        """Its meetings as (id, label), with one of these statuses (all of them when none is named)."""
        own = self.sessions()
        own = own[own["status"].isin(statuses)] if statuses else own
        return list(zip(own["session_id"], own["label"], strict=True))

    def group(self) -> pd.DataFrame:
        """Everyone who was ever in it, one row each."""
        return cast("pd.DataFrame", self._once("group", self._read_group))

    def _read_group(self) -> pd.DataFrame:
        people = read_participants(self._page.project)
        return people.loc[[self._page.series_id in ids for ids in people["series_ids"]]]

    def people(self, *statuses: str) -> list[tuple[str, str]]:
        """Who is in it with one of these statuses, as (id, alias), by alias."""
        own = self.group()
        own = own[own["status"].isin(statuses)]
        return by_words(zip(own["participant_id"], map(isolated, own["alias"]), strict=True))

    def begun(self, part: str) -> bool:
        """Whether there is something to look over in a part: a meeting with a day, or people in the group."""
        dated = bool(self.sessions()["date"].notna().any())
        there = {"series": dated, "needs": dated, "group": bool(len(self.group()))}
        return there.get(part, True)

    def workers(self) -> list[tuple[str, str]]:
        """Who works on the research and did not stop, as (id, name)."""
        rows = [row for row in read_rows(self._page.project, "contributors") if not row["end"]]
        return [(row.object_id, isolated(row["display_name"])) for row in rows]


class SeriesPage(PartsPage):
    """The page, with the series that is open."""

    name = "set_up_series"
    asks_person = False
    asks_series = False

    def start(self) -> None:
        """Read nothing yet."""
        self.now = OpenSeries(self)
        super().start()


class SeriesPart(Part[SeriesPage]):
    """A part of the page on one series."""

    _at = 0

    @property
    def now(self) -> OpenSeries:
        """What stands in the open series."""
        return self.page.now

    def send(self, form: Form, one: str = "", chosen: Mapping[str, str] | None = None) -> None:
        """As for every part; what wrote nothing is not said to be stored."""
        self._at = last_seq(self.project)
        super().send(form, one, chosen)

    def stored(self, form: Form, made: Any) -> None:
        """Where nothing was written there is nothing to take back."""
        if last_seq(self.project) == self._at:
            self.page.refresh()
        else:
            super().stored(form, made)

    def to_arrange(self, part: str, title: str, empty: str) -> list[Block]:
        """The name of the series, or the choice between them; then the findings of a part under a heading."""
        told = self.nothing_found(part, empty)
        return [*which(self.page), heading(say(title)), findings(self.now.found(part), empty=told)]

    def nothing_found(self, part: str, empty: str) -> str:
        """What is told when the checks found nothing: only of what is there they can say that it is in order."""
        return say(empty if self.now.begun(part) else "set_up_series.nothing_yet")

    def pick(self, label: str, options: Iterable[tuple[str, str]]) -> Block:
        """The question which row is looked at."""
        return self.mine([select(say(label), "open_one", choosable(options), self.opened)])[0]


class Contact(SeriesPart, Detail[SeriesPage]):
    """Who looks after accessibility at a meeting: a chosen name, of who works along or takes part."""

    def blocks(self) -> list[Block]:
        """The question."""
        return self.form(CONTACT, now=find(self.project, "sessions", self.opened).values)


def _names(part: Contact) -> Options:
    now = find(part.project, "sessions", part.opened)["accessibility_contact"]
    names = [name for _, name in part.now.workers()]
    names += [one for _, one in part.now.people("actief") if one not in names]
    names += [now] if now and now not in names else []
    return choosable((one, one) for one in names)


CONTACT = Form(
    "contact",
    change_meeting,
    "group.meetings",
    asks=(Ask("accessibility_contact", "set_up_series.contact", "list", _names),),
    at_once=True,
)
Contact.forms = (CONTACT,)


def which(page: SeriesPage) -> list[Block]:
    """The name of the open series, or the choice between them."""
    known = page.all_series()
    if len(known) == 1:
        return [text(isolated(known[0][1]), strong=True)]
    return series_line(known, page.series_id, page.chosen_elsewhere)


def choosable(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """These choices for a list in which nothing may be chosen."""
    return [("", say("set_up_series.choose")), *options]


def in_words(section: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """Values of the model as (value, Dutch words), for a list to choose from."""
    return [(value, say(f"set_up_series.{section}.{value.replace(' ', '_')}")) for value in values]


def one_of(section: str, values: Iterable[str]) -> Callable[[Any], Options]:
    """For a question: the values of the model in words, or nothing chosen."""
    told = tuple(values)
    return lambda _part: choosable(in_words(section, told))


def by_words(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices in the order of their words."""
    return sorted(options, key=lambda one: one[1])


def yes_or_no(name: str, label: str) -> Ask:
    """A question with ja and nee, of which one is chosen, or none as long as nobody said."""
    return Ask(name, label, "list", _yes_no)


def _yes_no(_part: Any) -> Options:
    return [("", say("set_up_series.not_said")), *((one, say(f"set_up_series.{one}")) for one in ("ja", "nee"))]


def as_answer(value: str | None) -> bool | None:
    """What was chosen in :func:`yes_or_no`."""
    return None if value is None else value == "ja"


def as_chosen(row: Row, *names: str) -> dict[str, Any]:
    """A row as it is shown in a form; of ``names`` the answers are ja and nee."""
    return {**row.values, **{name: {True: "ja", False: "nee"}.get(row[name], "") for name in names}}


def said(told: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that somebody gave; a field that nobody touched has none."""
    return {name: answer for name, answer in told.items() if answer is not None}
