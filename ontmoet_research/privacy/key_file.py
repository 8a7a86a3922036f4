"""The key file: who is who. It stands outside the project, locked with age for two people (P01, P02).

It holds, per participant, the name, how to reach them and the exact job title; a project never holds these. It is
locked for two age keys at once, each kept by a person and guarded by a passphrase of their own: whoever has one of the
two opens it, and who loses theirs has lost nothing. Each change is locked and put in place as a whole.

Where it stands is remembered in a file of this user (``settings_file``), by project, and never in the project itself.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from ontmoet_research.model.people import KEY_FILE_COLUMNS
from ontmoet_research.store import Project, age
from ontmoet_research.store.places import cloud_name
from ontmoet_research.store.recovery import new_identity
from ontmoet_research.text.shadow import Shadow
from ontmoet_research.words import Refused

from .name_list import find_owned
from .names import Known

__all__ = [
    "KeyFile",
    "Person",
    "check_place",
    "check_recipients",
    "forget_place",
    "identity_files",
    "is_real_name",
    "known_place",
    "make_guarded_keys",
    "make_key_file",
    "open_key_file",
    "refuse_real_name",
    "remember_place",
]

KIND = "ontmoet names 1"
SUFFIX = ".age"
KEEPERS = 2
MAX_BYTES = 5_000_000  # a name takes a hundred bytes; this is no list of a group


@dataclass(frozen=True)
class Person:
    """One line of the key file, with the columns of ``model.people.KEY_FILE_COLUMNS``; never shown in a print."""

    participant_id: str
    name: str = field(repr=False)
    contact: str = field(default="", repr=False)
    exact_role: str = field(default="", repr=False)


@dataclass(frozen=True)
class KeyFile:
    """An open key file: its lines, and what is needed to lock it again. For as long as a screen or a command runs."""

    path: Path
    people: tuple[Person, ...] = field(repr=False)
    recipients: tuple[str, ...] = field(repr=False)
    project_id: str
    seen: str = field(repr=False)

    def find(self, participant_id: str) -> Person | None:
        """The line of this participant, if there is one."""
        return next((one for one in self.people if one.participant_id == participant_id), None)

    def known(self) -> list[Known]:
        """The lines as the finder of names wants them."""
        return [Known(one.participant_id, one.name, one.contact, one.exact_role) for one in self.people]

    def with_person(self, person: Person) -> KeyFile:
        """Write the file with this line in it, instead of the one this participant had; give the file as it is now.

        Errors: ``Refused`` for an empty name, or as :meth:`_written`; then the file is as it was.
        """
        return self.with_people([person])

    def with_people(self, people: Iterable[Person]) -> KeyFile:
        """The same for several lines, in one write."""
        told = {one.participant_id: one for one in people}
        if not all(one.name.strip() for one in told.values()):
            raise Refused("key_file.no_name")
        tidy = [
            Person(*(" ".join(getattr(one, column).split()) for column in KEY_FILE_COLUMNS)) for one in told.values()
        ]
        return self._written([*(one for one in self.people if one.participant_id not in told), *tidy])

    def without_person(self, participant_id: str) -> KeyFile:
        """Write the file without the line of this participant; give the file as it is now. Errors: ``Refused``."""
        return self._written([one for one in self.people if one.participant_id != participant_id])

    def _written(self, people: Iterable[Person]) -> KeyFile:
        """Lock and put in place, unless someone else changed the file meanwhile. Errors: ``Refused``."""
        if _digest(_read(self.path)) != self.seen:
            raise Refused("key_file.changed", path=self.path)
        ordered = tuple(sorted(people, key=lambda one: one.name.casefold()))
        content = _locked(ordered, self.recipients, self.project_id)
        _put(self.path, content)
        return replace(self, people=ordered, seen=_digest(content))


def make_key_file(project: Project, path: Path, recipients: Sequence[str]) -> KeyFile:
    """Make an empty key file for this project, locked for two age keys (``age1...``), and remember where it is.

    Errors: ``Refused`` when it would stand in the project folder, in the kit, in a repository or in a folder that a
    sync program keeps; when there are no two different keys; when something stands there, or it can't be written.
    """
    place = check_place(project, path)
    keys = check_recipients(recipients)
    if place.exists():
        raise Refused("key_file.exists", path=place)
    content = _locked((), keys, _project_id(project))
    _put(place, content)
    remember_place(project, place)
    return KeyFile(place, (), keys, _project_id(project), _digest(content))


def open_key_file(
    project: Project, path: Path, *, identity: str | None = None, passphrase: str | None = None
) -> KeyFile:
    """Open the key file with one of its two keys.

    ``identity`` is the text of an age key; with ``passphrase`` the guarded keys beside the file are tried
    (``identity_files``). Errors: ``Refused``, each with its own sentence: it is not there, stands in a place where it
    may not be, is no key file or damaged, asks for too much work, is of another project, or the key doesn't fit.
    """
    place = check_place(project, path)
    content = _read(place)
    if identity is None:
        identity = _guarded_identity(place, passphrase or "")
    try:
        told = age.unlock(content, identity=identity)
    except Refused as refusal:
        raise _told_better(refusal, place) from refusal
    return _understood(told, project, place, content)


def check_place(project: Project, path: Path) -> Path:
    """The real place of a key file. Errors: ``Refused`` when names may not stand there (P01)."""
    place = _real(path.expanduser())
    folder = place.parent
    if isinstance(project.path, Path):
        beside = _real(project.path)
        if any(_goes_along(one, beside) for one in (folder, path.expanduser().absolute().parent)):
            raise Refused("key_file.in_project", path=place)
    if folder.is_relative_to(_kit()) or any((above / ".git").exists() for above in (folder, *folder.parents)):
        raise Refused("key_file.in_kit", path=place)
    for each in (folder, path.expanduser().absolute().parent):  # a link may lead out of such a folder, or into it
        if name := cloud_name(each):
            raise Refused("key_file.in_cloud", path=place, name=name)
    return place


def _goes_along(folder: Path, project: Path) -> bool:
    """Whether who hands on the folder of the project hands on this folder too. Nobody hands on a whole home folder: of
    a project that stands right there, only what the kit puts beside it goes along."""
    if folder == project.parent or not folder.is_relative_to(project.parent):
        return folder == project.parent
    first = folder.relative_to(project.parent).parts[0]
    return project.parent != _real(Path.home()) or first == "uitvoer" or first.startswith(project.stem)


def check_recipients(recipients: Sequence[str]) -> tuple[str, ...]:
    """Two or more different age keys. Errors: ``Refused``."""
    keys = tuple(dict.fromkeys(one.strip() for one in recipients))
    if len(keys) < KEEPERS:
        raise Refused("key_file.two_keys")
    age.lock(b"", recipients=keys)  # refuses what is no key
    return keys


def make_guarded_keys(path: Path, passphrases: Sequence[str]) -> list[str]:
    """Make a key for each passphrase, in files beside the key file; give their public halves (``age1...``).

    Errors: ``Refused`` when there are fewer than two, when two are alike, when one is too short, when such a file is
    there already, or when it can't be written.
    """
    if len({one.strip() for one in passphrases}) < KEEPERS:
        raise Refused("key_file.same_passphrase")
    if any(len(one.strip()) < age.MIN_PASSPHRASE for one in passphrases):  # before the slow work of locking begins
        raise Refused("store.age.short", n=age.MIN_PASSPHRASE)
    places = [_key_place(path, number) for number in range(1, len(passphrases) + 1)]
    if taken := next((place for place in places if place.exists()), None):
        raise Refused("key_file.exists", path=taken)
    made = [new_identity() for _ in passphrases]
    locked = [age.lock(one[0].encode(), passphrase=phrase) for one, phrase in zip(made, passphrases, strict=True)]
    for place, content in zip(places, locked, strict=True):
        _put(place, content)
    return [public for _, public in made]


def identity_files(path: Path) -> list[Path]:
    """The guarded keys that stand beside a key file."""
    return sorted(path.parent.glob(f"{path.name.removesuffix(SUFFIX)}.sleutel-*{SUFFIX}"))


def refuse_real_name(alias: str, people: Iterable[Person | Known]) -> None:
    """Stop an alias that is a name of the key file, whole or in part, also spelled otherwise (P02).

    Errors: ``Refused``. Whose name it is, is not said.
    """
    if is_real_name(alias, people):
        raise Refused("key_file.alias_is_name")


def is_real_name(alias: str, people: Iterable[Person | Known]) -> bool:
    """Whether an alias is a name of the key file, whole or in part, also spelled otherwise (P02)."""
    names = {str(number): [one.name] for number, one in enumerate(people)}
    alias = Shadow(alias).text
    return bool(find_owned(alias[:1].upper() + alias[1:], names))


def settings_file() -> Path:
    """The file of this user that says where the key file of each project stands."""
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "ontmoet" / "sleutelbestanden.json"


def known_place(project: Project) -> Path | None:
    """Where the key file of this project is on this computer, as far as known."""
    told = _settings().get(_project_id(project))
    return Path(told) if isinstance(told, str) else None


def remember_place(project: Project, path: Path) -> None:
    """Remember where the key file of this project is. What can't be remembered is asked again."""
    _remember({**_settings(), _project_id(project): str(path)})


