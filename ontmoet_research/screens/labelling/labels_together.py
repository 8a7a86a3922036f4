"""De lijst met labels: propose, talk, agree, say what it stands for, rename, split, join and stop.

What a change would touch is shown before it happens. One list, one family of at most seven labels, one label at a time.
"""

from __future__ import annotations

from typing import Any

from ontmoet_research.coding import agree_on_list, bring_in_codebook, propose_code
from ontmoet_research.coding.list_changes import KINDS, ORIGIN
from ontmoet_research.model import shipped
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, words_of
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .label_list import Family, families_of
from .one_label import EXPLAINS, OneLabel, status_of

STARTERS = ("codeboek_A", "codeboek_B", "codeboek_C", "codeboek_D")
CODEBOOK = "codebook"  # where bringing in a list can be taken back
NEW_LABEL = "new"


def take_list(project: Project, name: str) -> str:
    """Bring in a ready-made list; the group chose it. Gives its ``codebook_id``."""
    path, title = shipped("codeboeken", f"{name}.csv"), say(f"practice.codebook.{name}")
    return bring_in_codebook(project, path, title=title).codebook_id


def _where(part: Any, _one: str) -> tuple[Any, ...]:
    return (part.book,)


def _propose(project: Project, book: str, *, label: str, family: str, kind: str, **texts: str) -> str:
    return propose_code(project, book, label, family=family, kind=kind, **texts)


def _open(part: Any, made: Any) -> None:
    part.opened = str(made)


NEW = Form(
    "new",
    _propose,
    ORIGIN,
    "labels_together.propose",
    (
        Ask("label", "labels_together.label", hint="labels_together.label_hint"),
        Ask("family", "labels_together.family", hint="labels_together.family_hint"),
        *(Ask(name, f"labels_together.ask.{name}") for name in EXPLAINS),
        Ask("kind", "labels_together.kind_of", "choice", words_of("labels_together.kind", KINDS), first=KINDS[0]),
    ),
    given=_where,
    said="labels_together.proposed",
    then=_open,
)
TAKE = Form("take", take_list, CODEBOOK, given=lambda _part, one: (one,), said="labels_together.taken")
WHOLE = Form(
    "whole",
    lambda project, book: agree_on_list(project, book, today()),
    ORIGIN,
    "labels_together.agree_on_list",
    given=_where,
    main=False,
    said="labels_together.list_agreed",
)


class LabelList(Part[PartsPage]):
    """One list; the label that is open, or a new one, stands in its place."""

    forms = (NEW, TAKE, WHOLE)

    def start(self) -> None:
        """The open label is a part of its own."""
        self.one = self.has(OneLabel, "one")

    @gesture
    def open_one(self, value: str) -> None:
        """Look at one label, with no change of it begun; or back to the list."""
        self.one.chosen = {}
        super().open_one(value)

    @property
    def book(self) -> str:
        """The list on the screen; the first unless another was chosen and is there."""
        books = self.books()
        chosen = self.chosen.get("book", "")
        return chosen if chosen in books else next(iter(books), "")

    def books(self) -> dict[str, str]:
        """The lists of the project: id and title."""
        return {row.object_id: row["title"] for row in read_rows(self.project, "codebooks")}

    def blocks(self) -> list[Block]:
        """The list, or the one label that is open, or a new one."""
        if not self.book:
            return [text(say("labels_together.no_list")), *self.starters()]
        if self.opened == NEW_LABEL:
            return self._proposal()
        return self.one.drawn() or self._list()

    def starters(self) -> list[Block]:
        """The ready-made lists that are not in the project yet; none is there by itself."""
        there = set(self.books().values())
        left = [
            (name, say(f"practice.codebook.{name}"), say(f"labels_together.starter.{name}"))
            for name in STARTERS
            if say(f"practice.codebook.{name}") not in there
        ]
        if not left:
            return []
        means = text(say("labels_together.starters_mean"), quiet=True)
        return [
            fold(say("labels_together.starters"), means, *self.form(TAKE, left, which="labels_together.which_list"))
        ]

    def _codes(self) -> list[Row]:
        return read_rows(self.project, "codes", codebook_id=self.book)

    def _shown_family(self) -> Family | None:
        families = families_of(self._codes())
        chosen = self.chosen.get("family", "")
        return next((one for one in families if one.key == chosen), families[0] if families else None)

    def _list(self) -> list[Block]:
        families, shown, books = families_of(self._codes()), self._shown_family(), self.books()
        made: list[Block] = []
        if len(books) > 1:
            made.append(select(say("labelling.book_choice"), "choose", books.items(), self.book, name="book"))
        if shown and len(families) > 1:
            keys = [
                button(family.title, "choose", on=family.key == shown.key, value=family.key, name="family")
                for family in families
            ]
            made.append(buttons(*keys, label=say("labelling.families")))
        labels = [self.line(row.object_id, row["label_nl"], _in_short(row)) for row in (shown.codes if shown else ())]
        stopped = [isolated(row["label_nl"]) for row in self._codes() if row["status"] == "gestopt"]
        return [
            *made,
            *self.listed(labels, "labels_together.open_one"),
            button(say("labels_together.new"), "open_one", main=True, value=NEW_LABEL),
            *([fold(say("labels_together.stopped"), listing(stopped))] if stopped else []),
            fold(
                say("labels_together.whole_list"),
                text(say("labels_together.whole_list_more")),
                *self.form(WHOLE),
            ),
            *self.starters(),
        ]

    def _proposal(self) -> list[Block]:
        shown = self._shown_family()
        if shown and not self.typed("new.family"):
            self.fill_in("new.family", shown.codes[0]["family"] or "")
        return [heading(say("labels_together.new")), *self.form(NEW, beside=[self.back("labels_together.back")])]


def _in_short(row: Row) -> str:
    return say("labels_together.in_short", status=status_of(row), meaning=row["definition_b1"] or "").strip()


class LabelsTogether(PartsPage):
    """The page of one list."""

    name = "labels_together"
    asks_series = False
    kinds = {"list": LabelList}  # noqa: RUF012 - as every page of parts says it

    def around(self, shown: list[Block]) -> list[Block]:
        """There is one part, so nothing to choose between."""
        return shown

    def after_undo(self, rows: list[Row]) -> None:
        """The label that was open stays so; when it is not there any more, the list shows."""
        opened = self.parts["list"].opened
        super().after_undo(rows)
        self.parts["list"].opened = opened


def labels_together(project: Project | None = None) -> LabelsTogether:
    """The list of labels, made together; ``project`` is the one of this notebook unless given."""
    return LabelsTogether(project or here())
