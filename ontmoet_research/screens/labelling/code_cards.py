"""*Kaartjes*: one piece of text on the screen, a few labels under it, and every way to say that one is not sure.

A label covers the whole piece, or the words that are selected. *Ik twijfel* is about the label placed last; without a
label it is about the piece. A note belongs to the label placed last.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ontmoet_research.coding import BATCH_SIZE, finish_fragment, place_in, propose_code
from ontmoet_research.coding.batches import Batch
from ontmoet_research.privacy import label_purpose
from ontmoet_research.privacy.not_counting import read_not_counting
from ontmoet_research.privacy.quoting import propose_quote
from ontmoet_research.record import write
from ontmoet_research.screens.base import gesture, join_scripts
from ontmoet_research.screens.own_words import checked
from ontmoet_research.screens.proposing import propose_words
from ontmoet_research.screens.reading import Piece, guiding_question, read_by
from ontmoet_research.screens.resume import next_note, next_round
from ontmoet_research.screens.window import this_window
from ontmoet_research.store import Project, Row, read_rows, remove
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .harvest import bring_in_harvest
from .label_list import option_text, style_of
from .labelling import Labelling, fold_words, shown_of

WORDS = ("own_label", "own_label_hint")


def _nothing_to_read(project: Project, reader: Row) -> str:
    """That there is nothing in this note to read, and what of the whole project may not be read yet, and why."""
    unsaid = read_not_counting(project, label_purpose(reader["role"]), what="pieces", loose_count=True).sentence
    return f"{say('labelling.nothing_to_read')} {unsaid}".strip()


class CodeCards(Labelling):
    """The screen *Kaartjes*. Make it with :func:`ontmoet_research.screens.label_cards`."""

    name = "code_cards"
    _esm = join_scripts("labelling/labelling.js", "labelling/code_cards.js")

    def opened(self) -> None:
        """Go to the first piece of the round that is not done."""
        self.returned = self.pausing = self.finished = False
        self.uncovered: set[str] = set()  # heavy pieces that this person chose to read
        self.batch: list[str] = []
        self.index = 0
        if self.note:
            done = set(read_by(self.project))
            given, self.batch = next_round(self.project, self.note, done)
            if given:
                self._take_labels_of(given)
            place = place_in(self.batch, done)
            self.index = place.index
            self.returned = place.index > 0 and 0 < place.done < place.total
            self.finished = place.done == place.total

    def replaced(self) -> None:
        """Stay at the same piece; when that one was taken out, at the one that took its place in the round."""
        readable = set(self.open_note.cards())
        here = self.batch[self.index] if self.batch else ""
        before = [piece for piece in self.batch[: self.index] if piece in readable]
        self.batch = [piece for piece in self.batch if piece in readable]
        if not self.batch:
            self.opened()
            return
        self.index = self.batch.index(here) if here in readable else min(len(before), len(self.batch) - 1)

    def make_view(self) -> dict[str, Any]:
        """Everything on the card, as plain data. ``state`` is who, nothing, pause, heavy, card or done."""
        before = self.view_before()
        if before:
            return before
        if not self.batch:
            return {
                "state": "nothing",
                "text": _nothing_to_read(self.project, self.people[self.project.who]),
                "choices": self.choices_view(),
            }
        if self.pausing:
            buttons = [button_of("go_on", main=True)]
            return {"state": "pause", "at": "pause", "text": say("code_cards.pausing"), "buttons": buttons}
        view: dict[str, Any] = {"choices": self.choices_view(), "at": "done"}
        if self.finished:
            return {**view, **self._done_view()}
        progress = {"number": self.index + 1, "total": len(self.batch)}
        view["progress"] = say("code_cards.returned" if self.returned else "code_cards.progress", **progress)
        view["here"] = view["at"] = self.piece.fragment_id
        view["guiding"] = guiding_question(self.project, self.open_note.session_id)
        if self.piece.heavy and self.piece.fragment_id not in self.uncovered:
            buttons = [button_of("uncover"), button_of("skip"), *self._ways_out()]
            return {**view, "state": "heavy", "text": say("code_cards.heavy"), "buttons": buttons}
        return {**view, **self._card_view()}

    @property
    def piece(self) -> Piece:
        """The piece on the screen. Errors: ``Refused`` when there is none."""
        if not self.batch:
            raise Refused("labelling.nothing_to_read")
        return self.open_note.by_id[self.batch[self.index]]

    @gesture
    def place(self, code_id: str, at: list[list[Any]] | None = None) -> None:
        """Place a label on the selected words (``at``: piece and position, twice), or on the whole piece.

        On what it covers already it is taken away. Without a selection the same button takes away what was placed last.
        """
        start, end = (
            self.open_note.span((at[0][0], at[0][1]), (at[1][0], at[1][1]))
            if at
            else (self.piece.start, self.piece.end)
        )
        mine = [row for row in self.own() if row["code_id"] == code_id]
        if mine and not at:
            self.take_away(mine[-1].object_id)
        else:
            self.put(code_id, start, end)

    @gesture
    def say_it(self, value: str) -> None:
        """*Geen label past: zeg het zelf*: a proposal for the list of the group, placed on the whole piece."""
        label = checked(value)
        shown = shown_of(self.families(), self.family)
        known = [row for row in self.codes.values() if row["codebook_id"] == self._codebook_id]
        same = next((row for row in known if row["label_nl"].casefold() == label.casefold()), None)
        code_id = (
            same.object_id
            if same
            else propose_code(self.project, str(self._codebook_id), label, family=shown.name, origin=self.origin)
        )
        self._read_lists()
        self.family = next(one.key for one in self.families() if code_id in {code.object_id for code in one.codes})
        if code_id not in {row["code_id"] for row in self.own()}:
            self.put(code_id, self.piece.start, self.piece.end)
        self.refresh()
        if same is None:
            self.tell_saved(say("code_cards.proposed", label=isolated(label)))

    @gesture
    def doubt(self) -> None:
        """*Ik twijfel*: about the label placed last, otherwise about the piece."""
        own = self.own()
        if own:
            self.doubt_label(own[-1].object_id)
            return
        here = {"fragment_id": self.piece.fragment_id, "contributor_id": self.project.who, "outcome": "twijfel"}
        doubts = read_rows(self.project, "readings", **here)
        if doubts:
            write(self.project, [remove(row) for row in doubts], origin=self.origin)
        else:
            self._finish("twijfel")
        self.refresh()
        self.tell_saved()

    @gesture
    def not_know(self) -> None:
        """*Weet ik niet*, and on to the next piece."""
        self._finish("weet_niet")
        self._go_on()

    @gesture
    def skip(self) -> None:
        """*Overslaan*, and on to the next piece. Nobody asks why."""
        self._finish("overgeslagen")
        self._go_on()

    @gesture
    def next(self) -> None:
        """*Bewaar en ga verder*: this piece is done, with or without labels."""
        before = read_by(self.project).get(self.piece.fragment_id)
        if self.own():
            self._finish("gelabeld")
        else:
            self._finish("twijfel" if before == "twijfel" else "geen_label")
        self._go_on()

    @gesture
    def back(self) -> None:
        """*Terug*: the piece before this one."""
        if not self.finished:
            self.index = max(self.index - 1, 0)
        self.finished = self.returned = False
        self.refresh()

    @gesture
    def uncover(self) -> None:
        """*Lees het*: show a piece that may be hard to read."""
        self.uncovered.add(self.piece.fragment_id)
        self.refresh()

    @gesture
    def pause(self) -> None:
        """*Pauze*, or *Stoppen voor nu*: a calm screen. All is stored already."""
        self.pausing = True
        self.refresh()

    @gesture
    def go_on(self) -> None:
        """Go on after a pause, at the same place."""
        self.pausing, self.returned = False, bool(self.index)
        self.refresh()

    @gesture
    def next_round(self) -> None:
        """*Volgende ronde*: of this note, otherwise of the next note that is not finished."""
        self._list_notes()
        finished = {listed.source_id for listed in self.listed if listed.finished}
        here = self.open_note.source_id
        self._open(self.first_open() if here in finished else here)
        self.returned = False
        self.refresh()

    @gesture
    def propose(self, at: list[list[Any]] | None = None) -> None:
        """*Stel voor als citaat*: the selected words, or the whole piece; who said them is asked later."""
        if at:
            propose_words(self.project, self.open_note, at, origin=self.origin)
        else:
            propose_quote(self.project, self.piece.fragment_id, origin=self.origin)
        self.refresh()
        self.tell_saved(say("approve_quotes.proposed"))

    @gesture
    def talk_over(self) -> None:
        """*Praat erover*: to the first piece that somebody else read otherwise."""
        found = bring_in_harvest(self.project, self.batch)
        if not found.pieces:
            raise Refused("code_cards.nothing_differs")
        this_window().hand("vergelijken", (found.other, found.pieces[0]))
        this_window().go_to("vergelijken")

    @gesture
    def read_around(self) -> None:
        """Take in what is no card: headings, who was there, how the note was made."""
        self.batch = self.open_note.around()
        self.index = place_in(self.batch, set(read_by(self.project))).index
        self.finished = self.returned = not self.batch
        self.refresh()

    def after_undo(self, rows: list[Row]) -> None:
        """Show the piece where something was taken back."""
        piece = next((row["fragment_id"] for row in rows if row.table in ("codings", "readings")), None)
        cards = self.open_note.cards()
        if piece in cards:
            if piece not in self.batch:
                first = cards.index(piece) // BATCH_SIZE * BATCH_SIZE
                self.batch = cards[first : first + BATCH_SIZE]
            self.index = self.batch.index(piece)
            self.uncovered.add(piece)
            self.finished = self.pausing = self.returned = False

    def own(self) -> list[Row]:
        """This person's codings on the piece, in the order in which they were placed."""
        return read_rows(self.project, "codings", fragment_id=self.piece.fragment_id, contributor_id=self.project.who)

    def first_open(self) -> str | None:
        """The note of the first round that was given to this person; otherwise the one they began."""
        return next_note(self.project, self.listed, self.closed)

    def _take_labels_of(self, given: Batch) -> None:
        """Open a round that was given with the labels that were agreed for it."""
        if given.codebook_id in self.books:
            self._codebook_id = given.codebook_id
        self.family = f"{given.family} 1" if given.family else self.family

    def _covers_all(self, coding: Row) -> bool:
        return bool(coding["end"] - coding["start"] >= len(self.piece.text.strip()))

    def _finish(self, outcome: str) -> None:
        finish_fragment(
            self.project, self.piece.fragment_id, outcome, lists=filter(None, [self._codebook_id]), origin=self.origin
        )

    def _go_on(self) -> None:
        self.returned = False
        done = read_by(self.project)
        todo = [place for place, found in enumerate(self.batch) if found not in done]
        if self.index + 1 < len(self.batch):
            self.index += 1
        elif todo:
            self.index = todo[0]
        else:
            self.finished = True
        self.refresh()
        self.tell_saved()

    def _card_view(self) -> dict[str, Any]:
        own = self.own()
        labels = self.labels_view(Counter(row["code_id"] for row in own))
        last = {row["code_id"]: row for row in own}
        for label in labels["labels"]:
            label["choices"] = self.choices_with(last[label["id"]]) if label["id"] in last else {}
        return {
            "state": "card",
            "text": self.piece.text,
            "text_label": say("code_cards.text_label"),
            "how": say("code_cards.how"),
            "words": {**fold_words(), **{name: say(f"code_cards.{name}") for name in WORDS}},
            **labels,
            "marks": [self._mark(row) for row in own if not self._covers_all(row)],
            "placed": [self._placed(row) for row in own],
            "answers": self._answers(own),
            "note": _note_view(own, self.label_of(own[-1]) if own else ""),
            "buttons": [button_of("next", main=True), *self._ways_out(), _propose()],
        }

    def _mark(self, coding: Row) -> dict[str, Any]:
        code = self.codes.get(coding["code_id"])
        start, end = self._within(coding)
        return {
            "from": self.piece.positions.to_utf16(start),
            "to": self.piece.positions.to_utf16(end),
            **(style_of(code) if code else {"colour": "#3d3d3d", "pattern": "solid"}),
        }

    def _within(self, coding: Row) -> tuple[int, int]:
        # A label placed in Lezen can reach past this piece, into words that are closed.
        return max(coding["start"] - self.piece.start, 0), min(coding["end"], self.piece.end) - self.piece.start

    def _placed(self, coding: Row) -> str:
        start, end = self._within(coding)
        whole = self._covers_all(coding)
        words = say("code_cards.whole") if whole else say("labelling.words", words=isolated(self.piece.text[start:end]))
        code = self.codes.get(coding["code_id"])
        extra = [words, option_text(code, coding["option"]) if code else "", _doubt_text(coding)]
        return say("code_cards.placed", label=self.label_of(coding), extra=", ".join(filter(None, extra)))

    def _answers(self, own: list[Row]) -> list[dict[str, Any]]:
        outcome = read_by(self.project).get(self.piece.fragment_id)
        if own:
            about, doubt = say("code_cards.about_label", label=self.label_of(own[-1])), own[-1]["certainty"] != "zeker"
        else:
            about, doubt = say("code_cards.about_piece"), outcome == "twijfel"
        return [
            {**button_of("doubt"), "more": about, "pressed": doubt},
            {**button_of("not_know"), "more": "", "pressed": outcome == "weet_niet"},
            {**button_of("skip"), "more": "", "pressed": outcome == "overgeslagen"},
        ]

    def _ways_out(self) -> list[dict[str, Any]]:
        return [*([button_of("back")] if self.index else []), button_of("pause")]

    def _done_view(self) -> dict[str, Any]:
        done = set(read_by(self.project))
        more = not set(self.open_note.cards()) <= done or any(
            not listed.finished and listed.source_id != self.open_note.source_id for listed in self.listed
        )
        buttons = [button_of("next_round", main=True)] if more else []
        around = [button_of("read_around")] if not set(self.open_note.around()) <= done else []
        found = bring_in_harvest(self.project, self.batch)
        lines = [say_count("code_cards.harvest", found.labels)]
        if found.pieces and this_window().shell is not None:
            name = isolated(self.people[found.other]["display_name"])
            lines.append(say_count("code_cards.differs", len(found.pieces), name=name))
            buttons = [button_of("talk_over", main=True), *({**one, "main": False} for one in buttons)]
        return {
            "state": "done",
            "lines": lines,
            "text": say_count("code_cards.done", len(self.batch)),
            "think": [say(f"code_cards.think.{self.people[self.project.who]['side']}"), say("code_cards.think_more")],
            "buttons": [*buttons, {**button_of("pause"), "text": say("code_cards.stop")}, button_of("back"), *around],
        }


def _propose() -> dict[str, Any]:
    return {"do": "propose", "text": say("approve_quotes.propose_this"), "main": False}


def _note_view(own: list[Row], label: str) -> dict[str, str]:
    if not own:
        return {}
    return {
        "coding_id": own[-1].object_id,
        "label": say("labelling.note_with", label=label),
        "value": own[-1]["note"] or "",
    }


def _doubt_text(coding: Row) -> str:
    return say("labelling.you_doubt") if coding["certainty"] != "zeker" else ""


def button_of(gesture_name: str, *, main: bool = False) -> dict[str, Any]:
    """A button of the cards, with its words."""
    return {"do": gesture_name, "text": say(f"code_cards.{gesture_name}"), "main": main}
