"""The places in a browser that show a screen, and whether they are still there: one that disappears says nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

ASKED = 3  # after so many questions without an answer the browser is gone


class Shown(Protocol):
    """What is shown in a browser: a screen."""

    def screen_opened(self, view: str = "") -> None:
        """A browser shows it in one more place."""

    def screen_closed(self, view: str = "") -> None:
        """A browser closed it in one place."""

    def quietly(self, work: Callable[[], None]) -> None:
        """Do what no person asked for. Never raises."""

    def send(self, content: Any) -> None:
        """Send this to every place."""


class Views:
    """In which places a browser shows one screen. Each place has a name, which the browser made up."""

    def __init__(self, screen: Shown) -> None:
        self._screen = screen
        self._unanswered: dict[str, int] = {}  # by place: how often it gave no answer

    def __bool__(self) -> bool:
        return bool(self._unanswered)

    def opened(self, view: str) -> None:
        """From now on this place shows the screen."""
        self._unanswered[view] = 0

    def closed(self, view: str) -> None:
        """This place shows it no more."""
        self._unanswered.pop(view, None)

    def close_all(self) -> None:
        """The browser is gone, and with it every place."""
        for view in list(self._unanswered):
            self._screen.screen_closed(view)

    def answered(self, view: str) -> None:
        """A place answers that it shows the screen; one that was given up (a laptop that slept) is back."""
        if view in self._unanswered:
            self._unanswered[view] = 0
        else:
            self._screen.screen_opened(view)

    def ask(self) -> None:
        """Ask each place whether it still shows the screen; one that gave no answer three times is closed."""
        self._screen.quietly(self._ask)

    def _ask(self) -> None:
        for view, unanswered in list(self._unanswered.items()):
            self._unanswered[view] = unanswered + 1
            if unanswered == ASKED:
                self._screen.screen_closed(view)
        if self:
            self._screen.send({"who_is_there": True})
