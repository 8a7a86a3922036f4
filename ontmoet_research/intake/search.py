"""Finding words in notes, whatever their capitals and accents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.text import plain

if TYPE_CHECKING:
    import pandas as pd

AROUND = 40


def search_words(sources: pd.DataFrame, words: str) -> pd.DataFrame:
    """Every place where ``words`` stand, in the order of the notes.

    Needs the columns ``source_id``, ``title`` and ``text``. Gives ``source_id``, ``title``, ``start`` and ``end``
    (code points), ``before``, ``words``, ``after`` (at most 40 characters on each side, line ends as spaces).
    Nothing to look for finds nothing. Of many notes, give only those that :func:`ontmoet_research.store.notes_with`
    names: the outcome is the same.
    """
    import pandas as pd

    sought = plain(words.strip())
    found = [
        (source.source_id, source.title, start, start + len(sought), *_parts(source.text, start, start + len(sought)))
        for source in sources.itertuples()
        for start in _places(plain(source.text), sought)
    ]
    return pd.DataFrame(found, columns=["source_id", "title", "start", "end", "before", "words", "after"])


def _places(text: str, sought: str) -> list[int]:
    places: list[int] = []
    start = text.find(sought) if sought else -1
    while start >= 0:
        places.append(start)
        start = text.find(sought, start + len(sought))
    return places


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    parts = text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
    before, words, after = (part.replace("\n", " ") for part in parts)
    return before, words, after
