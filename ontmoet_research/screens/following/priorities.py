"""What residents put first: their own list, about which others may say something (D22, E26)."""

from __future__ import annotations

from ontmoet_research.change import (
    add_priority,
    comment_on_priority,
    comments_on,
    list_priorities,
    may_set_priorities,
    move_up,
    remove_priority,
)
from ontmoet_research.change.priorities import ORIGIN
from ontmoet_research.screens.blocks import Block, buttons, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, correctable, of_series
from ontmoet_research.store import Row
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import FollowPart

TITLE = Ask("title", "follow_wishes.priority")
ALLIES = Ask("allies", "follow_wishes.allies", hint="follow_wishes.allies_hint")
SAID = Ask("text", "follow_wishes.comment", "long")

NEW = Form(
    "new",
    add_priority,
    ORIGIN,
    "follow_wishes.keep_priority",
    (TITLE, ALLIES),
    given=of_series,
    fold="follow_wishes.new_priority",
)
UP = Form("up", move_up, ORIGIN, "follow_wishes.up", main=False)
AWAY = Form("away", remove_priority, ORIGIN, "follow_wishes.away", main=False, then=lambda part, _made: part.close())
COMMENT = Form("comment", comment_on_priority, ORIGIN, "follow_wishes.keep_comment", (SAID,))


class Priorities(FollowPart):
    """The list in its order, or one of it."""

    forms = (NEW, UP, AWAY, COMMENT)
    corrects = correctable(priorities=(TITLE, ALLIES), memos=(SAID,))

    def blocks(self) -> list[Block]:
        """The list of residents, or one of it."""
        rows = list_priorities(self.project, self.series_id)
        if one := next((row for row in rows if row.object_id == self.opened), None):
            return self._one_priority(one, first=one is rows[0])
        mine = may_set_priorities(self.project)
        lines = [
            self.line(row.object_id, f"{n}. {isolated(row['title'])}", _allies(row))
            for n, row in enumerate(rows, start=1)
        ]
        return [
            text(say("follow_wishes.of_residents" if mine else "follow_wishes.of_others")),
            *self.listed(lines, "follow_wishes.first", "follow_wishes.no_priorities"),
            *(self.form(NEW) if mine else []),
        ]

    def _one_priority(self, row: Row, *, first: bool) -> list[Block]:
        names, notes = dict(self.page.people()), comments_on(self.project, row.object_id)
        said = [(isolated(names.get(note["contributor_id"], "")), isolated(note["text"])) for note in notes]
        up = [] if first else self.form(UP)
        own = buttons(*up, self.correct_button("priorities", row.object_id), *self.form(AWAY))
        return [
            heading(isolated(row["title"])),
            *([text(_allies(row))] if row["allies"] else []),
            *([own] if may_set_priorities(self.project) else []),
            listing(
                [say("follow_wishes.comment_said", name=name, words=words) for name, words in said],
                empty=say("follow_wishes.no_comments"),
            ),
            *self.correct_fold("memos", [(note.object_id, note["text"]) for note in notes]),
            *self.form(COMMENT),
            buttons(self.back("follow_wishes.back")),
        ]


def _allies(row: Row) -> str:
    return say("follow_wishes.with", allies=isolated(row["allies"])) if row["allies"] else ""
