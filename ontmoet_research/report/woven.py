"""What people put into their text from the data: ``{{citaat:…}}``, ``{{getal:…}}``, ``{{figuur:…}}``, ``{{wens:…}}``.

In the text it is a reference, never the words themselves: what is printed is looked up for the readers of that moment.
A reference to something that is gone or that these readers may not see leaves a marked gap, and a finding. What a text
refers to, it rests on, so that a withdrawal reopens exactly the parts in which it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ontmoet_research.change import count_statuses, draw_ripples
from ontmoet_research.change.indicators import tell_indicator
from ontmoet_research.charts import Chart
from ontmoet_research.store import Project, read_table, rows_of
from ontmoet_research.text import shortened
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.references import in_place, in_words, reference, references_in, short
from ontmoet_research.words import say, say_count

from .blocks import Block, Figure, Note
from .figures import draw_attendance
from .markdown import blocks_of
from .material import Material, shown_texts
from .naming import change_names
from .outside import at_least_so_many
from .quotes import quote_block
from .readers import is_inside

SHOWN = 50  # letters of what a reference stands for, while people write
KINDS = ("citaat", "getal", "figuur", "wens", "verandering")
_LINE = re.compile(
    r"^[ \t]*(\{\{\s*(?:citaat|figuur)\s*:\s*[\w-]+\s*\}\})[ \t]*$", re.MULTILINE
)  # alone on a line: a block
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&$!])")
_TABLES = {"citaat": ("quotes", "quote_id"), "wens": ("wishes", "wish_id"), "verandering": ("changes", "change_id"),
           "getal": ("indicators", "indicator_id")}  # fmt: skip

__all__ = [
    "KINDS",
    "Offer",
    "gaps_in",
    "named_in_texts",
    "numbers",
    "offers",
    "quoted_in",
    "sources_of",
    "told_in",
    "woven",
    "written_out",
]


@dataclass(frozen=True)
class Offer:
    """Something that can be put into a text: its kind, its reference, and the words or block that are printed.

    ``about`` is the object it shows, "" for a number or figure of the whole.
    """

    kind: str
    reference: str
    told: str
    block: Block | None = None
    about: str = ""


def offers(material: Material) -> dict[tuple[str, str], Offer]:
    """All that can be put into a text for these readers, by (kind, name)."""
    return material.once("offers", lambda: {(one.kind, _named(one)): one for one in _offers(material)})


def woven(material: Material, body: str) -> list[Block]:
    """A text of people as blocks, with what it refers to in its place."""
    blocks: list[Block] = []
    for at, piece in enumerate(_LINE.split(body)):
        if at % 2:
            [(kind, name)] = references_in(piece)
            found = offers(material).get((kind, name))
            blocks.append(found.block if found and found.block else Note(_gap(kind)))
        elif piece.strip():
            blocks += blocks_of(in_place(piece, lambda kind, name: _in_line(material, kind, name)))
    return blocks


def gaps_in(material: Material, body: str) -> list[tuple[str, str]]:
    """The references in a text that leave a gap for these readers."""
    known = offers(material)
    return [one for one in references_in(body) if one not in known]


def told_in(material: Material, body: str) -> list[tuple[str, str]]:
    """Each reference in a text once, with what these readers get for it; a gap says why there is nothing."""
    known = offers(material)
    return [
        (reference(*one), known[one].told if one in known else _gap(one[0]))
        for one in dict.fromkeys(references_in(body))
    ]


def written_out(material: Material, body: str) -> str:
    """A text as people read it while they write: a reference with words, or without when these readers get none."""
    known = offers(material)

    def told(kind: str, name: str) -> str:
        found = known.get((kind, name))
        return in_words(kind, name, shortened(found.told, SHOWN) if found else "")

    return in_place(body, told)


def named_in_texts(material: Material) -> set[tuple[str, str]]:
    """What the texts of people refer to, so that the kit doesn't tell it again."""
    return {one for body in shown_texts(material)["body_md"] for one in references_in(body)}


