"""What people with experience say to each other beforehand is theirs: its notes don't enter the project (D28)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research.group import list_meetings, make_series, plan_meeting
from ontmoet_research.intake import attach, bring_in, read_typed
from ontmoet_research.store import Project, create, find, last_seq, read_rows
from ontmoet_research.words import Refused


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


@pytest.fixture
def private(project: Project) -> str:
    series_id = make_series(project, "twee-workshops", "Reeks")
    phase = read_rows(project, "phases", series_id=series_id)[0].object_id
    return plan_meeting(project, series_id, phase, "voorbespreking", "1 maart 2024")


@pytest.mark.parametrize("as_file", [True, False])
def test_notes_of_a_preparing_talk_are_refused_with_where_they_belong(
    project: Project, private: str, tmp_path: Path, as_file: bool
) -> None:
    (tmp_path / "geheim.txt").write_text("Wij vinden het spannend.", encoding="utf-8")
    note = tmp_path / "geheim.txt" if as_file else read_typed("Wij vinden het spannend.")
    before = last_seq(project)
    with pytest.raises(Refused) as refusal:
        bring_in(project, note, session_id=private)
    assert "eigen project" in str(refusal.value)
    assert last_seq(project) == before
    assert read_rows(project, "sources") == []
    # Nothing of it is in the file of the project, nor beside it.
    told = [path.read_bytes() for path in tmp_path.iterdir() if path.name != "geheim.txt"]
    assert not [data for data in told if b"spannend" in data]


def test_a_note_is_not_tied_to_a_preparing_talk_afterwards(project: Project, private: str) -> None:
    source = bring_in(project, read_typed("We aten samen."), title="Eten").source_id
    with pytest.raises(Refused, match="voorbespreking"):
        attach(project, source, private)
    assert find(project, "sources", source)["session_id"] is None


def test_notes_of_every_other_meeting_are_welcome(project: Project, private: str) -> None:
    series_id = find(project, "sessions", private)["series_id"]
    other = next(row.object_id for row in list_meetings(project, series_id) if row.object_id != private)
    bring_in(project, read_typed("We aten samen."), session_id=other, title="Eten")
    assert len(read_rows(project, "sources")) == 1
