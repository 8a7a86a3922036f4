"""What changed, told as Outcome Harvesting asks: who changed, what, since when, and how we know.

Source: Wilson-Grau & Britt, Outcome Harvesting. A change that lacks one of these, or that does not say what the
meetings contributed, is a signal until it is complete. Worse and unexpected are kept like better and expected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ontmoet_research.model.change import STAGES
from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, find, new, read_rows
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

from .later import months_later

ORIGIN = "change.outcomes"
NEEDED = ("actor", "what", "since", "evidence", "contribution")
SIGNAL = "signaal"
INSIDE = "bevestigd_door_1"
OUTSIDE = "bevestigd_buiten_groep"

__all__ = [
    "INSIDE",
    "NEEDED",
    "OUTSIDE",
    "SIGNAL",
    "STAGES",
    "complete_change",
    "confirm_change",
    "is_told",
    "missing_parts",
    "record_change",
    "substantiation_of",
]


def record_change(
    project: Project,
    what: str,
    *,
    actor: str | None = None,
    since: str | None = None,
    evidence: Sequence[str] = (),
    substantiation: str = SIGNAL,
    **details: Any,
) -> str:
    """Keep something that changed; give the ``change_id``.

    ``actor`` is who changed (a person, group or institution, never by name), ``since`` an ISO date, ``evidence`` how
    we know; ``details`` are other columns of the table ``changes``. While actor, date, evidence or contribution is
    lacking, the change is kept as a ``signaal``, whatever ``substantiation`` says. Six months after ``since`` the group
    asks whether it lasted (``ask_again_on``), unless another day is given. A change that came from an assignment
    (``assignment_id``) begins with the themes of that assignment, unless it has some of its own.

    Errors: ``Refused`` without words, when assignment, theme or organisation is gone, or for
    ``bevestigd_buiten_groep`` by nobody or by someone of the group;
    ``ValueError`` for a value the model does not know.
    """
    if not what.strip():
        raise Refused("record.needs.changes.what")
    told = {**details, "what": what.strip(), "actor": actor, "since": since, "evidence": list(evidence)}
    told |= _tied(project, details)
    found = new("changes", **_whole(project, told, substantiation))
    write(project, [found], origin=ORIGIN)
    return found.object_id


def complete_change(project: Project, change_id: str, **details: Any) -> None:
    """Add to what is known of a change, such as evidence or who confirmed it. The same rules hold.

    When ``since`` changes, the day to ask again moves along, unless it was chosen. Errors: as ``record_change``, and
    ``Refused`` when it is gone.
    """
    row: Row = find(project, "changes", change_id)
    told = {**row.values, **details}
    told |= _tied(project, details, row["theme_ids"])
    chosen = row["ask_again_on"] != (months_later(row["since"]) if row["since"] else None)
    if "ask_again_on" not in details and not chosen:
        told["ask_again_on"] = None
    if "level" in details and "levels" not in details:
        told["levels"] = []
    write(project, [changed(row, **_whole(project, told, told["substantiation"] or SIGNAL))], origin=ORIGIN)


def confirm_change(
    project: Project, change_id: str, by: str, *, confirmer_id: str | None = None, outside: bool = False
) -> None:
    """Note who confirmed a change: ``by`` is a role such as "een teamleider", never a name.

    ``confirmer_id`` is the participant who did, if one of the group. With ``outside`` it becomes
    ``bevestigd_buiten_groep``; then it can't be a participant, also not by alias.

    Errors: ``Refused`` while the change lacks something, without a role, for someone of the group with ``outside``, or
    when the change or the person is gone.
    """
    row = find(project, "changes", change_id)
    if missing_parts(row.values):
        raise Refused("effect.confirm_incomplete")
    if not by.strip():
        raise Refused("effect.confirm_needs_role")
    if confirmer_id:
        find(project, "participants", confirmer_id)
    level = OUTSIDE if outside else INSIDE
    complete_change(project, change_id, confirmed_by=by.strip(), confirmer_id=confirmer_id, substantiation=level)


def missing_parts(told: Mapping[Any, Any]) -> list[str]:
    """Which of actor, what, since, evidence and contribution a change still lacks.

    >>> missing_parts({"what": "De brief komt op dinsdag.", "actor": "een gemeente", "contribution": "wij vroegen het"})
    ['since', 'evidence']
    """
    return [name for name in NEEDED if not is_told(told.get(name))]


def substantiation_of(told: Mapping[Any, Any], asked: str) -> str:
    """How far a change is confirmed: what is asked when it is complete, otherwise ``signaal``."""
    return SIGNAL if missing_parts(told) else asked


def is_told(value: Any) -> bool:
    """Whether a value says something: an empty cell of a DataFrame is None, NaN, an empty text or an empty list.

    >>> is_told(" x "), is_told(float("nan")), is_told([" "])
    (True, False, False)
    """
    if isinstance(value, str):
        return bool(value.strip())
    return isinstance(value, Sequence) and any(is_told(item) for item in value)


def _whole(project: Project, told: dict[str, Any], asked: str) -> dict[str, Any]:
    """The values as they are kept: with every level, the day to ask again, and no more confirmed than it may be."""
    levels = list(dict.fromkeys(told.get("levels") or ([told["level"]] if told.get("level") else [])))
    told = {**told, "levels": levels, "level": levels[0] if levels else None}
    if told.get("since") and not told.get("ask_again_on"):
        told["ask_again_on"] = months_later(told["since"])
    told["substantiation"] = substantiation_of(told, asked)
    if told["substantiation"] == OUTSIDE:
        _refuse_inside(project, told)
    return told


def _tied(project: Project, details: Mapping[str, Any], themes: Sequence[str] = ()) -> dict[str, Any]:
    """What a change gets from what it is tied to now: the themes of its assignment, when it has none itself."""
    task = find(project, "assignments", details["assignment_id"]) if details.get("assignment_id") else None
    if details.get("organisation_id"):
        find(project, "organisations", details["organisation_id"])
    for theme in details.get("theme_ids") or ():
        find(project, "themes", theme)
    return {"theme_ids": list(task["theme_ids"])} if task and not details.get("theme_ids", themes) else {}


def _refuse_inside(project: Project, told: Mapping[str, Any]) -> None:
    """Confirmed outside the group takes someone who is not on the list of participants (methods 3.12)."""
    role = told.get("confirmed_by") or ""
    if not role.strip():
        raise Refused("effect.confirm_needs_role")
    people = read_rows(project, "participants")
    aliases = {_plain(row["alias"]) for row in people}
    if told.get("confirmer_id") or _plain(role) in aliases:
        raise Refused("effect.confirmer_inside")


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
