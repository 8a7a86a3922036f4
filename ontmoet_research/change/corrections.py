"""Putting right what was written down from wish to change; the old words stay in the history.

One rule for every table: which columns may be put right, which may not become empty, and whether a row may be taken
away. A wish never goes away (B33). Nothing goes while something else hangs on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ontmoet_research.record import iso_day, write
from ontmoet_research.store import Draft, Project, Row, find, read_rows, remove
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

from . import (
    assignments,
    decisions,
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
from .tables import ANSWERS

__all__ = ["RULES", "Rule", "may_correct", "origin_of", "put_right", "take_out"]


@dataclass(frozen=True)
class Rule:
    """What may be put right in a table: ``columns``, the refusal by column that ``needs`` something, ``days``."""

    origin: str
    columns: tuple[str, ...]
    needs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    days: tuple[str, ...] = ()
    removable: bool = True
    save: Callable[..., None] | None = None
    """The function of its own with further rules, when it has one."""


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "wishes": Rule(
            wishes.ORIGIN,
            ("text", "said_by_perspective", "session_id", "parked_reason"),
            {"text": "record.needs.wishes.text", "session_id": "change.needs_meeting"},
            removable=False,
        ),
        "decisions": Rule(
            decisions.ORIGIN,
            ("what", "how", "who", "dissent_note", "elsewhere_reason"),
            {
                "what": "record.needs.decisions.what",
                "how": "record.needs.decisions.how",
                "who": "record.needs.decisions.who",
            },
        ),
        "assignments": Rule(assignments.ORIGIN, ("next_step", "stop_reason")),
        "progress": Rule(assignments.ORIGIN, ANSWERS),
        "insights": Rule(assignments.ORIGIN, ("text",), {"text": "record.needs.insights.text"}),
        "help_offers": Rule(
            help.ORIGIN, ("text", "helper_id", "given_on"), {"text": "record.needs.help_offers.text"}, ("given_on",)
        ),
        "promises": Rule(
            promises.ORIGIN,
            ("what", "to_whom", "by_whom", "session_id", "due", "done_on"),
            {"what": "record.needs.promises.what", "to_whom": "record.needs.promises.to_whom"},
            ("due", "done_on"),
        ),
        "think_tank_questions": Rule(
            think_tank.ORIGIN,
            ("question", "asker_sector", "session_id", "advice", "used", "feedback", "fed_back_on"),
            {"question": "record.needs.think_tank_questions.question", "session_id": "change.needs_meeting"},
            ("fed_back_on",),
        ),
        "priorities": Rule(priorities.ORIGIN, ("title", "allies"), {"title": "record.needs.priorities.title"}),
        "memos": Rule(priorities.ORIGIN, ("text",), {"text": "record.needs.memos.text"}),
        "signals": Rule(
            signals.ORIGIN,
            ("text", "kind", "session_id", "to_whom", "passed_on", "answer", "advice"),
            {"text": "record.needs.signals.text", "session_id": "change.needs_meeting"},
            ("passed_on",),
        ),
        "changes": Rule(
            outcomes.ORIGIN,
            ("what", "actor", "since", "place", "contribution", "evidence", "why_it_matters", "region_effect"),
            {"what": "record.needs.changes.what"},
            ("since",),
            save=outcomes.complete_change,
        ),
        "indicators": Rule(
            indicators.ORIGIN,
            ("what", "unit", "before", "before_on", "after", "as_of", "source"),
            {name: f"record.needs.indicators.{name}" for name in indicators.NEEDED},
            ("before_on", "as_of"),
            save=indicators.change_indicator,
        ),
        "stories": Rule(
            stories.ORIGIN,
            ("before", "happened", "change", "why_it_matters", "transfer", "teller_id", "change_id", "levels"),
            {name: f"record.needs.stories.{name}" for name in ("change", "why_it_matters")},
            save=stories.change_story,
        ),
        "ripples": Rule(
            ripples.ORIGIN,
            ("text", "kind", "date", "about_id", "direction"),
            {"text": "record.needs.ripples.text"},
            ("date",),
        ),
        "initiatives": Rule(
            initiatives.ORIGIN,
            ("name", "kind", "place", "for_whom", "gap_note"),
            {"name": "record.needs.initiatives.name"},
        ),
        "spreads": Rule(
            spreads.ORIGIN,
            ("what", "to_series_id", "organisation_id", "to_whom", "form", "date"),
            {"what": "record.needs.spreads.what"},
            ("date",),
        ),
    }
)
POINTS_AT = {
    "session_id": "sessions",
    "teller_id": "participants",
    "helper_id": "participants",
    "change_id": "changes",
    "organisation_id": "organisations",
    "to_series_id": "series",
}
HANGS_ON = {
    "decisions": (("assignments", "decision_id"),),
    "assignments": (("progress", "assignment_id"), ("changes", "assignment_id")),
    "progress": (("help_offers", "progress_id"),),
    "changes": (("indicators", "change_id"), ("stories", "change_id"), ("ripples", "about_id")),
}


def put_right(project: Project, table: str, object_id: str, **values: Any) -> bool:
    """Change words, days or choices of one row; give whether something changed.

    ``values`` are columns of its rule; words are stripped and an empty text becomes nothing; days are read as people
    type them. What is said again as it was is not written again.

    Errors: ``Refused`` when something that is needed would be empty, for a day nobody can read, when it or what it
    points at is gone, or when it is not of the person at work (:func:`may_correct`); ``ValueError`` for another table
    or column, or a value the model does not know.
    """
    rule, row = _rule(table, values), find(project, table, object_id)
    _need_own(project, row)
    told = {name: _read(name, value, rule) for name, value in values.items()}
    for name, refusal in rule.needs.items():
        if name in told and not told[name]:
            raise Refused(refusal)
    for name, other in POINTS_AT.items():
        if told.get(name):
            find(project, other, told[name])
    told = {name: value for name, value in told.items() if value != row[name]}
    if not told:
        return False
    _whole(project, row, told)
    if rule.save:
        rule.save(project, object_id, **told)
    else:
        write(project, [changed(row, **told)], origin=rule.origin)
    return True


def take_out(project: Project, table: str, object_id: str) -> None:
    """Take one row away; it stays in the history and undo brings it back. A decision sets its wish open again.

    Errors: ``Refused`` for a wish, while something hangs on it, when it is gone already, or when it is not of the
    person at work; ``ValueError`` for another table.
    """
    rule, row = _rule(table, {}), find(project, table, object_id)
    _need_own(project, row)
    if not rule.removable:
        raise Refused("change.wishes_stay")
    if any(read_rows(project, other, **{column: object_id}) for other, column in HANGS_ON.get(table, ())):
        raise Refused("record.something_hangs_on_it")
    drafts = [remove(row)]
    if table == "decisions":
        drafts += _open_again(project, row)
    write(project, drafts, origin=rule.origin)


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
    return RULES[table].origin


def _may_read(project: Project, assignment_id: str) -> bool:
    hidden = find(project, "assignments", assignment_id)["details_hidden"]
    return not hidden or assignments.may_show_details(project, assignment_id)


def _need_own(project: Project, row: Row) -> None:
    if not may_correct(project, row.table, row):
        raise Refused("change.priorities_are_of_residents" if row.table == "priorities" else "change.not_yours")


def _rule(table: str, values: Mapping[str, Any]) -> Rule:
    rule = RULES.get(table)
    if rule is None or not set(values) <= set(rule.columns):
        raise ValueError(f"nothing to put right in {table}: {sorted(values)}")
    return rule


def _read(name: str, value: Any, rule: Rule) -> Any:
    if name in rule.days:
        return iso_day(value)
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Sequence):
        return list(dict.fromkeys(value))
    return value


def _whole(project: Project, row: Row, told: Mapping[str, Any]) -> None:
    """The rules that look at more than one column. Errors: ``Refused``."""
    after = {**row.values, **told}
    if row.table == "spreads":
        spreads.need_where(after["series_id"], after["to_series_id"], after["organisation_id"], after["to_whom"])
    if row.table == "initiatives":
        initiatives.need_own_name(project, after["name"], row.object_id)
    if row.table == "assignments" and after["state"] == "gestopt" and not after["stop_reason"]:
        raise Refused("change.stop_needs_reason")
    if row.table == "wishes" and after["status"] == "geparkeerd" and not after["parked_reason"]:
        raise Refused("change.park_needs_reason")
    if row.table == "signals":
        if after["status"] == "doorgezet" and not after["to_whom"]:
            raise Refused("change.signal_needs_whom")
        if after["status"] == "opgelost" and not after["answer"]:
            raise Refused("change.signal_needs_answer")
        signals.need_no_person(" ".join(words for words in told.values() if isinstance(words, str)))


def _open_again(project: Project, decision: Row) -> list[Draft]:
    """The wish of a decision that goes away, open again, unless another decision took it up too."""
    others = read_rows(project, "decisions", wish_id=decision["wish_id"])
    if any(other.object_id != decision.object_id for other in others):
        return []
    return [changed(find(project, "wishes", decision["wish_id"]), status="open")]
