"""`ontmoet import` and `ontmoet correct`, as a person types them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ontmoet_research import store
from ontmoet_research.cli import import_, main
from ontmoet_research.coding import Mark, apply_code, bring_in_codebook
from ontmoet_research.model import shipped

LONG = "\n\n".join(f"Zin {n} gaat over koffie, brieven en wachten op antwoord van {n} mensen." for n in range(9))


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    days: dict[str, Any] = {"series_id": "reeks", "phase_id": "fase", "kind": "ontmoeting", "status": "gehouden"}
    with store.create("p.ontmoet", title="Proef") as project:
        series = store.new("series", "reeks", title="Reeks", format="ontmoetingen")
        phase = store.new("phases", "fase", series_id="reeks", kind="perspectives", order=1)
        store.write(project, [series, phase, store.new("sessions", "dag3", number=3, date="2024-09-03", **days)])
    Path("verslagen").mkdir()
    for name, text in {"3 sept 2024.txt": LONG, "los.md": "Los.", "leeg.txt": "", "foto.png": "x"}.items():
        Path("verslagen", name).write_text(text, encoding="utf-8")


def meetings() -> dict[str, str | None]:
    with store.open_project("p.ontmoet") as project:
        return {row["file_name"]: row["session_id"] for row in store.read_rows(project, "sources")}


def answers(monkeypatch: pytest.MonkeyPatch, *said: str) -> None:
    """Someone sits at the terminal and says these."""
    waiting = list(said)
    monkeypatch.setattr(import_, "is_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: waiting.pop(0))


def test_a_folder_comes_in_and_the_guess_is_told_but_not_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "p.ontmoet", "verslagen"]) == 1
    told, problems = capsys.readouterr()
    assert meetings() == {"3 sept 2024.txt": None, "los.md": None}
    assert "bijeenkomst 3" in told.casefold() and "3 september 2024" in told and "--meeting dag3" in told
    assert "Binnen: 2. Niet gelukt: 1. Niet binnengehaald: 0." in told
    assert "foto.png" in problems and "leeg.txt" in problems


@pytest.mark.parametrize(("said", "taken"), [("ja", "dag3"), ("nee", None)])
def test_a_person_says_whether_the_guess_is_right(
    monkeypatch: pytest.MonkeyPatch, said: str, taken: str | None
) -> None:
    answers(monkeypatch, said)
    assert main(["import", "p.ontmoet", "verslagen/3 sept 2024.txt"]) == 0
    assert meetings() == {"3 sept 2024.txt": taken}


def test_with_yes_the_guess_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "p.ontmoet", "verslagen/3 sept 2024.txt", "--yes"]) == 0
    assert meetings() == {"3 sept 2024.txt": "dag3"}


def test_what_is_nearly_the_same_waits_until_someone_says_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "p.ontmoet", "verslagen/3 sept 2024.txt"])
    Path("nieuw.txt").write_text(LONG.replace("koffie", "thee"), encoding="utf-8")
    assert main(["import", "p.ontmoet", "nieuw.txt"]) == 1
    assert "ontmoet correct" in capsys.readouterr().out
    assert main(["import", "p.ontmoet", "nieuw.txt", "--again"]) == 0
    assert list(meetings()) == ["3 sept 2024.txt", "nieuw.txt"]


def test_stopping_with_ctrl_c_tells_what_came_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_question: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_, "is_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", interrupt)
    assert main(["import", "p.ontmoet", "verslagen/los.md", "verslagen/3 sept 2024.txt"]) == 1
    assert meetings() == {"los.md": None}
    told, problems = capsys.readouterr()
    assert "Binnen: 1." in told and "Je bent gestopt." in problems


def test_a_corrected_text_takes_its_labels_along(capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "p.ontmoet", "verslagen/3 sept 2024.txt"])
    with store.open_project("p.ontmoet") as project:
        bring_in_codebook(project, shipped("codeboeken", "codeboek_A.csv"))
        [source] = store.read_rows(project, "sources")
        code = store.read_rows(project, "codes")[0].object_id
        person = store.new("contributors", display_name="Noor", side="ervaring")
        store.write(project, [person])
        for words in ("wachten op antwoord van 3", "brieven en wachten op antwoord van 5"):
            start = LONG.index(words)
            apply_code(project, Mark(source.object_id, start, start + len(words), code, person.object_id))
    Path("beter.txt").write_text("Een begin.\n\n" + LONG.replace("antwoord van 5", "bericht van 5"), encoding="utf-8")
    assert main(["correct", "p.ontmoet", source.object_id, "beter.txt"]) == 0
    told = capsys.readouterr().out
    assert "1 label staat op dezelfde woorden." in told and "Kijk 1 label nog eens na." in told
    assert main(["correct", "p.ontmoet", source.object_id, "beter.txt"]) == 1
    assert main(["correct", "p.ontmoet", "onbekend", "beter.txt"]) == 1
