"""Who sits at a screen, and what happens when somebody else sits down in the same window.

Every gesture asks first whether the person of the screen is still the one at work, so that nothing is ever stored under
the name of who was here before.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from ontmoet_research.store import Project, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .memory import at_work, remember
from .window import this_window

OF_NOBODY = ("screen_opened", "screen_closed", "choose_person", "someone_else", "name_contact", "still_here")
"""Gestures that store nothing under the name of the person at work."""


class Sat(Protocol):
    """A screen somebody sits at."""

    project: Project

    def begin_for(self, person: str) -> None:
        """Begin anew for another person; empty when nobody is at work."""

    def tell(self, text: str, tone: str = "plain") -> None:
        """Show a sentence in the status line."""


class Seat:
    """The seat at one screen. ``also`` are others the screen works for, such as the two of a pair."""

    def __init__(self, screen: Sat) -> None:
        self.screen = screen
        self.also: Collection[str] = ()
        self.known = at_work(screen.project)
        self.of_nobody = False
        """Whether it stores nothing of people, so that anybody may sit here."""

    def answers(self, gesture: str) -> bool:
        """Whether the screen may answer this gesture; if not, it is of somebody else from now on, and says so."""
        return self.of_nobody or gesture in OF_NOBODY or self.holds()

    def take(self) -> None:
        """Whoever is at work now sits here: the screen took its person anew."""
        self.known = at_work(self.screen.project)

    def holds(self) -> bool:
        """Whether the person of this screen is still at work in this window; otherwise the other takes over."""
        now = self._now()
        before, self.known = self.known, now
        if now in (before, self.screen.project.who, *self.also):
            return True
        this_window().seat(now)
        self.screen.begin_for(now)
        name = self.name()
        self.screen.tell(say("screens.handed_over", name=name) if name else say("screens.nobody_now"), "refused")
        return False

    def look(self) -> None:
        """Notice that somebody else sat down, in another notebook."""
        if at_work(self.screen.project) != self.known:
            self.holds()

    def leave(self) -> None:
        """Nobody sits here any more; what was done stays with who did it."""
        remember(self.screen.project, who="")
        this_window().seat("")
        self.screen.begin_for("")

    def name(self) -> str:
        """The name of the person of this screen; empty when nobody said who they are."""
        found = read_rows(self.screen.project, "contributors", object_id=self.screen.project.who)
        return isolated(found[-1]["display_name"]) if found else ""

    def plate(self) -> dict[str, str] | None:
        """Who this screen is of and the way to somebody else; None under a shell, which has that on its plate."""
        name = "" if this_window().shell or self.of_nobody else self.name()
        return {"you": say("shell.you_are", name=name), "leave": say("shell.leave")} if name else None

    def _now(self) -> str:
        """Who is at work; someone who was taken out meanwhile is nobody."""
        project = self.screen.project
        now = at_work(project)
        if now and now == project.who and not read_rows(project, "contributors", object_id=now):
            remember(project, who="")
            return ""
        return now
