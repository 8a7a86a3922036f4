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
from ontmoet_research.store import Project, read_rows, read_values
from ontmoet_research.text import sort_key
from ontmoet_research.words import Refused

__all__ = ["Found", "Outcome", "Question", "Similar", "bring_in_all", "find_notes", "known_meetings", "looks_like"]

LEAST_ALIKE = 0.6  # share of the words, in order, that two notes have in common
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
    from rapidfuzz.distance import Indel

    words = text.split()
    if len(words) < FEWEST_WORDS:
        return None
    best: Similar | None = None
    for source_id, title, known in read_values(project, "sources", ["object_id", "title", "text"]):
        least = best.share if best else LEAST_ALIKE
        share = Indel.normalized_similarity(words, known.split(), score_cutoff=least)
        if share >= least and share > 0:
            best = Similar(source_id, title, share)
    return best


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
    meetings = known_meetings(project)
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
        question = Question(path, answer, guess, looks_like(project, answer.text))
        try:
            chosen = decide(question)
            if isinstance(chosen, bool):
                yield Outcome(path, question=question)
                continue
            brought = bring_in(project, answer, session_id=chosen, kind=kind)
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
