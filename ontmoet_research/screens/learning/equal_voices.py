"""Gelijk meedoen?: who is heard and who does the work, in neutral bars, with the group's own words beside them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ontmoet_research.charts import Chart
from ontmoet_research.privacy.suppression import K_ADVISED
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, chart, choices, heading, listing, select
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, find, last_seq, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.voices import (
    Voices,
    balance,
    coding_share,
    draw_balance,
    draw_coding_share,
    draw_voices,
    note_equality,
    read_equality_notes,
    read_voices,
    silent_voices,
    voice_balance,
)
from ontmoet_research.voices.balance import ABOUT
from ontmoet_research.voices.equality import ORIGIN
from ontmoet_research.voices.speaking import LEAST_AGREED
from ontmoet_research.words import Refused, say

FIGURES = ("balance", "speaking", "coding")
ALL = "alle"


class EqualVoices(Page):
    """One figure at a time, of one series or of all together; then what people say of it themselves."""

    name = "equal_voices"
    asks_series = False

    def start(self) -> None:
        """Open on the four bars of all series together: the more people, the less a bar points at someone."""
        self.figure = FIGURES[0]
        self.scope = ALL
        self.agreed = False
        self.about = ABOUT[0]
        self.words_of = ""
        self.kept: dict[tuple[str, str, bool, int], Block] = {}

    def blocks(self) -> list[Block]:
        """The figure, whether small groups may show, and the group's own words."""
        known = [(ALL, say("equal_voices.all_series")), *self.all_series()]
        made = [button(say(f"equal_voices.show.{one}"), "show", on=one == self.figure, figure=one) for one in FIGURES]
        small = say("equal_voices.hide_small") if self.agreed else say("equal_voices.agreed")
        return [
            *([select(say("page.which_series"), "choose_scope", known, self.scope)] if len(known) > 2 else []),
            buttons(*made, row=True, label=say("equal_voices.choose")),
            self._drawn(),
            *not_counting_blocks(self.project, None if self.scope == ALL else self.scope, "pieces"),
            button(small, "agree", more="" if self.agreed else say("equal_voices.agreed_more")),
            *self._own_words(),
        ]

    @gesture
    def show(self, figure: str) -> None:
        """Show another figure."""
        if figure in FIGURES:
            self.figure = figure
        self.refresh()

    @gesture
    def choose_scope(self, value: str) -> None:
        """Look at one series, or at all together."""
        if value in {ALL, *dict(self.all_series())}:
            self.scope = value
        self.refresh()

    @gesture
    def agree(self) -> None:
        """The group said yes to seeing small groups, now and on this screen; or takes that back."""
        self.agreed = not self.agreed
        self.refresh()

    @gesture
    def about_what(self, value: str) -> None:
        """Say what the words are about."""
        if value in ABOUT:
            self.about = value
        self.refresh()

    @gesture
    def choose_words_of(self, value: str) -> None:
        """Say to which series the words belong, while all are shown together."""
        self.words_of = value
        self.refresh()

    @gesture
    def keep_words(self) -> None:
        """Store what a side says on taking part."""
        among = self._series_ids()
        series_id = among[0] if len(among) == 1 else self.words_of
        if series_id not in among:
            raise Refused("equal_voices.which_first")
        note_equality(self.project, series_id, self._side(), self.about, self.typed.get("words", ""))
        self.forget("words")
        self.done(ORIGIN)

    def _own_words(self) -> list[Block]:
        said = read_equality_notes(self.project, self._series_ids())
        told = [self._one_note(note) for note in rows_of(said)]
        if not self._series_ids():
            return []
        about = [(one, say(f"voices.about.{one}")) for one in ABOUT]
        return [
            heading(say("equal_voices.own_words")),
            listing(told, empty=say("equal_voices.nothing_said")),
            choices(say("equal_voices.about_what"), "about_what", about, self.about),
            *self._which_series(),
            self.field("words", say("equal_voices.words"), hint=say("equal_voices.words_hint")),
            button(say("equal_voices.keep"), "keep_words", main=True),
        ]

    def _which_series(self) -> list[Block]:
        """With several series on the screen, words don't belong to the first one by themselves."""
        if len(self._series_ids()) < 2:
            return []
        options = [("", say("labelling.choose")), *self.all_series()]
        return [select(say("equal_voices.words_of"), "choose_words_of", options, self.words_of)]

    def _one_note(self, note: dict[Any, Any]) -> str:
        side, about = say(f"report.side.{note['side']}"), say(f"voices.about.{note['about']}")
        return say("equal_voices.said", side=side, about=about, words=isolated(note["text"]))

    def _side(self) -> str:
        return str(find(self.project, "contributors", self.project.who)["side"])

    def _series_ids(self) -> list[str]:
        every = [key for key, _ in self.all_series()]
        return every if self.scope == ALL else [self.scope]

    def _drawn(self) -> Block:
        """The figure of this moment, drawn once."""
        now = (self.scope, self.figure, self.agreed, last_seq(self.project))
        if now not in self.kept:
            told, k = read_voices(self.project, self._series_ids()), self._k()
            self.kept[now] = chart(self._draw(told, k))
        return self.kept[now]

    def _draw(self, told: Voices, k: int) -> Chart:
        least = LEAST_AGREED if self.agreed else k
        if self.figure == "balance":
            return draw_balance(balance(told, least), least)
        if self.figure == "coding":
            return draw_coding_share(coding_share(told.labelled, told.contributors, least), least)
        counted = voice_balance(told.participants, told.spoken, k, agreed=self.agreed)
        return draw_voices(counted, silent_voices(told.participants, told.spoken), k, agreed=self.agreed)

    def _k(self) -> int:
        """The smallest group that may show: the most careful of these series."""
        rows = [row["k_threshold"] for row in read_rows(self.project, "series") if row.object_id in self._series_ids()]
        return max([int(k) for k in rows if pd.notna(k)], default=K_ADVISED)


def equal_voices(project: Project | None = None) -> EqualVoices:
    """The second screen of notebook 06; ``project`` is the one of this notebook unless given."""
    return EqualVoices(project or here())
