"""Opening a project file: is it one, may it be written here, which passphrase, is what stands beside it its own.

What can't be written is opened for reading where that is safe, and then nothing is left beside it. A file of an older
kit that is only read is carried over in a copy of its own, in a folder that only this person can open and that is gone
when the project is closed; the file stays as it is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from ontmoet_research.model import SCHEMA_VERSION
from ontmoet_research.words import Refused, say

from . import daily, keys, places, sqlite, sqlite_header, sqlite_in_place, sqlite_whole
from .migrate import carry_over, schema_version

TRIES = 3
WHEN_READING = {"store.disk_full": "store.full_at_reading", "store.disk_trouble": "store.trouble_at_reading"}
"""What to say of a disk when nothing was being stored: then nothing is lost."""

_opening = threading.RLock()  # looking at a file beside SQLite is only safe while no other thread opens it
_tell: list[Callable[[str], None]] = []


@dataclass
class OpenFile:
    """An open project file: its connections, its key, whether it is only read, what to tell, and how to let go.

    ``source`` is the file that is really read, and ``manner`` how: for an older project, or one that can't be written,
    that can be a copy.
    """

    path: Path
    engine: sa.Engine
    key: keys.Key | None
    read_only: bool
    notices: list[str] = field(default_factory=list)
    let_go: list[Callable[[], None]] = field(default_factory=list)
    source: Path = field(init=False)
    which: tuple[int, int] = field(init=False)
    elsewhere: Refused | None = None  # what to say once the file is no longer in its place
    manner: sqlite.Manner = "read"

    def __post_init__(self) -> None:
        self.source = self.path
        self.which = sqlite_header.identity(self.path)

    def check_in_place(self) -> None:
        """Errors: ``Refused`` when the file was moved, replaced or taken away; what was stored is safe then."""
        self._look()
        if self.elsewhere:
            raise self.elsewhere

    def _look(self) -> None:
        self.elsewhere = self.elsewhere or sqlite_in_place.saved_elsewhere(self.path, self.which, self.engine)

    def close(self) -> None:
        """Let go of the file; when it was moved meanwhile, what is in its journal goes along."""
        if not self.read_only and self.let_go:
            self._look()
        self.engine.dispose()
        while self.let_go:
            self.let_go.pop()()


def tell_with(teller: Callable[[str], None] | None) -> None:
    """Who hears at once what there is to tell of how a project was opened; None when nobody does."""
    _tell[:] = [teller] if teller else []


def tell(*notices: str) -> None:
    """Tell these sentences to who hears at once of how a project was opened."""
    for teller in _tell:
        for notice in notices:
            teller(notice)


def open_file(path: Path, passphrase: str | keys.Key | None, read_only: bool | None) -> OpenFile:
    """Open the file; ``read_only`` True reads, False writes, None writes where that can be done.

    A file that is shut (read-only, or in a folder that is) is opened for reading in every case, with a notice.

    Errors: ``Refused`` when it is no project, needs another passphrase, is of a newer kit, is in use for too long, or
    stands where writing would damage it.
    """
    with _opening:
        return _open_file(path, passphrase, read_only)


def _open_file(path: Path, passphrase: str | keys.Key | None, read_only: bool | None) -> OpenFile:
    sqlite_header.check_there(path)
    trouble = places.find_trouble(path)
    if trouble and not trouble.shut and read_only is False:
        raise trouble.refusal()
    key = find_key(path, passphrase)[1]
    if trouble or read_only:
        opened = _for_reading(path, key, still=bool(trouble))
        opened.notices += [str(trouble.refusal())] if trouble and not read_only else []
    else:
        taken_up = _take_up_orphan(path, key)
        opened = _for_writing(path, key)
        opened.notices += [say("store.taken_up", path=path)] if taken_up else []
    tell(*opened.notices)
    return opened


def find_key(path: Path, passphrase: str | keys.Key | None = None) -> tuple[str | None, keys.Key | None]:
    """The passphrase of this file and its key; both None when it has none. Errors: as :func:`keys.find`.

    With a key instead of a passphrase, such as that of the project a copy was made of, no passphrase is given back.
    """
    if not sqlite_header.is_encrypted(path):
        return None, None
    return keys.find(path, sqlite_header.salt_of(path), passphrase, lambda key: _fits(path, key))


def new_file(path: Path, passphrase: str | None, fill: Callable[[sa.Engine], None]) -> OpenFile:
    """Make a file with what ``fill`` puts in it and open it. Errors: ``Refused`` when it can't be made here."""
    trouble = places.find_trouble(path)
    if trouble and not path.exists():
        raise trouble.refusal()
    key = keys.new_key(passphrase) if passphrase else None
    sqlite.make(path, fill, key)
    return OpenFile(path, sqlite.engine(path, key), key, read_only=False, let_go=[sqlite_header.hold(path)])


