"""Words of a person: where the model has place for them, and what may not stand there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ontmoet_research.model import marked
from ontmoet_research.text.identifiers import find_forms
from ontmoet_research.words import Refused

__all__ = [
    "columns_of_words",
    "looked_at",
    "points_at_someone",
    "refuse_identifier",
    "refuse_in",
    "without_identifiers",
]


@cache
def columns_of_words(table: str) -> tuple[str, ...]:
    """The columns of a table in which people write in their own words."""
    return tuple(marked(table, "own_words"))


@cache
def looked_at(table: str) -> tuple[str, ...]:
    """Those of :func:`columns_of_words` in which nothing may point straight at a person."""
    return tuple(name for name in columns_of_words(table) if name not in marked(table, "lets_through"))


def points_at_someone(words: str, *, links: bool = False) -> bool:
    """Whether words hold a number, address or the like that points straight at a person.

    With ``links`` an address on the web does not count: it can be a public source.

    >>> points_at_someone("Bel 06-12345678"), points_at_someone("Bel de gemeente")
    (True, False)
    """
    return any(not (links and kind == "url") for _, _, kind in find_forms(words))


def without_identifiers(table: str, values: Mapping[str, Any], instead: str) -> tuple[dict[str, Any], int]:
    """The values of a record with ``instead`` in the place of what points at a person; and how many those were.

    For words that come in from a file, where nobody is there to type them anew.
    """
    told, n = dict(values), 0
    for name in looked_at(table):
        links = name in marked(table, "links")
        if isinstance(words := told.get(name), str):
            told[name], more = _masked(words, instead, links=links)
            n += more
        elif isinstance(words, list):
            masked = [_masked(one, instead, links=links) for one in words]
            told[name], n = [one for one, _ in masked], n + sum(more for _, more in masked)
    return told, n


def _masked(words: str, instead: str, *, links: bool) -> tuple[str, int]:
    found = [(start, end) for start, end, kind in find_forms(words) if not (links and kind == "url")]
    told, upto, n = "", 0, 0
    for start, end in sorted(found):
        if start >= upto:
            told, upto, n = f"{told}{words[upto:start]}{instead}", end, n + 1
    return (f"{told}{words[upto:]}", n) if n else (words, 0)


def refuse_in(table: str, column: str, words: str) -> None:
    """Stop words that may not stand in this column of the model. Errors: ``Refused``."""
    if column in looked_at(table):
        refuse_identifier(words, links=column in marked(table, "links"))


def refuse_identifier(words: str, *, links: bool = False) -> None:
    """Stop words that point straight at a person. Errors: ``Refused``."""
    if points_at_someone(words, links=links):
        raise Refused("record.identifier")
