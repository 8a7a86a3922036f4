"""A list of people as someone has it: pasted from a mail, a note or a table of who was there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ontmoet_research.store import Project, read_rows
from ontmoet_research.text import plain
from ontmoet_research.words import say

from .people import add_participant

__all__ = ["PersonLine", "add_people", "perspective_of", "read_people", "tell_people"]

_PARTS = re.compile(r"[;\t,|]|\s+[–-]\s+")
_SIGN = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_BRACKETS = re.compile(r"([^;\t,|()]*[^;\t,|()\s])\s*\(\s*([^()]+?)\s*\)(.*)$")
_HEADING = {"schuilnaam", "alias", "naam", "name", "deelnemer", "wie"}
# What people write -> the perspective it is. Words of one line, by their beginning.
_PERSPECTIVES = (
    ("lived_experience", ("ervaring", "eigen ervaring", "mens met eigen ervaring", "ervaringsdeskundig")),
    ("resident", ("inwoner", "bewoner", "buurtbewoner", "buurt")),
    ("volunteer", ("vrijwillig",)),
    ("professional", ("professional", "mens die hier werkt", "welzijn", "sociaal werk", "hulpverlen", "beroeps")),
    ("student", ("student", "stagiair")),
    ("teacher", ("docent", "leerkracht")),
    ("researcher", ("onderzoek",)),
    ("policy", ("beleid", "mens van het beleid", "gemeente", "ambtenaar", "wethouder")),
    ("other", ("anders", "iemand anders")),
)  # fmt: skip


@dataclass(frozen=True)
class PersonLine:
    """Someone on the list: the alias, the perspectives that were understood, and the words that were not.

    ``name``, ``contact`` and ``exact_role`` are for the key file and never for a project.
    """

    alias: str
    perspectives: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    exact_role: str = field(default="", repr=False)
    under_18: bool = field(default=False, repr=False)


def read_people(words: str) -> list[PersonLine]:
    """The people in a pasted list, one a line: the alias, then perspectives, parted by a comma, semicolon or tab.

    A name in brackets behind the alias is the real name: "Zon (Wilma Bos), inwoner".

    >>> read_people("- Zon, inwoner\\n- Maan; professional; vrijwilliger")[1]
    PersonLine(alias='Maan', perspectives=('professional', 'volunteer'), rest=())
    """
    found: dict[str, PersonLine] = {}
    for line in words.splitlines():
        bare, name = _apart(_SIGN.sub("", line))
        alias, *told = [part.strip() for part in _PARTS.split(bare) if part.strip()] or [""]
        if not alias or plain(alias) in _HEADING:
            continue
        told += [name] if perspective_of(name) else []
        known = [(part, perspective_of(part)) for part in told]
        sides = tuple(dict.fromkeys(side for _, side in known if side))
        rest = tuple(part for part, side in known if not side)
        found.setdefault(alias.casefold(), PersonLine(alias, sides, rest, "" if perspective_of(name) else name))
    return list(found.values())


def tell_people(people: Iterable[PersonLine]) -> str:
    """The list as :func:`read_people` reads it, to look at and to change; how to reach someone stays out."""
    lines = []
    for one in people:
        who = f"{one.alias} ({one.name})" if one.name else one.alias
        lines.append(", ".join([who, *(say(f"group.perspective.{side}") for side in one.perspectives), *one.rest]))
    return "\n".join(lines)


def add_people(project: Project, series_id: str, people: Iterable[PersonLine]) -> int:
    """Put these people on the list of a series, each 18 or older; give how many are new. Who is on it already, stays.

    Errors: ``Refused`` as for ``add_participant``; who came before that stays on the list.
    """
    rows = read_rows(project, "participants")
    there = {row["alias"].casefold() for row in rows if series_id in row["series_ids"]}
    fresh = [person for person in people if person.alias.casefold() not in there]
    for person in fresh:
        add_participant(project, person.alias, series_id, person.perspectives)
    return len(fresh)


def _apart(words: str) -> tuple[str, str]:
    """A line without the name in brackets behind the alias, and that name."""
    found = _BRACKETS.match(words)
    return (found[1] + found[3], found[2]) if found else (words, "")


def perspective_of(words: str) -> str:
    """The perspective that these words say, as the model has it; or nothing."""
    told = plain(words).strip()
    if not told:
        return ""
    for side, starts in _PERSPECTIVES:
        if told == plain(say(f"group.perspective.{side}")) or told.startswith(starts):
            return side
    return ""
