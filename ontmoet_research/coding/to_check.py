"""Labels and pieces that came along to a corrected text and that a person should look at again.

Whoever placed a label decides: it is right where it is, it goes, or it belongs to other words. Nobody sees here what
someone else made of a piece. Of a piece it may be doubtful who speaks; what that person said yes and no to hangs on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontmoet_research.privacy.gate import NOTES, Gate
from ontmoet_research.privacy.speaking import Voice, say_who_spoke
from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, find_many, history, read_rows
from ontmoet_research.text import quote_with_context
from ontmoet_research.words import Refused

from .access import closed_to
from .codings import NoteText, _words

__all__ = [
    "ORIGIN",
    "PieceToCheck",
    "ToCheck",
    "codings_to_check",
    "is_right",
    "move_coding",
    "piece_is_right",
    "pieces_to_check",
]

ORIGIN = "coding.to_check"


@dataclass(frozen=True)
class ToCheck:
    """A label to look at: the words it was placed on, and the words it stands on now ("" when these are gone).

    ``piece`` is the piece of the new text it is in, to the character without the white space around it.
    """

    coding_id: str
    source_id: str
    title: str
    label_nl: str
    was: str
    now: str
    piece: str


def codings_to_check(project: Project, *, source_id: str | None = None, everyone: bool = False) -> list[ToCheck]:
    """The labels of the person at work to look at, in the order of the notes; ``everyone`` is for counting only.

    What someone may not read is left out.
    """
    mine = {} if everyone else {"contributor_id": project.who}
    rows = read_rows(project, "codings", to_check=True, **mine)
    closed = set() if everyone else closed_to(project)
    rows = [row for row in rows if source_id in (None, row["source_id"]) and row["fragment_id"] not in closed]
    sources = find_many(project, "sources", {row["source_id"] for row in rows})
    codes = find_many(project, "codes", {row["code_id"] for row in rows})
    pieces = find_many(project, "fragments", {row["fragment_id"] for row in rows})
    found = []
    for row in sorted(rows, key=lambda one: (one["source_id"], one["start"], one.object_id)):
        source, code, piece = sources.get(row["source_id"]), codes.get(row["code_id"]), pieces.get(row["fragment_id"])
        if source is None:
            continue
        now = source["text"][row["start"] : row["end"]]
        told = source["text"][piece["start"] : piece["end"]].strip() if piece else ""
        label = code["label_nl"] if code else ""
        was = _words_before(project, row.object_id, now)
        found.append(ToCheck(row.object_id, row["source_id"], source["title"], label, was, now, told))
    return found


def is_right(project: Project, coding_id: str) -> None:
    """Say that a label belongs to the words it stands on now.

    Errors: ``Refused`` when it is gone, or its words are.
    """
    row = find(project, "codings", coding_id)
    if row["start"] >= row["end"]:
        raise Refused("coding.words_gone")
    write(project, [change(row, to_check=False)], origin=ORIGIN)


def move_coding(project: Project, coding_id: str, start: int, end: int) -> None:
    """Say that a label belongs to other words of the same note: code points ``start`` up to ``end``.

    Errors: ``Refused`` when the label is gone or these are no words of the text.
    """
    row = find(project, "codings", coding_id)
    source = NoteText.stored(project, row["source_id"])
    start, end = _words(source.text, start, end)
    words = quote_with_context(source.text, start, end)
    told = {"quote": words.quote, "prefix": words.prefix, "suffix": words.suffix}
    place = {"start": start, "end": end, "fragment_id": source.fragment_at(start)}
    if place["fragment_id"] in closed_to(project):  # nobody finds out by typing what stands in a closed piece
        raise Refused("coding.not_in_text")
    write(project, [change(row, **place, **told, to_check=False)], origin=ORIGIN)


@dataclass(frozen=True)
class PieceToCheck:
    """A piece to look at: its words without the white space around them, and who speaks as far as known."""

    fragment_id: str
    source_id: str
    title: str
    text: str
    speaker_id: str | None


def pieces_to_check(project: Project) -> list[PieceToCheck]:
    """The pieces of which a person should look who speaks, in the order of the notes.

    What the person at work may not read, or was taken out, is left out.
    """
    closed = Gate(project).closed(NOTES)
    rows = [row for row in read_rows(project, "fragments", to_check=True) if row.object_id not in closed]
    sources = find_many(project, "sources", {row["source_id"] for row in rows})
    found = {}
    for row in sorted(rows, key=lambda one: (one["source_id"], one["order"], one.object_id)):
        if source := sources.get(row["source_id"]):
            words = source["text"][row["start"] : row["end"]].strip()
            found[row.object_id] = PieceToCheck(
                row.object_id, row["source_id"], source["title"], words, row["participant_id"]
            )
    return list(found.values())


def piece_is_right(project: Project, fragment_id: str, speaker_id: str | None) -> None:
    """Say who speaks in a piece: the participant ``speaker_id``, or None when nobody knows.

    Errors: ``Refused`` when piece or participant is gone, or when the person at work may not read it.
    """
    piece = find(project, "fragments", fragment_id)
    if fragment_id in Gate(project).closed(NOTES):
        raise Refused("coding.not_in_text")
    if speaker_id != piece["participant_id"]:
        say_who_spoke(project, [fragment_id], Voice(speaker_id), origin=ORIGIN)
        return
    write(project, [change(piece, to_check=False)], origin=ORIGIN)


def _words_before(project: Project, coding_id: str, now: str) -> str:
    """The words of the last version that stood on others."""
    quotes: list[str] = list(history(project, "codings", coding_id)["quote"])
    return next((quote for quote in reversed(quotes) if quote != now), quotes[-1])
