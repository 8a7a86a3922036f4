"""What changed, told as Outcome Harvesting asks: who changed, what, since when, and how we know.

Source: Wilson-Grau & Britt, Outcome Harvesting. A change that lacks one of these is a signal until it is complete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ontmoet_research.model.change import STAGES
from ontmoet_research.store import Project, Row, find, new, write
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "change.outcomes"
NEEDED = ("actor", "what", "since", "evidence")
SIGNAL = "signaal"

__all__ = ["NEEDED", "STAGES", "complete_change", "missing_parts", "record_change", "substantiation_of"]


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
    we know; ``details`` are other columns of the table ``changes``. While actor, date or evidence is lacking, the
    change is kept as a ``signaal``, whatever ``substantiation`` says.

    Errors: ``Refused`` without words, ``ValueError`` for a value the model does not know.
    """
    if not what.strip():
        raise Refused("change.change_needs_what")
    told = {**details, "what": what.strip(), "actor": actor, "since": since, "evidence": list(evidence)}
    found = new("changes", **told, substantiation=substantiation_of(told, substantiation))
    write(project, [found], origin=ORIGIN)
    return found.object_id


def complete_change(project: Project, change_id: str, **details: Any) -> None:
    """Add to what is known of a change, such as evidence or who confirmed it. The same rule on signals holds.

    Errors: ``Refused`` when it is gone, ``ValueError`` for a value the model does not know.
    """
    row: Row = find(project, "changes", change_id)
    told = {**row.values, **details}
    told["substantiation"] = substantiation_of(told, told["substantiation"] or SIGNAL)
    write(project, [changed(row, **told)], origin=ORIGIN)


def missing_parts(told: Mapping[Any, Any]) -> list[str]:
    """Which of actor, what, since and evidence a change still lacks.

    >>> missing_parts({"what": "De brief komt op dinsdag.", "actor": "een gemeente", "evidence": []})
    ['since', 'evidence']
    """
    return [name for name in NEEDED if not _told(told.get(name))]


def substantiation_of(told: Mapping[Any, Any], asked: str) -> str:
    """How far a change is confirmed: what is asked when it is complete, otherwise ``signaal``."""
    return SIGNAL if missing_parts(told) else asked


def _told(value: Any) -> bool:
    # An empty cell of a DataFrame is None, NaN or an empty text; an empty list of evidence holds nothing either.
    if isinstance(value, str):
        return bool(value.strip())
    return isinstance(value, Sequence) and any(_told(item) for item in value)
