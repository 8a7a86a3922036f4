"""Transcripts and subtitles in the older form (.srt): as ``vtt.py``, without a head."""

from __future__ import annotations

from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.readers import ReadText
from ontmoet_research.intake.readers.vtt import read_cues

__all__ = ["read"]


def read(data: bytes) -> ReadText:
    """Text of an ``.srt`` file. Errors: ``Unreadable``."""
    decoded = decode(data)
    return read_cues(decoded.text, decoded.certain, decoded.preview, "srt")
