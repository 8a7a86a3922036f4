"""Read a file that nobody checked, so that at worst it is not read.

The reader runs in a process of its own with limits on size, memory and time; when that falls over, this one
only hears that it did. The limits are far above what a note of a meeting needs and far below what harms a
laptop.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import ontmoet_research
from ontmoet_research.intake.readers import FORM_READERS, READERS, Notice, ReadText, Unreadable
from ontmoet_research.text import clean_text, format_number, join_words
from ontmoet_research.words import Refused, say

__all__ = [
    "MAX_CHARACTERS",
    "MAX_FILE_BYTES",
    "MAX_TEXT_BYTES",
    "MEMORY_BYTES",
    "WALL_SECONDS",
    "read_file",
    "read_files",
    "read_form",
    "read_typed",
]

MAX_FILE_BYTES = 50_000_000  # a Word file with many photos
MAX_CHARACTERS = 5_000_000  # about 800,000 words: some ten novels, or a thousand notes of a meeting
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS  # a character takes at most four bytes
MEMORY_BYTES = 1_000_000_000  # above what Python itself takes; the longest text allowed needs about half
WALL_SECONDS = 60

_OLD_FORMATS = {".doc": "intake.refused.old_word", ".dot": "intake.refused.old_word"}
# The package may be imported from a folder that a new process does not know (a notebook beside it, a test).
# Its parent goes last in the search path, and -P keeps the current folder out of it: a file docx.py there
# stays unread.
_START = (
    "import sys; sys.path.append(sys.argv.pop(1));"
    "from ontmoet_research.intake.readers.__main__ import main; main(int(sys.argv[1]), int(sys.argv[2]))"
)


def read_file(path: str | Path) -> ReadText:
    """The cleaned text of a ``.txt``, ``.md`` or ``.docx`` file, with notices for a person to read.

    Errors: ``Refused`` when there is no such file, it can't be read, holds no text, or is over a limit. Nothing is
    written, so the project is unchanged.
    """
    return read_files([path])[0]


def read_files(paths: Iterable[str | Path]) -> list[ReadText]:
    """The cleaned texts of several files, in order, all read in one process because starting one takes longest.

    Errors: ``Refused`` for the first file that can't be read, as in :func:`read_file`.
    """
    files = [Path(path) for path in paths]
    contents = [(_known_suffix(file), _bytes_of(file)) for file in files]
    answers = _read_apart(contents) if files else []
    if len(answers) != len(files):  # the process fell over; one by one it shows which file did it
        answers = [(_read_apart([content]) or [Unreadable("intake.refused.damaged")])[0] for content in contents]
    return [_finished(answer, file.name) for answer, file in zip(answers, files, strict=True)]


def read_form(path: str | Path) -> ReadText:
    """A form of the kit that comes back filled in, ``.docx`` or ``.xlsx``; read as carefully as a note.

    Of a spreadsheet, each line is a JSON list with the cells of a row. Errors: ``Refused``, as in :func:`read_file`.
    """
    file = Path(path)
    content = (_known_suffix(file, FORM_READERS), _bytes_of(file))
    answer = (_read_apart([content]) or [Unreadable("intake.refused.damaged")])[0]
    return _finished(answer, file.name)


def read_typed(text: str, name: str = "") -> ReadText:
    """A text that was typed or pasted, as if it came from a file; ``name`` is what a refusal calls it.

    Errors: ``Refused`` when it is empty or too long.
    """
    return replace(_finished(ReadText(text, "typed"), name or say("intake.untitled")), file_name="")


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
    return replace(answer, text=text, file_name=name)


def _known_suffix(path: Path, known: Mapping[str, str] = READERS) -> str:
    suffix = path.suffix.lower()
    if suffix in _OLD_FORMATS:
        raise Refused(_OLD_FORMATS[suffix], file=path.name)
    if suffix not in known:
        raise Refused("intake.refused.unknown_format", file=path.name, known=join_words(known, last="of"))
    return suffix


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused("intake.refused.is_folder", file=path.name)
        if not path.is_file():  # not there, or a device or pipe that never ends
            raise Refused("intake.refused.not_found", file=path.name)
        _check_size(path)
        return path.read_bytes()
    except OSError:
        raise Refused("intake.refused.cannot_open", file=path.name) from None


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if path.suffix.lower() not in FORM_READERS and size > MAX_TEXT_BYTES:
        raise Refused("intake.refused.too_long", file=path.name, most=format_number(MAX_CHARACTERS))
    if size > MAX_FILE_BYTES:
        raise Refused("intake.refused.too_big", file=path.name, most=format_number(MAX_FILE_BYTES // 1_000_000))


def _read_apart(contents: list[tuple[str, bytes]]) -> list[ReadText | Unreadable]:
    """What the other process made of these files; an empty list when it fell over."""
    package_folder = str(Path(ontmoet_research.__file__).parent.parent)
    # Processor time is a second lock, for when this process ends before its child does.
    limits = [str(MEMORY_BYTES), str(WALL_SECONDS + 10)]
    header = json.dumps([(suffix, len(data)) for suffix, data in contents]).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter; the files only go in as bytes
            [sys.executable, "-P", "-c", _START, package_folder, *limits],
            input=b"\n".join([header, b"".join(data for _, data in contents)]),
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
        return [_answer(answer) for answer in json.loads(done.stdout)]
    except subprocess.TimeoutExpired:
        return [] if len(contents) > 1 else [Unreadable("intake.refused.too_slow")]
    except ValueError:  # no answer, or half of one
        return []


def _answer(answer: dict[str, Any]) -> ReadText | Unreadable:
    if "refused" in answer:
        return Unreadable(answer["refused"]["key"], **answer["refused"]["values"])
    read = answer["read"]
    notices = tuple(Notice(**notice) for notice in read.pop("notices"))
    return ReadText(notices=notices, **read)
