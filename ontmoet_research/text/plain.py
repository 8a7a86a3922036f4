"""Letters without capitals and accents, one for one, so that positions stay right."""

from __future__ import annotations

import unicodedata


class _Plain(dict[int, str]):
    """Code point -> the same without accent and capital."""

    def __missing__(self, code: int) -> str:
        self[code] = unicodedata.normalize("NFD", chr(code))[0].casefold()[0]
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """The text for comparing: no capitals, no accents, and exactly as long.

    >>> plain("Café Één"), len(plain("Straße"))
    ('cafe een', 6)
    """
    return text.translate(_PLAIN)
