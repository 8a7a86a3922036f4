"""Which thing here is which thing there: numbers that are always made the same way.

What leaves gets a GUID made from its number here, so that a second export has the same ones and the number, which
tells when it was made, stays here. What comes in keeps its GUID as its number, or gets one made from its key there;
so a
later export of the same project speaks of the same things, and what goes back has the GUIDs it came with.
"""

from __future__ import annotations

import hashlib
import re
import uuid

__all__ = ["guid_of", "object_id_of", "option_guid", "reader_name"]

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OUT = uuid.UUID("6f6e746d-6f65-5374-8001-000000000001")
_IN = uuid.UUID("6f6e746d-6f65-5374-8002-000000000002")


def guid_of(object_id: str, role: str = "") -> str:
    """The GUID under which a thing leaves; ``role`` tells apart what one thing becomes several of there.

    >>> guid_of("a") == guid_of("a") != guid_of("a", "note")
    True
    """
    if not role and _came_with(object_id):
        return object_id.upper()
    return _number(_OUT, f"{role}\x1f{object_id}").upper()


def option_guid(label_guid: str, option: str) -> str:
    """The GUID of a choice that goes with a label: whoever has the label's GUID can see that it is its choice."""
    return guid_of(f"{label_guid.lower()}\x1f{option}", "option")


def reader_name(contributor_id: str, side: str) -> str:
    """Under what name someone who labels leaves: the side, and no more than tells two of one side apart."""
    return f"{side} {guid_of(contributor_id)[:4]}"


def object_id_of(table: str, key: str, scope: str = "") -> str:
    """The number here of something with this key there; ``scope`` says in which project, when keys are plain
    numbers."""
    if not scope and _came_with(key):
        return key
    return _number(_IN, f"{table}\x1f{scope}\x1f{key}")


def _number(space: uuid.UUID, name: str) -> str:
    """A UUIDv5 as text, without an object for each: a project can hold a million.

    >>> _number(_OUT, "één") == str(uuid.uuid5(_OUT, "één"))
    True
    """
    told = hashlib.sha1(space.bytes + name.encode("utf-8"), usedforsecurity=False).hexdigest()
    variant = f"{int(told[16], 16) & 0x3 | 0x8:x}"
    return f"{told[:8]}-{told[8:12]}-5{told[13:16]}-{variant}{told[17:20]}-{told[20:32]}"


def _came_with(key: str) -> bool:
    """Whether this is a GUID that was not made by the kit: those are of version 7, and tell when they were made."""
    return len(key) == 36 and key[14] != "7" and bool(_GUID.fullmatch(key))
