"""Besloten en openbaar: what stays inside or opens again, people who spoke in office, agreements with students."""

from __future__ import annotations

from ontmoet_research.privacy import (
    PieceNow,
    bent_rule_pieces,
    list_closed,
    look_again,
    looks_after,
    mark_case,
    open_piece,
    release_case,
    say_sensitive,
    who_to_ask,
)
from ontmoet_research.privacy.case_talk import ORIGIN as CASES
from ontmoet_research.privacy.looked_over import SENSITIVE_FOR
from ontmoet_research.privacy.opened_again import BEFORE, CASE, RECOGNISED
from ontmoet_research.privacy.opened_again import ORIGIN as OPENED
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, listing, select, text
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .in_office import InOffice
from .through_notes import NONE
from .with_students import WithStudents

PARTS = ("cases", "officials", "students")
ALL, CLOSED_ONLY = "alle", "besloten"


class KeptClose(InOffice, WithStudents):
    """Three parts; in two of them someone goes through a note, one piece at a time."""

    name = "kept_close"
    asks_series = False

    def start(self) -> None:
        """Nothing is chosen."""
        self.part = PARTS[0]
        self.only_closed = False

    def blocks(self) -> list[Block]:
        """The buttons for the parts, then the part that is open."""
        parts = [button(say(f"kept_close.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        shown = {"cases": self._cases, "officials": self.officials_part, "students": self.students_part}[self.part]()
        return [buttons(*parts, row=True), *shown]

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self.part, self.only_closed = part, False
        self.refresh()

    @gesture
    def show_only(self, value: str) -> None:
        """Go through all pieces, or only those that are besloten."""
        self.only_closed, self.place = value == CLOSED_ONLY, 0
        self.forget("reason")
        self.refresh()

    @gesture
    def about_outsider(self, piece: str) -> None:
        """Say that this piece tells of someone outside the group; it is closed at once."""
        mark_case(self.project, self.shown(piece).fragment_id)
        self.done(CASES, say("kept_close.closed_now"))

    @gesture
    def release(self, piece: str) -> None:
        """Let the piece out again, with a reason."""
        release_case(self.project, self.shown(piece).fragment_id, self.typed.get("reason", ""))
        self.forget("reason")
        self.done(CASES, say("kept_close.released_now"))

    @gesture
    def open_again(self, piece: str) -> None:
        """Open a piece whose reason no longer holds."""
        open_piece(self.project, self.shown(piece).fragment_id, self.typed.get("reason", ""))
        self.forget("reason")
        self.done(OPENED, say("kept_close.opened_now"))

    @gesture
    def ask_new_look(self, piece: str) -> None:
        """Ask for a new look at the whole note of this piece."""
        self.shown(piece)
        look_again(self.project, self.source_id, self.typed.get("reason", ""))
        self.forget("reason")
        self.done(OPENED, say("kept_close.look_asked"))

    @gesture
    def could_harm(self, piece: str, value: str) -> None:
        """Say who could be harmed by this piece."""
        before = last_seq(self.project)
        say_sensitive(self.project, self.shown(piece).fragment_id, value if value in SENSITIVE_FOR else None)
        self.done_since(before, CASES)

    def _cases(self) -> list[Block]:
        piece = self.piece()
        which = [(ALL, say("kept_close.all_pieces")), (CLOSED_ONLY, say("kept_close.only_closed"))]
        chosen = CLOSED_ONLY if self.only_closed else ALL
        narrow = [select(say("kept_close.which_pieces"), "show_only", which, chosen)] if self.source_id else []
        nothing = [text(say("kept_close.none_closed"), quiet=True)] if self.only_closed and self.source_id else []
        return [
            text(say("kept_close.why_cases")),
            fold(say("kept_close.closed_list"), listing(self._closed_lines(), empty=say("kept_close.nothing_closed"))),
            *self.note_choice(),
            *narrow,
            *(self._case(piece) if piece else nothing),
        ]

    def _closed_lines(self) -> list[str]:
        return [
            say(
                "kept_close.closed_line",
                title=isolated(one.title),
                pieces=say_count("count.piece", one.pieces),
                why=say(f"kept_close.why.{one.why}"),
            )
            for one in list_closed(self.project)
        ]

    def _case(self, piece: PieceNow) -> list[Block]:
        harmed = [(NONE, say("kept_close.harms.nobody")), *((p, say(f"kept_close.harms.{p}")) for p in SENSITIVE_FOR)]
        asked = select(
            say("kept_close.harms.ask"), "could_harm", harmed, piece.sensitive_for or NONE, piece=piece.fragment_id
        )
        bent = [text(say("kept_close.bent_rule"))] if piece.fragment_id in bent_rule_pieces(self.project) else []
        return [*self.one_piece(piece), text(_state(piece), strong=True), *self._case_buttons(piece), asked, *bent]

    def _case_buttons(self, piece: PieceNow) -> list[Block]:
        is_case = piece.is_case and not piece.released
        made = button(say("kept_close.mark"), "about_outsider", main=not piece.why_closed, piece=piece.fragment_id)
        mark = [] if is_case else [made]
        act = {CASE: "release", BEFORE: "open_again", RECOGNISED: "ask_new_look"}.get(piece.why_closed or "")
        if act is None:
            return mark
        if not looks_after(self.project):
            return [*mark, text(say("kept_close.not_by_you", who=isolated(who_to_ask(self.project))))]
        return [
            *mark,
            self.field("reason", say("kept_close.reason"), hint=say("kept_close.reason_hint")),
            button(say(f"kept_close.{act}"), act, more=say(f"kept_close.{act}_more"), piece=piece.fragment_id),
        ]


def kept_close(project: Project | None = None) -> KeptClose:
    """The part *Besloten en openbaar* of notebook 90; ``project`` is the one of this notebook unless given."""
    return KeptClose(project or here())


def _state(piece: PieceNow) -> str:
    if piece.is_case:
        return say("kept_close.state.released" if piece.released else "kept_close.state.case")
    return say(f"kept_close.state.{piece.why_closed or 'open'}")
