"""Wie leest wat? Rounds of a note for one or more readers."""

from __future__ import annotations

from ontmoet_research.coding import BATCH_SIZE, make_batches, pause_batch, resume_batch
from ontmoet_research.coding.batches import ORIGIN
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.reading import read_list
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

SIZES = (6, BATCH_SIZE)


class GiveOut(Page):
    """Choose a note, readers, how many pieces; then the rounds that were given out."""

    name = "give_out"
    asks_series = False

    def start(self) -> None:
        """Nothing is chosen yet."""
        self.readers: list[str] = []
        self.source = self.book = ""
        self.size = BATCH_SIZE

    def blocks(self) -> list[Block]:
        """What to choose, and what was given out."""
        notes = [(listed.source_id, listed.title) for listed in read_list(self.project)]
        if not notes:
            return [text(say("labelling.no_note"))]
        if self.source not in dict(notes):
            self.source = notes[0][0]
        books = [(row.object_id, row["title"]) for row in read_rows(self.project, "codebooks")]
        if self.book not in dict(books):
            self.book = books[0][0] if books else ""
        sizes = [(str(size), say_count("count.piece", size)) for size in SIZES]
        return [
            select(say("give_out.note"), "choose_source", notes, self.source),
            *([select(say("give_out.list"), "choose_book", books, self.book)] if len(books) > 1 else []),
            choices(say("give_out.readers"), "choose_reader", self.people(), self.readers),
            choices(say("give_out.size"), "choose_size", sizes, str(self.size)),
            buttons(button(say("give_out.make"), "make", main=True)),
            *self._given_out(dict(self.people())),
        ]

    @gesture
    def choose_source(self, value: str) -> None:
        """Choose the note."""
        self.source = value
        self.refresh()

    @gesture
    def choose_book(self, value: str) -> None:
        """Choose the list of labels to begin with."""
        self.book = value
        self.refresh()

    @gesture
    def choose_reader(self, value: str) -> None:
        """Add a reader, or take one away."""
        self.readers = [one for one in self.readers if one != value] + [value] * (value not in self.readers)
        self.refresh()

    @gesture
    def choose_size(self, value: str) -> None:
        """Choose how many pieces a round holds."""
        if value not in map(str, SIZES):
            raise Refused("give_out.no_size")
        self.size = int(value)
        self.refresh()

    @gesture
    def make(self) -> None:
        """Give the rounds out."""
        made = make_batches(
            self.project, self.source, self.readers, size=self.size, codebook_id=self.book or None, origin=ORIGIN
        )
        self.readers = []
        self.done(ORIGIN, say_count("give_out.made", len(made)))

    @gesture
    def turn_off(self, batch_id: str) -> None:
        """Put a round on pause."""
        pause_batch(self.project, batch_id)
        self.done(ORIGIN)

    @gesture
    def turn_on(self, batch_id: str) -> None:
        """Go on with a round."""
        resume_batch(self.project, batch_id)
        self.done(ORIGIN)

    def _given_out(self, names: dict[str, str]) -> list[Block]:
        rows = read_rows(self.project, "batches")
        if not rows:
            return []
        read = {(row["fragment_id"], row["contributor_id"]) for row in read_rows(self.project, "readings")}
        made: list[Block] = [heading(say("give_out.given"))]
        for row in rows:
            paused = row["status"] == "pauze"
            words = say("give_out.resume" if paused else "give_out.pause")
            made.append(text(self._in_words(row, names, read)))
            made.append(buttons(button(words, "turn_on" if paused else "turn_off", batch_id=row.object_id)))
        return made

    @staticmethod
    def _in_words(row: Row, names: dict[str, str], read: set[tuple[str, str]]) -> str:
        # How far a round is, never how far a person is: nobody is measured here (E03).
        done = sum(all((piece, who) in read for piece in row["fragment_ids"]) for who in row["contributor_ids"])
        readers = join_words([isolated(names.get(who, "")) for who in row["contributor_ids"]])
        told = {"note": isolated(row["title"]), "pieces": say_count("count.piece", len(row["fragment_ids"]))}
        return say("give_out.round", readers=readers, done=done, total=len(row["contributor_ids"]), **told)


def give_out(project: Project | None = None) -> GiveOut:
    """The screen *Wie leest wat?*; ``project`` is the one of this notebook unless given."""
    return GiveOut(project or here())
