"""The command ``ontmoet`` itself: exit codes, and Dutch where something is not understood."""

from __future__ import annotations

import pytest

from ontmoet_research import cli
from ontmoet_research.cli import doctor, main
from ontmoet_research.words import Refused


@pytest.mark.parametrize("argv", [[], ["vlieg"], ["doctor", "--vlieg"], ["doctor", "een", "twee"]])
def test_wrong_usage_ends_with_2_and_shows_in_dutch_how_it_works(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("Deze opdracht kent de kit niet.")
    assert "ontmoet" in shown
    for english in ("usage:", "error", "invalid", "optional", "positional", "unrecognized", "show this help"):
        assert english not in shown.lower()


@pytest.mark.parametrize("argv", [["--help"], ["doctor", "--help"]])
def test_help_ends_with_0_and_is_dutch(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 0
    assert "usage:" not in (shown := capsys.readouterr().out)
    assert "Kijk of alles er is" in shown


def test_a_refusal_is_one_message_without_a_traceback_and_ends_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_args: object) -> int:
        raise Refused("lab.notebook", notebook="{naam}")

    monkeypatch.setattr(doctor, "run", refuse)
    assert main(["doctor"]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 2)
    assert "{naam}" in shown.err


def test_every_verb_has_a_help_text_in_one_short_line() -> None:
    for name, text in cli.verbs().items():
        first = text.partition("\n")[0]
        assert first.endswith((".", ".docx", "?")), f"{name}: {first!r}"
        assert len(first) <= 100, name
