"""A screen on a plain page, without JupyterLab: the real Python, the real script, and nothing else around them.

For what has nothing to do with JupyterLab: small windows, enlarged letters, hostile text, what is sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ontmoet_research.screens.base import HERE
from ontmoet_research.screens.served import Served
from ontmoet_research.store import last_mark, news_since

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from ontmoet_research.screens.base import Screen

_SHOWN: WeakKeyDictionary[Page, BarePage] = WeakKeyDictionary()  # which screen a page shows now
CLIENT = """(script) => {
  const client = new script.Client(
    (message) => {
      window.busy = (window.busy ?? 0) + 1;
      window.toKernel(JSON.stringify(message)).then(take).then(() => { window.busy -= 1; });
    },
    () => document.querySelector("main"),
  );
  const take = (messages) => Promise.all(messages.map((message) => client.take(JSON.parse(message))));
  window.fromKernel = take;
  window.stopScreen = () => client.clear();
}"""
HOLD = """() => {
  const real = window.toKernel;
  const gate = new Promise((open) => { window.openGate = open; });
  window.toKernel = async (message) => { const told = await real(message); await gate; return told; };
}"""
LOAD = """async (source) => {
  const from = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  (%s)(await import(from));
}"""


class BarePage:
    """A screen shown on ``page``, as the app would; ``sent`` is all that ever went to the browser, as one text.

    On an empty page a tab remembers nothing; ``at`` is an address where it does.
    """

    def __init__(self, page: Page, screen: Screen, at: str = "about:blank") -> None:
        self.page, self.screen = page, screen
        self.sent = ""
        self._mark = last_mark(screen.project)
        self._told: list[str] = []
        self._served = Served(screen, self._told.append)
        if page.url != at:  # the policy of a report that stood here before would stay in force
            page.goto(at)
        page.set_content("<!doctype html><html lang=nl><title>Proef</title><meta charset=utf-8><main></main></html>")
        if page not in _SHOWN:
            page.expose_function("toKernel", lambda content: _SHOWN[page]._receive(content))
        _SHOWN[page] = self
        page.evaluate(LOAD % CLIENT, (HERE / "client.js").read_text(encoding="utf-8"))
        self._served.show("screen", set())
        self._hand_over()
        self.wait()

    def wait(self) -> None:
        """Wait until every gesture was answered, and the answer shown."""
        self.page.wait_for_function("!window.busy")

    def hold_answers(self) -> None:
        """From now on the kit takes long: what it answers waits for :meth:`let_answers_come`."""
        self.page.evaluate(HOLD)

    def let_answers_come(self) -> None:
        """Show all that waited."""
        self.page.evaluate("window.openGate()")
        self.wait()

    def catch_up(self) -> str:
        """Let the screen hear what was stored elsewhere since the last time; give what went to the browser for it."""
        while news := news_since(self.screen.project, self._mark):
            self._mark = news.mark
            self.screen.hear(news)
        self._served.tell()
        told = self._hand_over()
        # Drawings for news are put together in one frame.
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return told

    def _receive(self, message: str) -> list[str]:
        self._served.receive(json.loads(message).get("content", {}))
        return self._taken()

    def _hand_over(self) -> str:
        """Give the page what the screen sent so far."""
        told = self._taken()
        self.page.evaluate("(messages) => window.fromKernel(messages)", told)
        return "".join(told)

    def _taken(self) -> list[str]:
        told, self._told[:] = list(self._told), []
        self.sent += "".join(told)
        return told


CONTROLS = ".ontmoet-root :is(button:not(.om-place), select, input, textarea, summary, a)"
# A place over a figure is as large as what was drawn there; the list under the figure opens the same (WCAG 2.5.8).
TOO_LOW = "(nodes) => nodes.filter((n) => n.getBoundingClientRect().height < 43.5).map((n) => n.outerHTML)"
HEARS_KEYS = "(nodes) => nodes.filter((n) => !('lmSuppressShortcuts' in n.dataset)).map((n) => n.outerHTML)"


def hold_to_the_rules(page: Page, show: Callable[[], object], width: int = 320) -> None:
    """Show a screen in a small window, unfold all of it, and assert what holds for each screen of the kit.

    It fits (U10), each control is 44 pixels high (U06) and keeps its keys from JupyterLab, nothing that was typed runs,
    and axe has nothing against it.
    """
    import browser

    problems: list[str] = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.set_viewport_size({"width": width, "height": 800})
    show()
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(CONTROLS).evaluate_all(TOO_LOW) == []
    assert page.locator(f"{CONTROLS}, .ontmoet-root [tabindex='0']").evaluate_all(HEARS_KEYS) == []
    assert page.locator(".ontmoet-root script").count() == 0
    assert problems == []
    assert browser.axe(page, ".ontmoet-root") == []
