"""What may be told outside about the people of a group: one rule over all reports and summaries (P16, P17).

Two reports around one withdrawal, laid side by side, may not tell what that person said. So a sentence about people
leaves only when it **stays true whoever of up to k-1 people stop** (``stays_true``), and what left about nearly the
same people **stays as it was**: nothing is added to it and nothing is taken from it until at least k people changed.
What is told then depends on who takes part and on what is out already, never on what a single person said; so leaving
something out tells nothing either. The rule stands on one page in ``docs/naar-buiten.md``.

Sources: a group that changed by fewer than k people is not published about anew: *differencing*, Hundepool et al.
(2012), "Statistical Disclosure Control", 5.3; a republished table has to be consistent with the one before: Xiao and
Tao (2007), "m-invariance", SIGMOD, doi 10.1145/1247480.1247556; refusing must rest on what is public already:
Kenthapadi, Mishra and Nissim (2005), "Simulatable auditing", PODS, doi 10.1145/1065167.1065183.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, find, new, read_table, rows_of
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .consent import allowing_participants
from .register import PACKAGE, STORY, Released, changed_by_few, marks_of, read_releases, taking_part
from .suppression import K_ADVISED, K_LEAST
from .tables import people_and_answers, who_withdrew

__all__ = [
    "NOBODY",
    "Telling",
    "at_least",
    "check_package",
    "check_told",
    "keep_package",
    "keep_told",
    "read_telling",
    "stays_true",
]

NOBODY: frozenset[str] = frozenset()
"""What rests on nobody in particular: words of which the project does not know who said them."""
_ROWS = ("veranderingen", "kringen", "citaat")  # the first word of a part whose rows stand one by one
_ORIGIN = "privacy.telling"
_COVERED = ""  # a row of the register without a fact: of this part was told what there was to tell


def stays_true(evidence: Iterable[frozenset[str]], stops: int) -> bool:
    """Whether a sentence stays true whoever of up to ``stops`` people stop.

    Each piece of evidence is the set of people (``participant_id``) who all have to be there for it: who said it, and
    who labelled it when that is someone of the group too. Exact: it looks for a set of people that touches every piece
    (*hitting set*, by a search tree of bounded depth).

    >>> merel, brug, both = frozenset({"Merel"}), frozenset({"Brug"}), frozenset({"Merel", "Brug"})
    >>> stays_true([merel, brug], 1), stays_true([merel, both], 1), stays_true([merel, NOBODY], 4)
    (True, False, True)
    """
    return _untouched({frozenset(one) for one in evidence}, stops)


def _untouched(evidence: set[frozenset[str]], stops: int) -> bool:
    """Whether something is left of the evidence however the people who stop are chosen."""
    if NOBODY in evidence:
        return True
    if not evidence or stops == 0:
        return bool(evidence)
    first = min(evidence, key=lambda one: (len(one), sorted(one)))
    return all(_untouched({one for one in evidence if person not in one}, stops - 1) for person in sorted(first))


def at_least(n: int, k: int) -> int:
    """The number of people that may be told as "… or more": a multiple of k that holds whoever of k-1 people stop.

    0 when the group is under k, so nothing may be told.

    >>> [at_least(n, 5) for n in (4, 5, 9, 13, 14)]
    [0, 5, 5, 5, 10]
    """
    return 0 if n < k else k * max(1, (n - k + 1) // k)


@dataclass
class Telling:
    """What may be told outside of one series, as things stand: ask with ``those``, keep with :func:`keep_told`.

    ``k`` is the smallest group, ``n_people`` how many take part, ``marks`` the marks of all whose words or labels
    count. ``earlier`` is what left before. ``inside``: it is for the group itself, so all may be told.
    """

    k: int
    n_people: int
    marks: frozenset[str] = frozenset()
    earlier: Collection[Released] = ()
    inside: bool = False
    told: dict[str, list[str]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    """What left before and is not true any more, while fewer than k people changed."""

    def those(self, part: str, facts: Mapping[str, Iterable[frozenset[str]]], *, lasting: bool = False) -> list[str]:
        """Which of these sentences may be told, in the order given.

        ``part`` names what they are about, such as a meeting or a theme. ``facts``: each sentence that can be told of
        it, by a name of its own, with the evidence it rests on now; none when it is not true. ``lasting``: what was
        once so stays so, such as which side wrote a text; then it needs no k people, as sides speak for themselves.
        """
        if self.inside:
            return [name for name, evidence in facts.items() if list(evidence)]
        held = self._held_to(part)
        if held is None:
            names = [name for name, evidence in facts.items() if self._may_begin(name, part, list(evidence), lasting)]
            self.told[part] = names
            return names
        if lasting:
            return sorted(held)
        false = [name for name in facts if name in held and not list(facts[name])]
        self.gone += [f"{part} {name}" for name in false]
        if false:
            self.told[part] = [name for name in facts if name in held and name not in false]
        return [name for name in facts if name in held and name not in false]

    def rows(self, part: str, now: Mapping[str, str]) -> None:
        """Say which rows stand in what leaves, one by one (name -> its words as printed), such as cards of changes.

        A row that stood in what left before and is gone or other now, while fewer than k people changed, tells of one
        of these: then :func:`check_told` asks.
        """
        if self.inside:
            return
        names = {f"{name} {hashlib.sha256(words.encode()).hexdigest()[:12]}" for name, words in now.items()}
        rosters = self._rosters(part)
        before: set[str] = set() if self.marks in rosters else set().union(*rosters.values())
        self.gone += [f"{part} {one}" for one in sorted(before - names - {_COVERED})]
        self.told[part] = sorted(names)

    def _rosters(self, part: str) -> dict[frozenset[str], set[str]]:
        """What was told of this part about this group or nearly the same one, by the marks of its people."""
        rosters: dict[frozenset[str], set[str]] = {}
        for one in self.earlier:
            told = {name for where, name in map(_split, one.rows) if where == part}
            if told and len(one.marks ^ self.marks) < max(self.k, one.k):
                rosters.setdefault(one.marks, set()).update(told)
        return rosters

    def _held_to(self, part: str) -> set[str] | None:
        """What was told of this part about nearly the same people; None when nothing was told of it yet."""
        rosters = self._rosters(part)
        if not rosters.keys() - {self.marks}:
            return None
        return set.intersection(*rosters.values()) - {_COVERED}

    def _may_begin(self, name: str, part: str, evidence: list[frozenset[str]], lasting: bool) -> bool:
        if not evidence or lasting:
            return bool(evidence)
        if self.n_people < self.k and self.marks:
            return False
        same = (one for one in self.earlier if one.marks == self.marks)
        return stays_true(evidence, self.k - 1) or any((part, name) in map(_split, one.rows) for one in same)


def read_telling(project: Project, series_id: str, *, inside: bool) -> Telling:
    """What may be told of a series now, to the group itself (``inside``) or to others."""
    agreed = find(project, "series", series_id)["k_threshold"]
    k = max(K_ADVISED if agreed is None else agreed, K_LEAST)
    here = taking_part(project, series_id)
    if inside:
        return Telling(k, len(here), inside=True)
    earlier = [one for one in read_releases(project) if one.what == STORY]
    people = here | _speaking_or_labelling(project, series_id)
    counting = people & allowing_participants(*people_and_answers(project), "notities") - who_withdrew(project)
    return Telling(k, len(here), marks_of(project, counting), earlier)


def keep_told(
    project: Project, series_id: str, telling: Telling, *, reason: str = "", today: datetime.date | None = None
) -> None:
    """Keep in the register what was told outside now, and why when it was asked. The same twice is kept once."""
    rows = [f"{part}|{name}" for part, names in telling.told.items() for name in (_COVERED, *names)]
    known = {row for one in telling.earlier if one.marks == telling.marks for row in one.rows}
    if telling.inside or not (set(rows) - known or reason.strip()):
        return
    day = (today or datetime.date.today()).isoformat()
    note = [new("log_events", action="release confirmed", about_id=series_id, reason=reason.strip())]
    write(project, [_row(STORY, telling, series_id, rows, day), *(note if reason.strip() else [])], origin=_ORIGIN)


def check_package(project: Project, people: Collection[str], k: int, reason: str) -> None:
    """Look whether a second package with the rows of these people would show, beside an earlier one, who stopped.

    Errors: ``Refused`` when fewer than k people changed since and nobody wrote a ``reason``.
    """
    earlier = [one for one in read_releases(project) if one.what == PACKAGE]
    if not reason.strip() and changed_by_few(earlier, marks_of(project, people), k):
        raise Refused("privacy.telling.package", k=k)


def keep_package(project: Project, people: Collection[str], k: int, reason: str, today: datetime.date) -> None:
    """Keep in the register that a package left, about whom, and why when it was asked."""
    row = _row(PACKAGE, Telling(k, len(people), marks_of(project, people)), None, [], today.isoformat())
    note = [new("log_events", action="release confirmed", reason=reason.strip())] if reason.strip() else []
    if not project.read_only:
        write(project, [row, *note], origin=_ORIGIN)


def check_told(telling: Telling, taken_back: Collection[str], reason: str) -> None:
    """Look whether leaving would tell what fewer than k people said; ``taken_back`` are parts where words went away.

    Errors: ``Refused`` when it would, and nobody wrote a ``reason`` why it may leave all the same.
    """
    if reason.strip():
        return
    if telling.gone:
        kinds = (part.split()[0] for part in telling.gone)
        about = dict.fromkeys(say(f"privacy.telling.about.{one if one in _ROWS else 'other'}") for one in kinds)
        raise Refused("privacy.telling.gives_away", k=telling.k, about=join_words(about))
    if taken_back:
        raise Refused("privacy.telling.taken_back", parts=join_words(taken_back))


def _row(what: str, telling: Telling, series_id: str | None, rows: list[str], day: str) -> Draft:
    told = {"rows": rows, "columns": ["verteld"], "cells": [[1]] * len(rows), "groups": []}
    return new(
        "releases",
        series_id=series_id,
        what=what,
        k=telling.k,
        people=len(telling.marks),
        person_marks=sorted(telling.marks),
        table_json=json.dumps(told, ensure_ascii=False),
        made_on=day,
    )


def _split(row: str) -> tuple[str, str]:
    part, _, name = row.partition("|")
    return part, name


def _speaking_or_labelling(project: Project, series_id: str) -> set[str]:
    """Who speaks in the notes of a series, and who of the group labels or writes: their words are in what is told."""
    sessions = {one["session_id"] for one in rows_of(read_table(project, "sessions")) if one["series_id"] == series_id}
    notes = read_table(project, "sources")
    here = set(notes.loc[notes["session_id"].isin(list(sessions)), "source_id"])
    pieces = read_table(project, "fragments")
    speaking = pieces.loc[pieces["source_id"].isin(list(here)), "participant_id"].dropna()
    return {*speaking, *read_table(project, "contributors")["participant_id"].dropna()}