@contextmanager
def private_copy(path: Path) -> Iterator[Path]:
    """The file and what stands beside it, copied while nobody changed it, for as long as it is looked at.

    Only for a file that this process doesn't have open. Errors: ``Refused`` when someone keeps changing it.
    """
    with TemporaryDirectory(prefix="ontmoet-") as folder:
        copy = Path(folder) / path.name
        for _ in range(TRIES):
            before = _stamps(path)
            for part in before:
                copy.with_name(part.name).write_bytes(part.read_bytes())
            if _stamps(path) == before:
                break
            time.sleep(0.05)
        else:
            raise Refused("store.busy_reading", path=path)
        yield copy


def _for_writing(path: Path, key: keys.Key | None) -> OpenFile:
    for _ in range(TRIES):
        _check_what_stands_beside(path, key)
        which = sqlite_header.identity(path)
        opened = OpenFile(path, sqlite.engine(path, key), key, read_only=False, let_go=[sqlite_header.hold(path)])
        try:
            with _told(path):
                sqlite.keep_journal(opened.engine)
            _bring_up_to_date(opened)
            if sqlite_header.identity(path) == which:  # else it was replaced while we waited: look again
                notice = daily.copy_of_today(path, key)
                opened.notices += [say(notice, path=path)] if notice else []
                return opened
        except BaseException:
            opened.close()
            raise
        opened.close()
    raise Refused("store.busy", path=path)


