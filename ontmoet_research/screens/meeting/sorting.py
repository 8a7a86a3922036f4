"""Answers to the closing question: one at a time in a kind, and which of them are shown. People do it, not the kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.change import choose_shown, settle, sort_answer
from ontmoet_research.change.harvest_table import SETTLED
from ontmoet_research.change.harvests import ORIGIN as HARVESTS
from ontmoet_research.change.harvests import sorting_of
from ontmoet_research.model.change import DESTINATIONS, HARVEST_KINDS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, aloud, button, buttons, select, text
from ontmoet_research.screens.forms import Ask, Form, words_of
from ontmoet_research.store import Project, Row, find, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .part import MeetingPart

if TYPE_CHECKING:
    import pandas as pd


def _kind(project: Project, harvest_id: str, answer: str, kind: str) -> None:
    sort_answer(project, harvest_id, answer, kind)


def _turn_place(project: Project, harvest_id: str, answer: str, place: str) -> None:
    """The answer is taken somewhere, or is not."""
    before = sorting_of(project, harvest_id, answer)
    chosen = set(before["destinations"] if before else ()) ^ {place}
    sort_answer(project, harvest_id, answer, destinations=[one for one in DESTINATIONS if one in chosen])


def _this_answer(part: Sorting, _one: str) -> tuple[str, ...]:
    return (part.opened, part.answer_now())


KIND = Form(
    "kind",
    _kind,
    HARVESTS,
    asks=(
        Ask(
            "kind",
            "record_meeting.harvest_kind_of",
            "choice",
            words_of("record_meeting.harvest_kind", HARVEST_KINDS),
        ),
    ),
    given=_this_answer,
    at_once=True,
)
PLACE = Form(
    "place",
    _turn_place,
    HARVESTS,
    asks=(
        Ask(
            "place",
            "record_meeting.where_to",
            "several",
            words_of("record_meeting.destination", DESTINATIONS),
            column="destinations",
        ),
    ),
    given=_this_answer,
    at_once=True,
)
SHOWN = Form(
    "shown",
    choose_shown,
    HARVESTS,
    "record_meeting.keep_shown",
    (
        Ask("shown", "record_meeting.choose_answers", "several", lambda part: part.of_kind()),
        Ask("rule", "record_meeting.rule", hint="record_meeting.rule_hint"),
    ),
    then=lambda part, _made: part.close(),
)


class Sorting(MeetingPart):
    """One closing question that is open: its answers are sorted, or chosen to be shown."""

    forms = (KIND, PLACE, SHOWN)
    choosing = False
    place = 0

    @gesture
    def sort_answers(self, harvest_id: str) -> None:
        """Begin sorting, at the first answer that this person did not sort yet."""
        self.opened, self.choosing = harvest_id, False
        answers = self._all_answers()
        left = (n for n, one in enumerate(answers) if sorting_of(self.project, harvest_id, one) is None)
        self.place = next(left, 0)
        self.page.refresh()

    @gesture
    def choose_answers(self, harvest_id: str) -> None:
        """Begin choosing which answers are shown, with what was chosen before."""
        harvest = find(self.project, "harvests", harvest_id)
        self.opened, self.choosing = harvest_id, True
        self.chosen = {"shown.shown": list(harvest["shown"])}
        self.fill_in("shown.rule", harvest["selection_rule"] or "")
        self.page.refresh()

    @gesture
    def go_to_answer(self, place: int) -> None:
        """Look at another answer."""
        self.place = min(max(int(place), 0), len(self._all_answers()) - 1)
        self.page.refresh()

    def blocks(self) -> list[Block]:
        """The open question, in the middle of what is done with it."""
        harvest = find(self.project, "harvests", self.opened)
        shown = self._choosing(harvest) if self.choosing else self._one_answer(harvest)
        return [text(isolated(harvest["question"]), strong=True), *shown]

    def _one_answer(self, harvest: Row) -> list[Block]:
        answers = self._all_answers()
        self.place = min(self.place, len(answers) - 1)
        answer = answers[self.place]
        sorting = sorting_of(self.project, self.opened, answer)
        return [
            text(say("record_meeting.answer_place", n=self.place + 1, total=len(answers))),
            aloud(answer),
            *self.form(KIND, now=sorting.values if sorting else {}),
            *(self._after_kind(harvest, answer, sorting) if sorting else []),
            buttons(*self._steps_between(len(answers), bool(sorting)), row=True),
        ]

    def _after_kind(self, harvest: Row, answer: str, sorting: Row) -> list[Block]:
        """What others chose, only after an own choice; and where people take it."""
        rows = read_table(self.project, "harvest_sortings")
        own = rows[(rows["harvest_id"] == harvest.object_id) & (rows["answer"] == answer)]
        others = own[own["sorted_by"] != sorting["sorted_by"]]["kind"].unique()
        apart = [kind for kind in HARVEST_KINDS if kind in others and kind != sorting["kind"]]
        told = join_words([say(f"record_meeting.harvest_kind.{kind}").lower() for kind in apart])
        where = self.form(PLACE, now=sorting.values)
        return [*([text(say("record_meeting.sorted_apart", kinds=told))] if apart else []), *where]

    def _steps_between(self, many: int, sorted_now: bool) -> list[Block]:
        back = [button(say("record_meeting.previous_answer"), "go_to_answer", place=self.place - 1)]
        words = say("record_meeting.next_answer" if sorted_now else "record_meeting.pass_answer")
        onward = [button(words, "go_to_answer", main=sorted_now, place=self.place + 1)]
        return [
            *(back if self.place else []),
            *(onward if self.place + 1 < many else []),
            button(say("record_meeting.back_to_closing"), "open_one", main=self.place + 1 == many, value=""),
        ]

    def _choosing(self, harvest: Row) -> list[Block]:
        kinds = [(kind, say(f"record_meeting.harvest_kind.{kind}")) for kind in self._kinds()]
        picked = self.chosen.get("shown.shown", [])
        chosen = sum(answer in picked for answer in harvest["answers"])
        which = select(say("record_meeting.show_kind"), "choose", kinds, self._kind_shown(), name="kind_shown")
        return [
            text(say("record_meeting.chosen_so_far", n=chosen, total=len(harvest["answers"]))),
            *([which] if kinds[1:] else []),
            *self.form(SHOWN, beside=[self.back("record_meeting.back_to_closing")]),
        ]

    def of_kind(self) -> list[tuple[str, str]]:
        """The answers of the kind that is shown, to choose from."""
        settled = self._settled()
        return [(one, one) for one in settled.loc[settled["kind"] == self._kind_shown(), "answer"]]

    def _settled(self) -> pd.DataFrame:
        harvest, rows = find(self.project, "harvests", self.opened), read_table(self.project, "harvest_sortings")
        return settle(harvest["answers"], rows[rows["harvest_id"] == self.opened])

    def _kinds(self) -> list[str]:
        found = set(self._settled()["kind"])
        return [kind for kind in SETTLED if kind in found]

    def _kind_shown(self) -> str:
        kinds, now = self._kinds(), self.chosen.get("kind_shown")
        return now if now in kinds else kinds[0]

    def _all_answers(self) -> list[str]:
        """The different answers, in the order they came: the same words are sorted once."""
        return list(dict.fromkeys(find(self.project, "harvests", self.opened)["answers"]))

    def answer_now(self) -> str:
        """The answer that is looked at."""
        answers = self._all_answers()
        return answers[min(self.place, len(answers) - 1)]
