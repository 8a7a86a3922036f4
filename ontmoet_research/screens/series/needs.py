"""Part *Nodig*: can everyone take part in the next meeting? Needs are asked, causes never are."""

from __future__ import annotations

from ontmoet_research.group import (
    confirm_needs,
    hard_to_combine,
    list_access_checks,
    needs_of_group,
    next_meeting,
    note_ready,
    read_conflict,
    read_needs,
    record_access_check,
    record_conflict,
    record_needs,
    to_confirm,
)
from ontmoet_research.group.staying import PRESENT
from ontmoet_research.model.people import NEEDS, PERSPECTIVES
from ontmoet_research.screens.blocks import Block, fold, heading, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, Options, words_of
from ontmoet_research.store import Project, find, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .page import EMPTY_OK, Contact, SeriesPart, choosable

ORIGIN = "set_up_series"
OUTCOMES = ("goed", "goed_na_aanpassing", "niet_goed")


def _judge(project: Project, session_id: str, looked_as: str, note: str, outcome: str) -> None:
    """How the room was judged."""
    if outcome == "goed_na_aanpassing" and not note:
        raise Refused("set_up_series.needs_room_note")
    record_access_check(project, session_id, outcome, looked_as or None, note)


def _ready(project: Project, session_id: str, words: str | None) -> None:
    """How needs that are hard to combine are met together."""
    if words is not None:
        note_ready(project, session_id, words)


def _turn_need(project: Project, person_id: str, needs: str) -> None:
    """Someone needs something, or no longer does."""
    record_needs(project, person_id, set(read_needs(project, person_id)[0]) ^ {needs}, origin=ORIGIN)


def _own_words(project: Project, person_id: str, text: str | None) -> None:
    record_needs(project, person_id, text=text, origin=ORIGIN)


def _still(project: Project, person_id: str) -> None:
    confirm_needs(project, person_id, origin=ORIGIN)


def _conflict(project: Project, person_id: str, note: str | None, solution: str | None) -> None:
    """What someone sees that is hard to combine, and what people agreed; what nobody touched stays."""
    now = read_conflict(project, person_id)
    told = [old if new is None else new for old, new in zip(now, (note, solution), strict=True)]
    record_conflict(project, person_id, *told, origin=ORIGIN)


def _needs(_part: SeriesPart) -> Options:
    return [(need, need_word(need)) for need in NEEDS]


READY = Form(
    "ready",
    _ready,
    "group.access",
    "set_up_series.keep_ready",
    (Ask("words", "set_up_series.ready", hint="set_up_series.ready_hint", column="ready_note", filled=True),),
    given=lambda part, _one: (part.coming(),),
    main=False,
)
ROOM = Form(
    "room",
    _judge,
    "group.access",
    asks=(
        Ask("note", "set_up_series.room_note", hint=EMPTY_OK),
        Ask("outcome", "set_up_series.room_ask", "choice", words_of("set_up_series.room_outcome", OUTCOMES)),
    ),
    given=lambda part, _one: (part.coming(), part.chosen.get("looked", "")),
    at_once=True,
)
NEED = Form(
    "need",
    _turn_need,
    ORIGIN,
    asks=(Ask("needs", "set_up_series.need_ask", "several", _needs),),
    at_once=True,
)
WORDS = Form(
    "words",
    _own_words,
    ORIGIN,
    "set_up_series.keep_need_words",
    (Ask("text", "what_you_need.in_own_words", hint="what_you_need.own_words_hint", filled=True),),
    main=False,
)
STILL = Form("still", _still, ORIGIN, "set_up_series.need_still_holds", main=False)
CONFLICT = Form(
    "conflict",
    _conflict,
    ORIGIN,
    "set_up_series.keep_conflict",
    (
        Ask("note", "set_up_series.conflict", hint="set_up_series.conflict_hint", filled=True),
        Ask("solution", "set_up_series.solution", hint="set_up_series.ready_hint", filled=True),
    ),
    main=False,
    fold="set_up_series.conflict_fold",
)


