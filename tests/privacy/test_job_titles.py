"""Exact job titles never leave; a broad group may (E35)."""

from __future__ import annotations

import pytest

from ontmoet_research.model.people import JOB_GROUPS
from ontmoet_research.privacy.job_titles import BROAD_GROUPS, broad_group, exact_titles_in, title_spans, told_broadly

FOUND = [
    ("De opbouwwerker belde.", ["opbouwwerker"]),
    ("Twee klantmanagers en de BOA's.", ["klantmanager", "boa"]),
    ("KWARTIERMAKER gezocht", ["kwartiermaker"]),
    ("de oud-wethouder en het wethouderschap", ["wethouder"]),
    ("een maatschappelijk\nwerker", ["maatschappelijk werker"]),
    ("alle raadsleden", ["raadslid"]),
    ("boa constrictor? ja: beter te veel dan te weinig", ["boa"]),
    ("iemand van sociaal werk, van de gemeente", []),
    ("de huisartsenpost en de lectoraten", []),
    ("een student, een docent en een vrijwilliger", []),
    ("Boaz kwam ook", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), FOUND, ids=[text[:25] for text, _ in FOUND])
def test_exact_titles_are_found(text: str, titles: list[str]) -> None:
    assert exact_titles_in(text) == titles


def test_titles_of_the_key_file_count_too() -> None:
    assert exact_titles_in("De regisseur zorg belde.", more=["Regisseur zorg"]) == ["regisseur zorg"]


def test_a_public_office_with_a_source_may_be_named() -> None:
    assert exact_titles_in("De wethouder en de huismeester.", allowed=["Wethouder"]) == ["huismeester"]


def test_each_title_has_a_group_that_the_model_knows() -> None:
    assert set(BROAD_GROUPS.values()) == set(JOB_GROUPS)
    assert len(BROAD_GROUPS) > 90


@pytest.mark.parametrize("title", ["opbouwwerker", "schuldhulpverlener", "klantmanager", "participatiecoach",
                                   "kwartiermaker", "BOA", "wethouder", "lector"])  # fmt: skip
def test_the_titles_of_the_requirement_are_known(title: str) -> None:
    assert broad_group(title) in JOB_GROUPS
    assert exact_titles_in(title) == [title.casefold()]


@pytest.mark.parametrize(("text", "titles"), FOUND, ids=[text[:25] for text, _ in FOUND])
def test_where_a_title_stands_and_that_it_does_are_one_answer(text: str, titles: list[str]) -> None:
    left = list(text)
    for start, end in reversed(title_spans(text)):
        left[start:end] = "#"
    assert exact_titles_in("".join(left)) == []
    assert bool(title_spans(text)) == bool(titles)


def test_each_title_is_told_as_someone_of_a_broad_group() -> None:
    assert told_broadly("opbouwwerker") == "iemand van het sociaal werk"
    assert told_broadly("tovenaar") == "iemand met ander werk"
    assert all(told_broadly(title).startswith("iemand") for title in BROAD_GROUPS)
