"""Small files that once came in wrong, each of a kind: brought into a project, as a person does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.intake import bring_in, read_fragments
from ontmoet_research.intake.notes import cut_alike
from ontmoet_research.store import Project

CASES = Path(__file__).parent / "cases"
SPEAKERS = [
    ("tijden2.txt", ["Wilma", "Teun Bakker", "Wilma"]),
    ("haken.txt", ["D1", "D2", "D1", "D2"]),
    ("zoom-chat-nieuw.txt", ["Wilma", "Teun Bakker", "Wilma"]),
    ("alias-kolom.csv", ["D1", "D2", "D3"]),
    ("toelichting.csv", ["D1", "D2"]),
    ("gesprek-klein.pdf", ["Noor Hallema", "Wilma"] * 4),
    ("kop-regels.txt", []),
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return store.create(tmp_path / "p.ontmoet", title="Proef")


@pytest.mark.parametrize(("name", "speakers"), SPEAKERS)
def test_who_speaks_is_kept_with_each_turn(project: Project, name: str, speakers: list[str]) -> None:
    bring_in(project, CASES / name)
    pieces = read_fragments(project)
    opening = pieces[pieces["said_at"].notna() | ~pieces["text"].str.contains(r"\([abcd]\)")]
    assert [one for one in opening["speaker_label"] if isinstance(one, str)] == speakers


def test_all_sixteen_voices_of_teams_are_kept_as_written(project: Project) -> None:
    bring_in(project, CASES / "teams-namen.vtt")
    pieces = read_fragments(project)
    assert len(pieces) == 16
    assert pieces["speaker_label"].tolist()[1:5] == [
        "Vries, Jan de",
        "Vries, J. de (Jan)",
        "Jansen, P. (Piet)",
        "Noor | Hogeschool",
    ]
    assert pieces["said_at"].tolist()[0] == "00:00:10"
    assert not pieces["text"].str.contains("00:00").any()


def test_after_bringing_in_it_is_said_what_is_known(project: Project) -> None:
    told = bring_in(project, CASES / "tijden2.txt").notices
    assert "In dit verslag staan 2 sprekers en 3 beurten." in told


def test_a_corrected_text_keeps_its_speakers_and_times(project: Project) -> None:
    source = bring_in(project, CASES / "teams-namen.vtt").source_id
    text = store.find(project, "sources", source)["text"].replace("nummer 2", "nummer twee")
    cut = cut_alike(project, source, text)
    assert [one["speaker_label"] for one in cut][:3] == ["Fatima el Amrani", "Vries, Jan de", "Vries, J. de (Jan)"]
    assert [one["said_at"] for one in cut][:3] == ["00:00:10", "00:00:11", "00:00:12"]
