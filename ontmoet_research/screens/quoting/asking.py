"""Ask who said it: the words in their place, yes or yes with other words or no, for whom, and how to be named."""

from __future__ import annotations

from typing import Any

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.privacy import looks_after
from ontmoet_research.privacy.gate import NOTES, Gate
from ontmoet_research.privacy.quoting import (
    NAMINGS,
    ORIGIN,
    YES_CHANGED,
    answer_for_other,
    answer_quote,
    ask_about_quote,
    drop_quote,
    words_in_place,
)
from ontmoet_research.report.on_paper import export_quote_cards
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, text
from ontmoet_research.screens.forms import Ask, Form, words_of
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import output_folder, today
from ontmoet_research.store import Project, Row, find_many, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

ANSWERS = ("akkoord", YES_CHANGED, "nee")


def _with_words(part: Any) -> bool:
    return bool(part.chosen.get("answer.answer") == YES_CHANGED)


def _yes(part: Any) -> bool:
    return part.chosen.get("answer.answer") in ANSWERS[:2]


def _answer(
    project: Project, quote_id: str, *, answer: str, words: str, audiences: list[str], attribution: str
) -> None:
    answer_quote(project, quote_id, answer, audiences=audiences, attribution=attribution or NAMINGS[0], words=words)


def _close(part: Any, _made: Any) -> None:
    part.opened = ""


ANSWER = Form(
    "answer",
    _answer,
    ORIGIN,
    "approve_quotes.keep_answer",
    (
        Ask(
            "answer",
            "approve_quotes.is_it_right",
            "choice",
            words_of("approve_quotes.answer", ANSWERS),
            needs="approve_quotes.choose_answer",
        ),
        Ask("words", "approve_quotes.own_words", "long", when=_with_words),
        Ask("audiences", "approve_quotes.for_whom", "several", words_of("report.readers", AUDIENCES), when=_yes),
        Ask(
            "attribution",
            "approve_quotes.how_named",
            "choice",
            words_of("approve_quotes.named", NAMINGS),
            first=NAMINGS[0],
            when=_yes,
        ),
    ),
    then=_close,
)
ASKED = Form("asked", ask_about_quote, ORIGIN, "approve_quotes.was_asked", main=False)
DROP = Form("drop", drop_quote, ORIGIN, "approve_quotes.drop", main=False, then=_close)
OTHER_YES = Form(
    "other_yes", lambda project, one: answer_for_other(project, one, True), ORIGIN, given=lambda _part, one: (one,)
)
OTHER_NO = Form(
    "other_no", lambda project, one: answer_for_other(project, one, False), ORIGIN, given=lambda _part, one: (one,)
)


class AskSpeakers(Part[PartsPage]):
    """The quotes of the series by who said them, still open first; or one of them as a card."""

    forms = (ANSWER, ASKED, DROP, OTHER_YES, OTHER_NO)

    def blocks(self) -> list[Block]:
        """The card, or the list."""
        quotes, alias = self._quotes()
        if one := quotes.get(self.opened):
            return self._card(one, alias[one.object_id])
        waiting = [row for row in quotes.values() if row["state"] == "gevraagd"]
        done = [row for row in quotes.values() if row["state"] != "gevraagd"]
        answered = [self._line(row, alias[row.object_id]) for row in done]
        return [
            text(say("approve_quotes.ask_means")),
            *self.listed(
                [self._line(row, alias[row.object_id]) for row in waiting],
                "approve_quotes.open",
                "approve_quotes.none_open",
            ),
            *(_cards() if waiting else []),
            *([fold(say("approve_quotes.answered"), *self.listed(answered))] if answered else []),
        ]

    @gesture
    def make_cards(self) -> None:
        """Make a card on paper for each quote that waits, in the folder ``uitvoer`` beside the notebook."""
        place = output_folder() / f"citaatkaarten_{today()}.html"
        export_quote_cards(self.project, place, self.series_id)
        self.page.refresh()
        self.page.tell(say("approve_quotes.cards_made", file=place.name), "saved")

    def _quotes(self) -> tuple[dict[str, Row], dict[str, str]]:
        """The quotes of this series, and who said each."""
        sessions = {row.object_id for row in read_rows(self.project, "sessions", series_id=self.series_id)}
        closed = Gate(self.project).closed(NOTES)
        quotes = [row for row in read_rows(self.project, "quotes") if row["fragment_id"] not in closed]
        pieces = find_many(self.project, "fragments", (row["fragment_id"] for row in quotes))
        sources = find_many(self.project, "sources", (piece["source_id"] for piece in pieces.values()))
        names = {row.object_id: row["alias"] for row in read_rows(self.project, "participants")}
        own, alias = {}, {}
        for row in quotes:
            piece = pieces.get(row["fragment_id"])
            source = sources.get(piece["source_id"]) if piece else None
            if piece and source and not piece["withdrawn"] and source["session_id"] in sessions:
                own[row.object_id] = row
                alias[row.object_id] = names.get(piece["participant_id"], "") or say("approve_quotes.in_office")
        return own, alias

    def _line(self, row: Row, alias: str) -> Block:
        state = "asked" if row["state"] == "gevraagd" and row["asked_on"] else row["state"]
        more = say("approve_quotes.line", who=isolated(alias), state=say(f"approve_quotes.state.{state}"))
        return self.line(row.object_id, isolated(row["text_used"]), more)

    def _card(self, row: Row, alias: str) -> list[Block]:
        before, words, after = words_in_place(self.project, row)
        open_still = row["state"] == "gevraagd"
        asked = open_still and looks_after(self.project) and not row["asked_on"]
        beside = [*(self.form(ASKED) if asked else []), *(self.form(DROP) if open_still else [])]
        return [
            heading(say("approve_quotes.said_by", who=isolated(alias))),
            *([text(isolated(before.strip()), quiet=True)] if before.strip() else []),
            text(f"“{isolated(words)}”", strong=True),
            *([text(isolated(after.strip()), quiet=True)] if after.strip() else []),
            *(
                [text(say("approve_quotes.with_context", words=isolated(row["context_b1"])), quiet=True)]
                if row["context_b1"]
                else []
            ),
            text(say("approve_quotes.no_is_fine")),
            *self.form(ANSWER, now=row.values if not open_still else None),
            *self._others(row),
            *([buttons(*beside)] if beside else []),
            buttons(self.back("approve_quotes.back")),
        ]

    def _others(self, row: Row) -> list[Block]:
        """Who else the words name, and what that person says."""
        asked = read_rows(self.project, "quote_others", quote_id=row.object_id)
        names = {one.object_id: one["alias"] for one in read_rows(self.project, "participants")}
        made: list[Block] = []
        for one in asked:
            said = "yes" if one["given"] else "nothing" if one["given"] is None else "no"
            who = isolated(names.get(one["participant_id"], ""))
            made += [
                text(say(f"approve_quotes.other.{said}", who=who)),
                buttons(
                    button(
                        say("approve_quotes.other_yes"), "keep", form="other_yes", one=one.object_id, on=said == "yes"
                    ),
                    button(say("approve_quotes.other_no"), "keep", form="other_no", one=one.object_id, on=said == "no"),
                    row=True,
                ),
            ]
        return [heading(say("approve_quotes.names_others")), *made] if made else []


def _cards() -> list[Block]:
    return [buttons(button(say("approve_quotes.cards"), "make_cards", more=say("approve_quotes.cards_more")))]
