"""What residents put first. Their side makes, orders and removes it; everyone else may say something about it (E26)."""

from __future__ import annotations

from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, find, new, read_rows, remove
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "change.priorities"
OWN_SIDE = "ervaring"
OWN_PERSPECTIVES = frozenset({"lived_experience", "resident"})


def may_set_priorities(project: Project) -> bool:
    """Whether the person at work may change the list: of the side with experience, or a resident who takes part."""
    row = next((one for one in read_rows(project, "contributors") if one.object_id == project.who), None)
    if row is None:
        return False
    return row["side"] == OWN_SIDE or _is_resident(project, row["participant_id"])


def list_priorities(project: Project, series_id: str) -> list[Row]:
    """The priorities of a series, in the order residents gave them."""
    rows = {row.object_id: row for row in read_rows(project, "priorities", series_id=series_id)}
    return sorted(rows.values(), key=lambda row: (row["order"], row.object_id))


def add_priority(project: Project, series_id: str, title: str, allies: str = "") -> str:
    """Put something at the end of the list; give the ``priority_id``. ``allies`` are broad labels.

    Errors: ``Refused`` for someone of another side, without words, or when the series is gone.
    """
    _need_own_side(project)
    if not title.strip():
        raise Refused("record.needs.priorities.title")
    find(project, "series", series_id)
    place = max((row["order"] for row in list_priorities(project, series_id)), default=0) + 1
    made = new(
        "priorities",
        series_id=series_id,
        title=title.strip(),
        allies=allies.strip() or None,
        order=place,
        set_by_side=OWN_SIDE,
    )
    write(project, [made], origin=ORIGIN)
    return made.object_id


def move_up(project: Project, priority_id: str) -> None:
    """Put a priority one place higher; the first stays where it is.

    Errors: ``Refused`` for someone of another side, or when it is gone.
    """
    _need_own_side(project)
    row = find(project, "priorities", priority_id)
    listed = [one.object_id for one in list_priorities(project, row["series_id"])]
    place = listed.index(priority_id)
    if place:
        listed[place - 1 : place + 1] = [priority_id, listed[place - 1]]
        _number(project, row["series_id"], listed)


def remove_priority(project: Project, priority_id: str) -> None:
    """Take a priority off the list; undo brings it back. Errors: as :func:`move_up`."""
    _need_own_side(project)
    write(project, [remove(find(project, "priorities", priority_id))], origin=ORIGIN)


def comment_on_priority(project: Project, priority_id: str, text: str) -> str:
    """Say something about a priority, whatever one's side; give the ``memo_id``. The priority stays as it is.

    Errors: ``Refused`` without words, when nobody said who they are, or when it is gone.
    """
    if not text.strip():
        raise Refused("record.needs.memos.text")
    find(project, "priorities", priority_id)
    find(project, "contributors", project.who)
    made = new("memos", contributor_id=project.who, kind="idee", private=False, about_id=priority_id, text=text.strip())
    write(project, [made], origin=ORIGIN)
    return made.object_id


def comments_on(project: Project, priority_id: str) -> list[Row]:
    """What people said about a priority, the first first."""
    return [row for row in read_rows(project, "memos", about_id=priority_id) if not row["private"]]


def _is_resident(project: Project, participant_id: str | None) -> bool:
    people = {row.object_id: row["perspectives"] for row in read_rows(project, "participants")}
    return not OWN_PERSPECTIVES.isdisjoint(people.get(participant_id or "", []))


def _need_own_side(project: Project) -> None:
    if not may_set_priorities(project):
        raise Refused("change.priorities_are_of_residents")


def _number(project: Project, series_id: str, listed: list[str]) -> None:
    rows = {row.object_id: row for row in list_priorities(project, series_id)}
    moved = [(rows[key], place) for place, key in enumerate(listed, start=1) if rows[key]["order"] != place]
    write(project, [changed(row, order=place) for row, place in moved], origin=ORIGIN)
