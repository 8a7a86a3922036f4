"""What a person said that variables mean: of which series and meeting a note is, and from which perspective people
speak."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ontmoet_research.exchange.foreign import Case
from ontmoet_research.exchange.ids import object_id_of
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text import parse_date
from ontmoet_research.words import say

from .choices import CASE, KIT, SET, as_perspective
from .drafts import Basket
from .survey import Survey

__all__ = ["Meetings"]

Wanted = dict[str, tuple[dict[str, Any], dict[str, Any]]]
_NUMBER = re.compile(r"\d{1,4}")


@dataclass
class _Told:
    """What variables say of one text."""

    series: str = ""
    meeting: str = ""
    date: str = ""
    perspective: str | None = None


class Meetings:
    """Gives the meeting of a text and the perspective of its words, after :meth:`settle`."""

    def __init__(self, project: Project, found: Survey, roles: dict[str, str]) -> None:
        self._project, self._found, self._roles = project, found, roles
        self._told: dict[str, _Told] = {}
        self._spans: dict[str, list[tuple[int, int, str]]] = {}
        self._sessions: dict[str, tuple[str, bool]] = {}
        for one in found.values:
            self._value(one.kind, one.about, one.variable, one.value)
        for case in found.cases.values():
            if case.name and not found.head.origin.startswith(KIT):
                self._value("case", case.key, CASE, case.name)
        for one_set in found.sets:
            for text in one_set.texts:
                self._value("text", text, SET, one_set.name)

    def of(self, text: str) -> tuple[str | None, bool]:
        """The meeting of a text, and whether it was stored before this load."""
        return self._sessions.get(text, (None, True))

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Which words of a text were said from which perspective."""
        told = self._told.get(text)
        whole = [(0, self._found.texts[text].length, told.perspective)] if told and told.perspective else []
        return [(start, end, one) for start, end, one in whole if one] + self._spans.get(text, [])

    def settle(self, basket: Basket) -> None:
        """Make the series and meetings that are named and are not there yet."""
        series = {row["title"].casefold(): row.object_id for row in read_rows(self._project, "series")}
        sessions = read_rows(self._project, "sessions")
        made: dict[str, Wanted] = {"series": {}, "phases": {}, "sessions": {}}
        for text, told in self._told.items():
            if not told.meeting and not told.date:
                continue
            title = told.series or self._found.head.title or say("exchange.load.no_name")
            own = series.get(title.casefold()) or self._make_series(title, made)
            number, day = _number(told.meeting), _day(told.date or told.meeting)
            same = [
                row.object_id
                for row in sessions
                if row["series_id"] == own and (row["number"] == number if number else row["date"] == day)
            ]
            if same:
                self._sessions[text] = same[0], True
            elif number or day:
                self._sessions[text] = self._make_session(own, number, day, made, sessions), False
        for table, wanted in made.items():
            basket.settle(table, wanted)

    def _value(self, kind: str, about: str, variable: str, value: str) -> None:
        role = self._roles.get(variable)
        if role is None:
            self._found.lost["variable", variable] += 1
            return
        if kind == "case":
            case = self._found.cases.get(about, Case(about, ""))
            for text in case.texts:
                self._value("text", text, variable, value)
            if role == "perspectief":
                self._perspective_of(case, value)
            return
        if about not in self._found.texts:
            return
        told = self._told.setdefault(about, _Told())
        if role == "reeks":
            told.series = value
        elif role == "bijeenkomst":
            told.meeting = value
        elif role == "datum":
            told.date = value
        elif (perspective := as_perspective(value)) is None:
            self._found.lost["unknown_perspective", value] += 1
        else:
            told.perspective = perspective

    def _perspective_of(self, case: Case, value: str) -> None:
        perspective = as_perspective(value)
        for piece in case.pieces:
            place = self._found.pieces.get(piece)
            if place is None:
                self._found.lost["unknown_piece", case.name] += 1
            elif perspective:
                self._spans.setdefault(place[0], []).append((place[1], place[2], perspective))
        if perspective is None and case.pieces:
            self._found.lost["unknown_perspective", value] += 1

    def _make_series(self, title: str, made: dict[str, Wanted]) -> str:
        own = object_id_of("series", title.casefold(), self._found.head.key)
        made["series"][own] = {}, {"title": title, "format": "anders"}
        phase = object_id_of("phases", own)
        made["phases"][phase] = {}, {"series_id": own, "kind": "perspectives", "order": 1}
        return own

    def _make_session(
        self, series: str, number: int | None, day: str | None, made: dict[str, Wanted], sessions: list[Any]
    ) -> str:
        own = object_id_of("sessions", f"{series}:{number or day}")
        phases = read_rows(self._project, "phases", series_id=series)
        phase = phases[0].object_id if phases else object_id_of("phases", series)
        taken = [row["number"] for row in sessions if row["series_id"] == series]
        taken += [told["number"] for _, told in made["sessions"].values() if told["series_id"] == series]
        told = {"series_id": series, "phase_id": phase, "number": number or max(taken, default=0) + 1, "date": day}
        made["sessions"].setdefault(own, ({}, {**told, "kind": "ontmoeting", "status": "gehouden"}))
        return own


def _number(told: str) -> int | None:
    """The number of a meeting: the only number that stands in it.

    >>> _number("Bijeenkomst 3"), _number("2025-01-02")
    (3, None)
    """
    found = _NUMBER.findall(told)
    return int(found[0]) if len(found) == 1 and int(found[0]) < 1000 else None


def _day(told: str) -> str | None:
    try:
        return parse_date(told[:10] if re.match(r"\d{4}-\d\d-\d\dT", told) else told).isoformat()
    except ValueError:
        return None
