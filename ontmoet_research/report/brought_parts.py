"""What meetings brought and what people learned from them: gains, learning questions, questions to the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ontmoet_research.change import LEARNING_QUESTIONS
from ontmoet_research.model.change import DESTINATIONS, GAIN_KINDS
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .blocks import Block, Subheading, TableBlock, bullets, paragraph, plain
from .material import Material
from .readers import is_inside

__all__ = ["gains", "learned_at_follow_ups", "questions_to_the_group"]

CASE = "casus"  # what was said of somebody's situation stays with the group


def gains(material: Material) -> list[Block]:
    """Each gain with its kind and where people take it (A14), after a table of destination by kind (C03).

    Inside the table holds numbers, outside only whether there is one. What came of a case is not told outside.
    """
    found = material.entered.gains
    if not is_inside(material):
        found = found[found["kind"] != CASE]
    if found.empty:
        return []
    lines = [
        say("report.gains.line", kind=_kind(one), text=isolated(one["text"]), where=_where(one["destinations"]))
        for one in rows_of(found)
    ]
    return [
        Subheading(3, plain(say("report.heading.gains"))),
        TableBlock(say("report.table.gains"), _where_by_kind(found, numbers=is_inside(material))),
        bullets(lines),
    ]


def learned_at_follow_ups(material: Material) -> list[Block]:
    """The answers to the three learning questions over all meetings (A14, B37-B39).

    Outside the group nobody agreed to have these words printed: there only is told what people talked about.
    """
    found = material.entered.insights
    if found.empty:
        return []
    blocks: list[Block] = [Subheading(3, plain(say("report.heading.insights")))]
    there = set(found["kind"])
    if not is_inside(material):
        asked = dict.fromkeys(kind for question in LEARNING_QUESTIONS for kind, _ in question if kind in there)
        about = bullets(say(f"report.insights.about.{one}") for one in asked)
        return [*blocks, paragraph(say("report.insights.outside")), about]
    for kind, polarity in (pair for question in LEARNING_QUESTIONS for pair in question):
        here = found[(found["kind"] == kind) & (found["polarity"].fillna("") == (polarity or ""))]
        if len(here):
            blocks += [paragraph(say(f"report.insights.{polarity or kind}")), bullets(map(isolated, here["text"]))]
    return blocks


def questions_to_the_group(material: Material) -> list[Block]:
    """Each question to the group, what it said, what was done with that (A20); inside also the sector of who asked."""
    found = material.entered.think_tank
    if found.empty:
        return []
    rows = []
    for one in rows_of(found):
        sector = one["asker_sector"]
        asked = [say(f"set_up_series.sector.{sector}") if sector else ""] if is_inside(material) else []
        rows.append(
            [isolated(one["question"]), *asked, _words(one["advice"]) or say("report.think_tank.none"), _heard(one)]
        )
    names = ("asked", *(("sector",) if is_inside(material) else ()), "advice", "heard")
    table = pd.DataFrame(rows, columns=[say(f"report.column.{name}") for name in names])
    return [TableBlock(say("report.table.think_tank"), table)]


def _where_by_kind(found: pd.DataFrame, *, numbers: bool) -> pd.DataFrame:
    rows = []
    for destination in DESTINATIONS:
        here = found.loc[[destination in several for several in found["destinations"]]]
        counts = [int((here["kind"] == kind).sum()) for kind in GAIN_KINDS]
        cells = [str(n) if numbers else say("report.gains.there") if n else "–" for n in counts]
        rows.append([say(f"record_meeting.destination.{destination}"), *cells])
    kinds = [say(f"record_meeting.gain_kind.{kind.replace(' ', '_')}") for kind in GAIN_KINDS]
    table = pd.DataFrame(rows, columns=[say("report.column.destination"), *kinds])
    used = [n for n, kind in enumerate(GAIN_KINDS, start=1) if (found["kind"] == kind).any()]
    return table.iloc[:, [0, *used]]


def _kind(gain: Mapping[Any, Any]) -> str:
    own = gain["other_kind"]
    if (own or "").strip():
        return isolated(own[:1].upper() + own[1:])
    return say(f"record_meeting.gain_kind.{str(gain['kind']).replace(' ', '_')}")


def _where(destinations: list[str]) -> str:
    named = [say(f"record_meeting.destination.{one}") for one in destinations]
    return say("report.gains.where", names=join_words(named)) if named else ""


def _heard(question: Mapping[Any, Any]) -> str:
    if not question["fed_back_on"]:
        return say("report.think_tank.not_heard")
    used = question["used"]
    told = say(f"report.think_tank.used.{used}") if used else ""
    return f"{told} {_words(question['feedback'])}".strip()


def _words(value: str | None) -> str:
    return isolated(value.strip()) if value else ""
