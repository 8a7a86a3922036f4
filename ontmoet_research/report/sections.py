"""The report as one whole: its parts in order, made from a project. How it looks is made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import say

from .account_parts import account
from .blocks import CONCEPT, Block, Note, Report, Section, SeeAppendix
from .change_parts import behind_the_wishes, behind_what_did_not_work, from_wish_to_change, what_did_not_work
from .changed_parts import behind_the_changes, what_changed
from .closing_parts import (
    another_voice,
    appendix,
    behind_how_sure_we_are,
    how_sure_we_are,
    proud_and_thanks,
    what_we_ask,
)
from .finishing import finish, left_out
from .group_parts import (
    behind_how_we_worked,
    behind_who_took_part,
    how_we_worked,
    period,
    who_took_part,
    who_was_missing,
    why_this_series,
)
from .learned_parts import behind_what_we_learned
from .material import Material
from .outside import made_by, named_sides
from .theme_parts import what_we_learned
from .written import to_write

HOW_SURE, HOW_WE_WORKED, ACCOUNT = "hoe_zeker_zijn_we", "zo_werkten_we_samen", "verantwoording"
Make = Callable[[Material], list[Block]]

__all__ = ["PARTS", "Part", "compose", "cover"]


@dataclass(frozen=True)
class Part:
    """A part of the report: what its body tells, and what stands ``behind`` it in an appendix of its own."""

    body: Make | None
    behind: Make | None = None


# The keys are what ``report_sections.section`` holds; their headings stand in the words. The order is that of the body.
PARTS: dict[str, Part] = {
    "in_het_kort": Part(lambda material: to_write(material, "in_het_kort")),
    "waarom_deze_reeks": Part(why_this_series),
    "wie_deden_mee": Part(who_took_part, behind_who_took_part),
    "wie_ontbrak": Part(who_was_missing),
    "wat_we_leerden": Part(what_we_learned, behind_what_we_learned),
    "van_wens_naar_verandering": Part(from_wish_to_change, behind_the_wishes),
    "wat_er_veranderde": Part(what_changed, behind_the_changes),
    "wat_nog_niet_lukte": Part(what_did_not_work, behind_what_did_not_work),
    "ander_geluid": Part(another_voice),
    "wat_we_vragen": Part(what_we_ask),
    "zo_werkten_we_samen": Part(how_we_worked, behind_how_we_worked),
    "hoe_zeker_zijn_we": Part(how_sure_we_are, behind_how_sure_we_are),
    "trots_en_dank": Part(proud_and_thanks),
    "verantwoording": Part(None, account),
    "bijlage": Part(None, appendix),
}


def compose(material: Material, today: date) -> Report:
    """The report made from what was read."""
    return replace(cover(material, today), sections=sections_of(material))


def sections_of(material: Material) -> tuple[Section, ...]:
    """All parts as they are printed, the body first, then the appendices, numbered."""
    body = [
        Section(key, say(f"report.section.{key}"), tuple(one.body(material))) for key, one in PARTS.items() if one.body
    ]
    behind = [
        Section(key, say(f"report.behind.{key}"), tuple(one.behind(material)))
        for key, one in PARTS.items()
        if one.behind
    ]
    told = _with_left_out(body, left_out([*body, *behind]))
    there = (one for one in behind if finish([one]))
    numbered = [replace(one, appendix=number) for number, one in enumerate(there, start=1)]
    pointed = {one.key: SeeAppendix(one.appendix, one.heading) for one in numbered}
    return finish([*(_pointing(one, [pointed[key] for key in _behind(one.key) if key in pointed]) for one in told),
                   *numbered])  # fmt: skip


def _with_left_out(body: Sequence[Section], listed: Sequence[Block]) -> list[Section]:
    """The one list of what is not told stands at the end of how sure we are."""
    return [replace(one, blocks=(*one.blocks, *listed)) if one.key == HOW_SURE else one for one in body]


def _behind(key: str) -> tuple[str, ...]:
    """The appendices that a part of the body points at: its own, and of how we worked the account too."""
    return (key, ACCOUNT) if key == HOW_WE_WORKED else (key,)


def _pointing(section: Section, to: Sequence[SeeAppendix]) -> Section:
    """The part with where more of it stands; a part that tells nothing doesn't point either."""
    return replace(section, blocks=(*section.blocks, *to)) if to and finish([section]) else section


def cover(material: Material, today: date) -> Report:
    """The report without its parts: title, state, date and the lines of the cover."""
    return Report(
        title=say("report.title", series=isolated(str(material.series["title"]))),
        status=CONCEPT,
        date_line=say("report.made_on", day=format_date(today)),
        facts=_cover(material),
        sections=(),
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
        "made_by": named_sides(sides),
    }
    return tuple((say(f"report.cover.{name}"), text) for name, text in told.items() if text)


def _cover_notes(material: Material) -> list[Note]:
    notes = [Note(say("report.concept_means"))]
    if material.practice:
        notes.append(Note(say("report.practice")))
    return notes


def _method(name: str | None, version: str | None) -> str:
    told = [isolated(str(one)) for one in (name, version) if _filled(one)]
    return ", ".join(told)


def _known(value: str | None) -> str:
    return isolated(str(value)) if _filled(value) else ""


def _filled(value: str | None) -> bool:
    return bool((value or "").strip())
