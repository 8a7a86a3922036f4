"""Onze leervragen: what the group wonders now, how each question stands, and the timeline of the series beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ontmoet_research.group import read_sessions, read_timeline
from ontmoet_research.learning import (
    ask_question,
    change_question,
    count_agenda,
    read_agenda,
    remove_question,
)
from ontmoet_research.learning.agenda import ASKING, ORIGIN
from ontmoet_research.model.material import QUESTION_ORDERS, QUESTION_STATUSES
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.report import export_report
from ontmoet_research.report.build import AGENDA
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_series, words_of
from ontmoet_research.screens.part import Part, field_name
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here, output_folder, today
from ontmoet_research.store import Project, find, last_seq, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    import pandas as pd

FIRST = QUESTION_STATUSES[0]
NO_ORDER = "onbekend"


def _orders(_part: Any) -> Options:
    return [(NO_ORDER, say("our_questions.order.unknown")), *words_of("our_questions.order", QUESTION_ORDERS)(None)]


def _change(project: Project, question_id: str, **told: str | None) -> bool:
    before, row = last_seq(project), find(project, "learning_questions", question_id)
    now = {
        "question": row["question"],
        "order": row["order"],
        "status": row["status"] or FIRST,
        "note": row["answer_note"] or "",
    }
    new = now | {name: value for name, value in told.items() if value is not None}
    change_question(project, question_id, **{**new, "order": None if new["order"] == NO_ORDER else new["order"]})
    return last_seq(project) != before


QUESTION = Ask("question", "our_questions.question", hint="our_questions.question_hint")
OTHER_WORDS = Ask("question", "our_questions.question", hint="our_questions.old_stays", filled=True)
ORDER = Ask("order", "our_questions.how_or_why", "choice", _orders, filled=True)
STATUS = Ask(
    "status", "our_questions.how_is_it", "choice", words_of("our_questions.status", QUESTION_STATUSES), filled=True
)
ANSWER = Ask("note", "our_questions.note.open", "long", column="answer_note", filled=True)
NEW = Form("new", ask_question, ORIGIN, "our_questions.add", (QUESTION,), given=of_series)
CHANGE = Form(
    "change",
    _change,
    ORIGIN,
    "our_questions.keep",
    (STATUS, ANSWER, OTHER_WORDS, ORDER),
    then=lambda part, _made: part.close(),
)
OFF = Form("off", remove_question, ORIGIN, then=lambda part, _made: part.close())


class Questions(Part[PartsPage]):
    """A list of questions; one can be open to change."""

    forms = (NEW, CHANGE, OFF)

    def blocks(self) -> list[Block]:
        """The open question, or the list with the questions of now first."""
        found = read_agenda(self.project, self.series_id)
        if open_one := rows_of(found[found["learning_question_id"] == self.opened]):
            return self._one(open_one[0])
        asking = found["status"].fillna("open").isin(ASKING)
        rest = found[~asking]
        return [
            heading(say("our_questions.now")),
            *self._listed(found[asking]),
            *([fold(say("our_questions.before"), *self._listed(rest))] if len(rest) else []),
            *_counted(found),
            heading(say("our_questions.new")),
            *self.form(NEW),
            fold(say("our_questions.timeline"), *self._timeline()),
            fold(
                say("our_questions.take_along"),
                text(say("our_questions.page_means"), quiet=True),
                button(say("our_questions.make_page"), "make_page"),
            ),
        ]

    @gesture
    def make_page(self) -> None:
        """Make the page for the next meeting in the folder ``uitvoer`` beside the notebook."""
        place = output_folder() / f"agenda_groep_{today()}.html"
        export_report(self.project, place, self.series_id, kind=AGENDA)
        self.page.tell(say("our_questions.page_made", file=place.name))

    def _listed(self, found: pd.DataFrame) -> list[Block]:
        if found.empty:
            return [text(say("our_questions.nothing"), quiet=True)]
        made = [
            self.line(one["learning_question_id"], isolated(one["question"]), _state(one)) for one in rows_of(found)
        ]
        return [buttons(*made, label=say("our_questions.choose"))]

    def _one(self, one: dict[Any, Any]) -> list[Block]:
        now = {**one, "status": _status(one), "order": one["order"] or NO_ORDER}
        asked = {ask: self.ask(ask, field_name(CHANGE, ask), now[ask.stored]) for ask in CHANGE.asks}
        status = self.chosen.get(field_name(CHANGE, STATUS), now["status"]) or FIRST
        earlier = [isolated(words) for words in one["earlier"]]
        return [
            heading(isolated(one["question"])),
            *([text(say("our_questions.earlier"), quiet=True), listing(earlier)] if earlier else []),
            asked[STATUS],
            {**asked[ANSWER], "label": say(f"our_questions.note.{status}")},
            fold(
                say("our_questions.other_words"),
                asked[OTHER_WORDS],
                asked[ORDER],
                button(say("our_questions.remove"), "keep", form=OFF.name),
            ),
            buttons(
                button(say(CHANGE.button), "keep", main=True, form=CHANGE.name),
                self.back("our_questions.back"),
            ),
        ]

    def _timeline(self) -> list[Block]:
        sessions = read_sessions(self.project, self.series_id)
        told = rows_of(read_timeline(self.project, self.series_id, sessions))
        return [listing(_event(one) for one in told), text(say("our_questions.timeline_from"), quiet=True)]


def _counted(found: pd.DataFrame) -> list[Block]:
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


def _status(one: dict[Any, Any]) -> str:
    return str(one["status"] or FIRST)


def _state(one: dict[Any, Any]) -> str:
    state = say(f"our_questions.status.{_status(one)}")
    note = one["answer_note"]
    return f"{state}. {isolated(note)}" if note else state


def _event(one: dict[Any, Any]) -> str:
    title = isolated(str(one["title"]))
    if one["event_id"]:
        return say(f"set_up_series.event_kind.{one['kind']}", title=title, day=day_in_words(str(one["date"])))
    return say(f"set_up_series.status.{one['kind']}", meeting=title)


class OurQuestions(PartsPage):
    """The page: what the group wonders."""

    name = "our_questions"
    kinds: ClassVar = {"questions": Questions}


def our_questions(project: Project | None = None) -> OurQuestions:
    """*Onze leervragen* of notebook 06; ``project`` is the one of this notebook unless given."""
    return OurQuestions(project or here())
