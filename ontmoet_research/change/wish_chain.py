"""What became of each wish: one row per wish, from wish to decision, assignment and change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.store import rows_of
from ontmoet_research.words import say

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "wish_id", "series_id", "session_number", "session_label", "text", "status", "status_text",
    "decision", "how", "assignment_states", "assignment_text", "changes", "reason", "became",
)  # fmt: skip


def chain(
    wishes: pd.DataFrame, decisions: pd.DataFrame, assignments: pd.DataFrame, changes: pd.DataFrame
) -> pd.DataFrame:
    """What became of every wish, in the order given; no wish is left out and nobody is named.

    In: the tables of ``read_wishes``, ``read_decisions``, ``read_assignments`` and ``read_changes``.
    Out, one row per wish: ``wish_id``, ``series_id``, ``session_number``, ``session_label``, ``text``, ``status`` (as
    in the model), ``status_text`` (the same in Dutch), ``decision`` and ``how`` (what and how of its decisions, "" when
    none), ``assignment_states`` (list of states), ``assignment_text`` (the same in Dutch), ``changes`` (list of what
    changed), ``reason`` (why it was parked or an assignment stopped, or the words it was merged with; "" when none),
    ``became`` (one Dutch sentence).
    """
    import pandas as pd

    texts = dict(zip(wishes["wish_id"], wishes["text"], strict=True))
    rows = []
    for wish in rows_of(wishes):
        taken = decisions[decisions["wish_id"] == wish["wish_id"]]
        tasks = assignments[assignments["decision_id"].isin(taken["decision_id"])]
        effects = changes[changes["assignment_id"].isin(tasks["assignment_id"])]
        rows.append(_row(wish, taken, tasks, effects, texts))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def count_statuses(wishes: pd.DataFrame) -> dict[str, int]:
    """How many wishes came in (``in``) and how many there are of each status; the parts add up to ``in`` (B33).

    In: ``wish_id`` and ``status``. Out: a dict with ``in``, ``open``, ``samengevoegd``, ``opgepakt``, ``geparkeerd``.
    """
    from ontmoet_research.model.change import WISH_STATUSES

    last = wishes["status"]
    return {"in": len(last), **{status: int((last == status).sum()) for status in WISH_STATUSES}}


def _row(
    wish: dict[str, Any],
    taken: pd.DataFrame,
    tasks: pd.DataFrame,
    effects: pd.DataFrame,
    texts: dict[str, str],
) -> dict[str, Any]:
    states = list(tasks["state"])
    row: dict[str, Any] = {
        name: wish.get(name) for name in ("wish_id", "series_id", "session_number", "session_label", "text")
    }
    row |= {
        "status": wish["status"],
        "status_text": say(f"change.status.{wish['status']}"),
        "decision": "; ".join(taken["what"]),
        "how": "; ".join(taken["how"]),
        "assignment_states": states,
        "assignment_text": ", ".join(say(f"change.state.{state}") for state in states),
        "changes": list(effects["what"]),
        "reason": _reason(wish, tasks, texts),
    }
    return {**row, "became": say(f"change.became.{_end(str(wish['status']), states, len(effects))}")}


def _reason(wish: dict[str, Any], tasks: pd.DataFrame, texts: dict[str, str]) -> str:
    if wish["status"] == "geparkeerd":
        return _words(wish["parked_reason"])
    if wish["status"] == "samengevoegd":
        return texts.get(str(wish["merged_into"]), "")
    return "; ".join(filter(None, map(_words, tasks["stop_reason"])))


def _words(value: Any) -> str:
    return value or ""


def _end(status: str, states: list[str], effects: int) -> str:
    """The furthest that a wish came, as the last part of a key."""
    if status != "opgepakt":
        return status
    if effects:
        return "veranderd"
    if not states:
        return "besloten"
    return next(state for state in ("loopt", "gelukt", "deels", "gestopt") if state in states)
