"""What an own file can hold, and how it reads from and goes to plain text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

EXPERIENCE = ("ja", "nee", "zeg_niet")
LEVELS = ("meer", "even_veel", "minder")
SOURCES = ("opleiding", "werk", "leven")
KIND = "ontmoet own 1"


@dataclass(frozen=True)
class Aware:
    """How awake someone was after a meeting (A38): ``day`` as ISO text, ``level`` one of ``LEVELS``, own ``words``."""

    day: str
    level: str
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Skill:
    """Something someone can do (D08): where it comes from (``SOURCES``), what shows it, and with whom it was shared."""

    skill: str = field(repr=False)
    source: str
    evidence: str = field(default="", repr=False)
    shared_with: str = field(default="", repr=False)


@dataclass(frozen=True)
class Kept:
    """All that one person keeps. ``reflections`` are own words by question, ``days`` minutes of work by ISO day.

    ``experience`` is ja, nee or zeg_niet, or empty when nothing was said (A25).
    """

    experience: str = field(default="", repr=False)
    reflections: Mapping[str, str] = field(default_factory=dict, repr=False)
    awareness: tuple[Aware, ...] = field(default=(), repr=False)
    skills: tuple[Skill, ...] = field(default=(), repr=False)
    days: Mapping[str, int] = field(default_factory=dict, repr=False)

    def with_reflection(self, question: str, words: str) -> Kept:
        """With these words at this question; without words it is not kept."""
        told = {**self.reflections, question: words.strip()}
        return replace(self, reflections={name: said for name, said in told.items() if said})

    def with_awareness(self, aware: Aware, place: int | None = None) -> Kept:
        """With this line added, or in the place of another one; lines stand in the order of their days."""
        lines = [one for number, one in enumerate(self.awareness) if number != place]
        return replace(self, awareness=tuple(sorted([*lines, aware], key=lambda one: one.day)))

    def without_awareness(self, place: int) -> Kept:
        """Without the line on this place."""
        return replace(self, awareness=tuple(one for number, one in enumerate(self.awareness) if number != place))

    def with_skill(self, skill: Skill, place: int | None = None) -> Kept:
        """With this skill at the end, or in the place of another one."""
        if place is None or not 0 <= place < len(self.skills):
            return replace(self, skills=(*self.skills, skill))
        return replace(self, skills=(*self.skills[:place], skill, *self.skills[place + 1 :]))

    def without_skill(self, place: int) -> Kept:
        """Without the skill on this place."""
        return replace(self, skills=tuple(one for number, one in enumerate(self.skills) if number != place))

    def with_day(self, day: str, minutes: int) -> Kept:
        """With this time on this day, instead of what was there."""
        return replace(self, days=dict(sorted({**self.days, day: minutes}.items())))

    def without_days(self) -> Kept:
        """Without any time."""
        return replace(self, days={})

    def as_text(self, recipient: str) -> str:
        """As JSON, with the key it is locked for."""
        return json.dumps({"kind": KIND, "recipient": recipient, **asdict(self)}, ensure_ascii=False)


def from_text(text: str | bytes) -> tuple[Kept, str]:
    """What JSON holds: all that is kept, and the key it is locked for. Errors: ``ValueError`` for anything else."""
    try:
        told: dict[str, Any] = json.loads(text)
        if told["kind"] != KIND:
            raise ValueError("another kind of file")
        kept = Kept(
            experience=str(told["experience"]),
            reflections={str(name): str(words) for name, words in told["reflections"].items()},
            awareness=tuple(Aware(**one) for one in told["awareness"]),
            skills=tuple(Skill(**one) for one in told["skills"]),
            days={str(day): int(minutes) for day, minutes in told["days"].items()},
        )
        return kept, str(told["recipient"])
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError("no own file") from problem
