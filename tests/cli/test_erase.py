"""``ontmoet erase`` and ``ontmoet withdraw`` as a person uses them: seen first, sure twice, and proof afterwards."""

import shutil
from pathlib import Path

import pytest
from canary import CANARY, Ids, fill
from docx import Document

from ontmoet_research import model, store
from ontmoet_research.cli import main
from ontmoet_research.privacy import without_withdrawn

GONE = f"Wilma: ik kreeg elke vrijdag een brief van de {CANARY}"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the canary project ``p.ontmoet`` and an old copy of it elsewhere."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ids(here: Path) -> Ids:
    with store.create("p.ontmoet", title="Proef") as project:
        return fill(project)


def erase(*more: str) -> int:
    return main(["erase", "p.ontmoet", "--who", "Noor", *more])


def holding(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if CANARY.encode() in path.read_bytes().lower())


def test_erasing_shows_first_proves_afterwards_and_says_what_is_left_to_do(
    ids: Ids, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "p.ontmoet", "verslag.html"]) == 0
    Path("verslag.html").unlink()
    capsys.readouterr()
    asked = ["--object", ids.piece, "--words", CANARY, "--reason", "zij vroeg het", "--ja-wis-voorgoed"]
    assert erase(*asked) == 0
    told = capsys.readouterr().out
    for part in ("Dit gaat helemaal weg:", "1 stukje tekst", "0 plekken gevonden in", "verslag.html", "Research Drive"):
        assert part in told
    assert "stukje 1" in told  # what others said right beside it
    assert "stukje 3" in told
    assert holding(here) == []
    with store.open_project("p.ontmoet") as project:
        given = "".join(without_withdrawn(project, name).to_csv() for name in model.tables())
    assert CANARY not in given.lower()
    for file in ("r.html", "r.docx"):
        assert main(["report", "p.ontmoet", file]) == 0
    assert store.search_files([here], _words()).found == {}


def _words() -> object:
    from ontmoet_research.text.same_words import SameWords

    return SameWords([GONE], named=[CANARY])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "waarom dit weg moet"),
        (["--reason", "zij vroeg het"], "tweede ja"),
        (["--reason", f"om {CANARY}", "--words", CANARY, "--ja-wis-voorgoed"], "In de reden staan woorden"),
    ],
)
def test_without_a_reason_or_a_second_yes_nothing_goes(
    ids: Ids, here: Path, capsys: pytest.CaptureFixture[str], more: list[str], told: str
) -> None:
    assert erase("--object", ids.piece, *more) == 1
    said = capsys.readouterr()
    assert "Dit gaat helemaal weg:" in said.out
    assert told in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert holding(here)


@pytest.mark.parametrize(("typed", "status"), [("wissen", 0), ("nee", 1), ("", 1)])
def test_on_a_terminal_a_person_types_a_word(
    ids: Ids, here: Path, monkeypatch: pytest.MonkeyPatch, typed: str, status: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: typed)
    assert erase("--object", ids.piece, "--words", CANARY, "--reason", "zij vroeg het") == status
    assert bool(holding(here)) == bool(status)


