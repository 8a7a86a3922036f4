"""One moment: all that is read for one drawing or one report sees the project at the same moment, and is read once.

A page reads the same few tables many times, each part for itself. Inside ``with project.one_moment():`` those parts
share one connection and what was read. So totals add up while colleagues write, and a page is there sooner. It belongs
to one thread, and ends at once when that thread writes: what it reads after that is how it stands then.

What was read stays for the next moment as long as nobody wrote: the number of the last row in the feed, and the facts
of the project, say so. So a second figure of the same page reads nothing. At most about ``KEPT_CELLS`` values stay.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    import sqlalchemy as sa

Found = TypeVar("Found")
KEPT_CELLS = 12_000_000  # in a table of text some 50 bytes each; a project of 50,000 labels keeps about a third


class Kept:
    """What the threads of an open project read at one state of it."""

    def __init__(self) -> None:
        self._state: object = None
        self._known: dict[Hashable, object] = {}

    def at(self, state: object) -> dict[Hashable, object]:
        """What is known of the project in this state; nothing yet when it changed."""
        if state != self._state:
            self._state, self._known = state, {}
        return self._known

    def forget_too_much(self) -> None:
        """Forget all of it when it takes more room than it may."""
        if sum(_cells(one) for one in list(self._known.values())) > KEPT_CELLS:
            self._state, self._known = None, {}


class Moment:
    """What one thread has read since it said ``one_moment``; ``connection`` is None until something is read."""

    def __init__(self, kept: Kept) -> None:
        self.connection: sa.Connection | None = None
        self._kept = kept
        self._known: dict[Hashable, object] | None = None

    def read_once(self, what: Hashable, read: Callable[[], Found], state: Callable[[], object]) -> Found:
        """What ``read`` gives, asked only the first time; ``state`` says in which state the project is."""
        if self._known is None:
            self._known = self._kept.at(state())
        known = self._known  # a write of this thread while it reads begins another one
        if what not in known:
            known[what] = read()
        return cast("Found", known[what])

    def let_go(self) -> sa.Connection | None:
        """Forget all that was read; give the connection, to be closed."""
        connection, self.connection = self.connection, None
        self._known = None
        return connection


class Moments(threading.local):
    """The moment of each thread, if it has one."""

    now: Moment | None = None

    def __init__(self, kept: Kept) -> None:
        self.kept = kept


def _cells(found: Any) -> int:
    """About how many values this holds; of what is no table or collection, one."""
    size = getattr(found, "size", None)
    if isinstance(size, int):
        return size
    return 20 * len(found) if hasattr(found, "__len__") else 1