def forget_place(project: Project) -> None:
    """Forget where the key file is; the file stays."""
    _remember({key: value for key, value in _settings().items() if key != _project_id(project)})


def _understood(told: bytes, project: Project, place: Path, content: bytes) -> KeyFile:
    try:
        held = json.loads(told)
        if held["kind"] != KIND:
            raise Refused("key_file.none", path=place)
        people = tuple(Person(**{column: str(line[column]) for column in KEY_FILE_COLUMNS}) for line in held["people"])
        recipients, project_id = tuple(map(str, held["recipients"])), str(held["project_id"])
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Refused("key_file.none", path=place) from problem
    if project_id != _project_id(project):
        raise Refused("key_file.other_project", path=place)
    return KeyFile(place, people, recipients, project_id, _digest(content))


def _guarded_identity(place: Path, passphrase: str) -> str:
    """The first guarded key that this passphrase opens: who types doesn't have to know which of the two is theirs."""
    found = [_read(file) for file in identity_files(place)]
    if not found:
        raise Refused("key_file.no_keys", path=place)
    for content in [one for one in found if _is_guarded(one, others=len(found) > 1)]:
        with suppress(Refused, UnicodeDecodeError):
            return age.unlock(content, passphrase=passphrase).decode()
    raise Refused("key_file.wrong_passphrase")


