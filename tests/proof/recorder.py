"""Run a piece of Python and note, in order, all it asks of the disk under one folder (``recorder.c``)."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_HEAD = struct.Struct("<cQQII")


@dataclass(frozen=True)
class Note:
    """One thing that was asked of the disk; ``what`` as in ``recorder.c``."""

    what: str
    file: int
    at: int
    first: bytes
    second: bytes


def can_record() -> bool:
    """Whether recording works here: Linux with a C compiler and the headers of its library."""
    return sys.platform == "linux" and shutil.which("gcc") is not None and Path("/usr/include/stdio.h").exists()


def compiled(folder: Path) -> Path:
    """Compile the recorder into this folder."""
    made = folder / "recorder.so"
    warnings = ("-Wall", "-Wextra", "-Werror")
    command = ["gcc", "-shared", "-fPIC", "-O1", *warnings, "-o", str(made), str(HERE / "recorder.c"), "-ldl"]
    subprocess.run(command, check=True, timeout=120)
    return made


def record(script: str, recorder: Path, folder: Path, *arguments: str, log: Path) -> list[Note]:
    """Run this Python with these arguments; give what it asked of the disk under ``folder``. It must succeed."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(recorder),
        "RECORDER_FOLDER": str(folder.resolve()),
        "RECORDER_LOG": str(log),
        "PYTHONPATH": os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")]),
    }
    subprocess.run([sys.executable, "-c", script, *arguments], env=environment, check=True, timeout=300)
    notes = list(_read(log.read_bytes()))
    unknown = [note.first for note in notes if note.what == "x"]
    assert not unknown, f"written in a way the recorder doesn't follow: {unknown}"
    return notes


def _read(data: bytes) -> Iterator[Note]:
    place = 0
    while place < len(data):
        what, file, at, first, second = _HEAD.unpack_from(data, place)
        place += _HEAD.size
        yield Note(what.decode(), file, at, data[place : place + first], data[place + first : place + first + second])
        place += first + second
