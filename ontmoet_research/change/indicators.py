"""A number that goes with a change (meetbaar beside merkbaar): before, after, source and the day of the number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new, remove
from ontmoet_research.store import change as changed
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    from collections.abc import Mapping

ORIGIN = "change.indicators"
NEEDED = ("what", "before", "after", "source")

__all__ = ["change_indicator", "record_indicator", "remove_indicator", "tell_indicator"]


def record_indicator(
    project: Project,
    change_id: str,
    what: str,
    before: str,
    after: str,
    source: str,
    *,
    as_of: str | None = None,
    before_on: str | None = None,
    unit: str | None = None,
) -> str:
    """Put a number beside a change; give the ``indicator_id``.

    ``before`` and ``after`` stay as they were typed ("ongeveer 70" is fine); ``as_of`` and ``before_on`` are ISO dates.
    Without ``as_of`` it is kept and a check asks for it (D04).

    Errors: ``Refused`` without what, before, after or source (C16), or when the change is gone.
    """
    find(project, "changes", change_id)
    told = {"what": what, "before": before, "after": after, "source": source}
    made = new(
        "indicators",
        change_id=change_id,
        **_needed(told),
        as_of=as_of,
        before_on=before_on,
        unit=(unit or "").strip() or None,
    )
    write(project, [made], origin=ORIGIN)
    return made.object_id


def change_indicator(project: Project, indicator_id: str, **details: Any) -> None:
    """Change a number or add its day. Errors: as ``record_indicator``, and ``Refused`` when it is gone."""
    row = find(project, "indicators", indicator_id)
    told = {**row.values, **details}
    _needed({name: told[name] or "" for name in NEEDED})
    write(project, [changed(row, **told)], origin=ORIGIN)


def remove_indicator(project: Project, indicator_id: str) -> None:
    """Take a number away; it stays in the history. Errors: ``Refused`` when it is gone already."""
    write(project, [remove(find(project, "indicators", indicator_id))], origin=ORIGIN)


def tell_indicator(told: Mapping[Any, Any]) -> str:
    """An indicator in words, with its source and its days, as it stands on a card and in the report."""
    from ontmoet_research.record import in_words

    unit = f" {told['unit']}" if told["unit"] else ""
    days = {
        name: say(f"effect.indicator.{name}", day=in_words(told[name])) if told[name] else ""
        for name in ("before_on", "as_of")
    }
    parts = [
        say("effect.indicator.what", what=isolated(told["what"])),
        say("effect.indicator.before", number=isolated(told["before"]), unit=unit, on=days["before_on"]),
        say("effect.indicator.after", number=isolated(told["after"]), unit=unit, on=days["as_of"]),
        say("effect.indicator.source", source=isolated(told["source"])),
    ]
    return " ".join([*parts, *([] if days["as_of"] else [say("effect.indicator.no_day")])])


def _needed(told: Mapping[str, str]) -> dict[str, str]:
    for name in NEEDED:
        if not told[name].strip():
            raise Refused(f"record.needs.indicators.{name}")
    return {name: text.strip() for name, text in told.items()}
