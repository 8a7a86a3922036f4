"""Ander geluid on the page: the texts beside each other, a new one, and one's own to change."""

from __future__ import annotations

from typing import Any

from ontmoet_research.report.another_voice import (
    ORIGIN,
    add_voice,
    change_voice,
    is_author,
    read_voices,
    take_voice_out,
)
from ontmoet_research.screens.blocks import Block, aloud, buttons, heading, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_series
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

SHORT = 90


def _others(part: Any) -> Options:
    rows = read_rows(part.project, "contributors")
    return [(row.object_id, isolated(row["display_name"])) for row in rows if row.object_id != part.project.who]


def _close(part: Any, _made: Any) -> None:
    part.opened = ""


_TITLE = Ask("title", "write_report.voices.title")
_BODY = Ask("body", "write_report.voices.body", "long", hint="write_report.voices.body_hint", draft=True)


def _change(project: Project, voice_id: str, *, title: str | None, body: str | None) -> bool:
    return change_voice(project, voice_id, title=title, body=body)


NEW = Form(
    "new",
    add_voice,
    ORIGIN,
    "write_report.voices.add",
    (_TITLE, _BODY, Ask("authors", "write_report.voices.with_whom", "several", _others)),
    given=of_series,
    fold="write_report.voices.new",
)
CHANGE = Form(
    "change",
    _change,
    ORIGIN,
    "write_report.voices.keep",
    (
        Ask("title", "write_report.voices.title", filled=True),
        Ask("body", "write_report.voices.body", "long", column="body_md", filled=True),
    ),
    then=_close,
)
TAKE_OUT = Form("take_out", take_voice_out, ORIGIN, "write_report.voices.take_out", main=False, then=_close)


class Voices(Part[Page]):
    """All texts, or the one that is open: to read, and for who wrote it to change."""

    forms = (NEW, CHANGE, TAKE_OUT)

    def blocks(self) -> list[Block]:
        """The open text, or all of them with the form for a new one."""
        voices = {row.object_id: row for row in read_voices(self.project, self.series_id)}
        if self.opened in voices:
            return self._one(voices[self.opened])
        return [
            heading(say("report.section.ander_geluid")),
            text(say("write_report.voices.what")),
            *self.listed(map(self._line, voices.values()), "write_report.voices.which", "write_report.voices.none"),
            *self.form(NEW),
        ]

    def _line(self, row: Row) -> Block:
        words = " ".join((row["title"] or row["body_md"]).split())
        return self.line(row.object_id, isolated(words[:SHORT]), self._by(row))

    def _by(self, row: Row) -> str:
        names = {one.object_id: one["display_name"] for one in read_rows(self.project, "contributors")}
        wrote = [isolated(names[one]) for one in row["authors"] if one in names]
        return say("write_report.written_by", names=join_words(wrote)) if wrote else say("write_report.written")

    def _one(self, row: Row) -> list[Block]:
        back = buttons(self.back("write_report.voices.back"))
        title = [heading(isolated(row["title"]))] if row["title"] else []
        if not is_author(self.project, row):
            return [*title, aloud(isolated(row["body_md"])), text(self._by(row), quiet=True), back]
        shown = [heading(say("write_report.voices.yours")), *self.form(CHANGE, now=row.values)]
        return [*shown, *self.form(TAKE_OUT), back]
