"""Part *Onderzoek*: who takes part in which stage, and what a talk changed in the research."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.group import first_stage, record_research_changed, record_role, role_table
from ontmoet_research.group.research_roles import NOTHING
from ontmoet_research.model.group import PARTICIPATION, RESEARCH_STAGES
from ontmoet_research.model.people import SIDES
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, table, text
from ontmoet_research.store import find, read_table, with_none
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPage, in_words, pick

if TYPE_CHECKING:
    import pandas as pd


class ResearchPart(SeriesPage):
    """The research behind the series."""

    stage = ""
    side = ""
    talk_id = ""

    def research_part(self) -> list[Block]:
        """What talks changed first for a Community of Practice; for others, who takes part in what."""
        changed, roles = self._changed(), self._roles()
        first = [*changed, *roles] if self.open_series()["format"] == "cop" else [*roles, *changed]
        question = self.open_series()["research_question"]
        return [
            *self.which(),
            *([text(say("set_up_series.question", question=isolated(question)))] if question else []),
            *self.to_arrange("research", say("set_up_series.to_arrange"), say("set_up_series.all_arranged")),
            *first,
        ]

    @gesture
    def choose_stage(self, value: str) -> None:
        """Look at one stage of the research."""
        self.stage = value
        self._look_at_role()

    @gesture
    def choose_side_of_role(self, value: str) -> None:
        """Look at one side."""
        self.side = value
        self._look_at_role()

    @gesture
    def keep_since(self) -> None:
        """Keep the day on which a side came in."""
        told = {"since": self.typed.get("since", "")}
        self.keep("group.research_roles", record_role, self.series_id, self.stage, self.side, **told)

    def _look_at_role(self) -> None:
        told = role_table(read_table(self.project, "participation_roles"), self.series_id)
        since = told.loc[(told["stage"] == self.stage) & (told["side"] == self.side), "since"].dropna()
        self.typed["since"] = day_in_words(since.iloc[0]) if len(since) else ""
        self.refresh()

    @gesture
    def choose_role(self, when: str, value: str) -> None:
        """Note a role, as planned or as it went."""
        if value and when in ("planned", "actual"):
            told = {when: value}
            self.keep("group.research_roles", record_role, self.series_id, self.stage, self.side, **told)

    @gesture
    def choose_talk(self, value: str) -> None:
        """Look at what one talk changed."""
        self.talk_id = value
        self.typed["changed"] = (find(self.project, "sessions", value)["research_changed"] or "") if value else ""
        self.refresh()

    @gesture
    def keep_changed(self) -> None:
        """Keep what the talk changes in the research."""
        self._keep_changed(self.typed.get("changed", ""))

    @gesture
    def nothing_changes(self) -> None:
        """The talk changes nothing in the research, and that is an answer."""
        self.typed["changed"] = NOTHING
        self._keep_changed(NOTHING)

    def _keep_changed(self, words: str) -> None:
        self.keep("group.research_roles", record_research_changed, self.talk_id, words)

    def _roles(self) -> list[Block]:
        told = role_table(read_table(self.project, "participation_roles"), self.series_id)
        stages = [(one, say(f"group.stage.{one}")) for one in RESEARCH_STAGES]
        sides = in_words("side", SIDES)
        asked = [
            pick(say("set_up_series.which_stage"), "choose_stage", stages, self.stage),
            pick(say("set_up_series.which_side"), "choose_side_of_role", sides, self.side),
        ]
        if self.stage and self.side:
            one = told[(told["stage"] == self.stage) & (told["side"] == self.side)].iloc[0]
            roles = [(role, say(f"group.role.{role}")) for role in PARTICIPATION]
            asked += [
                pick(say(f"set_up_series.role_{when}"), "choose_role", roles, one[when], when=when)
                for when in ("planned", "actual")
            ]
            asked += [
                self.field("since", say("set_up_series.role_since"), hint=say("set_up_series.may_stay_empty")),
                button(say("set_up_series.keep_since"), "keep_since"),
            ]
        return [
            heading(say("set_up_series.roles_title")),
            *self._first(told),
            table(say("set_up_series.roles_caption"), _shown(told)),
            fold(say("set_up_series.roles_fill"), text(say("set_up_series.roles_means"), quiet=True), *asked),
        ]

    def _first(self, told: pd.DataFrame) -> list[Block]:
        """The first moment that people with experience took part (D24)."""
        first = first_stage(read_table(self.project, "participation_roles"), self.series_id, "ervaring")
        if first is None:
            return []
        since = told[(told["stage"] == first) & (told["side"] == "ervaring")]["since"].iloc[0]
        stage = say(f"group.stage.{first}")
        if since is None:
            return [text(say("set_up_series.first_stage", stage=stage))]
        return [text(say("set_up_series.first_stage_since", stage=stage, day=day_in_words(since)))]

    def _changed(self) -> list[Block]:
        held = self.sessions().query("status == 'gehouden'")
        told = [
            say("set_up_series.talk_changed", meeting=label, words=isolated(words))
            for label, words in zip(held["label"], with_none(held["research_changed"]), strict=True)
            if words
        ]
        meetings = list(zip(held["session_id"], held["label"], strict=True))
        asked = [pick(say("set_up_series.which_talk"), "choose_talk", meetings, self.talk_id)]
        if self.talk_id in dict(meetings):
            asked += [
                self.field("changed", say("set_up_series.changed"), hint=say("set_up_series.changed_hint"), long=True),
                buttons(
                    button(say("set_up_series.keep_changed"), "keep_changed", main=True),
                    button(say("set_up_series.nothing_changes"), "nothing_changes"),
                    row=True,
                ),
            ]
        return [
            heading(say("set_up_series.changed_title")),
            listing(told, empty=say("set_up_series.changed_not_yet")),
            fold(say("set_up_series.changed_fill"), *asked),
        ]


def _shown(told: pd.DataFrame) -> pd.DataFrame:
    """The table a person reads: stage by side, planned and as it went; a dash where nobody said."""
    import pandas as pd

    rows = []
    for stage, own in told.groupby("stage", sort=False):
        cells = {
            say(f"set_up_series.side.{side}"): _cell(planned, actual)
            for side, planned, actual in zip(own["side"], own["planned"], own["actual"], strict=True)
        }
        rows.append({say("set_up_series.stage"): say(f"group.stage.{stage}"), **cells})
    return pd.DataFrame(rows)


def _cell(planned: object, actual: object) -> str:
    names = [say(f"group.role.{one}") for one in (planned, actual) if one]
    if not names:
        return "–"
    if len(names) == 1:
        return say("set_up_series.only_planned", role=names[0]) if planned else names[0]
    # What went otherwise than planned is shown, and not corrected.
    return names[1] if names[0] == names[1] else say("set_up_series.otherwise", planned=names[0], actual=names[1])
