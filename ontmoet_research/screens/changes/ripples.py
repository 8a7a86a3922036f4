"""The ripples of *Wat verandert er?*: what was done, what came of it; as a picture, a list and a large print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from ontmoet_research.change import add_ripple, draw_ripples, link_ripple, ripples_in_order
from ontmoet_research.change.ripples import ORIGIN
from ontmoet_research.privacy import write_out
from ontmoet_research.record import in_words, iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, chart, choices, fold, listing, select, text
from ontmoet_research.screens.session import output_folder, today
from ontmoet_research.store import find
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .cards import ChangeCards
from .putting_right import DIRECTIONS, KINDS

PRINT_DPI = 200
ACTION = "kringen"


class ChangeRipples(ChangeCards):
    """The part with the ripples."""

    ripple_kind = "activiteit"
    ripple_after: tuple[str, ...] = ()
    ripple_about = ""
    ripple_direction = ""
    linking = ""
    printed: Path | None = None

    def ripple_blocks(self) -> list[Block]:
        """The picture with its list, a form for one more, and moving an arrow."""
        told = self.read("ripples")
        drawn = draw_ripples(told.ripples)
        ordered, _ = ripples_in_order(told.ripples)
        shown = (
            [chart(drawn), listing(_lines(ordered, dict(self.about_here())))]
            if drawn
            else [text(say("see_changes.no_ripples"))]
        )
        large = button(say("see_changes.print_ripples"), "print_ripples")
        made = [text(say("see_changes.printed", file=self.printed.name))] if self.printed else []
        return [
            text(say("see_changes.ripples_ask"), quiet=True),
            *shown,
            fold(say("see_changes.new_ripple"), *self._new_ripple(ordered)),
            *([fold(say("see_changes.move_arrow"), *self._arrows(ordered))] if len(ordered) > 1 else []),
            *self.correct_fold("ripples", _named(ordered)),
            *([large, *made] if drawn else []),
        ]

    @gesture
    def choose_ripple_kind(self, value: str) -> None:
        """Say whether it was done or came of something."""
        if value in KINDS:
            self.ripple_kind = value
        self.refresh()

    @gesture
    def choose_ripple_direction(self, value: str) -> None:
        """Say whether it was better or worse, or take that back."""
        self.ripple_direction = "" if value == self.ripple_direction else value
        self.refresh()

    @gesture
    def turn_after(self, value: str) -> None:
        """Say that the new one came from this one, or not."""
        before = self.ripple_after
        self.ripple_after = tuple(one for one in before if one != value) + ((value,) if value not in before else ())
        self.refresh()

    @gesture
    def choose_about(self, value: str) -> None:
        """Say which meeting, assignment or change it is about."""
        self.ripple_about = value
        self.refresh()

    @gesture
    def keep_ripple(self) -> None:
        """Keep the new ripple."""
        (words,) = self.kept("ripple_text")
        add_ripple(
            self.project,
            self.series_id,
            words,
            self.ripple_kind,
            self.ripple_after,
            about_id=self.ripple_about or None,
            date=iso_day(self.typed.get("ripple_day")),
            direction=self.ripple_direction or None,
        )
        self.forget("ripple_text", "ripple_day")
        self.ripple_after, self.ripple_about, self.ripple_direction = (), "", ""
        self.done(ORIGIN)

    @gesture
    def choose_linking(self, value: str) -> None:
        """Say of which one the arrows are to change."""
        self.linking = value
        self.refresh()

    @gesture
    def turn_link(self, value: str) -> None:
        """Add an arrow to the chosen one, or take it away."""
        now = find(self.project, "ripples", self.linking)["after_ids"]
        kept = [one for one in now if one != value] + ([value] if value not in now else [])
        link_ripple(self.project, self.linking, kept)
        self.done(ORIGIN)

    @gesture
    def print_ripples(self) -> None:
        """Make the picture as a large file in the folder ``uitvoer`` beside the notebook."""
        self.wait()
        drawn = draw_ripples(self.read("ripples").ripples)
        if drawn is None:
            raise Refused("see_changes.nothing_to_print")
        place = output_folder() / f"kringen_{today()}.png"
        write_out(self.project, place, drawn.png(PRINT_DPI), ACTION)
        self.printed = place
        self.refresh()
        self.tell(say("see_changes.printed", file=place.name))

    def _new_ripple(self, ordered: pd.DataFrame) -> list[Block]:
        kinds = [(one, say(f"effect.ripple.{one}")) for one in KINDS]
        directions = [(one, say(f"effect.direction.{one}")) for one in DIRECTIONS]
        about = [("", say("see_changes.about_nothing")), *self.about_here()]
        return [
            choices(say("see_changes.ripple_kind"), "choose_ripple_kind", kinds, self.ripple_kind),
            self.field("ripple_text", say("see_changes.ripple_text"), hint=say("see_changes.ripple_text_hint")),
            self.field("ripple_day", say("see_changes.ripple_day"), hint=say("see_changes.hint.since")),
            select(say("see_changes.ripple_about"), "choose_about", about, self.ripple_about),
            *(
                [choices(say("see_changes.ripple_after"), "turn_after", _named(ordered), self.ripple_after)]
                if len(ordered)
                else []
            ),
            choices(say("see_changes.ask.direction"), "choose_ripple_direction", directions, self.ripple_direction),
            button(say("see_changes.keep_ripple"), "keep_ripple", main=True),
        ]

    def _arrows(self, ordered: pd.DataFrame) -> list[Block]:
        named = _named(ordered)
        which = select(say("see_changes.arrow_of"), "choose_linking", [("", "–"), *named], self.linking)
        if self.linking not in dict(named):
            return [which]
        now = find(self.project, "ripples", self.linking)["after_ids"]
        others = [(key, words) for key, words in named if key != self.linking]
        return [which, choices(say("see_changes.arrow_from"), "turn_link", others, now)]


def _named(ordered: pd.DataFrame) -> list[tuple[str, str]]:
    pairs = zip(ordered["ripple_id"], ordered["number"], ordered["text"], strict=True)
    return [(key, f"{number} {isolated(words)}") for key, number, words in pairs]


def _lines(ordered: pd.DataFrame, about: dict[str, str]) -> list[str]:
    """The ripples as a list from top to bottom, for who does not see the picture."""
    number = dict(zip(ordered["ripple_id"], ordered["number"], strict=True))
    return [
        _line(one, [number[key] for key in one["from_ids"]], about.get(one["about_id"], ""))
        for one in ordered.to_dict("records")
    ]


def _line(one: dict[Any, Any], came: list[str], about: str) -> str:
    parts = [f"{one['number']} {isolated(one['text'])}"]
    if came:
        parts.append(say("see_changes.came_from", numbers=join_words(came)))
    elif one["isolated"]:
        parts.append(say("see_changes.stands_alone"))
    if about:
        parts.append(say("see_changes.belongs_to", about=about))
    if isinstance(one["direction"], str) and one["direction"] != "beter":
        parts.append(say("see_changes.went", how=say(f"effect.direction.{one['direction']}")))
    if isinstance(one["date"], str):
        parts.append(say("see_changes.when", day=in_words(one["date"])))
    return " ".join(parts)
