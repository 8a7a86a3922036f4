"""Own words at the questions of practising (A24): kept in the own file as soon as a field is left, and nowhere else."""

from __future__ import annotations

from ontmoet_research.practice import REFLECTION
from ontmoet_research.screens.blocks import Block, text
from ontmoet_research.words import say

from .own_open import OwnPart


class ReflectingPart(OwnPart):
    """Fields for own words. The browser keeps no draft of them."""

    questions: tuple[str, ...] = REFLECTION

    def blocks(self) -> list[Block]:
        """A field for each question, with what is kept."""
        kept = self.own.kept_there.reflections
        fields = [
            {
                **self.field(one, say(f"reflecting.{one}"), hint=say(f"reflecting.{one}_hint"), long=True),
                "value": self.typed(one) if self.is_typed(one) else kept.get(one, ""),
            }
            for one in self.questions
        ]
        return [*fields, text(say("reflecting.only_you"), quiet=True)]

    def close(self) -> None:
        """Show what is kept now."""
        super().close()
        self.forget(*self.questions)
