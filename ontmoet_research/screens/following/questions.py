"""Questions that someone brings to the group, what the group says, and whether it heard what became of it (A20)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ontmoet_research.change import ask_group, feed_back, keep_advice, not_fed_back, read_think_tank, weeks_to_hear
from ontmoet_research.model.people import SECTORS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, select, text
from ontmoet_research.screens.session import today
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .parts import told
from .putting_right import USED, PuttingRight
from .wording import day_told

if TYPE_CHECKING:
    import pandas as pd


class GroupQuestions(PuttingRight):
    """All questions, those without an answer first; or one opened."""

    def close_all(self) -> None:
        """Show the list."""
        self.question_id, self.used, self.sector = "", "", ""
        super().close_all()

    @gesture
    def open_question(self, question_id: str) -> None:
        """Look at one question."""
        self.question_id, self.used = question_id, ""
        self.forget("advice", "feedback", "heard_on")
        self.refresh()

    @gesture
    def back_to_questions(self) -> None:
        """Back to the list."""
        self.question_id = ""
        self.refresh()

    @gesture
    def choose_sector(self, value: str) -> None:
        """Say from which sector the question comes."""
        self.sector = value
        self.refresh()

    @gesture
    def keep_question(self) -> None:
        """Store a question to the group."""
        (words,) = self.kept("question")
        ask_group(self.project, self.meeting_now(), words, self.sector or None)
        self.sector = ""
        self.forget("question")
        self.done("change.think_tank")

    @gesture
    def keep_advice(self) -> None:
        """Store what the group said."""
        (words,) = self.kept("advice")
        keep_advice(self.project, self.question_id, words)
        self.forget("advice")
        self.done("change.think_tank")

    @gesture
    def choose_used(self, value: str) -> None:
        """Say whether the advice was used."""
        self.used = value
        self.refresh()

    @gesture
    def keep_feedback(self) -> None:
        """Store what the group heard back."""
        if not self.used:
            raise Refused("follow_wishes.choose_used")
        (words,) = self.kept("feedback")
        feed_back(self.project, self.question_id, self.used, words, self.typed.get("heard_on", ""))
        self.used = ""
        self.forget("feedback", "heard_on")
        self.done("change.think_tank")

    def questions_part(self) -> list[Block]:
        """The questions, or the one that is open."""
        asked = self._questions()
        one = asked[asked["think_tank_question_id"] == self.question_id].to_dict("records")
        if one:
            return self._one_question(one[0])
        waiting = set(not_fed_back(asked, date.fromisoformat(today()))["think_tank_question_id"])
        lines = [_line(row, row["think_tank_question_id"] in waiting) for row in asked.to_dict("records")]
        sectors = [("", say("follow_wishes.no_sector")), *((one, one) for one in SECTORS)]
        return [
            *(
                [buttons(*lines, label=say("follow_wishes.questions"))]
                if lines
                else [text(say("follow_wishes.no_questions_yet"))]
            ),
            fold(
                say("follow_wishes.new_question"),
                *self.which_meeting(self.meeting_now()),
                self.field("question", say("follow_wishes.question_is"), hint=say("follow_wishes.question_hint")),
                select(say("follow_wishes.from_sector"), "choose_sector", sectors, self.sector),
                button(say("follow_wishes.keep_question"), "keep_question", main=True),
            ),
        ]

    def _questions(self) -> pd.DataFrame:
        found = read_think_tank(self.project)
        return found[found["series_id"] == self.series_id]

    def _one_question(self, row: dict[Any, Any]) -> list[Block]:
        used = [(one, say(f"follow_wishes.used.{one}")) for one in USED]
        return [
            heading(isolated(row["question"])),
            listing(_known(row)),
            self.field("advice", say("follow_wishes.advice"), long=True),
            buttons(button(say("follow_wishes.keep_advice"), "keep_advice", main=not told(row["advice"]))),
            fold(
                say("follow_wishes.heard_back"),
                choices(say("follow_wishes.was_used"), "choose_used", used, self.used),
                self.field("feedback", say("follow_wishes.feedback")),
                self.field("heard_on", say("follow_wishes.heard_on"), hint=say("record_meeting.day_hint")),
                button(say("follow_wishes.keep_feedback"), "keep_feedback", main=True),
            ),
            buttons(
                self.correct_button("think_tank_questions", row["think_tank_question_id"]),
                button(say("follow_wishes.back"), "back_to_questions"),
            ),
        ]


def _known(row: dict[Any, Any]) -> list[str]:
    lines = [say("follow_wishes.said_at", meeting=row["session_label"])]
    lines += [say("follow_wishes.asked_by", sector=row["asker_sector"])] if told(row["asker_sector"]) else []
    lines += [say("follow_wishes.group_said", words=isolated(row["advice"]))] if told(row["advice"]) else []
    if told(row["fed_back_on"]):
        lines.append(
            say("follow_wishes.heard", day=day_told(row["fed_back_on"]), used=say(f"follow_wishes.used.{row['used']}"))
        )
        lines += [isolated(row["feedback"])] if told(row["feedback"]) else []
    return lines


def _line(row: dict[Any, Any], waiting: bool) -> Block:
    if told(row["fed_back_on"]):
        more = say(
            "follow_wishes.heard", day=day_told(row["fed_back_on"]), used=say(f"follow_wishes.used.{row['used']}")
        )
    else:
        more = say("follow_wishes.long_not_heard", n=weeks_to_hear()) if waiting else say("follow_wishes.not_heard")
    return button(isolated(row["question"]), "open_question", more=more, question_id=row["think_tank_question_id"])
