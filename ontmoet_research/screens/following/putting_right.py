"""What can be put right in *Van wens naar verandering*, line by line."""

from __future__ import annotations

from ontmoet_research.change import SHARING_QUESTIONS
from ontmoet_research.group import meeting_label
from ontmoet_research.model import columns_of
from ontmoet_research.model.people import PERSPECTIVES, SECTORS
from ontmoet_research.screens.correcting import Corrects, Line, Options
from ontmoet_research.words import say

from .parts import FollowPart

USED = columns_of("think_tank_questions")["used"].info["choices"]
SIGNAL_KINDS = ("signaal", "vraag")


class PuttingRight(FollowPart, Corrects):
    """The lines of the form for each table of this page."""

    def close_all(self) -> None:
        """Close the form as well."""
        self.close_form()
        super().close_all()

    def correctable(self, table: str) -> tuple[Line, ...]:
        """The lines for a table; what a meeting, person or perspective is called is read when it is asked."""
        made = {
            "wishes": self._lines_of_wish,
            "decisions": self._lines_of_decision,
            "assignments": lambda: ONE_ASSIGNMENT,
            "progress": lambda: SHARED,
            "insights": lambda: (Line("text", "correct.learned", "long"),),
            "help_offers": self._lines_of_help,
            "promises": self._lines_of_promise,
            "think_tank_questions": self._lines_of_question,
            "priorities": lambda: (Line("title", "follow_wishes.priority"), Line("allies", "follow_wishes.allies")),
            "memos": lambda: (Line("text", "follow_wishes.comment", "long"),),
            "signals": self._lines_of_signal,
        }.get(table)
        return made() if made else ()

    def _lines_of_wish(self) -> tuple[Line, ...]:
        perspectives = tuple((one, say(f"group.perspective.{one}")) for one in PERSPECTIVES)
        return (
            Line("text", "correct.wish"),
            Line("said_by_perspective", "said_by.ask", "one", perspectives),
            Line("session_id", "record_meeting.which", "one", self._meetings()),
            Line("parked_reason", "follow_wishes.why_wait", if_told=True),
        )

    def _lines_of_decision(self) -> tuple[Line, ...]:
        return (
            Line("what", "follow_wishes.what_do"),
            Line("who", "follow_wishes.who", "several", tuple(self.group())),
            Line("how", "follow_wishes.how"),
            Line("dissent_note", "follow_wishes.dissent"),
            Line("elsewhere_reason", "follow_wishes.elsewhere", if_told=True),
        )

    def _lines_of_help(self) -> tuple[Line, ...]:
        return (
            Line("text", "follow_wishes.offer"),
            Line("helper_id", "correct.helper", "one", tuple(self.group())),
            Line("given_on", "follow_wishes.given_on", "day", if_told=True),
        )

    def _lines_of_promise(self) -> tuple[Line, ...]:
        return (
            Line("what", "follow_wishes.promise_what"),
            Line("to_whom", "follow_wishes.promise_whom"),
            Line("by_whom", "follow_wishes.promise_by"),
            Line("session_id", "follow_wishes.promised_at", "one", self._meetings()),
            Line("due", "follow_wishes.promise_due", "day"),
            Line("done_on", "correct.done_on", "day", if_told=True),
        )

    def _lines_of_question(self) -> tuple[Line, ...]:
        used = tuple((one, say(f"follow_wishes.used.{one}")) for one in USED)
        return (
            Line("question", "follow_wishes.question_is"),
            Line("asker_sector", "follow_wishes.from_sector", "one", tuple((one, one) for one in SECTORS)),
            Line("session_id", "record_meeting.which", "one", self._meetings()),
            Line("advice", "follow_wishes.advice", "long", if_told=True),
            Line("used", "follow_wishes.was_used", "one", used, if_told=True),
            Line("feedback", "follow_wishes.feedback", if_told=True),
            Line("fed_back_on", "follow_wishes.heard_on", "day", if_told=True),
        )

    def _lines_of_signal(self) -> tuple[Line, ...]:
        kinds = tuple((kind, say(f"record_meeting.signal_kind.{kind}")) for kind in SIGNAL_KINDS)
        return (
            Line("text", "record_meeting.signal"),
            Line("kind", "record_meeting.signal_kind_of", "one", kinds),
            Line("session_id", "record_meeting.which", "one", self._meetings()),
            Line("to_whom", "record_meeting.to_whom", if_told=True),
            Line("passed_on", "follow_wishes.passed_on", "day", if_told=True),
            Line("answer", "follow_wishes.came_back", if_told=True),
            Line("advice", "follow_wishes.into_advice", if_told=True),
        )

    def _meetings(self) -> Options:
        return tuple((row.object_id, meeting_label(row["number"], row["date"])) for row in self.meetings())


ONE_ASSIGNMENT = (
    Line("next_step", "follow_wishes.next_step"),
    Line("stop_reason", "follow_wishes.why_stop", if_told=True),
)
SHARED = tuple(Line(name, f"follow_wishes.part_of.{name}", "long") for names in SHARING_QUESTIONS for name in names)
