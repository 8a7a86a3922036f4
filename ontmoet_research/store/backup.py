"""Backup of a project, and putting one back; and another passphrase, which is made on a copy as well.

Putting back never overwrites silently: what stands there stays as a copy. The backup is looked at first: the file
itself, every row's hash, and that this kit knows its schema. It gets a new ``store_epoch``, so that whoever follows the
project starts again. What was erased after the backup was made is erased in it too; what people said no to stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from ontmoet_research.words import Refused

from . import keys, places, postgres, sqlite, sqlite_header, sqlite_whole
from .aside import private_folder
from .carry import copy_all
from .copies import erase_in_backup
from .erase import apply_ledger
from .kept_nos import in_restored
from .nos import No
from .opening import find_key
from .project import Project, make_project, open_project
from .rows import new_id
from .tables import meta
from .verify import check_rows


def backup(
    project: Project,
    target: str | Path,
    *,
    passphrase: str | None = None,
    before: Callable[[Path], None] = lambda _place: None,
) -> Path:
    """Write a copy of the project as it is now, as a project file; give its place.

    The copy of a file has the same passphrase; that of a database has the one that is given here, if one.

    It appears whole or not at all. What stands there already is not replaced. ``before`` is called when all is well
    and nothing was written yet, so that a caller can note that there will be a copy: a note too many does no harm, a
    copy that nobody knows of does.

    Errors: ``Refused`` when something stands there, when it can't be written, when there is no room, when the project
    is damaged, or when words that anyone can read would end up in the folder of a sync program.
    """
    check_is_file(target)
    place = Path(target)
    if place.exists():
        raise Refused("store.exists", path=place)
    if not place.absolute().parent.is_dir():
        raise Refused("store.no_folder", path=place.absolute().parent)
    file = project.file
    if not (file.key if file else passphrase) and (name := places.cloud_name(place.resolve().parent)):
        raise Refused("backup.cloud", path=place, name=name)
    _check_whole(project)
    before(place)
    if file is None:
        with project.reading() as source:
            make_project(place, lambda copy: copy_all(source, copy), passphrase=passphrase).close()
        return place
    try:
        sqlite.copy_to(file.source, place, file.key, file.manner)
    except (OSError, sqlite.Error) as problem:
        raise Refused("backup.not_made", path=place) from problem
    return place


def restore(
    source: str | Path,
    target: str | Path,
    *,
    passphrase: str | None = None,
    stayed: Callable[[Project, list[No]], None] = lambda _project, _nos: None,
) -> Path | None:
    """Put a backup in the place of a project; give where the project that stood there is now, if one.

    ``passphrase`` opens the backup, and is the passphrase of the project from then on. A database must be empty.
    ``stayed`` is told, when there is any, what people said no to since the backup was made and that stays so.

    Errors: ``Refused`` when the backup is damaged, no project, or of a newer kit, when the project is in use, or when
    there is no room. Nothing changed then.
    """
    check_is_file(source)
    source = Path(source)
    sqlite_header.check_there(source)
    if postgres.is_address(target):
        _restore_to_server(source, str(target), passphrase, stayed)
        return None
    place = Path(target)
    _check_place(place)
    if place.exists() and sqlite_header.identity(place) == sqlite_header.identity(source):
        raise Refused("backup.same", path=place)
    phrase, key = find_key(source, passphrase)
    with _aside(place) as fresh:
        with open_project(source, passphrase=key, read_only=True) as old:
            backup(old, fresh)
        with open_project(fresh, passphrase=key) as project:
            with project.writing() as connection:
                _start_anew(connection)
            erase_in_backup(project, place)
            nos = in_restored(
                project, place, source, lambda path: open_project(path, passphrase=phrase, read_only=True)
            )
            if nos:
                stayed(project, nos)
        return _put(fresh, place, phrase)


def change_passphrase(path: str | Path, new: str, *, passphrase: str | None = None) -> None:
    """Give a project another passphrase, or its first one; all or nothing. Copies made before keep the old one.

    Errors: ``Refused`` when the new passphrase is too short, when the old one doesn't fit, when there is no room, or
    when someone has the project open. Nothing changed then.
    """
    check_is_file(path)
    place = Path(path)
    sqlite_header.check_there(place)
    _check_place(place)
    _, old = find_key(place, passphrase)
    key = keys.new_key(new)
    with _aside(place) as fresh, sqlite_whole.alone(place, old) as raw:
        try:
            before = sqlite_whole.copy_with_key(raw, fresh, key)
            sqlite.use_wal(fresh, key)
        except (OSError, sqlite.Error) as problem:
            raise Refused("store.no_copy", path=place) from problem
        if sqlite_whole.count_rows(fresh, key) != before or sqlite_whole.damage(fresh, key):
            raise Refused("store.no_copy", path=place)
        sqlite_whole.replace(raw, place, fresh)


def check_is_file(place: str | Path) -> None:
    """Errors: ``Refused``, without a password, when this is no file but a project on a server."""
    if postgres.is_address(place):
        raise Refused("backup.needs_file", path=postgres.shown(postgres.address(str(place))))


def _restore_to_server(
    source: Path, address: str, passphrase: str | None, stayed: Callable[[Project, list[No]], None]
) -> None:
    def fill(connection: sa.Connection) -> None:
        copy_all(rows, connection)
        _start_anew(connection)

    with open_project(source, passphrase=passphrase, read_only=True) as old:
        _check_whole(old)
        with old.reading() as rows, make_project(address, fill) as project:
            apply_ledger(project)
            if nos := in_restored(project, None, source, open_project):
                stayed(project, nos)


def _start_anew(connection: sa.Connection) -> None:
    """Let who follows the project read all of it again."""
    connection.execute(sa.update(meta).where(meta.c.key == "store_epoch").values(value=new_id()))


def _check_whole(project: Project) -> None:
    """Errors: ``Refused`` when the file is damaged, or a row is not what was written."""
    file = project.file
    found = sqlite_whole.damage(file.source, file.key, file.manner) if file else []
    if found or check_rows(project):
        raise Refused("backup.damaged", path=project.path)


def _check_place(place: Path) -> None:
    if not place.absolute().parent.is_dir():
        raise Refused("store.no_folder", path=place.absolute().parent)
    if trouble := places.find_trouble(place):
        raise trouble.refusal()


@contextmanager
def _aside(place: Path) -> Iterator[Path]:
    """A place on the same disk to make the new file in, that only this person can open."""
    try:
        folder = TemporaryDirectory(prefix=".ontmoet-", dir=place.absolute().parent, ignore_cleanup_errors=True)
    except OSError as problem:
        raise Refused("store.cannot_write", path=place) from problem
    with folder as name:
        yield Path(name) / place.name


def _put(fresh: Path, place: Path, phrase: str | None) -> Path | None:
    """Put the file in its place; what stands there is kept, also when it can't be opened any more."""
    if not place.exists():
        fresh.replace(place)
        sqlite.sync_folder(place.parent)
        return None
    kept = sqlite.copies_folder(place) / f"{place.stem}-vervangen-{datetime.now():%Y%m%d-%H%M%S-%f}{place.suffix}"
    key, opens = _key_of(place, phrase)
    try:
        private_folder(kept.parent)
        if opens:
            with sqlite_whole.alone(place, key) as raw:
                sqlite_whole.replace(raw, place, fresh, kept)
        else:
            _move_apart(place, kept)
            fresh.replace(place)
    except OSError as problem:
        raise Refused("store.no_copy", path=place) from problem
    return kept


def _key_of(place: Path, phrase: str | None) -> tuple[keys.Key | None, bool]:
    """The key of the project that stands there, and whether it opens with it."""
    try:
        key = find_key(place, phrase)[1]
    except Refused:
        return None, False
    return key, not sqlite_whole.damage(place, key)


def _move_apart(place: Path, kept: Path) -> None:
    """Move a file that SQLite can't open, with its journal."""
    for end in ("-wal", ""):
        with suppress(FileNotFoundError):
            Path(f"{place}{end}").replace(f"{kept}{end}")
    place.with_name(f"{place.name}-shm").unlink(missing_ok=True)
