"""The part *Wat er veranderde*: how sure, a card per change, step and place, WAM, value, region, ``story_parts``."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ontmoet_research.change import (
    count_sure,
    draw_levels,
    draw_value,
    draw_wam,
    easy_steps,
    ladder_per_theme,
    value_layers,
    wam_parts,
)
from ontmoet_research.change.cards import card_lines
from ontmoet_research.charts import Chart
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .blocks import Block, Bullets, Figure, Note, Run, Subheading, TableBlock, bullets, paragraph, plain
from .change_parts import day_in_words
from .material import Material
from .readers import is_inside
from .story_parts import initiatives, ripples, spreads, stories
from .written import written_by_people

__all__ = ["what_changed"]


def what_changed(material: Material) -> list[Block]:
    """Each change with who, since when, how sure we are, expected or not, better or worse. None is a finding too."""
    own = written_by_people(material, "wat_er_veranderde")
    around = [*stories(material), *ripples(material), *initiatives(material), *spreads(material)]
    if material.changes.empty:
        return [*own, Note(say("report.no_changes")), *_region(material), *around]
    sure = [say_count(f"report.sure.{level}", n) for level, n in count_sure(material.changes).items() if n]
    return [
        *own,
        paragraph(say_count("report.changes", len(material.changes))),
        bullets(sure),
        paragraph(say("report.signal_means")),
        *_cards(material),
        *_figures(material),
        *_ladder(material),
        *_easy(material),
        *_organisations(material),
        *_region(material),
        *around,
    ]


def _cards(material: Material) -> Iterator[Block]:
    """A card per change: what is different, then its lines; a number stands on the card of its words."""
    titles = dict(zip(material.sources["source_id"], material.sources["title"], strict=True))
    told, printed = material.shown, {}
    for number, change in enumerate(rows_of(told.effects.changes), start=1):
        evidence = [titles.get(one, one) for one in change["evidence"]]
        own = told.effects.indicators[told.effects.indicators["change_id"] == change["change_id"]]
        organisation = told.named.get(change["organisation_id"], "")
        role = is_inside(material)
        lines = card_lines(change, rows_of(own), evidence=evidence, organisation=organisation, role=role)
        printed[change["change_id"]] = "\n".join([change["what"], *(f"{label}: {words}" for label, words in lines)])
        yield Subheading(3, plain(say("report.change.number", number=number)))
        yield paragraph(change["what"])
        yield Bullets(tuple((Run(f"{label}: ", bold=True), Run(words)) for label, words in lines))
    material.telling.rows(f"veranderingen {material.series_id}", printed)


def _figures(material: Material) -> Iterator[Block]:
    told = material.shown.effects
    drawn: dict[str, Chart | None] = {
        "levels": draw_levels(told.changes),
        "wam": draw_wam(wam_parts(told.changes)),
        "value": draw_value(value_layers(told.changes, told.stories, told.indicators)),
    }
    for name, chart in drawn.items():
        if chart is None:
            yield Subheading(3, plain(say(f"effect.{name}.title")))
            yield paragraph(say(f"effect.{name}.nothing"))
        else:
            yield Figure(chart)


def _ladder(material: Material) -> list[Block]:
    """Each step of a theme, by day; a step back is told as one (A04)."""
    steps = ladder_per_theme(material.shown.effects.changes, material.shown.themes)
    if steps.empty:
        return []
    rows = [
        (
            isolated(one["title"]),
            day_in_words(one["since"]) or say("report.change.unknown"),
            say(f"effect.stage.{one['stage']}"),
            say("report.step_back") if one["lower"] else "",
        )
        for one in rows_of(steps)
    ]
    columns = [say(f"report.column.{name}") for name in ("theme", "day", "step", "note")]
    return [TableBlock(say("report.table.ladder"), pd.DataFrame(rows, columns=columns))]


def _easy(material: Material) -> list[Block]:
    found = easy_steps(material.shown.effects.changes)
    if found.empty:
        return []
    return [Subheading(3, plain(say("report.heading.easy"))), bullets(map(isolated, found["what"]))]


def _organisations(material: Material) -> list[Block]:
    """Organisations that were reached: by label only with k people or a written yes (A17), the others are told of.

    Behind a label stands whether it is inside the municipality or outside it, where people said so (E24).
    """
    reached = material.shown.organisations
    reached = reached[reached["organisation_id"].isin(material.changes["organisation_id"])]
    if reached.empty:
        return []
    hidden = int((~reached["named"].astype(bool)).sum())
    named = reached[reached["named"].astype(bool)]
    lines = [
        _with_place(isolated(label), material.shown.inside.get(key))
        for key, label in zip(named["organisation_id"], named["label"], strict=True)
    ]
    away = say_count("report.organisations.hidden", hidden) if is_inside(material) else say("report.organisations.held")
    told = [*lines, *([away] if hidden else [])]
    return [Subheading(3, plain(say("report.heading.organisations"))), bullets(told)]


def _with_place(label: str, inside: bool | None) -> str:
    return label if inside is None else say(f"report.organisations.{'inside' if inside else 'outside'}", label=label)


def _region(material: Material) -> list[Block]:
    """What the region notices; empty is told as not known yet (B19)."""
    effects = [one for one in material.shown.effects.changes["region_effect"].dropna() if one.strip()]
    heading = Subheading(3, plain(say("report.heading.region")))
    return [heading, bullets(map(isolated, effects)) if effects else paragraph(say("report.region_unknown"))]
