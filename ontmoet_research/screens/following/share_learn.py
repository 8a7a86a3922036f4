"""A follow-up meeting: first share by four questions, then learn by three (B36-B39). Nothing else is asked."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.change import (
    LEARNING_QUESTIONS,
    SHARING_QUESTIONS,
    asks_questions,
    learn,
    read_insights,
    read_progress,
    rests,
    share,
)
from ontmoet_research.group import read_participants
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .putting_right import PuttingRight
from .wording import answers_told

STEPS = ("share", "learn")
SHARED = tuple(name for question in SHARING_QUESTIONS for name in question)
LEARNED = tuple(pair for question in LEARNING_QUESTIONS for pair in question)


class ShareAndLearn(PuttingRight):
    """The questions of one meeting: of one assignment after the other, and then of the whole group."""

    def close_all(self) -> None:
        """Begin with sharing, with no assignment chosen."""
        self.step, self.shared_id = "share", ""
        super().close_all()

    @gesture
    def open_step(self, step: str) -> None:
        """Go to sharing or to learning."""
        if step in STEPS:
            self.step = step
        self.refresh()

    @gesture
    def choose_shared(self, value: str) -> None:
        """Choose the assignment that someone tells about."""
        self.shared_id = value
        self.refresh()

    @gesture
    def keep_shared(self) -> None:
        """Store what was told of this assignment."""
        if not self.shared_id:
            raise Refused("follow_wishes.choose_assignment")
        answers = dict(zip(SHARED, self.kept(*SHARED), strict=True))
        share(self.project, self._follow_up_at(), self.shared_id, answers)
        self.forget(*SHARED)
        self.done("change.assignments", say("follow_wishes.shared"))

    @gesture
    def keep_learned(self) -> None:
        """Store what the group learned."""
        names = [_field(*pair) for pair in LEARNED]
        learn(self.project, self._follow_up_at(), dict(zip(LEARNED, self.kept(*names), strict=True)))
        self.forget(*names)
        self.done("change.assignments", say("follow_wishes.learned"))

    def share_part(self) -> list[Block]:
        """What the group decided, the meeting, and the questions of the step that is open."""
        now = self._follow_up_at()
        decided = listing(map(isolated, self.decisions()["what"]), empty=say("group.nothing_decided"))
        busy = bool(self.shared_id) or self.step == "learn"  # then the list is folded away: one thing at a time
        title = say("follow_wishes.you_decided")
        begin = [*([fold(title, decided)] if busy else [heading(title), decided]), *self.which_meeting(now)]
        if not now or not asks_questions(self.project, now):
            return [*begin, text(say("follow_wishes.no_questions"))]
        steps = [
            button(say(f"follow_wishes.step.{step}"), "open_step", on=step == self.step, step=step) for step in STEPS
        ]
        return [
            *begin,
            buttons(*steps, row=True),
            *(self._sharing(now) if self.step == "share" else self._learning(now)),
        ]

    def _sharing(self, now: str) -> list[Block]:
        tasks = self.assignments()
        asked = tasks[~tasks["assignment_id"].isin(rests(tasks, read_participants(self.project)))]
        options = [("", say("follow_wishes.choose_one"))]
        options += [
            (row["assignment_id"], f"{self.alias(row['holder_id'])}: {isolated(row['what'])}")
            for row in asked.to_dict("records")
        ]
        if self.shared_id not in dict(options):
            self.shared_id = ""
        which = select(say("follow_wishes.about_which"), "choose_shared", options, self.shared_id)
        if not self.shared_id:
            return [text(say("follow_wishes.questions_no_advice")), which]
        return [
            text(say("follow_wishes.questions_no_advice")),
            which,
            *self._told_now(now),
            *(
                block
                for number, names in enumerate(SHARING_QUESTIONS)
                for block in self._question(f"B36.{number + 1}", names)
            ),
            text(say("follow_wishes.may_stay_empty"), quiet=True),
            button(say("follow_wishes.keep_shared"), "keep_shared", main=True),
        ]

    def _learning(self, now: str) -> list[Block]:
        known = read_insights(self.project)
        here = known[known["session_id"] == now]
        said = [
            say(
                f"follow_wishes.insight.{_field(kind, polarity if isinstance(polarity, str) else None)}",
                words=isolated(words),
            )
            for kind, polarity, words in zip(here["kind"], here["polarity"], here["text"], strict=True)
        ]
        again = self.correct_fold("insights", zip(here["insight_id"], here["text"], strict=True))
        asked = [
            block
            for number, pairs in enumerate(LEARNING_QUESTIONS)
            for block in self._question(f"B{37 + number}", [_field(*pair) for pair in pairs])
        ]
        return [
            *([fold(say("follow_wishes.already_learned"), listing(said), *again)] if said else []),
            *asked,
            text(say("follow_wishes.may_stay_empty"), quiet=True),
            button(say("follow_wishes.keep_learned"), "keep_learned", main=True),
        ]

    def _question(self, row: str, names: Sequence[str]) -> list[Block]:
        """A question as the method asks it; when it asks two things, with a field for each."""
        question = say(f"follow_wishes.question.{row}")
        if len(names) == 1:
            return [self.field(names[0], question)]
        return [heading(question), *(self.field(name, say(f"follow_wishes.part_of.{name}")) for name in names)]

    def _told_now(self, now: str) -> list[Block]:
        progress = read_progress(self.project, self.project.who)
        here = progress[(progress["assignment_id"] == self.shared_id) & (progress["session_id"] == now)]
        said = [(row["progress_id"], answers) for row in here.to_dict("records") if (answers := answers_told(row))]
        if not said:
            return []
        lines = [line for _, answers in said for line in answers]
        again = self.correct_fold("progress", [(one, answers[0]) for one, answers in said])
        return [fold(say("follow_wishes.already_shared"), listing(lines), *again)]

    def _follow_up_at(self) -> str:
        return self.meeting_now("vervolg", "terugleggen")


def _field(kind: str, polarity: str | None) -> str:
    """The name of the field of a learning question."""
    return f"{kind}_{polarity}" if polarity else kind
