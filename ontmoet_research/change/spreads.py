"""Something went on to another place or organisation (verspreiding, A44)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.record import keep
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

ORIGIN = "change.spreads"

__all__ = ["add_spread", "tell_spread"]


def add_spread(
    project: Project,
    series_id: str,
    what: str,
    *,
    to_series_id: str | None = None,
    organisation_id: str | None = None,
    to_whom: str | None = None,
    form: str | None = None,
    date: str | None = None,
) -> str:
    """Keep that something of this series went on; give the ``spread_id``. ``date`` is ISO text.

    It went to another series, to an organisation, or to a place in words. Errors: ``Refused`` without what went on or
    where to, when it would go to the series itself, or when something is gone.
    """
    words = (to_whom or "").strip()
    if what.strip():
        need_where(series_id, to_series_id, organisation_id, words)
    values = {"what": what, "to_whom": words, "form": form, "date": date}
    ends = {"to_series_id": to_series_id, "organisation_id": organisation_id}
    return keep(project, "spreads", origin=ORIGIN, series_id=series_id, **ends, **values)


def need_where(series_id: str, to_series_id: str | None, organisation_id: str | None, to_whom: str | None) -> None:
    """Something went somewhere, and not to where it came from. Errors: ``Refused``."""
    if not (to_series_id or organisation_id or to_whom):
        raise Refused("effect.spread_needs_where")
    if to_series_id == series_id:
        raise Refused("effect.spread_to_itself")


def tell_spread(
    told: Mapping[Any, Any], series: Mapping[str, str], organisations: Mapping[str, str], named: Collection[str]
) -> str:
    """A spread in words. ``series`` and ``organisations`` give names by id; only ``named`` organisations are named."""
    from ontmoet_research.record import in_words

    where = []
    if told["to_series_id"] in series:
        where.append(say("effect.spread.series", title=isolated(series[told["to_series_id"]])))
    if told["organisation_id"]:
        known = told["organisation_id"] in named and told["organisation_id"] in organisations
        where.append(isolated(organisations[told["organisation_id"]]) if known else say("effect.spread.somewhere"))
    if told["to_whom"]:
        where.append(isolated(told["to_whom"]))
    form = say("effect.spread.form", form=isolated(told["form"])) if told["form"] else ""
    day = say("effect.spread.day", day=in_words(told["date"])) if told["date"] else ""
    to = say("effect.spread.to", where=", ".join(where))
    return " ".join(part for part in (isolated(told["what"]), to, form, day) if part)
