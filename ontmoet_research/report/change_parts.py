"""The parts on what came of it: from wish to change, and what did not work yet. What changed: ``changed_parts``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ontmoet_research.change import count_statuses
from ontmoet_research.learning import draw_wishes_per_meeting, wishes_per_meeting
from ontmoet_research.store import rows_of, with_none
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import say, say_count

from .blocks import Block, Bullets, Figure, LeftOut, Paragraph, Subheading, TableBlock, bullets, paragraph, plain
from .looked_for import nothing_stuck
from .material import Material
from .open_parts import help_asked_for, open_promises, signals
from .readers import is_inside
from .written import written_by_people

__all__ = [
    "behind_the_wishes",
    "behind_what_did_not_work",
    "day_in_words",
    "from_wish_to_change",
    "what_did_not_work",
    "wishes_counted",
]


def from_wish_to_change(material: Material) -> list[Block]:
    """How many wishes there were and what became of them; the numbers add up."""
    own = written_by_people(material, "van_wens_naar_verandering")
    if material.wishes.empty:
        n = material.wishes_in_notes
        why = say_count("report.wishes_in_notes", n) if n else say("report.no_wishes")
        return [*own, LeftOut(say("report.section.van_wens_naar_verandering"), why)]
    return [*own, *wishes_counted(material)]


def wishes_counted(material: Material) -> tuple[Paragraph, Bullets]:
    """How many wishes came in, and how many of each state: the parts add up."""
    counted = count_statuses(material.wishes)
    parts = [
        say_count(f"report.wishes.{name}", counted[name]) for name in ("opgepakt", "open", "geparkeerd", "samengevoegd")
    ]
    return paragraph(say_count("report.wishes.in", counted["in"])), bullets(parts)


def behind_the_wishes(material: Material) -> list[Block]:
    """All wishes with what became of each, parked ones with their reason, and what was decided."""
    if material.wishes.empty:
        return []
    per_meeting = wishes_per_meeting(material.learning.wishes, material.learning.sessions)
    return [
        *([Figure(draw_wishes_per_meeting(per_meeting))] if is_inside(material) else []),  # few people per meeting
        TableBlock(say("report.table.wishes"), _wishes(material), row_heads=False),
        *_decisions(material),
    ]


def what_did_not_work(material: Material) -> list[Block]:
    """What stopped and which questions are open. Never empty: nothing reported is said as such, and who looked.

    To others it is not told whether something was reported, so there it says that what got stuck stays in the group.
    """
    blocks: list[Block] = [*written_by_people(material, "wat_nog_niet_lukte"), *_stopped(material)]
    open_ones = material.questions[~material.questions["status"].isin(["beantwoord", "losgelaten"])]
    if len(open_ones):
        blocks.append(Subheading(3, plain(say("report.heading.questions"))))
        blocks.append(bullets(open_ones["question"]))
    if not is_inside(material):
        return blocks or [paragraph(say("report.stuck_outside"))]
    return blocks if blocks or behind_what_did_not_work(material) else nothing_stuck(material)


def behind_what_did_not_work(material: Material) -> list[Block]:
    """What got stuck at a step, signals, help that was asked, promises that are open."""
    return [*_stuck(material), *signals(material), *help_asked_for(material), *open_promises(material)]


def _wishes(material: Material) -> pd.DataFrame:
    """Outside the group without the meeting (few people) and without reasons: these are somebody's own words."""
    inside = is_inside(material)
    rows = []
    for wish in rows_of(material.wishes):
        joined = wish["status"] == "samengevoegd"  # then the reason is the wish that it was joined to
        parked = wish["status"] == "geparkeerd"  # another reason is of who did it, so goes when that person stops
        why = wish["reason"] if inside or joined else say("report.with_a_reason") if parked and wish["reason"] else ""
        place = [_text(wish["session_label"])] if inside else []
        rows.append((*place, wish["text"], wish["became"], why or say("report.no_reason_needed")))
    names = (*(("said_in",) if inside else ()), "wish", "became", "why")
    return pd.DataFrame(rows, columns=[say(f"report.column.{n}") for n in names])


def _decisions(material: Material) -> list[Block]:
    """What was decided and how it stands (T5). How, and what someone sees differently, name people: the group only."""
    inside, found = is_inside(material), material.entered.decisions
    if found.empty:
        return []
    tasks = material.assignments
    rows = []
    for one in rows_of(found):
        states = tasks.loc[tasks["decision_id"] == one["decision_id"], "state"]
        told = [say(f"change.state.{state}") for state in states.unique()]
        row = [one["what"], ", ".join(told) or say("report.nobody_began")]
        rows.append([*row, one["how"], _text(one["dissent_note"]) or say("report.no_reason_needed")] if inside else row)
    names = ("decision", "stands", *(("how", "dissent") if inside else ()))
    table = pd.DataFrame(rows, columns=[say(f"report.column.{name}") for name in names])
    differed = not inside and any(_text(note).strip() for note in with_none(found["dissent_note"]))
    extra: list[Block] = [paragraph(say("report.not_all_agreed"))] if differed else []
    return [TableBlock(say("report.table.decisions"), table, row_heads=False), *extra]


def day_in_words(value: str | None) -> str:
    """A stored day as people read it; nothing when it is not known."""
    return format_date(date.fromisoformat(value)) if value else ""


def _stuck(material: Material) -> list[Block]:
    """What people told at a follow-up. Outside the group only that it stays there, whether there was any or not."""
    stuck = material.progress.loc[[bool(_text(told).strip()) for told in with_none(material.progress["stuck"])]]
    heading = Subheading(3, plain(say("report.heading.stuck")))
    if not is_inside(material):
        return [LeftOut(say("report.left_out.stuck"), say("report.left_out.stays_inside"))]
    if stuck.empty:
        return []
    told = (_joined([row["session_label"], row["stuck"], row["why"]]) for row in rows_of(stuck))
    return [heading, bullets(told)]


def _stopped(material: Material) -> list[Block]:
    """Assignments that stopped. The reason is for the group."""
    stopped = material.assignments[material.assignments["state"] == "gestopt"]
    if stopped.empty:
        return []
    inside = is_inside(material)
    rows = (
        say("report.stopped.why", what=isolated(row["what"]), reason=isolated(_text(row["stop_reason"])))
        if inside and _text(row["stop_reason"])
        else say(f"report.stopped.{'no_reason' if inside else 'outside'}", what=isolated(row["what"]))
        for row in rows_of(stopped)
    )
    return [Subheading(3, plain(say("report.heading.stopped"))), bullets(rows)]


def _joined(parts: Iterable[str | None]) -> str:
    place, *told = (isolated(part or "") for part in parts)
    return f"{place}: {' '.join(one for one in told if one)}" if place else " ".join(told)


def _text(value: str | None) -> str:
    return value or ""
