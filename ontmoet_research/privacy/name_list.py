"""Find the group's own names in a text, also when they are spelled a little differently.

A name is compared in a folded form in which Erik, Eric and Erick, Renée and Renee, Thijs and Tijs, Mohamed and
Mohammed are alike. First and last names count by themselves; stretches that belong together become one. A name of
four letters or fewer must have a capital: in Dutch *wil*, *bas* and *roos* are words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

__all__ = ["find_names"]

_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN = {"van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "bin", "ben", "t"}
_SHORT = 4
_FOLDS = (("sch", "sg"), ("ij", "y"), ("ck", "k"), ("th", "t"), ("ph", "f"), ("ou", "u"), ("x", "ks"), ("z", "s"))
_INITIALS = re.compile(r"(?:\b[A-Z]\.[ ]?)+$")
_JOINS = re.compile(r"(?:[ -]|[ ](?:(?:van|de|der|den|het|ten|ter|te|el|al|bin|ben|'t)[ ]){1,2})", re.IGNORECASE)


def find_names(text: str, names: Iterable[str], *, parts: bool = True) -> list[tuple[int, int]]:
    """Start and end of each stretch of the text that is one of ``names``.

    ``parts``: whether a first or last name alone counts; otherwise only the name as a whole does.

    >>> find_names("Erick en mevrouw De Vries", ["Eric de Vries"])
    [(0, 5), (20, 25)]
    """
    if not parts:
        return sorted({span for name in names for span in _find_whole(text, name)})
    wanted = set(_name_parts(names))
    spans = [match.span() for match in _LETTERS.finditer(text) if _is_name(match[0], wanted)]
    return [_with_initials(text, *span) for span in _joined(text, spans)]


def _find_whole(text: str, name: str) -> Iterator[tuple[int, int]]:
    together = r"[\s-]+".join(re.escape(word) for word in name.split())
    pattern = re.compile(rf"(?<!\w){together}(?!\w)", re.IGNORECASE)
    return (match.span() for match in pattern.finditer(text) if match[0])


def _name_parts(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        parts = [part for part in _LETTERS.findall(unicodedata.normalize("NFC", name)) if len(part) > 1]
        own = [part for part in parts if part.casefold() not in _BETWEEN]
        yield from (_folded(part) for part in own)
        yield _folded("".join(own))  # Jan-Willem is also typed as JanWillem


def _is_name(word: str, wanted: set[str]) -> bool:
    if len(word) <= _SHORT and not word[0].isupper():
        return False
    folded = _folded(word)
    return folded in wanted or (folded.endswith("s") and len(word) > _SHORT and folded[:-1] in wanted)  # Wilmas fiets


def _folded(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).casefold()
    for typed, alike in _FOLDS:
        plain = plain.replace(typed, alike)
    return re.sub(r"(.)\1+", r"\1", plain.replace("c", "k").replace("y", "i"))


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names with only a space, a hyphen or *van de* between them are one name."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _JOINS.fullmatch(text, joined[-1][1], start):
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    found = _INITIALS.search(text, max(0, start - 16), start)
    return (found.start() if found else start), end
