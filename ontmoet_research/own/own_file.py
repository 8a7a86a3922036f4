"""The own file: made, opened, kept and thrown away by its owner alone.

``<name>.age`` holds what someone keeps, locked for an age key; ``<name>.sleutel.age`` holds that key, locked with the
passphrase. So a passphrase is asked once, and each step is kept at once. Nobody else has a key: who forgets the
passphrase has lost what is in it, and the page says so before the file is made.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from ontmoet_research.store import age
from ontmoet_research.store.recovery import new_identity
from ontmoet_research.words import Refused

from .kept import Kept, from_text
from .place import own_place, put

SUFFIX = ".age"
KEY_SUFFIX = ".sleutel.age"
PAGE_SUFFIX = ".skillspaspoort.html"
MAX_BYTES = 5_000_000  # thousands of pages of own words


@dataclass(frozen=True)
class OwnFile:
    """An open own file. For as long as a kernel runs; what is in it is never shown in a print."""

    name: str
    kept: Kept = field(repr=False)
    recipient: str = field(repr=False)
    seen: str = field(repr=False)

    @property
    def path(self) -> Path:
        """Where it stands."""
        return _content_place(self.name)

    def keep(self, kept: Kept) -> OwnFile:
        """Keep this instead; give the file as it is now.

        Errors: ``Refused`` when it was changed or thrown away meanwhile, or can't be written; then it is as it was.
        """
        if _digest(_read(self.path)) != self.seen:
            raise Refused("own.changed")
        content = age.lock(kept.as_text(self.recipient).encode(), recipients=[self.recipient])
        _put(self.path, content)
        return replace(self, kept=kept, seen=_digest(content))

    def put_page(self, page: str) -> Path:
        """Put the page of skills beside the file, for the owner to print or give; give where. Errors: ``Refused``."""
        place = page_place(self.name)
        _put(place, page.encode())
        return place

    def drop_page(self) -> None:
        """Throw the page of skills away."""
        with suppress(OSError):
            page_place(self.name).unlink(missing_ok=True)


def own_names() -> list[str]:
    """The names of the own files on this computer, by alphabet."""
    with suppress(OSError):
        found = (one.name.removesuffix(SUFFIX) for one in own_place().glob(f"*{SUFFIX}"))
        return sorted(name for name in found if not name.endswith(".sleutel"))
    return []


def page_place(name: str) -> Path:
    """Where the page of skills of this own file stands, when it was made."""
    return own_place() / f"{name}{PAGE_SUFFIX}"


def make_own_file(name: str, passphrase: str) -> OwnFile:
    """Make an empty own file.

    Errors: ``Refused`` for a name without letters, one that is there already, a passphrase that is too short, or when
    it can't be written.
    """
    tidy = " ".join(re.sub(r"[^\w -]", "", name).split())[:40]
    if not re.search(r"\w", tidy):
        raise Refused("own.no_name")
    if tidy.casefold() in {one.casefold() for one in own_names()}:
        raise Refused("own.exists", name=tidy)
    identity, recipient = new_identity()
    locked = _guarded(identity, passphrase)
    content = age.lock(Kept().as_text(recipient).encode(), recipients=[recipient])
    _put(_key_place(tidy), locked)
    _put(_content_place(tidy), content)
    return OwnFile(tidy, Kept(), recipient, _digest(content))


def open_own_file(name: str, passphrase: str) -> OwnFile:
    """Open an own file. Errors: ``Refused`` when it is gone or damaged, or when the passphrase doesn't fit."""
    if name not in own_names():
        raise Refused("own.gone")
    content, locked = _read(_content_place(name)), _read(_key_place(name))
    try:
        identity = age.unlock(locked, passphrase=passphrase).decode()
    except Refused as refusal:
        raise Refused("own.wrong" if refusal.key == "store.age.does_not_open" else "own.damaged") from refusal
    try:
        kept, recipient = from_text(age.unlock(content, identity=identity))
    except (Refused, ValueError) as problem:
        raise Refused("own.damaged") from problem
    return OwnFile(name, kept, recipient, _digest(content))


def wipe(name: str) -> None:
    """Throw an own file away for good, with its key and its page; no passphrase is needed for that.

    Errors: ``Refused`` when this computer doesn't let it.
    """
    try:
        for place in (_key_place(name), _content_place(name), page_place(name)):
            place.unlink(missing_ok=True)
    except OSError as problem:
        raise Refused("own.cannot_wipe", path=own_place()) from problem
    with suppress(OSError):  # others keep a file there too
        own_place().rmdir()


def _guarded(identity: str, passphrase: str) -> bytes:
    """The key under the passphrase. Making it takes a second or more, so that guessing does too."""
    return age.lock(identity.encode(), passphrase=passphrase)


def _content_place(name: str) -> Path:
    return own_place() / f"{name}{SUFFIX}"


def _key_place(name: str) -> Path:
    return own_place() / f"{name}{KEY_SUFFIX}"


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Refused("own.damaged")
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise Refused("own.gone") from problem
    except OSError as problem:
        raise Refused("own.cannot_read", path=path) from problem


def _put(path: Path, content: bytes) -> None:
    try:
        put(path, content)
    except OSError as problem:
        raise Refused("own.cannot_write", path=path.parent) from problem


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
