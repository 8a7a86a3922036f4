"""A part of a page: an object with the page, with names of its own for what is open, chosen and typed in it.

::

    class SignalList(Part[FollowPage]):
        forms = (NEW, PASS_ON)                        # what can be kept here
        corrects = {"signals": (TEXT, *later(WHOM))}  # what can be put right here, by table

        def blocks(self):
            return [*self.listed([self.line(...)], ...), *self.form(NEW)]

Every part answers ``choose``, ``open_one`` and ``keep``; a gesture of its own is only for what is none of these. The
browser says with ``in`` which part is meant; :meth:`Part.drawn` puts that on everything a person can click.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from ontmoet_research.record import in_words
from ontmoet_research.store import Project, Row, find_many
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .base import gesture
from .blocks import Block, button, buttons, fold, heading, select, text
from .door import RECORDS, Door
from .forms import Ask, Form
from .own_words import checked

__all__ = ["CORRECTING", "Detail", "Host", "Part", "field_name"]

CORRECTING = "correcting"
"""Under which key a page has the part in which rows are put right."""


class Host(Protocol):
    """What a part uses of its page."""

    project: Project
    series_id: str
    typed: dict[str, str]
    parts: dict[str, Part[Any]]

    def refresh(self) -> None:
        """Draw again."""

    def forget(self, *names: str) -> None:
        """Empty these fields."""

    def field(self, name: str, label: str, **more: Any) -> Block:
        """A field with what was typed in it so far."""

    def draft_name(self, name: str) -> str:
        """Under which name the browser's tab keeps a long text."""

    def done(self, origin: str, what: str = "") -> None:
        """Say that something was stored."""

    def wait(self) -> None:
        """Say at once that this takes a moment."""

    def tell(self, text: str, tone: str = "plain") -> None:
        """Show a sentence in the status line."""


P = TypeVar("P", bound=Host)
Kind = TypeVar("Kind", bound="Part[Any]")


