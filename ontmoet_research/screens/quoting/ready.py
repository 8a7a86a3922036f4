"""Which quotes are ready for which readers, and what the others wait for, with the true reason."""

from __future__ import annotations

from ontmoet_research.learning import by_theme, read_learning
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.privacy.quoting import quotes_waiting
from ontmoet_research.screens.blocks import Block, fold, heading, listing, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count


class ReadyQuotes(Part[PartsPage]):
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
        shown: dict[str, list[str]] = {}
        for row in ready:
            for theme in of_piece.get(row["fragment_id"], [say("approve_quotes.no_theme")]):
                shown.setdefault(theme, []).append(isolated(row["text_used"]))
        waits = [say("approve_quotes.waits", words=isolated(row["text_used"]), why=row["reason"]) for row in waiting]
        return [
            select(say("approve_quotes.which_readers"), "choose", options, readers, name="readers"),
            text(say_count("approve_quotes.n_ready", len(ready))),
            *(block for theme, words in shown.items() for block in (heading(isolated(theme)), listing(words))),
            *([fold(say_count("approve_quotes.n_waiting", len(waits)), listing(waits))] if waits else []),
        ]
