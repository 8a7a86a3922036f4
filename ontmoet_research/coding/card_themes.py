"""The group looks at all piles together: a proposal, the group's own table of cards, and names that become themes.

The proposal is only a start. As soon as the group lays it out, it is the group's own: later sorters don't shuffle what
was decided. A named pile is a theme (*idee*) that rests on its cards; moving a card moves what the theme rests on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, new, read_rows, remove
from ontmoet_research.words import Refused

from .card_groups import propose_groups
from .card_sort import done_sorters, lifted, pile_rows, read_placed

if TYPE_CHECKING:
    import pandas as pd

FITS = "past"


def read_proposal(project: Project, card_sort_id: str) -> pd.DataFrame:
    """The proposal of :func:`propose_groups` over everyone who is done.

    Errors: ``Refused`` when the person at work is not done (blind first), or when fewer than 2 people are.
    """
    done = done_sorters(project, card_sort_id)
    if project.who not in done:
        raise Refused("coding.sort_first_alone")
    if len(done) < 2:
        raise Refused("coding.sort_needs_two")
    placed = read_placed(project, card_sort_id)
    cards = find(project, "card_sorts", card_sort_id)["fragment_ids"]
    return propose_groups(cards, placed[placed["contributor_id"].isin(done)])


def lay_out(project: Project, card_sort_id: str, *, origin: str = "") -> None:
    """Lay the proposal on the group's table, in one write. Named piles stay as they are, with their cards.

    Errors: as :func:`read_proposal`.
    """
    proposal = read_proposal(project, card_sort_id)
    rows = pile_rows(project, card_sort_id, None)
    named = [row for row in rows if theme_of(project, row.object_id)]
    taken = {card for row in named for card in row["fragment_ids"]}
    drafts: list[Draft] = [remove(row) for row in rows if row not in named]
    order = max((row["order"] or 0 for row in named), default=0)
    for _, members in proposal[proposal["group"].notna()].groupby("group"):
        cards = [card for card in members["fragment_id"] if card not in taken]
        if len(cards) > 1:
            order += 1
            drafts.append(new("piles", card_sort_id=card_sort_id, fragment_ids=cards, order=order))
    write(project, drafts, origin=origin)


def move_card(
    project: Project, card_sort_id: str, card: str, pile_id: str | None, *, apart: bool = False, origin: str = ""
) -> None:
    """Move a card on the group's table to another pile, or off all piles, in one write; themes go along.

    ``apart`` lays it on a pile that is new. Errors: ``Refused`` when the pile is gone.
    """
    rows = pile_rows(project, card_sort_id, None)
    target = next((row for row in rows if row.object_id == pile_id), None)
    if pile_id and target is None:
        raise Refused("coding.pile_gone")
    left = [row for row in rows if row is not target and card in row["fragment_ids"]]
    drafts = lifted(left, [card])
    drafts += [remove(link) for row in left for link in _links(project, row.object_id) if link["target_id"] == card]
    if target and card not in target["fragment_ids"]:
        drafts.append(change(target, fragment_ids=[*target["fragment_ids"], card]))
        theme = theme_of(project, target.object_id)
        drafts += [_link(theme.object_id, card)] if theme else []
    if apart:
        order = max((row["order"] or 0 for row in rows), default=0) + 1
        drafts.append(new("piles", card_sort_id=card_sort_id, fragment_ids=[card], order=order))
    write(project, drafts, origin=origin)


def name_group(project: Project, pile_id: str, title: str, *, description: str | None = None, origin: str = "") -> str:
    """Give a pile of the group a name: it becomes a theme with status *idee*; give the ``theme_id``. One write.

    The sides that made it are those of everyone who is done with the sort, and of the person at work. Another name
    later changes the theme. Errors: ``Refused`` without a name, without cards, or when the pile is gone.
    """
    pile = find(project, "piles", pile_id)
    if not title.strip():
        raise Refused("coding.theme_needs_name")
    if not pile["fragment_ids"]:
        raise Refused("coding.theme_needs_cards")
    told: dict[str, Any] = {"title": title.strip(), "made_by_sides": _sides(project, pile["card_sort_id"])}
    theme = theme_of(project, pile_id)
    drafts: list[Draft] = [change(pile, label=title.strip())]
    if theme:
        drafts.append(change(theme, **told, **({"description_b1": description} if description is not None else {})))
        key = theme.object_id
    else:
        scope = _series_of(project, pile["fragment_ids"])
        made = new("themes", status="idee", description_b1=description, series_scope=scope, **told)
        key = made.object_id
        links = [_link(key, card) for card in pile["fragment_ids"]]
        drafts += [made, new("theme_links", theme_id=key, target_id=pile_id), *links]
    write(project, drafts, origin=origin)
    return key


def theme_of(project: Project, pile_id: str) -> Row | None:
    """The theme that a pile of the group became; None while it has no name."""
    for link in read_rows(project, "theme_links", target_id=pile_id):
        found = read_rows(project, "themes", object_id=link["theme_id"])
        if found:
            return found[-1]
    return None


def _links(project: Project, pile_id: str) -> list[Row]:
    theme = theme_of(project, pile_id)
    return read_rows(project, "theme_links", theme_id=theme.object_id) if theme else []


def _link(theme_id: str, card: str) -> Draft:
    return new("theme_links", theme_id=theme_id, target_id=card, relation=FITS)


def _sides(project: Project, card_sort_id: str) -> list[str]:
    people = {*done_sorters(project, card_sort_id), project.who}
    return sorted({row["side"] for row in read_rows(project, "contributors") if row.object_id in people})


def _series_of(project: Project, fragment_ids: list[str]) -> list[str]:
    sources = {row.object_id: row["session_id"] for row in read_rows(project, "sources")}
    series = {row.object_id: row["series_id"] for row in read_rows(project, "sessions")}
    wanted = set(fragment_ids)
    found = (row["source_id"] for row in read_rows(project, "fragments") if row.object_id in wanted)
    return sorted({series[sources[one]] for one in found if sources.get(one) in series})
