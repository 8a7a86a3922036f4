"""One person of the group, in part *Groep*: what is known of them, another alias, pausing and stopping."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import change_participant, correct_days, pause, rename_participant, resume, stop
from ontmoet_research.model.people import JOB_GROUPS, PERSPECTIVES
from ontmoet_research.privacy.key_file import known_place, refuse_real_name
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, text
from ontmoet_research.screens.names_open import open_here
from ontmoet_research.store import find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPage, as_answer, in_words, pick, yes_no

FIELDS = ("roles", "other_alias", "joined", "left")


class PersonPart(SeriesPage):
    """The people of the series, one at a time."""

    person_id = ""

    @gesture
    def choose_participant(self, value: str) -> None:
        """Look at what is known of one person."""
        self.person_id = value
        self.forget(*FIELDS, "leave_reason")
        if value:
            row = find(self.project, "participants", value)
            self.typed |= {"other_alias": row["alias"], "roles": ", ".join(row["roles"])}
            self.typed |= {name: day_in_words(row[name]) if row[name] else "" for name in ("joined", "left")}
        self.refresh()

    @gesture
    def change_person(self, what: str, value: str) -> None:
        """Change one thing of one person."""
        if what in ("backup", "is_connector"):
            self._change_person(**{what: as_answer(value)})
        elif what in ("job_group", "organisation_id"):
            self._change_person(**{what: value or None})
        elif what == "perspectives":
            now = find(self.project, "participants", self.person_id)["perspectives"]
            self._change_person(perspectives=turned(now, value))

    @gesture
    def keep_roles(self) -> None:
        """Keep the other roles of one person, in own words."""
        self._change_person(roles=[one.strip() for one in self.typed.get("roles", "").split(",") if one.strip()])

    @gesture
    def keep_alias(self) -> None:
        """Someone is called something else from now on; it stays the same person."""
        alias = self.typed.get("other_alias", "").strip()
        self.refuse_real_name(alias)
        self.keep("group.people", rename_participant, self.person_id, alias)

    @gesture
    def keep_days(self) -> None:
        """Keep since when someone takes part, and the last day of who stopped."""
        days = (self.typed.get("joined", ""), self.typed.get("left", ""))
        self.keep("group.people", correct_days, self.person_id, *days)

    def refuse_real_name(self, alias: str) -> None:
        """Errors: ``Refused`` when the list of real names is open and the alias is one of them (P02)."""
        if opened := open_here(self.project):
            refuse_real_name(alias, opened.people)

    @gesture
    def take_break(self) -> None:
        """Someone pauses and keeps the place."""
        self.keep("group.people", pause, self.person_id)

    @gesture
    def come_back(self) -> None:
        """Someone is back."""
        self.keep("group.people", resume, self.person_id)

    @gesture
    def stop_taking_part(self) -> None:
        """Someone stops; a reason may be given and need not."""
        reason = self.typed.get("leave_reason", "")
        self.keep("group.people", stop, self.person_id, reason=reason)
        self.forget("leave_reason")
        self.person_id = ""
        self.refresh()

    def _change_person(self, **details: Any) -> None:
        self.keep("group.people", change_participant, self.person_id, **details)

    def one_person(self) -> list[Block]:
        """Whom it is about, and all that is known of that person."""
        people = self.group()
        people = people[people["status"] != "ingetrokken"]
        names = sorted(
            zip(people["participant_id"], map(isolated, people["alias"]), strict=True), key=lambda one: one[1]
        )
        asked = pick(say("set_up_series.which_person"), "choose_participant", names, self.person_id)
        if self.person_id not in dict(names):
            return [asked]
        row = find(self.project, "participants", self.person_id)
        organisations = [(one.object_id, isolated(one["label"])) for one in read_rows(self.project, "organisations")]
        jobs = in_words("job", JOB_GROUPS)
        turned = [
            button(words, "change_person", on=one in row["perspectives"], what="perspectives", value=one)
            for one, words in perspective_words()
        ]
        return [
            asked,
            buttons(*turned, label=say("set_up_series.perspectives")),
            pick(say("set_up_series.job.ask"), "change_person", jobs, row["job_group"], what="job_group"),
            pick(
                say("set_up_series.organisation"),
                "change_person",
                organisations,
                row["organisation_id"],
                what="organisation_id",
            ),
            yes_no(say("set_up_series.backup"), "change_person", row["backup"], what="backup"),
            yes_no(say("set_up_series.connector"), "change_person", row["is_connector"], what="is_connector"),
            self.field("roles", say("set_up_series.roles"), hint=say("set_up_series.roles_hint")),
            button(say("set_up_series.keep_roles"), "keep_roles"),
            *self._going(row["status"]),
            fold(say("set_up_series.name_and_days"), *self._name_and_days(row["status"])),
        ]

    def _name_and_days(self, status: str) -> list[Block]:
        gone = status == "gestopt"
        last = [self.field("left", say("set_up_series.left"), hint=say("record_meeting.day_hint"))] if gone else []
        return [
            self.field("other_alias", say("set_up_series.other_alias"), hint=say("set_up_series.other_alias_hint")),
            *self.not_compared(),
            button(say("set_up_series.keep_alias"), "keep_alias"),
            self.field("joined", say("set_up_series.joined"), hint=say("set_up_series.joined_hint")),
            *last,
            button(say("set_up_series.keep_days"), "keep_days"),
        ]

    def _going(self, status: str) -> list[Block]:
        if status in ("pauze", "gestopt"):
            return [button(say("set_up_series.come_back"), "come_back")]
        return [
            button(say("set_up_series.take_break"), "take_break", more=say("set_up_series.break_means")),
            self.field("leave_reason", say("set_up_series.leave_reason"), hint=say("set_up_series.leave_hint")),
            button(say("set_up_series.stop"), "stop_taking_part", more=say("set_up_series.stop_means")),
        ]

    def not_compared(self) -> list[Block]:
        """That there are real names to compare an alias with, and that these are locked (P02)."""
        locked = known_place(self.project) is not None and open_here(self.project) is None
        return [text(say("set_up_series.alias_not_compared"))] if locked else []


def turned(values: list[str], value: str) -> list[str]:
    """These values with one more, or without it."""
    return [one for one in values if one != value] + [value] * (value not in values)


def perspective_word(one: str) -> str:
    """A perspective as people say it."""
    return say(f"group.perspective.{one}")


def perspective_words() -> list[tuple[str, str]]:
    """All perspectives, as (value, words with a capital)."""
    return [(one, capital(perspective_word(one))) for one in PERSPECTIVES]


def capital(words: str) -> str:
    """These words with a capital in front."""
    return words[:1].upper() + words[1:]
