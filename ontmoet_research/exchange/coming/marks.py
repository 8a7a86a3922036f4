"""Labels on words there become labels on words here; the same one by the same person is stored once."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from ontmoet_research.coding import Mark, NoteText, draft_codings
from ontmoet_research.exchange.foreign import Marks, Memo, Placed
from ontmoet_research.exchange.ids import object_id_of
from ontmoet_research.model.material import CERTAINTIES, ROUNDS
from ontmoet_research.store import (
    Draft,
    Project,
    find_many,
    last_written,
    read_removed,
    read_values,
    standing,
)

from .drafts import ORIGIN, Basket
from .labels import Labels
from .notes import Here
from .people import People
from .survey import Survey

__all__ = ["Placing", "read_told"]

Key = tuple[str, int, int, str, str]  # contributor, start, end, label, round
_TOLD = re.compile(r"(\w+): (\S+)")


def read_told(text: str) -> dict[str, str]:
    """What the kit writes beside a note of its own, such as ``zekerheid: twijfel; ronde: na_gesprek``.

    >>> read_told("zekerheid: twijfel; ronde: na_gesprek")
    {'zekerheid': 'twijfel', 'ronde': 'na_gesprek'}
    """
    return dict(_TOLD.findall(text.replace(";", " ")))


class Placing:
    """Places labels of one file. ``where``: what pieces and labels that memos speak of became."""

    def __init__(self, project: Project, found: Survey, people: People, labels: Labels, codes: list[Draft]) -> None:
        self.where: dict[str, tuple[str, int, int, list[str]]] = {}
        self.noted: set[str] = set()
        self.note_texts: dict[str, NoteText] = {}
        self.same = 0
        self._seen: set[str] = set()
        self._made: set[str] = set()  # labels on words of this note that are new in this load
        self._project, self._found, self._people, self._labels, self._codes = project, found, people, labels, codes
        self._wanted = {memo.about for memo in found.memos if memo.kind in ("mark", "piece", "any")}
        self._notes: dict[str, list[Memo]] = {}
        for memo in found.memos:
            if memo.kind in ("mark", "any"):
                self._notes.setdefault(memo.about, []).append(memo)
        self._there: dict[str, dict[Key, str]] = {}
        self._removed: dict[str, dict[str, Key]] | None = None  # by note

    def take(self, basket: Basket, here: Here, marks: Marks) -> None:
        """Place the labels of this part of a text."""
        lost, name = self._found.lost, self._found.texts[marks.text].name
        there = self._known(here)
        placed: list[tuple[Mark, bool]] = []
        for one in marks.placed:
            what = self._labels.get(one.label)
            if what is None or what.code_id in self._labels.stopped:
                lost["label_stopped" if what else "unknown_label", name] += 1
                continue
            moved = here.span(one.start, one.end)
            if moved.gone or moved.start >= moved.end:
                lost["words_gone", name] += 1
                continue
            who = self._people.id_of(one.person)
            note, told = self._note_of(one, who)
            key = (who, moved.start, moved.end, what.code_id, told.get("ronde", "zelf"))
            if key in there:
                if there[key] in self._made:
                    lost["double_mark", name] += 1
                else:
                    self.same += 1
                self._note_where(one, here, moved.start, moved.end, there[key])
                self._changed_note(basket, there[key], note, told)
                continue
            coding = self._own_id(basket, one, marks.text, key)
            there[key] = coding
            self._made.add(coding)
            self._note_where(one, here, moved.start, moved.end, coding)
            mark = Mark(
                *(here.source_id, moved.start, moved.end, what.code_id, who, what.option),
                certainty=told.get("zekerheid", "zeker"),
                note=note,
                round=key[-1],
                coding_id=coding,
            )
            placed.append((mark, one.unsure or not moved.same))
        for piece, start, end in marks.pieces:
            if piece in self._wanted:
                moved = here.span(start, end)
                self.where[piece] = (here.source_id, moved.start, moved.end, [])
        self._put(basket, here, placed)

    def _own_id(self, basket: Basket, one: Placed, text: str, where: Key) -> str:
        """The number of a new label on words; two that came with one key are told apart by where they lie."""
        key = one.key or f"{text}:{where}"
        if key in self._seen or basket.is_taken(key):
            key = f"{key}:{text}:{where}"
        self._seen.add(key)
        return object_id_of("codings", key, self._found.head.key)

    def _put(self, basket: Basket, here: Here, placed: list[tuple[Mark, bool]]) -> None:
        notes = {here.source_id: here.note} if here.note else None
        drafts = draft_codings(self._project, [mark for mark, _ in placed], self._codes, notes)
        gone = self._removed_here(basket, [draft.object_id for draft in drafts])
        made = []
        for draft, (_, doubt) in zip(drafts, placed, strict=True):
            if (parent := gone.get(draft.object_id)) == "":
                basket.away["codings"] += 1
            elif doubt or parent:
                values = {**draft.values, "to_check": True} if doubt else draft.values
                made.append(replace(draft, values=values, parents=(parent,) if parent else ()))
            else:
                made.append(draft)
        basket.put(made)

    def _removed_here(self, basket: Basket, codings: list[str]) -> dict[str, str]:
        """Of codings that are known: the row that an undone load left, or "" for one that stays away."""
        known = [key for key, how in standing(self._project, "codings", codings).items() if how != "here"]
        back = basket.taken_back("codings", known)
        return {key: back[key].id if key in back else "" for key in known}

    def _known(self, here: Here) -> dict[Key, str]:
        """The labels that lie on this note already."""
        if here.source_id not in self._there:
            columns = ["contributor_id", "start", "end", "code_id", "round", "object_id"]
            rows = [] if here.note else read_values(self._project, "codings", columns, source_id=here.source_id)
            self._made.clear()
            self._there = {here.source_id: {(who, start, end, code, n): key for who, start, end, code, n, key in rows}}
            if not here.note:
                self._there[here.source_id] |= self._taken_away(here.source_id)
        return self._there[here.source_id]

    def _taken_away(self, source_id: str) -> dict[Key, str]:
        """Labels that someone took away here stay away, unless it was an undone load that took them."""
        columns = ["source_id", "contributor_id", "start", "end", "code_id", "round", "object_id"]
        if self._removed is None:
            self._removed = {}
            for source, who, start, end, code, n, key in read_removed(self._project, "codings", columns):
                self._removed.setdefault(source, {})[key] = (who, start, end, code, n)
        mine = self._removed.get(source_id, {})
        undone = {key for key, row in last_written(self._project, "codings", mine, ORIGIN).items() if row.removed}
        return {told: key for key, told in mine.items() if key not in undone}

    def _note_where(self, one: Placed, here: Here, start: int, end: int, coding: str) -> None:
        if one.on in self._wanted:
            self.where.setdefault(one.on, (here.source_id, start, end, []))[3].append(coding)
        if one.key in self._wanted:
            self.where[one.key] = (here.source_id, start, end, [coding])

    def _note_of(self, one: Placed, who: str) -> tuple[str | None, dict[str, str]]:
        """What the person who placed a label wrote with it, and what the kit told of it."""
        notes, told = [one.note.strip()] if one.note.strip() else [], dict[str, str]()
        for memo in self._notes.get(one.key, []):
            own = not memo.person or self._people.id_of(memo.person) == who
            if own:
                self.noted.add(memo.key)
                notes += [memo.text] if memo.text.strip() else []
                told |= _sound(read_told(memo.told))
                if memo.told and not read_told(memo.told):
                    notes.append(memo.told)
        return "\n\n".join(notes) or None, told

    def _changed_note(self, basket: Basket, coding: str, note: str | None, told: dict[str, str]) -> None:
        """A label that is here already may have another note by now."""
        row = find_many(self._project, "codings", [coding]).get(coding) if note or told else None
        if row is None:
            return
        values: dict[str, Any] = {"note": note} if note else {}
        values |= {"certainty": told["zekerheid"]} if "zekerheid" in told else {}
        if any(row[name] != value for name, value in values.items()):
            basket.put(basket.newer(row, values))


def _sound(told: dict[str, str]) -> dict[str, str]:
    known: dict[str, Collection[str]] = {"zekerheid": CERTAINTIES, "ronde": ROUNDS}
    return {name: value for name, value in told.items() if name in known and value in known[name]}
