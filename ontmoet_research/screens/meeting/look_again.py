"""Kijk labels na: labels and pieces that came along to a corrected text, one at a time, for who placed them."""

from __future__ import annotations

from ontmoet_research.coding import (
    PieceToCheck,
    codings_to_check,
    is_right,
    move_coding,
    piece_is_right,
    pieces_to_check,
    remove_coding,
)
from ontmoet_research.coding.to_check import ORIGIN as CHECKED
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, marked, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.store import find, read_rows
from ontmoet_research.text import find_quote
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

UNKNOWN = ""


class LookAgainPart(Page):
    """What a correction made doubtful: first one's own labels, then who speaks."""

    piece_id = speaker_id = UNKNOWN

    @gesture
    def right(self, coding: str) -> None:
        """This label belongs to the words it stands on now."""
        is_right(self.project, coding)
        self.done(CHECKED)

    @gesture
    def away(self, coding: str) -> None:
        """This label goes."""
        remove_coding(self.project, coding, origin=CHECKED)
        self.done(CHECKED)

    @gesture
    def elsewhere(self, coding: str) -> None:
        """This label belongs to the words that were typed."""
        words = self.typed.get("elsewhere", "").strip()
        source = find(self.project, "sources", find(self.project, "codings", coding)["source_id"])
        try:
            start, end = find_quote(source["text"], words)
        except (LookupError, ValueError):
            raise Refused("bring_in_notes.words_not_there") from None
        move_coding(self.project, coding, start, end)
        self.forget("elsewhere")
        self.done(CHECKED)

    @gesture
    def choose_speaker(self, value: str) -> None:
        """Say who speaks in the piece that is shown."""
        self.speaker_id = value
        self.refresh()

    @gesture
    def speaker_right(self, piece: str) -> None:
        """Keep who speaks in this piece."""
        piece_is_right(self.project, piece, self.speaker_id or None)
        self.done(CHECKED)

    def look_part(self) -> list[Block]:
        """The label or piece that is next."""
        todo = codings_to_check(self.project)
        if not todo:
            pieces = pieces_to_check(self.project)
            return self._look_at_piece(pieces) if pieces else [text(say("bring_in_notes.nothing_to_look_at"))]
        one = todo[0]
        words = [text(say("bring_in_notes.was", words=isolated(one.was)))]
        words.append(
            text(say("bring_in_notes.now", words=isolated(one.now)) if one.now else say("bring_in_notes.gone"))
        )
        fits = [button(say("bring_in_notes.right"), "right", main=True, coding=one.coding_id)] if one.now else []
        return [
            text(say_count("bring_in_notes.todo", len(todo)), quiet=True),
            heading(say("bring_in_notes.label", label=isolated(one.label_nl), title=isolated(one.title))),
            *words,
            marked(say("bring_in_notes.piece"), [(one.piece, "")], heard=True),
            buttons(*fits, button(say("bring_in_notes.away"), "away", coding=one.coding_id)),
            self.field("elsewhere", say("bring_in_notes.elsewhere"), hint=say("bring_in_notes.elsewhere_hint")),
            button(say("bring_in_notes.put_elsewhere"), "elsewhere", coding=one.coding_id),
        ]

    def _look_at_piece(self, pieces: list[PieceToCheck]) -> list[Block]:
        one = pieces[0]
        if self.piece_id != one.fragment_id:
            self.piece_id, self.speaker_id = one.fragment_id, one.speaker_id or UNKNOWN
        rows = [row for row in read_rows(self.project, "participants") if row["status"] != "ingetrokken"]
        people = [(row.object_id, isolated(row["alias"])) for row in rows]
        options = [(UNKNOWN, say("bring_in_notes.speaker_unknown")), *sorted(people, key=lambda one: one[1].casefold())]
        return [
            text(say_count("bring_in_notes.pieces", len(pieces)), quiet=True),
            heading(say("bring_in_notes.changed_piece", title=isolated(one.title))),
            marked(say("bring_in_notes.changed_words"), [(one.text, "")], heard=True),
            select(say("bring_in_notes.who_speaks"), "choose_speaker", options, self.speaker_id),
            button(say("bring_in_notes.speaker_right"), "speaker_right", main=True, piece=one.fragment_id),
        ]
