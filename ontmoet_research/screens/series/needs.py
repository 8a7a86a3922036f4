"""Part *Nodig*: can everyone take part in the next meeting? Needs are asked, causes never are."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from ontmoet_research.model.people import NEEDS, PERSPECTIVES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, fold, heading, listing, text
from ontmoet_research.store import find, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .page import SeriesPage, in_words, pick

if TYPE_CHECKING:
    import pandas as pd

OUTCOMES = ("goed", "goed_na_aanpassing", "niet_goed")


class NeedsPart(SeriesPage):
    """What the next meeting needs."""

    needing = ""
    looked = ""

    def needs_part(self) -> list[Block]:
        """Who looks after it, the room, and what people need."""
        coming = next_meeting(self.sessions())
        asked = [
            *self.which(),
            *self.to_arrange("needs", say("set_up_series.needed"), say("set_up_series.all_arranged")),
        ]
        if coming is None:
            return [
                *asked,
                text(say("set_up_series.nothing_planned")),
                *self._whole_group(),
                *self._noted(),
                *self._one_need(),
            ]
        return [
            *asked,
            heading(dict(self.meetings())[coming]),
            self.contact_of(coming),
            *self._whole_group(),
            *self._hard(coming),
            *self._noted(),
            fold(say("set_up_series.room"), *self._room(coming)),
            *self._one_need(),
        ]

    @gesture
    def choose_looked(self, value: str) -> None:
        """Say as what someone looked at the room."""
        self.looked = value
        self.refresh()

    @gesture
    def judge_room(self, value: str) -> None:
        """Note how the room was judged."""
        coming = next_meeting(self.sessions())
        if coming is None:
            raise Refused("set_up_series.no_next_meeting")
        note = self.typed.get("room_note", "")
        if value == "goed_na_aanpassing" and not note.strip():
            raise Refused("set_up_series.needs_room_note")
        self.keep("group.access", record_access_check, coming, value, self.looked or None, note)
        self.forget("room_note")
        self.refresh()

    @gesture
    def keep_ready(self) -> None:
        """Keep how needs that are hard to combine are met together."""
        if coming := next_meeting(self.sessions()):
            self.keep("group.access", note_ready, coming, self.typed.get("ready", ""))

    @gesture
    def choose_needing(self, value: str) -> None:
        """Look at what one person needs."""
        self.needing = value
        self.typed["need_words"] = read_needs(self.project, value)[1] if value else ""
        self.typed["conflict"], self.typed["solution"] = read_conflict(self.project, value) if value else ("", "")
        self.refresh()

    @gesture
    def turn_need(self, value: str) -> None:
        """Someone needs something, or no longer does."""
        needs, _ = read_needs(self.project, self.needing)
        self.keep(self.origin, record_needs, self.needing, set(needs) ^ {value}, origin=self.origin)

    @gesture
    def keep_need_words(self) -> None:
        """Keep what someone needs, in own words."""
        words = self.typed.get("need_words", "")
        self.keep(self.origin, record_needs, self.needing, text=words, origin=self.origin)

    @gesture
    def need_still_holds(self) -> None:
        """What someone needed before still holds."""
        self.keep(self.origin, confirm_needs, self.needing, origin=self.origin)

    @gesture
    def keep_conflict(self) -> None:
        """Keep what someone sees that is hard to combine, and what people agreed."""
        told = (self.typed.get("conflict", ""), self.typed.get("solution", ""))
        self.keep(self.origin, record_conflict, self.needing, *told, origin=self.origin)

    def _noted(self) -> list[Block]:
        """What people wrote that is hard to combine, with what was agreed; without whose need it is (D19)."""
        told = [read_conflict(self.project, one) for one in self.group().loc[self._here(), "participant_id"]]
        lines = sorted(
            say("set_up_series.solved", note=isolated(note), solution=isolated(solution))
            if solution
            else isolated(note)
            for note, solution in told
            if note
        )
        return [heading(say("set_up_series.noted")), listing(lines)] if lines else []

    def _here(self) -> pd.Series[bool]:
        return self.group()["status"].isin(["actief", "pauze"])

    def _whole_group(self) -> list[Block]:
        needs, people = read_table(self.project, "needs"), self.group()
        counted = [
            say_count("set_up_series.need_of", count, need=_need(need)) for need, count in needs_of_group(needs, people)
        ]
        held = self.sessions().query("status == 'gehouden'")["date"].dropna()
        ask = to_confirm(needs, people, held.max() if len(held) else None)
        names = [isolated(one) for one in people.loc[people["participant_id"].isin(ask), "alias"]]
        return [
            heading(say("set_up_series.group_needs")),
            listing(counted, empty=say("set_up_series.nobody_needs")),
            *([text(say("set_up_series.ask_again", names=join_words(names)))] if names else []),
        ]

    def _hard(self, coming: str) -> list[Block]:
        pairs = hard_to_combine(read_table(self.project, "needs"), self.group())
        if not pairs:
            return []
        self.typed.setdefault("ready", find(self.project, "sessions", coming)["ready_note"] or "")
        words = [" + ".join(map(_need, dict.fromkeys(pair))) for pair in pairs]
        return [
            heading(say("set_up_series.hard")),
            listing(words),
            self.field("ready", say("set_up_series.ready"), hint=say("set_up_series.ready_hint")),
            button(say("set_up_series.keep_ready"), "keep_ready"),
        ]

    def _room(self, coming: str) -> list[Block]:
        checks = list_access_checks(self.project, coming)
        told = [_judged(row["outcome"], row["note"]) for row in checks]
        perspectives = [(one, say(f"group.perspective.{one}")) for one in PERSPECTIVES]
        last = checks[-1]["outcome"] if checks else None
        return [
            text(say("set_up_series.room_means"), quiet=True),
            listing(told, empty=say("set_up_series.room_not_yet")),
            pick(say("set_up_series.looked_as"), "choose_looked", perspectives, self.looked),
            self.field("room_note", say("set_up_series.room_note"), hint=say("set_up_series.may_stay_empty")),
            choices(say("set_up_series.room_ask"), "judge_room", in_words("room_outcome", OUTCOMES), last),
        ]

    def _one_need(self) -> list[Block]:
        people = self.group()
        people = people[self._here()]
        names = sorted(
            zip(people["participant_id"], map(isolated, people["alias"]), strict=True), key=lambda one: one[1]
        )
        asked = [
            text(say("set_up_series.need_means"), quiet=True),
            pick(say("set_up_series.which_person"), "choose_needing", names, self.needing),
        ]
        if self.needing in dict(names):
            needs, _ = read_needs(self.project, self.needing)
            listed = [(need, _need(need)) for need in NEEDS]
            asked += [
                choices(say("set_up_series.need_ask"), "turn_need", listed, needs),
                self.field("need_words", say("what_you_need.in_own_words"), hint=say("what_you_need.own_words_hint")),
                button(say("set_up_series.keep_need_words"), "keep_need_words"),
                button(say("set_up_series.need_still_holds"), "need_still_holds"),
                fold(
                    say("set_up_series.conflict_fold"),
                    self.field("conflict", say("set_up_series.conflict"), hint=say("set_up_series.conflict_hint")),
                    self.field("solution", say("set_up_series.solution"), hint=say("set_up_series.ready_hint")),
                    button(say("set_up_series.keep_conflict"), "keep_conflict"),
                ),
            ]
        return [fold(say("set_up_series.one_need"), *asked)]


def _need(need: str) -> str:
    return say(f"what_you_need.need.{need.replace(' ', '_')}")


def _judged(outcome: str, note: str | None) -> str:
    told = say(f"set_up_series.room_outcome.{outcome}")
    return f"{told}: {isolated(note)}" if note else told
