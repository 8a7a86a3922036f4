"""Proof that words are gone: every file of a project is searched for their bytes.

Searched are the project with its log, the copies beside it, the ledger, and the folders a caller names. Words are
sought as files hold them: UTF-8 and UTF-16, plain and escaped for JSON and for HTML. Word and Excel files are opened in
memory, within limits; what can't be looked into is named.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO

from ontmoet_research.text.same_words import SameWords, ways_to_write

from . import sqlite
from .ledger import ledger_path
from .project import Project
from .snapshot import Snapshot, texts_of

CHUNK = 16_000_000  # bytes read at a time
MOST_UNPACKED = 200_000_000  # bytes, of one file with files in it
MOST_MEMBERS = 10_000
_KEY = 8  # bytes; a needle is looked up by its beginning
_SHUT = (b"%PDF", b"PAR1", b"age-encryption.org", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_TAG = re.compile(rb"<[^>]{0,2000}>")


@dataclass
class Proof:
    """What the search gave. ``found``: file -> number of places; ``shut``: files that can't be looked into."""

    files: int = 0
    found: dict[Path, int] = field(default_factory=dict)
    shut: list[Path] = field(default_factory=list)


def copies_folder(project: Project) -> Path | None:
    """Where the daily copies beside a project file are; None for a database."""
    if "://" in str(project.path):
        return None
    return sqlite.copies_folder(Path(project.path))


def project_files(project: Project) -> list[Path]:
    """The files the kit itself keeps of a project, as far as they are there."""
    there = [ledger_path(project)]
    if "://" not in str(project.path):
        path = Path(project.path)
        there += [path, *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "-journal"))]
    folder = copies_folder(project)
    return [path for path in [*there, *([folder] if folder else [])] if path.exists()]


def search_everywhere(project: Project, words: SameWords, also: Iterable[Path] = ()) -> Proof:
    """Search the rows and all files of a project for these words, and the files and folders in ``also``."""
    proof = search_files([*project_files(project), *also], words)
    with project.reading() as connection:
        rows = Snapshot.of_project(connection).rows.values()
        places = sum(len(words.spans(text)) for row in rows for _, text in texts_of(row))
    if places:
        path = Path(str(project.path))
        proof.found[path] = max(places, proof.found.get(path, 0))
    return proof


def search_files(paths: Iterable[Path], words: SameWords) -> Proof:
    """Search files, and all files in folders, each once. A file that can't be read counts as shut."""
    needles = _Needles({form for needle in words.needles() for form in ways_to_write(needle)})
    proof = Proof()
    for path in sorted({file.resolve() for place in paths for file in _files(place)}):
        proof.files += 1
        try:
            with path.open("rb") as file:
                places = _search(file, needles)
        except OSError:
            places = None
        if places is None:
            proof.shut.append(path)
        elif places:
            proof.found[path] = places
    return proof


class _Needles:
    """Many byte strings sought at once: by their first bytes as numbers, then byte for byte."""

    def __init__(self, needles: Iterable[bytes]) -> None:
        all_needles = [needle for needle in needles if needle]
        self.short = [needle for needle in all_needles if len(needle) < _KEY]
        self.long: dict[int, list[bytes]] = {}
        for needle in all_needles:
            if len(needle) >= _KEY:
                self.long.setdefault(int.from_bytes(needle[:_KEY], "little"), []).append(needle)
        self.longest = max(map(len, all_needles), default=0)

    def count(self, data: bytes) -> int:
        import numpy as np

        keys = np.array(sorted(self.long), dtype="<u8")
        found = sum(data.count(needle) for needle in self.short)
        for shift in range(_KEY if self.long else 0):
            whole = (len(data) - shift) // _KEY
            if whole > 0:
                numbers = np.frombuffer(data, dtype="<u8", count=whole, offset=shift)
                for n in np.flatnonzero(np.isin(numbers, keys)):
                    place = int(n) * _KEY + shift
                    found += sum(data.startswith(needle, place) for needle in self.long[int(numbers[n])])
        return found


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (inside for inside in path.rglob("*") if inside.is_file())
    elif path.is_file():
        yield path


def _search(file: IO[bytes], needles: _Needles) -> int | None:
    """Number of places in a file; None when nobody can look into it."""
    start = file.read(32)
    file.seek(0)
    if start.startswith(_SHUT):
        return None
    if start.startswith(b"PK"):
        return _search_package(file, needles)
    found, kept = 0, b""
    while part := file.read(CHUNK):
        data = kept + part
        found += needles.count(data) - needles.count(kept)  # what lies in the overlap was counted before
        kept = data[max(0, len(data) - needles.longest + 1) :] if needles.longest > 1 else b""
    return found


def _search_package(file: IO[bytes], needles: _Needles, depth: int = 0) -> int | None:
    """As :func:`_search`, in every file within a file, also when a change of letters cuts its words in pieces."""
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
                return None
            found = sum(needles.count(member.filename.encode("utf-8")) for member in members)
            for member in members:
                with package.open(member) as opened:
                    data = opened.read(MOST_UNPACKED)
                inside = None
                if data.startswith(b"PK") and depth == 0:
                    inside = _search_package(BytesIO(data), needles, depth + 1)
                found += needles.count(data) if inside is None else inside
                if data.lstrip()[:1] == b"<":
                    found += needles.count(_TAG.sub(b"", data))
            return found
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError):
        return None  # damaged, locked with a password, or packed in a way we don't know
