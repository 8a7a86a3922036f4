"""People who spoke in office: the list, completing and correcting it, and pointing out their words (P21)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.privacy import (
    PieceNow,
    add_official,
    change_official,
    looks_after,
    must_look_after,
    read_official_lines,
    remove_official,
    say_who,
    take_back_who,
    who_to_ask,
)
from ontmoet_research.privacy.officials import ORIGIN
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, heading, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_nothing
from ontmoet_research.screens.part import Part
from ontmoet_research.store import Project, Row, last_seq, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .through_notes import NONE, NotesPage, of_piece

__all__ = ["InOffice"]

WHOSE = "whose"


def _public_meetings(part: Part[Any]) -> Options:
    rows = [row for row in list_meetings(part.project) if row["public"]]
    known = [(row.object_id, meeting_label(row["number"], row["date"])) for row in rows]
    return [(NONE, say("kept_close.elsewhere")), *known]


def _add(project: Project, **told: Any) -> str:
    must_look_after(project)
    return add_official(project, **told)


def _change(project: Project, part: InOffice, **told: Any) -> bool:
    must_look_after(project)
    before = last_seq(project)
    change_official(project, part.opened, **told)
    part.opened = NONE
    return last_seq(project) != before


def _take_off(project: Project, official_id: str) -> None:
    must_look_after(project)
    remove_official(project, official_id)


def _said(project: Project, piece: str, official_id: str) -> None:
    must_look_after(project)
    if not official_id:
        raise Refused("kept_close.choose_official_first")
    say_who(project, piece, official_id)


def _did_not_say(project: Project, piece: str) -> None:
    must_look_after(project)
    take_back_who(project, piece)


WHO = (
    Ask("name", "kept_close.name"),
    Ask("public_role", "kept_close.office", hint="kept_close.office_hint"),
    Ask("public_source", "kept_close.source", "link", hint="kept_close.source_hint"),
    Ask("session_id", "kept_close.meeting", "list", _public_meetings),
)
NEW = Form(
    "new",
    _add,
    ORIGIN,
    "kept_close.keep_official",
    WHO,
    given=of_nothing,
    then=lambda part, made: part.chosen.update({WHOSE: made}),
)
AGAIN = replace(
    NEW, name="again", keep=_change, button="kept_close.keep_corrected", given=lambda part, _one: (part,), then=None
)
OFF = Form("off", _take_off, ORIGIN, then=lambda part, _made: part.close())
SAID = Form("said", _said, ORIGIN, given=lambda part, one: (*of_piece(part, one), part.whose()))
NOT_SAID = Form("not_said", _did_not_say, ORIGIN, given=of_piece)


class InOffice(Part[NotesPage]):
    """The list, and for who may: the fields and the words. Who is put right is the one that is open."""

    forms = (NEW, AGAIN, OFF, SAID, NOT_SAID)

    @gesture
    def open_one(self, value: str) -> None:
        """Choose whom of the list to complete or correct; nobody means someone new."""
        row = self._known().get(value)
        self.clear(AGAIN)
        self.opened = value if row else NONE
        if row:
            public = dict(_public_meetings(self))
            meeting = row["session_id"] if row["session_id"] in public else NONE
            self.fill_form(AGAIN, {**row.values, "session_id": meeting})
        self.page.refresh()

    def whose(self) -> str:
        """Whose words are pointed out; none as long as nobody chose."""
        chosen = self.chosen.get(WHOSE, NONE)
        return chosen if chosen in read_official_lines(self.project) else NONE

    def blocks(self) -> list[Block]:
        """The list, and for who may: the fields and the words."""
        lines, known = read_official_lines(self.project), self._known()
        told = [lines.get(key) or say("kept_close.lacks", name=row["name"]) for key, row in known.items()]
        shown = [
            text(say("kept_close.why_officials")),
            listing(map(isolated, told), empty=say("kept_close.no_officials")),
        ]
        if not looks_after(self.project):
            return [*shown, text(say("kept_close.officials_not_by_you", who=isolated(who_to_ask(self.project))))]
        if self.opened not in known:
            self.opened = NONE
        whose = self._whose_words(lines) if lines and not self.opened else []
        return [*shown, *self._fields(known), *whose]

    def _fields(self, known: dict[str, Row]) -> list[Block]:
        people = [(NONE, say("kept_close.someone_new")), *((key, isolated(row["name"])) for key, row in known.items())]
        off = button(say("kept_close.off_list"), "keep", more=say("kept_close.off_list_more"), form=OFF.name)
        return [
            heading(say("kept_close.new_official")),
            *([select(say("kept_close.whom"), "open_one", people, self.opened)] if known else []),
            *(self.form(AGAIN, beside=[off]) if self.opened else self.form(NEW)),
        ]

    def _whose_words(self, lines: dict[str, str]) -> list[Block]:
        people = [(NONE, say("labelling.choose")), *((key, isolated(line)) for key, line in lines.items())]
        asked = select(say("kept_close.which_official"), "choose", people, self.whose(), name=WHOSE)
        walk = self.page.walk
        piece = walk.piece()
        shown = [heading(say("kept_close.whose_words")), asked, *walk.note_choice()]
        return [*shown, *walk.one_piece(piece), *self._linked(piece)] if piece else shown

    def _linked(self, piece: PieceNow) -> list[Block]:
        if not piece.official_id:
            return [button(say("kept_close.said_it"), "keep", form=SAID.name, one=piece.fragment_id)]
        known = self._known()
        told = read_official_lines(self.project).get(piece.official_id) or (
            known[piece.official_id]["name"] if piece.official_id in known else ""
        )
        return [
            text(say("kept_close.said_by", who=isolated(told)), strong=True),
            button(say("kept_close.did_not_say_it"), "keep", form=NOT_SAID.name, one=piece.fragment_id),
        ]

    def _known(self) -> dict[str, Row]:
        return {row.object_id: row for row in read_rows(self.project, "public_officials")}
