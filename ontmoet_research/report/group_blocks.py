"""Blocks on the group and its meetings: who stayed, who was in the room, ways of working, taking part as equals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from ontmoet_research.charts import Chart
from ontmoet_research.group import reasons_to_stop
from ontmoet_research.store import rows_of, with_none
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.voices import balance, draw_balance, draw_voices, silent_voices, voice_balance
from ontmoet_research.words import say

from .blocks import Block, Bullets, Figure, LeftOut, Note, Subheading, TableBlock, bullets, paragraph, plain
from .figures import draw_attendance
from .material import Material
from .readers import is_inside
from .staying import tell_stayed

__all__ = [
    "equal_taking_part",
    "had_size",
    "in_the_room",
    "places",
    "priorities",
    "results_of_phases",
    "stayed",
    "talks_changed",
    "ways_of_working",
    "who_stayed_told",
]


def places(material: Material) -> list[str]:
    """Whose place the meetings were in (D12), in a sentence; nothing when nobody said."""
    counted = Counter(isolated(one.strip()) for one in material.around.places)
    return [say("report.places", places=join_words(counted))] if counted else []


def priorities(material: Material) -> list[Block]:
    """What residents put first, with who set it (E26)."""
    listed = material.around.priorities
    if listed.empty:
        return []
    sides = join_words(dict.fromkeys(say(f"report.side.{one}") for one in listed["set_by_side"]))
    rows = (
        say("report.priority_with", what=isolated(title), allies=isolated(allies)) if allies else isolated(title)
        for title, allies in zip(listed["title"], with_none(listed["allies"]), strict=True)
    )
    return [paragraph(say("report.priorities", sides=sides)), Bullets(tuple(map(plain, rows)), numbered=True)]


def had_size(material: Material) -> list[Block]:
    """Why the group has this size (B24) and what a try-out was for; the first only where numbers may be told."""
    words = material.around.series_words
    shown = [name for name in words if name != "size_reason" or _numbers(material)]
    return [paragraph(say(f"report.series_words.{name}", told=isolated(words[name]))) for name in shown]


def who_stayed_told(material: Material) -> list[Block]:
    """Whether the group stayed the same, in a sentence (B25); for others it is left out: it would tell who stopped."""
    around = material.around
    if not is_inside(material):
        return [LeftOut(say("report.left_out.stayed"), say("report.left_out.stays_inside"))]
    return [paragraph(tell_stayed(around.stayed))] if around.stayed else []


def stayed(material: Material) -> list[Block]:
    """For the group: how many people came to each meeting, and why people stopped, merged (B27)."""
    around = material.around
    if not is_inside(material):
        return []
    told: list[Block] = [Figure(draw_attendance(around.attended, around.k))] if around.attended else []
    reasons = reasons_to_stop(material.participants, around.k)
    if reasons:
        told += [paragraph(say("report.stayed.why")), bullets(map(isolated, reasons))]
    return told


def in_the_room(material: Material) -> Iterator[Block]:
    """What the room answered to "wie is er in de zaal?" (C04), with a word of care when "anders" is the largest."""
    labels = dict(zip(material.sessions["session_id"], material.sessions["label"], strict=True))
    for (session_id, question), asked in material.around.polls.groupby(["session_id", "question"], sort=False):
        few = say("report.attended.few")
        numbers = [few if pd.isna(n) else str(int(n)) for n in asked["count"]]
        table = pd.DataFrame({say("report.column.group"): list(asked["option"]), say("report.column.people"): numbers})
        yield TableBlock(say("report.table.room", meeting=labels[session_id], question=isolated(str(question))), table)
        other = asked["is_other"].fillna(False).astype(bool)
        if asked["count"].notna().all() and asked.loc[other, "count"].sum() >= max(asked["count"], default=0) > 0:
            yield Note(say("report.room_other"))


def results_of_phases(material: Material) -> list[Block]:
    """What each part of the series brought, in the words of the group (A08)."""
    told = [
        say("report.phase_result", phase=say(f"report.phase.{one['kind']}"), told=isolated(words))
        for one in rows_of(material.phases.sort_values("order"))
        if (words := material.around.phase_words.get(one["phase_id"]))
    ]
    return [paragraph(say("report.phase_results")), bullets(told)] if told else []


def ways_of_working(material: Material) -> list[Block]:
    """The ways of working that were used (B32), and the parts of meetings (C28), in words."""
    held = material.sessions[material.sessions["status"] == "gehouden"]
    parts = material.around.parts
    forms = [one for several in held["work_forms"] for one in several] + list(parts["work_form"].dropna())
    blocks: list[Block] = []
    if forms:
        blocks.append(paragraph(say("report.work_forms", forms=join_words(dict.fromkeys(map(isolated, forms))))))
    told = []
    for session_id, label in zip(held["session_id"], held["label"], strict=True):
        own = parts[parts["session_id"] == session_id]
        if len(own):
            named = [_part(kind, title) for kind, title in zip(own["kind"], own["title"], strict=True)]
            told.append(say("report.meeting_parts", meeting=label, parts=join_words(named)))
    return [*blocks, paragraph(say("report.meeting_parts_title")), bullets(told)] if told else blocks


def talks_changed(material: Material) -> list[Block]:
    """What a talk changed in the research, or that it changed nothing (D23)."""
    labels = zip(material.sessions["session_id"], material.sessions["label"], strict=True)
    told = [
        say("report.talk_changed", meeting=label, told=isolated(material.around.changed[one]))
        for one, label in labels
        if one in material.around.changed
    ]
    return [paragraph(say("report.talks_changed")), bullets(told)] if told else []


def equal_taking_part(material: Material) -> list[Block]:
    """Who does what (D27) and who is heard (C31), neutral and under no number of k; own words only for the group."""
    around = material.around
    blocks: list[Block] = [Subheading(3, plain(say("report.heading.equal")))]
    if not is_inside(material):  # how much was said and done changes with each person who stops
        return [LeftOut(say("report.left_out.equal"), say("report.left_out.stays_inside"))]
    voices, k = around.voices, around.k
    counted = voice_balance(voices.participants, voices.spoken, k)
    silent = silent_voices(voices.participants, voices.spoken) if len(voices.spoken) else []
    bars, heard = balance(voices, k), draw_voices(counted, silent, k)
    blocks += [
        *_figure(draw_balance(bars, k), drawn=bool(bars["shown"].any())),
        *_figure(heard, drawn=len(counted) > 0),
    ]
    if around.notes.empty:
        return blocks
    told = (
        say(
            "report.equal_note",
            side=say(f"report.side.{one['side']}"),
            about=say(f"voices.about.{one['about']}"),
            told=isolated(one["text"]),
        )
        for one in rows_of(around.notes)
    )
    return [*blocks, paragraph(say("report.equal_own")), bullets(told)]


def _figure(chart: Chart, *, drawn: bool) -> list[Block]:
    """The chart, or only its sentence and how to read it when there is nothing to draw."""
    if drawn:
        return [Figure(chart)]
    return [Figure(replace(chart, table=chart.table.head(0), notes=chart.notes[:1]))]


def _numbers(material: Material) -> bool:
    return is_inside(material) or material.telling.n_people >= material.telling.k


def _part(kind: str, title: str | None) -> str:
    words = say(f"report.part.{kind}")
    return f"{words} ({isolated(title)})" if title and title.strip() else words
