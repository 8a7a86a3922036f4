"""``ontmoet sheet`` and ``ontmoet enter``: from the command line to paper and back."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from ontmoet_research.cli import main
from ontmoet_research.coding import make_card_sort
from ontmoet_research.store import read_rows


@pytest.mark.parametrize(
    ("arguments", "file", "kind"),
    [
        ([], "vel.pdf", "labelen"),
        (["--reader", "noor", "--family", "kijken"], "vel.xlsx", "labelen"),
        (["--of", "verslag", "--contact", "Wilma"], "vel.docx", "labelen"),
        (["--kind", "sorteren", "--of", "Kaartjes"], "kaartjes.pdf", "sorteren"),
    ],
)
def test_a_sheet_is_made_by_its_suffix(
    desk: SimpleNamespace, arguments: list[str], file: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make_card_sort(desk.project, "Kaartjes", desk.pieces)
    place = desk.folder / file
    assert main(["sheet", str(desk.project.path), str(place), *arguments]) == 0
    assert place.stat().st_size > 1000
    (sheet,) = read_rows(desk.project, "sheets")
    assert sheet["kind"] == kind
    assert f"{sheet['code'][:3]}-{sheet['code'][3:]}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "file", "sentence"),
    [
        ([], "vel.odt", "kan niet als .odt"),
        (["--kind", "verschillen"], "vel.docx", "kan niet als .docx"),
        (["--kind", "verschillen"], "vel.pdf", "2 mensen nodig"),
        (["--kind", "sorteren"], "vel.pdf", "niets met de naam"),
        (["--reader", "niemand"], "vel.pdf", "niets met de naam niemand"),
        (["--family", "onzin"], "vel.pdf", "geen groep labels"),
    ],
)
def test_what_can_not_be_made_is_told_in_one_message(
    desk: SimpleNamespace, arguments: list[str], file: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Path(desk.folder / file)
    assert main(["sheet", str(desk.project.path), str(place), *arguments]) == 1
    assert sentence in capsys.readouterr().err
    assert not place.exists()
    assert read_rows(desk.project, "sheets") == []
