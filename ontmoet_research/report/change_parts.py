"""The parts on what came of it: from wish to change, and what did not work yet. What changed: ``changed_parts``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ontmoet_research.change import count_statuses
from ontmoet_research.learning import draw_wishes_per_meeting, wishes_per_meeting
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import say, say_count

from .blocks import Block, Figure, Note, Subheading, TableBlock, bullets, paragraph, plain
from .material import Material
from .written import written_by_people

__all__ = ["day_in_words", "from_wish_to_change", "what_did_not_work"]


def from_wish_to_change(material: Material) -> list[Block]:
    """All wishes and what became of them; the numbers add up and parked ones keep their reason."""
    own = written_by_people(material, "van_wens_naar_verandering")
    if material.wishes.empty:
        return [*own, Note(say("report.no_wishes"))]
    counted = count_statuses(material.wishes)
    parts = [
        say_count(f"report.wishes.{name}", counted[name]) for name in ("opgepakt", "open", "geparkeerd", "samengevoegd")
    ]
    chart = draw_wishes_per_meeting(wishes_per_meeting(material.learning.wishes, material.learning.sessions))
    return [
        *own,
        paragraph(say_count("report.wishes.in", counted["in"])),
        bullets(parts),
        Figure(chart),
        TableBlock(say("report.table.wishes"), _wishes(material), row_heads=False),
    ]


def what_did_not_work(material: Material) -> list[Block]:
    """What is stuck, what stopped, which questions are open. Never empty: nothing reported is said as such."""
    blocks: list[Block] = [*written_by_people(material, "wat_nog_niet_lukte"), *_stuck(material), *_stopped(material)]
    open_ones = material.questions[~material.questions["status"].isin(["beantwoord", "losgelaten"])]
    if len(open_ones):
        blocks.append(Subheading(3, plain(say("report.heading.questions"))))
        blocks.append(bullets(open_ones["question"]))
    return blocks or [Note(say("report.nothing_stuck"))]


def _wishes(material: Material) -> pd.DataFrame:
    rows = [
        (_text(wish["session_label"]), wish["text"], wish["became"], wish["reason"] or say("report.no_reason_needed"))
        for wish in material.wishes.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=[say(f"report.column.{n}") for n in ("said_in", "wish", "became", "why")])


def day_in_words(value: object) -> str:
    """A stored day as people read it; nothing when it is not known."""
    return format_date(date.fromisoformat(value)) if isinstance(value, str) else ""


def _stuck(material: Material) -> list[Block]:
    """What people told at a follow-up. Outside the group only how many: nobody agreed to have these words printed."""
    stuck = material.progress.loc[[bool(_text(told).strip()) for told in material.progress["stuck"]]]
    if stuck.empty:
        return []
    heading = Subheading(3, plain(say("report.heading.stuck")))
    if material.audience != "groep":
        return [heading, paragraph(say_count("report.stuck", len(stuck)))]
    told = (_joined([row["session_label"], row["stuck"], row["why"]]) for row in stuck.to_dict("records"))
    return [heading, bullets(told)]


def _stopped(material: Material) -> list[Block]:
    if material.stopped.empty:
        return []
    rows = (
        say("report.stopped.why", what=isolated(row["what"]), reason=isolated(reason))
        if (reason := _text(row["stop_reason"]))
        else say("report.stopped.no_reason", what=isolated(row["what"]))
        for row in material.stopped.to_dict("records")
    )
    return [Subheading(3, plain(say("report.heading.stopped"))), bullets(rows)]


def _joined(parts: Iterable[object]) -> str:
    place, *told = (isolated(_text(part)) for part in parts)
    return f"{place}: {' '.join(one for one in told if one)}" if place else " ".join(told)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
