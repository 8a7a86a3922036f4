"""Gelijk meedoen?: who is heard and who does the work, in neutral bars, with the group's own words beside them."""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd

from ontmoet_research.charts import Chart
from ontmoet_research.privacy.suppression import K_ADVISED
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, select
from ontmoet_research.screens.forms import Ask, Form, Options, words_of
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.numbers_out import figure_block
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
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


FIGURE, SCOPE, AGREED = "figure", "scope", "agreed"


def _note(project: Project, among: list[str], about: str, series_id: str | None, text: str) -> str:
    chosen = among[0] if len(among) == 1 else series_id
    if chosen not in among:
        raise Refused("equal_voices.which_first")
    return note_equality(project, chosen, str(find(project, "contributors", project.who)["side"]), about, text)


def _several(part: SharesOfVoice) -> bool:
    """With several series on the screen, words don't belong to the first one by themselves."""
    return len(part.series_ids()) > 1


def _which(part: SharesOfVoice) -> Options:
    return [("", say("labelling.choose")), *part.page.all_series()]


OWN_WORDS = Form(
    "own_words",
    _note,
    ORIGIN,
    "equal_voices.keep",
    (
        Ask("about", "equal_voices.about_what", "choice", words_of("voices.about", ABOUT), first=ABOUT[0], stays=True),
        Ask("series_id", "equal_voices.words_of", "list", _which, when=_several, stays=True),
        Ask("text", "equal_voices.words", hint="equal_voices.words_hint"),
    ),
    given=lambda part, _one: (part.series_ids(),),
)


class SharesOfVoice(Part[PartsPage]):
    """One figure at a time, of one series or of all together; then what people say of it themselves.

    It opens on the four bars of all series together: the more people, the less a bar points at someone. That the group
    said yes to seeing small groups counts now and on this screen only.
    """

    forms = (OWN_WORDS,)

    def start(self) -> None:
        """Nothing was drawn yet."""
        self.drawings: dict[tuple[str, str, bool, int], Block] = {}

    @property
    def figure(self) -> str:
        """The figure that is shown."""
        chosen = self.chosen.get(FIGURE)
        return chosen if chosen in FIGURES else FIGURES[0]

    @property
    def scope(self) -> str:
        """The series that is looked at, or all together."""
        chosen = self.chosen.get(SCOPE)
        return chosen if chosen in dict(self.page.all_series()) else ALL

    @property
    def agreed(self) -> bool:
        """Whether the group said yes to seeing small groups."""
        return bool(self.chosen.get(AGREED))

    def blocks(self) -> list[Block]:
        """The figure, whether small groups may show, and the group's own words."""
        known = [(ALL, say("equal_voices.all_series")), *self.page.all_series()]
        made = [
            button(say(f"equal_voices.show.{one}"), "choose", on=one == self.figure, value=one, name=FIGURE)
            for one in FIGURES
        ]
        which = select(say("page.which_series"), "choose", known, self.scope, name=SCOPE)
        return [
            *([which] if len(known) > 2 else []),
            buttons(*made, row=True, label=say("equal_voices.choose")),
            self._drawn(),
            *not_counting_blocks(self.project, None if self.scope == ALL else self.scope, "pieces"),
            small_groups(self.agreed),
            *self._own_words(),
        ]

    def _own_words(self) -> list[Block]:
        if not self.series_ids():
            return []
        said = read_equality_notes(self.project, self.series_ids())
        return [
            heading(say("equal_voices.own_words")),
            listing(map(_said, rows_of(said)), empty=say("equal_voices.nothing_said")),
            *self.form(OWN_WORDS),
        ]

    def series_ids(self) -> list[str]:
        """The series that are looked at."""
        every = [key for key, _ in self.page.all_series()]
        return every if self.scope == ALL else [self.scope]

    def _drawn(self) -> Block:
        """The figure of this moment, drawn once."""
        now = (self.scope, self.figure, self.agreed, last_seq(self.project))
        if now not in self.drawings:
            told, k = read_voices(self.project, self.series_ids()), self._k()
            self.drawings[now] = figure_block(self.page, self._draw(told, k))
        return self.drawings[now]

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
        rows = [row["k_threshold"] for row in read_rows(self.project, "series") if row.object_id in self.series_ids()]
        return max([int(k) for k in rows if pd.notna(k)], default=K_ADVISED)


class EqualVoices(PartsPage):
    """The page: who is heard and who does the work."""

    name = "equal_voices"
    asks_series = False
    kinds: ClassVar = {"voices": SharesOfVoice}


def small_groups(agreed: bool) -> Block:
    """The button with which the group says yes to seeing small groups, or takes that back."""
    if agreed:
        return button(say("equal_voices.hide_small"), "choose", value="", name=AGREED)
    more = say("equal_voices.agreed_more")
    return button(say("equal_voices.agreed"), "choose", more=more, value=AGREED, name=AGREED)


def _said(note: dict[Any, Any]) -> str:
    side, about = say(f"report.side.{note['side']}"), say(f"voices.about.{note['about']}")
    return say("equal_voices.said", side=side, about=about, words=isolated(note["text"]))


def equal_voices(project: Project | None = None) -> EqualVoices:
    """The second screen of notebook 06; ``project`` is the one of this notebook unless given."""
    return EqualVoices(project or here())
