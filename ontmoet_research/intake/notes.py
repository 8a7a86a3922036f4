"""Bring a note into a project: read, cut into pieces, tied to who spoke where that is known, in one write.

A note comes in once. The same words again are noticed by the SHA-256 of the cleaned text, whatever the file is called
or however its lines end; also when names were taken out the first time, or only the second. What is nearly the same is
told (``looks_like``); whether it is a new version, a person says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ontmoet_research.intake.carry import carried_turns
from ontmoet_research.intake.fragments import Piece, split
from ontmoet_research.intake.pseudonymise import Replaced
from ontmoet_research.intake.readers import ReadText, SaidTurn
from ontmoet_research.intake.reading import read_file
from ontmoet_research.privacy import find_identifiers
from ontmoet_research.privacy.speaking import taken_out_before
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, new, read_rows, read_values
from ontmoet_research.text import clean_text, join_words
from ontmoet_research.words import Refused, say, say_count

__all__ = [
    "ORIGIN",
    "BroughtIn",
    "attach",
    "bring_in",
    "cut_again",
    "cut_alike",
    "draft_note",
    "known_digests",
    "loose_notes",
    "names_looked_at",
]

ORIGIN = "intake"
_SHOWN_SPEAKERS = 5
_SHOWN_PIECES, _SHOWN_LETTERS = 12, 40


@dataclass(frozen=True)
class BroughtIn:
    """A note that is in the project now. ``notices`` are sentences for the person who brought it in; never log them."""

    source_id: str
    fragment_ids: list[str]
    notices: list[str]


def bring_in(
    project: Project,
    note: str | Path | ReadText,
    *,
    session_id: str | None = None,
    kind: str = "verslag",
    title: str | None = None,
    author_ref: str | None = None,
    pseudonymised_on: str | None = None,
    checked_by: str | None = None,
    again: bool = False,
    sha256_as_it_came: str | None = None,
    replaced: Iterable[Replaced] = (),
) -> BroughtIn:
    """Read a note, cut it into pieces and store both.

    ``note`` is the path of a file, or a text that was read before (``read_file``, ``read_files``, ``read_typed``).
    ``session_id`` is the meeting it tells of; without it the note waits for :func:`attach`. ``title`` is the file name
    unless given; the other columns are those of the table ``sources``. ``again`` allows the same words a second time.
    ``sha256_as_it_came`` is for a text that lost its names elsewhere; a text that was read here knows its own.
    ``replaced`` is the log of ``pseudonymise.replace``; it is kept with the note (P05).

    Errors: ``Refused`` when the file can't be read, the meeting is gone or is a preparing talk (D28), or the words are
    in the project already; ``ValueError`` for an unknown kind of note. Then nothing is written.
    """
    if session_id is not None:
        _refuse_private(project, session_id)
    read = note if isinstance(note, ReadText) else read_file(note)
    sha256 = hashlib.sha256(read.text.encode("utf-8")).hexdigest()
    came_as = sha256_as_it_came or read.came_as or sha256
    if not again:
        _refuse_double(project, {sha256, came_as}, read.file_name)
    told = {"kind": kind, "author_ref": author_ref, "pseudonymised_on": pseudonymised_on, "checked_by": checked_by}
    people = _People(project, session_id)
    source, pieces, fragments = _drafted(
        read, title, people, session_id=session_id, sha256_as_it_came=came_as if came_as != sha256 else None, **told
    )
    log = replacement_log(source.object_id, replaced)
    write(project, [source, *fragments, *log], origin=ORIGIN)
    notices = [notice.sentence for notice in read.notices] + _notices(read.text, pieces, people, checked_by)
    return BroughtIn(source.object_id, [draft.object_id for draft in fragments], notices)


def draft_note(
    project: Project, read: ReadText, *, source_id: str, title: str, session_id: str | None = None
) -> list[Draft]:
    """A note and its pieces that are not written yet, for who writes them together with labels on them.

    The first draft is the note, with ``source_id`` as its number. Errors: ``Refused``, as in :func:`bring_in`.
    """
    if session_id is not None:
        _refuse_private(project, session_id)
    people = _People(project, session_id)
    source, _, fragments = _drafted(read, title, people, source_id, session_id=session_id, kind="verslag")
    return [source, *fragments]


def _drafted(
    read: ReadText, title: str | None, people: _People, source_id: str | None = None, **told: Any
) -> tuple[Draft, list[Piece], list[Draft]]:
    """The note, its pieces as they were cut, and those as drafts; ``told`` are columns of the note."""
    source = new(
        "sources",
        source_id,
        title=title or Path(read.file_name).stem or say("intake.untitled"),
        file_name=read.file_name,
        sha256=hashlib.sha256(read.text.encode("utf-8")).hexdigest(),
        text=read.text,
        **told,
    )
    pieces = split(read.text, people.names, each_line=read.lines_are_paragraphs, turns=read.turns)
    return source, pieces, [_fragment(source, one, people.speaking(one.speaker), people.took_out) for one in pieces]


def replacement_log(source_id: str, replaced: Iterable[Replaced]) -> list[Draft]:
    """What kind of words became what in a note, as drafts for who writes its text (P05); never the words themselves.

    Lines of an earlier text of the note stay: they tell what was taken out then.
    """
    return [new("name_replacements", source_id=source_id, **asdict(line)) for line in replaced]


def cut_again(
    project: Project, source_id: str, text: str, *, each_line: bool | None = None, turns: Sequence[SaidTurn] = ()
) -> list[dict[str, Any]]:
    """The pieces of a corrected text of a note, as columns of ``fragments``: place, kind and speaker. Nothing is
    written; :func:`ontmoet_research.coding.correct_text` takes them as ``NewPiece(**piece)``.

    ``each_line`` and ``turns``: as :func:`~ontmoet_research.intake.split` takes them; without turns, those of the
    stored note hold for the lines that are still there. Errors: ``Refused`` when the note is gone.
    """
    source = find(project, "sources", source_id)
    people = _People(project, source["session_id"])
    text = clean_text(text)
    turns = turns or carried_turns(_stored_turns(project, source), source["text"], text)
    known = {row["speaker_label"] for row in read_rows(project, "fragments", source_id=source_id)} - {None}
    cut = split(text, people.names | known, each_line=each_line, turns=turns)
    return [_columns(piece, people.speaking(piece.speaker)) for piece in cut]


def _stored_turns(project: Project, source: Row) -> list[SaidTurn]:
    """Who speaks at which line of a stored note, as far as that is not to be guessed from its words."""
    text = source["text"]
    rows = read_rows(project, "fragments", source_id=source.object_id)
    told = [row for row in rows if row["speaker_label"] and (row["said_at"] or not _says_itself(text, row))]
    return [
        SaidTurn(text.count("\n", 0, row["start"]), row["speaker_label"], row["said_at"] or "")
        for row in sorted(told, key=lambda row: row["start"])
        if row["start"] == 0 or text[row["start"] - 1] == "\n"
    ]


def _says_itself(text: str, row: Row) -> bool:
    return text.startswith(f"{row['speaker_label']}:", row["start"])


def attach(project: Project, source_id: str, session_id: str | None) -> None:
    """Tie a note to a meeting, or to another one; None unties it. Its pieces and labels stay as they are.

    Pieces that belonged to a part of the meeting before belong to none, in the same write.

    Errors: ``Refused`` when the note or the meeting is gone, or when the meeting is a preparing talk (D28).
    """
    source = find(project, "sources", source_id)
    if session_id is not None:
        _refuse_private(project, session_id)
    if source["session_id"] != session_id:
        pieces = [row for row in read_rows(project, "fragments", source_id=source_id) if row["part_id"]]
        freed = [change(row, part_id=None) for row in pieces]
        write(project, [change(source, session_id=session_id), *freed], origin=ORIGIN)


def loose_notes(project: Project) -> list[tuple[str, str]]:
    """The notes that belong to no meeting yet, as (``source_id``, title), in the order they came."""
    return [(row.object_id, row["title"]) for row in read_rows(project, "sources") if not row["session_id"]]


def names_looked_at(project: Project, source_id: str, who: str, day: str) -> None:
    """Say that ``who`` (chosen name) looked for names in a stored note on ``day`` (ISO) and found nothing to take out.

    Errors: ``Refused`` when the note is gone.
    """
    source = find(project, "sources", source_id)
    write(project, [change(source, checked_by=who, pseudonymised_on=day)], origin=ORIGIN)


def cut_alike(project: Project, source_id: str, text: str) -> list[dict[str, Any]]:
    """:func:`cut_again`, in the way that cuts the stored text into the pieces it has: each line a piece, or not.

    A file told that when it came in; a stored note does not. Errors: ``Refused`` when the note is gone.
    """
    stored = find(project, "sources", source_id)["text"]
    starts = sorted(row["start"] for row in read_rows(project, "fragments", source_id=source_id))
    ways = (None, True, False)
    alike = [
        way for way in ways if starts == [one["start"] for one in cut_again(project, source_id, stored, each_line=way)]
    ]
    return cut_again(project, source_id, text, each_line=(alike or list(ways))[0])


def _refuse_private(project: Project, session_id: str) -> None:
    """What people with experience say to each other beforehand is theirs; it never enters the project of all (D28)."""
    if find(project, "sessions", session_id)["kind"] == "voorbespreking":
        raise Refused("intake.private_meeting")


class _People:
    """Who may be speaking in a note of this meeting, by the names they chose."""

    def __init__(self, project: Project, session_id: str | None) -> None:
        here = set()
        if session_id is not None:
            here = {find(project, "sessions", session_id)["series_id"]}
        participants = read_rows(project, "participants")
        self._by_alias: dict[str, list[Row]] = {}
        for row in participants:
            if not here or here & set(row["series_ids"]) or not row["series_ids"]:
                self._by_alias.setdefault(_plain(row["alias"]), []).append(row)
        self._project, self._session_id = project, session_id
        self._out: dict[str, bool] = {}
        self._contributors = {_plain(row["display_name"]) for row in read_rows(project, "contributors")}

    @property
    def names(self) -> set[str]:
        return {*self._by_alias, *self._contributors}

    def speaking(self, label: str | None) -> Row | None:
        """The participant with this alias; None when there is none, or when two people share it."""
        found = {row.object_id: row for row in self._by_alias.get(_plain(label or ""), [])}
        return next(iter(found.values())) if len(found) == 1 else None

    def took_out(self, speaker: Row | None) -> bool:
        """Whether this person took out before what was said at this meeting: then it goes out as it comes in (P11)."""
        if speaker is None:
            return False
        if speaker.object_id not in self._out:
            self._out[speaker.object_id] = taken_out_before(self._project, speaker.object_id, self._session_id)
        return self._out[speaker.object_id]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def known_digests(project: Project) -> set[str]:
    """The digests of all notes that are there, as they are stored and as they came: such a file came in before."""
    rows = read_values(project, "sources", ["sha256", "sha256_as_it_came"])
    return {digest for row in rows for digest in row if digest}


def _refuse_double(project: Project, digests: set[str], file_name: str) -> None:
    for column in ("sha256", "sha256_as_it_came"):
        for (title,) in read_values(project, "sources", ["title"], **{column: digests}):
            raise Refused("intake.refused.known_already", file=file_name or say("intake.untitled"), title=title)


def _fragment(source: Draft, piece: Piece, speaker: Row | None, took_out: Callable[[Row | None], bool]) -> Draft:
    return new(
        "fragments",
        source_id=source.object_id,
        **_columns(piece, speaker),
        contains_case=False,
        heavy=False,
        visibility="groep",
        withdrawn=took_out(speaker),
    )


def _columns(piece: Piece, speaker: Row | None) -> dict[str, Any]:
    perspectives = speaker["perspectives"] if speaker else []
    return {
        "order": piece.order,
        "start": piece.start,
        "end": piece.end,
        "kind": piece.kind,
        "speaker_label": piece.speaker,
        # Someone with two perspectives spoke from one of them, and only a person can tell which.
        "speaker_perspective": perspectives[0] if len(perspectives) == 1 else None,
        "participant_id": speaker.object_id if speaker else None,
        "said_at": piece.said_at,
    }


def _who_spoke(text: str, said: Sequence[Piece]) -> Iterator[str]:
    """How much is known of who spoke, and where it is not."""
    speakers = {_plain(piece.speaker) for piece in said if piece.speaker}
    silent = [piece for piece in said if not piece.speaker]
    if not speakers:
        yield say("intake.notice.nobody_speaks", pieces=say_count("count.piece", len(said)))
        return
    turns = say_count("count.turn", len(said) - len(silent))
    yield say("intake.notice.who_spoke", speakers=say_count("count.speaker", len(speakers)), turns=turns)
    if silent:
        shown = [_begin(text[piece.start : piece.end]) for piece in silent[:_SHOWN_PIECES]]
        more = ["…"] * (len(silent) > _SHOWN_PIECES)
        yield say("intake.notice.silent", pieces=say_count("count.piece", len(silent)), words=", ".join(shown + more))


def _unsure(said: Iterable[Piece]) -> Iterator[str]:
    if labels := list(dict.fromkeys(piece.maybe for piece in said if piece.maybe)):
        yield say("intake.notice.maybe_people", names=join_words(labels))


def _begin(words: str) -> str:
    flat = " ".join(words.split())
    return f"“{flat}”" if len(flat) <= _SHOWN_LETTERS else f"“{flat[:_SHOWN_LETTERS].rsplit(' ', 1)[0]} …”"


def _notices(text: str, pieces: Sequence[Piece], people: _People, checked_by: str | None) -> list[str]:
    said = [piece for piece in pieces if piece.kind != "kop" and text[piece.start : piece.end].strip()]
    labels = dict.fromkeys(p.speaker for p in said if p.speaker and _plain(p.speaker) not in people.names)
    notices = [*_who_spoke(text, said), *_unsure(said)]
    if labels:
        shown = list(labels)[:_SHOWN_SPEAKERS] + ["…"] * (len(labels) > _SHOWN_SPEAKERS)
        notices.append(say("intake.notice.speakers", names=join_words(shown)))
    places = 0 if checked_by else len(find_identifiers(text))
    if places:
        notices.append(say_count("intake.notice.identifiers", places))
    return notices
