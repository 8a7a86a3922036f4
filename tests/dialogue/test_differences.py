"""Differences: every reading stays, and that both stay is a normal end (methods 3.5; invariant 8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research.dialogue import read_differences, record_difference
from ontmoet_research.group import add_contributor
from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.store import Project, create, last_seq, new, since, write
from ontmoet_research.words import Refused


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


@pytest.fixture
def fragment(project: Project) -> str:
    source = new("sources", title="Verslag 1", kind="verslag", sha256="0" * 64, text="De bus komt niet meer.")
    piece = new("fragments", source_id=source.object_id, order=1, start=0, end=22, visibility="groep")
    write(project, [source, piece])
    return piece.object_id


@pytest.fixture
def two(project: Project) -> list[str]:
    return [add_contributor(project, "Houtje", "ervaring"), add_contributor(project, "Kompas", "onderzoek")]


def test_both_views_and_reasons_stay_in_one_write(project: Project, fragment: str, two: list[str]) -> None:
    before = last_seq(project)
    views = [(two[0], "opgesloten zitten", "zonder bus kom ik nergens"), (two[1], "vervoer", "")]
    made = record_difference(project, fragment, None, views, "beide_blijven_staan", "2024-04-02", "rustig gesprek")
    assert len({item.batch for item in since(project, before)}) == 1
    rows = read_differences(project)
    assert set(rows["difference_id"]) == {made}
    assert rows["view"].tolist() == ["opgesloten zitten", "vervoer"]
    assert rows["side"].tolist() == ["ervaring", "onderzoek"]
    assert rows["display_name"].tolist() == ["Houtje", "Kompas"]
    assert set(rows["outcome"]) == {"beide_blijven_staan"}


@pytest.mark.parametrize("outcome", [None, *DIFFERENCE_OUTCOMES])
def test_every_outcome_is_an_end_and_none_means_not_talked_yet(
    project: Project, fragment: str, two: list[str], outcome: str | None
) -> None:
    record_difference(project, fragment, None, [(person, "zo", "") for person in two], outcome)
    assert read_differences(project)["outcome"].dropna().unique().tolist() == ([outcome] if outcome else [])


def test_the_order_in_which_people_spoke_stays(project: Project, fragment: str, two: list[str]) -> None:
    views = [(two[1], "eerst", ""), (two[0], "daarna", ""), (two[1], "toch anders", "")]
    record_difference(project, fragment, None, views)
    assert read_differences(project)["view"].tolist() == ["eerst", "daarna", "toch anders"]


def test_one_person_is_no_difference(project: Project, fragment: str, two: list[str]) -> None:
    with pytest.raises(Refused, match="2 mensen"):
        record_difference(project, fragment, None, [(two[0], "zo", ""), (two[0], "of zo", "")])
    assert read_differences(project).empty


def test_a_view_without_words_is_refused_without_repeating_the_other(
    project: Project, fragment: str, two: list[str]
) -> None:
    with pytest.raises(Refused) as refusal:
        record_difference(project, fragment, None, [(two[0], "zo zie ik het", ""), (two[1], " ", "")])
    assert "zo zie ik het" not in str(refusal.value)
    assert read_differences(project).empty


def test_a_fragment_label_or_person_that_is_not_there_is_refused(
    project: Project, fragment: str, two: list[str]
) -> None:
    views = [(person, "zo", "") for person in two]
    for one, code, positions in [
        ("nergens", None, views),
        (fragment, "geen label", views),
        (fragment, None, [*views, ("niemand", "zo", "")]),
    ]:
        with pytest.raises(Refused):
            record_difference(project, one, code, positions)
    assert read_differences(project).empty
