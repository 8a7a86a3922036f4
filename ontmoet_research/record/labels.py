"""What people call a column: one Dutch label each, in ``[column]`` of ``words/nl.toml``."""

from __future__ import annotations

from ontmoet_research.words import all_sentences, say

__all__ = ["has_label", "label_of"]


def label_of(table: str, column: str) -> str:
    """The label of a column, that of its own table first (``[column_of]``).

    Errors: ``KeyError`` for a column that people never see (:func:`has_label`).

    >>> label_of("sources", "title"), label_of("consents", "withdrawn")
    ('Titel', 'Teruggenomen op')
    """
    own = f"column_of.{table}.{column}"
    return say(own) if own in all_sentences() else say(f"column.{column}")


def has_label(table: str, column: str) -> bool:
    """Whether people have a word for this column; the others are for the kit itself."""
    return f"column_of.{table}.{column}" in all_sentences() or f"column.{column}" in all_sentences()
