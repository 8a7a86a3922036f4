"""Wat heb je nodig? How screens look and sound for one person, and what helps someone to take part."""

from __future__ import annotations

from typing import ClassVar

from ontmoet_research.coding import own_words
from ontmoet_research.group import change_look, read_look, read_needs, record_needs
from ontmoet_research.model.people import NEEDS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, aloud, text
from ontmoet_research.screens.forms import Ask, Form, of_nothing, words_of
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.words import say

ORIGIN = "what_you_need"
PARTS = {"text_size": ("gewoon", "groot", "heel_groot"), "contrast": ("gewoon", "hoog")}
SWITCHES = ("calm", "read_aloud", "own_words")
WORDS = "need.in_own_words"


def _look(project: Project, **chosen: str) -> None:
    """Choose one thing of how screens look and sound."""
    told = {name: value == "ja" if name in SWITCHES else value for name, value in chosen.items()}
    change_look(project, project.who, origin=ORIGIN, **told)


def _turn(project: Project, needs: str) -> None:
    """Something helps, or no longer does."""
    now, _ = read_needs(project, project.who)
    record_needs(project, project.who, set(now) ^ {needs}, origin=ORIGIN)


def _asked(name: str, values: tuple[str, ...]) -> Ask:
    return Ask(name, f"what_you_need.{name}.ask", "choice", words_of(f"what_you_need.{name}", values))


LOOK = Form(
    "look",
    _look,
    ORIGIN,
    asks=(
        *(_asked(name, values) for name, values in PARTS.items()),
        *(_asked(name, ("ja", "nee")) for name in SWITCHES[:-1]),
        # only for who is a participant too
        Ask(
            "own_words",
            "what_you_need.own_words.ask",
            "choice",
            words_of("what_you_need.own_words", ("ja", "nee")),
            when=lambda part: bool(own_words(part.project, part.project.who)),
        ),
    ),
    given=of_nothing,
    at_once=True,
)
NEED = Form(
    "need",
    _turn,
    ORIGIN,
    asks=(Ask("needs", "what_you_need.needs", "several", words_of("what_you_need.need", NEEDS)),),
    given=of_nothing,
    at_once=True,
)


class Needs(Part[PartsPage]):
    """Choices that work at once, on this screen and on all others of this person."""

    forms = (LOOK, NEED)

    def blocks(self) -> list[Block]:
        """How it looks, how it sounds, and what helps."""
        look = read_look(self.project, self.project.who)
        needs, words = read_needs(self.project, self.project.who)
        now = {name: getattr(look, name) for name in PARTS}
        now |= {name: "ja" if getattr(look, name) else "nee" for name in SWITCHES}
        asked = self.field("in_own_words", say("what_you_need.in_own_words"), hint=say("what_you_need.own_words_hint"))
        return [
            *self.form(LOOK, now=now),
            aloud(say("what_you_need.try_voice"), none=say("what_you_need.no_voice")),
            *self.form(NEED, now={"needs": needs}),
            {**asked, "value": self.typed("in_own_words") if self.is_typed("in_own_words") else words},
            text(say("what_you_need.stays_here"), quiet=True),
        ]


class WhatYouNeed(PartsPage):
    """The page."""

    name = "what_you_need"
    asks_series = False
    about_a_series = False
    kinds: ClassVar = {"need": Needs}

    @gesture
    def fill(self, name: str, value: str) -> None:
        """Keep own words as soon as the field is left."""
        if name != WORDS:
            super().fill(name, value)
            return
        record_needs(self.project, self.project.who, text=value, origin=ORIGIN)
        self.forget(WORDS)
        self.done(ORIGIN)


def what_you_need(project: Project | None = None) -> WhatYouNeed:
    """The screen *Wat heb je nodig?*; ``project`` is the one of this notebook unless given."""
    return WhatYouNeed(project or here())
