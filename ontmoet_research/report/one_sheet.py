"""A poster of the chain from wish to change (A3), and the agenda of a next meeting (one A4).

Both come from what the report was read from, with what these readers may have: words that the report doesn't tell
these readers don't stand here either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from ontmoet_research.learning.agenda import ASKING
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .blocks import FINAL, Block, Paragraph, Report, Section, Subheading, TableBlock, bullets, paragraph, plain, text_of
from .change_parts import wishes_counted
from .changed_parts import first_sentence
from .material import Material
from .open_parts import open_promises
from .readers import is_inside
from .sections import cover

FACTS = ("period", "readers")
LINES = 2  # to write on, under each question
MOST_QUESTIONS = 6  # with room to write under each, more do not go on one page
MOST_LINES = 8  # of each list on the agenda

__all__ = ["agenda", "poster"]


def poster(material: Material, today: date) -> Report:
    """Each wish that was taken up, what was decided, and what changed; then the other wishes. The numbers add up."""
    series = isolated(str(material.series["title"]))
    return _sheet(material, today, say("report.poster.title", series=series), _chain(material), "a3")


def agenda(material: Material, today: date) -> Report:
    """The questions that go along to the next meeting, with room to write, and what still runs.

    For the group itself this is a page to work with, so nobody has to agree to it.
    """
    series = isolated(str(material.series["title"]))
    made = _sheet(material, today, say("learning.agenda.page_title", series=series), _agenda(material), "a4")
    if not is_inside(material):
        return made
    return replace(
        made, status=FINAL, notes=tuple(one for one in made.notes if one.text != say("report.concept_means"))
    )


def _sheet(material: Material, today: date, title: str, parts: Mapping[str, list[Block]], size: str) -> Report:
    whole = cover(material, today)
    kept = {say(f"report.cover.{name}") for name in FACTS}
    sections = tuple(Section(key, say(f"report.sheet.{key}"), tuple(blocks)) for key, blocks in parts.items() if blocks)
    facts = tuple(fact for fact in whole.facts if fact[0] in kept)
    return replace(whole, title=title, facts=facts, sections=sections, brief=True, sheet=size)


def _chain(material: Material) -> dict[str, list[Block]]:
    wishes = material.wishes
    if wishes.empty:
        return {"chain": [paragraph(say("report.no_wishes"))]}
    rows = [_row(material, wish) for wish in rows_of(wishes[wishes["status"] == "opgepakt"])]
    rows.sort(key=lambda row: not row[2])  # what changed first; the others keep their order
    nothing = ("", say("report.poster.not_decided"), say("report.poster.no_change"))
    cells = [[told or none for told, none in zip(row, nothing, strict=True)] for row in rows]
    names = [say(f"report.poster.{name}") for name in ("wish", "decision", "change")]
    cards = TableBlock(say("report.poster.caption"), pd.DataFrame(cells, columns=names), cards=True)
    return {"chain": [_counted(material), *([cards] if rows else [])], "other_wishes": _other_wishes(wishes)}


def _counted(material: Material) -> Paragraph:
    """How many wishes came in and what became of them, in one paragraph: a sheet has little room."""
    total, parts = wishes_counted(material)
    return paragraph(" ".join([text_of(total.words), *map(text_of, parts.items)]))


def _other_wishes(wishes: pd.DataFrame) -> list[Block]:
    blocks: list[Block] = []
    for status in ("open", "geparkeerd"):
        texts = wishes.loc[wishes["status"] == status, "text"]
        if len(texts):
            blocks += [Subheading(3, plain(say(f"report.poster.{status}"))), bullets(map(isolated, texts))]
    return blocks


def _row(material: Material, wish: Mapping[Any, Any]) -> tuple[str, str, str]:
    """A wish, what was decided with how it stands, and what changed."""
    decisions, changes = material.entered.decisions, material.shown.effects.changes
    own = decisions[decisions["wish_id"] == wish["wish_id"]]
    changed = changes[changes["wish_id"] == wish["wish_id"]]
    return (
        isolated(str(wish["text"])),
        "\n".join(_decided(material, one) for one in rows_of(own)),
        "\n".join(map(first_sentence, rows_of(changed))),
    )


def _decided(material: Material, decision: Mapping[Any, Any]) -> str:
    tasks = material.assignments
    states = tasks.loc[tasks["decision_id"] == decision["decision_id"], "state"].unique()
    stands = ", ".join(say(f"change.state.{state}") for state in states) or say("report.nobody_began")
    return say("report.poster.decided", what=isolated(str(decision["what"]).strip()), stands=stands)


def _agenda(material: Material) -> dict[str, list[Block]]:
    questions = material.questions
    asked = list(questions.loc[questions["status"].fillna("open").isin(ASKING), "question"])
    room = [paragraph(say("report.back.line"))] * LINES
    now: list[Block] = [paragraph(say("report.agenda.how"))] if asked else [paragraph(say("our_questions.nothing"))]
    for number, question in enumerate(asked[:MOST_QUESTIONS], start=1):
        now += [Subheading(3, plain(f"{number}. {isolated(question)}")), *room]
    now += _others(asked[MOST_QUESTIONS:])
    return {"questions": now, "still_runs": _still_runs(material)}


def _still_runs(material: Material) -> list[Block]:
    """What was decided and is not done yet, wishes nobody took up yet, and promises that are open."""
    tasks, wishes = material.assignments, material.wishes
    running = tasks.loc[tasks["state"] == "loopt", "decision_id"]
    decisions = material.entered.decisions
    lists = {
        "running": list(decisions.loc[decisions["decision_id"].isin(running), "what"]),
        "open": list(wishes.loc[wishes["status"] == "open", "text"]),
    }
    blocks: list[Block] = []
    for name, told in lists.items():
        if told:
            heading = Subheading(3, plain(say(f"report.agenda.{name}")))
            blocks += [heading, bullets(map(isolated, told[:MOST_LINES])), *_others(told[MOST_LINES:])]
    return [*blocks, *open_promises(material)]


def _others(left: list[str]) -> list[Block]:
    return [paragraph(say_count("report.agenda.more", len(left)))] if left else []
