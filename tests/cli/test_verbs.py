"""The command line as a person uses it: real files in a real folder, one clear message when something is off."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from docx import Document

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.model import tables
from ontmoet_research.store.tables import meta

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(2)> $x_1$ 😀👩‍🦽 \u202eomgekeerd"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with an empty project ``p.ontmoet``."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "p.ontmoet", "--template", "twee-workshops", "--title", "Proef", "--no-passphrase"]) == 0
    return tmp_path


def everything(path: str = "p.ontmoet") -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with store.open_project(path) as project, project.reading() as connection:
        return {name: [tuple(row) for row in connection.execute(sa.select(found))] for name, found in tables().items()}


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_practice_series_has_more_than_600_codings_in_the_table(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "oefen.ontmoet"]) == 0
    assert "15 verslagen" in capsys.readouterr().out
    assert main(["table", "oefen.ontmoet", "codings", "--format", "csv"]) == 0
    rows = read_csv(capsys.readouterr().out)
    assert len(rows) > 600
    assert all(int(row["start"]) < int(row["end"]) for row in rows)


def test_a_note_nobody_prepared_goes_from_file_to_report(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = Document()
    note.add_heading("Avond over brieven", 1)
    note.add_paragraph(f"Wilma: als we nu eens samen aten. {HOSTILE}")
    note.save("note.docx")
    assert main(["import", "p.ontmoet", "note.docx"]) == 0
    assert main(["search", "p.ontmoet", "SAMEN ATEN"]) == 0
    assert "»samen aten«" in capsys.readouterr().out
    for name in ("r.html", "r.docx", "r.md"):
        assert main(["report", "p.ontmoet", name]) == 0
        assert Path(name).stat().st_size > 1000
    assert "<script" not in Path("r.html").read_text(encoding="utf-8")


def test_a_note_can_be_tied_to_a_meeting(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("n.txt").write_text("Wilma: hoi.\n\nTeun: dag.", encoding="utf-8")
    session = everything()["sessions"][0][1]
    assert main(["import", "p.ontmoet", "n.txt", "--meeting", str(session)]) == 0
    capsys.readouterr()
    assert main(["table", "p.ontmoet", "sources", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["session_id"] == session


def test_one_bad_file_does_not_stop_the_good_ones(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("goed.md").write_text("Er is iets gezegd.", encoding="utf-8")
    Path("leeg.md").write_text("", encoding="utf-8")
    assert main(["import", "p.ontmoet", "leeg.md", "goed.md"]) == 1
    told = capsys.readouterr()
    assert "leeg.md" in told.err
    assert "goed.md" in told.out


def test_a_table_goes_to_a_file_in_every_form(here: Path) -> None:
    import pandas as pd

    for form in ("csv", "json", "parquet"):
        assert main(["table", "p.ontmoet", "sessions", "--format", form, "-o", f"t.{form}"]) == 0
    assert len(pd.read_parquet("t.parquet")) == len(pd.read_csv("t.csv")) == len(pd.read_json("t.json")) > 0
    assert sum("table sessions" in str(row) for row in everything()["log_events"]) == 3


def test_check_tells_what_a_new_project_lacks_worst_first(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "p.ontmoet"]) == 1
    lines = capsys.readouterr().out.splitlines()
    levels = [line.split(":")[0] for line in lines[:-1]]
    assert levels == sorted(levels)  # fout before let op
    assert any("eigen ervaring" in line for line in lines)


def test_the_three_starter_codebooks_come_in_and_a_second_time_nothing_changes(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ontmoet_research.model import shipped

    counts = []
    for name in ("codeboek_A", "codeboek_B", "codeboek_C"):
        assert main(["codes", "p.ontmoet", str(shipped("codeboeken", f"{name}.csv"))]) == 0
        counts.append(capsys.readouterr().out)
    assert ["Nieuw: 19 labels" in counts[0], "27" in counts[1], "26" in counts[2]] == [True] * 3
    before = everything()
    assert main(["codes", "p.ontmoet", str(shipped("codeboeken", "codeboek_A.csv"))]) == 0
    assert everything() == before


def write_bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def write_long(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for _ in range(50):
            file.write("Er was veel te vertellen die avond. " * 30_000)


BAD_FILES = [
    ("import", "leeg.txt", write_bytes(b""), "staat geen tekst"),
    ("import", "alleen_wit.md", write_bytes(b" \n\n "), "staat geen tekst"),
    ("import", "foto.txt", write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), "geen gewone tekst"),
    ("import", "stuk.docx", write_bytes(b"PK\x03\x04" + b"\x00" * 300), "niet te lezen|geen Word"),
    ("import", "geen_word.docx", write_bytes(b"gewone tekst"), "geen Word"),
    ("import", "lang.txt", write_long, "te lang"),
    ("import", "onbekend.txt", write_bytes("Привет, это встреча о бедности.".encode("koi8-r") * 20), "letters"),
    ("import", "plaatje.jpg", write_bytes(b"\xff\xd8"), "lezen we nog niet"),
    ("import", "er_niet.txt", lambda _path: None, "is er niet"),
    ("codes", "kolom.csv", write_bytes(b"code_id,kleur\nX1,rood\n"), "label_nl"),
    ("codes", "dubbel.csv", write_bytes(b"code_id,label_nl\nX1,Iets\nX1,Anders\n"), "2 keer: X1"),
    ("codes", "leeg.csv", write_bytes(b""), "staat niets"),
    ("codes", "kop.csv", write_bytes(b"code_id,label_nl\n"), "staat niets"),
    ("codes", "soort.csv", write_bytes(b"code_id,label_nl,kind\nX1,Iets,raar\n"), "regel 2"),
    ("codes", "gat.csv", write_bytes(b"code_id,label_nl\n,Iets\n"), "regel 2"),
    ("codes", "foto.csv", write_bytes(b"\x89PNG\x00\x00"), "kan foto.csv niet lezen"),
    ("codes", "er_niet.csv", lambda _path: None, "niet lezen"),
]


@pytest.mark.parametrize(("verb", "name", "make", "told"), BAD_FILES, ids=[row[1] for row in BAD_FILES])
def test_a_file_that_will_not_do_gets_one_dutch_message_and_changes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], verb: str, name: str, make: Callable[[Path], None], told: str
) -> None:
    make(here / name)
    before = everything()
    capsys.readouterr()
    assert main([verb, "p.ontmoet", name]) == 1
    said = capsys.readouterr()
    assert len(said.err.strip().splitlines()) == 1
    assert any(part in said.err for part in told.split("|"))
    assert "Er is niets veranderd." in said.err
    assert "Traceback" not in said.err + said.out
    assert everything() == before


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["demo", "/proc/p.ontmoet"], "kan de kit niet schrijven"),
        (["new", "/proc/p.ontmoet", "--no-passphrase"], "kan de kit niet schrijven"),
        (["new", "p.ontmoet", "--no-passphrase"], "staat al iets"),
        (["new", "q.ontmoet", "--template", "bestaat-niet", "--no-passphrase"], "Kies uit: gids-2021"),
        (["table", "p.ontmoet", "labeltjes"], "geen tabel"),
        (["table", "p.ontmoet", "codings", "--format", "parquet"], "-o"),
        (["table", "weg.ontmoet", "codings"], "geen project op deze plek"),
        (["report", "p.ontmoet", "r.pages"], ".html"),
        (["report", "p.ontmoet", "weg/r.html"], "bestaat niet"),
        (["import", "p.ontmoet", "n.md", "--meeting", "bestaat-niet"], "weggehaald"),
    ],
    ids=lambda value: "_".join(value[:2]) if isinstance(value, list) else None,
)
def test_what_can_not_be_done_is_said_in_one_dutch_message(
    here: Path, capsys: pytest.CaptureFixture[str], command: list[str], told: str
) -> None:
    Path("n.md").write_text("hoi", encoding="utf-8")
    capsys.readouterr()
    assert main(command) == 1
    said = capsys.readouterr()
    assert told in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert not Path("q.ontmoet").exists()


def test_a_store_of_a_newer_kit_is_refused_by_every_verb(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with store.open_project("p.ontmoet") as project, project.engine.begin() as connection:
        connection.execute(sa.update(meta).where(meta.c.key == "schema_version").values(value="99"))
    before = Path("p.ontmoet").read_bytes()
    for command in (["table", "p.ontmoet", "codings"], ["check", "p.ontmoet"], ["report", "p.ontmoet", "r.html"]):
        assert main(command) == 1
        assert "nieuwere kit" in capsys.readouterr().err
    assert Path("p.ontmoet").read_bytes() == before


@pytest.mark.parametrize("command", [[], ["labelen"], ["table"], ["table", "p.ontmoet", "codings", "--format", "xls"]])
def test_wrong_usage_ends_with_2(here: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    capsys.readouterr()
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "Er is niets veranderd." in said
    assert "ontmoet" in said
