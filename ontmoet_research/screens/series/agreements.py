"""Part *Afspraken*: how the group works together, looked at again now and then; and how the group sits."""

from __future__ import annotations

from datetime import date

from ontmoet_research.group import (
    agree_on,
    due_agreements,
    end_agreement,
    list_agreements,
    look_again,
    older_words,
    read_mood,
)
from ontmoet_research.group import record_mood as note_mood
from ontmoet_research.model.group import CONDITIONS
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, listing, text
from ontmoet_research.store import read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPage, in_words, pick

ANSWERS = ("goed", "kan_beter", "nog_niet", "weet_niet")


class AgreementsPart(SeriesPage):
    """Agreements of the group, and how it sits together."""

    agreement_id = ""
    mood_at = ""

    def agreements_part(self) -> list[Block]:
        """What the group agreed on, with what it is time to look at."""
        rows = list_agreements(self.project, self.series_id)
        due = due_agreements(read_table(self.project, "working_agreements"), self.sessions(), date.today())
        lines = [_line(isolated(row["text"]), row["review_on"], row.object_id in due) for row in rows]
        asked = [(row.object_id, isolated(row["text"])) for row in rows]
        return [
            *self.which(),
            *self.to_arrange("agreements", say("set_up_series.agreed"), say("set_up_series.agreements_fine")),
            *([listing(lines)] if lines else []),
            self.field("agreement", say("set_up_series.agreement"), hint=say("set_up_series.agreement_hint")),
            self.field("review_on", say("set_up_series.review_on"), hint=say("set_up_series.review_hint")),
            button(say("set_up_series.add_agreement"), "add_agreement", main=True),
            fold(say("set_up_series.look_back"), *self._look_back(asked)),
            *self._before(asked),
            fold(say("set_up_series.mood"), *self._mood()),
        ]

    @gesture
    def add_agreement(self) -> None:
        """Note what the group agreed on."""
        words, review = self.typed.get("agreement", ""), self.typed.get("review_on", "")
        self.keep("group.agreements", agree_on, self.series_id, words, review_on=review)
        self.forget("agreement", "review_on")
        self.refresh()

    @gesture
    def choose_agreement(self, value: str) -> None:
        """Look at one agreement."""
        self.agreement_id = value
        own = {row.object_id: row["text"] for row in list_agreements(self.project, self.series_id)}
        self.typed["other_words"] = own.get(value, "")
        self.refresh()

    @gesture
    def still_holds(self) -> None:
        """The agreement was looked at again; in other words when they were changed."""
        words, review = self.typed.get("other_words", ""), self.typed.get("next_review", "")
        self.keep("group.agreements", look_again, self.agreement_id, words, review_on=review)
        self.agreement_id = ""
        self.forget("other_words", "next_review")
        self.refresh()

    @gesture
    def no_longer_holds(self) -> None:
        """The agreement ended."""
        self.keep("group.agreements", end_agreement, self.agreement_id)
        self.agreement_id = ""
        self.refresh()

    @gesture
    def choose_mood_meeting(self, value: str) -> None:
        """Look at how the group sat at a meeting."""
        self.mood_at = value
        told = read_mood(self.project, value) if value else {}
        self.typed |= {f"mood_{one}": told.get(one, ("", ""))[1] for one in CONDITIONS}
        self.refresh()

    @gesture
    def record_mood(self, condition: str, value: str) -> None:
        """Note what the group says of one condition."""
        if value:
            self.keep("group.moods", note_mood, self.mood_at, condition, value)

    @gesture
    def keep_mood_words(self) -> None:
        """Keep what the group says of the conditions that it answered, in own words."""
        told = read_mood(self.project, self.mood_at)
        changed = {
            one: self.typed.get(f"mood_{one}", "").strip()
            for one, (_answer, note) in told.items()
            if self.typed.get(f"mood_{one}", "").strip() != note
        }
        for one, words in changed.items():
            self.keep("group.moods", note_mood, self.mood_at, one, told[one][0], words)

    def _look_back(self, asked: list[tuple[str, str]]) -> list[Block]:
        which = pick(say("set_up_series.which_agreement"), "choose_agreement", asked, self.agreement_id)
        if self.agreement_id not in dict(asked):
            return [which]
        return [
            which,
            self.field("other_words", say("set_up_series.other_words")),
            self.field("next_review", say("set_up_series.review_on"), hint=say("set_up_series.review_hint")),
            buttons(
                button(say("set_up_series.still_holds"), "still_holds", main=True),
                button(say("set_up_series.no_longer_holds"), "no_longer_holds"),
                row=True,
            ),
        ]

    def _before(self, asked: list[tuple[str, str]]) -> list[Block]:
        """How the agreements that hold sounded before (E23)."""
        lines = [
            say("set_up_series.sounded", now=now, day=day_in_words(day) if day else "–", words=isolated(words))
            for one, now in asked
            for day, words in older_words(self.project, one)
        ]
        return [fold(say("set_up_series.older_words"), listing(lines))] if lines else []

    def _mood(self) -> list[Block]:
        held = self.meetings("gehouden")
        which = pick(say("set_up_series.which_meeting"), "choose_mood_meeting", held, self.mood_at)
        if self.mood_at not in dict(held):
            return [text(say("set_up_series.mood_means"), quiet=True), which]
        told = read_mood(self.project, self.mood_at)
        answers = in_words("mood_answer", ANSWERS)
        asked = [
            pick(words, "record_mood", answers, told.get(one, ("", ""))[0], condition=one)
            for one, words in in_words("condition", CONDITIONS)
        ]
        words = [self.field(f"mood_{one}", say(f"set_up_series.condition.{one}")) for one in told]
        keep = button(say("set_up_series.keep_mood_words"), "keep_mood_words")
        noted = [fold(say("set_up_series.mood_words"), *words, keep)] if words else []
        return [text(say("set_up_series.mood_means"), quiet=True), which, *asked, *noted]


def _line(words: str, review_on: str | None, due: bool) -> str:
    if due:
        return say("set_up_series.agreement_due", words=words)
    return say("set_up_series.agreement_until", words=words, day=day_in_words(review_on)) if review_on else words
