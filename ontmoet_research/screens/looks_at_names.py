"""Looking at the names in one note, on every page where notes come in."""

from __future__ import annotations

from ontmoet_research.intake.names_check import NamesCheck
from ontmoet_research.words import Refused

from .base import gesture
from .page import Page

__all__ = ["LooksAtNames"]


class LooksAtNames(Page):
    """A page with one note to look at before it is stored."""

    checking: NamesCheck | None = None

    @gesture
    def also_take_out(self) -> None:
        """Look for a word that nobody found yet."""
        self._checked().also(self.typed.get("word", ""))
        self.forget("word")
        self.refresh()

    @gesture
    def turn(self, value: str) -> None:
        """Take something out after all, or leave it in."""
        self._checked().turn(value)
        self.refresh()

    def _checked(self) -> NamesCheck:
        if self.checking is None:
            raise Refused("record_meeting.nothing_to_keep")
        return self.checking
