"""Putting right what was written down from wish to change; the old words stay in the history.

Which columns may be put right, which may not become empty and what hangs on a row stands in the model; ``record`` holds
it. Here stands what is a rule of its own: a wish never goes away (B33), and what is whole only together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ontmoet_research import record
from ontmoet_research.model import marked
from ontmoet_research.store import Draft, Project, Row, find, read_rows, remove
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

from . import (
    assignments,
    decisions,
    gains,
    harvests,
    help,
    indicators,
    initiatives,
    outcomes,
    priorities,
    promises,
    ripples,
    signals,
    spreads,
    stories,
    think_tank,
    wishes,
)

__all__ = ["may_correct", "origin_of", "put_right", "removable", "take_out"]


@dataclass(frozen=True)
class Own:
    """What is a table's own: under which ``origin`` it is stored, and rules that the model can't hold.

    ``whole`` looks at the row as it would become, ``more`` gives what changes along with it, and ``save`` is the
    function of its own with further rules.
    """

    origin: str
    whole: Callable[[Project, str, Mapping[str, Any]], None] | None = None
    more: Callable[[Row, Mapping[str, Any]], dict[str, Any]] | None = None
    save: Callable[..., None] | None = None
    removable: bool = True


def _parked(_project: Project, _one: str, after: Mapping[str, Any]) -> None:
    if after["status"] == "geparkeerd" and not after["parked_reason"]:
        raise Refused("change.park_needs_reason")


def _stopped(_project: Project, _one: str, after: Mapping[str, Any]) -> None:
    if after["state"] == "gestopt" and not after["stop_reason"]:
        raise Refused("change.stop_needs_reason")


def _passed_on(_project: Project, _one: str, after: Mapping[str, Any]) -> None:
    if after["status"] == "doorgezet" and not after["to_whom"]:
        raise Refused("change.signal_needs_whom")
    if after["status"] == "opgelost" and not after["answer"]:
        raise Refused("change.signal_needs_answer")


def _goes_somewhere(_project: Project, _one: str, after: Mapping[str, Any]) -> None:
    spreads.need_where(after["series_id"], after["to_series_id"], after["organisation_id"], after["to_whom"])


def _has_own_name(project: Project, one: str, after: Mapping[str, Any]) -> None:
    initiatives.need_own_name(project, after["name"], one)


def _counted(row: Row, told: Mapping[str, Any]) -> dict[str, Any]:
    """Of answers that were chosen to show, those stay that are still there."""
    answers = told["answers"]
    return {"n_total": len(answers), "shown": [one for one in answers if one in row["shown"]]}


OWN: Mapping[str, Own] = MappingProxyType(
    {
        "wishes": Own(wishes.ORIGIN, _parked, removable=False),
        "decisions": Own(decisions.ORIGIN),
        "assignments": Own(assignments.ORIGIN, _stopped),
        "progress": Own(assignments.ORIGIN),
        "insights": Own(assignments.ORIGIN),
        "gains": Own(gains.ORIGIN),
        "harvests": Own(harvests.ORIGIN, more=_counted),
        "help_offers": Own(help.ORIGIN),
        "promises": Own(promises.ORIGIN),
        "think_tank_questions": Own(think_tank.ORIGIN),
        "priorities": Own(priorities.ORIGIN),
        "memos": Own(priorities.ORIGIN),
        "signals": Own(signals.ORIGIN, _passed_on),
        "changes": Own(outcomes.ORIGIN, save=outcomes.complete_change),
        "indicators": Own(indicators.ORIGIN, save=indicators.change_indicator),
        "stories": Own(stories.ORIGIN, save=stories.change_story),
        "ripples": Own(ripples.ORIGIN),
        "initiatives": Own(initiatives.ORIGIN, _has_own_name),
        "spreads": Own(spreads.ORIGIN, _goes_somewhere),
    }
)


def put_right(project: Project, table: str, object_id: str, /, *, origin: str = "", **values: Any) -> bool:
    """Change words, days or choices of one row; give whether something changed.

    ``values`` are columns that the model lets people put right (``mend``), as they typed them; ``origin`` is where it
    was done, when that is not where it was made. What is said again as it was is not written again.

    Errors: as ``record.change``, and ``Refused`` when it is not of the person at work (:func:`may_correct`);
    ``ValueError`` for another table or column.
    """
    own, row = _own(table, values), find(project, table, object_id)
    _need_own(project, row)
    told = record.what_changes(project, row, values)
    if not told:
        return False
    if own.whole:
        own.whole(project, object_id, {**row.values, **told})
    if own.save:
        own.save(project, object_id, **told)
    else:
        more = own.more(row, told) if own.more else {}
        record.write(project, [changed(row, **told, **more)], origin=origin or own.origin)
    return True


def take_out(project: Project, table: str, object_id: str, /, *, origin: str = "") -> None:
    """Take one row away; it stays in the history and undo brings it back. A decision sets its wish open again.

    How answers to a closing question were sorted goes along with them. Errors: as ``record.take_out``, and ``Refused``
    for a wish, or when it is not of the person at work; ``ValueError`` for another table.
    """
    own, row = _own(table, {}), find(project, table, object_id)
    _need_own(project, row)
    if not own.removable:
        raise Refused("change.wishes_stay")
    along = _open_again(project, row) if table == "decisions" else []
    if table == "harvests":
        along = [remove(one) for one in read_rows(project, "harvest_sortings", harvest_id=object_id)]
    record.take_out(project, table, object_id, origin=origin or own.origin, along=along)


def removable(table: str) -> bool:
    """Whether rows of this table may be taken out."""
    return OWN[table].removable


def may_correct(project: Project, table: str, row: Row) -> bool:
    """Whether the person at work may put this row right.

    Residents their priorities (E26), who wrote it a comment, and what a holder hides: that holder, or who wrote it.
    """
    if table == "priorities":
        return priorities.may_set_priorities(project)
    if table == "memos":
        return bool(row["contributor_id"] == project.who)
    if table == "progress":
        return row.author == project.who or _may_read(project, row["assignment_id"])
    return table != "assignments" or _may_read(project, row.object_id)


def origin_of(table: str) -> str:
    """Under which name the store remembers what is put right in a table, so that undo finds it."""
    return OWN[table].origin


def _may_read(project: Project, assignment_id: str) -> bool:
    hidden = find(project, "assignments", assignment_id)["details_hidden"]
    return not hidden or assignments.may_show_details(project, assignment_id)


def _need_own(project: Project, row: Row) -> None:
    if not may_correct(project, row.table, row):
        raise Refused("change.priorities_are_of_residents" if row.table == "priorities" else "change.not_yours")


def _own(table: str, values: Mapping[str, Any]) -> Own:
    own = OWN.get(table)
    if own is None or not set(values) <= set(marked(table, "mend")):
        raise ValueError(f"nothing to put right in {table}: {sorted(values)}")
    return own


def _open_again(project: Project, decision: Row) -> list[Draft]:
    """The wish of a decision that goes away, open again, unless another decision took it up too."""
    others = read_rows(project, "decisions", wish_id=decision["wish_id"])
    if any(other.object_id != decision.object_id for other in others):
        return []
    return [changed(find(project, "wishes", decision["wish_id"]), status="open")]
