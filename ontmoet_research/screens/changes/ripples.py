"""The ripples of *Wat verandert er?*: what was done, what came of it; as a picture, a list and a large print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ontmoet_research.change import add_ripple, draw_ripples, link_ripple, ripples_in_order
from ontmoet_research.change.ripples import ORIGIN
from ontmoet_research.privacy import write_out
from ontmoet_research.record import in_words, iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, correctable, of_series, words_of
from ontmoet_research.screens.numbers_out import figure_block
from ontmoet_research.screens.session import output_folder, today
from ontmoet_research.store import Project, find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .parts import DIRECTIONS, ChangePart, about_here, or_none

KINDS = ("activiteit", "effect")
PRINT_DPI = 200
ACTION = "kringen"


def _add(
    project: Project,
    series_id: str,
    kind: str,
    text: str,
    date: str,
    about_id: str | None,
    direction: str | None,
    after: Sequence[str] = (),
) -> str:
    day = iso_day(date)
    return add_ripple(project, series_id, text, kind, after, about_id=about_id, date=day, direction=direction)


def _turn_arrow(project: Project, ripple_id: str, value: str) -> None:
    """Add an arrow to a ripple, or take it away."""
    now = find(project, "ripples", ripple_id)["after_ids"]
    link_ripple(project, ripple_id, [one for one in now if one != value] + [value] * (value not in now))


KIND = Ask("kind", "see_changes.ripple_kind", "choice", words_of("effect.ripple", KINDS), first=KINDS[0], stays=True)
WORDS = Ask("text", "see_changes.ripple_text", hint="see_changes.ripple_text_hint")
DAY = Ask("date", "see_changes.ripple_day", "day", hint="see_changes.hint.since")
ABOUT = Ask(
    "about_id", "see_changes.ripple_about", "list", lambda part: or_none(about_here(part), "see_changes.about_nothing")
)
HOW = Ask("direction", "see_changes.ask.direction", "choice", words_of("effect.direction", DIRECTIONS))
NEW = Form(
    "new",
    _add,
    ORIGIN,
    "see_changes.keep_ripple",
    (
        KIND,
        WORDS,
        DAY,
        ABOUT,
        Ask(
            "after",
            "see_changes.ripple_after",
            "several",
            lambda part: part.named(),
            when=lambda part: bool(part.named()),
        ),
        HOW,
    ),
    given=of_series,
    fold="see_changes.new_ripple",
)
ARROW = Form(
    "arrow",
    _turn_arrow,
    ORIGIN,
    asks=(
        Ask(
            "value",
            "see_changes.arrow_from",
            "several",
            lambda part: [one for one in part.named() if one[0] != part.opened],
            column="after_ids",
        ),
    ),
    at_once=True,
)


class ChangeRipples(ChangePart):
    """What was done and what came of it; the one of which arrows are moved is the one that is open."""

    forms = (NEW, ARROW)
    corrects = correctable(ripples=(WORDS, KIND, DAY, ABOUT, HOW))
    printed: Path | None = None

    def named(self) -> list[tuple[str, str]]:
        """The ripples of the series by number and words."""
        return _named(ripples_in_order(self.read("ripples").ripples)[0])

    def blocks(self) -> list[Block]:
        """The picture with its list, a form for one more, and moving an arrow."""
        told = self.read("ripples")
        drawn = draw_ripples(told.ripples)
        ordered, _ = ripples_in_order(told.ripples)
        shown = (
            [figure_block(self.page, drawn), listing(_lines(ordered, dict(about_here(self))))]
            if drawn
            else [text(say("see_changes.no_ripples"))]
        )
        large = button(say("see_changes.print_ripples"), "print_ripples")
        made = [text(say("see_changes.printed", file=self.printed.name))] if self.printed else []
        return [
            text(say("see_changes.ripples_ask"), quiet=True),
            *shown,
            *self.form(NEW),
            *([fold(say("see_changes.move_arrow"), *self._arrows(_named(ordered)))] if len(ordered) > 1 else []),
            *self.correct_fold("ripples", _named(ordered)),
            *([large, *made] if drawn else []),
        ]

    @gesture
    def print_ripples(self) -> None:
        """Make the picture as a large file in the folder ``uitvoer`` beside the notebook."""
        self.page.wait()
        drawn = draw_ripples(self.read("ripples").ripples)
        if drawn is None:
            raise Refused("see_changes.nothing_to_print")
        place = output_folder() / f"kringen_{today()}.png"
        write_out(self.project, place, drawn.png(PRINT_DPI), ACTION)
        self.printed = place
        self.page.refresh()
        self.page.tell(say("see_changes.printed", file=place.name))

    def _arrows(self, named: list[tuple[str, str]]) -> list[Block]:
        which = select(say("see_changes.arrow_of"), "open_one", [("", "–"), *named], self.opened)
        if self.opened not in dict(named):
            return [which]
        return [which, *self.form(ARROW, now=find(self.project, "ripples", self.opened).values)]


def _named(ordered: pd.DataFrame) -> list[tuple[str, str]]:
    pairs = zip(ordered["ripple_id"], ordered["number"], ordered["text"], strict=True)
    return [(key, f"{number} {isolated(words)}") for key, number, words in pairs]


def _lines(ordered: pd.DataFrame, about: dict[str, str]) -> list[str]:
    """The ripples as a list from top to bottom, for who does not see the picture."""
    number = dict(zip(ordered["ripple_id"], ordered["number"], strict=True))
    return [
        _line(one, [number[key] for key in one["from_ids"]], about.get(one["about_id"], "")) for one in rows_of(ordered)
    ]


def _line(one: dict[Any, Any], came: list[str], about: str) -> str:
    parts = [f"{one['number']} {isolated(one['text'])}"]
    if came:
        parts.append(say("see_changes.came_from", numbers=join_words(came)))
    elif one["isolated"]:
        parts.append(say("see_changes.stands_alone"))
    if about:
        parts.append(say("see_changes.belongs_to", about=about))
    if one["direction"] and one["direction"] != "beter":
        parts.append(say("see_changes.went", how=say(f"effect.direction.{one['direction']}")))
    if one["date"]:
        parts.append(say("see_changes.when", day=in_words(one["date"])))
    return " ".join(parts)
