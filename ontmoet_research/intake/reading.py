"""Read a file that nobody checked, so that at worst it is not read.

The reader runs in a process of its own with limits on size, memory and time; when that falls over, this one only hears
that it did, and goes on with the next file. The limits are far above what a note of a meeting needs and far below what
harms a laptop.

A long file may take long as long as it gets on: the process tells how far it is, and is stopped when it has been silent
for 45 seconds, or busy with one file for 5 minutes. 300 pages on a slow laptop are no hang; a file that goes round is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ontmoet_research.intake.apart import FILE_SECONDS, MEMORY_BYTES, WALL_SECONDS, Apart
from ontmoet_research.intake.readers import FORM_READERS, READERS, SHEET_READERS, ReadText, Unreadable, with_turns
from ontmoet_research.text import clean_text, format_number, join_words
from ontmoet_research.words import Refused, say

__all__ = [
    "FILE_SECONDS",
    "MAX_CHARACTERS",
    "MAX_FILE_BYTES",
    "MAX_TEXT_BYTES",
    "MEMORY_BYTES",
    "WALL_SECONDS",
    "Progress",
    "Step",
    "passed_over",
    "read_each",
    "read_file",
    "read_files",
    "read_form",
    "read_typed",
    "read_with",
]

MAX_FILE_BYTES = 50_000_000  # a Word file with many photos
MAX_CHARACTERS = 5_000_000  # about 800,000 words: some ten novels, or a thousand notes of a meeting
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS  # a character takes at most four bytes

_OLD_FORMATS = {
    ".doc": "intake.refused.old_word",
    ".dot": "intake.refused.old_word",
    ".xls": "intake.refused.old_excel",
}
_OF_OTHER_PROGRAMS = {".qdpx", ".qde", ".qdc", ".qda", ".rqda", ".requal", ".sqlite3"}
_PLAIN = {".txt", ".md", ".vtt", ".srt"}  # nothing but letters, so the size of the file tells the length of the text


@dataclass(frozen=True)
class Step:
    """How far reading is: file ``number`` (from 1) of ``files``, in it ``done`` of ``total`` parts; 0 of 0 at first."""

    file_name: str
    number: int
    files: int
    done: int = 0
    total: int = 0


Progress = Callable[[Step], None]


def read_file(path: str | Path, *, progress: Progress | None = None, columns: Sequence[str] = ()) -> ReadText:
    """The cleaned text of a file of a known kind (``known_suffixes``), with notices for a person to read.

    ``columns``: of a table, the headings or numbers (from 1) of the columns with what people said.

    Errors: ``Refused`` when there is no such file, it can't be read, holds no text, or is over a limit. Nothing is
    written, so the project is unchanged.
    """
    return read_files([path], progress=progress, columns=columns)[0]


def read_files(
    paths: Iterable[str | Path], *, progress: Progress | None = None, columns: Sequence[str] = ()
) -> list[ReadText]:
    """The cleaned texts of several files, in order.

    Errors: ``Refused`` for the first file that can't be read, as in :func:`read_file`.
    """
    files = [Path(path) for path in paths]
    for file in files:  # what can be known without reading is said before anything is read
        _checked(file, READERS)
    texts = []
    for _, answer in read_each(files, progress=progress, columns=columns):
        if isinstance(answer, Refused):
            raise answer
        texts.append(answer)
    return texts


def read_each(
    paths: Iterable[str | Path], *, progress: Progress | None = None, columns: Sequence[str] = ()
) -> Iterator[tuple[Path, ReadText | Refused]]:
    """Each file with its cleaned text, or with why it can't be read; one after another, as they come.

    All are read in one process, because starting one takes longest; after a file that made it fall over there is a new
    one. ``progress`` is told how far it is, in the thread of the caller. Errors: none; a refusal is an answer.
    """
    yield from _each([Path(path) for path in paths], READERS, progress, columns)


def read_form(path: str | Path) -> ReadText:
    """A form of the kit that comes back filled in: ``.docx``, ``.xlsx`` or ``.csv``; read as carefully as a note.

    Of a table, each line is a JSON list with the cells of a row. Errors: ``Refused``, as in :func:`read_file`.
    """
    return read_with(path, FORM_READERS)


def read_with(path: str | Path, known: Mapping[str, str]) -> ReadText:
    """One file with the readers of ``known``: ``FORM_READERS``, or suffix -> key of ``SHEET_READERS``.

    Errors: ``Refused``, as in :func:`read_file`.
    """
    _, answer = next(_each([Path(path)], known, None))
    if isinstance(answer, Refused):
        raise answer
    return answer


def _each(
    files: list[Path], known: Mapping[str, str], progress: Progress | None, columns: Sequence[str] = ()
) -> Iterator[tuple[Path, ReadText | Refused]]:
    with Apart() as apart:
        for number, file in enumerate(files, start=1):
            step = Step(file.name, number, len(files))
            try:
                if progress:
                    progress(step)
                suffix = _checked(file, known)
                told = _teller(step, progress)
                reader = known[suffix] if known[suffix] in SHEET_READERS else suffix
                form = known is FORM_READERS
                answer = apart.read(reader, _bytes_of(file), form=form, columns=columns, progress=told)
                yield file, _finished(answer, file.name)
            except Refused as refusal:
                yield file, refusal


def _teller(step: Step, progress: Progress | None) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(replace(step, done=done, total=total))


def read_typed(text: str, name: str = "") -> ReadText:
    """A text that was typed or pasted, as if it came from a file; ``name`` is what a refusal calls it.

    Errors: ``Refused`` when it is empty or too long.
    """
    typed = with_turns(ReadText(text, "typed"))
    return replace(_finished(typed, name or say("intake.untitled")), file_name="")


def _finished(answer: ReadText | Unreadable, name: str) -> ReadText:
    try:
        if isinstance(answer, Unreadable):
            raise answer
        text = clean_text(answer.text)
        if len(text) > MAX_CHARACTERS:
            raise Unreadable("intake.refused.too_long", most=format_number(MAX_CHARACTERS))
        if not text.strip():
            raise Unreadable("intake.refused.empty")
    except Unreadable as refusal:
        raise Refused(refusal.key, file=name, **refusal.values) from None
    came_as = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return replace(answer, text=text, file_name=name, came_as=came_as)


def _checked(path: Path, known: Mapping[str, str]) -> str:
    """Its suffix, when everything that can be seen from outside is well. Errors: ``Refused``."""
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            raise Refused("intake.refused.is_folder", file=path.name)
        if suffix in _OLD_FORMATS and suffix not in known:
            raise Refused(_OLD_FORMATS[suffix], file=path.name)
        if suffix in _OF_OTHER_PROGRAMS and suffix not in known:
            raise Refused("intake.refused.other_program", file=path.name)
        if suffix not in known:
            raise Refused("intake.refused.unknown_format", file=path.name, known=join_words(known, last="of"))
        if not path.is_file():  # not there, or a device or pipe that never ends
            raise Refused("intake.refused.not_found", file=path.name)
        size = path.stat().st_size
    except OSError:
        raise Refused("intake.refused.cannot_open", file=path.name) from None
    if suffix in _PLAIN and size > MAX_TEXT_BYTES:
        raise Refused("intake.refused.too_long", file=path.name, most=format_number(MAX_CHARACTERS))
    if size > MAX_FILE_BYTES:
        raise Refused("intake.refused.too_big", file=path.name, most=format_number(MAX_FILE_BYTES // 1_000_000))
    return suffix


def passed_over(path: Path) -> str:
    """What a person hears of a file that is passed over in a folder: how to bring it in after all, if that can be."""
    key = _OLD_FORMATS.get(path.suffix.lower())
    return str(Refused(key, file=path.name)) if key else say("intake.passed", name=path.name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Refused("intake.refused.cannot_open", file=path.name) from None
