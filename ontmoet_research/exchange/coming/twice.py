"""Going through a file twice: first to see what is in it, then to take it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ontmoet_research.exchange.foreign import Marks, Part, Text

from .choices import Choices

__all__ = ["Twice"]

MOST_LABELS = 100_000  # of a file with more labels on words, or more text, the parts are read again
MOST_TEXT = 20_000_000


class Twice:
    """Gives the parts of a file two times. Those of a small one are kept, so that it is read only once.

    The second time goes with the same choices, and with what the first told of how positions were counted.
    """

    def __init__(self, read: Callable[[Choices], Iterator[Part]]) -> None:
        self._read = read
        self._kept: list[Part] | None = None

    def __call__(self, choices: Choices) -> Iterator[Part]:
        """The parts, in order. Errors: those of who reads."""
        kept, self._kept = self._kept, None
        if kept is None:
            return self._first(choices)
        kept.reverse()
        return (kept.pop() for _ in range(len(kept)))  # let go of one by one

    def _first(self, choices: Choices) -> Iterator[Part]:
        kept: list[Part] = []
        labels = text = 0
        for part in self._read(choices):
            yield part
            if isinstance(part, Marks):
                labels += len(part.placed) + len(part.pieces)
            elif isinstance(part, Text):
                text += len(part.text)
            if labels > MOST_LABELS or text > MOST_TEXT:
                kept.clear()
            else:
                kept.append(part)
        if labels <= MOST_LABELS and text <= MOST_TEXT:
            self._kept = kept
