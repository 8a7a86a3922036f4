"""Kaartjes sorteren: everyone lays the same cards on piles of their own, named in own words.

A sort has at most 50 cards, which are pieces of text. A card lies on one pile per person, or on none yet. Each sorts
alone; the piles of others show when you are done. What the group makes of it stands in ``card_themes.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, new, read_rows, remove
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

MAX_CARDS = 50
BUSY, DONE = "bezig", "klaar"


@dataclass(frozen=True)
class Pile:
    """A pile: ``order`` from 1, ``label`` in own words (empty when it has no name), and the cards on it."""

    pile_id: str
    order: int
    label: str
    fragment_ids: tuple[str, ...]
    contributor_id: str | None


def make_card_sort(project: Project, title: str, fragment_ids: Iterable[str], *, origin: str = "") -> str:
    """Make a sort of these pieces; give its id. A piece that is named twice is one card.

    Errors: ``Refused`` without a title, with fewer than 2 or more than 50 cards, or when a piece is gone.
    """
    cards = list(dict.fromkeys(fragment_ids))
    if not title.strip():
        raise Refused("coding.sort_needs_title")
    if not 2 <= len(cards) <= MAX_CARDS:
        raise Refused("coding.sort_size", n=len(cards), most=MAX_CARDS)
    known = {row.object_id for row in read_rows(project, "fragments")}
    if not set(cards) <= known:
        raise Refused("coding.sort_card_gone")
    made = new("card_sorts", title=title.strip(), fragment_ids=cards, status="open")
    write(project, [made], origin=origin)
    return made.object_id


def piles_of(project: Project, card_sort_id: str, by: str | None) -> list[Pile]:
    """The piles of one person, or of the group (``by`` is None), in order. A card is on one pile only."""
    rows = pile_rows(project, card_sort_id, by)
    # Two windows, or two copies that were merged, can leave a card on two piles: what was laid last counts.
    last: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        last |= dict.fromkeys(row["fragment_ids"], row.object_id)
    return [
        Pile(
            row.object_id,
            row["order"] or 0,
            row["label"] or "",
            tuple(card for card in row["fragment_ids"] if last[card] == row.object_id),
            by,
        )
        for row in rows
    ]


def read_placed(project: Project, card_sort_id: str) -> pd.DataFrame:
    """Every card on a pile of a person, one row each: ``contributor_id, pile_id, label, order, fragment_id``."""
    import pandas as pd

    people = {row["contributor_id"] for row in read_rows(project, "piles", card_sort_id=card_sort_id)} - {None}
    placed = [
        (person, pile.pile_id, pile.label, pile.order, card)
        for person in sorted(people)
        for pile in piles_of(project, card_sort_id, person)
        for card in pile.fragment_ids
    ]
    return pd.DataFrame(placed, columns=["contributor_id", "pile_id", "label", "order", "fragment_id"])


def visible_piles(placed: pd.DataFrame, done: Iterable[str], contributor_id: str) -> pd.DataFrame:
    """The piles this person may see now: the own ones, and once done also those of others who are done.

    ``placed`` as :func:`read_placed` gives it; ``done`` are the ids of who is done. Same columns, fewer rows.
    """
    ready = set(done)
    shown = ready | {contributor_id} if contributor_id in ready else {contributor_id}
    return placed[placed["contributor_id"].isin(list(shown))]


def add_pile(
    project: Project, card_sort_id: str, label: str, *, by: str | None, card: str | None = None, origin: str = ""
) -> str:
    """Make a pile, with ``card`` on it when given; give its id. One write.

    Errors: ``Refused`` when the sort is gone or the card does not belong to it.
    """
    if card:
        _check_card(project, card_sort_id, card)
    rows = pile_rows(project, card_sort_id, by)
    made = new(
        "piles",
        card_sort_id=card_sort_id,
        contributor_id=by,
        label=label.strip() or None,
        fragment_ids=[card] if card else [],
        order=max((row["order"] or 0 for row in rows), default=0) + 1,
    )
    write(project, [*lifted(rows, [card] if card else []), made], origin=origin)
    return made.object_id


def put_card(
    project: Project, card_sort_id: str, card: str, pile_id: str | None, *, by: str | None, origin: str = ""
) -> None:
    """Lay a card on a pile; it leaves the pile it was on. Without a pile it goes back among the cards to sort.

    Errors: ``Refused`` when the card or the pile does not belong to this sort and person.
    """
    _check_card(project, card_sort_id, card)
    rows = pile_rows(project, card_sort_id, by)
    target = next((row for row in rows if row.object_id == pile_id), None)
    if pile_id and target is None:
        raise Refused("coding.pile_gone")
    drafts = lifted([row for row in rows if row is not target], [card])
    if target and card not in target["fragment_ids"]:
        drafts.append(change(target, fragment_ids=[*target["fragment_ids"], card]))
    write(project, drafts, origin=origin)


def rename_pile(project: Project, pile_id: str, label: str, *, origin: str = "") -> None:
    """Give a pile another name, in own words. Errors: ``Refused`` when it is gone."""
    row = find(project, "piles", pile_id)
    if (row["label"] or "") != label.strip():
        write(project, [change(row, label=label.strip() or None)], origin=origin)


def empty_pile(project: Project, pile_id: str, *, origin: str = "") -> None:
    """Take all cards off a pile; they can be sorted again. The pile and its name stay."""
    row = find(project, "piles", pile_id)
    if row["fragment_ids"]:
        write(project, [change(row, fragment_ids=[])], origin=origin)


def set_piles(
    project: Project,
    card_sort_id: str,
    by: str,
    piles: Sequence[tuple[str, Sequence[str]]],
    *,
    done: bool = True,
    origin: str = "",
) -> None:
    """Keep all piles of one person at once, as (name, cards) in order, in one write; what was there before is replaced.

    For piles that were made on paper. The same piles again write nothing. Errors: ``Refused`` when a card does not
    belong to the sort, or lies on two piles.
    """
    cards = [card for _, pile in piles for card in pile]
    if len(set(cards)) < len(cards):
        raise Refused("coding.card_twice")
    for card in cards:
        _check_card(project, card_sort_id, card)
    before = pile_rows(project, card_sort_id, by)
    drafts: list[Draft] = [remove(row) for row in before[len(piles) :]]
    for order, (label, pile) in enumerate(piles, start=1):
        wanted: dict[str, Any] = {"label": label.strip() or None, "fragment_ids": list(pile), "order": order}
        if order > len(before):
            drafts.append(new("piles", card_sort_id=card_sort_id, contributor_id=by, **wanted))
        elif any(before[order - 1][name] != value for name, value in wanted.items()):
            drafts.append(change(before[order - 1], **wanted))
    drafts += _sorting(project, card_sort_id, by, status=DONE if done else BUSY)
    write(project, drafts, origin=origin)


def skip_card(project: Project, card_sort_id: str, card: str, *, by: str, skip: bool = True, origin: str = "") -> None:
    """Lay a card aside, or take it back among the cards to sort (``skip`` is False). Nobody asks why.

    Errors: ``Refused`` when the card does not belong to the sort.
    """
    _check_card(project, card_sort_id, card)
    aside = [one for one in skipped_by(project, card_sort_id, by) if one != card]
    write(
        project,
        _sorting(project, card_sort_id, by, skipped_ids=[*aside, card] if skip else aside),
        origin=origin,
    )


def finish_sort(project: Project, card_sort_id: str, *, by: str, done: bool = True, origin: str = "") -> None:
    """Say that one is done, also with cards left; or that one goes on (``done`` is False)."""
    write(project, _sorting(project, card_sort_id, by, status=DONE if done else BUSY), origin=origin)


def skipped_by(project: Project, card_sort_id: str, by: str) -> list[str]:
    """The cards this person laid aside."""
    rows = read_rows(project, "sortings", card_sort_id=card_sort_id, contributor_id=by)
    return list(dict.fromkeys(card for row in rows for card in row["skipped_ids"]))


def done_sorters(project: Project, card_sort_id: str) -> list[str]:
    """Who is done with a sort, by ``contributor_id``."""
    rows = read_rows(project, "sortings", card_sort_id=card_sort_id)
    return sorted({row["contributor_id"] for row in rows if row["status"] == DONE})


def pile_rows(project: Project, card_sort_id: str, by: str | None) -> list[Row]:
    """The current rows of the piles of one person or of the group, in order; of two versions the one written last."""
    rows = read_rows(project, "piles", card_sort_id=card_sort_id, contributor_id=by)
    last = {row.object_id: row for row in sorted(rows, key=lambda row: (row.at, row.id))}
    return sorted(last.values(), key=lambda row: (row["order"] or 0, row.object_id))


def lifted(rows: Iterable[Row], cards: Sequence[str]) -> list[Draft]:
    """These piles without these cards; only the piles that change."""
    return [
        change(row, fragment_ids=[card for card in row["fragment_ids"] if card not in cards])
        for row in rows
        if set(cards) & set(row["fragment_ids"])
    ]


def _check_card(project: Project, card_sort_id: str, card: str) -> None:
    if card not in find(project, "card_sorts", card_sort_id)["fragment_ids"]:
        raise Refused("coding.sort_card_gone")


def _sorting(project: Project, card_sort_id: str, by: str, **values: Any) -> list[Draft]:
    """The draft that says how far someone is; nothing when it says what is known already."""
    rows = read_rows(project, "sortings", card_sort_id=card_sort_id, contributor_id=by)
    if not rows:
        told = {"skipped_ids": [], "status": BUSY, **values}
        return [new("sortings", card_sort_id=card_sort_id, contributor_id=by, **told)]
    if len(rows) == 1 and all(rows[0][name] == value for name, value in values.items()):
        return []
    first, *others = rows
    twins = [row for row in others if row.object_id == first.object_id]
    apart = [row for row in others if row.object_id != first.object_id]  # begun on two copies of the project
    told = {"skipped_ids": skipped_by(project, card_sort_id, by), **values}
    return [change(first, *twins, **told), *(remove(row) for row in apart)]
