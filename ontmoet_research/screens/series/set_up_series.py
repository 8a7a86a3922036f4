"""Reeks en groep: how the series goes, who is in it, what is still to arrange, and starting a new one.

Seven parts, one at a time; each is a file of its own. A new series is made from a template, in every number of which
the group may differ.
"""

from __future__ import annotations

from ontmoet_research.group import get_template, list_templates, make_series, time_between, whole_number
from ontmoet_research.group.series import PhasePlan, Template
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, phases, text
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .agreements import AgreementsPart
from .course import METHOD, CoursePart, phase_bar
from .group import GroupPart, group_list
from .handover import HandoverPart
from .needs import NeedsPart
from .page import PARTS
from .research import ResearchPart
from .start import StartPart

__all__ = ["SetUpSeries", "group_list", "phase_bar", "set_up_series"]


class SetUpSeries(CoursePart, GroupPart, StartPart, AgreementsPart, NeedsPart, ResearchPart, HandoverPart):
    """The parts as buttons, and the one that is open; making a new series takes the whole screen."""

    def start(self) -> None:
        """Open on the series; on a new one when there is none yet."""
        self.part = "series" if self.all_series() else "new"
        self.template = ""
        self.chosen = []
        if self.series() is None and self.all_series():
            self.series_id = self.all_series()[0][0]

    def blocks(self) -> list[Block]:
        """The buttons for the parts, then the part that is open."""
        if self.part == "new":
            return self._new_part()
        parts = [button(say(f"set_up_series.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        shown = {
            "series": self._series_part,
            "group": self.group_part,
            "start": self.start_part,
            "agreements": self.agreements_part,
            "needs": self.needs_part,
            "research": self.research_part,
            "handover": self.handover_part,
        }
        return [buttons(*parts, row=True), *shown[self.part]()]

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in (*PARTS, "new"):
            self.part, self.item = part, ""
        self.refresh()

    @gesture
    def back_to_series(self) -> None:
        """Make no new series after all."""
        self.part, self.template = "series", ""
        self.refresh()

    @gesture
    def choose_template(self, value: str) -> None:
        """Look at a set-up; nothing is made yet."""
        template = get_template(value)
        self.template = template.name
        self.typed |= {f"count_{i}": str(count) for i, count in enumerate(template.counts)}
        self.typed["new_topic"] = template.series.get("topic", "")
        self.refresh()

    @gesture
    def make(self) -> None:
        """Make a series from the chosen set-up and go to it."""
        if not self.template:
            raise Refused("set_up_series.needs_template")
        template, counts = get_template(self.template), self._counts()
        given = (self.typed.get("title", ""), self.typed.get("region", ""))
        topic = self.typed.get("new_topic", "").strip() or None
        made = make_series(self.project, self.template, *given, planned_counts=counts, topic=topic)
        self.forget("title", "region", "new_topic", *(f"count_{i}" for i in range(len(template.phases))))
        self.template, self.part = "", "series"
        self.choose_series(made)
        self.done("group.series")

    def series_chosen(self) -> None:
        """Forget what belonged to the series before."""
        self.phase_id = self.meeting_id = self.person_id = self.item = self.agreement_id = ""
        self.mood_at = self.needing = self.talk_id = self.leaver = self.worker_id = ""
        self.new_kind = self.new_phase = self.along = self.stage = self.side = ""
        self.forget_event()
        self.forget("why_size", "ready", *METHOD)
        self.forget_series()

    def after_undo(self, _rows: object) -> None:
        """Fields show again what is stored."""
        self.forget("why_size", "ready", *METHOD)
        self.forget_series()
        if self.series() is None:
            self.start()

    def _counts(self) -> list[int]:
        counts = [
            whole_number(self.typed.get(f"count_{i}", "")) for i in range(len(get_template(self.template).phases))
        ]
        if any(not count for count in counts):
            raise Refused("set_up_series.needs_count")
        return [count for count in counts if count]

    def _series_part(self) -> list[Block]:
        return [*self.course_part(), button(say("set_up_series.part.new"), "open_part", part="new")]

    def _new_part(self) -> list[Block]:
        made = [
            button(one.title, "choose_template", more=one.description, on=one.name == self.template, value=one.name)
            for one in list_templates()
        ]
        back = [button(say("set_up_series.back"), "back_to_series")] if self.all_series() else []
        chosen = [*back, buttons(*made, label=say("set_up_series.which_template"))]
        if not self.template:
            return chosen
        template = get_template(self.template)
        return [
            *chosen,
            heading(say("set_up_series.phases")),
            phases(self._template_bar(template)),
            *self._voices(template),
            self.field("title", say("set_up_series.title_of"), hint=say("set_up_series.title_hint")),
            self.field("region", say("set_up_series.region"), hint=say("set_up_series.region_hint")),
            self.field("new_topic", say("set_up_series.series_topic"), hint=say("set_up_series.series_topic_hint")),
            fold(say("set_up_series.numbers"), *self._number_fields(template)),
            button(say("set_up_series.make"), "make", main=True),
        ]

    def _template_bar(self, template: Template) -> list[tuple[str, int, int]]:
        counts = [self.typed.get(f"count_{i}", "").strip() for i in range(len(template.phases))]
        known = [
            int(typed) if typed.isdecimal() else plan.planned_count
            for typed, plan in zip(counts, template.phases, strict=True)
        ]
        return [(_phase_name(plan), 0, min(count, 60)) for plan, count in zip(template.phases, known, strict=True)]

    def _voices(self, template: Template) -> list[Block]:
        """Who is still missing in a group that nobody is in yet: everyone this set-up asks for."""
        voices = [say(f"group.perspective.{one}") for one in template.series["required_perspectives"]]
        if not voices:
            return [text(say("set_up_series.open_group"))]
        return [heading(say("set_up_series.missing")), listing(voices)]

    def _number_fields(self, template: Template) -> list[Block]:
        asked: list[Block] = []
        for i, plan in enumerate(template.phases):
            label = say("set_up_series.count_of", phase=_phase_name(plan))
            between = time_between({"interval_weeks": plan.interval_weeks, "interval_note": plan.interval_note})
            source = say("set_up_series.source", source=isolated(plan.source))
            asked.append(self.field(f"count_{i}", label, hint=" ".join(one for one in (between, source) if one)))
        return [*asked, text(say("set_up_series.source", source=isolated(template.series["source"])), quiet=True)]


def set_up_series(project: Project | None = None) -> SetUpSeries:
    """The screen of notebook 01; ``project`` is the one of this notebook unless given."""
    return SetUpSeries(project or here())


def _phase_name(plan: PhasePlan) -> str:
    return say(f"set_up_series.phase.{plan.kind}")
