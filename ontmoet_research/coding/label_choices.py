"""The labels as people choose them, on a screen and on paper: one family at a time, at most seven, with choices."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.store import Row
from ontmoet_research.words import all_sentences, say

from .codings import DIRECTION

AT_MOST = 7
UNKNOWN = "weet_niet"


@dataclass(frozen=True)
class Family:
    """Labels that are shown together: a family, or a part of one that has more than seven."""

    key: str
    title: str
    codes: tuple[Row, ...]

    @property
    def name(self) -> str | None:
        """The family as it stands with its labels; None for labels without one."""
        name: str | None = self.codes[0]["family"]
        return name

    @property
    def question(self) -> str:
        """What the family asks of a text. A list of the kit has questions; a group's own family is its own question."""
        known = f"coding.family.{self.name}"
        if known not in all_sentences():
            return self.title
        return self.title.replace(str(self.name), say(known), 1)


def families_of(codes: list[Row]) -> list[Family]:
    """The labels of one list in groups of at most seven, in the order of the list. Stopped labels are left out."""
    going = sorted((row for row in codes if row["status"] != "gestopt"), key=lambda row: row["order"] or 0)
    names = list(dict.fromkeys(row["family"] for row in going))
    going.sort(key=lambda row: names.index(row["family"]))
    made = []
    for name, members in groupby(going, key=lambda row: row["family"]):
        rows = tuple(members)
        parts = [rows[i : i + AT_MOST] for i in range(0, len(rows), AT_MOST)]
        title = name or say("labelling.no_family")
        for number, part in enumerate(parts, start=1):
            made.append(Family(f"{name} {number}", f"{title} {number}" if len(parts) > 1 else title, part))
    return made


def choices_of(code: Row) -> dict[str, Any]:
    """What can be chosen with a label: nothing, ``buttons`` (value and text), or a ``direction`` from whom to whom."""
    values = [part.split("=") for part in code["options"]]
    if [DIRECTION] in values:
        people = [["", say("labelling.choose")], *([one, _who(one)] for one in (*PERSPECTIVES, UNKNOWN))]
        return {"direction": {"from": say("labelling.from"), "to": say("labelling.to"), "people": people}}
    return {"buttons": [[value[0], _option(value)] for value in values]} if values else {}


def option_text(code: Row, option: str | None) -> str:
    """A stored choice as people read it; empty when nothing is chosen."""
    if not option:
        return ""
    if ">" in option:
        start, end = option.split(">", 1)
        return say("labelling.direction", start=_who(start), end=_who(end))
    return next((_option(part.split("=")) for part in code["options"] if part.split("=")[0] == option), option)


def turned(option: str | None, end: str, person: str) -> str:
    """The direction ``from>to`` with one end chosen anew; an end that nobody chose is unknown.

    >>> turned(None, "from", "resident"), turned("resident>weet_niet", "to", "policy")
    ('resident>weet_niet', 'resident>policy')
    """
    start, _, stop = (option or "").partition(">")
    start, stop = (person, stop) if end == "from" else (start, person)
    return f"{start or UNKNOWN}>{stop or UNKNOWN}"


def _option(parts: list[str]) -> str:
    known = f"labelling.option.{parts[0]}"
    text = say(known) if known in all_sentences() else parts[0]
    return f"{text}: {parts[1]}" if len(parts) > 1 else text


def _who(person: str) -> str:
    return say("labelling.option.weet_niet") if person == UNKNOWN else say(f"group.perspective.{person}")
