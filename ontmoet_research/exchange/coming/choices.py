"""What only a person can say of a file of another program, and what the kit proposes meanwhile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ontmoet_research.model.people import PERSPECTIVES, SIDES
from ontmoet_research.words import say

from .survey import Survey

__all__ = ["KIT", "ROLES", "Choices", "as_perspective", "as_side", "chosen_roles", "proposed_roles", "variables_of"]

KIT = "ontmoet_research"
ROLES = ("reeks", "bijeenkomst", "datum", "perspectief")
CASE, SET = "casus", "set"
DEFAULT_SIDE = "onderzoek"
# How variables of notes are called when they say such a thing, in Dutch and English.
_NAMES = {
    "reeks": re.compile(r"reeks|serie|series|traject", re.IGNORECASE),
    "datum": re.compile(r"datum|dag|date|day", re.IGNORECASE),
    "bijeenkomst": re.compile(r"bijeenkomst|sessie|session|meeting|avond|ronde", re.IGNORECASE),
    "perspectief": re.compile(r"perspecti|rol|role|spreker|speaker", re.IGNORECASE),
}


@dataclass(frozen=True)
class Choices:
    """``reading``: how positions were counted (as ``ReadAs.reading``); ``sides``: side of the table by name of a
    reader; ``roles``: what a variable becomes (one of ``ROLES``, or empty for nothing) by its name; ``title``: name of
    the list of labels; ``project``: which project, when a file holds several; ``places``: which place is right for a
    row of a table with quotes (from 1); ``labels_only``: a list of labels that is no project; ``ask_again``: what was
    said the last time does not count."""

    reading: str | None = None
    sides: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    project: str | None = None
    labels_only: bool = False
    ask_again: bool = False
    places: Mapping[int, int] = field(default_factory=dict)


def variables_of(found: Survey) -> dict[str, list[str]]:
    """The variables of a file with the values that occur, each once; cases and sets of notes count as one each."""
    told: dict[str, dict[str, None]] = {}
    for one in found.values:
        told.setdefault(one.variable, {})[one.value] = None
    for case in found.cases.values():
        if case.name:
            told.setdefault(CASE, {})[case.name] = None
    for one_set in found.sets:
        if one_set.texts:
            told.setdefault(SET, {})[one_set.name] = None
    return {name: list(values) for name, values in told.items()}


def proposed_roles(found: Survey) -> dict[str, str]:
    """What the kit thinks that variables could become, by their name; a person decides."""
    proposed: dict[str, str] = {}
    for name in variables_of(found):
        role = next((role for role, pattern in _NAMES.items() if pattern.search(name)), None)
        if role and role not in proposed.values():
            proposed[name] = role
    return proposed


def chosen_roles(found: Survey, choices: Choices) -> dict[str, str]:
    """What a person said; of a file of the kit itself the names are those of the kit, so nobody needs to say."""
    own: dict[str, str] = {}
    if found.head.origin.startswith(KIT):
        names = {name.casefold(): name for name in variables_of(found)}
        own = {names[role]: role for role in ROLES if role in names}
    return {name: role for name, role in (own | dict(choices.roles)).items() if role}


def as_perspective(value: str) -> str | None:
    """The perspective that a value names, in Dutch or as the kit writes it; None when it names none.

    >>> as_perspective("Professional"), as_perspective("lived_experience"), as_perspective("vogel")
    ('professional', 'lived_experience', None)
    """
    told = value.strip().casefold()
    names = {say(f"group.perspective.{one}").casefold(): one for one in PERSPECTIVES} | {
        one: one for one in PERSPECTIVES
    }
    return names.get(told)


def as_side(name: str, choices: Choices) -> tuple[str, bool]:
    """The side of a reader, and whether a person, or the file itself, said so."""
    if name in choices.sides:
        return choices.sides[name], True
    said = next((side for side in SIDES if re.match(rf"{side}\b", name, re.IGNORECASE)), None)
    return said or DEFAULT_SIDE, said is not None
