"""Holding Ctrl-C and "interrupt kernel" back for a moment, where they would leave a lock behind.

Python lets an interrupt in between nearly any two steps, also between taking a lock and the ``with`` that gives it
back. One in the wrong place inside the pool of connections or the queue of the writer, and nobody in this process could
write any more. So around those few steps the interrupt waits, and is passed on right after.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any


class Undisturbed:
    """``with Undisturbed(): ...`` is never cut in two by an interrupt; one that came meanwhile follows it.

    Only the main thread is ever interrupted, so in any other thread this does nothing. Not to be used twice at once.
    """

    def __enter__(self) -> None:
        self._came = False
        in_main = threading.current_thread() is threading.main_thread()
        self._swapped = in_main and signal.getsignal(signal.SIGINT) is not None  # None: not set by Python, so not ours
        if self._swapped:
            # An interrupt that came before this is raised by it, and then nothing has begun.
            self._before: Any = signal.signal(signal.SIGINT, self._note)

    def __exit__(self, *_: object) -> None:
        if self._swapped:
            signal.signal(signal.SIGINT, self._before)
            if self._came:
                signal.raise_signal(signal.SIGINT)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._came = True
