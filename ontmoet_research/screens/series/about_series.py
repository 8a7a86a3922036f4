"""What a series is about and which numbers hold in it: all that came from the set-up can be changed here."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import change_series, whole_number
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.screens.blocks import Block, fold, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_series, words_of
from ontmoet_research.store import Project, find
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import EMPTY_OK, SeriesPart, choosable, said

COUNTS = ("min_participants", "max_participants", "k_threshold")
LEVELS = ("A1", "A2", "B1", "B2")
ORIGIN = "group.series"


def _keep(project: Project, series_id: str, **told: str | None) -> None:
    """Keep the words and numbers that somebody touched."""
    change_series(
        project,
        series_id,
        **{name: whole_number(one) if name in COUNTS else one for name, one in said(told).items()},
    )


def _turn_sought(project: Project, series_id: str, required_perspectives: str) -> None:
    """The group looks for a voice, or no longer does."""
    now = find(project, "series", series_id)["required_perspectives"]
    sought = [one for one in PERSPECTIVES if (one in now) != (one == required_perspectives)]
    change_series(project, series_id, required_perspectives=sought)


def _levels(part: AboutPart) -> Options:
    known = part.now.row()["language_level"]
    return choosable((one, one) for one in (*LEVELS, *([known] if known and known not in LEVELS else [])))


def _asked(name: str, label: str, hint: str = "may_stay_empty") -> Ask:
    return Ask(name, f"set_up_series.{label}", hint=f"set_up_series.{hint}", filled=True)


TOPIC = _asked("topic", "series_topic", "series_topic_hint")
ABOUT = Form(
    "about",
    _keep,
    ORIGIN,
    "set_up_series.keep_series",
    (
        _asked("title", "title_of", "title_hint"),
        _asked("region", "region", "region_hint"),
        TOPIC,
        _asked("research_question", "series_question"),
        _asked("min_participants", "least"),
        _asked("max_participants", "most"),
        _asked("k_threshold", "smallest", "smallest_hint"),
        _asked("pilot_note", "pilot_note", "pilot_hint"),
    ),
    given=of_series,
)
LEVEL = Form(
    "level",
    change_series,
    ORIGIN,
    asks=(Ask("language_level", "set_up_series.level", "list", _levels),),
    given=of_series,
    at_once=True,
)
SOUGHT = Form(
    "sought",
    _turn_sought,
    ORIGIN,
    asks=(
        Ask("required_perspectives", "set_up_series.sought", "several", words_of("group.perspective", PERSPECTIVES)),
    ),
    given=of_series,
    at_once=True,
    fold="set_up_series.sought_fold",
)
WHY_SIZE = Form(
    "why_size",
    change_series,
    ORIGIN,
    "set_up_series.keep_why",
    (Ask("size_reason", "set_up_series.why_size", hint=EMPTY_OK, filled=True),),
    given=of_series,
    main=False,
)


class AboutPart(SeriesPart):
    """The series itself."""

    forms = (ABOUT, LEVEL, SOUGHT)

    def blocks(self) -> list[Block]:
        """Every word and number of the series, with one button; and where the set-up came from."""
        row = self.now.row()
        now: dict[str, Any] = {**row.values, **{name: as_typed(row[name]) for name in COUNTS}}
        source = say("set_up_series.source", source=isolated(row["source"] or ""))
        return [
            fold(
                say("set_up_series.about_series"),
                *self.form(ABOUT, now=now),
                *self.form(LEVEL, now=now),
                *self.form(SOUGHT, now=now),
                *([text(source, quiet=True)] if row["source"] else []),
            )
        ]


def as_typed(number: int | None) -> str:
    """A number as it stands in a field."""
    return "" if number is None else str(number)
