"""People who spoke in office: the list, completing and correcting it, and pointing out their words (P21)."""

from __future__ import annotations

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
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, select, text
from ontmoet_research.store import Row, last_seq, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .through_notes import NONE, ThroughNotes

__all__ = ["InOffice"]

FIELDS = {"name": "name", "office": "public_role", "source": "public_source"}


class InOffice(ThroughNotes):
    """The part on people in office."""

    official_id = session_id = correcting = NONE

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Say at which meeting of the series someone spoke in office."""
        self.session_id = value if value in dict(self._public_meetings()) else NONE
        self.refresh()

    @gesture
    def correct_official(self, value: str) -> None:
        """Choose whom of the list to complete or correct; nobody means someone new."""
        row = self._all_officials().get(value)
        self.correcting = value if row else NONE
        for field, column in FIELDS.items():
            self.typed[field] = row[column] if row else ""
        meeting = row["session_id"] if row else None
        self.session_id = meeting if meeting in dict(self._public_meetings()) else NONE
        self.refresh()

    @gesture
    def keep_official(self) -> None:
        """Keep someone who spoke in office, new or corrected."""
        must_look_after(self.project)
        before, told = last_seq(self.project), [self.typed.get(name, "") for name in FIELDS]
        if self.correcting:
            change_official(self.project, self.correcting, *told, session_id=self.session_id or None)
        else:
            self.official_id = add_official(self.project, *told, session_id=self.session_id or None)
        self._put_away()
        self.done_since(before, ORIGIN)

    @gesture
    def remove_from_list(self) -> None:
        """Take who is being corrected off the list."""
        must_look_after(self.project)
        remove_official(self.project, self.correcting)
        self._put_away()
        self.official_id = NONE
        self.done(ORIGIN)

    @gesture
    def choose_official(self, value: str) -> None:
        """Choose whose words to point out."""
        self.official_id = value if value in read_official_lines(self.project) else NONE
        self.refresh()

    @gesture
    def said_it(self, piece: str) -> None:
        """Say that this piece was said by the chosen person, in office."""
        must_look_after(self.project)
        if not self.official_id:
            raise Refused("kept_close.choose_official_first")
        say_who(self.project, self.shown(piece).fragment_id, self.official_id)
        self.done(ORIGIN)

    @gesture
    def did_not_say_it(self, piece: str) -> None:
        """Say that this piece was not said by who it was linked to."""
        must_look_after(self.project)
        take_back_who(self.project, self.shown(piece).fragment_id)
        self.done(ORIGIN)

    def officials_part(self) -> list[Block]:
        """The list, and for who may: the fields and the words."""
        lines, known = read_official_lines(self.project), self._all_officials()
        told = [lines.get(key) or say("kept_close.lacks", name=row["name"]) for key, row in known.items()]
        shown = [
            text(say("kept_close.why_officials")),
            listing(map(isolated, told), empty=say("kept_close.no_officials")),
        ]
        if not looks_after(self.project):
            return [*shown, text(say("kept_close.officials_not_by_you", who=isolated(who_to_ask(self.project))))]
        whose = self._whose_words(lines) if lines and not self.correcting else []
        return [*shown, *self._fields(known), *whose]

    def _fields(self, known: dict[str, Row]) -> list[Block]:
        people = [(NONE, say("kept_close.someone_new")), *((key, isolated(row["name"])) for key, row in known.items())]
        meetings = [(NONE, say("kept_close.elsewhere")), *self._public_meetings()]
        keep = button(
            say("kept_close.keep_corrected" if self.correcting else "kept_close.keep_official"),
            "keep_official",
            main=True,
        )
        remove = button(say("kept_close.off_list"), "remove_from_list", more=say("kept_close.off_list_more"))
        return [
            heading(say("kept_close.new_official")),
            *([select(say("kept_close.whom"), "correct_official", people, self.correcting)] if known else []),
            self.field("name", say("kept_close.name")),
            self.field("office", say("kept_close.office"), hint=say("kept_close.office_hint")),
            self.field("source", say("kept_close.source"), hint=say("kept_close.source_hint")),
            select(say("kept_close.meeting"), "choose_meeting", meetings, self.session_id),
            buttons(keep, *([remove] if self.correcting else [])),
        ]

    def _whose_words(self, lines: dict[str, str]) -> list[Block]:
        people = [(NONE, say("labelling.choose")), *((key, isolated(line)) for key, line in lines.items())]
        asked = select(say("kept_close.which_official"), "choose_official", people, self.official_id)
        piece = self.piece()
        shown = [heading(say("kept_close.whose_words")), asked, *self.note_choice()]
        return [*shown, *self.one_piece(piece), *self._linked(piece)] if piece else shown

    def _linked(self, piece: PieceNow) -> list[Block]:
        if not piece.official_id:
            return [button(say("kept_close.said_it"), "said_it", piece=piece.fragment_id)]
        known = self._all_officials().get(piece.official_id)
        told = read_official_lines(self.project).get(piece.official_id) or (known["name"] if known else "")
        return [
            text(say("kept_close.said_by", who=isolated(told)), strong=True),
            button(say("kept_close.did_not_say_it"), "did_not_say_it", piece=piece.fragment_id),
        ]

    def _put_away(self) -> None:
        self.correcting = self.session_id = NONE
        self.forget(*FIELDS)

    def _all_officials(self) -> dict[str, Row]:
        return {row.object_id: row for row in read_rows(self.project, "public_officials")}

    def _public_meetings(self) -> list[tuple[str, str]]:
        rows = [row for row in list_meetings(self.project) if row["public"]]
        return [(row.object_id, meeting_label(row["number"], row["date"])) for row in rows]
