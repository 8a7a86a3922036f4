"""Wie leest wat? Rounds of a note for one or more readers."""

from __future__ import annotations

from typing import Any, ClassVar

from ontmoet_research.coding import BATCH_SIZE, make_batches, pause_batch, resume_batch
from ontmoet_research.coding.batches import ORIGIN
from ontmoet_research.screens.blocks import Block, button, buttons, heading, text
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.reading import read_list
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

SIZES = (6, BATCH_SIZE)


def _notes(part: Part[Any]) -> list[tuple[str, str]]:
    return [(listed.source_id, listed.title) for listed in read_list(part.project)]


def _books(part: Part[Any]) -> list[tuple[str, str]]:
    return [(row.object_id, row["title"]) for row in read_rows(part.project, "codebooks")]


def _sizes(_part: Part[Any]) -> Options:
    return [(str(size), say_count("count.piece", size)) for size in SIZES]


def _give_out(
    project: Project, part: Rounds, source: str | None, book: str | None, readers: list[str], size: str
) -> list[str]:
    if size not in map(str, SIZES):
        raise Refused("give_out.no_size")
    return make_batches(
        project,
        chosen_or_first(_notes(part), source),
        readers,
        size=int(size),
        codebook_id=chosen_or_first(_books(part), book) or None,
        origin=ORIGIN,
    )


def chosen_or_first(known: list[tuple[str, str]], chosen: str | None) -> str:
    """What was chosen when it is still there, else the first; "" when there is none."""
    return chosen if chosen in dict(known) else next((one for one, _ in known), "")


MAKE = Form(
    "make",
    _give_out,
    ORIGIN,
    "give_out.make",
    (
        Ask("source", "give_out.note", "list", _notes, stays=True),
        Ask("book", "give_out.list", "list", _books, when=lambda part: len(_books(part)) > 1, stays=True),
        Ask("readers", "give_out.readers", "several", lambda part: part.page.people()),
        Ask("size", "give_out.size", "choice", _sizes, first=str(BATCH_SIZE), stays=True),
    ),
    given=lambda part, _one: (part,),
)
PAUSE = Form("pause", pause_batch, ORIGIN, "give_out.pause")
RESUME = Form("resume", resume_batch, ORIGIN, "give_out.resume")


class Rounds(Part[PartsPage]):
    """Choose a note, readers, how many pieces; then the rounds that were given out."""

    forms = (MAKE, PAUSE, RESUME)

    def blocks(self) -> list[Block]:
        """What to choose, and what was given out."""
        if not _notes(self):
            return [text(say("labelling.no_note"))]
        now = {"source": chosen_or_first(_notes(self), None), "book": chosen_or_first(_books(self), None)}
        return [*self.form(MAKE, now=now), *self._given_out(dict(self.page.people()))]

    def stored(self, form: Form, made: Any) -> None:
        """Say how many rounds were made."""
        self.page.done(ORIGIN, say_count("give_out.made", len(made)) if form is MAKE else "")

    def _given_out(self, names: dict[str, str]) -> list[Block]:
        rows = read_rows(self.project, "batches")
        if not rows:
            return []
        read = {(row["fragment_id"], row["contributor_id"]) for row in read_rows(self.project, "readings")}
        made: list[Block] = [heading(say("give_out.given"))]
        for row in rows:
            turn = RESUME if row["status"] == "pauze" else PAUSE
            made.append(text(self._in_words(row, names, read)))
            made.append(buttons(button(say(turn.button), "keep", form=turn.name, one=row.object_id)))
        return made

    @staticmethod
    def _in_words(row: Row, names: dict[str, str], read: set[tuple[str, str]]) -> str:
        # How far a round is, never how far a person is: nobody is measured here (E03).
        done = sum(all((piece, who) in read for piece in row["fragment_ids"]) for who in row["contributor_ids"])
        readers = join_words([isolated(names.get(who, "")) for who in row["contributor_ids"]])
        told = {"note": isolated(row["title"]), "pieces": say_count("count.piece", len(row["fragment_ids"]))}
        return say("give_out.round", readers=readers, done=done, total=len(row["contributor_ids"]), **told)


class GiveOut(PartsPage):
    """The page: who reads what."""

    name = "give_out"
    asks_series = False
    kinds: ClassVar = {"rounds": Rounds}


def give_out(project: Project | None = None) -> GiveOut:
    """The screen *Wie leest wat?*; ``project`` is the one of this notebook unless given."""
    return GiveOut(project or here())
