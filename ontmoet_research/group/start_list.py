"""The list of what is needed to start (B31): each line is not yet, busy, done, or does not apply, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.model.group import START_ITEMS
from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, last_told, new, read_rows, rows_of
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.start_list"
SETTLED = ("klaar", "nvt")


def read_start_list(project: Project, series_id: str) -> dict[str, tuple[str, str]]:
    """How each line stands, as item -> (state, note), in the order of the list; what nobody touched is nog_niet."""
    rows = sorted(read_rows(project, "setup_checks", series_id=series_id), key=lambda row: row.at)
    known = {row["item"]: (row["state"], row["note"] or "") for row in rows}
    return {item: known.get(item, ("nog_niet", "")) for item in START_ITEMS}


def record_start_item(project: Project, series_id: str, item: str, state: str, note: str = "") -> None:
    """Say how a line stands. ``note`` says how it was arranged, or why it does not apply; empty keeps what was there.

    Errors: ``Refused`` when the series is gone, or when a line does not apply and nobody said why; ``ValueError`` for
    an item or state that is not on the list.
    """
    find(project, "series", series_id)
    rows = sorted(read_rows(project, "setup_checks", series_id=series_id, item=item), key=lambda row: row.at)
    kept = " ".join(note.split()) or (rows[-1]["note"] if rows else None) or None
    if state == "nvt" and not kept:
        raise Refused("group.start.needs_reason")
    if not rows:
        write(project, [new("setup_checks", series_id=series_id, item=item, state=state, note=kept)], origin=ORIGIN)
    elif (rows[-1]["state"], rows[-1]["note"]) != (state, kept):
        write(project, [change(rows[-1], state=state, note=kept)], origin=ORIGIN)


def check_start_list(series_id: str, setup_checks: pd.DataFrame) -> list[Finding]:
    """Findings B31 (lines that are open, or do not apply without a reason) and B02 (the guide was not read yet).

    In: ``series_id``, ``item``, ``state`` and ``note`` of ``setup_checks``. None of it stops a meeting.
    """
    own = last_told(setup_checks[setup_checks["series_id"] == series_id], "item")
    state = dict(zip(own["item"], own["state"], strict=True))
    found = []
    if to_do := [item for item in START_ITEMS if item != "gids" and state.get(item) not in SETTLED]:
        found.append(warning("group.start.open", "B31", series_id, n=len(to_do), whole=len(START_ITEMS) - 1))
    if state.get("gids") not in SETTLED:
        found.append(warning("group.start.guide", "B02", series_id))
    for one in rows_of(own[(own["state"] == "nvt") & own["note"].isna()]):
        found.append(warning("group.start.no_reason", "B31", one["setup_check_id"]))
    return found
