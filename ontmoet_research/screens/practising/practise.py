"""Oefenen (stage): label three invented texts, see how two others read them, and think about your own life.

No answer is right and nothing is counted. What someone labels is remembered on this computer, what they write in own
words stands in their own file; the project this notebook belongs to is not touched.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, ClassVar

from ontmoet_research.practice import (
    EXPLAIN,
    OWN_LIFE,
    UNSURE,
    Answer,
    Exercise,
    Practised,
    beside,
    exercises,
    keep_practised,
    read_practised,
    reading_list,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, aloud, button, buttons, heading, listing, side_by_side, text
from ontmoet_research.screens.own.own_open import REFLECTING, OwnPage, OwnPart, close_here
from ontmoet_research.screens.own.reflecting import ReflectingPart
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.text import join_words
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

ME = ""  # the reader who is at work, among the readers of a text


@cache
def steps() -> tuple[tuple[str, int], ...]:
    """The steps in order, each as (kind, number of the text)."""
    texts = range(len(exercises()))
    return (
        *(("label", number) for number in texts),
        *(("compare", number) for number in texts),
        *((kind, 0) for kind in ("explain", "own_life", "read_on")),
    )


class Steps(OwnPart):
    """One step at a time; back and forth as one likes."""

    def start(self) -> None:
        """Go on where this person was."""
        self.done = read_practised(self.project.who)
        self.earlier: list[Practised] = []
        self.words = ReflectingPart(self.page, REFLECTING)

    def blocks(self) -> list[Block]:
        """The step, and the way on and back."""
        kind, number = steps()[self.place]
        made: list[Block] = getattr(self, f"_{kind}")()
        back = [button(say("practise.back"), "go", to="back")] if self.place else []
        if self.place + 1 < len(steps()):
            on = button(say(f"practise.on.{kind}"), "go", main=True, to="on")
        else:
            on = button(say("practise.again"), "again")
        told = text(say(f"practise.step.{kind}", n=number + 1, total=len(exercises())), quiet=True)
        return [told, *made, buttons(on, *back)]

    @gesture
    def toggle_label(self, value: str) -> None:
        """Place a label on this text, or take it away."""
        exercise, answer = self.exercise, self._answer
        if value not in {one.code for one in exercise.labels}:
            raise ValueError(value)
        chosen = set(answer.labels) ^ {value}
        unsure = answer.unsure if answer.unsure == "twijfel" else ""
        self._keep_answer(Answer(tuple(one.code for one in exercise.labels if one.code in chosen), unsure))

    @gesture
    def toggle_unsure(self, value: str) -> None:
        """Say that one doubts, doesn't know, or leaves this text; the same again takes it back."""
        if value not in UNSURE:
            raise ValueError(value)
        answer = self._answer
        unsure = "" if answer.unsure == value else value
        self._keep_answer(replace(answer, unsure=unsure, labels=answer.labels if unsure in ("", "twijfel") else ()))

    @gesture
    def go(self, to: str) -> None:
        """Go to the next step, or to the one before."""
        place = min(self.place + 1, len(steps()) - 1) if to == "on" else max(self.place - 1, 0)
        self._remember(replace(self.done, place=place))

    @gesture
    def again(self) -> None:
        """Begin anew, or let somebody else practise; what was written stays in the own file."""
        self.earlier.append(self.done)
        self._remember(Practised())
        self.page.tell(say("practise.begun_again"))

    def take_back(self) -> None:
        """Take back the last label. Errors: ``Refused`` when there is none."""
        if not self.earlier:
            raise Refused("store.nothing_to_undo")
        self._remember(self.earlier.pop())

    @property
    def place(self) -> int:
        """The number of the step."""
        return self.done.place if 0 <= self.done.place < len(steps()) else 0

    @property
    def exercise(self) -> Exercise:
        """The text of the step."""
        return exercises()[steps()[self.place][1]]

    @property
    def _answer(self) -> Answer:
        return self.done.answers.get(self.exercise.key, Answer())

    def _label(self) -> list[Block]:
        exercise, answer = self.exercise, self._answer
        labels = [
            button(one.label, "toggle_label", more=one.meaning, on=one.code in answer.labels, value=one.code)
            for one in exercise.labels
        ]
        unsure = [
            button(say(f"practise.unsure.{one}"), "toggle_unsure", on=answer.unsure == one, value=one) for one in UNSURE
        ]
        return [
            heading(exercise.title),
            aloud(exercise.text),
            buttons(*labels, *unsure, label=say("practise.which_label")),
        ]

    def _compare(self) -> list[Block]:
        exercise, answer = self.exercise, self._answer
        readings = {ME: answer.labels, **{one.name: one.labels for one in exercise.readers}}
        mine = (say("practise.you"), [self._told(answer.labels, answer.unsure)], "")
        theirs = [
            (
                say("practise.reader", name=isolated(one.name)),
                [self._told(one.labels, "twijfel" if one.doubt else "")],
                one.reason,
            )
            for one in exercise.readers
        ]
        return [
            heading(exercise.title),
            aloud(exercise.text),
            side_by_side([mine, *theirs]),
            text(say("practise.differ" if beside(readings).differ else "practise.alike")),
            *([text(exercise.talk, strong=True)] if exercise.talk else []),
        ]

    def _explain(self) -> list[Block]:
        return self._own_words(EXPLAIN, "practise.explain")

    def _own_life(self) -> list[Block]:
        return self._own_words(OWN_LIFE, "practise.own_life")

    def _own_words(self, questions: tuple[str, ...], why: str) -> list[Block]:
        if self.own.file is None or self.page.lock.opened:
            return [text(say(why)), text(say("practise.needs_own")), *self.page.lock.drawn()]
        self.words.questions = questions
        return [text(say(why)), *self.words.drawn(), self.page.lock.close_button()]

    def _read_on(self) -> list[Block]:
        told = [
            say("practise.source", who=one.who, year=one.year, title=one.title, about=one.about)
            for one in reading_list()
        ]
        return [heading(say("practise.read_on")), listing(told), text(say("practise.next"))]

    def _told(self, labels: tuple[str, ...], unsure: str) -> str:
        names = join_words([self.exercise.label(code) for code in labels])
        told = [names, say(f"practise.was.{unsure}") if unsure else ""]
        return " · ".join(filter(None, told)) or say("practise.no_label")

    def _keep_answer(self, answer: Answer) -> None:
        self.earlier.append(self.done)
        self._remember(replace(self.done, answers={**self.done.answers, self.exercise.key: answer}))
        self.page.tell_saved()

    def _remember(self, done: Practised) -> None:
        self.done = done
        keep_practised(self.project.who, done)
        self.page.refresh()


class Practise(OwnPage):
    """The steps, and what is written at the last of them."""

    name = "practise"
    asks_person = False
    kinds: ClassVar = {"steps": Steps}
    parts: dict[str, Any]

    def make_view(self) -> dict[str, Any]:
        """As for every page; it is about the step."""
        return {**super().make_view(), "at": str(self.parts["steps"].place)}

    def shown_again(self) -> None:
        """Go on with what is remembered; when everything of this person was wiped, that is nothing."""
        super().shown_again()
        self.parts["steps"].done = read_practised(self.project.who)
        if self.own.file is None:
            self.parts["steps"].earlier = []  # whoever comes next may be somebody else

    @gesture
    def undo(self) -> None:
        """Take back the last label; on a page with own words, the last words."""
        made: Steps = self.parts["steps"]
        if steps()[made.place][0] in ("explain", "own_life"):
            super().undo()
            return
        made.take_back()
        self.tell_saved(say("screens.undone"))


def practise(project: Project | None = None) -> Practise:
    """The first screen of notebook 10; ``project`` is the one of this notebook unless given, and is left as it is."""
    close_here()
    return Practise(project or here())
