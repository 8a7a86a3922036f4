"""Words of people inside a sentence of the kit."""

from __future__ import annotations


def bare(words: str) -> str:
    """Words without the full stop at their end, to stand inside a sentence.

    >>> bare("De bus vooraf betalen. "), bare("Hoe dan?")
    ('De bus vooraf betalen', 'Hoe dan?')
    """
    return words.strip().rstrip(".")
