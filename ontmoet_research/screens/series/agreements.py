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
    record_mood,
)
from ontmoet_research.model.group import CONDITIONS
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.blocks import Block, fold, listing, text
from ontmoet_research.screens.forms import Ask, Form, of_series
from ontmoet_research.store import Project, find, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPart, one_of

ORIGIN = "group.agreements"
MOODS = "group.moods"
ANSWERS = ("goed", "kan_beter", "nog_niet", "weet_niet")


def _answer(project: Project, session_id: str, **told: str | None) -> None:
    """What the group says of one condition; an answer is not taken away by choosing none."""
    for condition, answer in told.items():
        if answer:
            record_mood(project, session_id, condition, answer)


def _in_own_words(project: Project, session_id: str, **told: str | None) -> None:
    """What the group says of the conditions that it answered, in own words."""
    known = read_mood(project, session_id)
    for condition, words in told.items():
        if words is not None and condition in known and words != known[condition][1]:
            record_mood(project, session_id, condition, known[condition][0], words)


def _shut(part: SeriesPart, _made: object) -> None:
    part.close()


REVIEW = Ask("review_on", "set_up_series.review_on", "day", hint="set_up_series.review_hint")
AGREE = Form(
    "agree",
    agree_on,
    ORIGIN,
    "set_up_series.add_agreement",
    (Ask("words", "set_up_series.agreement", hint="set_up_series.agreement_hint"), REVIEW),
    given=of_series,
)
AGAIN = Form(
    "again",
    look_again,
    ORIGIN,
    "set_up_series.still_holds",
    (Ask("words", "set_up_series.other_words", column="text", filled=True), REVIEW),
    then=_shut,
)
END = Form("end", end_agreement, ORIGIN, "set_up_series.no_longer_holds", main=False, then=_shut)
MOOD = Form(
    "mood",
    _answer,
    MOODS,
    asks=tuple(
        Ask(one, f"set_up_series.condition.{one}", "list", one_of("mood_answer", ANSWERS)) for one in CONDITIONS
    ),
    at_once=True,
)
MOOD_WORDS = Form(
    "mood_words",
    _in_own_words,
    MOODS,
    "set_up_series.keep_mood_words",
    tuple(
        Ask(
            one,
            f"set_up_series.condition.{one}",
            filled=True,
            when=lambda part, one=one: one in read_mood(part.project, part.opened),  # type: ignore[misc]  # the one of this question
        )
        for one in CONDITIONS
    ),
    main=False,
    fold="set_up_series.mood_words",
)


class AgreementsPart(SeriesPart):
    """Agreements of the group, and how it sits together."""

    forms = (AGREE, AGAIN, END)

    def start(self) -> None:
        """How the group sits is looked at per meeting."""
        self.mood = self.has(MoodPart, "mood")

    def blocks(self) -> list[Block]:
        """What the group agreed on, with what it is time to look at."""
        rows = list_agreements(self.project, self.series_id)
        due = due_agreements(read_table(self.project, "working_agreements"), self.now.sessions(), date.today())
        lines = [_line(isolated(row["text"]), row["review_on"], row.object_id in due) for row in rows]
        known = [(row.object_id, isolated(row["text"])) for row in rows]
        return [
            *self.to_arrange("agreements", "set_up_series.agreed", "set_up_series.agreements_fine"),
            *([listing(lines)] if lines else []),
            *self.form(AGREE),
            fold(say("set_up_series.look_back"), *self._look_back(known)),
            *self._before(known),
            fold(say("set_up_series.mood"), *self.mood.drawn()),
        ]

    def _look_back(self, known: list[tuple[str, str]]) -> list[Block]:
        which = self.pick("set_up_series.which_agreement", known)
        if self.opened not in dict(known):
            return [which]
        now = find(self.project, "working_agreements", self.opened).values
        return [which, *self.form(AGAIN, now={"text": now["text"]}, beside=self.form(END))]

    def _before(self, known: list[tuple[str, str]]) -> list[Block]:
        """How the agreements that hold sounded before (E23)."""
        lines = [
            say("set_up_series.sounded", now=now, day=day_in_words(day) if day else "–", words=isolated(words))
            for one, now in known
            for day, words in older_words(self.project, one)
        ]
        return [fold(say("set_up_series.older_words"), listing(lines))] if lines else []


class MoodPart(SeriesPart):
    """How the group sat at one meeting."""

    forms = (MOOD, MOOD_WORDS)

    def blocks(self) -> list[Block]:
        """The choice of a meeting, and what the group said then."""
        held = self.now.meetings("gehouden")
        asked = [
            text(say("set_up_series.mood_means"), quiet=True),
            self.pick("set_up_series.which_meeting", held),
        ]
        if self.opened not in dict(held):
            return asked
        told = read_mood(self.project, self.opened)
        answers, words = ({one: both[i] for one, both in told.items()} for i in (0, 1))
        return [*asked, *self.form(MOOD, now=answers), *(self.form(MOOD_WORDS, now=words) if told else [])]


def _line(words: str, review_on: str | None, due: bool) -> str:
    if due:
        return say("set_up_series.agreement_due", words=words)
    return say("set_up_series.agreement_until", words=words, day=day_in_words(review_on)) if review_on else words
