"""The parts on what came of it: from wish to change, what changed, what did not work yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from ontmoet_research.change import count_statuses
from ontmoet_research.learning import draw_wishes_per_meeting, wishes_per_meeting
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, join_words
from ontmoet_research.words import say, say_count

from .blocks import Block, Bullets, Figure, Note, Run, Subheading, TableBlock, Words, bullets, paragraph, plain
from .material import Material
from .written import written_by_people

__all__ = ["from_wish_to_change", "what_changed", "what_did_not_work"]


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


def what_changed(material: Material) -> list[Block]:
    """Each change with who, since when, how sure we are, expected or not, better or worse. None is a finding too."""
    own = written_by_people(material, "wat_er_veranderde")
    if material.changes.empty:
        return [*own, Note(say("report.no_changes"))]
    levels = material.changes["substantiation"].fillna("signaal").value_counts()
    sure = [
        say_count(f"report.sure.{name}", int(levels[name]))
        for name in ("signaal", "bevestigd_door_1", "bevestigd_buiten_groep")
        if name in levels
    ]
    return [
        *own,
        paragraph(say_count("report.changes", len(material.changes))),
        bullets(sure),
        paragraph(say("report.signal_means")),
        *_changes(material),
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


def _changes(material: Material) -> list[Block]:
    """A card per change: what is different, then who, since when, how we know, how it was, what the meetings did."""
    titles = dict(zip(material.sources["source_id"], material.sources["title"], strict=True))
    blocks: list[Block] = []
    for number, change in enumerate(material.changes.to_dict("records"), start=1):
        evidence = [isolated(titles.get(one, one)) for one in change["evidence"]]
        told = {
            "who": _text(change["actor"]),
            "since": _day(change["since"]),
            "how_sure": _how_sure(_text(change["substantiation"]) or "signaal", evidence),
            "how_it_was": _how_it_was(change),
            "contribution": _text(change["contribution"]),
        }
        blocks.append(Subheading(3, plain(say("report.change.number", number=number))))
        blocks.append(paragraph(change["what"]))
        blocks.append(Bullets(tuple(_labelled(name, text) for name, text in told.items())))
    return blocks


def _labelled(name: str, text: str) -> Words:
    return (Run(f"{say(f'report.change.{name}')}: ", bold=True), Run(text or say("report.change.unknown")))


def _how_sure(level: str, evidence: list[str]) -> str:
    told = say(f"report.level.{level}")
    return f"{told} ({join_words(evidence)})" if evidence else told


def _how_it_was(change: Mapping[Any, Any]) -> str:
    names = {"expected": "report.expected", "direction": "report.direction"}
    told = (say(f"{key}.{change[name]}") for name, key in names.items() if isinstance(change[name], str))
    return ", ".join(told)


def _day(value: object) -> str:
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
