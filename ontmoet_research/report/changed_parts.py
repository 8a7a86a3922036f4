"""The part *Wat er veranderde*: how sure, a card per change, step and place, WAM, value, region, ``story_parts``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

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
from ontmoet_research.text.dutch import join_words
from ontmoet_research.text.references import short
from ontmoet_research.words import say, say_count

from .blocks import (
    Block,
    Bullets,
    Figure,
    LeftOut,
    Run,
    Subheading,
    TableBlock,
    Words,
    bullets,
    paragraph,
    plain,
)
from .change_parts import day_in_words
from .material import Material, shown_texts
from .naming import change_names, story_names
from .readers import is_inside
from .story_parts import initiatives, ripples, spreads, stories
from .strongest import strongest, sure_of
from .woven import named_in_texts
from .written import written_by_people

PART = "wat_er_veranderde"
IN_BODY = 8  # changes that the body tells; the others have their card
IN_LINE = ("who", "since", "contribution", "matters")  # what the line of a change tells already

__all__ = ["behind_the_changes", "first_sentence", "told_by_people", "what_changed"]


def what_changed(material: Material) -> list[Block]:
    """A line per change: who, what, since when, why it matters, our part in it and how sure. None is told too."""
    own = written_by_people(material, PART)
    if material.changes.empty:
        return [*own, LeftOut(say(f"report.section.{PART}"), say("report.no_changes"))]
    lines = [(Run(f"{name}. ", bold=True), *_line(change)) for name, change in _in_body(material)]
    n_more = len(material.shown.effects.changes) - len(lines) - len(told_by_people(material))
    return [
        *own,
        *([Bullets(tuple(lines))] if lines else []),
        *([paragraph(say_count("report.changes.more", n_more))] if n_more > 0 else []),
        paragraph(" ".join([say_count("report.changes", len(material.changes)), *_how_sure(material)])),
    ]


def behind_the_changes(material: Material) -> list[Block]:
    """A card per change with all that is known, figures, steps of themes, places, and what stands around them."""
    around = [*stories(material), *ripples(material), *initiatives(material), *spreads(material)]
    if material.changes.empty:
        return [*_region(material), *around]
    return [
        paragraph(say("report.signal_means")),
        *_cards(material),
        *_figures(material),
        *_ladder(material),
        *_easy(material),
        *_organisations(material),
        *_region(material),
        *around,
    ]


def told_by_people(material: Material) -> set[str]:
    """The changes that people wrote about themselves in this part; the kit doesn't tell those again."""
    texts = shown_texts(material)
    named = {one for several in texts.loc[texts["section"] == PART, "sources"] for one in several}
    return named & set(material.shown.effects.changes["change_id"])


def first_sentence(change: Mapping[Any, Any]) -> str:
    """A change in one line, from what was entered: who, what, and since when. Offered to who writes the part."""
    who = (change["actor"] or "").strip()
    named = f"{isolated(who[:1].upper() + who[1:])}: " if who else ""
    since = f" {say('report.change.since', day=day_in_words(change['since']))}" if change["since"] else ""
    return f"{named}{isolated(_ended(change['what']))}{since}"


def _in_body(material: Material) -> list[tuple[str, Mapping[Any, Any]]]:
    names, theirs = change_names(material), told_by_people(material)
    changes = rows_of(material.shown.effects.changes)
    chosen = {one["change_id"] for one in strongest(changes, IN_BODY)} - theirs
    return [(names[one["change_id"]], one) for one in changes if one["change_id"] in chosen]


def _line(change: Mapping[Any, Any]) -> Words:
    own = (_ended(change[name]) for name in ("why_it_matters", "contribution") if (change[name] or "").strip())
    sure = say(f"effect.sure.{sure_of(change)}")
    direction = change["direction"]
    how = f"{sure}, {say(f'effect.direction.{direction}')}." if direction else f"{sure}."
    return (Run(" ".join([first_sentence(change), *map(isolated, own)])), Run(f" {how}", italic=True))


def _how_sure(material: Material) -> list[str]:
    return [say_count(f"report.sure.{level}", n) for level, n in count_sure(material.changes).items() if n]


def _ended(words: str | None) -> str:
    told = (words or "").strip()
    return told if told.endswith((".", "?", "!", "…")) else f"{told}."


def _cards(material: Material) -> Iterator[Block]:
    """A card per change: what the body does not tell of it; a number stands on the card of its words."""
    titles = dict(zip(material.sources["source_id"], material.sources["title"], strict=True))
    told, names, named, printed = material.shown, change_names(material), named_in_texts(material), {}
    in_body = {one["change_id"] for _, one in _in_body(material)} | told_by_people(material)
    nothing = {say("effect.card.unknown"), say("effect.card.no_number")}
    for change in rows_of(told.effects.changes):
        evidence = [titles.get(one, one) for one in change["evidence"]]
        own = told.effects.indicators[told.effects.indicators["change_id"] == change["change_id"]]
        own = own[[("getal", short(one)) not in named for one in own["indicator_id"]]]
        organisation = told.named.get(change["organisation_id"], "")
        known = change["change_id"] in in_body
        lines = card_lines(change, rows_of(own), evidence=evidence, organisation=organisation)
        printed[change["change_id"]] = "\n".join([change["what"], *(f"{label}: {words}" for label, words in lines)])
        skip = {say(f"effect.card.{name}") for name in IN_LINE} if known else set()
        kept = [(label, words) for label, words in lines if label not in skip and words not in nothing]
        yield Subheading(3, plain(names[change["change_id"]]))
        if not known:
            yield paragraph(change["what"])
        yield Bullets(tuple((Run(f"{label}: ", bold=True), Run(words)) for label, words in kept))
    material.telling.rows(f"veranderingen {material.series_id}", printed)


def _figures(material: Material) -> Iterator[Block]:
    """How far, where, WAM and value, with changes and stories by their number: their words stand elsewhere here."""
    told = material.shown.effects
    changes = told.changes.assign(what=told.changes["change_id"].map(change_names(material)))
    stories = told.stories.assign(change=told.stories["story_id"].map(story_names(material)))
    drawn: dict[str, Chart | None] = {
        "levels": draw_levels(changes),
        "wam": draw_wam(wam_parts(changes)),
        "value": draw_value(value_layers(changes, stories, told.indicators)),
    }
    for name, chart in drawn.items():
        yield LeftOut(say(f"effect.{name}.title"), say(f"effect.{name}.nothing")) if chart is None else Figure(chart)


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
    names = change_names(material)
    told = join_words(names[one] for one in found["change_id"])
    return [Subheading(3, plain(say("report.heading.easy"))), paragraph(f"{told[:1].upper()}{told[1:]}.")]


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
    heading = say("report.heading.region")
    if not effects:
        return [LeftOut(heading, say("report.region_unknown"))]
    return [Subheading(3, plain(heading)), bullets(map(isolated, effects))]
