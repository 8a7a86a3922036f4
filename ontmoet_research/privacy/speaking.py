"""Who said what: labels in a note such as "Deelnemer 3:" are nobody until a person says who it was (C31, P08, P11).

Consent, taking out, looking in and quotes all hang on the participant of a piece. So who speaks is said for all pieces
with one label at once, or for one piece, and holds at once: words of someone who gave no yes close, words that someone
took out before go out too. A label can also get only a perspective, be of who leads the talk, or stay unknown; then
nobody asks again. Only words of a note as typed are read here to show which voice it is, past the gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, find_many, read_rows, remove
from ontmoet_research.words import Refused

from .gate import NOTES, STUDENT, Gate
from .withdrawing import ALL, PIECES, QUOTES, held_back, that_used

__all__ = [
    "LEADS",
    "NO_ONE",
    "SpokenLabel",
    "SpokenPiece",
    "Voice",
    "labels_in",
    "pieces_of",
    "say_who_spoke",
    "taken_out_before",
    "unknown_labels",
    "voiceless_pieces",
]

ORIGIN = "privacy.speaking"
HEADING = "kop"
LEADS = "other"  # the perspective of who leads the talk: no participant, so none of theirs
NO_ONE = ""
_WITHOUT_VOICES = (None, "flap", "mentimeter")
_LOGGED = "withdrawal: "


@dataclass(frozen=True)
class Voice:
    """Who speaks: a participant, with from which perspective when known; or only a perspective; or neither."""

    participant_id: str | None = None
    perspective: str | None = None


@dataclass(frozen=True)
class SpokenLabel:
    """A label of a note as typed and its pieces. ``voice`` is None when its pieces have several.

    ``answered``: for each piece it is known who speaks, or a person said that nobody knows.
    """

    label: str
    fragment_ids: tuple[str, ...]
    voice: Voice | None
    answered: bool


@dataclass(frozen=True)
class SpokenPiece:
    """A piece that the person at work may read: its place in the note (from 1), words, label as typed and voice.

    ``part_id``: the part of the meeting it belongs to, if one.
    """

    fragment_id: str
    order: int
    text: str
    label: str | None
    voice: Voice
    part_id: str | None = None


def labels_in(project: Project, source_id: str) -> list[SpokenLabel]:
    """The labels of speakers in a note, in the order of the note, officials left out.

    A student who may read nothing yet gets none. Errors: ``Refused`` when the note is gone.
    """
    find(project, "sources", source_id)
    reader = Gate(project).reader()
    if reader.role == STUDENT and not reader.agreed:
        return []
    found: dict[str, list[Row]] = {}
    for row in _in_order(read_rows(project, "fragments", source_id=source_id)):
        if row["speaker_label"] and not row["official_id"]:
            found.setdefault(_plain(row["speaker_label"]), []).append(row)
    return [_label(rows) for rows in found.values()]


def unknown_labels(project: Project, source_ids: Iterable[str] | None = None) -> dict[str, int]:
    """Of how many labels nobody said yet who speaks, by note; notes without any are left out."""
    wanted = None if source_ids is None else set(source_ids)
    open_labels: dict[str, set[str]] = {}
    for row in read_rows(project, "fragments"):
        if wanted is not None and row["source_id"] not in wanted:
            continue
        if row["speaker_label"] and not row["official_id"] and not _is_answered(row):
            open_labels.setdefault(row["source_id"], set()).add(_plain(row["speaker_label"]))
    return {source_id: len(labels) for source_id, labels in open_labels.items()}


def voiceless_pieces(project: Project) -> dict[str, int]:
    """Of how many pieces it is not known who speaks, by note: no label, and nobody said anything of it.

    Answers of a room and sheets of a flip-over have no speakers, and are left out; so is a note that leaves out none.
    """
    kinds = {row.object_id: row["kind"] for row in read_rows(project, "sources")}
    found: dict[str, int] = {}
    for row in read_rows(project, "fragments"):
        known = row["speaker_label"] or row["speaker_perspective"] or row["official_id"] or _is_answered(row)
        if not known and row["kind"] != HEADING and kinds.get(row["source_id"]) not in _WITHOUT_VOICES:
            found[row["source_id"]] = found.get(row["source_id"], 0) + 1
    return found


def pieces_of(project: Project, source_id: str) -> list[SpokenPiece]:
    """The pieces of a note that the person at work may read, without headings and empty ones, in reading order.

    Errors: ``Refused`` when the note is gone.
    """
    whole = find(project, "sources", source_id)["text"]
    closed = Gate(project).closed(NOTES)
    rows = [row for row in read_rows(project, "fragments", source_id=source_id) if row.object_id not in closed]
    told = [(row, whole[row["start"] : row["end"]].strip()) for row in _in_order(rows)]
    found = {
        row.object_id: SpokenPiece(
            row.object_id, row["order"], words, row["speaker_label"], _voice(row), row["part_id"]
        )
        for row, words in told
        if words and row["kind"] != HEADING
    }
    return list(found.values())


def say_who_spoke(
    project: Project, fragment_ids: Iterable[str], voice: Voice, *, out: bool = False, origin: str = ORIGIN
) -> int:
    """Say who speaks in these pieces, in one write; give how many pieces were taken out by it.

    ``out``: they are of someone who took back everything and whose alias is named no more; they go out as they are.

    Of a participant with one perspective that one is kept; with several, ``voice.perspective`` chooses. What this
    person took out before (P11) goes out of the new pieces too, parts of the report that used them go back to concept.
    A piece that was taken out stays out. Errors: ``Refused`` when a piece or the participant is gone, or when the
    person at work may read nothing yet; ``ValueError`` for a perspective that is none, or not of this person.
    """
    reader = Gate(project).reader()
    if reader.role == STUDENT and not reader.agreed:
        raise Refused("coding.not_in_text")
    rows = [find(project, "fragments", fragment_id) for fragment_id in dict.fromkeys(fragment_ids)]
    told = {"participant_id": voice.participant_id, "speaker_perspective": _perspective(project, voice)}
    told |= {"official_id": None} if voice.participant_id else {}
    going = _all_of(project, rows) if out else _taken_out(project, voice.participant_id, rows)
    drafts: list[Draft] = [
        change(row, **told, to_check=False, **({"withdrawn": True} if row.object_id in going.pieces else {}))
        for row in rows
    ]
    write(project, [*drafts, *going.beside], origin=origin)
    return len(going.pieces)


def taken_out_before(project: Project, participant_id: str | None, session_id: str | None) -> bool:
    """Whether this person took out all pieces of a meeting up to some day, so that what comes in later goes out too.

    A meeting without a day, or a note without a meeting, counts as before: the careful answer wins.
    """
    days = _days(project, participant_id, (PIECES,)) if participant_id else []
    return bool(days) and _before(project, session_id, max(days))


@dataclass(frozen=True)
class _Out:
    pieces: frozenset[str]
    beside: Sequence[Draft]


def _taken_out(project: Project, participant_id: str | None, rows: Sequence[Row]) -> _Out:
    """What goes when these pieces turn out to be of someone who took words back: pieces, quotes, parts reopened."""
    days = _days(project, participant_id, (QUOTES, PIECES, ALL)) if participant_id else []
    if not days:
        return _Out(frozenset(), [])
    meetings = {key: row["session_id"] for key, row in find_many(project, "sources", _notes_of(rows)).items()}
    reached = [row for row in rows if _before(project, meetings.get(row["source_id"]), max(days))]
    gone = [row for row in reached if taken_out_before(project, participant_id, meetings.get(row["source_id"]))]
    return _going(project, reached, gone)


def _all_of(project: Project, rows: Sequence[Row]) -> _Out:
    return _going(project, rows, list(rows))


def _going(project: Project, reached: Sequence[Row], gone: list[Row]) -> _Out:
    quotes = [one for row in reached for one in read_rows(project, "quotes", fragment_id=row.object_id)]
    sections, _ = that_used(project, gone, quotes, set())
    agreed = [one for row, _ in sections for one in read_rows(project, "sign_offs", section_id=row.object_id)]
    beside = [change(row, **told) for row, used in sections if (told := held_back(row, used))]
    drafts = [*beside, *(remove(row) for row in {row.id: row for row in [*quotes, *agreed]}.values())]
    return _Out(frozenset(row.object_id for row in gone), drafts)


def _days(project: Project, participant_id: str, scopes: Iterable[str]) -> list[str]:
    """On which days this person took back words in one of these ways; a withdrawal that was undone is gone."""
    actions = {f"{_LOGGED}{scope}" for scope in scopes}
    rows = read_rows(project, "log_events", about_id=participant_id)
    return [row["reason"] or "9999" for row in rows if row["action"] in actions]


def _before(project: Project, session_id: str | None, day: str) -> bool:
    held = find(project, "sessions", session_id)["date"] if session_id else None
    return held is None or held <= day


def _perspective(project: Project, voice: Voice) -> str | None:
    if voice.perspective is not None and voice.perspective not in PERSPECTIVES:
        raise ValueError(f"perspective is one of {', '.join(PERSPECTIVES)} or None; not {voice.perspective}")
    if not voice.participant_id:
        return voice.perspective
    own = find(project, "participants", voice.participant_id)["perspectives"]
    if voice.perspective and voice.perspective not in own:
        raise ValueError(f"{voice.perspective} is no perspective of this participant")
    return voice.perspective or (own[0] if len(own) == 1 else None)


def _label(rows: list[Row]) -> SpokenLabel:
    voices = {_voice(row) for row in rows}
    ids = tuple(dict.fromkeys(row.object_id for row in rows))
    return SpokenLabel(
        rows[0]["speaker_label"],
        ids,
        next(iter(voices)) if len(voices) == 1 else None,
        all(_is_answered(row) for row in rows),
    )


def _is_answered(row: Row) -> bool:
    """A participant, or an answer of a person: ``to_check`` is False only when someone looked."""
    return bool(row["participant_id"]) or row["to_check"] is False


def _voice(row: Row) -> Voice:
    return Voice(row["participant_id"], row["speaker_perspective"])


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["order"], row.object_id))


def _notes_of(rows: Iterable[Row]) -> set[str]:
    return {row["source_id"] for row in rows}


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()
