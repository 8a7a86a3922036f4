"""Oefenen (stage): label three invented texts, see how two others read them, and think about your own life.

No answer is right and nothing is counted. What someone labels is remembered on this computer, what they write in own
words stands in their own file; the project this notebook belongs to is not touched.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

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
from ontmoet_research.screens.own.own_open import close_here
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


class Practise(ReflectingPart):
    """One step at a time; back and forth as one likes."""

    name = "practise"
    asks_person = False

    def start(self) -> None:
        """Go on where this person was."""
        super().start()
        self.done_so_far = read_practised(self.project.who)
        self._earlier: list[Practised] = []

    def own_again(self) -> None:
        """Go on with what is remembered; when everything of this person was wiped, that is nothing."""
        super().own_again()
        self.done_so_far = read_practised(self.project.who)

    def put_away(self) -> None:
        """Forget the steps that could be taken back."""
        super().put_away()
        self._earlier = []

    def make_view(self) -> dict[str, Any]:
        """As for every page; it is about the step."""
        return {**super().make_view(), "at": str(self._place)}

    def blocks(self) -> list[Block]:
        """The step, and the way on and back."""
        kind, number = steps()[self._place]
        made: list[Block] = getattr(self, f"_{kind}")(number)
        back = [button(say("practise.back"), "back")] if self._place else []
        if self._place + 1 < len(steps()):
            on = [button(say(f"practise.on.{kind}"), "on", main=True)]
        else:
            on = [button(say("practise.again"), "again")]
        return [text(say(f"practise.step.{kind}", n=number + 1, total=len(exercises())), quiet=True), *made,
                buttons(*on, *back)]  # fmt: skip

    @gesture
    def toggle_label(self, value: str) -> None:
        """Place a label on this text, or take it away."""
        exercise, answer = self._exercise, self._answer
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
    def on(self) -> None:
        """Go to the next step."""
        self._go(min(self._place + 1, len(steps()) - 1))

    @gesture
    def back(self) -> None:
        """Go to the step before."""
        self._go(max(self._place - 1, 0))

    @gesture
    def again(self) -> None:
        """Begin anew, or let somebody else practise; what was written stays in the own file."""
        self._earlier.append(self.done_so_far)
        self._keep(Practised())
        self.tell(say("practise.begun_again"))

    @gesture
    def undo(self) -> None:
        """Take back the last label; on a page with own words, the last words."""
        if steps()[self._place][0] in ("explain", "own_life"):
            super().undo()
            return
        if not self._earlier:
            raise Refused("store.nothing_to_undo")
        self._keep(self._earlier.pop())
        self.tell_saved(say("screens.undone"))

    @property
    def _place(self) -> int:
        return self.done_so_far.place if 0 <= self.done_so_far.place < len(steps()) else 0

    @property
    def _exercise(self) -> Exercise:
        return exercises()[steps()[self._place][1]]

    @property
    def _answer(self) -> Answer:
        return self.done_so_far.answers.get(self._exercise.key, Answer())

    def _label(self, _number: int) -> list[Block]:
        exercise, answer = self._exercise, self._answer
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

    def _compare(self, _number: int) -> list[Block]:
        exercise, answer = self._exercise, self._answer
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

    def _explain(self, _number: int) -> list[Block]:
        return self._own_words(EXPLAIN, "practise.explain")

    def _own_life(self, _number: int) -> list[Block]:
        return self._own_words(OWN_LIFE, "practise.own_life")

    def _own_words(self, questions: tuple[str, ...], why: str) -> list[Block]:
        if self.opened is None or self.wiping:
            return [text(say(why)), text(say("practise.needs_own")), *self.opening_blocks()]
        return [text(say(why)), *self.reflecting_fields(questions), button(say("of_myself.close"), "close_own")]

    def _read_on(self, _number: int) -> list[Block]:
        told = [
            say("practise.source", who=one.who, year=one.year, title=one.title, about=one.about)
            for one in reading_list()
        ]
        return [heading(say("practise.read_on")), listing(told), text(say("practise.next"))]

    def _told(self, labels: tuple[str, ...], unsure: str) -> str:
        names = join_words([self._exercise.label(code) for code in labels])
        told = [names, say(f"practise.was.{unsure}") if unsure else ""]
        return " · ".join(filter(None, told)) or say("practise.no_label")

    def _keep_answer(self, answer: Answer) -> None:
        self._earlier.append(self.done_so_far)
        answers = {**self.done_so_far.answers, self._exercise.key: answer}
        self._keep(replace(self.done_so_far, answers=answers))
        self.tell_saved()

    def _go(self, place: int) -> None:
        self._keep(replace(self.done_so_far, place=place))

    def _keep(self, done: Practised) -> None:
        self.done_so_far = done
        keep_practised(self.project.who, done)
        self.refresh()


def practise(project: Project | None = None) -> Practise:
    """The first screen of notebook 10; ``project`` is the one of this notebook unless given, and is left as it is."""
    close_here()
    return Practise(project or here())
