"""Answers to the closing question: one at a time in a kind, and which of them are shown. People do it, not the kit."""

from __future__ import annotations

from ontmoet_research.change import choose_shown, settle, sort_answer
from ontmoet_research.change.harvest_table import SETTLED
from ontmoet_research.change.harvests import ORIGIN as HARVESTS
from ontmoet_research.change.harvests import sorting_of
from ontmoet_research.model.change import DESTINATIONS, HARVEST_KINDS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, aloud, button, buttons, choices, select, text
from ontmoet_research.store import Row, find, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .file import FilePart


class SortingPart(FilePart):
    """One closing question that is open: its answers are sorted, or chosen to be shown."""

    harvest_id = ""
    choosing = False
    place = 0
    kind_shown = ""
    picked: frozenset[str] = frozenset()

    @gesture
    def sort_answers(self, harvest_id: str) -> None:
        """Begin sorting, at the first answer that this person did not sort yet."""
        self.harvest_id, self.choosing = harvest_id, False
        answers = self._answers()
        left = (n for n, one in enumerate(answers) if sorting_of(self.project, harvest_id, one) is None)
        self.place = next(left, 0)
        self.refresh()

    @gesture
    def choose_answers(self, harvest_id: str) -> None:
        """Begin choosing which answers are shown."""
        harvest = find(self.project, "harvests", harvest_id)
        self.harvest_id, self.choosing, self.kind_shown = harvest_id, True, ""
        self.picked = frozenset(harvest["shown"])
        self.typed["rule"] = harvest["selection_rule"] or ""
        self.refresh()

    @gesture
    def back_to_closing(self) -> None:
        """Close the question again."""
        self.harvest_id = ""
        self.forget("rule")
        self.refresh()

    @gesture
    def put_in_kind(self, value: str) -> None:
        """Put the answer in a kind; stored at once."""
        sort_answer(self.project, self.harvest_id, self._answer(), value)
        self.done(HARVESTS)

    @gesture
    def turn_destination(self, value: str) -> None:
        """Say that the answer is taken somewhere, or is not; stored at once."""
        before = sorting_of(self.project, self.harvest_id, self._answer())
        chosen = set(before["destinations"] if before else ()) ^ {value}
        places = [place for place in DESTINATIONS if place in chosen]
        sort_answer(self.project, self.harvest_id, self._answer(), destinations=places)
        self.done(HARVESTS)

    @gesture
    def go_to_answer(self, place: int) -> None:
        """Look at another answer."""
        self.place = min(max(int(place), 0), len(self._answers()) - 1)
        self.refresh()

    @gesture
    def show_kind(self, value: str) -> None:
        """Choose among the answers of another kind."""
        self.kind_shown = value
        self.refresh()

    @gesture
    def turn_shown(self, value: str) -> None:
        """Take an answer in the choice, or out; kept when the choice is stored."""
        self.picked ^= {value}
        self.refresh()

    @gesture
    def keep_shown(self) -> None:
        """Store which answers are shown and how they were chosen."""
        choose_shown(self.project, self.harvest_id, self.picked, self.typed.get("rule", ""))
        self.harvest_id = ""
        self.forget("rule")
        self.done(HARVESTS)

    def _sorting(self) -> list[Block]:
        """The open question, in the middle of what is done with it."""
        harvest = find(self.project, "harvests", self.harvest_id)
        shown = self._choosing(harvest) if self.choosing else self._one_answer(harvest)
        return [text(isolated(harvest["question"]), strong=True), *shown]

    def _one_answer(self, harvest: Row) -> list[Block]:
        answers = self._answers()
        self.place = min(self.place, len(answers) - 1)
        answer = answers[self.place]
        sorting = sorting_of(self.project, self.harvest_id, answer)
        kinds = [(kind, say(f"record_meeting.harvest_kind.{kind}")) for kind in HARVEST_KINDS]
        return [
            text(say("record_meeting.answer_place", n=self.place + 1, total=len(answers))),
            aloud(answer),
            choices(say("record_meeting.harvest_kind_of"), "put_in_kind", kinds, sorting["kind"] if sorting else None),
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
        places = [(place, say(f"record_meeting.destination.{place}")) for place in DESTINATIONS]
        where = choices(say("record_meeting.where_to"), "turn_destination", places, sorting["destinations"])
        return [*([text(say("record_meeting.sorted_apart", kinds=told))] if apart else []), where]

    def _steps_between(self, many: int, sorted_now: bool) -> list[Block]:
        back = [button(say("record_meeting.previous_answer"), "go_to_answer", place=self.place - 1)]
        words = say("record_meeting.next_answer" if sorted_now else "record_meeting.pass_answer")
        onward = [button(words, "go_to_answer", main=sorted_now, place=self.place + 1)]
        return [
            *(back if self.place else []),
            *(onward if self.place + 1 < many else []),
            button(say("record_meeting.back_to_closing"), "back_to_closing", main=self.place + 1 == many),
        ]

    def _choosing(self, harvest: Row) -> list[Block]:
        rows = read_table(self.project, "harvest_sortings")
        settled = settle(harvest["answers"], rows[rows["harvest_id"] == harvest.object_id])
        kinds = [kind for kind in SETTLED if kind in set(settled["kind"])]
        if self.kind_shown not in kinds:
            self.kind_shown = kinds[0]
        own = [(one, one) for one in settled.loc[settled["kind"] == self.kind_shown, "answer"]]
        options = [(kind, say(f"record_meeting.harvest_kind.{kind}")) for kind in kinds]
        chosen = sum(answer in self.picked for answer in harvest["answers"])
        return [
            text(say("record_meeting.chosen_so_far", n=chosen, total=len(harvest["answers"]))),
            *([select(say("record_meeting.show_kind"), "show_kind", options, self.kind_shown)] if kinds[1:] else []),
            choices(say("record_meeting.choose_answers"), "turn_shown", own, self.picked),
            self.field("rule", say("record_meeting.rule"), hint=say("record_meeting.rule_hint")),
            buttons(
                button(say("record_meeting.keep_shown"), "keep_shown", main=True),
                button(say("record_meeting.back_to_closing"), "back_to_closing"),
                row=True,
            ),
        ]

    def _answers(self) -> list[str]:
        """The different answers, in the order they came: the same words are sorted once."""
        return list(dict.fromkeys(find(self.project, "harvests", self.harvest_id)["answers"]))

    def _answer(self) -> str:
        answers = self._answers()
        return answers[min(self.place, len(answers) - 1)]
