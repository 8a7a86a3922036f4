"""The talk about a difference: who says what, and what comes of it. First readings stay readable, whatever comes of it.

A talk is kept as a ``difference`` with a ``position`` for each reader, in the order in which they speak: the side of
lived experience first (E11). Two people can finish the same talk at once; then both outcomes stay, until somebody says
which one holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ontmoet_research.coding.codings import Mark, draft_codings
from ontmoet_research.coding.list_changes import draft_code
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, new, read_rows, remove
from ontmoet_research.words import Refused, say

from .agreement import SKIPPED, read_by_all
from .differences import record_difference
from .tables import AFTER, Readings, read_first_readings
from .wording import Told, in_words, marks_of

__all__ = ["Talk", "add_reason", "finish_talk", "open_talk", "read_talks", "settle_versions", "speaking_order"]

ORIGIN = "dialogue.talk"
OPENING = "dialogue.open"  # apart, so that taking back a step never takes back the beginning of another talk
FIRST = "ervaring"
LATER = "later"


@dataclass(frozen=True)
class Talk:
    """What is stored of one talk: ``versions`` of the difference (more than one: people finished it at once) and the
    ``positions`` in the order of speaking."""

    fragment_id: str
    versions: tuple[Row, ...]
    positions: tuple[Row, ...]

    @property
    def outcome(self) -> str | None:
        """What came of it; None as long as nobody said so, or while there are two versions."""
        found = {version["outcome"] for version in self.versions if version["outcome"]}
        return found.pop() if len(found) == 1 else None

    @property
    def split(self) -> bool:
        """Whether there are versions that say different things."""
        return len({_said(version) for version in self.versions if version["outcome"]}) > 1

    @property
    def people(self) -> set[str]:
        """The readers it is about."""
        return {position["contributor_id"] for position in self.positions}

    def reason_of(self, person: str) -> str:
        """What this reader said, in own words; empty when nothing yet."""
        said = [row["reason"] for row in self.positions if row["contributor_id"] == person and row["reason"]]
        return "\n".join(dict.fromkeys(said))


@dataclass(frozen=True)
class Finished:
    """How finishing went: ``wrote`` is False when somebody had said the same just before; ``split`` when there are two
    versions now."""

    wrote: bool
    split: bool


def speaking_order(readers: Iterable[str], sides: dict[str, str]) -> list[str]:
    """Who speaks when: the side of lived experience first, the others in the order given.

    >>> speaking_order(["k", "m", "s"], {"k": "onderzoek", "m": "ervaring", "s": "onderwijs"})
    ['m', 'k', 's']
    """
    return sorted(readers, key=lambda reader: sides.get(reader) != FIRST)


def read_talks(project: Project, readers: Collection[str]) -> dict[str, Talk]:
    """The talks that all these readers had part in, by ``fragment_id``. Two talks on one piece are told as one."""
    positions: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(project, "positions"):
        positions[row["difference_id"]].append(row)
    found: dict[str, Talk] = {}
    for row in read_rows(project, "differences"):
        own = positions[row.object_id]
        if not set(readers) <= {position["contributor_id"] for position in own}:
            continue
        before = found.get(row["fragment_id"])
        versions = (*(before.versions if before else ()), row)
        said = {one.id: one for one in (*(before.positions if before else ()), *own)}
        found[row["fragment_id"]] = Talk(row["fragment_id"], versions, tuple(said.values()))
    return found


def open_talk(project: Project, fragment_id: str, readers: Sequence[str]) -> Talk:
    """Begin to talk about a piece, or go on with what was begun; every position is drawn from a first reading.

    Errors: ``Refused`` when not every reader is done with the piece (blind first), or when it is gone.
    """
    known = read_talks(project, readers).get(fragment_id)
    if known:
        return known
    readings = read_first_readings(project, readers)
    if fragment_id not in set(readings.pieces["fragment_id"]):
        raise Refused("dialogue.piece_gone")
    if fragment_id not in read_by_all(readings.seen, readers):
        raise Refused("dialogue.not_done")
    sides = dict(zip(readings.people["contributor_id"], readings.people["side"], strict=True))
    told = in_words(project, readings, fragment_id)
    views = [(reader, told[reader].text, "") for reader in speaking_order(readers, sides)]
    record_difference(project, fragment_id, _only_label(told), views, origin=OPENING)
    return read_talks(project, readers)[fragment_id]


def add_reason(project: Project, talk: Talk, person: str, reason: str) -> None:
    """Keep why someone reads it so, in own words; empty is fine.

    When somebody stored another reason for this person since ``talk`` was read, both stay, under each other.
    """
    reason = reason.strip()
    seen = next(row for row in talk.positions if row["contributor_id"] == person)
    now = [row for row in read_rows(project, "positions", object_id=seen.object_id) if not row.removed]
    if not now:
        raise Refused("store.gone")
    others = [row["reason"] for row in now if row["reason"] and row["reason"] not in (seen["reason"], reason)]
    whole = "\n".join(filter(None, [*others, reason]))
    if len(now) > 1 or (now[0]["reason"] or "") != whole:
        write(project, [change(*now, reason=whole)], origin=ORIGIN)


def finish_talk(
    project: Project,
    talk: Talk,
    outcome: str,
    *,
    note: str = "",
    code_id: str | None = None,
    agreed: Collection[tuple[str, str | None]] | None = None,
    new_label: tuple[str, str] | None = None,
    placed_by: Collection[str] = (),
    seen_text: str | None = None,
    talked_on: str | None = None,
) -> Finished:
    """Keep what came of a talk, in one write; tell whether somebody finished it meanwhile with something else.

    ``agreed`` (with eens_geworden) are the labels, with their choices, that fit according to all: readers who had
    something else get codings after the talk, and their position tells what they read first and now. ``new_label``
    (with nieuw_label) is a name and a meaning; ``placed_by`` says who places it here. ``code_id`` and ``note`` (with
    label_aangepast) say which label should change and how. ``seen_text`` is the piece as it was on the screen.

    First readings stay as they were. Saying the same as somebody who was just before adds nothing.

    Errors: ``Refused`` when the text was corrected meanwhile, the piece or a label is gone or stopped, or something
    is missing. Then nothing is written and all that was stored stays.
    """
    now = read_talks(project, talk.people).get(talk.fragment_id)
    if now is None:
        raise Refused("dialogue.piece_gone")
    where = _Place(project, now, seen_text)
    drafts: list[Draft] = []
    if outcome == "label_aangepast":
        drafts += _note_on_label(project, code_id, note)
    if outcome == "nieuw_label":
        name, meaning = new_label or ("", "")
        label = draft_code(project, where.codebook(), name, None, {"definition_b1": meaning})
        code_id, marks = label.object_id, where.whole(label.object_id, placed_by)
        drafts += [label, *where.codings(marks, label)]
    if agreed is not None:
        drafts += where.moved(set(agreed))
    told = {"outcome": outcome, "note": note.strip() or None, "code_id": code_id or talk.versions[0]["code_id"]}
    seen = {version.id for version in talk.versions}
    meanwhile = [version for version in now.versions if version.id not in seen]
    if not any(all(version[name] == value for name, value in told.items()) for version in meanwhile):
        drafts += _joined(talk, now, {**told, "talked_on": talked_on or date.today().isoformat()})
    write(project, drafts, origin=ORIGIN)
    return Finished(bool(drafts), read_talks(project, talk.people)[talk.fragment_id].split)


def settle_versions(project: Project, talk: Talk, row_id: str) -> None:
    """Say which of two versions holds; the other stays in the history. Errors: ``Refused`` when it is gone."""
    chosen = next((version for version in talk.versions if version.id == row_id), None)
    if chosen is None:
        raise Refused("store.gone")
    write(project, _joined(talk, talk, dict(chosen.values)), origin=ORIGIN)


def _joined(seen: Talk, now: Talk, told: dict[str, Any]) -> list[Draft]:
    """The outcome as a version on top of what was seen; doubled talks on the piece become one, with all positions."""
    first = seen.versions[0].object_id
    own = [version for version in seen.versions if version.object_id == first]
    doubled = {version.object_id: version for version in seen.versions if version.object_id != first}
    drafts = [change(*own, **told)]
    drafts += [change(row, difference_id=first) for row in now.positions if row["difference_id"] in doubled]
    return [*drafts, *(remove(version) for version in doubled.values())]


def _said(version: Row) -> tuple[str, ...]:
    return tuple(str(version[name] or "") for name in ("outcome", "note", "code_id"))


def _only_label(told: dict[str, Told]) -> str | None:
    """The one label about which readers differ, if it is one."""
    sets: list[set[str]] = [{code for code, _ in one.marks} for one in told.values()]
    differing = set[str].union(*sets) - set[str].intersection(*sets)
    return differing.pop() if len(differing) == 1 else None


def _note_on_label(project: Project, code_id: str | None, note: str) -> list[Draft]:
    if not code_id:
        raise Refused("dialogue.needs_label")
    if not note.strip():
        raise Refused("dialogue.needs_change")
    find(project, "codes", code_id)
    return [new("code_notes", code_id=code_id, contributor_id=project.who, text=note.strip())]


class _Place:
    """The piece a talk is about, as it is now, and what every reader made of it."""

    def __init__(self, project: Project, talk: Talk, seen_text: str | None) -> None:
        self.project, self.talk = project, talk
        self.readings: Readings = read_first_readings(project, talk.people)
        pieces = self.readings.pieces[self.readings.pieces["fragment_id"] == talk.fragment_id]
        if pieces.empty:
            raise Refused("dialogue.piece_gone")
        self.piece = pieces.iloc[0]
        source = find(project, "sources", self.piece["source_id"])
        self.text: str = source["text"][self.piece["start"] : self.piece["end"]]
        if seen_text is not None and self.text.strip() != seen_text.strip():
            raise Refused("dialogue.text_changed")

    def codebook(self) -> str:
        """The list that the labels on the piece come from; otherwise the first list."""
        books = {row.object_id: row["codebook_id"] for row in read_rows(self.project, "codes")}
        used = [books[code] for told in self._told().values() for code, _ in sorted(told.marks) if code in books]
        lists = [row.object_id for row in read_rows(self.project, "codebooks")]
        if not lists:
            raise Refused("labelling.no_labels")
        return max(used, key=used.count) if used else lists[0]

    def whole(self, code_id: str, people: Iterable[str], option: str | None = None) -> list[Mark]:
        """A label on the whole piece for each of these people, after the talk."""
        start, end = self.piece["start"], self.piece["end"]
        return [self._mark(person, code_id, option, start, end) for person in people]

    def moved(self, agreed: set[tuple[str, str | None]]) -> list[Draft]:
        """Codings after the talk and a new view for each reader who had something else at first."""
        told, drafts = self._told(), []
        marks: list[Mark] = []
        for position in self.talk.positions:
            person = position["contributor_id"]
            if person not in told or told[person].marks == agreed:
                continue
            marks += [self._as_placed(person, *mark) for mark in sorted(agreed - told[person].marks, key=str)]
            now = marks_of(self.project, agreed)
            view = say("dialogue.moved", before=told[person].text, now=now)
            if position["view"] != view:
                drafts.append(change(position, view=view))
        return [*self.codings(marks), *drafts]

    def codings(self, marks: list[Mark], label: Draft | None = None) -> list[Draft]:
        """Codings for these marks, without those that are there already; ``label`` is one that is not written yet."""
        there = {_key(row) for row in read_rows(self.project, "codings", fragment_id=self.talk.fragment_id)}
        drafts = draft_codings(self.project, marks, [label] if label else [])
        return [draft for draft in drafts if _key(draft) not in there]

    def _told(self) -> dict[str, Told]:
        return in_words(self.project, self.readings, self.talk.fragment_id)

    def _as_placed(self, person: str, code_id: str, option: str | None) -> Mark:
        """The mark on the words on which somebody placed it first; on the whole piece when nobody did."""
        placed = self.readings.placed
        there = placed[(placed["fragment_id"] == self.talk.fragment_id) & (placed["code_id"] == code_id)]
        if there.empty:
            return self.whole(code_id, [person], option)[0]
        start, end = int(there["start"].iloc[0]), int(there["end"].iloc[0])
        return self._mark(person, code_id, option, self.piece["start"] + start, self.piece["start"] + end)

    def _mark(self, person: str, code_id: str, option: str | None, start: int, end: int) -> Mark:
        return Mark(str(self.piece["source_id"]), int(start), int(end), code_id, person, option, round=AFTER)


def _key(coding: Row | Draft) -> tuple[Any, ...]:
    names = ("contributor_id", "start", "end", "code_id", "option", "round")
    return tuple(coding.values[name] for name in names)


def skipped(readings: Readings, fragment_id: str) -> set[str]:
    """Who skipped this piece: they are asked nothing about it."""
    here = readings.seen[readings.seen["fragment_id"] == fragment_id]
    return set(here.loc[here["outcome"] == SKIPPED, "contributor_id"])
