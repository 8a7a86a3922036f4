"""What a meeting brought (opbrengsten, A14), by kind and by where people take it."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.model.change import DESTINATIONS, GAIN_KINDS
from ontmoet_research.record import keep
from ontmoet_research.store import Project
from ontmoet_research.words import Refused

ORIGIN = "change.gains"
OTHER = "anders"

__all__ = ["DESTINATIONS", "GAIN_KINDS", "add_gain"]


def add_gain(
    project: Project,
    session_id: str,
    kind: str,
    text: str,
    *,
    other_kind: str = "",
    destinations: Iterable[str] = (),
) -> str:
    """Keep something that a meeting brought; give the ``gain_id``.

    ``kind`` is one of ``GAIN_KINDS``; ``anders`` needs ``other_kind``, the kind in own words. ``destinations`` are from
    ``DESTINATIONS``, several at once. Errors: ``Refused`` without words, for ``anders`` without its own words, or when
    the meeting is gone; ``ValueError`` for a kind or destination the model does not know.
    """
    if kind == OTHER and not other_kind.strip():
        raise Refused("change.gain_needs_kind")
    values = {"kind": kind, "text": text, "other_kind": other_kind if kind == OTHER else None}
    return keep(project, "gains", origin=ORIGIN, session_id=session_id, destinations=list(destinations), **values)
