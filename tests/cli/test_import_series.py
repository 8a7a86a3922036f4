"""Bringing in at the terminal: the number that people see, the columns of a form, advice for an old file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.cli import main

CASES = Path(__file__).parents[1] / "intake" / "cases"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    series = store.new("series", title="Reeks", format="ontmoetingen")
    phase = store.new("phases", series_id=series.object_id, order=1, kind="perspectives")
    where = {"series_id": series.object_id, "phase_id": phase.object_id}
    meetings = [store.new("sessions", **where, number=n, kind="ontmoeting", status="gepland") for n in (4, 5)]
    with store.create("p.ontmoet", title="Reeks") as project:
        store.write(project, [series, phase, *meetings])
    return tmp_path


def _notes() -> list[store.Row]:
    with store.open_project("p.ontmoet") as project:
        return store.read_rows(project, "sources")


def test_a_meeting_is_named_by_the_number_that_people_see(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "p.ontmoet", str(CASES / "haken.txt"), "--meeting", "9"]) == 1
    assert "Kies uit: 4 en 5" in capsys.readouterr().err
    assert main(["import", "p.ontmoet", str(CASES / "haken.txt"), "--meeting", "5"]) == 0
    with store.open_project("p.ontmoet") as project:
        assert store.find(project, "sessions", _notes()[0]["session_id"])["number"] == 5


def test_of_a_form_the_columns_are_shown_and_chosen(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = str(CASES / "forms.xlsx")
    assert main(["import", "p.ontmoet", form]) == 1
    told = capsys.readouterr().err
    assert "4  E-mail" in told and "--column 6 --column 7" in told
    assert _notes() == []
    assert main(["import", "p.ontmoet", form, "--column", "6"]) == 0
    text = _notes()[0]["text"]
    assert "Dat je mag vragen." in text and "Minder brieven." not in text and "@" not in text
    assert text.startswith("# Wat neem je mee")


def test_an_old_word_file_in_a_folder_gets_the_same_advice_as_alone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "map").mkdir()
    (here / "map" / "oud.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    main(["import", "p.ontmoet", "map"])
    advice = capsys.readouterr().err
    main(["import", "p.ontmoet", "map/oud.doc"])
    assert "bewaar het als .docx" in advice
    assert advice.split("\n")[0] in capsys.readouterr().err
