"""A form is data: what is asked, in which order, and the function of a room that keeps the answers.

::

    WHOM = Ask("to_whom", "record_meeting.to_whom", hint="record_meeting.to_whom_hint")
    PASS_ON = Form("pass_on", pass_on, ORIGIN, "record_meeting.pass_on", (WHOM,))

A question has the name of the argument that gets its answer, so nothing is handed over by hand. The same question
comes back when a row is put right. A part (``part.py``) draws forms and answers their gestures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from ontmoet_research.words import say

from .blocks import Block

__all__ = ["Ask", "Form", "Options", "correctable", "later", "of_nothing", "of_opened", "of_series", "words_of"]

Options = Iterable[tuple[str, str]]
"""What can be chosen, as (value, words)."""


def no_options(_part: Any) -> Options:
    """Nothing to choose: the answer is typed."""
    return ()


def always(_part: Any) -> bool:
    """Asked each time."""
    return True


def no_blocks(_part: Any) -> list[Block]:
    """Nothing above the questions."""
    return []


def of_opened(part: Any, one: str) -> tuple[Any, ...]:
    """The row of the button, or the one that is open in the part."""
    return (one or part.opened,)


def of_series(part: Any, _one: str) -> tuple[Any, ...]:
    """The series of the page."""
    return (part.series_id,)


def of_nothing(_part: Any, _one: str) -> tuple[Any, ...]:
    """The function needs no more than the project and the answers."""
    return ()


@dataclass(frozen=True)
class Ask:
    """One question: ``name`` is the argument that gets the answer, ``label`` the key of its sentence (or a function).

    ``kind`` is words, long, lines (each on its own), link (words, or a source on the web), day, list (folds out),
    choice (buttons), several (buttons, more than one) or yes (one button, on or not). What is chosen comes from
    ``options``, called with the part. A heading, a text or a (quiet) note only says something between the questions.
    ``first`` is chosen when nobody chose, ``needs`` the refusal when nothing is chosen. ``hint`` is the key of a
    sentence, or a function of the part that gives one. ``column`` is where the answer stands, when that is not
    ``name``. A ``later`` one comes after the row was made: putting right asks it only when it was told. A ``draft`` is
    kept in the browser's tab while someone types. It is asked ``when`` that says so. What is chosen ``stays`` after
    keeping when the next one is often alike. What few people fill in stands ``aside``, folded under the form. A
    ``filled`` one begins with what stands there; the answer is None when nobody touched it.
    """

    name: str
    label: str | Callable[[Any], str]
    kind: str = "words"
    options: Callable[[Any], Options] = no_options
    first: str = ""
    hint: str | Callable[[Any], str] = ""
    needs: str = ""
    column: str = ""
    later: bool = False
    draft: bool = False
    when: Callable[[Any], bool] = always
    stays: bool = False
    aside: bool = False
    filled: bool = False

    @property
    def stored(self) -> str:
        """The column in which the answer stands."""
        return self.column or self.name

    @property
    def answered(self) -> bool:
        """Whether it is a question at all."""
        return self.kind not in ("heading", "text", "note")

    @property
    def chosen(self) -> bool:
        """Whether the answer is chosen, not typed."""
        return self.kind in ("list", "choice", "several", "yes")

    def asked(self, part: Any) -> str:
        """The question in words."""
        return say(self.label) if isinstance(self.label, str) else self.label(part)

    def hinted(self, part: Any) -> str:
        """The sentence under the question; of a day, how to type one."""
        if not isinstance(self.hint, str):
            return self.hint(part)
        key = self.hint or ("record_meeting.day_hint" if self.kind == "day" else "")
        return say(key) if key else ""

    def after(self, now: Any, value: str) -> Any:
        """What is chosen after a click on ``value``: one more or less of several; of one, again takes it away."""
        if self.kind == "yes":
            return not now
        if self.kind == "several":
            return [one for one in now or [] if one != value] + [value] * (value not in (now or []))
        return self.first if value == now and self.kind == "choice" else value


@dataclass(frozen=True)
class Form:
    """Questions, and ``keep(project, *given, **answers)`` that stores them.

    ``name`` is its own within the part, ``origin`` where undo finds what it stored, ``button`` the key of the words on
    its button. ``given`` tells what the page knows already: the open row unless said otherwise. With ``fold`` it is
    folded away under that sentence, ``above`` gives blocks that stand over the questions, ``under`` is a second line
    on its button, ``more`` the fold for those that stand aside. Of a form that keeps ``at_once`` a click on a choice
    stores it, and there is no button. ``said`` is told when it was stored: the key of a sentence, or a function of
    what was made (a ``keep`` that gives False changed nothing); ``then(part, made)`` may open what was made, or close
    what is gone.
    """

    name: str
    keep: Callable[..., Any]
    origin: str
    button: str = ""
    asks: tuple[Ask, ...] = ()
    given: Callable[[Any, str], tuple[Any, ...]] = of_opened
    fold: str = ""
    main: bool = True
    at_once: bool = False
    above: Callable[[Any], list[Block]] = no_blocks
    more: str = ""
    under: str = ""
    said: str | Callable[[Any], str] = ""
    then: Callable[[Any, Any], None] | None = None

    @property
    def of_what_stands(self) -> bool:
        """Whether it is about what stands there now: nothing typed in it may go along to another row."""
        return self.given is of_opened or any(ask.filled for ask in self.asks)

    def told(self, made: Any) -> str:
        """What is told when it was stored; empty for the usual sentence."""
        if not isinstance(self.said, str):
            return self.said(made)
        return say(self.said) if self.said else ""


def later(*asks: Ask) -> tuple[Ask, ...]:
    """These questions as part of a correction: asked only when they were answered before."""
    return tuple(replace(ask, later=True) for ask in asks)


def correctable(**tables: tuple[Ask, ...]) -> Mapping[str, tuple[Ask, ...]]:
    """The questions by table, for what can be put right in a part."""
    return MappingProxyType(tables)


def words_of(section: str, values: Sequence[str], nothing: str = "") -> Callable[[Any], Options]:
    """The values of a column in the words under ``section``; ``nothing`` is the sentence for choosing none."""

    def options(_part: Any) -> Options:
        none = [("", say(nothing))] if nothing else []
        return [*none, *((one, say(f"{section}.{one.replace(' ', '_')}")) for one in values)]

    return options
