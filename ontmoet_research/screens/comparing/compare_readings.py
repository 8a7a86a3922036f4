"""Samen vergelijken: one piece that readers see differently, told in turn; then what comes of it.

A piece shows only when every chosen reader is done with it, the person at the screen included: blind first. The piece
on the screen stays until somebody here goes on, also when its outcome comes in from another screen.
"""

from __future__ import annotations

from typing import Any

from ontmoet_research.dialogue.agreement import overlap_per_label
from ontmoet_research.dialogue.appendix import coefficients_per_label
from ontmoet_research.dialogue.checks import check_drift
from ontmoet_research.dialogue.figures import draw_overlap, tell_coefficients
from ontmoet_research.dialogue.queue import to_talk_about
from ontmoet_research.dialogue.tables import read_changes, read_first_readings
from ontmoet_research.dialogue.talk import (
    LATER,
    ORIGIN,
    Talk,
    add_reason,
    finish_talk,
    open_talk,
    read_talks,
    settle_versions,
)
from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, findings, heading, table, text
from ontmoet_research.screens.numbers_out import figure_block
from ontmoet_research.screens.reading import guiding_question
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, Row, last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .compare_with import CompareWith
from .parts import (
    NOTHING,
    agree_part,
    asking_part,
    came_of,
    marks_here,
    outcome_buttons,
    piece_block,
    piece_text,
    sides,
    talked_part,
    versions_part,
)
from .turns import REASON, Turns

ASKS_MORE = ("eens_geworden", "label_aangepast", "nieuw_label")
FIELDS = ("note", "change", "new_name", "new_meaning")