class NeedsPart(SeriesPart):
    """What the next meeting needs."""

    forms = (READY, ROOM)

    def start(self) -> None:
        """Who looks after it, and what one person needs."""
        self.contact, self.one = self.has(Contact, "contact"), self.has(OneNeed, "one")

    def coming(self) -> str:
        """The meeting to get ready for; "" when none is planned."""
        return next_meeting(self.now.sessions()) or ""

    def blocks(self) -> list[Block]:
        """Who looks after it, the room, and what people need."""
        self.opened = self.coming()
        ahead = [heading(dict(self.now.meetings())[self.opened]), *self.contact.drawn()] if self.opened else []
        return [
            *self.to_arrange("needs", "set_up_series.needed", "set_up_series.all_arranged"),
            *(ahead or [text(say("set_up_series.nothing_planned"))]),
            *self._whole_group(),
            *(self._hard() if self.opened else []),
            *self._noted(),
            *([fold(say("set_up_series.room"), *self._room())] if self.opened else []),
            fold(say("set_up_series.one_need"), *self.one.drawn()),
        ]

    def _noted(self) -> list[Block]:
        """What people wrote that is hard to combine, with what was agreed; without whose need it is (D19)."""
        told = [read_conflict(self.project, one) for one, _ in self.now.people(*PRESENT)]
        lines = sorted(
            say("set_up_series.solved", note=isolated(note), solution=isolated(solution))
            if solution
            else isolated(note)
            for note, solution in told
            if note
        )
        return [heading(say("set_up_series.noted")), listing(lines)] if lines else []

    def _whole_group(self) -> list[Block]:
        needs, people = read_table(self.project, "needs"), self.now.group()
        counted = [
            say_count("set_up_series.need_of", count, need=need_word(need))
            for need, count in needs_of_group(needs, people)
        ]
        held = self.now.sessions().query("status == 'gehouden'")["date"].dropna()
        ask = to_confirm(needs, people, held.max() if len(held) else None)
        names = [isolated(one) for one in people.loc[people["participant_id"].isin(ask), "alias"]]
        return [
            heading(say("set_up_series.group_needs")),
            listing(counted, empty=say("set_up_series.nobody_needs")),
            *([text(say("set_up_series.ask_again", names=join_words(names)))] if names else []),
        ]

    def _hard(self) -> list[Block]:
        pairs = hard_to_combine(read_table(self.project, "needs"), self.now.group())
        if not pairs:
            return []
        words = [" + ".join(map(need_word, dict.fromkeys(pair))) for pair in pairs]
        now = find(self.project, "sessions", self.opened).values
        return [heading(say("set_up_series.hard")), listing(words), *self.form(READY, now=now)]

    def _room(self) -> list[Block]:
        checks = list_access_checks(self.project, self.opened)
        told = [_judged(row["outcome"], row["note"]) for row in checks]
        perspectives = choosable((one, say(f"group.perspective.{one}")) for one in PERSPECTIVES)
        looked = self.chosen.get("looked", "")
        return [
            text(say("set_up_series.room_means"), quiet=True),
            listing(told, empty=say("set_up_series.room_not_yet")),
            select(say("set_up_series.looked_as"), "choose", perspectives, looked, name="looked"),
            *self.form(ROOM, now={"outcome": checks[-1]["outcome"] if checks else ""}),
        ]


class OneNeed(SeriesPart):
    """What one person needs."""

    forms = (NEED, WORDS, STILL, CONFLICT)

    def blocks(self) -> list[Block]:
        """The choice of a person, and what that person said."""
        known = self.now.people(*PRESENT)
        asked = [
            text(say("set_up_series.need_means"), quiet=True),
            self.pick("set_up_series.which_person", known),
        ]
        if self.opened not in dict(known):
            return asked
        needs, words = read_needs(self.project, self.opened)
        note, solution = read_conflict(self.project, self.opened)
        now = {"needs": needs, "text": words, "note": note, "solution": solution}
        return [*asked, *(block for form in self.forms for block in self.form(form, now=now))]


def need_word(need: str) -> str:
    """A need in words."""
    return say(f"what_you_need.need.{need.replace(' ', '_')}")


def _judged(outcome: str, note: str | None) -> str:
    told = say(f"set_up_series.room_outcome.{outcome}")
    return f"{told}: {isolated(note)}" if note else told
