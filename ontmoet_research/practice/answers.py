"""Which labels someone chose while practising, so that they can stop and go on later.

It is one small file of this user of this computer, beside what the kit remembers: choices on invented texts, by person.
No project holds them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ontmoet_research.own.place import put_facts, read_facts

FILE = "oefenen.json"
UNSURE = ("twijfel", "weet_niet", "overgeslagen")


@dataclass(frozen=True)
class Answer:
    """What someone chose at one text: labels by their code, perhaps one of ``UNSURE``, and perhaps a label of their
    own."""

    labels: tuple[str, ...] = ()
    unsure: str = ""
    own: str = ""


@dataclass(frozen=True)
class Practised:
    """Where someone is, and their answer at each text by its key."""

    place: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)


def read_practised(person: str) -> Practised:
    """What this person did so far; nothing when they did not begin, or when the file is damaged."""
    told = read_facts(FILE).get(person)
    try:
        return _understood(told) if isinstance(told, dict) else Practised()
    except (KeyError, TypeError, ValueError, AttributeError):
        return Practised()


def keep_practised(person: str, done: Practised) -> None:
    """Keep this; nothing is left when someone is back at the beginning without an answer."""
    told = {key: one for key, one in read_facts(FILE).items() if key != person}
    if done != Practised():
        answers = {
            key: {"labels": list(one.labels), "unsure": one.unsure, "own": one.own} for key, one in done.answers.items()
        }
        told[person] = {"place": done.place, "answers": answers}
    put_facts(FILE, told)


def _understood(told: dict[str, Any]) -> Practised:
    answers = {
        str(key): Answer(tuple(map(str, one["labels"])), str(one["unsure"]), str(one.get("own", "")))
        for key, one in told["answers"].items()
    }
    return Practised(int(told["place"]), answers)
