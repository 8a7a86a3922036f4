"""A page: a screen made of blocks. The screens that are no labelling screens are pages.

A page is a small Python file that composes blocks (``blocks.py``) and answers gestures; ``page.js`` draws any of them.

What someone types stands in ``typed`` as soon as they leave the field. Short fields that are not sent off yet are only
there and on the screen. Long ones (notes of a meeting, a part of the report) are also kept in the browser's own tab,
letter by letter, until they are stored: not in the project, because notes can still hold real names and a project
forgets nothing, and not in a file, which would stay behind.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from ontmoet_research.group import add_contributor
from ontmoet_research.model.people import SIDES
from ontmoet_research.privacy import why_shut
from ontmoet_research.store import News, Project, Row, last_seq, read_rows
from ontmoet_research.store import undo as take_back
from ontmoet_research.text import format_date
from ontmoet_research.words import Refused, say

from .base import Screen, gesture, join_scripts, join_styles
from .blocks import Block, button, buttons, choices, field, heading, text
from .memory import remember, remember_steps, remembered, remembered_steps
from .window import this_window

PACE = 1.0  # seconds between two drawings for news, at least; and ten times what a drawing takes
SOMEONE_NEW = "nieuw"
WHILE_SHUT = ("screen_opened", "screen_closed", "choose_person", "someone_else", "name_contact")  # gestures


class Page(Screen):
    """A screen of blocks. Subclasses give ``name`` and ``blocks``, and say whom and what they ask for first."""

    _esm = join_scripts("page.js")
    _css = join_styles("page.css")

    asks_person: ClassVar[bool] = True
    """Whether someone has to say who they are first."""
    asks_series: ClassVar[bool] = True
    """Whether a series has to be chosen first."""

    about_a_series: ClassVar[bool] = True
    """Whether it shows what people said or did; such a page is shut to a student without an agreement (P24)."""

    def __init__(
        self, project: Project, *, who: str | None = None, help_contact: str | None = None, **options: Any
    ) -> None:
        told = remembered(project)
        self.typed: dict[str, str] = {}
        self.series_id = told.get("series", "")
        self._planned = False  # whether a drawing is to come
        self._rested_at = 0.0
        self._nobodys: set[str] = set()  # steps of which no file may say who took them
        who, help_contact = who or project.login_is or told.get("who"), help_contact or told.get("contact")
        super().__init__(project, who=who, help_contact=help_contact, **options)
        self._steps = remembered_steps(self.project, self.name)  # where what was done here can be taken back

    def blocks(self) -> list[Block]:
        """Give the blocks of the page, once person and series are known."""
        raise NotImplementedError

    def catch_up(self, news: News) -> None:
        """Draw the blocks again; when much comes in, now and then. The browser waits while someone types."""
        if self.shows(news) or self._planned:
            return
        wait = self._rested_at - time.monotonic()
        if wait <= 0:
            self._draw_again()
            return
        self._planned = this_window().later(wait, lambda: self.quietly(self._draw_again))
        if not self._planned:  # nothing waits here: nobody is in a hurry
            self._draw_again()

    def _draw_again(self) -> None:
        self._planned = False
        began = time.monotonic()
        self.refresh()
        now = time.monotonic()
        self._rested_at = now + max(PACE, 10 * (now - began))

    def make_view(self) -> dict[str, Any]:
        """The blocks to show; first the questions without which there is nothing to show."""
        if self.asks_person and self.person() is None:
            return {"blocks": self.ask_person()}
        if shut := self._why_shut():
            return {"blocks": [text(shut), *self.while_shut(), button(say("page.someone_else"), "someone_else")]}
        if self.asks_series and self.series() is None:
            return {"blocks": self.ask_series()}
        return {"blocks": self.blocks()}

    def while_shut(self) -> list[Block]:
        """What someone can do meanwhile for whom this page is shut."""
        return []

    def _why_shut(self) -> str | None:
        return why_shut(self.project) if self.about_a_series else None

    def _gesture(self, content: Mapping[str, Any]) -> None:
        if content.get("do") not in WHILE_SHUT and (shut := self._why_shut()):
            self.tell(shut, "refused")
            return
        super()._gesture(content)

    def person(self) -> str | None:
        """The name of the person at work; None when nobody said who they are."""
        return next((name for key, name in self.people() if key == self.project.who), None)

    def people(self) -> list[tuple[str, str]]:
        """Who works on the research, as (id, name), in the order they came."""
        rows = read_rows(self.project, "contributors")
        return [(row.object_id, row["display_name"]) for row in rows]

    def series(self) -> str | None:
        """The title of the chosen series; None when none is chosen. With only one there is nothing to choose."""
        known = dict(self.all_series())
        if self.series_id not in known and len(known) == 1:
            self.series_id = next(iter(known))
        return known.get(self.series_id)

    def all_series(self) -> list[tuple[str, str]]:
        """The series of the project, as (id, title), in the order they were made."""
        return [(row.object_id, row["title"]) for row in read_rows(self.project, "series")]

    def ask_person(self) -> list[Block]:
        """The question who is at work, or the few fields of someone who is not on the list yet."""
        if self.typed.get("person") == SOMEONE_NEW or not self.people():
            return self._ask_someone_new()
        sides = {row.object_id: say(f"page.side.{row['side']}") for row in read_rows(self.project, "contributors")}
        known = [button(name, "choose_person", more=sides[key], person=key) for key, name in self.people()]
        other = button(say("page.not_listed"), "choose_person", person=SOMEONE_NEW)
        return [buttons(*known, other, label=say("page.who"))]

    def ask_series(self) -> list[Block]:
        """The question which series this is about."""
        known = self.all_series()
        if not known:
            return [text(say("page.no_series"))]
        return [choices(say("page.which_series"), "choose_series", known, self.series_id)]

    @gesture
    def choose_person(self, person: str) -> None:
        """Say who is at work; other notebooks on this computer know it too."""
        if person == SOMEONE_NEW:
            self.typed["person"] = SOMEONE_NEW
        elif person in dict(self.people()):
            self.project = self.project.as_person(person)
            self._steps = remembered_steps(self.project, self.name)
            remember(self.project, who=person)
        else:
            raise Refused("page.no_person")
        self.refresh()

    def begin_for(self, person: str) -> None:
        """As for every screen; what the person before typed is forgotten, and not for them to take back."""
        self.typed.clear()
        self._nobodys.clear()
        super().begin_for(person)
        self._steps = remembered_steps(self.project, self.name)

    @gesture
    def choose_side(self, value: str) -> None:
        """Say from which side someone new works along."""
        self.typed["side"] = value
        self.refresh()

    @gesture
    def add_person(self) -> None:
        """Put someone new on the list; that is who is at work from now on."""
        if self.typed.get("side") not in SIDES:
            raise Refused("page.needs_side")
        person = add_contributor(self.project, self.typed.get("person_name", ""), self.typed["side"])
        self.forget("person", "person_name", "side")
        self.choose_person(person)
        self.tell_saved()

    @gesture
    def back_to_people(self) -> None:
        """Show the list of names again."""
        self.forget("person", "person_name", "side")
        self.refresh()

    @gesture
    def choose_series(self, value: str) -> None:
        """Say which series this is about; other notebooks on this computer know it too."""
        if value not in dict(self.all_series()):
            raise Refused("page.no_such_series")
        self.series_id = value
        remember(self.project, series=value)
        self.series_chosen()
        self.refresh()

    def series_chosen(self) -> None:
        """Forget what belonged to the series before."""

    @gesture
    def fill(self, name: str, value: str) -> None:
        """Take over what was typed in a field."""
        self.typed[name] = value
        self.refresh()

    def field(self, name: str, label: str, **more: Any) -> Block:
        """A field with what was typed in it so far."""
        return field(name, label, self.typed.get(name, ""), **more)

    def forget(self, *names: str) -> None:
        """Empty these fields, also in the browser's tab: they are stored, or no longer wanted."""
        for name in names:
            self.typed.pop(name, None)
            self.send({"forget": self.draft_name(name)})

    def draft_name(self, name: str) -> str:
        """Under which name the browser's tab keeps a long text of this screen until it is stored."""
        return f"ontmoet {self.project.path} {self.project.who} {self.name} {self.series_id} {name}"

    def wait(self) -> None:
        """Say at once that this takes a moment; ``tell`` something when it is done."""
        self.send({"wait": say("page.wait")})

    def done(self, origin: str, what: str = "", *, nobodys: bool = False) -> None:
        """Say that something was stored; ``origin`` is where it can be taken back.

        What is ``nobodys`` (an answer without a name) can be taken back as long as the page is open, and no longer.
        """
        if nobodys:
            self._nobodys.add(origin)
        self._steps.append(origin)
        self._keep_steps()
        self.refresh()
        self.tell_saved(what)

    def done_since(self, before: int, origin: str) -> None:
        """As :func:`done`, when something was stored since the feed was at ``before``; otherwise only draw again."""
        if last_seq(self.project) != before:
            self.done(origin)
        else:
            self.refresh()

    @gesture
    def undo(self) -> None:
        """Take back the last thing that this person did on this page, also when that was on another day."""
        if not self._steps:
            raise Refused("store.nothing_to_undo")
        rows = take_back(self.project, origin=self._steps[-1])
        self._steps.pop()
        self._keep_steps()
        self.after_undo(rows)
        self.refresh()
        self.tell_saved(_undone(rows))

    def _keep_steps(self) -> None:
        remember_steps(self.project, self.name, [step for step in self._steps if step not in self._nobodys])

    @gesture
    def name_contact(self, value: str) -> None:
        """Remember who can help, for all notebooks on this computer."""
        super().name_contact(value)
        remember(self.project, contact=value.strip())

    @classmethod
    def answers(cls) -> list[str]:
        """What do I do here, how long does it take, what happens with it: as the notebook says above the screen."""
        return [say(f"{cls.name}.what"), say(f"{cls.name}.how_long"), say(f"{cls.name}.then")]

    def _make_frame(self) -> dict[str, Any]:
        # The three answers stand in the notebook, where people read them before they start; once is enough.
        return {**super()._make_frame(), "about": []}

    def _ask_someone_new(self) -> list[Block]:
        sides = [(side, say(f"page.side.{side}")) for side in SIDES]
        back = [button(say("page.back_to_people"), "back_to_people")] if self.people() else []
        return [
            heading(say("page.new_person")),
            self.field("person_name", say("page.name"), hint=say("page.name_hint")),
            choices(say("page.which_side"), "choose_side", sides, self.typed.get("side")),
            buttons(button(say("page.add_person"), "add_person", main=True), *back),
        ]


def _undone(rows: list[Row]) -> str:
    """What was taken back; of another day also what it was and from when, for nobody has that on the screen."""
    moment = datetime.fromisoformat(rows[0].at).astimezone() if rows else datetime.now().astimezone()
    if moment.date() == datetime.now().astimezone().date():
        return say("screens.undone")
    thing = say(f"two_versions.thing.{rows[0].table}")
    return say("page.undone_of", what=thing[:1].lower() + thing[1:], day=format_date(moment.date()))
