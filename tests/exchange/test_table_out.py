"""A whole table for outside the screens: what never leaves does not, and blind is blind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.coding.rounds import finish_fragment
from ontmoet_research.exchange.table_out import read_table_out
from ontmoet_research.model import columns_of, tables
from ontmoet_research.words import Refused

TEXT = "Wij begonnen met koffie. Daarna praatten we."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[store.Project]:
    """Two people have to read one piece; Noor did, with a label, Kees did not."""
    new = store.new
    noor, kees = (new("contributors", display_name=name, side="ervaring") for name in ("Noor", "Kees"))
    source = new("sources", kind="verslag", title="Avond", sha256="x", text=TEXT)
    piece = new("fragments", source_id=source.object_id, order=1, start=0, end=len(TEXT), visibility="groep")
    book = new("codebooks", title="Lijst", version="1")
    code = new("codes", codebook_id=book.object_id, code="L1", label_nl="rust", kind="enkel")
    coding = new(
        "codings",
        fragment_id=piece.object_id,
        source_id=source.object_id,
        code_id=code.object_id,
        contributor_id=noor.object_id,
        start=0,
        end=5,
        quote="Wij b",
        certainty="zeker",
        round="zelf",
    )
    both = [noor.object_id, kees.object_id]
    batch = new("batches", title="Ronde", fragment_ids=[piece.object_id], contributor_ids=both, status="open")
    person = new("participants", alias="Merel", leave_reason="te ver reizen")
    need = new("needs", person_id=person.object_id, needs=["pauze"])
    with store.create(tmp_path / "p.ontmoet", title="Proef") as made:
        store.write(made, [noor, kees, source, piece, book, code, coding, batch, person, need])
        finish_fragment(made.as_person(noor.object_id), piece.object_id, "gelabeld")
        yield made


def person(project: store.Project, name: str) -> store.Project:
    (row,) = store.read_rows(project, "contributors", display_name=name)
    return project.as_person(row.object_id)


def piece(project: store.Project) -> str:
    return store.read_rows(project, "fragments")[0].object_id


def shown(project: store.Project) -> tuple[int, int]:
    frame, hidden = read_table_out(project, "codings")
    return len(frame), hidden


def test_others_labels_come_only_after_ones_own_reading_and_skipping_opens_nothing(project: store.Project) -> None:
    kees = person(project, "Kees")
    assert shown(person(project, "Noor")) == (1, 0)
    assert shown(kees) == (0, 1)
    finish_fragment(kees, piece(project), "overgeslagen")
    assert shown(kees) == (0, 1)
    finish_fragment(kees, piece(project), "geen_label")
    assert shown(kees) == (1, 0)


def test_without_anyone_at_work_what_someone_must_still_read_stays_out(project: store.Project) -> None:
    assert shown(project) == (0, 1)
    assert len(read_table_out(project, "readings")[0]) == 0
    finish_fragment(person(project, "Kees"), piece(project), "geen_label")
    assert shown(project) == (1, 0)


def test_what_the_model_says_never_leaves_does_not_leave(project: store.Project) -> None:
    close = {name for name, table in tables().items() if not table.info["leaves"]}
    assert close >= {"needs", "display_settings"}
    for name in close:
        with pytest.raises(Refused) as refusal:
            read_table_out(project, name)
        assert refusal.value.key == "exchange.never_leaves"
    for name in tables().keys() - close:
        never = {one for one, column in columns_of(name).items() if not column.info.get("leaves", True)}
        assert not never & set(read_table_out(project, name)[0].columns)
    assert "leave_reason" not in read_table_out(project, "participants")[0]


def test_the_terminal_says_what_stays_out_and_to_be_careful(
    project: store.Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["table", str(project.path), "codings", "--who", "Kees"]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert "1 regel blijft weg" in told.err and "Let op" in told.err
    assert main(["table", str(project.path), "needs"]) == 1
