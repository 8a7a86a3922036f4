"""The summary of one or two pages (B45), from the same written parts as the whole report and nothing besides.

It opens with someone of lived experience, says in short what it was, what changed and what is asked. What stands in it
stands in the whole report too: each line comes from the same texts and the same cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from ontmoet_research.change import count_sure
from ontmoet_research.change.indicators import tell_indicator
from ontmoet_research.findings import Finding, warning
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.references import short
from ontmoet_research.words import say, say_count

from .blocks import (
    Block,
    Bullets,
    Paragraph,
    QuoteBlock,
    Report,
    Run,
    Section,
    Words,
    paragraph,
    text_of,
)
from .changed_parts import told_by_people
from .closing_parts import what_we_ask
from .finishing import finish
from .material import Material, shown_texts
from .quotes import LIVED_EXPERIENCE, quote_block
from .readable import count_words, long_sentences
from .sections import cover
from .strongest import strongest, strongest_number, sure_of
from .woven import named_in_texts, quoted_in
from .written import to_write, written_by_people

EXPERIENCE = ["ervaring"]
MOST_CHANGES = 5
MOST_WORDS = 700  # what goes on two A4 with a cover, headings and lists; tried in print
WRITTEN = ("in_het_kort", "wat_er_veranderde", "wat_we_vragen")
FACTS = ("region", "period", "readers", "made_by")

__all__ = ["check_summary", "summarise"]


def summarise(material: Material, today: date) -> Report:
    """The summary made from what was read; status, notes and date are those of the whole report."""
    whole = cover(material, today)
    kept = {say(f"report.cover.{name}") for name in FACTS}
    return replace(
        whole,
        title=say("report.summary.title", series=isolated(str(material.series["title"]))),
        facts=tuple(fact for fact in whole.facts if fact[0] in kept),
        sections=_sections(material),
        brief=True,
    )


def check_summary(material: Material) -> list[Finding]:
    """``let op`` (B45) when the summary gets longer than two pages, or holds sentences of more than 15 words."""
    n_long = sum(len(long_sentences(one)) for one in _typed(material))
    found = []
    if not _begins_with_experience(material):
        found.append(warning("report.summary.first_words", "B45", material.series_id))
    if sum(map(count_words, _texts(_sections(material)))) > MOST_WORDS:
        found.append(warning("report.summary.too_long", "B45", material.series_id))
    if n_long:
        found.append(warning("report.summary.long_sentences", "B45", material.series_id, n=n_long))
    return found


def _sections(material: Material) -> tuple[Section, ...]:
    parts = {
        "in_het_kort": _in_short(material),
        "wat_er_veranderde": [*_changed(material)],
        "wat_we_vragen": what_we_ask(material, {}),  # on what it rests, the whole report says
    }
    sections = [Section(key, say(f"report.section.{key}"), tuple(parts[key])) for key in WRITTEN]
    return finish([*sections, Section("meer_lezen", say("report.summary.more"), tuple(_more(material)))])


def _in_short(material: Material) -> list[Block]:
    """The text of *In het kort*; first what the side with experience wrote alone, else someone's approved words."""
    written = material.written
    alone = written["sides"].map(lambda sides: list(sides) == EXPERIENCE).astype(bool)
    ordered = replace(material, written=pd.concat([written[alone], written[~alone]]))
    told = to_write(ordered, "in_het_kort")
    here = written["section"] == "in_het_kort"
    if (here & alone & ~written["held_back"].astype(bool)).any():
        return told
    quotes = material.quotes.allowed
    own = quotes[(quotes["speaker_perspective"] == LIVED_EXPERIENCE) & ~quotes["quote_id"].isin(quoted_in(material))]
    return [quote_block(rows_of(own)[0]), *told] if len(own) else told


def _begins_with_experience(material: Material) -> bool:
    """Whether the summary opens with the side of experience: a text they helped to write, or someone's own words."""
    here = material.written[material.written["section"] == "in_het_kort"]
    joined = any("ervaring" in sides for sides in here["sides"])
    return joined or LIVED_EXPERIENCE in set(material.quotes.allowed["speaker_perspective"])


def _changed(material: Material) -> Iterator[Block]:
    """What people wrote on it, how many changes there are and how sure, and a few of them, also one for the worse."""
    yield from written_by_people(material, "wat_er_veranderde")
    if material.changes.empty:
        yield paragraph(say("report.no_changes"))
        return
    changes = rows_of(material.shown.effects.changes)
    number = strongest_number(changes, material.shown.effects.indicators)
    if number is not None and ("getal", short(number["indicator_id"])) not in named_in_texts(material):
        # what was counted before and after is never the part that falls away
        yield paragraph(tell_indicator(number))
    theirs = told_by_people(material)
    chosen = [one for one in strongest(changes, MOST_CHANGES) if one["change_id"] not in theirs]
    if chosen:
        yield Bullets(tuple(map(_change, chosen)))
    left = len(changes) - len(chosen) - len(theirs)
    if left > 0:
        yield paragraph(say_count("report.summary.more_changes", left))
    told = [say_count(f"report.sure.{level}", n) for level, n in count_sure(material.changes).items() if n]
    yield paragraph(" ".join([say_count("report.changes", len(material.changes)), *told]))


def _change(change: Mapping[Any, Any]) -> Words:
    """Who, what, how sure, and whether it became better; as they stand on the card of the whole report."""
    direction, who = change["direction"], change["actor"]
    sure = say(f"effect.sure.{sure_of(change)}")
    told = [sure[:1].lower() + sure[1:]]
    told += [say(f"effect.direction.{direction}")] if direction else []
    who = who.strip() if who else ""
    named = (Run(f"{isolated(who[:1].upper() + who[1:])}: ", bold=True),) if who else ()
    return (*named, Run(isolated(str(change["what"]))), Run(f" ({', '.join(told)})", italic=True))


def _more(material: Material) -> list[Block]:
    voices = [paragraph(say("report.summary.another_voice"))] if len(material.minority) else []
    return [paragraph(say("report.summary.whole")), *voices]


def _typed(material: Material) -> list[str]:
    """What people typed that stands in the summary."""
    written = shown_texts(material)
    shown = strongest(rows_of(material.shown.effects.changes), MOST_CHANGES)
    return [*written.loc[written["section"].isin(WRITTEN), "body_md"], *(str(one["what"]) for one in shown)]


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    for block in (block for section in sections for block in section.blocks):
        if isinstance(block, Paragraph):
            yield text_of(block.words)
        elif isinstance(block, Bullets):
            yield from map(text_of, block.items)
        elif isinstance(block, QuoteBlock):
            yield block.text
