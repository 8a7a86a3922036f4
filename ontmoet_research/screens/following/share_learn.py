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
from ontmoet_research.change.assignments import ORIGIN
from ontmoet_research.group import read_participants
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, correctable
from ontmoet_research.store import Project, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import FollowPart, of_meeting
from .wording import answers_told

STEPS = ("share", "learn")
SHARED = tuple(Ask(name, f"follow_wishes.part_of.{name}", "long") for names in SHARING_QUESTIONS for name in names)


def _asked(row: str, names: Sequence[str]) -> tuple[Ask, ...]:
    """A question as the method asks it; when it asks two things, with a field for each."""
    question = f"follow_wishes.question.{row}"
    if len(names) == 1:
        return (Ask(names[0], question),)
    return (Ask("", question, "heading"), *(Ask(name, f"follow_wishes.part_of.{name}") for name in names))


def _field(kind: str, polarity: str | None) -> str:
    """The name of the field of a learning question."""
    return f"{kind}_{polarity}" if polarity else kind


def _share(project: Project, session_id: str, assignment_id: str, **answers: str) -> str:
    return share(project, session_id, assignment_id, answers)


def _learn(project: Project, session_id: str, **answers: str) -> list[str]:
    pairs = {_field(*pair): pair for question in LEARNING_QUESTIONS for pair in question}
    return learn(project, session_id, {pairs[name]: answer for name, answer in answers.items()})


MAY_STAY_EMPTY = Ask("", "follow_wishes.may_stay_empty", "note")
SHARE = Form(
    "share",
    _share,
    ORIGIN,
    "follow_wishes.keep_shared",
    (*(ask for n, names in enumerate(SHARING_QUESTIONS, 1) for ask in _asked(f"B36.{n}", names)), MAY_STAY_EMPTY),
    given=lambda part, _one: (part.now(), part.opened),
    said="follow_wishes.shared",
)
LEARN = Form(
    "learn",
    _learn,
    ORIGIN,
    "follow_wishes.keep_learned",
    (
        *(
            ask
            for n, pairs in enumerate(LEARNING_QUESTIONS, 37)
            for ask in _asked(f"B{n}", [_field(*pair) for pair in pairs])
        ),
        MAY_STAY_EMPTY,
    ),
    given=of_meeting,
    said="follow_wishes.learned",
)


class ShareAndLearn(FollowPart):
    """The questions of one meeting: of one assignment after the other, and then of the whole group."""

    forms = (SHARE, LEARN)
    corrects = correctable(progress=SHARED, insights=(Ask("text", "correct.learned", "long"),))
    meets = ("vervolg", "terugleggen")

    def blocks(self) -> list[Block]:
        """What the group decided, the meeting, and the questions of the step that is open."""
        now, step = self.now(), self.chosen.get("step", STEPS[0])
        decided = listing(map(isolated, self.decisions()["what"]), empty=say("group.nothing_decided"))
        busy = bool(self.opened) or step == "learn"  # then the list is folded away: one thing at a time
        title = say("follow_wishes.you_decided")
        begin = [*([fold(title, decided)] if busy else [heading(title), decided]), *self.which_meeting()]
        if not now or not asks_questions(self.project, now):
            return [*begin, text(say("follow_wishes.no_questions"))]
        steps = [
            button(say(f"follow_wishes.step.{one}"), "choose", on=one == step, value=one, name="step") for one in STEPS
        ]
        return [
            *begin,
            buttons(*steps, row=True),
            *(self._sharing(now) if step == "share" else self._learning(now)),
        ]

    def _sharing(self, now: str) -> list[Block]:
        tasks = self.assignments()
        asked = tasks[~tasks["assignment_id"].isin(rests(tasks, read_participants(self.project)))]
        options = [("", say("follow_wishes.choose_one"))]
        options += [
            (row["assignment_id"], f"{self.alias(row['holder_id'])}: {isolated(row['what'])}") for row in rows_of(asked)
        ]
        if self.opened not in dict(options):
            self.opened = ""
        which = select(say("follow_wishes.about_which"), "open_one", options, self.opened)
        if not self.opened:
            return [text(say("follow_wishes.questions_no_advice")), which]
        return [
            text(say("follow_wishes.questions_no_advice")),
            which,
            *self._told_now(now),
            *self.form(SHARE),
        ]

    def _learning(self, now: str) -> list[Block]:
        known = read_insights(self.project)
        here = known[known["session_id"] == now]
        said = [
            say(
                f"follow_wishes.insight.{_field(kind, polarity)}",
                words=isolated(words),
            )
            for kind, polarity, words in zip(here["kind"], here["polarity"], here["text"], strict=True)
        ]
        again = self.correct_fold("insights", zip(here["insight_id"], here["text"], strict=True))
        return [
            *([fold(say("follow_wishes.already_learned"), listing(said), *again)] if said else []),
            *self.form(LEARN),
        ]

    def _told_now(self, now: str) -> list[Block]:
        progress = read_progress(self.project, self.project.who)
        here = progress[(progress["assignment_id"] == self.opened) & (progress["session_id"] == now)]
        said = [(row["progress_id"], answers) for row in rows_of(here) if (answers := answers_told(row))]
        if not said:
            return []
        lines = [line for _, answers in said for line in answers]
        again = self.correct_fold("progress", [(one, answers[0]) for one, answers in said])
        return [fold(say("follow_wishes.already_shared"), listing(lines), *again)]
