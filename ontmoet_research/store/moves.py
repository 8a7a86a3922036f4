"""Things that point at another of their own kind: a wish merged into a wish, a label replaced by a label.

One copy alone never makes a circle of them, two copies that are merged can: A was put under B here, and B under A
there. Both moves stay as they were written. Reading replays them in order and passes over a move that would close a
circle, so every copy reads the same and every chain ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .current import read_rows
from .project import Project


def replay(moves: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Where each thing stands after these moves, in order: thing -> what it is under. Never holds a circle.

    A move to None puts a thing back at the top. A move that would close a circle is passed over; the thing stays where
    it was. After Kleppmann et al. 2021, doi 10.1109/TPDS.2021.3118603.

    >>> replay([("a", "b"), ("b", "c"), ("c", "a")])
    {'a': 'b', 'b': 'c'}
    >>> replay([("a", "b"), ("a", "c"), ("b", None)])
    {'a': 'c'}
    """
    under: dict[str, str] = {}
    for thing, target in moves:
        if target is None:
            under.pop(thing, None)
        elif thing not in _way_up(under, target):
            under[thing] = target
    return under


def end_of(under: Mapping[str, str], thing: str) -> str:
    """Where the chain from this thing ends; the thing itself when it is under nothing.

    >>> end_of({"a": "b", "b": "c"}, "a"), end_of({"a": "b", "b": "c"}, "c")
    ('c', 'c')
    """
    return _way_up(under, thing)[-1]


def read_moves(project: Project, table: str, column: str) -> dict[str, str]:
    """Where each thing in a table stands by this column now, see :func:`replay`.

    The order is that of ``at`` and then of the row's id. Of two versions the one written last counts, unless that one
    would close a circle.
    """
    rows = sorted(read_rows(project, table), key=lambda row: (row.at, row.id))
    return replay((row.object_id, row[column]) for row in rows)


def _way_up(under: Mapping[str, str], thing: str) -> list[str]:
    way = [thing]
    while way[-1] in under:
        way.append(under[way[-1]])
    return way
