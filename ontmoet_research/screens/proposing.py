"""Stel voor als citaat, wherever a piece is read: the words that are chosen, or the whole piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ontmoet_research.privacy.quoting import ORIGIN, propose_quote
from ontmoet_research.store import Project
from ontmoet_research.words import Refused

from .forms import Ask, Form
from .reading import Note

__all__ = ["propose_form", "propose_words"]


def propose_form(given: Callable[[Any, str], tuple[Any, ...]]) -> Form:
    """The form that proposes words of a piece; ``given`` tells of which piece, as (fragment_id,)."""
    return Form(
        "propose",
        propose_quote,
        ORIGIN,
        "approve_quotes.propose",
        (
            Ask("words", "approve_quotes.words", "long", hint="approve_quotes.words_hint"),
            Ask("context", "approve_quotes.context", hint="approve_quotes.context_hint"),
        ),
        given=given,
        fold="approve_quotes.propose_this",
        main=False,
        said="approve_quotes.proposed",
    )


def propose_words(project: Project, note: Note, at: Sequence[Sequence[Any]], *, origin: str) -> None:
    """Propose the selected words (``at``: piece and position, twice) as a quote.

    Errors: ``Refused`` when they lie in two pieces, or as ``propose_quote``.
    """
    if at[0][0] != at[1][0]:
        raise Refused("privacy.quoting.one_piece")
    piece = note.by_id[at[0][0]]
    start, end = note.span((at[0][0], at[0][1]), (at[1][0], at[1][1]))
    propose_quote(project, piece.fragment_id, piece.text[start - piece.start : end - piece.start], origin=origin)
