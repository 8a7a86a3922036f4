"""Choose words for a quote: by theme or label, a piece, and in it the words."""

from __future__ import annotations

from dataclasses import replace

from ontmoet_research.learning import Learning, by_theme, read_learning
from ontmoet_research.privacy import fragment_texts
from ontmoet_research.privacy.gate import read_gated
from ontmoet_research.screens.blocks import Block, button, buttons, heading, select, text
from ontmoet_research.screens.forms import of_opened
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.proposing import propose_form
from ontmoet_research.text import shortened
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

AT_ONCE = 12  # pieces on the screen
SHORT = 90  # letters of a piece in the list

PROPOSE = replace(propose_form(of_opened), fold="", main=True, then=lambda part, _made: setattr(part, "opened", ""))


class ChooseWords(Part[Page]):
    """Pieces of the series whose speaker is known, of one theme or label at a time; or the one that is open."""

    forms = (PROPOSE,)

    def blocks(self) -> list[Block]:
        """What it is about, then the pieces; or one piece with the words to take."""
        told = read_learning(self.project, self.series_id)
        known = told.fragments[told.fragments["participant_id"].notna() & (told.fragments["visibility"] != "besloten")]
        words = fragment_texts(known, read_gated(self.project, "sources"))
        if self.opened in words:
            return [
                heading(say("approve_quotes.one_piece")),
                text(isolated(words[self.opened])),
                *self.form(PROPOSE, beside=[self.back("approve_quotes.back")]),
            ]
        subjects = self._subjects(told)
        about = self.chosen.get("about", "")
        pieces = [one for one in subjects.get(about, list(words)) if one in words]
        options = [("", say("approve_quotes.everything")), *((name, name) for name in subjects)]
        at = min(int(self.chosen.get("from", "0") or 0), max(len(pieces) - 1, 0))
        lines = [self.line(one, _short(words[one])) for one in pieces[at : at + AT_ONCE]]
        unknown = int(told.fragments["participant_id"].isna().sum())
        return [
            text(say("approve_quotes.choose_means")),
            *([select(say("approve_quotes.about"), "choose", options, about, name="about")] if subjects else []),
            *self.listed(lines, "approve_quotes.pieces", "approve_quotes.no_pieces"),
            *self._turn(at, len(pieces)),
            *not_counting_blocks(self.project, self.series_id, "pieces"),
            *([text(say_count("approve_quotes.unknown_speaker", unknown), quiet=True)] if unknown else []),
        ]

    def _subjects(self, told: Learning) -> dict[str, list[str]]:
        """Themes, or families while there are none, with their pieces."""
        if told.codings.empty:
            return {}
        themed = by_theme(told.codings, told.themes, told.theme_links, told.fragments)
        return {str(name): list(dict.fromkeys(ids)) for name, ids in themed.groupby("theme")["fragment_id"]}

    def _turn(self, at: int, n: int) -> list[Block]:
        steps = [("earlier", max(at - AT_ONCE, 0), at > 0), ("more", at + AT_ONCE, at + AT_ONCE < n)]
        made = [
            button(say(f"approve_quotes.{name}"), "choose", value=str(to), name="from")
            for name, to, there in steps
            if there
        ]
        return [buttons(*made)] if made else []


def _short(words: str) -> str:
    return isolated(shortened(words, SHORT))