def _is_guarded(content: bytes, *, others: bool) -> bool:
    """Whether to try this key; its header is read first. One that asks for too much work is only told when alone."""
    try:
        return age.read_header(content).passphrase
    except Refused:
        if others:
            return False
        raise


def _told_better(refusal: Refused, place: Path) -> Refused:
    """What went wrong with age, told of the key file."""
    told = {
        "store.age.none": "key_file.none",
        "store.age.damaged": "key_file.damaged",
        "store.age.needs_passphrase": "key_file.none",
        # A key that fits, and a content that is not what was locked: then the file is no longer whole.
        "store.age.does_not_open": "key_file.does_not_open" if _no_key_fits(refusal) else "key_file.damaged",
    }.get(refusal.key)
    return Refused(told, path=place) if told else refusal


def _no_key_fits(refusal: Refused) -> bool:
    return "no matching keys" in str(refusal.__cause__).casefold()


def _locked(people: Sequence[Person], recipients: Sequence[str], project_id: str) -> bytes:
    lines = [{column: getattr(one, column) for column in KEY_FILE_COLUMNS} for one in people]
    content = {"kind": KIND, "project_id": project_id, "recipients": list(recipients), "people": lines}
    return age.lock(json.dumps(content, ensure_ascii=False).encode(), recipients=recipients)


def _read(path: Path) -> bytes:
    try:
        if not path.exists():
            raise Refused("key_file.gone", path=path)
        if not stat.S_ISREG(path.stat().st_mode) or path.stat().st_size > MAX_BYTES:
            raise Refused("key_file.none", path=path)
        return path.read_bytes()
    except OSError as problem:
        raise Refused("key_file.cannot_read", path=path) from problem


def _put(path: Path, content: bytes) -> None:
    """Write the whole file or nothing; only this user can read it. Errors: ``Refused``."""
    beside = path.with_name(f".{path.name[:100]}.{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        raise Refused("key_file.cannot_write", path=path) from problem
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _key_place(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name.removesuffix(SUFFIX)}.sleutel-{number}{SUFFIX}")


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link that points to itself
        return path.absolute()


def _kit() -> Path:
    import ontmoet_research

    package = Path(ontmoet_research.__file__).resolve().parent
    return package.parent if (package.parent / "pyproject.toml").exists() else package


def _project_id(project: Project) -> str:
    return project.fact("project_id") or ""


def _settings() -> dict[str, Any]:
    try:
        told = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _remember(told: dict[str, Any]) -> None:
    with suppress(OSError, Refused):
        _put(settings_file(), json.dumps(told, ensure_ascii=False, indent=1).encode())
