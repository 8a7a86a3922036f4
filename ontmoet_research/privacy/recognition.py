"""Who could be recognised in a note, also without a name: "Wie herkent dit?" (P04).

In a village a strange event, a job or a day is enough. No program can see that, so a person looks, ticks what needs
care and says what came of it. Until then a note is not labelled by students and not quoted. The words of the person
who looked stay with the check; the check itself names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ontmoet_research.model.people import RECOGNITION_POINTS
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, change, find, new, read_rows, remove
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "privacy.recognition"
OUTCOMES = ("niemand", "aangepast", "besloten")
NOBODY, CLOSED = "niemand", "besloten"


def recognised_sources(sources: pd.DataFrame, recognition_checks: pd.DataFrame) -> set[str]:
    """The notes at which a person looked, by ``source_id``.

    In: the tables ``sources`` (``source_id``, ``sha256``) and ``recognition_checks`` (``source_id``). A note whose
    words stand in two versions counts as not looked at, until someone chose.
    """
    return set(sources["source_id"]) - unchecked_sources(sources, recognition_checks)


def unchecked_sources(sources: pd.DataFrame, recognition_checks: pd.DataFrame) -> set[str]:
    """The notes at which nobody looked yet: no student labels them, and nothing of them is quoted.

    In and errors as :func:`recognised_sources`.
    """
    words = sources.groupby("source_id")["sha256"].nunique()
    doubled = set(words.index[words > 1])
    return {str(one) for one in sources["source_id"] if one in doubled} | (
        set(sources["source_id"]) - set(recognition_checks["source_id"])
    )


def record_recognition(
    project: Project, source_id: str, outcome: str, points: Iterable[str] = (), note: str = ""
) -> str:
    """Keep what came of looking at a note; give the ``recognition_check_id``. ``points`` are those that need care.

    ``outcome`` is niemand (nobody can be recognised), aangepast (the words were changed) or besloten: then all pieces
    of the note are only for the group from now on, in the same write. A new look takes the place of the one before.

    Errors: ``Refused`` when the note is gone, nobody is at work, or nobody is recognised though a point needs care;
    ``ValueError`` for an unknown outcome or point.
    """
    find(project, "sources", source_id)
    ticked = [one for one in RECOGNITION_POINTS if one in set(points)]
    if unknown := set(points) - set(RECOGNITION_POINTS):
        raise ValueError(f"points are {', '.join(RECOGNITION_POINTS)}; not {', '.join(sorted(unknown))}")
    if not any(row.object_id == project.who for row in read_rows(project, "contributors")):
        raise Refused("privacy.recognition.who")
    if outcome == NOBODY and ticked:
        raise Refused("privacy.recognition.still_points")
    told: dict[str, Any] = {"contributor_id": project.who, "date": date.today().isoformat(), "points": ticked}
    told |= {"outcome": outcome, "note": note.strip() or None}
    known = read_rows(project, "recognition_checks", source_id=source_id)
    if known:  # of two people who looked apart, the last one looks again; the other look stays
        draft = change(*(row for row in known if row.object_id == known[-1].object_id), **told)
    else:
        draft = new("recognition_checks", source_id=source_id, **told)
    write(project, [draft, *_closed(project, source_id, outcome)], origin=ORIGIN)
    return draft.object_id


def lapsed(project: Project, source_id: str) -> list[Draft]:
    """Drafts that take back the checks of a note, for whoever writes other words in it: a person has to look again."""
    return [remove(row) for row in read_rows(project, "recognition_checks", source_id=source_id)]


def _closed(project: Project, source_id: str, outcome: str) -> list[Draft]:
    if outcome != CLOSED:
        return []
    pieces = read_rows(project, "fragments", source_id=source_id)
    return [change(row, visibility="besloten") for row in pieces if row["visibility"] != "besloten"]