def quoted_in(material: Material) -> set[str]:
    """The quotes that stand in a text of people."""
    named = named_in_texts(material)
    return {one for one in material.quotes.allowed["quote_id"] if ("citaat", short(one)) in named}


def sources_of(project: Project, body: str) -> list[str]:
    """The ids of what a text refers to, each once: of a quote also the piece of text it comes from."""
    found: list[str] = []
    for kind, (table, key) in _TABLES.items():
        named = {name for one, name in references_in(body) if one == kind}
        if not named:
            continue
        for row in rows_of(read_table(project, table)):
            if short(row[key]) in named:
                found += [row[key], *(row[one] for one in ("fragment_id", "change_id") if one != key and row.get(one))]
    return list(dict.fromkeys(found))


def _named(offer: Offer) -> str:
    [(_, name)] = references_in(offer.reference)
    return name


def _in_line(material: Material, kind: str, name: str) -> str:
    found = offers(material).get((kind, name))
    return _MARKS.sub(r"\\\1", found.told if found else _gap(kind))


def _gap(kind: str) -> str:
    return say(f"report.gap.{kind if kind in KINDS else 'unknown'}")


def _offers(material: Material) -> Iterator[Offer]:
    for quote in rows_of(material.quotes.allowed):
        block = quote_block(quote)
        one = quote["quote_id"]
        yield Offer("citaat", reference("citaat", short(one)), f"“{quote['text_used']}”", block, one)
    for name, told in numbers(material).items():
        yield Offer("getal", reference("getal", name), told)
    for one in _indicators(material):
        yield Offer("getal", reference("getal", short(one["indicator_id"])), isolated(tell_indicator(one).rstrip(".")))
    for name, chart in _charts(material).items():
        yield Offer("figuur", reference("figuur", name), chart.title, Figure(chart))
    for wish in rows_of(material.wishes):
        one = wish["wish_id"]
        yield Offer("wens", reference("wens", short(one)), f"‘{isolated(wish['text'].rstrip('.'))}’", about=one)
    for change_id, name in change_names(material).items():
        told = f"({name[:1].lower()}{name[1:]})"
        yield Offer("verandering", reference("verandering", short(change_id)), told, about=change_id)


def _indicators(material: Material) -> Iterable[Mapping[Any, Any]]:
    shown = material.shown.effects
    return rows_of(shown.indicators[shown.indicators["change_id"].isin(shown.changes["change_id"])])


def numbers(material: Material) -> dict[str, str]:
    """Numbers with their noun, so that one never stands alone; of people only where these readers may know."""
    held = int((material.sessions["status"] == "gehouden").sum())
    wishes = count_statuses(material.wishes) if len(material.wishes) else {}
    told = {"bijeenkomsten": say_count("report.number.meetings", held) if held else ""}
    told["wensen"] = say_count("report.number.wishes", wishes["in"]) if wishes else ""
    told["opgepakt"] = say_count("report.number.taken_up", wishes["opgepakt"]) if wishes else ""
    told["veranderingen"] = say_count("report.number.changes", len(material.changes)) if len(material.changes) else ""
    told["mensen"] = _people(material)
    return {name: words for name, words in told.items() if words}


def _people(material: Material) -> str:
    """How many people took part, where these readers may know; outside the group "or more"."""
    if is_inside(material):
        n = sum(material.group_numbers.groups.values())
        return say_count("report.number.people", n) if n else ""
    n = at_least_so_many(material)
    return say("report.number.people_or_more", n=n) if n else ""


def _charts(material: Material) -> dict[str, Chart]:
    around = material.around
    ripples = draw_ripples(material.shown.effects.ripples)
    may = is_inside(material) and around.attended  # beside how many take part it tells who stayed away
    attended = draw_attendance(around.attended, around.k) if may else None
    drawn = {"kringen": ripples, "aanwezig": attended}
    return {name: chart for name, chart in drawn.items() if chart is not None}
