"""Part *Overdragen*: what is still with someone who stops, and who goes on with it."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.group import end_contributor, give_key_file, open_promises, open_work
from ontmoet_research.group.handover import Handover
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.blocks import Block, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .page import SeriesPart, as_answer, as_chosen, choosable, yes_or_no


def _turn_key(project: Project, contributor_id: str, keeps: str | None) -> None:
    """Whether this person has a key to the list of names."""
    give_key_file(project, contributor_id, as_answer(keeps) is True)


def _hand_over(project: Project, contributor_id: str, note: str | None, to: str | None, last_day: str) -> None:
    """Someone stops, when, what a successor should know, and who that is."""
    end_contributor(project, contributor_id, last_day, note=note or "", to=to)


def _others(part: HandoverPart) -> Options:
    return choosable((key, name) for key, name in part.now.workers() if key != part.opened)


ORIGIN = "group.handover"
KEY = Form("key", _turn_key, ORIGIN, asks=(yes_or_no("keeps", "set_up_series.keeps_key"),), at_once=True)
HAND_OVER = Form(
    "hand_over",
    _hand_over,
    ORIGIN,
    "set_up_series.hand_over",
    (
        Ask(
            "note",
            "set_up_series.handover_note",
            "long",
            hint="set_up_series.handover_hint",
            column="handover_note",
            filled=True,
        ),
        Ask("to", "set_up_series.successor", "list", _others, column="handed_over_to"),
        Ask("last_day", "set_up_series.last_day", "day", hint="set_up_series.last_day_hint"),
    ),
)


class HandoverPart(SeriesPart):
    """Handing over, one person at a time."""

    forms = (KEY, HAND_OVER)

    def blocks(self) -> list[Block]:
        """Whom it is about, what is still open, and the way to hand it over."""
        people = [
            (row.object_id, _name(row["display_name"], row["end"])) for row in read_rows(self.project, "contributors")
        ]
        promises = [
            _promise(row["what"], row["to_whom"], row["due"]) for row in open_promises(self.project, self.series_id)
        ]
        return [
            *self.to_arrange("handover", "set_up_series.to_arrange", "set_up_series.all_arranged"),
            fold(say("set_up_series.promises"), listing(promises, empty=say("set_up_series.no_promise"))),
            self.pick("set_up_series.who_hands_over", people),
            *(self._one_leaver() if self.opened in dict(people) else []),
        ]

    def _one_leaver(self) -> list[Block]:
        row, work = find(self.project, "contributors", self.opened), open_work(self.project, self.opened)
        return [
            heading(say("set_up_series.still_with", name=isolated(row["display_name"]))),
            listing(self._open(work), empty=say("set_up_series.nothing_open")),
            text(say_count("set_up_series.asked_consent", work.consents)),
            *self.form(KEY, now={"keeps": as_chosen(row, "keeps_key_file")["keeps_key_file"]}),
            *self.form(HAND_OVER, now=row.values),
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
