"""How often a page is drawn again for news: when much comes in, now and then."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

PACE = 1.0  # seconds between two drawings for news, at least; and ten times what a drawing takes


class Pace:
    """When the next drawing may come."""

    def __init__(self) -> None:
        self._planned: asyncio.TimerHandle | None = None  # a drawing that is to come
        self._rested_at = 0.0

    def soon(self, draw: Callable[[], None], quietly: Callable[[Callable[[], None]], None]) -> None:
        """Draw now or as soon as the page rested; ``quietly`` is how to do that later."""
        if self._planned is not None:
            return
        wait = self._rested_at - time.monotonic()
        if wait <= 0:
            self._draw(draw)
            return
        try:
            self._planned = asyncio.get_running_loop().call_later(wait, quietly, lambda: self._draw(draw))
        except RuntimeError:  # no loop: nobody is in a hurry
            self._draw(draw)

    def _draw(self, draw: Callable[[], None]) -> None:
        self._planned = None
        began = time.monotonic()
        draw()
        now = time.monotonic()
        self._rested_at = now + max(PACE, 10 * (now - began))
