"""Besloten en openbaar: talk of someone outside the group, people who spoke in office, and agreements with students."""

from __future__ import annotations

from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.privacy import (
    PieceNow,
    add_official,
    keep_agreement,
    mark_case,
    notes_to_look_over,
    pieces_to_look_over,
    read_official_lines,
    release_case,
    say_sensitive,
    say_who,
    without_agreement,
)
from ontmoet_research.privacy.case_talk import ORIGIN as CASES
from ontmoet_research.privacy.gate import BESLOTEN, STUDENT
from ontmoet_research.privacy.looked_over import SENSITIVE_FOR
from ontmoet_research.privacy.officials import ORIGIN as OFFICIALS
from ontmoet_research.privacy.student_agreements import ORIGIN as AGREEMENTS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, marked, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, Row, last_seq, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, parse_date
from ontmoet_research.words import Refused, say

PARTS = ("cases", "officials", "students")
NONE = ""


class KeptClose(Page):
    """Three parts; in two of them someone goes through a note, one piece at a time."""

    name = "kept_close"
    asks_series = False

    def start(self) -> None:
        """Nothing is chosen."""
        self.part = PARTS[0]
        self.source_id = self.official_id = self.session_id = self.student_id = self.supervisor_id = NONE
        self.place = 0

    def blocks(self) -> list[Block]:
        """The buttons for the parts, then the part that is open."""
        parts = [button(say(f"kept_close.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        shown = {"cases": self._cases, "officials": self._officials, "students": self._students}[self.part]()
        return [buttons(*parts, row=True), *shown]

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self.part = part
        self.refresh()

    @gesture
    def choose_note(self, value: str) -> None:
        """Choose the note to go through."""
        self.source_id, self.place = value if value in dict(notes_to_look_over(self.project)) else NONE, 0
        self.forget("reason")
        self.refresh()

    @gesture
    def step(self, by: int) -> None:
        """Go to another piece of the note."""
        self.place = max(0, self.place + (1 if by > 0 else -1))
        self.forget("reason")
        self.refresh()

    @gesture
    def about_outsider(self, piece: str) -> None:
        """Say that this piece tells of someone outside the group; it is closed at once."""
        mark_case(self.project, self._shown(piece).fragment_id)
        self.done(CASES, say("kept_close.closed_now"))

    @gesture
    def release(self, piece: str) -> None:
        """Let the piece out again, with a reason."""
        release_case(self.project, self._shown(piece).fragment_id, self.typed.get("reason", ""))
        self.forget("reason")
        self.done(CASES, say("kept_close.released_now"))

    @gesture
    def could_harm(self, piece: str, value: str) -> None:
        """Say who could be harmed by this piece."""
        before = last_seq(self.project)
        say_sensitive(self.project, self._shown(piece).fragment_id, value if value in SENSITIVE_FOR else None)
        self._done_since(before, CASES)

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Say at which meeting of the series someone spoke in office."""
        self.session_id = value if value in dict(self._public_meetings()) else NONE
        self.refresh()

    @gesture
    def keep_official(self) -> None:
        """Keep someone who spoke in office."""
        told = (self.typed.get(name, "") for name in ("name", "office", "source"))
        self.official_id = add_official(self.project, *told, session_id=self.session_id or None)
        self.session_id = NONE
        self.forget("name", "office", "source")
        self.done(OFFICIALS)

    @gesture
    def choose_official(self, value: str) -> None:
        """Choose whose words to point out."""
        self.official_id = value if value in read_official_lines(self.project) else NONE
        self.refresh()

    @gesture
    def said_it(self, piece: str) -> None:
        """Say that this piece was said by the chosen person, in office."""
        if not self.official_id:
            raise Refused("kept_close.choose_official_first")
        say_who(self.project, self._shown(piece).fragment_id, self.official_id)
        self.done(OFFICIALS)

    @gesture
    def choose_student(self, value: str) -> None:
        """Choose a student, and show what was agreed so far."""
        known = {row.object_id: row for row in self._all_students()}
        self.student_id = value if value in known else NONE
        row = known.get(self.student_id)
        self.supervisor_id = (row["supervisor_id"] or NONE) if row else NONE
        for field, column in (("signed", "agreement_signed_on"), ("until", "agreement_until")):
            self.typed[field] = _in_words(row[column]) if row else ""
        self.refresh()

    @gesture
    def choose_guide(self, value: str) -> None:
        """Choose who guides this student."""
        self.supervisor_id = value if value in dict(self._guides()) else NONE
        self.refresh()

    @gesture
    def agree(self) -> None:
        """Keep what was agreed with this student."""
        if not self.student_id:
            raise Refused("kept_close.choose_student_first")
        before, signed, until = last_seq(self.project), self.typed.get("signed", ""), self.typed.get("until", "")
        keep_agreement(self.project, self.student_id, signed, until, self.supervisor_id or None)
        self._done_since(before, AGREEMENTS)

    def after_undo(self, rows: list[Row]) -> None:
        """Show the agreement as it is again."""
        if self.student_id and any(row.table == "contributors" for row in rows):
            self.choose_student(self.student_id)

    def _cases(self) -> list[Block]:
        piece = self._piece()
        return [text(say("kept_close.why_cases")), *self._note(), *(self._case(piece) if piece else [])]

    def _case(self, piece: PieceNow) -> list[Block]:
        harmed = [(NONE, say("kept_close.harms.nobody")), *((p, say(f"kept_close.harms.{p}")) for p in SENSITIVE_FOR)]
        asked = select(
            say("kept_close.harms.ask"), "could_harm", harmed, piece.sensitive_for or NONE, piece=piece.fragment_id
        )
        return [*self._one_piece(piece), text(_state(piece), strong=True), *self._case_buttons(piece), asked]

    def _case_buttons(self, piece: PieceNow) -> list[Block]:
        if not piece.is_case or piece.released:
            made = button(say("kept_close.mark"), "about_outsider", main=not piece.is_case, piece=piece.fragment_id)
            return [made]
        return [
            self.field("reason", say("kept_close.reason"), hint=say("kept_close.reason_hint")),
            button(say("kept_close.release"), "release", more=say("kept_close.release_more"), piece=piece.fragment_id),
        ]

    def _officials(self) -> list[Block]:
        lines = read_official_lines(self.project)
        meetings = [(NONE, say("kept_close.elsewhere")), *self._public_meetings()]
        asked = select(say("kept_close.meeting"), "choose_meeting", meetings, self.session_id)
        return [
            text(say("kept_close.why_officials")),
            listing(map(isolated, lines.values()), empty=say("kept_close.no_officials")),
            heading(say("kept_close.new_official")),
            self.field("name", say("kept_close.name")),
            self.field("office", say("kept_close.office"), hint=say("kept_close.office_hint")),
            self.field("source", say("kept_close.source"), hint=say("kept_close.source_hint")),
            asked,
            button(say("kept_close.keep_official"), "keep_official", main=True),
            *(self._whose_words(lines) if lines else []),
        ]

    def _whose_words(self, lines: dict[str, str]) -> list[Block]:
        people = [(NONE, say("labelling.choose")), *((key, isolated(line)) for key, line in lines.items())]
        asked = select(say("kept_close.which_official"), "choose_official", people, self.official_id)
        piece = self._piece()
        shown = [heading(say("kept_close.whose_words")), asked, *self._note()]
        if piece is None:
            return shown
        told = lines.get(piece.official_id or NONE)
        known = [text(say("kept_close.said_by", who=isolated(told)), strong=True)] if told else []
        return [
            *shown,
            *self._one_piece(piece),
            *known,
            button(say("kept_close.said_it"), "said_it", piece=piece.fragment_id),
        ]

    def _students(self) -> list[Block]:
        rows = self._all_students()
        why = text(say("kept_close.why_students"))
        if not rows:
            return [why, text(say("kept_close.no_students"))]
        options = [(NONE, say("labelling.choose")), *((row.object_id, isolated(row["display_name"])) for row in rows)]
        lines = [self._student_line(row) for row in rows]
        asked = select(say("kept_close.which_student"), "choose_student", options, self.student_id)
        return [why, listing(lines), asked, *(self._agreement() if self.student_id else [])]

    def _agreement(self) -> list[Block]:
        guides = [(NONE, say("labelling.choose")), *self._guides()]
        return [
            self.field("signed", say("kept_close.signed"), hint=say("kept_close.day_hint")),
            self.field("until", say("kept_close.until"), hint=say("kept_close.day_hint")),
            select(say("kept_close.guide"), "choose_guide", guides, self.supervisor_id),
            button(say("kept_close.keep_agreement"), "agree", main=True),
        ]

    def _student_line(self, row: Row) -> str:
        name = isolated(row["display_name"])
        if without_agreement(self.project, row.object_id):
            return say("kept_close.reads_nothing", name=name)
        until = row["agreement_until"]
        if until and until >= today():
            return say("kept_close.reads", name=name, day=_in_words(until))
        return say("kept_close.practises", name=name)

    def _note(self) -> list[Block]:
        known = notes_to_look_over(self.project)
        if not known:
            return [text(say("kept_close.no_notes"))]
        options = [(NONE, say("labelling.choose")), *((key, isolated(title)) for key, title in known)]
        return [select(say("kept_close.which_note"), "choose_note", options, self.source_id)]

    def _pieces(self) -> list[PieceNow]:
        known = self.source_id in dict(notes_to_look_over(self.project))
        return pieces_to_look_over(self.project, self.source_id) if known else []

    def _piece(self) -> PieceNow | None:
        pieces = self._pieces()
        self.place = min(self.place, max(0, len(pieces) - 1))  # what was closed to this person is no longer there
        return pieces[self.place] if pieces else None

    def _one_piece(self, piece: PieceNow) -> list[Block]:
        total = len(self._pieces())
        steps = [button(say("kept_close.before"), "step", by=-1)] if self.place else []
        steps += [button(say("kept_close.next"), "step", by=1)] if self.place + 1 < total else []
        title = say("kept_close.piece", n=self.place + 1, total=total)
        words = marked(title, [(piece.text, "")], heard=True)
        return [text(title, quiet=True), words, *([buttons(*steps, row=True)] if steps else [])]

    def _shown(self, fragment_id: str) -> PieceNow:
        """The piece that was shown. Errors: ``Refused`` when this person may not read it."""
        piece = next((one for one in self._pieces() if one.fragment_id == fragment_id), None)
        if piece is None:
            raise Refused("kept_close.choose_piece_first")
        return piece

    def _public_meetings(self) -> list[tuple[str, str]]:
        rows = [row for row in list_meetings(self.project) if row["public"]]
        return [(row.object_id, meeting_label(row["number"], row["date"])) for row in rows]

    def _all_students(self) -> list[Row]:
        rows = {row.object_id: row for row in read_rows(self.project, "contributors") if row["role"] == STUDENT}
        return list(rows.values())

    def _guides(self) -> list[tuple[str, str]]:
        rows = [row for row in read_rows(self.project, "contributors") if row["role"] != STUDENT and not row["end"]]
        return [(row.object_id, isolated(row["display_name"])) for row in rows]

    def _done_since(self, before: int, origin: str) -> None:
        if last_seq(self.project) != before:
            self.done(origin)
        else:
            self.refresh()


def kept_close(project: Project | None = None) -> KeptClose:
    """The part *Besloten en openbaar* of notebook 90; ``project`` is the one of this notebook unless given."""
    return KeptClose(project or here())


def _state(piece: PieceNow) -> str:
    if piece.is_case:
        return say("kept_close.state.released" if piece.released else "kept_close.state.case")
    return say("kept_close.state.inside" if piece.visibility == BESLOTEN else "kept_close.state.open")


def _in_words(iso: str | None) -> str:
    return format_date(parse_date(iso)) if iso else ""
