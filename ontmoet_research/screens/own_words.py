"""Short words that someone types on a page: kept as they are, unless something in them points straight at a person."""

from __future__ import annotations

from ontmoet_research.record import refuse_identifier

__all__ = ["checked"]


def checked(words: str, *, links: bool = False) -> str:
    """These words to store. With ``links`` an address on the web may stay: it can be a public source.

    Errors: ``Refused`` when something in it points straight at a person.
    """
    refuse_identifier(words, links=links)
    return words.strip()
