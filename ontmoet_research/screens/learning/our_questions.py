"""Onze leervragen: what the group wonders now, how each question stands, and the timeline of the series beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.group import read_sessions, read_timeline
from ontmoet_research.learning import (
    agenda_page,
    ask_question,
    change_question,
    count_agenda,
    read_agenda,
    remove_question,
)
from ontmoet_research.learning.agenda import ASKING, ORIGIN
from ontmoet_research.model.material import QUESTION_ORDERS, QUESTION_STATUSES
from ontmoet_research.privacy.release import write_out
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here, output_folder, today
from ontmoet_research.store import Project, find, last_seq, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    import pandas as pd

FIELDS = ("question", "answer")
ACTION = "leeragenda"


class OurQuestions(Page):
    """A list of questions; one can be open to change."""

    name = "our_questions"

    def start(self) -> None:
        """Open on the list."""
        self.open_id = ""
        self.order = ""
        self.status_now = QUESTION_STATUSES[0]

    def series_chosen(self) -> None:
        """Questions of another series are another list."""
        self._close()

    def blocks(self) -> list[Block]:
        """The open question, or the list with the questions of now first."""
        known = self.all_series()
        which = [select(say("page.which_series"), "choose_series", known, self.series_id)] if len(known) > 1 else []
        found = read_agenda(self.project, self.series_id)
        open_one = found[found["learning_question_id"] == self.open_id]
        if len(open_one):
            return [*which, *self._one(open_one.iloc[0].to_dict())]
        asking = found["status"].fillna("open").isin(ASKING)
        rest = found[~asking]
        return [
            *which,
            heading(say("our_questions.now")),
            *self._listed(found[asking]),
            *([fold(say("our_questions.before"), *self._listed(rest))] if len(rest) else []),
            *self._counted(found),
            heading(say("our_questions.new")),
            self.field("new", say("our_questions.question"), hint=say("our_questions.question_hint")),
            button(say("our_questions.add"), "add", main=True),
            fold(say("our_questions.timeline"), *self._timeline()),
            fold(
                say("our_questions.take_along"),
                text(say("our_questions.page_means"), quiet=True),
                button(say("our_questions.make_page"), "make_page"),
            ),
        ]

    @gesture
    def add(self) -> None:
        """Put a question on the list."""
        ask_question(self.project, self.series_id, self.typed.get("new", ""))
        self.forget("new")
        self.done(ORIGIN)

    @gesture
    def open_question(self, question: str) -> None:
        """Look at one question."""
        row = find(self.project, "learning_questions", question)
        self.open_id, self.order = question, row["order"] or ""
        self.status_now = row["status"] or QUESTION_STATUSES[0]
        self.typed |= {"question": row["question"], "answer": row["answer_note"] or ""}
        self.refresh()

    @gesture
    def choose_order(self, value: str) -> None:
        """Say whether it asks how or why."""
        if value in ("", *QUESTION_ORDERS):
            self.order = value
        self.refresh()

    @gesture
    def choose_status(self, value: str) -> None:
        """Say how the question stands; kept with *Bewaar*."""
        if value in QUESTION_STATUSES:
            self.status_now = value
        self.refresh()

    @gesture
    def keep_question(self) -> None:
        """Keep how it stands, and other words if there are any."""
        before = last_seq(self.project)
        change_question(
            self.project,
            self.open_id,
            question=self.typed.get("question", ""),
            order=self.order,
            status=self.status_now,
            note=self.typed.get("answer", ""),
        )
        self._close()
        self.done_since(before, ORIGIN)

    @gesture
    def remove_it(self) -> None:
        """Take the question off the list; undo brings it back."""
        remove_question(self.project, self.open_id)
        self._close()
        self.done(ORIGIN)

    @gesture
    def back(self) -> None:
        """Go back to the list; what was typed and not kept is gone."""
        self._close()
        self.refresh()

    @gesture
    def make_page(self) -> None:
        """Make the page for the next meeting in the folder ``uitvoer`` beside the notebook."""
        page = agenda_page(read_agenda(self.project, self.series_id), self.series() or "", day_in_words(today()))
        place = output_folder() / f"leeragenda_{today()}.html"
        write_out(self.project, place, page, ACTION)
        self.tell(say("our_questions.page_made", file=place.name))

    def _close(self) -> None:
        self.open_id = ""
        self.forget(*FIELDS)

    def _listed(self, found: pd.DataFrame) -> list[Block]:
        if found.empty:
            return [text(say("our_questions.nothing"), quiet=True)]
        made = [
            button(isolated(one["question"]), "open_question", more=_state(one), question=one["learning_question_id"])
            for one in rows_of(found)
        ]
        return [buttons(*made, label=say("our_questions.choose"))]

    def _one(self, one: dict[Any, Any]) -> list[Block]:
        orders = [
            ("", say("our_questions.order.unknown")),
            *((o, say(f"our_questions.order.{o}")) for o in QUESTION_ORDERS),
        ]
        states = [(one, say(f"our_questions.status.{one}")) for one in QUESTION_STATUSES]
        earlier = [isolated(words) for words in one["earlier"]]
        return [
            heading(isolated(one["question"])),
            *([text(say("our_questions.earlier"), quiet=True), listing(earlier)] if earlier else []),
            choices(say("our_questions.how_is_it"), "choose_status", states, self.status_now),
            self.field("answer", say(f"our_questions.note.{self.status_now}"), long=True),
            fold(
                say("our_questions.other_words"),
                self.field("question", say("our_questions.question"), hint=say("our_questions.old_stays")),
                choices(say("our_questions.how_or_why"), "choose_order", orders, self.order),
                button(say("our_questions.remove"), "remove_it"),
            ),
            buttons(
                button(say("our_questions.keep"), "keep_question", main=True),
                button(say("our_questions.back"), "back"),
            ),
        ]

    def _counted(self, found: pd.DataFrame) -> list[Block]:
        if found.empty:
            return []
        counted = count_agenda(found)
        told = [say_count("our_questions.count.asked", counted["asked"])]
        told += [
            say_count(f"our_questions.count.{name}", counted[name])
            for name in ("changed", "beantwoord", "losgelaten", "waarom")
            if counted[name]
        ]
        return [text(" ".join(told), quiet=True)]

    def _timeline(self) -> list[Block]:
        sessions = read_sessions(self.project, self.series_id)
        told = rows_of(read_timeline(self.project, self.series_id, sessions))
        return [listing(_event(one) for one in told), text(say("our_questions.timeline_from"), quiet=True)]


def _state(one: dict[Any, Any]) -> str:
    status = one["status"] or QUESTION_STATUSES[0]
    state = say(f"our_questions.status.{status}")
    note = one["answer_note"]
    return f"{state}. {isolated(note)}" if note else state


def _event(one: dict[Any, Any]) -> str:
    title = isolated(str(one["title"]))
    if one["event_id"]:
        return say(f"set_up_series.event_kind.{one['kind']}", title=title, day=day_in_words(str(one["date"])))
    return say(f"set_up_series.status.{one['kind']}", meeting=title)


def our_questions(project: Project | None = None) -> OurQuestions:
    """*Onze leervragen* of notebook 06; ``project`` is the one of this notebook unless given."""
    return OurQuestions(project or here())
