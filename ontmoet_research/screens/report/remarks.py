"""Opmerkingen: on which words of a part, what someone says of it, and what became of it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ontmoet_research.model.account import REMARK_KINDS
from ontmoet_research.record import in_words
from ontmoet_research.report import PARTS
from ontmoet_research.report.remarks import (
    ONE_CLICK,
    ORIGIN,
    is_still_there,
    may_settle,
    place_of,
    read_remarks,
    remark_on,
    reopen_remark,
    sentences_of,
    settle_remark,
    take_remark_back,
    whole_words,
)
from ontmoet_research.report.standing import people_of
from ontmoet_research.report.writing import ANOTHER_VOICE, part_text
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, aloud, button, buttons, heading, pointing, text
from ontmoet_research.screens.forms import Ask, Form, Options, words_of
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part, field_name
from ontmoet_research.store import Project, Row
from ontmoet_research.text import from_utf16
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.references import in_place, spans_of
from ontmoet_research.words import Refused, say, say_count

ONE = "one"


def _sentences(part: Any) -> Options:
    whole = [("", say("write_report.remarks.whole"))]
    known = sentences_of(part.project, part.series_id, part.opened)
    pointed = [part.words] if part.words and part.words not in known else []
    return [*whole, *((one, isolated(_readable(one))) for one in (*pointed, *known))]


def _readable(words: str) -> str:
    """With a card that says what it is in the place of each reference."""
    return in_place(words, lambda kind, _name: say("write_report.remarks.card", kind=kind))


def _remark(
    project: Project, series_id: str, part: str, at: int, *, quote: str | None, kind: str, words: str | None
) -> None:
    remark_on(project, series_id, part, kind=kind, quote=quote or "", words=words or "", at=at)


def _at(part: Any) -> int:
    """Where the words stand that were pointed at, as long as these are the words that are chosen."""
    return int(part.at) if part.chosen.get("new.quote") == part.words else -1


def _forget(part: Any, _made: Any) -> None:
    part.at, part.words = -1, ""


def _settle(project: Project, one: str, *, answer: str | None) -> None:
    settle_remark(project, one, answer or "")


def _chosen(part: Any, one: str) -> tuple[Any, ...]:
    return (one or part.chosen.get(ONE, ""),)


def _to_list(part: Any, _made: Any) -> None:
    part.chosen.pop(ONE, None)


NEW = Form(
    "new",
    _remark,
    ORIGIN,
    "write_report.remarks.keep",
    (
        Ask("quote", "write_report.remarks.which_words", "list", _sentences),
        Ask(
            "kind",
            "write_report.remarks.kind",
            "choice",
            words_of("write_report.remarks.kinds", REMARK_KINDS),
            needs="write_report.remarks.choose",
        ),
        Ask("words", "write_report.remarks.words", "long", hint="write_report.remarks.words_hint"),
    ),
    given=lambda part, _one: (part.series_id, part.opened, _at(part)),
    then=_forget,
)
SETTLE = Form(
    "settle",
    _settle,
    ORIGIN,
    "write_report.remarks.settle",
    (Ask("answer", "write_report.remarks.answer", "long"),),
    given=_chosen,
    then=_to_list,
)
REOPEN = Form("reopen", reopen_remark, ORIGIN, "write_report.remarks.reopen", given=_chosen, main=False, then=_to_list)
BACK = Form(
    "back", take_remark_back, ORIGIN, "write_report.remarks.take_back", given=_chosen, main=False, then=_to_list
)


class Remarks(Part[Page]):
    """The parts with how many remarks are open; of one part its remarks and a new one; or one remark."""

    forms = (NEW, SETTLE, REOPEN, BACK)

    def start(self) -> None:
        """Nobody pointed at words yet."""
        self.at, self.words = -1, ""

    def close(self) -> None:
        """As for every part; nothing is pointed at any more."""
        super().close()
        self.at, self.words = -1, ""

    @gesture
    def point_at(self, start: int, end: int) -> None:
        """Say over which words it is: those that were selected in the text of the part."""
        row = part_text(self.project, self.series_id, self.opened)
        body = str(row["body_md"]) if row else ""
        start, end = whole_words(body, from_utf16(body, start), from_utf16(body, end))
        if not body[start:end].strip():
            raise Refused("write_report.remarks.point_first")
        self.at, self.words = start, body[start:end]
        self.chosen[field_name(NEW, NEW.asks[0])] = self.words
        self.page.refresh()

    def blocks(self) -> list[Block]:
        """What is open, or the list of parts."""
        rows = read_remarks(self.project, self.series_id)
        if one := next((row for row in rows if row.object_id == self.chosen.get(ONE)), None):
            return self._remark(one)
        if self.opened in PARTS:
            return self._part([row for row in rows if row["section"] == self.opened])
        counted = {key: [row for row in rows if row["section"] == key] for key in PARTS if key != ANOTHER_VOICE}
        return [
            text(say("write_report.remarks.what")),
            *self.listed(
                (self.line(key, say(f"report.section.{key}"), _how_many(own)) for key, own in counted.items()),
                "write_report.remarks.parts",
            ),
        ]

    def _part(self, rows: list[Row]) -> list[Block]:
        names = people_of(self.project, rows)
        made = [
            button(self._words(row), "choose", name=ONE, value=row.object_id, more=self._who(row, names))
            for row in rows
        ]
        return [
            heading(say(f"report.section.{self.opened}")),
            *([buttons(*made, label=say("write_report.remarks.these"))] if made else []),
            heading(say("write_report.remarks.new")),
            *self._to_point_at(rows),
            *self.form(NEW),
            buttons(self.back("write_report.remarks.back")),
        ]

    def _to_point_at(self, rows: list[Row]) -> list[Block]:
        """The text of the part, in which words can be selected; words with an open remark stand out."""
        row = part_text(self.project, self.series_id, self.opened)
        if row is None or not row["body_md"].strip():
            return []
        body = str(row["body_md"])
        still = [place_of(one, body) for one in rows if one["settled_on"] is None]
        parts = _cut(body, [*filter(None, still)])
        label, take = say("write_report.remarks.text_of"), say("write_report.remarks.take_words")
        return [text(say("write_report.remarks.point")), pointing(label, parts, "point_at", take)]

    def _remark(self, row: Row) -> list[Block]:
        part = part_text(self.project, self.series_id, row["section"])
        gone = part is not None and not is_still_there(row, part["body_md"])
        about = (
            [text(say("write_report.remarks.about", words=isolated(_readable(row["quote"]))))] if row["quote"] else []
        )
        mine = row["contributor_id"] == self.project.who
        ways = [*(self.form(REOPEN) if row["settled_on"] else []), *(self.form(BACK) if mine else [])]
        return [
            heading(say(f"report.section.{row['section']}")),
            *about,
            *([text(say("write_report.remarks.gone"), quiet=True)] if gone else []),
            aloud(self._words(row)),
            text(self._who(row, people_of(self.project, [row])), quiet=True),
            *([text(say("write_report.remarks.answered", words=isolated(row["answer"])))] if row["answer"] else []),
            *(self.form(SETTLE) if not row["settled_on"] and may_settle(self.project) else []),
            *ways,
            buttons(button(say("write_report.remarks.to_part"), "choose", name=ONE, value="")),
        ]

    def _words(self, row: Row) -> str:
        kind = say(f"write_report.remarks.kinds.{row['kind']}")
        if not row["words"]:
            return kind
        words = isolated(row["words"])
        return (
            say("write_report.remarks.click_and_words", kind=kind, words=words) if row["kind"] in ONE_CLICK else words
        )

    def _who(self, row: Row, names: dict[str, str]) -> str:
        name = isolated(names.get(row["contributor_id"], ""))
        if row["settled_on"]:
            return say("write_report.remarks.by_settled", name=name, day=in_words(row["settled_on"]))
        return say("write_report.remarks.by", name=name)


def _cut(body: str, marks: list[tuple[int, int]]) -> list[tuple[str, str, str]]:
    """The text in stretches to point at: marked words stand out, a reference is a card that says what it is."""
    cards = {start: (end, kind) for start, end, kind in spans_of(body)}
    inside = [(start, end) for start, (end, _) in cards.items()]
    edges = {0, len(body), *(place for mark in inside for place in mark)}
    edges |= {place for mark in marks for place in mark if not any(a < place < b for a, b in inside)}
    made = []
    for start, end in pairwise(sorted(edges)):
        look = "mark" if any(begin <= start and end <= stop for begin, stop in marks) else ""
        kind = cards[start][1] if start in cards else ""
        shown = say("write_report.remarks.card", kind=kind) if kind else body[start:end]
        made.append((body[start:end], shown, "whole" if kind else look))
    return made


def _how_many(rows: list[Row]) -> str:
    still = sum(row["settled_on"] is None for row in rows)
    return say_count("write_report.remarks.n_open", still)
