"""Bundle and merge on the command line: a phrase is never an argument, and each outcome is told in Dutch."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pyrage
import pytest

from ontmoet_research import store
from ontmoet_research.cli import main, phrase
from ontmoet_research.words import Refused

PHRASE = "vier gele fietsen zingen"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with Noor's project and a colleague's, in which Noor placed labels."""
    monkeypatch.chdir(tmp_path)
    noor = store.new("contributors", display_name="Noor", side="ervaring")
    book = store.new("codebooks", title="Onze lijst", version="1")
    label = lambda text, n: store.new(  # noqa: E731 - short
        "codes", codebook_id=book.object_id, code=f"L{n}", label_nl=text, kind="enkel", status="voorstel"
    )
    with store.create("noor.ontmoet", title="Reeks") as mine:
        store.write(mine, [noor, book, label("Niet gehoord", 1)], author=noor.object_id)
        with store.create("kees.ontmoet", title="Reeks") as yours:
            store.merge(yours, store.OpenProject(mine))
            store.write(yours, [label("niet  Gehoord", 2)])
        store.write(mine, [label("Schaamte", 3), label("Moed", 4)], author=noor.object_id)
        store.write(mine, [store.change(store.read_rows(mine, "codebooks")[0], title="Van ons")], author=noor.object_id)
    with store.open_project("kees.ontmoet") as yours:
        store.write(yours, [store.change(store.read_rows(yours, "codebooks")[0], title="Van Kees")])
    (tmp_path / "zin.txt").write_text(f"{PHRASE}\n", encoding="utf-8")
    return tmp_path


def labels(path: str) -> list[str]:
    with store.open_project(path) as project:
        return sorted(row["label_nl"] for row in store.read_rows(project, "codes"))


def test_a_copy_goes_out_on_a_lock_and_comes_back_merged(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(phrase.FILE, "zin.txt")
    assert main(["bundle", "noor.ontmoet", "kopie.age"]) == 0
    assert "Klaar: kopie.age met 6 regels" in capsys.readouterr().out
    before = labels("kees.ontmoet")
    assert main(["merge", "kees.ontmoet", "kopie.age", "--preview"]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[0] == "Dit komt erbij uit kopie.age:"
    assert "Nieuw van Noor: 2 labels in de lijst." in told
    assert "Veranderd door Noor: 1 lijst met labels." in told
    assert "In 2 versies: 1 lijst met labels." in told
    assert "Er is nog niets veranderd." in told
    assert labels("kees.ontmoet") == before
    assert main(["merge", "kees.ontmoet", "kopie.age"]) == 0
    assert "Dit kwam erbij uit kopie.age:" in capsys.readouterr().out
    assert labels("kees.ontmoet") == ["Moed", "Niet gehoord", "Schaamte", "niet  Gehoord"]
    assert main(["merge", "kees.ontmoet", "--undo"]) == 0
    assert "Teruggezet: kopie.age." in capsys.readouterr().out
    assert labels("kees.ontmoet") == before


def test_labels_that_are_called_the_same_are_told_and_not_joined(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", "noor.ontmoet", "kees.ontmoet"]) == 0
    told = capsys.readouterr().out
    assert "Het label Niet gehoord staat er dan 2 keer. Kijk samen of het hetzelfde is." in told
    assert "Let op: dit is een ander project, Reeks." in told
    assert labels("noor.ontmoet") == ["Moed", "Niet gehoord", "Schaamte", "niet  Gehoord"]
    assert main(["merge", "noor.ontmoet", "kees.ontmoet"]) == 0
    assert "In deze kopie staat niets nieuws." in capsys.readouterr().out


def test_a_copy_for_a_key_opens_with_the_file_of_that_key(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = pyrage.x25519.Identity.generate()
    (here / "sleutel.txt").write_text(f"# van Kees\n{key}\n", encoding="utf-8")
    assert main(["bundle", "noor.ontmoet", "kopie.age", "--recipient", str(key.to_public())]) == 0
    assert main(["merge", "kees.ontmoet", "kopie.age"]) == 1
    assert "gaat open met een sleutel" in capsys.readouterr().err
    assert main(["merge", "kees.ontmoet", "kopie.age", "--identity", "sleutel.txt"]) == 0


def test_a_phrase_can_come_through_a_pipe(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PHRASE}\n"))
    assert main(["bundle", "noor.ontmoet", "kopie.age"]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("een andere zin\n"))
    assert main(["merge", "kees.ontmoet", "kopie.age"]) == 1
    assert "Het bestand gaat niet open." in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["bundle", "noor.ontmoet", "tweede.age"]) == 1
    assert "Er is geen wachtzin." in capsys.readouterr().err
    assert not (here / "tweede.age").exists()


class Terminal(io.StringIO):
    """What a person types at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("making", "typed", "told"),
    [
        (True, [PHRASE, PHRASE], ""),
        (True, [PHRASE, "anders"], "niet gelijk"),
        (False, [PHRASE], ""),
        (True, [" "], "geen"),
    ],
)
def test_on_a_terminal_a_phrase_is_asked_twice_when_making(
    making: bool, typed: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(typed)
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(phrase, "getpass", lambda _: next(answers))
    if told:
        with pytest.raises(Refused, match=told):
            phrase.ask_phrase(making=making)
    else:
        assert phrase.ask_phrase(making=making) == PHRASE
    assert list(answers) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["merge", "noor.ontmoet"], "Geef een kopie, of --undo."),
        (["merge", "noor.ontmoet", "kees.ontmoet", "--undo"], "Geef een kopie, of --undo."),
        (["merge", "noor.ontmoet", "weg.ontmoet"], "Er staat geen project op deze plek"),
        (["merge", "noor.ontmoet", "zin.txt"], "geen kopie van deze kit"),
        (["merge", "noor.ontmoet", "noor.ontmoet"], "Dit is hetzelfde project."),
        (["merge", "noor.ontmoet", "--undo"], "niets samengevoegd"),
        (["bundle", "noor.ontmoet", "x.age", "--plain", "--recipient", "age1x"], "met slot of zonder slot"),
        (["bundle", "noor.ontmoet", "x.age", "--recipient", "age1x"], "geen sleutel van age"),
        (["bundle", "noor.ontmoet", "noor.ontmoet", "--plain"], "noor.ontmoet"),
    ],
)
def test_what_can_not_be_done_is_told_and_changes_nothing(
    given: list[str], told: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = labels("noor.ontmoet")
    assert main(given) == 1
    assert told in capsys.readouterr().err
    assert labels("noor.ontmoet") == before
    assert not (here / "x.age").exists()


def test_a_missing_file_with_a_phrase_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(phrase.FILE, "weg.txt")
    assert main(["bundle", "noor.ontmoet", "kopie.age"]) == 1
    assert "Het bestand met de wachtzin is er niet: weg.txt." in capsys.readouterr().err
