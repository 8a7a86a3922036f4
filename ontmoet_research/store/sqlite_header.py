"""What a project file tells before it is opened: what kind of file it is, its salt, and whether we have it open."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from pathlib import Path

from ontmoet_research.words import Refused

from .keys import PAGE, SALT_BYTES, looks_encrypted

PLAIN = b"SQLite format 3\x00"

_ALIVE = (128, 1)  # the place and length of the lock that every process keeps in the shared memory of an open file
_held: dict[tuple[int, int], tuple[int, bytes]] = {}  # files this process has open: how often, and their first page


def check_there(path: Path) -> None:
    """Errors: ``Refused`` when no project can be in this file."""
    if not path.is_file():
        raise Refused("store.not_found", path=path)
    start, size = first_page(path), path.stat().st_size
    if not start.startswith(PLAIN) and not is_encrypted(path):
        part = looks_encrypted(start, size - size % PAGE)
        raise Refused("store.perhaps_a_part" if part else "store.no_project", path=path)


def is_encrypted(path: Path) -> bool:
    """Whether a passphrase is needed, as well as can be told without it."""
    start, size = first_page(path), path.stat().st_size
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists():
        size -= size % PAGE  # a power cut can leave part of a last page; the whole of it is in the journal then
    return not start.startswith(PLAIN) and looks_encrypted(start, size)


def salt_of(path: Path) -> bytes:
    """The salt of an encrypted file: its first 16 bytes."""
    return first_page(path)[:SALT_BYTES]


def first_page(path: Path) -> bytes:
    """The first bytes of a file, one page at most.

    A file that this process has open is not opened again: on POSIX, closing that would let go of the locks that SQLite
    holds on it. Errors: ``Refused`` when it can't be read.
    """
    try:
        if known := _held.get(identity(path)):
            return known[1]
        with path.open("rb") as file:
            return file.read(PAGE)
    except OSError as problem:
        raise Refused("store.cannot_read", path=path) from problem


def identity(path: Path) -> tuple[int, int]:
    """Which file this is, whatever it is called. Errors: ``OSError`` when it is gone."""
    found = path.stat()
    return found.st_dev, found.st_ino


def is_held(path: Path) -> bool:
    """Whether this process has the file open."""
    return identity(path) in _held


def is_open_elsewhere(path: Path) -> bool:
    """Whether another process has the file open now, as far as the system tells. Only asks; takes no lock.

    Only for a file that this process doesn't have open: closing what is looked at here would let go of its locks.
    """
    try:
        import fcntl
    except ImportError:  # Windows doesn't tell
        return False
    form = "qqihh" if sys.platform == "darwin" else "hhqqi"
    kind, start, n_bytes = fcntl.F_WRLCK, *_ALIVE
    asked = (start, n_bytes, 0, kind, 0) if form == "qqihh" else (kind, 0, start, n_bytes, 0)
    try:
        with path.with_name(f"{path.name}-shm").open("rb+") as shared:
            told = struct.unpack(form, fcntl.fcntl(shared, fcntl.F_GETLK, struct.pack(form, *asked)))
    except (OSError, struct.error):
        return False
    return bool(told[3 if form == "qqihh" else 0] != fcntl.F_UNLCK)


def hold(path: Path) -> Callable[[], None]:
    """Remember that this process has the file open; gives the function that says it no longer has."""
    which, start = identity(path), first_page(path)
    _held[which] = (_held.get(which, (0, start))[0] + 1, start)

    def let_go() -> None:
        times, known = _held[which]
        _held[which] = (times - 1, known)
        if times == 1:
            del _held[which]

    return let_go
