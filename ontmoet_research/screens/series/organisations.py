"""The organisations that people come from, in part *Groep*: broad labels, never a person."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ontmoet_research.group import (
    add_organisation,
    change_organisation,
    may_be_named,
    read_organisations,
    read_participants,
)
from ontmoet_research.group.staying import PRESENT
from ontmoet_research.model.people import ORGANISATION_ROLES, SECTORS
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, listing, text
from ontmoet_research.store import find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPage, as_answer, in_words, pick, yes_no

ANSWERS = ("inside", "has_backup", "internal_followup")


class OrganisationsPart(SeriesPage):
    """The organisations, one at a time."""

    organisation_id = ""

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
        self.forget("named_on", "label")
        if value:
            row = find(self.project, "organisations", value)
            self.typed["label"] = row["label"]
            self.typed["named_on"] = day_in_words(row["named_on"]) if row["named_on"] else ""
        self.refresh()

    @gesture
    def change_organisation(self, what: str, value: str) -> None:
        """Change one thing of an organisation."""
        told = as_answer(value) if what in ANSWERS else value or None
        if what in (*ANSWERS, "sector", "role"):
            self._change_organisation(**{what: told})

    @gesture
    def keep_label(self) -> None:
        """Call an organisation something else."""
        self._change_organisation(label=self.typed.get("label", ""))

    @gesture
    def keep_named(self) -> None:
        """Keep the day of the written yes to being named; an empty day takes it back."""
        self._change_organisation(named_on=self.typed.get("named_on", ""))

    def _change_organisation(self, **details: Any) -> None:
        self.keep("group.organisations", change_organisation, self.organisation_id, **details)

    def organisations_fold(self) -> Block:
        """The list, a new one, and the one that is open."""
        known = read_organisations(self.project)
        people = read_participants(self.project)
        named = may_be_named(known, people, self.open_series()["k_threshold"] or 5)
        taking = people["is_connector"].fillna(False).astype(bool) & people["status"].isin(PRESENT)
        carried = set(people.loc[taking, "organisation_id"].dropna())
        lines = [_line(one, named, carried) for one in rows_of(known)]
        names = list(zip(known["organisation_id"], map(isolated, known["label"]), strict=True))
        return fold(
            say("set_up_series.organisations"),
            text(say("set_up_series.organisations_means"), quiet=True),
            listing(lines, empty=say("set_up_series.no_organisation")),
            self.field(
                "organisation", say("set_up_series.organisation_new"), hint=say("set_up_series.organisation_hint")
            ),
            button(say("set_up_series.add_organisation"), "add_organisation"),
            pick(say("set_up_series.which_organisation"), "choose_organisation", names, self.organisation_id),
            *(self._one_organisation() if self.organisation_id in dict(names) else []),
        )

    def _one_organisation(self) -> list[Block]:
        row = find(self.project, "organisations", self.organisation_id)
        sectors, roles = in_words("sector", SECTORS), in_words("organisation_role", ORGANISATION_ROLES)
        do = "change_organisation"
        return [
            pick(say("set_up_series.sector.ask"), do, sectors, row["sector"], what="sector"),
            pick(say("set_up_series.organisation_role.ask"), do, roles, row["role"], what="role"),
            yes_no(say("set_up_series.inside"), do, row["inside"], what="inside"),
            yes_no(say("set_up_series.has_backup"), do, row["has_backup"], what="has_backup"),
            yes_no(say("set_up_series.internal_followup"), do, row["internal_followup"], what="internal_followup"),
            self.field("label", say("set_up_series.label"), hint=say("set_up_series.organisation_hint")),
            button(say("set_up_series.keep_label"), "keep_label"),
            self.field("named_on", say("set_up_series.named_on"), hint=say("set_up_series.named_hint")),
            button(say("set_up_series.keep_named"), "keep_named"),
        ]


def _line(one: dict[str, Any], named: Collection[str], carried: Collection[str]) -> str:
    """An organisation in words; that somebody takes along what is learned says nothing of who does."""
    told = [isolated(one["label"])]
    if one["sector"] and one["sector"] in SECTORS:
        told.append(say(f"set_up_series.sector.{one['sector'].replace(' ', '_')}"))
    if one["role"]:
        told.append(say(f"set_up_series.organisation_role.{one['role']}"))
    if isinstance(one["inside"], bool):
        told.append(say("set_up_series.is_inside" if one["inside"] else "set_up_series.is_outside"))
    if one["organisation_id"] in carried:
        told.append(say("set_up_series.carries_on"))
    if isinstance(one["internal_followup"], bool):
        told.append(say("set_up_series.goes_on" if one["internal_followup"] else "set_up_series.goes_not_on"))
    told.append(say("set_up_series.is_named" if one["organisation_id"] in named else "set_up_series.is_not_named"))
    return " · ".join(told)
