"""A progress bar for long work, on a terminal only; in a pipe it is silent."""

import sys

from ontmoet_research.exchange import how_far
from ontmoet_research.intake.reading import Step
from ontmoet_research.words import say

WIDTH = 24


class Bar:
    """Shows how far reading is, on one line of standard error that is written over; ``clear`` takes it away."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._width = 0

    def show(self, step: Step) -> None:
        """Show which file is being read, and how far."""
        if self._shown:
            part = step.done / step.total if step.total else 0.0
            filled = min(WIDTH, int(WIDTH * (step.number - 1 + part) / step.files))
            bar = "█" * filled + "·" * (WIDTH - filled)
            self._print(f"{bar} {say('cli.progress', done=step.number, total=step.files)}: {step.file_name[:40]}")

    def tell(self, what: str, done: int, total: int) -> None:
        """Show how far a project of another program is, coming in or going out."""
        if self._shown:
            self._print(how_far.in_words(what, done, total))

    def step(self, what: str, number: int, total: int) -> None:
        """Show which step of a few is being done; it counts as done when the next one comes."""
        if self._shown:
            filled = WIDTH * (number - 1) // total
            bar = "█" * filled + "·" * (WIDTH - filled)
            self._print(f"{bar} {say('cli.progress', done=number, total=total)}: {what}")

    def _print(self, told: str) -> None:
        print(f"\r{told.ljust(self._width)}", end="", file=sys.stderr, flush=True)
        self._width = len(told)

    def clear(self) -> None:
        """Leave an empty line for what is said next."""
        if self._shown and self._width:
            print(f"\r{' ' * self._width}\r", end="", file=sys.stderr, flush=True)
            self._width = 0
