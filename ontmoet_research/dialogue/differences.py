"""Places where readings lie apart, and what came of talking about it. Every reading stays (methods 3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new, read_table
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "dialogue.differences"


def record_difference(
    project: Project,
    fragment_id: str,
    code_id: str | None,
    positions: Sequence[tuple[str, str, str]],
    outcome: str | None = None,
    talked_on: str | None = None,
    note: str | None = None,
    *,
    origin: str = ORIGIN,
) -> str:
    """Keep a difference with everyone's view in one write; give the ``difference_id``.

    ``positions`` holds (contributor_id, view, reason) for at least two people, in the order they spoke; ``outcome`` is
    one of eens_geworden, label_aangepast, nieuw_label, beide_blijven_staan, later (None while nobody has talked);
    ``talked_on`` is an ISO date. No coding changes: first readings stay readable.

    Errors: ``Refused`` for fewer than two people, a view without words, or something that is gone.
    """
    if len({person for person, _, _ in positions}) < 2:
        raise Refused("dialogue.needs_two")
    if not all(view.strip() for _, view, _ in positions):
        raise Refused("dialogue.needs_view")
    find(project, "fragments", fragment_id)
    if code_id:
        find(project, "codes", code_id)
    for person, _, _ in positions:
        find(project, "contributors", person)
    difference = new(
        "differences", fragment_id=fragment_id, code_id=code_id, outcome=outcome, talked_on=talked_on, note=note
    )
    views = [
        new("positions", difference_id=difference.object_id, contributor_id=person, view=view, reason=reason)
        for person, view, reason in positions
    ]
    write(project, [difference, *views], origin=origin)
    return difference.object_id


def read_differences(project: Project) -> pd.DataFrame:
    """All differences, one row per position, in the order people spoke.

    Columns: those of ``differences`` (``difference_id``, ``fragment_id``, ``code_id``, ``outcome``, ``talked_on``,
    ``note`` ...), then ``position_id``, ``contributor_id``, ``view``, ``reason``, and ``display_name`` and ``side`` of
    the contributor. A difference without positions keeps one row, with these empty.
    """
    positions = read_table(project, "positions")[["position_id", "difference_id", "contributor_id", "view", "reason"]]
    people = read_table(project, "contributors")
    return (
        read_table(project, "differences")
        .merge(positions, on="difference_id", how="left")
        .merge(people[["contributor_id", "display_name", "side"]], on="contributor_id", how="left")
    )
