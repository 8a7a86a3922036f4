"""What may stay of an object that was erased, in whole or in part. Pure rules; purging stands in ``erase.py``.

An erasure names an object and, when only some words had to go, the row without those words that stays
(``keep_id``). Of the object then live only that row and what was written on top of it. So an old copy, or a
correction somebody made offline on the old words, can't bring the words back, whatever its rows are called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


def alive(parents: Mapping[str, Iterable[str]], keeps: Iterable[str | None]) -> set[str]:
    """The rows of one object that may stay.

    ``parents`` maps every row of the object to the rows it replaces; ``keeps`` holds the ``keep_id`` of each confirmed
    erasure of the object (None where the whole object goes). Several erasures must all allow a row.

    >>> history = {"old": [], "clean": ["old"], "later": ["clean"], "offline": ["old"]}
    >>> sorted(alive(history, ["clean"])), alive(history, [None]), len(alive(history, []))
    (['clean', 'later'], set(), 4)
    """
    children: dict[str, list[str]] = defaultdict(list)
    for row, replaced in parents.items():
        for parent in replaced:
            children[parent].append(row)
    staying = set(parents)
    for keep in keeps:
        staying &= set() if keep is None else _with_what_follows(keep, children) & set(parents)
    return staying


def _with_what_follows(row: str, children: Mapping[str, list[str]]) -> set[str]:
    found, todo = set(), [row]
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo += children.get(here, [])
    return found
