"""Bring in many notes at once: a folder, with a first guess of the meeting of each.

One note that can't be read does not stop the others, and what came in before someone stops is whole: each note is one
write. Nothing is decided here. Which meeting it is, and whether a note that is nearly the same is a new version of that
one, is asked of ``decide``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ontmoet_research.intake.guesses import Guess, MeetingKnown, guess_meeting
from ontmoet_research.intake.notes import BroughtIn, bring_in
from ontmoet_research.intake.readers import READERS, ReadText, with_edges
from ontmoet_research.intake.reading import Progress, read_each, read_file
from ontmoet_research.store import Project, last_seq, read_rows, read_values
from ontmoet_research.text import sort_key
from ontmoet_research.words import Refused

__all__ = [
    "Found",
    "NotesKnown",
    "Outcome",
    "Question",
    "Similar",
    "bring_in_all",
    "find_notes",
    "known_meetings",
    "looks_like",
]

LEAST_ALIKE = 0.6  # share of the words, in order, that two notes have in common
_SURROGATES = 0xD800  # 2,048 numbers that are no sign
FEWEST_WORDS = 40  # of a shorter note it says little


@dataclass(frozen=True)
class Found:
    """``files`` of a known kind, in the order of their names; ``passed``: others that stand in the folders."""

    files: list[Path] = field(default_factory=list)
    passed: list[Path] = field(default_factory=list)


@dataclass(frozen=True)
class Similar:
    """A note in the project that is nearly the same; ``share`` of the words is, from 0 to 1."""

    source_id: str
    title: str
    share: float


@dataclass(frozen=True)
class Question:
    """What a person decides on a note that was read: which meeting, and whether it may come in as a note of its own."""

    path: Path
    note: ReadText
    guess: Guess
    similar: Similar | None


@dataclass(frozen=True)
class Outcome:
    """What became of a file: it came in (``brought``), it can't (``refused``), or someone left it (neither)."""

    path: Path
    brought: BroughtIn | None = None
    refused: Refused | None = None
    question: Question | None = None


Decide = Callable[[Question], "str | bool | None"]
Choose = Callable[[Path, ReadText], "Sequence[str]"]


def find_notes(paths: Iterable[str | Path]) -> Found:
    """The files, and those in the folders (and folders in these) among ``paths``.

    Files that were named stay in, whatever they are: reading says what is wrong with them. Hidden files and the ones an
    open Word document leaves behind are nobody's note. A link to a file outside the folder is passed by.
    """
    files: list[Path] = []
    passed: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            files.append(path)
            continue
        for folder, below, names in os.walk(path):  # follows no links to other folders
            below[:] = sorted((name for name in below if not name.startswith(".")), key=sort_key)
            for name in sorted(names, key=sort_key):
                if not name.startswith((".", "~$")) and _stays_in(path, Path(folder, name)):
                    (files if Path(name).suffix.lower() in READERS else passed).append(Path(folder, name))
    return Found(list(dict.fromkeys(files)), passed)


def _stays_in(folder: Path, file: Path) -> bool:
    """Whether a file of this folder really stands in it: a link can point at anything of this computer."""
    return not file.is_symlink() or file.resolve().is_relative_to(folder.resolve())


def known_meetings(project: Project, series_id: str | None = None) -> list[MeetingKnown]:
    """The meetings of the project, or of one series, as :func:`guess_meeting` needs them."""
    where = {"series_id": series_id} if series_id else {}
    rows = read_rows(project, "sessions", **where)
    return [MeetingKnown(row.object_id, row["number"], _day(row["date"])) for row in rows if _counts(row["status"])]


def looks_like(project: Project, text: str) -> Similar | None:
    """The note that this one is nearly the same as, if there is one; of more, the most alike.

    Similarity is that of the two lists of words: twice the longest common subsequence over both lengths (``rapidfuzz``,
    normalised Indel similarity).
    """
    return NotesKnown(project).like(text)


