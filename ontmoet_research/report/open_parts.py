"""What is still open: signals and what became of them, help that was asked, promises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ontmoet_research.change.wording import bare
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import say

from .blocks import Block, LeftOut, Subheading, bullets, plain
from .material import Material
from .readers import is_inside

__all__ = ["help_asked_for", "open_promises", "signals"]

_ORDER = ("open", "doorgezet", "opgelost")


def signals(material: Material) -> list[Block]:
    """Each signal or urgent question, the open ones first: what became of it, and the advice it went into (C32, C33).

    No case stands in a signal, so all readers get the same.
    """
    found = rows_of(material.entered.signals)
    if not found:
        return []
    found.sort(key=lambda one: _ORDER.index(one["status"]))
    lines = [
        " ".join(filter(None, (isolated(one["text"]), _became(one), _told("advice", one["advice"])))) for one in found
    ]
    return [Subheading(3, plain(say("report.heading.signals"))), bullets(lines)]


def help_asked_for(material: Material) -> list[Block]:
    """What people said they need, without who asked. Outside the group only that it stays there, asked or not."""
    if not is_inside(material):
        return [LeftOut(say("report.left_out.help"), say("report.left_out.stays_inside"))]
    asked = material.entered.help
    if asked.empty:
        return []
    heading = Subheading(3, plain(say("report.heading.help")))
    lines = [
        say(
            "report.help.given" if one["given"] else "report.help.open",
            need=isolated(bare(one["need"])),
            whom=say("report.help.from", whom=isolated(bare(one["from_whom"]))) if one["from_whom"] else "",
        )
        for one in rows_of(asked)
    ]
    return [heading, bullets(line.strip() for line in lines)]


def open_promises(material: Material) -> list[Block]:
    """What was promised and not done yet (D10, D22). Who promised is for the group only: that is soon one person."""
    found = material.entered.promises
    if found.empty:
        return []
    lines = []
    for one in rows_of(found):
        due = say("report.promise.due", day=_day(one["due"])) if one["due"] else ""
        by = _told("by", one["by_whom"], "report.promise") if is_inside(material) else ""
        line = say("report.promise.line", what=isolated(bare(one["what"])), whom=isolated(bare(one["to_whom"])))
        lines.append(" ".join(filter(None, (line, due, by))))
    return [Subheading(3, plain(say("report.heading.promises"))), bullets(lines)]


def _became(signal: Mapping[Any, Any]) -> str:
    told = say(f"report.signal.{signal['status']}")
    return " ".join(filter(None, (told, _told("to_whom", signal["to_whom"]), _told("answer", signal["answer"]))))


def _told(name: str, value: str | None, section: str = "report.signal") -> str:
    return say(f"{section}.{name}", told=isolated(bare(value))) if value and value.strip() else ""


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))
