"""Following what is written: every row gets a number, in the order it became visible.

A reader remembers the last number it saw and asks for what came after. When ``store_epoch`` changes (after erasing,
restoring or taking a merge back) it starts again from the whole. A :class:`Follower` does this by itself.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from .project import Project, Watch
from .tables import feed, meta

EVERY = 0.25  # seconds between two looks; a look costs some tens of microseconds as long as nobody wrote
AFTER_TROUBLE = 5.0  # seconds between two looks at most, when the project can't be read
AT_ONCE = 10_000
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class FeedItem:
    """One row that was written: its number, batch, where it was done, by whom, and which row."""

    seq: int
    batch: str
    undoes: str | None
    origin: str
    author: str
    table_name: str
    row_id: str
    object_id: str


@dataclass(frozen=True)
class Mark:
    """How far someone has read: the number of the last row, and the ``epoch`` in which that number holds."""

    epoch: str | None
    seq: int


@dataclass(frozen=True)
class News:
    """What was written since: ``items`` in order, and ``mark`` for asking on.

    ``whole`` says that rows disappeared, so that everything must be read again; ``items`` is empty then.
    """

    items: tuple[FeedItem, ...]
    mark: Mark
    whole: bool = False


def since(project: Project, seq: int, *, limit: int = AT_ONCE) -> list[FeedItem]:
    """What was written after number ``seq``, in order, at most ``limit`` items."""
    with project.reading() as connection:
        return _items(connection, seq, limit)


def everything_since(project: Project, seq: int) -> Iterator[FeedItem]:
    """As :func:`since`, without a limit: read in parts, so that no transaction stays open meanwhile."""
    while part := since(project, seq):
        yield from part
        seq = part[-1].seq


def last_seq(project: Project) -> int:
    """The highest number given out so far; 0 for an empty project."""
    return last_mark(project).seq


def last_mark(project: Project) -> Mark:
    """Where someone begins who wants to follow from now on."""
    with project.reading() as connection:
        return _last(connection)


def news_since(project: Project, mark: Mark) -> News | None:
    """What was written after ``mark``; None when there is nothing. At most 10,000 items, then ask again."""
    with project.reading() as connection:
        now = _last(connection)
        if now.epoch != mark.epoch:
            return News((), now, whole=True)
        items = tuple(_items(connection, mark.seq, AT_ONCE)) if now.seq > mark.seq else ()
    return News(items, Mark(mark.epoch, items[-1].seq)) if items else None


class Follower:
    """Calls ``tell`` with each piece of news, on a thread of its own, until ``stop``.

    It asks several times a second whether someone wrote, in this process or elsewhere, and reads only then. It takes no
    lock and keeps no transaction open between two looks. When the project can't be read for a while (a server that is
    away, a busy file) it waits longer each time and goes on by itself; nothing is missed.
    """

    def __init__(self, project: Project, tell: Callable[[News], None], *, every: float = EVERY) -> None:
        """Start after what is written now. Errors: as for reading, when the project can't be read now."""
        self.project = project
        self._tell = tell
        self._every = every
        self._mark = last_mark(project)
        self._watch: Watch | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ontmoet-follower", daemon=True)
        project.closing.append(self.stop)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it still follows."""
        return self._thread.is_alive() and not self._stopping.is_set()

    def stop(self) -> None:
        """Stop following. A look that hangs is not waited for longer than a moment."""
        self._stopping.set()
        if self.stop in self.project.closing:
            self.project.closing.remove(self.stop)
        if threading.current_thread() is not self._thread:
            self._thread.join(2)

    def _run(self) -> None:
        pause = self._every
        while not self._stopping.wait(pause):
            try:
                self._look()
                pause = self._every
            except Exception as problem:  # whatever it is, following goes on: only the kind, no words of people
                LOG.info("following waits: %s", type(problem).__name__)
                self._let_go()
                pause = min(pause * 2, AFTER_TROUBLE)
        self._let_go()

    def _look(self) -> None:
        self._watch = self._watch or self.project.backend.watch(self.project.engine)
        if not self._watch.changed():
            return
        while not self._stopping.is_set() and (news := news_since(self.project, self._mark)):
            self._mark = news.mark
            self._tell(news)

    def _let_go(self) -> None:
        # A fresh watch says "changed" at its first look, so nothing that was written meanwhile is passed over.
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.close()


def _items(connection: sa.Connection, seq: int, limit: int) -> list[FeedItem]:
    statement = sa.select(feed).where(feed.c.seq > seq).order_by(feed.c.seq).limit(limit)
    return [FeedItem(**row) for row in connection.execute(statement).mappings()]


def _last(connection: sa.Connection) -> Mark:
    epoch = sa.select(meta.c.value).where(meta.c.key == "store_epoch").scalar_subquery()
    number = sa.select(sa.func.max(feed.c.seq)).scalar_subquery()
    found = connection.execute(sa.select(epoch, number)).one()
    return Mark(found[0], found[1] or 0)
