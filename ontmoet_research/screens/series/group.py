"""Part *Groep*: who takes part, which voices are missing, and from which organisations people come."""

from __future__ import annotations

from ontmoet_research.group import (
    add_participant,
    change_series,
    composition,
    count_attendance,
    join_series,
    joined_and_left,
    read_attendance,
    read_participants,
    reasons_to_stop,
    stability,
    start_of,
    starters,
)
from ontmoet_research.group.staying import PRESENT
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, table, text
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .organisations import OrganisationsPart
from .page import pick
from .person import PersonPart, capital, perspective_word, perspective_words, turned
from .workers import WorkersPart

COLUMNS = ("aanwezig", "afgemeld", "afwezig", "nieuw")


class GroupPart(PersonPart, OrganisationsPart, WorkersPart):
    """The people of the series."""

    chosen: list[str]
    adult = False
    along = ""

    def group_part(self) -> list[Block]:
        """Who is missing, who takes part, and folded below what can be changed."""
        people = self.group()
        voices = [
            say_count("set_up_series.voice", n, voice=capital(perspective_word(one))) for one, n in composition(people)
        ]
        return [
            *self.which(),
            *self.to_arrange("group", say("set_up_series.missing"), say("set_up_series.nobody_missing")),
            *self._why_this_size(),
            heading(say("set_up_series.who")),
            listing(group_list(self.project, self.series_id), empty=say("set_up_series.nobody_yet")),
            fold(say("set_up_series.add_title"), *self._new_person()),
            fold(say("set_up_series.change_person"), *self.one_person()),
            fold(say("set_up_series.voices"), listing(voices, empty=say("set_up_series.nobody_yet")), *self._came()),
            fold(say("set_up_series.staying"), *self._stayed()),
            self.organisations_fold(),
            self.workers_fold(),
        ]

    @gesture
    def choose_perspective(self, value: str) -> None:
        """Add a perspective to the new participant, or take it away."""
        self.chosen = turned(self.chosen, value)
        self.refresh()

    @gesture
    def say_adult(self) -> None:
        """Yes to "18 of ouder?", or no again; it is asked and not kept (P10)."""
        self.adult = not self.adult
        self.refresh()

    @gesture
    def add(self) -> None:
        """Put someone on the list of this series."""
        if not self.chosen:
            raise Refused("set_up_series.needs_perspective")
        alias = self.typed.get("alias", "").strip()
        self.refuse_real_name(alias)
        add_participant(self.project, alias, self.series_id, self.chosen, adult=self.adult)
        self.forget("alias")
        self.chosen, self.adult = [], False
        self.done("group.people", say("set_up_series.added", alias=isolated(alias)))

    @gesture
    def choose_along(self, value: str) -> None:
        """Say who of another series comes along."""
        self.along = value
        self.refresh()

    @gesture
    def take_along(self) -> None:
        """Somebody of another series takes part in this one too, as the same person."""
        if not self.along:
            raise Refused("set_up_series.needs_along")
        self.keep("group.people", join_series, self.along, self.series_id)
        self.along = ""
        self.refresh()

    @gesture
    def keep_why(self) -> None:
        """Keep why the group has this size."""
        note = self.typed.get("why_size", "").strip() or None
        self.keep("group.series", change_series, self.series_id, size_reason=note)

    def _why_this_size(self) -> list[Block]:
        known = self.open_series()["size_reason"] or ""
        if not known and not any(one.row == "B24" for one in self.found("group")):
            return []
        self.typed.setdefault("why_size", known)
        asked = self.field("why_size", say("set_up_series.why_size"), hint=say("set_up_series.may_stay_empty"))
        return [fold(say("set_up_series.why_size_fold"), asked, button(say("set_up_series.keep_why"), "keep_why"))]

    def _stayed(self) -> list[Block]:
        """How many of the start still take part, and who came and stopped; never why."""
        people = self.group()
        start = start_of(self.sessions(), read_attendance(self.project))
        if start.day is None:
            return [text(say("set_up_series.not_begun"))]
        began, share = starters(people, start), stability(people, start)
        still = int(began["status"].isin(PRESENT).sum())
        names = dict(zip(people["participant_id"], people["alias"], strict=True))
        log = [
            say(f"set_up_series.staying_{what}", alias=isolated(names[one]), day=day_in_words(day) if day else "–")
            for day, what, one in joined_and_left(people, start)
        ]
        told = (
            [text(say("set_up_series.still", n=still, whole=len(began), share=round(100 * share)))]
            if share is not None
            else []
        )
        return [*told, listing(log, empty=say("set_up_series.nobody_moved"))]

    def _take_along(self) -> list[Block]:
        """People of other series in this project, to take along as the people they are."""
        others = [
            (row.object_id, isolated(row["alias"]))
            for row in read_rows(self.project, "participants")
            if self.series_id not in row["series_ids"] and row["status"] != "ingetrokken"
        ]
        if not others:
            return []
        return [
            fold(
                say("set_up_series.take_along"),
                pick(
                    say("set_up_series.whom_along"), "choose_along", sorted(others, key=lambda one: one[1]), self.along
                ),
                button(say("set_up_series.along"), "take_along", more=say("set_up_series.along_means")),
            )
        ]

    def _new_person(self) -> list[Block]:
        return [
            *self._take_along(),
            self.field("alias", say("set_up_series.alias"), hint=say("set_up_series.alias_hint")),
            *self.not_compared(),
            choices(say("set_up_series.perspectives"), "choose_perspective", perspective_words(), self.chosen),
            buttons(button(say("set_up_series.yes"), "say_adult", on=self.adult), label=say("set_up_series.adult")),
            button(say("set_up_series.add"), "add", main=True),
        ]

    def _came(self) -> list[Block]:
        counts = count_attendance(read_attendance(self.project), self.sessions())
        told = reasons_to_stop(self.group(), self.open_series()["k_threshold"] or 5)
        blocks: list[Block] = []
        if len(counts):
            names = {name: say(f"set_up_series.attended.{name}") for name in ("meeting", *COLUMNS)}
            blocks.append(table(say("set_up_series.attended.title"), counts[list(names)].rename(columns=names)))
        if told:
            blocks += [heading(say("set_up_series.reasons")), listing(map(isolated, told))]
        return blocks


def group_list(project: Project, series_id: str) -> list[str]:
    """Who is in the group now, by chosen alias, with their perspectives in words. For the workspace."""
    people = read_participants(project)
    there = people[people["status"].isin(["actief", "pauze"])]
    there = there.loc[[series_id in ids for ids in there["series_ids"]]]
    there = there.sort_values(["joined", "alias"], kind="stable")
    return [
        say(
            f"set_up_series.person.{status}",
            alias=isolated(alias),
            perspectives=join_words(map(perspective_word, told)),
        )
        for status, alias, told in zip(there["status"], there["alias"], there["perspectives"], strict=True)
    ]
