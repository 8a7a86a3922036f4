"""Mijn notities: a few words after labelling or talking, for oneself or for everyone at work; and what was written."""

from __future__ import annotations

from typing import Any, ClassVar

from ontmoet_research.coding import change_memo, own_memos, remove_memo, shared_memos, write_memo
from ontmoet_research.coding.memos import ORIGIN
from ontmoet_research.model.material import MEMO_KINDS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, words_of
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row, find, last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

FOR_ME, SHARED = "voor_mij", "gedeeld"
START = 140  # characters of a note on its button


def _keep(project: Project, memo_id: str, note: str, kind: str | None, whom: str | None) -> bool:
    """Keep a new note, or the one that is open."""
    before = last_seq(project)
    if memo_id:
        change_memo(project, memo_id, text=note, private=whom == FOR_ME)
    else:
        write_memo(project, kind or MEMO_KINDS[-1], note, private=whom == FOR_ME)
    return last_seq(project) != before


def _whom(_part: Notes) -> Options:
    return [(one, say(f"own_notes.whom.{one}")) for one in (FOR_ME, SHARED)]


def _shut(part: Notes, _made: Any) -> None:
    part.close()


NOTE = Form(
    "note",
    _keep,
    ORIGIN,
    "own_notes.keep",
    (
        Ask("note", "own_notes.words", "long", draft=True),
        Ask("whom", "own_notes.for_whom", "choice", _whom, first=FOR_ME),
        Ask(
            "kind",
            "own_notes.what_kind",
            "choice",
            words_of("own_notes.kind", MEMO_KINDS[::-1]),
            first=MEMO_KINDS[-1],
            aside=True,
            when=lambda part: not part.opened,
        ),
    ),
    more="own_notes.more",
    then=_shut,
)
AWAY = Form("away", remove_memo, ORIGIN, "own_notes.remove", main=False, then=_shut)


class Notes(Part[PartsPage]):
    """A new note, or one of one's own that is open."""

    forms = (NOTE, AWAY)

    def blocks(self) -> list[Block]:
        """What the note is, for whom, and below what was written before."""
        mine = own_memos(self.project)
        if self.opened and self.opened not in {row.object_id for row in mine}:
            self.close()
        if self.opened:
            return self.form(NOTE, beside=[*self.form(AWAY), self.back("own_notes.back")])
        people = dict(self.page.people())
        shared = [
            say("own_notes.said", name=isolated(people.get(row["contributor_id"], "")), words=isolated(row["text"]))
            for row in shared_memos(self.project)
        ]
        others = [fold(say("own_notes.of_others"), listing(shared))] if shared else []
        return [*self.form(NOTE), *_mine(mine), *others]

    @gesture
    def open_one(self, value: str) -> None:
        """Read or correct a note of one's own; back leaves it as it was."""
        known = value in {row.object_id for row in own_memos(self.project)}
        super().open_one(value if known else "")
        if known:
            row = find(self.project, "memos", value)
            whom = FOR_ME if row["private"] else SHARED
            self.fill_form(NOTE, {"note": row["text"], "kind": row["kind"], "whom": whom})
            self.page.refresh()


class OwnNotes(PartsPage):
    """The page."""

    name = "own_notes"
    asks_series = False
    kinds: ClassVar = {"notes": Notes}

    @gesture
    def choose_person(self, person: str) -> None:
        """Someone else sees nothing of what was open."""
        self.close_all()
        super().choose_person(person)

    def draft_name(self, name: str) -> str:
        """Each person has an own kept text in the browser's tab."""
        return f"{super().draft_name(name)} {self.project.who}"


def _mine(mine: list[Row]) -> list[Block]:
    if not mine:
        return [text(say("own_notes.nothing"), quiet=True)]
    made = [button(_short(row["text"]), "open_one", more=_kind(row), value=row.object_id) for row in mine]
    return [heading(say("own_notes.mine")), buttons(*made, label=say("own_notes.choose"))]


def _kind(row: Row) -> str:
    whom = say(f"own_notes.whom.{FOR_ME if row['private'] else SHARED}")
    return f"{say('own_notes.kind.' + row['kind'])}. {whom}"


def _short(words: str) -> str:
    return isolated(words if len(words) <= START else f"{words[:START].rstrip()} …")


def own_notes(project: Project | None = None) -> OwnNotes:
    """*Mijn notities* of notebooks 03 and 04; ``project`` is the one of this notebook unless given."""
    return OwnNotes(project or here())
