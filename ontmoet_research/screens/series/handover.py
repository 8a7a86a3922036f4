"""Part *Overdragen*: what is still with someone who stops, and who goes on with it."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.group import end_contributor, give_key_file, open_promises, open_work
from ontmoet_research.group.handover import Handover
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, heading, listing, text
from ontmoet_research.store import find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .page import SeriesPage, as_answer, pick, yes_no


class HandoverPart(SeriesPage):
    """Handing over, one person at a time."""

    leaver = ""
    successor = ""

    def handover_part(self) -> list[Block]:
        """Whom it is about, what is still open, and the way to hand it over."""
        people = [
            (row.object_id, _name(row["display_name"], row["end"])) for row in read_rows(self.project, "contributors")
        ]
        promises = [
            _promise(row["what"], row["to_whom"], row["due"]) for row in open_promises(self.project, self.series_id)
        ]
        return [
            *self.which(),
            *self.to_arrange("handover", say("set_up_series.to_arrange"), say("set_up_series.all_arranged")),
            fold(say("set_up_series.promises"), listing(promises, empty=say("set_up_series.no_promise"))),
            pick(say("set_up_series.who_hands_over"), "choose_leaver", people, self.leaver),
            *(self._one_leaver() if self.leaver in dict(people) else []),
        ]

    @gesture
    def choose_leaver(self, value: str) -> None:
        """Look at what is with one person."""
        self.leaver, self.successor = value, ""
        if value:
            row = find(self.project, "contributors", value)
            self.typed["handover_note"], self.successor = row["handover_note"] or "", row["handed_over_to"] or ""
        self.forget("last_day")
        self.refresh()

    @gesture
    def choose_successor(self, value: str) -> None:
        """Say who goes on with the work; kept together with the last day."""
        self.successor = value
        self.refresh()

    @gesture
    def turn_key(self, value: str) -> None:
        """Say whether this person has a key to the list of names."""
        self.keep("group.handover", give_key_file, self.leaver, as_answer(value) is True)

    @gesture
    def hand_over(self) -> None:
        """Keep that someone stops, when, what a successor should know, and who that is."""
        if not self.leaver:
            raise Refused("set_up_series.needs_leaver")
        day, note = self.typed.get("last_day", ""), self.typed.get("handover_note", "")
        self.keep("group.handover", end_contributor, self.leaver, day, note=note, to=self.successor or None)
        self.forget("last_day")
        self.refresh()

    def _one_leaver(self) -> list[Block]:
        row, work = find(self.project, "contributors", self.leaver), open_work(self.project, self.leaver)
        others = [(key, name) for key, name in self.workers() if key != self.leaver]
        return [
            heading(say("set_up_series.still_with", name=isolated(row["display_name"]))),
            listing(self._open(work), empty=say("set_up_series.nothing_open")),
            text(say_count("set_up_series.asked_consent", work.consents)),
            yes_no(say("set_up_series.keeps_key"), "turn_key", row["keeps_key_file"]),
            self.field(
                "handover_note", say("set_up_series.handover_note"), hint=say("set_up_series.handover_hint"), long=True
            ),
            pick(say("set_up_series.successor"), "choose_successor", others, self.successor),
            self.field("last_day", say("set_up_series.last_day"), hint=say("set_up_series.last_day_hint")),
            button(say("set_up_series.hand_over"), "hand_over", main=True),
        ]

    def _open(self, work: Handover) -> Iterable[str]:
        for one in work.assignments:
            decision = find(self.project, "decisions", find(self.project, "assignments", one)["decision_id"])
            yield say("set_up_series.open_assignment", what=isolated(decision["what"]))
        for one in work.promises:
            row = find(self.project, "promises", one)
            yield say("set_up_series.open_promise", what=isolated(row["what"]), to=isolated(row["to_whom"]))
        for one in work.batches:
            yield say("set_up_series.open_batch", title=isolated(find(self.project, "batches", one)["title"]))
        if work.meetings:
            yield say_count("set_up_series.open_meetings", len(work.meetings))
        if work.only_key:
            yield say("set_up_series.only_key")


def _name(name: str, end: str | None) -> str:
    return say("set_up_series.stopped_on", name=isolated(name), day=day_in_words(end)) if end else isolated(name)


def _promise(what: str, to_whom: str, due: str | None) -> str:
    words = {"what": isolated(what), "to": isolated(to_whom)}
    if due:
        return say("set_up_series.promise_due", day=day_in_words(due), **words)
    return say("set_up_series.open_promise", **words)
