"""The key file that is open in this kernel: the parts of one notebook share it, and it closes when the kernel stops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ontmoet_research.privacy import key_file
from ontmoet_research.privacy.key_file import KeyFile, Person
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .base import gesture
from .blocks import Block, button, text
from .part import P, Part
from .phrases import AsksPhrase, PhrasePart
from .window import this_window

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NamesLock", "OpensNames", "open_here", "put_away", "take_into_use", "waiting_names"]


def _open() -> dict[str, KeyFile]:
    """What is open in this window; nothing any more when somebody else sits down."""
    return this_window().open_thing("names", dict[str, "KeyFile"])


def open_here(project: Project) -> KeyFile | None:
    """The key file of this project, when someone opened it in this kernel."""
    return _open().get(project.fact("project_id") or "")


def take_into_use(project: Project, opened: KeyFile) -> None:
    """Keep an open key file at hand, instead of the one before."""
    _open()[project.fact("project_id") or ""] = opened


def waiting_names(project: Project) -> dict[str, Person]:
    """Real names that came along and stand in no file yet, by ``participant_id``; gone when somebody else sits down."""
    every = this_window().open_thing("waiting names", dict[str, dict[str, "Person"]])
    return every.setdefault(project.fact("project_id") or "", {})


def put_away(project: Project) -> None:
    """Forget what was opened."""
    _open().pop(project.fact("project_id") or "", None)


class AsksAPhrase(Protocol):
    """What has a field for a passphrase: a page, or a part of one."""

    def phrase_field(self, name: str, label: str, hint: str = "") -> Block:
        """The field."""


def _asked(where: AsksAPhrase, place: Path) -> list[Block]:
    """Where the key file is, and the field and button to open it."""
    return [
        text(say("names_open.where", path=isolated(str(place)))),
        where.phrase_field("phrase", say("names_open.phrase"), hint=say("names_open.phrase_hint")),
        button(say("names_open.open"), "open_names"),
    ]


def _unlock(project: Project, phrase: str) -> None:
    """Open the key file, when somebody said where it is. Errors: ``Refused`` when the passphrase does not fit."""
    if place := key_file.known_place(project):
        take_into_use(project, key_file.open_key_file(project, place, passphrase=phrase))


class OpensNames(AsksPhrase):
    """A page on which someone can open the key file with a passphrase."""

    def opening_blocks(self, place: Path) -> list[Block]:
        """Where the key file is, and the field and button to open it."""
        return _asked(self, place)

    @gesture
    def open_names(self) -> None:
        """Open the key file with the passphrase that was typed."""
        self.wait()
        try:
            _unlock(self.project, self.phrase("phrase"))
        finally:
            self.forget_phrases()
            self.refresh()
        self.names_opened()
        self.tell(say("names_open.opened"))

    def names_opened(self) -> None:
        """Use what is open now."""


class NamesLock(PhrasePart[P]):
    """Where the key file is, and the field and button to open it."""

    def blocks(self) -> list[Block]:
        """Nothing when nobody said where it is."""
        place = key_file.known_place(self.project)
        if place is None:
            return []
        return _asked(self, place)

    @gesture
    def open_names(self) -> None:
        """Open the key file with the passphrase that was typed."""
        self.page.wait()
        try:
            _unlock(self.project, self.phrase("phrase"))
        finally:
            self.forget_phrases()
            self.page.refresh()
        if isinstance(self.above, UsesNames):
            self.above.names_opened()
        self.page.tell(say("names_open.opened"))


class UsesNames(Part[P]):
    """A part that looks again when the names are opened in it."""

    def names_opened(self) -> None:
        """Use what is open now."""
