"""Questions that someone brings to the group, what the group says, and whether it heard what became of it (A20)."""

from __future__ import annotations

from datetime import date
from typing import Any

from ontmoet_research.change import ask_group, feed_back, keep_advice, not_fed_back, read_think_tank, weeks_to_hear
from ontmoet_research.change.think_tank import ORIGIN
from ontmoet_research.model import columns_of
from ontmoet_research.model.people import SECTORS
from ontmoet_research.screens.blocks import Block, buttons, heading, listing
from ontmoet_research.screens.forms import Ask, Form, correctable, later, words_of
from ontmoet_research.screens.session import today
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import MEETING, FollowPart, of_meeting, told
from .wording import day_told

USED = columns_of("think_tank_questions")["used"].info["choices"]

QUESTION = Ask("question", "follow_wishes.question_is", hint="follow_wishes.question_hint")
SECTOR = Ask(
    "asker_sector",
    "follow_wishes.from_sector",
    "list",
    lambda _part: [("", say("follow_wishes.no_sector")), *((one, one) for one in SECTORS)],
)
SAID = Ask("advice", "follow_wishes.advice", "long")
WAS_USED = Ask(
    "used", "follow_wishes.was_used", "choice", words_of("follow_wishes.used", USED), needs="follow_wishes.choose_used"
)
ANSWER = Ask("feedback", "follow_wishes.feedback")
HEARD_ON = Ask("day", "follow_wishes.heard_on", "day", column="fed_back_on")

NEW = Form(
    "new",
    ask_group,
    ORIGIN,
    "follow_wishes.keep_question",
    (QUESTION, SECTOR),
    given=of_meeting,
    above=FollowPart.which_meeting,
    fold="follow_wishes.new_question",
)
ADVICE = Form("advice", keep_advice, ORIGIN, "follow_wishes.keep_advice", (SAID,))
HEARD = Form(
    "heard",
    feed_back,
    ORIGIN,
    "follow_wishes.keep_feedback",
    (WAS_USED, ANSWER, HEARD_ON),
    fold="follow_wishes.heard_back",
)


class GroupQuestions(FollowPart):
    """All questions, those without an answer first; or one opened."""

    forms = (NEW, ADVICE, HEARD)
    corrects = correctable(think_tank_questions=(QUESTION, SECTOR, MEETING, *later(SAID, WAS_USED, ANSWER, HEARD_ON)))

    def blocks(self) -> list[Block]:
        """The questions, or the one that is open."""
        found = read_think_tank(self.project)
        asked = found[found["series_id"] == self.series_id]
        rows = {row["think_tank_question_id"]: row for row in rows_of(asked)}
        if self.opened in rows:
            return self._one_question(rows[self.opened])
        waiting = set(not_fed_back(asked, date.fromisoformat(today()))["think_tank_question_id"])
        lines = [self.line(one, isolated(row["question"]), _heard(row, one in waiting)) for one, row in rows.items()]
        return [*self.listed(lines, "follow_wishes.questions", "follow_wishes.no_questions_yet"), *self.form(NEW)]

    def _one_question(self, row: dict[Any, Any]) -> list[Block]:
        return [
            heading(isolated(row["question"])),
            listing(_known(row)),
            *self.form(ADVICE, main=not told(row["advice"])),
            *self.form(HEARD),
            buttons(self.correct_button("think_tank_questions", self.opened), self.back("follow_wishes.back")),
        ]


def _known(row: dict[Any, Any]) -> list[str]:
    lines = [say("follow_wishes.said_at", meeting=row["session_label"])]
    lines += [say("follow_wishes.asked_by", sector=row["asker_sector"])] if told(row["asker_sector"]) else []
    lines += [say("follow_wishes.group_said", words=isolated(row["advice"]))] if told(row["advice"]) else []
    if told(row["fed_back_on"]):
        lines += [_heard(row, waiting=False), *([isolated(row["feedback"])] if told(row["feedback"]) else [])]
    return lines


def _heard(row: dict[Any, Any], waiting: bool) -> str:
    if told(row["fed_back_on"]):
        used = say(f"follow_wishes.used.{row['used']}")
        return say("follow_wishes.heard", day=day_told(row["fed_back_on"]), used=used)
    return say("follow_wishes.long_not_heard", n=weeks_to_hear()) if waiting else say("follow_wishes.not_heard")
