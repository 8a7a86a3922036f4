"""Wat heb je nodig? How screens look and sound for one person, and what helps someone to take part."""

from __future__ import annotations

from ontmoet_research.coding import own_words
from ontmoet_research.group import change_look, read_look, read_needs, record_needs
from ontmoet_research.model.people import NEEDS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, aloud, choices, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.words import say

PARTS = {"text_size": ("gewoon", "groot", "heel_groot"), "contrast": ("gewoon", "hoog")}
SWITCHES = ("calm", "read_aloud")
OWN = ("own_words",)  # only for who is a participant too


class WhatYouNeed(Page):
    """Choices that work at once, on this screen and on all others of this person."""

    name = "what_you_need"
    asks_series = False
    about_a_series = False

    def start(self) -> None:
        """Show what this person wrote before."""
        self.typed["in_own_words"] = read_needs(self.project, self.project.who)[1]

    def blocks(self) -> list[Block]:
        """How it looks, how it sounds, and what helps."""
        look = read_look(self.project, self.project.who)
        needs, _ = read_needs(self.project, self.project.who)
        looks = [
            choices(self._ask(part), f"choose_{part}", self._options(part, values), getattr(look, part))
            for part, values in PARTS.items()
        ]
        switches = [
            choices(self._ask(part), f"choose_{part}", self._options(part, ("ja", "nee")), _yes(getattr(look, part)))
            for part in (*SWITCHES, *(OWN if own_words(self.project, self.project.who) else ()))
        ]
        listed = [(need, say(f"what_you_need.need.{need.replace(' ', '_')}")) for need in NEEDS]
        return [
            *looks,
            *switches,
            aloud(say("what_you_need.try_voice"), none=say("what_you_need.no_voice")),
            choices(say("what_you_need.needs"), "toggle_need", listed, needs),
            self.field("in_own_words", say("what_you_need.in_own_words"), hint=say("what_you_need.own_words_hint")),
            text(say("what_you_need.stays_here"), quiet=True),
        ]

    @gesture
    def choose_text_size(self, value: str) -> None:
        """Choose how large the letters are."""
        self._keep_look(text_size=value)

    @gesture
    def choose_contrast(self, value: str) -> None:
        """Choose how sharp the letters stand out."""
        self._keep_look(contrast=value)

    @gesture
    def choose_calm(self, value: str) -> None:
        """Choose whether the screen stays still."""
        self._keep_look(calm=value == "ja")

    @gesture
    def choose_read_aloud(self, value: str) -> None:
        """Choose whether pieces get a button to hear them."""
        self._keep_look(read_aloud=value == "ja")

    @gesture
    def choose_own_words(self, value: str) -> None:
        """Choose whether one's own words are among what there is to label."""
        self._keep_look(own_words=value == "ja")

    @gesture
    def toggle_need(self, value: str) -> None:
        """Say that something helps, or no longer does."""
        needs, _ = read_needs(self.project, self.project.who)
        record_needs(self.project, self.project.who, set(needs) ^ {value}, origin=self.origin)
        self.done(self.origin)

    @gesture
    def fill(self, name: str, value: str) -> None:
        """Keep own words as soon as the field is left."""
        super().fill(name, value)
        if name == "in_own_words":
            record_needs(self.project, self.project.who, text=value, origin=self.origin)
            self.done(self.origin)

    def after_undo(self, _rows: object) -> None:
        """Show again what was written before."""
        self.start()

    def _keep_look(self, **values: object) -> None:
        change_look(self.project, self.project.who, origin=self.origin, **values)
        self.done(self.origin)

    @staticmethod
    def _ask(part: str) -> str:
        return say(f"what_you_need.{part}.ask")

    @staticmethod
    def _options(part: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(value, say(f"what_you_need.{part}.{value}")) for value in values]


def what_you_need(project: Project | None = None) -> WhatYouNeed:
    """The screen *Wat heb je nodig?*; ``project`` is the one of this notebook unless given."""
    return WhatYouNeed(project or here())


def _yes(value: bool) -> str:
    return "ja" if value else "nee"
