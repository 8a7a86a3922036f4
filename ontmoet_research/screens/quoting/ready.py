"""Which quotes are ready for which readers, and what the others wait for, with the true reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontmoet_research.learning import by_theme, read_learning
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.privacy.quoting import quotes_waiting
from ontmoet_research.screens.blocks import Block, fold, heading, listing, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count


class ReadyQuotes(Part[Page]):
    """For one kind of readers: per theme what is ready and what waits."""

    def blocks(self) -> list[Block]:
        """Choose the readers, then the themes, then what waits."""
        readers = self.chosen.get("readers", AUDIENCES[0])
        options = [(one, say(f"report.readers.{one}")) for one in AUDIENCES]
        told = read_learning(self.project, self.series_id)
        here = set(told.pieces["fragment_id"])
        ready, waiting = (
            [row for row in rows_of(found) if row["fragment_id"] in here]
            for found in quotes_waiting(self.project, readers)
        )
        themed = by_theme(told.codings, told.themes, told.theme_links, told.fragments)
        of_piece: dict[str, list[str]] = {}
        for piece, theme in zip(themed["fragment_id"], themed["theme"], strict=True):
            of_piece.setdefault(piece, []).append(theme)
        shown: dict[str, tuple[list[str], list[str]]] = {}
        for at, rows in enumerate((ready, waiting)):
            for row in rows:
                for theme in of_piece.get(row["fragment_id"], [say("approve_quotes.no_theme")]):
                    shown.setdefault(theme, ([], []))[at].append(_line(row))
        return [
            select(say("approve_quotes.which_readers"), "choose", options, readers, name="readers"),
            text(say_count("approve_quotes.n_ready", len(ready))),
            *(block for theme, told in shown.items() for block in _of_theme(theme, *told)),
        ]


def _line(row: Mapping[Any, Any]) -> str:
    words = isolated(row["text_used"])
    return say("approve_quotes.waits", words=words, why=row["reason"]) if row.get("reason") else words


def _of_theme(theme: str, ready: list[str], waiting: list[str]) -> list[Block]:
    """What is ready, and what waits for what."""
    return [
        heading(isolated(theme)),
        *([listing(ready)] if ready else [text(say("approve_quotes.none_here"), quiet=True)]),
        *([fold(say_count("approve_quotes.n_waiting", len(waiting)), listing(waiting))] if waiting else []),
    ]
