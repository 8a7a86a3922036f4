"""A screen without a kernel: what it sends, and what of it changed, goes to ``client.js`` in a browser.

The app sends it over a websocket, the tests of a screen on a bare page straight into the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .base import Screen

__all__ = ["Served"]

SYNCED = ("frame", "view", "status", "text")
_numbers = count(1)


class Served:
    """One screen in one window. ``out`` gets each message for the browser, as text."""

    def __init__(self, screen: Screen, out: Callable[[str], None]) -> None:
        self.screen, self.out = screen, out
        self.key = f"s{next(_numbers)}"
        self._names = [name for name in SYNCED if screen.has_trait(name)]
        self._told: dict[str, Any] = {}
        self._answers: list[Mapping[str, Any]] = []
        screen.send = self._take

    def show(self, place: str, known: set[str]) -> None:
        """Put the screen in this place of the page; ``known`` are the scripts that the browser has."""
        kind = f"k{hash((str(self.screen._esm), str(self.screen._css)))}"
        message: dict[str, Any] = {"show": self.key, "place": place, "kind": kind}
        if kind not in known:
            known.add(kind)
            message |= {"script": str(self.screen._esm), "style": str(self.screen._css)}
        self._answers.clear()
        self._told = {name: getattr(self.screen, name) for name in self._names}
        self.out(json.dumps({**message, "traits": self._told}))

    def receive(self, content: Mapping[str, Any]) -> None:
        """Answer a gesture of the browser and send what came of it."""
        self.screen.receive(content)
        self.tell()

    def tell(self) -> None:
        """Send what there is to tell: messages, what changed, then the answers, as in JupyterLab."""
        now = {name: getattr(self.screen, name) for name in self._names}
        changed = {name: value for name, value in now.items() if self._told.get(name) != value}
        answers, self._answers, self._told = self._answers, [], now
        if changed or answers:
            self.out(json.dumps({"id": self.key, "changed": changed, "messages": answers}))

    def _take(self, content: Mapping[str, Any], **_more: Any) -> None:
        # As in JupyterLab: a message comes at once, what changed when the gesture is over, and then its answer.
        if "answer" in content:
            self._answers.append(content)
        else:
            self.out(json.dumps({"id": self.key, "changed": {}, "messages": [content]}))
