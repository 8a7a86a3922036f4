"""Part *Onderzoek*: who takes part in which stage, and what a talk changed in the research."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.group import first_stage, record_research_changed, record_role, role_table
from ontmoet_research.group.research_roles import NOTHING
from ontmoet_research.model.group import PARTICIPATION, RESEARCH_STAGES
from ontmoet_research.model.people import SIDES
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, fold, heading, listing, select, table, text
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.store import Project, find, read_table, rows_of, with_none
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import EMPTY_OK, SeriesPart, choosable, in_words

if TYPE_CHECKING:
    import pandas as pd


def _choose_role(project: Project, series_id: str, stage: str, side: str, **told: str | None) -> None:
    """A role, as planned or as it went; it is not taken away by choosing none."""
    if any(told.values()):
        record_role(project, series_id, stage, side, **told)


def _keep_since(project: Project, series_id: str, stage: str, side: str, since: str | None) -> None:
    """The day on which a side came in."""
    if since is not None:
        record_role(project, series_id, stage, side, since=since)


def _keep_changed(project: Project, session_id: str, words: str | None) -> None:
    """What the talk changes in the research."""
    if words is not None:
        record_research_changed(project, session_id, words)


def _nothing(project: Project, session_id: str) -> None:
    """The talk changes nothing in the research, and that is an answer."""
    record_research_changed(project, session_id, NOTHING)


def _role(part: ResearchPart, _one: str) -> tuple[str, ...]:
    return part.series_id, part.chosen["stage"], part.chosen["side"]


def _roles(_part: ResearchPart) -> Options:
    return choosable((role, say(f"group.role.{role}")) for role in PARTICIPATION)


ORIGIN = "group.research_roles"
ROLE = Form(
    "role",
    _choose_role,
    ORIGIN,
    asks=tuple(Ask(when, f"set_up_series.role_{when}", "list", _roles) for when in ("planned", "actual")),
    given=_role,
    at_once=True,
)
SINCE = Form(
    "since",
    _keep_since,
    ORIGIN,
    "set_up_series.keep_since",
    (Ask("since", "set_up_series.role_since", "day", hint=EMPTY_OK, filled=True),),
    given=_role,
    main=False,
)
CHANGED = Form(
    "changed",
    _keep_changed,
    ORIGIN,
    "set_up_series.keep_changed",
    (
        Ask(
            "words",
            "set_up_series.changed",
            "long",
            hint="set_up_series.changed_hint",
            column="research_changed",
            filled=True,
        ),
    ),
)
NOTHING_CHANGES = Form("nothing", _nothing, ORIGIN, "set_up_series.nothing_changes", main=False)


class ResearchPart(SeriesPart):
    """The research behind the series."""

    forms = (ROLE, SINCE)

    def start(self) -> None:
        """What one talk changed."""
        self.talk = self.has(TalkPart, "talk")

    def blocks(self) -> list[Block]:
        """What talks changed first for a Community of Practice; for others, who takes part in what."""
        row = self.now.row()
        changed, roles = self.talk.drawn(), self._roles()
        question = row["research_question"]
        return [
            *self.to_arrange("research", "set_up_series.to_arrange", "set_up_series.all_arranged"),
            *([text(say("set_up_series.question", question=isolated(question)))] if question else []),
            *([*changed, *roles] if row["format"] == "cop" else [*roles, *changed]),
        ]

    @gesture
    def choose(self, value: str, name: str) -> None:
        """As for every part; another stage or side has a day of its own."""
        if name in ("stage", "side"):
            self.clear(SINCE)
        super().choose(value, name)

    def _roles(self) -> list[Block]:
        told = role_table(read_table(self.project, "participation_roles"), self.series_id)
        stages = choosable((one, say(f"group.stage.{one}")) for one in RESEARCH_STAGES)
        stage, side = (self.chosen.get(name, "") for name in ("stage", "side"))
        asked = [
            select(say("set_up_series.which_stage"), "choose", stages, stage, name="stage"),
            select(say("set_up_series.which_side"), "choose", choosable(in_words("side", SIDES)), side, name="side"),
        ]
        if stage and side:
            (now, *_) = rows_of(told[(told["stage"] == stage) & (told["side"] == side)])
            asked += [*self.form(ROLE, now=now), *self.form(SINCE, now=now)]
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


class TalkPart(SeriesPart):
    """What talks changed in the research, one at a time."""

    forms = (CHANGED, NOTHING_CHANGES)

    def blocks(self) -> list[Block]:
        """What was said, and the talk that is open."""
        held = self.now.sessions().query("status == 'gehouden'")
        told = [
            say("set_up_series.talk_changed", meeting=label, words=isolated(words))
            for label, words in zip(held["label"], with_none(held["research_changed"]), strict=True)
            if words
        ]
        meetings = list(zip(held["session_id"], held["label"], strict=True))
        asked = [self.pick("set_up_series.which_talk", meetings)]
        if self.opened in dict(meetings):
            now = find(self.project, "sessions", self.opened).values
            asked += self.form(CHANGED, now=now, beside=self.form(NOTHING_CHANGES))
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
