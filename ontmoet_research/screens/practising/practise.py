"""Oefenen: label three invented texts, see at once how two others read them, and think about your own life.

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
from ontmoet_research.privacy import why_shut
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, aloud, button, buttons, fold, heading, listing, side_by_side, text
from ontmoet_research.screens.own.own_open import REFLECTING, OwnPage, OwnPart, close_here
from ontmoet_research.screens.own.reflecting import ReflectingPart
from ontmoet_research.screens.own_words import checked
from ontmoet_research.screens.session import here
from ontmoet_research.screens.window import this_window
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text import join_words
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

MOST_LETTERS = 60
STEPS = "steps"
OWN_WORDS = {"explain": EXPLAIN, "own_life": OWN_LIFE}
"""The steps with questions to answer in own words, and which."""
ME = ""  # the reader who is at work, among the readers of a text


@cache
def steps() -> tuple[tuple[str, int], ...]:
    """The steps in order, each as (kind, number of the text)."""
    texts = range(len(exercises()))
    return (
        *(("text", number) for number in texts),
        *((kind, 0) for kind in ("explain", "own_life", "read_on")),
    )


class Steps(OwnPart):
    """One step at a time; back and forth as one likes."""

    def start(self) -> None:
        """Go on where this person was."""
        self.done = read_practised(self.project.who)
        self.earlier: list[Practised] = []
        self.words = ReflectingPart(self.page, REFLECTING)

    def close(self) -> None:
        """The step stays."""

    def blocks(self) -> list[Block]:
        """The step, and the way on and back."""
        kind, number = steps()[self.place]
        made: list[Block] = self._own_words(kind) if kind in OWN_WORDS else getattr(self, f"_{kind}")(number)
        return [*made, buttons(*self._ways(kind), row=True)]

    def _ways(self, kind: str) -> list[Block]:
        back = [button(say("practise.back"), "go", to="back")] if self.place else []
        if self.place + 1 == len(steps()):
            return [button(say("practise.again"), "again"), *back]
        if kind == "text" and self.answered == Answer():  # what comes next stands there once there is an answer
            return back
        last = self.place + 1 == len(exercises())
        words = say("practise.on.last_text" if last else f"practise.on.{kind}")
        if kind == "text" and may_read_cards(self.project):
            return [
                button(say("practise.to_cards"), "go_to", main=True, door="kaartjes"),
                button(words, "go", to="on"),
                *back,
            ]
        return [button(words, "go", main=True, to="on"), *back]

    @gesture
    def toggle_label(self, value: str) -> None:
        """Place a label on this text, or take it away."""
        exercise, answer = self.exercise, self.answered
        if value not in {one.code for one in exercise.labels}:
            raise ValueError(value)
        chosen = set(answer.labels) ^ {value}
        unsure = answer.unsure if answer.unsure == "twijfel" else ""
        labels = tuple(one.code for one in exercise.labels if one.code in chosen)
        self._keep_answer(replace(answer, labels=labels, unsure=unsure))

    @gesture
    def toggle_unsure(self, value: str) -> None:
        """Say that one doubts, doesn't know, or leaves this text; the same again takes it back."""
        if value not in UNSURE:
            raise ValueError(value)
        answer = self.answered
        unsure = "" if answer.unsure == value else value
        labels, own = (answer.labels, answer.own) if unsure in ("", "twijfel") else ((), "")
        self._keep_answer(Answer(labels, unsure, own))

    def keep_own_label(self, value: str) -> None:
        """Keep a label of one's own. Errors: ``Refused`` when it points at a person or is too long."""
        answer, own = self.answered, checked(value)
        if len(own) > MOST_LETTERS:
            raise Refused("practise.too_long", most=MOST_LETTERS)
        if own != answer.own:
            self._keep_answer(replace(answer, own=own, unsure=answer.unsure if answer.unsure == "twijfel" else ""))
        else:
            self.page.refresh()

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
    def kind(self) -> str:
        """What kind of step it is."""
        return steps()[self.place][0]

    @property
    def place(self) -> int:
        """The number of the step."""
        return self.done.place if 0 <= self.done.place < len(steps()) else 0

    @property
    def exercise(self) -> Exercise:
        """The text of the step."""
        return exercises()[steps()[self.place][1]]

    @property
    def answered(self) -> Answer:
        """What this person said of it."""
        return self.done.answers.get(self.exercise.key, Answer())

    def _text(self, number: int) -> list[Block]:
        exercise, answer = self.exercise, self.answered
        name = own_word(self.exercise)
        labels = [
            button(one.label, "toggle_label", on=one.code in answer.labels, value=one.code) for one in exercise.labels
        ]
        unsure = [
            button(say(f"practise.unsure.{one}"), "toggle_unsure", on=answer.unsure == one, value=one) for one in UNSURE
        ]
        means = [say("practise.means", label=one.label, meaning=one.meaning) for one in exercise.labels]
        return [
            heading(say("practise.text", title=exercise.title, n=number + 1, total=len(exercises()))),
            aloud(exercise.text),
            buttons(*labels, label=say("practise.which_label"), row=True),
            {**self.field(name, say("practise.own_word")), "value": answer.own},
            buttons(*unsure, row=True),
            fold(say("practise.meanings"), listing(means)),
            *(self._side_by_side() if answer != Answer() else []),
        ]

    def _side_by_side(self) -> list[Block]:
        """What others read in it, as soon as this person said something of it."""
        exercise, answer = self.exercise, self.answered
        mine = tuple(filter(None, (*answer.labels, answer.own)))
        readings = {ME: mine, **{one.name: one.labels for one in exercise.readers}}
        who = say("practise.you_read" if mine else "practise.you")
        theirs = [
            (
                say("practise.reads", name=isolated(one.name)),
                [told(exercise, one.labels, "twijfel" if one.doubt else "")],
                one.reason,
            )
            for one in exercise.readers
        ]
        names = join_words([isolated(one.name) for one in exercise.readers])
        return [
            side_by_side([*theirs, (who, [told(exercise, answer.labels, answer.unsure, answer.own)], "")]),
            text(say("practise.differ" if beside(readings).differ else "practise.alike", names=names), strong=True),
            *([text(exercise.talk)] if exercise.talk else []),
        ]

    def _own_words(self, kind: str) -> list[Block]:
        why = f"practise.{kind}"
        if self.own.file is None or self.page.lock.opened:
            return [text(say(why)), text(say("practise.needs_own")), *self.page.lock.drawn()]
        self.words.questions = OWN_WORDS[kind]
        return [text(say(why)), *self.words.drawn(), self.page.lock.close_button()]

    def _read_on(self, _number: int) -> list[Block]:
        told = [
            say("practise.source", who=one.who, year=one.year, title=one.title, about=one.about)
            for one in reading_list()
        ]
        return [heading(say("practise.read_on")), listing(told), text(say("practise.next"))]

    def _keep_answer(self, answer: Answer) -> None:
        self.earlier.append(self.done)
        self._remember(replace(self.done, answers={**self.done.answers, self.exercise.key: answer}))
        self.page.tell_saved()

    def _remember(self, done: Practised) -> None:
        self.done = done
        self.forget(own_word(self.exercise))
        keep_practised(self.project.who, done)
        self.page.refresh()


