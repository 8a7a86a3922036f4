"""*Lezen*: the whole note, labels on any words, over each other, and who placed what.

The text goes to the browser once. After each step only the codings that changed are sent. Closed pieces are not sent:
a sentence stands in their place. What others placed is sent after *Klaar met lezen*, and not before.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import traitlets

from ontmoet_research.coding import finish_fragments
from ontmoet_research.screens.base import gesture, join_scripts
from ontmoet_research.screens.proposing import propose_words
from ontmoet_research.screens.reading import guiding_question, read_by
from ontmoet_research.store import News, Row
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .label_list import choices_of, option_text, style_of
from .labelling import Labelling, counted, fold_words
from .marks import Marks

NOT_SURE = ("twijfel", "weet_niet", "overgeslagen")
WORDS = (
    *("here", "here_none", "here_one", "labels_list", "none", "range", "earlier", "later"),
    *("take_away", "doubt", "note"),
)
# Slots that the browser fills in, with numbers or with labels that it was sent.
SLOTS = {slot: f"{{{slot}}}" for slot in ("labels", "label", "by", "from", "to", "total")}


class CodeText(Labelling):
    """The screen *Lezen*. Make it with :func:`ontmoet_research.screens.read_and_label`."""

    name = "code_text"
    _esm = join_scripts("labelling/labelling.js", "labelling/coding_list.js", "labelling/code_text.js")

    text = traitlets.Dict().tag(sync=True)
    """The note: ``source_id`` and ``blocks``, a list of id, kind (tekst, kop, closed) and words."""

    moved = False  # whether the browser has codings of another note, or at places that hold no more
    showing = False  # whether a browser asked for the codings
    marks: Marks | None = None  # none as long as nobody said who is at work

    def opened(self) -> None:
        """Take the codings of the note; send its text. What the browser has of the note before goes, whatever comes."""
        self.moved = True
        self.marks = Marks(self.project, self.note) if self.note else None
        blocks = [
            ["", "closed", say("code_text.closed")] if piece.closed else [piece.fragment_id, piece.kind, piece.text]
            for piece in (self.note.pieces if self.note else ())
        ]
        self.text = {"source_id": self.note.source_id if self.note else "", "blocks": blocks}

    def replaced(self) -> None:
        """Send the new words, then all codings again, also when none is left: their places can be others."""
        self.opened()

    def relisted(self, changed: set[str]) -> None:
        """Send the codings with another label or another name anew."""
        if self.marks:
            self.marks.send_again(changed)

    def refresh(self) -> None:
        """Send the codings that changed, then draw again."""
        self._send_changes()
        super().refresh()

    def catch_up(self, news: News) -> None:
        """Send what others placed, as far as this person may see it; what is hidden gives no message at all."""
        marks, known = self.marks, self.marks.shown() if self.marks else set()
        super().catch_up(news)
        if self.marks and self.marks is marks and not news.whole:
            self._announce([row for row in self.marks.rows(self.marks.shown() - known) if not self._mine(row)])

    def _announce(self, came: list[Row]) -> None:
        people = {row["contributor_id"] for row in came}
        if len(people) == 1:
            name = self._name(people.pop())
            self.announce(say_count("code_text.came_of", len(came), name=name))
        elif people:
            self.announce(say("code_text.came", n=len(came)))

    def make_view(self) -> dict[str, Any]:
        """Everything but the text and the codings, as plain data."""
        before = self.view_before()
        if before:
            return before
        labels = self.labels_view(Counter(row["code_id"] for row in (self.marks.own() if self.marks else [])))
        for label in labels["labels"]:  # here a label is placed again and again: how often, not whether
            label["label"], label["placed"] = counted(label["label"], label["count"]), None
        finished = not self._unread()
        return {
            "state": "text",
            "title": self.open_note.title,
            "guiding": guiding_question(self.project, self.open_note.session_id),
            "choices": self.choices_view(),
            "text_label": say("code_text.text_label"),
            "how": say("code_text.how"),
            **labels,
            "propose": say("approve_quotes.propose_selected"),
            "finish": "" if finished else say("code_text.finish"),
            "finished": say("code_text.finished") if finished else "",
            "words": {**fold_words(), **{name: say(f"code_text.{name}", **SLOTS) for name in WORDS}},
        }

    @gesture
    def screen_opened(self, view: str = "") -> None:
        """A browser opened the screen: send all codings that may be seen."""
        self.showing = True
        if self.marks:
            self.marks.forget()
        self._send_changes()
        super().screen_opened(view)

    @gesture
    def place(self, code_id: str, at: list[list[Any]] | None = None) -> None:
        """Place a label on the selected words (``at``: piece and position, twice), or take it off the same words."""
        if not at:
            raise Refused("coding.no_words")
        coding_id = self.put(code_id, *self.open_note.span((at[0][0], at[0][1]), (at[1][0], at[1][1])))
        if coding_id:
            self.send({"placed": coding_id})

    @gesture
    def propose(self, at: list[list[Any]] | None = None) -> None:
        """*Stel voor als citaat*: the selected words; who said them is asked later."""
        if not at:
            raise Refused("coding.no_words")
        propose_words(self.project, self.open_note, at, origin=self.origin)
        self.refresh()
        self.tell_saved(say("approve_quotes.proposed"))

    @gesture
    def finish(self) -> None:
        """*Klaar met lezen*: this person is done with every piece; what others placed may be seen now."""
        earlier = read_by(self.project, self.open_note)
        labelled = {row["fragment_id"] for row in self.marks.own()} if self.marks else set()
        outcomes = {
            piece.fragment_id: "gelabeld" if piece.fragment_id in labelled else "geen_label"
            for piece in self.open_note.pieces
            if piece.readable and earlier.get(piece.fragment_id) not in NOT_SURE
        }
        finish_fragments(self.project, outcomes, lists=filter(None, [self._codebook_id]), origin=self.origin)
        self._list_notes()
        self.refresh()
        self.tell_saved()

    def _unread(self) -> list[str]:
        done = read_by(self.project, self.open_note)
        return [
            piece.fragment_id for piece in self.open_note.pieces if piece.readable and piece.fragment_id not in done
        ]

    def _send_changes(self) -> None:
        if self.marks is None:
            return
        if not self.showing:  # the browser will ask for all of them
            self.marks.catch_up()
            return
        changed, gone = self.marks.take()
        if changed or gone or self.moved:
            self.moved = False
            self.send(
                {
                    "whole": self.marks.began_anew,
                    "source_id": self.open_note.source_id,
                    "codes": {code_id: self._code(code_id) for code_id in {row["code_id"] for row, _ in changed}},
                    "changed": [self._coding(row, parts) for row, parts in changed],
                    "gone": gone,
                }
            )

    def _code(self, code_id: str) -> dict[str, Any]:
        code = self.codes.get(code_id)
        label = self.label_of({"code_id": code_id})
        told = {"label": label, "note": say("labelling.note_with", label=label)}
        if code is None:
            return {**told, "colour": "#3d3d3d", "pattern": "solid", "choices": {}}
        choices = {**choices_of(code), "label": say("labelling.options", label=label)} if code["options"] else {}
        return {**told, **style_of(code), "choices": choices}

    def _coding(self, row: Row, parts: list[list[int]]) -> dict[str, Any]:
        code, mine = self.codes.get(row["code_id"]), self._mine(row)
        return {
            "id": row.object_id,
            "code": row["code_id"],
            "mine": mine,
            "by": self._by(row, mine),
            "doubt": row["certainty"] != "zeker",
            "option": row["option"] or "",
            "chosen": option_text(code, row["option"]) if code else "",
            "note": row["note"] or "",
            "parts": parts,
        }

    def _by(self, row: Row, mine: bool) -> str:
        name = say("labelling.you") if mine else self._name(row["contributor_id"])
        told = {"twijfel": ("doubts", "you_doubt"), "weet_niet": ("not_knows", "you_not_know")}.get(row["certainty"])
        return f"{name}, {say(f'labelling.{told[mine]}')}" if told else name

    def _name(self, contributor_id: str) -> str:
        person = self.people.get(contributor_id)
        return isolated(person["display_name"]) if person else say("labelling.someone")

    def _mine(self, row: Row) -> bool:
        return bool(row["contributor_id"] == self.project.who)
