"""The recovery copy: the passphrase of a project, locked with age for a second person.

Who forgets a passphrase has lost the project, and nobody can help. So a second person, whom the group trusts, can keep
a small file that only that person can open: with an own age key, or with a passphrase of their own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage

from ontmoet_research.words import Refused

from . import age

KIND = "ontmoet recovery 1"


@dataclass(frozen=True)
class Recovery:
    """What a recovery copy holds: the title and the id of the project, and its passphrase (not shown)."""

    title: str
    project_id: str
    passphrase: str = field(repr=False)


def lock_recovery(told: Recovery, *, passphrase: str | None = None, recipients: Sequence[str] = ()) -> bytes:
    """The content of the file for the second person: for the holders of these age keys, or under their passphrase.

    Errors: ``Refused`` for a key that is none, a passphrase that is too short, or the passphrase of the project itself.
    """
    if passphrase is not None and passphrase.strip() == told.passphrase.strip():
        raise Refused("recovery.same")
    content = {"kind": KIND, "title": told.title, "project_id": told.project_id, "passphrase": told.passphrase}
    return age.lock(json.dumps(content, ensure_ascii=False).encode(), passphrase=passphrase, recipients=recipients)


def open_recovery(content: bytes, *, passphrase: str | None = None, identity: str | None = None) -> Recovery:
    """What the file holds. ``identity`` is the text of the second person's age key.

    Errors: ``Refused`` when it is no recovery copy, or when key or passphrase don't fit.
    """
    try:
        told = json.loads(age.unlock(content, passphrase=passphrase, identity=identity))
        if told["kind"] == KIND:
            return Recovery(str(told["title"]), str(told["project_id"]), str(told["passphrase"]))
    except (ValueError, KeyError, TypeError) as problem:
        raise Refused("recovery.none") from problem
    raise Refused("recovery.none")


def new_identity() -> tuple[str, str]:
    """An age key for the second person: the text to keep secret, and what others lock files with (``age1...``)."""
    made = pyrage.x25519.Identity.generate()
    return f"{made}\n", str(made.to_public())