class Part(Generic[P]):
    """One part of a page. Subclasses give ``blocks``, and say which ``forms`` they have and what they put right."""

    forms: tuple[Form, ...] = ()
    """What can be kept here."""
    corrects: ClassVar[Mapping[str, tuple[Ask, ...]]] = MappingProxyType({})
    """What can be put right here: the questions by table. A question that came ``later`` may not be there."""

    door: Door = RECORDS
    """Through which functions it is put right."""

    def __init__(self, page: P, key: str, above: Part[Any] | None = None) -> None:
        self.page, self.key, self.above = page, key, above
        self.opened = ""
        """The row that is open; empty for none."""
        self.chosen: dict[str, Any] = {}
        """What is chosen and not stored yet, by name; of a form that is the name of the field."""
        page.parts[key] = self
        self.start()

    def start(self) -> None:
        """Set up what the part remembers and the parts it has itself, before the first drawing."""

    def has(self, kind: type[Kind], name: str) -> Kind:
        """Make a part of this part."""
        return kind(self.page, f"{self.key}.{name}", self)

    @property
    def project(self) -> Project:
        """The project, as the person at work."""
        return self.page.project

    @property
    def series_id(self) -> str:
        """The series that was chosen."""
        return self.page.series_id

    def blocks(self) -> list[Block]:
        """Give the blocks of the part."""
        raise NotImplementedError

    def drawn(self) -> list[Block]:
        """The blocks, with on everything that asks for a gesture of this part that it is meant."""
        return self.mine(self.blocks())

    def mine(self, blocks: list[Block]) -> list[Block]:
        """These blocks, with on everything that asks for a gesture of this part that it is meant."""
        for block in blocks:
            if "do" in block and "in" not in block["sends"] and self._answers(block["do"]):
                block["sends"]["in"] = self.key
            for name in ("blocks", "buttons"):
                self.mine(block.get(name, []))
        return blocks

    def close(self) -> None:
        """Nothing is open and nothing is chosen; words typed for something new stay."""
        self.opened, self.chosen = "", {}
        self.clear(*(form for form in self.forms if form.of_what_stands))

    @gesture
    def choose(self, value: str, name: str) -> None:
        """Choose an answer; only a form that keeps at once stores it."""
        form, ask = self._ask_named(name)
        if form is not None and ask is not None and form.at_once:
            self.send(form, "", {name: value})
            return
        now = self.chosen.get(name, ask.first if ask else "")
        self.chosen[name] = ask.after(now, value) if ask else value
        self.page.refresh()

    @gesture
    def open_one(self, value: str) -> None:
        """Look at one row; without an id, back to the list."""
        self.opened = value
        for part in self._all_parts():
            part.clear(*(form for form in part.forms if form.of_what_stands))
        self.page.refresh()

    @gesture
    def keep(self, form: str, one: str = "") -> None:
        """Keep what was typed and chosen in a form; ``one`` is the row of the button."""
        self.send(next(known for known in self.forms if known.name == form), one)

    def send(self, form: Form, one: str = "", chosen: Mapping[str, str] | None = None) -> None:
        """Store the answers and say so; what was typed stays when it is refused."""
        answers: dict[str, Any] = {}
        for ask in (ask for ask in form.asks if ask.answered):
            name = field_name(form, ask)
            if chosen is None or not ask.chosen:
                answers[ask.name] = self.answer(ask, name)
            elif name in chosen:
                answers[ask.name] = chosen[name] or None
        made = form.keep(self.project, *form.given(self, one), **answers)
        stay = {name: self.chosen[name] for name in self._staying(form) if name in self.chosen}
        self.clear(form)
        self.chosen |= stay
        if made is False:
            self.page.refresh()
            self.page.tell(say("correct.same"))
            return
        if form.then:
            form.then(self, made)
        self.stored(form, made)

    def stored(self, form: Form, made: Any) -> None:
        """Say that what a form asks was stored."""
        self.page.done(form.origin, form.told(made))

    def taken_back(self, rows: Sequence[Row]) -> None:
        """Show again what was there before these rows were taken back."""

    def _staying(self, form: Form) -> list[str]:
        return [field_name(form, ask) for ask in form.asks if ask.stays]

    def clear(self, *forms: Form) -> None:
        """Empty the fields of these forms, and what is chosen in them."""
        names = [field_name(form, ask) for form in forms for ask in form.asks]
        self.chosen = {name: value for name, value in self.chosen.items() if name not in names}
        self.forget(*names)

    def answer(self, ask: Ask, name: str) -> Any:
        """What was answered. Errors: ``Refused`` for words that point at a person, or when a choice is needed."""
        if ask.filled and not (name in self.chosen if ask.chosen else self.is_typed(name)):
            return None
        if ask.chosen:
            value = self.chosen.get(name, ask.first)
            if ask.needs and not value:
                raise Refused(ask.needs)
            return list(value or ()) if ask.kind == "several" else bool(value) if ask.kind == "yes" else value or None
        if ask.kind == "day":
            return self.typed(name)
        return self.kept(name, links=ask.kind in ("lines", "link"))

    def typed(self, name: str) -> str:
        """What was typed in a field of this part."""
        return self.page.typed.get(f"{self.key}.{name}", "")

    def is_typed(self, name: str) -> bool:
        """Whether someone touched this field."""
        return f"{self.key}.{name}" in self.page.typed

    def fill_in(self, name: str, words: str) -> None:
        """Put words in a field of this part."""
        self.page.typed[f"{self.key}.{name}"] = words

    def fill_form(self, form: Form, values: Mapping[str, Any]) -> None:
        """Begin a form with these values, by column; what is typed as words."""
        for ask in form.asks:
            name, value = field_name(form, ask), values[ask.stored]
            if ask.chosen:
                self.chosen[name] = value or ([] if ask.kind == "several" else "")
            else:
                self.fill_in(name, value or "")

    def kept(self, name: str, *, links: bool = False) -> str:
        """Words of a field to store. Errors: ``Refused`` when they point at a person."""
        return checked(self.typed(name), links=links)

    def forget(self, *names: str) -> None:
        """Empty these fields of this part."""
        self.page.forget(*(f"{self.key}.{name}" for name in names))

    def field(self, name: str, label: str, *, draft: bool = False, **more: Any) -> Block:
        """A field of this part with what was typed in it; of a ``draft`` the browser's tab keeps each letter."""
        own = f"{self.key}.{name}"
        return self.page.field(own, label, **more, **({"draft": self.page.draft_name(own)} if draft else {}))

    def form(
        self,
        form: Form,
        rows: Sequence[tuple[str, str, str]] = (),
        *,
        which: str = "",
        none: str = "",
        now: Mapping[Any, Any] | None = None,
        main: bool | None = None,
        folded: bool = True,
        beside: Sequence[Block] = (),
    ) -> list[Block]:
        """The questions and the button, with ``beside`` it other buttons. ``now`` is what stands there, by column.

        With ``rows`` as (id, words, second line) there is a button for each, under the question ``which``; ``none``
        says that there are none. ``main`` and ``folded`` are for a form that is not always the first thing to do.
        """
        asked = [ask for ask in form.asks if ask.when(self)]
        drawn = [self.ask(ask, field_name(form, ask), (now or {}).get(ask.stored)) for ask in asked if not ask.aside]
        aside = [self.ask(ask, field_name(form, ask)) for ask in asked if ask.aside]
        drawn += [fold(say(form.more), *aside)] if aside else []
        sent = (
            self._row_buttons(form, rows, which, none)
            if rows or none
            else self._send_button(form, form.main if main is None else main)
        )
        blocks = [*form.above(self), *drawn, *([buttons(*sent, *beside)] if beside else sent)]
        return self.mine([fold(say(form.fold), *blocks)] if form.fold and folded else blocks)

    def ask(self, ask: Ask, name: str, now: Any = None) -> Block:
        """One question, with what was answered; ``now`` is what is chosen when nobody clicked."""
        label = ask.asked(self)
        if not ask.answered:
            return heading(label) if ask.kind == "heading" else text(label, quiet=ask.kind == "note")
        if not ask.chosen:
            long = ask.kind in ("long", "lines")
            block = self.field(name, label, hint=ask.hinted(self), long=long, draft=ask.draft)
            stored = in_words(now) if now and ask.kind == "day" else now or ""
            return {**block, "value": stored} if ask.filled and not self.is_typed(name) else block
        now, options = self.chosen.get(name, now or ask.first), ask.options(self)
        if ask.kind == "list":
            return select(label, "choose", options, now, name=name)
        if ask.kind == "yes":
            return buttons(button(label, "choose", on=bool(now), value="ja", name=name))
        taken = now if isinstance(now, (list, tuple)) else [now]
        made = [button(words, "choose", on=value in taken, value=value, name=name) for value, words in options]
        return buttons(*made, label=label)

    def line(self, one: str, words: str, more: str = "") -> Block:
        """A row of a list: a button that opens it."""
        return self.mine([button(words, "open_one", more=more, value=one)])[0]

    def listed(self, lines: Iterable[Block], label: str = "", empty: str = "") -> list[Block]:
        """The rows under the sentence ``label``, or the sentence ``empty`` when there are none."""
        made = list(lines)
        if not made:
            return [text(say(empty))] if empty else []
        return [buttons(*made, label=say(label) if label else "")]

    def back(self, label: str) -> Block:
        """The button to the list."""
        return button(say(label), "open_one", value="")

    def correct_button(self, table: str, one: str) -> Block:
        """The button that opens a row to put it right."""
        return self.page.parts[CORRECTING].mine([button(say("correct.open"), "correct", table=table, one=one)])[0]

    def correct_fold(self, table: str, rows: Iterable[tuple[str, str]], title: str = "") -> list[Block]:
        """A fold with a button for each row of a list, as (id, words); nothing when nobody here may put one right."""
        listed = list(rows)
        known = find_many(self.project, table, (one for one, _ in listed))
        made = [
            {**self.correct_button(table, one), "text": isolated(words)}
            for one, words in listed
            if one in known and self.door.may(self.project, table, known[one])
        ]
        return [fold(title or say("correct.fold"), buttons(*made, label=say("correct.which")))] if made else []

    def correction_note(self, _table: str, _row: Row) -> str:
        """What is good to know before these words change; "" when nothing hangs on them."""
        return ""

    def _send_button(self, form: Form, main: bool) -> list[Block]:
        if not form.button:
            return []
        under = say(form.under) if form.under else ""
        return [button(say(form.button), "keep", main=main, more=under, form=form.name)]

    def _row_buttons(self, form: Form, rows: Sequence[tuple[str, str, str]], which: str, none: str) -> list[Block]:
        made = [button(isolated(words), "keep", more=more, form=form.name, one=one) for one, words, more in rows]
        return self.listed(made, which, none)

    def _ask_named(self, name: str) -> tuple[Form | None, Ask | None]:
        """The form and the question of a field; nothing for a choice of the part itself."""
        found = ((form, ask) for form in self.forms for ask in form.asks if field_name(form, ask) == name)
        return next(found, (None, None))

    def _all_parts(self) -> list[Part[Any]]:
        """This part and the parts in it."""
        return [part for key, part in self.page.parts.items() if key == self.key or key.startswith(f"{self.key}.")]

    def _answers(self, name: str) -> bool:
        method: Callable[..., None] | None = getattr(self, name, None)
        return bool(getattr(method, "is_gesture", False))


class Detail(Part[P]):
    """A part of one opened row: what is open in the part above it is open here."""

    @property
    def opened(self) -> str:
        """The row that is open in the part above."""
        return self.above.opened if self.above else ""

    @opened.setter
    def opened(self, value: str) -> None:
        """Only the part above opens and closes a row."""


def field_name(form: Form, ask: Ask) -> str:
    """The name of the field of a question, in its part."""
    return f"{form.name}.{ask.name}"