def _for_reading(path: Path, key: keys.Key | None, *, still: bool) -> OpenFile:
    """``still`` when nothing may be left beside the file: it is read as it stands, or in a copy with its journal."""
    source = path
    manner: sqlite.Manner = "still" if still else "read"
    let_go: list[Callable[[], None]] = []
    if still and _journal(path):
        copying = ExitStack()
        source, manner = copying.enter_context(private_copy(path)), "read"
        let_go.append(copying.close)
    elif not still:
        _check_what_stands_beside(path, key)
        let_go.append(sqlite_header.hold(path))
    opened = OpenFile(path, sqlite.engine(source, key, manner), key, read_only=True, let_go=let_go, manner=manner)
    opened.source = source
    try:
        with _told(path), opened.engine.connect() as connection:
            version = schema_version(connection)
        _check_version(path, version)
        if version < SCHEMA_VERSION:
            _carry_over_apart(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def _carry_over_apart(opened: OpenFile) -> None:
    """Read an older project in a copy that is carried over; the project itself stays as it is."""
    folder = TemporaryDirectory(prefix="ontmoet-")
    opened.let_go.append(folder.cleanup)
    copy = Path(folder.name) / opened.path.name
    try:
        sqlite.copy_to(opened.source, copy, opened.key, opened.manner)
    except (OSError, sqlite.Error) as problem:
        raise Refused("store.no_copy", path=opened.path) from problem
    opened.engine.dispose()
    opened.engine, opened.source, opened.manner = sqlite.engine(copy, opened.key), copy, "read"
    with _told(opened.path), opened.engine.execution_options(write=True).begin() as connection:
        carry_over(connection)


def _bring_up_to_date(opened: OpenFile) -> None:
    """Make sure that this kit can write in the file, also when it was made by an older one."""
    path, key = opened.path, opened.key
    writing = opened.engine.execution_options(write=True)
    with _told(path):
        with writing.begin() as connection:
            version = schema_version(connection)
        _check_version(path, version)
        if version < SCHEMA_VERSION:
            daily.keep_copy(path, key, f"schema{version}")
            with writing.begin() as connection:
                carry_over(connection)
                sqlite_whole.check_whole(connection)


def _check_version(path: Path, version: int) -> None:
    if version > SCHEMA_VERSION:
        raise Refused("store.newer", path=path)
    if version < 1:
        raise Refused("store.no_project", path=path)


def _check_what_stands_beside(path: Path, key: keys.Key | None) -> None:
    """A journal of another file, or of another moment, would damage the project as soon as SQLite opens it.

    So whenever a journal with something in it stands beside a file that nobody has open, both are looked at in a copy
    first. Errors: ``Refused`` when they don't fit.
    """
    journal = _journal(path)
    if journal is None or sqlite_header.is_held(path) or sqlite_header.is_open_elsewhere(path):
        return
    try:
        with private_copy(path) as copy:
            fits = _grew_from(copy, key) and not sqlite_whole.damage(copy, key, "read", thorough=True)
    except Refused:  # someone is at work in it, so the journal is in use and is its own
        return
    if not fits:
        raise Refused("places.other_journal", path=journal)


def _take_up_orphan(path: Path, key: keys.Key | None) -> bool:
    """Put back the journal that a file left under its old name when it was moved while it was open; True when done.

    Only one that fits: with it the file is a later moment of itself, and whole.
    """
    if _journal(path) is not None or sqlite_header.is_held(path) or sqlite_header.is_open_elsewhere(path):
        return False
    for orphan in sqlite_in_place.orphans(path):
        with private_copy(path) as copy:
            beside = copy.with_name(f"{copy.name}-wal")
            beside.write_bytes(orphan.read_bytes())
            if not _is_later(copy, key) or sqlite_whole.damage(copy, key, "read", thorough=True):
                continue
        orphan.replace(path.with_name(f"{path.name}-wal"))
        orphan.with_name(orphan.name.removesuffix("-wal") + "-shm").unlink(missing_ok=True)
        return True
    return False


def _is_later(copy: Path, key: keys.Key | None) -> bool:
    """Whether a journal brings something to this very project; asked of the file alone first, as asking joins them."""
    try:
        before, last = _moment(copy, key, "still")
        after, newest = _moment(copy, key, "read")
        same = _moment(copy, key, "read", last[0])[1] if last else None
    except sqlite.Error:
        return False
    if "project_id" not in before or before["project_id"] != after.get("project_id") or newest is None:
        return False
    return last is None or (newest[0] > last[0] and same == last)


def _grew_from(copy: Path, key: keys.Key | None) -> bool:
    """Whether the file with its journal is a later moment of the file alone.

    Nothing that was written ever disappears but by erasing, which gives the project another epoch. So the same project
    has the last row of the file alone at the same number, and a journal of another file has something else there.
    """
    try:
        facts, last = _moment(copy, key, "still")
    except sqlite.Error:
        return True  # all of it is still in the journal
    try:
        facts_later, same = _moment(copy, key, "read", last[0] if last else None)
    except sqlite.Error:
        return False
    if facts.get("project_id") != facts_later.get("project_id") and "project_id" in facts:
        return False
    return facts.get("store_epoch") != facts_later.get("store_epoch") or last is None or same == last


def _moment(
    path: Path, key: keys.Key | None, manner: sqlite.Manner, seq: int | None = None
) -> tuple[dict[str, str], tuple[Any, ...] | None]:
    """The facts of a project, and what was written under this number, or last."""
    facts = dict(sqlite.ask(path, key, "SELECT key, value FROM meta", manner))
    which = "(SELECT max(seq) FROM feed)" if seq is None else str(int(seq))
    found = sqlite.ask(path, key, f"SELECT seq, batch, row_id FROM feed WHERE seq = {which}", manner)  # noqa: S608 - a number
    return facts, found[0] if found else None


def _journal(path: Path) -> Path | None:
    """The journal beside the file, when there is something in it."""
    return path.with_name(f"{path.name}-wal") if sqlite_whole.has_journal(path) else None


def _stamps(path: Path) -> dict[Path, tuple[int, int]]:
    there = [path, *filter(None, [_journal(path)])]
    return {part: (part.stat().st_mtime_ns, part.stat().st_size) for part in there}


def _fits(path: Path, key: keys.Key) -> bool:
    """Whether the key fits; tried again, because the first page may be on its way to the disk at this moment.

    Errors: ``Refused`` when it fits and only a part of the file is there.
    """
    for _ in range(TRIES):
        if sqlite.opens(path, key):
            return True
        time.sleep(0.05)
    if _journal(path) is None:
        if sqlite.is_cut_short(path, key):
            raise Refused("store.cut_short", path=path)
        return False
    try:
        with private_copy(path) as copy:  # a power cut can leave half a first page, and the whole of it in the journal
            return sqlite.opens(copy, key, "read")
    except Refused:  # it is in use, so no power cut left it so
        return False


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (sa.exc.DBAPIError, sqlite.Error) as problem:
        why = sqlite.why_not(problem) or "store.no_project"
        raise Refused(WHEN_READING.get(why, why), path=path) from problem
