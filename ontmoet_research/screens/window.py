"""One window: who is at work in it, and what only that person may have open there.

In JupyterLab all notebooks of this computer are one window: who is at work is remembered for all of them. In the app
each browser window is one of its own, so that people can work side by side at one computer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from .shell.shell import Shell

__all__ = ["Window", "sit_in", "this_window"]

Made = TypeVar("Made")


class Window:
    """The window of a kernel."""

    facts: dict[str, str] | None = None
    """What is known of the person at work in this window alone; None when the memory of the computer knows it."""
    shell: Shell | None = None
    """The shell that shows one screen at a time; None for screens that stand by themselves."""

    def __init__(self) -> None:
        self._open: dict[str, Any] = {}
        self._seat: str | None = None

    def open_thing(self, name: str, make: Callable[[], Made]) -> Made:
        """What the person at work has open here (an own file, the file of names), under this name; made when new."""
        made: Made = self._open.setdefault(name, make())
        return made

    def seat(self, person: str) -> None:
        """Somebody sits down: what the one before had open is closed."""
        if person != self._seat:
            self._open.clear()
        self._seat = person

    def go_to(self, door: str) -> None:
        """Go through a door of the shell. Errors: ``Refused`` where a screen stands by itself."""
        if self.shell is None:
            raise Refused("shell.no_door")
        self.shell.go(door)

    def hand(self, door: str, what: Any) -> None:
        """Say what this person wants to see behind a door."""
        self._open[f"behind {door}"] = what

    def take(self, door: str) -> Any:
        """What this person wanted to see behind a door, once; None for nothing."""
        return self._open.pop(f"behind {door}", None)

    def welcome(self) -> None:
        """Somebody new sits down: where a shell stands at the beginning, a first text to practise on comes next."""
        if self.shell is not None:
            self.shell.welcome()

    setattr(go_to, "is_gesture", True)  # noqa: B010 - every screen may ask for it; base.py marks its own so

    def later(self, seconds: float, work: Callable[[], None]) -> bool:
        """Do something after a while, where gestures are answered; False when nothing can wait here."""
        try:
            asyncio.get_running_loop().call_later(seconds, work)
        except RuntimeError:
            return False
        return True

    def home(self) -> Callable[[Any, Any], bool] | None:
        """How news gets to a screen of this window, given both; None in a kernel, where its event loop does that."""
        return None


_here: ContextVar[Window] = ContextVar("window")
_kernel = Window()


def this_window() -> Window:
    """The window in whose name this code runs."""
    return _here.get(_kernel)


def sit_in(window: Window) -> None:
    """Let all that this thread does from now on be of this window."""
    _here.set(window)
