"""What exists already in the area (initiatieven), where it was named, and what is still lacking there (A27, A28)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new, read_rows
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.initiatives"

__all__ = ["add_initiative", "change_initiative", "count_named", "link_pieces"]


def add_initiative(project: Project, name: str, **details: Any) -> str:
    """Keep an initiative; give the ``initiative_id``.

    ``details`` are ``kind``, ``place``, ``for_whom``, ``gap_note`` (what is still lacking) and ``fragment_ids``.
    Errors: ``Refused`` without a name, or when there is one with this name already.
    """
    known = " ".join(name.split())
    if not known:
        raise Refused("record.needs.initiatives.name")
    need_own_name(project, known)
    made = new("initiatives", name=known, **details)
    write(project, [made], origin=ORIGIN)
    return made.object_id


def change_initiative(project: Project, initiative_id: str, **details: Any) -> None:
    """Change what is known of an initiative. Errors: ``Refused`` when it is gone."""
    write(project, [changed(find(project, "initiatives", initiative_id), **details)], origin=ORIGIN)


def need_own_name(project: Project, name: str, itself: str = "") -> None:
    """No other initiative has this name. Errors: ``Refused``."""
    others = {row["name"].casefold() for row in read_rows(project, "initiatives") if row.object_id != itself}
    if name.casefold() in others:
        raise Refused("effect.initiative_known")


def link_pieces(project: Project, initiative_id: str, fragment_ids: Collection[str], *, linked: bool = True) -> None:
    """Say in which pieces of text an initiative is named, or (``linked=False``) take that back.

    Errors: ``Refused`` when the initiative or a piece is gone.
    """
    row = find(project, "initiatives", initiative_id)
    if linked:
        for one in fragment_ids:
            find(project, "fragments", one)
        kept = [*row["fragment_ids"], *fragment_ids]
    else:
        kept = [one for one in row["fragment_ids"] if one not in fragment_ids]
    write(project, [changed(row, fragment_ids=list(dict.fromkeys(kept)))], origin=ORIGIN)


def count_named(initiatives: pd.DataFrame, fragment_ids: Collection[str]) -> pd.DataFrame:
    """In how many pieces each initiative is named, in the order given.

    In: the table ``initiatives``; ``fragment_ids`` are the pieces that may be seen. Out: its columns, then ``n_named``.
    """
    seen = set(fragment_ids)
    return initiatives.assign(n_named=[len(seen & set(pieces)) for pieces in initiatives["fragment_ids"]]).reset_index(
        drop=True
    )
