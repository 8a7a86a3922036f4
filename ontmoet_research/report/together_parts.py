"""How people did the research together, stage by stage, and what happened outside meanwhile."""

from __future__ import annotations

import pandas as pd

from ontmoet_research.group import check_experience_in_time, first_stage, role_table
from ontmoet_research.model.group import RESEARCH_STAGES
from ontmoet_research.model.people import SIDES
from ontmoet_research.record import in_words
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import Block, LeftOut, Note, TableBlock, bullets, paragraph
from .exact_titles import INSIDE
from .material import Material

__all__ = ["method_told", "outside_events", "took_part_per_stage"]


def method_told(material: Material) -> list[Block]:
    """What the group changed in the method it followed (A11); for the group itself also why it has its size (B24)."""
    names = ("method_note", "size_reason") if material.audience == INSIDE else ("method_note",)
    told = {name: material.series[name] for name in names}
    return [paragraph(say(f"report.{name}", told=isolated(note))) for name, note in told.items() if note]


def took_part_per_stage(material: Material) -> list[Block]:
    """Stage by side: the role as agreed and as it went (D07). Where they differ, both stand there, uncorrected."""
    table = role_table(material.roles, material.series_id)
    if table["planned"].isna().all() and table["actual"].isna().all():
        return [LeftOut(say("report.table.roles"), say("report.no_roles"))]
    cells = {(row["stage"], row["side"]): _role(row["planned"], row["actual"]) for row in rows_of(table)}
    told = pd.DataFrame(
        [[say(f"group.stage.{stage}"), *(cells[stage, side] for side in SIDES)] for stage in RESEARCH_STAGES],
        columns=[say("report.column.stage"), *(say(f"report.side.{side}") for side in SIDES)],
    )
    return [
        TableBlock(say("report.table.roles"), told),
        paragraph(say("report.roles_rule")),
        *_came_in(material, table),
    ]


def _came_in(material: Material, table: pd.DataFrame) -> list[Block]:
    """Since when each side took part, and the word of care when people with experience came late or never (D24)."""
    told = []
    for side in SIDES:
        stage = first_stage(material.roles, material.series_id, side)
        if stage is None:
            continue
        days = table.loc[(table["side"] == side) & table["since"].notna(), "since"]
        key = "came_in_since" if len(days) else "came_in"
        words = {"stage": say(f"group.stage.{stage}"), **({"day": in_words(min(days))} if len(days) else {})}
        told.append(say(f"report.{key}", side=_capital(say(f"report.side.{side}")), **words))
    listed: list[Block] = [paragraph(say("report.came_in_title")), bullets(told)] if told else []
    return [*listed, *(Note(one.sentence) for one in check_experience_in_time(material.series_id, material.roles))]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def outside_events(material: Material) -> list[Block]:
    """What happened outside the series, because it colours what was said (E36)."""
    events = material.events[material.events["kind"] == "buiten"]
    if events.empty:
        return []
    told = [
        say("report.event", day=in_words(day), what=isolated(title))
        for day, title in zip(events["date"], events["title"], strict=True)
    ]
    return [paragraph(say("report.outside")), bullets(told)]


def _role(planned: object, actual: object) -> str:
    agreed, went = (say(f"group.role.{one}") if one else "" for one in (planned, actual))
    if agreed and went and agreed != went:
        return say("report.role_both", agreed=agreed, went=went)
    return went or (say("report.role_agreed", agreed=agreed) if agreed else say("report.role_unknown"))
