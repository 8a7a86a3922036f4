"""A screen on a plain page, without JupyterLab: the real Python, the real script, and nothing else around them.

For what has nothing to do with JupyterLab: small windows, enlarged letters, hostile text, what is sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from ontmoet_research.store import last_mark, news_since

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from ontmoet_research.screens.base import Screen

_SHOWN: WeakKeyDictionary[Page, BarePage] = WeakKeyDictionary()  # which screen a page shows now
NOTHING = '{"changed": {}, "messages": []}'
SHIM = """async ([script, traits]) => {
  const heard = {};
  const tell = (name, value) => (heard[name] ?? []).slice().forEach((react) => react(value));
  const take = ({ changed, messages }) => {
    // As in JupyterLab: messages of a gesture come at once, what changed when it is over, then the answer.
    messages.filter((message) => !("answer" in message)).forEach((message) => tell("msg:custom", message));
    Object.assign(traits, changed);
    Object.keys(changed).forEach((name) => tell(`change:${name}`));
    messages.filter((message) => "answer" in message).forEach((message) => tell("msg:custom", message));
  };
  window.fromKernel = take;
  const model = {
    get: (name) => traits[name],
    on: (name, react) => (heard[name] ??= []).push(react),
    off: (name, react) => { heard[name] = (heard[name] ?? []).filter((known) => known !== react); },
    send: async (content) => {
      window.busy = (window.busy ?? 0) + 1;
      take(JSON.parse(await window.toKernel(JSON.stringify(content))));
      window.busy -= 1;
    },
  };
  const from = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  window.stopScreen = (await import(from)).default.render({ model, el: document.querySelector("main") });
}"""


class BarePage:
    """A screen shown on ``page``; ``sent`` is all that ever went to the browser, as one text."""

    def __init__(self, page: Page, screen: Screen) -> None:
        self.page, self.screen = page, screen
        self.sent = ""
        self._mark = last_mark(screen.project)
        self._names = [name for name in ("frame", "view", "status", "text") if screen.has_trait(name)]
        self._told: dict[str, Any] = {}
        self._messages: list[Any] = []
        screen.send = lambda content, **_more: self._messages.append(content)
        page.set_content("<!doctype html><html lang=nl><title>Proef</title><meta charset=utf-8><main></main></html>")
        if page not in _SHOWN:
            page.expose_function("toKernel", lambda content: _SHOWN[page]._receive(content))
        _SHOWN[page] = self
        page.add_style_tag(content=str(screen._css))
        page.evaluate(SHIM, [str(screen._esm), json.loads(self._changed())])
        self.wait()

    def wait(self) -> None:
        """Wait until every gesture was answered."""
        self.page.wait_for_function("!window.busy")

    def catch_up(self) -> str:
        """Let the screen hear what was stored elsewhere since the last time; give what went to the browser for it."""
        while news := news_since(self.screen.project, self._mark):
            self._mark = news.mark
            self.screen.hear(news)
        told = self._tell()
        self.page.evaluate("(told) => window.fromKernel(told)", json.loads(told))
        # Drawings for news are put together in one frame.
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return "" if told == NOTHING else told

    def _receive(self, content: str) -> str:
        self.screen.receive(json.loads(content))
        return self._tell()

    def _tell(self) -> str:
        told = json.dumps({"changed": json.loads(self._changed()), "messages": self._messages})
        self.sent += told
        self._messages.clear()
        return told

    def _changed(self) -> str:
        # As ipywidgets does: only what is no longer equal.
        now = {name: getattr(self.screen, name) for name in self._names}
        told = json.dumps({name: value for name, value in now.items() if self._told.get(name) != value})
        self._told = now
        self.sent += told
        return told


CONTROLS = ".ontmoet-root :is(button, select, input, textarea, summary, a)"
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
