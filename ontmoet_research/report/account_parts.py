"""The account: who made the report and how, how to name it, and the checklists of GRIPP2-SF, SRQR and COREQ."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import Block, Subheading, TableBlock, bullets, paragraph, plain
from .checklists import LISTS, told_of
from .material import Material
from .outside import did, named_sides, who_labelled
from .written import written_by_people

__all__ = ["account", "how_to_name"]


def account(material: Material) -> list[Block]:
    """Who made it and how, how to name it, and the three lists."""
    return [
        *written_by_people(material, "verantwoording"),
        Subheading(3, plain(say("report.heading.who_made"))),
        bullets(_who_made(material)),
        paragraph(say("report.account.how")),
        Subheading(3, plain(say("report.heading.name_it"))),
        paragraph(how_to_name(material)),
        Subheading(3, plain(say("report.heading.checklists"))),
        paragraph(say("report.checklist.what")),
        *(_table(material, name) for name in LISTS),
    ]


def how_to_name(material: Material) -> str:
    """How others name this report as a source; the number of the release stands on the cover."""
    title = say("report.title", series=isolated(str(material.series["title"])))
    place = (material.series["region"] or "").strip()
    return say("report.account.name_it", title=title, where=f", {isolated(place)}" if place else "")


def _who_made(material: Material) -> list[str]:
    """Who wrote and labelled, by side; never a name."""
    wrote = _sides(material.written["sides"]) | _sides(material.minority["sides"])
    told = {
        "wrote": did(material, "schreef", wrote),
        "labelled": [] if material.learning.codings.empty else who_labelled(material),
    }
    lines = [say(f"report.account.{name}", sides=named_sides(who)) for name, who in told.items() if who]
    return lines or [say("report.account.nobody")]


def _sides(several: Iterable[Iterable[str]]) -> set[str]:
    return {side for sides in several for side in sides}


def _table(material: Material, name: str) -> TableBlock:
    rows = [(f"{item.number}. {item.asks}", told_of(material, item)) for item in LISTS[name]]
    columns = [say("report.column.item"), say("report.column.this_report")]
    return TableBlock(say(f"report.table.{name}"), pd.DataFrame(rows, columns=columns))
