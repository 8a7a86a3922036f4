"""The passphrase of a project: where it comes from, and the key that is made of it.

With a passphrase the whole file is encrypted by SQLCipher (AES-256, with a check on every page). The key is made of
passphrase and salt with 256,000 rounds of PBKDF2-HMAC-SHA512, as SQLCipher 4 does itself; the salt is the first 16
bytes of the file. Those rounds cost a quarter of a second, so each process makes a key once, for all its connections.

A passphrase is never an argument of a command, never in a log and never in a message. It is given to
``open_project``, or stands in a file that ``ONTMOET_PASSPHRASE_FILE`` names, or was handed over by ``ontmoet start``
in ``ONTMOET_PASSPHRASE`` (the environment of a process can only be read by the same user and by who runs the computer),
or whoever is at the terminal is asked (:func:`ask_with`).
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ontmoet_research.words import Refused

FILE_VARIABLE = "ONTMOET_PASSPHRASE_FILE"
VARIABLE = "ONTMOET_PASSPHRASE"
ROUNDS = 256_000
SALT_BYTES = 16
PAGE = 4096
TURNS = 3
MIN_LENGTH = 12

Asker = Callable[[Path, int], str | None]

_ask: list[Asker] = []
_made: dict[tuple[bytes, bytes], Key] = {}
_OTHER_FILES = (b"PK\x03\x04", b"\x1f\x8b", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"age-encryp")


@dataclass(frozen=True)
class Key:
    """What opens an encrypted file; never shown."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def literal(self) -> str:
        """The key as SQLCipher takes it: raw, so that it makes none itself."""
        return f"\"x'{self.secret.hex()}{self.salt.hex()}'\""


def derive(passphrase: str, salt: bytes) -> Key:
    """The key that this passphrase gives for a file with this salt; made once in a process."""
    phrase = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    known = (hashlib.sha256(phrase).digest(), salt)
    if known not in _made:
        _made[known] = Key(hashlib.pbkdf2_hmac("sha512", phrase, salt, ROUNDS, 32), salt)
    return _made[known]


def new_key(passphrase: str) -> Key:
    """The key for a file that is yet to be made. Errors: ``Refused`` when the passphrase is too short."""
    if len(passphrase.strip()) < MIN_LENGTH:
        raise Refused("keys.short", n=MIN_LENGTH)
    return derive(passphrase, os.urandom(SALT_BYTES))


def looks_encrypted(start: bytes, size: int) -> bool:
    """Whether a file of ``size`` bytes that starts so is most likely an encrypted project.

    Such a file is a number of whole pages, and all of it looks random: in its first page every byte comes about as
    often (chi-square over 256 values; by chance 1 encrypted file in 50 million is missed). A file of another kind has a
    known beginning, another length, or bytes that come more often.

    >>> looks_encrypted(b"SQLite format 3" + bytes(4081), 4096), looks_encrypted(bytes(range(256)) * 16, 4096)
    (False, False)
    """
    if size < PAGE or size % PAGE or start.startswith(_OTHER_FILES):
        return False
    page = start[:PAGE]
    expected = PAGE / 256
    surprise = sum((page.count(value) - expected) ** 2 / expected for value in range(256))
    return 150 < surprise < 400


def ask_with(asker: Asker | None) -> None:
    """Who is asked when nothing else gives the passphrase: ``asker(path, turn)``; None when nobody can be asked."""
    _ask[:] = [asker] if asker else []


def told() -> str | None:
    """The passphrase that the environment gives. Errors: ``Refused`` when the file it names can't be read."""
    return from_file(FILE_VARIABLE) or os.environ.get(VARIABLE) or None


def from_file(variable: str) -> str | None:
    """The first line of the file that this variable of the environment names; None without it."""
    place = os.environ.get(variable)
    if not place:
        return None
    try:
        lines = Path(place).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as problem:
        raise Refused("keys.no_file", path=place) from problem
    return (lines or [""])[0]


def find(path: Path, salt: bytes, given: str | Key | None, fits: Callable[[Key], bool]) -> tuple[str | None, Key]:
    """The passphrase that opens this file, and its key. ``fits`` tries a key; ``given`` can be one already.

    Errors: ``Refused`` when none was given, or when it is another one (a person is asked three times).
    """
    if isinstance(given, Key):
        if given.salt != salt or not fits(given):
            raise Refused("keys.wrong", path=path)
        return None, given
    known = given or told()
    if known is None and not _ask:
        raise Refused("keys.needed", path=path)
    for turn in range(1 if known else TURNS):
        phrase = known or _ask[0](path, turn)
        if not phrase:
            raise Refused("keys.needed", path=path)
        if fits(key := derive(phrase, salt)):
            return phrase, key
    raise Refused("keys.wrong", path=path)
