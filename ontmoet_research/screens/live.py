"""Open screens follow the project: what a colleague stores appears by itself, within a second.

There is at most one follower for each project in a kernel, on a thread of its own. It hands over what is new to the
event loop on which the gestures of a screen come in (JupyterLab uses the kernel's own loop, or one of a subshell), so
that gesture and news never meet halfway. A cell that runs on that loop makes the news wait, and nothing else.

A browser that disappears says nothing. So each screen asks now and then whether it is still shown.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol
from weakref import WeakKeyDictionary, ref

from ontmoet_research.store import Follower, News, Project

from .seat import Seat
from .views import Views
from .window import this_window


class Screen(Protocol):
    """What follows a project: a screen, which draws itself again when it hears news."""

    project: Project
    seat: Seat
    views: Views

    def hear(self, news: News) -> None:
        """Show what was stored. Never raises."""

    def quietly(self, work: Callable[[], None]) -> None:
        """Do what no person asked for."""


LOOK_WHO = 0.5  # seconds between two looks whether somebody else sat down
ASK_EVERY = 60.0  # seconds; a browser that was killed, or a page that was loaded anew, closes nothing by itself
_lock = threading.Lock()
_followed: dict[Any, _Followed] = {}  # by the connection pool, which a project shares over all who work in it


class _Followed:
    """One project that is followed, with the open screens on it and where each of them lives."""

    def __init__(self, project: Project) -> None:
        self.screens: WeakKeyDictionary[Screen, _Home] = WeakKeyDictionary()
        self.follower = Follower(project, self.tell)

    def tell(self, news: News) -> None:
        """Hand the news over to every open screen; called on the follower's thread."""
        with _lock:
            homes = list(self.screens.items())
        for screen, home in homes:
            if not home.hand_over(screen, news):
                leave(screen)
        if not homes:
            _stop_if_empty(self)


class _Home(Protocol):
    """Where a screen lives: how news gets there."""

    def hand_over(self, screen: Screen, news: News) -> bool:
        """Have the screen hear the news; False when its place is gone."""

    def ask_later(self, known: _Followed, screen: Screen) -> None:
        """See to it that a browser that disappeared is noticed."""


class _OwnThread:
    """A window of the app, which hears on its own thread."""

    def __init__(self, hear: Callable[[Screen, News], bool]) -> None:
        self._hear = hear

    def hand_over(self, screen: Screen, news: News) -> bool:
        """Have the window hear it."""
        return self._hear(screen, news)

    def ask_later(self, known: _Followed, screen: Screen) -> None:
        """The window itself knows when its browser is gone."""


class _Loop:
    """The event loop of a screen, and the context in which its messages are sent."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.context = contextvars.copy_context()  # ipykernel keeps there which request a message answers

    def hand_over(self, screen: Screen, news: News) -> bool:
        """Ask the loop to show the news; False when the loop is gone."""
        try:
            self.loop.call_soon_threadsafe(_show, ref(screen), news, context=self.context)
        except RuntimeError:  # closed: the page of this screen is gone
            return False
        return True

    def ask_later(self, known: _Followed, screen: Screen) -> None:
        """Ask the browser now and then whether it still shows the screen, as long as the screen lives here."""
        with suppress(RuntimeError):  # closed already
            self.loop.call_soon_threadsafe(self.loop.call_later, ASK_EVERY, self._ask, known, ref(screen))

    def _ask(self, known: _Followed, found: ref[Screen]) -> None:
        screen = found()
        if screen is None or known.screens.get(screen) is not self:
            return
        self.context.run(screen.views.ask)
        self.ask_later(known, screen)


def follow(screen: Screen, loop: asyncio.AbstractEventLoop | None = None) -> None:
    """Keep this screen up to date from now on. Outside a kernel nothing happens, unless ``loop`` is given."""
    hear = this_window().home()
    loop = None if hear else loop or _kernel_loop()
    if loop is None and hear is None:
        return
    with _lock:
        known = _followed.get(screen.project.engine)
        if known is None or not known.follower.running:
            known = _followed[screen.project.engine] = _Followed(screen.project)
        home = known.screens[screen] = _OwnThread(hear) if hear else _Loop(loop)  # type: ignore[arg-type]  # one of both
    home.ask_later(known, screen)
    if loop is not None:
        _look_who(ref(screen), loop)


def leave(screen: Screen) -> None:
    """Stop keeping this screen up to date; the last one that leaves stops the follower."""
    with _lock:
        known = _followed.get(screen.project.engine)
        if known is not None:
            known.screens.pop(screen, None)
    if known is not None:
        _stop_if_empty(known)


def is_followed(screen: Screen) -> bool:
    """Whether what comes later gets to this screen by itself."""
    with _lock:
        known = _followed.get(screen.project.engine)
        return known is not None and screen in known.screens


def followers() -> list[Follower]:
    """The followers that run in this kernel now."""
    with _lock:
        return [known.follower for known in _followed.values() if known.follower.running]


def _stop_if_empty(known: _Followed) -> None:
    with _lock:
        if len(known.screens):
            return
        for engine in [engine for engine, one in _followed.items() if one is known]:
            del _followed[engine]
    known.follower.stop()


def _look_who(found: ref[Screen], loop: asyncio.AbstractEventLoop) -> None:
    """Ask again and again whether somebody else sat down in another notebook, as long as the screen follows."""
    screen = found()
    if screen is not None and is_followed(screen) and not loop.is_closed():
        screen.quietly(screen.seat.look)
        loop.call_later(LOOK_WHO, _look_who, found, loop)


def _show(found: ref[Screen], news: News) -> None:
    screen = found()
    if screen is not None:
        screen.hear(news)


def _kernel_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that runs here when this is a kernel. A test that drives a browser has a loop too, and no kernel."""
    from IPython import get_ipython

    shell: Any = get_ipython()
    if getattr(shell, "kernel", None) is None:
        return None
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
