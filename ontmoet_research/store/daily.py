"""Copies of a project file beside it, in ``<name>_kopieën/``: one a day, and one before anything that replaces it.

The daily copy is made when a project is opened for writing and something changed since the last one; 14 stay. It is
made by SQLite itself (``VACUUM INTO``), under the project's own key. It is a help, so it never stops anyone from
opening the project. The practice series gets none: it can be made again at any moment, and its folder is not a
person's own.

A copy holds what the project held at that moment. Who erases something must look at the copies too
(:func:`list_copies`).
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ontmoet_research.words import Refused

from . import places, sqlite
from .aside import private_folder
from .keys import Key
from .sqlite import COPIES, copies_folder

KEEP = 14
STALE_SECONDS = 3600  # a copy that has been half made for an hour was cut off


@dataclass(frozen=True)
class Stand:
    """How far a project is: two copies with the same stand hold the same."""

    practice: bool
    epoch: str
    seq: int


def list_copies(path: Path) -> list[Path]:
    """All copies of this project that the kit made beside it, by name."""
    return sorted(copies_folder(path).glob(f"*{path.suffix}")) if copies_folder(path).is_dir() else []


def is_copy(path: Path) -> bool:
    """Whether this is one of the copies that the kit made beside a project."""
    return path.absolute().parent.name.endswith(COPIES)


def keep_copy(path: Path, key: Key | None, why: str) -> Path:
    """Keep the project as it is now, under a name that says why; an earlier copy is never replaced.

    Of a copy that the kit made itself no copy is kept: what is erased in it must be gone.

    Errors: ``Refused`` when there is no room or no right to; nothing changed then.
    """
    if is_copy(path):
        return path
    kept = _free(copies_folder(path) / f"{path.stem}-{why}{path.suffix}")
    try:
        private_folder(kept.parent)
        sqlite.copy_to(path, kept, key)
    except (OSError, sqlite.Error) as problem:
        raise Refused("store.no_copy", path=path) from problem
    return kept


def copy_of_today(path: Path, key: Key | None, today: date | None = None) -> str | None:
    """Make the copy of today if there is none and something changed; give the key of a sentence if it did not work."""
    today = today or date.today()
    target = copies_folder(path) / f"{path.stem}-{today.isoformat()}{path.suffix}"
    if target.exists() or is_copy(path):
        return None
    try:
        return _make_daily(path, key, target)
    except (OSError, sqlite.Error):
        return "daily.not_made"


def _make_daily(path: Path, key: Key | None, target: Path) -> str | None:
    stand, earlier = _stand(path, key, "read"), _daily_copies(path)
    if stand.practice or not stand.seq or (earlier and _same(earlier[-1], key, stand)):
        return None
    if places.free_bytes(path) < 3 * path.stat().st_size + places.NEARLY_FULL // 4:
        return "daily.no_room"
    private_folder(target.parent)
    busy = target.with_name(f".{target.name}.bezig")
    if busy.exists() and time.time() - busy.stat().st_mtime > STALE_SECONDS:
        busy.unlink(missing_ok=True)
    try:
        busy.touch(exist_ok=False)
    except FileExistsError:  # another process makes it at this moment
        return None
    try:
        sqlite.copy_to(path, target, key)
    finally:
        busy.unlink(missing_ok=True)
    for old in _daily_copies(path)[:-KEEP]:
        old.unlink(missing_ok=True)
    return None


def _same(copy: Path, key: Key | None, stand: Stand) -> bool:
    try:
        return _stand(copy, key, "still") == stand
    except sqlite.Error:  # an earlier passphrase, or damaged: then a new copy is wanted
        return False


def _stand(path: Path, key: Key | None, manner: sqlite.Manner) -> Stand:
    facts = dict(sqlite.ask(path, key, "SELECT key, value FROM meta", manner))
    ((seq,),) = sqlite.ask(path, key, "SELECT max(seq) FROM feed", manner)
    return Stand(facts.get("practice") == "ja", facts.get("store_epoch", ""), seq or 0)


def _daily_copies(path: Path) -> list[Path]:
    shape = re.compile(rf"{re.escape(path.stem)}-\d{{4}}-\d\d-\d\d{re.escape(path.suffix)}")
    return [copy for copy in list_copies(path) if shape.fullmatch(copy.name)]


def _free(wanted: Path) -> Path:
    if not wanted.exists():
        return wanted
    return wanted.with_name(f"{wanted.stem}-{datetime.now():%Y%m%d-%H%M%S-%f}{wanted.suffix}")
