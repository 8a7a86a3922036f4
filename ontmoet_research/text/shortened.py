"""Long words in one line, to recognise them by."""

from __future__ import annotations


def shortened(words: str, most: int) -> str:
    """The words in one line; longer than ``most`` letters they end at a whole word, with "…" behind it.

    >>> shortened("Als we  nu eens samen aten", 12), shortened("Kort", 12)
    ('Als we nu …', 'Kort')
    """
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"
