"""What stays inside: talk of someone outside the group, and opening again what was closed (P12)."""

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
from ontmoet_research.screens.blocks import Block, button, fold, listing, select, text
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.screens.page import done_since
from ontmoet_research.screens.part import Part, field_name
from ontmoet_research.store import last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .through_notes import NONE, NotesPage, of_note, of_piece

__all__ = ["Cases"]


REASON = Ask("reason", "kept_close.reason", hint="kept_close.reason_hint")
MARK = Form("mark", mark_case, CASES, "kept_close.mark", given=of_piece, said="kept_close.closed_now")
RELEASE = Form(
    "release", release_case, CASES, "kept_close.release", (REASON,), given=of_piece, said="kept_close.released_now"
)
OPEN_AGAIN = Form(
    "open_again", open_piece, OPENED, "kept_close.open_again", (REASON,), given=of_piece, said="kept_close.opened_now"
)
NEW_LOOK = Form(
    "ask_new_look",
    look_again,
    OPENED,
    "kept_close.ask_new_look",
    (REASON,),
    given=of_note,
    said="kept_close.look_asked",
)
WAY_BACK = {CASE: RELEASE, BEFORE: OPEN_AGAIN, RECOGNISED: NEW_LOOK}


class Cases(Part[NotesPage]):
    """Someone goes through a note, one piece at a time, and says what must stay inside or may open again."""

    forms = (MARK, *WAY_BACK.values())

    @gesture
    def could_harm(self, piece: str, value: str) -> None:
        """Say who could be harmed by this piece."""
        before = last_seq(self.project)
        say_sensitive(self.project, *of_piece(self, piece), value if value in SENSITIVE_FOR else None)
        done_since(self.page, before, CASES)

    def blocks(self) -> list[Block]:
        """What is besloten and why; then a note, and the piece of it that is shown."""
        walk = self.page.walk
        piece = walk.piece()
        nothing = [text(say("kept_close.none_closed"), quiet=True)] if walk.only_closed and walk.opened else []
        return [
            text(say("kept_close.why_cases")),
            fold(say("kept_close.closed_list"), listing(self._closed_lines(), empty=say("kept_close.nothing_closed"))),
            *walk.note_choice(),
            *walk.narrow(),
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
        shown = self.page.walk.one_piece(piece)
        return [*shown, text(_state(piece), strong=True), *self._case_buttons(piece), asked, *bent]

    def _case_buttons(self, piece: PieceNow) -> list[Block]:
        is_case, one = piece.is_case and not piece.released, piece.fragment_id
        made = button(say(MARK.button), "keep", main=not piece.why_closed, form=MARK.name, one=one)
        mark = [] if is_case else [made]
        form = WAY_BACK.get(piece.why_closed or "")
        if form is None:
            return mark
        if not looks_after(self.project):
            return [*mark, text(say("kept_close.not_by_you", who=isolated(who_to_ask(self.project))))]
        asked = self.ask(REASON, field_name(form, REASON))
        return [
            *mark,
            asked,
            button(say(form.button), "keep", more=say(f"kept_close.{form.name}_more"), form=form.name, one=one),
        ]


def _state(piece: PieceNow) -> str:
    if piece.is_case:
        return say("kept_close.state.released" if piece.released else "kept_close.state.case")
    return say(f"kept_close.state.{piece.why_closed or 'open'}")
