"""Part *Groep*: who takes part, which voices are missing, and from which organisations people come."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import (
    add_organisation,
    add_participant,
    change_organisation,
    change_participant,
    change_series,
    composition,
    count_attendance,
    may_be_named,
    pause,
    read_attendance,
    read_organisations,
    read_participants,
    reasons_to_stop,
    resume,
    stop,
)
from ontmoet_research.model.people import JOB_GROUPS, ORGANISATION_ROLES, PERSPECTIVES, SECTORS
from ontmoet_research.privacy.key_file import known_place, refuse_real_name
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, table, text
from ontmoet_research.screens.names_open import open_here
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .page import as_answer, in_words, pick, yes_no
from .workers import WorkersPart

COLUMNS = ("aanwezig", "afgemeld", "afwezig", "nieuw")


class GroupPart(WorkersPart):
    """The people of the series."""

    chosen: list[str]
    adult = False
    person_id = ""
    organisation_id = ""

    def group_part(self) -> list[Block]:
        """Who is missing, who takes part, and folded below what can be changed."""
        people = self.group()
        voices = [
            say_count("set_up_series.voice", n, voice=_capital(_perspective(one))) for one, n in composition(people)
        ]
        return [
            *self.which(),
            *self.to_arrange("group", say("set_up_series.missing"), say("set_up_series.nobody_missing")),
            *self._why_this_size(),
            heading(say("set_up_series.who")),
            listing(group_list(self.project, self.series_id), empty=say("set_up_series.nobody_yet")),
            fold(say("set_up_series.add_title"), *self._new_person()),
            fold(say("set_up_series.change_person"), *self._one_person()),
            fold(say("set_up_series.voices"), listing(voices, empty=say("set_up_series.nobody_yet")), *self._came()),
            fold(say("set_up_series.organisations"), *self._organisations()),
            self.workers_fold(),
        ]

    @gesture
    def choose_perspective(self, value: str) -> None:
        """Add a perspective to the new participant, or take it away."""
        self.chosen = _turned(self.chosen, value)
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
        if opened := open_here(self.project):
            refuse_real_name(alias, opened.people)
        add_participant(self.project, alias, self.series_id, self.chosen, adult=self.adult)
        self.forget("alias")
        self.chosen, self.adult = [], False
        self.done("group.people", say("set_up_series.added", alias=isolated(alias)))

    @gesture
    def choose_participant(self, value: str) -> None:
        """Look at what is known of one person."""
        self.person_id = value
        self.forget("roles", "leave_reason")
        if value:
            self.typed["roles"] = ", ".join(find(self.project, "participants", value)["roles"])
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
            self._change_person(perspectives=_turned(now, value))

    @gesture
    def keep_roles(self) -> None:
        """Keep the other roles of one person, in own words."""
        self._change_person(roles=[one.strip() for one in self.typed.get("roles", "").split(",") if one.strip()])

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

    @gesture
    def keep_why(self) -> None:
        """Keep why the group has this size."""
        note = self.typed.get("why_size", "").strip() or None
        self.keep("group.series", change_series, self.series_id, size_reason=note)

    @gesture
    def add_organisation(self) -> None:
        """Put an organisation on the list."""
        label = self.typed.get("organisation", "")
        self.keep("group.organisations", add_organisation, label)
        self.forget("organisation")
        self.refresh()

    @gesture
    def choose_organisation(self, value: str) -> None:
        """Look at one organisation."""
        self.organisation_id = value
        self.forget("named_on")
        self.refresh()

    @gesture
    def change_organisation(self, what: str, value: str) -> None:
        """Change one thing of an organisation."""
        told = as_answer(value) if what in ("inside", "has_backup") else value or None
        if what in ("inside", "has_backup", "sector", "role"):
            self._change_organisation(**{what: told})

    @gesture
    def keep_named(self) -> None:
        """Keep the day of the written yes to being named; an empty day takes it back."""
        self._change_organisation(named_on=self.typed.get("named_on", ""))

    def _change_person(self, **details: Any) -> None:
        self.keep("group.people", change_participant, self.person_id, **details)

    def _change_organisation(self, **details: Any) -> None:
        self.keep("group.organisations", change_organisation, self.organisation_id, **details)

    def _why_this_size(self) -> list[Block]:
        known = self.open_series()["size_reason"] or ""
        if not known and not any(one.row == "B24" for one in self.found("group")):
            return []
        self.typed.setdefault("why_size", known)
        asked = self.field("why_size", say("set_up_series.why_size"), hint=say("set_up_series.may_stay_empty"))
        return [fold(say("set_up_series.why_size_fold"), asked, button(say("set_up_series.keep_why"), "keep_why"))]

    def _new_person(self) -> list[Block]:
        return [
            self.field("alias", say("set_up_series.alias"), hint=say("set_up_series.alias_hint")),
            *self._not_compared(),
            choices(say("set_up_series.perspectives"), "choose_perspective", _perspectives(), self.chosen),
            buttons(button(say("set_up_series.yes"), "say_adult", on=self.adult), label=say("set_up_series.adult")),
            button(say("set_up_series.add"), "add", main=True),
        ]

    def _not_compared(self) -> list[Block]:
        """That there are real names to compare an alias with, and that these are locked (P02)."""
        locked = known_place(self.project) is not None and open_here(self.project) is None
        return [text(say("set_up_series.alias_not_compared"))] if locked else []

    def _one_person(self) -> list[Block]:
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
            for one, words in _perspectives()
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
        ]

    def _going(self, status: str) -> list[Block]:
        if status in ("pauze", "gestopt"):
            return [button(say("set_up_series.come_back"), "come_back")]
        return [
            button(say("set_up_series.take_break"), "take_break", more=say("set_up_series.break_means")),
            self.field("leave_reason", say("set_up_series.leave_reason"), hint=say("set_up_series.leave_hint")),
            button(say("set_up_series.stop"), "stop_taking_part", more=say("set_up_series.stop_means")),
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

    def _organisations(self) -> list[Block]:
        known = read_organisations(self.project).drop_duplicates("organisation_id", keep="last")
        named = may_be_named(known, read_participants(self.project), self.open_series()["k_threshold"] or 5)
        lines = [_organisation_line(one, one["organisation_id"] in named) for one in known.to_dict("records")]
        names = list(zip(known["organisation_id"], map(isolated, known["label"]), strict=True))
        return [
            text(say("set_up_series.organisations_means"), quiet=True),
            listing(lines, empty=say("set_up_series.no_organisation")),
            self.field(
                "organisation", say("set_up_series.organisation_new"), hint=say("set_up_series.organisation_hint")
            ),
            button(say("set_up_series.add_organisation"), "add_organisation"),
            pick(say("set_up_series.which_organisation"), "choose_organisation", names, self.organisation_id),
            *(self._one_organisation() if self.organisation_id in dict(names) else []),
        ]

    def _one_organisation(self) -> list[Block]:
        row = find(self.project, "organisations", self.organisation_id)
        sectors, roles = in_words("sector", SECTORS), in_words("organisation_role", ORGANISATION_ROLES)
        do = "change_organisation"
        return [
            pick(say("set_up_series.sector.ask"), do, sectors, row["sector"], what="sector"),
            pick(say("set_up_series.organisation_role.ask"), do, roles, row["role"], what="role"),
            yes_no(say("set_up_series.inside"), do, row["inside"], what="inside"),
            yes_no(say("set_up_series.has_backup"), do, row["has_backup"], what="has_backup"),
            self.field("named_on", say("set_up_series.named_on"), hint=say("set_up_series.named_hint")),
            button(say("set_up_series.keep_named"), "keep_named"),
        ]


def group_list(project: Project, series_id: str) -> list[str]:
    """Who is in the group now, by chosen alias, with their perspectives in words. For the workspace."""
    people = read_participants(project).drop_duplicates("participant_id", keep="last")
    there = people[people["status"].isin(["actief", "pauze"])]
    there = there.loc[[series_id in ids for ids in there["series_ids"]]]
    there = there.sort_values(["joined", "alias"], kind="stable")
    return [
        say(f"set_up_series.person.{status}", alias=isolated(alias), perspectives=join_words(map(_perspective, told)))
        for status, alias, told in zip(there["status"], there["alias"], there["perspectives"], strict=True)
    ]


def _organisation_line(one: dict[str, Any], named: bool) -> str:
    told = [isolated(one["label"])]
    if isinstance(one["sector"], str) and one["sector"] in SECTORS:
        told.append(say(f"set_up_series.sector.{one['sector'].replace(' ', '_')}"))
    if isinstance(one["role"], str):
        told.append(say(f"set_up_series.organisation_role.{one['role']}"))
    if isinstance(one["inside"], bool):
        told.append(say("set_up_series.is_inside" if one["inside"] else "set_up_series.is_outside"))
    told.append(say("set_up_series.is_named" if named else "set_up_series.is_not_named"))
    return " · ".join(told)


def _turned(values: list[str], value: str) -> list[str]:
    return [one for one in values if one != value] + [value] * (value not in values)


def _perspective(one: str) -> str:
    return say(f"group.perspective.{one}")


def _perspectives() -> list[tuple[str, str]]:
    return [(one, _capital(_perspective(one))) for one in PERSPECTIVES]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
