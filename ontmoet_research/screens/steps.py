"""What the person at work did on a page, so that undo takes back the last thing first; also after another day."""

from __future__ import annotations

from datetime import datetime

from ontmoet_research.store import Project, Row, undo
from ontmoet_research.text import format_date
from ontmoet_research.words import Refused, say

from .memory import remember_steps, remembered_steps


class Steps:
    """The names under which the store remembers what one person did on one page, the last one last."""

    def __init__(self, project: Project, page: str) -> None:
        self._project, self._page = project, page
        self._origins = remembered_steps(project, page)
        self._nobodys: dict[str, str] = {}  # origins of which no file may say who took them, with the author

    def add(self, origin: str, *, nobodys: str = "") -> None:
        """Something was stored under this name; by ``nobodys``, an author that is no person, if that is given."""
        if nobodys:
            self._nobodys[origin] = nobodys
        self._origins.append(origin)
        self._remember()

    def take_back(self) -> list[Row]:
        """Take back the last thing; give the rows as they were. Errors: ``Refused`` when nothing was done."""
        if not self._origins:
            raise Refused("store.nothing_to_undo")
        rows = undo(self._project, origin=self._origins[-1], author=self._nobodys.get(self._origins[-1]))
        self._origins.pop()
        self._remember()
        return rows

    def _remember(self) -> None:
        remember_steps(self._project, self._page, [one for one in self._origins if one not in self._nobodys])


def undone(rows: list[Row]) -> str:
    """What was taken back; of another day also from when, for nobody has that on the screen."""
    if not rows:
        return say("screens.undone")
    thing = say(f"table.{rows[0].table}.thing")
    what, moment = thing[:1].lower() + thing[1:], datetime.fromisoformat(rows[0].at).astimezone()
    if moment.date() == datetime.now().astimezone().date():
        return say("screens.undone_of", what=what)
    return say("page.undone_of", what=what, day=format_date(moment.date()))
