"""Small things that programs write in many ways: GUIDs, colours, yes and no."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["colour", "is_guid", "key_of", "reference", "yes"]

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
GUID_LENGTH = 36
_AROUND = " {}\t\r\n"


def key_of(guid: str | None) -> str:
    """A GUID as it is compared: without braces and blanks, in small letters.

    >>> key_of(" {0A1B2C3D-0000-0000-0000-00000000000F}")
    '0a1b2c3d-0000-0000-0000-00000000000f'
    """
    if not guid:
        return ""
    return guid.lower() if len(guid) == GUID_LENGTH else guid.strip(_AROUND).lower()


reference = lru_cache(maxsize=4096)(key_of)  # for people and labels: few, and named at each label on words


def is_guid(key: str) -> bool:
    """Whether this has the form of a GUID."""
    return bool(_GUID.fullmatch(key))


def yes(told: str | None) -> bool:
    """What isCodable says; yes when it says nothing.

    >>> [yes(one) for one in ("true", "True", "1", None, "0", "false")]
    [True, True, True, True, False, False]
    """
    return (told or "true").strip().casefold() not in ("false", "0")


@lru_cache(maxsize=512)
def colour(told: str) -> str:
    """A colour as ``#rrggbb``; empty when it is none.

    >>> [colour(one) for one in ("#abc", "#FFAABBCC", "rgb(255, 0, 16)", "-65536", "rood")]
    ['#aabbcc', '#aabbcc', '#ff0010', '#ff0000', '']
    """
    told = told.strip().casefold()
    if found := re.fullmatch(r"#([0-9a-f]{3})", told):
        return "#" + "".join(sign * 2 for sign in found[1])
    if found := re.fullmatch(r"#(?:[0-9a-f]{2})?([0-9a-f]{6})", told):
        return f"#{found[1]}"
    if found := re.fullmatch(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]*)?\)", told):
        return "#" + "".join(f"{min(255, int(part)):02x}" for part in found.groups())
    if re.fullmatch(r"-?\d{1,10}", told):
        return f"#{int(told) & 0xFFFFFF:06x}"
    return ""
