"""De lijst met labels: propose, talk, agree, rename, split, join and stop. What happens is shown before it happens."""

from __future__ import annotations

from collections.abc import Callable

from ontmoet_research.coding import (
    affected_by,
    agree,
    agree_on_list,
    change_code,
    join_codes,
    propose_code,
    read_codings,
    say_about,
    split_code,
    stop_code,
)
from ontmoet_research.coding.list_changes import ORIGIN
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, select, text
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, Row, history, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .label_list import Family, families_of
from .list_parts import ListParts

EXPLAINS = ("definition_b1", "include", "exclude", "example")
PLANS = ("rename", "split", "join", "stop")


class LabelsTogether(ListParts):
    """One list, one family of at most seven labels, one label at a time."""

    name = "labels_together"
    asks_series = False

    def start(self) -> None:
        """Open on the first list, with no label chosen."""
        self.book = ""
        self.list_taken()
        self.family = self.code_id = self.plan = ""
        self.proposing = False
        self.joined: list[str] = []

    def list_taken(self) -> None:
        """Know the lists of the project; the chosen one stays as long as it is there."""
        self.books = {row.object_id: row["title"] for row in read_rows(self.project, "codebooks")}
        if self.book not in self.books:
            self.book = next(iter(self.books), "")

    def blocks(self) -> list[Block]:
        """The list, or the one label that is open, or a new one."""
        if not self.book:
            return [text(say("labels_together.no_list")), *self.starters()]
        if self.proposing:
            return self._proposal()
        code = self._open_code()
        return self._one(code) if code else self._list()

    @gesture
    def choose_book(self, value: str) -> None:
        """Look at another list."""
        if value in self.books:
            self.book, self.family, self.code_id = value, "", ""
        self.refresh()

    @gesture
    def choose_family(self, value: str) -> None:
        """Look at another family."""
        self.family = value
        self.refresh()

    @gesture
    def open_label(self, code_id: str) -> None:
        """Look at one label."""
        self.code_id, self.plan, self.joined = code_id, "", []
        self.forget("about", "new_name", "first", "second")
        self.refresh()

    @gesture
    def back_to_list(self) -> None:
        """Back to the list; nothing changes."""
        self.code_id, self.plan, self.proposing = "", "", False
        self.refresh()

    @gesture
    def start_proposal(self) -> None:
        """Begin a new label."""
        self.proposing = True
        self.refresh()

    @gesture
    def propose(self) -> None:
        """Put the new label on the list."""
        family = self._shown_family()
        texts = {name: self.typed.get(name, "") for name in EXPLAINS}
        made = propose_code(
            self.project,
            self.book,
            self.typed.get("label", ""),
            family=family.codes[0]["family"] if family else None,
            **texts,
        )
        self.forget("label", *EXPLAINS)
        self.proposing, self.code_id = False, made
        self.done(ORIGIN, say("labels_together.proposed"))

    @gesture
    def agree(self) -> None:
        """Say yes for one's own side."""
        status = agree(self.project, self.code_id)
        self.done(ORIGIN, say(f"labels_together.yes.{status}"))

    @gesture
    def say_about(self) -> None:
        """Keep what one has to say about the label."""
        say_about(self.project, self.code_id, self.typed.get("about", ""))
        self.forget("about")
        self.done(ORIGIN)

    @gesture
    def explain(self) -> None:
        """Keep the explanation as it is typed now."""
        given = {name: self.typed[name] for name in EXPLAINS if name in self.typed}
        if not given:
            raise Refused("coding.nothing_said")
        change_code(self.project, self.code_id, **given)
        self.forget(*EXPLAINS)
        self.done(ORIGIN)

    @gesture
    def plan_change(self, plan: str) -> None:
        """See what would happen; nothing changes yet."""
        if plan in PLANS:
            self.plan, self.joined = plan, []
        self.refresh()

    @gesture
    def choose_joined(self, value: str) -> None:
        """Choose a label to join with, or no longer."""
        self.joined = [one for one in self.joined if one != value] + [value] * (value not in self.joined)
        self.refresh()

    @gesture
    def do_plan(self) -> None:
        """Do what was shown."""
        works: dict[str, Callable[[], str]] = {
            "rename": self._rename,
            "split": self._split,
            "join": self._join,
            "stop": self._stop,
        }
        self.code_id = works[self.plan]()
        self.plan, self.joined = "", []
        self.forget("new_name", "first", "second")
        self.done(ORIGIN)

    @gesture
    def agree_on_list(self) -> None:
        """Say that the group agreed on the whole list."""
        agree_on_list(self.project, self.book, today())
        self.done(ORIGIN, say("labels_together.list_agreed"))

    def after_undo(self, _rows: list[Row]) -> None:
        """Show the list when the label that was open is not there any more."""
        self.plan = ""
        self.list_taken()
        if self._open_code() is None:
            self.code_id = ""

    def _codes(self) -> list[Row]:
        return read_rows(self.project, "codes", codebook_id=self.book)

    def _open_code(self) -> Row | None:
        rows = [row for row in self._codes() if row.object_id == self.code_id]
        return max(rows, key=lambda row: row.at) if rows else None

    def _shown_family(self) -> Family | None:
        families = families_of(self._codes())
        return next((one for one in families if one.key == self.family), families[0] if families else None)

    def _list(self) -> list[Block]:
        families, shown = families_of(self._codes()), self._shown_family()
        made: list[Block] = []
        if len(self.books) > 1:
            made.append(select(say("labelling.book_choice"), "choose_book", self.books.items(), self.book))
        if shown and len(families) > 1:
            keys = [(family.key, family.title) for family in families]
            made.append(choices(say("labelling.families"), "choose_family", keys, shown.key))
        labels = [
            button(row["label_nl"], "open_label", more=self._in_short(row), code_id=row.object_id)
            for row in (shown.codes if shown else ())
        ]
        stopped = [isolated(row["label_nl"]) for row in self._codes() if row["status"] == "gestopt"]
        return [
            *made,
            buttons(*labels, label=say("labels_together.open_one")),
            button(say("labels_together.new"), "start_proposal", main=True),
            *([fold(say("labels_together.stopped"), listing(stopped))] if stopped else []),
            fold(
                say("labels_together.whole_list"),
                text(say("labels_together.whole_list_more")),
                button(say("labels_together.agree_on_list"), "agree_on_list"),
            ),
            *self.starters(),
        ]

    def _in_short(self, row: Row) -> str:
        return say("labels_together.in_short", status=self._status(row), meaning=row["definition_b1"] or "").strip()

    def _status(self, row: Row) -> str:
        return say(f"labels_together.status.{row['status'] or 'voorstel'}")

    def _one(self, row: Row) -> list[Block]:
        back = button(say("labels_together.back"), "back_to_list")
        if self.plan:
            return [heading(isolated(row["label_nl"])), *self._plan(row), buttons(back)]
        going = row["status"] != "gestopt"
        return [
            heading(isolated(row["label_nl"])),
            text(self._agreement(row)),
            *self.where_agreed(row),
            listing(self._explained(row), empty=say("labels_together.not_explained")),
            *([buttons(button(say("labels_together.agree"), "agree", main=True))] if going else []),
            *self._talk(row),
            *(self._changes(row) if going else []),
            fold(say("labels_together.history"), listing(self._history(row))),
            buttons(back),
        ]

    def _agreement(self, row: Row) -> str:
        if row["status"] == "gestopt":
            return say("labels_together.is_stopped")
        sides = [say(f"page.side.{side}") for side in row["agreed_by_sides"]]
        if row["status"] == "afgesproken":
            return say("labels_together.is_agreed", sides=join_words(sides))
        return say("labels_together.is_proposal", sides=join_words(sides)) if sides else say("labels_together.no_yes")

    @staticmethod
    def _explained(row: Row) -> list[str]:
        return [say(f"labels_together.explained.{name}", words=row[name]) for name in EXPLAINS if row[name]]

    def _talk(self, row: Row) -> list[Block]:
        names = dict(self.people())
        notes = sorted(read_rows(self.project, "code_notes", code_id=row.object_id), key=lambda note: note.at)
        said = [
            say("labels_together.said", name=isolated(names.get(note["contributor_id"], "")), words=note["text"])
            for note in notes
        ]
        return [
            heading(say("labels_together.talk")),
            listing(said, empty=say("labels_together.nobody_said")),
            self.field("about", say("labels_together.about"), long=True),
            buttons(button(say("labels_together.keep"), "say_about")),
        ]

    def _changes(self, row: Row) -> list[Block]:
        plans = [button(say(f"labels_together.plan.{plan}"), "plan_change", plan=plan) for plan in PLANS]
        fields = [
            self.field(
                name, say(f"labels_together.ask.{name}"), hint=say("labels_together.now", words=row[name] or "–")
            )
            for name in EXPLAINS
        ]
        return [
            fold(say("labels_together.better_words"), *fields, button(say("labels_together.keep_words"), "explain")),
            fold(say("labels_together.change"), buttons(*plans)),
        ]

    def _plan(self, row: Row) -> list[Block]:
        codes = [row.object_id, *self.joined]
        touched = affected_by(read_codings(self.project, words=False), codes)
        told = [
            text(say(f"labels_together.plan_means.{self.plan}")),
            text(
                say(
                    "labels_together.touched",
                    labels=say_count("count.label", touched.codings),
                    pieces=say_count("count.piece", touched.pieces),
                    people=say_count("count.person", touched.people),
                )
            ),
        ]
        asked = {
            "rename": [self.field("new_name", say("labels_together.new_name"))],
            "split": [self.field(name, say(f"labels_together.{name}")) for name in ("first", "second")],
            "join": [self._others(row), self.field("new_name", say("labels_together.joined_name"))],
            "stop": [],
        }[self.plan]
        return [*told, *asked, buttons(button(say(f"labels_together.do.{self.plan}"), "do_plan", main=True))]

    def _others(self, row: Row) -> Block:
        others = [
            (one.object_id, one["label_nl"])
            for one in self._codes()
            if one["status"] != "gestopt" and one.object_id != row.object_id and one["family"] == row["family"]
        ]
        return choices(say("labels_together.join_with"), "choose_joined", others, self.joined)

    def _history(self, row: Row) -> list[str]:
        names = {**dict(self.people()), "kit": say("labels_together.kit")}
        versions = history(self.project, "codes", row.object_id)
        return [
            say(
                "labels_together.version",
                name=isolated(names.get(one["author"], say("labels_together.kit"))),
                label=isolated(one["label_nl"]),
                status=say(f"labels_together.status.{one['status'] or 'voorstel'}"),
            )
            for one in rows_of(versions)
        ]

    def _rename(self) -> str:
        change_code(self.project, self.code_id, label_nl=self.typed.get("new_name", ""))
        return self.code_id

    def _split(self) -> str:
        made = split_code(self.project, self.code_id, [self.typed.get(name, "") for name in ("first", "second")])
        return made[0]

    def _join(self) -> str:
        return join_codes(self.project, [self.code_id, *self.joined], self.typed.get("new_name", ""))

    def _stop(self) -> str:
        stop_code(self.project, self.code_id)
        return ""

    def _proposal(self) -> list[Block]:
        shown = self._shown_family()
        where = say("labels_together.in_family", family=isolated(shown.title)) if shown else ""
        return [
            heading(say("labels_together.new")),
            *([text(where)] if where else []),
            self.field("label", say("labels_together.label"), hint=say("labels_together.label_hint")),
            *(self.field(name, say(f"labels_together.ask.{name}")) for name in EXPLAINS),
            buttons(
                button(say("labels_together.propose"), "propose", main=True),
                button(say("labels_together.back"), "back_to_list"),
            ),
        ]


def labels_together(project: Project | None = None) -> LabelsTogether:
    """The list of labels, made together; ``project`` is the one of this notebook unless given."""
    return LabelsTogether(project or here())
