"""A note that was corrected: a new version of its text, with all that was said about it carried over.

The words are laid beside the new ones (``text/alignment.py``). A label whose words are still there goes along to where
they stand now. Any other goes to the words that came in their place, or stays at the place where they were, and is
marked for a person to look at (``to_check``); the old words stay in the history. None is dropped.

A piece that is still the same piece keeps its id, so that what points at it (readings, quotes, differences, themes,
rounds) stays with it. What pointed at a piece that is no more, points at the piece that took over its words. Words that
were taken out, closed or heavy stay so in whatever piece they are now: a correction may never open something.

The new pieces are cut by who calls (``intake.cut_again``), because rooms on one floor don't know each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ontmoet_research.model import columns_of, tables
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, heads, read_rows, remove
from ontmoet_research.text import clean_text, quote_with_context
from ontmoet_research.text.alignment import Alignment
from ontmoet_research.words import Refused

from .carried_pieces import NewPiece, PieceMap, map_pieces

__all__ = ["ORIGIN", "CarriedOver", "NewPiece", "correct_text"]

ORIGIN = "coding.carry_over"
_OWN = {"fragments", "codings", "sources"}  # carried over by themselves


@dataclass
class CarriedOver:
    """What became of a corrected note, by id.

    ``same``: how many labels stand on the same words. ``doubtful``: labels on words that changed; ``gone``: labels
    whose words are no longer there, kept at the place where they were. ``pieces``: pieces a person should look at.
    ``quotes``: quotes whose words stood in the old text and not in the new one.
    """

    source_id: str
    same: int = 0
    doubtful: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)


def correct_text(
    project: Project,
    source_id: str,
    new_text: str,
    pieces: Sequence[NewPiece],
    *,
    pseudonymised_on: str | None = None,
    checked_by: str | None = None,
    sha256_as_it_came: str | None = None,
    beside: Iterable[Draft] = (),
) -> CarriedOver:
    """Write a new version of a note and carry everything over, in one write that :func:`ontmoet_research.store.undo`
    with :data:`ORIGIN` takes back.

    ``pieces`` are the pieces of the cleaned text, put together exactly that text. ``checked_by``: who looked for names
    in the new text; without it, nobody did. ``beside`` is what is written along, such as the log of names that were
    taken out of the new text (``intake.replacement_log``). What a person said of the words as they stood, such as who
    could be recognised in them (P04), falls in the same write.

    Errors: ``Refused`` when the note is gone, stands in two versions, or the text is empty or the same; ``ValueError``
    when the pieces are not the text. Then nothing is written.
    """
    text = clean_text(new_text)
    source = _source(project, source_id, text)
    if [piece.start for piece in pieces] + [len(text)] != [0] + [piece.end for piece in pieces]:
        raise ValueError("the pieces together must be the text")
    words = Alignment(source["text"], text)
    old = sorted(read_rows(project, "fragments", source_id=source_id), key=lambda row: (row["order"], row.id))
    if len({row.object_id for row in old}) < len(old):
        raise Refused("coding.corrected_two_versions", title=source["title"])
    mapped = map_pieces(source_id, words, old, pieces)
    codings = read_rows(project, "codings", source_id=source_id)
    carried = CarriedOver(source_id)
    new_source = change(
        source,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        sha256_as_it_came=sha256_as_it_came,
        pseudonymised_on=pseudonymised_on,
        checked_by=checked_by,
    )
    drafts = [new_source, *mapped.drafts]
    drafts += [_coding(row, words, mapped, carried) for row in codings]
    drafts += _pointing(project, mapped.successor)
    drafts += [*_fallen(project, source_id), *beside]
    carried.pieces.extend(mapped.to_check)
    carried.quotes.extend(_quotes(project, source["text"], text, {row.object_id for row in old}))
    write(project, drafts, origin=ORIGIN)
    return carried


def _source(project: Project, source_id: str, text: str) -> Row:
    source = find(project, "sources", source_id)
    if len(heads(project, "sources", source_id)) > 1:
        raise Refused("coding.corrected_two_versions", title=source["title"])
    if not text.strip():
        raise Refused("coding.corrected_empty", title=source["title"])
    if text == source["text"]:
        raise Refused("coding.corrected_same", title=source["title"])
    return source


def _coding(row: Row, beside: Alignment, mapped: PieceMap, carried: CarriedOver) -> Draft:
    moved = beside.span(row["start"], row["end"])
    stood = beside.old[row["start"] : row["end"]] == row["quote"] and row["start"] < row["end"]
    place = {"start": moved.start, "end": moved.end, "fragment_id": mapped.piece_at(moved.start)}
    if not stood or moved.gone:  # it was gone already by an earlier correction, or is now: the old words stay with it
        at = beside.place(row["start"]) if not stood else moved.start
        carried.gone.append(row.object_id)
        return change(row, start=at, end=at, fragment_id=mapped.piece_at(at), to_check=True)
    words = quote_with_context(beside.new, moved.start, moved.end)
    told = {"quote": words.quote, "prefix": words.prefix, "suffix": words.suffix}
    if moved.same and not row["to_check"]:
        carried.same += 1
        return change(row, **place, **told)
    carried.doubtful.append(row.object_id)
    return change(row, **place, **told, to_check=True)


def _pointing(project: Project, successor: dict[str, str]) -> list[Draft]:
    """New versions of all that points at a piece that is no more."""
    if not successor:
        return []
    drafts: list[Draft] = []
    on_sort = {row.object_id: set(row["fragment_ids"]) for row in read_rows(project, "card_sorts")}
    for table in tables():
        if table in _OWN:
            continue
        single = [name for name, column in columns_of(table).items() if column.info.get("ref")]
        several = [name for name, column in columns_of(table).items() if column.info.get("refs")]
        if not single and not several:
            continue
        for row in read_rows(project, table):
            values: dict[str, Any] = {name: successor[row[name]] for name in single if row[name] in successor}
            for name in several:
                if successor.keys() & set(row[name]):
                    kept = on_sort.get(row.values.get("card_sort_id") or "", set())
                    values[name] = _ids(row[name], successor, kept, positions=table == "sheets")
            if values:
                drafts.append(change(row, **values))
    return _without_second_readings(project, drafts)


def _ids(ids: Sequence[str], successor: dict[str, str], kept: set[str], *, positions: bool) -> list[str]:
    """A list with the pieces that took over; a printed sheet keeps its positions, a card never lies in two places."""
    told = [successor.get(one, one) for one in ids if positions or successor.get(one) not in kept]
    return told if positions else list(dict.fromkeys(told))


def _without_second_readings(project: Project, drafts: list[Draft]) -> list[Draft]:
    """Someone who read both pieces that became one is done with it once; the other reading stays in the history."""
    known = {(row["fragment_id"], row["contributor_id"]) for row in read_rows(project, "readings")}
    made = []
    for draft in drafts:
        if draft.table == "readings":
            key = (draft["fragment_id"], draft["contributor_id"])
            if key in known:
                draft = Draft(draft.table, draft.object_id, draft.values, draft.parents, removed=True)
            known.add(key)
        made.append(draft)
    return made


def _fallen(project: Project, source_id: str) -> list[Draft]:
    """What spoke of the words as they stood (such as who could be recognised) has to be asked again."""
    return [
        remove(row)
        for table in tables()
        for name, column in columns_of(table).items()
        if column.info.get("on_words")
        for row in read_rows(project, table, **{name: source_id})
    ]


def _quotes(project: Project, old: str, text: str, fragment_ids: Iterable[str]) -> list[str]:
    here, stood, stands = set(fragment_ids), " ".join(old.split()), " ".join(text.split())
    return [
        row.object_id
        for row in read_rows(project, "quotes")
        if row["fragment_id"] in here and (words := " ".join(row["text_used"].split())) in stood and words not in stands
    ]
