"""The name plate above a screen: who is at work, the way to someone else, and the way back to the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.group import read_look
from ontmoet_research.screens.base import Screen, gesture, join_scripts, join_styles
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

if TYPE_CHECKING:
    from .shell import Shell


class Plate(Screen):
    """It holds no material and stores nothing."""

    name = "shell"
    _esm = join_scripts("shell/plate.js")
    _css = join_styles("shell/plate.css")

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        super().__init__(shell.project)
        self.seat.of_nobody = True

    def make_view(self) -> dict[str, Any]:
        """Who is at work, where the screen under it is, and what to say while a slow one is made."""
        name = self.shell.person_name()
        return {
            "who": self.shell.who,
            "text": read_look(self.project, self.shell.who).text_size,
            "you": say("shell.you_are", name=isolated(name)) if name else "",
            "leave": say("shell.leave"),
            "back": "" if self.shell.at == self.shell.first else say("app.back"),
            "door": self.shell.at,
            "title": self.shell.title(),
            "wait": say("page.wait"),
        }

    @gesture
    def go(self, door: str) -> None:
        """Go through a door; empty is back to the beginning."""
        self.shell.go(door or self.shell.first)

    @gesture
    def leave(self) -> None:
        """Somebody else sits down: everything closes, and the question who it is comes back."""
        self.shell.leave()
