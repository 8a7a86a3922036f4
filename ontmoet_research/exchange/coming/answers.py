"""What someone said of a project of another program, kept for the next time that project comes in.

Only that is kept which is asked again: what variables became, and how positions were counted. From which side a reader
is stands with the reader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from ontmoet_research.exchange.foreign import Head
from ontmoet_research.store import Project, Row, change, new, read_rows

from .choices import Choices
from .drafts import Basket

__all__ = ["Answers", "keep_answers", "read_answers"]

VARIABLE, READING = "variable", "reading"


@dataclass
class Answers:
    """``roles``: what a variable became, by its name; empty for nothing. ``reading``: how positions were counted."""

    roles: dict[str, str] = field(default_factory=dict)
    reading: str | None = None

    def __bool__(self) -> bool:
        """Whether something was said."""
        return bool(self.roles or self.reading)


def read_answers(project: Project, head: Head) -> Answers:
    """What was said of this project there before."""
    answers = Answers()
    for (about, name), row in _stored(project, head).items():
        if about == READING:
            answers.reading = row["answer"]
        else:
            answers.roles[name] = row["answer"] or ""
    return answers


def keep_answers(basket: Basket, head: Head, choices: Choices, names: Mapping[str, object]) -> None:
    """Keep what a person said now of the variables with these ``names``, and of how positions were counted."""
    said = {(VARIABLE, name): role for name, role in choices.roles.items() if name in names}
    if choices.reading:
        said[READING, ""] = choices.reading
    stored = _stored(basket.project, head)
    for (about, name), answer in said.items():
        row = stored.get((about, name))
        if row is None:
            told = {"project_key": _key(head), "about": about, "name": name or None, "answer": answer or None}
            basket.put([new("load_answers", **told)])
        elif (row["answer"] or "") != answer:
            basket.put([change(row, answer=answer or None)])


def _stored(project: Project, head: Head) -> dict[tuple[str, str], Row]:
    """By what was asked; of two versions the one that was written last."""
    rows = sorted(read_rows(project, "load_answers", project_key=_key(head)), key=lambda row: (row.at, row.id))
    return {(row["about"], row["name"] or ""): row for row in rows}


def _key(head: Head) -> str:
    """Which project it is there: by its own number, or its program and title; a number, as a title may hold words."""
    program = head.origin.split()[0].casefold() if head.origin.strip() else ""
    told = head.key or f"{program}\x1f{head.title.strip().casefold()}"
    return hashlib.sha256(told.encode("utf-8")).hexdigest()
