"""What a series is about and which numbers hold in it: all that came from the set-up can be changed here."""

from __future__ import annotations

from ontmoet_research.group import change_series, whole_number
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, fold, text
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPage, pick

WORDS = ("title", "region", "topic", "research_question", "pilot_note")
COUNTS = ("min_participants", "max_participants", "k_threshold")
LEVELS = ("A1", "A2", "B1", "B2")


class AboutPart(SeriesPage):
    """The series itself."""

    def about_fold(self) -> Block:
        """Every word and number of the series, with one button; and where the set-up came from."""
        row = self.open_series()
        for name in (*WORDS, *COUNTS):
            self.typed.setdefault(f"series_{name}", "" if row[name] is None else str(row[name]))
        voices = [(one, say(f"group.perspective.{one}")) for one in PERSPECTIVES]
        known = row["language_level"]
        levels = [(one, one) for one in (*LEVELS, *([known] if known and known not in LEVELS else []))]
        source = (
            [text(say("set_up_series.source", source=isolated(row["source"])), quiet=True)] if row["source"] else []
        )
        return fold(
            say("set_up_series.about_series"),
            self._asked("title", "title_of", "title_hint"),
            self._asked("region", "region", "region_hint"),
            self._asked("topic", "series_topic", "series_topic_hint"),
            self._asked("research_question", "series_question", "may_stay_empty"),
            self._asked("min_participants", "least", "may_stay_empty"),
            self._asked("max_participants", "most", "may_stay_empty"),
            self._asked("k_threshold", "smallest", "smallest_hint"),
            self._asked("pilot_note", "pilot_note", "pilot_hint"),
            button(say("set_up_series.keep_series"), "keep_series", main=True),
            pick(say("set_up_series.level"), "choose_level", levels, known),
            fold(
                say("set_up_series.sought_fold"),
                choices(say("set_up_series.sought"), "turn_sought", voices, row["required_perspectives"]),
            ),
            *source,
        )

    @gesture
    def keep_series(self) -> None:
        """Keep the words and numbers of the series."""
        told: dict[str, object] = {name: self.typed.get(f"series_{name}", "").strip() or None for name in WORDS}
        told["title"] = told["title"] or ""
        told |= {name: whole_number(self.typed.get(f"series_{name}", "")) for name in COUNTS}
        self.keep("group.series", change_series, self.series_id, **told)
        self.forget_series()
        self.refresh()

    @gesture
    def turn_sought(self, value: str) -> None:
        """The group looks for a voice, or no longer does."""
        now = self.open_series()["required_perspectives"]
        sought = [one for one in PERSPECTIVES if (one in now) != (one == value)]
        self.keep("group.series", change_series, self.series_id, required_perspectives=sought)

    @gesture
    def choose_level(self, value: str) -> None:
        """Say how plain what is written should be."""
        self.keep("group.series", change_series, self.series_id, language_level=value or None)

    def forget_series(self) -> None:
        """Fields show again what is stored."""
        self.forget(*(f"series_{name}" for name in (*WORDS, *COUNTS)))

    def _asked(self, name: str, label: str, hint: str) -> Block:
        return self.field(f"series_{name}", say(f"set_up_series.{label}"), hint=say(f"set_up_series.{hint}"))