class Practise(OwnPage):
    """The steps, and what is written at the last of them."""

    name = "practise"
    asks_person = False
    kinds: ClassVar = {STEPS: Steps}
    parts: dict[str, Any]

    def make_view(self) -> dict[str, Any]:
        """As for every page; it is about the step, and shows what others read once there is something to see."""
        made: Steps = self.parts[STEPS]
        there = made.kind == "text" and made.answered != Answer()
        return {**super().make_view(), "at": str(made.place), "show": f"sides {made.place}" if there else ""}

    def _make_frame(self) -> dict[str, Any]:
        """As for every page; on a text there is something to take back once something is answered."""
        made: Steps = self.parts[STEPS]
        frame = super()._make_frame()
        return frame if made.kind != "text" or made.earlier else {**frame, "undo": ""}

    def shown_again(self) -> None:
        """Go on with what is remembered; when everything of this person was wiped, that is nothing."""
        super().shown_again()
        made: Steps = self.parts[STEPS]
        made.done = read_practised(self.project.who)
        if self.own.file is None:
            made.earlier = []  # whoever comes next may be somebody else

    @gesture
    def fill(self, name: str, value: str) -> None:
        """Keep a label of one's own as soon as the field is left; other words as every field of this page."""
        made: Steps = self.parts[STEPS]
        if name == f"{STEPS}.{own_word(made.exercise)}":
            made.keep_own_label(value)
        else:
            super().fill(name, value)

    @gesture
    def undo(self) -> None:
        """Take back the last label; on a page with own words, the last words."""
        made: Steps = self.parts[STEPS]
        if made.kind in OWN_WORDS:
            super().undo()
            return
        made.take_back()
        self.tell_saved(say("screens.undone"))


def own_word(exercise: Exercise) -> str:
    """The name of the field for a label of one's own at this text."""
    return f"own_label_{exercise.key}"


def told(exercise: Exercise, labels: tuple[str, ...], unsure: str, own: str = "") -> str:
    """A reading in words: its labels, a label of one's own, and how sure."""
    said = [say("practise.own_said", words=isolated(own))] if own else []
    names = join_words([*(exercise.label(code) for code in labels), *said])
    made = [names, say(f"practise.was.{unsure}") if unsure else ""]
    return " · ".join(filter(None, made)) or say("practise.no_label")


def may_read_cards(project: Project) -> bool:
    """Whether there are labels for real pieces, and a way to them from here."""
    there = this_window().shell is not None and bool(read_rows(project, "codebooks"))
    return there and not why_shut(project)


def practise(project: Project | None = None) -> Practise:
    """The first screen of notebook 10; ``project`` is the one of this notebook unless given, and is left as it is."""
    close_here()
    return Practise(project or here())
