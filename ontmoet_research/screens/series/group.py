"""Part *Groep*: who takes part, which voices are missing, and from which organisations people come."""

from __future__ import annotations

from ontmoet_research.group import (
    add_participant,
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
from ontmoet_research.screens.blocks import Block, fold, heading, listing, table, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_series
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .about_series import WHY_SIZE
from .organisations import OrganisationsPart
from .page import SeriesPart, by_words, choosable
from .person import PersonPart, capital, not_compared, perspective_word, perspective_words, refuse_real
from .workers import WorkersPart

COLUMNS = ("aanwezig", "afgemeld", "afwezig", "nieuw")


def _add(project: Project, series_id: str, perspectives: list[str], alias: str, adult: str | None) -> str:
    """Put someone on the list; their age is asked and not kept (P10)."""
    refuse_real(project, alias)
    add_participant(project, alias, series_id, perspectives, adult=bool(adult))
    return alias


def _along(project: Project, series_id: str, participant_id: str) -> None:
    join_series(project, participant_id, series_id)


def _elsewhere(part: SeriesPart) -> list[tuple[str, str]]:
    """People of other series in this project, to take along as the people they are."""
    return by_words(
        (row.object_id, isolated(row["alias"]))
        for row in read_rows(part.project, "participants")
        if part.series_id not in row["series_ids"] and row["status"] != "ingetrokken"
    )


def _adult(_part: SeriesPart) -> Options:
    return [("ja", say("set_up_series.yes"))]


ADD = Form(
    "add",
    _add,
    "group.people",
    "set_up_series.add",
    (
        Ask("alias", "set_up_series.alias", hint="set_up_series.alias_hint"),
        Ask("", "set_up_series.alias_not_compared", "text", when=lambda part: not_compared(part.project)),
        Ask(
            "perspectives",
            "set_up_series.perspectives",
            "several",
            perspective_words,
            needs="set_up_series.needs_perspective",
        ),
        Ask("adult", "set_up_series.adult", "choice", _adult),
    ),
    given=of_series,
    said=lambda alias: say("set_up_series.added", alias=isolated(alias)),
)
ALONG = Form(
    "along",
    _along,
    "group.people",
    "set_up_series.along",
    (
        Ask(
            "participant_id",
            "set_up_series.whom_along",
            "list",
            lambda part: choosable(_elsewhere(part)),
            needs="set_up_series.needs_along",
        ),
    ),
    given=of_series,
    fold="set_up_series.take_along",
    main=False,
    under="set_up_series.along_means",
)


class GroupPart(SeriesPart):
    """The people of the series."""

    forms = (ADD, ALONG, WHY_SIZE)

    def start(self) -> None:
        """One person, one organisation, and one who works along."""
        self.one, self.workers = self.has(PersonPart, "person"), self.has(WorkersPart, "workers")
        self.organisations = self.has(OrganisationsPart, "organisations")

    def blocks(self) -> list[Block]:
        """Who is missing, who takes part, and folded below what can be changed."""
        voices = [
            say_count("set_up_series.voice", n, voice=capital(perspective_word(one)))
            for one, n in composition(self.now.group())
        ]
        nobody = say("set_up_series.nobody_yet")
        along = self.form(ALONG) if _elsewhere(self) else []
        return [
            *self.to_arrange("group", "set_up_series.missing", "set_up_series.nobody_missing"),
            *self._why_this_size(),
            heading(say("set_up_series.who")),
            listing(group_list(self.project, self.series_id), empty=nobody),
            fold(say("set_up_series.add_title"), *along, *self.form(ADD)),
            fold(say("set_up_series.change_person"), *self.one.drawn()),
            fold(say("set_up_series.voices"), listing(voices, empty=nobody), *self._came()),
            fold(say("set_up_series.staying"), *self._stayed()),
            *self.organisations.drawn(),
            *self.workers.drawn(),
        ]

    def _why_this_size(self) -> list[Block]:
        now = self.now.row().values
        if not now["size_reason"] and not any(one.row == "B24" for one in self.now.found("group")):
            return []
        return [fold(say("set_up_series.why_size_fold"), *self.form(WHY_SIZE, now=now))]

    def _stayed(self) -> list[Block]:
        """How many of the start still take part, and who came and stopped; never why."""
        people = self.now.group()
        start = start_of(self.now.sessions(), read_attendance(self.project))
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

    def _came(self) -> list[Block]:
        counts = count_attendance(read_attendance(self.project), self.now.sessions())
        told = reasons_to_stop(self.now.group(), self.now.k())
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
    there = people[people["status"].isin(PRESENT)]
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
