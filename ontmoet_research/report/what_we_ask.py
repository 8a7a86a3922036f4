"""What a report asks: numbered, of whom, on what it rests, and by when an answer is wanted (B01, C32)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ontmoet_research.record import change, in_words, keep, take_out
from ontmoet_research.store import Project, find, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .blocks import Block, Bullets, Run, Words
from .material import Material

ORIGIN = "report.requests"

__all__ = ["ORIGIN", "ask_of", "asked_for", "drop_request", "rest_request_on"]


def ask_of(
    project: Project,
    series_id: str,
    what: str,
    to_whom: str,
    *,
    answer_by: str | None = None,
    rests_on: Sequence[str] = (),
) -> str:
    """Keep what the report asks of whom; give the ``request_id``. It comes last in the list.

    ``answer_by`` is a day as people type it; ``rests_on`` are ids of themes, changes, wishes or quotes. Errors:
    ``Refused`` without what or of whom, for a day nobody can read, or when something is gone.
    """
    last = max((row["order"] or 0 for row in read_rows(project, "requests", series_id=series_id)), default=0)
    told = {"what": what, "to_whom": to_whom, "answer_by": answer_by, "rests_on": list(rests_on), "order": last + 1}
    return keep(project, "requests", origin=ORIGIN, series_id=series_id, **told)


def rest_request_on(project: Project, request_id: str, object_id: str) -> None:
    """Say that a request rests on a theme, change or wish, or no longer does. Errors: ``Refused`` when it is gone."""
    now = find(project, "requests", request_id)["rests_on"]
    after = [one for one in now if one != object_id] + [object_id] * (object_id not in now)
    change(project, "requests", request_id, origin=ORIGIN, rests_on=after)


def drop_request(project: Project, request_id: str) -> None:
    """Take a request out of the report. Errors: ``Refused`` when it is gone."""
    take_out(project, "requests", request_id, origin=ORIGIN)


def asked_for(material: Material, names: Mapping[str, str]) -> list[Block]:
    """The numbered list; ``names`` tells by id what a request can rest on, as it is called in this report."""
    if material.requests.empty:
        return []
    ordered = material.requests.sort_values("order", kind="stable", na_position="last")
    return [Bullets(tuple(_line(one, names) for one in rows_of(ordered)), numbered=True)]


def _line(request: Mapping[Any, Any], names: Mapping[str, str]) -> Words:
    basis = [names[one] for one in request["rests_on"] if one in names]
    more = [say("report.request.rests_on", what=join_words(basis))] if basis else []
    more += [say("report.request.until", day=in_words(request["answer_by"]))] if request["answer_by"] else []
    to_whom = isolated(request["to_whom"].strip())
    return (
        Run(f"{to_whom[:1].upper()}{to_whom[1:]}: ", bold=True),
        Run(isolated(request["what"].strip())),
        *([Run(f" ({'; '.join(more)})", italic=True)] if more else []),
    )
