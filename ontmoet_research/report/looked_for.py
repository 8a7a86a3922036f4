"""What people looked for and did not find: a voice against a theme, or what did not work. Not looked is said too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ontmoet_research.record import in_words, keep
from ontmoet_research.store import Project, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .blocks import Block, paragraph
from .material import Material
from .outside import named_sides, searched
from .readers import is_inside

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "report.looked_for"
AGAINST, NOT_WORKED = "tegenstem", "niet_gelukt"

__all__ = ["AGAINST", "NOT_WORKED", "ORIGIN", "looked_for", "no_voice_against", "nothing_stuck"]


def looked_for(
    project: Project, series_id: str, what: str, looked_by: Sequence[str], looked_on: str, theme_id: str | None = None
) -> str:
    """Keep that people looked and found nothing; give the ``search_id``.

    ``what`` is tegenstem (with its ``theme_id``) or niet_gelukt; ``looked_by`` are contributors; ``looked_on`` is a
    day as people type it. Errors: ``Refused`` without who, without a day that can be read, or when something is gone.
    """
    if not looked_by:
        raise Refused("write_report.needs_who_looked")
    told = {"what": what, "theme_id": theme_id or None, "looked_by": list(looked_by), "looked_on": looked_on}
    return keep(project, "searches", origin=ORIGIN, series_id=series_id, **told)


def no_voice_against(material: Material, themes: Mapping[str, str]) -> list[Block]:
    """Of the themes (title by id) without a voice against them: who looked and when, and where nobody looked yet."""
    told: dict[str, list[str]] = {}
    for theme_id, title in themes.items():
        told.setdefault(_looked(material, AGAINST, theme_id), []).append(isolated(title))
    looked = [(who, titles) for who, titles in told.items() if who]
    outside = "" if is_inside(material) else "_outside"  # there it may be that too few people stand behind one
    lines = [say(f"report.looked.against{outside}", who=who, themes=join_words(titles)) for who, titles in looked]
    if told.get(""):
        lines.append(say(f"report.looked.not_yet{outside}", themes=join_words(told[""])))
    return [paragraph(" ".join(lines))] if lines else []


def nothing_stuck(material: Material) -> list[Block]:
    """That nothing was reported, and who looked."""
    who = _looked(material, NOT_WORKED)
    return [paragraph(say("report.looked.nothing", who=who) if who else say("report.looked.nothing_nobody"))]


def _looked(material: Material, what: str, theme_id: str | None = None) -> str:
    """Who looked last, by side, and when; empty when nobody did. Never a name: a side is named, as elsewhere."""
    rows = [one for one in _of(material.searches, what) if one["theme_id"] == theme_id]
    if not rows:
        return ""
    last = max(rows, key=lambda one: str(one["looked_on"]))
    told = searched(material, last["search_id"], last["sides"])
    sides = named_sides(told) or say("report.side.unknown")
    return say("report.looked.who", sides=sides, day=in_words(last["looked_on"]))


def _of(searches: pd.DataFrame, what: str) -> list[dict[str, Any]]:
    return [one for one in rows_of(searches) if one["what"] == what]
