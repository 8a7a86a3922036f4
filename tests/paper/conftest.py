"""A project with a note of six pieces, one family of labels with choices, two readers and a participant."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from gate_open import look_at_notes

from ontmoet_research import store
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import record_consent

HOSTILE = "#let x = 1 *vet* $5 \\u{41} <script> \u202eomgekeerd שלום 👩\u200d🦽 ☕"
NOTE = "\n\n".join(
    [
        "De brief bleef dicht op tafel liggen.",
        "Merel: wij wachtten een uur aan de balie.",
        f"Wie leest dat nou? {HOSTILE}",
        "De telefoon ging 8 keer over.",
        "Samen koken hielp meer dan een folder.",
        "Buren brachten soep.",
    ]
)


@pytest.fixture(scope="session")
def _laid(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The project of ``desk``, made once; each test gets a copy of its file."""
    path = tmp_path_factory.mktemp("bureau") / "p.ontmoet"
    with store.create(path, title="Proef") as project:
        series = make_series(project, "twee-workshops", "Reeks")
        merel = add_participant(project, "Merel", series, ["resident"])
        noor = add_contributor(project, "Noor", "ervaring", "ervaringsonderzoeker", participant_id=merel)
        teun = add_contributor(project, "Teun", "onderzoek", "docent-onderzoeker")
        for purpose in ("notities", "labelen_door_medeonderzoekers", "labelen_door_studenten"):
            record_consent(project, merel, purpose, True, asked_by=noor)
        meeting = list_meetings(project, series)[0].object_id
        source = bring_in(project, read_typed(NOTE), session_id=meeting, title="Verslag").source_id
        look_at_notes(project, teun)
        rows = sorted(store.read_rows(project, "fragments", source_id=source), key=lambda row: row["order"])
        codes = _labels(project)
    pieces = [row.object_id for row in rows]
    return SimpleNamespace(path=path, noor=noor, teun=teun, merel=merel, source=source, pieces=pieces, codes=codes)


def _labels(project: store.Project) -> list[str]:
    """One family: a plain label, one with options, one from whom to whom."""
    book = store.new("codebooks", title="Lijst", version="1")
    told = {"codebook_id": book.object_id, "family": "kijken", "kind": "enkel"}
    pair = {**told, "kind": "paar", "options": ["links=kort", "rechts=lang"]}
    codes = [
        store.new("codes", **told, code="K1", label_nl="Post", order=1, definition_b1="Het gaat over brieven."),
        store.new("codes", **pair, code="K2", label_nl="Wachten", order=2),
        store.new("codes", **told, code="K3", label_nl="Wie helpt wie", order=3, options=["van_naar"]),
    ]
    store.write(project, [book, *codes])
    return [code.object_id for code in codes]


@pytest.fixture
def desk(_laid: SimpleNamespace, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """``project`` (Teun types), ``noor`` (the second piece is her own words), ``teun``, ``pieces``, ``codes``."""
    place = Path(shutil.copy(_laid.path, tmp_path / "p.ontmoet"))
    with store.open_project(place) as project:
        yield SimpleNamespace(**{**vars(_laid), "project": project.as_person(_laid.teun), "folder": tmp_path})
