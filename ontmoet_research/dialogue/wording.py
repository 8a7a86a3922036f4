"""What a reader made of a piece, in words: labels with their choices and doubts, or what was said instead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ontmoet_research.store import Project, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import all_sentences, say

from .tables import Readings

INSTEAD = {"weet_niet": "dialogue.not_known", "overgeslagen": "dialogue.skipped", "twijfel": "dialogue.doubts"}


@dataclass(frozen=True)
class Told:
    """One reader's first reading of a piece: ``lines`` to show, and the ``marks`` as (code_id, choice)."""

    lines: tuple[str, ...]
    marks: frozenset[tuple[str, str | None]]

    @property
    def text(self) -> str:
        """The reading in one line."""
        return ", ".join(self.lines)


def in_words(project: Project, readings: Readings, fragment_id: str) -> dict[str, Told]:
    """The first reading of each reader who is done with the piece, by ``contributor_id``. Doubt always shows."""
    codes = {row.object_id: (row["label_nl"], row["options"]) for row in read_rows(project, "codes")}
    here = readings.seen[readings.seen["fragment_id"] == fragment_id]
    placed = readings.placed[readings.placed["fragment_id"] == fragment_id]
    told = {}
    for reader, outcome in zip(here["contributor_id"], here["outcome"], strict=True):
        own = rows_of(placed[placed["contributor_id"] == reader])
        marks = {(row["code_id"], row["option"]) for row in own}
        lines = [_line(row, codes) for row in own]
        if not lines:
            lines = [say(INSTEAD.get(outcome, "dialogue.no_label"))]
        told[reader] = Told(tuple(dict.fromkeys(lines)), frozenset(marks))
    return told


def marks_of(project: Project, marks: Collection[tuple[str, str | None]]) -> str:
    """Labels with their choices in one line; in words when there are none."""
    codes = {row.object_id: (row["label_nl"], row["options"]) for row in read_rows(project, "codes")}
    lines = sorted(mark_text(code, option, codes) for code, option in marks)
    return ", ".join(lines) or say("dialogue.no_label")


def mark_text(code_id: str, option: str | None, codes: dict[str, tuple[str, list[str]]]) -> str:
    """One label with its choice, such as ``Groep of mens (links: groep)``."""
    label, options = codes.get(code_id, (say("dialogue.label_gone"), []))
    chosen = ", ".join(_option(part, options) for part in (option or "").split(";") if part)
    return f"{isolated(label)} ({chosen})" if chosen else isolated(label)


def _line(row: dict[str, Any], codes: dict[str, tuple[str, list[str]]]) -> str:
    option = row["option"]
    text = mark_text(str(row["code_id"]), option, codes)
    unsure = {"twijfel": "dialogue.doubts", "weet_niet": "dialogue.not_known"}.get(str(row["certainty"]))
    return f"{text} – {say(unsure)}" if unsure else text


def _option(value: str, options: list[str]) -> str:
    """A stored choice as people read it; a direction as from whom to whom."""
    if ">" in value:
        start, end = (_name(part) for part in value.split(">", 1))
        return say("labelling.direction", start=start, end=end)
    own = next((part.split("=", 1)[1] for part in options if part.split("=")[0] == value and "=" in part), "")
    return f"{_name(value).lower()}: {own}" if own else _name(value).lower()


def _name(value: str) -> str:
    for key in (f"labelling.option.{value}", f"group.perspective.{value}"):
        if key in all_sentences():
            return say(key)
    return value.replace("_", " ")