class CompareReadings(CompareWith):
    """One piece at a time; the overlap when all is talked about, or when somebody asks for it."""

    name = "compare_readings"

    piece: str
    """The ``fragment_id`` on the screen; empty when there is none."""
    words: str
    """Its words as they were drawn."""
    choosing: str
    """The outcome for which one thing more is asked."""
    chosen: set[str]
    """What was chosen for it so far."""

    def start(self) -> None:
        """Go on with the people of last time, at the first piece that waits."""
        super().start()
        self.pausing = self.overview = False
        self.kept: tuple[Any, list[Block]] | None = None
        self.coefficients: list[Block] | None = None  # none as long as nobody asked for them
        self.appendix_open = False
        self._as_of: tuple[Any, ...] = ()
        self.uncovered: set[str] = set()
        self.turns = Turns(self)
        self._go_to("")

    def make_view(self) -> dict[str, Any]:
        """As for every page; it is about a piece, or about all of them."""
        view = super().make_view()
        return {**view, "at": "overview" if self.overview or not self.piece else self.piece}

    def blocks(self) -> list[Block]:
        """The question with whom, a pause, the overlap, or the piece to talk about."""
        if not self.ready():
            return self.ask_with_whom()
        if self.pausing:
            return [text(say("code_cards.pausing")), button(say("code_cards.go_on"), "go_on", main=True)]
        waiting = self._read()
        if self.piece not in set(self.readings.pieces["fragment_id"]):
            self._go_to(waiting[0] if waiting else "")
        if self.overview or not self.piece:
            return self._overview(waiting)
        return [*self._top(waiting), *self._piece_part(), *self._ways_out(), *self._talked()]

    def people_chosen(self) -> None:
        """Other people have other pieces, and sit elsewhere."""
        self.turns = Turns(self)
        self._go_to("")

    def series_chosen(self) -> None:
        """Another series has other pieces."""
        self._go_to("")

    def draft_name(self, name: str) -> str:
        """Each piece, and each speaker, has its own kept text."""
        return f"{super().draft_name(name)} {self.piece}"

    @gesture
    def uncover(self) -> None:
        """Show a piece that may be hard to read."""
        self.uncovered.add(self.piece)
        self.refresh()

    @gesture
    def sits_here(self, person: str) -> None:
        """Say that someone whose turn it is sits at this screen, and not at one of their own."""
        self.turns.beside.add(person)
        self.refresh()

    @gesture
    def tell_reason(self, speaker: str) -> None:
        """Keep what ``speaker`` says and give the turn to the next. What they said elsewhere meanwhile stays too."""
        turns, reason = self.turns, self.turns.typed(speaker)
        if speaker not in turns.order():
            raise Refused("compare_readings.all_told")
        elsewhere = turns.came_meanwhile(speaker)
        if reason.strip() or turns.reason_of(speaker):
            whole = "\n".join(dict.fromkeys(filter(None, [elsewhere, reason.strip()])))
            add_reason(self.project, self._opened(), speaker, whole)
            turns.had(speaker)
            self.done(ORIGIN, say("compare_readings.both_kept") if elsewhere and reason.strip() else "")
        else:
            turns.had(speaker)
            self.refresh()

    @gesture
    def tell_again(self) -> None:
        """Give everybody a turn again; what was said stays and can be added to."""
        self.choosing = ""
        self.turns.begin_again()
        self.refresh()

    @gesture
    def choose(self, outcome: str) -> None:
        """Choose what comes of it; three of the five ask one thing more first."""
        if outcome not in DIFFERENCE_OUTCOMES:
            raise Refused("compare_readings.no_outcome")
        if outcome in ASKS_MORE:
            self.choosing, self.chosen = outcome, set()
            self.refresh()
        else:
            self._finish(outcome)

    @gesture
    def pick(self, value: str) -> None:
        """Choose a label or a name, or take the choice back; *geen label* stands alone."""
        alone = value == NOTHING or self.choosing == "label_aangepast"
        rest = set() if alone else self.chosen - {NOTHING}
        self.chosen = rest | {value} if value not in self.chosen else rest - {value}
        self.refresh()

    @gesture
    def keep(self) -> None:
        """Keep the outcome with what was asked for."""
        self._finish(self.choosing, **self._asked())

    @gesture
    def back(self) -> None:
        """Go back to the five outcomes without storing."""
        self.choosing = ""
        self.refresh()

    @gesture
    def choose_version(self, row_id: str) -> None:
        """Say which of two outcomes holds."""
        settle_versions(self.project, self.talks[self.piece], row_id)
        self.done(ORIGIN)

    @gesture
    def next_piece(self) -> None:
        """Go on to the next piece."""
        self._go_to("")
        self.refresh()

    @gesture
    def pause(self) -> None:
        """A calm screen; all is stored already."""
        self.pausing = True
        self.refresh()

    @gesture
    def go_on(self) -> None:
        """Go on after a pause, at the same place."""
        self.pausing = False
        self.refresh()

    @gesture
    def look(self, shown: bool) -> None:
        """Look where readings overlap, or go back to the pieces."""
        self.wait()
        self.overview = shown
        self.refresh()
        self.tell(say("see_learning.shown", title=say("dialogue.overlap.title")) if shown else "")

    @gesture
    def show_coefficients(self) -> None:
        """Unfold the appendix for researchers, or fold it away."""
        self.appendix_open = not self.appendix_open
        self.refresh()

    def after_undo(self, rows: list[Row]) -> None:
        """Go to the piece where something was taken back."""
        pieces = {version.object_id: talk.fragment_id for talk in self.talks.values() for version in talk.versions}
        touched = [pieces.get(row.object_id) or pieces.get(row.values.get("difference_id", "")) for row in rows]
        found = next((piece for piece in touched if piece), None)
        if found:
            self.pausing = self.overview = False
            self._go_to(found)

    def _read(self) -> list[str]:
        """Read what is stored, once for each thing that was written; give the pieces that wait."""
        now = (*self.readers, self.series_id, self.project.fact("store_epoch"), last_seq(self.project))
        if self._as_of != now:
            self.readings = read_first_readings(self.project, self.readers, self.series_id)
            self.talks = read_talks(self.project, self.readers)
            self._waiting = to_talk_about(self.readings, self.readers, self.talks)
            self._as_of = now
        return self._waiting

    def _top(self, waiting: list[str]) -> list[Block]:
        piece = self.readings.pieces[self.readings.pieces["fragment_id"] == self.piece].iloc[0]
        left = len(waiting) + (self.piece not in waiting)
        asked = guiding_question(self.project, piece["session_id"])
        return [
            text(say_count("compare_readings.to_go", left, names=self.with_names())),
            text(say("compare_readings.from_note", note=isolated(piece["title"])), quiet=True),
            *([text(asked)] if asked else []),
        ]

    def _piece_part(self) -> list[Block]:
        heavy = bool(self.readings.pieces.set_index("fragment_id").loc[self.piece, "heavy"])
        if heavy and self.piece not in self.uncovered:
            return [
                text(say("code_cards.heavy")),
                buttons(button(say("code_cards.uncover"), "uncover"), self._later_button()),
            ]
        talk = self.talks.get(self.piece)
        self.words = piece_text(self.project, self.readings, self.piece)
        shown = sides(self.project, self.readings, talk, self.piece, self.turns.order())
        return [piece_block(self.words), heading(say("compare_readings.different")), shown, *self._next_step(talk)]

    def _next_step(self, talk: Talk | None) -> list[Block]:
        """What is asked now: which version, the next speaker, one thing more, or the outcome."""
        if talk and talk.split:
            return versions_part(talk)
        if talk and talk.outcome and talk.outcome != LATER:
            came = say("compare_readings.came_in", came=came_of(talk.versions[-1]))
            return [text(came, strong=True), button(say("compare_readings.next_piece"), "next_piece", main=True)]
        speaker = self.turns.now()
        if speaker:
            return self.turns.part(speaker)
        if self.choosing:
            return self._asking_part()
        note = self.field("note", say("compare_readings.note"), hint=say("compare_readings.may_be_empty"))
        return [note, outcome_buttons(), button(say("compare_readings.tell_more"), "tell_again")]

    def _asking_part(self) -> list[Block]:
        asked: dict[str, list[Block]] = {
            "eens_geworden": [agree_part(self._marks(), self.chosen)],
            "label_aangepast": [
                choices(say("compare_readings.which_label"), "pick", ((m, m) for m in self._marks()), self.chosen),
                self.field("change", say("compare_readings.what_change")),
            ],
            "nieuw_label": [
                self.field("new_name", say("compare_readings.new_name")),
                self.field("new_meaning", say("compare_readings.new_meaning")),
                choices(say("compare_readings.who_places"), "pick", self._names(), self.chosen),
            ],
        }
        return asking_part(self.choosing, asked[self.choosing])

    def _asked(self) -> dict[str, Any]:
        marks = self._marks()
        if self.choosing == "eens_geworden":
            if not self.chosen:
                raise Refused("compare_readings.needs_choice")
            return {"agreed": [marks[one] for one in self.chosen if one in marks]}
        if self.choosing == "label_aangepast":
            code = next((marks[one][0] for one in self.chosen if one in marks), None)
            return {"code_id": code, "note": self.typed.get("change", "")}
        label = (self.typed.get("new_name", ""), self.typed.get("new_meaning", ""))
        return {"new_label": label, "placed_by": sorted(self.chosen)}

    def _finish(self, outcome: str, **asked: Any) -> None:
        told = {"note": self.typed.get("note", ""), "seen_text": self.words or None, "talked_on": today(), **asked}
        try:
            finished = finish_talk(self.project, self._opened(), outcome, **told)
        except Refused:
            self.refresh()  # the text, a label or the piece changed meanwhile: show it as it is now
            raise
        self.forget(*FIELDS)
        self.choosing = ""
        if finished.split:
            self.done(ORIGIN, say("compare_readings.split"))
            return
        self._go_to("")
        if finished.wrote:
            self.done(ORIGIN, say(f"compare_readings.came.{outcome}"))
        else:
            self.refresh()
            self.tell(say("compare_readings.same_meanwhile"))

    def _opened(self) -> Talk:
        """The talk as this screen saw it; begun now when nobody did."""
        return self.talks.get(self.piece) or open_talk(self.project, self.piece, self.readers)

    def _overview(self, waiting: list[str]) -> list[Block]:
        said = "left" if waiting else "finished" if self.talks else "nothing"
        back = [button(say("compare_readings.to_pieces"), "look", main=True, shown=False)] if waiting else []
        return [
            text(say(f"compare_readings.{said}")),
            *back,
            *self._overlap(),
            *self._talked(),
            button(say("compare_readings.other_people"), "other_people"),
        ]

    def _overlap(self) -> list[Block]:
        """The figure, and whether one side always gives way; counted once for what is stored now."""
        now = self._as_of
        if self.kept is None or self.kept[0] != now:
            found = self.readings
            overlap = overlap_per_label(found.placed, found.seen, looked=found.looked)
            drawn = figure_block(self, draw_overlap(overlap, found))
            drifting = check_drift(read_changes(self.project, found), found.people)
            self.kept = (now, [drawn, *([findings(drifting, empty="")] if drifting else [])])
            self.coefficients = None
        ask = button(say("dialogue.appendix.title"), "show_coefficients", on=self.appendix_open)
        return [*self.kept[1], ask, *(self._appendix() if self.appendix_open else [])]

    def _appendix(self) -> list[Block]:
        """The coefficients for researchers: a thousand draws of pieces, so only for who asks."""
        if self.coefficients is None:
            made = tell_coefficients(coefficients_per_label(self.readings, self.readers), self.readings)
            self.coefficients = [*map(text, made.notes), table(made.title, made.table)]
        return self.coefficients

    def _talked(self) -> list[Block]:
        others = {piece: talk for piece, talk in self.talks.items() if piece != self.piece or self.overview}
        return talked_part(self.project, self.readings, others, self.turns.order())

    def _ways_out(self) -> list[Block]:
        return [
            buttons(
                button(say("code_cards.pause"), "pause"),
                button(say("compare_readings.look"), "look", shown=True),
                button(say("compare_readings.other_people"), "other_people"),
                row=True,
            )
        ]

    def _later_button(self) -> Block:
        return button(say("compare_readings.outcome.later"), "choose", outcome=LATER)

    def _go_to(self, piece: str) -> None:
        """Put a piece on the screen; empty: the first one that waits."""
        self.piece, self.choosing, self.words = piece, "", ""
        self.chosen = set()
        self.turns.begin()
        for name in [name for name in self.typed if name in FIELDS or name.startswith(REASON)]:
            self.typed.pop(name)

    def _marks(self) -> dict[str, tuple[str, str | None]]:
        return marks_here(self.project, self.readings, self.piece)

    def _names(self) -> list[tuple[str, str]]:
        names = dict(self.people())
        return [(one, isolated(names[one])) for one in self.turns.order()]


def compare_readings(project: Project | None = None) -> CompareReadings:
    """The screen of notebook 04; ``project`` is the one of this notebook unless given."""
    return CompareReadings(project or here())