class NotesKnown:
    """The notes of a project as rows of words, read once for a whole folder; each word is one sign, so that comparing
    two notes is comparing two texts. What came in or was corrected meanwhile is read when it is asked for.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._signs: dict[str, str] = {}
        self._rows: dict[tuple[str, str], str] = {}
        self._notes: list[tuple[str, str, str]] = []
        self._seen = -1

    def like(self, text: str) -> Similar | None:
        """As :func:`looks_like`."""
        from rapidfuzz.distance import Indel

        words = text.split()
        if len(words) < FEWEST_WORDS:
            return None
        row, best = self._row(words), None
        self._read()
        for source_id, title, known in self._notes:
            least = best.share if best else LEAST_ALIKE
            share = Indel.normalized_similarity(row, known, score_cutoff=least)
            if share >= least and share > 0:
                best = Similar(source_id, title, share)
        return best

    def came(self, source_id: str, title: str, text: str) -> None:
        """This note was stored just now, by whoever asks here."""
        if self._seen >= 0:
            self._notes.append((source_id, title, self._row(text.split())))
            self._seen = last_seq(self._project)

    def _read(self) -> None:
        """The notes as they are now; nothing is read as long as nobody else wrote."""
        now = last_seq(self._project)
        if now == self._seen:
            return
        rows = read_values(self._project, "sources", ["object_id", "title", "sha256"])
        fresh = {source_id for source_id, _, digest in rows if (source_id, digest) not in self._rows}
        if fresh:
            told = read_values(self._project, "sources", ["object_id", "sha256", "text"], object_id=fresh)
            self._rows |= {(source_id, digest): self._row(text.split()) for source_id, digest, text in told}
        self._notes = [(source_id, title, self._rows.get((source_id, digest), "")) for source_id, title, digest in rows]
        self._seen = now

    def _row(self, words: Sequence[str]) -> str:
        return "".join(self._signs.get(word) or self._new_sign(word) for word in words)

    def _new_sign(self, word: str) -> str:
        number = len(self._signs)
        self._signs[word] = chr(number if number < _SURROGATES else number + 2048)
        return self._signs[word]


def bring_in_all(
    project: Project,
    files: Iterable[str | Path],
    decide: Decide,
    *,
    kind: str = "verslag",
    progress: Progress | None = None,
    columns: Sequence[str] = (),
    choose: Choose | None = None,
    edges: bool = False,
) -> Iterator[Outcome]:
    """Read and bring in files one after another; give what became of each, as it comes.

    ``decide`` is asked about each note that was read: it gives the ``session_id``, None for a note that waits for a
    meeting, or False to leave this note out. ``columns``: of tables, those with what people said; of a table that does
    not tell, ``choose`` is asked. ``edges``: headers and footers stay in. ``progress`` is told how far reading is.
    Stop asking for more and all that came in stays, whole.
    """
    meetings, known = known_meetings(project), NotesKnown(project)
    for path, read in read_each(files, progress=progress, columns=columns):
        if isinstance(read, Refused):
            yield Outcome(path, refused=read)
            continue
        try:
            answer = _with_columns(path, with_edges(read) if edges else read, choose)
        except Refused as refusal:
            yield Outcome(path, refused=refusal)
            continue
        guess = guess_meeting(answer.file_name, answer.text, meetings)
        question = Question(path, answer, guess, known.like(answer.text))
        try:
            chosen = decide(question)
            if isinstance(chosen, bool):
                yield Outcome(path, question=question)
                continue
            brought = bring_in(project, answer, session_id=chosen, kind=kind)
            known.came(brought.source_id, Path(answer.file_name).stem, answer.text)
        except Refused as refusal:
            yield Outcome(path, refused=refusal, question=question)
            continue
        yield Outcome(path, brought=brought, question=question)


def _with_columns(path: Path, note: ReadText, choose: Choose | None) -> ReadText:
    """The note with the columns that a person chose; as it is when nothing was to be chosen."""
    chosen = list(choose(path, note)) if choose and note.columns else []
    return read_file(path, columns=chosen) if chosen and chosen != [str(one) for one in note.proposed] else note


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _counts(status: str | None) -> bool:
    return status != "vervallen"
