"""Slotvraag: the answers to the closing question, and how people go home. Sorting stands in ``sorting.py``."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import Asked, keep_answers, keep_checkout, settle, sum_up, where_by_kind
from ontmoet_research.change.checkouts import AWARENESS, ENERGY, written_by
from ontmoet_research.change.harvests import ORIGIN as HARVESTS
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, table, text
from ontmoet_research.screens.forms import Ask, Form, correctable, words_of
from ontmoet_research.store import Project, Row, find, new_id, read_rows, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .file import AnswersFile, one_line
from .part import LONG_WORDS, LinesPart, of_meeting
from .sorting import Sorting


def _keep(project: Project, session_id: str, question: str, answers: str) -> str:
    return keep_answers(project, session_id, question, answers.splitlines())


def _home(project: Project, session_id: str, energy: str, origin: str, home_words: str, awareness: str | None) -> str:
    """How one person goes home, with the words that were typed. Nobody knows whose answer it is."""
    return keep_checkout(project, session_id, energy or None, home_words, awareness=awareness, origin=origin)


QUESTION = Form(
    "question",
    _keep,
    HARVESTS,
    "record_meeting.keep_closing",
    (
        Ask("question", "record_meeting.question", hint="record_meeting.question_hint"),
        Ask("answers", "record_meeting.answers", "long", hint="record_meeting.answers_hint", draft=True),
    ),
    given=of_meeting,
)
HOME = Form(
    "home",
    _home,
    "",
    asks=(
        Ask("home_words", "record_meeting.home_words", hint="record_meeting.home_words_hint"),
        Ask(
            "awareness",
            "record_meeting.awareness_of",
            "choice",
            words_of("record_meeting.awake_now", AWARENESS),
            aside=True,
        ),
    ),
    given=lambda part, energy: (part.meeting_id, energy, part.home_origin),
    more="record_meeting.awareness",
)


class ClosingPart(LinesPart):
    """The end of an evening."""

    forms = (QUESTION, HOME)
    corrects = correctable(harvests=(LONG_WORDS,))

    def start(self) -> None:
        """Answers may stand in a file; they are sorted one by one."""
        self.file, self.sorting = self.has(AnswersFile, "file"), self.has(Sorting, "sorting")
        self.file.into = self
        self.home_origin = f"change.checkouts {new_id()}"  # only what was typed on this very page is taken back

    def stored(self, form: Form, made: Any) -> None:
        """An answer on going home is nobody's."""
        if form is HOME:
            self.page.done(self.home_origin, nobodys=written_by(self.project))
        else:
            super().stored(form, made)

    def take_in(self, asked: Asked) -> None:
        """Put a question of a file in the fields."""
        self.clear(QUESTION)  # also what the browser's tab still keeps of them
        self.fill_in("question.question", asked.question)
        self.fill_in("question.answers", "\n".join(map(one_line, asked.all_answers())))

    def blocks(self) -> list[Block]:
        """The answers that were kept, one more question, and going home; answers that are sorted stand alone."""
        if self.sorting.opened:
            return self.sorting.drawn()
        known = read_rows(self.project, "harvests", session_id=self.meeting_id)
        return [
            *(block for harvest in known for block in self._known(harvest)),
            *self.file.drawn(),
            *self.form(QUESTION),
            *self._going_home(),
        ]

    def _known(self, harvest: Row) -> list[Block]:
        """An answered question: how many answers, which are shown, where they go, and what to do with it."""
        n, about = len(harvest["answers"]), harvest.object_id
        shown = harvest["shown"]
        told = [say_count("record_meeting.answered", n, question=isolated(harvest["question"]))]
        if shown:
            rule = isolated(harvest["selection_rule"] or "")
            told.append(say("record_meeting.shown", n=len(shown), total=n, rule=rule))
        told += [later] if (later := self.came_later(harvest)) else []
        return [
            listing(told),
            buttons(
                *self.sorting.mine(
                    [
                        button(say("record_meeting.sort"), "sort_answers", harvest_id=about),
                        button(say("record_meeting.choose_shown"), "choose_answers", harvest_id=about),
                    ]
                ),
                {**self.correct_button("harvests", about), "text": say("record_meeting.other_answers")},
                row=True,
            ),
            *self._where(harvest),
        ]

    def _where(self, harvest: Row) -> list[Block]:
        sortings = read_table(self.project, "harvest_sortings")
        own = sortings[sortings["harvest_id"] == harvest.object_id]
        if own.empty:
            return []
        counts = where_by_kind(settle(harvest["answers"], own))
        names = {kind: say(f"record_meeting.harvest_kind.{kind}") for kind in counts.columns}
        places = [say(f"record_meeting.destination.{place}") for place in counts.index]
        shown = counts.rename(columns=names).reset_index(drop=True)
        shown.insert(0, say("record_meeting.where_to_column"), places)
        caption = say("record_meeting.where_caption")
        return [fold(say("record_meeting.see_where"), table(caption, shown))]

    def _going_home(self) -> list[Block]:
        answers = read_table(self.project, "checkouts")
        k = find(self.project, "series", self.series_id)["k_threshold"]
        mood = sum_up(answers[answers["session_id"] == self.meeting_id], k)
        energy = [(state, say(f"record_meeting.energy.{state}"), "") for state in ENERGY]
        told: list[Block] = []
        if mood.enough:
            lines = [say_count(f"record_meeting.went_home.{state}", n) for state, n in mood.energy.items()]
            lines += [say_count(f"record_meeting.awake.{one}", n) for one, n in mood.awareness.items()]
            told = [listing([*lines, *map(isolated, mood.words)])]
        elif mood.n:
            told = [text(say_count("record_meeting.too_few_answers", mood.n))]
        return [
            heading(say("record_meeting.going_home")),
            *told,
            *self.form(HOME, energy, which="record_meeting.energy_of"),
        ]
