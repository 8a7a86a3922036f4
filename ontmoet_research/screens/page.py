"""A page: a screen made of blocks. The screens that are no labelling screens are pages.

A page is a small Python file that composes blocks (``blocks.py``) and answers gestures; ``page.js`` draws any of them.

What someone types stands in ``typed`` as soon as they leave the field. Short fields that are not sent off yet are only
there and on the screen. Long ones (notes of a meeting, a part of the report) are also kept in the browser's own tab,
letter by letter, until they are stored: not in the project, because notes can still hold real names and a project
forgets nothing, and not in a file, which would stay behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ontmoet_research.privacy import why_shut
from ontmoet_research.store import News, Project, last_seq, read_rows
from ontmoet_research.words import Refused, say

from .base import Screen, answer, gesture, join_scripts, join_styles
from .blocks import Block, button, choices, field, text
from .memory import remember, remembered
from .pace import Pace
from .part import Host, Part
from .steps import Steps, undone
from .typed_on import with_what_came
from .which_series import series_line
from .who import Who
from .window import this_window

WHILE_SHUT = ("screen_opened", "screen_closed", "still_here", "choose_person", "someone_else", "name_contact")


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
        self._drafts: set[str] = set()
        self.parts: dict[str, Part[Any]] = {}
        self.series_id = told.get("series", "")
        self.chosen_elsewhere = self.series_id
        """The series that was last looked at on this computer, until somebody chooses one here."""
        self._pace = Pace()
        Who(self, "who")
        who, help_contact = who or project.login_is or told.get("who"), help_contact or told.get("contact")
        super().__init__(project, who=who, help_contact=help_contact, **options)
        self._steps = Steps(self.project, self.name)

    def blocks(self) -> list[Block]:
        """Give the blocks of the page, once person and series are known."""
        raise NotImplementedError

    def catch_up(self, news: News) -> None:
        """Draw the blocks again; when much comes in, now and then. The browser waits while someone types."""
        if not self.shows(news):
            self._pace.soon(self.refresh, self.quietly)

    def make_view(self) -> dict[str, Any]:
        """The blocks to show; first the questions without which there is nothing to show."""
        if self.asks_person and self.person() is None:
            return {"blocks": self.parts["who"].drawn()}
        if shut := self.about_a_series and why_shut(self.project):
            return {"blocks": [text(shut), *self.while_shut(), button(say("page.someone_else"), "someone_else")]}
        if self.asks_series and self.series() is None:
            return {"blocks": _ask_series(self)}
        where = series_line(self.all_series(), self.series_id, self.chosen_elsewhere) if self.asks_series else []
        return {"blocks": [*where, *self.blocks()]}

    def _make_frame(self) -> dict[str, Any]:
        """As long as nobody said who they are there is one question, and nothing to take back."""
        frame = super()._make_frame()
        if not self.asks_person or self.person() is not None:
            return frame
        known = frame["help"] if self.contact() else ""
        return {**frame, "title": say("page.name"), "about": [], "undo": "", "help": known, "ask_help": ""}

    def while_shut(self) -> list[Block]:
        """What someone can do meanwhile for whom this page is shut."""
        return []

    def _gesture(self, content: Mapping[str, Any]) -> None:
        if content.get("do") not in WHILE_SHUT and (shut := self.about_a_series and why_shut(self.project)):
            self.tell(shut, "refused")
        elif part := content.get("in"):
            answer(self.parts[part], content)
        else:
            super()._gesture(with_what_came(content, self.typed))

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

    @gesture
    def choose_person(self, person: str) -> None:
        """Say who is at work; other notebooks on this computer know it too."""
        if person not in dict(self.people()):
            raise Refused("page.no_person")
        self.project = self.project.as_person(person)
        self._steps = Steps(self.project, self.name)
        remember(self.project, who=person)
        self.refresh()

    def begin_for(self, person: str) -> None:
        """As for every screen; what the person before typed or opened is forgotten, and not for them to take back."""
        self.typed.clear()
        self.chosen_elsewhere = self.series_id
        for part in self.parts.values():
            part.close()
        super().begin_for(person)
        self._steps = Steps(self.project, self.name)

    @gesture
    def choose_series(self, value: str) -> None:
        """Say which series this is about; other notebooks on this computer know it too."""
        if value not in dict(self.all_series()):
            raise Refused("page.no_such_series")
        self.series_id, self.chosen_elsewhere = value, ""
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
        if more.get("draft"):
            self._drafts.add(name)
        return field(name, label, self.typed.get(name, ""), **more)

    def forget(self, *names: str) -> None:
        """Empty these fields, also in the browser's tab: they are stored, or no longer wanted."""
        for name in names:
            text = self.typed.pop(name, None)
            if name in self._drafts:  # the tab keeps what was typed on after this; a passphrase is never sent back
                self.send({"forget": self.draft_name(name), "text": text})

    def draft_name(self, name: str) -> str:
        """Under which name the browser's tab keeps a long text of this screen until it is stored."""
        return f"ontmoet {self.project.path} {self.project.who} {self.name} {self.series_id} {name}"

    def wait(self, told: str = "") -> None:
        """Say at once that this takes a moment, or ``told``: how far it is. ``tell`` something when it is done."""
        self.send({"wait": told or say("page.wait")})

    def done(self, origin: str, what: str = "", *, nobodys: str = "") -> None:
        """Say that something was stored; ``origin`` is where it can be taken back.

        What is ``nobodys`` (an answer without a name; it is written by that author) can be taken back as long as the
        page is open, and no longer.
        """
        self._steps.add(origin, nobodys=nobodys)
        self.refresh()
        self.tell_saved(what)

    @gesture
    def undo(self) -> None:
        """Take back the last thing that this person did on this page, also when that was on another day."""
        rows = self._steps.take_back()
        self.after_undo(rows)
        self.refresh()
        self.tell_saved(undone(rows))

    @gesture
    def name_contact(self, value: str) -> None:
        """Remember who can help, for all notebooks on this computer."""
        super().name_contact(value)
        remember(self.project, contact=value.strip())

    @classmethod
    def answers(cls) -> list[str]:
        """What do I do here, how long does it take, what happens with it: as the notebook says above the screen."""
        return [say(f"{cls.name}.what"), say(f"{cls.name}.how_long"), say(f"{cls.name}.then")]


def _ask_series(page: Page) -> list[Block]:
    """The question which series this is about."""
    known = page.all_series()
    if not known:
        there = this_window().shell is not None
        doors = [button(say("page.make_series"), "go_to", main=True, door="reeks")] if there else []
        return [text(say("page.no_series")), *doors]
    return [choices(say("page.which_series"), "choose_series", known, page.series_id)]


def done_since(page: Host, before: int, origin: str) -> None:
    """As :meth:`Page.done`, when something was stored since the feed was at ``before``; otherwise only draw again."""
    if last_seq(page.project) != before:
        page.done(origin)
    else:
        page.refresh()
