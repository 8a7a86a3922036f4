"""The shell: a name plate above one screen at a time.

A screen stays as it is while somebody looks behind other doors; it goes when another person sits down. In JupyterLab
the shell is a widget (:class:`Box`), in the app each window has one (``app/window.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets

from ontmoet_research.screens.base import Screen
from ontmoet_research.screens.doors import BEGIN, DOORS, WELCOME, Door, door_of
from ontmoet_research.screens.memory import at_work, remember
from ontmoet_research.screens.session import here
from ontmoet_research.screens.window import Window, this_window
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused, say

from .plate import Plate

__all__ = ["Box", "Shell", "menu"]


class Shell:
    """Which door is open, and for whom."""

    def __init__(
        self,
        project: Project,
        *,
        first: str = BEGIN,
        at: str = "",
        group: Sequence[str] = (),
        shown: Callable[[Screen], None] = lambda _screen: None,
    ) -> None:
        """``first`` is the door one comes back to, ``at`` the one to begin at, ``group`` the doors of a menu (all when
        empty); ``shown`` is called with the screen that is to stand under the plate."""
        self.project, self.first, self.group, self.shown = project, first, tuple(group), shown
        self.window: Window = this_window()
        self.window.shell = self
        self.screens: dict[str, Screen] = {}
        self.who = self._known()
        self.window.seat(self.who)
        self.at = at if at in DOORS else first
        self.plate = Plate(self)
        self._show()
        if at and at not in DOORS:
            self.screen.tell(say("shell.no_door"), "refused")

    @property
    def screen(self) -> Screen:
        """The screen under the plate."""
        return self.screens[self.at]

    def doors(self) -> list[Door]:
        """The doors one can go through from here, without the one to come back to."""
        wanted = self.group or DOORS
        return [door for key, door in DOORS.items() if key in wanted and key != self.first]

    def title(self) -> str:
        """The title of the screen under the plate."""
        return door_of(self.at).title

    def person_name(self) -> str:
        """The name on the plate; empty when nobody said who they are."""
        people = read_rows(self.project, "contributors")
        return next((row["display_name"] for row in people if row.object_id == self.who), "")

    def go(self, key: str) -> None:
        """Go through a door. Errors: ``Refused`` when there is none with this key."""
        door_of(key)
        self.look_who()  # who sat down in another notebook opens this door
        if key not in self.screens:
            self.plate.send({"wait": say("page.wait")})  # some take a second to be made
        elif self.screens[key] is not self.screen or key == self.first:
            self.screens[key].refresh()
        self.at = key
        self._show()
        self.plate.send({"swapped": True})

    def leave(self) -> None:
        """Nobody is at work any more; the question who it is comes back."""
        remember(self.project, who="")
        self.look_who()

    def welcome(self) -> None:
        """Somebody new is to sit down: from the beginning they come to a first text to practise on."""
        if self.at == BEGIN:
            self.at = WELCOME

    def look_who(self) -> None:
        """Take another person's seat into account: what was open for the one before is closed for good."""
        now = self._known()
        if now == self.who:
            return
        came_in = not self.who
        old, self.screens = list(self.screens.values()), {}
        self.who = now
        self.window.seat(now)
        self.at = self.at if came_in else self.first
        self._show()
        for screen in old:
            screen.close()
        self.plate.send({"swapped": True})

    def close(self) -> None:
        """Take everything away."""
        for screen in (self.plate, *self.screens.values()):
            screen.close()
        self.screens.clear()

    def _known(self) -> str:
        who = at_work(self.project)
        return who if any(row.object_id == who for row in read_rows(self.project, "contributors")) else ""

    def _show(self) -> None:
        if self.at not in self.screens:
            self.screens[self.at] = self._made()
        self.plate.refresh()
        self.shown(self.screens[self.at])

    def _made(self) -> Screen:
        try:
            made = door_of(self.at).open(self.project, self.who)
            made.seat.known = self.who  # not who sat down in another notebook while it was made
            return made
        except Refused as refusal:  # what can't be opened is told at the beginning
            self.at = self.first
            made = self.screens.get(self.at) or door_of(self.at).open(self.project, self.who)
            made.tell(str(refusal), "refused")
            return made


class Box(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """The shell as a widget of a notebook."""

    def __init__(self, project: Project, *, first: str, group: Sequence[str] = ()) -> None:
        self.shell = Shell(project, first=first, group=group)
        super().__init__(children=(self.shell.plate, self.shell.screen))
        self.shell.shown = self._put

    def _put(self, screen: Screen) -> None:
        self.children = (self.shell.plate, screen)


def menu(*doors: str, project: Project | None = None) -> Box:
    """The shell of a notebook: a menu of these doors, or all of them.

    With one door its screen stands there at once. Errors: ``Refused`` for a door that is not there.
    """
    for key in doors:
        door_of(key)
    first = doors[0] if len(doors) == 1 else BEGIN
    return Box(project or here(), first=first, group=doors if len(doors) > 1 else ())
