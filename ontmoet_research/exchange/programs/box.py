"""A zip that may hold a project of the open standard, or one of QualCoder."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import IO

from ontmoet_research.exchange.foreign import Part
from ontmoet_research.exchange.refi.read_project import read_project
from ontmoet_research.intake.readers import Unreadable

__all__ = ["read_box"]

MAX_DATABASE = 1_000_000_000


def read_box(file: IO[bytes], emit: Callable[[Part], None], reading: str | None, project: str | None) -> None:
    """Hand over the parts of what is in the box. Errors: ``Unreadable``."""
    database = _database_in(file)
    file.seek(0)
    if database is None:
        read_project(file, emit, reading)
        return
    from .database import read_bytes

    read_bytes(database, emit, project)


def _database_in(file: IO[bytes]) -> bytes | None:
    """The database of QualCoder, when the zip holds one and no project of the standard."""
    if not file.read(2).startswith(b"PK"):
        return None
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as box:
            members = [one for one in box.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
            found = [one for one in members if one.filename.replace("\\", "/").split("/")[-1].casefold() == "data.qda"]
            if len(found) != 1 or any(one.filename.casefold().endswith(".qde") for one in members):
                return None
            with box.open(found[0]) as inside:
                data = inside.read(MAX_DATABASE + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None  # the reader of the standard says what is wrong with it
    if len(data) > MAX_DATABASE:
        raise Unreadable("intake.refused.unpacks_too_big")
    return data
