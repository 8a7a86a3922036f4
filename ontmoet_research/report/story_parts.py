"""What stands around the changes: stories with a yes, ripples, what is there already, where something went on to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ontmoet_research.change import draw_ripples
from ontmoet_research.change.cards import story_lines
from ontmoet_research.change.spreads import tell_spread
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .blocks import Block, Bullets, Figure, LeftOut, Run, Subheading, TableBlock, bullets, paragraph, plain
from .material import Material
from .naming import listed_stories, story_names
from .readers import is_inside

__all__ = ["initiatives", "ripples", "spreads", "stories"]


def stories(material: Material) -> list[Block]:
    """Stories with a yes for these readers: chosen ones first with the reason, the others stay.

    The group itself hears how many have no such yes; for others there is one sentence, whether there are any or not.
    """
    listed, names, n_refused = listed_stories(material), story_names(material), material.shown.n_refused
    blocks: list[Block] = [Subheading(3, plain(say("report.heading.stories")))]
    for story in listed:
        blocks += _story(names[story["story_id"]], story)
    if not is_inside(material):
        blocks.append(LeftOut(say("report.left_out.stories_without"), say("report.left_out.stays_inside")))
    elif n_refused:
        blocks.append(LeftOut(say_count("report.stories.refused", n_refused), say("report.left_out.no_yes")))
    return blocks


def ripples(material: Material) -> list[Block]:
    """What was done and what came of it, as a figure with its list; effects that hang on nothing are in it."""
    chart = draw_ripples(material.shown.effects.ripples)
    printed = [] if chart is None else [" | ".join(map(str, row)) for row in chart.table.itertuples(index=False)]
    material.telling.rows(f"kringen {material.series_id}", {row: row for row in printed})
    return [] if chart is None else [Figure(chart)]


def initiatives(material: Material) -> list[Block]:
    """What exists already, and beside it what is still lacking. Outside the group no counts of pieces: few people."""
    found = material.shown.initiatives
    if found.empty:
        return []
    inside = is_inside(material)
    rows = []
    for one in rows_of(found):
        what = ", ".join(isolated(one[name]) for name in ("name", "kind") if one[name])
        named = [str(one["n_named"])] if inside else []
        rows.append([what, _words(one["place"]), _words(one["for_whom"]), *named, _words(one["gap_note"]) or "–"])
    names = ("initiative", "place", "for_whom", *(("named",) if inside else ()), "gap")
    table = pd.DataFrame(rows, columns=[say(f"report.column.{name}") for name in names])
    gaps = int(found["gap_note"].notna().sum())
    told = paragraph(say_count("report.initiatives", gaps))
    return [
        Subheading(3, plain(say("report.heading.initiatives"))),
        told,
        TableBlock(say("report.table.initiatives"), table),
    ]


def spreads(material: Material) -> list[Block]:
    """Where something went on to; an organisation by label only when it may be named (A17)."""
    told = material.shown
    if told.effects.spreads.empty:
        return []
    series, named = dict(told.series), dict(told.named)
    lines = [tell_spread(one, series, named, named) for one in rows_of(told.effects.spreads)]
    return [Subheading(3, plain(say("report.heading.spreads"))), bullets(lines)]


def _story(name: str, story: Mapping[Any, Any]) -> list[Block]:
    lines = tuple((Run(f"{label}: ", bold=True), Run(words)) for label, words in story_lines(story))
    why = [paragraph(say("report.stories.why", reason=isolated(reason))) for reason in story["reasons"]]
    return [Subheading(4, plain(name)), Bullets(lines), *why]


def _words(value: str | None) -> str:
    return isolated(value.strip()) if value else ""
