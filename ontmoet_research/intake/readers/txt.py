"""Plain text: the only question is how the letters were stored."""

from __future__ import annotations

from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.readers import Notice, ReadText

__all__ = ["read"]


def read(data: bytes) -> ReadText:
    """Text of a ``.txt`` file; with a notice and a line to look at when the letters were a guess."""
    decoded = decode(data)
    if decoded.certain:
        return ReadText(decoded.text, decoded.encoding)
    look = Notice("intake.notice.letters", {"preview": decoded.preview})
    return ReadText(decoded.text, decoded.encoding, (look,))
