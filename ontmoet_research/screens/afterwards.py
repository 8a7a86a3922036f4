"""What takes long and no gesture waits for: the answer comes first, then this as a second drawing."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from ontmoet_research.words import Refused

from . import live
from .window import this_window

__all__ = ["Afterwards", "Shows"]

Found = TypeVar("Found")
REST = 2  # times what a look took, at least, before the next one: a group that writes much is not made to wait


class Shows(live.Screen, Protocol):
    """A screen that can be drawn again."""

    def refresh(self) -> None:
        """Draw again from what is stored."""

    def tell(self, text: str, tone: str = "plain") -> None:
        """Show a sentence in the status line."""


class Afterwards(Generic[Found]):
    """One thing that a screen works out afterwards, and keeps as long as the state it was asked in holds.

    Where nothing can come in later (a test without a browser) it is worked out at once.
    """

    def __init__(self, screen: Shows) -> None:
        self._screen = screen
        self._known: tuple[Any, Found] | None = None
        self._asked: tuple[Callable[[], Any], Callable[[], Found]] | None = None
        self._planned = False
        self._rested_at = 0.0

    def wanted(self, state: Callable[[], Any], work: Callable[[], Found]) -> Found | None:
        """What ``work`` gives as things stand now, which ``state`` tells; None until it is there.

        Call it while drawing: the screen is drawn again when it is there. What was found in another state is not given.
        """
        now = state()
        if self._known is None or self._known[0] != now:
            self._asked = state, work
            if self._plan():
                return None
            self._work_out()
        return self._known[1] if self._known else None

    def not_wanted(self) -> None:
        """The screen is drawn anew: what an earlier drawing asked for and did not get is not worked out any more."""
        self._asked = None

    def _plan(self) -> bool:
        if not self._planned and live.is_followed(self._screen):
            wait = max(0.0, self._rested_at - time.monotonic())
            self._planned = this_window().later(wait, lambda: self._screen.quietly(self._look))
        return self._planned

    def _look(self) -> None:
        self._planned = False
        if self._asked is None:
            return
        try:
            self._work_out()
        except Refused as refusal:
            self._screen.tell(str(refusal), "refused")
        else:
            self._screen.refresh()

    def _work_out(self) -> None:
        if self._asked is None:  # nobody asks (any more)
            return
        (state, work), self._asked = self._asked, None
        began, now = time.monotonic(), state()
        self._known = now, work()
        ended = time.monotonic()
        self._rested_at = ended + REST * (ended - began)
