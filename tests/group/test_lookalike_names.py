"""Names that people would mix up by eye, or that nobody can see, are refused with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import coding, group, store
from ontmoet_research.cli import main
from ontmoet_research.text.lookalike import skeleton
from ontmoet_research.words import Refused

LOOKS_LIKE_WILMA = (
    "W\u0456lma",
    "Wi1ma",
    "\uff37\uff49\uff4c\uff4d\uff41",
    "W\u00edlma",
    "Wilrna",
    "\U0001d56e".replace("\U0001d56e", "Vvilma"),
)
NOBODY_SEES = ("Wil\u200bma", "Wil\u00adma", "\u202eamliW", "Mer\u2060el", "\u2066Bea\u2069")
NO_NAME = ("\u200b", "\u2060", "  ", "-", "\n\n", "a" * 100_000)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[store.Project]:
    with store.create(tmp_path / "p.ontmoet", title="x") as made:
        series = store.new("series", title="Reeks", format="ontmoetingen")
        store.write(made, [series])
        group.add_participant(made, "Wilma", series.object_id, perspectives=["resident"], adult=True)
        group.add_contributor(made, "Wilma", "ervaring")
        yield made


def add(project: store.Project, alias: str) -> str:
    series = store.read_rows(project, "series")[0].object_id
    return group.add_participant(project, alias, series, perspectives=["resident"], adult=True)


@pytest.mark.parametrize("name", [*LOOKS_LIKE_WILMA, *NOBODY_SEES, *NO_NAME])
def test_such_a_name_is_refused_for_who_takes_part_and_for_who_works_on_it(project: store.Project, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(project, name)
    assert refusal.value.key.startswith("group.")
    with pytest.raises(Refused):
        group.add_contributor(project, name, "ervaring")
    assert len(store.read_rows(project, "participants")) == len(store.read_rows(project, "contributors")) == 1


@pytest.mark.parametrize(
    "name", ["Merel", "Wil", "Ay\u015fe", "W.J.", "Zo\u00eb", "\u0641\u0627\u0637\u0645\u0629", "Wim 2"]
)
def test_other_names_in_any_script_are_fine(project: store.Project, name: str) -> None:
    assert add(project, name)


def test_a_label_that_looks_like_another_is_refused_and_twins_in_a_file_are_told(
    project: store.Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "boek.csv").write_text("code_id,label_nl\nL1,Schaamte\nL2,Sch\u0430amte\nL3,Moed\n", encoding="utf-8")
    assert main(["codes", str(project.path), str(tmp_path / "boek.csv")]) == 0
    assert "lijken op elkaar" in capsys.readouterr().out
    (book,) = store.read_rows(project, "codebooks")
    someone = project.as_person(store.read_rows(project, "contributors")[0].object_id)
    for name in ("M\u043eed", "Mo\u200bed"):
        with pytest.raises(Refused):
            coding.propose_code(someone, book.object_id, name)


def test_skeletons_keep_different_names_apart() -> None:
    names = ["Merel", "Wilma", "Wim", "Noor", "Nora", "Kees", "Koos", "Bea", "Teun", "Tess", "Ali", "Alie"]
    assert len({skeleton(name) for name in names}) == len(names)
