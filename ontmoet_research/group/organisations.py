"""Organisations that people bring along: a broad label, a sector, inside or outside the municipality. Never a person.

A label can point at the one person who comes from there. So an organisation is only named outside the group when at
least ``k`` people come from it, or when the people who do agreed in writing (A17, P16).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, warning
from ontmoet_research.record import iso_day, write
from ontmoet_research.store import Project, change, find, new, read_rows, read_table, rows_of, with_none
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.organisations"
PRESENT = ("actief", "pauze")


def add_organisation(project: Project, label: str, **details: Any) -> str:
    """Put an organisation on the list; give its ``organisation_id``.

    ``label`` is broad, such as "een woonorganisatie"; ``details`` are other columns of ``organisations`` (``sector``,
    ``role``, ``inside``, ``has_backup``, ``internal_followup``, ``named_on``). Errors: ``Refused`` for an empty label
    or one that is there, or a day nobody can read.
    """
    made = new("organisations", label=_free_label(project, label), **_with_day(details))
    write(project, [made], origin=ORIGIN)
    return made.object_id


def change_organisation(project: Project, organisation_id: str, **details: Any) -> None:
    """Change what is known of an organisation; nothing is written when all is as it was.

    Errors: ``Refused`` when it is gone, for an empty label or one that is there, or a day nobody can read.
    """
    row = find(project, "organisations", organisation_id)
    told = _with_day(details)
    if "label" in told:
        told["label"] = _free_label(project, told["label"], but=organisation_id)
    if any(row[name] != value for name, value in told.items()):
        write(project, [change(row, **told)], origin=ORIGIN)


def read_organisations(project: Project) -> pd.DataFrame:
    """All organisations: columns of the table ``organisations``."""
    return read_table(project, "organisations")


def may_be_named(organisations: pd.DataFrame, participants: pd.DataFrame, k: int) -> list[str]:
    """Ids of organisations that may be named outside the group, in the order given.

    In: ``organisation_id`` and ``named_on`` (ISO day of the written yes); ``participant_id``, ``organisation_id`` and
    ``status`` of the participants; ``k`` is the smallest group that may be shown. An organisation from which nobody
    comes tells of nobody, but is only named with a yes as well: somebody may have come from it before.
    """
    people = participants[participants["status"] != "ingetrokken"]
    count = people["organisation_id"].value_counts()
    return [
        one
        for one, named_on in zip(organisations["organisation_id"], with_none(organisations["named_on"]), strict=True)
        if named_on or count.get(one, 0) >= k
    ]


def check_organisations(organisations: pd.DataFrame, participants: pd.DataFrame) -> list[Finding]:
    """Findings B04 (someone pulls the series locally) and B26 (it does not hang on the one person that it sent).

    In: ``organisation_id``, ``role``, ``has_backup``; the table of ``read_participants``. Nobody is asked of an
    organisation from which nobody comes.
    """
    if organisations.empty:
        return []
    found = []
    if "trekker" not in set(organisations["role"].dropna()):
        found.append(warning("group.nobody_pulls", "B04"))
    present = participants[participants["status"].isin(PRESENT)]
    count = present["organisation_id"].value_counts()
    for one in rows_of(organisations):
        if count.get(one["organisation_id"], 0) == 1 and one["has_backup"] is False:
            found.append(warning("group.organisation_on_one", "B26", one["organisation_id"], label=one["label"]))
    return found


def _free_label(project: Project, label: str, but: str = "") -> str:
    label = " ".join(label.split())
    if not label:
        raise Refused("group.needs_organisation")
    others = [row["label"].casefold() for row in read_rows(project, "organisations") if row.object_id != but]
    if label.casefold() in others:
        raise Refused("group.organisation_there")
    return label


def _with_day(details: dict[str, Any]) -> dict[str, Any]:
    return {**details, **({"named_on": iso_day(details["named_on"])} if "named_on" in details else {})}
