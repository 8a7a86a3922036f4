"""Someone who records an evening on a page, and how long that would take.

The estimate follows the keystroke-level model: Card, S.K., Moran, T.P. & Newell, A. (1980), "The keystroke-level model
for user performance time with interactive systems", Communications of the ACM 23(7), 396-410. Its operators in seconds:
K 0.28 (a key or a mouse button, by an average typist who is no secretary: 40 words a minute), P 1.10 (point with the
mouse), H 0.40 (hands from mouse to keyboard or back), M 1.35 (get ready for the next step). Here every click and every
field gets an M, which is more than the rules of the model give. The model is about people who know the screen and make
no slips, and knows no reading: that is counted apart, at 200 words a minute.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bare_page import BarePage
    from playwright.sync_api import Locator, Page

POINT, HANDS, READY = 1.10, 0.40, 1.35
KEY, SLOW_KEY = 0.28, 0.50
WORDS_A_SECOND = 200 / 60


class Recorder:
    """Clicks and types as a person would; ``steps`` counts the operators of each part of the evening."""

    def __init__(self, page: Page, bare: BarePage) -> None:
        self.page, self.bare = page, bare
        self.steps: dict[str, Counter[str]] = defaultdict(Counter)
        self.part, self._hands = "", "mouse"

    def begin(self, part: str) -> None:
        """From here on steps belong to this part."""
        self.part = part

    def click(self, name: str) -> None:
        """Click a button by its words; what was chosen has a sign before them."""
        self._point(self.page.locator(".ontmoet-root").get_by_role("button", name=name).first)

    def choose(self, label: str, option: str) -> None:
        """Choose in a list that folds out: one click opens it, one chooses."""
        box = self.page.get_by_label(label)
        self._count("mouse", M=1, P=2, K=2)
        box.select_option(label=option)
        self.bare.wait()

    def type(self, label: str, words: str) -> None:
        """Click in a field and type."""
        box = self.page.get_by_label(label)
        self._count("mouse", M=1, P=1, K=1)
        self._count("keyboard", K=len(words))
        box.click()
        box.press_sequentially(words)
        box.blur()
        self.bare.wait()

    def paste(self, label: str, words: str) -> None:
        """Click in a field and paste what stands on the clipboard."""
        box = self.page.get_by_label(label)
        self._count("mouse", M=1, P=1, K=1)
        self._count("keyboard", K=2)
        box.fill(words)
        box.blur()
        self.bare.wait()

    def read(self, words: str) -> None:
        """Read a text from the screen."""
        self.steps[self.part]["read"] += len(words.split())

    def seconds(self, part: str | None = None, key: float = KEY) -> float:
        """The estimate for one part, or for the whole evening."""
        told = sum((self.steps[part],) if part else self.steps.values(), Counter())
        cost = {"K": key, "P": POINT, "H": HANDS, "M": READY, "read": 1 / WORDS_A_SECOND}
        return sum(times * cost[operator] for operator, times in told.items())

    def table(self) -> str:
        """The estimate in words, a line for each part."""
        lines = [
            f"{part:<16} {steps['P']:>4} times pointing {steps['K']:>5} keys {self.seconds(part) / 60:>6.1f} minutes"
            for part, steps in self.steps.items()
        ]
        whole = f"whole evening {self.seconds() / 60:.1f} minutes; someone who types slowly {self._slow():.1f}"
        return "\n".join([*lines, whole])

    def _slow(self) -> float:
        return self.seconds(key=SLOW_KEY) / 60

    def _point(self, target: Locator) -> None:
        self._count("mouse", M=1, P=1, K=1)
        target.click()
        self.bare.wait()

    def _count(self, hands: str, **operators: int) -> None:
        if hands != self._hands:
            operators["H"] = 1
            self._hands = hands
        self.steps[self.part].update(operators)
