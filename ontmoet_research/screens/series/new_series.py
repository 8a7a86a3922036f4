"""A new series, from a template in every number of which the group may differ."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import get_template, list_templates, make_series, time_between, whole_number
from ontmoet_research.group.series import PhasePlan, Template
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, phases, text
from ontmoet_research.screens.forms import Ask, Form, of_opened
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .about_series import TOPIC, as_typed
from .page import SeriesPart


def _make(project: Project, template: str, title: str, region: str, topic: str | None, **told: str | None) -> str:
    """Make the series; a number that nobody touched is that of the template, and so is the topic."""
    known = get_template(template)
    counts = [
        plan if told[_count(i)] is None else whole_number(told[_count(i)] or "") for i, plan in enumerate(known.counts)
    ]
    if any(not count for count in counts):
        raise Refused("set_up_series.needs_count")
    if topic is None:
        topic = known.series.get("topic", "")
    planned = [count for count in counts if count]
    return make_series(project, template, title, region, planned_counts=planned, topic=topic or None)


def _count(i: int) -> str:
    return f"count_{i}"


def _phase_name(plan: PhasePlan) -> str:
    return say(f"set_up_series.phase.{plan.kind}")


def _number(i: int, plan: PhasePlan) -> Ask:
    """How many meetings a phase has, with what the source says of it."""
    between = time_between({"interval_weeks": plan.interval_weeks, "interval_note": plan.interval_note})
    source = say("set_up_series.source", source=isolated(plan.source))
    return Ask(
        _count(i),
        lambda _part: say("set_up_series.count_of", phase=_phase_name(plan)),
        hint=lambda _part: " ".join(one for one in (between, source) if one),
        filled=True,
        aside=True,
    )


def _source(part: NewSeries) -> str:
    return say("set_up_series.source", source=isolated(get_template(part.opened).series["source"]))


def _go_to(part: NewSeries, made: str) -> None:
    part.page.choose_series(made)  # first: the part that opens is about it
    part.page.open_part("series")


def _form(template: Template) -> Form:
    asked = (
        Ask("title", "set_up_series.title_of", hint="set_up_series.title_hint"),
        Ask("region", "set_up_series.region", hint="set_up_series.region_hint"),
        TOPIC,
        *(_number(i, plan) for i, plan in enumerate(template.phases)),
        Ask("", _source, "note", aside=True),
    )
    return Form(
        "make",
        _make,
        "group.series",
        "set_up_series.make",
        asked,
        given=of_opened,
        more="set_up_series.numbers",
        then=_go_to,
    )


class NewSeries(SeriesPart):
    """The set-ups to choose from, and the one that is looked at; nothing is made until the last button."""

    @property
    def forms(self) -> tuple[Form, ...]:  # type: ignore[override]  # what is asked depends on the set-up
        """The questions of the set-up that is looked at."""
        return (_form(get_template(self.opened)),) if self.opened else ()

    def blocks(self) -> list[Block]:
        """The set-ups as buttons, then the numbers and names of the chosen one."""
        made = [
            button(one.title, "open_one", more=one.description, on=one.name == self.opened, value=one.name)
            for one in list_templates()
        ]
        back = [button(say("set_up_series.back"), "open_part", part="series")] if self.page.all_series() else []
        chosen = [*back, buttons(*made, label=say("set_up_series.which_template"))]
        return [*chosen, *self._look_at(get_template(self.opened))] if self.opened else chosen

    def _look_at(self, template: Template) -> list[Block]:
        now: dict[str, Any] = {_count(i): as_typed(count) for i, count in enumerate(template.counts)}
        return [
            heading(say("set_up_series.phases")),
            phases(self._bar(template)),
            *_voices(template),
            *self.form(self.forms[0], now={**now, "topic": template.series.get("topic", "")}),
        ]

    def _bar(self, template: Template) -> list[tuple[str, int, int]]:
        typed = [self.typed(f"make.{_count(i)}").strip() for i in range(len(template.phases))]
        known = [int(one) if one.isdecimal() else count or 0 for one, count in zip(typed, template.counts, strict=True)]
        return [(_phase_name(plan), 0, min(count, 60)) for plan, count in zip(template.phases, known, strict=True)]


def _voices(template: Template) -> list[Block]:
    """Who is still missing in a group that nobody is in yet: everyone this set-up asks for."""
    voices = [say(f"group.perspective.{one}") for one in template.series["required_perspectives"]]
    if not voices:
        return [text(say("set_up_series.open_group"))]
    return [heading(say("set_up_series.missing")), listing(voices)]
