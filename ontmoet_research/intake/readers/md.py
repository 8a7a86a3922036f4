"""Markdown: kept as typed. It was made to be read as it is, and its signs show us headings and lists too."""

from __future__ import annotations

from ontmoet_research.intake.readers import ReadText, txt

__all__ = ["read"]


def read(data: bytes) -> ReadText:
    """Text of a ``.md`` file, signs included. Nothing is made into HTML, so nothing can be hidden in it."""
    return txt.read(data)
