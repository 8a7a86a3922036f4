"""All that someone says about one piece at once: labels on the whole piece, doubt, a note, and being done with it.

For what was filled in elsewhere (on paper, in a document). What it leaves behind is what the screen *Kaartjes* would
have left: the same codings, the same reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, find_many, new, read_rows, remove

from .codings import Mark, NoteText, _refuse_option, _words, draft_codings
from .rounds import at_hand

NO_LABEL, LABELLED = "geen_label", "gelabeld"


@dataclass(frozen=True)
class Tick:
    """A label that was ticked for a whole piece, with what goes along."""

    code_id: str
    option: str | None = None
    certainty: str = "zeker"


@dataclass(frozen=True)
class PieceAnswer:
    """What one person says about one piece.

    ``outcome`` is how it ended (gelabeld, geen_label, twijfel, weet_niet, overgeslagen). A ``note`` belongs to the last
    label, as on the screen; without a label it becomes a note on the piece (``memos``).
    """

    fragment_id: str
    contributor_id: str
    ticks: tuple[Tick, ...] = ()
    outcome: str = LABELLED
    note: str | None = None


def answer_piece(
    project: Project, answer: PieceAnswer, *, among: Iterable[str], take_away: bool = True, origin: str = ""
) -> bool:
    """Keep an answer in one write; give whether something changed.

    ``among`` are the labels that could be ticked: labels of other lists stay out of it, and so do labels on a few words
    of the piece. With ``take_away``, a label of ``among`` that is on the whole piece and was not ticked now goes.

    The same answer again writes nothing. Errors: ``Refused`` when a label or the piece is gone, or an option is not one
    of the label's.
    """
    drafts = planned(project, answer, among=among, take_away=take_away)
    write(project, drafts, origin=origin)
    return bool(drafts)


def planned(project: Project, answer: PieceAnswer, *, among: Iterable[str], take_away: bool = True) -> list[Draft]:
    """What :func:`answer_piece` would write. Nothing is written; for a preview."""
    fragment = find(project, "fragments", answer.fragment_id)
    on_whole = whole_codings(project, fragment, answer.contributor_id)
    wanted = {tick.code_id: tick for tick in answer.ticks}
    notes = {answer.ticks[-1].code_id: answer.note} if answer.ticks and answer.note else {}
    drafts = _changed(project, on_whole, wanted, notes)
    if take_away:
        drafts += [remove(row) for code, row in on_whole.items() if code in set(among) - wanted.keys()]
    fresh = [tick for code, tick in wanted.items() if code not in on_whole]
    marks = [_mark(fragment, answer.contributor_id, tick, notes.get(tick.code_id)) for tick in fresh]
    # Who typed it in is the author of the row; whose label it is stands in the row itself.
    drafts += [replace(draft, author=None) for draft in draft_codings(project, marks)]
    drafts += _reading(project, answer, among)
    if answer.note and not answer.ticks:
        drafts += _memo(project, answer)
    return drafts


def whole_codings(project: Project, fragment: Row, contributor_id: str) -> dict[str, Row]:
    """Someone's first codings that cover a whole piece, by ``code_id``."""
    source = NoteText.stored(project, fragment["source_id"])
    start, end = _words(source.text, fragment["start"], fragment["end"])
    same: dict[str, Any] = {"source_id": fragment["source_id"], "contributor_id": contributor_id, "round": "zelf"}
    rows = read_rows(project, "codings", **same, start=start, end=end)
    return {row["code_id"]: row for row in rows}


def _changed(
    project: Project, on_whole: dict[str, Row], wanted: dict[str, Tick], notes: Mapping[str, str | None]
) -> list[Draft]:
    drafts = []
    for code_id, tick in wanted.items():
        row = on_whole.get(code_id)
        if row is None:
            continue
        told = {"option": tick.option, "certainty": tick.certainty, "note": notes.get(code_id) or row["note"]}
        if any(row[name] != value for name, value in told.items()):
            _refuse_option(find(project, "codes", code_id), tick.option)
            drafts.append(change(row, **told))
    return drafts


def _mark(fragment: Row, contributor_id: str, tick: Tick, note: str | None) -> Mark:
    place = (fragment["source_id"], fragment["start"], fragment["end"])
    return Mark(*place, tick.code_id, contributor_id, tick.option, tick.certainty, note)


def _reading(project: Project, answer: PieceAnswer, among: Iterable[str]) -> Sequence[Draft]:
    here = {"fragment_id": answer.fragment_id, "contributor_id": answer.contributor_id}
    before = read_rows(project, "readings", **here)
    asked = [row["codebook_id"] for row in find_many(project, "codes", among).values()]
    lists = at_hand(before[-1]["codebook_ids"] if before else (), asked)
    told: dict[str, Any] = {"outcome": answer.outcome, "codebook_ids": lists}
    if not before:
        return [new("readings", **here, **told)]
    return [change(before[-1], **told)] if any(before[-1][name] != value for name, value in told.items()) else []


def _memo(project: Project, answer: PieceAnswer) -> Sequence[Draft]:
    here: dict[str, Any] = {"about_id": answer.fragment_id, "contributor_id": answer.contributor_id, "kind": "idee"}
    before = read_rows(project, "memos", **here)
    if not before:
        return [new("memos", **here, private=False, text=answer.note)]
    return [change(before[-1], text=answer.note)] if before[-1]["text"] != answer.note else []