def test_a_preview_changes_nothing(ids: Ids, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("p.ontmoet").read_bytes()
    assert erase("--object", ids.piece, "--preview") == 0
    assert "1 akkoord telt niet meer" in capsys.readouterr().out
    assert Path("p.ontmoet").read_bytes() == before
    assert not Path("p.gewist.jsonl").exists()


def test_files_the_kit_made_are_removed_and_others_are_named(
    ids: Ids, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = here / "p_werkmap" / "uitvoer"
    made.mkdir(parents=True)
    note = Document()
    note.add_paragraph(f"Zij zei: {GONE}.")
    note.save(str(made / "verslag.docx"))
    own = here / "p_werkmap" / ".ipynb_checkpoints"
    own.mkdir()
    (own / "eigen.ipynb").write_text(f'"{GONE}"', encoding="utf-8")
    (made / "oud.pdf").write_bytes(b"%PDF-1.7")
    status = erase("--object", ids.piece, "--words", CANARY, "--reason", "zij vroeg het", "--ja-wis-voorgoed")
    told = capsys.readouterr().out
    assert status == 1
    assert not (made / "verslag.docx").exists()
    assert "Weggegooid: verslag.docx" in told
    assert str(own / "eigen.ipynb") in told
    assert f"niet in kijken: {made / 'oud.pdf'}" in told


def test_all_of_one_person_goes(ids: Ids, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = erase("--person", ids.person, "--words", CANARY, "--reason", "zij stopt", "--ja-wis-voorgoed")
    assert done == 0
    assert "1 deelnemer: Wilma" in capsys.readouterr().out
    assert holding(here) == []
    with store.open_project("p.ontmoet") as project:
        assert store.read_rows(project, "participants") == store.read_rows(project, "consents") == []


def test_a_backup_of_before_brings_nothing_back_after_the_ledger(ids: Ids, here: Path) -> None:
    shutil.copy("p.ontmoet", "backup.ontmoet")
    assert erase("--object", ids.piece, "--words", CANARY, "--reason", "zij vroeg het", "--ja-wis-voorgoed") == 0
    shutil.move("backup.ontmoet", "p.ontmoet")
    assert holding(here) == ["p.ontmoet"]
    with store.open_project("p.ontmoet") as project:
        store.apply_ledger(project)
    assert holding(here) == []


def test_what_someone_else_erased_waits_for_an_answer(ids: Ids, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert erase("--proposals") == 0
    assert "Er wacht niets." in capsys.readouterr().out
    with store.open_project("p.ontmoet") as project:
        propose(project, ids.piece)
    assert erase("--proposals", "--preview") == 0
    assert "Gewist in een andere kopie op 2025-01-02: zij vroeg het" in capsys.readouterr().out
    assert erase("--proposals") == 1  # not sure
    assert erase("--proposals", "--ja-wis-voorgoed") == 0
    assert "Gewist:" in capsys.readouterr().out
    with store.open_project("p.ontmoet") as project:
        assert store.heads(project, "fragments", ids.piece) == []
        propose(project, ids.batch)
    assert erase("--proposals", "--no") == 0
    assert "Je zei nee." in capsys.readouterr().out
    with store.open_project("p.ontmoet") as project:
        assert store.find(project, "batches", ids.batch)


def test_who_says_nothing_of_who_they_are_or_is_of_practice_erases_and_sees_nothing(
    ids: Ids, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.open_project("p.ontmoet") as project:
        store.write(project, [store.new("contributors", display_name="Ronde", side="praktijk")])
    before = Path("p.ontmoet").read_bytes()
    for who in ([], ["--who", "Ronde"]):
        assert main(["erase", "p.ontmoet", "--person", ids.person, "--preview", *who]) == 1
        assert main(["erase", "p.ontmoet", "--object", ids.piece, "--preview", *who]) == 1
        assert main(["erase", "p.ontmoet", "--proposals", *who]) == 1
        assert main(["withdraw", "p.ontmoet", "--person", ids.person, *who]) == 1
        assert main(["access", "p.ontmoet", "Wilma", "alles.txt", *who]) == 1
        assert "Vraag anders hulp aan Noor." in capsys.readouterr().err
    assert main(["access", "p.ontmoet", "Wilma", "alles.txt", "--who", "Niemand"]) == 1
    assert not Path("alles.txt").exists() and Path("p.ontmoet").read_bytes() == before
    assert main(["access", "p.ontmoet", "Wilma", "alles.txt", "--who", "noor"]) == 0


def propose(project: store.Project, object_id: str) -> None:
    import sqlalchemy as sa

    from ontmoet_research.store.tables import erasures

    row = {"id": store.new_id(), "object_id": object_id, "keep_id": None, "reason": "zij vroeg het", "author": "kit"}
    with project.writing() as connection:
        connection.execute(sa.insert(erasures), {**row, "at": "2025-01-02T10:00:00.000Z", "confirmed": False})


def test_withdrawing_shows_days_first_and_neighbours_and_can_be_taken_back(
    ids: Ids, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        "withdraw",
        "p.ontmoet",
        "--who",
        "Noor",
        "--person",
        ids.person,
        "--scope",
        "stukjes",
        "--date",
        "5 juli 2025",
    ]
    assert main([*asked, "--preview"]) == 0
    told = capsys.readouterr().out
    for part in (
        "Geen laatste dag afgesproken voor: meedoen",
        "1 stukje tekst gaat weg.",
        "Lees dit deel van het verslag samen opnieuw: In het kort.",
        "stukje 3",
        "Research Drive",
    ):
        assert part in told
    assert main(["table", "p.ontmoet", "quotes"]) == 0
    assert CANARY in capsys.readouterr().out
    assert main(asked) == 0
    done = capsys.readouterr().out
    assert "Dit is gedaan." in done and "1 stukje tekst is weg." in done and "stukje tekst gaat weg" not in done
    assert main(["table", "p.ontmoet", "quotes"]) == 0
    assert CANARY not in capsys.readouterr().out
    assert main(asked) == 0
    assert "Dit was al zo." in capsys.readouterr().out
    assert main(["withdraw", "p.ontmoet", "--who", "Noor", "--undo"]) == 0
    assert main(["table", "p.ontmoet", "quotes"]) == 0
    assert CANARY in capsys.readouterr().out
    assert main(["withdraw", "p.ontmoet", "--who", "Noor", "--undo"]) == 1
    assert main([*asked[:-1], "ooit"]) == 1
