"""Ripples (kringen in het water): what was done, what came of it, and what came of that.

Source: Ripple Effects Mapping (Chazdon and others; Nobles & Hall). Effects that hang on nothing stay in sight, and
worse is asked for too, because looking back together makes people hopeful.

One copy alone never makes a circle; two copies that are merged can. Reading takes the links in the order they were
written and passes over one that would close a circle, so every copy reads the same and nothing runs for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ontmoet_research.record import keep, write
from ontmoet_research.store import Project, find, find_many, read_table, rows_of
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.ripples"
Link = tuple[str, str]

COLUMNS = ("ripple_id", "number", "depth", "text", "kind", "direction", "date", "about_id", "from_ids", "isolated")

__all__ = ["add_ripple", "link_ripple", "links_without_circles", "ripple_links", "ripples_in_order"]


def add_ripple(
    project: Project,
    series_id: str,
    text: str,
    kind: str,
    after_ids: Sequence[str] = (),
    *,
    about_id: str | None = None,
    date: str | None = None,
    direction: str | None = None,
) -> str:
    """Keep something that was done (``activiteit``) or that followed (``effect``); give the ``ripple_id``.

    ``after_ids`` are the ripples it came from, ``about_id`` a meeting, assignment or change, ``date`` ISO text.
    Errors: ``Refused`` without words, or when the series or a ripple it came from is gone or of another series;
    ``ValueError`` for a value the model does not know.
    """
    find(project, "series", series_id)
    before = list(dict.fromkeys(after_ids))
    known = find_many(project, "ripples", before)
    if len(known) < len(before) or any(row["series_id"] != series_id for row in known.values()):
        raise Refused("effect.ripple_gone")
    values = {"text": text, "kind": kind, "about_id": about_id, "date": date, "direction": direction}
    return keep(project, "ripples", origin=ORIGIN, series_id=series_id, after_ids=before, **values)


def link_ripple(project: Project, ripple_id: str, after_ids: Sequence[str]) -> None:
    """Say what a ripple came from; replaces what was said before.

    Errors: ``Refused`` when that makes a circle, when one is of another series, or when something is gone.
    """
    row = find(project, "ripples", ripple_id)
    before = list(dict.fromkeys(after_ids))
    known = find_many(project, "ripples", before)
    if len(known) < len(before) or any(other["series_id"] != row["series_id"] for other in known.values()):
        raise Refused("effect.ripple_gone")
    others = [link for link in ripple_links(read_table(project, "ripples")) if link[1] != ripple_id]
    kept, _ = links_without_circles(others)
    _, skipped = links_without_circles([*kept, *((one, ripple_id) for one in before)])
    if skipped:
        raise Refused("effect.ripple_circle")
    write(project, [changed(row, after_ids=before)], origin=ORIGIN)


def ripple_links(ripples: pd.DataFrame) -> list[Link]:
    """All links as (from, to), in the order they were written; links to what is not in the table are left out.

    In: ``ripple_id``, ``after_ids`` (list), ``at`` and ``row_id``. Of two versions the links of both count.
    """
    known = set(ripples["ripple_id"])
    ordered = ripples.sort_values(["at", "row_id"], kind="stable")
    pairs = zip(ordered["ripple_id"], ordered["after_ids"], strict=True)
    found = [(source, target) for target, sources in pairs for source in sources if source in known]
    return list(dict.fromkeys(found))


def links_without_circles(links: Iterable[Link]) -> tuple[list[Link], list[Link]]:
    """Divide links into those that stand and those that would close a circle, taken in this order.

    >>> links_without_circles([("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")])
    ([('a', 'b'), ('b', 'c'), ('a', 'c')], [('c', 'a')])
    """
    kept: list[Link] = []
    skipped: list[Link] = []
    after: dict[str, list[str]] = {}
    for source, target in links:
        if _reaches(after, target, source):
            skipped.append((source, target))
        else:
            kept.append((source, target))
            after.setdefault(source, []).append(target)
    return kept, skipped


def ripples_in_order(ripples: pd.DataFrame) -> tuple[pd.DataFrame, list[Link]]:
    """The ripples as they are read: each once, under the first it came from, with a number such as 1.2.

    In: the table ``ripples`` with ``row_id`` and ``at``. Out: (table, links that were passed over because they would
    close a circle). The table has ``ripple_id``, ``number``, ``depth`` (0 for what came from nothing; otherwise one
    more than the deepest it came from), ``text``, ``kind``, ``direction``, ``date``, ``about_id``, ``from_ids`` (the
    ripples it came from) and ``isolated`` (True for an effect that came from nothing and led to nothing).
    """
    import pandas as pd

    kept, skipped = links_without_circles(ripple_links(ripples))
    told = {row["ripple_id"]: row for row in rows_of(ripples.sort_values("ripple_id"))}
    came: dict[str, list[str]] = {one: [] for one in told}
    for source, target in kept:
        came[target].append(source)
    depth = _depths(came)
    numbers = _numbers(told, came)
    leads = {source for source, _ in kept}
    rows = [
        {
            **{name: told[one][name] for name in ("text", "kind", "direction", "date", "about_id")},
            "ripple_id": one,
            "number": number,
            "depth": depth[one],
            "from_ids": came[one],
            "isolated": told[one]["kind"] == "effect" and not came[one] and one not in leads,
        }
        for one, number in numbers.items()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)), skipped


def _reaches(after: dict[str, list[str]], start: str, goal: str) -> bool:
    """Whether there is a way along ``after`` from start to goal; a thing reaches itself."""
    todo, seen = [start], {start}
    while todo:
        one = todo.pop()
        if one == goal:
            return True
        fresh = [other for other in after.get(one, ()) if other not in seen]
        seen.update(fresh)
        todo += fresh
    return False


def _depths(came: dict[str, list[str]]) -> dict[str, int]:
    depth: dict[str, int] = {}
    todo = list(came)
    while todo:  # there is no circle, so each round settles at least one
        settled = [one for one in todo if all(source in depth for source in came[one])]
        depth |= {one: max((depth[source] + 1 for source in came[one]), default=0) for one in settled}
        todo = [one for one in todo if one not in depth]
    return depth


def _numbers(told: dict[str, Any], came: dict[str, list[str]]) -> dict[str, str]:
    """A number for each, in reading order: activities first, then what hangs on nothing."""
    under: dict[str, list[str]] = {}
    for one, sources in came.items():
        if sources:
            under.setdefault(sources[0], []).append(one)
    roots = [one for one, sources in came.items() if not sources]
    roots.sort(key=lambda one: told[one]["kind"] != "activiteit")
    numbers: dict[str, str] = {}
    todo = [(one, str(at)) for at, one in enumerate(roots, start=1)]
    while todo:
        one, number = todo.pop(0)
        numbers[one] = number
        todo = [(child, f"{number}.{at}") for at, child in enumerate(under.get(one, ()), start=1)] + todo
    return numbers
