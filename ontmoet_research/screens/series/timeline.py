"""The timeline of part *Reeks*: meetings, what happened between them, and who named it."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import add_event, change_event, read_timeline, remove_event
from ontmoet_research.model.group import TIMELINE_KINDS
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, fold, listing
from ontmoet_research.screens.forms import Ask, Form, of_series, words_of
from ontmoet_research.store import Project, find, read_table, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .page import SeriesPart

OUTSIDE = "buiten"
KINDS = tuple(kind for kind in TIMELINE_KINDS if kind != "bijeenkomst")  # a meeting stands there by itself
ORIGIN = "group.timeline"


def _add(project: Project, series_id: str, *, everywhere: bool, **told: Any) -> None:
    """Put something that happened on the timeline."""
    add_event(project, series_id=None if everywhere else series_id, **told)


def _change(project: Project, series_id: str, event_id: str, *, everywhere: bool, **told: Any) -> None:
    """Keep what was changed of an event."""
    change_event(project, event_id, series_id=None if everywhere else series_id, **told)


def _shut(part: TimelinePart, _made: Any) -> None:
    part.close()


ASKED = (
    Ask("title", "set_up_series.event", hint="set_up_series.event_hint"),
    Ask("day", "set_up_series.event_day", "day", column="date"),
    Ask(
        "kind",
        "set_up_series.event_choice.ask",
        "list",
        words_of("set_up_series.event_choice", KINDS),
        first=OUTSIDE,
        aside=True,
    ),
    Ask("voices", "set_up_series.event_voices", "several", words_of("group.perspective", PERSPECTIVES), aside=True),
    Ask("everywhere", "set_up_series.everywhere", "yes", aside=True),
)
MORE = "set_up_series.event_more"
ADD = Form("add", _add, ORIGIN, "set_up_series.add_event", ASKED, given=of_series, main=False, more=MORE)
CHANGE = Form(
    "change",
    _change,
    ORIGIN,
    "set_up_series.keep_event",
    ASKED,
    given=lambda part, _one: (part.series_id, part.opened),
    main=False,
    more=MORE,
    then=_shut,
)
OFF = Form("off", remove_event, ORIGIN, "set_up_series.remove_event", main=False, then=_shut)


class TimelinePart(SeriesPart):
    """What is on the timeline, something new, and one event to change or take away."""

    forms = (ADD, CHANGE, OFF)

    def blocks(self) -> list[Block]:
        """The timeline, and what can be put on it."""
        roles = read_table(self.project, "participation_roles")
        rows = rows_of(read_timeline(self.project, self.series_id, self.now.sessions(), roles))
        names = [(one["event_id"], isolated(one["title"])) for one in rows if one["event_id"]]
        on_it = self.opened in dict(names)
        change = [
            self.pick("set_up_series.which_event", names),
            *([*self.form(CHANGE), *self.form(OFF)] if on_it else []),
        ]
        return [
            fold(
                say("set_up_series.timeline"),
                listing(_line(one) for one in rows),
                *([fold(say("set_up_series.change_event"), *change)] if names else []),
                *([] if on_it else self.form(ADD)),
            )
        ]

    @gesture
    def open_one(self, value: str) -> None:
        """Look at one event, with what stands there; none starts a new one."""
        self.close()
        self.clear(CHANGE)
        if value:
            row = find(self.project, "timeline_events", value)
            shown = {**row.values, "date": day_in_words(row["date"]), "everywhere": row["series_id"] is None}
            self.fill_form(CHANGE, shown)
        super().open_one(value)


def _line(one: dict[str, Any]) -> str:
    title = isolated(str(one["title"]))
    if one["kind"] == "meedoen":
        return say("set_up_series.event_kind.meedoen", title=one["title"], day=day_in_words(str(one["date"])))
    if one["event_id"]:
        told = say(f"set_up_series.event_kind.{one['kind']}", title=title, day=day_in_words(str(one["date"])))
        voices = (
            [say(f"group.perspective.{voice}") for voice in one["voices"]] if isinstance(one["voices"], list) else []
        )
        return say("set_up_series.named_by", event=told, voices=join_words(voices)) if voices else told
    why = one["why"] or ""
    return " ".join([say(f"set_up_series.status.{one['kind']}", meeting=title), *([isolated(why)] if why else [])])
