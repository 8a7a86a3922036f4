"""Mijn notities: a few words after labelling or talking, for oneself or for everyone at work; and what was written."""

from __future__ import annotations

from ontmoet_research.coding import change_memo, own_memos, remove_memo, shared_memos, write_memo
from ontmoet_research.coding.memos import ORIGIN
from ontmoet_research.model.material import MEMO_KINDS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row, find, last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

FOR_ME, SHARED = "voor_mij", "gedeeld"
START = 140  # characters of a note on its button


class OwnNotes(Page):
    """A new note, or one of one's own that is open."""

    name = "own_notes"
    asks_series = False

    def start(self) -> None:
        """Open on a new note that only its writer reads."""
        self.memo_id = ""
        self.kind, self.for_whom = MEMO_KINDS[-1], FOR_ME

    def draft_name(self, name: str) -> str:
        """Each person has an own kept text in the browser's tab."""
        return f"{super().draft_name(name)} {self.project.who}"

    @gesture
    def choose_person(self, person: str) -> None:
        """Someone else sees nothing of what was open."""
        self._close()
        super().choose_person(person)

    def blocks(self) -> list[Block]:
        """What the note is, for whom, and below what was written before."""
        mine = own_memos(self.project)
        if self.memo_id and self.memo_id not in {row.object_id for row in mine}:
            self._close()
        people = dict(self.people())
        shared = [
            say("own_notes.said", name=isolated(people.get(row["contributor_id"], "")), words=isolated(row["text"]))
            for row in shared_memos(self.project)
        ]
        return [
            *self._form(),
            *([] if self.memo_id else self._mine(mine)),
            *([fold(say("own_notes.of_others"), listing(shared))] if shared and not self.memo_id else []),
        ]

    @gesture
    def choose_kind(self, value: str) -> None:
        """Say what kind of note it is."""
        if value in MEMO_KINDS:
            self.kind = value
        self.refresh()

    @gesture
    def choose_for_whom(self, value: str) -> None:
        """Say who may read it."""
        if value in (FOR_ME, SHARED):
            self.for_whom = value
        self.refresh()

    @gesture
    def keep(self) -> None:
        """Keep the note."""
        words, private, before = self.typed.get("note", ""), self.for_whom == FOR_ME, last_seq(self.project)
        if self.memo_id:
            change_memo(self.project, self.memo_id, text=words, private=private)
        else:
            write_memo(self.project, self.kind, words, private=private)
        self._close()
        self.done_since(before, ORIGIN)

    @gesture
    def open_note(self, memo: str) -> None:
        """Read or correct a note of one's own."""
        if memo in {row.object_id for row in own_memos(self.project)}:
            row = find(self.project, "memos", memo)
            self.memo_id, self.kind = memo, row["kind"]
            self.for_whom = FOR_ME if row["private"] else SHARED
            self.typed["note"] = row["text"]
        self.refresh()

    @gesture
    def remove_it(self) -> None:
        """Take the open note away; undo brings it back."""
        remove_memo(self.project, self.memo_id)
        self._close()
        self.done(ORIGIN)

    @gesture
    def back(self) -> None:
        """Go back; what was not kept is gone."""
        self._close()
        self.refresh()

    def _close(self) -> None:
        self.memo_id = ""
        self.kind, self.for_whom = MEMO_KINDS[-1], FOR_ME
        self.forget("note")

    def _form(self) -> list[Block]:
        kinds = [(one, say(f"own_notes.kind.{one}")) for one in reversed(MEMO_KINDS)]
        whom = [(one, say(f"own_notes.whom.{one}")) for one in (FOR_ME, SHARED)]
        ways = [button(say("own_notes.remove"), "remove_it"), button(say("own_notes.back"), "back")]
        about = choices(say("own_notes.what_kind"), "choose_kind", kinds, self.kind)
        return [
            self.field("note", say("own_notes.words"), long=True, draft=self.draft_name("note")),
            *([] if self.memo_id else [fold(say("own_notes.more"), about)]),
            choices(say("own_notes.for_whom"), "choose_for_whom", whom, self.for_whom),
            buttons(button(say("own_notes.keep"), "keep", main=True), *(ways if self.memo_id else [])),
        ]

    def _mine(self, mine: list[Row]) -> list[Block]:
        if not mine:
            return [text(say("own_notes.nothing"), quiet=True)]
        made = [button(_short(row["text"]), "open_note", more=_kind(row), memo=row.object_id) for row in mine]
        return [heading(say("own_notes.mine")), buttons(*made, label=say("own_notes.choose"))]


def _kind(row: Row) -> str:
    whom = say(f"own_notes.whom.{FOR_ME if row['private'] else SHARED}")
    return f"{say('own_notes.kind.' + row['kind'])}. {whom}"


def _short(words: str) -> str:
    return isolated(words if len(words) <= START else f"{words[:START].rstrip()} …")


def own_notes(project: Project | None = None) -> OwnNotes:
    """*Mijn notities* of notebooks 03 and 04; ``project`` is the one of this notebook unless given."""
    return OwnNotes(project or here())
