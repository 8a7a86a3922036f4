"""The parts on the group: why this series, who took part, how people worked together."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ontmoet_research.group import missing_voices
from ontmoet_research.learning import in_order
from ontmoet_research.privacy.suppression import K_ADVISED, K_LEAST
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .blocks import Block, LeftOut, TableBlock, bullets, paragraph
from .group_blocks import (
    equal_taking_part,
    had_size,
    in_the_room,
    places,
    priorities,
    results_of_phases,
    stayed,
    talks_changed,
    ways_of_working,
    who_stayed_told,
)
from .known import period
from .material import Material
from .outside import at_least_so_many, from_several_places, told_missing
from .readers import is_inside
from .together_parts import method_told, outside_events, took_part_per_stage
from .written import to_write, written_by_people

__all__ = [
    "behind_how_we_worked",
    "behind_who_took_part",
    "how_we_worked",
    "missing_told",
    "period",
    "who_took_part",
    "who_was_missing",
    "why_this_series",
]


def why_this_series(material: Material) -> list[Block]:
    """Subject and question of the series, what residents put first, and what people wrote on why."""
    known = [
        say(f"report.why.{name}", told=material.series[name])
        for name in ("topic", "research_question")
        if (material.series[name] or "").strip()
    ]
    return [*map(paragraph, known), *to_write(material, "waarom_deze_reeks"), *priorities(material)]


def who_took_part(material: Material) -> list[Block]:
    """How many took part and who stayed, where these readers may know, and what people wrote on it."""
    own = written_by_people(material, "wie_deden_mee")
    nobody_listed = material.participants.empty and list(in_the_room(material))  # an open group has no list
    return [*own, *([] if nobody_listed else _how_many(material)), *who_stayed_told(material)]


def behind_who_took_part(material: Material) -> list[Block]:
    """Who took part, in groups too broad to point at someone; who was in the room; how many came to each meeting."""
    return [*_composition(material), *in_the_room(material), *had_size(material), *stayed(material)]


def who_was_missing(material: Material) -> list[Block]:
    """Voices the group itself asked for and that nobody in it has, and what people wrote on who was missing (D30)."""
    missing = missing_voices(material.participants, material.series["required_perspectives"])
    missing = told_missing(material, missing)
    asked: list[Block] = [paragraph(say("report.missing.these")), bullets(missing_told(missing))] if missing else []
    return [*asked, *to_write(material, "wie_ontbrak")]


def missing_told(missing: Iterable[str]) -> list[str]:
    """Perspectives as a line each, in the plural."""
    return [say(f"report.group.{one}") for one in missing]


def how_we_worked(material: Material) -> list[Block]:
    """What people wrote, how many meetings were planned and held, and whose place they were in."""
    own = written_by_people(material, "zo_werkten_we_samen")
    if material.sessions.empty:
        return [*own, LeftOut(say("report.section.zo_werkten_we_samen"), say("report.no_meetings"))]
    counted = material.sessions["status"].value_counts()
    held, cancelled, planned = (int(counted.get(name, 0)) for name in ("gehouden", "vervallen", "gepland"))
    told = [say_count("report.meetings.held", held)]
    told += [
        say_count(f"report.meetings.{name}", n) for name, n in (("cancelled", cancelled), ("to_come", planned)) if n
    ]
    return [*own, paragraph(" ".join([*told, *places(material)]))]


def behind_how_we_worked(material: Material) -> list[Block]:
    """Phases and meetings as planned and held, ways of working, who did what in which step, and who was heard."""
    listed = (
        []
        if material.sessions.empty
        else [
            TableBlock(say("report.table.phases"), _phases(material)),
            TableBlock(say("report.table.meetings"), _meetings(material)),
        ]
    )
    return [
        *listed,
        *results_of_phases(material),
        *ways_of_working(material),
        *outside_events(material),
        *method_told(material),
        *took_part_per_stage(material),
        *talks_changed(material),
        *equal_taking_part(material),
    ]


def _how_many(material: Material) -> list[Block]:
    if not is_inside(material) and len(material.participants):
        return _told_outside(material)
    groups = material.group_numbers.groups
    if material.participants.empty or not groups:
        why = say("report.no_participants") if material.participants.empty else material.group_numbers.note
        return [LeftOut(say("report.left_out.how_many"), why)]
    perspectives = {one for several in material.participants["perspectives"] for one in several}
    told = [say_count("report.people", sum(groups.values())), say_count("report.perspectives", len(perspectives))]
    return [paragraph(" ".join(told))]


def _composition(material: Material) -> list[Block]:
    if not is_inside(material):
        few = material.telling.k - 1
        return [paragraph(say("report.told_of_people", few=few))] if at_least_so_many(material) else []
    groups = material.group_numbers.groups
    if material.participants.empty or not groups:
        return []
    k = max(int(material.series["k_threshold"]) if pd.notna(material.series["k_threshold"]) else K_ADVISED, K_LEAST)
    table = pd.DataFrame(
        {say("report.column.group"): list(groups), say("report.column.people"): [str(n) for n in groups.values()]}
    )
    whole = len(groups) == 1  # then the number stands in the body, and a table would say it again
    return [
        *([] if whole else [TableBlock(say("report.table.composition"), table)]),
        paragraph(say("report.broad_groups", k=k)),
    ]


def _told_outside(material: Material) -> list[Block]:
    """How many people took part "or more", and from more than one perspective: what stays true when someone stops."""
    n = at_least_so_many(material)
    if not n:
        return [LeftOut(say("report.left_out.how_many"), say("report.group_too_small", k=material.telling.k))]
    places = [say("report.several_places")] if from_several_places(material) else []
    return [paragraph(" ".join([say("report.people_or_more", n=n), *places]))]


def _phases(material: Material) -> pd.DataFrame:
    rows = []
    for phase in rows_of(material.phases.sort_values("order")):
        states = material.sessions.loc[material.sessions["phase_id"] == phase["phase_id"], "status"].value_counts()
        planned = say("report.not_agreed") if pd.isna(phase["planned_count"]) else str(phase["planned_count"])
        counts = [str(states.get(name, 0)) for name in ("gehouden", "vervallen", "gepland")]
        rows.append((say(f"report.phase.{phase['kind']}"), planned, *counts))
    return pd.DataFrame(
        rows, columns=[say(f"report.column.{n}") for n in ("phase", "planned", "held", "cancelled", "to_come")]
    )


def _meetings(material: Material) -> pd.DataFrame:
    rows = [
        (
            meeting["name"],
            meeting["day"],
            say(f"report.meeting_kind.{meeting['kind']}"),
            say(f"report.state.{meeting['status']}"),
            isolated(meeting["guiding_question"]) if meeting["guiding_question"] else "",
        )
        for meeting in rows_of(in_order(material.sessions))
    ]
    return pd.DataFrame(
        rows, columns=[say(f"report.column.{n}") for n in ("meeting", "day", "kind", "state", "question")]
    )
