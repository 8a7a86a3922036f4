"""Own words at the questions of practising (A24): kept in the own file as soon as a field is left, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, text
from ontmoet_research.words import say

from .own_open import OpensOwn

BEFORE = "own_words_"


class ReflectingPart(OpensOwn):
    """Fields for own words. The browser keeps no draft of them."""

    def reflecting_fields(self, questions: Iterable[str]) -> list[Block]:
        """A field for each question, with what is kept."""
        told = self.own.kept.reflections
        for one in questions:
            self.typed.setdefault(f"{BEFORE}{one}", told.get(one, ""))
        fields = [
            self.field(f"{BEFORE}{one}", say(f"reflecting.{one}"), hint=say(f"reflecting.{one}_hint"), long=True)
            for one in questions
        ]
        return [*fields, text(say("reflecting.only_you"), quiet=True)]

    @gesture
    def fill(self, name: str, value: str) -> None:
        """Keep own words as soon as the field is left."""
        if not name.startswith(BEFORE):
            super().fill(name, value)
            return
        self.typed[name] = value
        question = name.removeprefix(BEFORE)
        if self.own.kept.reflections.get(question, "") != value.strip():
            self.keep(self.own.kept.with_reflection(question, value))

    def own_again(self) -> None:
        """Show what is kept now."""
        super().own_again()
        self._empty()

    def put_away(self) -> None:
        """Empty the fields."""
        super().put_away()
        self._empty()

    def _empty(self) -> None:
        self.forget(*[name for name in self.typed if name.startswith(BEFORE)])
