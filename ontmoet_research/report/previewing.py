"""One part of the report as it will be printed for some readers, with a text that is not kept yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from ontmoet_research.store import rows_of

from .blocks import Block, LeftOut, Section
from .finishing import finish
from .material import THEME, Material
from .sections import PARTS
from .theme_parts import about_theme, read_themes
from .written import written_by_people

__all__ = ["part_as_printed"]


def part_as_printed(material: Material, section: str, body: str) -> list[Block]:
    """The blocks of one part for the readers of ``material``, with ``body`` in the place of what people wrote."""
    now = replace(material, written=_with(material, section, body))
    found = _theme(now, section) if section.startswith(THEME) else _part(now, section)
    return [block for one in finish([Section(section, "", tuple(found))]) for block in one.blocks]


def _part(material: Material, section: str) -> list[Block]:
    part = PARTS.get(section)
    told = part.body(material) if part and part.body else written_by_people(material, section)
    return [one for one in told if not isinstance(one, LeftOut)]


def _theme(material: Material, section: str) -> list[Block]:
    known = read_themes(material).all if len(material.learning.codings) else ()
    found = next((one for one in known if THEME + one.theme_id == section), None)
    return about_theme(material, found) if found else written_by_people(material, section)


def _with(material: Material, section: str, body: str) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [one for one in rows_of(material.written) if one["section"] != section]
    if body.strip():
        mine = [one for one in rows_of(material.written) if one["section"] == section]
        first = mine[-1] if mine else dict.fromkeys(material.written.columns)
        empty: dict[str, Any] = {"authors": [], "sources": [], "knowledge_sources": [], "sides": []}
        rows.append({**empty, **{k: v for k, v in first.items() if v is not None},
                     "section": section, "body_md": body, "held_back": False})  # fmt: skip
    return pd.DataFrame(rows, columns=material.written.columns)
