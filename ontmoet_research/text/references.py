"""References in a text that people write: ``{{citaat:ab12cd34}}`` stands for something in the project.

While people write they read words in its place, ``[citaat “Ik belde.” #ab12cd34]``: what stands before the ``#`` is
only for them. It is stored as the reference alone, so that words of people are kept in one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_REFERENCE = re.compile(r"\{\{\s*(\w+)\s*:\s*([\w-]+)\s*\}\}")

_IN_WORDS = re.compile(r"\[(citaat|getal|figuur|wens|verandering)\b[^\[\]\n]*?#([\w-]+)\]")
_NOT_INSIDE = str.maketrans("[]#", "()№")

__all__ = ["as_stored", "in_place", "in_words", "reference", "references_in", "short", "spans_of"]


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


def in_words(kind: str, name: str, told: str = "") -> str:
    """A reference as people read it while they write; ``told`` is what it stands for, on one line.

    >>> in_words("citaat", "ab12cd34", "“Ik belde.”"), in_words("getal", "wensen")
    ('[citaat “Ik belde.” #ab12cd34]', '[getal #wensen]')
    """
    line = " ".join(told.translate(_NOT_INSIDE).split())
    return f"[{kind} {line} #{name}]" if line else f"[{kind} #{name}]"


def as_stored(body: str) -> str:
    """A text as it is stored: each reference that stands in words is the reference alone.

    >>> as_stored("Zo dus: [citaat “Ik belde.” #ab12cd34]. Zie [1].")
    'Zo dus: {{citaat:ab12cd34}}. Zie [1].'
    """
    return _IN_WORDS.sub(lambda match: reference(match[1], match[2]), body)


def spans_of(body: str) -> list[tuple[int, int, str]]:
    """Where each reference stands in a text, as (start, end, kind).

    >>> spans_of("Dus {{citaat:ab12cd34}}.")
    [(4, 23, 'citaat')]
    """
    return [(*match.span(), match[1]) for match in _REFERENCE.finditer(body)]


def in_place(body: str, told: Callable[[str, str], str]) -> str:
    """The text with ``told(kind, name)`` in the place of each reference."""
    return _REFERENCE.sub(lambda match: told(match[1], match[2]), body)
