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
from ontmoet_research.screens.blocks import Block, fold, listing, text
from ontmoet_research.screens.forms import Ask, Form, of_nothing
from ontmoet_research.store import Project, find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import SeriesPart, as_answer, as_chosen, one_of, said, yes_or_no

ORIGIN = "group.organisations"
ANSWERS = ("inside", "has_backup", "internal_followup")


def _choose(project: Project, organisation_id: str, **told: str | None) -> None:
    """Change one thing of an organisation."""
    (name, value), *_ = told.items()
    change_organisation(project, organisation_id, **{name: as_answer(value) if name in ANSWERS else value})


def _keep(project: Project, organisation_id: str, **told: str | None) -> None:
    """Keep what somebody touched."""
    change_organisation(project, organisation_id, **said(told))


ADD = Form(
    "add",
    add_organisation,
    ORIGIN,
    "set_up_series.add_organisation",
    (Ask("label", "set_up_series.organisation_new", hint="set_up_series.organisation_hint"),),
    given=of_nothing,
    main=False,
)
KNOWN = Form(
    "known",
    _choose,
    ORIGIN,
    asks=(
        Ask("sector", "set_up_series.sector.ask", "list", one_of("sector", SECTORS)),
        Ask("role", "set_up_series.organisation_role.ask", "list", one_of("organisation_role", ORGANISATION_ROLES)),
        *(yes_or_no(name, f"set_up_series.{name}") for name in ANSWERS),
    ),
    at_once=True,
)
LABEL = Form(
    "label",
    _keep,
    ORIGIN,
    "set_up_series.keep_label",
    (Ask("label", "set_up_series.label", hint="set_up_series.organisation_hint", filled=True),),
    main=False,
)
NAMED = Form(
    "named",
    _keep,
    ORIGIN,
    "set_up_series.keep_named",
    (Ask("named_on", "set_up_series.named_on", "day", hint="set_up_series.named_hint", filled=True),),
    main=False,
)


class OrganisationsPart(SeriesPart):
    """The organisations, one at a time."""

    forms = (ADD, KNOWN, LABEL, NAMED)

    def blocks(self) -> list[Block]:
        """The list, a new one, and the one that is open."""
        known = read_organisations(self.project)
        people = read_participants(self.project)
        named = may_be_named(known, people, self.now.k())
        taking = people["is_connector"].fillna(False).astype(bool) & people["status"].isin(PRESENT)
        carried = set(people.loc[taking, "organisation_id"].dropna())
        lines = [_line(one, named, carried) for one in rows_of(known)]
        names = list(zip(known["organisation_id"], map(isolated, known["label"]), strict=True))
        shown = [
            text(say("set_up_series.organisations_means"), quiet=True),
            listing(lines, empty=say("set_up_series.no_organisation")),
            *self.form(ADD),
            self.pick("set_up_series.which_organisation", names),
        ]
        if self.opened in dict(names):
            now = as_chosen(find(self.project, "organisations", self.opened), *ANSWERS)
            shown += [block for form in (KNOWN, LABEL, NAMED) for block in self.form(form, now=now)]
        return [fold(say("set_up_series.organisations"), *shown)]


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
