"""Lists of assignments: what hangs on one person, what has no theme yet, what rests.

All are pure calculations over the tables of ``tables.py`` and of the room ``group``. They speak of assignments;
none counts or orders people (A22).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.store import rows_of

if TYPE_CHECKING:
    import pandas as pd

RUNNING = "loopt"


def hanging_on_one_person(
    assignments: pd.DataFrame, participants: pd.DataFrame, organisations: pd.DataFrame
) -> pd.DataFrame:
    """The running assignments that nobody can take over (B26), in the order given.

    An assignment has one holder. It hangs on that person when nobody can take over from them (``backup``) and nobody in
    the organisation it concerns, or else in the holder's own, can (``has_backup``). Not known is no.

    In: ``assignment_id``, ``holder_id``, ``organisation_id``, ``state``; ``participant_id``, ``backup``,
    ``organisation_id``; ``organisation_id``, ``has_backup``. Out: the columns of the assignments.
    """
    people = participants.set_index("participant_id")
    places = organisations.set_index("organisation_id")
    someone = set(people.index[people["backup"].fillna(False).astype(bool)])
    covered = set(places.index[places["has_backup"].fillna(False).astype(bool)])
    place = assignments["organisation_id"].fillna(assignments["holder_id"].map(people["organisation_id"]))
    alone = ~assignments["holder_id"].isin(someone) & ~place.isin(covered)
    return assignments[(assignments["state"] == RUNNING) & alone].reset_index(drop=True)


def goes_on_inside(
    assignments: pd.DataFrame, participants: pd.DataFrame, organisations: pd.DataFrame
) -> dict[str, bool]:
    """Whether the organisation behind an assignment goes on with it by itself (B26), as assignment_id -> yes or no.

    In: as :func:`hanging_on_one_person`, with ``internal_followup`` of the organisations. What nobody said of is left
    out.
    """
    people = participants.set_index("participant_id")
    places = organisations.set_index("organisation_id")
    place = assignments["organisation_id"].fillna(assignments["holder_id"].map(people["organisation_id"]))
    told = place.map(places["internal_followup"].dropna().astype(bool).to_dict())
    said = told.notna()
    return dict(zip(assignments.loc[said, "assignment_id"], told[said].astype(bool).tolist(), strict=True))


def by_theme(assignments: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Each assignment under each of its themes; what has no theme is there too, under none (A19).

    In: ``assignment_id``, ``what``, ``theme_ids`` (list); ``theme_id``, ``title``. Out: ``theme_id`` and ``title``
    (None when not connected yet), ``assignment_id``, ``what``; by theme in the order of ``themes``, those under none
    last. Every assignment is in it at least once; a theme that is gone counts as none.
    """
    import pandas as pd

    titles = dict(zip(themes["theme_id"], themes["title"], strict=True))
    rows = []
    for task in rows_of(assignments):
        known = [theme for theme in task["theme_ids"] if theme in titles]
        told = {name: task[name] for name in ("assignment_id", "what")}
        rows += [{"theme_id": theme, "title": titles.get(theme), **told} for theme in known or [None]]
    place = {theme: number for number, theme in enumerate(titles)}
    rows.sort(key=lambda row: place.get(row["theme_id"], len(place)))
    return pd.DataFrame(rows, columns=["theme_id", "title", "assignment_id", "what"], dtype=object)


def rests(assignments: pd.DataFrame, participants: pd.DataFrame) -> set[str]:
    """The ``assignment_id`` of running assignments whose holder takes a break: nothing is asked of them now (A32)."""
    pausing = participants.loc[participants["status"] == "pauze", "participant_id"]
    asleep = assignments["holder_id"].isin(pausing) & (assignments["state"] == RUNNING)
    return set(assignments.loc[asleep, "assignment_id"])
