"""What a label means, in the one description that the standard has, so that it comes back in its own columns.

The meaning comes first; then a line for each other column that is filled, such as ``Wanneer wel: …``. A line of the
meaning that looks like one of those gets a space before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["LIST", "describe", "read_description"]

LIST = "lijst"
# Column -> how its line begins. The order is that of the lines.
LINES = {
    "code": "Code",
    "include": "Wanneer wel",
    "exclude": "Wanneer niet",
    "example": "Voorbeeld",
    "kind": "Soort",
    "options": "Keuzes",
    "signs": "Staat voor",
    "pattern": "Lijn",
    "version": "Versie van de lijst",
}
LISTS = ("options", "signs")
_COLUMNS = {told: name for name, told in LINES.items()}
_LINE = re.compile(rf"( *)({'|'.join(LINES.values())}): (.*)", re.DOTALL)
_JOINED = "\n  "  # a line that goes on begins with two spaces


def describe(meaning: str | None, values: Mapping[str, Any]) -> str:
    """The description of a label or list; ``values`` are the columns of ``LINES`` that are filled.

    >>> describe("Niet gezien", {"code": "L1", "kind": "enkel"})
    'Niet gezien\\nCode: L1\\nSoort: enkel'
    """
    lines = [f" {line}" if _LINE.match(line) else line for line in (meaning or "").split("\n")]
    lines = [] if not meaning else lines
    for name, told in LINES.items():
        value = values.get(name)
        if value:
            shown = "; ".join(value) if isinstance(value, list) else str(value)
            lines.append(f"{told}: " + shown.replace("\n", _JOINED))
    return "\n".join(lines)


def read_description(text: str) -> tuple[str, dict[str, Any]]:
    """The meaning, and the columns that stood in lines of their own at the end.

    >>> read_description("Niet gezien\\nCode: L1\\nSoort: enkel")
    ('Niet gezien', {'code': 'L1', 'kind': 'enkel'})
    >>> read_description("Vrij geschreven")
    ('Vrij geschreven', {})
    """
    lines = text.split("\n")
    at, values = len(lines), dict[str, Any]()
    while at:
        start = at - 1
        while start and lines[start].startswith("  "):
            start -= 1
        found = _LINE.fullmatch("\n".join(lines[start:at]))
        if not found or found[1] or _COLUMNS[found[2]] in values:
            break
        told = found[3].replace(_JOINED, "\n")
        name = _COLUMNS[found[2]]
        values[name] = [part for part in told.split("; ") if part] if name in LISTS else told
        at = start
    plain = [line[1:] if _LINE.match(line) and line.startswith(" ") else line for line in lines[:at]]
    return "\n".join(plain), {name: values[name] for name in LINES if name in values}
