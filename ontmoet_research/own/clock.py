"""Own time while labelling (D13): on this computer only, of today only, and only to say once that it is enough.

It counts steps that follow each other within five minutes; a longer silence is a pause. Nothing ticks: time is only
looked at when someone does something. Of another day nothing is left, unless its owner keeps it in their own file.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .place import put_facts, read_facts

FILE = "werktijd.json"
LIMITS = (0, 30, 45, 60, 90)
USUAL = 45
GAP = 300  # seconds; a longer silence is a pause


def note_work(person: str, now: datetime, *, alone: bool = True) -> bool:
    """Note that this person does something now; give whether it is time to say that it was enough for today.

    That is said once a day, and only when they are ``alone`` at the screen: it is nobody else's business. Who chose 0
    minutes is not timed at all.
    """
    told = _today(now)
    limit = _limit(told, person)
    if not limit:
        return False
    before = told["people"].get(person, {})
    passed = now.timestamp() - before.get("last", now.timestamp())
    seconds = before.get("seconds", 0) + (passed if 0 < passed <= GAP else 0)
    enough = alone and seconds >= limit * 60 and not before.get("told", False)
    told["people"][person] = {
        "seconds": seconds,
        "last": now.timestamp(),
        "told": enough or bool(before.get("told")),
    }
    put_facts(FILE, told)
    return enough


def minutes_today(person: str, now: datetime) -> int:
    """How long this person worked today, in whole minutes."""
    return int(_today(now)["people"].get(person, {}).get("seconds", 0) // 60)


def limit_of(person: str) -> int:
    """After how many minutes it is enough for this person; 0 when they are not timed."""
    return _limit(read_facts(FILE), person)


def choose_limit(person: str, minutes: int, now: datetime) -> None:
    """Choose after how many minutes it is enough; with 0 what was timed is forgotten too.

    Errors: ``ValueError`` for another number than those of ``LIMITS``.
    """
    if minutes not in LIMITS:
        raise ValueError(f"minutes is one of {LIMITS}")
    told = _today(now)
    told["limits"][person] = minutes
    if not minutes:
        told["people"].pop(person, None)
    elif person in told["people"]:
        told["people"][person]["told"] = False
    put_facts(FILE, told)


def forget_time(person: str) -> None:
    """Forget the time and the choice of this person."""
    told = read_facts(FILE)
    for part in ("people", "limits"):
        if isinstance(told.get(part), dict):
            told[part].pop(person, None)
    put_facts(FILE, told)


def _today(now: datetime) -> dict[str, Any]:
    told, day = read_facts(FILE), now.date().isoformat()
    people = told.get("people") if told.get("day") == day else {}
    known = {key: one for key, one in _as_dict(people).items() if _is_time(one)}
    return {"day": day, "people": known, "limits": _as_dict(told.get("limits"))}


def _limit(told: dict[str, Any], person: str) -> int:
    chosen = _as_dict(told.get("limits")).get(person, USUAL)
    return chosen if chosen in LIMITS else USUAL


def _is_time(one: object) -> bool:
    return isinstance(one, dict) and all(isinstance(one.get(part), int | float) for part in ("seconds", "last"))


def _as_dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
