"""``ontmoet bring``: the page *Breng je reeks binnen* at the terminal, with what is still open at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.group import add_contributor, make_series
from ontmoet_research.privacy import key_file
from ontmoet_research.words import say

NOTE = "Wilma  0:12\nIk vond het fijn.\n\nTeun Bakker  0:15\nDe brief kwam te laat. Bel Wilma maar.\n"
LIST = "Zon (Wilma Bos), inwoner\nMaan, vrijwilliger\n"
PHRASES = ("zes groene fietsen op zondag", "zeven gele boten bij de brug")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(key_file, "settings_file", lambda: tmp_path / "waar.json")
    (tmp_path / "project").mkdir()
    with store.create("project/p.ontmoet", title="Reeks") as project:
        make_series(project, "gids-2021", "Samen in Veldhoek", "Veldhoek")
        add_contributor(project, "Kompas", "onderzoek", "docent-onderzoeker")
    (tmp_path / "verslagen").mkdir()
    (tmp_path / "verslagen" / "bijeenkomst 2, 10 sept 2024.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "mensen.txt").write_text(LIST, encoding="utf-8")
    return tmp_path


def bring(*more: str) -> int:
    return main(["bring", "project/p.ontmoet", *more, "--who", "Kompas"])


def rows(table: str) -> list[store.Row]:
    with store.open_project("project/p.ontmoet") as project:
        return store.read_rows(project, table)


def test_a_series_comes_in_with_one_command_and_it_says_what_is_open(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["--speaker", "Teun Bakker=Maan", "--speaker", "Wilma=Zon"]
    given = ["verslagen", "--people", "mensen.txt", "--adults", *said]
    assert bring(*given, "--yes") == 0
    told = capsys.readouterr().out
    assert say("bring_in_series.open.answers", n=2) in told and say("bring_in_series.open.look", n=1) in told
    aliases = {row.object_id: row["alias"] for row in rows("participants")}
    assert [aliases[row["participant_id"]] for row in rows("fragments")] == ["Zon", "Maan"]
    assert "Bel Zon maar" in rows("sources")[0]["text"] and "Wilma" not in rows("sources")[0]["text"]
    meeting = next(row for row in rows("sessions") if row["number"] == 2)
    assert (meeting["status"], meeting["date"]) == ("gehouden", "2024-09-10")
    assert bring(*given, "--yes") == 0  # once more: nothing twice
    assert len(rows("participants")) == 2 and len(rows("sources")) == 1


def test_an_address_without_a_project_names_the_way_to_make_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("app", "start"):
        assert main([verb, "nieuw.ontmoet", "--no-browser"]) == 1
        assert "new nieuw.ontmoet" in capsys.readouterr().err
    assert not Path("nieuw_werkmap").exists()


def test_a_table_of_answers_in_which_nothing_stands_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring("--people", "mensen.txt", "--adults", "--yes")
    (here / "antwoorden.csv").write_text(";;\n;;\n", encoding="utf-8")
    assert bring("--answers", "antwoorden.csv") == 1
    assert "antwoorden.csv" in capsys.readouterr().err and rows("consents") == []


def test_answers_come_from_a_table_that_the_kit_makes_first(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring("--people", "mensen.txt", "--adults", "--yes")
    assert bring("--answers", "antwoorden.csv") == 0
    table = here / "antwoorden.csv"
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Wie", "Maan", "Zon"]
    filled = [lines[0], "Maan;ja;nee" + ";" * (lines[0].count(";") - 2), lines[2]]
    table.write_text("\n".join(filled), encoding="utf-8")
    assert bring("--answers", "antwoorden.csv") == 1
    assert "uitleg" in capsys.readouterr().err  # which paper it was is asked
    assert bring("--answers", "antwoorden.csv", "--sheet", "versie 2", "--day", "5 juli 2024") == 0
    assert {(row["purpose"], row["given"], row["date"]) for row in rows("consents")} == {
        ("meedoen", True, "2024-07-05"),
        ("notities", False, "2024-07-05"),
    }
    assert say("bring_in_series.open.answers", n=1) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Vreemde;ja", "Vreemde"), ("Zon;misschien", "misschien")],
)
def test_an_answer_of_a_stranger_or_that_is_no_answer_keeps_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], line: str, expected: str
) -> None:
    bring("--people", "mensen.txt", "--adults", "--yes")
    (here / "a.csv").write_text(f"Wie;meedoen\nMaan;ja\n{line}\n", encoding="utf-8")
    assert bring("--answers", "a.csv", "--sheet", "2") == 1
    assert expected in capsys.readouterr().err
    assert rows("consents") == []


def test_real_names_go_into_the_key_file_and_say_who_speaks(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "apart").mkdir()
    for name, phrase in (("een", PHRASES[0]), ("twee", PHRASES[1])):
        (here / name).write_text(phrase, encoding="utf-8")
    monkeypatch.setenv("ONTMOET_NAMES_PASSPHRASE_FILE", str(here / "een"))
    monkeypatch.setenv("ONTMOET_SECOND_PASSPHRASE_FILE", str(here / "twee"))
    assert bring("--people", "mensen.txt", "--adults", "--yes") == 0
    assert "names --make" in capsys.readouterr().out  # the name of one stands nowhere yet
    assert main(["names", "project/p.ontmoet", "--make", "apart/namen.age"]) == 0
    assert bring("verslagen", "--people", "mensen.txt", "--adults", "--yes") == 0
    with store.open_project("project/p.ontmoet") as project:
        opened = key_file.open_key_file(project, here / "apart" / "namen.age", passphrase=PHRASES[0])
    zon = next(row.object_id for row in rows("participants") if row["alias"] == "Zon")
    assert [(one.participant_id, one.name) for one in opened.people] == [(zon, "Wilma Bos")]
    assert rows("fragments")[0]["participant_id"] == zon  # Wilma is Wilma Bos; nobody had to say so


def test_in_a_script_nothing_is_taken_for_right_by_itself(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("verslagen", "--people", "mensen.txt") == 1
    assert rows("participants") == []
    assert bring("verslagen", "--people", "mensen.txt", "--adults") == 1
    assert "--yes" in capsys.readouterr().err
    assert rows("participants") == [] and rows("sources") == []


def test_at_the_terminal_each_step_is_asked(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["ja", "ja", "ja", "Maan", "ja", ""])  # 18 or older, people, meetings, Teun Bakker, speakers, names
    monkeypatch.setattr("ontmoet_research.cli.bring.is_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    assert bring("verslagen", "--people", "mensen.txt") == 0
    aliases = {row.object_id: row["alias"] for row in rows("participants")}
    assert [aliases[row["participant_id"]] for row in rows("fragments")] == ["Zon", "Maan"]
    assert list(answers) == []


def test_a_speaker_that_is_no_alias_of_the_series_is_asked_for(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("verslagen", "--people", "mensen.txt", "--adults", "--speaker", "Wilma=Vlinder", "--yes") == 1
    assert "Vlinder" in capsys.readouterr().err
    assert rows("sources") == []
