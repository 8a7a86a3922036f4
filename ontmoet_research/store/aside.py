"""Putting a whole file in its place at once: a crash leaves no file there, or a whole one.

A file that must be whole is made aside, next to where it will stand, and gets its name only when all of it is on disk.
"""

from __future__ import annotations

import errno
import os
import sys
import uuid
from contextlib import suppress
from pathlib import Path

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)  # such as a memory stick with exFAT


PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700  # only for who made it, whatever the umask says


def private_folder(path: Path) -> None:
    """Make a folder that only this person can open, with those above it; one that is there stays as it is."""
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def private_file(path: Path) -> None:
    """Make an empty file that only this person can open. Errors: ``FileExistsError``; ``OSError``."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))


def half_of(path: Path) -> Path:
    """A name in the same folder under which to make the file; ``.gitignore`` knows it."""
    return path.with_name(f"{path.stem}.ontmoet-half-{uuid.uuid4()}")


def forget_half_names(path: Path) -> None:
    """Take away the other name of a file that was cut off while it got its own (:func:`put_in_place`)."""
    for half in path.parent.glob("*.ontmoet-half-*"):
        with suppress(OSError):
            if half.samefile(path):
                half.unlink()


def put_in_place(half: Path, path: Path) -> None:
    """Give a finished file its name and keep both through a power cut.

    Errors: ``FileExistsError`` when something stands there (it stays); ``OSError`` when the disk refuses.
    """
    to_disk(half)
    if os.name == "nt":
        half.rename(path)  # refuses there when the name is taken
        return
    try:
        os.link(half, path)  # refuses when the name is taken, also when two people do this at once
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from problem
        half.rename(path)
    else:
        half.unlink(missing_ok=True)  # who opens the project at this very moment may have taken it away
    to_disk(path.parent)


def to_disk(path: Path) -> None:
    """Wait until what stands here is on the disk itself: a file's content, or the names in a folder."""
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # there fsync only tells the disk, and doesn't wait for it
        else:
            os.fsync(handle)
    finally:
        os.close(handle)
