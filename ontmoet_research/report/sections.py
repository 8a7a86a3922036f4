"""The report as one whole: its parts in order, made from a project. How it looks is made elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, join_words
from ontmoet_research.words import say

from .blocks import CONCEPT, Block, Note, Report, Section
from .change_parts import from_wish_to_change, what_did_not_work
from .changed_parts import what_changed
from .closing_parts import another_voice, appendix, how_sure_we_are, proud_and_thanks, what_we_ask
from .group_parts import how_we_worked, period, who_took_part, who_was_missing, why_this_series
from .learned_parts import what_we_learned
from .material import Material
from .outside import made_by
from .written import to_write

__all__ = ["PARTS", "compose"]

# The keys are what ``report_sections.section`` holds; their headings stand in the words.
PARTS: dict[str, Callable[[Material], list[Block]]] = {
    "in_het_kort": lambda material: to_write(material, "in_het_kort"),
    "waarom_deze_reeks": why_this_series,
    "wie_deden_mee": who_took_part,
    "wie_ontbrak": who_was_missing,
    "zo_werkten_we_samen": how_we_worked,
    "wat_we_leerden": what_we_learned,
    "van_wens_naar_verandering": from_wish_to_change,
    "wat_er_veranderde": what_changed,
    "wat_nog_niet_lukte": what_did_not_work,
    "ander_geluid": another_voice,
    "wat_we_vragen": what_we_ask,
    "hoe_zeker_zijn_we": how_sure_we_are,
    "trots_en_dank": proud_and_thanks,
    "bijlage": appendix,
}


def compose(material: Material, today: date) -> Report:
    """The report made from what was read."""
    return Report(
        title=say("report.title", series=isolated(str(material.series["title"]))),
        status=CONCEPT,
        date_line=say("report.made_on", day=format_date(today)),
        facts=_cover(material),
        sections=tuple(
            Section(key, say(f"report.section.{key}"), tuple(make(material))) for key, make in PARTS.items()
        ),
        notes=tuple(_cover_notes(material)),
    )


def _cover(material: Material) -> tuple[tuple[str, str], ...]:
    sides = made_by(material)
    told = {
        "series": isolated(str(material.series["title"])),
        "region": _known(material.series["region"]),
        "period": period(material),
        "method": _method(material.series["method"], material.series["method_version"]),
        "status": say(f"report.status.{CONCEPT}"),
        "readers": say(f"report.readers.{material.audience}"),
        "made_by": join_words(say(f"report.side.{side}") for side in sides)
        if sides
        else say("report.cover.not_filled"),
    }
    return tuple((say(f"report.cover.{name}"), text) for name, text in told.items())


def _cover_notes(material: Material) -> list[Note]:
    notes = [Note(say("report.concept_means"))]
    if material.practice:
        notes.append(Note(say("report.practice")))
    if not _filled(material.series["method_version"]):
        notes.append(Note(say("report.no_method")))
    if "ervaring" not in made_by(material):
        notes.append(Note(say("report.no_experience_side")))
    return notes


def _method(name: str | None, version: str | None) -> str:
    told = [isolated(str(one)) for one in (name, version) if _filled(one)]
    return ", ".join(told) if _filled(version) else say("report.cover.not_filled")


def _known(value: str | None) -> str:
    return isolated(str(value)) if _filled(value) else say("report.cover.not_filled")


def _filled(value: str | None) -> bool:
    return bool((value or "").strip())
