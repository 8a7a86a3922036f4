"""References in a text that people write: ``{{citaat:ab12cd34}}`` stands for something in the project."""

from __future__ import annotations

import re
from collections.abc import Callable

_REFERENCE = re.compile(r"\{\{\s*(\w+)\s*:\s*([\w-]+)\s*\}\}")

__all__ = ["in_place", "reference", "references_in", "short", "spans_of"]


def short(object_id: str) -> str:
    """How an object is called in a reference: the end of its id, which is drawn by lot.

    >>> short("01a22ed0-0e51-7f3e-b2b0-caf2dadde9a3")
    'dadde9a3'
    """
    return object_id.replace("-", "")[-8:]


def reference(kind: str, name: str) -> str:
    """A reference as it stands in a text.

    >>> reference("getal", "wensen")
    '{{getal:wensen}}'
    """
    return f"{{{{{kind}:{name}}}}}"


def references_in(body: str) -> list[tuple[str, str]]:
    """The (kind, name) of all references in a text, in order.

    >>> references_in("Zo dus: {{citaat:ab12cd34}} en {{ getal:wensen }}.")
    [('citaat', 'ab12cd34'), ('getal', 'wensen')]
    """
    return _REFERENCE.findall(body)


def spans_of(body: str) -> list[tuple[int, int, str]]:
    """Where each reference stands in a text, as (start, end, kind).

    >>> spans_of("Dus {{citaat:ab12cd34}}.")
    [(4, 23, 'citaat')]
    """
    return [(*match.span(), match[1]) for match in _REFERENCE.finditer(body)]


def in_place(body: str, told: Callable[[str, str], str]) -> str:
    """The text with ``told(kind, name)`` in the place of each reference."""
    return _REFERENCE.sub(lambda match: told(match[1], match[2]), body)
