"""One moment: all that is read for one drawing or one report sees the project at the same moment, and is read once.

A page reads the same few tables many times, each part for itself. Inside ``with project.one_moment():`` those parts
share one connection and what was read. So totals add up while colleagues write, and a page is there sooner. It belongs
to one thread, and ends at once when that thread writes: what it reads after that is how it stands then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    import sqlalchemy as sa

Found = TypeVar("Found")


class Moment:
    """What one thread has read since it said ``one_moment``; ``connection`` is None until something is read."""

    def __init__(self) -> None:
        self.connection: sa.Connection | None = None
        self._known: dict[Hashable, object] = {}

    def read_once(self, what: Hashable, read: Callable[[], Found]) -> Found:
        """What ``read`` gives, asked only the first time."""
        if what not in self._known:
            self._known[what] = read()
        return cast("Found", self._known[what])

    def let_go(self) -> sa.Connection | None:
        """Forget all that was read; give the connection, to be closed."""
        connection, self.connection = self.connection, None
        self._known.clear()
        return connection


class Moments(threading.local):
    """The moment of each thread, if it has one."""

    now: Moment | None = None
