"""How often a page is drawn again for news: when much comes in, now and then."""

from __future__ import annotations

import time
from collections.abc import Callable

from .window import this_window

PACE = 1.0  # seconds between two drawings for news, at least; and ten times what a drawing takes


class Pace:
    """When the next drawing may come."""

    def __init__(self) -> None:
        self._planned = False  # whether a drawing is to come
        self._rested_at = 0.0

    def soon(self, draw: Callable[[], None], quietly: Callable[[Callable[[], None]], None]) -> None:
        """Draw now or as soon as the page rested; ``quietly`` is how to do that later."""
        if self._planned:
            return
        wait = self._rested_at - time.monotonic()
        if wait <= 0:
            self._draw(draw)
            return
        self._planned = this_window().later(wait, lambda: quietly(lambda: self._draw(draw)))
        if not self._planned:  # nothing waits here: nobody is in a hurry
            self._draw(draw)

    def _draw(self, draw: Callable[[], None]) -> None:
        self._planned = False
        began = time.monotonic()
        draw()
        now = time.monotonic()
        self._rested_at = now + max(PACE, 10 * (now - began))
