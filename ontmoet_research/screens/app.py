"""The pages of the app (``ontmoet app``): the screens of the notebooks, for people who never see JupyterLab.

A page knows who is at work from its own address, so that two windows on one computer can be two people.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from urllib.parse import urlencode

from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .base import gesture
from .blocks import Block, button, buttons, links, text
from .bringing.bring_in_series import bring_in_series
from .comparing.compare_readings import compare_readings
from .following.follow_wishes import follow_wishes
from .learning.see_learning import see_learning
from .own.of_myself import of_myself
from .page import Page
from .resume import where_was
from .session import here, known_here
from .what_you_need import what_you_need

TILES = ("labelen", "vergelijken", "leren")


class AppStart(Page):
    """Who are you, and then three large tiles."""

    name = "app_start"
    asks_series: ClassVar[bool] = False

    def blocks(self) -> list[Block]:
        """A greeting, where someone was, and the tiles."""
        hello = text(say("app_start.hello", name=isolated(self.person() or "")))
        tiles = [(self._address(name), say(f"app_start.{name}.link"), self._more(name)) for name in TILES]
        again = button(say("app_start.another_person"), "another_person")
        wishes = (self._address("wensen"), say("app_start.wensen_link"), say("app_start.wensen_more"))
        needs = (self._address("nodig"), say("app_start.nodig_link"), say("app_start.nodig_more"))
        mine = (self._address("vanmij"), say("app_start.vanmij_link"), say("app_start.vanmij_more"))
        return [hello, links(*tiles, large=True), links(wishes, needs, mine), buttons(again)]

    @gesture
    def another_person(self) -> None:
        """Ask again who is at work; what was done stays with who did it."""
        self.project = self.project.as_person("kit")
        self.refresh()

    @gesture
    def someone_else(self) -> None:
        """As :meth:`another_person`: notebooks on this computer go on with who they know."""
        self.another_person()

    def _address(self, page: str) -> str:
        return f"{page}.ipynb?{urlencode({'wie': self.project.who})}"

    def _more(self, page: str) -> str:
        place = where_was(self.project) if page == "labelen" else None
        if place is None:
            return say(f"app_start.{page}.more")
        return say(
            "app_start.place" if place.begun else "app_start.next_round",
            number=place.number,
            total=place.total,
            note=isolated(place.note),
        )


def app_page(name: str) -> Any:
    """The screen of one page of the app; what can't be opened is told in a sentence.

    ``name`` is one of the pages under [app.page] in nl.toml. Errors: ``KeyError`` for another name.
    """
    try:
        return SCREENS[name]()
    except Refused as refusal:
        print(refusal)
        return None


def _label() -> Any:
    from .labelling.code_cards import CodeCards

    return CodeCards(**known_here())


SCREENS: dict[str, Callable[[], Any]] = {
    "begin": lambda: AppStart(here()),
    "labelen": _label,
    "vergelijken": compare_readings,
    "leren": see_learning,
    "wensen": follow_wishes,
    "nodig": what_you_need,
    "vanmij": of_myself,
    "binnen": bring_in_series,
}
