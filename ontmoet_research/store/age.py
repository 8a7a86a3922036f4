"""Locking and unlocking with age, for whatever of the kit travels or is kept apart (https://age-encryption.org/v1).

A file is locked with a passphrase, or for age keys (``age1...``). Before anything is unlocked its header is read: a
file that asks for more work than any sensible passphrase needs is refused at once, before a key is derived. All of it
happens in memory; nothing is ever put on disk in the clear.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyrage

from ontmoet_research.words import Refused

MAX_WORK_FACTOR = 20  # 2**20 rounds of scrypt take seconds; 2**24 a minute and 16 GB of memory
MIN_PASSPHRASE = 12
_FIRST_LINE = b"age-encryption.org/v1\n"
_MAX_HEADER = 64 * 1024


@dataclass(frozen=True)
class Header:
    """Who can open a file: with a ``passphrase`` (then ``work_factor`` says how much work that is), or with keys."""

    passphrase: bool
    work_factor: int = 0


def is_locked(content: bytes) -> bool:
    """Whether this is a file that age locked."""
    return content.startswith(_FIRST_LINE)


def read_header(content: bytes) -> Header:
    """What the header says; nothing is unlocked for it.

    Errors: ``Refused`` when this is no age file, when its header is damaged, or when it asks for too much work.
    """
    stanzas = _stanzas(content)
    scrypt = [words for words in stanzas if words[0] == b"scrypt"]
    if not scrypt:
        return Header(passphrase=False)
    # The standard has a passphrase stand alone, with salt and work factor.
    if len(stanzas) != 1 or len(scrypt[0]) != 3 or not scrypt[0][2].isdigit() or len(scrypt[0][2]) > 3:
        raise Refused("store.age.damaged")
    if int(scrypt[0][2]) > MAX_WORK_FACTOR:
        raise Refused("store.age.too_heavy")
    return Header(passphrase=True, work_factor=int(scrypt[0][2]))


def lock(content: bytes, *, passphrase: str | None = None, recipients: Sequence[str] = ()) -> bytes:
    """Lock with a passphrase, or for the holders of these age keys; give exactly one of the two.

    Errors: ``Refused`` for a passphrase that is too short or a key that is none; ``ValueError`` for both or neither.
    """
    if (passphrase is None) != bool(recipients):
        raise ValueError("give a passphrase or recipients")
    if passphrase is not None:
        if len(passphrase.strip()) < MIN_PASSPHRASE:
            raise Refused("store.age.short", n=MIN_PASSPHRASE)
        return bytes(pyrage.passphrase.encrypt(content, passphrase))
    return bytes(pyrage.encrypt(content, [_recipient(key) for key in recipients]))


def unlock(content: bytes, *, passphrase: str | None = None, identity: str | None = None) -> bytes:
    """What was locked. ``identity`` is the text of an age key file (``AGE-SECRET-KEY-1...``).

    Errors: ``Refused`` when this is no age file, asks for too much work, is damaged, or when phrase or key don't fit.
    """
    header = read_header(content)
    if header.passphrase:
        if passphrase is None:
            raise Refused("store.age.needs_passphrase")
        return _tried(lambda: pyrage.passphrase.decrypt(content, passphrase))
    if identity is None:
        raise Refused("store.age.needs_key")
    keys = _identities(identity)
    return _tried(lambda: pyrage.decrypt(content, keys))


def _tried(unlocking: Callable[[], bytes]) -> bytes:
    try:
        return unlocking()
    except pyrage.DecryptError as problem:
        raise Refused("store.age.does_not_open") from problem


def _stanzas(content: bytes) -> list[list[bytes]]:
    """The words of each line that says how the file can be opened, such as scrypt, salt and work factor."""
    if not is_locked(content):
        raise Refused("store.age.none")
    header, found, _ = content[:_MAX_HEADER].partition(b"\n---")
    stanzas = [line[3:].split(b" ") for line in header.split(b"\n") if line.startswith(b"-> ")]
    if not found or not stanzas:
        raise Refused("store.age.damaged")
    return stanzas


def _recipient(key: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError as problem:
        raise Refused("store.age.no_key", given=key) from problem


def _identities(text: str) -> list[pyrage.x25519.Identity]:
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as problem:
        raise Refused("store.age.no_identity") from problem
    if not found:
        raise Refused("store.age.no_identity")
    return found
