"""What people do with a theme: make it, give it other words, share or stop it, and say what supports or contradicts it.

Triangulation (C17) here is for looking only: pieces beside each other, never weighed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.model.material import RELATIONS, THEME_STATUSES
from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, new, read_rows, remove
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

__all__ = ["change_theme", "evidence_of", "make_theme", "set_relation"]

ORIGIN = "learning.themes"
FITS = RELATIONS[0]


def make_theme(project: Project, series_id: str, title: str, description: str = "", *, origin: str = ORIGIN) -> str:
    """Make a theme (idee) of a series; give its ``theme_id``. The side of the person at work made it.

    Errors: ``Refused`` without a title, or for a series that is gone.
    """
    find(project, "series", series_id)
    sides = [row["side"] for row in read_rows(project, "contributors", object_id=project.who)][-1:]
    made = new(
        "themes",
        title=_words(title),
        description_b1=description.strip() or None,
        status="idee",
        made_by_sides=sides,
        series_scope=[series_id],
    )
    write(project, [made], origin=origin)
    return made.object_id


def change_theme(
    project: Project, theme_id: str, *, title: str, description: str, status: str, origin: str = ORIGIN
) -> None:
    """Give a theme other words or another state.

    Writes nothing when nothing differs. Errors: ``Refused`` without a title, or when it is gone; ``ValueError`` for an
    unknown state.
    """
    if status not in THEME_STATUSES:
        raise ValueError(status)
    row = find(project, "themes", theme_id)
    told = {"title": _words(title), "description_b1": description.strip() or None, "status": status}
    if any(row[name] != value for name, value in told.items()):
        write(project, [change(row, **told)], origin=origin)


def set_relation(
    project: Project, theme_id: str, target_id: str, relation: str | None, *, origin: str = ORIGIN
) -> None:
    """Say how a piece of text (or something else) relates to a theme: past, nuance, spreekt_tegen; None: not at all.

    Writes nothing when it was so already. Errors: ``Refused`` when the theme is gone; ``ValueError`` for an unknown
    relation.
    """
    if relation is not None and relation not in RELATIONS:
        raise ValueError(relation)
    find(project, "themes", theme_id)
    rows = read_rows(project, "theme_links", theme_id=theme_id, target_id=target_id)
    if relation is None:
        drafts = [remove(row) for row in rows]
    elif rows:
        drafts = [change(row, relation=relation) for row in rows if row["relation"] != relation]
    else:
        drafts = [new("theme_links", theme_id=theme_id, target_id=target_id, relation=relation)]
    if drafts:
        write(project, drafts, origin=origin)


def evidence_of(theme_id: str, links: pd.DataFrame, seen: Collection[str]) -> dict[str, list[str]]:
    """The pieces that people chose with a theme, per relation, all three also when nothing was found (C17).

    In: ``theme_links`` (``theme_id, target_id, relation``) and the ``fragment_id`` of what may be read; links to a
    label or a pile are no piece. A link without a relation fits.
    """
    mine = links[(links["theme_id"] == theme_id) & links["target_id"].isin(list(seen))]
    mine = mine.assign(relation=mine["relation"].fillna(FITS)).drop_duplicates(["target_id", "relation"])
    return {one: list(mine.loc[mine["relation"] == one, "target_id"]) for one in RELATIONS}


def _words(title: str) -> str:
    if not title.strip():
        raise Refused("learning.theme_needs_name")
    return title.strip()
