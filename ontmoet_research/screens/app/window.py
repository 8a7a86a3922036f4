"""A window of the app: one person at work, one shell, one thread on which its gestures and its news are dealt with."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from ontmoet_research.screens.base import Screen, log_problem
from ontmoet_research.screens.served import Served
from ontmoet_research.screens.shell.shell import Shell
from ontmoet_research.screens.window import Window, sit_in
from ontmoet_research.store import News, Project
from ontmoet_research.words import say

__all__ = ["AppWindow"]

Out = Callable[[str], None]


class AppWindow(Window):
    """What one browser window shows. ``attach`` says where to send; without that, nothing is sent."""

    def __init__(self, project: Project, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.facts = {}
        self.project, self.loop = project, loop
        self.served: dict[str, Served] = {}
        self.out: Out | None = None
        self.standing: dict[str, Screen] = {}
        self._scripts: set[str] = set()  # those that the browser has
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ontmoet-window", initializer=sit_in, initargs=(self,))

    def run(self, work: Callable[[], None]) -> None:
        """Do something on the thread of this window, after what is under way there."""
        with suppress(RuntimeError):  # the window was closed
            self._worker.submit(self._carefully, work)

    def attach(self, out: Out, arrival: Mapping[str, Any]) -> None:
        """A browser came (back): show what stands here, or begin at the door and for the person it names."""
        self.run(lambda: self._arrive(out, arrival))

    def detach(self, out: Out) -> None:
        """The browser is gone; what was typed stays, as long as the window does."""
        if self.out is out:
            self.out = None
            self.run(self._browser_gone)

    def receive(self, key: str, content: Mapping[str, Any]) -> None:
        """Answer a gesture for the screen with this key; one that is gone gets no answer."""
        self.run(lambda: self._receive(key, content))

    def close(self) -> None:
        """Take the window away for good."""
        self.out = None
        self.run(self._close)
        self._worker.shutdown(wait=False)

    def home(self) -> Callable[[Screen, News], bool]:
        """How news gets to a screen of this window: on its own thread, so that one slow drawing stops nobody else."""

        def hand_over(screen: Screen, news: News) -> bool:
            self.run(lambda: self._hear(screen, news))
            return True

        return hand_over

    def later(self, seconds: float, work: Callable[[], None]) -> bool:
        """As in a kernel, on the thread of this window; what is drawn then is sent."""

        def then() -> None:
            self.run(lambda: self._do_and_tell(work))

        self.loop.call_soon_threadsafe(lambda: self.loop.call_later(seconds, then))
        return True

    def _arrive(self, out: Out, arrival: Mapping[str, Any]) -> None:
        self.out, self._scripts = out, set()
        self.served.clear()
        self.standing.clear()
        if self.shell is None:
            self.facts = {"who": str(arrival.get("who") or "")}
            Shell(self.project, at=str(arrival.get("door") or ""), shown=self._show)
        else:
            self._show(self.shell.screen)
        self._tell()

    def _browser_gone(self) -> None:
        for screen in list(self.standing.values()):
            screen.quietly(screen.views.close_all)

    def _receive(self, key: str, content: Mapping[str, Any]) -> None:
        served = self.served.get(key)
        if served is not None:
            served.screen.receive(content)
            self._tell()

    def _hear(self, screen: Screen, news: News) -> None:
        screen.hear(news)
        self._tell()

    def _do_and_tell(self, work: Callable[[], None]) -> None:
        work()
        self._tell()

    def _show(self, screen: Screen) -> None:
        """Put the plate and this screen on the page, where they don't stand there yet."""
        if self.shell is not None:
            self._put("plate", self.shell.plate)
            self._put("screen", screen)

    def _put(self, place: str, screen: Screen) -> None:
        if self.standing.get(place) is screen or self.out is None:
            return
        self.standing[place] = screen
        served = next((one for one in self.served.values() if one.screen is screen), None) or Served(screen, self._send)
        self.served[served.key] = served
        served.show(place, self._scripts)

    def _tell(self) -> None:
        """Send what changed on what stands on the page; what was closed is forgotten."""
        if self.shell is None:
            return
        alive = (self.shell.plate, *self.shell.screens.values())
        self.served = {key: one for key, one in self.served.items() if one.screen in alive}
        for one in [one for one in self.served.values() if one.screen in self.standing.values()]:
            one.tell()

    def _send(self, message: str) -> None:
        out = self.out
        if out is not None:
            self.loop.call_soon_threadsafe(out, message)

    def _close(self) -> None:
        if self.shell is not None:
            self.shell.close()
        self.served.clear()

    def _carefully(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as problem:  # nobody's window may stop because of one click
            log_problem(problem)
            self._send(json.dumps({"trouble": say("app.trouble")}))
