"""*Lezen*: the whole note, labels on any words, over each other, and who placed what.

The text goes to the browser once. After each step only the codings that changed are sent. Closed pieces are not sent:
a sentence stands in their place. What others placed is sent after *Klaar met lezen*, and not before.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import traitlets

from ontmoet_research.coding import finish_fragments
from ontmoet_research.store import Row
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .base import gesture, join_scripts
from .label_list import choices_of, option_text, style_of
from .labelling import Labelling, counted
from .marks import Marks
from .reading import read_by

NOT_SURE = ("twijfel", "weet_niet", "overgeslagen")
WORDS = ("here", "here_none", "here_one", "labels_list", "none", "range", "earlier", "later", "take_away", "doubt")
# Slots that the browser fills in, with numbers or with labels that it was sent.
SLOTS = {slot: f"{{{slot}}}" for slot in ("labels", "label", "by", "from", "to", "total")}


class CodeText(Labelling):
    """The screen *Lezen*. Make it with :func:`ontmoet_research.screens.read_and_label`."""

    name = "code_text"
    _esm = join_scripts("labelling.js", "coding_list.js", "code_text.js")

    text = traitlets.Dict().tag(sync=True)
    """The note: ``source_id`` and ``blocks``, a list of id, kind (tekst, kop, closed) and words."""

    showing = False  # whether a browser asked for the codings
    marks: Marks | None = None  # none as long as nobody said who is at work

    def opened(self) -> None:
        """Take the codings of the note; send its text."""
        self.marks = Marks(self.project, self.note) if self.note else None
        blocks = [
            ["", "closed", say("code_text.closed")] if piece.closed else [piece.fragment_id, piece.kind, piece.text]
            for piece in (self.note.pieces if self.note else ())
        ]
        self.text = {"source_id": self.note.source_id if self.note else "", "blocks": blocks}

    def refresh(self) -> None:
        """Send the codings that changed, then draw again."""
        self._send_changes()
        super().refresh()

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
            "choices": self.choices_view(),
            "text_label": say("code_text.text_label"),
            "how": say("code_text.how"),
            **labels,
            "finish": "" if finished else say("code_text.finish"),
            "finished": say("code_text.finished") if finished else "",
            "words": {name: say(f"code_text.{name}", **SLOTS) for name in WORDS},
        }

    @gesture
    def show(self) -> None:
        """A browser opened the screen: send all codings that may be seen."""
        self.showing = True
        if self.marks:
            self.marks.forget()
        self._send_changes()

    @gesture
    def place(self, code_id: str, at: list[list[Any]] | None = None) -> None:
        """Place a label on the selected words (``at``: piece and position, twice), or take it off the same words."""
        if not at:
            raise Refused("coding.no_words")
        coding_id = self.put(code_id, *self.open_note.span((at[0][0], at[0][1]), (at[1][0], at[1][1])))
        if coding_id:
            self.send({"placed": coding_id})

    @gesture
    def finish(self) -> None:
        """*Klaar met lezen*: this person is done with every piece; what others placed may be seen now."""
        earlier = read_by(self.project)
        labelled = {row["fragment_id"] for row in self.marks.own()} if self.marks else set()
        outcomes = {
            piece.fragment_id: "gelabeld" if piece.fragment_id in labelled else "geen_label"
            for piece in self.open_note.pieces
            if piece.readable and earlier.get(piece.fragment_id) not in NOT_SURE
        }
        finish_fragments(self.project, outcomes, origin=self.origin)
        self._list_notes()
        self.refresh()
        self.tell_saved()

    def _unread(self) -> list[str]:
        done = read_by(self.project)
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
        if changed or gone:
            self.send(
                {
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
        code, mine = self.codes.get(row["code_id"]), row["contributor_id"] == self.project.who
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
        person = self.people.get(row["contributor_id"])
        name = (
            say("labelling.you") if mine else isolated(person["display_name"]) if person else say("labelling.someone")
        )
        told = {"twijfel": ("doubts", "you_doubt"), "weet_niet": ("not_knows", "you_not_know")}.get(row["certainty"])
        return f"{name}, {say(f'labelling.{told[mine]}')}" if told else name
