"""Organisations: broad labels, sectors, and never a name that points at one person (A17, B04, B26, B43, E24)."""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.group import (
    add_organisation,
    add_participant,
    change_organisation,
    may_be_named,
    read_organisations,
    read_participants,
)
from ontmoet_research.group.organisations import check_organisations
from ontmoet_research.model.people import SECTORS
from ontmoet_research.store import Project
from ontmoet_research.words import Refused


def organisations(**more: object) -> pd.DataFrame:
    row = {"organisation_id": "o", "label": "een sportclub", "role": None, "has_backup": None, "named_on": None}
    return pd.DataFrame([{**row, **more}])


def people(number: int, status: str = "actief") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "participant_id": [f"p{i}" for i in range(number)],
            "organisation_id": ["o"] * number,
            "status": [status] * number,
        }
    )


@pytest.mark.parametrize(
    ("number", "named_on", "named"),
    [(1, None, False), (4, None, False), (5, None, True), (1, "2025-01-01", True), (0, None, False)],
)
def test_an_organisation_is_named_with_enough_people_or_a_written_yes(
    number: int, named_on: str | None, named: bool
) -> None:
    assert may_be_named(organisations(named_on=named_on), people(number), 5) == (["o"] if named else [])


def test_someone_who_withdrew_does_not_help_to_reach_k() -> None:
    assert may_be_named(organisations(), pd.concat([people(4), people(1, "ingetrokken")]), 5) == []


@pytest.mark.parametrize("sector", ["wonen", "welzijn", "zorg", "onderwijs", "gemeente", "veiligheid"])
def test_every_sector_of_the_network_is_on_the_list_and_can_be_kept(project: Project, sector: str) -> None:
    assert sector in SECTORS
    add_organisation(project, f"een organisatie voor {sector}", sector=sector)
    assert read_organisations(project)["sector"].tolist() == [sector]


def test_sectors_added_later_are_there_too() -> None:
    assert {"bewonersinitiatief", "cultuur"} <= set(SECTORS)


def test_an_organisation_is_put_on_the_list_once(project: Project) -> None:
    made = add_organisation(project, "Een woonorganisatie", inside=False, role="trekker")
    for label in ("  ", "een  WOONORGANISATIE"):
        with pytest.raises(Refused):
            add_organisation(project, label)
    change_organisation(project, made, named_on="5 juli 2023")
    assert read_organisations(project)["named_on"].tolist() == ["2023-07-05"]


@pytest.mark.parametrize(
    ("more", "number", "expected"),
    [
        ({}, 1, ["B04"]),
        ({"role": "trekker"}, 1, []),
        ({"role": "trekker", "has_backup": False}, 1, ["B26"]),
        ({"role": "trekker", "has_backup": False}, 2, []),
        ({"role": "trekker", "has_backup": True}, 1, []),
        ({"role": "trekker", "has_backup": False}, 0, []),
    ],
)
def test_a_series_has_a_trekker_and_hangs_on_no_single_person(
    more: dict[str, object], number: int, expected: list[str]
) -> None:
    assert [one.row for one in check_organisations(organisations(**more), people(number))] == expected


def test_the_findings_hold_on_the_tables_of_a_real_project(project: Project, series_id: str) -> None:
    made = add_organisation(project, "een sportclub", has_backup=False)
    add_participant(project, "Fluit", series_id, organisation_id=made)
    found = check_organisations(read_organisations(project), read_participants(project))
    assert [one.row for one in found] == ["B04", "B26"]
    assert "een sportclub" in found[1].sentence
